"""SELECT: what each clause becomes."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from sfsim.soql import nodes
from sfsim.soql.errors import SoqlSyntaxError
from sfsim.soql.parser import parse_query
from sfsim.soql.printer import print_query


def where(condition: str) -> nodes.Condition:
    found = parse_query(f"SELECT Id FROM A WHERE {condition}").where
    assert found is not None
    return found


def value(text: str, operator: str = "=") -> nodes.Value:
    found = where(f"b {operator} {text}")
    assert isinstance(found, nodes.Comparison)
    return found.right


def refusal(text: str) -> str:
    with pytest.raises(SoqlSyntaxError) as caught:
        parse_query(text)
    error = caught.value
    return f"{error.line}:{error.column} {error.message}"


@pytest.mark.parametrize(
    "text",
    [
        "SELECT Id FROM Account",
        "SELECT COUNT() FROM Account",
        "SELECT Id, Owner.Name, toLabel(Status) s, COUNT_DISTINCT(x) FROM Account a, a.Owner o",
        "SELECT FIELDS(STANDARD) FROM Account USING SCOPE MINE LIMIT 1",
        "SELECT Id, (SELECT Id, Name FROM Contacts WHERE a = 1 LIMIT 2) FROM Account",
        "SELECT TYPEOF What WHEN Account THEN Phone, Name WHEN Lead THEN Id ELSE a END FROM Event",
        "SELECT Id FROM A WHERE b = NULL AND (c = TRUE OR d != 'x') AND NOT e LIKE 'a%'",
        "SELECT Id FROM A WHERE b IN ('x', 'y') AND c NOT IN (SELECT Id FROM D) AND e IN :f",
        "SELECT Id FROM A WHERE b INCLUDES ('x;y', :z) OR c EXCLUDES ('a')",
        "SELECT Id FROM A WHERE DISTANCE(l, GEOLOCATION(1.5, -2), 'km') < 3 WITH USER_MODE",
        "SELECT Id FROM A WITH SECURITY_ENFORCED ORDER BY a DESC NULLS LAST, b NULLS FIRST, c",
        "SELECT Id FROM A WITH DATA CATEGORY G__c ABOVE_OR_BELOW (us__c, uk__c) AND P__c AT x__c",
        "SELECT a, COUNT(Id) n FROM A GROUP BY ROLLUP(a, CALENDAR_YEAR(b)) HAVING COUNT(Id) > 1",
        "SELECT a FROM A GROUP BY CUBE(a, b)",
        "SELECT a FROM A GROUP BY a, b LIMIT :n OFFSET 10",
        "SELECT Id FROM A LIMIT 5 FOR VIEW FOR REFERENCE",
        "SELECT Id FROM A FOR UPDATE",
        "SELECT Id FROM A UPDATE TRACKING UPDATE VIEWSTAT ALL ROWS",
        "SELECT Id FROM Order",
        "SELECT Id FROM Group WHERE Type = 'Queue'",
        "SELECT Limit__c, Offset, From__c, Group.Name FROM GroupMember",
        "SELECT FORMAT(convertCurrency(Amount)) amt FROM Opportunity WHERE Amount > USD5000.5",
        "SELECT Id FROM A WHERE d = TODAY AND e > LAST_N_DAYS:3 AND f < N_FISCAL_YEARS_AGO:2",
    ],
)
def test_canonical_text_is_printed_as_it_was_read(text: str) -> None:
    assert print_query(parse_query(text)) == text


def test_keywords_ignore_case_and_space() -> None:
    text = "select\tId from A\nwhere b like 'x' order  by c asc limit 1 all rows"
    assert print_query(parse_query(text)) == (
        "SELECT Id FROM A WHERE b LIKE 'x' ORDER BY c LIMIT 1 ALL ROWS"
    )


def test_text_is_kept_as_written() -> None:
    found = parse_query("  SELECT Id, (select Id from B)  FROM A ")
    assert found.text == "SELECT Id, (select Id from B)  FROM A"
    assert isinstance(found.select[1], nodes.Subquery)
    assert found.select[1].query.text == "select Id from B"


@pytest.mark.documented
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("'a\\'b\\n\\\\'", "a'b\n\\"),
        ("'\\u0041'", "A"),
        ("12", 12),
        ("-12.50", Decimal("-12.50")),
        ("true", True),
        ("null", None),
        ("2024-02-29", date(2024, 2, 29)),
        ("2024-02-29T10:11:12Z", datetime(2024, 2, 29, 10, 11, 12)),
        ("2024-02-29T10:11:12.345+02:00", datetime(2024, 2, 29, 8, 11, 12, 345000)),
        ("2024-02-29T10:11:12-0330", datetime(2024, 2, 29, 13, 41, 12)),
        ("10:11:12.5Z", time(10, 11, 12, 500000)),
    ],
)
def test_constant(text: str, expected: object) -> None:
    found = value(text)
    assert isinstance(found, nodes.Constant)
    assert (found.value, type(found.value)) == (expected, type(expected))


@pytest.mark.recorded
def test_like_keeps_escaped_wildcards() -> None:
    like, equals = value(r"'a\%\_\\b'", "LIKE"), value(r"'a\%\_\\b'")
    assert isinstance(like, nodes.Constant)
    assert isinstance(equals, nodes.Constant)
    assert (like.value, equals.value) == (r"a\%\_\b", r"a%_\b")


def test_currency_literal() -> None:
    found = value("usd5000")
    assert isinstance(found, nodes.CurrencyLiteral)
    assert (found.currency, found.amount) == ("USD", 5000)


def test_binds_are_numbered_in_source_order() -> None:
    found = parse_query(
        "SELECT Id, (SELECT Id FROM B WHERE c = :x) FROM A WHERE d IN (:y, :z) LIMIT :n"
    )
    subquery = found.select[1]
    assert isinstance(subquery, nodes.Subquery)
    assert isinstance(subquery.query.where, nodes.Comparison)
    assert isinstance(found.where, nodes.Comparison)
    assert isinstance(found.where.right, nodes.ListValue)
    binds = [subquery.query.where.right, *found.where.right.values, found.limit]
    assert all(isinstance(bind, nodes.Bind) for bind in binds)
    assert [(bind.expression, bind.index) for bind in binds if isinstance(bind, nodes.Bind)] == [
        ("x", 0),
        ("y", 1),
        ("z", 2),
        ("n", 3),
    ]


@pytest.mark.recorded
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT Id FROM A WHERE b = :new", "1:28 unexpected token: 'new'"),
        ("SELECT Id FROM A WHERE b Equals c", "1:23 unexpected token: 'b Equals'"),
        (
            "SELECT Id FROM A WHERE b = :c()",
            "1:28 Only variable references are allowed in dynamic SOQL/SOSL.",
        ),
    ],
)
def test_recorded_refusals(text: str, message: str) -> None:
    assert refusal(text) == message


@pytest.mark.recorded
def test_dotted_bind_is_left_to_whoever_looks_it_up() -> None:
    found = value(":rec.Id")
    assert isinstance(found, nodes.Bind)
    assert found.expression == "rec.Id"


@pytest.mark.documented
@pytest.mark.parametrize("text", ["a = 1 AND b = 2 OR c = 3", "a = 1 OR b = 2 AND c = 3"])
def test_mixing_and_with_or_needs_parentheses(text: str) -> None:
    with pytest.raises(SoqlSyntaxError, match="unexpected token"):
        where(text)


@pytest.mark.inferred
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "1:0 unexpected token: '<EOF>'"),
        ("SELECT", "1:6 unexpected token: '<EOF>'"),
        ("SELECT FROM A", "1:7 unexpected token: 'FROM'"),
        ("SELECT Id, FROM A", "1:11 unexpected token: 'FROM'"),
        ("SELECT Id FROM", "1:14 unexpected token: '<EOF>'"),
        ("SELECT Id FROM A WHERE", "1:22 unexpected token: '<EOF>'"),
        ("SELECT Id FROM A WHERE b =", "1:26 unexpected token: '<EOF>'"),
        ("SELECT Id FROM A WHERE b IN ids", "1:28 expecting a colon, found 'ids'"),
        ("SELECT Id FROM A WHERE (b = 1", "1:29 expecting a right parentheses, found '<EOF>'"),
        ("SELECT Id FROM A LIMIT x", "1:23 unexpected token: 'x'"),
        ("SELECT Id FROM A LIMIT 1 x", "1:25 unexpected token: 'x'"),
        ("SELECT Id FROM A LIMIT 1 ORDER BY b", "1:25 unexpected token: 'ORDER'"),
        ("SELECT Id FROM A WHERE b = 2024-13-01", "1:27 unexpected token: '2024-13-01'"),
        ("SELECT Id FROM A WHERE b = 'x", "1:27 unexpected token: '''"),
        ("SELECT Id\nFROM A WHERE é = 1", "2:13 unexpected token: 'é'"),
        ("SELECT Id FROM A USING SCOPE foo", "1:29 unexpected token: 'foo'"),
        ("SELECT Id FROM A WHERE b = 'x\ny'", "1:27 line breaks not allowed in string literals"),
    ],
)
def test_refusal_and_place(text: str, message: str) -> None:
    assert refusal(text) == message


def test_deep_nesting_is_one_error() -> None:
    assert "nested too deeply" in refusal("SELECT Id FROM A WHERE " + "(" * 5000)
    assert "nested too deeply" in refusal("SELECT Id FROM A WHERE " + "NOT " * 5000 + "b = 1")
    assert "nested too deeply" in refusal("SELECT Id, (" * 5000)
    assert "nested too deeply" in refusal("SELECT " + "f(" * 5000)
    assert "nested too deeply" in refusal("SELECT Id FROM A WHERE b IN (" * 5000)


def test_spans_count_bytes() -> None:
    found = where("b = 'é' AND c = 2")
    assert isinstance(found, nodes.And)
    assert found.operands[1].span == (1, 36, 1, 41)
