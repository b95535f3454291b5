"""DML statements over a small org: results, partial success, errors."""

from typing import Any

import pytest

from sfsim.platform.triggers import TriggerContext
from sfsim.runtime.caller import Caller
from sfsim.runtime.exceptions import (
    DmlException,
    FinalException,
    ListException,
    NullPointerException,
    SObjectException,
)

pytestmark = pytest.mark.documented
Org = Any


def message_of(org: Org, operation: str, *records: Any, **options: Any) -> str:
    with pytest.raises(DmlException) as caught:
        org.dml(operation, *records, **options)
    assert caught.value.message is not None
    return caught.value.message


def test_an_insert_gives_the_record_its_id(org: Org) -> None:
    record = org.record("Account", Name="Acme")
    org.dml("insert", record)
    assert record.Id == "001000000000001AAA"
    assert org.row("Account", record.Id)["Name"] == "Acme"


def test_a_missing_required_field(org: Org) -> None:
    assert message_of(org, "insert", org.record("Contact", FirstName="Ann")) == (
        "Insert failed. First exception on row 0; first error: REQUIRED_FIELD_MISSING, "
        "Required fields are missing: [LastName]: [LastName]"
    )


def test_one_bad_row_rolls_the_whole_statement_back(org: Org) -> None:
    good, bad = org.record("Account", Name="Good"), org.record("Account")
    text = message_of(org, "insert", good, bad)
    assert text.startswith("Insert failed. First exception on row 1; first error: REQUIRED_FIELD")
    assert good.Id is None
    assert not org.database.tables.get("Account")


def test_partial_success_saves_the_good_rows(org: Org) -> None:
    good, bad = org.record("Account", Name="Good"), org.record("Account")
    outcomes = org.dml("insert", good, bad, all_or_none=False)
    assert [outcome.is_success for outcome in outcomes] == [True, False]
    assert [row["Name"] for row in org.database.tables["Account"].values()] == ["Good"]


def test_a_retry_gives_new_ids_and_fires_triggers_again(org: Org) -> None:
    sizes: list[int] = []
    org.on("Account", "BEFORE_INSERT", lambda context: sizes.append(context.size))
    good, bad = org.record("Account", Name="Good"), org.record("Account")
    org.dml("insert", good, bad, all_or_none=False)
    assert sizes == [2, 1]


def test_limits_of_a_failed_attempt_are_given_back(org: Org) -> None:
    caller = Caller("T", "", "", 67.0, False, org)

    def spend(context: TriggerContext) -> None:
        org.transaction.limits.charge("soqlQueries", 1, caller)

    org.on("Account", "BEFORE_INSERT", spend)
    org.dml("insert", org.record("Account", Name="A"), org.record("Account"), all_or_none=False)
    assert org.transaction.limits.used("soqlQueries", caller) == 1


def test_a_third_failing_attempt_fails_every_row(org: Org) -> None:
    def refuse_last(context: TriggerContext) -> None:
        context.new[-1].add_error("no")

    org.on("Account", "BEFORE_INSERT", refuse_last)
    records = [org.record("Account", Name=str(number)) for number in range(5)]
    outcomes = org.dml("insert", *records, all_or_none=False)
    assert not any(outcome.is_success for outcome in outcomes)
    assert "Too many batch retries" in outcomes[0].errors[0].message


def test_an_empty_list_costs_nothing(org: Org) -> None:
    org.dml("insert")
    assert org.transaction.limits.totals() == {}
    assert not org.transaction.work.is_pending


def test_a_statement_counts_one_and_its_rows(org: Org) -> None:
    org.dml("insert", *(org.record("Account", Name=str(number)) for number in range(3)))
    assert org.transaction.limits.totals() == {"dmlStatements": 1, "dmlRows": 3}


def test_an_id_cannot_be_given_to_an_insert(org: Org) -> None:
    record_id = org.insert("Account", Name="A")
    assert message_of(org, "insert", org.record("Account", Id=record_id, Name="B")).endswith(
        "INVALID_FIELD_FOR_INSERT_UPDATE, cannot specify Id in an insert call: [Id]"
    )


def test_an_update_needs_an_id(org: Org) -> None:
    assert message_of(org, "update", org.record("Account", Name="B")) == (
        "Update failed. First exception on row 0; first error: MISSING_ARGUMENT, "
        "Id not specified in an update call: []"
    )


def test_an_update_writes_only_what_was_set(org: Org) -> None:
    record_id = org.insert("Account", Name="A", Rating="Hot")
    org.dml("update", org.record("Account", Id=record_id, Name="B"))
    row = org.row("Account", record_id)
    assert (row["Name"], row["Rating"]) == ("B", "Hot")


def test_updating_a_deleted_record(org: Org) -> None:
    record_id = org.insert("Account", Name="A")
    org.dml("delete", org.record("Account", Id=record_id))
    text = message_of(org, "update", org.record("Account", Id=record_id, Name="B"))
    assert text == (
        f"Update failed. First exception on row 0 with id {record_id}; first error: "
        "ENTITY_IS_DELETED, entity is deleted: []"
    )


def test_the_same_record_twice_in_an_insert(org: Org) -> None:
    record = org.record("Account", Name="A")
    with pytest.raises(ListException, match="must not have two identically equal elements"):
        org.dml("insert", record, record)


def test_the_same_id_twice_in_an_update(org: Org) -> None:
    record_id = org.insert("Account", Name="A")
    first, second = (org.record("Account", Id=record_id, Name=name) for name in "BC")
    with pytest.raises(ListException, match=f"Duplicate id in list: {record_id}"):
        org.dml("update", first, second)


def test_a_null_in_the_list(org: Org) -> None:
    with pytest.raises(NullPointerException):
        org.dml("insert", None)


def test_chunks_of_two_hundred(org: Org) -> None:
    sizes: list[int] = []
    org.on("Account", "AFTER_INSERT", lambda context: sizes.append(context.size))
    org.dml("insert", *(org.record("Account", Name=str(number)) for number in range(450)))
    assert sizes == [200, 200, 50]


def test_mixing_setup_and_data_objects(org: Org) -> None:
    org.insert("Group", Name="G")
    assert message_of(org, "insert", org.record("Account", Name="A")) == (
        "Insert failed. First exception on row 0; first error: MIXED_DML_OPERATION, DML operation "
        "on setup object is not permitted after you have updated a non-setup object (or vice "
        "versa): Account, original object: Group: []"
    )


# Triggers


def test_a_before_trigger_changes_what_is_saved(org: Org) -> None:
    def rename(context: TriggerContext) -> None:
        for record in context.new or ():
            record.Name = "Changed"

    org.on("Account", "BEFORE_INSERT", rename)
    record = org.record("Account", Name="A")
    org.dml("insert", record)
    assert org.row("Account", record.Id)["Name"] == "Changed"
    assert record.Name == "A"


def test_an_after_trigger_sees_ids_and_audit_fields(org: Org) -> None:
    seen: list[Any] = []
    org.on("Account", "AFTER_INSERT", lambda context: seen.extend(context.new or ()))
    record_id = org.insert("Account", Name="A")
    assert (seen[0].Id, seen[0].CreatedDate) == (record_id, org.clock.now())


def test_a_record_of_an_after_trigger_is_read_only(org: Org) -> None:
    def write(context: TriggerContext) -> None:
        assert context.new is not None
        with pytest.raises(FinalException, match="Record is read-only"):
            context.new[0].Name = "B"

    org.on("Account", "AFTER_INSERT", write)
    org.insert("Account", Name="A")


@pytest.mark.parametrize(
    ("event", "new", "new_map", "old", "old_map"),
    [
        ("BEFORE_INSERT", True, False, False, False),
        ("AFTER_INSERT", True, True, False, False),
        ("BEFORE_UPDATE", True, True, True, True),
        ("AFTER_UPDATE", True, True, True, True),
        ("BEFORE_DELETE", False, False, True, True),
        ("AFTER_DELETE", False, False, True, True),
        ("AFTER_UNDELETE", True, True, False, False),
    ],
)
def test_what_each_event_sees(
    org: Org, event: str, new: bool, new_map: bool, old: bool, old_map: bool
) -> None:
    seen: list[tuple[bool, ...]] = []

    def look(context: TriggerContext) -> None:
        parts = (context.new, context.new_map, context.old, context.old_map)
        seen.append(tuple(part is not None for part in parts))

    org.on("Account", event, look)
    record_id = org.insert("Account", Name="A")
    org.dml("update", org.record("Account", Id=record_id, Name="B"))
    org.dml("delete", org.record("Account", Id=record_id))
    org.dml("undelete", org.record("Account", Id=record_id))
    assert seen == [(new, new_map, old, old_map)]


def test_an_error_added_to_a_field(org: Org) -> None:
    org.on("Account", "BEFORE_INSERT", lambda context: context.new[0].add_error("Bad", ("Name",)))
    assert message_of(org, "insert", org.record("Account", Name="A")) == (
        "Insert failed. First exception on row 0; first error: "
        "FIELD_CUSTOM_VALIDATION_EXCEPTION, Bad: [Name]"
    )


def test_an_exception_in_a_trigger_fails_every_row(org: Org) -> None:
    def fail(context: TriggerContext) -> None:
        raise NullPointerException("Attempt to de-reference a null object")

    org.on("Account", "BEFORE_INSERT", fail)
    text = message_of(org, "insert", org.record("Account", Name="A"))
    assert text.startswith(
        "Insert failed. First exception on row 0; first error: "
        "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY, AccountTrigger: execution of BeforeInsert\n\n"
        "caused by: System.NullPointerException: Attempt to de-reference a null object\n\n"
    )
    assert text.endswith(": []")


def test_an_exception_in_a_trigger_is_no_exception_under_partial_success(org: Org) -> None:
    def fail(context: TriggerContext) -> None:
        raise NullPointerException("x")

    org.on("Account", "BEFORE_INSERT", fail)
    records = [org.record("Account", Name=str(number)) for number in range(4)]
    outcomes = org.dml("insert", *records, all_or_none=False)
    assert not any(outcome.is_success for outcome in outcomes)


def test_dml_on_the_records_of_a_trigger(org: Org) -> None:
    def save_itself(context: TriggerContext) -> None:
        with pytest.raises(SObjectException, match=r"cannot operate on trigger\.new"):
            org.dml("update", context.new[0])

    org.on("Account", "AFTER_INSERT", save_itself)
    org.insert("Account", Name="A")


def test_a_before_trigger_cannot_update_its_own_record(org: Org) -> None:
    def update_again(context: TriggerContext) -> None:
        again = org.record("Account", Id=context.new[0].Id, Name="C")
        assert "SELF_REFERENCE_FROM_TRIGGER" in message_of(org, "update", again)

    record_id = org.insert("Account", Name="A")
    org.on("Account", "BEFORE_UPDATE", update_again)
    org.dml("update", org.record("Account", Id=record_id, Name="B"))


def test_triggers_nest_sixteen_deep(org: Org) -> None:
    def insert_another(context: TriggerContext) -> None:
        org.insert("Account", Name="deeper")

    org.on("Account", "AFTER_INSERT", insert_another)
    text = message_of(org, "insert", org.record("Account", Name="A"))
    assert "AccountTrigger: maximum trigger depth exceeded\n" in text
    assert text.count("execution of AfterInsert") == 16


# Upsert, delete, undelete


def test_upsert_by_external_id(org: Org) -> None:
    record_id = org.insert("Account", Name="A", Code__c="x1")
    records = [
        org.record("Account", Name="B", Code__c="X1"),
        org.record("Account", Name="C", Code__c="x2"),
    ]
    outcomes = org.dml("upsert", *records, key="Code__c")
    assert [outcome.created for outcome in outcomes] == [False, True]
    assert outcomes[0].id == record_id
    assert org.row("Account", record_id)["Name"] == "B"


def test_upsert_without_a_key_value(org: Org) -> None:
    text = message_of(org, "upsert", org.record("Account", Name="B"), key="Code__c")
    assert text.endswith("MISSING_ARGUMENT, Code__c not specified: []")


def test_upsert_with_a_repeated_key_fails_both_rows(org: Org) -> None:
    records = [org.record("Account", Name=name, Code__c="x") for name in "AB"]
    outcomes = org.dml("upsert", *records, key="Code__c", all_or_none=False)
    assert [str(outcome.errors[0]) for outcome in outcomes] == [
        "DUPLICATE_VALUE, Duplicate external id specified: x: [Code__c]"
    ] * 2


def test_a_duplicate_of_a_unique_field(org: Org) -> None:
    record_id = org.insert("Account", Name="A", Code__c="x")
    text = message_of(org, "insert", org.record("Account", Name="B", Code__c="X"))
    assert text.endswith(
        "DUPLICATE_VALUE, duplicate value found: Code__c duplicates value on record with id: "
        f"{record_id[:15]}: []"
    )


def test_two_rows_may_swap_unique_values(org: Org) -> None:
    first = org.insert("Account", Name="A", Code__c="x")
    second = org.insert("Account", Name="B", Code__c="y")
    org.dml(
        "update",
        org.record("Account", Id=first, Code__c="y"),
        org.record("Account", Id=second, Code__c="x"),
    )
    assert org.row("Account", first)["Code__c"] == "y"


def test_delete_takes_details_along_and_clears_lookups(org: Org) -> None:
    account = org.insert("Account", Name="A")
    contact = org.insert("Contact", LastName="C", AccountId=account)
    detail = org.insert("Detail__c", Account__c=account)
    org.dml("delete", org.record("Account", Id=account))
    assert org.row("Contact", contact)["AccountId"] is None
    assert org.row("Detail__c", detail)["IsDeleted"]


def test_undelete_brings_the_details_back(org: Org) -> None:
    account = org.insert("Account", Name="A")
    detail = org.insert("Detail__c", Account__c=account)
    org.dml("delete", org.record("Account", Id=account))
    org.dml("undelete", org.record("Account", Id=account))
    assert not org.row("Account", account)["IsDeleted"]
    assert not org.row("Detail__c", detail)["IsDeleted"]


def test_a_purge_removes_the_record_and_its_details_for_good(org: Org) -> None:
    account = org.insert("Account", Name="A")
    detail = org.insert("Detail__c", Account__c=account)
    org.dml("delete", org.record("Account", Id=account))
    org.dml("purge", org.record("Account", Id=account))
    tables = org.database.tables
    assert (account in tables["Account"], detail in tables["Detail__c"]) == (False, False)


def test_a_record_outside_of_the_recycle_bin_is_not_purged(org: Org) -> None:
    account = org.insert("Account", Name="A")
    [outcome] = org.dml("purge", org.record("Account", Id=account), all_or_none=False)
    assert outcome.errors[0].status == "ENTITY_IS_NOT_DELETED"


def test_a_restricted_child_refuses_the_delete(org: Org) -> None:
    account = org.insert("Account", Name="Acme")
    org.insert("Guard__c", Name="Wall", Account__c=account)
    text = message_of(org, "delete", org.record("Account", Id=account))
    assert "DELETE_FAILED, Your attempt to delete Acme could not be completed because" in text


# Values


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        (
            {"Name": "x" * 21},
            f"STRING_TOO_LONG, Account Name: data value too large: {'x' * 21} (max length=20): "
            "[Name]",
        ),
        (
            {"Name": "A", "Rating": "Warm"},
            "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST, Account Rating: bad value for restricted "
            "picklist field: Warm: [Rating]",
        ),
        (
            {"Name": "A", "Email__c": "nobody"},
            "INVALID_EMAIL_ADDRESS, Email: invalid email address: nobody: [Email__c]",
        ),
        (
            {"Name": "A", "ParentId": "003000000000009AAA"},
            "FIELD_INTEGRITY_EXCEPTION, Parent Account ID: id value of incorrect type: "
            "003000000000009AAA: [ParentId]",
        ),
        (
            {"Name": "A", "ParentId": "001000000000099AAA"},
            "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY, insufficient access rights on "
            "cross-reference id: 001000000000099: []",
        ),
    ],
)
def test_values_that_are_refused(org: Org, fields: dict[str, Any], error: str) -> None:
    text = message_of(org, "insert", org.record("Account", **fields))
    assert text == f"Insert failed. First exception on row 0; first error: {error}"


def test_a_picklist_value_takes_the_casing_of_its_entry(org: Org) -> None:
    record_id = org.insert("Account", Name="A", Rating="hot")
    assert org.row("Account", record_id)["Rating"] == "Hot"


def test_empty_text_is_null_before_triggers(org: Org) -> None:
    seen: list[Any] = []
    org.on("Account", "BEFORE_INSERT", lambda context: seen.append(context.new[0].Code__c))
    org.insert("Account", Name="A", Code__c="")
    assert seen == [None]


def test_a_default_fills_what_was_not_set(org: Org) -> None:
    record_id = org.insert("Account", Name="A")
    assert org.row("Account", record_id)["Active__c"] is True


def test_a_person_has_a_composed_name(org: Org) -> None:
    record_id = org.insert("Contact", FirstName="Ann", LastName="Lee")
    assert org.row("Contact", record_id)["Name"] == "Ann Lee"


def test_autonumbers_count_up_and_survive_a_failure(org: Org) -> None:
    first = org.insert("Detail__c")
    org.on("Detail__c", "AFTER_INSERT", lambda context: context.new[0].add_error("no"))
    message_of(org, "insert", org.record("Detail__c"))
    org.triggers = type(org.triggers)()
    second = org.insert("Detail__c")
    assert [org.row("Detail__c", each)["Name"] for each in (first, second)] == ["D-0001", "D-0003"]


def test_a_parent_named_by_its_external_id(org: Org) -> None:
    account = org.insert("Account", Name="A", Code__c="x")
    child = org.record("Account", Name="B", Parent=org.record("Account", Code__c="x"))
    org.dml("insert", child)
    assert org.row("Account", child.Id)["ParentId"] == account


def test_an_unknown_external_id(org: Org) -> None:
    child = org.record("Account", Name="B", Parent=org.record("Account", Code__c="x"))
    assert message_of(org, "insert", child).endswith(
        "INVALID_FIELD, Foreign key external ID: x not found for field Code__c in entity "
        "Account: []"
    )
