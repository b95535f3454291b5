"""The compiler's rules, one row each in `rules/*.txt`: what it refuses, with which words, and what
it compiles. Rows are bound against the real standard library and the standard objects.

A row is `refused` or `compiles`, what it is (a class, the body of a method, a trigger, an anonymous
block) and the text, `␤` for a line break and `␀` for NUL. Below it: `beside` another class of the
org, the API `version` (66 by default), and what the one compile error `says`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from sfsim.apex import messages

FOLDER = Path(__file__).parent / "rules"
Problems = Callable[..., list[str]]


@dataclass
class Rule:
    """One row."""

    is_refused: bool
    what: str
    text: str
    beside: list[str] = field(default_factory=list)
    version: float = 66.0
    says: str | None = None

    def __str__(self) -> str:
        return self.text[:60]


def rules() -> Iterator[Rule]:
    """All rows of all files."""
    for path in sorted(FOLDER.glob("*.txt")):
        current: Rule | None = None
        for line in path.read_text(encoding="utf-8").splitlines():
            head, _, rest = line.partition(": ")
            text = rest.replace("␤", "\n").replace("␀", "\0")
            if not line.startswith(" "):
                if current is not None:
                    yield current
                outcome, what = head.split()
                current = Rule(outcome == "refused", what, text)
                continue
            assert current is not None, "a row begins with its text"
            if head == "  beside":
                current.beside.append(text)
            elif head == "  version":
                current.version = float(text)
            else:
                current.says = text
        if current is not None:
            yield current


UNSEEN = [
    re.compile(re.sub(r"\\{\d+\\}", ".*", re.escape(error.text)), re.DOTALL)
    for error in vars(messages).values()
    if isinstance(error, messages.CompileError) and error.source == messages.UNSEEN
]


def provenance(rule: Rule) -> pytest.MarkDecorator:
    """That the platform refuses or compiles is recorded; some words of ours are not."""
    if rule.says is not None and any(text.fullmatch(rule.says) for text in UNSEEN):
        return pytest.mark.inferred
    return pytest.mark.recorded


@pytest.mark.parametrize(
    "rule", [pytest.param(rule, marks=provenance(rule), id=str(rule)) for rule in rules()]
)
def test_a_rule_of_the_compiler(
    rule: Rule,
    org_problems: Problems,
    org_body_problems: Problems,
    org_script_problems: Problems,
) -> None:
    if rule.what == "class":
        found = org_problems(rule.text, *rule.beside, api_version=rule.version)
    elif rule.what == "body":
        found = org_body_problems(rule.text, *rule.beside, api_version=rule.version)
    else:
        found = org_script_problems(rule.text)
    assert bool(found) is rule.is_refused, found
    if rule.says is not None:
        assert found == [rule.says]
