"""What can be wrong with a formula: its text, or the values that it is evaluated on."""

from __future__ import annotations

from sfsim.errors import SfsimError


class FormulaError(SfsimError):
    """A formula that the platform would not save. `position` is the character it starts at.

    The setup pages write `Error: ` before the message; a deployment shows it as it is.
    """

    def __init__(self, message: str, position: int = 0) -> None:
        self.message = message
        self.position = position
        super().__init__(message)


class EvaluationError(Exception):
    """A formula that has no value for these records: pages show `#Error!` for it, Apex null."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)
