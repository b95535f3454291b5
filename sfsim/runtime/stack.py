"""The Apex stack: its depth while code runs, its frames as exceptions and messages show them.

Emitted functions are Python functions whose `co_qualname` is the name an Apex stack shows
(`Class.Outer.Inner.run`, `Trigger.T`, `AnonymousBlock`), so the Apex stack is read off Python's.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from types import FrameType, TracebackType
from typing import Any, Final

from sfsim.errors import ApexException, UncatchableException
from sfsim.runtime.exceptions import LimitException, NullPointerException

DEPTH_MAX: Final = 1000
STACK_DEPTH: Final = "Maximum stack depth reached: {}"
"""Source: recorded."""

NULL_DEREFERENCE: Final = "Attempt to de-reference a null object"
PROGRAM: Final = "program__"
"""The global by which a frame of emitted code is known; it holds the `Program`."""


class ApexStack:
    """The depth of the running transaction's Apex stack, kept by methods that may recurse."""

    __slots__ = ("depth",)

    def __init__(self) -> None:
        self.depth = 0

    def overflow(self) -> None:
        """Raises the LimitException of a stack that is too deep."""
        depth, self.depth = self.depth, 0
        raise LimitException(STACK_DEPTH.format(depth))


@dataclass(frozen=True, slots=True)
class ApexFrame:
    """One frame; statements are reported at column 1, as the platform does."""

    name: str
    line: int
    path: str = ""

    def __str__(self) -> str:
        return f"{self.name}: line {self.line}, column 1"


def capture() -> tuple[ApexFrame, ...]:
    """The Apex stack at the caller, innermost frame first."""
    return tuple(_frames(sys._getframe(1)))


def current_place() -> tuple[str, int]:
    """Path and line of the innermost Apex frame; ('', 0) outside of Apex."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        program = frame.f_globals.get(PROGRAM)
        if program is not None and frame.f_code.co_qualname:
            path = frame.f_code.co_filename
            return path, program.statement_line(path, frame.f_lineno)
        frame = frame.f_back
    return "", 0


def _frames(frame: FrameType | None) -> list[ApexFrame]:
    found: list[ApexFrame] = []
    while frame is not None:
        made = _apex_frame(frame, frame.f_lineno)
        if made is not None:
            found.append(made)
        frame = frame.f_back
    return found


def _apex_frame(frame: FrameType, line: int) -> ApexFrame | None:
    program: Any = frame.f_globals.get(PROGRAM)  # a Program; declared above this module
    if program is None or not frame.f_code.co_qualname:
        return None  # not Apex, or a constructor that nobody wrote
    path = frame.f_code.co_filename
    return ApexFrame(frame.f_code.co_qualname, program.statement_line(path, line), path)


def frames_of(error: BaseException) -> tuple[ApexFrame, ...]:
    """The Apex stack of an error that is being handled: from where it was raised outwards."""
    inner: list[ApexFrame] = []
    traceback: TracebackType | None = error.__traceback__
    outer = traceback.tb_frame.f_back if traceback is not None else None
    while traceback is not None:
        made = _apex_frame(traceback.tb_frame, traceback.tb_lineno)
        if made is not None:
            inner.append(made)
        traceback = traceback.tb_next
    inner.reverse()
    return tuple(inner + _frames(outer))


# --- errors at the edge -------------------------------------------------------------------------

NULL_ERRORS: Final = (TypeError, AttributeError)
"""What Python raises when an operation meets None."""


def as_apex_exception(
    error: BaseException,
) -> ApexException | UncatchableException | BaseException:
    """The Apex exception that a Python error stands for, its Apex stack filled in.

    An Apex exception stands for itself; an error that names NoneType is a NullPointerException;
    RecursionError is a stack that is too deep. Any other error is a defect of sfsim and is returned
    unchanged.
    """
    if isinstance(error, (ApexException, UncatchableException)):
        if error.frames is None:
            error.frames = frames_of(error)
        return error
    made: ApexException | UncatchableException
    if isinstance(error, NULL_ERRORS) and is_null_error(error):
        made = NullPointerException(NULL_DEREFERENCE)
    elif isinstance(error, RecursionError):
        made = LimitException(STACK_DEPTH.format(DEPTH_MAX + 1))
    else:
        return error
    made.frames = frames_of(error)
    return made


def is_null_error(error: BaseException) -> bool:
    """Whether a Python error says that None was used where a value is needed."""
    return "NoneType" in str(error)


def describe(error: BaseException) -> tuple[str, tuple[str, ...]]:
    """The text `System.Type: message` of an exception and the lines of its Apex stack."""
    apex = as_apex_exception(error)
    if not isinstance(apex, (ApexException, UncatchableException)):
        return f"{type(error).__name__}: {error}", ()
    get_message = getattr(apex, "getMessage", None)
    message = get_message() if get_message is not None else apex.message
    return f"{apex.apex_name}: {message}", tuple(map(str, apex.frames or ()))
