"""Loops, switch, strings, collections."""

from __future__ import annotations

from typing import Any

import pytest

from sfsim.errors import ApexException


@pytest.mark.documented
@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("for (Integer i = 0; i < 5; i++) { if (i == 1) continue; if (i == 4) break; r += i; }",
         "023"),
        ("Integer i = 0; while (i < 5) { i++; if (i == 2) continue; r += i; }", "1345"),
        ("Integer i = 0; do { i++; if (i == 2) continue; r += i; } while (i < 4);", "134"),
        ("for (Integer i = 3; i > 0; i--) { r += i; }", "321"),
        ("for (Integer i = 0, j = 9; i < j; i += 2, j--) { r += i + '' + j + ' '; }", "09 28 47 "),
        ("for (Integer i = 0; i <= 2; i++) for (Integer j = 0; j < i; j++) r += j;", "001"),
        ("for (String s : new List<String>{'a', 'b'}) r += s;", "ab"),
        ("for (String s : new Set<String>{'a', 'b', 'a'}) r += s;", "ab"),
        ("Integer n; for (Integer i = 0; i < n; i++) r += i; r += '.';", "."),
        ("Integer n = 2; for (Integer i = 0; i < n; i++) { n = 1; r += i; }", "0"),
        ("List<Integer> xs = new List<Integer>{1}; for (Integer i = 0; i < xs.size(); i++) {"
         " if (xs.size() < 3) xs.add(i); r += i; }", "012"),
        ("for (;;) { r += 'x'; if (r.length() > 2) break; }", "xxx"),
    ],
)  # fmt: skip
def test_loops(run: Any, body: str, expected: str) -> None:
    assert run(f"static String f() {{ String r = ''; {body} return r; }}") == expected


@pytest.mark.documented
@pytest.mark.parametrize(
    ("subject", "expected"), [("1", "one"), ("3", "few"), ("null", "none"), ("9", "else")]
)
def test_switch_on_integer(run: Any, subject: str, expected: str) -> None:
    source = f"""
        static String f() {{
            Integer i = {subject};
            switch on i {{
                when 1 {{ return 'one'; }}
                when 2, 3 {{ return 'few'; }}
                when null {{ return 'none'; }}
                when else {{ return 'else'; }}
            }}
        }}"""
    assert run(source) == expected


@pytest.mark.recorded
def test_switch_on_string_is_case_sensitive(run: Any) -> None:
    source = """
        static String f() {
            String s = 'abc';
            switch on s { when 'ABC' { return 'upper'; } when 'abc' { return 'lower'; } }
            return 'none';
        }"""
    assert run(source) == "lower"


@pytest.mark.documented
@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("a == 'ABC'", True),
        ("a != 'ABC'", False),
        ("'ABC' == a", True),
        ("a == b", True),
        ("a == 'abd'", False),
        ("a == n", False),
        ("n == null", True),
        ("n == m", True),
        ("a.equals(b)", False),
        ("a < 'ABD'", True),
    ],
)
def test_strings_compare_without_case(run: Any, expression: str, expected: bool) -> None:
    source = f"""static Boolean f() {{
        String a = 'abc'; String b = 'aBc'; String n; String m; return {expression}; }}"""
    assert run(source) is expected


@pytest.mark.documented
@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("1 + 2 + 'a'", "3a"),
        ("'a' + 1 + 2", "a12"),
        ("null + 'a'", "nulla"),
        ("'' + n + i + b + d", "nullnulltrue1.50"),
        ("'' + 10L + 1.5d", "101.5"),
        ("'' + Date.newInstance(2024, 1, 2)", "2024-01-02 00:00:00"),
        ("'' + new List<Integer>{1, 2}", "(1, 2)"),
    ],
)
def test_concatenation(run: Any, expression: str, expected: str) -> None:
    source = f"""static String f() {{
        String n; Integer i; Boolean b = true; Decimal d = 1.50; return {expression}; }}"""
    assert run(source) == expected


@pytest.mark.documented
def test_a_null_string_grows_from_null(run: Any) -> None:
    assert run("static String f() { String s; s += 'x'; return s; }") == "nullx"


@pytest.mark.recorded
@pytest.mark.parametrize("index", ["-1", "2", "i"])
def test_an_index_out_of_bounds(run: Any, index: str) -> None:
    source = f"static Integer f(Integer i) {{ return new List<Integer>{{1, 2}}[{index}]; }}"
    with pytest.raises(ApexException, match="List index out of bounds: "):
        run(source, 5)


@pytest.mark.recorded
def test_a_string_does_not_grow_without_bound(run: Any) -> None:
    source = "static String f() { String s = 'x'; while (true) { s += s; } return s; }"
    with pytest.raises(ApexException, match="String length exceeds maximum: 6000000"):
        run(source)


@pytest.mark.documented
def test_a_collection_is_not_changed_while_it_is_iterated(run: Any) -> None:
    source = """static void f() {
        List<Integer> xs = new List<Integer>{1, 2}; for (Integer x : xs) { xs.add(x); } }"""
    message = "Cannot modify a collection while it is being iterated"
    with pytest.raises(ApexException, match=message):
        run(source)


@pytest.mark.documented
def test_locals_may_be_called_like_python_keywords_and_functions(run: Any) -> None:
    source = """static Integer f() {
        Integer pass = 1; Integer len = 2; Integer tick = 3; Integer lambda = 4; Integer x1 = 5;
        List<Integer> range = new List<Integer>{pass, len, tick, lambda};
        for (Integer i = 0; i < 2; i++) { x1 += range[i]; }
        return x1 + range.size();
    }"""
    assert run(source) == 12


@pytest.mark.documented
def test_sibling_blocks_may_reuse_a_name_with_another_type(run: Any) -> None:
    source = """static String f() {
        String r = '';
        if (r == '') { Integer x = 1; r += x; } else { String x = 'a'; r += x; }
        for (Integer x = 0; x < 2; x++) { r += x; }
        for (String x : new List<String>{'z'}) { r += x; }
        return r;
    }"""
    assert run(source) == "101z"
