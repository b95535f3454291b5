"""One org as its running code sees it: everything that `caller.org` offers, by delegation."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Final, Protocol, TypeVar, cast

from sfsim.kernel.generator import Generator
from sfsim.kernel.kernel import Kernel
from sfsim.names import fold
from sfsim.org.async_apex import AsyncApex
from sfsim.org.birth import STANDARD_PRICEBOOK
from sfsim.org.data import DataServices, as_records
from sfsim.org.execution import Executor
from sfsim.org.settings import Settings
from sfsim.org.system_rows import SystemRows
from sfsim.org.test_run import TestRun
from sfsim.platform.callouts import (
    CalloutRequest,
    CalloutResponse,
    NoTransport,
    Transport,
    check_callout,
    check_size,
    refuse_without_mock,
)
from sfsim.platform.dml.defaults import apply_defaults
from sfsim.platform.dml.formula_steps import formula_reader
from sfsim.platform.dml.results import RowOutcome
from sfsim.platform.dml.services import RowStore
from sfsim.platform.dml.statement import DMLOptions
from sfsim.platform.email import Outbox, SentEmail
from sfsim.platform.savepoints import Savepoints
from sfsim.platform.security.modes import is_user_mode_write
from sfsim.platform.security.oracle import AccessOracle
from sfsim.platform.security.reading import PERMISSION_OBJECTS
from sfsim.platform.security.write_check import WriteCheck
from sfsim.platform.transaction import Transaction
from sfsim.platform.triggers import trigger_variable
from sfsim.platform.users import running_user
from sfsim.runtime.caller import Caller, UserService
from sfsim.runtime.exceptions import NullPointerException, TypeException
from sfsim.runtime.program import Program
from sfsim.runtime.record_classes import new_instance
from sfsim.schema.model import Schema
from sfsim.soql import nodes as soql

P = TypeVar("P")
OPERATION_TYPE: Final = fold("operationType")
NULL_DEREFERENCE: Final = "Attempt to de-reference a null object"
ONLY_IN_TESTS: Final = "This method can only be called from a test method"
"""Not seen on a real org: the compiler usually prevents it."""


class Queries(Protocol):
    """Answers SOQL and SOSL (`platform.query`)."""

    def query(self, caller: Caller, query: soql.Query, binds: Sequence[object]) -> Any:
        """An ApexList of records or AggregateResults; an int for `COUNT()`."""
        ...

    def query_chunks(
        self, caller: Caller, query: soql.Query, binds: Sequence[object], size: int
    ) -> Iterator[Any]:
        """The rows in ApexLists of at most `size`."""
        ...

    def search(self, caller: Caller, search: soql.Search, binds: Sequence[object]) -> Any:
        """An ApexList of ApexLists."""
        ...


class OrgRuntime:
    """Implements `runtime.caller.OrgService` and what the standard library asks beyond it."""

    def __init__(
        self,
        *,
        kernel: Kernel,
        executor: Executor,
        data: DataServices,
        rows: SystemRows,
        asynchronous: AsyncApex,
        settings: Settings,
        access: AccessOracle,
        labels: Callable[[str, str], str],
        operation_type: Callable[[str], Any],
    ) -> None:
        self.clock = kernel.clock
        self.random: Generator = kernel.generator.stream("apex")
        self.program: Program
        self._queries: Queries
        self.organization_id = data.organization_id
        self.executor = executor
        self.data = data
        self.asynchronous = asynchronous
        self.transport: Transport = NoTransport()
        self.test_run: TestRun | None = None
        self.sees_all_data = False
        self._rows = rows
        self._settings = settings
        self.access = access
        self._labels = labels
        self._operation_type = operation_type
        self._parts: dict[type, Any] = {}
        self._metadata: Mapping[str, tuple[str, ...]] = {}

    def install(self, program: Program, queries: Queries) -> None:
        """Runs this code, and queries the rows as its schema has them."""
        self.program = program
        self._queries = queries

    @property
    def transaction(self) -> Transaction:
        """The running transaction."""
        return self.executor.transaction

    @property
    def schema(self) -> Schema:
        """The schema of the org."""
        return self.data.schema

    @property
    def database(self) -> RowStore:
        """The rows of the org."""
        return self.data.database

    # Reading

    def query(self, caller: Caller, query: soql.Query, binds: Sequence[object]) -> Any:
        """Runs a query."""
        return self._queries.query(caller, query, binds)

    def query_chunks(
        self, caller: Caller, query: soql.Query, binds: Sequence[object], size: int
    ) -> Iterator[Any]:
        """The rows of a SOQL for loop, in lists."""
        chunks: Iterator[Any] = self._queries.query_chunks(caller, query, binds, size)
        return chunks

    def search(self, caller: Caller, search: soql.Search, binds: Sequence[object]) -> Any:
        """Runs a SOSL search."""
        return self._queries.search(caller, search, binds)

    # Writing

    def dml(
        self,
        caller: Caller,
        operation: str,
        value: Any,
        access: str | None = None,
        key: str | None = None,
        other: Any = None,
    ) -> None:
        """A DML statement. Raises DmlException; NullPointerException for null.

        Source: recorded, the text for a null record differs from that of the Database methods.
        """
        if value is None:
            raise NullPointerException(NULL_DEREFERENCE)
        self._save(caller, operation, value, DMLOptions(key=key), access, other)

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
    ) -> list[RowOutcome]:
        """A `Database` method: one outcome per row. Raises DmlException when all or nothing."""
        options = DMLOptions(all_or_none=all_or_none, key=key)
        return self._save(caller, operation, value, options, access, other)

    def _save(
        self,
        caller: Caller,
        operation: str,
        value: Any,
        options: DMLOptions,
        access: str | None,
        other: Any,
    ) -> list[RowOutcome]:
        """Saves in user or system mode; what changes permissions is felt by what follows."""
        records = [*as_records(value), *(as_records(other) if other is not None else ())]
        changes_permissions = any(
            each is not None and each.sobject_type.name in PERMISSION_OBJECTS for each in records
        )
        if changes_permissions:
            self.access.permissions_changed(self._unmoved_user())
        try:
            return self._save_in_mode(caller, operation, value, options, access, other)
        finally:
            if changes_permissions:
                self.access.permissions_changed(self._unmoved_user())

    def _save_in_mode(
        self,
        caller: Caller,
        operation: str,
        value: Any,
        options: DMLOptions,
        access: str | None,
        other: Any,
    ) -> list[RowOutcome]:
        user = self.transaction.user
        if not is_user_mode_write(caller, access) or self.access.is_unrestricted(user):
            return self.data.save(caller, operation, value, options, other)
        check = WriteCheck(self.access, user, caller, operation)
        if other is not None:
            check.check_objects(as_records(other))
        if operation == "merge":
            check.check_objects(as_records(value))
            return self.data.save(caller, operation, value, options, other)
        return check.save(
            as_records(value),
            lambda records: self.data.save(caller, operation, records, options),
            all_or_none=options.all_or_none,
        )

    def _unmoved_user(self) -> UserService | None:
        """The user of a test method at its top level: permissions given now come too late.

        Source: observed: they count inside System.runAs, after Test.startTest and in async Apex.
        """
        user = self.transaction.user
        is_at_top = self.test_run is not None and self.test_run.is_before_start(user)
        return user if self.transaction.is_test and is_at_top else None

    def set_savepoint(self, caller: Caller) -> int:
        """`Database.setSavepoint`: the number of a new savepoint."""
        return self._savepoints_here().set(self.transaction, caller)

    def rollback(self, caller: Caller, number: int | None) -> None:
        """`Database.rollback`."""
        self._savepoints_here().rollback(self.transaction, caller, number)
        self.access.permissions_changed()

    def release_savepoint(self, caller: Caller, number: int | None) -> None:
        """`Database.releaseSavepoint`."""
        self._savepoints_here().release(self.transaction, number)

    def _savepoints_here(self) -> Savepoints:
        """The savepoints of the running transaction."""
        transaction = self.transaction
        if transaction.savepoints is None:
            transaction.savepoints = Savepoints(self.database)
        return transaction.savepoints

    # Triggers, labels, settings

    def trigger_variable(self, name: str) -> Any:
        """`Trigger.<name>` of the innermost running trigger."""
        value = trigger_variable(self.transaction, name)
        if value is not None and fold(name) == OPERATION_TYPE:
            return self._operation_type(value)
        return value

    def label(self, caller: Caller, namespace: str, name: str) -> str:
        """The text of a custom label."""
        return self._labels(namespace, name)

    def custom_setting(self, caller: Caller, sobject: str, how: str, key: str | None) -> Any:
        """`getInstance`, `getValues`, `getOrgDefaults`, `getAll` of a custom setting."""
        return self._settings.get(self.transaction.user, sobject, how, key)

    # Access and record types

    def object_permission(self, caller: Caller, sobject: str, permission: str) -> bool:
        """Whether the running user may 'read', 'create', 'edit' or 'delete' records of a type."""
        return self.access.can(self.transaction.user, permission, self.schema.sobject(sobject))

    def field_permission(self, caller: Caller, sobject: str, field: str, permission: str) -> bool:
        """Whether the running user may 'read' a field, or write it: 'create', 'edit', 'write'."""
        sobject_type = self.schema.sobject(sobject)
        found = sobject_type.field(field)
        if permission == "read":
            return self.access.readable(self.transaction.user, sobject_type, found)
        operation = "" if permission == "write" else permission
        return self.access.editable(self.transaction.user, sobject_type, found, operation)

    def is_unrestricted(self, caller: Caller) -> bool:
        """Whether the running user may read and write every object and field."""
        return self.access.is_unrestricted(self.transaction.user)

    def custom_permission(self, caller: Caller, name: str) -> bool:
        """Whether the running user has a custom permission."""
        return self.access.has_custom_permission(self.transaction.user, name)

    def record_type_id(self, sobject: str, developer_name: str) -> str:
        """The id of a record type."""
        return self._rows.record_type_ids[fold(sobject), fold(developer_name)]

    def new_record(
        self, sobject: str, record_type_id: str | None = None, defaults: bool = False
    ) -> Any:
        """A new record in memory, with default values if asked for."""
        record = new_instance(self.schema, sobject)
        values = record.__dict__
        if record_type_id is not None:
            values["RecordTypeId"] = record_type_id
        if defaults:
            plan = self.data.plan(record.sobject_type)
            apply_defaults(plan, values, formula_reader(self.data))
        return record

    # Email

    @property
    def outbox(self) -> Outbox:
        """What left the org, tests apart."""
        found: Outbox = self._parts.setdefault(Outbox, Outbox())
        return found

    def send_email(self, caller: Caller, emails: Sequence[SentEmail]) -> None:
        """Puts email into the outbox when the transaction commits; a test's at once."""
        outbox = self.part(Outbox)
        if self.transaction.is_test:
            outbox.emails.extend(emails)
        else:
            self.transaction.at_commit("email", lambda: outbox.emails.extend(emails))

    # What features keep

    def part(self, kind: type[P]) -> P:
        """A feature's one object of a class: the test method's in a test, else the org's."""
        in_test = self.test_run is not None and self.transaction.is_test
        parts = self.test_run.parts if in_test and self.test_run else self._parts
        found = parts.get(kind)
        if found is None:
            found = parts[kind] = kind()
        return cast("P", found)

    def static_resource(self, name: str) -> bytes | None:
        """The content of a static resource, None when there is none."""
        row = self._rows.find_by("StaticResource", "Name", name)
        return None if row is None else row["Body"]

    def metadata_names(self, kind: str) -> tuple[str, ...]:
        """The names of the deployed metadata files of a kind."""
        return self._metadata.get(kind, ())

    def use_metadata(self, names: Mapping[str, tuple[str, ...]]) -> None:
        """Knows the metadata files of a deployment by kind."""
        self._metadata = names

    # The request

    def request_id(self, caller: Caller) -> str:
        """The id of the running request, the same in all that it caused."""
        return self.executor.request_id

    def rest_context(self, part: str) -> Any:
        """`RestContext.request` or `.response` of the running transaction."""
        return self.transaction.rest.get(part)

    def set_rest_context(self, part: str, value: Any) -> None:
        """Sets what `rest_context` answers."""
        self.transaction.rest[part] = value

    # Jobs

    def enqueue_job(
        self, caller: Caller, job: Any, delay_minutes: int = 0, options: Any = None
    ) -> str:
        """`System.enqueueJob`."""
        return self.asynchronous.enqueue(caller, job, delay_minutes, options)

    def call_future(
        self,
        caller: Caller,
        class_name: str,
        method_name: str,
        function: Callable[..., None],
        arguments: tuple[Any, ...],
        allows_callouts: bool,
    ) -> None:
        """A call of a future method."""
        self.asynchronous.call_future(
            caller, class_name, method_name, function, arguments, allows_callouts
        )

    def execute_batch(self, caller: Caller, batch: Any, scope: int = 200) -> str:
        """`Database.executeBatch`."""
        return self.asynchronous.execute_batch(caller, batch, scope)

    def schedule(self, caller: Caller, name: str, cron: str, job: Any) -> str:
        """`System.schedule`."""
        return self.asynchronous.schedules.schedule(caller, name, cron, job)

    def schedule_batch(
        self, caller: Caller, batch: Any, name: str, minutes: int, scope: int = 200
    ) -> str:
        """`System.scheduleBatch`."""
        return self.asynchronous.schedule_batch(caller, batch, name, minutes, scope)

    def abort_job(self, caller: Caller, job_id: str) -> None:
        """`System.abortJob`."""
        self.asynchronous.abort(job_id)

    def attach_finalizer(self, caller: Caller, finalizer: Any) -> None:
        """`System.attachFinalizer`. Raises HandledException where it is refused."""
        self.asynchronous.attach_finalizer(finalizer)

    # Callouts

    def check_callout(self, caller: Caller) -> None:
        """Applies the rules for a callout and counts it. Raises CalloutException."""
        check_callout(self.transaction, caller)

    def callout(self, caller: Caller, request: CalloutRequest) -> CalloutResponse:
        """Performs a callout. Raises CalloutException; TypeException in a test without a mock."""
        refuse_without_mock(self.transaction)
        check_size(self.transaction, "request", request.body)
        response = self.transport.send(request)
        check_size(self.transaction, "response", response.body)
        self.executor.allocated(len(response.body))
        return response

    def set_callout_mock(self, caller: Caller, interface: str, mock: Any) -> None:
        """`Test.setMock`."""
        self._test().callout_mocks[fold(interface)] = mock

    def callout_mock(self, caller: Caller, interface: str = "HttpCalloutMock") -> Any:
        """The mock that answers callouts, None when none was set."""
        if self.test_run is None:
            return None
        return self.test_run.callout_mocks.get(fold(interface))

    # Tests

    def new_test_run(self, user: UserService) -> TestRun:
        """The frame of one test method."""
        self.test_run = TestRun(self.executor, user)
        return self.test_run

    def start_test(self, caller: Caller) -> None:
        """`Test.startTest`. Raises FinalException the second time."""
        self._test().start(self._savepoints_here())
        self.access.permissions_changed()

    def stop_test(self, caller: Caller) -> None:
        """`Test.stopTest`: runs what was enqueued since startTest."""
        self._test().stop(self._savepoints_here())

    def run_as(self, caller: Caller, user: Any) -> AbstractContextManager[None]:
        """`System.runAs(user) { … }`."""
        return self._running_as(caller, user)

    @contextmanager
    def _running_as(self, caller: Caller, user: Any) -> Iterator[None]:
        """`System.runAs(user) { … }`: another user and a mixed-DML state of its own.

        Raises:
            TypeException: not in a test.

        Source: Apex Reference Guide, System.runAs.
        """
        self._test()
        transaction = self.transaction
        transaction.limits.charge("dmlStatements", 1, caller)
        user_id = user.__dict__.get("Id") or self._insert_user(caller, user)
        row = self._rows.find("User", user_id)
        assert row is not None, "the user exists"
        before = (transaction.user, transaction.modified_setup, transaction.modified_data)
        transaction.user = running_user({**row, **_populated(user)})
        transaction.modified_setup = transaction.modified_data = None
        self.access.permissions_changed()
        try:
            yield
        finally:
            transaction.user, transaction.modified_setup, transaction.modified_data = before

    def _insert_user(self, caller: Caller, user: Any) -> str:
        self.data.save(caller, "insert", user)
        return str(user.__dict__["Id"])

    def set_created_date(self, caller: Caller, record_id: str, created: datetime.datetime) -> None:
        """`Test.setCreatedDate`. Raises TypeException outside of tests."""
        self._test()
        sobject_type = self.schema.type_of_id(record_id)
        if sobject_type is not None:
            values = {"Id": record_id, "CreatedDate": created.replace(microsecond=0)}
            self.database.update(sobject_type, [values])

    def standard_pricebook_id(self, caller: Caller) -> str:
        """`Test.getStandardPricebookId`."""
        row = self._rows.find_by("Pricebook2", "Name", STANDARD_PRICEBOOK)
        assert row is not None, "every org is born with one"
        return str(row["Id"])

    def _test(self) -> TestRun:
        if self.test_run is None or not self.transaction.is_test:
            raise TypeException(ONLY_IN_TESTS)
        return self.test_run


def _populated(record: Any) -> dict[str, Any]:
    """The fields that a record has in memory."""
    return {name: value for name, value in record.__dict__.items() if value is not None}
