"""Classes: construction, inheritance, interfaces, properties, statics, enums."""

from __future__ import annotations

from typing import Any

import pytest

from sfsim.errors import ApexException


@pytest.mark.recorded
def test_instance_initialisers_run_superclass_first(run: Any) -> None:
    source = """
        static String log = '';
        static Integer note(String s) { log += s; return 1; }
        virtual class A { Integer x = note('a1'); { note('a2'); } A() { note('a3'); } }
        class B extends A { Integer y = note('b1'); B() { note('b3'); } { note('b2'); } }
        static String f() { new B(); return log; }
    """
    assert run(source) == "a1a2b1b2a3b3"


@pytest.mark.documented
def test_arguments_are_computed_before_the_initialisers_run(run: Any) -> None:
    source = """
        static String log = '';
        static Integer note(String s) { log += s; return 1; }
        virtual class A { Integer x = note('a'); }
        class B extends A { Integer y = note('b'); B(Integer p) { note('c'); } }
        static String f() { new B(note('argument ')); return log; }
    """
    assert run(source) == "argument abc"


@pytest.mark.documented
def test_constructors_chain_with_this(run: Any) -> None:
    source = """
        Integer x; Integer y = 5;
        Probe() { this(3); y += 1; }
        Probe(Integer x) { this.x = x; y *= 2; }
        static Integer f() { Probe p = new Probe(); return p.x * 100 + p.y; }
    """
    assert run(source) == 311


@pytest.mark.documented
def test_virtual_and_super_calls(run: Any) -> None:
    source = """
        virtual class A {
            public virtual String m() { return 'A'; }
            public String n() { return m(); }
        }
        virtual class B extends A { public override virtual String m() { return 'B' + super.m(); } }
        class C extends B { public override String m() { return 'C' + super.m(); } }
        static String f() { A a = new C(); return a.n(); }
    """
    assert run(source) == "CBA"


@pytest.mark.documented
def test_interface_calls(run: Any) -> None:
    source = """
        interface Shape { Integer area(); }
        interface Named extends Shape { String name(); }
        class Square implements Named {
            Integer a = 3;
            public Integer area() { return a * a; }
            public String name() { return 'square'; }
        }
        static String f() {
            Named n = new Square(); Shape s = n; Object o = s;
            return n.name() + s.area() + (o instanceof Shape) + (o instanceof Square);
        }
    """
    assert run(source) == "square9truetrue"


@pytest.mark.documented
def test_overloads_by_declared_type(run: Any) -> None:
    source = """
        static String g(Object o) { return 'object'; }
        static String g(String s) { return 'string'; }
        static String g(Integer i) { return 'integer'; }
        static String f() { Object o = 's'; return g(o) + g('s') + g(1); }
    """
    assert run(source) == "objectstringinteger"


@pytest.mark.documented
def test_names_ignore_case(run: Any) -> None:
    source = """
        Integer Total;
        integer ADD(INTEGER n) { total = TOTAL + N; RETURN Total; }
        STATIC Integer F() { probe P = new PROBE(); p.TOTAL = 1; Return P.add(2); }
    """
    assert run(source) == 3


@pytest.mark.documented
def test_lazy_property_reads_its_backing_field(run: Any) -> None:
    source = """
        Integer made = 0;
        String name {
            get { if (name == null) { made++; name = 'n' + made; } return name; }
            private set;
        }
        static String f() { Probe p = new Probe(); return p.name + p.name + p.made; }
    """
    assert run(source) == "n1n11"


@pytest.mark.documented
def test_property_setter_and_static_property(run: Any) -> None:
    source = """
        static Integer count {
            get { return count == null ? 0 : count; }
            set { count = value * 2; }
        }
        Integer x { get; set { x = value + 1; } }
        static Integer f() {
            count = 5; count += 1;
            Probe p = new Probe(); p.x = 1; p.x++;
            return count * 100 + p.x;
        }
    """
    assert run(source) == 2204


@pytest.mark.documented
def test_virtual_property_is_overridden(run: Any) -> None:
    source = """
        virtual class A { public virtual String name { get { return 'A'; } } }
        class B extends A { public override String name { get { return 'B' + super.name; } } }
        static String f() { A a = new B(); return a.name; }
    """
    assert run(source) == "BA"


@pytest.mark.documented
def test_statics_initialise_in_textual_order_at_first_use(load: Any) -> None:
    program = load(
        """public class Log { public static String text = ''; }""",
        """public class Lazy {
            static Integer a = note('a');
            static { note('b'); }
            static Integer c = note('c');
            static Integer note(String s) { Log.text += s; return 1; }
            public static void touch() {}
        }""",
        """public class Probe {
            public static String f() { Log.text += '<'; Lazy.touch(); return Log.text + '>'; }
        }""",
    )
    assert program.call_static("Probe", "f") == "<abc>"


@pytest.mark.documented
def test_statics_live_for_one_transaction(load: Any) -> None:
    program = load(
        "public class Counter { static Integer n = 0; public static Integer f() { return ++n; } }"
    )
    with program.transaction():
        program.call_static("Counter", "f")
        assert program.call_static("Counter", "f") == 2
        with program.transaction():
            assert program.call_static("Counter", "f") == 1
        assert program.call_static("Counter", "f") == 3
    assert program.call_static("Counter", "f") == 1


@pytest.mark.recorded
def test_a_constant_is_seen_by_initialisers_above_it(run: Any) -> None:
    source = """
        static String a = 'x' + B;
        static final String B = 'b';
        static String f() { return a; }
    """
    assert run(source) == "xb"


@pytest.mark.inferred
def test_a_static_read_while_it_is_initialised_is_null(run: Any) -> None:
    source = """
        static Integer a = b == null ? 1 : 2;
        static Integer b = a;
        static Integer f() { return a * 10 + b; }
    """
    assert run(source) == 11


@pytest.mark.inferred
def test_a_failing_static_initialiser_reaches_its_first_user(run: Any) -> None:
    source = """
        class Bad { Integer x = 1 / zero; }
        static Integer zero = 0;
        static Object bad = new Bad();
        static Object f() { return bad; }
    """
    with pytest.raises(ApexException, match="Divide by 0"):
        run(source)


@pytest.mark.documented
def test_enums(run: Any) -> None:
    source = """
        enum Season { WINTER, Spring }
        static String f() {
            Season s = Season.valueOf('spring');
            Season t = Season.SPRING;
            String r = s.name() + s.ordinal() + (s == t) + Season.values().size();
            switch on s { when WINTER { r += 'w'; } when SPRING { r += 's'; } }
            return r + s;
        }
    """
    assert run(source) == "Spring1true2sSpring"


@pytest.mark.documented
def test_objects_are_equal_by_their_equals_method(run: Any) -> None:
    source = """
        class Key {
            Integer k; Key(Integer k) { this.k = k; }
            public Boolean equals(Object o) { return o instanceof Key && ((Key) o).k == k; }
            public Integer hashCode() { return k; }
        }
        static String f() {
            Map<Key, String> m = new Map<Key, String>{ new Key(1) => 'one' };
            return m.get(new Key(1)) + (new Key(2) == new Key(2)) + (new Key(2) === new Key(2));
        }
    """
    assert run(source) == "onetruefalse"


@pytest.mark.documented
def test_a_cast_to_another_class_fails(run: Any) -> None:
    source = """
        virtual class A {} class B extends A {} class C extends A {}
        static void f() { A a = new B(); C c = (C) a; }
    """
    message = "Invalid conversion from runtime type Probe.B to Probe.C"
    with pytest.raises(ApexException, match=message):
        run(source)


@pytest.mark.recorded
@pytest.mark.parametrize(
    ("value", "type_name", "expected"),
    [
        ("1", "Integer", True),
        ("1", "Long", True),
        ("1", "Decimal", True),
        ("1L", "Integer", False),
        ("1L", "Long", True),
        ("1.5", "Double", True),
        ("1.5", "Integer", False),
        ("'001000000000001'", "Id", True),
        ("'bob'", "Id", False),
        ("Date.newInstance(2024, 1, 1)", "Datetime", True),
        ("new List<String>()", "List<Object>", True),
        ("new Set<String>()", "Set<Object>", False),
        ("new Set<String>()", "Iterable<Object>", True),
        ("new Map<String, String>()", "Map<String, Object>", True),
    ],
)
def test_instanceof_over_object(run: Any, value: str, type_name: str, expected: bool) -> None:
    source = f"static Boolean f() {{ Object o = {value}; return o instanceof {type_name}; }}"
    assert run(source) is expected


@pytest.mark.documented
def test_comparable_sorts_by_compare_to(run: Any) -> None:
    source = """
        class Item implements Comparable {
            Integer n; Item(Integer n) { this.n = n; }
            public Integer compareTo(Object o) { return n - ((Item) o).n; }
        }
        static String f() {
            List<Item> items = new List<Item>{ new Item(3), new Item(1), new Item(2) };
            items.sort();
            String r = '';
            for (Item i : items) { r += i.n; }
            return r;
        }
    """
    assert run(source) == "123"


@pytest.mark.documented
def test_an_own_iterable_is_iterated(run: Any) -> None:
    source = """
        class Range implements Iterable<Integer>, Iterator<Integer> {
            Integer i = 0;
            public Iterator<Integer> iterator() { return this; }
            public Boolean hasNext() { return i < 3; }
            public Integer next() { return i++; }
        }
        static Integer f() {
            Integer s = 0;
            for (Integer x : new Range()) { s += x + 1; }
            return s;
        }
    """
    assert run(source) == 6


@pytest.mark.recorded
def test_all_initialisers_run_before_any_constructor(run: Any) -> None:
    source = """
        static String log = '';
        static String note(String s) { log += s; return s; }
        abstract class A {
            String a = note('a');
            A() { note('A' + show()); }
            public abstract String show();
        }
        class B extends A {
            String b = note('b');
            B() { note('B'); }
            public override String show() { return b; }
        }
        static String f() { new B(); return log; }
    """
    assert run(source) == "abAbB"
