"""Whole units: every body of a class, a trigger, an anonymous block."""

from __future__ import annotations

from collections.abc import Sequence

from sfsim.apex import messages, nodes
from sfsim.apex.binder import rules
from sfsim.apex.binder.annotation_rules import check_annotations
from sfsim.apex.binder.body import Body
from sfsim.apex.binder.class_rules import check_type
from sfsim.apex.binder.final_rules import check_finals
from sfsim.apex.binder.member_rules import check_members
from sfsim.apex.binder.override_rules import check_inheritance
from sfsim.apex.binder.recursion import find_recursive
from sfsim.apex.binder.statements import statements
from sfsim.apex.binder.unit import Bound, Unit, is_test_type
from sfsim.apex.declarations import (
    FieldDeclaration,
    MethodDeclaration,
    TypeDeclaration,
)
from sfsim.apex.hierarchy import Candidate
from sfsim.apex.project import Project
from sfsim.names import fold
from sfsim.typeref import ERROR, VOID

assert rules.EXPRESSIONS, "importing the rules fills the tables of Body"


def bind_class(project: Project, declaration: TypeDeclaration) -> Bound:
    """Binds a top-level type with its inner types; never stops at the first problem."""
    assert declaration.source is not None, "only a type declared in source is bound"
    unit = Unit(
        project,
        declaration.source,
        declaration.namespace,
        declaration.api_version,
        is_test_type(declaration),
    )
    for each in (declaration, *declaration.inner.values()):
        register_callables(unit, each)
    for each in (declaration, *declaration.inner.values()):
        check_declaration(unit, each)
        bind_members(unit, each)
        check_finals(unit, each)
    unit.bindings.recursive |= find_recursive(unit)
    return unit.finish()


def check_declaration(unit: Unit, declaration: TypeDeclaration) -> None:
    """Everything about a type that is not inside a body."""
    check_type(unit, declaration)
    check_members(unit, declaration)
    check_inheritance(unit, declaration)
    check_annotations(unit, declaration)


def register_callables(unit: Unit, declaration: TypeDeclaration) -> None:
    """Enters methods, constructors and accessors as nodes of the call graph."""
    node = declaration.node
    if node is None or isinstance(node, nodes.EnumDeclaration):
        return
    for member in node.members:
        if isinstance(member, nodes.MethodDeclaration | nodes.ConstructorDeclaration):
            unit.calls.setdefault(member, set())
        elif isinstance(member, nodes.PropertyDeclaration):
            for accessor in member.accessors:
                if accessor.body is not None:
                    unit.calls.setdefault(accessor, set())


def bind_members(unit: Unit, declaration: TypeDeclaration) -> None:
    """Binds the bodies of one type, in source order."""
    node = declaration.node
    if node is None or isinstance(node, nodes.EnumDeclaration):
        return
    methods = {
        method.node: method
        for overloads in declaration.methods.values()
        for method in overloads
        if method.node is not None
    }
    constructors = {each.node: each for each in declaration.constructors if each.node is not None}
    if not constructors and isinstance(node, nodes.ClassDeclaration):
        _check_implicit_constructor(unit, declaration, node)
    for member in node.members:
        if isinstance(member, nodes.MethodDeclaration):
            bind_method(unit, declaration, methods[member], member)
        elif isinstance(member, nodes.ConstructorDeclaration):
            _bind_constructor(unit, declaration, constructors[member], member)
        elif isinstance(member, nodes.FieldDeclaration):
            _bind_field(unit, declaration, member)
        elif isinstance(member, nodes.PropertyDeclaration):
            _bind_property(unit, declaration, member)
        elif isinstance(member, nodes.InitializerBlock):
            body = Body(
                unit,
                declaration,
                key=member,
                is_static=member.is_static,
                kind="initializer",
                returns=VOID,
            )
            statements(body, member.body.statements)


def bind_method(
    unit: Unit,
    declaration: TypeDeclaration,
    method: MethodDeclaration,
    node: nodes.MethodDeclaration,
    body: Body | None = None,
) -> None:
    """Binds one method; a value must come out at every end."""
    if body is None:
        body = Body(unit, declaration, key=node, is_static=method.is_static, returns=method.returns)
    _declare_parameters(body, node.parameters, method)
    if node.type is not None:
        body.types[node.type] = method.returns
    if node.body is None:
        return
    completes = statements(body, node.body.statements)
    if completes and method.returns not in (VOID, ERROR):
        body.report(node.name_span, messages.MISSING_RETURN, method.returns)


def _declare_parameters(
    body: Body, parameters: tuple[nodes.Parameter, ...], method: MethodDeclaration
) -> None:
    for parameter, declared in zip(parameters, method.parameters, strict=True):
        variable = body.declare(parameter, parameter.name, declared.type, parameter.span)
        variable.is_parameter = True
        body.types[parameter.type] = declared.type


def _bind_constructor(
    unit: Unit,
    declaration: TypeDeclaration,
    method: MethodDeclaration,
    node: nodes.ConstructorDeclaration,
) -> None:
    body = Body(unit, declaration, key=node, is_static=False, returns=VOID, kind="constructor")
    _declare_parameters(body, node.parameters, method)
    _check_constructor_calls(body, node)
    first = node.body.statements[0] if node.body.statements else None
    if not isinstance(first, nodes.ConstructorCall):
        check_default_super(body, declaration, node)
    statements(body, node.body.statements)


def _check_constructor_calls(body: Body, node: nodes.ConstructorDeclaration) -> None:
    for statement in node.body.statements[1:]:
        if isinstance(statement, nodes.ConstructorCall):
            is_this = statement.target == "this"
            error = messages.THIS_CALL_FIRST if is_this else messages.SUPER_CALL_FIRST
            body.report(statement.span, error)


def check_default_super(
    body: Body, declaration: TypeDeclaration, node: nodes.ConstructorDeclaration
) -> None:
    """A constructor without `super(…)` needs one without parameters above it."""
    if declaration.superclass is None:
        return
    constructors = _super_constructors(body.unit, declaration)
    if constructors and all(each.parameters for each in constructors):
        body.report(node.name_span, messages.NO_DEFAULT_CONSTRUCTOR, declaration.superclass)
    for each in constructors:
        if not each.parameters:
            body.calls_method(each.declaration)


def _check_implicit_constructor(
    unit: Unit, declaration: TypeDeclaration, node: nodes.ClassDeclaration
) -> None:
    """A class without constructors gets one that calls `super()`; exceptions have their own."""
    constructors = _super_constructors(unit, declaration)
    if constructors and all(each.parameters for each in constructors):
        unit.report(node.name_span, messages.NO_DEFAULT_CONSTRUCTOR, declaration.superclass)


def _super_constructors(unit: Unit, declaration: TypeDeclaration) -> Sequence[Candidate]:
    """The constructors of a superclass written in Apex; none stands for the default one."""
    if declaration.superclass is None:
        return ()
    parent = unit.project.declaration(declaration.superclass)
    if parent is None or not parent.is_user:
        return ()
    return unit.hierarchy.constructors(declaration.superclass)


def _bind_field(unit: Unit, declaration: TypeDeclaration, node: nodes.FieldDeclaration) -> None:
    for declarator in node.declarators:
        field = declaration.fields[fold(declarator.name)]
        unit.bindings.types[node.type] = field.type
        if declarator.value is not None:
            body = Body(unit, declaration, key=declarator, is_static=field.is_static, kind="field")
            body.convert_into(declarator.value, field.type)


def _bind_property(
    unit: Unit, declaration: TypeDeclaration, node: nodes.PropertyDeclaration
) -> None:
    field = declaration.fields[fold(node.name)]
    unit.bindings.types[node.type] = field.type
    for accessor in node.accessors:
        if accessor.body is not None:
            _bind_accessor(unit, declaration, field, node, accessor)


def _bind_accessor(
    unit: Unit,
    declaration: TypeDeclaration,
    field: FieldDeclaration,
    node: nodes.PropertyDeclaration,
    accessor: nodes.Accessor,
) -> None:
    assert accessor.body is not None, "an automatic accessor has nothing to bind"
    is_getter = accessor.kind == "get"
    body = Body(
        unit,
        declaration,
        key=accessor,
        is_static=field.is_static,
        returns=field.type if is_getter else VOID,
        kind="accessor",
        accessor_of=field,
    )
    if not is_getter:
        variable = body.declare(accessor, "value", field.type, accessor.span)
        variable.is_parameter = True
    completes = statements(body, accessor.body.statements)
    if is_getter and completes and field.type is not ERROR:
        body.report(node.name_span, messages.MISSING_RETURN, field.type)
