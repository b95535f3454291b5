"""Who is calling: the constant of each compiled class, and the org as runtime and stdlib see it.

Every call from Apex into the platform carries the `Caller` of the class it is written in: its
namespace, sharing keyword and API version decide what the call may do and which limits it spends.
The protocols are declared here, below the layers that implement them (`platform`, `org`).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from sfsim.soql import nodes as soql
from sfsim.typeref import TypeRef

P = TypeVar("P")


class ClockService(Protocol):
    """The org's clock: virtual in tests and scenarios."""

    def now(self) -> datetime.datetime:
        """The current instant, naive UTC with milliseconds."""
        ...


class RandomService(Protocol):
    """The org's seeded generator; the only source of chance."""

    def random(self) -> float:
        """A float in [0, 1)."""
        ...

    def randbytes(self, count: int) -> bytes:
        """That many bytes."""
        ...

    def randrange(self, stop: int) -> int:
        """An int in [0, stop)."""
        ...


class UserService(Protocol):
    """The running user. Ids have 18 characters, `locale` is like en_US, `time_zone` is IANA's."""

    id: str
    profile_id: str
    role_id: str | None
    username: str
    first_name: str | None
    last_name: str
    email: str
    locale: str
    language: str
    time_zone: str
    user_type: str


class LimitsService(Protocol):
    """The meters of the running transaction, by the keys of `platform.limits.table`."""

    def charge(self, key: str, amount: int, caller: Caller) -> None:
        """Adds to a meter. Raises LimitException when it passes its limit."""
        ...

    def used(self, key: str, caller: Caller) -> int:
        """What `Limits.get…()` returns."""
        ...

    def limit(self, key: str, caller: Caller) -> int:
        """What `Limits.getLimit…()` returns."""
        ...


class TransactionService(Protocol):
    """The running transaction. `entry_kind` is 'anonymous', 'queueable', 'future', 'batch',
    'scheduled', 'event', 'finalizer', 'rest', 'test' …"""

    @property
    def limits(self) -> LimitsService:
        """Its meters."""
        ...

    @property
    def user(self) -> UserService:
        """The running user."""
        ...

    @property
    def entry_kind(self) -> str:
        """How it was entered."""
        ...

    @property
    def is_test(self) -> bool:
        """Whether a test method is running."""
        ...

    def debug(self, line: str) -> None:
        """Adds a line to the debug log."""
        ...

    def part(self, kind: type[P]) -> P:
        """What a feature keeps for this transaction: its one object of a class, made at need."""
        ...


class ProgramService(Protocol):
    """The org's compiled code, for reflection."""

    def find_type(self, name: str, caller: Caller) -> TypeRef | None:
        """The type that a name denotes for `Type.forName`, None when there is none."""
        ...

    def new_instance(self, type_ref: TypeRef, caller: Caller) -> Any:
        """Calls the no-argument constructor. Raises TypeException when it cannot."""
        ...

    def is_assignable(self, source: TypeRef, target: TypeRef) -> bool:
        """Whether a value of run-time type `source` is an instance of `target`."""
        ...

    def is_instance(self, value: Any, target: TypeRef) -> bool:
        """`value instanceof target`."""
        ...

    def cast(self, value: Any, target: TypeRef) -> Any:
        """`(target) value`. Raises TypeException."""
        ...

    def members(self, type_ref: TypeRef) -> Any:
        """The `apex.declarations.TypeDeclaration` of a type (fields for JSON, …), or None."""
        ...

    def python_class(self, type_ref: TypeRef) -> type[Any]:
        """The emitted class of a user class, loaded; JSON makes objects with its `__new__`."""
        ...

    def enum_constants(self, type_ref: TypeRef) -> Sequence[Any]:
        """The `ApexEnum` constants of a user enum, in order."""
        ...


class OrgService(Protocol):
    """One org as emitted code and the standard library see it."""

    @property
    def clock(self) -> ClockService:
        """The org's clock."""
        ...

    @property
    def random(self) -> RandomService:
        """The org's seeded generator."""
        ...

    @property
    def program(self) -> ProgramService:
        """The org's compiled code."""
        ...

    @property
    def organization_id(self) -> str:
        """The id of the Organization row."""
        ...

    @property
    def transaction(self) -> TransactionService:
        """The running transaction."""
        ...

    @property
    def schema(self) -> Any:
        """The `schema.Schema` of the org."""
        ...

    def query(self, caller: Caller, query: soql.Query, binds: Sequence[object]) -> Any:
        """Runs a query: an ApexList of records or AggregateResults; an int for `COUNT()`.

        `binds[i]` is the value of `Bind.index == i`. Raises QueryException, LimitException.
        """
        ...

    def query_chunks(
        self, caller: Caller, query: soql.Query, binds: Sequence[object], size: int
    ) -> Iterator[Any]:
        """The rows of a SOQL for loop, as ApexLists of at most `size` records."""
        ...

    def search(self, caller: Caller, search: soql.Search, binds: Sequence[object]) -> Any:
        """Runs a SOSL search: an ApexList of ApexLists."""
        ...

    def dml(
        self,
        caller: Caller,
        operation: str,
        value: Any,
        access: str | None = None,
        key: str | None = None,
        other: Any = None,
    ) -> None:
        """A DML statement on a record or list of records. Raises DmlException."""
        ...

    def dml_results(
        self,
        caller: Caller,
        operation: str,
        value: Any,
        *,
        all_or_none: bool = True,
        access: str | None = None,
        key: str | None = None,
        other: Any = None,
    ) -> Sequence[Any]:
        """`Database.insert` & co: one `platform.dml.results.RowOutcome` per input row.

        Raises DmlException when `all_or_none` and a row failed.
        """
        ...

    def set_savepoint(self, caller: Caller) -> int:
        """Opens a savepoint and returns its number."""
        ...

    def rollback(self, caller: Caller, number: int) -> None:
        """Takes the database back to a savepoint."""
        ...

    def release_savepoint(self, caller: Caller, number: int) -> None:
        """Forgets a savepoint and those opened after it."""
        ...

    def enqueue_job(
        self, caller: Caller, job: Any, delay_minutes: int = 0, options: Any = None
    ) -> str:
        """`System.enqueueJob`: the id of the AsyncApexJob. Raises AsyncException."""
        ...

    def execute_batch(self, caller: Caller, batch: Any, scope: int = 200) -> str:
        """`Database.executeBatch`: the id of the AsyncApexJob."""
        ...

    def schedule(self, caller: Caller, name: str, cron: str, schedulable: Any) -> str:
        """`System.schedule`: the id of the CronTrigger."""
        ...

    def schedule_batch(
        self, caller: Caller, batch: Any, name: str, minutes: int, scope: int = 200
    ) -> str:
        """`System.scheduleBatch`: the id of the CronTrigger."""
        ...

    def abort_job(self, caller: Caller, job_id: str) -> None:
        """`System.abortJob`."""
        ...

    def attach_finalizer(self, caller: Caller, finalizer: Any) -> None:
        """`System.attachFinalizer`."""
        ...

    def check_callout(self, caller: Caller) -> None:
        """Charges a callout and applies the rules. Raises CalloutException, LimitException."""
        ...

    def callout(self, caller: Caller, request: Any) -> Any:
        """Performs a `platform.callouts.CalloutRequest`. Raises CalloutException."""
        ...

    def set_callout_mock(self, caller: Caller, interface_name: str, mock: Any) -> None:
        """`Test.setMock`."""
        ...

    def callout_mock(self, caller: Caller) -> Any:
        """The HttpCalloutMock of the running test, or None."""
        ...

    def start_test(self, caller: Caller) -> None:
        """`Test.startTest()`."""
        ...

    def stop_test(self, caller: Caller) -> None:
        """`Test.stopTest()`: runs what was enqueued since startTest."""
        ...

    def standard_pricebook_id(self, caller: Caller) -> str:
        """The id of the standard price book."""
        ...

    def set_created_date(
        self, caller: Caller, record_id: str, created: datetime.datetime
    ) -> None:
        """`Test.setCreatedDate`."""
        ...

    def custom_setting(self, caller: Caller, sobject_name: str, how: str, key: str | None) -> Any:
        """A custom setting's record or records; `how` is 'instance', 'values', 'org_defaults' or
        'all'."""
        ...

    def object_permission(self, caller: Caller, sobject: str, permission: str) -> bool:
        """Whether the running user may 'read', 'create', 'edit' or 'delete' records of a type."""
        ...

    def field_permission(
        self, caller: Caller, sobject: str, field: str, permission: str
    ) -> bool:
        """Whether the running user may 'read' a field, or write it: 'create', 'edit', 'write'."""
        ...

    def is_unrestricted(self, caller: Caller) -> bool:
        """Whether user mode and system mode are the same for the running user."""
        ...

    def custom_permission(self, caller: Caller, name: str) -> bool:
        """Whether the running user has a custom permission, by its name with or without prefix."""
        ...

    def static_resource(self, name: str) -> bytes | None:
        """The content of a static resource, None when there is none of that name."""
        ...

    def record_type_id(self, sobject: str, developer_name: str) -> str:
        """The id of a record type."""
        ...

    def new_record(
        self, sobject: str, record_type_id: str | None = None, defaults: bool = False
    ) -> Any:
        """A new record in memory, with the default values of its record type if asked for."""
        ...

    @property
    def sees_all_data(self) -> bool:
        """Whether the running test sees the data of the org (`SeeAllData=true`)."""
        ...

    def send_email(self, caller: Caller, emails: Sequence[Any]) -> None:
        """Puts `platform.email.SentEmail`s into the outbox when the transaction commits."""
        ...

    def part(self, kind: type[P]) -> P:
        """What a feature keeps beside the rows: one object of a class per org; a test method has
        its own."""
        ...

    def metadata_names(self, kind: str) -> Sequence[str]:
        """The names of the deployed metadata files of a kind: 'cachePartition', …"""
        ...

    def request_id(self, caller: Caller) -> str:
        """The id of the running request, the same in all that it caused."""
        ...

    def rest_context(self, part: str) -> Any:
        """`RestContext.request` or `.response` of the running transaction."""
        ...

    def set_rest_context(self, part: str, value: Any) -> None:
        """Sets what `rest_context` answers."""
        ...

    def run_as(self, caller: Caller, user: Any) -> AbstractContextManager[None]:
        """`System.runAs(user) { … }`."""
        ...

    def trigger_variable(self, name: str) -> Any:
        """`Trigger.<name>` of the innermost running trigger; null or false outside of one."""
        ...

    def label(self, caller: Caller, namespace: str, name: str) -> str:
        """The text of a custom label."""
        ...


@dataclass(slots=True, eq=False)
class Caller:
    """The class (trigger, anonymous block) a platform call is written in.

    `sharing` is 'with sharing', 'without sharing', 'inherited sharing' or ''. `kind` is 'class',
    'trigger' or 'anonymous'.
    """

    class_name: str
    namespace: str
    sharing: str
    api_version: float
    is_test: bool
    org: OrgService
    kind: str = "class"
