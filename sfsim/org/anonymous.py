"""Execute anonymous from outside: a fresh org, one block of Apex, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sfsim.errors import ApexException, UncatchableException
from sfsim.org.org import Org
from sfsim.runtime.stack import describe
from sfsim.source import read_source


@dataclass(frozen=True, slots=True)
class AnonymousOutcome:
    """The debug log of a run, and the exception that ended it with its Apex stack."""

    log: tuple[str, ...]
    error: str | None = None
    stack: tuple[str, ...] = ()


def execute_anonymous(
    path: str, text: str | None, sources: Sequence[Path], *, seed: int, drain: bool
) -> AnonymousOutcome:
    """Deploys `sources` into a fresh org and executes Apex text (the file at `path` when None).

    `drain` runs the jobs it enqueued, to the last.

    Raises:
        SourceError: the file, the sources or the block have errors.
    """
    if text is None:
        text = read_source(Path(path)).text
    org = Org.deployed(sources, seed=seed)
    try:
        org.apex(text, path)
        if drain:
            org.run_until_idle()
    except (ApexException, UncatchableException) as error:
        message, stack = describe(error)
        return AnonymousOutcome(tuple(org.debug_log), message, stack)
    return AnonymousOutcome(tuple(org.debug_log))
