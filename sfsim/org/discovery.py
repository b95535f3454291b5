"""Which tests there are in the declared classes of an org, and what each class asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from sfsim.apex import nodes
from sfsim.apex.declarations import MethodDeclaration, TypeDeclaration
from sfsim.names import fold
from sfsim.org.results import TestClass

IS_TEST: Final = "istest"
TEST_SETUP: Final = "testsetup"
TEST_METHOD: Final = "testmethod"
SEE_ALL_DATA: Final = fold("SeeAllData")


def discover(declarations: Iterable[TypeDeclaration]) -> tuple[TestClass, ...]:
    """All classes that have test methods, by name.

    Source: Apex Developer Guide, "Understanding Testing in Apex".
    """
    found = map(_test_class, sorted(declarations, key=lambda each: each.name))
    return tuple(each for each in found if each.methods)


def _test_class(declaration: TypeDeclaration) -> TestClass:
    is_test = IS_TEST in declaration.annotations
    tests = _methods(declaration, _is_test if is_test else _is_test_method)
    setups = _methods(declaration, lambda each: TEST_SETUP in each.annotations) if is_test else []
    class_sees = declaration.node is not None and _sees_all_data(declaration.node.modifiers)
    return TestClass(
        declaration.name,
        tuple(each.name for each in tests),
        tuple(each.name for each in setups),
        frozenset(
            each.name
            for each in tests
            if class_sees or (each.node is not None and _sees_all_data(each.node.modifiers))
        ),
    )


def _methods(
    declaration: TypeDeclaration, wanted: Callable[[MethodDeclaration], bool]
) -> list[MethodDeclaration]:
    """The methods that are wanted, in source order."""
    found = (
        method
        for overloads in declaration.methods.values()
        for method in overloads
        if wanted(method)
    )
    return sorted(found, key=_position)


def _position(method: MethodDeclaration) -> tuple[int, int]:
    assert method.node is not None, "test methods are user code"
    return method.node.span.line, method.node.span.column


def _is_test(method: MethodDeclaration) -> bool:
    return IS_TEST in method.annotations or _is_test_method(method)


def _is_test_method(method: MethodDeclaration) -> bool:
    return TEST_METHOD in method.modifiers


def _sees_all_data(modifiers: nodes.Modifiers) -> bool:
    """Whether `@IsTest(SeeAllData=true)` is among the annotations."""
    return any(
        fold(argument.name) == SEE_ALL_DATA
        and isinstance(argument.value, nodes.Literal)
        and argument.value.value is True
        for annotation in modifiers.annotations
        if fold(annotation.name) == IS_TEST
        for argument in annotation.arguments
    )
