"""Reading a user's permissions from the rows that hold them.

A user has the union of a profile, permission sets and permission set groups; a muting permission
set takes away from its group only. Source: Salesforce Help, "Permission Sets", "Muting Permission
Sets"; Object Reference, "PermissionSet", "ObjectPermissions", "FieldPermissions".
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final, Protocol

from sfsim.names import fold
from sfsim.platform.dml.services import RowStore, Values
from sfsim.platform.security.grants import (
    CREATE,
    DELETE,
    EDIT,
    MODIFY_ALL,
    READ,
    VIEW_ALL,
    VIEW_ALL_FIELDS,
    Grants,
)
from sfsim.platform.security.standard_profiles import profile_grants
from sfsim.schema.model import Schema

FLAGS: Final = {
    "PermissionsRead": READ,
    "PermissionsCreate": CREATE,
    "PermissionsEdit": EDIT,
    "PermissionsDelete": DELETE,
    "PermissionsViewAllRecords": VIEW_ALL,
    "PermissionsModifyAllRecords": MODIFY_ALL,
    "PermissionsViewAllFields": VIEW_ALL_FIELDS,
}
PREFIX: Final = "Permissions"
PERMISSION_OBJECTS: Final = frozenset(
    {
        "PermissionSet", "PermissionSetAssignment", "PermissionSetGroup",
        "PermissionSetGroupComponent", "ObjectPermissions", "FieldPermissions",
        "SetupEntityAccess", "CustomPermission", "MutingPermissionSet", "Profile", "User",
    }
)  # fmt: skip
"""Objects whose rows decide who may do what."""

Denied = Mapping[tuple[str, str], set[str]]


class PermissionHolder(Protocol):
    """A user, as far as permissions go."""

    @property
    def id(self) -> str:
        """The id of the user."""
        ...

    @property
    def profile_id(self) -> str:
        """The id of the profile."""
        ...


class GrantReader:
    """Reads permissions out of the rows of one org."""

    def __init__(self, schema: Schema, database: RowStore) -> None:
        self._schema = schema
        self._database = database
        self.settings: dict[str, set[str]] = {}
        """Custom settings and custom metadata types by permission set, which no row can hold."""

    def use_schema(self, schema: Schema) -> None:
        """Reads rows as a new schema has them."""
        self._schema = schema

    def grants(self, user: PermissionHolder, denied: Denied) -> Grants:
        """All that a user may do; `denied` is what the profile's metadata takes away."""
        total = self._profile(user.profile_id, denied)
        set_ids, group_ids = set(), set()
        for row in self._find("PermissionSetAssignment", "AssigneeId", [user.id]):
            if row.get("PermissionSetGroupId"):
                group_ids.add(row["PermissionSetGroupId"])
            elif row.get("PermissionSetId"):
                set_ids.add(row["PermissionSetId"])
        for row in self._find("PermissionSet", "Id", sorted(set_ids)):
            if row.get("PermissionSetGroupId"):
                group_ids.add(row["PermissionSetGroupId"])
        total.add(self._sets(set_ids))
        for group_id in sorted(group_ids):
            total.add(self._group(group_id))
        return total

    def _profile(self, profile_id: str, denied: Denied) -> Grants:
        for row in self._find("Profile", "Id", [profile_id] if profile_id else []):
            grants = profile_grants(row.get("Name") or "")
            _add_flags(grants, row)
            owned = self._find("PermissionSet", "ProfileId", [profile_id])
            grants.add(self._sets({each["Id"] for each in owned}))
            for key, permissions in denied.items():
                grants.denied.setdefault(key, set()).update(permissions)
            return grants
        return Grants()

    def _group(self, group_id: str) -> Grants:
        rows = self._find("PermissionSetGroupComponent", "PermissionSetGroupId", [group_id])
        ids = {row["PermissionSetId"] for row in rows if row.get("PermissionSetId")}
        muting = {row["Id"] for row in self._find("MutingPermissionSet", "Id", sorted(ids))}
        return self._sets(ids - muting).without(self._sets(muting, are_muting=True))

    def _sets(self, ids: Collection[str], *, are_muting: bool = False) -> Grants:
        """What permission sets grant; of muting permission sets, what they take away."""
        grants = Grants()
        wanted = sorted(ids)
        for row in self._find("PermissionSet", "Id", wanted):
            _add_flags(grants, row)
        for row in self._find("ObjectPermissions", "ParentId", wanted):
            found = [permission for flag, permission in FLAGS.items() if row.get(flag)]
            note = grants.mute_object if are_muting else grants.allow_object
            note(self._object_key(row["SobjectType"]), found)
        for row in self._find("FieldPermissions", "ParentId", wanted):
            key = self._field_key(row["Field"])
            if are_muting:
                grants.mute_field(key, readable=bool(row.get("PermissionsRead")))
            elif row.get("PermissionsRead") or row.get("PermissionsEdit"):
                grants.allow_field(key, editable=bool(row.get("PermissionsEdit")))
        self._add_entities(grants, wanted)
        return grants

    def _add_entities(self, grants: Grants, set_ids: Collection[str]) -> None:
        rows = self._find("SetupEntityAccess", "ParentId", set_ids)
        ids = [row["SetupEntityId"] for row in rows if row.get("SetupEntityId")]
        for row in self._find("ApexClass", "Id", ids):
            grants.classes.add(fold(row["Name"]))
        for row in self._find("CustomPermission", "Id", ids):
            grants.custom_permissions.add(fold(row["DeveloperName"]))
        for set_id in set_ids:
            grants.settings |= self.settings.get(set_id, set())

    def _object_key(self, name: str) -> str:
        found = self._schema.find(name)
        return fold(found.name if found is not None else name)

    def _field_key(self, path: str) -> tuple[str, str]:
        """`Object.Field`, in the names of the schema."""
        sobject, _, name = path.partition(".")
        found = self._schema.find(sobject)
        field = found.find_field(name) if found is not None else None
        return self._object_key(sobject), fold(field.name if field is not None else name)

    def _find(self, sobject: str, field: str, values: Collection[Any]) -> list[Values]:
        if not values:
            return []
        rows = self._database.find(self._schema.sobject(sobject), field, values)
        return [row for row in rows if not row.get("IsDeleted")]


def _add_flags(grants: Grants, row: Values) -> None:
    for name, value in row.items():
        if value is True and name.startswith(PREFIX):
            grants.user_permissions.add(fold(name.removeprefix(PREFIX)))
