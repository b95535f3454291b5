"""Implicit conversions, as the binder wrote them down; null stays null."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from sfsim.apex import nodes, pyast
from sfsim.apex.bindings import Conversion, ConversionTo
from sfsim.apex.codegen.context import Body
from sfsim.apex.codegen.knowledge import non_null
from sfsim.apex.codegen.walk import bare
from sfsim.apex.declarations import TypeKind
from sfsim.apex.pyast import Place
from sfsim.typeref import OBJECT, TypeRef

_FUNCTIONS: Final = {
    Conversion.LONG_BOX: "long_box",
    Conversion.DOUBLE_TO_DECIMAL: "double_to_decimal",
    Conversion.DECIMAL_TO_DOUBLE: "decimal_to_double",
    Conversion.STRING_TO_ID: "string_to_id",
    Conversion.DATE_TO_DATETIME: "date_to_datetime",
    Conversion.LIST_TO_RECORD: "list_to_record",
}
_NUMERIC: Final = {
    Conversion.INTEGER_TO_DOUBLE: ("float", "integer_to_double"),
    Conversion.INTEGER_TO_DECIMAL: ("Decimal", "integer_to_decimal"),
}


def convert(
    body: Body, node: nodes.Expression, value: ast.expr, conversions: Sequence[ConversionTo]
) -> ast.expr:
    """The value after these conversions, in order."""
    at = pyast.place(node.span)
    for conversion in conversions:
        value = apply(body, node, value, conversion, at)
    return value


def apply(
    body: Body,
    node: nodes.Expression | None,
    value: ast.expr,
    conversion: ConversionTo,
    at: Place,
) -> ast.expr:
    """The value after one conversion; `node`, where it is known, may prove it not null."""
    kind = conversion.kind
    if kind is Conversion.CHECKED:
        return checked_cast(body, value, conversion.target, at)
    if isinstance(value, ast.Constant) and value.value is None:
        return value
    if kind in _NUMERIC:
        certain, careful = _NUMERIC[kind]
        literal = bare(node) if node is not None else None
        if isinstance(literal, nodes.Literal) and isinstance(value, ast.Constant):
            return _converted_literal(body, kind, value, at)
        is_certain = node is not None and non_null(body, node)
        return pyast.call_name(certain if is_certain else careful, [value], at)
    return pyast.call_name(_FUNCTIONS[kind], [value], at)


def _converted_literal(
    body: Body, kind: Conversion, value: ast.Constant, at: Place
) -> ast.expr:
    assert isinstance(value.value, int), "only an int literal is converted to a wider number"
    if kind is Conversion.INTEGER_TO_DOUBLE:
        return pyast.constant(float(value.value), at)
    return pyast.name(body.unit.decimal(str(Decimal(value.value))), at)


def checked_cast(body: Body, value: ast.expr, target: TypeRef, at: Place) -> ast.expr:
    """A narrowing that raises TypeException when the value is of another type."""
    if target == OBJECT:
        return value
    declaration = body.unit.types.declaration(target)
    type_name = body.type_constant(target, at)
    if declaration is not None and declaration.is_user and declaration.kind is TypeKind.CLASS:
        python_class = pyast.name(body.unit.python_class(declaration), at)
        arguments = [value, python_class, type_name, body.caller(at)]
        return pyast.call_name("cast_to_class", arguments, at)
    return pyast.call_name("cast", [value, type_name, body.caller(at)], at)
