"""`sfsim check`: compiling everything under some paths without an org to run it in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sfsim.errors import Diagnostic, SourceError
from sfsim.kernel.kernel import Kernel
from sfsim.org.deployment import Deployment, prepare_what_there_is
from sfsim.org.results import CheckReport, UnsupportedUse


def check(paths: Sequence[Path]) -> CheckReport:
    """Everything that is wrong: files, metadata, syntax, and each class and trigger.

    What cannot be read does not keep the rest from being compiled.
    """
    return Kernel().run(lambda: _check(paths))


def _check(paths: Sequence[Path]) -> CheckReport:
    deployment, problems = prepare_what_there_is(paths)
    problems += deployment.compiler.compile_all()
    uses = list(_compile_triggers(deployment, problems))
    uses += [
        UnsupportedUse(name, unit.source.path, line, column)
        for unit in deployment.compiler.compiled_units()
        for name, line, column in unit.unsupported
    ]
    uses += [UnsupportedUse(name, path, 1, 1) for name, path in deployment.unsupported]
    return CheckReport(deployment.files, tuple(sorted(set(problems))), tuple(uses))


def _compile_triggers(deployment: Deployment, problems: list[Diagnostic]) -> list[UnsupportedUse]:
    uses = []
    for trigger in deployment.triggers:
        try:
            unit = deployment.compiler.trigger(trigger)
        except SourceError as error:
            problems.extend(error.diagnostics)
        else:
            path = trigger.source.path
            uses += [UnsupportedUse(name, path, *place) for name, *place in unit.unsupported]
    return uses
