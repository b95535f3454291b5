"""What the checker refuses, and what formulas read and return."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from sfsim.errors import Unsupported
from sfsim.formula import EvaluationError, FormulaError, FormulaUse, compile_formula
from sfsim.schema.field import Field
from sfsim.schema.model import Schema

Run = Callable[..., Any]
pytestmark = pytest.mark.recorded


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Nothing__c", "Field Nothing__c does not exist. Check spelling."),
        ("Account__r.Nope__c", "Field Account__r.Nope__c does not exist. Check spelling."),
        ("Owner.Name", "Field Owner.Name does not exist. Check spelling."),
        ("$User.Nope", "Field $User.Nope does not exist. Check spelling."),
        ("NOPE(1)", "Unknown function NOPE. Check spelling."),
        (
            "Owner:Account.Name",
            "Account is an invalid object type for the Owner field. Check spelling.",
        ),
        (
            "LEN(1)",
            "Incorrect parameter type for function 'LEN()'. Expected Text, received Number",
        ),
        (
            "IF(true, 1)",
            "Incorrect number of parameters for function 'IF()'. Expected 3, received 2",
        ),
        (
            "IF(true, 1, 'a')",
            "Incorrect parameter type for function 'IF()'. Expected Number, received Text",
        ),
        ("'a' * 2", "Incorrect parameter type for operator '*'. Expected Number, received Text"),
        ("1 & 'a'", "Incorrect parameter type for operator '&'. Expected Text, received Number"),
        ("1 = 'a'", "Incorrect parameter type for operator '='. Expected Number, received Text"),
        ("'a' + 1", "Incorrect parameter type for operator '+'. Expected Text, received Number"),
        (
            "TODAY() + TODAY()",
            "Incorrect parameter type for operator '+'. Expected Number, received Date",
        ),
        (
            "TODAY() = NOW()",
            "Incorrect parameter type for operator '='. Expected Date, received DateTime",
        ),
        (
            "Stage__c = 'Won'",
            "Field Stage__c is a picklist field. Picklist fields are only supported in certain"
            " functions.",
        ),
        (
            "LEN(Tags__c)",
            "Field Tags__c is a multi-select picklist field. Multi-select picklist fields are only"
            " supported in certain functions.",
        ),
        ("ISBLANK(Open__c)", "Incorrect argument type for function 'ISBLANK()'. "),
        (
            "ISPICKVAL(Text__c, 'a')",
            "Incorrect parameter for function 'ISPICKVAL()'. Expected Picklist field reference.",
        ),
        (
            "Body__c",
            'You referenced an unsupported field type called "Base64" using the following field:'
            " Body__c",
        ),
    ],
)
def test_mistakes_are_told_in_the_platforms_words(run: Run, text: str, message: str) -> None:
    with pytest.raises(FormulaError) as caught:
        run(text)
    assert caught.value.message == message


def test_an_error_has_the_place_of_the_argument(run: Run) -> None:
    with pytest.raises(FormulaError) as caught:
        run("LEN('a') + LEN(Count__c)")
    assert caught.value.position == 15


@pytest.mark.parametrize(
    "text",
    ["REGEX('a', 'a')", "ISCHANGED(Name)", "ISNEW()", "HTMLENCODE('a')", "PRIORVALUE(Name)"],
)
def test_some_functions_are_not_for_formula_fields(run: Run, text: str) -> None:
    with pytest.raises(FormulaError, match="may not be used in this type of formula"):
        run(text, use=FormulaUse.FORMULA_FIELD)


def test_a_condition_must_be_true_or_false(run: Run) -> None:
    with pytest.raises(FormulaError) as caught:
        run("Name", use=FormulaUse.VALIDATION_RULE)
    assert caught.value.message == (
        "Formula result is data type (Text), incompatible with expected data type (true or false)."
    )


def test_long_text_is_for_rules_and_not_for_fields(run: Run) -> None:
    assert run("LEN(Long__c)", {"Long__c": "abc"}) == 3
    with pytest.raises(FormulaError, match="Long Text Area"):
        run("LEN(Long__c)", use=FormulaUse.FORMULA_FIELD)


def test_functions_that_are_not_modelled_are_refused_by_name(run: Run) -> None:
    with pytest.raises(Unsupported, match="VLOOKUP"):
        run("VLOOKUP(1, 2, 3)")


def test_a_formula_lists_what_it_reads(schema: Schema) -> None:
    formula = compile_formula(
        "account__R.PARENT.name & Owner:User.Email & $User.Name & Text__c & text__c",
        sobject=schema.sobject("Deal__c"),
        schema=schema,
    )
    assert [each.text for each in formula.references] == [
        "Account__r.Parent.Name", "Owner.Email", "$User.Name", "Text__c",
    ]  # fmt: skip


def test_a_result_has_the_scale_of_its_field(run: Run) -> None:
    field = Field("F__c", "double", scale=2)
    assert str(run("1 / 3", result=field)) == "0.33"
    assert str(run("5", result=field)) == "5.00"
    assert str(run("2.005", result=field)) == "2.01"


def test_a_percent_is_a_fraction_inside_and_a_percentage_outside(run: Run) -> None:
    values = {"Rate__c": Decimal("12.5")}
    assert run("Rate__c * 8", values) == 1
    assert run("Rate__c", values, result=Field("F__c", "percent", scale=1)) == Decimal("12.5")


def test_an_id_has_15_characters_in_text(run: Run) -> None:
    values = {"Id": "a005e00000000B1AAI"}
    assert run("Id", values) == "a005e00000000B1"
    assert run("CASESAFEID(Id)", values) == "a005e00000000B1AAI"


def test_what_cannot_be_computed_is_an_evaluation_error(run: Run) -> None:
    for text in ("1 / Count__c", "VALUE('x')", "SQRT(-1)", "DATEVALUE('2024-02-30')", "LN(0)"):
        with pytest.raises(EvaluationError):
            run(text, {"Count__c": Decimal(0)})


def test_a_place_is_read_from_its_components(run: Run) -> None:
    values = {"Place__Latitude__s": Decimal(0), "Place__Longitude__s": Decimal(0)}
    text = "ROUND(DISTANCE(Place__c, GEOLOCATION(0, 180), 'km'), 0)"
    assert run(text, values) == 20015


def test_global_variables_are_read_from_the_context(run: Run) -> None:
    variables = {
        "$User.Name": "Ann",
        "$Setup.Settings__c.Maximum__c": Decimal(5),
        "$CustomMetadata.Rule__mdt.First.Text__c": "x",
        "$Label.hello": "Hi",
        "$Permission.Boss": True,
    }
    text = (
        "$user.name & TEXT($Setup.Settings__c.Maximum__c)"
        " & $CustomMetadata.Rule__mdt.First.Text__c & $Label.hello & IF($Permission.Boss, '!', '')"
    )
    assert run(text, variables=variables) == "Ann5xHi!"
