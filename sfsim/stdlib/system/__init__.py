"""The System namespace."""
