"""The rows that a new org is born with, and those that deploying code adds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from sfsim.names import fold
from sfsim.org.system_rows import SystemRows
from sfsim.platform.users import (
    ADMINISTRATOR,
    ORGANIZATION_ROW,
    PROFILES,
    USERS,
    RunningUser,
    running_user,
    user_row,
)
from sfsim.schema.metadata.records import CustomMetadataRecord, record_values
from sfsim.schema.model import Schema, SObjectType

CLASS_STATUS: Final = "Active"
LICENSES: Final = 100
LICENSE_KEYS: Final = {
    "Salesforce": "SFDC",
    "Salesforce Platform": "AUL",
    "Chatter Free": "CSN_User",
}
STANDARD_PRICEBOOK: Final = "Standard Price Book"


@dataclass(frozen=True, slots=True)
class Birth:
    """What a new org knows of itself."""

    organization_id: str
    administrator: RunningUser


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A class or trigger as its `ApexClass` or `ApexTrigger` row shows it."""

    name: str
    body: str
    api_version: float
    sobject: str | None = None


def give_birth(rows: SystemRows) -> Birth:
    """Writes organization, licenses, profiles and users; returns the administrator."""
    rows.user_id = rows.new_id("User")
    organization_id = rows.insert("Organization", ORGANIZATION_ROW)
    licenses = {
        name: rows.insert(
            "UserLicense",
            {
                "Name": name,
                "MasterLabel": name,
                "LicenseDefinitionKey": LICENSE_KEYS[name],
                "Status": "Active",
                "TotalLicenses": LICENSES,
                "UsedLicenses": 1,
            },
        )
        for name in dict.fromkeys(profile.license for profile in PROFILES)
    }
    profiles = {
        profile.name: rows.insert(
            "Profile",
            {
                "Name": profile.name,
                "UserLicenseId": licenses[profile.license],
                "UserType": profile.user_type,
                **_permissions(profile.name),
            },
        )
        for profile in PROFILES
    }
    ids = [rows.user_id, *(rows.new_id("User") for _ in USERS[1:])]
    for user, user_id in zip(USERS, ids, strict=True):
        rows.insert("User", user_row(user, profiles[user.profile]), user_id)
    rows.insert("Pricebook2", {"Name": STANDARD_PRICEBOOK, "IsActive": True, "IsStandard": True})
    row = rows.find("User", rows.user_id)
    assert row is not None, "the administrator was just written"
    return Birth(organization_id, running_user(row))


def write_code_rows(
    rows: SystemRows, classes: Iterable[CodeRow], triggers: Iterable[CodeRow]
) -> None:
    """Writes the `ApexClass` and `ApexTrigger` rows of deployed code."""
    for each in classes:
        rows.class_ids[each.name] = rows.insert("ApexClass", _code(each))
    for each in triggers:
        rows.insert("ApexTrigger", {**_code(each), "TableEnumOrId": each.sobject})


def write_custom_metadata(
    rows: SystemRows, schema: Schema, records: Iterable[CustomMetadataRecord]
) -> None:
    """Replaces the rows of custom metadata types by the deployed records.

    A relationship to another custom metadata type is written by name in its file and becomes an id.
    """
    for record_id, type_name in rows.metadata_ids.items():
        rows.delete(type_name, record_id)
    rows.metadata_ids.clear()
    written: dict[tuple[str, str], str] = {}
    pending: list[tuple[SObjectType, str, dict[str, Any]]] = []
    for record in records:
        sobject_type = schema.sobject(record.type_name)
        values = record_values(sobject_type, record)
        record_id = rows.new_id(sobject_type.name)
        written[sobject_type.name, fold(record.developer_name)] = record_id
        pending.append((sobject_type, record_id, values))
    for sobject_type, record_id, values in pending:
        for field in sobject_type.fields:
            value = values.get(field.name)
            if field.is_reference and isinstance(value, str):
                targets = (written.get((each, fold(value))) for each in field.reference_to)
                values[field.name] = next((each for each in targets if each), value)
        rows.insert(sobject_type.name, values, record_id)
        rows.metadata_ids[record_id] = sobject_type.name


def write_record_types(rows: SystemRows, schema: Schema, sobjects: Iterable[str]) -> None:
    """Writes the `RecordType` rows of objects, once each."""
    for name in sobjects:
        sobject_type = schema.sobject(name)
        for each in sobject_type.record_types:
            key = (fold(sobject_type.name), fold(each.developer_name))
            if key not in rows.record_type_ids:
                values = {
                    "Name": each.label,
                    "DeveloperName": each.developer_name,
                    "SobjectType": sobject_type.name,
                    "IsActive": each.is_active,
                    "Description": each.description,
                }
                rows.record_type_ids[key] = rows.insert("RecordType", values)


def _code(row: CodeRow) -> dict[str, Any]:
    return {
        "Name": row.name,
        "Body": row.body,
        "ApiVersion": row.api_version,
        "Status": CLASS_STATUS,
        "IsValid": True,
        "LengthWithoutComments": len(row.body),
    }


def _permissions(profile: str) -> dict[str, bool]:
    """The permissions that code asks administrators' profiles for."""
    is_administrator = profile == ADMINISTRATOR
    return {
        "PermissionsModifyAllData": is_administrator,
        "PermissionsViewAllData": is_administrator,
        "PermissionsManageUsers": is_administrator,
        "PermissionsAuthorApex": is_administrator,
        "PermissionsCustomizeApplication": is_administrator,
    }
