"""System.Type."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sfsim.runtime.exceptions import TypeException

RunApex = Callable[..., list[str]]
FILES = {
    "Vessel.cls": """
        public class Vessel {
            public class Content { public override String toString() { return 'made'; } }
            public abstract class Shape {}
        }"""
}


@pytest.mark.recorded
@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("Type.forName('vessel.CONTENT').getName()", "Vessel.Content"),
        ("Type.forName('Vessel.Content').newInstance()", "made"),
        ("Type.forName('Nothing')", "null"),
        ("Type.forName('string')", "String"),
        ("Type.forName('List<Opportunity>').newInstance()", "()"),
        ("Type.forName('', 'Vessel')", "Vessel"),
        ("Account.class.getName()", "Account"),
        ("List<Account>.class", "List<Account>"),
        ("Vessel.class.hashCode() == 'Vessel'.hashCode()", "true"),
        ("Vessel.class == Type.forName('Vessel')", "true"),
        ("Object.class.isAssignableFrom(Vessel.class)", "true"),
        ("Vessel.class.isAssignableFrom(Vessel.Content.class)", "false"),
    ],
)
def test_reflection(run_apex: RunApex, expression: str, text: str) -> None:
    assert run_apex(f"System.debug({expression});", FILES) == [text]


@pytest.mark.inferred
def test_an_abstract_class_cannot_be_made(run_apex: RunApex) -> None:
    with pytest.raises(TypeException):
        run_apex("Vessel.Shape.class.newInstance();", FILES)
