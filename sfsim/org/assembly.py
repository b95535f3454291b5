"""Putting one org together: the services of the platform, wired to each other and to its code."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Final

from sfsim.kernel.kernel import Kernel
from sfsim.kernel.locks import Locks
from sfsim.names import fold
from sfsim.org.async_apex import AsyncApex
from sfsim.org.birth import (
    CodeRow,
    give_birth,
    write_code_rows,
    write_custom_metadata,
    write_record_types,
)
from sfsim.org.data import DataServices
from sfsim.org.deployment import Deployment
from sfsim.org.execution import Executor
from sfsim.org.interleaving import Interleaving
from sfsim.org.jobs import OrgJobs
from sfsim.org.permission_rows import PermissionRows
from sfsim.org.queries import OrgQueries
from sfsim.org.runtime import OrgRuntime
from sfsim.org.settings import Settings
from sfsim.org.snapshot import TriggerHead
from sfsim.org.static_resources import write_static_resources
from sfsim.org.system_rows import SystemRows
from sfsim.platform.dml.automation_steps import by_object
from sfsim.platform.dml.parking import ParkingStore
from sfsim.platform.dml.services import RowStore
from sfsim.platform.query import QueryEngine
from sfsim.platform.query.fixed_results import FixedSearchResults
from sfsim.platform.query.searching import SearchEngine
from sfsim.platform.security.oracle import AccessOracle, GrantCache
from sfsim.platform.security.reading import GrantReader
from sfsim.platform.triggers import Trigger, TriggerRegistry
from sfsim.platform.users import RunningUser
from sfsim.runtime.numbers import enter_decimal_context
from sfsim.runtime.program import Program
from sfsim.runtime.record_classes import complete_record, read_only_copy, record_class
from sfsim.schema.model import Schema, SObjectType
from sfsim.schema.project import MetadataFile
from sfsim.stdlib.platform_enums import constant
from sfsim.storage.database import Database

TRIGGER_OPERATION: Final = "System.TriggerOperation"


class Assembly:
    """The services of one org. `install` replaces its code and schema, never its rows."""

    def __init__(self, kernel: Kernel, name: str, schema: Schema) -> None:
        enter_decimal_context()
        self._kernel = kernel
        self._labels: dict[tuple[str, str], str] = {}
        self.store = Database(schema)
        parking = ParkingStore(self.store, Locks())
        interleaves = kernel.policy.interleaves
        store: RowStore = parking if interleaves else self.store
        self.executor = Executor(kernel, name, store)
        self.interleaving = Interleaving(self.executor, parking) if interleaves else None
        self.rows = SystemRows(schema, store, kernel.clock)
        birth = give_birth(self.rows)
        self.administrator: RunningUser = birth.administrator
        self._reader = GrantReader(schema, store)
        self.access = AccessOracle(
            self._reader,
            self.administrator.profile_id,
            lambda: self.executor.transaction.part(GrantCache),
        )
        self.data = DataServices(
            schema=schema,
            database=store,
            clock=kernel.clock,
            executor=self.executor,
            organization_id=birth.organization_id,
            make_record=self._make_record,
            make_read_only=read_only_copy,
        )
        self.runtime = OrgRuntime(
            kernel=kernel,
            executor=self.executor,
            data=self.data,
            rows=self.rows,
            asynchronous=AsyncApex(OrgJobs(kernel, name, self.executor, self.rows)),
            settings=Settings(self.data),
            access=self.access,
            labels=self._label,
            operation_type=partial(constant, TRIGGER_OPERATION),
        )

    def install(self, deployment: Deployment) -> None:
        """Makes a deployment the org's schema and code."""
        schema = deployment.schema
        self.rows.use_schema(schema)
        self.data.use_schema(schema, deployment.labels)
        self._reader.use_schema(schema)
        self._labels = deployment.labels
        program = Program(
            self.runtime,
            deployment.code,
            lambda name: record_class(schema, name),
        )
        self.executor.attach(program)
        engine = QueryEngine(
            schema, self.store, self.data.formulas, self.data.organization_id
        )
        queries = OrgQueries(
            engine,
            self.executor,
            self._kernel.clock,
            SearchEngine(schema, engine),
            lambda: self.runtime.part(FixedSearchResults).ids,
            self.access,
        )
        self.runtime.install(program, queries)
        self.runtime.use_metadata(_names_by_kind(deployment.project.other))
        self.data.triggers = TriggerRegistry(
            [self._trigger(deployment, head) for head in deployment.triggers]
        )
        self.data.automations = by_object(schema, deployment.automations)
        defined = [each.name for each in deployment.project.objects]
        self._add_columns(schema, defined)
        write_custom_metadata(self.rows, schema, deployment.project.custom_metadata)
        write_static_resources(self.rows, deployment.project.static_resources)
        write_record_types(self.rows, schema, defined)
        write_code_rows(self.rows, _class_rows(deployment), _trigger_rows(deployment))
        permissions = PermissionRows(
            self.rows, self._reader, self.access, deployment.project.namespace
        )
        permissions.write(deployment.project.other)

    def _add_columns(self, schema: Schema, names: list[str]) -> None:
        """Gives tables with rows their new columns now: inside a savepoint they could vanish."""
        for name in names:
            sobject_type = schema.sobject(name)
            if self.store.has_rows(sobject_type):
                self.store.table(sobject_type)

    def _trigger(self, deployment: Deployment, head: TriggerHead) -> Trigger:
        """A trigger that is compiled when it first fires."""
        loaded: list[Callable[[], None]] = []

        def run() -> None:
            if not loaded:
                compiled = deployment.code.trigger(head)
                loaded.append(self.executor.program.unit_function(compiled))
            loaded[0]()

        sobject = deployment.schema.sobject(head.sobject).name
        return Trigger(head.name, sobject, head.events, run)

    def _make_record(self, sobject_type: SObjectType, values: Any) -> Any:
        return complete_record(self.data.schema, sobject_type.name, values)

    def _label(self, namespace: str, name: str) -> str:
        return self._labels[fold(namespace), fold(name)]


def _names_by_kind(files: Iterable[MetadataFile]) -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for each in files:
        names[each.kind] = (*names.get(each.kind, ()), each.name)
    return names


def _class_rows(deployment: Deployment) -> list[CodeRow]:
    return [
        CodeRow(each.name, each.source.text, each.api_version)
        for each in deployment.project.classes
    ]


def _trigger_rows(deployment: Deployment) -> list[CodeRow]:
    texts = {each.source.path: each.source.text for each in deployment.project.triggers}
    return [
        CodeRow(head.name, texts[head.path], head.api_version, head.sobject)
        for head in deployment.triggers
    ]
