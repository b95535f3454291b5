"""Refusing null arguments, in the two wordings that the platform has.

Source: recorded; conversions, constructors of dates and their `add…` methods say
`Argument cannot be null.`, other methods count: `Argument 1 cannot be null`.
"""

from __future__ import annotations

from typing import Any, Final

from sfsim.runtime.exceptions import NullPointerException

NULL_ARGUMENT: Final = "Argument cannot be null."
NUMBERED: Final = "Argument {} cannot be null"


def required(*values: Any) -> None:  # arguments of any type
    """Raises NullPointerException `Argument cannot be null.` when one of the values is null."""
    for value in values:
        if value is None:
            raise NullPointerException(NULL_ARGUMENT)


def required_numbered(*values: Any) -> None:  # arguments of any type
    """Raises NullPointerException `Argument {n} cannot be null` for the first one that is null."""
    for number, value in enumerate(values, start=1):
        if value is None:
            raise NullPointerException(NUMBERED.format(number))
