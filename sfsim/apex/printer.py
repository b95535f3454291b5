"""Apex trees back to text that parses to the same tree.

Every node class has one function in `PRINTERS`. Expressions become text; declarations and
statements become lines. Comments and layout are not in a tree, so they are not kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, Final

from sfsim.apex import nodes
from sfsim.soql.printer import print_query, print_search

INDENT: Final = "    "

_ESCAPES: Final = {
    "\\": "\\\\",
    "'": "\\'",
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "\b": "\\b",
    "\f": "\\f",
}


def print_apex(node: nodes.Node) -> str:
    """The text of a node: a whole compilation unit, one statement or one expression.

    Raises:
        KeyError: the node's class has no printer.
    """
    return PRINTERS[type(node)](node)


def print_string(value: str) -> str:
    """A string as an Apex literal."""
    return "'" + re.sub(r"[\\'\x00-\x1f\ud800-\udfff]", _escape, value) + "'"


def _escape(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04x}"


def _commas(parts: Iterable[nodes.Node]) -> str:
    return ", ".join([print_apex(part) for part in parts])


def _braces(head: str, lines: Iterable[str]) -> str:
    body = "\n".join(lines)
    if not body:
        return head + "{\n}"
    return head + "{\n" + _indented(body) + "\n}"


def _indented(text: str) -> str:
    """Every line one level in; literals hold no line breaks, so none is harmed."""
    return INDENT + text.replace("\n", "\n" + INDENT)


# --- types, modifiers, annotations ------------------------------------------------------------


def _type_name(node: nodes.TypeName) -> str:
    return str(node)


def _annotation_argument(node: nodes.AnnotationArgument) -> str:
    value = print_apex(node.value)
    return f"{node.name}={value}" if node.name else value


def _annotation(node: nodes.Annotation) -> str:
    if not node.arguments:
        return f"@{node.name}"
    return f"@{node.name}({' '.join(map(_annotation_argument, node.arguments))})"


def _modifier(node: nodes.Modifier) -> str:
    return node.keyword


def _modifiers(node: nodes.Modifiers) -> str:
    """All of them with a blank behind each."""
    words = [*map(_annotation, node.annotations), *(word.keyword for word in node.keywords)]
    return "".join(f"{word} " for word in words)


# --- declarations -----------------------------------------------------------------------------


def _parameter(node: nodes.Parameter) -> str:
    return f"{_modifiers(node.modifiers)}{node.type} {node.name}"


def _members(head: str, members: Iterable[nodes.Node]) -> str:
    return _braces(head + " ", map(print_apex, members))


def _type_parameters(names: tuple[str, ...]) -> str:
    return f"<{', '.join(names)}>" if names else ""


def _class(node: nodes.ClassDeclaration) -> str:
    head = f"{_modifiers(node.modifiers)}class {node.name}{_type_parameters(node.type_parameters)}"
    if node.superclass:
        head += f" extends {node.superclass}"
    if node.interfaces:
        head += f" implements {_commas(node.interfaces)}"
    return _members(head, node.members)


def _interface(node: nodes.InterfaceDeclaration) -> str:
    head = f"{_modifiers(node.modifiers)}interface {node.name}"
    head += _type_parameters(node.type_parameters)
    if node.interfaces:
        head += f" extends {_commas(node.interfaces)}"
    return _members(head, node.members)


def _enum_constant(node: nodes.EnumConstant) -> str:
    return node.name


def _enum(node: nodes.EnumDeclaration) -> str:
    return f"{_modifiers(node.modifiers)}enum {node.name} {{ {_commas(node.constants)} }}"


def _declarator(node: nodes.VariableDeclarator) -> str:
    return node.name if node.value is None else f"{node.name} = {print_apex(node.value)}"


def _variables(node: nodes.FieldDeclaration | nodes.LocalDeclaration) -> str:
    return f"{_modifiers(node.modifiers)}{node.type} {_commas(node.declarators)};"


def _accessor(node: nodes.Accessor) -> str:
    head = f"{_modifiers(node.modifiers)}{node.kind}"
    return f"{head};" if node.body is None else f"{head} {_block(node.body)}"


def _property(node: nodes.PropertyDeclaration) -> str:
    return _members(f"{_modifiers(node.modifiers)}{node.type} {node.name}", node.accessors)


def _method(node: nodes.MethodDeclaration) -> str:
    returned = "void" if node.type is None else str(node.type)
    head = f"{_modifiers(node.modifiers)}{returned} {node.name}({_commas(node.parameters)})"
    return f"{head};" if node.body is None else f"{head} {_block(node.body)}"


def _constructor(node: nodes.ConstructorDeclaration) -> str:
    head = f"{_modifiers(node.modifiers)}{node.name}({_commas(node.parameters)})"
    return f"{head} {_block(node.body)}"


def _initializer(node: nodes.InitializerBlock) -> str:
    return ("static " if node.is_static else "") + _block(node.body)


def _trigger_event(node: nodes.TriggerEvent) -> str:
    return f"{node.time} {node.operation}"


def _trigger(node: nodes.TriggerDeclaration) -> str:
    head = f"trigger {node.name} on {node.sobject} ({_commas(node.events)})"
    return _members(head, [*node.methods, *node.body.statements])


def _anonymous(node: nodes.AnonymousBlock) -> str:
    parts = [*node.types, *node.methods, *node.body.statements]
    return "".join(f"{print_apex(part)}\n" for part in parts)


# --- statements -------------------------------------------------------------------------------


def _block(node: nodes.Block) -> str:
    return _braces("", map(print_apex, node.statements))


def _expression_statement(node: nodes.ExpressionStatement) -> str:
    return f"{print_apex(node.expression)};"


def _constructor_call(node: nodes.ConstructorCall) -> str:
    return f"{node.target}({_commas(node.arguments)});"


def _if(node: nodes.If) -> str:
    text = f"if ({print_apex(node.condition)}) {print_apex(node.then)}"
    return text if node.otherwise is None else f"{text} else {print_apex(node.otherwise)}"


def _while(node: nodes.While) -> str:
    return f"while ({print_apex(node.condition)}) {print_apex(node.body)}"


def _do_while(node: nodes.DoWhile) -> str:
    return f"do {print_apex(node.body)} while ({print_apex(node.condition)});"


def _for(node: nodes.For) -> str:
    init = _commas(node.init)
    if not init.endswith(";"):
        init += ";"
    condition = "" if node.condition is None else " " + print_apex(node.condition)
    update = " " + _commas(node.update) if node.update else ""
    return f"for ({init}{condition};{update}) {print_apex(node.body)}"


def _for_each(node: nodes.ForEach) -> str:
    head = f"for ({node.type} {node.name} : {print_apex(node.iterable)})"
    return f"{head} {print_apex(node.body)}"


def _when_values(node: nodes.WhenValues) -> str:
    return _commas(node.values)


def _when_type(node: nodes.WhenType) -> str:
    return f"{node.type} {node.name}"


def _when_else(node: nodes.WhenElse) -> str:
    return "else"


def _when(node: nodes.When) -> str:
    return f"when {print_apex(node.label)} {_block(node.body)}"


def _switch(node: nodes.Switch) -> str:
    return _members(f"switch on {print_apex(node.subject)}", node.branches)


def _catch(node: nodes.Catch) -> str:
    return f" catch ({_parameter(node.parameter)}) {_block(node.body)}"


def _try(node: nodes.Try) -> str:
    text = f"try {_block(node.body)}" + "".join(map(_catch, node.catches))
    return text if node.finalizer is None else f"{text} finally {_block(node.finalizer)}"


def _throw(node: nodes.Throw) -> str:
    return f"throw {print_apex(node.expression)};"


def _return(node: nodes.Return) -> str:
    return "return;" if node.expression is None else f"return {print_apex(node.expression)};"


def _break(node: nodes.Break) -> str:
    return "break;"


def _continue(node: nodes.Continue) -> str:
    return "continue;"


def _dml(node: nodes.DmlStatement) -> str:
    words: list[str] = [node.operation]
    if node.access:
        words.append(f"as {node.access}")
    words.append(print_apex(node.target))
    if node.key:
        words.append(".".join(node.key))
    if node.other:
        words.append(print_apex(node.other))
    return " ".join(words) + ";"


def _run_as(node: nodes.RunAs) -> str:
    return f"System.runAs({print_apex(node.user)}) {_block(node.body)}"


# --- expressions ------------------------------------------------------------------------------


def _literal(node: nodes.Literal) -> str:
    value: Any = node.value  # the kind says which type it has
    if node.kind == "string":
        return print_string(value)
    if node.kind == "decimal":
        return format(value, "f")
    if node.kind == "double":
        digits = format(Decimal(repr(value)), "f")
        return digits + ("d" if "." in digits else ".0d")
    if node.kind == "long":
        return f"{value}L"
    return "null" if value is None else str(value).lower()


def _name(node: nodes.Name) -> str:
    return node.name


def _this(node: nodes.This) -> str:
    return "this"


def _super(node: nodes.Super) -> str:
    return "super"


def _dot(is_safe: bool) -> str:
    return "?." if is_safe else "."


def _field_access(node: nodes.FieldAccess) -> str:
    return f"{print_apex(node.target)}{_dot(node.is_safe)}{node.name}"


def _method_call(node: nodes.MethodCall) -> str:
    target = "" if node.target is None else print_apex(node.target) + _dot(node.is_safe)
    return f"{target}{node.name}({_commas(node.arguments)})"


def _index(node: nodes.Index) -> str:
    return f"{print_apex(node.target)}[{print_apex(node.index)}]"


def _named_argument(node: nodes.NamedArgument) -> str:
    return f"{node.name} = {print_apex(node.value)}"


def _new(node: nodes.New) -> str:
    return f"new {node.type}({_commas(node.fields or node.arguments)})"


def _new_array(node: nodes.NewArray) -> str:
    return f"new {node.type}[{print_apex(node.size)}]"


def _new_collection(node: nodes.NewCollection) -> str:
    return f"new {node.type}{{{_commas(node.elements)}}}"


def _map_entry(node: nodes.MapEntry) -> str:
    return f"{print_apex(node.key)} => {print_apex(node.value)}"


def _new_map(node: nodes.NewMap) -> str:
    return f"new {node.type}{{{_commas(node.entries)}}}"


def _unary(node: nodes.Unary) -> str:
    operand = print_apex(node.operand)
    gap = " " if operand[:1] == node.operator else ""
    return f"{node.operator}{gap}{operand}"


def _update(node: nodes.Update) -> str:
    operand = print_apex(node.operand)
    return node.operator + operand if node.is_prefix else operand + node.operator


def _binary(node: nodes.Binary) -> str:
    """A loop down the left side: concatenations of thousands of terms are left-deep."""
    parts: list[str] = []
    found: nodes.Expression = node
    while isinstance(found, nodes.Binary):
        parts += (print_apex(found.right), found.operator)
        found = found.left
    return " ".join([print_apex(found), *reversed(parts)])


def _assign(node: nodes.Assign) -> str:
    return f"{print_apex(node.target)} {node.operator} {print_apex(node.value)}"


def _ternary(node: nodes.Ternary) -> str:
    then, otherwise = print_apex(node.then), print_apex(node.otherwise)
    return f"{print_apex(node.condition)} ? {then} : {otherwise}"


def _instance_of(node: nodes.InstanceOf) -> str:
    return f"{print_apex(node.value)} instanceof {node.type}"


def _cast(node: nodes.Cast) -> str:
    return f"({node.type}) {print_apex(node.value)}"


def _parenthesized(node: nodes.Parenthesized) -> str:
    return f"({print_apex(node.expression)})"


def _class_literal(node: nodes.ClassLiteral) -> str:
    return f"{node.type}.class"


def _soql(node: nodes.SoqlExpression) -> str:
    return f"[{print_query(node.query, print_apex)}]"


def _sosl(node: nodes.SoslExpression) -> str:
    return f"[{print_search(node.search, print_apex)}]"


PRINTERS: Final[dict[type[nodes.Node], Callable[[Any], str]]] = {
    nodes.TypeName: _type_name,
    nodes.AnnotationArgument: _annotation_argument,
    nodes.Annotation: _annotation,
    nodes.Modifier: _modifier,
    nodes.Modifiers: _modifiers,
    nodes.Parameter: _parameter,
    nodes.ClassDeclaration: _class,
    nodes.InterfaceDeclaration: _interface,
    nodes.EnumConstant: _enum_constant,
    nodes.EnumDeclaration: _enum,
    nodes.VariableDeclarator: _declarator,
    nodes.FieldDeclaration: _variables,
    nodes.Accessor: _accessor,
    nodes.PropertyDeclaration: _property,
    nodes.MethodDeclaration: _method,
    nodes.ConstructorDeclaration: _constructor,
    nodes.InitializerBlock: _initializer,
    nodes.TriggerEvent: _trigger_event,
    nodes.TriggerDeclaration: _trigger,
    nodes.AnonymousBlock: _anonymous,
    nodes.Block: _block,
    nodes.LocalDeclaration: _variables,
    nodes.ExpressionStatement: _expression_statement,
    nodes.ConstructorCall: _constructor_call,
    nodes.If: _if,
    nodes.While: _while,
    nodes.DoWhile: _do_while,
    nodes.For: _for,
    nodes.ForEach: _for_each,
    nodes.WhenValues: _when_values,
    nodes.WhenType: _when_type,
    nodes.WhenElse: _when_else,
    nodes.When: _when,
    nodes.Switch: _switch,
    nodes.Catch: _catch,
    nodes.Try: _try,
    nodes.Throw: _throw,
    nodes.Return: _return,
    nodes.Break: _break,
    nodes.Continue: _continue,
    nodes.DmlStatement: _dml,
    nodes.RunAs: _run_as,
    nodes.Literal: _literal,
    nodes.Name: _name,
    nodes.This: _this,
    nodes.Super: _super,
    nodes.FieldAccess: _field_access,
    nodes.MethodCall: _method_call,
    nodes.Index: _index,
    nodes.NamedArgument: _named_argument,
    nodes.New: _new,
    nodes.NewArray: _new_array,
    nodes.NewCollection: _new_collection,
    nodes.MapEntry: _map_entry,
    nodes.NewMap: _new_map,
    nodes.Unary: _unary,
    nodes.Update: _update,
    nodes.Binary: _binary,
    nodes.Assign: _assign,
    nodes.Ternary: _ternary,
    nodes.InstanceOf: _instance_of,
    nodes.Cast: _cast,
    nodes.Parenthesized: _parenthesized,
    nodes.ClassLiteral: _class_literal,
    nodes.SoqlExpression: _soql,
    nodes.SoslExpression: _sosl,
}
