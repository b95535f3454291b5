"""The texts of formula errors.

Source of the rows marked ENGINE: the labels of the platform's own open-source formula engine
(github.com/salesforce/formula-engine, labels.xml). UNSEEN rows are worded like those.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sfsim.formula.errors import FormulaError

ENGINE: Final = "salesforce/formula-engine, labels.xml"
UNSEEN: Final = "text not seen on a real org"


@dataclass(frozen=True, slots=True)
class FormulaText:
    """One message; `{name}` are places."""

    text: str
    source: str = ENGINE

    def error(self, position: int, **values: object) -> FormulaError:
        """The error at a place of the formula."""
        return FormulaError(self.text.format(**values), position)


UNKNOWN_FIELD: Final = FormulaText("Field {name} does not exist. Check spelling.")
UNKNOWN_FUNCTION: Final = FormulaText("Unknown function {name}. Check spelling.")
UNKNOWN_TARGET: Final = FormulaText(
    "{target} is an invalid object type for the {name} field. Check spelling."
)
WRONG_TYPE: Final = FormulaText(
    "Incorrect parameter type for {callee}. Expected {expected}, received {received}"
)
WRONG_COUNT: Final = FormulaText(
    "Incorrect number of parameters for {callee}. Expected {expected}, received {received}"
)
WRONG_ARGUMENT: Final = FormulaText("Incorrect argument type for {callee}. ")
FIELD_NEEDED: Final = FormulaText(
    "Incorrect parameter for {callee}. Expected {expected} field reference."
)
WRONG_RESULT: Final = FormulaText(
    "Formula result is data type ({received}), incompatible with expected data type ({expected})."
)
PICKLIST: Final = FormulaText(
    "Field {name} is a picklist field. Picklist fields are only supported in certain functions."
)
MULTIPICKLIST: Final = FormulaText(
    "Field {name} is a multi-select picklist field. Multi-select picklist fields are only supported"
    " in certain functions."
)
UNSUPPORTED_TYPE: Final = FormulaText(
    'You referenced an unsupported field type called "{type}" using the following field: {name}'
)
NOT_ALLOWED: Final = FormulaText("Function {name} may not be used in this type of formula")
TOO_LONG: Final = FormulaText(
    "Formula is too long ({length} characters).  Maximum length is {maximum} characters"
)
CYCLE: Final = FormulaText(
    "Formula cannot use another formula field that directly or indirectly refers to itself. {name}"
)
MISSING: Final = FormulaText("Syntax error.  Missing '{token}'")
FOUND: Final = FormulaText("Syntax error.  Found '{token}'")
EXTRA: Final = FormulaText("Syntax error. Extra '{token}'")
SYNTAX: Final = FormulaText("Syntax error")
TOO_DEEP: Final = FormulaText("Syntax error", UNSEEN)
END_OF_FORMULA: Final = "end of formula"
