"""The table of functions: a row per function, made by a decorator from its signature.

A signature reads `FIND(search_text: Text, text: Text, start?: Number): Number`: `?` may be left
out, `...` may be repeated, `|` joins kinds. A plain function gets its values: a blank text as '',
and is not called when another argument is null, for then the result is null. A *form* gets its
checked arguments and answers with a checked expression.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sfsim.errors import Unsupported
from sfsim.formula.kinds import Kind
from sfsim.formula.messages import (
    FIELD_NEEDED,
    MULTIPICKLIST,
    PICKLIST,
    WRONG_ARGUMENT,
    WRONG_COUNT,
    WRONG_TYPE,
)
from sfsim.formula.typed import Run, Typed
from sfsim.formula.uses import FormulaUse

HELP: Final = "Salesforce Help, Formula Operators and Functions"

SIGNATURE: Final = re.compile(r"(\w+)\((.*)\): ([\w|-]+)")
PARAMETER: Final = re.compile(r"(\w+)(\?|\.\.\.)?: ([\w|]+)")
PICKLISTS: Final = (Kind.PICKLIST, Kind.MULTIPICKLIST)
"""Kinds that only functions made for them take: `Any` does not stand for them."""

KIND_NAMES: Final = {"MultiPicklist": Kind.MULTIPICKLIST, **{each.value: each for each in Kind}}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter; `kinds` are those it takes."""

    name: str
    kinds: tuple[Kind, ...]
    is_optional: bool = False
    is_repeated: bool = False

    def takes(self, kind: Kind) -> bool:
        """Whether an argument of that kind fits."""
        if kind is Kind.NULL or kind in self.kinds:
            return True
        if kind in PICKLISTS:
            return False
        return (kind is Kind.ID and Kind.TEXT in self.kinds) or Kind.ANY in self.kinds

    @property
    def shown(self) -> str:
        """The kinds as messages list them."""
        return ", ".join(kind.shown for kind in self.kinds)


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the language. `form` or `implementation` is set, or it is not supported."""

    name: str
    signature: str
    group: str
    summary: str
    parameters: tuple[Parameter, ...]
    result: Kind
    source: str
    needs_context: bool = False
    refused: frozenset[FormulaUse] = frozenset()
    implementation: Callable[..., Any] | None = None
    form: Callable[[Sequence[Typed], int], Typed] | None = None

    @property
    def callee(self) -> str:
        """What messages call it."""
        return f"function '{self.name}()'"

    @property
    def is_supported(self) -> bool:
        """Whether sfsim models it."""
        return self.form is not None or self.implementation is not None

    def apply(self, arguments: Sequence[Typed], position: int) -> Typed:
        """The checked call. Raises FormulaError, Unsupported."""
        if not self.is_supported:
            raise Unsupported(f"the formula function {self.name}()")
        self._check(arguments, position)
        if self.form is not None:
            return self.form(arguments, position)
        return Typed(self.result, self._run(arguments), position)

    def _check(self, arguments: Sequence[Typed], position: int) -> None:
        needed = sum(not each.is_optional for each in self.parameters)
        is_open = bool(self.parameters) and self.parameters[-1].is_repeated
        most = len(self.parameters)
        if len(arguments) < needed or (len(arguments) > most and not is_open):
            expected = needed if len(arguments) < needed else most
            raise WRONG_COUNT.error(
                position, callee=self.callee, expected=expected, received=len(arguments)
            )
        for number, argument in enumerate(arguments):
            parameter = self.parameters[min(number, most - 1)]
            if not parameter.takes(argument.kind):
                refuse_picklist(argument)
                raise WRONG_TYPE.error(
                    argument.position,
                    callee=self.callee,
                    expected=parameter.shown,
                    received=argument.kind.shown,
                )

    def _run(self, arguments: Sequence[Typed]) -> Run:
        implementation = self.implementation
        assert implementation is not None, "forms make their own"
        runs = [each.run for each in arguments]
        if not self.needs_context and not runs:
            return lambda context: implementation()
        last = len(self.parameters) - 1
        is_text = [
            Kind.TEXT in self.parameters[min(number, last)].kinds
            and argument.kind in (Kind.TEXT, Kind.ID, Kind.NULL)
            for number, argument in enumerate(arguments)
        ]
        needs_context = self.needs_context

        def run(context: Any) -> Any:
            values = [context] if needs_context else []
            for each, blank_is_empty in zip(runs, is_text, strict=True):
                value = each(context)
                if value is None:
                    if not blank_is_empty:
                        return None
                    value = ""
                values.append(value)
            return implementation(*values)

        return run


FUNCTIONS: Final[dict[str, Function]] = {}
"""All functions by name; filled when `sfsim.formula.catalogue` is imported."""


def formula_function(
    signature: str,
    group: str,
    *,
    source: str = HELP,
    needs_context: bool = False,
    refused: frozenset[FormulaUse] = frozenset(),
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Registers a function of values; its docstring is the summary."""

    def register(implementation: Callable[..., Any]) -> Callable[..., Any]:
        _enter(
            signature, group, implementation.__doc__ or "", source, refused,
            needs_context=needs_context, implementation=implementation,
        )  # fmt: skip
        return implementation

    return register


def formula_form(
    signature: str,
    group: str,
    *,
    source: str = HELP,
    refused: frozenset[FormulaUse] = frozenset(),
) -> Callable[[Callable[[Sequence[Typed], int], Typed]], Callable[[Sequence[Typed], int], Typed]]:
    """Registers a function of checked arguments."""

    def register(
        form: Callable[[Sequence[Typed], int], Typed],
    ) -> Callable[[Sequence[Typed], int], Typed]:
        _enter(signature, group, form.__doc__ or "", source, refused, form=form)
        return form

    return register


def unsupported(signature: str, group: str, summary: str, source: str = HELP) -> None:
    """Registers a function that the platform has and sfsim does not."""
    _enter(signature, group, summary, source, frozenset())


def _enter(
    signature: str,
    group: str,
    summary: str,
    source: str,
    refused: frozenset[FormulaUse],
    *,
    needs_context: bool = False,
    implementation: Callable[..., Any] | None = None,
    form: Callable[[Sequence[Typed], int], Typed] | None = None,
) -> None:
    match = SIGNATURE.fullmatch(signature)
    assert match is not None, f"not a signature: {signature}"
    name, parameters, result = match.groups()
    assert name not in FUNCTIONS, f"{name} is registered twice"
    FUNCTIONS[name] = Function(
        name,
        signature,
        group,
        summary.strip().split("\n")[0],
        tuple(_parameter(each) for each in parameters.split(", ") if each),
        KIND_NAMES[result],
        source,
        needs_context,
        refused,
        implementation,
        form,
    )


def _parameter(text: str) -> Parameter:
    match = PARAMETER.fullmatch(text)
    assert match is not None, f"not a parameter: {text}"
    name, mark, kinds = match.groups()
    return Parameter(
        name,
        tuple(KIND_NAMES[each] for each in kinds.split("|")),
        is_optional=mark == "?",
        is_repeated=mark == "...",
    )


def refuse_picklist(argument: Typed) -> None:
    """Raises FormulaError for a picklist field where only its text could stand."""
    if argument.kind in PICKLISTS:
        name = "" if argument.reference is None else argument.reference.text
        text = PICKLIST if argument.kind is Kind.PICKLIST else MULTIPICKLIST
        raise text.error(argument.position, name=name)


def callee(name: str) -> str:
    """What messages call a function."""
    return f"function '{name}()'"


def wrong_argument(name: str, position: int) -> Exception:
    """An argument whose kind no overload takes."""
    return WRONG_ARGUMENT.error(position, callee=callee(name))


def wrong_type(name: str, argument: Typed, *expected: Kind) -> Exception:
    """An argument of another kind than needed."""
    kinds = ", ".join(kind.shown for kind in expected)
    return WRONG_TYPE.error(
        argument.position, callee=callee(name), expected=kinds, received=argument.kind.shown
    )


def field_needed(name: str, argument: Typed, expected: str) -> Exception:
    """An argument that must name a field."""
    return FIELD_NEEDED.error(argument.position, callee=callee(name), expected=expected)
