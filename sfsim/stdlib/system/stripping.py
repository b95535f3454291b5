"""Taking from records what the running user may not read or write.

Source: Apex Developer Guide, "Enforce Security with the stripInaccessible Method"; observed: fields
of parents and children go too, each under its own object, and a field that is gone from a queried
record reads as one that was not queried.
"""

from __future__ import annotations

from typing import Any, Final

from sfsim.runtime.caller import Caller
from sfsim.runtime.collections import ApexList
from sfsim.runtime.record_classes import query_class
from sfsim.runtime.sobject import SObject
from sfsim.schema.model import SObjectType
from sfsim.stdlib.schema.access import may_use_field, may_use_object

READABLE: Final = "READABLE"
UPDATABLE: Final = "UPDATABLE"
OBJECT_PERMISSIONS: Final = {
    READABLE: ("read",),
    "CREATABLE": ("create",),
    UPDATABLE: ("edit",),
    "UPSERTABLE": ("create", "edit"),
}
FIELD_PERMISSION: Final = {
    READABLE: "read",
    "CREATABLE": "create",
    UPDATABLE: "edit",
    "UPSERTABLE": "write",
}
USER: Final = "User"


class Stripper:
    """Strips the records of one call; `removed` are the fields that went, by object."""

    def __init__(self, caller: Caller, access: str) -> None:
        self._caller = caller
        self._access = access
        self._fields: dict[tuple[str, str], bool] = {}
        self.removed: dict[str, dict[str, None]] = {}

    def may_use(self, record: SObject) -> bool:
        """Whether the user may do to the record's object what the call is about."""
        sobject = record.sobject_type.name
        return self._is_own_user(record) or all(
            may_use_object(self._caller, sobject, permission)
            for permission in OBJECT_PERMISSIONS[self._access]
        )

    def strip(self, record: SObject) -> tuple[SObject, bool]:
        """A copy of a record without what the user may not use; whether anything is gone."""
        sobject, kind = record.sobject_type, type(record)
        values: dict[str, Any] = {}
        lost: dict[str, None] = {}
        is_modified = False
        for name, value in record.__dict__.items():
            if sobject.find_field(name) is None:
                kept, is_changed = self._relationship(value)
                is_modified = is_modified or is_changed
                if kept is None and value is not None:
                    lost[name] = None
                else:
                    values[name] = kept
            elif self._may_use_field(record, sobject, name):
                values[name] = value
            else:
                lost[name] = None
        for name in sorted(kind.selected - record.__dict__.keys()):
            is_field = sobject.find_field(name) is not None
            if is_field and not self._may_use_field(record, sobject, name):
                lost[name] = None
        made = kind.writable
        if lost:
            self.removed.setdefault(sobject.name, {}).update(lost)
            if kind.is_query_shape:
                made = query_class(record.schema, sobject.name, kind.selected - lost.keys())
        return made.of(values), bool(lost) or is_modified

    def _relationship(self, value: Any) -> tuple[Any, bool]:
        """A parent or children without what the user may not read: None when nothing is left."""
        if self._access != READABLE:
            return value, False
        if isinstance(value, SObject):
            if not self.may_use(value):
                return None, True
            return self.strip(value)
        if isinstance(value, ApexList) and value:
            if not self.may_use(value[0]):
                return None, True
            stripped = [self.strip(each) for each in value]
            copies = ApexList(value.type, [copy for copy, _ in stripped])
            return copies, any(is_changed for _, is_changed in stripped)
        return value, False

    def _may_use_field(self, record: SObject, sobject: SObjectType, name: str) -> bool:
        if name == "Id":
            return True
        if self._is_own_user(record):
            field = sobject.field(name)
            return field.updateable and not field.custom
        key = (sobject.name, name)
        found = self._fields.get(key)
        if found is None:
            permission = FIELD_PERMISSION[self._access]
            found = may_use_field(self._caller, sobject.name, name, permission)
            self._fields[key] = found
        return found

    def _is_own_user(self, record: SObject) -> bool:
        """Everybody may change the standard fields of their own user. Source: observed."""
        return (
            self._access == UPDATABLE
            and record.sobject_type.name == USER
            and record.__dict__.get("Id") == self._caller.org.transaction.user.id
        )
