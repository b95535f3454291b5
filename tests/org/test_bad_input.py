"""What ends badly in Apex ends with the platform's exception, never with one of Python's."""

from collections.abc import Callable

import pytest

from sfsim.errors import UncatchableException
from sfsim.org.org import Org

pytestmark = pytest.mark.inferred

DEPTH = "Maximum stack depth reached: 1001"
CPU = "Apex CPU time limit exceeded"
HEAP = "Apex heap size too large"
MakeOrg = Callable[..., Org]

SELF_CONTAINING = {
    "hash of a list": "List<Object> a = new List<Object>(); a.add(a); new Set<Object>{ a }.size();",
    "hash of a map": "Map<String, Object> m = new Map<String, Object>(); m.put('m', m);"
    " Integer code = m.hashCode();",
    "equality of two lists": "List<Object> a = new List<Object>(); a.add(a);"
    " List<Object> b = new List<Object>(); b.add(b); System.debug(a == b);",
    "hash through three kinds of collections": "Set<Object> s = new Set<Object>();"
    " Map<String, Object> m = new Map<String, Object>{ 's' => s }; s.add(m); m.put('s', s);"
    " new Set<Object>{ s }.size();",
}
ENDLESS = {
    "a comparator": (
        "public class C implements Comparator<Integer> { public Integer compare(Integer a, Integer"
        " b) { while (true) { a++; } return 0; } }",
        "List<Integer> xs = new List<Integer>{ 3, 2, 1 }; xs.sort(new C());",
    ),
    "a static initialiser": (
        "public class C { public static Integer x; static { while (true) { } } }",
        "System.debug(C.x);",
    ),
    "a property accessor": (
        "public class C { public Integer x { get { while (true) { } return 0; } set; } }",
        "System.debug(new C().x);",
    ),
    "a hashCode": (
        "public class C { public Integer hashCode() { while (true) { } return 0; }"
        " public Boolean equals(Object other) { return true; } }",
        "new Set<C>{ new C() }.size();",
    ),
}


def refused(make_org: MakeOrg, text: str, files: dict[str, str] | None = None) -> str:
    """The message of the uncatchable exception that a block ends with."""
    with pytest.raises(UncatchableException) as caught:
        make_org(files).apex(text)
    return str(caught.value.message)


@pytest.mark.parametrize("text", SELF_CONTAINING.values(), ids=SELF_CONTAINING)
def test_values_that_contain_themselves_exhaust_the_stack(make_org: MakeOrg, text: str) -> None:
    assert refused(make_org, text) == DEPTH


def test_no_catch_block_sees_the_exhausted_stack(make_org: MakeOrg) -> None:
    text = (
        "List<Object> a = new List<Object>(); a.add(a);"
        "try { new Set<Object>{ a }.size(); } catch (Exception e) { System.debug('caught'); }"
        "finally { System.debug('finally'); }"
    )
    org = make_org()
    with pytest.raises(UncatchableException):
        org.apex(text)
    assert org.debug_log == []


def test_equals_that_compares_its_own_list_exhausts_the_stack(make_org: MakeOrg) -> None:
    source = (
        "public class P { public List<P> others = new List<P>();"
        " public Boolean equals(Object o) { return others == ((P) o).others; }"
        " public Integer hashCode() { return others.hashCode(); } }"
    )
    text = "P p = new P(); p.others.add(p); new Set<P>{ p }.size();"
    assert refused(make_org, text, {"P.cls": source}) == DEPTH


@pytest.mark.parametrize(("source", "text"), ENDLESS.values(), ids=ENDLESS)
def test_endless_loops_end_at_the_cpu_limit(make_org: MakeOrg, source: str, text: str) -> None:
    assert refused(make_org, text, {"C.cls": source}) == CPU


def test_an_endless_test_setup_fails_every_method_of_its_class(make_org: MakeOrg) -> None:
    source = (
        "@IsTest class C { @TestSetup static void setUp() { while (true) { } }"
        " @IsTest static void one() { } @IsTest static void two() { } }"
    )
    org = make_org({"C.cls": source})
    messages = [result.message for result in org.run_tests(org.tests())]
    assert messages == [f"System.LimitException: {CPU}"] * 2


def test_two_long_texts_do_not_fit_the_heap(make_org: MakeOrg) -> None:
    text = "String a = 'ab'.repeat(1600000); String b = 'ba'.repeat(1600000);"
    assert refused(make_org, text).startswith(HEAP)


def test_doubling_a_text_ends_at_the_heap_limit(make_org: MakeOrg) -> None:
    text = "String s = 'a'; for (Integer i = 0; i < 40; i++) { String t = s + s; s = t; }"
    assert refused(make_org, text).startswith(HEAP)


def test_doubling_a_field_ends_at_the_heap_limit(make_org: MakeOrg) -> None:
    source = "public class C { public String s = 'a'; }"
    text = "C c = new C(); for (Integer i = 0; i < 40; i++) { c.s += c.s; }"
    assert refused(make_org, text, {"C.cls": source}).startswith(HEAP)


def test_a_growing_list_ends_at_the_heap_limit(make_org: MakeOrg) -> None:
    text = "List<String> xs = new List<String>(); while (true) { xs.add('x' + xs.size()); }"
    assert refused(make_org, text).startswith(HEAP)


def test_statics_are_on_the_heap(make_org: MakeOrg) -> None:
    source = "public class C { public static List<String> xs = new List<String>(); }"
    text = "while (true) { C.xs.add('x' + C.xs.size()); }"
    assert refused(make_org, text, {"C.cls": source}).startswith(HEAP)


def test_what_is_dropped_leaves_the_heap(make_org: MakeOrg) -> None:
    text = (
        "List<String> xs = new List<String>();"
        "for (Integer i = 0; i < 500000; i++) { xs.add('x' + i);"
        " if (xs.size() > 1000) { xs.clear(); } }"
        "Assert.isTrue(Limits.getHeapSize() < 60000, '' + Limits.getHeapSize());"
    )
    make_org().apex(text)


def test_a_list_of_a_hundred_thousand_numbers_sorts(make_org: MakeOrg) -> None:
    org = make_org()
    org.apex(
        "List<Integer> xs = new List<Integer>();"
        "for (Integer i = 100000; i > 0; i--) { xs.add(i); }"
        "xs.sort(); System.debug(xs[0] + ' ' + new Set<Integer>(xs).size());"
    )
    assert org.debug_log[-1].endswith("1 100000")


def test_a_flag_written_before_its_class_was_read_is_kept(make_org: MakeOrg) -> None:
    files = {
        "Bypass.cls": "public class Bypass { public static Boolean active = false;"
        " static { System.debug('initialised ' + active); } }",
        "T.trigger": "trigger T on Account (before insert) {"
        " if (!Bypass.active) { Trigger.new[0].addError('not bypassed'); } }",
    }
    org = make_org(files)
    org.apex("Bypass.active = true; insert new Account(Name = 'x');")
    assert org.debug_log[0].endswith("initialised false")


def test_the_peak_of_the_heap_is_reported(make_org: MakeOrg) -> None:
    org = make_org()
    peaks: list[int] = []
    org.on_transaction(lambda report: peaks.append(report.used["heap"]))
    org.apex(
        "List<String> xs = new List<String>();"
        "for (Integer i = 0; i < 20000; i++) { xs.add('x' + i); } xs.clear();"
    )
    assert 100_000 < peaks[0] < 1_000_000
