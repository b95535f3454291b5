"""Simulations: a kernel, orgs and what they talk to, under one clock and one seed."""
