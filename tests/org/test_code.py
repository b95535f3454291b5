"""Warm start: an unchanged code base is read from disk and runs like one that was compiled."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sfsim.org import code as code_module
from sfsim.org.deployment import DeployOptions
from sfsim.org.org import Org

SERVICE = """public virtual class Service implements Comparable {
    public enum Size { SMALL, LARGE }
    public class Part { public String name; public Integer count; }
    public interface Named { String name(); }
    public Integer compareTo(Object other) { return 0; }
    public static String describe() {
        Part made = (Part) JSON.deserialize('{"name":"bolt","count":1}', Part.class);
        Object thing = new Service();
        return made.name + made.count + (thing instanceof Comparable) + Size.LARGE.name()
            + Type.forName('Service.Part') + [SELECT COUNT() FROM Account];
    }
}"""
TRIGGER = """trigger OnAccount on Account (before insert) { Trigger.new[0].Site = 'by trigger'; }"""
TESTS = """@IsTest private class A_Tests {
    @IsTest static void describes() {
        insert new Account(Name = 'A');
        System.assertEquals('bolt1trueLARGEService.Part1', Service.describe());
        System.assertEquals('by trigger', [SELECT Site FROM Account].Site);
    }
    @IsTest static void fails() { System.assertEquals(1, 2); }
}"""


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SFSIM_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "src"
    folder.mkdir()
    (folder / "Service.cls").write_text(SERVICE)
    (folder / "OnAccount.trigger").write_text(TRIGGER)
    (folder / "A_Tests.cls").write_text(TESTS)
    return folder


def run(source: Path) -> list[Any]:
    org = Org.deployed([source])
    return list(org.run_tests(org.tests()))


@pytest.fixture
def no_compiler(monkeypatch: pytest.MonkeyPatch) -> None:
    """From the next call on, reading the source is an error."""

    def refuse(self: object) -> None:
        raise AssertionError("the source was read")

    monkeypatch.setattr(code_module.OrgCode, "_read", refuse)


def test_a_second_run_reads_no_source_and_has_the_same_results(
    source: Path, request: pytest.FixtureRequest
) -> None:
    first = run(source)
    assert [result.outcome for result in first] == ["passed", "failed"], first
    request.getfixturevalue("no_compiler")
    assert run(source) == first


@pytest.mark.parametrize("name", ["Service.cls", "A_Tests.cls", "OnAccount.trigger"])
def test_a_changed_file_is_read_again(
    source: Path, name: str, request: pytest.FixtureRequest
) -> None:
    run(source)
    path = source / name
    path.write_text(path.read_text() + "\n// changed")
    request.getfixturevalue("no_compiler")
    with pytest.raises(AssertionError, match="the source was read"):
        run(source)


def test_a_changed_method_runs_as_it_is_now(source: Path) -> None:
    run(source)
    (source / "Service.cls").write_text(SERVICE.replace("bolt", "nut"))
    assert "nut1" in run(source)[0].message


def test_code_with_and_without_coverage_is_kept_apart(source: Path) -> None:
    run(source)
    org = Org.deployed([source], options=DeployOptions(coverage=True))
    list(org.run_tests(org.tests()))
    assert any(any(flags) for flags in org.take_hits().values())
    plain = Org.deployed([source])
    list(plain.run_tests(plain.tests()))
    assert plain.take_hits() == {}


def test_anonymous_apex_in_a_warm_org(source: Path) -> None:
    run(source)
    org = Org.deployed([source])
    org.apex("System.debug(Service.describe());")
    assert org.debug_log == ["bolt1trueLARGEService.Part0"]


def test_a_damaged_cache_is_no_error(source: Path, tmp_path: Path) -> None:
    first = run(source)
    for path in (tmp_path / "cache").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:20])
    assert run(source) == first


def test_an_empty_cache_variable_keeps_nothing(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SFSIM_CACHE", "")
    run(source)
    assert not (tmp_path / "cache").exists()
