"""Operators: in which type they are computed, what their result is, and which types they refuse."""

from __future__ import annotations

from typing import Final

from sfsim.apex import messages, nodes
from sfsim.apex.binder.assignment import bind_target, visit_simple_assign
from sfsim.apex.binder.body import Body
from sfsim.apex.binder.callbacks import holds_user_code
from sfsim.apex.bindings import ConversionTo, Operation
from sfsim.apex.declarations import TypeKind
from sfsim.apex.messages import CompileError
from sfsim.typeref import (
    BOOLEAN,
    DATE,
    DATETIME,
    DECIMAL,
    DOUBLE,
    ERROR,
    ID,
    INTEGER,
    LONG,
    NULL,
    NUMERIC,
    OBJECT,
    PRIMITIVES,
    STRING,
    TIME,
    VOID,
    TypeRef,
)

ARITHMETIC: Final = {"+": "add", "-": "subtract", "*": "multiply", "/": "divide"}
SHIFTS: Final = {"<<": "shift_left", ">>": "shift_right", ">>>": "shift_right_unsigned"}
BITWISE: Final = {"&": "bit_and", "|": "bit_or", "^": "bit_xor"}
LOGICAL: Final = {"&&": "and", "||": "or"}
EQUALITY: Final = {"==": "equal", "!=": "not_equal", "<>": "not_equal"}
IDENTITY: Final = {"===": "same", "!==": "not_same"}
ORDERING: Final = {"<": "less", "<=": "less_equal", ">": "greater", ">=": "greater_equal"}
BITWISE_NAMES: Final = {"&": "AND", "|": "OR", "^": "XOR"}
ORDERED: Final = frozenset({STRING, ID, DATE, DATETIME, TIME, *NUMERIC})
BOOLEANS: Final = Operation("", BOOLEAN, BOOLEAN)


def visit_Binary(body: Body, node: nodes.Binary) -> TypeRef:
    """Binds both operands and computes the operation.

    Long chains (`'a' + b + …`) lean to the left as deep as they are long, so they are walked.
    """
    chain = [node]
    while isinstance(chain[-1].left, nodes.Binary):
        chain.append(chain[-1].left)
    left = body.expression(chain[-1].left)
    for link in reversed(chain):
        left = _bind_link(body, link, left)
        body.types[link] = left
    return left


def _bind_link(body: Body, node: nodes.Binary, left: TypeRef) -> TypeRef:
    right = body.expression(node.right)
    operator = node.operator
    if operator in ARITHMETIC:
        operation = _arithmetic(body, node, operator, left, right)
    elif operator in LOGICAL:
        operation = _logical(body, node, operator, left, right)
    elif operator in EQUALITY:
        operation = _equality(body, node, operator, left, right)
    elif operator in ORDERING:
        operation = _ordering(body, node, operator, left, right)
    elif operator in IDENTITY:
        operation = _identity(body, node, operator, left, right)
    elif operator in BITWISE:
        operation = _bitwise(body, node, operator, left, right)
    elif operator in SHIFTS:
        operation = _shift(body, node, operator, left, right)
    else:
        assert operator == "??", f"an unknown operator: {operator}"
        operation = _coalesce(body, node, left, right)
    if operation is None:
        return BOOLEAN if operator in EQUALITY or operator in ORDERING else ERROR
    body.operations[node] = operation
    if operation.name != "concat" and operation.operand not in (OBJECT, left):
        _convert_operand(body, node.left, left, operation.operand)
    if operation.name not in SINGLE_OPERAND and operation.operand != right:
        _convert_operand(body, node.right, right, operation.operand)
    return operation.result


SINGLE_OPERAND: Final = frozenset(
    {"concat", "add_days", "add_milliseconds", "shift_left", "shift_right", "shift_right_unsigned"}
)
"""Operations whose right operand keeps its own type."""


def _convert_operand(body: Body, node: nodes.Expression, source: TypeRef, operand: TypeRef) -> None:
    if source in PRIMITIVES and operand in PRIMITIVES:
        if {source, operand} == {STRING, ID}:
            return  # Compared as Ids by the operation itself: text that is no Id is no error.
        steps = body.conversions.assign(source, operand)
    elif (body.conversions.is_sobject_list(source) and body.conversions.is_sobject(operand)) or (
        operand == OBJECT and source == LONG
    ):
        steps = body.conversions.assign(source, operand)
    else:
        return
    if steps:
        body.bindings.conversions[node] = steps


# --- arithmetic ---------------------------------------------------------------------------------


def _arithmetic(
    body: Body,
    node: nodes.Binary | nodes.Assign,
    operator: str,
    left: TypeRef,
    right: TypeRef,
) -> Operation | None:
    if left is ERROR or right is ERROR:
        return None
    if VOID in (left, right):
        body.report(node.span, messages.VOID_ARITHMETIC)
        return None
    if operator == "+" and (left == STRING or right == STRING):
        if holds_user_code(body, left) or holds_user_code(body, right):
            body.calls_outside()
        return Operation("concat", STRING, STRING)
    if operator in ("+", "-") and left in (DATE, DATETIME, TIME):
        return _temporal(body, node, operator, left, right)
    if left in NUMERIC and right in NUMERIC:
        wide = NUMERIC[max(NUMERIC.index(left), NUMERIC.index(right))]
        return Operation(ARITHMETIC[operator], wide, wide)
    known = right if left is NULL else left
    if NULL in (left, right) and known in NUMERIC:
        return Operation(ARITHMETIC[operator], known, known)
    if operator == "+" and ID in (left, right):
        return Operation("concat", STRING, STRING)
    body.report(node.span, messages.NUMERIC_ARGUMENTS)
    return None


TEMPORAL: Final[dict[TypeRef, tuple[str, tuple[TypeRef, ...], CompileError]]] = {
    DATE: ("add_days", (INTEGER, LONG), messages.DATE_OPERAND),
    DATETIME: ("add_days", (INTEGER, LONG, DOUBLE, DECIMAL), messages.DATETIME_OPERAND),
    TIME: ("add_milliseconds", (INTEGER, LONG), messages.TIME_OPERAND),
}


def _temporal(
    body: Body,
    node: nodes.Binary | nodes.Assign,
    operator: str,
    left: TypeRef,
    right: TypeRef,
) -> Operation | None:
    """`date + days`; subtraction is told from addition by the operator of the node."""
    name, allowed, error = TEMPORAL[left]
    if right not in allowed and right is not NULL:
        body.report(node.span, error)
        return None
    return Operation(name, left, left)


def _shift(
    body: Body, node: nodes.Binary | nodes.Assign, operator: str, left: TypeRef, right: TypeRef
) -> Operation | None:
    if left is ERROR or right is ERROR:
        return None
    if left not in (INTEGER, LONG) or right not in (INTEGER, LONG):
        body.report(node.span, messages.SHIFT_OPERAND, "Shift")
        return None
    return Operation(SHIFTS[operator], left, left)


def _bitwise(
    body: Body, node: nodes.Binary | nodes.Assign, operator: str, left: TypeRef, right: TypeRef
) -> Operation | None:
    if left is ERROR or right is ERROR:
        return None
    if left == BOOLEAN and right == BOOLEAN:
        return Operation(BITWISE[operator], BOOLEAN, BOOLEAN)
    if left in (INTEGER, LONG) and right in (INTEGER, LONG):
        wide = LONG if LONG in (left, right) else INTEGER
        return Operation(BITWISE[operator], wide, wide)
    body.report(node.span, messages.BITWISE_OPERAND, BITWISE_NAMES[operator])
    return None


def _logical(
    body: Body, node: nodes.Binary, operator: str, left: TypeRef, right: TypeRef
) -> Operation:
    for side, ref in ((node.left, left), (node.right, right)):
        if ref not in (BOOLEAN, ERROR, NULL):
            body.report(side.span, messages.LOGICAL_OPERAND, "Boolean")
    return Operation(LOGICAL[operator], BOOLEAN, BOOLEAN)


# --- comparison ---------------------------------------------------------------------------------


def _equality(
    body: Body, node: nodes.Binary, operator: str, left: TypeRef, right: TypeRef
) -> Operation | None:
    name = EQUALITY[operator]
    if left is ERROR or right is ERROR:
        return None
    if VOID in (left, right):
        body.report(node.span, messages.INCOMPATIBLE_COMPARISON, left, right)
        return None
    if left == right:
        operand = left
    elif NULL in (left, right):
        operand = left if right is NULL else right
    else:
        found = _comparison_type(body, left, right)
        if found is None:
            body.report(node.span, messages.INCOMPATIBLE_COMPARISON, left, right)
            return None
        operand = found
    if operand not in PRIMITIVES and NULL not in (left, right) and holds_user_code(body, operand):
        body.calls_outside()
    return Operation(name, operand, BOOLEAN)


def _comparison_type(body: Body, left: TypeRef, right: TypeRef) -> TypeRef | None:
    if ID in (left, right) and STRING in (left, right):
        return ID
    if OBJECT in (left, right):
        return OBJECT
    found = body.conversions.common(left, right)
    if found is not None:
        return found
    conversions = body.conversions
    if conversions.is_sobject_list(left) and conversions.is_sobject(right):
        return right
    if conversions.is_sobject_list(right) and conversions.is_sobject(left):
        return left
    if conversions.assign(left, right) is not None or conversions.assign(right, left) is not None:
        return OBJECT if left not in PRIMITIVES else right
    return OBJECT if _may_be_equal(body, left, right) else None


def _may_be_equal(body: Body, left: TypeRef, right: TypeRef) -> bool:
    """Two types of which some value could be both: an interface, related collections."""
    if left in PRIMITIVES or right in PRIMITIVES:
        return False
    return body.conversions.castable(left, right)


def _ordering(
    body: Body, node: nodes.Binary, operator: str, left: TypeRef, right: TypeRef
) -> Operation | None:
    if left is ERROR or right is ERROR:
        return None
    for ref in (left, right):
        if ref not in ORDERED and ref is not NULL:
            body.report(node.span, messages.INEQUALITY_TYPE, ref)
            return None
    if left is NULL or right is NULL:
        operand = right if left is NULL else left
        return Operation(ORDERING[operator], operand, BOOLEAN)
    found = _comparison_type(body, left, right)
    if found is None:
        body.report(node.span, messages.INCOMPATIBLE_COMPARISON, left, right)
        return None
    return Operation(ORDERING[operator], found, BOOLEAN)


def _identity(
    body: Body, node: nodes.Binary, operator: str, left: TypeRef, right: TypeRef
) -> Operation | None:
    if left is ERROR or right is ERROR:
        return Operation(IDENTITY[operator], OBJECT, BOOLEAN)
    for ref, other in ((left, right), (right, left)):
        if ref in PRIMITIVES and other != OBJECT and other is not NULL:
            body.report(node.span, messages.EXACT_EQUALITY_TYPE, ref)
            break
    return Operation(IDENTITY[operator], OBJECT, BOOLEAN)


# --- `??` and `?:` ------------------------------------------------------------------------------


def _coalesce(body: Body, node: nodes.Binary, left: TypeRef, right: TypeRef) -> Operation | None:
    found = meeting_type(body, left, right)
    if found is None:
        body.report(node.span, messages.COALESCE_TYPES, left, right)
        return None
    _meet(body, node.left, left, found)
    _meet(body, node.right, right, found)
    return Operation("coalesce", found, found)


def visit_Ternary(body: Body, node: nodes.Ternary) -> TypeRef:
    """Both branches must meet in one type."""
    condition(body, node.condition)
    left, right = body.expression(node.then), body.expression(node.otherwise)
    found = meeting_type(body, left, right)
    if found is None:
        return body.fail(node.span, messages.TERNARY_TYPES, left, right)
    _meet(body, node.then, left, found)
    _meet(body, node.otherwise, right, found)
    return found


def meeting_type(body: Body, left: TypeRef, right: TypeRef) -> TypeRef | None:
    """The type of an expression that is one of two."""
    if VOID in (left, right):
        return None
    found = body.conversions.common(left, right)
    if found is not None:
        return found
    if {left, right} == {STRING, ID}:
        return STRING
    return _common_ancestor(body, left, right)


def _common_ancestor(body: Body, left: TypeRef, right: TypeRef) -> TypeRef | None:
    """Two classes meet in the nearest type that both descend from."""
    if left in PRIMITIVES or right in PRIMITIVES:
        return None
    conversions = body.conversions
    for one, other in ((left, right), (right, left)):
        if conversions.is_sobject_list(one) and conversions.is_sobject(other):
            return other
    others = body.hierarchy.supertypes(right)
    for supertype in body.hierarchy.supertypes(left):
        if supertype in others and supertype != OBJECT:
            return supertype
    return None


def _meet(body: Body, node: nodes.Expression, source: TypeRef, target: TypeRef) -> None:
    if source != target:
        body.apply(node, body.conversions.assign(source, target) or ())


# --- unary, update, assignment ------------------------------------------------------------------


def visit_Unary(body: Body, node: nodes.Unary) -> TypeRef:
    """`-x`, `+x`, `!x`, `~x`."""
    operand = body.expression(node.operand)
    operator = node.operator
    if operand is ERROR:
        return BOOLEAN if operator == "!" else ERROR
    if operator == "!":
        if operand not in (BOOLEAN, NULL):
            body.report(node.span, messages.NOT_OPERAND, "!")
        body.operations[node] = Operation("not", BOOLEAN, BOOLEAN)
        return BOOLEAN
    if operator == "~":
        if operand not in (INTEGER, LONG):
            return body.fail(node.span, messages.BITWISE_NEGATE_OPERAND, operand)
        body.operations[node] = Operation("bit_not", operand, operand)
        return operand
    if operator == "+":
        # The platform lets a plus stand before text, as in `'a' + +'b'`.
        body.operations[node] = Operation("plus", operand, operand)
        return operand
    if operand not in NUMERIC:
        return body.fail(node.span, messages.NEGATE_OPERAND)
    name = "negate"
    body.operations[node] = Operation(name, operand, operand)
    return operand


def visit_Update(body: Body, node: nodes.Update) -> TypeRef:
    """`x++`, `--x`."""
    operand = bind_target(body, node.operand, reads=True)
    if operand is ERROR:
        return ERROR
    if operand not in NUMERIC:
        error = messages.POSTFIX_OPERAND
        if node.is_prefix:
            error = (
                messages.PREFIX_INCREMENT_OPERAND
                if node.operator == "++"
                else messages.PREFIX_DECREMENT_OPERAND
            )
        return body.fail(node.span, error, operand)
    name = "add" if node.operator == "++" else "subtract"
    body.operations[node] = Operation(name, operand, operand)
    return operand


def visit_Assign(body: Body, node: nodes.Assign) -> TypeRef:
    """`=` and the compound assignments; the result converts back to the target."""
    operator = node.operator[:-1]
    if not operator:
        return visit_simple_assign(body, node)
    target = bind_target(body, node.target, reads=True)
    value = body.expression(node.value)
    if operator in ARITHMETIC:
        operation = _arithmetic(body, node, operator, target, value)
    elif operator in BITWISE:
        operation = _bitwise(body, node, operator, target, value)
    else:
        operation = _shift(body, node, operator, target, value)
    if operation is None:
        return target
    if operation.name not in SINGLE_OPERAND:
        _convert_operand(body, node.target, target, operation.operand)
        _convert_operand(body, node.value, value, operation.operand)
    store = _store_of(body, node, operation, target)
    body.operations[node] = Operation(operation.name, operation.operand, operation.result, store)
    return target


def _store_of(
    body: Body, node: nodes.Assign, operation: Operation, target: TypeRef
) -> ConversionTo | None:
    result = operation.result
    if result == target:
        return None
    steps = body.conversions.assign(result, target)
    if steps is None:
        body.report(node.span, messages.ILLEGAL_ASSIGNMENT, result, target)
        return None
    return steps[0] if steps else None


# --- types --------------------------------------------------------------------------------------


def condition(body: Body, node: nodes.Expression) -> None:
    """Binds the condition of an if, a loop or `?:`."""
    found = body.expression(node)
    if found not in (BOOLEAN, ERROR, NULL):
        body.report(node.span, messages.CONDITION_TYPE, found)


def visit_Cast(body: Body, node: nodes.Cast) -> TypeRef:
    """`(T) value`; what can never succeed is refused."""
    target = body.type(node.type)
    source = body.expression(node.value)
    if target is ERROR or source is ERROR:
        return target
    if source == VOID or not body.conversions.castable(source, target):
        return body.fail(node.span, messages.CAST_TYPES, source, target)
    body.apply(node.value, body.conversions.cast(source, target))
    return target


def visit_InstanceOf(body: Body, node: nodes.InstanceOf) -> TypeRef:
    """Provably constant checks are compile errors."""
    source = body.expression(node.value)
    target = body.type(node.type)
    if ERROR in (source, target) or source is NULL:
        return BOOLEAN
    if source == VOID:
        body.report(node.span, messages.INSTANCEOF_NOT_ALLOWED, source)
        return BOOLEAN
    if _always(body, source, target):
        body.report(node.span, messages.INSTANCEOF_TRUE, source, target)
    elif _never(body, source, target):
        body.report(node.span, messages.INSTANCEOF_FALSE, source, target)
    return BOOLEAN


ITERABLE_RULE_VERSION: Final = 60.0


def _always(body: Body, source: TypeRef, target: TypeRef) -> bool:
    if source == target:
        return True
    supertypes = body.hierarchy.supertypes(source)
    if target not in supertypes:
        return False
    declaration = body.project.declaration(target)
    if declaration is not None and declaration.kind is TypeKind.INTERFACE and target.arguments:
        return body.unit.api_version >= ITERABLE_RULE_VERSION
    return target != OBJECT or source not in PRIMITIVES


def _never(body: Body, source: TypeRef, target: TypeRef) -> bool:
    if source == OBJECT or target == OBJECT:
        return False
    if source in PRIMITIVES or target in PRIMITIVES:
        same_family = {source, target} in ({STRING, ID}, {DATE, DATETIME})
        numeric = source in NUMERIC and target in NUMERIC
        return not (same_family or numeric)
    return not body.conversions.castable(source, target)
