"""What every test may use, and the rule that platform behaviour says where it is known from."""

from __future__ import annotations

from pathlib import Path

import pytest

PROVENANCE = ("documented", "recorded", "inferred")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuses a test with two provenance markers: a behaviour is known in one way."""
    for item in items:
        closest = {mark.name for mark in item.own_markers} & set(PROVENANCE)
        if len(closest) > 1:
            raise pytest.UsageError(f"{item.nodeid} has {sorted(closest)}: keep exactly one")


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the source checkout."""
    return Path(__file__).resolve().parent.parent
