"""Refusing DML on objects and fields that the user may not write.

Source: Apex Developer Guide, "Enforce User Mode for Database Operations"; texts observed: an object
is refused as a whole with a SecurityException, a field fails its row (DmlException from API 58.0).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from sfsim.platform.dml.results import RowError, RowOutcome
from sfsim.platform.security.grants import CREATE, DELETE, EDIT
from sfsim.platform.security.oracle import AccessOracle
from sfsim.platform.security.reading import PermissionHolder
from sfsim.runtime.caller import Caller
from sfsim.runtime.exceptions import DmlException, SecurityException
from sfsim.runtime.sobject import SObject
from sfsim.schema.field import Field
from sfsim.schema.model import SObjectType

RIGHTS: Final[dict[str, tuple[str, ...]]] = {
    "insert": (CREATE,),
    "update": (EDIT,),
    "upsert": (CREATE, EDIT),
    "delete": (DELETE,),
    "undelete": (DELETE,),
    "purge": (DELETE,),
    "merge": (EDIT, DELETE),
}
"""Which right undelete needs is not known to us: describe's isUndeletable follows delete."""

WRITES_FIELDS: Final = frozenset({"insert", "update", "upsert"})
ENTITY_DENIED: Final = "Access to entity '{}' denied"
FIELDS_DENIED: Final = (
    "Operation failed due to fields being inaccessible on Sobject {}, check errors on Exception or"
    " Result!"
)
STATUS: Final = "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY"
DML_EXCEPTION_VERSION: Final = 58.0

Save = Callable[[list[SObject]], list[RowOutcome]]


class WriteCheck:
    """The check of one statement for one user."""

    def __init__(
        self, oracle: AccessOracle, user: PermissionHolder, caller: Caller, operation: str
    ) -> None:
        self._oracle = oracle
        self._user = user
        self._caller = caller
        self._operation = operation

    def check_objects(self, records: Sequence[SObject]) -> None:
        """Raises SecurityException for the first record of an object that is refused."""
        for record in records:
            if record is None:
                continue
            sobject = record.sobject_type
            if not all(
                self._oracle.can(self._user, right, sobject) for right in RIGHTS[self._operation]
            ):
                raise SecurityException(ENTITY_DENIED.format(sobject.name))

    def denied_fields(self, record: SObject) -> tuple[str, ...]:
        """The fields that a record carries and the user may not write.

        Source: observed: every field in the payload counts, changed or not; autonumbers and
        related records do not, and a master that cannot be changed fails an update only.
        """
        if record is None or self._operation not in WRITES_FIELDS:
            return ()
        sobject = record.sobject_type
        denied = []
        for name in record.__dict__:
            field = sobject.find_field(name)
            if field is None or field.auto_number or field.type == "id":
                continue
            if not self._may_write(sobject, field):
                denied.append(name)
        return tuple(denied)

    def _may_write(self, sobject: SObjectType, field: Field) -> bool:
        """Whether a value may be given; fields that only the platform writes are passed over."""
        if field.is_master_detail and not field.updateable and self._operation == "update":
            return False
        is_writeable = field.createable or field.updateable
        return not is_writeable or self._oracle.may_write_field(self._user, sobject, field)

    def save(
        self, records: Sequence[SObject], save: Save, *, all_or_none: bool
    ) -> list[RowOutcome]:
        """Saves the records whose fields the user may write; the others fail.

        Raises:
            SecurityException: the user may not touch an object at all.
            DmlException: a field is refused and the statement is all or nothing, or `save` raised.
        """
        self.check_objects(records)
        failed = {}
        for index, record in enumerate(records):
            fields = self.denied_fields(record)
            if fields:
                message = FIELDS_DENIED.format(record.sobject_type.name)
                error = RowError(STATUS, message, fields)
                record_id = record.__dict__.get("Id")
                failed[index] = RowOutcome(index, record_id, errors=(error,))
        if failed and all_or_none:
            raise self._exception(tuple(failed.values()))
        allowed = [index for index in range(len(records)) if index not in failed]
        saved = save([records[index] for index in allowed]) if allowed or not failed else []
        for index, outcome in zip(allowed, saved, strict=True):
            failed[index] = replace(outcome, index=index)
        return [failed[index] for index in range(len(records))]

    def _exception(self, failures: tuple[RowOutcome, ...]) -> Exception:
        message = failures[0].errors[0].message
        if self._caller.api_version < DML_EXCEPTION_VERSION:
            return SecurityException(message)
        exception = DmlException(message)
        exception.failures = failures
        return exception
