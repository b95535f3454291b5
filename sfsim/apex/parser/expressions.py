"""Expressions: one function per kind of concrete node."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from tree_sitter import Node

from sfsim.apex import nodes
from sfsim.apex.parser import literals, queries
from sfsim.apex.parser.operators import binary, cast, instance_of
from sfsim.apex.parser.tree import Unit, child, field, parts, span, text
from sfsim.apex.parser.types import dimension_count, list_type, type_name
from sfsim.errors import Unsupported

OBJECT: Final = field("object")
FIELD: Final = field("field")
NAME: Final = field("name")
ARGUMENTS: Final = field("arguments")
TYPE_ARGUMENTS: Final = field("type_arguments")
ARRAY: Final = field("array")
INDEX: Final = field("index")
TYPE: Final = field("type")
VALUE: Final = field("value")
LEFT: Final = field("left")
RIGHT: Final = field("right")
OPERATOR: Final = field("operator")
OPERAND: Final = field("operand")
CONDITION: Final = field("condition")
CONSEQUENCE: Final = field("consequence")
ALTERNATIVE: Final = field("alternative")

_PATH_PART: Final = re.compile(rb"\w+")


def expression(node: Node, unit: Unit) -> nodes.Expression:
    """The expression of any concrete node; what is none is refused."""
    kind = node.type
    if kind == "identifier":
        if unit.paths and node.start_byte in unit.paths:
            return _masked_path(node, unit)
        return nodes.Name(span(node), text(node))
    handler = EXPRESSIONS.get(kind)
    if handler is None:
        unit.refuse(node, f"Unexpected token '{_first_token(node)}'.")
        return nodes.Literal(span(node), "null", None)
    return handler(node, unit)


def arguments(node: Node, unit: Unit) -> tuple[nodes.Expression, ...]:
    """The expressions of an argument list."""
    return tuple([expression(argument, unit) for argument in parts(node)])


def parenthesized(node: Node, unit: Unit) -> nodes.Parenthesized:
    """`(expression)`."""
    return nodes.Parenthesized(span(node), expression(parts(node)[0], unit))


def _first_token(node: Node) -> str:
    while node.child_count:
        node = node.children[0]
    return text(node)


def _this(node: Node, unit: Unit) -> nodes.This:
    return nodes.This(span(node))


def _super(node: Node, unit: Unit) -> nodes.Super:
    return nodes.Super(span(node))


def _is_safe(node: Node, count: int) -> bool:
    """Whether `?.` is among the named children of a node that has `count` of them without it."""
    return node.named_child_count > count and any(
        token.type == "safe_navigation_operator" for token in node.named_children
    )


def _masked_path(node: Node, unit: Unit) -> nodes.Expression:
    """The field accesses of a path that the grammar was shown as one name."""
    start = span(node)
    found: nodes.Expression | None = None
    for part in _PATH_PART.finditer(unit.paths[node.start_byte]):
        first, last = start.column + part.start(), start.column + part.end()
        place = start._replace(column=first, end_column=last)
        name = part[0].decode()
        whole = start._replace(end_column=last)
        found = (
            nodes.Name(place, name)
            if found is None
            else nodes.FieldAccess(whole, found, name, place)
        )
    assert found is not None
    return found


def _field_access(node: Node, unit: Unit) -> nodes.Expression:
    name = child(node, FIELD)
    spelled = text(name)
    target = child(node, OBJECT)
    if name.type == "this":
        unit.refuse(name, f"Unexpected token '{spelled}'.")
    elif len(spelled) == 5 and spelled.lower() == "class":
        return _class_literal_of(node, target, unit)
    converted = expression(target, unit)
    return nodes.FieldAccess(span(node), converted, spelled, span(name), _is_safe(node, 2))


def _class_literal_of(node: Node, target: Node, unit: Unit) -> nodes.ClassLiteral:
    """`Outer.Inner.class` parses as a chain of field accesses: read it as a type name."""
    names: list[str] = []
    found = target
    while found.type == "field_access" and not _is_safe(found, 2):
        names.append(text(child(found, FIELD)))
        found = child(found, OBJECT)
    if found.type != "identifier":
        unit.refuse(found, f"Unexpected token '{_first_token(found)}'.")
    names.append(text(found))
    return nodes.ClassLiteral(span(node), nodes.TypeName(span(target), tuple(reversed(names))))


def _class_literal(node: Node, unit: Unit) -> nodes.ClassLiteral:
    return nodes.ClassLiteral(span(node), type_name(parts(node)[0], unit))


def _method_invocation(node: Node, unit: Unit) -> nodes.Expression:
    if unit.queries and unit.queries.get(node.start_byte) == node.end_byte:
        return queries.inline_query(node, unit, expression)
    name = child(node, NAME)
    target = node.child_by_field_id(OBJECT)
    given = child(node, ARGUMENTS)
    _refuse_type_arguments(node, unit)
    return nodes.MethodCall(
        span(node),
        None if target is None else expression(target, unit),
        text(name),
        span(name),
        arguments(given, unit),
        target is not None and _is_safe(node, 3),
    )


def _refuse_type_arguments(node: Node, unit: Unit) -> None:
    given = node.child_by_field_id(TYPE_ARGUMENTS)
    if given is not None:
        unit.refuse(given, "Unexpected token '<'.")


def _index(node: Node, unit: Unit) -> nodes.Index:
    array = expression(child(node, ARRAY), unit)
    return nodes.Index(span(node), array, expression(child(node, INDEX), unit))


def _new(node: Node, unit: Unit) -> nodes.New:
    _refuse_type_arguments(node, unit)
    created = type_name(child(node, TYPE), unit)
    for found in node.named_children:
        if found.type == "class_body":
            unit.refuse(found, "Unexpected token '{'.")
    given = parts(child(node, ARGUMENTS))
    if given and given[0].type == "assignment_expression":
        fields = tuple([_named_argument(argument, unit) for argument in given])
        return nodes.New(span(node), created, (), fields)
    return nodes.New(span(node), created, tuple([expression(a, unit) for a in given]), ())


def _named_argument(node: Node, unit: Unit) -> nodes.NamedArgument:
    if node.type != "assignment_expression" or text(child(node, OPERATOR)) != "=":
        unit.refuse(node, f"Unexpected token '{_first_token(node)}'.")
        return nodes.NamedArgument(span(node), "", nodes.Literal(span(node), "null", None))
    name = child(node, LEFT)
    if name.type == "array_access":
        unit.refuse(name, f"Unexpected token '{_first_token(name)}'.")
    spelled = "".join(text(name).split())
    return nodes.NamedArgument(span(node), spelled, expression(child(node, RIGHT), unit))


def _new_array(node: Node, unit: Unit) -> nodes.Expression:
    created = type_name(child(node, TYPE), unit)
    dimensions = _dimensions(node)
    value = node.child_by_field_id(VALUE)
    if value is None:
        size, *more = dimensions
        if more:
            unit.refuse(more[0], "Unexpected token '['.")
        return nodes.NewArray(span(node), created, expression(parts(size)[0], unit))
    if dimensions:
        created = list_type(child(node, TYPE), created, dimension_count(dimensions[0]))
    return nodes.NewCollection(span(node), created, _elements(value, unit))


def _dimensions(node: Node) -> list[Node]:
    return [found for found in node.named_children if found.type.startswith("dimensions")]


def _elements(node: Node, unit: Unit) -> tuple[nodes.Expression, ...]:
    return tuple([expression(element, unit) for element in parts(node)])


def _new_map(node: Node, unit: Unit) -> nodes.Expression:
    created = type_name(child(node, TYPE), unit)
    entries = parts(child(node, VALUE))
    if not entries and created.parts[-1].lower() != "map":
        return nodes.NewCollection(span(node), created, ())
    return nodes.NewMap(span(node), created, tuple([_map_entry(entry, unit) for entry in entries]))


def _map_entry(node: Node, unit: Unit) -> nodes.MapEntry:
    key, value = parts(node)
    return nodes.MapEntry(span(node), expression(key, unit), expression(value, unit))


def _unary(node: Node, unit: Unit) -> nodes.Unary:
    operand = expression(child(node, OPERAND), unit)
    return nodes.Unary(span(node), child(node, OPERATOR).type, operand)  # type: ignore[arg-type]


def _update(node: Node, unit: Unit) -> nodes.Update:
    operator = child(node, OPERATOR)
    operand = child(node, OPERAND)
    is_prefix = operator.start_byte < operand.start_byte
    symbol: str = operator.children[0].type
    return nodes.Update(span(node), symbol, expression(operand, unit), is_prefix)  # type: ignore[arg-type]


def _binary(node: Node, unit: Unit) -> nodes.Expression:
    return binary(node, unit, expression)


def _cast(node: Node, unit: Unit) -> nodes.Expression:
    return cast(node, unit, expression)


def _instance_of(node: Node, unit: Unit) -> nodes.Expression:
    return instance_of(node, unit, expression)


def _assign(node: Node, unit: Unit) -> nodes.Assign:
    operator = "".join(text(child(node, OPERATOR)).split())
    target = expression(child(node, LEFT), unit)
    return nodes.Assign(span(node), operator, target, expression(child(node, RIGHT), unit))


def _ternary(node: Node, unit: Unit) -> nodes.Ternary:
    return nodes.Ternary(
        span(node),
        expression(child(node, CONDITION), unit),
        expression(child(node, CONSEQUENCE), unit),
        expression(child(node, ALTERNATIVE), unit),
    )


def _query(node: Node, unit: Unit) -> nodes.Expression:
    return queries.inline_query(node, unit, expression)


def _version(node: Node, unit: Unit) -> nodes.Expression:
    unit.refuse(node, f"{Unsupported('Package.Version')}.")
    return nodes.Literal(span(node), "null", None)


EXPRESSIONS: Final[dict[str, Callable[[Node, Unit], nodes.Expression]]] = {
    "int": literals.integer,
    "decimal_floating_point_literal": literals.decimal,
    "boolean": literals.boolean,
    "string_literal": literals.string,
    "null_literal": literals.null,
    "this": _this,
    "super": _super,
    "field_access": _field_access,
    "method_invocation": _method_invocation,
    "array_access": _index,
    "object_creation_expression": _new,
    "array_creation_expression": _new_array,
    "map_creation_expression": _new_map,
    "unary_expression": _unary,
    "update_expression": _update,
    "binary_expression": _binary,
    "assignment_expression": _assign,
    "ternary_expression": _ternary,
    "instanceof_expression": _instance_of,
    "cast_expression": _cast,
    "parenthesized_expression": parenthesized,
    "class_literal": _class_literal,
    "query_expression": _query,
    "version_expression": _version,
}
