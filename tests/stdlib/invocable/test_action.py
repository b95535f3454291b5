"""Invocable.Action and its results."""

from typing import Any

import pytest

Run = Any


@pytest.mark.inferred
def test_a_flow_that_does_not_exist_fails_every_invocation(run_apex: Run) -> None:
    lines = run_apex(
        """Invocable.Action a = Invocable.Action.createCustomAction('flow', 'Bogus');
        a.setInvocationParameter('x', 1).addInvocation();
        List<Invocable.Action.Result> r = a.invoke();
        System.debug(r.size() + ' ' + r[0].isSuccess() + ' ' + r[0].getErrors().size());"""
    )
    assert lines == ["2 false 1"]


@pytest.mark.inferred
def test_a_result_is_made_out_of_json(run_apex: Run) -> None:
    lines = run_apex(
        """Invocable.Action.Result r = (Invocable.Action.Result) JSON.deserialize(
            '{"success": true, "outputParameters": {}, "errors": null}',
            Invocable.Action.Result.class);
        r.getOutputParameters().put('a', 1);
        System.debug(r.isSuccess() + ' ' + r.getOutputParameters());"""
    )
    assert lines == ["true {a=1}"]
