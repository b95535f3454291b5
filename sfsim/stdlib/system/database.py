"""System.Database: DML with results, queries given as text, savepoints, batches.

Every DML method comes for one record and for a list, with a flag, options, an access level or a key
field; they share one function per operation, which tells its arguments apart by their types.
Source: Apex Reference Guide, "Database Class".
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from sfsim.runtime.caller import Caller
from sfsim.runtime.collections import ApexList
from sfsim.runtime.exceptions import NullPointerException
from sfsim.runtime.schema_tokens import SObjectFieldToken
from sfsim.stdlib.database.options import DMLOptions
from sfsim.stdlib.database.results import (
    DeleteResult,
    EmptyRecycleBinResult,
    MergeResult,
    SaveResult,
    UndeleteResult,
    UpsertResult,
)
from sfsim.stdlib.registry import apex_class, apex_method
from sfsim.stdlib.system.access_level import AccessLevel
from sfsim.typeref import TypeRef, list_of

NULL_ARGUMENT: Final = "Argument cannot be null."
FLAG: Final = "Boolean allOrNone"
OPTIONS: Final = "Database.DMLOptions options"
ACCESS: Final = "AccessLevel accessLevel"
KEY: Final = "Schema.SObjectField field"
SAVE_ARGUMENTS: Final = (
    (), (FLAG,), (OPTIONS,), (ACCESS,), (FLAG, ACCESS), (OPTIONS, ACCESS),
)  # fmt: skip
DELETE_ARGUMENTS: Final = ((), (FLAG,), (ACCESS,), (FLAG, ACCESS))
UPSERT_ARGUMENTS: Final = (
    *DELETE_ARGUMENTS, (KEY,), (KEY, FLAG), (KEY, ACCESS), (KEY, FLAG, ACCESS),
)  # fmt: skip
RECORDS: Final = ("SObject record", "List<SObject> records")
RECORDS_OR_IDS: Final = (*RECORDS, "Id id", "List<Id> ids")

Run = Callable[..., Any]


def _operation(
    operation: str, result: type, first: tuple[str, ...], rest: tuple[tuple[str, ...], ...]
) -> Any:
    """One static method with all its overloads."""
    result_name = f"Database.{result.__name__}"

    def run(caller: Caller, value: Any, *arguments: Any) -> Any:
        """Runs the operation; one result, or one per record."""
        return _results(caller, operation, value, arguments, result)

    function: Run = run
    for parameter in first:
        is_list = parameter.startswith("List<")
        returns = f"List<{result_name}>" if is_list else result_name
        for arguments in rest:
            signature = f"static {returns} {operation}({', '.join((parameter, *arguments))})"
            function = apex_method(signature, caller=True)(function)
    return staticmethod(function)


def _results(
    caller: Caller, operation: str, value: Any, arguments: tuple[Any, ...], result: type
) -> Any:
    if value is None:
        raise NullPointerException(NULL_ARGUMENT)
    records = _records(caller, value)
    outcomes = caller.org.dml_results(caller, operation, records, **_settings(arguments))
    made = [result(outcome) for outcome in outcomes]
    if isinstance(value, list):
        return ApexList(list_of(TypeRef(f"Database.{result.__name__}")), made)
    return made[0]


def _settings(arguments: tuple[Any, ...]) -> dict[str, Any]:
    """Keyword arguments of the DML service out of flags, options, access levels and key fields."""
    found: dict[str, Any] = {}
    for argument in arguments:
        if isinstance(argument, bool):
            found["all_or_none"] = argument
        elif isinstance(argument, DMLOptions):
            found["all_or_none"] = argument.OptAllOrNone is not False
        elif isinstance(argument, AccessLevel):
            found["access"] = argument.access
        elif isinstance(argument, SObjectFieldToken):
            found["key"] = argument.field.name
    return found


def _records(caller: Caller, value: Any) -> Any:
    """Records as they are; ids become records of their types that hold only the id."""
    if isinstance(value, str):
        return _record_of(caller, value)
    if isinstance(value, list) and value and isinstance(value[0], str):
        return ApexList(list_of(TypeRef("SObject")), [_record_of(caller, each) for each in value])
    return value


def _record_of(caller: Caller, record_id: str) -> Any:
    sobject = caller.org.schema.type_of_id(record_id)
    record = caller.org.new_record(sobject.name)
    record.Id = record_id
    return record


@apex_class("System.Database", source="Apex Reference Guide, Database Class")
class Database:
    """The DML methods, savepoints and batches; queries are in `database_queries`."""

    insert = _operation("insert", SaveResult, RECORDS, SAVE_ARGUMENTS)
    update = _operation("update", SaveResult, RECORDS, SAVE_ARGUMENTS)
    upsert = _operation("upsert", UpsertResult, RECORDS, UPSERT_ARGUMENTS)
    delete = _operation("delete", DeleteResult, RECORDS_OR_IDS, DELETE_ARGUMENTS)
    undelete = _operation("undelete", UndeleteResult, RECORDS_OR_IDS, DELETE_ARGUMENTS)

    @apex_method(
        "static Database.MergeResult merge(SObject master, SObject duplicate)", caller=True
    )
    @apex_method("static Database.MergeResult merge(SObject master, Id duplicate)", caller=True)
    @apex_method(
        "static Database.MergeResult merge(SObject master, SObject duplicate, Boolean allOrNone)",
        caller=True,
    )
    @apex_method(
        "static Database.MergeResult merge(SObject master, Id duplicate, Boolean allOrNone)",
        caller=True,
    )
    @apex_method(
        "static List<Database.MergeResult> merge(SObject master, List<SObject> duplicates)",
        caller=True,
    )
    @apex_method(
        "static List<Database.MergeResult> merge(SObject master, List<Id> duplicates)",
        caller=True,
    )
    @apex_method(
        "static List<Database.MergeResult> merge(SObject master, List<SObject> duplicates,"
        " Boolean allOrNone)",
        caller=True,
    )
    @apex_method(
        "static List<Database.MergeResult> merge(SObject master, List<Id> duplicates,"
        " Boolean allOrNone)",
        caller=True,
    )
    @staticmethod
    def merge(caller: Caller, master: Any, duplicates: Any, *arguments: Any) -> Any:
        """Merges records into the master."""
        if master is None or duplicates is None:
            raise NullPointerException(NULL_ARGUMENT)
        outcomes = caller.org.dml_results(
            caller, "merge", master, other=_records(caller, duplicates), **_settings(arguments)
        )
        made = [MergeResult(outcome) for outcome in outcomes]
        if isinstance(duplicates, list):
            return ApexList(list_of(TypeRef("Database.MergeResult")), made)
        return made[0]

    @apex_method(
        "static List<Database.EmptyRecycleBinResult> emptyRecycleBin(List<SObject> records)",
        caller=True,
    )
    @apex_method(
        "static List<Database.EmptyRecycleBinResult> emptyRecycleBin(List<Id> ids)", caller=True
    )
    @apex_method(
        "static Database.EmptyRecycleBinResult emptyRecycleBin(SObject record)", caller=True
    )
    @staticmethod
    def empty_recycle_bin(caller: Caller, value: Any) -> Any:
        """Removes deleted records for good; a record that is not deleted fails alone."""
        return _results(caller, "purge", value, (False,), EmptyRecycleBinResult)

    @apex_method("static Savepoint setSavepoint()", caller=True)
    @staticmethod
    def set_savepoint(caller: Caller) -> Savepoint:
        """A point to roll back to."""
        return Savepoint(caller.org.set_savepoint(caller))

    @apex_method("static void rollback(Savepoint savepoint)", caller=True)
    @staticmethod
    def rollback(caller: Caller, savepoint: Savepoint | None) -> None:
        """Takes the database back."""
        if savepoint is None:
            raise NullPointerException(NULL_ARGUMENT)
        caller.org.rollback(caller, savepoint.number)

    @apex_method("static void releaseSavepoint(Savepoint savepoint)", caller=True)
    @staticmethod
    def release_savepoint(caller: Caller, savepoint: Savepoint | None) -> None:
        """Forgets a savepoint and those set after it."""
        if savepoint is None:
            raise NullPointerException(NULL_ARGUMENT)
        caller.org.release_savepoint(caller, savepoint.number)

    @apex_method("static Id executeBatch(Object batchable)", caller=True)
    @apex_method("static Id executeBatch(Object batchable, Integer batchSize)", caller=True)
    @staticmethod
    def execute_batch(caller: Caller, batchable: Any, size: int | None = 200) -> str:
        """Submits a batch job; the id of the AsyncApexJob."""
        if batchable is None or size is None:
            raise NullPointerException(NULL_ARGUMENT)
        return caller.org.execute_batch(caller, batchable, size)


@apex_class("System.Savepoint")
class Savepoint:
    """A point to roll back to."""

    def __init__(self, number: int) -> None:
        self.number = number


