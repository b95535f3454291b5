"""Fault plans."""

from sfsim.kernel.faults import Fault, FaultPlan


def test_a_fault_strikes_at_its_occurrence_only() -> None:
    fault = Fault("callout", 2, "timeout")
    plan = FaultPlan([fault])
    assert [plan.strike("callout") for _ in range(3)] == [None, fault, None]


def test_points_are_counted_apart() -> None:
    plan = FaultPlan([Fault("callout", 1, "timeout")])
    assert plan.strike("job") is None
    assert plan.strike("callout") is not None
