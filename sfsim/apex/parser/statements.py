"""Statements: one function per kind of concrete node."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tree_sitter import Node

from sfsim.apex import nodes
from sfsim.apex.parser.expressions import arguments, expression
from sfsim.apex.parser.identifiers import declared_name
from sfsim.apex.parser.tree import Unit, child, field, parts, span, text
from sfsim.apex.parser.types import modifiers, type_name

TYPE: Final = field("type")
NAME: Final = field("name")
VALUE: Final = field("value")
BODY: Final = field("body")
DECLARATOR: Final = field("declarator")
CONDITION: Final = field("condition")
CONSEQUENCE: Final = field("consequence")
ALTERNATIVE: Final = field("alternative")
USER: Final = field("user")
TARGET: Final = field("target")
UPSERT_KEY: Final = field("upsert_key")
MERGE_WITH: Final = field("merge_with")
CONSTRUCTOR: Final = field("constructor")
ARGUMENTS: Final = field("arguments")
DIMENSIONS: Final = field("dimensions")

STATEMENT_EXPRESSIONS: Final = (
    nodes.Assign,
    nodes.Update,
    nodes.MethodCall,
    nodes.New,
    nodes.NewArray,
    nodes.NewCollection,
    nodes.NewMap,
    nodes.SoqlExpression,
    nodes.SoslExpression,
)
NOT_A_STATEMENT: Final = "Expression cannot be a statement."


def statement(node: Node, unit: Unit) -> nodes.Statement:
    """The statement of a concrete node; what may not stand here is refused."""
    handler = STATEMENTS.get(node.type)
    if handler is None:
        unit.refuse(node, f"Unexpected token '{_first_token(node)}'.")
        return nodes.Block(span(node), ())
    return handler(node, unit)


def block(node: Node, unit: Unit) -> nodes.Block:
    """`{ … }`."""
    return nodes.Block(span(node), tuple([statement(part, unit) for part in parts(node)]))


def declarators(node: Node, unit: Unit) -> tuple[nodes.VariableDeclarator, ...]:
    """`a = 1, b` of a field or local declaration."""
    return tuple(
        [_declarator(found, unit) for found in node.named_children if found.type == _DECLARATOR]
    )


def parameter(node: Node, unit: Unit) -> nodes.Parameter:
    """`final Type name` of a method or `catch`."""
    name = child(node, NAME)
    refuse_dimensions(node, unit)
    return nodes.Parameter(
        span(node),
        modifiers(node, unit, expression),
        type_name(child(node, TYPE), unit),
        declared_name(name, unit),
    )


def refuse_dimensions(node: Node, unit: Unit) -> None:
    """Brackets belong to the type; `Integer a[]` is no Apex."""
    found = node.child_by_field_id(DIMENSIONS)
    if found is not None:
        unit.refuse(found, "Unexpected token '['.")


_DECLARATOR: Final = "variable_declarator"


def _declarator(node: Node, unit: Unit) -> nodes.VariableDeclarator:
    name = declared_name(child(node, NAME), unit)
    refuse_dimensions(node, unit)
    value = node.child_by_field_id(VALUE)
    converted = None if value is None else expression(value, unit)
    return nodes.VariableDeclarator(span(node), name, converted)


def _first_token(node: Node) -> str:
    while node.child_count:
        node = node.children[0]
    return text(node)


def _local(node: Node, unit: Unit) -> nodes.LocalDeclaration:
    return nodes.LocalDeclaration(
        span(node),
        modifiers(node, unit, expression),
        type_name(child(node, TYPE), unit),
        declarators(node, unit),
    )


def _expression_statement(node: Node, unit: Unit) -> nodes.Statement:
    found = parts(node)[0]
    if found.type == "dml_expression":
        return _dml(found, node, unit)
    converted = expression(found, unit)
    if not isinstance(converted, STATEMENT_EXPRESSIONS):
        unit.refuse(found, NOT_A_STATEMENT)
    return nodes.ExpressionStatement(span(node), converted)


def _dml(node: Node, outer: Node, unit: Unit) -> nodes.DmlStatement:
    operation = ""
    access = None
    for found in node.named_children:
        if found.type == "dml_type":
            operation = found.named_children[0].type
        elif found.type == "dml_security_mode":
            access = found.named_children[0].type
    key = node.child_by_field_id(UPSERT_KEY)
    other = node.child_by_field_id(MERGE_WITH)
    return nodes.DmlStatement(
        span(outer),
        operation,  # type: ignore[arg-type]  # one of the grammar's dml_type children
        access,  # type: ignore[arg-type]  # one of its dml_security_mode children
        expression(child(node, TARGET), unit),
        None if key is None else type_name(key, unit).parts,
        None if other is None else expression(other, unit),
    )


def _condition(node: Node, unit: Unit) -> nodes.Expression:
    return expression(parts(child(node, CONDITION))[0], unit)


def _body(node: Node, field_id: int, unit: Unit) -> nodes.Statement:
    found = child(node, field_id)
    return nodes.Block(span(found), ()) if found.type == ";" else statement(found, unit)


def _if(node: Node, unit: Unit) -> nodes.If:
    otherwise = node.child_by_field_id(ALTERNATIVE)
    return nodes.If(
        span(node),
        _condition(node, unit),
        _body(node, CONSEQUENCE, unit),
        None if otherwise is None else _body(node, ALTERNATIVE, unit),
    )


def _while(node: Node, unit: Unit) -> nodes.While:
    return nodes.While(span(node), _condition(node, unit), _body(node, BODY, unit))


def _do(node: Node, unit: Unit) -> nodes.DoWhile:
    return nodes.DoWhile(span(node), _body(node, BODY, unit), _condition(node, unit))


def _for(node: Node, unit: Unit) -> nodes.For:
    init: list[nodes.LocalDeclaration | nodes.Expression] = []
    for found in node.children_by_field_name("init"):
        if found.type == "local_variable_declaration":
            init.append(_local(found, unit))
        elif found.is_named:
            init.append(expression(found, unit))
    condition = node.child_by_field_id(CONDITION)
    updates = [found for found in node.children_by_field_name("update") if found.is_named]
    return nodes.For(
        span(node),
        tuple(init),
        None if condition is None else expression(condition, unit),
        tuple([expression(found, unit) for found in updates]),
        _body(node, BODY, unit),
    )


def _for_each(node: Node, unit: Unit) -> nodes.ForEach:
    name = child(node, NAME)
    refuse_dimensions(node, unit)
    return nodes.ForEach(
        span(node),
        type_name(child(node, TYPE), unit),
        declared_name(name, unit),
        span(name),
        expression(child(node, VALUE), unit),
        _body(node, BODY, unit),
    )


def _switch(node: Node, unit: Unit) -> nodes.Switch:
    rules = parts(child(node, BODY))
    branches = [_when(rule, unit) for rule in rules]
    for rule, branch in zip(rules[:-1], branches[:-1], strict=True):
        if isinstance(branch.label, nodes.WhenElse):
            unit.refuse(rule, "'when else' must be the last block in a switch statement")
    return nodes.Switch(span(node), expression(child(node, CONDITION), unit), tuple(branches))


def _when(node: Node, unit: Unit) -> nodes.When:
    label, body = parts(node)
    return nodes.When(span(node), _when_label(label, unit), block(body, unit))


def _when_label(node: Node, unit: Unit) -> nodes.WhenValues | nodes.WhenType | nodes.WhenElse:
    values = parts(node)
    if not values:
        return nodes.WhenElse(span(node))
    if values[0].type == "when_sobject_type":
        matched, name = parts(values[0])
        named = declared_name(name, unit)
        return nodes.WhenType(span(node), type_name(matched, unit), named, span(name))
    return nodes.WhenValues(span(node), tuple([expression(value, unit) for value in values]))


def _try(node: Node, unit: Unit) -> nodes.Try:
    catches: list[nodes.Catch] = []
    finalizer = None
    for found in node.named_children:
        if found.type == "catch_clause":
            catches.append(_catch(found, unit))
        elif found.type == "finally_clause":
            finalizer = block(parts(found)[0], unit)
    return nodes.Try(span(node), block(child(node, BODY), unit), tuple(catches), finalizer)


def _catch(node: Node, unit: Unit) -> nodes.Catch:
    caught, body = parts(node)
    return nodes.Catch(span(node), parameter(caught, unit), block(body, unit))


def _throw(node: Node, unit: Unit) -> nodes.Throw:
    return nodes.Throw(span(node), expression(parts(node)[0], unit))


def _return(node: Node, unit: Unit) -> nodes.Return:
    given = parts(node)
    return nodes.Return(span(node), expression(given[0], unit) if given else None)


def _break(node: Node, unit: Unit) -> nodes.Break:
    _refuse_label(node, unit)
    return nodes.Break(span(node))


def _continue(node: Node, unit: Unit) -> nodes.Continue:
    _refuse_label(node, unit)
    return nodes.Continue(span(node))


def _refuse_label(node: Node, unit: Unit) -> None:
    for label in parts(node):
        unit.refuse(label, f"Unexpected token '{text(label)}'.")


def _run_as(node: Node, unit: Unit) -> nodes.RunAs:
    user = expression(parts(child(node, USER))[0], unit)
    body = parts(node)[-1]
    return nodes.RunAs(span(node), user, block(body, unit))


def _constructor_call(node: Node, unit: Unit) -> nodes.ConstructorCall:
    target = node.child_by_field_id(CONSTRUCTOR)
    assert target is not None
    if parts(node)[0].start_byte != target.start_byte:
        unit.refuse(node, f"Unexpected token '{_first_token(node)}'.")
    given = arguments(child(node, ARGUMENTS), unit)
    return nodes.ConstructorCall(span(node), target.type, given)  # type: ignore[arg-type]


STATEMENTS: Final[dict[str, Callable[[Node, Unit], nodes.Statement]]] = {
    "block": block,
    "local_variable_declaration": _local,
    "expression_statement": _expression_statement,
    "if_statement": _if,
    "while_statement": _while,
    "do_statement": _do,
    "for_statement": _for,
    "enhanced_for_statement": _for_each,
    "switch_expression": _switch,
    "try_statement": _try,
    "throw_statement": _throw,
    "return_statement": _return,
    "break_statement": _break,
    "continue_statement": _continue,
    "run_as_statement": _run_as,
    "explicit_constructor_invocation": _constructor_call,
}
