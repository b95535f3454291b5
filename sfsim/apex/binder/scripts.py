"""Triggers and anonymous blocks: a body with methods (and types) declared between its statements.

Methods are static whether or not they say so, may be called before their place, and share the
variables of the top level.
"""

from __future__ import annotations

from sfsim.apex import nodes
from sfsim.apex.binder.body import Body
from sfsim.apex.binder.classes import bind_members, bind_method, register_callables
from sfsim.apex.binder.member_rules import check_members
from sfsim.apex.binder.override_rules import check_inheritance
from sfsim.apex.binder.recursion import find_recursive
from sfsim.apex.binder.statements import statements
from sfsim.apex.binder.trigger_rules import check_trigger
from sfsim.apex.binder.unit import Bound, Unit
from sfsim.apex.declarations import TriggerUnit, TypeDeclaration, TypeKind
from sfsim.apex.declare import declare, declare_method
from sfsim.apex.project import Project
from sfsim.names import fold
from sfsim.source import SourceFile
from sfsim.typeref import VOID, TypeRef

ANONYMOUS = "AnonymousBlock"


def bind_trigger(project: Project, trigger: TriggerUnit) -> Bound:
    """Binds a trigger; the declaration that its methods belong to is made here."""
    unit = Unit(project, trigger.source, trigger.namespace, trigger.api_version)
    owner = TypeDeclaration(
        TypeRef(f"Trigger.{trigger.node.name}"),
        TypeKind.CLASS,
        trigger.namespace,
        api_version=trigger.api_version,
        source=trigger.source,
    )
    ref, problems = project.resolve(trigger.node.sobject, owner)
    for span, message in problems:
        unit.report_text(span, message)
    unit.bindings.types[trigger.node.sobject] = ref
    check_trigger(unit, trigger.node, ref)
    _bind_script(unit, owner, trigger.node, "trigger", ref)
    return unit.finish()


def anonymous_declaration(
    source: SourceFile, namespace: str = "", api_version: float = 67.0
) -> TypeDeclaration:
    """The type that the methods of an anonymous block belong to."""
    return TypeDeclaration(
        TypeRef(ANONYMOUS), TypeKind.CLASS, namespace, api_version=api_version, source=source
    )


def bind_anonymous(
    project: Project,
    block: nodes.AnonymousBlock,
    source: SourceFile,
    *,
    namespace: str = "",
    api_version: float = 67.0,
) -> Bound:
    """Binds an anonymous block; the types declared in it join the project."""
    unit = Unit(project, source, namespace, api_version)
    owner = anonymous_declaration(source, namespace, api_version)
    declared = [declare(node, source, namespace, api_version) for node in block.types]
    project.add_script_types(declared)
    owner.inner.update((fold(each.simple_name), each) for each in declared)
    for declaration in owner.inner.values():
        for each in (declaration, *declaration.inner.values()):
            register_callables(unit, each)
    _bind_script(unit, owner, block, "anonymous", None)
    for declaration in owner.inner.values():
        for each in (declaration, *declaration.inner.values()):
            check_members(unit, each)
            check_inheritance(unit, each)
            bind_members(unit, each)
    unit.bindings.recursive |= find_recursive(unit)
    return unit.finish()


def _bind_script(
    unit: Unit,
    owner: TypeDeclaration,
    node: nodes.TriggerDeclaration | nodes.AnonymousBlock,
    kind: str,
    sobject: TypeRef | None,
) -> None:
    unit.project.attach(owner)
    for method in node.methods:
        declared = declare_method(owner, method, unit.project.resolve_signature)
        declared.modifiers |= {"static"}
        unit.calls.setdefault(method, set())
    body = Body(unit, owner, key=node, is_static=True, returns=VOID, kind=kind, sobject=sobject)
    statements(body, node.body.statements)
    for overloads in owner.methods.values():
        for found in overloads:
            assert isinstance(found.node, nodes.MethodDeclaration), "declared in this script"
            inner = Body(
                unit,
                owner,
                key=found.node,
                is_static=True,
                returns=found.returns,
                around=body.visible,
                sobject=sobject,
            )
            bind_method(unit, owner, found, found.node, inner)
    unit.bindings.recursive |= find_recursive(unit)
