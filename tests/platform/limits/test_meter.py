"""Meters: one below the limit passes, one above raises the exact message."""

from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfsim.platform.limits.meter import Charge, Meters
from sfsim.platform.limits.table import BY_KEY, LIMITS, EntryKind, Limit, Status
from sfsim.runtime.caller import Caller
from sfsim.runtime.exceptions import LimitException

pytestmark = pytest.mark.documented

ENFORCED = [
    limit
    for limit in LIMITS
    if limit.status is Status.ENFORCED and limit.key not in ("cpu", "heap")
]


def caller(namespace: str = "") -> Caller:
    return Caller("Demo", namespace, "", 67.0, False, cast("Any", None))


@pytest.mark.parametrize("limit", ENFORCED, ids=lambda limit: limit.key)
@pytest.mark.parametrize("kind", [EntryKind.ANONYMOUS, EntryKind.QUEUEABLE])
def test_the_limit_itself_passes_and_one_more_raises(limit: Limit, kind: EntryKind) -> None:
    meters, ceiling = Meters(kind), limit.value(kind)
    meters.charge(limit.key, ceiling, caller())
    with pytest.raises(LimitException) as caught:
        meters.charge(limit.key, 1, caller())
    assert limit.message is not None
    assert caught.value.message == limit.message.format(used=ceiling + 1)


@pytest.mark.parametrize(
    ("key", "kind", "value"),
    [
        ("soqlQueries", EntryKind.ANONYMOUS, 100),
        ("soqlQueries", EntryKind.QUEUEABLE, 200),
        ("soqlQueries", EntryKind.SCHEDULED, 100),
        ("soqlQueries", EntryKind.EVENT, 100),
        ("cpu", EntryKind.BULK, 60_000),
        ("futureCalls", EntryKind.QUEUEABLE, 50),
        ("futureCalls", EntryKind.BATCH_EXECUTE, 0),
        ("queueableJobs", EntryKind.QUEUEABLE, 1),
        ("queueableJobs", EntryKind.BULK, 50),
        ("heap", EntryKind.FINALIZER, 12_000_000),
        ("queryLocatorRows", EntryKind.BATCH_START, 50_000_000),
    ],
)
def test_the_entry_point_decides(key: str, kind: EntryKind, value: int) -> None:
    assert BY_KEY[key].value(kind) == value


def test_the_message_of_a_package_carries_its_namespace() -> None:
    meters = Meters(EntryKind.ANONYMOUS)
    with pytest.raises(LimitException) as caught:
        meters.charge("soqlQueries", 101, caller("npsp"))
    assert caught.value.message == "npsp:Too many SOQL queries: 101"


def test_a_certified_package_has_its_own_pool() -> None:
    meters = Meters(EntryKind.ANONYMOUS, certified=["ns"])
    meters.charge("soqlQueries", 100, caller())
    meters.charge("soqlQueries", 100, caller("ns"))
    assert meters.used("soqlQueries", caller("ns")) == 100


def test_an_uncertified_package_shares_the_pool_of_the_org() -> None:
    meters = Meters(EntryKind.ANONYMOUS)
    meters.charge("soqlQueries", 100, caller())
    with pytest.raises(LimitException):
        meters.charge("soqlQueries", 1, caller("ns"))


def test_all_pools_together_have_eleven_times_the_limit() -> None:
    spaces = [f"ns{number}" for number in range(12)]
    meters = Meters(EntryKind.ANONYMOUS, certified=spaces)
    for space in spaces[:11]:
        meters.charge("soqlQueries", 100, caller(space))
    with pytest.raises(LimitException) as caught:
        meters.charge("soqlQueries", 1, caller(spaces[11]))
    assert caught.value.message == "ns11:Too many SOQL queries: 1101"


def test_every_charge_knows_its_line() -> None:
    lines = iter([("A.cls", 3), ("A.cls", 3), ("B.cls", 7)])
    meters = Meters(EntryKind.ANONYMOUS, locate=lambda: next(lines))
    for _ in range(3):
        meters.charge("soqlQueries", 1, caller())
    assert meters.charges() == [
        Charge("soqlQueries", "", "A.cls", 3, 2),
        Charge("soqlQueries", "", "B.cls", 7, 1),
    ]


@given(st.lists(st.integers(0, 9), max_size=10))
def test_a_snapshot_restores_what_was_used(amounts: list[int]) -> None:
    meters = Meters(EntryKind.ANONYMOUS)
    meters.charge("dmlRows", 5, caller())
    snapshot = meters.snapshot()
    for amount in amounts:
        meters.charge("dmlRows", amount, caller())
    assert meters.used("dmlRows", caller()) == 5 + sum(amounts)
    meters.restore(snapshot)
    assert meters.used("dmlRows", caller()) == 5
