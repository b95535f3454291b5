"""SObject, Id and Security."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sfsim.runtime.exceptions import SObjectException

RunApex = Callable[..., list[str]]


@pytest.mark.documented
@pytest.mark.parametrize(
    ("statements", "text"),
    [
        ("a.put('Name', 'y'); System.debug(a.get(Account.Name));", "y"),
        ("System.debug(a.isSet('Name') + ' ' + a.isSet('Site'));", "true false"),
        ("System.debug(a.getPopulatedFieldsAsMap());", "{Name=x}"),
        ("System.debug(a.getSObjectType() == Account.SObjectType);", "true"),
        ("System.debug(a.clone() == a);", "true"),
        ("System.debug(a.clone().isClone());", "true"),
        ("a.addError('bad'); System.debug(a.hasErrors() + a.getErrors()[0].getMessage());",
         "truebad"),
        ("a.addError('Name', 'bad'); System.debug(a.getErrors()[0].getFields());", "(Name)"),
        ("System.debug(Security.stripInaccessible(AccessType.READABLE,"
         " new List<Account>{a}).getRecords());", "(Account:{Name=x})"),
    ],
)  # fmt: skip
def test_record(run_apex: RunApex, statements: str, text: str) -> None:
    assert run_apex("Account a = new Account(Name = 'x'); " + statements) == [text]


@pytest.mark.recorded
def test_an_unknown_field_is_named(run_apex: RunApex) -> None:
    with pytest.raises(SObjectException, match="Invalid field Nothing for Account"):
        run_apex("new Account().get('Nothing');")


@pytest.mark.documented
def test_an_id_knows_its_type(run_apex: RunApex) -> None:
    log = run_apex("Id i = '003000000000001AAA'; System.debug(i.getSObjectType());")
    assert log == ["Contact"]
