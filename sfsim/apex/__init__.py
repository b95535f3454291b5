"""Apex as a language: text in, code objects out; no I/O, clock, storage or registry."""
