"""A caller for standard-library functions that need the user, the clock or chance."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

import pytest

from sfsim.kernel.clock import VirtualClock
from sfsim.kernel.generator import Generator
from sfsim.runtime.numbers import enter_decimal_context


@dataclass
class FakeUser:
    time_zone: str = "America/Los_Angeles"
    locale: str = "en_US"


@dataclass
class FakeTransaction:
    user: FakeUser = field(default_factory=FakeUser)


@dataclass
class FakeOrg:
    clock: VirtualClock = field(
        default_factory=lambda: VirtualClock(datetime.datetime(2024, 7, 1, 3, 4, 5, 678_000))
    )
    random: Generator = field(default_factory=lambda: Generator(1))
    transaction: FakeTransaction = field(default_factory=FakeTransaction)


@dataclass
class FakeCaller:
    org: FakeOrg = field(default_factory=FakeOrg)
    api_version: float = 67.0


@pytest.fixture
def caller() -> Any:
    """The caller of a user in Los Angeles, on 2024-06-30 20:04:05 there."""
    enter_decimal_context()
    return FakeCaller()
