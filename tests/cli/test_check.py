"""`sfsim check`: what it prints and how it ends."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from sfsim.cli.main import main


def check(folder: Path, **files: str) -> tuple[int, str]:
    for name, text in files.items():
        (folder / f"{name}.cls").write_text(text, encoding="utf-8")
    result = CliRunner().invoke(main, ["check", str(folder)])
    return result.exit_code, result.output


def test_clean_source_ends_with_zero(tmp_path: Path) -> None:
    code, output = check(tmp_path, Foo="public class Foo { Integer one() { return 1; } }")
    assert code == 0
    assert "1 files, 0 errors" in output


def test_an_error_shows_its_line_and_a_caret(tmp_path: Path) -> None:
    code, output = check(tmp_path, Foo="public class Foo {\n    Integer x = missing;\n}")
    assert code == 1
    assert f"{tmp_path / 'Foo.cls'}:2:17: Variable does not exist: missing" in output
    assert "    " + "    Integer x = missing;\n" + "    " + " " * 16 + "^" in output


def test_all_errors_of_all_files_are_reported(tmp_path: Path) -> None:
    code, output = check(
        tmp_path,
        Foo="public class Foo { Integer x = a; Integer y = b; }",
        Bar="public class Bar { String s = 1; }",
    )
    assert code == 1
    assert "2 files, 3 errors" in output


def test_a_missing_path_is_one_clear_error(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["check", str(tmp_path / "nowhere")])
    assert result.exit_code == 1
    assert "nowhere" in result.output
    assert "Traceback" not in result.output


def test_source_that_is_not_utf8_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "Foo.cls").write_bytes(b"public class Foo {\n String s = '\xff'; }")
    result = CliRunner().invoke(main, ["check", str(tmp_path)])
    assert result.exit_code == 1
    assert "Foo.cls:2:1: The file is not valid UTF-8" in result.output


def test_a_class_name_used_twice_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    (tmp_path / "a" / "Foo.cls").write_text("public class Foo { }", encoding="utf-8")
    (tmp_path / "b" / "Foo.cls").write_text("public class FOO { }", encoding="utf-8")
    result = CliRunner().invoke(main, ["check", str(tmp_path)])
    assert result.exit_code == 1
    assert "Foo" in result.output


def test_cyclic_inheritance_is_an_error(tmp_path: Path) -> None:
    code, output = check(
        tmp_path,
        A="public virtual class A extends B { }",
        B="public virtual class B extends A { }",
    )
    assert code == 1
    assert "Traceback" not in output


def test_a_trigger_on_an_unknown_object_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "T.trigger"
    path.write_text("trigger T on Nothing__c (before insert) { }", encoding="utf-8")
    result = CliRunner().invoke(main, ["check", str(tmp_path)])
    assert result.exit_code == 1
    assert "Nothing__c" in result.output


def test_unknown_entities_in_metadata_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "objects" / "Foo__c"
    folder.mkdir(parents=True)
    (folder / "Foo__c.object-meta.xml").write_text(
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
        '<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata"><label>&a;</label>'
        "</CustomObject>",
        encoding="utf-8",
    )
    result = CliRunner().invoke(main, ["check", str(tmp_path)])
    assert result.exit_code == 1
    assert "Foo__c.object-meta.xml" in result.output
    assert "root:" not in result.output
