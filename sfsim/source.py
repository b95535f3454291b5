"""Where source text comes from: files, the spans inside them, and how to quote a line."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from sfsim.errors import Diagnostic, SourceError


class Span(NamedTuple):
    """A stretch of source text: lines count from 1, columns are UTF-8 byte offsets from 0.

    Both tree-sitter and Python's `ast` count columns in UTF-8 bytes, so a span goes from one to
    the other unchanged. What a person sees is a character column that counts from 1; that
    translation is `SourceFile.display_column`.
    """

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The text of one source file under the name by which messages speak of it."""

    path: str
    text: str = field(repr=False)

    def line_text(self, line: int) -> str:
        """The text of a line (from 1) without its line break, or '' past the end."""
        lines = self.text.split("\n")
        return lines[line - 1].rstrip("\r") if 0 < line <= len(lines) else ""

    def display_column(self, span: Span) -> int:
        """The character column (from 1) at which a span starts."""
        prefix = self.line_text(span.line).encode("utf-8")[: span.column]
        return len(prefix.decode("utf-8", errors="replace")) + 1


def read_source(path: Path) -> SourceFile:
    """Reads a UTF-8 file (a byte order mark is dropped).

    Raises:
        SourceError: the file is missing, unreadable or not UTF-8.
    """
    name = str(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "cannot be read"
        raise SourceError(
            [Diagnostic(name, 1, 1, f"The file cannot be read: {reason}.")]
        ) from error
    try:
        return SourceFile(name, data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"The file is not valid UTF-8 at byte {error.start}; save it as UTF-8."
        raise SourceError([Diagnostic(name, line, 1, message)]) from error
