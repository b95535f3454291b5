"""Stops with one clear sentence when the Python at hand is too old for sfsim."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this file runs on whatever Python is there
    sys.exit(
        "sfsim needs Python 3.11 or newer, this is %s. "  # noqa: UP031
        "Name another one: make PYTHON=python3.11" % sys.version.split()[0]
    )
