"""B2: cold compile of all open code bases, types checked, one core, against a bare parse.

The code bases are the folders under SFSIM_CORPORA; without it the project's own package is taken.
"""

from __future__ import annotations

import os
from pathlib import Path

from benchmarks.harness import Row, median_seconds
from sfsim.apex.compiler import ClassSource, Compiler, collector_paused, read_project
from sfsim.apex.parser.tree import parse_tree
from sfsim.errors import SourceError
from sfsim.schema.assembly import build_schema
from sfsim.schema.model import Schema
from sfsim.schema.project import ProjectSource
from sfsim.schema.project import read_project as read_source_project
from sfsim.stdlib.sobject_declarations import OrgCatalogue

RATIO_MAX = 15.0
OWN = Path(__file__).resolve().parent.parent / "tfs_package"


def rows() -> list[Row]:
    """One row over all code bases."""
    projects = [project for root in _roots() if (project := _read(root)) is not None]
    sources = [each.source for project, _ in projects for each in project.classes]
    lines = sum(source.text.count("\n") + 1 for source in sources)
    data = [source.text.encode() for source in sources]

    def compile_all() -> None:
        with collector_paused():
            for project, schema in projects:
                _compile(project, schema)

    def parse_all() -> None:
        for text in data:
            parse_tree(text)

    measured = median_seconds(compile_all)
    yardstick = median_seconds(parse_all)
    ratio = measured / yardstick
    per_100k = measured / lines * 100_000
    return [
        Row(
            "B2",
            f"cold compile, {len(sources):,} files, {lines:,} lines",
            f"{measured:.2f} s ({per_100k:.2f} s / 100k lines)",
            f"tree-sitter {yardstick:.2f} s",
            ratio,
            f"<= {RATIO_MAX:.0f}",
            ratio <= RATIO_MAX,
        )
    ]


def _roots() -> list[Path]:
    folder = os.environ.get("SFSIM_CORPORA")
    if not folder:
        return [OWN]
    return sorted(path for path in Path(folder).iterdir() if path.is_dir())


def _read(root: Path) -> tuple[ProjectSource, Schema] | None:
    """A code base with its objects; None when it needs packages that are not there."""
    try:
        project = read_source_project([root])
        return project, build_schema(project)
    except SourceError:
        return None


def _compile(project: ProjectSource, schema: Schema) -> None:
    catalogue = OrgCatalogue(schema, [])
    classes = [
        ClassSource(each.source, each.api_version, project.namespace) for each in project.classes
    ]
    try:
        Compiler(read_project(catalogue, classes, project.namespace)).compile_all()
    except SourceError:
        return


if __name__ == "__main__":
    from benchmarks.harness import print_rows

    print_rows(rows())
