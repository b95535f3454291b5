"""The lock table."""

from hypothesis import given
from hypothesis import strategies as st

from sfsim.kernel.locks import Locks, NoLocks

ROW = ("Account", "001")
OTHER = ("Account", "002")


def test_a_key_has_one_owner() -> None:
    locks = Locks()
    assert locks.acquire("a", [ROW]) is None
    assert locks.acquire("b", [OTHER, ROW]) == ROW


def test_a_refused_owner_gets_nothing() -> None:
    locks = Locks()
    locks.acquire("a", [ROW])
    locks.acquire("b", [OTHER, ROW])
    assert locks.acquire("c", [OTHER]) is None


def test_an_owner_meets_no_lock_of_its_own() -> None:
    locks = Locks()
    locks.acquire("a", [ROW])
    assert locks.acquire("a", [ROW, OTHER]) is None


@given(st.lists(st.sampled_from([ROW, OTHER])))
def test_what_was_released_can_be_had(keys: list[tuple[str, str]]) -> None:
    locks = Locks()
    locks.acquire("a", keys)
    locks.release("a")
    assert locks.acquire("b", keys) is None


def test_without_locks_nobody_is_refused() -> None:
    locks = NoLocks()
    assert locks.acquire("a", [ROW]) is None
    assert locks.acquire("b", [ROW]) is None
