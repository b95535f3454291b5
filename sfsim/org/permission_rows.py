"""The rows of deployed profiles, permission sets, groups and custom permissions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from sfsim.names import fold
from sfsim.org.system_rows import SystemRows
from sfsim.platform.security.grants import EDIT, READ
from sfsim.platform.security.oracle import AccessOracle
from sfsim.platform.security.reading import GrantReader
from sfsim.platform.security.standard_profiles import profile_grants
from sfsim.schema.metadata.permissions import (
    CUSTOM_PERMISSION,
    KINDS_OF_GRANTS,
    MUTING_PERMISSION_SET,
    PERMISSION_SET_GROUP,
    PROFILE,
    FieldAccess,
    ObjectAccess,
    PermissionSource,
    read_group,
    read_permissions,
)
from sfsim.schema.project import MetadataFile

FILE_NAMES: Final = {
    "Admin": "System Administrator",
    "Standard": "Standard User",
    "ReadOnly": "Read Only",
    "SolutionManager": "Solution Manager",
    "MarketingProfile": "Marketing User",
    "ContractManager": "Contract Manager",
    "StandardAul": "Standard Platform User",
    "MinimumAccess": "Minimum Access - Salesforce",
}
"""The names of standard profiles' files. Source: Metadata API Developer Guide, "Profile"."""

Names = dict[tuple[str, str], str]


class PermissionRows:
    """Writes the permissions of one deployment."""

    def __init__(
        self, rows: SystemRows, reader: GrantReader, oracle: AccessOracle, namespace: str
    ) -> None:
        self._rows = rows
        self._reader = reader
        self._oracle = oracle
        self._namespace = namespace
        self._ids: Names = {}

    def write(self, files: Iterable[MetadataFile]) -> None:
        """Writes the rows of all files; a set that an earlier deployment brought is replaced."""
        known = list(files)
        for file in known:
            if file.kind == CUSTOM_PERMISSION:
                self._write_custom_permission(file)
        for file in known:
            if file.kind in KINDS_OF_GRANTS:
                self._write_grants(read_permissions(file))
        for file in known:
            if file.kind == PERMISSION_SET_GROUP:
                self._write_group(file)

    def _write_custom_permission(self, file: MetadataFile) -> None:
        row = self._rows.find_by("CustomPermission", "DeveloperName", file.name)
        self._ids[CUSTOM_PERMISSION, fold(file.name)] = (
            str(row["Id"])
            if row is not None
            else self._rows.insert(
                "CustomPermission",
                {
                    "DeveloperName": file.name,
                    "MasterLabel": file.name,
                    "Language": "en_US",
                    "NamespacePrefix": self._namespace or None,
                },
            )
        )

    def _write_grants(self, source: PermissionSource) -> None:
        set_id = self._owner(source)
        self._ids[source.kind, fold(source.name)] = set_id
        self._rows.insert_all(
            "ObjectPermissions", [_object_row(set_id, each) for each in source.objects]
        )
        fields = [each for each in source.fields if each.readable or each.editable]
        self._rows.insert_all("FieldPermissions", [_field_row(set_id, each) for each in fields])
        self._write_entities(set_id, source)
        self._reader.settings[set_id] = set(map(fold, source.settings))

    def _write_entities(self, set_id: str, source: PermissionSource) -> None:
        for name in source.classes:
            entity = self._rows.class_ids.get(name.rpartition("__")[2])
            self._write_access(set_id, entity, "ApexClass")
        for name in source.custom_permissions:
            entity = self._ids.get((CUSTOM_PERMISSION, fold(name.rpartition("__")[2])))
            self._write_access(set_id, entity, "CustomPermission")

    def _write_access(self, set_id: str, entity: str | None, kind: str) -> None:
        if entity is not None:
            values = {"ParentId": set_id, "SetupEntityId": entity, "SetupEntityType": kind}
            self._rows.insert("SetupEntityAccess", values)

    def _owner(self, source: PermissionSource) -> str:
        """The row that grants hang on: the permission set itself, or the one of a profile."""
        flags = {f"Permissions{name}": True for name in source.user_permissions}
        if source.kind == MUTING_PERMISSION_SET:
            values: dict[str, Any] = {"DeveloperName": source.name, "MasterLabel": source.label}
            return self._insert_new("MutingPermissionSet", "DeveloperName", values)
        if source.kind == PROFILE:
            return self._profile_set(source, flags)
        values = {
            "Name": source.name,
            "Label": source.label,
            "NamespacePrefix": self._namespace or None,
            "IsCustom": True,
            "Type": "Regular",
        }
        return self._insert_new("PermissionSet", "Name", {**values, **flags})

    def _profile_set(self, source: PermissionSource, flags: dict[str, Any]) -> str:
        name = FILE_NAMES.get(source.name, source.name)
        row = self._rows.find_by("Profile", "Name", name)
        if row is None:
            license_row = self._rows.find_by("UserLicense", "Name", source.license or "Salesforce")
            license_id = license_row["Id"] if license_row is not None else None
            values = {"Name": name, "UserType": "Standard", "UserLicenseId": license_id, **flags}
            profile_id = self._rows.insert("Profile", values)
        else:
            profile_id = str(row["Id"])
        self._deny(name, profile_id, source)
        owned = {
            "Name": f"X{profile_id}",
            "Label": profile_id,
            "ProfileId": profile_id,
            "IsOwnedByProfile": True,
            "Type": "Profile",
        }
        return self._insert_new("PermissionSet", "Name", {**owned, **flags})

    def _deny(self, name: str, profile_id: str, source: PermissionSource) -> None:
        """A profile that sees all fields loses those that its file says it does not see."""
        if not profile_grants(name).has_standard_fields:
            return
        denied = {}
        for field in source.fields:
            sobject, _, field_name = field.field.partition(".")
            lost = {EDIT} if field.readable else {READ, EDIT}
            if not field.editable:
                denied[fold(sobject), fold(field_name)] = lost
        self._oracle.deny(profile_id, denied)

    def _insert_new(self, sobject: str, key: str, values: dict[str, Any]) -> str:
        """Replaces the row with that name, and what hangs on it, by a new one with its id."""
        row = self._rows.find_by(sobject, key, values[key])
        if row is None:
            return self._rows.insert(sobject, values)
        record_id = str(row["Id"])
        for child in ("ObjectPermissions", "FieldPermissions", "SetupEntityAccess"):
            while (old := self._rows.find_by(child, "ParentId", record_id)) is not None:
                self._rows.delete(child, str(old["Id"]))
        self._rows.update(sobject, record_id, values)
        return record_id

    def _write_group(self, file: MetadataFile) -> None:
        source = read_group(file)
        values = {
            "DeveloperName": source.name,
            "MasterLabel": source.label,
            "Language": "en_US",
            "Status": "Updated",
        }
        group_id = self._insert_new("PermissionSetGroup", "DeveloperName", values)
        while True:
            old = self._rows.find_by(
                "PermissionSetGroupComponent", "PermissionSetGroupId", group_id
            )
            if old is None:
                break
            self._rows.delete("PermissionSetGroupComponent", str(old["Id"]))
        kinds: tuple[tuple[str, tuple[str, ...]], ...] = (
            ("permissionset", source.permission_sets),
            (MUTING_PERMISSION_SET, source.muting),
        )
        find: Callable[[tuple[str, str]], str | None] = self._ids.get
        for kind, names in kinds:
            for name in names:
                member = find((kind, fold(name.rpartition("__")[2]))) or self._present(name)
                if member is not None:
                    parts = {"PermissionSetGroupId": group_id, "PermissionSetId": member}
                    self._rows.insert("PermissionSetGroupComponent", parts)

    def _present(self, name: str) -> str | None:
        """A permission set that was there before."""
        row = self._rows.find_by("PermissionSet", "Name", name)
        return None if row is None else str(row["Id"])


def _object_row(set_id: str, access: ObjectAccess) -> dict[str, Any]:
    return {
        "ParentId": set_id,
        "SobjectType": access.sobject,
        "PermissionsRead": access.read,
        "PermissionsCreate": access.create,
        "PermissionsEdit": access.edit,
        "PermissionsDelete": access.delete,
        "PermissionsViewAllRecords": access.view_all,
        "PermissionsModifyAllRecords": access.modify_all,
        "PermissionsViewAllFields": access.view_all_fields,
    }


def _field_row(set_id: str, access: FieldAccess) -> dict[str, Any]:
    return {
        "ParentId": set_id,
        "SobjectType": access.field.partition(".")[0],
        "Field": access.field,
        "PermissionsRead": access.readable,
        "PermissionsEdit": access.editable,
    }
