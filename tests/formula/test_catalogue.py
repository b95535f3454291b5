"""The table of functions and the page made from it."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from sfsim.formula.catalogue import GROUPS, find_function, functions

ROOT = Path(__file__).resolve().parents[2]
OFFICIAL = """
    AND BLANKVALUE CASE IF ISBLANK ISCHANGED ISCLONE ISNEW ISNULL ISNUMBER ISPICKVAL NOT NULLVALUE
    OR PRIORVALUE BEGINS BR CASESAFEID CONTAINS FIND GETSESSIONID HTMLENCODE HYPERLINK IMAGE
    INCLUDES INITCAP JSENCODE JSINHTMLENCODE LEFT LEN LOWER LPAD MID REVERSE RIGHT RPAD SUBSTITUTE
    TEXT TRIM UPPER URLENCODE VALUE REGEX ASCII CHR PICKCOUNT ADDMONTHS DATE DATEVALUE DATETIMEVALUE
    DAY DAYOFYEAR FORMATDURATION FROMUNIXTIME HOUR ISOWEEK ISOYEAR MILLISECOND MINUTE MONTH NOW
    SECOND TIMENOW TIMEVALUE TODAY UNIXTIMESTAMP WEEKDAY YEAR ABS CEILING DISTANCE EXP FLOOR
    GEOLOCATION LN LOG MAX MCEILING MFLOOR MIN MOD PI ROUND SQRT TRUNC
"""
REFUSED = "CURRENCYRATE GETRECORDIDS IMAGEPROXYURL INCLUDE LINKTO PREDICT REQUIRESCRIPT VLOOKUP"


@pytest.mark.parametrize("name", OFFICIAL.split())
def test_every_official_function_is_there(name: str) -> None:
    function = find_function(name)
    assert function is not None
    assert function.is_supported


@pytest.mark.parametrize("name", REFUSED.split())
def test_functions_that_are_not_modelled_are_known_by_name(name: str) -> None:
    function = find_function(name)
    assert function is not None
    assert not function.is_supported


def test_every_function_has_a_group_and_a_summary() -> None:
    for group in GROUPS:
        for function in functions(group):
            assert function.summary.endswith("."), function.name


def test_the_reference_page_is_up_to_date() -> None:
    script = runpy.run_path(str(ROOT / "scripts" / "generate_formula_page.py"))
    page = ROOT / "docs" / "reference" / "formula.md"
    assert page.read_text(encoding="utf-8") == script["page"]()
