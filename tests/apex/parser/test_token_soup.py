"""Whatever the text, the parsers give a tree or a SourceError, never anything else."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sfsim.apex.parser import parse_anonymous, parse_class, parse_trigger
from sfsim.errors import SourceError, Unsupported
from sfsim.source import SourceFile

WORDS = r"""
class interface enum trigger on extends implements A b c__c .d { } ( ) [ ] ; , . ?. : ? = == != <>
< > <= >= + - * / % & && | || ^ ! ~ ++ -- += <<= >> >>> => ?? 'x' 'a\n' '\q' ' ''' 1 2.5 3L 4d 1e3
null true this super new List<A> Map<A,B>{ @IsTest(a=1) public static final void Integer String if
else for while do switch when try catch finally throw return break continue insert as user update
upsert delete undelete merge instanceof System.runAs(u) [SELECT FROM [FIND WHERE :x AND OR NOT IN
LIKE ORDER BY LIMIT GROUP HAVING WITH USER_MODE UPDATE ALL ROWS TYPEOF END COUNT() // /* */ é 😀 $ #
\ get set before testMethod webservice with sharing transient Package.Version. java: boolean
"""
TOKENS = [*WORDS.split(), "\n", "\0", "\t"]

SOURCES = (
    """public with sharing class A extends B implements C {
    @TestVisible private static final Map<Id, List<Account>> CACHE = new Map<Id, List<Account>>();
    public String name { get; private set { name = value?.trim() ?? 'none'; } }
    public A(Integer a) { super(a); this.b = new Integer[]{ 1, 2 }; }
    void run() {
        for (Account a : [SELECT Id, (SELECT Id FROM Contacts) FROM Account WHERE Name = :name
                AND CreatedDate > LAST_N_DAYS:3 ORDER BY Name DESC NULLS LAST LIMIT :limit_]) {
            if (!(a.x == 1 && b[0].y >= -2.5)) { continue; } else try { insert as user a; }
            catch (DmlException e) { throw new E('x' + e.getMessage(), e); } finally { i++; }
        }
        switch on x { when 1, 2 { a(); } when Account acc { } when else { return; } }
        System.runAs(u) { x = (Integer) y instanceof Object ? Foo.class : null; }
        List<List<SObject>> f = [FIND :x IN ALL FIELDS RETURNING Account(Id WHERE a = 1), Lead];
    }
}""",
    """trigger T on Account (before insert, after update) {
    static Boolean done = false;
    void check(List<Account> records) { for (Account a : records) { a.addError('no'); } }
    if (Trigger.isBefore) { check(Trigger.new); } else { upsert x Foo__c.Ext__c; merge a b; }
}""",
    """Integer i = 0; do { i -= 1; } while (i > 0);
String s = '''
    text 'block'
    ''';
enum E { F, G } interface H { void i(); }
x = new Map<String, Object>{ 'a' => 1L, 'b' => new Set<Id>{ c } };""",
)


@st.composite
def mutations(draw: st.DrawFn) -> str:
    """A sound source with a few tokens taken out, doubled, swapped or put in."""
    tokens = re.findall(r"\w+|\s+|.", draw(st.sampled_from(SOURCES)), re.DOTALL)
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(tokens) - 1))
        new = draw(st.sampled_from([*TOKENS, tokens[draw(st.integers(0, len(tokens) - 1))]]))
        tokens[at : at + draw(st.integers(0, 2))] = [new] * draw(st.integers(0, 2)) or [" "]
    return "".join(tokens)


def soups() -> st.SearchStrategy[str]:
    """Tokens without any order."""
    return st.lists(st.sampled_from(TOKENS), max_size=60).map(" ".join)


def texts() -> st.SearchStrategy[str]:
    """Soup, mutated sources and any text at all."""
    return soups() | mutations() | st.text(max_size=80)


def check_parsers(text: str) -> None:
    parsers: tuple[Callable[[SourceFile], object], ...]
    parsers = (parse_class, parse_trigger, parse_anonymous)
    for parse in parsers:
        try:
            parse(SourceFile("x", text))
        except SourceError as error:
            places = [(found.line, found.column) for found in error.diagnostics]
            assert len(places) <= 50
            assert len(set(places)) == len(places)
        except Unsupported:
            pass


@given(texts())
def test_any_text_gives_a_tree_or_a_source_error(text: str) -> None:
    check_parsers(text)


@pytest.mark.slow
@settings(max_examples=100_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts())
def test_any_of_very_many_texts_gives_a_tree_or_a_source_error(text: str) -> None:
    check_parsers(text)
