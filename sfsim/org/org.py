"""An org from outside: deploy source, run Apex, save and query records, run tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from sfsim.errors import Diagnostic, SourceError
from sfsim.kernel.kernel import Kernel
from sfsim.org.assembly import Assembly
from sfsim.org.deployment import Deployment, DeployOptions, prepare
from sfsim.org.execution import TransactionReport
from sfsim.org.interleaving import Interleaving
from sfsim.org.results import CoverableFile, TestCase, TestClass, TestResult, UnsupportedUse
from sfsim.org.test_runner import OnFailure, TestRunner
from sfsim.platform.callouts import Transport
from sfsim.platform.email import Outbox
from sfsim.platform.limits.table import EntryKind
from sfsim.platform.transaction import Transaction
from sfsim.runtime.caller import Caller
from sfsim.runtime.numbers import enter_decimal_context
from sfsim.runtime.record_classes import record_class
from sfsim.soql.parser import parse_query
from sfsim.source import SourceFile

ANONYMOUS: Final = "anonymous.apex"
PYTHON: Final = "Python"
NOTHING_DEPLOYED: Final[Sequence[Path]] = ()


class Org:
    """One simulated tenant. All work happens on the simulation's thread.

    org = Org(Kernel(seed=1))
    org.deploy([Path("force-app")])
    org.apex("insert new Account(Name = 'Acme');")
    org.run_until_idle()
    """

    def __init__(
        self,
        kernel: Kernel | None = None,
        *,
        name: str = "org",
        seed: int = 0,
        source: Sequence[Path] = NOTHING_DEPLOYED,
        options: DeployOptions | None = None,
    ) -> None:
        self.kernel = kernel or Kernel(seed)
        self.kernel.thread.on_start(enter_decimal_context)
        self.name = name
        self._version = 1
        self._deployment = self._prepared(source, options)
        self._assembly = self.kernel.run(
            lambda: Assembly(self.kernel, name, self._deployment.schema)
        )
        self.kernel.run(lambda: self._assembly.install(self._deployment))

    @classmethod
    def deployed(
        cls, paths: Sequence[Path], *, seed: int = 0, options: DeployOptions | None = None
    ) -> Org:
        """A fresh org with source deployed. Raises SourceError."""
        return cls(seed=seed, source=paths, options=options)

    # Code

    def deploy(self, paths: Sequence[Path]) -> None:
        """Makes the source under `paths` the org's code and schema.

        Raises:
            SourceError: it has syntax errors, or signatures that name what there is not.
        """
        self._version += 1
        deployment = self._prepared(paths, None)
        self._deployment = deployment
        self.kernel.run(lambda: self._assembly.install(deployment))

    def _prepared(self, paths: Sequence[Path], options: DeployOptions | None) -> Deployment:
        deployment = prepare(paths, version=self._version, options=options)
        errors = deployment.code.signature_errors()
        if errors:
            raise SourceError(errors)
        return deployment

    def compile_all(self) -> list[Diagnostic]:
        """Compiles every class and trigger; returns all errors."""
        return self.kernel.run(self._deployment.code.compile_all)

    @property
    def outbox(self) -> Outbox:
        """The email and notifications that left the org, in order."""
        return self._assembly.runtime.outbox

    def unsupported(self) -> list[UnsupportedUse]:
        """Where the deployed source uses what sfsim does not model, in classes compiled so far."""
        uses = self._deployment.code.unsupported_uses()
        uses += [UnsupportedUse(name, path, 1, 1) for name, path in self._deployment.unsupported]
        return uses

    def apex(self, text: str, path: str = ANONYMOUS) -> None:
        """Executes anonymous Apex as the administrator and commits what it did.

        Raises:
            SourceError: it does not compile.
            ApexException, UncatchableException: it ended with an exception; nothing is kept.
        """
        self.kernel.run(lambda: self._apex(SourceFile(path, text)))

    # Data

    def insert(self, sobject: str, rows: Sequence[Mapping[str, Any]]) -> list[str]:
        """Inserts records in one transaction, with triggers, and returns their ids.

        Raises DmlException when a row is refused.
        """
        return self.kernel.run(lambda: self._insert(sobject, rows))

    def query(self, text: str) -> Any:
        """Runs SOQL as the administrator, without access checks.

        Returns the records as a list, or an int for `SELECT COUNT()`. Raises QueryException.
        """
        return self.kernel.run(lambda: self._query(text))

    # Time

    def run_until_idle(self) -> int:
        """Runs the work that is due now; returns how many entries ran. Time does not pass."""
        return self.kernel.run_due()

    def on_transaction(self, hook: Callable[[TransactionReport], None]) -> None:
        """Calls `hook` after each transaction with what it was and used."""
        self._assembly.executor.hooks.append(hook)

    @property
    def transport(self) -> Transport:
        """What answers callouts."""
        return self._assembly.runtime.transport

    @transport.setter
    def transport(self, transport: Transport) -> None:
        self._assembly.runtime.transport = transport

    @property
    def interleaving(self) -> Interleaving | None:
        """Suspends transactions; None where the kernel's policy lets none overlap."""
        return self._assembly.interleaving

    @property
    def debug_log(self) -> list[str]:
        """The lines of `System.debug` since the org was made, but for those of tests."""
        return self._assembly.executor.log

    @property
    def organization_id(self) -> str:
        """The id of the Organization row."""
        return self._assembly.runtime.organization_id

    # Tests

    def tests(self) -> tuple[TestCase, ...]:
        """All test methods: classes by name, methods in source order."""
        return tuple(case for each in self.test_classes() for case in each.cases())

    def test_classes(self) -> tuple[TestClass, ...]:
        """All classes with test methods, by name."""
        return self._deployment.code.test_classes()

    def coverable(self) -> tuple[CoverableFile, ...]:
        """The lines that coverage counts, for each class and trigger that is no test."""
        return self._deployment.code.coverable()

    def take_hits(self) -> dict[str, bytes]:
        """Which lines ran since the last call, by path: a byte per line. Needs `coverage`."""
        taken = {}
        for path, flags in self._assembly.executor.program.hits.items():
            taken[path] = bytes(flags)
            flags[:] = bytes(len(flags))
        return taken

    def release_thread(self) -> None:
        """Ends the simulation's thread until the next call: before the process forks."""
        self.kernel.thread.close()

    def close(self) -> None:
        """Gives back the thread and the database; the org cannot be used any more."""
        self.kernel.thread.close()

    def run_tests(
        self, cases: Sequence[TestCase], *, on_failure: OnFailure | None = None
    ) -> Iterator[TestResult]:
        """Runs tests class by class; every change that they make is undone.

        `on_failure` is called with the error of a test, on the simulation's thread, while its data
        is still there.
        """
        assembly = self._assembly
        runner = TestRunner(
            assembly.runtime,
            assembly.store,
            assembly.administrator,
            seed=self.kernel.seed,
            on_failure=on_failure,
        )
        results = runner.run(cases, self.test_classes())
        while True:
            result = self.kernel.run(lambda: next(results, None))
            if result is None:
                return
            yield result

    def run_test(self, class_name: str, method: str) -> TestResult:
        """Runs one test method."""
        return next(iter(list(self.run_tests([TestCase(class_name, method)]))))

    # On the simulation thread

    def _apex(self, source: SourceFile) -> None:
        deployment = self._deployment
        unit = deployment.code.anonymous(source)
        program = self._assembly.executor.program
        self._run(EntryKind.ANONYMOUS, lambda: program.run_unit(unit), source.path)

    def _insert(self, sobject: str, rows: Sequence[Mapping[str, Any]]) -> list[str]:
        assembly = self._assembly
        kind = record_class(assembly.data.schema, sobject)
        records = [kind(**row) for row in rows]
        caller = self._caller()
        self._run(EntryKind.API, lambda: assembly.runtime.dml(caller, "insert", records), sobject)
        return [str(record.__dict__["Id"]) for record in records]

    def _query(self, text: str) -> Any:
        found: list[Any] = []
        query = parse_query(text)
        caller = self._caller()
        runtime = self._assembly.runtime
        self._run(EntryKind.API, lambda: found.append(runtime.query(caller, query, ())), text)
        return found[0]

    def _run(self, kind: EntryKind, body: Callable[[], None], label: str) -> Transaction:
        user = self._assembly.administrator
        return self._assembly.executor.run(kind, user, body, label=label)

    def _caller(self) -> Caller:
        return Caller(PYTHON, "", "without sharing", 66.0, False, self._assembly.runtime)
