"""Orgs with a few Apex files, written where the test says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sfsim.org.org import Org
from sfsim.org.results import TestResult

MakeOrg = Callable[..., Org]
RunTest = Callable[..., TestResult]

SETTING = """<?xml version="1.0" encoding="UTF-8"?>
<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata">
    <customSettingsType>Hierarchy</customSettingsType>
    <label>Limits</label>
    <fields>
        <fullName>Max__c</fullName><label>Max</label><type>Number</type>
        <precision>5</precision><scale>0</scale>
    </fields>
</CustomObject>
"""


@pytest.fixture
def make_org(tmp_path: Path) -> MakeOrg:
    """Makes an org from files given by name: `make_org({"A.cls": "public class A {}"})`."""

    def make(files: dict[str, str] | None = None) -> Org:
        for name, text in (files or {}).items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return Org.deployed([tmp_path] if files else [])

    return make


@pytest.fixture
def run_test(make_org: MakeOrg) -> RunTest:
    """Runs the body of one Apex test method in an org with more files."""

    def run(body: str, files: dict[str, str] | None = None) -> TestResult:
        test = f"@IsTest private class Sole_Tests {{ @IsTest static void sole() {{ {body} }} }}"
        org = make_org({**(files or {}), "Sole_Tests.cls": test})
        return org.run_test("Sole_Tests", "sole")

    return run


@pytest.fixture
def setting() -> str:
    """A hierarchy custom setting `Limits__c` with the number field `Max__c`."""
    return SETTING
