"""Derived fields of standard objects."""

from decimal import Decimal
from typing import Any

import pytest

from sfsim.platform.dml.derived import STAGES, derive

pytestmark = pytest.mark.documented


def test_a_stage_sets_probability_and_flags() -> None:
    values: dict[str, Any] = {"StageName": "Closed Won", "Amount": Decimal(50)}
    derive("Opportunity", values, {})
    assert (values["IsClosed"], values["IsWon"], values["Probability"]) == (True, True, 100)
    assert values["ExpectedRevenue"] == 50


def test_an_own_probability_stays() -> None:
    values: dict[str, Any] = {"StageName": "Prospecting", "Probability": Decimal(33)}
    derive("Opportunity", values, {})
    assert values["Probability"] == 33


def test_an_unchanged_stage_changes_nothing() -> None:
    stored = {"StageName": "Prospecting", "Probability": Decimal(33)}
    values: dict[str, Any] = dict(stored)
    derive("Opportunity", values, stored)
    assert values["Probability"] == 33


@pytest.mark.parametrize(
    ("sobject", "status", "closed"),
    [("Case", "Closed", True), ("Case", "New", False), ("Task", "Completed", True)],
)
def test_a_status_that_closes(sobject: str, status: str, closed: bool) -> None:
    values: dict[str, Any] = {"Status": status}
    derive(sobject, values, {})
    assert values["IsClosed"] is closed


def test_only_a_won_stage_is_certain() -> None:
    assert [stage.name for stage in STAGES if stage.probability == 100] == ["Closed Won"]
