"""The package's own Apex tests pass here, as they must on a real org."""

from __future__ import annotations

from pathlib import Path

from sfsim.org.testing import deploy_for_tests

ROOT = Path(__file__).resolve().parents[2] / "tfs_package"


def test_all_apex_tests_pass() -> None:
    org = deploy_for_tests([ROOT], seed=0)
    cases = org.tests()
    assert len(cases) >= 50
    failed = [
        f"{result.case}: {result.outcome} {result.message}"
        for result in org.run_tests(cases)
        if result.outcome != "passed"
    ]
    assert failed == []


def test_every_class_has_a_test_class_or_serves_the_tests() -> None:
    classes = {path.stem for path in ROOT.rglob("*.cls")}
    tested_with_another = {
        "CalloutBudget": "MessageSendQueueable_Tests",
        "MessageDelivery": "MessageSendQueueable_Tests",
        "MessageSendFinalizer": "MessageSendQueueable_Tests",
        "MessageSendQueue": "MessageTriggerHandler_Tests",
        "MessageStatus": "MessageTriggerHandler_Tests",
        "TriggerBypass": "TriggerHandler_Tests",
    }
    production = {name for name in classes if not name.startswith("Test")}
    production -= {name for name in classes if name.endswith("_Tests")}
    untested = {
        name for name in production if tested_with_another.get(name, f"{name}_Tests") not in classes
    }
    assert untested == set()
