"""Savepoints across statements and triggers.

Source: Apex Developer Guide, "Transaction Control".
"""

from collections.abc import Callable

import pytest

from sfsim.org.org import Org

pytestmark = pytest.mark.documented

MakeOrg = Callable[..., Org]
HOLDER = "public class Holder { public static Savepoint point; }"


def names(org: Org) -> list[str]:
    return [record.LastName for record in org.query("SELECT LastName FROM Contact ORDER BY Id")]


def with_trigger(make_org: MakeOrg, body: str) -> Org:
    return make_org(
        {"Holder.cls": HOLDER, "T.trigger": f"trigger T on Account (after insert) {{ {body} }}"}
    )


def test_a_trigger_rolls_back_to_its_own_savepoint(make_org: MakeOrg) -> None:
    org = with_trigger(
        make_org,
        "insert new Contact(LastName = 'kept'); Savepoint point = Database.setSavepoint();"
        " insert new Contact(LastName = 'undone'); Database.rollback(point);",
    )
    org.apex("insert new Account(Name = 'A');")
    assert names(org) == ["kept"]
    assert len(org.query("SELECT Id FROM Account")) == 1


@pytest.mark.parametrize("use", ["rollback", "releaseSavepoint"])
def test_a_savepoint_does_not_reach_into_a_trigger(make_org: MakeOrg, use: str) -> None:
    org = with_trigger(
        make_org,
        f"try {{ Database.{use}(Holder.point); }} catch (TypeException e) {{"
        " System.debug(e.getMessage()); }",
    )
    org.apex("Holder.point = Database.setSavepoint(); insert new Account(Name = 'A');")
    assert org.debug_log[-1].endswith("Savepoint does not exist in this context")
    assert len(org.query("SELECT Id FROM Account")) == 1


def test_a_savepoint_of_a_trigger_ends_with_it(make_org: MakeOrg) -> None:
    org = with_trigger(make_org, "Holder.point = Database.setSavepoint();")
    org.apex(
        "insert new Account(Name = 'A');"
        "try { Database.rollback(Holder.point); } catch (TypeException e) {"
        " System.debug(e.getMessage()); }"
    )
    assert org.debug_log[-1].endswith("Savepoint does not exist in this context")


def test_a_savepoint_undoes_several_statements_and_their_triggers(make_org: MakeOrg) -> None:
    org = with_trigger(make_org, "insert new Contact(LastName = 'from trigger');")
    org.apex(
        "insert new Contact(LastName = 'before'); Savepoint point = Database.setSavepoint();"
        "insert new Account(Name = 'A'); insert new Account(Name = 'B');"
        "Database.rollback(point); insert new Contact(LastName = 'after');"
    )
    assert names(org) == ["before", "after"]


def test_a_failed_statement_leaves_the_savepoints_before_it(make_org: MakeOrg) -> None:
    org = with_trigger(
        make_org, "Savepoint own = Database.setSavepoint(); Trigger.new[0].addError('no');"
    )
    org.apex(
        "insert new Contact(LastName = 'before'); Savepoint point = Database.setSavepoint();"
        "insert new Contact(LastName = 'undone');"
        "try { insert new Account(Name = 'A'); } catch (DmlException e) { }"
        "Database.rollback(point);"
    )
    assert names(org) == ["before"]
