"""The Cache namespace: Platform Cache."""
