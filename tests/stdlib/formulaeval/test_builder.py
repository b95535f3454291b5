"""Formulas that Apex builds and evaluates."""

from typing import Any

import pytest

pytestmark = pytest.mark.documented
Run = Any
PAIR = """global class Pair {
    global Account current { get { return stored; } }
    global Account prior;
    global Integer level = 2;
    public Integer hidden = 2;
    private Account stored = new Account(Name = 'New');
}"""


def build(text: str, returns: str, context: str = "Account.SObjectType") -> str:
    return (
        f"Formula.builder().withReturnType(FormulaEval.FormulaReturnType.{returns})"
        f".withType({context}).withFormula('{text}').build()"
    )


def test_a_formula_reads_fields_of_a_record(run_apex: Run) -> None:
    formula = build('Name & "!"', "STRING")
    lines = run_apex(f"System.debug({formula}.evaluate(new Account(Name = 'Acme')));")
    assert lines == ["Acme!"]


def test_a_formula_reads_members_of_an_object(run_apex: Run) -> None:
    formula = build('current.Name = "New" && level > 1 && ISBLANK(prior.Name)', "BOOLEAN",
                    "Pair.class")  # fmt: skip
    lines = run_apex(f"System.debug({formula}.evaluate(new Pair()));", {"Pair.cls": PAIR})
    assert lines == ["true"]


def test_a_number_has_the_return_type(run_apex: Run) -> None:
    formula = build("NumberOfEmployees + 1", "INTEGER")
    lines = run_apex(
        f"Object o = {formula}.evaluate(new Account(NumberOfEmployees = 2));"
        "System.debug(o); System.debug(o instanceof Integer);"
    )
    assert lines == ["3", "true"]


def test_the_fields_that_are_read_have_names(run_apex: Run) -> None:
    formula = build("Owner.Name & Site", "STRING")
    lines = run_apex(f"System.debug({formula}.getReferencedFields().contains('Site'));")
    assert lines == ["true"]


@pytest.mark.parametrize("text", ["Nowhere", "1 +", "NumberOfEmployees"])
def test_a_wrong_formula_is_not_built(run_apex: Run, text: str) -> None:
    lines = run_apex(
        f"try {{ {build(text, 'BOOLEAN')}; }}"
        "catch (FormulaValidationException e) { System.debug('refused'); }"
    )
    assert lines == ["refused"]


@pytest.mark.recorded
def test_members_must_be_global(run_apex: Run) -> None:
    lines = run_apex(
        f"try {{ {build('hidden > 1', 'BOOLEAN', 'Pair.class')}; }}"
        "catch (FormulaValidationException e) { System.debug('refused'); }",
        {"Pair.cls": PAIR},
    )
    assert lines == ["refused"]


@pytest.mark.recorded
def test_long_text_can_be_read(run_apex: Run) -> None:
    formula = build('CONTAINS(Description, "x")', "BOOLEAN")
    lines = run_apex(f"System.debug({formula}.evaluate(new Account(Description = 'axb')));")
    assert lines == ["true"]
