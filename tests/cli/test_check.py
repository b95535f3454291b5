"""`sfsim check`: what it prints and how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest
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


NUMBERS = " + ".join(["s"] * 20_000)
DEEP = {
    "parentheses": f"Integer f() {{ return {'(' * 5000}1{')' * 5000}; }}",
    "calls": f"Integer f(Integer i) {{ return {'f(' * 2000}1{')' * 2000}; }}",
    "a chain of calls": f"T f() {{ return this{'.f()' * 2000}; }}",
    "blocks": f"void f() {{ {'{' * 5000}{'}' * 5000} }}",
    "type arguments": f"{'List<' * 1900}Id{'>' * 1900} x;",
}
LONG = {
    "text": f"String f(String s) {{ return {NUMBERS}; }}",
    "a mixed concatenation": f"String f(Integer s) {{ String x = '' + {NUMBERS}; return x; }}",
    "a sum": f"Integer f(Integer s) {{ return {NUMBERS}; }}",
    "a conjunction": f"Boolean f(Boolean s) {{ return {' && '.join(['s'] * 5000)}; }}",
    "a list": f"Object f() {{ return new List<Integer>{{ {', '.join(['1'] * 20_000)} }}; }}",
    "a literal": f"String s = '{'a' * 1_000_000}';",
}


@pytest.mark.parametrize("what", DEEP)
def test_source_that_is_nested_too_deeply_is_one_error(tmp_path: Path, what: str) -> None:
    code, output = check(tmp_path, T=f"public class T {{ {DEEP[what]} }}")
    assert code == 1
    assert output.count("The source is nested too deeply.") == 1
    assert "1 files, 1 errors" in output


@pytest.mark.parametrize("what", LONG)
def test_long_source_compiles(tmp_path: Path, what: str) -> None:
    code, output = check(tmp_path, T=f"public class T {{ {LONG[what]} }}")
    assert (code, output) == (0, "1 files, 0 errors\n")


def test_a_class_of_a_megabyte_compiles(tmp_path: Path) -> None:
    method = (
        "  Integer m{0}(Integer v) {{ Integer r = v + {0}; if (r > 9) {{ r *= 2; }} return r; }}"
    )
    methods = "\n".join(method.format(index) for index in range(12_000))
    code, output = check(tmp_path, T=f"public class T {{\n{methods}\n}}")
    assert (tmp_path / "T.cls").stat().st_size > 1_000_000
    assert (code, output) == (0, "1 files, 0 errors\n")


def test_loops_deeper_than_python_can_nest_are_one_error(tmp_path: Path) -> None:
    loops = "while (i < 1) {" * 30 + "}" * 30
    code, output = check(tmp_path, T=f"public class T {{ void f(Integer i) {{ {loops} }} }}")
    assert code == 1
    assert "sfsim cannot compile this: too many statically nested blocks" in output


@pytest.mark.parametrize("text", ["", "\0\0", "}{)(][;;;", "/* never closed", "public class T {"])
def test_what_is_no_class_is_one_error(tmp_path: Path, text: str) -> None:
    code, output = check(tmp_path, T=text)
    assert code == 1
    assert "1 files, 1 errors" in output


def test_a_superclass_that_is_missing_is_one_error(tmp_path: Path) -> None:
    code, output = check(
        tmp_path,
        Own="public virtual class Own extends Nope { Object a = inherited; void f() { g(this); } "
        "public override void h() { super.k(); this.x = 1; Kind.y(); InnerOfNope z; } }",
    )
    assert code == 1
    assert "Invalid type: Nope" in output
    assert "1 files, 1 errors" in output


def test_classes_that_need_an_invalid_one_say_so_once(tmp_path: Path) -> None:
    code, output = check(
        tmp_path,
        Own="public virtual class Own extends Nope { }",
        User="public class User_x { Object f(Own o) { o.a(); o.b.c(); Own.d(); return o.e; } }",
        Child="public class Child extends Own { }",
    )
    assert code == 1
    assert output.count("Dependent class is invalid and needs recompilation") == 1
    assert "3 files, 2 errors" in output


def test_a_file_with_syntax_errors_does_not_keep_the_rest_from_being_checked(
    tmp_path: Path,
) -> None:
    code, output = check(
        tmp_path,
        Foo="public class Foo { Integer x = ; }",
        Bar="public class Bar { String s = 1; }",
    )
    assert code == 1
    assert "Unexpected token" in output
    assert "Illegal assignment from Integer to String" in output


def test_metadata_of_an_absent_object_does_not_keep_classes_from_being_checked(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "objects" / "Gone__c" / "fields"
    folder.mkdir(parents=True)
    (folder / "A__c.field-meta.xml").write_text(
        '<?xml version="1.0"?><CustomField xmlns="http://soap.sforce.com/2006/04/metadata">'
        "<fullName>A__c</fullName><label>A</label><type>Text</type><length>9</length>"
        "</CustomField>",
        encoding="utf-8",
    )
    code, output = check(
        tmp_path, Foo="public class Foo { String s = new Gone__c(A__c = 'x').A__c; Integer i = s; }"
    )
    assert code == 1
    assert "No file defines the object Gone__c." in output
    assert "Illegal assignment from String to Integer" in output
    assert "1 files, 2 errors" in output


def test_an_interface_that_extends_itself_is_an_error(tmp_path: Path) -> None:
    code, output = check(
        tmp_path, I="public interface I extends J { }", J="public interface J extends I { }"
    )
    assert code == 1
    assert "Circular definition: I" in output


def test_a_trigger_on_an_unknown_object_is_one_error(tmp_path: Path) -> None:
    (tmp_path / "T.trigger").write_text(
        "trigger T on Nope__c (before insert) {"
        " for (Nope__c n : Trigger.new) { n.a = Trigger.new[0].b; } }",
        encoding="utf-8",
    )
    code, output = check(tmp_path)
    assert code == 1
    assert "1 files, 1 errors" in output


def test_what_the_parsers_do_not_support_is_an_error_of_its_line(tmp_path: Path) -> None:
    code, output = check(
        tmp_path, T="public class T {\n Object f() {\n return Package.Version.Request; } }"
    )
    assert code == 1
    assert "T.cls:3:9: sfsim does not support Package.Version." in output
