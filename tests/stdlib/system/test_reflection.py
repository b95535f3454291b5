"""System.Type."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sfsim.runtime.exceptions import TypeException

RunApex = Callable[..., list[str]]
FILES = {
    "Outer.cls": """
        public class Outer {
            public class Inner { public override String toString() { return 'made'; } }
            public abstract class Shape {}
        }"""
}


@pytest.mark.recorded
@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("Type.forName('outer.INNER').getName()", "Outer.Inner"),
        ("Type.forName('Outer.Inner').newInstance()", "made"),
        ("Type.forName('Nothing')", "null"),
        ("Type.forName('string')", "String"),
        ("Type.forName('List<Opportunity>').newInstance()", "()"),
        ("Type.forName('', 'Outer')", "Outer"),
        ("Account.class.getName()", "Account"),
        ("List<Account>.class", "List<Account>"),
        ("Outer.class.hashCode() == 'Outer'.hashCode()", "true"),
        ("Outer.class == Type.forName('Outer')", "true"),
        ("Object.class.isAssignableFrom(Outer.class)", "true"),
        ("Outer.class.isAssignableFrom(Outer.Inner.class)", "false"),
    ],
)
def test_reflection(run_apex: RunApex, expression: str, text: str) -> None:
    assert run_apex(f"System.debug({expression});", FILES) == [text]


@pytest.mark.inferred
def test_an_abstract_class_cannot_be_made(run_apex: RunApex) -> None:
    with pytest.raises(TypeException):
        run_apex("Outer.Shape.class.newInstance();", FILES)
