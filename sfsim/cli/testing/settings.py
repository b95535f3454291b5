"""What a command line of `sfsim test` asks for."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The options of one command line; each is named like its option."""

    paths: tuple[Path, ...]
    classes: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    failed: bool = False
    workers: int | None = None
    start_method: str | None = None
    seed: int = 0
    shuffle: bool = False
    namespace: str | None = None
    watch: bool = False
    pdb: bool = False
    junit: Path | None = None
    json: Path | None = None
    tap: bool = False
    slowest: int = 0
    coverage: bool = False
    coverage_html: Path | None = None
    coverage_xml: Path | None = None
    coverage_lcov: Path | None = None
    min_coverage: float | None = None

    @property
    def measures_coverage(self) -> bool:
        """Whether lines are counted: any of the coverage options asks for it."""
        return self.coverage or self.min_coverage is not None or self.writes_coverage

    @property
    def writes_coverage(self) -> bool:
        """Whether a coverage report is written to a file."""
        return any((self.coverage_html, self.coverage_xml, self.coverage_lcov))

    @property
    def processes(self) -> int:
        """How many processes run tests; a debugger needs this one alone."""
        return 1 if self.pdb else self.workers or os.cpu_count() or 1

    @property
    def json_to_stdout(self) -> bool:
        """Whether standard output is JSON and nothing else."""
        return str(self.json) == "-"
