"""Which value goes where a type is expected, and what is done to it on the way.

Assignment is the widest; an argument is stricter (a Decimal is no Double there).
Source: Apex Developer Guide, "Rules of Conversion", "Primitive Data Types", "Lists".
"""

from __future__ import annotations

from typing import Final

from sfsim.apex.bindings import Conversion, ConversionTo
from sfsim.apex.declarations import TypeKind
from sfsim.apex.hierarchy import Hierarchy
from sfsim.typeref import (
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
    SOBJECT,
    STRING,
    VOID,
    TypeRef,
)

Steps = tuple[ConversionTo, ...]
NOTHING: Final[Steps] = ()
BOX: Final = ConversionTo(Conversion.LONG_BOX, LONG)

PRIMITIVE_STEPS: Final[dict[tuple[TypeRef, TypeRef], tuple[Conversion, ...]]] = {
    (INTEGER, LONG): (),
    (INTEGER, DOUBLE): (Conversion.INTEGER_TO_DOUBLE,),
    (LONG, DOUBLE): (Conversion.INTEGER_TO_DOUBLE,),
    (INTEGER, DECIMAL): (Conversion.INTEGER_TO_DECIMAL,),
    (LONG, DECIMAL): (Conversion.INTEGER_TO_DECIMAL,),
    (DOUBLE, DECIMAL): (Conversion.DOUBLE_TO_DECIMAL,),
    (DECIMAL, DOUBLE): (Conversion.DECIMAL_TO_DOUBLE,),
    (STRING, ID): (Conversion.STRING_TO_ID,),
    (ID, STRING): (),
    (DATE, DATETIME): (Conversion.DATE_TO_DATETIME,),
}
"""Every implicit conversion between primitive types."""

NOT_FOR_ARGUMENTS: Final = frozenset({(DECIMAL, DOUBLE)})
"""Conversions that an assignment makes and an argument does not."""

COLLECTIONS: Final = frozenset({"List", "Set", "Map"})
RUNTIME_CHECKED_PAIRS: Final = frozenset(
    {("Database.QueryLocator", "Iterable"), ("Database.QueryLocator", "Iterator")}
)


class Conversions:
    """Assignability between the types of one project."""

    def __init__(self, hierarchy: Hierarchy) -> None:
        self.hierarchy = hierarchy
        self.project = hierarchy.project
        self._assign: dict[tuple[TypeRef, TypeRef], Steps | None] = {}
        self._argument: dict[tuple[TypeRef, TypeRef], int | None] = {}
        self._sobject: dict[TypeRef, bool] = {}

    def forget(self) -> None:
        """Drops what is remembered: the declarations behind the names have changed."""
        self._assign.clear()
        self._argument.clear()
        self._sobject.clear()

    def is_sobject(self, ref: TypeRef) -> bool:
        """Whether a type is SObject or an sObject type."""
        try:
            return self._sobject[ref]
        except KeyError:
            declaration = self.project.declaration(ref)
            found = ref == SOBJECT or (
                declaration is not None and declaration.kind is TypeKind.SOBJECT
            )
            self._sobject[ref] = found
            return found

    def is_sobject_list(self, ref: TypeRef) -> bool:
        """Whether a type is a list of records."""
        return ref.name == "List" and bool(ref.arguments) and self.is_sobject(ref.arguments[0])

    def assign(self, source: TypeRef, target: TypeRef) -> Steps | None:
        """What turns a value of `source` into one of `target`, None when nothing does."""
        if source is target:
            return NOTHING
        key = (source, target)
        try:
            return self._assign[key]
        except KeyError:
            found = self._find(source, target)
            self._assign[key] = found
            return found

    def store(self, source: TypeRef, target: TypeRef) -> Steps | None:
        """As `assign`, into an element of a collection: a Long there knows that it is one."""
        steps = self.assign(source, target)
        if steps is not None and target == LONG and source is not NULL:
            return (*steps, BOX)
        return steps

    def argument(self, source: TypeRef, target: TypeRef) -> int | None:
        """How far an argument is from a parameter (0 is exact), None when it does not fit."""
        if source is target:
            return 0
        key = (source, target)
        try:
            return self._argument[key]
        except KeyError:
            found = self._distance(source, target)
            self._argument[key] = found
            return found

    def common(self, left: TypeRef, right: TypeRef) -> TypeRef | None:
        """The type in which two branches meet: of a ternary, of `??`."""
        if left == right or right is NULL or right is ERROR:
            return left
        if left is NULL or left is ERROR:
            return right
        if left in NUMERIC and right in NUMERIC:
            return NUMERIC[max(NUMERIC.index(left), NUMERIC.index(right))]
        if self.assign(right, left) is not None and not self._narrows(right, left):
            return left
        if self.assign(left, right) is not None and not self._narrows(left, right):
            return right
        return None

    def castable(self, source: TypeRef, target: TypeRef) -> bool:
        """Whether some instance of `source` can be one of `target`."""
        if self.assign(source, target) is not None or self.assign(target, source) is not None:
            return not self._is_scalar_narrowing(source, target)
        if source in PRIMITIVES or target in PRIMITIVES:
            return source in NUMERIC and target in NUMERIC
        if source.name in COLLECTIONS and target.name in COLLECTIONS:
            return source.name == target.name and all(
                self.castable(left, right)
                for left, right in zip(source.arguments, target.arguments, strict=True)
            )
        if self.is_sobject(source) or self.is_sobject(target):
            return (source.name, target.name) in RUNTIME_CHECKED_PAIRS
        return self._may_share_instance(source, target)

    def cast(self, source: TypeRef, target: TypeRef) -> Steps:
        """What a cast does to a value: the implicit conversion, or a check at run time."""
        steps = self.assign(source, target)
        if steps is not None:
            is_narrowing = self.is_sobject_list(source) and self.is_sobject_list(target)
            if is_narrowing and source != target and target.arguments[0] != SOBJECT:
                return (*steps, ConversionTo(Conversion.CHECKED, target))
            return steps
        if self.is_sobject_list(source) and self.is_sobject(target):
            first = ConversionTo(Conversion.LIST_TO_RECORD, source.arguments[0])
            return (first, ConversionTo(Conversion.CHECKED, target))
        return (ConversionTo(Conversion.CHECKED, target),)

    # --- internals ------------------------------------------------------------------------------

    def _is_scalar_narrowing(self, source: TypeRef, target: TypeRef) -> bool:
        """String to Id and back may be cast; nothing else runs a primitive conversion backwards."""
        return (source, target) == (DATETIME, DATE)

    def _narrows(self, source: TypeRef, target: TypeRef) -> bool:
        return (source, target) in ((STRING, ID), (DECIMAL, DOUBLE)) or (
            source.name == "List" and self.is_sobject(target)
        )

    def _may_share_instance(self, source: TypeRef, target: TypeRef) -> bool:
        left, right = self.project.declaration(source), self.project.declaration(target)
        if left is None or right is None:
            return True
        if self.hierarchy.is_incomplete(source) or self.hierarchy.is_incomplete(target):
            return True
        if self._same_generic(source, target):
            return True
        interfaces = (TypeKind.INTERFACE in (left.kind, right.kind)) and (
            TypeKind.ENUM not in (left.kind, right.kind)
        )
        return interfaces or (source.name, target.name) in RUNTIME_CHECKED_PAIRS

    def _same_generic(self, source: TypeRef, target: TypeRef) -> bool:
        return any(found.name == target.name for found in self.hierarchy.supertypes(source)) or any(
            found.name == source.name for found in self.hierarchy.supertypes(target)
        )

    def _find(self, source: TypeRef, target: TypeRef) -> Steps | None:
        if source == target or source is ERROR or target is ERROR:
            return NOTHING
        if source == VOID or target == VOID:
            return None
        if source is NULL:
            return NOTHING
        if target == OBJECT:
            return (ConversionTo(Conversion.LONG_BOX, OBJECT),) if source == LONG else NOTHING
        if source in PRIMITIVES and target in PRIMITIVES:
            kinds = PRIMITIVE_STEPS.get((source, target))
            return None if kinds is None else tuple(ConversionTo(kind, target) for kind in kinds)
        if source.arguments and target.arguments:
            return self._generic(source, target)
        if self.is_sobject_list(source) and self.is_sobject(target):
            return self._record_of(source.arguments[0], target)
        if target in self.hierarchy.supertypes(source):
            return NOTHING
        found = self._to_interface(source, target) if target.arguments else None
        if found is None and source not in PRIMITIVES and self.hierarchy.is_incomplete(source):
            return NOTHING  # What was not found may descend from anything.
        return found

    def _record_of(self, element: TypeRef, target: TypeRef) -> Steps | None:
        """`Account a = [SELECT …]`: the one row of a list of records."""
        first = ConversionTo(Conversion.LIST_TO_RECORD, element)
        if element == target or target == SOBJECT:
            return (first,)
        if element == SOBJECT:
            return (first, ConversionTo(Conversion.CHECKED, target))
        return None

    def _generic(self, source: TypeRef, target: TypeRef) -> Steps | None:
        if source.name == target.name:
            if source.name == "List":
                return self._list(source, target)
            if source.name == "Set":
                return NOTHING if self._same_key(source.element, target.element) else None
            if source.name == "Map":
                return self._map(source, target)
        return self._to_interface(source, target)

    def _list(self, source: TypeRef, target: TypeRef) -> Steps | None:
        left, right = source.arguments[0], target.arguments[0]
        if self.is_sobject(left) and self.is_sobject(right):
            # A List<SObject> goes where a List<Opportunity> is wanted without a look at what it is:
            # fflib_SObjectDomainTest.testGetChangedFieldsAsStrings passes a List<Account> that way.
            return NOTHING if SOBJECT in (left, right) or left == right else None
        return NOTHING if self._covariant(left, right) else None

    def _map(self, source: TypeRef, target: TypeRef) -> Steps | None:
        (left_key, left), (right_key, right) = source.arguments, target.arguments
        keys = self._covariant(left_key, right_key)
        return NOTHING if keys and self._covariant(left, right) else None

    def _same_key(self, left: TypeRef, right: TypeRef) -> bool:
        return left == right

    def _covariant(self, left: TypeRef, right: TypeRef) -> bool:
        """Whether a collection of `left` passes as one of `right`."""
        if left == right:
            return True
        if (left, right) == (DECIMAL, DOUBLE):
            return False
        if self.is_sobject_list(left) and self.is_sobject(right):
            return False
        return self.assign(left, right) is not None

    def _passes(self, left: TypeRef, right: TypeRef) -> bool:
        """Type arguments of interfaces pass both ways: `Iterable<Object>` as `Iterable<String>`."""
        return self._covariant(left, right) or (
            left == OBJECT or self.hierarchy.is_subtype(right, left)
        )

    def _to_interface(self, source: TypeRef, target: TypeRef) -> Steps | None:
        for supertype in self.hierarchy.supertypes(source):
            if supertype.name == target.name and len(supertype.arguments) == len(target.arguments):
                pairs = zip(supertype.arguments, target.arguments, strict=True)
                if all(self._passes(left, right) for left, right in pairs):
                    return NOTHING
        if source.name == "Database.QueryLocator" and target.name == "Iterable":
            return NOTHING
        return None

    def _distance(self, source: TypeRef, target: TypeRef) -> int | None:
        if source == target:
            return 0
        if (source, target) in NOT_FOR_ARGUMENTS:
            return None
        if self.assign(source, target) is None:
            return None
        if source in NUMERIC and target in NUMERIC:
            return abs(NUMERIC.index(target) - NUMERIC.index(source))
        if target == OBJECT:
            return 1000
        if self.is_sobject_list(source) and self.is_sobject(target):
            return 3000
        if target == SOBJECT:
            return 500
        if source in PRIMITIVES:
            return 10
        if target in self.hierarchy.supertypes(source):
            return self.hierarchy.supertypes(source)[target]
        if source.arguments and target.arguments:
            pairs = zip(source.arguments, target.arguments, strict=False)
            inner = [self._distance(left, right) or 0 for left, right in pairs]
            return 20 + sum(inner) + (0 if source.name == target.name else 2000)
        return 600
