"""Describe calls."""

from __future__ import annotations

from collections.abc import Callable

import pytest

RunApex = Callable[..., list[str]]

SOBJECT = "Schema.SObjectType.Account"
FIELD = "Account.Name.getDescribe()"


@pytest.mark.documented
@pytest.mark.parametrize(
    ("expression", "text"),
    [
        (f"{SOBJECT}.getName()", "Account"),
        (f"{SOBJECT}.name", "Account"),
        (f"{SOBJECT}.getKeyPrefix()", "001"),
        (f"{SOBJECT}.isCustom()", "false"),
        (f"{SOBJECT}.isAccessible()", "true"),
        (f"{SOBJECT}.getSObjectType() == Account.SObjectType", "true"),
        (f"{SOBJECT}.fields.Name.getName()", "Name"),
        (f"{SOBJECT}.fields.getMap().get('NAME')", "Name"),
        (f"{SOBJECT}.getRecordTypeInfosByDeveloperName().get('Master').isMaster()", "true"),
        ("Account.SObjectType.getDescribe().getLabel()", "Account"),
        ("Schema.describeSObjects(new List<String>{'account'})[0].getName()", "Account"),
        ("Schema.getGlobalDescribe().containsKey('Contact')", "true"),
        (f"{FIELD}.getType()", "STRING"),
        (f"{FIELD}.getSoapType()", "STRING"),
        (f"{FIELD}.isNameField()", "true"),
        (f"{FIELD}.getSObjectField() == Account.Name", "true"),
        ("Contact.AccountId.getDescribe().getReferenceTo()", "(Account)"),
        ("Contact.AccountId.getDescribe().getRelationshipName()", "Account"),
        ("Account.Industry.getDescribe().getPicklistValues().isEmpty()", "false"),
        ("Account.SObjectType.newSObject()", "Account:{}"),
        ("Account.SObjectType.newSObject('001000000000001AAA')", "Account:{Id=001000000000001AAA}"),
    ],
)
def test_description(run_apex: RunApex, expression: str, text: str) -> None:
    assert run_apex(f"System.debug({expression});") == [text]


@pytest.mark.documented
def test_child_relationships_name_the_child(run_apex: RunApex) -> None:
    log = run_apex(
        "for (Schema.ChildRelationship c : Account.SObjectType.getDescribe()"
        ".getChildRelationships()) { if (c.getRelationshipName() == 'Contacts') {"
        "System.debug(c.getChildSObject() + ' ' + c.getField()); } }"
    )
    assert log == ["Contact AccountId"]


@pytest.mark.recorded
def test_one_name_has_one_token(run_apex: RunApex) -> None:
    log = run_apex(
        "System.debug(Account.SObjectType === Schema.getGlobalDescribe().get('account'));"
        "System.debug(Account.Name === Schema.SObjectType.Account.fields.getMap().get('Name'));"
        "System.debug(new Account().getSObjectType() === Account.SObjectType);"
    )
    assert log == ["true", "true", "true"]


@pytest.mark.documented
def test_tokens_are_keys(run_apex: RunApex) -> None:
    log = run_apex(
        "Map<SObjectType, Integer> m = new Map<SObjectType, Integer>{Account.SObjectType => 1};"
        "System.debug(m.get(Account.SObjectType));"
        "System.debug(new Set<SObjectField>{Account.Name, Account.Name, Account.Site}.size());"
    )
    assert log == ["1", "2"]


@pytest.mark.recorded
def test_a_child_relationship_described_twice_is_one_key(run_apex: RunApex) -> None:
    statements = f"""
        Set<Schema.ChildRelationship> found = new Set<Schema.ChildRelationship>();
        found.add({SOBJECT}.getChildRelationships()[0]);
        found.add({SOBJECT}.getChildRelationships()[0]);
        System.debug(found.size());"""
    assert run_apex(statements) == ["1"]
