"""Whether a user may do something with an object, a field, a class, a custom permission.

Source: Apex Developer Guide, "Enforce User Mode for Database Operations", "Enforcing Object and
Field Permissions"; Salesforce Help, "Field-Level Security".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from sfsim.names import fold
from sfsim.platform.security.grants import (
    CREATE,
    DELETE,
    EDIT,
    MODIFY_ALL_DATA,
    READ,
    VIEW_ALL_DATA,
    VIEW_ALL_FIELDS,
    Grants,
)
from sfsim.platform.security.reading import Denied, GrantReader, PermissionHolder
from sfsim.platform.security.standard_profiles import FOLLOWED, OPEN, PERMISSIONED
from sfsim.schema.field import Field
from sfsim.schema.model import (
    BIG,
    CHANGE_EVENT,
    CUSTOM,
    EVENT,
    EXTERNAL,
    FEED,
    HIERARCHY_SETTING,
    HISTORY,
    LIST_SETTING,
    METADATA,
    SHARE,
    SObjectType,
    Traits,
)

TRAIT: Final[Mapping[str, Callable[[Traits], bool]]] = {
    READ: lambda traits: traits.queryable,
    CREATE: lambda traits: traits.createable,
    EDIT: lambda traits: traits.updateable,
    DELETE: lambda traits: traits.deletable,
}
OWN_PERMISSIONS: Final = frozenset({CUSTOM, EVENT, BIG, EXTERNAL})
SETTINGS: Final = frozenset({HIERARCHY_SETTING, LIST_SETTING, METADATA})
BESIDE: Final = frozenset({SHARE, HISTORY, FEED, CHANGE_EVENT})
"""Objects that the platform keeps beside another one, whose permissions they have."""

VIEW_ALL_SETTINGS: Final = "viewallcustomsettings"
CUSTOMIZE: Final = "customizeapplication"
NEVER_PERMISSIONABLE: Final = frozenset(
    map(
        fold,
        (
            "RecordTypeId", "LastActivityDate", "LastViewedDate", "LastReferencedDate",
            "MasterRecordId", "OwnerId", "FirstName", "LastName", "MiddleName", "Salutation",
            "Suffix", "SystemModstamp", "CurrencyIsoCode",
        ),
    )
)  # fmt: skip
"""Standard fields that can be empty and still have no field-level security of their own."""


class GrantCache:
    """The permissions of users as one transaction has read them, by user id and profile."""

    def __init__(self) -> None:
        self.grants: dict[tuple[str, str], Grants] = {}

    def forget(self, keep: PermissionHolder | None = None) -> None:
        """Reads permissions anew; those of `keep` stay as they are."""
        key = None if keep is None else (keep.id, keep.profile_id)
        self.grants = {each: value for each, value in self.grants.items() if each == key}


class AccessOracle:
    """Answers for the users of one org. `cache` gives the running transaction's cache."""

    def __init__(
        self, reader: GrantReader, administrator_profile: str, cache: Callable[[], GrantCache]
    ) -> None:
        self._reader = reader
        self._administrator_profile = administrator_profile
        self._cache = cache
        self._denied: dict[str, Denied] = {}

    def deny(self, profile_id: str, denied: Denied) -> None:
        """Takes fields away from a profile that has them all."""
        self._denied[profile_id] = denied

    def is_unrestricted(self, user: PermissionHolder) -> bool:
        """Whether user mode is system mode for this user: an administrator, nothing denied."""
        profile = user.profile_id
        return profile == self._administrator_profile and not self._denied.get(profile)

    def grants(self, user: PermissionHolder) -> Grants:
        """All that a user is granted, as of when this transaction first asked."""
        cache = self._cache().grants
        key = (user.id, user.profile_id)
        found = cache.get(key)
        if found is None:
            denied = self._denied.get(user.profile_id, {})
            found = cache[key] = self._reader.grants(user, denied)
        return found

    def permissions_changed(self, keep: PermissionHolder | None = None) -> None:
        """Reads permissions anew from now on, but for those of `keep`."""
        if keep is not None:
            self.grants(keep)
        self._cache().forget(keep)

    def can(self, user: PermissionHolder, operation: str, sobject: SObjectType) -> bool:
        """Whether a user may 'read', 'create', 'edit' or 'delete' records of a type."""
        if not TRAIT[operation](sobject.traits):
            return False
        if self.is_unrestricted(user):
            return True
        return _object_right(self.grants(user), operation, sobject)

    def readable(self, user: PermissionHolder, sobject: SObjectType, field: Field) -> bool:
        """Whether a user may read a field."""
        if self.is_unrestricted(user):
            return True
        return self.can(user, READ, sobject) and _field_right(
            self.grants(user), READ, sobject, field
        )

    def editable(
        self, user: PermissionHolder, sobject: SObjectType, field: Field, operation: str = ""
    ) -> bool:
        """Whether a user may give a field a value, in a 'create', an 'edit' or either."""
        is_writeable = {CREATE: field.createable, EDIT: field.updateable}.get(
            operation, field.createable or field.updateable
        )
        if not is_writeable or self.is_unrestricted(user):
            return is_writeable
        operations = (operation,) if operation else (CREATE, EDIT)
        return any(self.can(user, each, sobject) for each in operations) and _field_right(
            self.grants(user), EDIT, sobject, field
        )

    def may_write_field(self, user: PermissionHolder, sobject: SObjectType, field: Field) -> bool:
        """Whether field-level security lets a user write a field, whatever the object's rights."""
        return self.is_unrestricted(user) or _field_right(self.grants(user), EDIT, sobject, field)

    def has_class_access(self, user: PermissionHolder, class_name: str) -> bool:
        """Whether a user may call a class from outside (REST, Lightning, flows)."""
        if user.profile_id == self._administrator_profile:
            return True
        grants = self.grants(user)
        return "authorapex" in grants.user_permissions or fold(class_name) in grants.classes

    def has_custom_permission(self, user: PermissionHolder, name: str) -> bool:
        """Whether a user has a custom permission; a namespace before the name is optional."""
        held = self.grants(user).custom_permissions
        return fold(name) in held or fold(name.rpartition("__")[2]) in held


def is_permissionable(sobject: SObjectType, field: Field) -> bool:
    """Whether a field has field-level security: not if it is required or the platform's own."""
    if field.custom:
        return not (field.is_required or field.is_master_detail)
    if field.name_field or field.type == "id" or fold(field.name) in NEVER_PERMISSIONABLE:
        return False
    if field.type == "boolean":
        return field.createable or field.updateable
    return field.nillable


def _object_right(grants: Grants, operation: str, sobject: SObjectType) -> bool:
    held = grants.user_permissions
    if MODIFY_ALL_DATA in held or (operation == READ and VIEW_ALL_DATA in held):
        return True
    if sobject.kind in SETTINGS:
        if operation != READ:
            return CUSTOMIZE in held
        return VIEW_ALL_SETTINGS in held or fold(sobject.name) in grants.settings
    key = fold(_governing_name(sobject))
    if key in OPEN:
        return True
    key = FOLLOWED.get(key, key)
    if _has_own_permissions(sobject, key):
        return operation in grants.objects.get(key, ())
    # Setup objects: everybody reads them, administrators write them.
    return operation == READ or CUSTOMIZE in held


def _field_right(grants: Grants, permission: str, sobject: SObjectType, field: Field) -> bool:
    sobject_key = fold(sobject.name)
    keys = [(sobject_key, fold(field.name))]
    if field.compound is not None:
        keys.append((sobject_key, fold(field.compound)))
    if any(permission in grants.denied.get(key, ()) for key in keys):
        return False
    if grants.is_unrestricted or not _has_field_security(sobject, field):
        return True
    if grants.has_standard_fields and not field.custom:
        return True
    if permission == READ and VIEW_ALL_FIELDS in grants.objects.get(sobject_key, ()):
        return True
    return any(permission in grants.fields.get(key, ()) for key in keys)


def _has_field_security(sobject: SObjectType, field: Field) -> bool:
    """Source: settings, observed ("custom-setting fields have no FLS once the object is
    accessible"); Platform Events Developer Guide: events have object permissions only."""
    if sobject.kind in SETTINGS or sobject.kind in BESIDE or sobject.kind == EVENT:
        return False
    if not is_permissionable(sobject, field):
        return False
    key = fold(sobject.name)
    is_governed = key in OPEN or key in FOLLOWED or _has_own_permissions(sobject, key)
    return is_governed or field.custom


def _has_own_permissions(sobject: SObjectType, key: str) -> bool:
    return sobject.kind in OWN_PERMISSIONS or key in PERMISSIONED or key.endswith("__c")


def _governing_name(sobject: SObjectType) -> str:
    """The object whose permissions decide."""
    if sobject.kind not in BESIDE:
        return sobject.name
    if sobject.base is not None:
        return sobject.base
    for suffix in ("ChangeEvent", "History", "Share", "Feed"):
        if sobject.name.endswith(suffix) and not sobject.name.endswith("__" + suffix):
            return sobject.name.removesuffix(suffix)
    return sobject.name
