"""Whose permissions a statement runs with, by its class and what it says."""

from typing import Any

import pytest

from sfsim.platform.security.modes import Enforcement, is_user_mode_write, query_enforcement
from sfsim.runtime.caller import Caller

pytestmark = pytest.mark.documented


def caller(version: float, kind: str = "class") -> Caller:
    org: Any = None
    return Caller("A", "", "", version, is_test=False, org=org, kind=kind)


@pytest.mark.parametrize(
    ("version", "kind", "clauses", "expected"),
    [
        (66.0, "class", (), Enforcement.NOTHING),
        (67.0, "class", (), Enforcement.EVERYTHING),
        (67.0, "anonymous", (), Enforcement.EVERYTHING),
        (67.0, "trigger", (), Enforcement.NOTHING),
        (67.0, "class", ("SYSTEM_MODE",), Enforcement.NOTHING),
        (67.0, "trigger", ("USER_MODE",), Enforcement.EVERYTHING),
        (60.0, "class", ("USER_MODE",), Enforcement.EVERYTHING),
        (60.0, "class", ("SECURITY_ENFORCED",), Enforcement.SELECTED),
    ],
)
def test_what_a_query_checks(
    version: float, kind: str, clauses: tuple[str, ...], expected: Enforcement
) -> None:
    assert query_enforcement(caller(version, kind), clauses) is expected


@pytest.mark.parametrize(
    ("version", "access", "expected"),
    [(66.0, None, False), (67.0, None, True), (67.0, "system", False), (60.0, "user", True)],
)
def test_whether_dml_checks(version: float, access: str | None, expected: bool) -> None:
    assert is_user_mode_write(caller(version), access) is expected
