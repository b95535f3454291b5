"""Holders of statics: initialised at first use, forgotten together, put aside and brought back."""

from __future__ import annotations

from typing import Any

from sfsim.runtime.holders import Statics, make_holder_type


def make() -> tuple[dict[str, Any], Statics, list[str]]:
    """A namespace with one class whose initialiser stores 1 and logs."""
    namespace: dict[str, Any] = {}
    statics = Statics(namespace)
    log: list[str] = []
    holder_type = make_holder_type("Foo", ("x_",))

    def initialize() -> Any:
        log.append("init")
        holder = holder_type()
        statics.begin("holder__Foo", holder)
        holder.x_ = 1
        return holder

    statics.declare("holder__Foo", initialize)
    return namespace, statics, log


def test_a_read_initialises_once() -> None:
    namespace, _, log = make()
    assert (namespace["holder__Foo"].x_, namespace["holder__Foo"].x_) == (1, 1)
    assert log == ["init"]


def test_statics_put_aside_come_back() -> None:
    namespace, statics, log = make()
    assert namespace["holder__Foo"].ready
    namespace["holder__Foo"].x_ = 5
    taken = statics.put_aside()
    assert namespace["holder__Foo"].x_ == 1
    statics.bring_back(taken)
    assert namespace["holder__Foo"].x_ == 5
    assert log == ["init", "init"]


def test_a_failed_initialiser_is_tried_again() -> None:
    namespace, statics, log = make()
    assert namespace["holder__Foo"].ready
    statics.abandon("holder__Foo")
    assert namespace["holder__Foo"].x_ == 1
    assert log == ["init", "init"]
