"""DML: statements, the save order, and what becomes of each row."""
