"""All errors of sfsim, in one tree.

    SfsimError                      anything sfsim tells its user about
    ├── SourceError                 bad source text: one or more `Diagnostic`s
    ├── ApiError                    a refused request on an HTTP surface
    └── Unsupported                 a platform feature that sfsim does not model, by name
    ApexException                   an exception that Apex code can catch
    UncatchableException            one that it cannot: limits, failed assertions (BaseException)

Bugs of sfsim itself are `AssertionError`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One problem in one source file: line and character column count from 1."""

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


class SfsimError(Exception):
    """Base of what sfsim reports to its user; `exit_code` is what the command line ends with."""

    exit_code: ClassVar[int] = 1


class SourceError(SfsimError):
    """Source text that cannot be used: syntax, compile or metadata errors, all that were found."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        assert diagnostics, "a SourceError names at least one problem"
        self.diagnostics: tuple[Diagnostic, ...] = tuple(diagnostics)
        super().__init__("\n".join(str(diagnostic) for diagnostic in self.diagnostics))


class ApiError(SfsimError):
    """A request that the HTTP surface refuses, in the platform's own shape."""

    def __init__(
        self, status: int, error_code: str, message: str, fields: Sequence[str] = ()
    ) -> None:
        self.status = status
        self.error_code = error_code
        self.message = message
        self.fields = tuple(fields)
        super().__init__(f"{error_code}: {message}")


class Unsupported(SfsimError):  # noqa: N818 - the field's word
    """A feature of the platform that sfsim does not model, named; Apex cannot catch it."""

    def __init__(self, feature: str, where: str = "") -> None:
        self.feature = feature
        self.where = where
        super().__init__(f"sfsim does not support {feature}" + (f" ({where})" if where else ""))


class ApexException(Exception):  # noqa: N818 - Apex's word
    """An exception that Apex code can catch; the Apex object itself is the Python exception.

    `message` is None when none was given (Apex then shows `Script-thrown exception`). `frames` is
    the Apex stack at construction, innermost first (see `sfsim.runtime.stack`). The system
    exception types are declared in `sfsim.runtime.exceptions`; emitted ones derive
    from those.
    """

    apex_name: ClassVar[str] = "System.Exception"

    def __init__(self, message: str | None = None, cause: ApexException | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.cause = cause
        self.frames: Sequence[object] | None = None


class UncatchableException(BaseException):
    """An exception that no Apex `catch` sees and no Apex `finally` runs for.

    Source: Apex Developer Guide, "Exceptions that Can't be Caught".
    """

    apex_name: ClassVar[str] = "System.LimitException"

    def __init__(self, message: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.frames: Sequence[object] | None = None
