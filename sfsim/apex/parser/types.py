"""Type names, modifiers and annotations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tree_sitter import Node

from sfsim.apex import nodes
from sfsim.apex.parser.tree import Unit, child, field, parse_tree, parts, span, text
from sfsim.source import Span

NAME: Final = field("name")
ELEMENT: Final = field("element")
DIMENSIONS: Final = field("dimensions")
ARGUMENTS: Final = field("arguments")
KEY: Final = field("key")
VALUE: Final = field("value")
TYPE: Final = field("type")

ConvertExpression = Callable[[Node, Unit], nodes.Expression]


def type_name(node: Node, unit: Unit) -> nodes.TypeName:
    """A type as written; arrays become Lists."""
    kind = node.type
    if kind == "type_identifier":
        if unit.paths and node.start_byte in unit.paths:
            return _masked_type(node, unit)
        return nodes.TypeName(span(node), (text(node),))
    handler = _TYPES.get(kind)
    if handler is None:
        unit.refuse(node, f"Unexpected token '{text(node)}'.")
        return nodes.TypeName(span(node), (text(node),))
    return handler(node, unit)


def _masked_type(node: Node, unit: Unit) -> nodes.TypeName:
    """A generic type that the grammar was shown as one name; all its parts get the whole place."""
    data = b"{" + unit.paths[node.start_byte] + b" x;}"
    found = parse_tree(data).root_node.descendant_for_byte_range(1, 1)
    while found is not None and found.type != "local_variable_declaration":
        found = found.parent
    assert found is not None, "only a generic type before a name is masked"
    return _placed(type_name(child(found, TYPE), Unit(unit.source, data)), span(node))


def _placed(name: nodes.TypeName, place: Span) -> nodes.TypeName:
    arguments = tuple(_placed(argument, place) for argument in name.arguments)
    return nodes.TypeName(place, name.parts, arguments)


def list_type(node: Node, element: nodes.TypeName, dimensions: int) -> nodes.TypeName:
    """`element` in as many Lists as there are pairs of brackets."""
    for _ in range(dimensions):
        element = nodes.TypeName(span(node), ("List",), (element,))
    return element


def dimension_count(node: Node) -> int:
    """The number of `[]` pairs in a `dimensions` node."""
    return sum(1 for token in node.children if token.type == "[")


def _generic(node: Node, unit: Unit) -> nodes.TypeName:
    base, arguments = parts(node)
    converted = [type_name(argument, unit) for argument in parts(arguments)]
    return nodes.TypeName(span(node), type_name(base, unit).parts, tuple(converted))


def _scoped(node: Node, unit: Unit) -> nodes.TypeName:
    names: list[str] = []
    pending = [node]
    while pending:
        found = pending.pop()
        if found.type == "type_identifier":
            names.append(text(found))
        elif found.type == "scoped_type_identifier":
            pending.extend(reversed(parts(found)))
        else:
            unit.refuse(found, f"Unexpected token '{text(found)}'.")
    return nodes.TypeName(span(node), tuple(names))


def _array(node: Node, unit: Unit) -> nodes.TypeName:
    element = type_name(child(node, ELEMENT), unit)
    return list_type(node, element, dimension_count(child(node, DIMENSIONS)))


def _keyword_type(node: Node, unit: Unit) -> nodes.TypeName:
    return nodes.TypeName(span(node), (text(node),))


_TYPES: Final[dict[str, Callable[[Node, Unit], nodes.TypeName]]] = {
    "generic_type": _generic,
    "scoped_type_identifier": _scoped,
    "array_type": _array,
    "boolean_type": _keyword_type,
    "void_type": _keyword_type,
}


def no_modifiers(node: Node) -> nodes.Modifiers:
    """The modifiers of a declaration that has none."""
    place = span(node)
    return nodes.Modifiers(Span(place.line, place.column, place.line, place.column), (), ())


def modifiers(node: Node, unit: Unit, expression: ConvertExpression) -> nodes.Modifiers:
    """The modifiers of a declaration: its first named child that is no comment, if it is that."""
    for found in node.named_children:
        if found.type == "modifiers":
            return _modifiers(found, unit, expression)
        if not found.is_extra:
            break
    return no_modifiers(node)


def _modifiers(node: Node, unit: Unit, expression: ConvertExpression) -> nodes.Modifiers:
    keywords: list[nodes.Modifier] = []
    annotations: list[nodes.Annotation] = []
    for found in node.named_children:
        if found.type == "modifier":
            keyword = found.named_children[0].type.lower().replace("_", " ")
            keywords.append(nodes.Modifier(span(found), keyword))
        elif found.type == "annotation":
            annotations.append(_annotation(found, unit, expression))
    return nodes.Modifiers(span(node), tuple(keywords), tuple(annotations))


def _annotation(node: Node, unit: Unit, expression: ConvertExpression) -> nodes.Annotation:
    arguments: list[nodes.AnnotationArgument] = []
    given = node.child_by_field_id(ARGUMENTS)
    for argument in parts(given) if given is not None else ():
        pair = argument.type == "annotation_key_value"
        name = text(child(argument, KEY)) if pair else ""
        value = child(argument, VALUE) if pair else argument
        arguments.append(nodes.AnnotationArgument(span(argument), name, expression(value, unit)))
    return nodes.Annotation(span(node), text(child(node, NAME)), tuple(arguments))
