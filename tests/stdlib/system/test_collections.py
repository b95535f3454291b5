"""List, Set and Map as Apex uses them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sfsim.errors import ApexException
from sfsim.runtime.exceptions import FinalException, ListException, StringException

RunApex = Callable[..., list[str]]


@pytest.mark.documented
@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("new List<Integer>{3, null, 1}", "(3, null, 1)"),
        ("new List<String>{'a', 'b'}.indexOf('b')", "1"),
        ("new Set<Integer>{1, 2}.containsAll(new List<Integer>{1})", "true"),
        ("new Map<String, Integer>{'a' => 1}.get('A')", "null"),
        ("new Map<String, Integer>{'a' => 1}.put('a', 2)", "1"),
        ("new Map<String, Integer>{'b' => 1, 'a' => 2}.keySet()", "{a, b}"),
        ("new Map<String, Integer>{'b' => 1, 'a' => 2}.values()", "(1, 2)"),
        ("new List<Account>().getSObjectType()", "Account"),
        ("new List<Integer>{1, 2}.hashCode()", "994"),
        ("new List<List<Integer>>{new List<Integer>{1}}", "((1))"),
    ],
)
def test_value(run_apex: RunApex, expression: str, text: str) -> None:
    assert run_apex(f"System.debug({expression});") == [text]


@pytest.mark.recorded
@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("new List<Long>{1}.contains(1)", "false"),
        ("new List<Long>{1}.contains(1L)", "true"),
        ("new List<Double>{1.0}.contains(1.0)", "false"),
        ("new Set<Long>{1}.contains(1)", "true"),
        ("new Set<Decimal>{1.1, 1.10}.size()", "2"),
        ("new Map<Object, Integer>{1 => 1, 1L => 2, '1' => 3}.size()", "3"),
    ],
)
def test_numbers_as_elements_and_keys(run_apex: RunApex, expression: str, text: str) -> None:
    assert run_apex(f"System.debug({expression});") == [text]


@pytest.mark.inferred
def test_no_list_is_changed_in_its_own_loop(run_apex: RunApex) -> None:
    with pytest.raises(FinalException, match="while it is being iterated"):
        run_apex("List<Integer> l = new List<Integer>{1}; for (Integer i : l) { l.add(i); }")


@pytest.mark.recorded
def test_a_map_may_change_in_a_loop_over_its_keys(run_apex: RunApex) -> None:
    log = run_apex(
        "Map<String, Integer> m = new Map<String, Integer>{'a' => 1, 'b' => 2};"
        "for (String k : m.keySet()) { m.remove(k); } System.debug(m.size());"
    )
    assert log == ["0"]


@pytest.mark.recorded
def test_an_index_out_of_bounds_is_told(run_apex: RunApex) -> None:
    with pytest.raises(ListException, match="List index out of bounds: 7"):
        run_apex("new List<Integer>().remove(7);")


@pytest.mark.inferred
def test_strings_added_to_ids_are_checked(run_apex: RunApex) -> None:
    with pytest.raises(StringException, match="Invalid id: nonsense"):
        run_apex("new Set<Id>().addAll(new List<String>{'nonsense'});")


@pytest.mark.documented
def test_a_comparable_class_is_sorted_by_itself(run_apex: RunApex) -> None:
    source = """
        public class Item implements Comparable {
            public Integer rank;
            public Item(Integer rank) { this.rank = rank; }
            public Integer compareTo(Object other) { return rank - ((Item) other).rank; }
            public override String toString() { return 'i' + rank; }
        }"""
    log = run_apex(
        "List<Item> l = new List<Item>{new Item(2), null, new Item(1)}; l.sort(); System.debug(l);",
        {"Item.cls": source},
    )
    assert log == ["(null, i1, i2)"]


@pytest.mark.recorded
def test_a_comparator_sees_nulls(run_apex: RunApex) -> None:
    source = """
        public class Backwards implements Comparator<Integer> {
            public Integer compare(Integer a, Integer b) {
                if (a == null) { return 1; }
                if (b == null) { return -1; }
                return b - a;
            }
        }"""
    log = run_apex(
        "List<Integer> l = new List<Integer>{1, null, 3}; l.sort(new Backwards());"
        "System.debug(l);",
        {"Backwards.cls": source},
    )
    assert log == ["(3, 1, null)"]


@pytest.mark.documented
def test_a_class_with_equals_is_a_key(run_apex: RunApex) -> None:
    source = """
        public class Key {
            public String name;
            public Key(String name) { this.name = name; }
            public Boolean equals(Object other) { return name == ((Key) other).name; }
            public override Integer hashCode() { return name.hashCode(); }
        }"""
    log = run_apex(
        "System.debug(new Set<Key>{new Key('a'), new Key('a'), new Key('b')}.size());"
        "System.debug(new List<Key>{new Key('a')}.contains(new Key('a')));",
        {"Key.cls": source},
    )
    assert log == ["2", "true"]


@pytest.mark.documented
def test_records_sort_by_name_then_fields(run_apex: RunApex) -> None:
    log = run_apex(
        "List<Account> l = new List<Account>{"
        "new Account(Name = 'b', AccountNumber = '1'), new Account(Name = 'a', Site = 'z'),"
        "new Account(Name = 'a', Site = 'y')}; l.sort();"
        "for (Account a : l) { System.debug(a.Name + a.Site); }"
    )
    assert log == ["ay", "az", "bnull"]


@pytest.mark.documented
def test_a_record_in_a_set_is_lost_when_it_changes(run_apex: RunApex) -> None:
    log = run_apex(
        "Account a = new Account(Name = 'x'); Set<Account> s = new Set<Account>{a};"
        "System.debug(s.contains(new Account(Name = 'x'))); a.Name = 'y';"
        "System.debug(s.contains(a));"
    )
    assert log == ["true", "false"]


@pytest.mark.recorded
def test_a_list_inside_itself_has_no_text(run_apex: RunApex) -> None:
    with pytest.raises((ApexException, BaseException), match="Maximum stack depth reached"):
        run_apex("List<Object> l = new List<Object>(); l.add(l); System.debug(l.hashCode());")
