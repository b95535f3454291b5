"""Custom settings: hierarchy lookups over user, profile and organization; list lookups by name.

Source: Apex Reference Guide, "Custom Settings Methods"; merging observed by public tests.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, Protocol

USER_PREFIX: Final = "005"
PROFILE_PREFIX: Final = "00e"
OWNER: Final = "SetupOwnerId"
SYSTEM_FIELDS: Final = frozenset(
    {
        "Id",
        OWNER,
        "Name",
        "IsDeleted",
        "CreatedById",
        "CreatedDate",
        "LastModifiedById",
        "LastModifiedDate",
        "SystemModstamp",
    }
)
Values = Mapping[str, Any]


class SettingRows(Protocol):
    """The rows of a custom setting; reading them costs no query."""

    def by_owner(self, setting: str, owner_id: str) -> Values | None:
        """The row whose SetupOwnerId is the given id."""
        ...

    def all(self, setting: str) -> Sequence[Values]:
        """All rows in creation order."""
        ...

    def profile_of(self, user_id: str) -> str | None:
        """The profile of a user, None when there is no such user."""
        ...


class HierarchySettings:
    """Lookups in hierarchy custom settings."""

    def __init__(self, rows: SettingRows, organization_id: str) -> None:
        self._rows = rows
        self._organization_id = organization_id

    def instance(self, setting: str, owner_id: str) -> dict[str, Any]:
        """`getInstance(id)`: the fields merged from the requested level upwards.

        Without a row at the requested level the result has no Id and that level as its owner.
        """
        levels = self._levels(owner_id)
        own = self._rows.by_owner(setting, owner_id)
        merged: dict[str, Any] = dict(own) if own is not None else {OWNER: owner_id}
        for level in levels if own is None else levels[1:]:
            row = self._rows.by_owner(setting, level)
            for name, value in (row or {}).items():
                if name not in SYSTEM_FIELDS and merged.get(name) is None:
                    merged[name] = value
        return merged

    def values(self, setting: str, owner_id: str) -> dict[str, Any] | None:
        """`getValues(id)`: the row of exactly that level, or None."""
        row = self._rows.by_owner(setting, owner_id)
        return None if row is None else dict(row)

    def organization_defaults(self, setting: str) -> dict[str, Any]:
        """`getOrgDefaults()`: the row of the organization; nothing populated when there is none."""
        row = self._rows.by_owner(setting, self._organization_id)
        return dict(row or {})

    def _levels(self, owner_id: str) -> tuple[str, ...]:
        if owner_id.startswith(USER_PREFIX):
            profile = self._rows.profile_of(owner_id)
            own = (owner_id,) if profile is None else (owner_id, profile)
            return (*own, self._organization_id)
        if owner_id.startswith(PROFILE_PREFIX):
            return (owner_id, self._organization_id)
        return (self._organization_id,)


def list_settings(rows: SettingRows, setting: str) -> dict[str, dict[str, Any]]:
    """`getAll()` of a list custom setting: the rows by name, in creation order."""
    return {row["Name"]: dict(row) for row in rows.all(setting)}
