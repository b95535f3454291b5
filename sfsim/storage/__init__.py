"""Rows in a database: one table per sObject type, one database per org."""
