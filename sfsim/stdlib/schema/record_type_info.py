"""Schema.RecordTypeInfo: the record types of an object, the implied Master among them.

Source: Apex Reference Guide, "RecordTypeInfo Class"; recorded, label order with Master last.
"""

from __future__ import annotations

from sfsim.runtime.caller import Caller
from sfsim.schema.model import MASTER_RECORD_TYPE_ID, SObjectType
from sfsim.stdlib.registry import apex_class, apex_method, getters_as_properties

MASTER = "Master"


@apex_class("Schema.RecordTypeInfo")
@getters_as_properties
class RecordTypeInfo:
    """One record type as the running user sees it."""

    def __init__(
        self,
        record_type_id: str,
        developer_name: str,
        label: str,
        *,
        is_active: bool,
        is_available: bool,
        is_default: bool,
    ) -> None:
        self.record_type_id = record_type_id
        self.developer_name = developer_name
        self.label = label
        self.active = is_active
        self.available = is_available
        self.default = is_default

    @apex_method("String getDeveloperName()")
    def getDeveloperName(self) -> str:
        """The developer name."""
        return self.developer_name

    @apex_method("String getName()")
    def getName(self) -> str:
        """The label."""
        return self.label

    @apex_method("Id getRecordTypeId()")
    def getRecordTypeId(self) -> str:
        """The id."""
        return self.record_type_id

    @apex_method("Boolean isActive()")
    def isActive(self) -> bool:
        """Whether it is active."""
        return self.active

    @apex_method("Boolean isAvailable()")
    def isAvailable(self) -> bool:
        """Whether the running user may use it."""
        return self.available

    @apex_method("Boolean isDefaultRecordTypeMapping()")
    def isDefaultRecordTypeMapping(self) -> bool:
        """Whether it is the running user's default."""
        return self.default

    @apex_method("Boolean isMaster()")
    def isMaster(self) -> bool:
        """Whether it is the implied one."""
        return self.record_type_id == MASTER_RECORD_TYPE_ID

    @apex_method("String toString()")
    def toString(self) -> str:
        """The shape in which describe results print."""
        parts = (
            ("getDeveloperName", self.developer_name),
            ("getName", self.label),
            ("getRecordTypeId", self.record_type_id),
            ("isActive", self.active),
            ("isAvailable", self.available),
            ("isDefaultRecordTypeMapping", self.default),
            ("isMaster", self.isMaster()),
        )
        body = "".join(f"{name}={str(value).lower() if isinstance(value, bool) else value};"
                       for name, value in parts)
        return f"Schema.RecordTypeInfo[{body}]"


def record_type_infos(caller: Caller, sobject: SObjectType) -> list[RecordTypeInfo]:
    """The record types in label order, Master last."""
    infos = []
    for each in sorted(sobject.record_types, key=lambda each: each.label):
        record_id = caller.org.record_type_id(sobject.name, each.developer_name)
        infos.append(
            RecordTypeInfo(
                record_id, each.developer_name, each.label,
                is_active=each.is_active, is_available=each.is_active, is_default=False,
            )
        )  # fmt: skip
    infos.append(
        RecordTypeInfo(
            MASTER_RECORD_TYPE_ID, MASTER, MASTER,
            is_active=True, is_available=True, is_default=True,
        )
    )  # fmt: skip
    return infos
