"""Code that can be suspended in the middle: each task runs in a greenlet of its own.

A task runs on the thread that resumes it, always the simulation thread. What belongs to a greenlet
and not to the thread (the decimal context) is prepared when it starts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from greenlet import getcurrent, greenlet


class Abandoned(BaseException):
    """Ends a suspended task that is not wanted any more; its `finally` blocks run."""


class Task:
    """A function that runs until it calls `suspend` and goes on when it is resumed."""

    def __init__(self, body: Callable[[], None], prepare: Callable[[], None]) -> None:
        self._body = body
        self._prepare = prepare
        self._greenlet: Any = greenlet(self._run)
        self.is_done = False

    def resume(self) -> bool:
        """Starts it or lets it go on; whether it has ended. Raises what the function raises."""
        assert not self.is_done, "a task that has ended does not go on"
        self._greenlet.parent = getcurrent()
        self._greenlet.switch()
        return self.is_done

    def abandon(self) -> None:
        """Ends a suspended task where it stands."""
        if self._greenlet and not self.is_done:
            self._greenlet.parent = getcurrent()
            self._greenlet.throw(Abandoned)

    def _run(self) -> None:
        try:
            self._prepare()
            self._body()
        except Abandoned:
            pass
        finally:
            self.is_done = True


def suspend() -> None:
    """Returns to whoever resumed the running task, until it is resumed again.

    Raises Abandoned instead of going on when the task is not wanted any more.
    """
    resumer = getcurrent().parent
    assert resumer is not None, "only a task can be suspended"
    resumer.switch()
