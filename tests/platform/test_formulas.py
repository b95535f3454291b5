"""Formulas on rows: parents, the user, settings, metadata, and what cannot be computed."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Any

import pytest

from sfsim.errors import Unsupported
from sfsim.platform.formulas import CompiledFormulas, FormulaReader, Reading
from sfsim.schema.field import Field
from sfsim.schema.model import Schema, SObjectType, TypeSummary, ValidationRule

USER = "005000000000001AAA"
GROUP = "00G000000000001AAA"
PROFILE = "00e000000000001AAA"
ORGANIZATION = "00D000000000001AAA"


def formula(name: str, text: str, kind: str = "string", **more: Any) -> Field:
    """A formula field."""
    return Field(name, kind, formula=text, **more)


FIELDS: dict[str, tuple[str, tuple[Field, ...]]] = {
    "T__c": (
        "a00",
        (
            Field("Id", "id"),
            Field("Name", "string"),
            Field(
                "OwnerId", "reference", relationship_name="Owner", reference_to=("User", "Group")
            ),
            formula("Self__c", "Other__c"),
            formula("Other__c", "Self__c"),
            formula("Owner__c", "Owner:User.Name"),
            formula("Me__c", "$User.Name & '/' & $Profile.Name & '/' & $Organization.Name"),
            formula("Limit__c", "$Setup.Limits__c.Max__c", "double", scale=0),
            formula("Meta__c", "$CustomMetadata.M__mdt.First.Text__c"),
            formula("Chain__c", "Owner__c & '!'"),
            formula("Bad__c", "Nothing__c"),
            Field("Ref__c", "reference", default_formula="$User.Id"),
        ),
    ),
    "User": ("005", (Field("Id", "id"), Field("Name", "string"), Field("ProfileId", "reference"))),
    "Group": ("00G", (Field("Id", "id"), Field("Name", "string"))),
    "Profile": ("00e", (Field("Id", "id"), Field("Name", "string"))),
    "Organization": ("00D", (Field("Id", "id"), Field("Name", "string"))),
    "Limits__c": ("a01", (Field("SetupOwnerId", "reference"), Field("Max__c", "double"))),
    "M__mdt": ("m00", (Field("DeveloperName", "string"), Field("Text__c", "string"))),
}
RULES = [
    ValidationRule("B", is_active=True, formula="true", message="b", error_field="name"),
    ValidationRule("A", is_active=True, formula="true", message="a", error_field=None),
    ValidationRule("C", is_active=False, formula="Nothing__c", message="c", error_field=None),
]
SCHEMA = Schema(
    [TypeSummary(name, name, prefix) for name, (prefix, _) in FIELDS.items()],
    lambda schema, name: SObjectType(
        name, FIELDS[name][1], key_prefix=FIELDS[name][0], validation_rules=RULES
    ),
)
TYPE = SCHEMA.sobject("T__c")
ROWS: dict[str, list[dict[str, Any]]] = {
    "User": [{"Id": USER, "Name": "Ann", "ProfileId": PROFILE}],
    "Group": [{"Id": GROUP, "Name": "Queue"}],
    "Profile": [{"Id": PROFILE, "Name": "Boss"}],
    "Organization": [{"Id": ORGANIZATION, "Name": "Org"}],
    "Limits__c": [
        {"Id": "a01000000000001AAA", "SetupOwnerId": ORGANIZATION, "Max__c": 5},
    ],
    "M__mdt": [{"DeveloperName": "First", "Text__c": "meta"}],
}


class Rows:
    """Rows in lists."""

    def read(self, sobject_type: SObjectType, ids: Collection[str]) -> dict[str, dict[str, Any]]:
        return {row["Id"]: row for row in ROWS.get(sobject_type.name, []) if row["Id"] in ids}

    def find(
        self, sobject_type: SObjectType, field: str, values: Collection[Any]
    ) -> list[dict[str, Any]]:
        return [row for row in ROWS.get(sobject_type.name, []) if row.get(field) in values]


def reader() -> FormulaReader:
    reading = Reading(datetime.datetime(2024, 1, 1), "UTC", USER, ORGANIZATION)
    return FormulaReader(CompiledFormulas(SCHEMA), Rows(), reading)


def value(name: str, **values: Any) -> Any:
    return reader().field(TYPE, TYPE.field(name), values)


@pytest.mark.documented
def test_a_polymorphic_parent_counts_only_when_it_is_of_the_named_type() -> None:
    assert value("Owner__c", OwnerId=USER) == "Ann"
    assert value("Owner__c", OwnerId=GROUP) is None


@pytest.mark.documented
def test_a_formula_field_reads_another() -> None:
    assert value("Chain__c", OwnerId=USER) == "Ann!"


@pytest.mark.documented
def test_the_running_user_its_profile_and_the_org() -> None:
    assert value("Me__c") == "Ann/Boss/Org"


@pytest.mark.documented
def test_a_setting_is_that_of_the_nearest_level() -> None:
    assert value("Limit__c") == 5


@pytest.mark.recorded
def test_custom_metadata_is_found_by_its_name() -> None:
    assert value("Meta__c") == "meta"


@pytest.mark.recorded
def test_the_default_of_a_lookup_is_a_whole_id() -> None:
    assert reader().default(TYPE, TYPE.field("Ref__c"), {}) == USER


@pytest.mark.inferred
def test_fields_that_need_themselves_are_refused() -> None:
    with pytest.raises(Unsupported, match="directly or indirectly refers to itself"):
        value("Self__c")


@pytest.mark.inferred
def test_a_formula_that_cannot_be_compiled_is_refused_by_name() -> None:
    with pytest.raises(Unsupported, match=r"T__c\.Bad__c: Field Nothing__c does not exist"):
        value("Bad__c")


@pytest.mark.inferred
def test_active_rules_come_by_name() -> None:
    rules = CompiledFormulas(SCHEMA).rules(TYPE)
    assert [(each.rule.name, each.error_fields) for each in rules] == [("A", ()), ("B", ("Name",))]
