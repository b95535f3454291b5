"""The tokens of a query, read one at a time: a bind expression in between belongs to Apex."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import Any, Final, NoReturn

from sfsim.soql import nodes
from sfsim.soql.errors import SoqlSyntaxError
from sfsim.source import Span

ReadBind = Callable[[int], tuple[Any, int]]
"""Reads the bind expression at a character offset: what stands there, and the offset behind it."""

ReadQuery = Callable[["Cursor"], nodes.Query]
"""Reads a nested SELECT: the cursor carries it because a condition may hold a whole query."""

DEPTH_MAX: Final = 50

END: Final = "end"
WORD: Final = "word"
STRING: Final = "string"
NUMBER: Final = "number"
DATE: Final = "date"
DATETIME: Final = "datetime"
TIME: Final = "time"
SYMBOL: Final = "symbol"

_TOKEN: Final = re.compile(
    r"""
    (?P<word>[A-Za-z_][A-Za-z0-9_]*)
    | (?P<string>'(?:[^'\\]|\\.)*')
    | (?P<datetime>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d))
    | (?P<date>\d{4}-\d\d-\d\d)
    | (?P<time>\d\d:\d\d:\d\d(?:\.\d+)?Z)
    | (?P<number>[+-]?(?:\d+(?:\.\d+)?|\.\d+))
    | (?P<symbol><=|>=|!=|<>|.)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_SPACE: Final = re.compile(r"(?:[\s\0]+|//[^\n]*|/\*.*?\*/)*", re.DOTALL)


class Cursor:
    """One query text and its current token: `kind`, `text`, `upper` (of words), `start`, `end`."""

    __slots__ = (
        "_column",
        "_depth",
        "_line",
        "_line_starts",
        "bind_count",
        "end",
        "is_inline",
        "kind",
        "last_end",
        "read_bind",
        "read_query",
        "source",
        "start",
        "text",
        "upper",
    )

    def __init__(
        self,
        source: str,
        read_query: ReadQuery,
        read_bind: ReadBind | None = None,
        line: int = 1,
        column: int = 0,
    ) -> None:
        self.source = source
        self.read_query = read_query
        self.is_inline = read_bind is not None
        self.read_bind = read_bind or self._read_variable
        self.bind_count = 0
        self._depth = 0
        self._line = line
        self._column = column
        self._line_starts: list[int] | None = None
        self.last_end = 0
        self.seek(0)

    def seek(self, offset: int) -> None:
        """Makes the token at or after an offset the current one."""
        source = self.source
        space = _SPACE.match(source, offset)
        self.start = offset if space is None else space.end()
        match = _TOKEN.match(source, self.start)
        if match is None:
            self.kind = END
            self.text = self.upper = ""
            self.end = self.start
            return
        kind = match.lastgroup
        assert kind is not None
        self.kind = kind
        self.text = match[0]
        self.upper = self.text.upper() if kind == WORD else self.text
        self.end = match.end()

    def advance(self) -> None:
        """Goes to the next token."""
        self.last_end = self.end
        self.seek(self.end)

    def following(self) -> str:
        """The text of the token after the current one, in upper case."""
        space = _SPACE.match(self.source, self.end)
        match = _TOKEN.match(self.source, self.end if space is None else space.end())
        return "" if match is None else match[0].upper()

    def at(self, keyword: str) -> bool:
        """Whether the current token is this symbol or (upper-case) word; a string is neither."""
        return self.upper == keyword and self.kind in (WORD, SYMBOL)

    def accept(self, keyword: str) -> bool:
        """Skips the current token if it is this symbol or word."""
        if self.at(keyword):
            self.advance()
            return True
        return False

    def accept_pair(self, first: str, second: str) -> bool:
        """Skips two words that belong together, as `ORDER BY`."""
        if self.at(first) and self.following() == second:
            self.advance()
            self.advance()
            return True
        return False

    def expect(self, keyword: str) -> None:
        """Skips the current token, which must be this one.

        Raises:
            SoqlSyntaxError: it is another.
        """
        if not self.accept(keyword):
            if keyword == ")":
                self.fail(f"expecting a right parentheses, found '{self.shown()}'")
            self.unexpected()

    def word(self) -> str:
        """Skips a word and returns it as written.

        Raises:
            SoqlSyntaxError: the current token is no word.
        """
        if self.kind != WORD:
            self.unexpected()
        found = self.text
        self.advance()
        return found

    def enter(self) -> None:
        """Goes one level down in a nested construct.

        Raises:
            SoqlSyntaxError: there are too many.
        """
        self._depth += 1
        if self._depth > DEPTH_MAX:
            self.fail("The query is nested too deeply.")

    def leave(self) -> None:
        """Comes back up."""
        self._depth -= 1

    def shown(self) -> str:
        """The current token as messages show it."""
        return self.text if self.kind != END else "<EOF>"

    def unexpected(self) -> NoReturn:
        """Refuses the current token."""
        self.fail(f"unexpected token: '{self.shown()}'")

    def fail(self, message: str, offset: int | None = None) -> NoReturn:
        """Refuses the text at the current token or at another offset."""
        line, column = self._place(self.start if offset is None else offset)
        raise SoqlSyntaxError(message, line, column)

    def span(self, start: int) -> Span:
        """From an offset to the end of the last token that was skipped."""
        line, column = self._place(start)
        end_line, end_column = self._place(max(start, self.last_end))
        return Span(line, column, end_line, end_column)

    def _place(self, offset: int) -> tuple[int, int]:
        starts = self._line_starts
        if starts is None:
            starts = [0, *(match.end() for match in re.finditer("\n", self.source))]
            self._line_starts = starts
        index = bisect_right(starts, offset) - 1
        prefix = self.source[starts[index] : offset]
        column = len(prefix) if prefix.isascii() else len(prefix.encode("utf-8", "replace"))
        return self._line + index, column + (0 if index else self._column)

    def _read_variable(self, offset: int) -> tuple[str, int]:
        """A bind in dynamic text: a variable's name, dotted names included for the message."""
        path = self.dotted()
        if self.at("(") or self.at("["):
            self.fail("Only variable references are allowed in dynamic SOQL/SOSL.", offset)
        return ".".join(path), self.last_end

    def dotted(self) -> tuple[str, ...]:
        """`a.b.c`.

        Raises:
            SoqlSyntaxError: there is no name where one must be.
        """
        path = [self.word()]
        while self.kind == SYMBOL and self.text == ".":
            self.advance()
            path.append(self.word())
        return tuple(path)
