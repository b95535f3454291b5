"""What emitted code asks of the org: queries with binds, DML, runAs, triggers, futures, labels."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from sfsim.apex.compiler import ClassSource, Compiler, read_project
from sfsim.apex.declarations import TriggerUnit
from sfsim.apex.parser import parse_trigger
from sfsim.runtime.collections import ApexList
from sfsim.runtime.program import Program
from sfsim.runtime.record_classes import record_class
from sfsim.schema.assembly import build_schema
from sfsim.schema.model import Schema
from sfsim.schema.project import ProjectSource
from sfsim.source import SourceFile
from sfsim.stdlib.sobject_declarations import OrgCatalogue
from sfsim.typeref import TypeRef, list_of

ACCOUNTS = list_of(TypeRef("Account"))


class RecordingOrg:
    """Notes what it is asked for."""

    program: Program

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.calls: list[tuple[Any, ...]] = []
        self.rows: list[Any] = []

    def query(self, caller: Any, query: Any, binds: tuple[Any, ...]) -> ApexList:
        self.calls.append(("query", caller.class_name, query.text, binds))
        return ApexList(ACCOUNTS, self.rows)

    def query_chunks(self, caller: Any, query: Any, binds: Any, size: int) -> Iterator[ApexList]:
        self.calls.append(("chunks", binds, size))
        for start in range(0, len(self.rows), 2):
            yield ApexList(ACCOUNTS, self.rows[start : start + 2])

    def dml(self, caller: Any, operation: str, value: Any, *rest: Any) -> None:
        self.calls.append((operation, value, *rest))

    @contextmanager
    def run_as(self, caller: Any, user: Any) -> Iterator[None]:
        self.calls.append(("as", user))
        yield
        self.calls.append(("end",))

    def trigger_variable(self, name: str) -> Any:
        return ApexList(ACCOUNTS, self.rows) if name == "new" else True

    def call_future(self, caller: Any, *rest: Any) -> None:
        self.calls.append(("future", *rest))


@pytest.fixture
def org(schema: Schema) -> RecordingOrg:
    """An org that only takes notes."""
    return RecordingOrg(schema)


@pytest.fixture(scope="module")
def schema() -> Schema:
    """The standard objects."""
    return build_schema(ProjectSource())


def program_of(org: Any, *texts: str) -> tuple[Program, Compiler]:
    """The program of some classes in that org."""
    sources = [ClassSource(SourceFile(f"C{number}.cls", text)) for number, text in enumerate(texts)]
    compiler = Compiler(read_project(OrgCatalogue(org.schema, []), sources))
    org.program = Program(org, compiler, lambda name: record_class(org.schema, name))
    return org.program, compiler


def run(org: Any, members: str, *arguments: Any) -> Any:
    """Calls `f` of a class with these members."""
    program, _ = program_of(org, f"public class Probe {{ {members} }}")
    return program.call_static("Probe", "f", *arguments)


def account(org: Any, **fields: Any) -> Any:
    """A record."""
    return record_class(org.schema, "Account")(**fields)


@pytest.mark.documented
def test_binds_are_passed_by_index(org: Any) -> None:
    source = """static Integer f(String a, Integer b) {
        return [SELECT Id FROM Account WHERE Name = :a AND NumberOfEmployees > :b + 1].size(); }"""
    assert run(org, source, "x", 2) == 0
    kind, caller, text, binds = org.calls[0]
    assert (kind, caller, binds) == ("query", "Probe", ("x", 3))
    assert text.startswith("SELECT Id FROM Account")


@pytest.mark.documented
def test_one_row_is_taken_where_a_record_is_expected(org: Any) -> None:
    org.rows = [account(org, Name="A")]
    source = "static String f() { Account a = [SELECT Name FROM Account]; return a.Name; }"
    assert run(org, source) == "A"


@pytest.mark.documented
def test_safe_navigation_tolerates_no_rows(org: Any) -> None:
    assert run(org, "static String f() { return [SELECT Name FROM Account]?.Name; }") is None


@pytest.mark.documented
def test_a_soql_for_loop_walks_chunks(org: Any) -> None:
    org.rows = [account(org, Name=name) for name in "abc"]
    source = """static String f() {
        String r = '';
        for (Account a : [SELECT Name FROM Account]) { r += a.Name; }
        for (List<Account> xs : [SELECT Name FROM Account]) { r += xs.size(); }
        return r; }"""
    assert run(org, source) == "abc21"
    assert org.calls[0] == ("chunks", (), 200)


@pytest.mark.documented
def test_dml_statements(org: Any) -> None:
    source = """static void f() {
        Account a = new Account(Name = 'x', NumberOfEmployees = 3);
        insert a; update as user a; Contact c = new Contact(); upsert c Email; merge a a; }"""
    run(org, source)
    operations = [(call[0], *call[2:]) for call in org.calls]
    record = org.calls[0][1]
    assert (record.Name, record.NumberOfEmployees) == ("x", 3)
    assert operations[0] == ("insert",)
    assert operations[1] == ("update", "user", None)
    assert operations[2] == ("upsert", None, "Email")
    assert operations[3] == ("merge", None, None, record)


@pytest.mark.documented
def test_reading_through_an_empty_parent_is_null(org: Any) -> None:
    source = """static String f() {
        Contact c = new Contact(); return c.Account.Name + c.Account.Owner.Name; }"""
    assert run(org, source) == "nullnull"


@pytest.mark.documented
def test_a_checkbox_is_never_null(org: Any) -> None:
    source = "static Boolean f() { return new Opportunity().IsWon; }"
    assert run(org, source) is False


@pytest.mark.documented
def test_run_as_wraps_its_block(org: Any) -> None:
    source = """@IsTest static void f() {
        User u = new User(LastName = 'x'); System.runAs(u) { insert u; } }"""
    program, _ = program_of(org, f"@IsTest private class Probe {{ {source} }}")
    program.call_static("Probe", "f")
    assert [call[0] for call in org.calls] == ["as", "insert", "end"]


@pytest.mark.documented
def test_a_future_call_is_handed_to_the_org(org: Any) -> None:
    source = """
        static Integer seen = 0;
        @future(callout=true) static void later(Integer x) { seen += x; }
        static Integer f() { later(5); return seen; }"""
    assert run(org, source) == 0
    kind, type_name, method, function, arguments, allows_callouts = org.calls[0]
    assert (kind, type_name, method, arguments, allows_callouts) == (
        "future", "Probe", "later", (5,), True,
    )  # fmt: skip
    function(*arguments)
    assert org.program.call_static("Probe", "f") == 5


@pytest.mark.documented
def test_a_trigger_sees_its_variables_and_methods(org: Any) -> None:
    org.rows = [account(org, Name="a"), account(org, Name="b")]
    _, compiler = program_of(org)
    text = """trigger Renaming on Account (before insert) {
        Integer count = 0;
        void rename(Account a) { count++; a.Name = a.Name + count; }
        if (Trigger.isBefore) { for (Account a : Trigger.new) { rename(a); } }
    }"""
    source = SourceFile("Renaming.trigger", text)
    unit = compiler.trigger(TriggerUnit(parse_trigger(source), source))
    org.program.run_unit(unit)
    assert [row.Name for row in org.rows] == ["a1", "b2"]


@pytest.mark.documented
def test_anonymous_blocks_declare_methods_and_classes(org: Any) -> None:
    _, compiler = program_of(org)
    text = """
        Integer total = 0;
        void add(Integer x) { total += x; }
        class Helper { public Integer twice(Integer x) { return x * 2; } }
        add(new Helper().twice(3));
        insert new Account(Name = 'n' + total);
    """
    org.program.run_unit(compiler.anonymous(SourceFile("a.apex", text)))
    org.program.run_unit(compiler.anonymous(SourceFile("b.apex", "insert new Account();")))
    assert [call[1].Name for call in org.calls] == ["n6", None]


@pytest.mark.inferred
def test_an_unsupported_member_raises_with_its_name_and_place(org: Any) -> None:
    from sfsim.errors import Unsupported

    source = "static void f() { Approval.lock(new Account()); }"
    with pytest.raises(Unsupported) as caught:
        run(org, source)
    assert caught.value.feature == "Approval.lock"
    assert caught.value.where == "C0.cls:1:40"
