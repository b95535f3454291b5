"""sObjects as the compiler sees them."""

from __future__ import annotations

import pytest

from sfsim.apex.declarations import TypeKind
from sfsim.schema.field import Field
from sfsim.schema.model import (
    LIST_SETTING,
    ChildRelationship,
    Schema,
    SObjectType,
    TypeSummary,
)
from sfsim.stdlib.sobject_declarations import OrgCatalogue
from sfsim.typeref import SOBJECT, STRING, TypeRef, list_of, map_of

pytestmark = pytest.mark.documented

ID_FIELD = Field("Id", "id", createable=False, updateable=False)
TYPES = {
    "Account": SObjectType(
        "Account",
        [ID_FIELD, Field("Name", "string"), Field("Total", "double", createable=False,
                                                  updateable=False)],
        child_relationships=[ChildRelationship("Contacts", "Contact", "AccountId")],
    ),
    "Contact": SObjectType(
        "Contact",
        [
            ID_FIELD,
            Field("AccountId", "reference", reference_to=("Account",),
                  relationship_name="Account"),
            Field("OwnerId", "reference", reference_to=("Group", "User"), name_pointing=True,
                  relationship_name="Owner"),
        ],
    ),
    "Country__c": SObjectType("Country__c", [ID_FIELD], kind=LIST_SETTING),
    "BusinessHours": SObjectType("BusinessHours", [ID_FIELD]),
}  # fmt: skip


@pytest.fixture
def catalogue() -> OrgCatalogue:
    """A catalogue over four objects and one label."""
    summaries = [TypeSummary(name, name, None) for name in TYPES]
    schema = Schema(summaries, lambda schema, name: TYPES[name])
    return OrgCatalogue(schema, frozenset({("ns", "hello")}))


def test_objects_are_found_with_and_without_the_namespace(catalogue: OrgCatalogue) -> None:
    found = catalogue.type("account")
    assert found is not None
    assert found is catalogue.type("Schema.Account")
    assert (found.ref, found.kind, found.superclass) == (
        TypeRef("Account"),
        TypeKind.SOBJECT,
        SOBJECT,
    )


def test_standard_types_come_first(catalogue: OrgCatalogue) -> None:
    found = catalogue.type("Schema.SObjectType")
    assert found is not None
    assert found.kind is TypeKind.CLASS


def test_fields_have_apex_types(catalogue: OrgCatalogue) -> None:
    found = catalogue.type("Account")
    assert found is not None
    assert found.fields["name"].type == STRING
    assert found.fields["name"].is_writeable
    assert not found.fields["total"].is_writeable
    assert found.fields["id"].is_writeable


def test_relationships_lead_to_parents_and_children(catalogue: OrgCatalogue) -> None:
    account, contact = catalogue.type("Account"), catalogue.type("Contact")
    assert account is not None
    assert contact is not None
    children, parent = account.fields["contacts"], contact.fields["account"]
    assert (children.type, children.relationship) == (list_of(TypeRef("Contact")), "children")
    assert (parent.type, parent.relationship) == (TypeRef("Account"), "parent")


def test_a_polymorphic_parent_is_any_record(catalogue: OrgCatalogue) -> None:
    found = catalogue.type("Contact")
    assert found is not None
    assert found.fields["owner"].type == SOBJECT


def test_settings_have_static_methods(catalogue: OrgCatalogue) -> None:
    found = catalogue.type("Country__c")
    assert found is not None
    (get_all,) = found.methods["getall"]
    assert get_all.is_static
    assert get_all.returns == map_of(STRING, TypeRef("Country__c"))
    assert get_all.standard is not None
    assert get_all.standard.target == "sfsim.stdlib.custom_settings:Country__c.get_all"


def test_an_object_shares_its_name_with_static_methods(catalogue: OrgCatalogue) -> None:
    found = catalogue.type("BusinessHours")
    assert found is not None
    assert found.kind is TypeKind.SOBJECT
    assert "diff" in found.methods
    qualified = catalogue.type("System.BusinessHours")
    assert qualified is not None
    assert qualified.kind is TypeKind.CLASS


def test_labels_ignore_case(catalogue: OrgCatalogue) -> None:
    assert catalogue.has_label("NS", "Hello")
    assert not catalogue.has_label("", "Hello")
