"""The compiler's front: laziness, all errors at once, the disk cache."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sfsim.apex.cache import CodeCache, interface_digest
from sfsim.apex.compiler import ClassSource, Compiler, read_project
from sfsim.errors import SourceError
from sfsim.runtime.program import Program
from sfsim.source import SourceFile
from sfsim.stdlib.catalogue import StandardCatalogue

GOOD = "public class Good { public static Integer f() { return Other.g() + 1; } }"
OTHER = "public class Other { public static Integer g() { return 41; } }"
BAD = "public class Bad { public static Integer f() { return missing; } }"
WORSE = "public class Worse { public static Integer f() { return absent; } }"


@pytest.fixture(scope="module")
def catalogue() -> StandardCatalogue:
    """The standard library, read once."""
    return StandardCatalogue()


def sources(*texts: str) -> list[ClassSource]:
    """Class sources named by their position."""
    return [ClassSource(SourceFile(f"C{number}.cls", text)) for number, text in enumerate(texts)]


def program_of(compiler: Compiler) -> Program:
    """A program that no org is needed for."""
    org: Any = None
    return Program(org, compiler)


def test_a_class_that_does_not_compile_harms_no_other(catalogue: StandardCatalogue) -> None:
    compiler = Compiler(read_project(catalogue, sources(GOOD, OTHER, BAD)))
    assert program_of(compiler).call_static("Good", "f") == 42


def test_its_errors_come_when_it_is_used(catalogue: StandardCatalogue) -> None:
    compiler = Compiler(read_project(catalogue, sources(BAD)))
    with pytest.raises(SourceError, match="missing"):
        program_of(compiler).call_static("Bad", "f")


def test_compiling_everything_lists_every_error(catalogue: StandardCatalogue) -> None:
    compiler = Compiler(read_project(catalogue, sources(GOOD, OTHER, BAD, WORSE)))
    assert [diagnostic.path for diagnostic in compiler.compile_all()] == ["C2.cls", "C3.cls"]


def test_all_syntax_errors_are_reported_together(catalogue: StandardCatalogue) -> None:
    with pytest.raises(SourceError) as caught:
        read_project(catalogue, sources("public class A {", "class B } {"))
    assert {diagnostic.path for diagnostic in caught.value.diagnostics} == {"C0.cls", "C1.cls"}


def cached(catalogue: StandardCatalogue, folder: Path, *texts: str) -> Compiler:
    """A compiler with a cache in that folder."""
    classes = sources(*texts)
    digest = interface_digest((each.source.path, each.source.text) for each in classes)
    return Compiler(read_project(catalogue, classes), CodeCache(folder, digest, "toolchain"))


def test_a_cached_class_is_not_generated_again(
    catalogue: StandardCatalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = cached(catalogue, tmp_path, GOOD, OTHER)
    assert program_of(first).call_static("Good", "f") == 42
    monkeypatch.setattr("sfsim.apex.compiler.generate_class", None)
    second = cached(catalogue, tmp_path, GOOD, OTHER)
    assert program_of(second).call_static("Good", "f") == 42


def test_a_changed_class_is_compiled_again(catalogue: StandardCatalogue, tmp_path: Path) -> None:
    program_of(cached(catalogue, tmp_path, GOOD, OTHER)).call_static("Good", "f")
    changed = cached(catalogue, tmp_path, GOOD, OTHER.replace("41", "1"))
    assert program_of(changed).call_static("Good", "f") == 2


def test_a_broken_cache_file_is_a_miss(catalogue: StandardCatalogue, tmp_path: Path) -> None:
    program_of(cached(catalogue, tmp_path, GOOD, OTHER)).call_static("Good", "f")
    for path in tmp_path.iterdir():
        path.write_bytes(b"broken")
    again = cached(catalogue, tmp_path, GOOD, OTHER)
    assert program_of(again).call_static("Good", "f") == 42
