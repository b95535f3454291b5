"""What a SOQL or SOSL text can have wrong with its syntax."""

from __future__ import annotations


class SoqlSyntaxError(Exception):
    """A query that does not parse: the platform's text and where (line from 1, column from 0).

    Lines and columns count in the text that was given to the parser, or in the Apex source for an
    inline query; columns count UTF-8 bytes.
    """

    def __init__(self, message: str, line: int, column: int) -> None:
        self.message = message
        self.line = line
        self.column = column
        super().__init__(message)
