"""JSON of user classes and records, in Apex on a whole org: each line of Apex logs one line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sfsim.org.anonymous import execute_anonymous

pytestmark = pytest.mark.recorded

BOX = """
public virtual class Box {
    public enum Color { RED, GREEN }
    public class Item { public Integer n; public String text; }
    public virtual class Parent {
        public String name; protected Integer hidden; public transient String skip;
    }
    public class Child extends Parent {
        public List<Item> items; public Map<String, Decimal> prices; public Color color;
        public Boolean flag { get; set; }
        public String upper {
            get; set { upper = value == null ? 'was null' : value.toUpperCase(); }
        }
        public Object anything;
        public List<String> preset = new List<String>{ 'a' };
    }
    public abstract class Shape { public Integer sides; }
    public class Computed { public Integer a = 2; public Integer doubled { get { return a * 2; } } }
}
"""
META = """<?xml version="1.0" encoding="UTF-8"?>
<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>62.0</apiVersion></ApexClass>
"""

Run = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Executes anonymous Apex beside the class Box; returns what it logged."""
    root = tmp_path_factory.mktemp("source")
    folder = root / "classes"
    folder.mkdir()
    (folder / "Box.cls").write_text(BOX, encoding="utf-8")
    (folder / "Box.cls-meta.xml").write_text(META, encoding="utf-8")

    def execute(text: str) -> list[str]:
        outcome = execute_anonymous("test.apex", text, [Path(root)], seed=0, drain=False)
        if outcome.error is not None:
            return [outcome.error]
        return [line.rpartition("|")[2] for line in outcome.log]

    return execute


CHILD = "(Box.Child) JSON.deserialize('{}', Box.Child.class)"
LINES = [
    # Names in any case, setters run, texts become numbers, unknown members are ignored.
    (
        'Box.Child c = (Box.Child) JSON.deserialize(\'{"NAME":"n","items":[{"n":"2"}],'
        '"upper":"up","color":"GREEN","other":1}\', Box.Child.class);'
        "System.debug(c.name + c.items[0].n + c.upper + c.color);",
        "n2UPGREEN",
    ),
    # A member that is present as null reaches the setter, an absent one does not.
    (
        "System.debug(((Box.Child) JSON.deserialize('{\"upper\":null}', Box.Child.class)).upper);",
        "was null",
    ),
    (
        "Box.Item i = new Box.Item(); i.n = 1; System.debug(JSON.serialize(i));",
        '{"n":1,"text":null}',
    ),
    ("Box.Item i = new Box.Item(); System.debug(JSON.serialize(i, true));", "{}"),
    ("System.debug(JSON.serialize(new Box.Computed()));", '{"a":2,"doubled":4}'),
    (
        "System.debug(JSON.serialize(new Map<Integer, Box.Color>{1 => Box.Color.RED}));",
        '{"1":"RED"}',
    ),
    (
        "System.debug(JSON.serialize(new Account(Name = 'Acme', Site = null)));",
        '{"attributes":{"type":"Account"},"Name":"Acme","Site":null}',
    ),
    (
        "System.debug(JSON.serialize(new Map<SObjectField, Object>{Account.Name => 'Test'}));",
        '{"Name":"Test"}',
    ),
    (
        'Account a = (Account) JSON.deserialize(\'{"Name":"A","Parent":{"Name":"P"},'
        '"Contacts":{"totalSize":1,"done":true,"records":[{"LastName":"L"}]},"Nope__c":1}\','
        " Account.class); System.debug(a.Parent.Name + a.Contacts[0].LastName);",
        "PL",
    ),
    (
        'Account a = (Account) JSON.deserialize(\'{"CreatedDate":"2024-01-02T03:04:05.000+0000"}\','
        " Account.class); System.debug(JSON.serialize(a));",
        '{"attributes":{"type":"Account"},"CreatedDate":"2024-01-02T03:04:05.000+0000"}',
    ),
    (
        "List<SObject> xs = (List<SObject>) JSON.deserialize("
        '\'[{"attributes":{"type":"Contact"}}]\', List<SObject>.class);'
        "System.debug(xs[0].getSObjectType());",
        "Contact",
    ),
]


@pytest.mark.parametrize(("apex", "logged"), LINES)
def test_typed_json(run: Run, apex: str, logged: str) -> None:
    assert run(apex) == [logged]


@pytest.mark.inferred
def test_neither_constructors_nor_initialisers_run(run: Run) -> None:
    assert run(f"System.debug(({CHILD}).preset);") == ["null"]


REFUSALS = [
    (
        "JSON.deserializeStrict('{\"other\":1}', Box.Child.class);",
        "System.JSONException: Unknown field: Box.Child.other",
    ),
    (
        'JSON.deserializeStrict(\'{"skip":"x"}\', Box.Child.class);',
        "System.JSONException: Field is not deserializable: Box.Child.skip",
    ),
    (
        "JSON.deserialize('{\"anything\":1}', Box.Child.class);",
        "System.JSONException: Apex Type unsupported in JSON: Object",
    ),
    (
        "JSON.deserialize('{}', Box.Shape.class);",
        "System.TypeException: Cannot deserialize JSON as abstract type: Box.Shape",
    ),
    (
        "JSON.deserialize('[]', Box.Child.class);",
        "System.JSONException: Malformed JSON: Expected '{' at the beginning of object",
    ),
    (
        "JSON.serialize(Account.Name);",
        "System.JSONException: Apex Type unsupported in JSON: Schema.SObjectField",
    ),
    (
        "JSON.deserialize('{\"Contacts\":[]}', Account.class);",
        "System.JSONException: QueryResult must start with '{'",
    ),
    (
        'JSON.deserialize(\'{"Contacts":{"records":[{"Nope":1}]}}\', Account.class);',
        "System.JSONException: No such column 'Nope' on sobject of type Contact",
    ),
]


@pytest.mark.parametrize(("apex", "error"), REFUSALS)
def test_what_does_not_fit_is_refused(run: Run, apex: str, error: str) -> None:
    assert run(apex) == [error]
