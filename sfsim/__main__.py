"""`python -m sfsim` is the command line."""

from __future__ import annotations

from sfsim.cli.main import main

if __name__ == "__main__":
    main(prog_name="sfsim")
