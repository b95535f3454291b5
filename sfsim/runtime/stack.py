"""The Apex stack: its depth while code runs, its frames as exceptions and messages show them.

Emitted functions are Python functions whose `co_qualname` is the name an Apex stack shows
(`Class.Outer.Inner.run`, `Trigger.T`, `AnonymousBlock`), so the Apex stack is read off Python's.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from types import CodeType, FrameType, TracebackType
from typing import Any, Final, overload

from sfsim.errors import ApexException, UncatchableException
from sfsim.runtime.allocation import PROGRAM
from sfsim.runtime.exceptions import LimitException, NullPointerException

DEPTH_MAX: Final = 1000
RECURSION_FRAMES_MIN: Final = 200
"""With fewer Apex frames a RecursionError is a defect of sfsim, not a recursion of Apex."""

VALUES: Final = (
    "sfsim.runtime.equality",
    "sfsim.runtime.collections",
    "sfsim.runtime.ordering",
    "sfsim.runtime.display",
    "sfsim.runtime.sobject",
    "sfsim.runtime.cloning",
)
"""Modules that recurse as deep as the values are nested."""

INNERMOST: Final = 8
"""Frames in which they are looked for: the last ones may be in what they call for each element."""

STACK_DEPTH: Final = "Maximum stack depth reached: {}"
"""Source: recorded."""

NULL_DEREFERENCE: Final = "Attempt to de-reference a null object"

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


class CapturedStack(Sequence[ApexFrame]):
    """The Apex stack at one moment, innermost frame first; frames are made when they are read.

    Most exceptions are thrown and caught without anybody looking at their stack.
    """

    __slots__ = ("_frames", "_places")

    def __init__(self, places: list[tuple[CodeType, int, Any]]) -> None:
        self._places = places
        self._frames: list[ApexFrame] | None = None

    def _made(self) -> list[ApexFrame]:
        if self._frames is None:
            self._frames = [
                ApexFrame(code.co_qualname, program.statement_line(code.co_filename, line),
                          code.co_filename)
                for code, line, program in self._places
            ]  # fmt: skip
            self._places = []
        return self._frames

    def __len__(self) -> int:
        return len(self._made())

    @overload
    def __getitem__(self, index: int) -> ApexFrame: ...

    @overload
    def __getitem__(self, index: slice) -> list[ApexFrame]: ...

    def __getitem__(self, index: int | slice) -> ApexFrame | list[ApexFrame]:
        return self._made()[index]


def is_apex(frame: FrameType) -> bool:
    """Whether a Python frame runs Apex that has a name on the Apex stack."""
    return frame.f_globals.get(PROGRAM) is not None and bool(frame.f_code.co_qualname)


def capture() -> CapturedStack:
    """The Apex stack at the caller."""
    return CapturedStack(_places(sys._getframe(1)))


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


def _places(frame: FrameType | None) -> list[tuple[CodeType, int, Any]]:
    found: list[tuple[CodeType, int, Any]] = []
    while frame is not None:
        program = frame.f_globals.get(PROGRAM)
        # A constructor that nobody wrote has no name: Apex stacks leave it out.
        if program is not None and frame.f_code.co_qualname:
            found.append((frame.f_code, frame.f_lineno, program))
        frame = frame.f_back
    return found


def frames_of(error: BaseException) -> CapturedStack:
    """The Apex stack of an error that is being handled: from where it was raised outwards."""
    inner: list[tuple[CodeType, int, Any]] = []
    traceback: TracebackType | None = error.__traceback__
    outer = traceback.tb_frame.f_back if traceback is not None else None
    while traceback is not None:
        frame = traceback.tb_frame
        program = frame.f_globals.get(PROGRAM)
        if program is not None and frame.f_code.co_qualname:
            inner.append((frame.f_code, traceback.tb_lineno, program))
        traceback = traceback.tb_next
    inner.reverse()
    return CapturedStack(inner + _places(outer))


# --- errors at the edge -------------------------------------------------------------------------

NULL_ERRORS: Final = (TypeError, AttributeError)
"""What Python raises when an operation meets None."""


def as_apex_exception(
    error: BaseException,
) -> ApexException | UncatchableException | BaseException:
    """The Apex exception that a Python error stands for, its Apex stack filled in.

    An Apex exception stands for itself; an error that names NoneType is a NullPointerException;
    RecursionError under many Apex frames, or in values that hold themselves, is a stack that is too
    deep. Any other error is a defect of sfsim and is returned unchanged.
    """
    if isinstance(error, (ApexException, UncatchableException)):
        if error.frames is None:
            error.frames = frames_of(error)
        return error
    made: ApexException | UncatchableException
    if isinstance(error, NULL_ERRORS) and is_null_error(error):
        made = NullPointerException(NULL_DEREFERENCE)
    elif isinstance(error, RecursionError) and _is_recursion_of_apex(error):
        made = LimitException(STACK_DEPTH.format(DEPTH_MAX + 1))
    else:
        return error
    made.frames = frames_of(error)
    return made


def _is_recursion_of_apex(error: RecursionError) -> bool:
    """Whether a recursion is that of Apex: many of its frames, or Python comparing, hashing or
    printing a collection that holds itself for the sake of one of them."""
    frames = frames_of(error)
    if len(frames) > RECURSION_FRAMES_MIN:
        return True
    innermost: deque[FrameType] = deque(maxlen=INNERMOST)
    traceback: TracebackType | None = error.__traceback__
    while traceback is not None:
        innermost.append(traceback.tb_frame)
        traceback = traceback.tb_next
    modules = (str(frame.f_globals.get("__name__")) for frame in innermost)
    return len(frames) > 0 and any(module.startswith(VALUES) for module in modules)


def apex_frames(error: BaseException) -> tuple[ApexFrame, ...]:
    """The Apex stack of an error, innermost frame first; also of one that is no Apex exception."""
    apex = as_apex_exception(error)
    found = getattr(apex, "frames", None)
    frames = frames_of(error) if found is None else found
    return tuple(frame for frame in frames if isinstance(frame, ApexFrame))


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
