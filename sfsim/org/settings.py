"""Custom settings of one org, as records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sfsim.errors import Unsupported
from sfsim.names import fold
from sfsim.org.data import DataServices
from sfsim.platform.custom_settings import OWNER, HierarchySettings, Values
from sfsim.runtime.caller import UserService
from sfsim.runtime.collections import ApexMap
from sfsim.schema.model import LIST_SETTING, METADATA
from sfsim.typeref import STRING, TypeRef, map_of

PROFILE: Final = "ProfileId"
NAMES: Final = ("DeveloperName", "QualifiedApiName")


class Settings:
    """Reads custom settings; reading them costs no query."""

    def __init__(self, data: DataServices) -> None:
        self._data = data
        self._hierarchy = HierarchySettings(self, data.organization_id)

    def get(self, user: UserService, sobject: str, how: str, key: str | None) -> Any:
        """The record, map or None that a custom setting method returns.

        `how` is 'instance', 'values', 'org_defaults' or 'all'; `key` an id, or a name for a list
        setting; None is the running user.
        """
        sobject_type = self._data.schema.sobject(sobject)
        name = sobject_type.name
        if sobject_type.kind == METADATA:
            return self._metadata(name, how, key)
        if sobject_type.kind == LIST_SETTING:
            return self._list(name, how, key)
        owner = key or user.id
        found: dict[str, Any] | None
        if how == "instance":
            found = self._hierarchy.instance(name, owner)
        elif how == "values":
            found = self._hierarchy.values(name, owner)
        elif how == "org_defaults":
            found = self._hierarchy.organization_defaults(name)
        else:
            raise Unsupported(f"{how} of the hierarchy custom setting {name}")
        return None if found is None else self._record(name, found)

    def by_owner(self, setting: str, owner_id: str) -> Values | None:
        """The row whose SetupOwnerId is the given id."""
        return next(iter(self._rows(setting, OWNER, owner_id)), None)

    def all(self, setting: str) -> Sequence[Values]:
        """All rows of a list setting in creation order."""
        return self._rows(setting, OWNER, self._data.organization_id)

    def profile_of(self, user_id: str) -> str | None:
        """The profile of a user."""
        user_type = self._data.schema.sobject("User")
        row = self._data.database.read(user_type, [user_id]).get(user_id)
        return None if row is None else row.get(PROFILE)

    def _rows(self, setting: str, field: str, value: str) -> list[Values]:
        sobject_type = self._data.schema.sobject(setting)
        rows = self._data.database.find(sobject_type, field, [value])
        return [dict(row) for row in rows if not row.get("IsDeleted")]

    def _list(self, name: str, how: str, key: str | None) -> Any:
        rows = {row["Name"]: self._record(name, row) for row in self.all(name)}
        if how == "all":
            return ApexMap(map_of(STRING, TypeRef(name)), rows)
        return None if key is None else rows.get(key)

    def _metadata(self, name: str, how: str, key: str | None) -> Any:
        """Custom metadata: read-only records by DeveloperName; `key` is an id or either name."""
        rows = self._data.database.all_rows(self._data.schema.sobject(name))
        if how == "all":
            records = {row["DeveloperName"]: self._locked(name, row) for row in rows}
            return ApexMap(map_of(STRING, TypeRef(name)), records)
        if key is None:
            return None
        wanted = fold(key)
        for row in rows:
            if wanted in (fold(row["Id"]), *(fold(row[each]) for each in NAMES if each in row)):
                return self._locked(name, row)
        return None

    def _locked(self, name: str, values: Values) -> Any:
        return self._data.read_only(self._record(name, values))

    def _record(self, name: str, values: Values) -> Any:
        sobject_type = self._data.schema.sobject(name)
        return self._data.new_record(sobject_type, values)
