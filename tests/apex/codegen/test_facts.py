"""What is known of variables only removes checks: programs compute the same without any facts."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from sfsim.apex.codegen.facts import Facts
from sfsim.errors import ApexException, SourceError
from sfsim.runtime.exceptions import LimitException

INTEGERS = ("a", "b", "c")
EDGES = ("0", "1", "2", "7", "2147483647", "2147483646", "-2147483647", "65536", "null")
TICKS_MAX = 300

atoms = st.one_of(st.sampled_from(INTEGERS), st.sampled_from(EDGES[:-1]))


def _binary(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    operators = st.sampled_from(["+", "-", "*", "/", "&", ">>"])
    plain = st.tuples(inner, operators, inner).map(lambda parts: f"({' '.join(parts)})")
    mod = st.tuples(inner, inner).map(lambda parts: f"Math.mod({parts[0]}, {parts[1]})")
    ternary = st.tuples(conditions, inner, inner).map(
        lambda parts: f"({parts[0]} ? {parts[1]} : {parts[2]})"
    )
    return st.one_of(plain, mod, ternary)


conditions = st.one_of(
    st.tuples(atoms, st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), atoms).map(" ".join),
    st.sampled_from(INTEGERS).map(lambda name: f"{name} != null"),
).flatmap(
    lambda first: st.one_of(
        st.just(first),
        st.sampled_from(INTEGERS).map(lambda name: f"({first} && {name} > 0)"),
        st.sampled_from(INTEGERS).map(lambda name: f"({first} || {name} < 5)"),
        st.just(f"!({first})"),
    )
)
expressions = st.recursive(atoms, _binary, max_leaves=4)
names = st.sampled_from(INTEGERS)
simple = st.one_of(
    st.tuples(names, expressions).map(lambda parts: f"{parts[0]} = {parts[1]};"),
    st.tuples(names, st.sampled_from(["+=", "-=", "*="]), atoms).map(
        lambda parts: f"{' '.join(parts)};"
    ),
    st.tuples(names, st.sampled_from(["++", "--"])).map(lambda parts: f"{''.join(parts)};"),
    names.map(lambda name: f"{name} = null;"),
    st.tuples(names, names).map(lambda parts: f"{parts[0]} = {parts[1]}++;"),
)


def _compound(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    body = st.lists(inner, max_size=3).map(" ".join)
    return st.one_of(
        st.tuples(conditions, body, body).map(
            lambda parts: f"if ({parts[0]}) {{ {parts[1]} }} else {{ {parts[2]} }}"
        ),
        st.tuples(conditions, body).map(lambda parts: f"while ({parts[0]}) {{ {parts[1]} }}"),
        st.tuples(st.sampled_from("ijk"), atoms, atoms, body).map(
            lambda parts: "for (Integer {0} = {1}; {0} < {2}; {0}++) {{ {3} a = {0}; }}".format(
                *parts
            )
        ),
        st.tuples(conditions, body).map(
            lambda parts: f"while ({parts[0]}) {{ {parts[1]} if (a == b) {{ break; }} a++; }}"
        ),
        st.tuples(body, body).map(
            lambda parts: f"try {{ {parts[0]} }} catch (Exception e) {{ {parts[1]} }}"
        ),
    )


statements = st.lists(st.recursive(simple, _compound, max_leaves=6), min_size=1, max_size=5)


class _NoFacts(Facts):
    """Knows nothing, whatever it is told."""

    def set(self, variable: Any, fact: Any) -> None:
        """Forgets at once."""

    def join(self, other: Facts) -> Facts:
        """Nothing and nothing."""
        return self if self.reachable else other

    def copy(self) -> Facts:
        """Still nothing."""
        return _NoFacts({}, self.reachable)


def outcome(program: Any, arguments: tuple[int | None, ...]) -> object:
    """The result, the exception, or that it ran too long."""
    left = [TICKS_MAX]

    def tick() -> None:
        left[0] -= 1
        if left[0] < 0:
            raise LimitException("too long")

    program.bind_tick(tick)
    try:
        return program.call_static("Probe", "f", *arguments)
    except ApexException as error:
        return type(error).__name__
    except TypeError as error:
        return "NullPointerException" if "NoneType" in str(error) else repr(error)
    except LimitException:
        return "limit"


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    lines=statements,
    arguments=st.tuples(
        *[st.sampled_from([0, 1, -1, 5, 2**31 - 1, -(2**31), 2**31 - 2, None])] * 2
    ),
)
def test_a_program_computes_the_same_with_and_without_facts(
    load: Any, lines: list[str], arguments: tuple[int | None, ...]
) -> None:
    source = f"""public class Probe {{
        static String f(Integer a, Integer b) {{
            Integer c = 3;
            {chr(10).join(lines)}
            return a + ',' + b + ',' + c;
        }}
    }}"""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sfsim.apex.codegen.context.Facts", _NoFacts)
        patch.setattr("sfsim.apex.codegen.loops.enter_loop", lambda body, *parts: None)
        try:
            without = outcome(load(source), arguments)
        except SourceError:
            reject()  # two loops inside each other that count with the same name
    assert outcome(load(source), arguments) == without
