"""The standard objects as data."""

from __future__ import annotations

import pytest

from sfsim.schema import standard
from sfsim.schema.assembly import build_schema
from sfsim.schema.model import Schema
from sfsim.schema.project import ProjectSource


@pytest.fixture(scope="module")
def schema() -> Schema:
    return build_schema(ProjectSource())


@pytest.mark.documented
def test_names_are_found_whatever_their_case(schema: Schema) -> None:
    assert schema.sobject("aCCount").field("aNNualrevenue").name == "AnnualRevenue"


@pytest.mark.documented
def test_key_prefix_leads_to_the_type(schema: Schema) -> None:
    found = schema.type_of_id("0035e0000000001AAA")
    assert found is not None
    assert found.name == "Contact"


@pytest.mark.documented
def test_parent_and_child_relationships_of_contact(schema: Schema) -> None:
    account = schema.sobject("Contact").parent_relationship("account")
    contacts = schema.sobject("Account").child_relationship("Contacts")
    assert account is not None
    assert account.reference_to == ("Account",)
    assert contacts is not None
    assert (contacts.child, contacts.field, contacts.cascade_delete) == (
        "Contact", "AccountId", True,
    )  # fmt: skip


@pytest.mark.documented
@pytest.mark.parametrize("name", ["IsPersonAccount", "PersonEmail", "CurrencyIsoCode"])
def test_fields_of_features_that_are_off_do_not_exist(schema: Schema, name: str) -> None:
    assert schema.sobject("Account").find_field(name) is None


@pytest.mark.documented
def test_feature_brings_its_fields() -> None:
    schema = build_schema(ProjectSource(), features=frozenset({"multi currency"}))
    assert schema.sobject("Account").find_field("CurrencyIsoCode") is not None


@pytest.mark.documented
def test_master_record_type_field_is_absent_without_record_types(schema: Schema) -> None:
    assert schema.sobject("Account").find_field("RecordTypeId") is None


@pytest.mark.documented
def test_contact_name_is_composed_and_case_number_counts(schema: Schema) -> None:
    name = schema.sobject("Contact").name_field
    number = schema.sobject("Case").name_field
    assert name is not None
    assert not name.createable
    assert number is not None
    assert number.auto_number


def test_every_standard_object_loads_and_its_references_exist(schema: Schema) -> None:
    missing = [
        (each.name, field.name, target)
        for each in schema.sobjects()
        for field in each.fields
        for target in field.reference_to
        if target not in schema
    ]
    assert missing == []


def test_key_prefixes_are_unique_but_for_histories() -> None:
    prefixes = [each.key_prefix for each in standard.summaries() if each.key_prefix != "017"]
    known = [each for each in prefixes if each is not None]
    assert len(known) == len(set(known))
