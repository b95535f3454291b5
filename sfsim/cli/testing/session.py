"""One run of `sfsim test`: deploy, select, run, report, and the exit code."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import click

from sfsim.cli.testing import history, selection
from sfsim.cli.testing.coverage_report import (
    ClassCoverage,
    measured,
    needs_coverage_library,
    print_coverage,
    total_percent,
    write_reports,
)
from sfsim.cli.testing.outcome import FAILED, TimedResult
from sfsim.cli.testing.report import (
    Reporter,
    print_failures,
    print_slowest,
    print_summary,
    reporter_for,
)
from sfsim.cli.testing.settings import Settings
from sfsim.cli.testing.tap import tap_lines
from sfsim.cli.testing.workers import Arrival, Hits, OrgSpec, org_for, run_here
from sfsim.org.results import TestCase

OK: Final = 0
FAILURES: Final = 1
NOTHING_RUN: Final = 2
INTERRUPTED: Final = 130

Groups = Sequence[Sequence[TestCase]]


@dataclass(slots=True)
class Outcome:
    """What is known of a run, at its end or when it was interrupted.

    `told` is how many classes, from the first, the reporter has heard of.
    """

    groups: Groups
    by_group: list[list[TimedResult]] = field(default_factory=list)
    hits: list[Hits] = field(default_factory=list)
    was_interrupted: bool = False
    told: int = 0

    @property
    def results(self) -> list[TimedResult]:
        """The results in the order of the plan."""
        return [timed for group in self.by_group for timed in group]

    @property
    def selected(self) -> int:
        """How many tests were to run."""
        return sum(map(len, self.groups))


def run_once(settings: Settings) -> int:
    """Runs the tests that the settings select and reports; returns the exit code.

    Raises:
        SfsimError: the source does not compile, or something that was asked for is missing.
    """
    if settings.writes_coverage:
        needs_coverage_library()
    spec = OrgSpec(
        settings.paths, settings.seed, settings.namespace, settings.measures_coverage
    )
    groups = _plan(settings, spec)
    gc.freeze()
    gc.enable()
    if not groups:
        click.echo("No test method matches: nothing was run.", err=True)
        return NOTHING_RUN
    if settings.shuffle:
        click.echo(f"Shuffled order: repeat it with --shuffle --seed {settings.seed}", err=True)
    outcome = _run(settings, spec, groups)
    classes = None
    if settings.measures_coverage:
        classes = measured(org_for(spec).coverable(), outcome.hits)
    _report(settings, outcome, classes)
    history.remember(outcome.results)
    return _exit_code(settings, outcome, classes)


def _plan(settings: Settings, spec: OrgSpec) -> Groups:
    cases = selection.select(org_for(spec).tests(), settings.classes, settings.methods)
    if settings.failed:
        wanted = set(history.last_failed())
        cases = [case for case in cases if case in wanted]
    groups = selection.by_class(cases)
    return selection.shuffled(groups, settings.seed) if settings.shuffle else groups


def _run(settings: Settings, spec: OrgSpec, groups: Groups) -> Outcome:
    """Runs the plan; Ctrl-C ends it with what is known so far."""
    outcome = Outcome(groups, [[] for _ in groups])
    sizes = {group[0].class_name: len(group) for group in groups}
    is_taken = settings.tap or settings.json_to_stdout
    with reporter_for(sizes, quiet=settings.pdb, err=is_taken) as reporter:
        try:
            for arrival in _arrivals(settings, spec, outcome):
                outcome.by_group[arrival.group].append(arrival.timed)
                if reporter.is_live:
                    reporter.add(arrival.timed)
                else:
                    _tell_in_order(reporter, outcome)
        except KeyboardInterrupt:
            outcome.was_interrupted = True
    return outcome


def _arrivals(settings: Settings, spec: OrgSpec, outcome: Outcome) -> Iterator[Arrival]:
    if settings.processes > 1 and len(outcome.groups) > 1:
        from sfsim.cli.testing.pool import Pool

        pool = Pool(spec, settings.processes, settings.start_method, outcome.hits)
        yield from pool.run(outcome.groups)
        return
    on_failure = None
    if settings.pdb:
        from sfsim.cli.testing.debugging import stop_at_failure

        on_failure = stop_at_failure
    try:
        yield from run_here(spec, outcome.groups, on_failure)
    finally:
        outcome.hits.append(org_for(spec).take_hits())


def _tell_in_order(reporter: Reporter, outcome: Outcome) -> None:
    """Tells the classes that are complete, up to the first one that is not."""
    while outcome.told < len(outcome.groups):
        results = outcome.by_group[outcome.told]
        if len(results) < len(outcome.groups[outcome.told]):
            return
        for timed in results:
            reporter.add(timed)
        outcome.told += 1


def _report(
    settings: Settings, outcome: Outcome, classes: Sequence[ClassCoverage] | None
) -> None:
    results, selected = outcome.results, outcome.selected
    err = settings.tap or settings.json_to_stdout
    if settings.tap:
        for line in tap_lines(results, selected):
            click.echo(line)
    print_failures(results, err=err)
    if settings.slowest:
        print_slowest(results, settings.slowest, err=err)
    if classes is not None:
        print_coverage(classes, err=err)
        if settings.writes_coverage:
            write_reports(classes, settings)
    if settings.junit is not None:
        from sfsim.cli.testing.junit import write_junit

        write_junit(results, settings.junit)
    if settings.json is not None:
        from sfsim.cli.testing.json_report import write_json

        write_json(
            results, settings.json, selected=selected, seed=settings.seed, coverage=classes
        )
    print_summary(results, selected, err=err)
    click.echo(f"{sum(timed.seconds for timed in results):.2f} s in tests", err=True)


def _exit_code(
    settings: Settings, outcome: Outcome, classes: Sequence[ClassCoverage] | None
) -> int:
    if outcome.was_interrupted:
        click.echo("Interrupted.", err=True)
        return INTERRUPTED
    code = FAILURES if any(each.outcome == FAILED for each in outcome.results) else OK
    if settings.min_coverage is not None and classes is not None:
        percent = total_percent(classes)
        if percent < settings.min_coverage:
            click.echo(
                f"Coverage {percent:.1f} % is under {settings.min_coverage:g} %.", err=True
            )
            code = FAILURES
    return code
