"""Test classes, test methods and test setup.

Source: Apex Developer Guide, "IsTest Annotation", "TestSetup Annotation"; runs on scratch orgs.
"""

from __future__ import annotations

from typing import Final

from sfsim.apex import messages, nodes
from sfsim.apex.binder.unit import TEST_ANNOTATION, Unit
from sfsim.apex.declarations import TypeDeclaration, TypeKind
from sfsim.apex.declare import annotation_set, modifier_set
from sfsim.names import fold

TEST_SETUP: Final = "testsetup"
SEE_ALL_METHOD_VERSION: Final = 24.0
TESTED_PREFIXES: Final = ("ApexClass", "ApexTrigger")
TESTED: Final = {"apexclass": "class", "apextrigger": "trigger"}


def check_tests(
    unit: Unit,
    declaration: TypeDeclaration,
    node: nodes.ClassDeclaration | nodes.InterfaceDeclaration,
) -> None:
    """The rules of one class and of its test methods."""
    is_test = TEST_ANNOTATION in declaration.annotations
    sees_all = _flag(node.modifiers, "seealldata")
    _check_test_for(unit, node.modifiers)
    if is_test:
        exception = unit.project.is_exception(declaration)
        if declaration.outer is not None or declaration.kind is not TypeKind.CLASS or exception:
            unit.report(node.name_span, messages.TEST_CLASS_KIND)
        if sees_all and _flag(node.modifiers, "isparallel"):
            unit.report(node.name_span, messages.TEST_PARALLEL_SEE_ALL)
    setups = 0
    for member in node.members:
        if not isinstance(member, nodes.MethodDeclaration):
            continue
        names = annotation_set(member.modifiers)
        if TEST_SETUP in names:
            setups += 1
            _check_setup(unit, member, setups, sees_all=sees_all)
            if not is_test:
                unit.report(member.name_span, messages.MODIFIER_NOT_ALLOWED, "TestSetup", "methods")
        if TEST_ANNOTATION in names:
            _check_method(unit, member, is_test=is_test)
    _check_open_methods(unit, node, has_setup=setups > 0)


def _check_setup(unit: Unit, node: nodes.MethodDeclaration, count: int, *, sees_all: bool) -> None:
    if count > 1:
        unit.report(node.name_span, messages.ONE_METHOD_WITH, "TestSetup")
    if node.parameters:
        unit.report(node.name_span, messages.TEST_PARAMETERS)
    if node.type is not None:
        unit.report(node.name_span, messages.TEST_SETUP_VOID)
    if sees_all:
        unit.report(node.name_span, messages.TEST_SETUP_SEE_ALL)


def _check_method(unit: Unit, node: nodes.MethodDeclaration, *, is_test: bool) -> None:
    if node.parameters:
        unit.report(node.name_span, messages.TEST_PARAMETERS)
    if "static" not in modifier_set(node.modifiers):
        unit.report(node.name_span, messages.MODIFIER_REQUIRES, "IsTest", "methods", "static")
    if not is_test:
        unit.report(node.name_span, messages.MODIFIER_NOT_ALLOWED, "IsTest", "methods")


def _check_open_methods(
    unit: Unit,
    node: nodes.ClassDeclaration | nodes.InterfaceDeclaration,
    *,
    has_setup: bool,
) -> None:
    """Test methods that see all data do not go with test setup or a parallel class."""
    is_parallel = _flag(node.modifiers, "isparallel")
    for member in node.members:
        if not isinstance(member, nodes.MethodDeclaration):
            continue
        if not _flag(member.modifiers, "seealldata"):
            continue
        if has_setup:
            unit.report(member.name_span, messages.TEST_SETUP_SEE_ALL_METHOD)
        if is_parallel:
            unit.report(member.name_span, messages.TEST_PARALLEL_SEE_ALL_METHOD)
        if unit.api_version < SEE_ALL_METHOD_VERSION:
            unit.report(
                member.name_span,
                messages.ANNOTATION_PROPERTY_VERSION,
                "SeeAllData",
                "IsTest",
                SEE_ALL_METHOD_VERSION,
            )


def _check_test_for(unit: Unit, modifiers: nodes.Modifiers) -> None:
    """`testFor='ApexClass:A, ApexTrigger:B'`: the classes must exist."""
    for annotation in modifiers.annotations:
        for argument in annotation.arguments:
            value = argument.value
            if fold(argument.name) != "testfor" or not isinstance(value, nodes.Literal):
                continue
            for part in str(value.value).split(","):
                _check_tested(unit, argument, part.strip())


def _check_tested(unit: Unit, argument: nodes.AnnotationArgument, text: str) -> None:
    prefix, _, name = text.partition(":")
    kind = TESTED.get(fold(prefix.strip()))
    if kind is None:
        wanted = " or ".join(TESTED_PREFIXES)
        unit.report(argument.span, messages.TEST_FOR_PREFIX, argument.name, "values", wanted)
    elif not name.strip():
        unit.report(argument.span, messages.TEST_FOR_EMPTY, argument.name, kind)
    elif kind == "class" and unit.project.user_type(name.strip(), unit.namespace) is None:
        unit.report(argument.span, messages.TEST_FOR_NOT_FOUND, argument.name, kind, name.strip())


def _flag(modifiers: nodes.Modifiers, name: str) -> bool:
    for annotation in modifiers.annotations:
        if fold(annotation.name) != TEST_ANNOTATION:
            continue
        for argument in annotation.arguments:
            value = argument.value
            if fold(argument.name) == name and isinstance(value, nodes.Literal):
                return value.value is True
    return False
