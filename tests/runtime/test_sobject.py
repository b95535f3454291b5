"""Records: reading, dynamic access, equality, clones, errors, read-only copies."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest

from sfsim.runtime.collections import ApexList
from sfsim.runtime.exceptions import (
    FinalException,
    SObjectException,
    StringException,
    TypeException,
)
from sfsim.runtime.record_classes import (
    complete_record,
    query_class,
    read_only_copy,
    record_class,
)
from sfsim.runtime.schema_tokens import sobject_field_token
from sfsim.runtime.sobject import SObject
from sfsim.schema.assembly import build_schema
from sfsim.schema.project import ProjectSource

SCHEMA = build_schema(ProjectSource())
ACCOUNT_ID = "0015e0000000001AAA"
CONTACT_ID = "0035e0000000001AAA"


def account(**fields: Any) -> Any:  # records have the fields of their type
    return record_class(SCHEMA, "Account")(**fields)


def contact(**fields: Any) -> Any:  # records have the fields of their type
    return record_class(SCHEMA, "Contact")(**fields)


def queried(**fields: Any) -> Any:  # records have the fields of their type
    selected = ("Id", "Name", "Phone")
    return query_class(SCHEMA, "Account", selected).of(dict(fields))


@pytest.mark.documented
def test_unset_field_of_a_constructed_record_is_null() -> None:
    assert account(Name="A").Phone is None


@pytest.mark.documented
def test_unset_parent_is_null_and_children_are_an_empty_list() -> None:
    assert contact().Account is None
    assert account().Contacts == ApexList(account().Contacts.type)


def test_unknown_attribute_is_a_bug_of_ours() -> None:
    with pytest.raises(AttributeError):
        account().Nonsense  # noqa: B018 - reading it is the test


@pytest.mark.recorded
def test_field_that_was_not_queried_raises() -> None:
    message = (
        "SObject row was retrieved via SOQL without querying the requested field: Account.Website"
    )
    with pytest.raises(SObjectException, match=message):
        queried(Id=ACCOUNT_ID).Website  # noqa: B018 - reading it is the test


@pytest.mark.documented
def test_queried_null_reads_null_and_is_not_populated() -> None:
    record = queried(Id=ACCOUNT_ID, Name="A")
    assert record.Phone is None
    assert dict(record.getPopulatedFieldsAsMap()) == {"Id": ACCOUNT_ID, "Name": "A"}
    assert record.isSet("phone")


@pytest.mark.documented
def test_assigned_field_can_be_read_though_it_was_not_queried() -> None:
    record = queried(Id=ACCOUNT_ID)
    record.Website = "http://x"
    assert record.Website == "http://x"


@pytest.mark.documented
def test_id_can_always_be_read() -> None:
    assert query_class(SCHEMA, "Account", ("Name",)).of({"Id": ACCOUNT_ID}).Id == ACCOUNT_ID


@pytest.mark.documented
def test_get_ignores_case() -> None:
    assert account(Name="A").get("nAmE") == "A"


@pytest.mark.recorded
def test_get_of_an_unknown_field() -> None:
    with pytest.raises(SObjectException, match="Invalid field Foo for Account"):
        account().get("Foo")


@pytest.mark.recorded
def test_token_of_another_type_is_refused() -> None:
    token = sobject_field_token(SCHEMA, "Contact", "LastName")
    with pytest.raises(SObjectException, match="does not belong to SObject type Account"):
        account().get(token)


@pytest.mark.documented
def test_put_returns_the_old_value() -> None:
    record = account(Name="A")
    assert record.put(sobject_field_token(SCHEMA, "Account", "Name"), "B") == "A"
    assert record.Name == "B"


@pytest.mark.documented
@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("AnnualRevenue", 5, Decimal(5)),
        ("AnnualRevenue", 1.5, Decimal("1.5")),
        ("OwnerId", "005D000000IqhSL", "005D000000IqhSL" + "IAZ"),
        ("Name", None, None),
        ("NumberOfEmployees", 3, 3),
    ],
)
def test_put_converts_what_converts_implicitly(field: str, value: Any, expected: Any) -> None:
    record = account()
    record.put(field, value)
    assert record.get(field) == expected


@pytest.mark.recorded
@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("AnnualRevenue", "5", "Illegal assignment from String to Decimal"),
        ("Name", 5, "Illegal assignment from Integer to String"),
        ("Name", True, "Illegal assignment from Boolean to String"),
        ("NumberOfEmployees", Decimal(5), "Illegal assignment from Decimal to Integer"),
        ("CreatedDate", datetime.datetime(2026, 1, 1), "Field CreatedDate is not editable"),
    ],
)
def test_put_refuses(field: str, value: Any, message: str) -> None:
    with pytest.raises(SObjectException, match=message):
        account().put(field, value)


@pytest.mark.recorded
def test_id_of_another_object_is_refused() -> None:
    with pytest.raises(TypeException, match="Invalid id value for this SObject type"):
        account().put("Id", CONTACT_ID)


@pytest.mark.documented
def test_text_that_is_no_id_is_refused() -> None:
    with pytest.raises(StringException, match="Invalid id: abc"):
        account().put("OwnerId", "abc")


@pytest.mark.documented
def test_get_and_put_of_a_parent() -> None:
    record, parent = contact(), account(Name="A")
    assert record.putSObject("Account", parent) is None
    assert record.getSObject("account") is parent
    assert record.getSObject(sobject_field_token(SCHEMA, "Contact", "AccountId")) is parent


@pytest.mark.recorded
@pytest.mark.parametrize("method", ["getSObject", "getSObjects"])
def test_unknown_relationship(method: str) -> None:
    with pytest.raises(SObjectException, match="Invalid relationship Foo for Contact"):
        getattr(contact(), method)("Foo")


@pytest.mark.recorded
def test_parent_of_the_wrong_type_is_refused() -> None:
    with pytest.raises(SObjectException, match="Illegal assignment from Contact to Account"):
        contact().putSObject("Account", contact())


@pytest.mark.documented
def test_records_are_equal_by_type_and_content() -> None:
    assert account(Name="A", Phone="1") == account(Phone="1", Name="A")
    assert account(Name="A") != account(Name="a")
    assert account(Name="A") != contact(Name="A")
    assert hash(account(Name="A", Phone="1")) == hash(account(Phone="1", Name="A"))


@pytest.mark.documented
def test_clone_drops_id_and_time_stamps() -> None:
    moment = datetime.datetime(2026, 1, 1)
    record = complete_record(SCHEMA, "Account", {"Id": ACCOUNT_ID, "CreatedDate": moment})
    assert record.clone().__dict__ == {}
    assert record.clone(True, False, True, True).__dict__ == {
        "Id": ACCOUNT_ID, "CreatedDate": moment,
    }  # fmt: skip


@pytest.mark.documented
def test_shallow_clone_shares_parents_and_deep_clone_copies_them() -> None:
    record = contact(Account=account(Name="A"))
    assert record.clone().Account is record.Account
    assert record.clone(False, True).Account is not record.Account


@pytest.mark.recorded
def test_clone_of_a_queried_record_still_knows_what_was_not_queried() -> None:
    with pytest.raises(SObjectException):
        queried(Id=ACCOUNT_ID).clone().Website  # noqa: B018 - reading it is the test


@pytest.mark.recorded
def test_markers_do_not_affect_equality() -> None:
    record, copy = account(Name="A"), account(Name="A").clone()
    record.addError("wrong")
    assert copy.isClone()
    assert copy == record


@pytest.mark.documented
def test_errors_on_record_and_field() -> None:
    record = account()
    record.addError("bad")
    record.addError("Name", "worse", False)
    assert [(each.message, each.fields) for each in record.errors()] == [
        ("bad", ()), ("worse", ("Name",)),
    ]  # fmt: skip
    assert record.hasErrors()


@pytest.mark.documented
def test_complete_record_reads_null_and_hides_its_nulls() -> None:
    record: Any = complete_record(SCHEMA, "Contact", {"LastName": "X", "Email": None})
    assert (record.Account, record.Phone) == (None, None)
    assert list(record.getPopulatedFieldsAsMap()) == ["LastName"]


@pytest.mark.recorded
def test_read_only_copy_refuses_changes() -> None:
    record: Any = read_only_copy(complete_record(SCHEMA, "Account", {"Name": "A"}))
    assert record.sobject_type is SCHEMA.sobject("Account")
    with pytest.raises(FinalException, match="Record is read-only"):
        record.Name = "B"
    with pytest.raises(FinalException, match="Record is read-only"):
        record.put("Name", "B")


@pytest.mark.documented
def test_read_only_copy_takes_errors_and_its_clone_can_be_changed() -> None:
    record: Any = read_only_copy(complete_record(SCHEMA, "Account", {"Name": "A"}))
    record.addError("no")
    copy: Any = record.clone()
    copy.Name = "B"
    assert (record.hasErrors(), copy.Name) == (True, "B")


@pytest.mark.documented
def test_aggregate_result_is_read_by_alias() -> None:
    row = record_class(SCHEMA, "AggregateResult").of({"total": Decimal(3), "Name": None})
    assert row.get("TOTAL") == Decimal(3)
    assert list(row.getPopulatedFieldsAsMap()) == ["Name", "total"]
    with pytest.raises(SObjectException, match="Invalid field other for AggregateResult"):
        row.get("other")


def test_one_class_per_type() -> None:
    assert record_class(SCHEMA, "account") is record_class(SCHEMA, "Account")
    assert issubclass(record_class(SCHEMA, "Account"), SObject)
