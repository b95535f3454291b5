"""The Dom namespace: XML as a tree."""
