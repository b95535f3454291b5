"""`sfsim apex`: anonymous Apex from a file or standard input."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from sfsim.cli.main import main


def test_debug_output_goes_to_stdout() -> None:
    result = CliRunner().invoke(main, ["apex", "-"], input="System.debug('hello ' + (1 + 2));")
    assert result.exit_code == 0
    assert "hello 3" in result.stdout


def test_an_uncaught_exception_shows_its_stack(tmp_path: Path) -> None:
    path = tmp_path / "script.apex"
    path.write_text("String s;\nSystem.debug(s.length());", encoding="utf-8")
    result = CliRunner().invoke(main, ["apex", str(path)])
    assert result.exit_code == 1
    assert "System.NullPointerException: Attempt to de-reference a null object" in result.stderr
    assert "AnonymousBlock: line 2, column 1" in result.stderr


def test_deployed_source_is_at_hand(tmp_path: Path) -> None:
    (tmp_path / "Foo.cls").write_text(
        "public class Foo { public static String bar() { return 'from Foo'; } }", encoding="utf-8"
    )
    result = CliRunner().invoke(
        main, ["apex", "-", "--source", str(tmp_path)], input="System.debug(Foo.bar());"
    )
    assert result.exit_code == 0, result.output
    assert "from Foo" in result.stdout


def test_an_endless_loop_ends_at_the_cpu_limit() -> None:
    result = CliRunner().invoke(main, ["apex", "-"], input="while (true) { }")
    assert result.exit_code == 1
    assert "System.LimitException: Apex CPU time limit exceeded" in result.stderr


def test_endless_recursion_ends_at_the_stack_limit(tmp_path: Path) -> None:
    (tmp_path / "Foo.cls").write_text(
        "public class Foo { public static void bar() { bar(); } }", encoding="utf-8"
    )
    result = CliRunner().invoke(main, ["apex", "-", "--source", str(tmp_path)], input="Foo.bar();")
    assert result.exit_code == 1
    assert "System.LimitException: Maximum stack depth reached: 1001" in result.stderr


def test_a_missing_file_is_one_clear_error(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["apex", str(tmp_path / "nowhere.apex")])
    assert result.exit_code == 1
    assert "nowhere.apex" in result.stderr


def test_a_tenant_is_deployed_beside_the_source(repository: Path) -> None:
    result = CliRunner().invoke(
        main,
        ["apex", "-", "--source", str(repository / "tfs_package"), "--org", "masking"],
        input="System.debug([SELECT COUNT() FROM ApexTrigger]);",
    )
    assert result.exit_code == 0, result.output
    assert result.stdout.strip() == "2"


def test_an_unknown_tenant_is_one_clear_error() -> None:
    result = CliRunner().invoke(main, ["apex", "-", "--org", "nowhere"], input="Integer i;")
    assert result.exit_code == 1
    assert "fixtures/orgs/nowhere is missing" in result.stderr


def test_a_long_stack_is_cut() -> None:
    result = CliRunner().invoke(
        main, ["apex", "-"], input="class C { public void f() { f(); } }\nnew C().f();"
    )
    assert "more" in result.stderr
    assert len(result.stderr.splitlines()) < 30
