"""The functions of the formula language, one module per group."""
