"""Which lines of Apex the tests ran: per class on the terminal, the rest by coverage.py's reports.

Lines are counted by the compiled code itself. They are handed to coverage.py as a data file whose
source files belong to sfsim's plugin, so that its HTML, XML (Cobertura) and LCOV reporters do the
writing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click

from sfsim.cli.testing.settings import Settings
from sfsim.cli.testing.workers import Hits
from sfsim.errors import SfsimError
from sfsim.org.results import CoverableFile

DATA_FILE: Final = Path(".sfsim") / "coverage"
PLUGIN: Final = "sfsim.coverage_plugin"
PLUGIN_NAME: Final = f"{PLUGIN}.ApexPlugin"
MISSING_EXTRA: Final = (
    "coverage reports in files need coverage.py: install it with `pip install 'sfsim[coverage]'`"
)
LINES_SHOWN: Final = 50


@dataclass(frozen=True, slots=True)
class ClassCoverage:
    """A class or trigger: its lines that can run, and those that did."""

    name: str
    path: str
    lines: frozenset[int]
    covered: frozenset[int]

    @property
    def percent(self) -> float:
        """100 for a class without a line that can run."""
        return 100 * len(self.covered) / len(self.lines) if self.lines else 100.0


def measured(files: Iterable[CoverableFile], hits: Sequence[Hits]) -> list[ClassCoverage]:
    """The coverage of each file, in the order given, from what all processes counted."""
    ran: dict[str, set[int]] = {}
    for counted in hits:
        for path, flags in counted.items():
            ran.setdefault(path, set()).update(
                line for line, flag in enumerate(flags) if flag
            )
    return [
        ClassCoverage(
            file.name, file.path, file.lines, file.lines & ran.get(file.path, frozenset())
        )
        for file in files
    ]


def total_percent(classes: Sequence[ClassCoverage]) -> float:
    """Covered lines of all lines; 100 when there are none."""
    lines = sum(len(each.lines) for each in classes)
    return 100 * sum(len(each.covered) for each in classes) / lines if lines else 100.0


def print_coverage(classes: Sequence[ClassCoverage], *, err: bool = False) -> None:
    """A line per class: percentage, counts, the lines that no test ran."""
    shown = [each for each in classes if each.lines]
    width = max((len(each.name) for each in shown), default=5)
    click.echo("\nCoverage", err=err)
    for each in shown:
        missing = _ranges(sorted(each.lines - each.covered), sorted(each.lines))
        counts = f"{len(each.covered)}/{len(each.lines)}"
        line = f"  {each.name:{width}} {each.percent:6.1f} % {counts:>11}  {missing}"
        click.echo(line.rstrip(), err=err)
    click.echo(f"  {'all':{width}} {total_percent(classes):6.1f} %", err=err)


def write_reports(classes: Sequence[ClassCoverage], settings: Settings) -> None:
    """Writes the files that were asked for.

    Raises:
        SfsimError: coverage.py is not installed, or there is nothing to report on.
    """
    try:
        from coverage import Coverage
        from coverage.exceptions import CoverageException
    except ImportError as error:
        raise SfsimError(MISSING_EXTRA) from error
    DATA_FILE.parent.mkdir(exist_ok=True)
    reports = Coverage(data_file=str(DATA_FILE), config_file=False)
    reports.set_option("run:plugins", [PLUGIN])
    reports.erase()
    data = reports.get_data()
    paths = {each: str(Path(each.path).absolute()) for each in classes if each.lines}
    data.add_lines({path: each.covered for each, path in paths.items()})
    data.add_file_tracers(dict.fromkeys(paths.values(), PLUGIN_NAME))
    for path in paths.values():
        data.touch_file(path, PLUGIN_NAME)
    data.write()
    try:
        if settings.coverage_html:
            reports.html_report(directory=str(settings.coverage_html))
        if settings.coverage_xml:
            reports.xml_report(outfile=_made(settings.coverage_xml))
        if settings.coverage_lcov:
            reports.lcov_report(outfile=_made(settings.coverage_lcov))
    except CoverageException as error:
        raise SfsimError(f"coverage.py cannot write a report: {error}") from error


def needs_coverage_library() -> None:
    """Raises SfsimError when coverage.py is not installed: better before the run than after it."""
    try:
        import coverage  # noqa: F401
    except ImportError as error:
        raise SfsimError(MISSING_EXTRA) from error


def _made(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    return str(path)


def _ranges(missing: Sequence[int], lines: Sequence[int]) -> str:
    """`12-15, 20`: a range goes on over lines that cannot run."""
    ranges: list[list[int]] = []
    place: Mapping[int, int] = {line: number for number, line in enumerate(lines)}
    for line in missing:
        if ranges and place[ranges[-1][-1]] + 1 == place[line]:
            ranges[-1].append(line)
        else:
            ranges.append([line])
    texts = [f"{each[0]}-{each[-1]}" if len(each) > 1 else str(each[0]) for each in ranges]
    text = ", ".join(texts)
    return text if len(text) <= LINES_SHOWN else text[:LINES_SHOWN].rpartition(",")[0] + ", …"
