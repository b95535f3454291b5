"""From one bound compilation unit to a Python module and what has to be linked to it."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from sfsim.apex import nodes, pyast
from sfsim.apex.bindings import Bindings
from sfsim.apex.codegen import naming
from sfsim.apex.codegen.classes import describe, emit_type
from sfsim.apex.codegen.context import Body, Display, Types, Unit
from sfsim.apex.codegen.functions import function, head
from sfsim.apex.codegen.lines import continuation_lines
from sfsim.apex.codegen.members import nested_methods
from sfsim.apex.codegen.rules import RULES
from sfsim.apex.codegen.statements import block
from sfsim.apex.declarations import TypeDeclaration
from sfsim.compiled import CompiledType, Link
from sfsim.source import SourceFile


@dataclass(frozen=True, slots=True)
class Generated:
    """An emitted module with its links; `displays` by Python qualified name."""

    module: ast.Module
    links: dict[str, Link]
    displays: dict[str, Display]
    types: tuple[CompiledType, ...]
    bases: tuple[str, ...]
    continuations: dict[int, int]
    unsupported: tuple[tuple[str, int, int], ...]


def generate_class(declaration: TypeDeclaration, bindings: Bindings, types: Types) -> Generated:
    """The module of a top-level type and its inner types."""
    assert declaration.source is not None, "a class of the org has a source"
    assert declaration.node is not None, "a class of the org has a tree"
    unit = Unit(declaration.name, declaration.source, bindings, types, RULES)
    statements = emit_type(unit, declaration)
    every = (declaration, *declaration.inner.values())
    return _finish(unit, statements, every, declaration.node)


def generate_trigger(
    node: nodes.TriggerDeclaration,
    source: SourceFile,
    bindings: Bindings,
    types: Types,
    compiled: CompiledType,
) -> Generated:
    """The module of a trigger: one function without parameters."""
    unit = Unit(compiled.name, source, bindings, types, RULES)
    display = Display(compiled.name, compiled.name)
    made = _block_function(unit, node, node.body, naming.trigger(compiled.name), display)
    generated = _finish(unit, [made], (), node)
    return _with_types(generated, (compiled,))


def generate_anonymous(
    node: nodes.AnonymousBlock,
    source: SourceFile,
    bindings: Bindings,
    types: Types,
    compiled: CompiledType,
    inner: tuple[TypeDeclaration, ...] = (),
) -> Generated:
    """The module of an anonymous block and the types declared in it."""
    unit = Unit(compiled.name, source, bindings, types, RULES)
    statements: list[ast.stmt] = []
    for declaration in inner:
        statements += emit_type(unit, declaration)
    display = Display("AnonymousBlock", "AnonymousBlock")
    statements.append(
        _block_function(unit, node, node.body, naming.block(compiled.name), display)
    )
    generated = _finish(unit, statements, inner, node)
    return _with_types(generated, (compiled, *generated.types))


def _block_function(
    unit: Unit,
    node: nodes.TriggerDeclaration | nodes.AnonymousBlock,
    statements: nodes.Block,
    identifier: str,
    display: Display,
) -> ast.stmt:
    body = Body(unit, unit.name, is_static=True)
    unit.displays[identifier] = display
    at = head(node)
    nested = nested_methods(unit, node, unit.name, identifier)
    emitted = block(body, statements.statements)
    return function(body, identifier, [], [*nested, *emitted], at, is_recursive=False)


def _finish(
    unit: Unit,
    statements: list[ast.stmt],
    declarations: tuple[TypeDeclaration, ...],
    node: nodes.Node,
) -> Generated:
    own = {declaration.name for declaration in declarations}
    bases = []
    for declaration in declarations:
        for ancestor in unit.chain(declaration)[1:]:
            outermost = ancestor.outer or ancestor
            if ancestor.is_user and ancestor.name not in own and outermost.name not in bases:
                bases.append(outermost.name)
    for declaration in declarations:
        unit.caller(declaration.name)
        unit.holder(declaration.name)
    return Generated(
        pyast.module(statements),
        unit.links,
        unit.displays,
        tuple(describe(declaration, unit.types) for declaration in declarations),
        tuple(bases),
        continuation_lines(node),
        tuple(unit.unsupported),
    )


def _with_types(generated: Generated, types: tuple[CompiledType, ...]) -> Generated:
    return Generated(
        generated.module,
        generated.links,
        generated.displays,
        types,
        generated.bases,
        generated.continuations,
        generated.unsupported,
    )
