"""Syntax that is newer than the grammar."""

from __future__ import annotations

import pytest

from sfsim.apex import nodes
from sfsim.apex.parser import parse_anonymous
from sfsim.apex.printer import print_apex
from sfsim.errors import SourceError
from sfsim.source import SourceFile


def values(text: str) -> list[nodes.Expression]:
    """The assigned values of a run of assignments."""
    found = []
    for statement in parse_anonymous(SourceFile("x", text)).body.statements:
        assert isinstance(statement, nodes.ExpressionStatement)
        assert isinstance(statement.expression, nodes.Assign)
        found.append(statement.expression.value)
    return found


def string(text: str) -> object:
    found = values(f"x = {text};")[0]
    assert isinstance(found, nodes.Literal)
    return found.value


def refusal(text: str) -> str:
    with pytest.raises(SourceError) as caught:
        parse_anonymous(SourceFile("x", text))
    return str(caught.value)


@pytest.mark.documented
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("'''\nabc'''", "abc"),
        ("'''\n  a\n   'b'\n  '''", "a\n 'b'\n"),
        ("'''\n  a  \n\n  b'''", "a\n\nb"),
        ("'''  \r\n  a\r\n  b'''", "a\nb"),
        ("'''\n a\\tb \\''' c'''", "a\tb ''' c"),
        ("'''\né // no comment /* [SELECT'''", "é // no comment /* [SELECT"),
    ],
)
def test_text_block(text: str, value: str) -> None:
    assert string(text) == value


@pytest.mark.recorded
def test_text_block_needs_a_line_break_after_its_quotes() -> None:
    assert refusal("x = '''abc''';")


def test_what_follows_a_text_block_keeps_its_place() -> None:
    text = "x = '''\n  é\n''' + y;"
    found = values(text)[0]
    assert isinstance(found, nodes.Binary)
    assert found.right.span == (3, 6, 3, 7)


@pytest.mark.recorded
def test_nul_is_white_space() -> None:
    assert print_apex(values("x\0= \0y;")[0]) == "y"


def test_query_that_the_grammar_does_not_know_keeps_its_binds() -> None:
    text = (
        "x = [FIND :a.b(1, 'x)') + c WITH USER_MODE"
        " RETURNING D(Id WHERE e IN :new Set<Id>{ f } LIMIT :(Integer) g)];"
    )
    found = values(text)[0]
    assert print_apex(found) == (
        "[FIND :a.b(1, 'x)') + c IN ALL FIELDS "
        "RETURNING D(Id WHERE e IN :new Set<Id>{f} LIMIT :(Integer) g) WITH USER_MODE]"
    )


def test_masked_query_in_a_chain() -> None:
    text = "x = [SELECT Id FROM A WHERE NOT NOT b = :c ? d : e AND f = 1][0]?.g;"
    found = values(text)[0]
    assert print_apex(found).startswith(
        "[SELECT Id FROM A WHERE NOT NOT b = :c ? d : e AND f = 1][0]?.g"
    )


def test_call_on_a_masked_construct_is_a_call() -> None:
    assert print_apex(values("x = '''\n a '''.trim();")[0]) == "'a'.trim()"
    text = "[FIND :a IN ALL FIELDS RETURNING B WITH USER_MODE].size()"
    assert print_apex(values(f"x = {text};")[0]) == text


def test_bind_keeps_its_place_behind_wide_characters() -> None:
    found = values("x = [SELECT Id FROM A WHERE b = 'é' AND NOT NOT c = :d];")[0]
    assert isinstance(found, nodes.SoqlExpression)
    text = "x = [SELECT Id FROM A WHERE b = 'é' AND NOT NOT c = :"
    binds: list[nodes.Name] = []
    where = found.query.where
    assert where is not None
    pending: list[object] = [where]
    while pending:
        node = pending.pop()
        if isinstance(node, nodes.Name):
            binds.append(node)
        for name in ("operands", "operand", "right", "expression"):
            child = getattr(node, name, ())
            pending += child if isinstance(child, tuple) else [child]
    assert binds[0].span.column == len(text.encode())


def test_error_in_an_inline_query_has_its_place_in_the_file() -> None:
    assert refusal("a();\nx = [SELECT Id\n  FROM A WHERE LIMIT];").startswith("x:3:")


@pytest.mark.recorded
def test_text_after_a_query_in_its_brackets() -> None:
    assert "expecting right square bracket, found '!'" in refusal(
        "x = [SELECT Id FROM A LIMIT 1 !];"
    )


@pytest.mark.parametrize(
    "text",
    [
        "a.b[0].c = 1;",
        "Trigger.new[0].Name.addError('Bad');",
        "a . b [ 0 ] ++;",
        "x = new a.b[5]; a.b.c[d.e[1]].f();",
    ],
)
def test_a_statement_may_start_with_an_indexed_path(text: str) -> None:
    tree = parse_anonymous(SourceFile("x", text))
    assert "_" not in print_apex(tree)
    assert "".join(print_apex(tree).split()) == "".join(text.split())


def test_an_indexed_path_keeps_its_places() -> None:
    statement = parse_anonymous(SourceFile("x", "a . bc[0].d = 1;")).body.statements[0]
    assert isinstance(statement, nodes.ExpressionStatement)
    assert isinstance(statement.expression, nodes.Assign)
    target = statement.expression.target
    assert isinstance(target, nodes.FieldAccess)
    assert isinstance(target.target, nodes.Index)
    path = target.target.target
    assert isinstance(path, nodes.FieldAccess)
    assert (path.span.column, path.span.end_column) == (0, 6)
    assert (path.name_span.column, path.name_span.end_column) == (4, 6)


@pytest.mark.parametrize(
    "text",
    [
        "List<Object> xs = new List<Object>{ 1 };",
        "Set<Id> ids;",
        "System.debug(1 == 2); Map<Id, List<A.B>> m = null, n; List<List<A[]>> xs;",
    ],
)
def test_a_script_may_declare_variables_of_generic_types(text: str) -> None:
    for statement in parse_anonymous(SourceFile("x", text)).body.statements:
        assert isinstance(statement, nodes.LocalDeclaration | nodes.ExpressionStatement)
    assert "_" not in print_apex(parse_anonymous(SourceFile("x", text)))
