"""Loops: `while True` with a test inside, counting loops as `range`, for-each with its guard.

CPython 3.11 does not specialise a hot `while condition:` in a function that is called once, so
every loop but a `for` is emitted as `while True: if not condition: break`.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from sfsim.apex import nodes, pyast
from sfsim.apex.bindings import Bindings, ForEachPlan, LocalVariable, MethodReference
from sfsim.apex.codegen.assignment import assign_statement, update_statement
from sfsim.apex.codegen.checks import checked, condition
from sfsim.apex.codegen.context import Body, Loop, local_name
from sfsim.apex.codegen.conversions import apply
from sfsim.apex.codegen.facts import INTEGER_RANGE, LONG_RANGE, Fact, Interval, range_of
from sfsim.apex.codegen.knowledge import SIZES, interval, is_integral, narrow, non_null
from sfsim.apex.codegen.queries import query_arguments
from sfsim.apex.codegen.statements import tick
from sfsim.apex.codegen.walk import assigned, assignments, bare, descendants, is_simple, local_of
from sfsim.apex.pyast import Place
from sfsim.names import fold
from sfsim.typeref import INTEGER

CHUNK: Final = 200
"""Records per turn of a SOQL for loop. Source: Apex Developer Guide, "SOQL For Loops"."""


# --- facts around a loop ------------------------------------------------------------------------


def enter_loop(body: Body, *parts: Any) -> None:
    """Keeps of the facts what every turn preserves, whichever way it ends.

    A candidate (not null, perhaps not negative) is assumed for all points of the loop at once and
    dropped when a store in the loop does not follow from the assumptions; what remains holds.
    """
    changed: dict[LocalVariable, list[Any]] = {}
    for part in parts:
        for variable, changes in assignments(body.bindings, part).items():
            changed.setdefault(variable, []).extend(changes)
    before = body.facts.copy()
    body.facts.forget(changed)
    outside = body.facts.copy()
    candidates = {
        variable: fact
        for variable, changes in changed.items()
        if (fact := _candidate(before.get(variable), variable, changes)) is not None
    }
    while True:
        body.facts = outside.copy()
        body.facts.known.update(candidates)
        weaker = {
            variable: _confirmed(body, variable, fact, changed[variable])
            for variable, fact in candidates.items()
        }
        if weaker == candidates:
            break
        candidates = {name: fact for name, fact in weaker.items() if fact is not None}


def _candidate(before: Fact, variable: LocalVariable, changes: list[Any]) -> Fact | None:
    if variable.is_shared or any(change is None for change in changes):
        return None
    is_declared = any(isinstance(change, nodes.VariableDeclarator) for change in changes)
    if not before.non_null and not is_declared:
        return None
    if not is_integral(variable.type):
        return Fact(non_null=True)
    bounds = before.interval
    if not is_declared and (bounds is None or bounds.low < 0):
        return Fact(non_null=True)
    low = 0 if is_declared or bounds is None else min(bounds.low, 1)
    return Fact(True, Interval(low, range_of(variable.type).high))


def _confirmed(
    body: Body, variable: LocalVariable, fact: Fact, changes: list[Any]
) -> Fact | None:
    """The candidate, or what is left of it under the present assumptions."""
    if not all(_keeps_value(body, change) for change in changes):
        return None
    if fact.interval is None:
        return fact
    low = min((_stored_low(body, change) for change in changes), default=fact.interval.low)
    if low >= fact.interval.low:
        return fact
    if low >= 0:
        return Fact(True, Interval(0, fact.interval.high))
    return Fact(non_null=True)


def _keeps_value(body: Body, change: Any) -> bool:
    if isinstance(change, nodes.Update):
        return True
    if isinstance(change, nodes.VariableDeclarator):
        return change.value is not None and non_null(body, change.value)
    return change.operator != "=" or non_null(body, change.value)


def _stored_low(body: Body, change: Any) -> int:
    """The least that a store can leave in its Integer or Long variable."""
    if isinstance(change, nodes.VariableDeclarator):
        return _value_low(body, change.value)
    if isinstance(change, nodes.Assign) and change.operator == "=":
        return _value_low(body, change.value)
    if change in body.bounded and _step(body, change) == 1:
        return 1
    return LONG_RANGE.low


def _value_low(body: Body, value: nodes.Expression | None) -> int:
    if value is None or not is_integral(body.bindings.types[bare(value)]):
        return LONG_RANGE.low
    return interval(body, value).low


def _step(body: Body, change: Any) -> int | None:
    if isinstance(change, nodes.Update):
        return 1 if change.operator == "++" else -1
    if isinstance(change, nodes.Assign) and change.operator in ("+=", "-="):
        value = bare(change.value)
        if isinstance(value, nodes.Literal) and isinstance(value.value, int):
            sign = 1 if change.operator == "+=" else -1
            return 1 if value.value * sign > 0 else -1
    return None


def _bounded_steps(body: Body, test: nodes.Expression | None, *parts: Any) -> set[Any]:
    """The steps by one of a variable that the loop's own condition keeps below its maximum."""
    found: set[Any] = set()
    if test is None:
        return found
    for conjunct in _conjuncts(body.bindings, test):
        node = bare(conjunct)
        if not isinstance(node, nodes.Binary):
            continue
        operation = body.bindings.operations[node]
        variable = local_of(body.bindings, node.left)
        if operation.name != "less" or variable is None or not is_integral(variable.type):
            continue
        steps = [
            change
            for part in parts
            for change in assignments(body.bindings, part).get(variable, ())
        ]
        # One step by one in a turn, after a `variable < limit`, cannot pass the type's maximum.
        step = steps[0] if len(steps) == 1 else None
        if step is not None and _step(body, step) == 1 and not _is_in_inner_loop(step, parts):
            found.add(step)
    return found


def _is_in_inner_loop(step: nodes.Node, parts: tuple[Any, ...]) -> bool:
    loops = (nodes.For, nodes.ForEach, nodes.While, nodes.DoWhile)
    return any(
        isinstance(found, loops) and any(inner is step for inner in descendants(found))
        for part in parts
        for found in descendants(part)
    )


def _conjuncts(bindings: Bindings, test: nodes.Expression) -> Iterator[nodes.Expression]:
    node = bare(test)
    if isinstance(node, nodes.Binary) and bindings.operations[node].name == "and":
        yield from _conjuncts(bindings, node.left)
        yield from _conjuncts(bindings, node.right)
    else:
        yield node


@contextmanager
def _inside(body: Body, before_continue: Callable[[], list[ast.stmt]]) -> Iterator[None]:
    """A loop body: what `continue` does, and facts that end with it."""
    body.loops.append(Loop(before_continue))
    try:
        yield
    finally:
        body.loops.pop()


# --- rules --------------------------------------------------------------------------------------


def visit_While(body: Body, node: nodes.While) -> list[ast.stmt]:
    """`while (condition) body`."""
    return _loop(body, node, node.condition, (), node.body)


def visit_DoWhile(body: Body, node: nodes.DoWhile) -> list[ast.stmt]:
    """`do body while (condition);`."""
    at = pyast.place(node.span)
    enter_loop(body, node)
    head = body.facts.copy()

    def test() -> list[ast.stmt]:
        return [tick(at), _leave_unless(body, node.condition)]

    with _inside(body, test):
        emitted = body.statement(node.body)
        body.facts = head.copy()
        emitted += test()
    body.facts = head
    return [pyast.forever(emitted, at)]


def visit_For(body: Body, node: nodes.For) -> list[ast.stmt]:
    """`for (init; condition; update) body`."""
    emitted: list[ast.stmt] = []
    for part in node.init:
        if isinstance(part, nodes.LocalDeclaration):
            emitted += body.statement(part)
        else:
            emitted += _as_statement(body, part)
    counting = _counting(body, node)
    if counting is not None:
        return counting
    return emitted + _loop(body, node, node.condition, node.update, node.body)


def _as_statement(body: Body, expression: nodes.Expression) -> list[ast.stmt]:
    node = bare(expression)
    if isinstance(node, nodes.Assign):
        return assign_statement(body, node)
    if isinstance(node, nodes.Update):
        return update_statement(body, node)
    return [pyast.evaluate(body.value(expression), pyast.place(expression.span))]


def _loop(
    body: Body,
    node: nodes.While | nodes.For,
    test: nodes.Expression | None,
    update: tuple[nodes.Expression, ...],
    inner: nodes.Statement,
) -> list[ast.stmt]:
    at = pyast.place(node.span)
    parts = [part for part in (test, *update, inner) if part is not None]
    bounded = _bounded_steps(body, test, *parts)
    body.bounded |= bounded
    enter_loop(body, *parts)
    head = body.facts.copy()

    def step() -> list[ast.stmt]:
        return [made for part in update for made in _as_statement(body, part)] + [tick(at)]

    emitted: list[ast.stmt] = []
    if test is not None:
        emitted.append(_leave_unless(body, test))
        narrow(body, test, True)
    with _inside(body, step):
        emitted += body.statement(inner)
        if body.facts.reachable:
            emitted += step()
    body.facts = head
    body.facts.reachable = True
    if test is not None and not any(isinstance(found, nodes.Break) for found in descendants(inner)):
        narrow(body, test, False)
    return [pyast.forever(emitted, at)]


def _leave_unless(body: Body, test: nodes.Expression) -> ast.stmt:
    at = pyast.place(test.span)
    return pyast.when(
        pyast.negate(condition(body, test), at), [pyast.leave_loop(at)], [], at
    )


def visit_Break(body: Body, node: nodes.Break) -> list[ast.stmt]:
    """`break;`."""
    body.facts.reachable = False
    return [pyast.leave_loop(pyast.place(node.span))]


def visit_Continue(body: Body, node: nodes.Continue) -> list[ast.stmt]:
    """`continue;`: the step of the loop is repeated here, because Python jumps to the head."""
    before = body.loops[-1].before_continue()
    body.facts.reachable = False
    return [*before, pyast.next_turn(pyast.place(node.span))]


# --- counting loops -----------------------------------------------------------------------------

UNCHANGING: Final = frozenset(
    {"get", "size", "length", "isempty", "contains", "containskey", "charat", "mod", "min", "max",
     "abs", "substring", "debug", "valueof", "equals", "set"}
)  # fmt: skip
"""Methods of the standard library that leave the size of every collection as it is."""
SUMS: Final = ("add", "subtract")


def _counting(body: Body, node: nodes.For) -> list[ast.stmt] | None:
    """`for (Integer i = a; i < n; i++)` as `for i in range(a, n)` when nothing can tell."""
    declared = _counter(body, node)
    if declared is None or len(node.update) != 1:
        return None
    variable, start = declared
    step = bare(node.update[0])
    test = bare(node.condition) if node.condition is not None else None
    if not isinstance(step, nodes.Update) or step.operator != "++":
        return None
    if local_of(body.bindings, step.operand) is not variable or not isinstance(test, nodes.Binary):
        return None
    name = body.bindings.operations[test].name
    if name not in ("less", "less_equal") or local_of(body.bindings, test.left) is not variable:
        return None
    changed = assigned(body.bindings, node.body)
    if variable in changed or test.right in body.bindings.conversions:
        return None
    if not _is_invariant(body, test.right, changed, node.body):
        return None
    limit = interval(body, test.right)
    if name == "less_equal" and limit.high >= INTEGER_RANGE.high:
        return None
    return _range_loop(body, node, variable, start, test.right, name == "less_equal")


def _counter(body: Body, node: nodes.For) -> tuple[LocalVariable, nodes.Expression] | None:
    if len(node.init) != 1 or not isinstance(node.init[0], nodes.LocalDeclaration):
        return None
    declarators = node.init[0].declarators
    if len(declarators) != 1 or declarators[0].value is None:
        return None
    variable = body.bindings.locals[declarators[0]]
    start = declarators[0].value
    if variable.type != INTEGER or not non_null(body, start) or not is_simple(start):
        return None
    return variable, start


def _is_invariant(
    body: Body, limit: nodes.Expression, changed: set[LocalVariable], inner: nodes.Statement
) -> bool:
    """Whether a loop's limit is certainly an int and stays what it is while the loop runs."""
    node = bare(limit)
    if body.bindings.types[node] != INTEGER:
        return False
    if isinstance(node, nodes.Literal):
        return True
    variable = local_of(body.bindings, node)
    if variable is not None:
        return variable not in changed
    is_sum = isinstance(node, nodes.Binary) and body.bindings.operations[node].name in SUMS
    if isinstance(node, nodes.Binary) and is_sum:
        sides = (node.left, node.right)
        return all(_is_invariant(body, side, changed, inner) for side in sides)
    if not isinstance(node, nodes.MethodCall) or node.target is None:
        return False
    receiver = local_of(body.bindings, node.target)
    reference = body.bindings.references.get(node)
    if receiver is None or receiver in changed or not isinstance(reference, MethodReference):
        return False
    is_size = reference.declaration.standard is not None and fold(node.name) in SIZES
    return is_size and _changes_no_size(body, inner)


def _changes_no_size(body: Body, inner: nodes.Statement) -> bool:
    for found in descendants(inner):
        if isinstance(found, nodes.New | nodes.DmlStatement | nodes.RunAs | nodes.ForEach):
            return False
        if isinstance(found, nodes.Assign | nodes.FieldAccess) and _runs_code(body, found):
            return False
        if isinstance(found, nodes.MethodCall):
            reference = body.bindings.references.get(found)
            if not isinstance(reference, MethodReference) or reference.declaration.standard is None:
                return False
            if fold(found.name) not in UNCHANGING:
                return False
    return True


def _runs_code(body: Body, node: nodes.Assign | nodes.FieldAccess) -> bool:
    """Whether reading or storing a member may run an accessor or a static initialiser."""
    if isinstance(node, nodes.FieldAccess):
        return True
    target = bare(node.target)
    return local_of(body.bindings, target) is None and not isinstance(target, nodes.Index)


def _range_loop(
    body: Body,
    node: nodes.For,
    variable: LocalVariable,
    start: nodes.Expression,
    limit: nodes.Expression,
    is_inclusive: bool,
) -> list[ast.stmt]:
    at = pyast.place(node.span)
    name = local_name(variable)
    low = interval(body, start).low
    high = interval(body, limit).high - (0 if is_inclusive else 1)
    is_certain = non_null(body, limit)
    stop = body.value(limit)
    if not is_certain:
        # Nothing is less than null: the loop does not turn.
        nothing = pyast.constant(low - 1 if is_inclusive else low, at)
        stop = pyast.conditional(pyast.is_not_none(stop, at), stop, nothing, at)
    if is_inclusive:
        stop = pyast.binary(stop, ast.Add(), pyast.constant(1, at), at)
    bounds = [body.value(start), stop]
    if isinstance(bare(start), nodes.Literal) and bare(start).value == 0:  # type: ignore[union-attr]
        bounds = [stop]
    enter_loop(body, node.body)
    head = body.facts.copy()
    body.facts.set(variable, Fact(True, Interval(low, max(low, high))))
    with _inside(body, lambda: [tick(at)]):
        inner = body.statement(node.body)
        if body.facts.reachable:
            inner.append(tick(at))
    body.facts = head
    body.facts.reachable = True
    counter = pyast.store(name, at)
    return [pyast.for_in(counter, pyast.call_name("range", bounds, at), inner, at)]


# --- for each -----------------------------------------------------------------------------------


def visit_ForEach(body: Body, node: nodes.ForEach) -> list[ast.stmt]:
    """`for (Type name : iterable) body`."""
    plan = body.bindings.loops[node]
    if plan.kind in ("query", "query_chunk"):
        return _for_query(body, node, plan)
    at = pyast.place(node.span)
    if plan.kind == "iterable":
        walk = pyast.call_name("iterate", [checked(body, node.iterable)], at)
        return [_turns(body, node, plan, walk, at)]
    held = body.temporary()
    hold = pyast.call_name("hold", [checked(body, node.iterable)], at)
    keep = pyast.assign_name(held, hold, at)
    zero = pyast.constant(0, at)
    items = pyast.subscript(pyast.name(held, at), zero, at)
    release = pyast.evaluate(pyast.call_name("release", [pyast.name(held, at)], at), at)
    return [keep, pyast.attempt([_turns(body, node, plan, items, at)], [], [release], at)]


def _turns(
    body: Body, node: nodes.ForEach, plan: ForEachPlan, items: ast.expr, at: Place
) -> ast.stmt:
    enter_loop(body, node.body)
    head = body.facts.copy()
    name = local_name(plan.variable)
    body.facts.set(plan.variable, Fact())
    inner: list[ast.stmt] = []
    if plan.conversion is not None:
        value = apply(body, None, pyast.name(name, at), plan.conversion, at)
        inner.append(pyast.assign_name(name, value, at))
    with _inside(body, lambda: [tick(at)]):
        inner += body.statement(node.body)
        if body.facts.reachable:
            inner.append(tick(at))
    body.facts = head
    body.facts.reachable = True
    return pyast.for_in(pyast.store(name, at), items, inner, at)


def _for_query(body: Body, node: nodes.ForEach, plan: ForEachPlan) -> list[ast.stmt]:
    """Records arrive in chunks; with a record variable an inner loop walks each chunk."""
    at = pyast.place(node.span)
    query = bare(node.iterable)
    if not isinstance(query, nodes.SoqlExpression):
        items = pyast.call_name("iterate", [checked(body, node.iterable)], at)
        return [_turns(body, node, plan, items, at)]
    arguments = [
        body.caller(at), *query_arguments(body, query.query, at), pyast.constant(CHUNK, at)
    ]
    chunks = pyast.call_method(body.org(at), "query_chunks", arguments, at)
    if plan.kind == "query":
        return [_turns(body, node, plan, pyast.call_name("records_of", [chunks], at), at)]
    return [_turns(body, node, plan, chunks, at)]
