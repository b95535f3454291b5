"""coverage.py for Apex: `[tool.coverage.run] plugins = ["sfsim.coverage_plugin"]`.

Emitted code carries Apex file names and lines, so coverage.py traces it as it is; this plugin says
which files are Apex, which of their lines are statements, and to which statement a continuation
line belongs.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from coverage.plugin import CoveragePlugin, FileReporter, FileTracer

from sfsim.apex.codegen.lines import continuation_lines
from sfsim.apex.coverage import coverable_lines
from sfsim.apex.parser import parse_class, parse_trigger
from sfsim.source import SourceFile, read_source

SUFFIXES = (".cls", ".trigger")


class ApexFileTracer(FileTracer):
    """Traces one Apex file under its own name."""

    def __init__(self, filename: str) -> None:
        self._filename = filename

    def source_filename(self) -> str:
        """The Apex file."""
        return self._filename


class ApexFileReporter(FileReporter):
    """What coverage.py asks about one Apex file."""

    def __init__(self, filename: str) -> None:
        super().__init__(filename)
        self._source = read_source(Path(filename))
        node = _parse(self._source)
        self._lines = coverable_lines(node)
        self._continuations = continuation_lines(node)

    def source(self) -> str:
        """The Apex text."""
        return self._source.text

    def lines(self) -> set[int]:
        """The lines that count."""
        return set(self._lines)

    def translate_lines(self, lines: Iterable[int]) -> set[int]:
        """Executed lines as the statements that they belong to; heads of methods are none."""
        return {self._continuations.get(line, line) for line in lines} & self._lines


class ApexPlugin(CoveragePlugin):
    """Claims `.cls` and `.trigger` files."""

    def file_tracer(self, filename: str) -> FileTracer | None:
        """A tracer for an Apex file, None for any other."""
        return ApexFileTracer(filename) if filename.endswith(SUFFIXES) else None

    def file_reporter(self, filename: str) -> FileReporter:
        """The reporter of an Apex file."""
        return ApexFileReporter(filename)

    def find_executable_files(self, src_dir: str) -> Iterable[str]:
        """All Apex files of a folder, so that files that never ran are reported too."""
        return sorted(
            str(path) for path in Path(src_dir).rglob("*") if path.suffix in SUFFIXES
        )


def _parse(source: SourceFile) -> Any:
    parse = parse_trigger if source.path.endswith(".trigger") else parse_class
    return parse(source)


def coverage_init(registry: Any, options: dict[str, str]) -> None:
    """Called by coverage.py."""
    registry.add_file_tracer(ApexPlugin())
