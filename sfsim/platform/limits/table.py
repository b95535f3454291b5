"""The governor limits of one transaction, one row each; code loops over rows, never asks by name.

`docs/limits.md` is generated from this table. Source of every row unless it says otherwise: Apex
Developer Guide, "Execution Governors and Limits" (API v66/v67).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Final

LIMITS_PAGE: Final = "Apex Developer Guide, Execution Governors and Limits"
CUMULATIVE_FACTOR: Final = 11
"""All certified namespaces of a transaction together may use 11 times a per-namespace limit."""


class Status(Enum):
    """What sfsim does with a limit."""

    ENFORCED = "enforced"
    COUNTED = "counted"
    NOT_MODELLED = "not modelled"


class EntryKind(StrEnum):
    """How a transaction was entered; it alone decides which limits apply."""

    ANONYMOUS = "anonymous"
    REST = "rest"
    API = "api"
    BULK = "bulk"
    TEST = "test"
    SCHEDULED = "scheduled"
    EVENT = "event"
    QUEUEABLE = "queueable"
    FUTURE = "future"
    BATCH_START = "batch start"
    BATCH_EXECUTE = "batch execute"
    BATCH_FINISH = "batch finish"
    FINALIZER = "finalizer"
    EMAIL = "email"

    @property
    def is_asynchronous(self) -> bool:
        """Whether the asynchronous column applies. Scheduled Apex and events have sync limits."""
        return self in _ASYNCHRONOUS


_ASYNCHRONOUS: Final = frozenset(
    {
        EntryKind.QUEUEABLE,
        EntryKind.FUTURE,
        EntryKind.BATCH_START,
        EntryKind.BATCH_EXECUTE,
        EntryKind.BATCH_FINISH,
    }
)
BATCH_KINDS: Final = frozenset(
    {EntryKind.BATCH_START, EntryKind.BATCH_EXECUTE, EntryKind.BATCH_FINISH}
)


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit of a transaction.

    `method` is the `Limits` method that returns what was used; the one for the limit itself puts
    `Limit` after `get`. `exceptions` gives entry kinds their own value. `message` is what the
    LimitException says, `{used}` being the count that was refused; None where nothing is thrown.
    `doubt` records what has not been seen on a real org.
    """

    key: str
    title: str
    sync: int
    asynchronous: int
    method: str | None = None
    message: str | None = None
    per_namespace: bool = True
    exceptions: tuple[tuple[EntryKind, int], ...] = ()
    status: Status = Status.ENFORCED
    source: str = LIMITS_PAGE
    doubt: str = ""

    def __post_init__(self) -> None:
        assert self.status is not Status.ENFORCED or self.message, f"{self.key} throws something"

    @property
    def limit_method(self) -> str | None:
        """The `Limits.getLimit…` method."""
        return None if self.method is None else f"getLimit{self.method.removeprefix('get')}"

    def value(self, kind: EntryKind) -> int:
        """The ceiling for a transaction entered as `kind`."""
        for exception, ceiling in self.exceptions:
            if exception is kind:
                return ceiling
        if kind is EntryKind.BULK:
            return max(self.sync, self.asynchronous)
        return self.asynchronous if kind.is_asynchronous else self.sync


LIMITS: Final[tuple[Limit, ...]] = (
    Limit(
        "soqlQueries",
        "SOQL queries issued",
        100,
        200,
        "getQueries",
        "Too many SOQL queries: {used}",
    ),
    Limit(
        "aggregateQueries",
        "Parent-child relationship subqueries",
        300,
        300,
        "getAggregateQueries",
        "Too many Aggregate queries: {used}",
        doubt="three times the query limit would give 600 asynchronously; message not seen",
    ),
    Limit(
        "soqlRows",
        "Records retrieved by SOQL",
        50_000,
        50_000,
        "getQueryRows",
        "Too many query rows: {used}",
    ),
    Limit(
        "queryLocatorRows",
        "Records retrieved by Database.getQueryLocator",
        10_000,
        10_000,
        "getQueryLocatorRows",
        "Too many query locator rows: {used}",
        exceptions=((EntryKind.BATCH_START, 50_000_000),),
        status=Status.NOT_MODELLED,
    ),
    Limit(
        "soslQueries",
        "SOSL queries issued",
        20,
        20,
        "getSoslQueries",
        "Too many SOSL queries: {used}",
    ),
    Limit(
        "dmlStatements",
        "DML statements issued",
        150,
        150,
        "getDmlStatements",
        "Too many DML statements: {used}",
    ),
    Limit(
        "dmlRows",
        "Records processed by DML",
        10_000,
        10_000,
        "getDmlRows",
        "Too many DML rows: {used}",
    ),
    Limit("callouts", "Callouts", 100, 100, "getCallouts", "Too many callouts: {used}"),
    Limit(
        "calloutCumulativeTimeout",
        "Cumulative timeout of all callouts in milliseconds",
        120_000,
        120_000,
        None,
        "Exceeded maximum time allotted for callout (120000 ms)",
        per_namespace=False,
        status=Status.NOT_MODELLED,
        doubt="a catchable CalloutException on the platform",
    ),
    Limit(
        "heap",
        "Heap size in bytes",
        6_000_000,
        12_000_000,
        "getHeapSize",
        "Apex heap size too large: {used}",
        per_namespace=False,
        exceptions=((EntryKind.FINALIZER, 12_000_000), (EntryKind.EMAIL, 50_000_000)),
    ),
    Limit(
        "cpu",
        "CPU time in milliseconds",
        10_000,
        60_000,
        "getCpuTime",
        "Apex CPU time limit exceeded",
        per_namespace=False,
    ),
    Limit(
        "txTime",
        "Execution time of a transaction in milliseconds",
        600_000,
        600_000,
        per_namespace=False,
        status=Status.NOT_MODELLED,
    ),
    Limit(
        "futureCalls",
        "Methods with the future annotation called",
        50,
        0,
        "getFutureCalls",
        "Too many future calls: {used}",
        exceptions=((EntryKind.QUEUEABLE, 50), (EntryKind.FINALIZER, 0)),
    ),
    Limit(
        "queueableJobs",
        "Queueable jobs added to the queue",
        50,
        1,
        "getQueueableJobs",
        "Too many queueable jobs added to the queue: {used}",
        exceptions=((EntryKind.BULK, 50), (EntryKind.FINALIZER, 1)),
    ),
    Limit(
        "emailInvocations",
        "Messaging.sendEmail calls",
        10,
        10,
        "getEmailInvocations",
        "Too many Email Invocations: {used}",
    ),
    Limit(
        "pushCalls",
        "Mobile push notification calls",
        10,
        10,
        "getMobilePushApexCalls",
        status=Status.NOT_MODELLED,
    ),
    Limit(
        "publishImmediate",
        "EventBus.publish calls for events that are published immediately",
        150,
        150,
        "getPublishImmediateDML",
        "Too many publish immediate DML statements: {used}",
        status=Status.NOT_MODELLED,
        doubt="message from one source only",
    ),
    Limit(
        "apexStackDepth",
        "Depth of the stack of Apex calls",
        1000,
        1000,
        None,
        "Maximum stack depth reached: 1001",
        per_namespace=False,
        source="observed text, long known",
    ),
    Limit(
        "cursorRows",
        "Rows per Apex cursor",
        50_000_000,
        50_000_000,
        "getApexCursorRows",
        per_namespace=False,
        status=Status.NOT_MODELLED,
    ),
    Limit(
        "cursorFetches",
        "Fetch calls on Apex cursors",
        10,
        10,
        "getFetchCallsOnApexCursor",
        per_namespace=False,
        status=Status.NOT_MODELLED,
    ),
    Limit(
        "asyncCalls",
        "Asynchronous calls",
        200,
        200,
        "getAsyncCalls",
        status=Status.NOT_MODELLED,
        source="Apex Reference Guide, Limits Class: reserved for future use",
    ),
    Limit(
        "describes",
        "Describe calls",
        100,
        100,
        "getFieldsDescribes",
        per_namespace=False,
        status=Status.NOT_MODELLED,
        source="not enforced since API 30",
    ),
    Limit(
        "scriptStatements",
        "Script statements",
        200_000,
        200_000,
        "getScriptStatements",
        per_namespace=False,
        status=Status.NOT_MODELLED,
        source="replaced by CPU time",
    ),
    Limit(
        "dbTime",
        "Database time in milliseconds",
        120_000,
        120_000,
        "getDatabaseTime",
        per_namespace=False,
        status=Status.NOT_MODELLED,
        source="not documented as enforced",
    ),
)

ALIASES: Final[tuple[tuple[str, str], ...]] = (
    ("getRunAs", "dmlStatements"),
    ("getSavepoints", "dmlStatements"),
    ("getSavepointRollbacks", "dmlStatements"),
    ("getFindSimilarCalls", "soslQueries"),
)
"""`Limits` methods that report the counter of another one (Apex Reference Guide, Limits Class)."""

BY_KEY: Final[dict[str, Limit]] = {limit.key: limit for limit in LIMITS}
assert len(BY_KEY) == len(LIMITS), "limit keys are unique"
