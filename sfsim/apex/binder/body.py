"""One body of code while it is bound: its scopes, its context, and the ways to record an answer.

The rules for each construct live in the modules beside this one; `Body` looks them up in a table
that is made once from their names (`rules.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar, Final

from sfsim.apex import messages, nodes
from sfsim.apex.binder.unit import Unit
from sfsim.apex.binder.visibility import sees_type
from sfsim.apex.bindings import ConversionTo, LocalVariable, Reference
from sfsim.apex.declarations import FieldDeclaration, MethodDeclaration, TypeDeclaration
from sfsim.apex.messages import CompileError
from sfsim.names import fold
from sfsim.source import Span
from sfsim.typeref import ERROR, TypeRef

EXTERNAL: Final = "outside"
"""The node of the call graph that stands for all code outside the unit."""


class Body:
    """A method, constructor, accessor, initialiser, trigger or anonymous block."""

    expression_rules: ClassVar[dict[type[nodes.Node], Callable[[Body, Any], TypeRef]]] = {}
    statement_rules: ClassVar[dict[type[nodes.Node], Callable[[Body, Any], bool]]] = {}

    def __init__(
        self,
        unit: Unit,
        declaration: TypeDeclaration,
        *,
        key: object,
        is_static: bool,
        returns: TypeRef | None = None,
        kind: str = "method",
        accessor_of: FieldDeclaration | None = None,
        around: dict[str, LocalVariable] | None = None,
        sobject: TypeRef | None = None,
    ) -> None:
        """`around` are the top-level variables of the trigger or block that a method is part of;
        `sobject` is a trigger's object; `kind` names the sort of body."""
        self.unit = unit
        self.project = unit.project
        self.hierarchy = unit.hierarchy
        self.conversions = unit.conversions
        self.bindings = unit.bindings
        self.types = unit.bindings.types
        self.references = unit.bindings.references
        self.operations = unit.bindings.operations
        self.declaration = declaration
        self.is_static = is_static
        self.returns = returns
        self.kind = kind
        self.accessor_of = accessor_of
        self.around = around or {}
        self.sobject = sobject
        self.visible: dict[str, LocalVariable] = {}
        self.scopes: list[list[str]] = [[]]
        self.loops = 0
        self.in_constructor_call = False
        self.written: nodes.Expression | None = None
        self.calls = unit.calls.setdefault(key, set())
        self._next_index = 0

    # --- answers --------------------------------------------------------------------------------

    def report(self, span: Span, error: CompileError, *arguments: object) -> None:
        """Collects a problem."""
        self.unit.report(span, error, *arguments)

    def fail(self, span: Span, error: CompileError, *arguments: object) -> TypeRef:
        """Collects a problem of an expression, whose type is then unknown."""
        self.unit.report(span, error, *arguments)
        return ERROR

    def fail_member(
        self, owners: Iterable[TypeRef], span: Span, error: CompileError, *arguments: object
    ) -> TypeRef:
        """As `fail`, but silent when one of the owners inherits from what could not be found."""
        if any(self.hierarchy.is_incomplete(owner) for owner in owners):
            if self.unit.broken is None:
                self.unit.broken = span
            return ERROR
        return self.fail(span, error, *arguments)

    def enclosing(self) -> list[TypeRef]:
        """The type that the body belongs to and the one around it."""
        found = [self.declaration.ref]
        if self.declaration.outer is not None:
            found.append(self.declaration.outer.ref)
        return found

    def expression(self, node: nodes.Expression) -> TypeRef:
        """Binds an expression and returns its type."""
        found = self.expression_rules[node.__class__](self, node)
        self.types[node] = found
        if found is ERROR and self.unit.broken is None:
            self.unit.broken = node.span
        return found

    def statement(self, node: nodes.Statement) -> bool:
        """Binds a statement; whether control can come out at its end."""
        return self.statement_rules[node.__class__](self, node)

    def convert(
        self,
        node: nodes.Expression,
        source: TypeRef,
        target: TypeRef,
        error: CompileError = messages.ILLEGAL_ASSIGNMENT,
    ) -> None:
        """Records how the expression's value becomes one of `target`, or that it cannot."""
        steps = self.conversions.assign(source, target)
        if steps is None:
            self.unit.report(node.span, error, source, target)
        elif steps:
            self.bindings.conversions[node] = steps

    def convert_into(self, node: nodes.Expression, target: TypeRef) -> TypeRef:
        """Binds an expression and converts it to `target` as an assignment does."""
        source = self.expression(node)
        self.convert(node, source, target)
        return source

    def apply(self, node: nodes.Expression, steps: tuple[ConversionTo, ...]) -> None:
        """Records conversions of an expression's value."""
        if steps:
            self.bindings.conversions[node] = steps

    def refer(self, node: nodes.Node, reference: Reference) -> None:
        """Records what a node denotes."""
        self.references[node] = reference

    # --- types ----------------------------------------------------------------------------------

    def type(self, name: nodes.TypeName) -> TypeRef:
        """Resolves a written type."""
        ref, problems = self.project.resolve(name, self.declaration)
        for span, message in problems:
            self.unit.report_text(span, message)
        self.types[name] = ref
        if (self.declaration, ref) not in self.unit.visible_types:
            self._check_visible(name, ref)
        return ref

    def _check_visible(self, name: nodes.TypeName, ref: TypeRef) -> None:
        self.unit.visible_types.add((self.declaration, ref))
        found = self.project.declaration(ref)
        if found is not None and not sees_type(self.declaration, found):
            self.unit.report(name.span, messages.TYPE_NOT_VISIBLE, ref)
        for argument, written in zip(ref.arguments, name.arguments, strict=False):
            self._check_visible(written, argument)

    # --- variables ------------------------------------------------------------------------------

    def declare(self, node: nodes.Node, name: str, ref: TypeRef, span: Span) -> LocalVariable:
        """A new variable in the innermost scope; no enclosing block may have one of its name."""
        folded = fold(name)
        if folded in self.visible:
            self.unit.report(span, messages.DUPLICATE_VARIABLE, name)
        variable = LocalVariable(name, ref, span, self._next_index)
        self._next_index += 1
        self.visible[folded] = variable
        self.scopes[-1].append(folded)
        self.bindings.locals[node] = variable
        return variable

    def local(self, folded: str) -> LocalVariable | None:
        """The variable of that folded name, also one of the trigger or block around a method."""
        found = self.visible.get(folded)
        if found is None and folded in self.around:
            found = self.around[folded]
            found.is_shared = True
        return found

    def enter(self) -> None:
        """Opens a scope."""
        self.scopes.append([])

    def leave(self) -> None:
        """Closes the innermost scope and forgets its variables."""
        for folded in self.scopes.pop():
            self.visible.pop(folded, None)

    # --- call graph -----------------------------------------------------------------------------

    def calls_method(self, method: MethodDeclaration) -> None:
        """Notes a call of a user method or constructor for the search for recursion."""
        node = method.node
        if node is not None and node in self.unit.calls:
            self.calls.add(node)
            if method.modifiers & {"virtual", "abstract", "override"}:
                self.calls.add(EXTERNAL)
        else:
            self.calls.add(EXTERNAL)

    def calls_outside(self) -> None:
        """Notes that control may go anywhere: DML, a callback through the standard library."""
        self.calls.add(EXTERNAL)
