"""The package is deployable source: well-formed metadata, parsable Apex, and its house rules."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path

import pytest
from lxml import etree

from sfsim.apex.parser import parse_class, parse_trigger
from sfsim.source import SourceFile, read_source

ROOT = Path(__file__).resolve().parents[2] / "tfs_package"
DEFAULT = ROOT / "force-app" / "main" / "default"
CLASSES = sorted((DEFAULT / "classes").glob("*.cls"))
TRIGGERS = sorted((DEFAULT / "triggers").glob("*.trigger"))
METADATA = sorted(ROOT.rglob("*-meta.xml"))
NAMESPACE = "{http://soap.sforce.com/2006/04/metadata}"


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def source(path: Path) -> SourceFile:
    return read_source(path)


def root_of(path: Path) -> etree._Element:
    return etree.parse(path).getroot()


def test_the_project_names_its_namespace() -> None:
    project = json.loads((ROOT / "sfdx-project.json").read_text())
    assert project["namespace"] == "TwilioSF"
    assert (ROOT / project["packageDirectories"][0]["path"]).is_dir()


@pytest.mark.parametrize("path", METADATA, ids=name)
def test_metadata_is_well_formed(path: Path) -> None:
    root = root_of(path)
    assert root.tag.startswith(NAMESPACE)
    full_name = root.findtext(f"{NAMESPACE}fullName")
    assert full_name is None or path.name.startswith(f"{full_name}.")


@pytest.mark.parametrize("path", [*CLASSES, *TRIGGERS], ids=name)
def test_apex_has_its_metadata(path: Path) -> None:
    root = root_of(path.with_name(path.name + "-meta.xml"))
    assert root.tag == NAMESPACE + ("ApexClass" if path.suffix == ".cls" else "ApexTrigger")
    assert 64 <= float(root.findtext(f"{NAMESPACE}apiVersion") or 0) <= 67


@pytest.mark.parametrize("path", CLASSES, ids=name)
def test_classes_parse(path: Path) -> None:
    parse_class(source(path))


@pytest.mark.parametrize("path", TRIGGERS, ids=name)
def test_triggers_parse(path: Path) -> None:
    parse_trigger(source(path))


@pytest.mark.parametrize("path", CLASSES, ids=name)
def test_every_class_says_whether_it_shares(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    declarations = re.findall(r"^.*\bclass \w+.*\{$", text, flags=re.MULTILINE)
    assert declarations
    assert all(" sharing " in line or "extends Exception" in line for line in declarations)


@pytest.mark.parametrize("path", CLASSES, ids=name)
def test_every_class_is_documented(path: Path) -> None:
    assert path.read_text().startswith("/**\n * @description ")


@pytest.mark.parametrize("path", CLASSES, ids=name)
def test_public_members_are_documented(path: Path) -> None:
    lines = path.read_text().split("\n")
    undocumented = [
        line
        for before, line in itertools.pairwise(lines)
        if re.match(r"    (public|global) ", line)
        and not before.strip().endswith(("*/", "@TestVisible"))
        and "respond(HttpRequest" not in line
        and "execute(" not in line
    ]
    assert undocumented == []


@pytest.mark.parametrize("path", CLASSES, ids=name)
def test_every_statement_on_records_names_its_access_level(path: Path) -> None:
    text = path.read_text()
    queries = re.findall(r"\[\s*SELECT.*?\]", text, flags=re.DOTALL)
    assert all("WITH SYSTEM_MODE" in query for query in queries)
    assert not re.search(r"^\s*(insert|update|upsert|delete) ", text, flags=re.MULTILINE)
    writes = re.findall(r"Database\.(?:insert|update|upsert|delete)\(.*?\);", text)
    assert all("accessLevel" in write for write in writes)


@pytest.mark.parametrize("path", [p for p in CLASSES if not p.stem.endswith("_Tests")], ids=name)
def test_production_code_does_not_ask_whether_a_test_runs(path: Path) -> None:
    assert "isRunningTest" not in path.read_text()


def test_one_trigger_per_object() -> None:
    objects = [re.search(r" on (\w+)\s*\(", path.read_text()) for path in TRIGGERS]
    assert [found.group(1) for found in objects if found] == ["Message__c"]


def test_permission_sets_name_fields_that_exist() -> None:
    fields = {
        f"{path.parent.parent.name}.{path.name.removesuffix('.field-meta.xml')}"
        for path in DEFAULT.rglob("*.field-meta.xml")
    }
    for path in (DEFAULT / "permissionsets").iterdir():
        entries = root_of(path).iterfind(f"{NAMESPACE}fieldPermissions/{NAMESPACE}field")
        named = [entry.text for entry in entries]
        assert set(named) <= fields
        assert len(named) == len(set(named))


def test_users_cannot_edit_what_the_package_records() -> None:
    root = root_of(DEFAULT / "permissionsets" / "Twilio_User.permissionset-meta.xml")
    editable = {
        entry.findtext(f"{NAMESPACE}field")
        for entry in root.iterfind(f"{NAMESPACE}fieldPermissions")
        if entry.findtext(f"{NAMESPACE}editable") == "true"
    }
    assert "Message__c.Body__c" in editable
    assert not editable & {"Message__c.External_Id__c", "Message__c.Status__c"}


def test_credentials_are_protected() -> None:
    path = DEFAULT / "objects" / "Twilio_Configuration__c"
    root = root_of(path / "Twilio_Configuration__c.object-meta.xml")
    assert root.findtext(f"{NAMESPACE}visibility") == "Protected"
    assert root.findtext(f"{NAMESPACE}customSettingsType") == "Hierarchy"


def test_the_sid_is_unique_and_external() -> None:
    path = DEFAULT / "objects" / "Message__c" / "fields" / "External_Id__c.field-meta.xml"
    root = root_of(path)
    assert [root.findtext(NAMESPACE + tag) for tag in ("externalId", "unique", "length")] == [
        "true", "true", "34",
    ]  # fmt: skip
