"""The house rules that no linter knows: sizes, names, docstrings, provenance, light imports."""

from __future__ import annotations

import ast
import io
import subprocess
import sys
import tokenize
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "sfsim"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "_bundled" not in path.parts)

MODULE_LINES_MAX = 600
FUNCTION_LINES_MAX = 70
BANNED_MODULE_NAMES = {"utils", "helpers", "common", "misc", "base", "util", "helper"}

DATA_TABLES = frozenset({"sfsim/apex/nodes.py"})
"""Modules that are one long table (here: a row per construct), which no line limit helps."""

PROVENANCE = {"documented", "recorded", "inferred"}
PLATFORM_BEHAVIOUR = ("stdlib", "platform", "org")
"""Folders of tests/ in which a test states what the platform does, so it says how that is known."""

MACHINERY = frozenset(
    {
        "tests/org/test_automations.py",
        "tests/org/test_code.py",
        "tests/org/test_interleaving.py",
        "tests/org/test_roll_ups.py",
        "tests/org/test_test_runner.py",
        "tests/platform/limits/test_cpu.py",
        "tests/platform/limits/test_heap.py",
        "tests/platform/limits/test_table.py",
        "tests/platform/query/test_against_brute_force.py",
        "tests/stdlib/test_reference.py",
    }
)
"""Modules in those folders that test our own machinery: it has no source to name."""

HEAVY_IMPORTS = ("sqlalchemy", "tree_sitter", "httpx", "starlette", "lxml", "twilio", "rich")


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def comments(text: str) -> list[str]:
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return [token.string for token in tokens if token.type == tokenize.COMMENT]


def functions(tree: ast.AST) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [
        found
        for found in ast.walk(tree)
        if isinstance(found, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_module_keeps_the_house_style(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    problems = []
    if path.stem in BANNED_MODULE_NAMES:
        problems.append(f"the name {path.stem!r} says nothing: name the idea")
    if not ast.get_docstring(tree):
        problems.append("no module docstring that names its job")
    lines = text.count("\n")
    if lines > MODULE_LINES_MAX and relative(path) not in DATA_TABLES:
        problems.append(f"{lines} lines: more than {MODULE_LINES_MAX} are two ideas")
    for function in functions(tree):
        length = (function.end_lineno or 0) - function.lineno + 1
        if length > FUNCTION_LINES_MAX:
            problems.append(f"{function.name} has {length} lines: more than {FUNCTION_LINES_MAX}")
    if any("TODO" in comment or "FIXME" in comment for comment in comments(text)):
        problems.append("a TODO: a gap is a sentence in docs/known-gaps.md")
    assert not problems, f"{relative(path)}: " + "; ".join(problems)


def test_every_public_function_and_class_has_a_docstring() -> None:
    missing = []
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        missing += [
            f"{relative(path)}:{node.lineno} {node.name}"
            for node in tree.body
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
            and not node.name.startswith("_")
            and not ast.get_docstring(node)
            and not node.name.startswith("visit_")
        ]
    assert not missing, "public names without a docstring:\n" + "\n".join(missing)


def marks(decorators: list[ast.expr]) -> set[str]:
    found = set()
    for decorator in decorators:
        target = decorator.func if isinstance(decorator, ast.Call) else decorator
        if isinstance(target, ast.Attribute) and target.attr in PROVENANCE:
            found.add(target.attr)
    return found


def module_marks(tree: ast.Module) -> set[str]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id == "pytestmark" for target in node.targets
        ):
            return {
                part.attr
                for part in ast.walk(node.value)
                if isinstance(part, ast.Attribute) and part.attr in PROVENANCE
            }
    return set()


def test_every_test_of_platform_behaviour_says_how_it_is_known() -> None:
    wrong = []
    for folder in PLATFORM_BEHAVIOUR:
        for path in sorted((ROOT / "tests" / folder).rglob("test_*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            inherited = module_marks(tree)
            for function in functions(tree):
                own = marks(function.decorator_list)
                needed = 0 if relative(path) in MACHINERY else 1
                if function.name.startswith("test_") and len(own or inherited) != needed:
                    wrong.append(f"{relative(path)}:{function.lineno} {function.name}")
    assert not wrong, "exactly one of documented, recorded, inferred:\n" + "\n".join(wrong)


@pytest.mark.parametrize("module", ["sfsim", "sfsim.cli.main"])
def test_importing_stays_light(module: str) -> None:
    code = f"import sys, {module}; print(*sorted(name.split('.')[0] for name in sys.modules))"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    loaded = set(result.stdout.split())
    assert not loaded & set(HEAVY_IMPORTS)


def test_public_names_are_pinned() -> None:
    import sfsim

    assert sorted(sfsim.__all__) == [
        "ApexException",
        "Diagnostic",
        "Simulation",
        "SourceError",
        "Unsupported",
        "__version__",
    ]
