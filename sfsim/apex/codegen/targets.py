"""What can be assigned: locals, fields, properties, statics, elements, record fields.

A `Target` knows how to read its old value and how to store a new one, as statements and inside an
expression; its receiver is evaluated once, before the new value.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, field

from sfsim.apex import nodes, pyast
from sfsim.apex.bindings import (
    FieldReference,
    LocalReference,
    LocalVariable,
    Receiver,
    SObjectFieldReference,
)
from sfsim.apex.codegen import naming
from sfsim.apex.codegen.access import has_accessor, read_instance, read_static, receiver_of
from sfsim.apex.codegen.calls import standard_call, unsupported
from sfsim.apex.codegen.checks import checked
from sfsim.apex.codegen.context import Body, local_name
from sfsim.apex.codegen.indexing import in_bounds
from sfsim.apex.codegen.knowledge import interval
from sfsim.apex.codegen.walk import bare
from sfsim.apex.pyast import Place


@dataclass(slots=True)
class Target:
    """An assignable place. `prepare` are walrus expressions that evaluate receivers in order;
    `store` gives the statements that store a value, `store_value` an expression that stores it and
    whose own value does not matter."""

    load: Callable[[], ast.expr]
    store: Callable[[ast.expr], list[ast.stmt]]
    store_value: Callable[[ast.expr], ast.expr]
    prepare: list[ast.expr] = field(default_factory=list)
    local: LocalVariable | None = None


def target_of(body: Body, expression: nodes.Expression, *, is_read: bool) -> Target:
    """The target that an expression denotes. `is_read`: the old value is needed too, or the new
    one has side effects, so receivers go into temporaries first."""
    node = bare(expression)
    at = pyast.place(node.span)
    if isinstance(node, nodes.Index):
        return _element(body, node, at, is_read=is_read)
    assert isinstance(node, nodes.Name | nodes.FieldAccess), "the binder refuses other targets"
    reference = body.bindings.references[node]
    owner = node.target if isinstance(node, nodes.FieldAccess) else None
    if isinstance(reference, LocalReference):
        return _local(body, reference.variable, at)
    if isinstance(reference, SObjectFieldReference):
        assert owner is not None, "a record field is reached through a record"
        keep = _keep(body, checked(body, owner), at, is_read)
        return _attribute(keep.read, reference.name, keep.prepare, at)
    assert isinstance(reference, FieldReference), "the binder refuses other targets"
    if not reference.declaration.owner.is_user:
        return _standard(body, reference, owner, at, node, is_read=is_read)
    if reference.declaration.is_static:
        return _static(body, reference, at)
    keep = _keep(body, receiver_of(body, owner, reference.receiver, at), at, is_read)
    return _instance(body, reference, keep, at)


@dataclass(slots=True)
class _Kept:
    read: Callable[[], ast.expr]
    prepare: list[ast.expr]


def _keep(body: Body, value: ast.expr, at: Place, is_read: bool) -> _Kept:
    """A receiver that can be named again, through a temporary where that is needed."""
    if not is_read or isinstance(value, ast.Name | ast.Constant):
        return _Kept(lambda: value, [])
    temporary = body.temporary()
    return _Kept(
        lambda: pyast.name(temporary, at), [pyast.walrus(temporary, value, at)]
    )


def _local(body: Body, variable: LocalVariable, at: Place) -> Target:
    name = local_name(variable)
    return Target(
        load=lambda: pyast.name(name, at),
        store=lambda value: [pyast.assign_name(name, value, at)],
        store_value=lambda value: pyast.walrus(name, value, at),
        local=variable,
    )


def _attribute(
    receiver: Callable[[], ast.expr], name: str, prepare: list[ast.expr], at: Place
) -> Target:
    return Target(
        load=lambda: pyast.attribute(receiver(), name, at),
        store=lambda value: [pyast.assign(pyast.store_attribute(receiver(), name, at), value, at)],
        store_value=lambda value: pyast.call_name(
            "assign_field", [receiver(), pyast.constant(name, at), value], at
        ),
        prepare=prepare,
    )


def _called(
    load: Callable[[], ast.expr],
    call: Callable[[ast.expr], ast.expr],
    prepare: list[ast.expr],
    at: Place,
) -> Target:
    return Target(
        load=load,
        store=lambda value: [pyast.evaluate(call(value), at)],
        store_value=call,
        prepare=prepare,
    )


def _static(body: Body, reference: FieldReference, at: Place) -> Target:
    declaration = reference.declaration
    owner = declaration.owner.name

    def load() -> ast.expr:
        return read_static(body, declaration, at, is_backing=reference.is_backing)

    if (
        declaration.is_property
        and not reference.is_backing
        and has_accessor(declaration, "set")
    ):
        setter = body.unit.member(naming.static_setter(owner, declaration.name), owner)
        return _called(load, lambda value: pyast.call_name(setter, [value], at), [], at)
    holder = body.unit.holder(owner)
    plain = _attribute(
        lambda: pyast.name(holder, at), naming.field(declaration.name), [], at
    )
    if body.touched != owner:
        touch = pyast.attribute(pyast.name(holder, at), "ready", at)
        direct = plain.store
        plain.store = lambda value: [pyast.evaluate(touch, at), *direct(value)]
        plain.prepare = [touch]
    plain.load = load
    return plain


def _instance(body: Body, reference: FieldReference, keep: _Kept, at: Place) -> Target:
    declaration = reference.declaration

    def load() -> ast.expr:
        return read_instance(body, declaration, keep.read(), reference, at)

    if (
        declaration.is_property
        and not reference.is_backing
        and has_accessor(declaration, "set")
    ):
        setter = naming.setter(declaration.name)

        def call(value: ast.expr) -> ast.expr:
            if reference.receiver is Receiver.SUPER:
                base = pyast.name(body.unit.python_class(declaration.owner), at)
                return pyast.call_method(base, setter, [keep.read(), value], at)
            return pyast.call_method(keep.read(), setter, [value], at)

        return _called(load, call, keep.prepare, at)
    plain = _attribute(keep.read, naming.field(declaration.name), keep.prepare, at)
    plain.load = load
    return plain


def _standard(
    body: Body,
    reference: FieldReference,
    owner: nodes.Expression | None,
    at: Place,
    node: nodes.Name | nodes.FieldAccess,
    *,
    is_read: bool,
) -> Target:
    declaration = reference.declaration
    feature = f"{declaration.owner.name}.{declaration.name}"
    keep: _Kept | None = None
    if reference.receiver is not Receiver.STATIC:
        keep = _keep(body, receiver_of(body, owner, reference.receiver, at), at, is_read)
    setter, getter = declaration.standard_set, declaration.standard_get

    def load() -> ast.expr:
        assert getter is not None, f"{feature} cannot be read"
        return standard_call(body, getter, feature, keep.read() if keep else None, [], node.span)

    def call(value: ast.expr) -> ast.expr:
        if setter is None:
            return unsupported(body, f"{feature} (set)", node.span)
        receiver = keep.read() if keep else None
        return standard_call(body, setter, feature, receiver, [value], node.span)

    return _called(load, call, keep.prepare if keep else [], at)


def _element(body: Body, node: nodes.Index, at: Place, *, is_read: bool) -> Target:
    is_positive = interval(body, node.index).low >= 0
    receiver = _keep(body, body.value(node.target), at, True)
    position = _keep(body, body.value(node.index), at, True)

    def failure() -> ast.expr:
        return pyast.call_name("bad_index", [receiver.read(), position.read()], at)

    def test() -> ast.expr:
        return in_bounds(receiver.read(), position.read(), is_positive, at)

    def load() -> ast.expr:
        element = pyast.subscript(receiver.read(), position.read(), at)
        return pyast.conditional(test(), element, failure(), at)

    def store(value: ast.expr) -> list[ast.stmt]:
        store = pyast.assign(
            pyast.store_subscript(receiver.read(), position.read(), at), value, at
        )
        refuse = pyast.when(pyast.negate(test(), at), [pyast.evaluate(failure(), at)], [], at)
        return [store] if is_read else [refuse, store]

    def store_value(value: ast.expr) -> ast.expr:
        return pyast.call_name("assign_index", [receiver.read(), position.read(), value], at)

    return Target(load, store, store_value, [*receiver.prepare, *position.prepare])
