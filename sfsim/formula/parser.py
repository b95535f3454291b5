"""Tokens into a tree.

Source: salesforce/formula-engine, Formula.g4. Note two things that differ from most languages:
`^` binds weaker than `*` and `/`, and from left to right; a sign binds strongest.
"""

from __future__ import annotations

import decimal
from typing import Final

from sfsim.formula import lexer, nodes
from sfsim.formula.lexer import Token, tokens_of
from sfsim.formula.messages import END_OF_FORMULA, EXTRA, FOUND, MISSING, TOO_DEEP

RANKS: Final[tuple[frozenset[str], ...]] = (
    frozenset({"||"}),
    frozenset({"&&"}),
    frozenset({"=", "==", "<>", "!="}),
    frozenset({"<", ">", "<=", ">="}),
    frozenset({"+", "-", "&"}),
    frozenset({"^"}),
    frozenset({"*", "/"}),
)
"""Binary operators, weakest first."""

RANK_OF: Final = {operator: rank for rank, group in enumerate(RANKS) for operator in group}
SPELLING: Final = {"==": "=", "!=": "<>"}
"""Operators that are another one under a second name."""

DEPTH_MAX: Final = 150
"""How deep parentheses and calls may nest here; the platform's own bound is not known."""


def parse(text: str) -> nodes.Node:
    """The tree of a formula. Raises FormulaError."""
    parser = _Parser(tokens_of(text))
    tree = parser.expression(0)
    last = parser.current
    if last.kind != lexer.END:
        raise EXTRA.error(last.position, token=last.text)
    return tree


class _Parser:
    """Reads one expression after the other from a list of tokens."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._place = 0
        self._depth = 0

    @property
    def current(self) -> Token:
        """The token that comes next."""
        return self._tokens[self._place]

    def expression(self, rank: int) -> nodes.Node:
        """An expression of operators of at least this rank."""
        first = self._unary()
        return self._chained(first, rank)

    def _chained(self, first: nodes.Node, rank: int) -> nodes.Node:
        """Precedence climbing: takes operators while they bind as strongly as `rank`."""
        while True:
            token = self.current
            found = RANK_OF.get(token.text) if token.kind == lexer.OPERATOR else None
            if found is None or found < rank:
                return first
            rest: list[nodes.Operand] = []
            while self.current.kind == lexer.OPERATOR and self.current.text in RANKS[found]:
                operator = self._take()
                operand = self.expression(found + 1)
                spelling = SPELLING.get(operator.text, operator.text)
                rest.append(nodes.Operand(spelling, operator.position, operand))
            first = nodes.Chain(first.position, first, tuple(rest))

    def _unary(self) -> nodes.Node:
        token = self.current
        is_sign = token.kind == lexer.OPERATOR and token.text in ("-", "+", "!")
        if is_sign or (token.kind == lexer.KEYWORD and token.text == "not"):
            self._take()
            self._enter(token)
            operand = self._unary()
            self._depth -= 1
            return nodes.Unary(token.position, token.text if is_sign else "!", operand)
        return self._primary()

    def _primary(self) -> nodes.Node:
        token = self._take()
        if token.kind == lexer.NUMBER:
            return nodes.Number(token.position, decimal.Decimal(token.text))
        if token.kind == lexer.TEXT:
            return nodes.Text(token.position, token.text)
        if token.kind == lexer.KEYWORD:
            if token.text == "null":
                return nodes.Null(token.position)
            return nodes.Boolean(token.position, token.text == "true")
        if token.kind == lexer.NAME:
            return self._named(token)
        if token.text == "(":
            self._enter(token)
            inner = self.expression(0)
            self._expect(")")
            self._depth -= 1
            return inner
        raise _found(token)

    def _named(self, token: Token) -> nodes.Node:
        if self.current.text != "(" or self.current.kind != lexer.OPERATOR:
            return nodes.Path(token.position, tuple(token.text.split(".")))
        self._take()
        self._enter(token)
        arguments: list[nodes.Node] = []
        if not self._is_next(")"):
            arguments.append(self.expression(0))
            while self._is_next(","):
                self._take()
                arguments.append(self.expression(0))
        self._expect(")")
        self._depth -= 1
        return nodes.Call(token.position, token.text.upper(), tuple(arguments))

    def _enter(self, token: Token) -> None:
        self._depth += 1
        if self._depth > DEPTH_MAX:
            raise TOO_DEEP.error(token.position)

    def _is_next(self, text: str) -> bool:
        return self.current.kind == lexer.OPERATOR and self.current.text == text

    def _expect(self, text: str) -> None:
        if not self._is_next(text):
            raise MISSING.error(self.current.position, token=text)
        self._take()

    def _take(self) -> Token:
        token = self._tokens[self._place]
        if token.kind != lexer.END:
            self._place += 1
        return token


def _found(token: Token) -> Exception:
    shown = END_OF_FORMULA if token.kind == lexer.END else token.text
    return FOUND.error(token.position, token=shown)
