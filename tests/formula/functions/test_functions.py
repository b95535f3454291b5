"""One row per corner of a function."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

Run = Callable[..., Any]
D = datetime.date
T = datetime.time
M = datetime.datetime

DOCUMENTED: list[tuple[str, Any]] = [
    ("BEGINS('Apple', 'App')", True),
    ("CONTAINS('Apple', 'ppl')", True),
    ("CONTAINS('Apple', 'PPL')", False),
    ("FIND('p', 'Apple')", 2),
    ("FIND('p', 'Apple', 3)", 3),
    ("FIND('z', 'Apple')", 0),
    ("LEFT('Apple', 2)", "Ap"),
    ("RIGHT('Apple', 2)", "le"),
    ("MID('Apple', 2, 3)", "ppl"),
    ("LEN('Apple')", 5),
    ("LOWER('Apple')", "apple"),
    ("UPPER('Apple')", "APPLE"),
    ("LPAD('7', 3, '0')", "007"),
    ("RPAD('7', 3)", "7  "),
    ("LPAD('Apple', 2)", "Ap"),
    ("REVERSE('abc')", "cba"),
    ("SUBSTITUTE('a-b-c', '-', '')", "abc"),
    ("TRIM('  a b ')", "a b"),
    ("VALUE('12.50')", Decimal("12.5")),
    ("ASCII('A')", 65),
    ("CHR(66)", "B"),
    ("REGEX('555-12', '[0-9]{3}-[0-9]{2}')", True),
    ("REGEX('555-123', '[0-9]{3}-[0-9]{2}')", False),
    ("ISNUMBER('1.5')", True),
    ("ISNUMBER('x')", False),
    ("CASE(2, 1, 'a', 2, 'b', 'c')", "b"),
    ("CASE(9, 1, 'a', 2, 'b', 'c')", "c"),
    ("ABS(-3)", 3),
    ("CEILING(2.1)", 3),
    ("FLOOR(2.9)", 2),
    ("MCEILING(-2.5)", -2),
    ("MFLOOR(-2.5)", -3),
    ("ROUND(1.5, 0)", 2),
    ("ROUND(-1.5, 0)", -2),
    ("ROUND(225.49823, -2)", 200),
    ("TRUNC(-1.59, 1)", Decimal("-1.5")),
    ("MAX(1, 3, 2)", 3),
    ("MIN(3, 1, 2)", 1),
    ("SQRT(16)", 4),
    ("LOG(1000)", 3),
    ("ROUND(EXP(LN(5)), 10)", 5),
    ("ROUND(PI(), 4)", Decimal("3.1416")),
    ("DATE(2024, 2, 29)", D(2024, 2, 29)),
    ("TODAY()", D(2024, 2, 29)),
    ("NOW()", M(2024, 3, 1, 2, 30, 15, 250_000)),
    ("TIMENOW()", T(2, 30, 15, 250_000)),
    ("DATEVALUE('2024-01-05')", D(2024, 1, 5)),
    ("DATETIMEVALUE('2024-01-05 10:20:30')", M(2024, 1, 5, 10, 20, 30)),
    ("TIMEVALUE(NOW())", T(2, 30, 15, 250_000)),
    ("ADDMONTHS(DATE(2023, 2, 28), 1)", D(2023, 3, 31)),
    ("ADDMONTHS(DATE(2024, 1, 30), 1)", D(2024, 2, 29)),
    ("ADDMONTHS(DATE(2024, 3, 15), -13)", D(2023, 2, 15)),
    ("YEAR(DATE(2024, 5, 6))", 2024),
    ("MONTH(DATE(2024, 5, 6))", 5),
    ("DAY(DATE(2024, 5, 6))", 6),
    ("WEEKDAY(DATE(2024, 5, 5))", 1),
    ("WEEKDAY(DATE(2024, 5, 4))", 7),
    ("DAYOFYEAR(DATE(2024, 12, 31))", 366),
    ("ISOWEEK(DATE(2021, 1, 3))", 53),
    ("ISOYEAR(DATE(2021, 1, 3))", 2020),
    ("HOUR(TIMEVALUE('13:14:15.016'))", 13),
    ("MILLISECOND(TIMEVALUE('13:14:15.016'))", 16),
    ("UNIXTIMESTAMP(DATE(1970, 1, 2))", 86400),
    ("FROMUNIXTIME(86400)", M(1970, 1, 2)),
    ("FORMATDURATION(3661)", "01:01:01"),
    ("FORMATDURATION(90061, TRUE)", "1:01:01:01"),
    ("DATE(2024, 3, 1) - DATE(2024, 2, 1)", 29),
    ("DATE(2024, 3, 1) + 1.9", D(2024, 3, 2)),
    ("DATETIMEVALUE('2024-01-02 12:00:00') - DATETIMEVALUE('2024-01-01 00:00:00')", Decimal("1.5")),
    ("DATETIMEVALUE('2024-01-01 00:00:00') + 0.5", M(2024, 1, 1, 12)),
    ("TEXT(DATE(2024, 3, 1))", "2024-03-01"),
    ("TEXT(DATETIMEVALUE('2024-01-02 12:00:00'))", "2024-01-02 12:00:00Z"),
    ("TEXT(1.50)", "1.5"),
    ("TEXT(100)", "100"),
    ("URLENCODE('a b&c')", "a+b%26c"),
    ("HTMLENCODE('<a>')", "&lt;a&gt;"),
]
RECORDED: list[tuple[str, Any]] = [
    ("DATE(2024, 13, 1)", None),
    ("DATE(2024, 2, 30)", None),
    ("MOD(7, 0)", 7),
    ("MOD(-7, 3)", -1),
    ("FLOOR(-2.5)", -2),
    ("CEILING(-2.5)", -3),
    ("LPAD('a', 0)", None),
    ("RPAD('a', -1)", None),
    ("TEXT(Amount__c)", None),
    ("TIMEVALUE('00:00:00.1')", T(0, 0, 0, 1_000)),
    ("TIMEVALUE('01:00:00.0') - TIMEVALUE('02:00:00.0')", 82_800_000),
    ("TIMEVALUE('23:59:59.999') + 1", T(0)),
    ("INITCAP('o-neil x1y')", "O-Neil X1y"),
    ("BR()", "<br>"),
    ("CONTAINS('a', '')", True),
    ("CONTAINS('', 'a')", None),
    ("BEGINS('a', '')", True),
    ("2 ^ -2", Decimal("0.25")),
    ("1 / 3 * 3 = 1", False),
    ("FLOOR(1 / 3 * 3)", 1),
    ("'b' > 'a'", True),
    ("ASCII('')", None),
    ("CHR(0)", None),
    ("MID('abc', 0, 2)", "ab"),
]


@pytest.mark.documented
@pytest.mark.parametrize(("text", "value"), DOCUMENTED)
def test_documented(run: Run, text: str, value: Any) -> None:
    assert run(text) == value


@pytest.mark.recorded
@pytest.mark.parametrize(("text", "value"), RECORDED)
def test_recorded(run: Run, text: str, value: Any) -> None:
    assert run(text) == value


@pytest.mark.recorded
def test_the_day_of_a_datetime_is_the_users(run: Run) -> None:
    assert run("DATEVALUE(NOW())") == D(2024, 2, 29)
    assert run("TEXT(NOW())") == "2024-03-01 02:30:15Z"


@pytest.mark.inferred
def test_links_and_pictures_are_html(run: Run) -> None:
    assert run("HYPERLINK('/a', 'A', '_self')") == '<a href="/a" target="_self">A</a>'
    assert run("IMAGE('/a.png', 'A')") == '<img src="/a.png" alt="A" border="0"/>'
