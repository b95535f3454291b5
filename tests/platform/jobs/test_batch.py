"""Batch Apex on a fake org."""

from collections.abc import Callable
from typing import Any, ClassVar

import pytest

from sfsim.platform.jobs.batch import execute_batch
from sfsim.platform.limits.table import EntryKind
from sfsim.runtime.caller import Caller
from sfsim.runtime.exceptions import AsyncException, LimitException

pytestmark = pytest.mark.documented
MakeHost = Callable[..., Any]


class Batch:
    """Sums numbers chunk by chunk; notes what happened in a list shared by all copies."""

    interfaces: ClassVar[tuple[str, ...]] = ("Database.Batchable",)
    seen: ClassVar[list[Any]] = []

    def __init__(self, scope: list[int]) -> None:
        self.scope = scope
        self.total = 0

    def start(self, context: Any) -> list[int]:
        return self.scope

    def execute(self, context: Any, chunk: list[int]) -> None:
        if 13 in chunk:
            raise AsyncException("thirteen")
        self.total += sum(chunk)
        Batch.seen.append(list(chunk))

    def finish(self, context: Any) -> None:
        Batch.seen.append(("finish", self.total))


class Stateful(Batch):
    """Keeps its total from chunk to chunk."""

    interfaces = ("Database.Batchable", "Database.Stateful")


@pytest.fixture(autouse=True)
def _nothing_seen() -> None:
    Batch.seen.clear()


def test_chunks_then_finish(make_host: MakeHost, caller: Caller) -> None:
    host = make_host()
    job_id = execute_batch(host, caller, Batch([1, 2, 3]), 2)
    assert host.rows[job_id]["Status"] == "Holding"
    host.drain()
    assert Batch.seen == [[1, 2], [3], ("finish", 0)]
    row = host.rows[job_id]
    assert (row["Status"], row["TotalJobItems"], row["JobItemsProcessed"]) == ("Completed", 2, 2)


def test_a_stateful_batch_carries_its_members(make_host: MakeHost, caller: Caller) -> None:
    host = make_host()
    execute_batch(host, caller, Stateful([1, 2, 3]), 2)
    host.drain()
    assert Batch.seen[-1] == ("finish", 6)


def test_an_empty_scope_goes_straight_to_finish(make_host: MakeHost, caller: Caller) -> None:
    host = make_host()
    execute_batch(host, caller, Batch([]))
    host.drain()
    assert Batch.seen == [("finish", 0)]


def test_a_failing_chunk_fails_alone(make_host: MakeHost, caller: Caller) -> None:
    host = make_host()
    job_id = execute_batch(host, caller, Batch([1, 13, 2]), 1)
    host.drain()
    row = host.rows[job_id]
    assert Batch.seen == [[1], [2], ("finish", 0)]
    assert (row["Status"], row["NumberOfErrors"]) == ("Completed", 1)
    assert row["ExtendedStatus"] == "First error: thirteen"


def test_a_second_chunk_in_a_test_is_refused(make_host: MakeHost, caller: Caller) -> None:
    host = make_host(is_test=True)
    execute_batch(host, caller, Batch([1, 2]), 1)
    with pytest.raises(LimitException, match="No more than one executeBatch"):
        host.drain()


@pytest.mark.parametrize("kind", [EntryKind.BATCH_START, EntryKind.BATCH_EXECUTE, EntryKind.FUTURE])
def test_it_is_refused_in_a_batch_or_future(
    make_host: MakeHost, caller: Caller, kind: EntryKind
) -> None:
    with pytest.raises(AsyncException, match="cannot be called from a batch start"):
        execute_batch(make_host(kind=kind), caller, Batch([]))


def test_finish_may_start_another(make_host: MakeHost, caller: Caller) -> None:
    host = make_host(kind=EntryKind.BATCH_FINISH)
    execute_batch(host, caller, Batch([]))
    assert host.transaction.after_commit[0].generation == host.transaction.generation
