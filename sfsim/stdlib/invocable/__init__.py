"""The Invocable namespace: actions that Apex invokes."""
