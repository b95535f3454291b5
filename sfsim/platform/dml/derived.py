"""Fields of standard objects that the platform derives from others when a record is saved.

Source: Object Reference, the pages of these objects; stages as in a new org.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

Values = dict[str, Any]
Rule = Callable[[Values, Mapping[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Stage:
    """An opportunity stage of a new org."""

    name: str
    probability: int
    forecast: str
    is_closed: bool = False
    is_won: bool = False


STAGES: Final = (
    Stage("Prospecting", 10, "Pipeline"),
    Stage("Qualification", 10, "Pipeline"),
    Stage("Needs Analysis", 20, "Pipeline"),
    Stage("Value Proposition", 50, "Pipeline"),
    Stage("Id. Decision Makers", 60, "Pipeline"),
    Stage("Perception Analysis", 70, "Pipeline"),
    Stage("Proposal/Price Quote", 75, "Pipeline"),
    Stage("Negotiation/Review", 90, "Pipeline"),
    Stage("Closed Won", 100, "Closed", is_closed=True, is_won=True),
    Stage("Closed Lost", 0, "Omitted", is_closed=True),
)
STAGE: Final = {stage.name: stage for stage in STAGES}
UNKNOWN_STAGE: Final = Stage("", 0, "Pipeline")

STANDARD_DEFAULTS: Final[dict[str, tuple[tuple[str, Any], ...]]] = {
    "Contract": (("Status", "Draft"),),
    "EmailMessage": (("Status", "5"),),
}
"""Defaults of standard objects that their describe does not mark."""

FILLED: Final = frozenset(
    {
        ("Contract", "StatusCode"),
        ("ContentVersion", "ContentDocumentId"),
        ("EmailMessage", "Name"),
        ("EmailMessage", "Status"),
        ("Order", "StatusCode"),
        ("Solution", "TimesUsed"),
        ("UserRole", "OpportunityAccessForAccountOwner"),
    }
)
"""Fields that describe as required and that the platform fills."""


def derive(sobject: str, values: Values, stored: Mapping[str, Any]) -> None:
    """Sets the derived fields of a record; `stored` is the record before the save."""
    for rule in RULES.get(sobject, ()):
        rule(values, stored)


def _opportunity(values: Values, stored: Mapping[str, Any]) -> None:
    """Stage → probability, forecast category and the closed flags; an own probability stays."""
    name = values.get("StageName")
    stage = STAGE.get(name or "", UNKNOWN_STAGE)
    values["IsClosed"], values["IsWon"] = stage.is_closed, stage.is_won
    if name != stored.get("StageName"):
        if values.get("Probability") == stored.get("Probability"):
            values["Probability"] = Decimal(stage.probability)
        values["ForecastCategory"] = values["ForecastCategoryName"] = stage.forecast
    amount, probability = values.get("Amount"), values.get("Probability")
    if amount is not None and probability is not None:
        values["ExpectedRevenue"] = Decimal(amount) * Decimal(probability) / 100


def _closed_when(status: str) -> Rule:
    def rule(values: Values, stored: Mapping[str, Any]) -> None:
        values["IsClosed"] = values.get("Status") == status

    return rule


def _status_code(values: Values, stored: Mapping[str, Any]) -> None:
    """The category of a status; only the statuses of a new org are known."""
    activated = values.get("Status") == "Activated"
    values["StatusCode"] = "Activated" if activated else "Draft"


RULES: Final[dict[str, tuple[Rule, ...]]] = {
    "Opportunity": (_opportunity,),
    "Case": (_closed_when("Closed"),),
    "Task": (_closed_when("Completed"),),
    "Contract": (_status_code,),
    "Order": (_status_code,),
}
