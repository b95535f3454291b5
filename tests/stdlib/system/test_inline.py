"""Inline forms mean what the functions beside them mean."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from decimal import Decimal as Number
from typing import Any

import pytest

from sfsim.stdlib.registry import member_marks
from sfsim.stdlib.system.blob import Blob
from sfsim.stdlib.system.date import Date
from sfsim.stdlib.system.datetime_parts import DatetimeParts
from sfsim.stdlib.system.decimal import Decimal
from sfsim.stdlib.system.string_parts import StringParts
from sfsim.stdlib.system.string_statics import StringStatics
from sfsim.stdlib.system.time import Time

pytestmark = pytest.mark.inferred

VALUES: dict[type, list[Any]] = {
    StringParts: ["", "aBc", "Straße İ"],
    StringStatics: [None, "", " ", "x"],
    Date: [datetime.date(2024, 2, 29)],
    DatetimeParts: [datetime.datetime(2024, 2, 29, 23, 59, 58)],
    Time: [datetime.time(1, 2, 3, 4000)],
    Decimal: [Number("-1.50"), Number("0.0")],
    Blob: [b"", b"abc"],
}


def inline_members() -> list[Any]:
    found = []
    for owner in VALUES:
        for name, value in vars(owner).items():
            for mark in member_marks(value):
                if mark.inline is not None:
                    found.append(pytest.param(owner, getattr(owner, name), mark.inline, id=name))
    return found


@pytest.mark.parametrize(("owner", "function", "inline"), inline_members())
def test_inline_form(owner: type, function: Callable[[Any], Any], inline: str) -> None:
    expression = re.sub(r"\{0\}", "value", inline)
    for value in VALUES[owner]:
        assert eval(expression, {"value": value}) == function(value)
