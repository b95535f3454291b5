"""`sfsim check`: compiling everything under some paths without an org to run it in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sfsim.kernel.kernel import Kernel
from sfsim.org.deployment import prepare_what_there_is
from sfsim.org.results import CheckReport, UnsupportedUse


def check(paths: Sequence[Path]) -> CheckReport:
    """Everything that is wrong: files, metadata, syntax, and each class and trigger.

    What cannot be read does not keep the rest from being compiled.
    """
    return Kernel().run(lambda: _check(paths))


def _check(paths: Sequence[Path]) -> CheckReport:
    deployment, problems = prepare_what_there_is(paths)
    problems += deployment.code.compile_all()
    uses = deployment.code.unsupported_uses()
    uses += [UnsupportedUse(name, path, 1, 1) for name, path in deployment.unsupported]
    return CheckReport(deployment.files, tuple(sorted(set(problems))), tuple(uses))
