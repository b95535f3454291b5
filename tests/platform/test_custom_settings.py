"""Hierarchy custom settings."""

from collections.abc import Sequence
from typing import Any

import pytest

from sfsim.platform.custom_settings import HierarchySettings, Values, list_settings

pytestmark = pytest.mark.documented

USER, PROFILE, ORG = "005000000000001AAA", "00e000000000001AAA", "00D000000000001AAA"


class Rows:
    """Setting rows in a list."""

    def __init__(self, *rows: Values) -> None:
        self._rows = rows

    def by_owner(self, setting: str, owner_id: str) -> Values | None:
        return next((row for row in self._rows if row["SetupOwnerId"] == owner_id), None)

    def all(self, setting: str) -> Sequence[Values]:
        return self._rows

    def profile_of(self, user_id: str) -> str | None:
        return PROFILE if user_id == USER else None


def row(owner: str, **values: Any) -> Values:
    return {"Id": f"a00{owner[:3]}", "SetupOwnerId": owner, **values}


def test_the_nearest_level_that_has_a_value_wins() -> None:
    settings = HierarchySettings(Rows(row(ORG, A__c=1, B__c=2), row(PROFILE, A__c=3)), ORG)
    instance = settings.instance("S__c", USER)
    assert (instance["A__c"], instance["B__c"]) == (3, 2)


def test_an_instance_without_a_row_of_its_own_has_no_id() -> None:
    instance = HierarchySettings(Rows(row(ORG, A__c=1)), ORG).instance("S__c", USER)
    assert "Id" not in instance
    assert instance["SetupOwnerId"] == USER


def test_a_row_of_its_own_gives_the_instance_its_id() -> None:
    settings = HierarchySettings(Rows(row(ORG, B__c=1), row(USER, B__c=None)), ORG)
    instance = settings.instance("S__c", USER)
    assert (instance["Id"], instance["B__c"]) == ("a00005", 1)


def test_a_false_checkbox_overrides() -> None:
    settings = HierarchySettings(Rows(row(ORG, On__c=True), row(USER, On__c=False)), ORG)
    assert settings.instance("S__c", USER)["On__c"] is False


def test_get_values_does_not_merge() -> None:
    settings = HierarchySettings(Rows(row(ORG, A__c=1)), ORG)
    assert settings.values("S__c", USER) is None
    assert settings.values("S__c", ORG) is not None


def test_org_defaults_without_a_row_have_nothing_populated() -> None:
    assert HierarchySettings(Rows(), ORG).organization_defaults("S__c") == {}


def test_a_list_setting_is_keyed_by_name_in_creation_order() -> None:
    rows = Rows(row(ORG, Name="b"), row(ORG, Name="a"))
    assert list(list_settings(rows, "L__c")) == ["b", "a"]
