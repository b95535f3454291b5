"""What a user is granted: objects, fields, classes, custom and user permissions; unions of them.

All names are folded. A field is keyed by (object, field).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

READ: Final = "read"
CREATE: Final = "create"
EDIT: Final = "edit"
DELETE: Final = "delete"
VIEW_ALL: Final = "view all"
MODIFY_ALL: Final = "modify all"
VIEW_ALL_FIELDS: Final = "view all fields"
VIEW_ALL_DATA: Final = "viewalldata"
MODIFY_ALL_DATA: Final = "modifyalldata"

IMPLIED: Final = {
    CREATE: (READ,),
    EDIT: (READ,),
    DELETE: (READ, EDIT),
    VIEW_ALL: (READ,),
    MODIFY_ALL: (READ, EDIT, DELETE, VIEW_ALL),
    VIEW_ALL_FIELDS: (READ,),
}
"""What an object permission brings along. Source: Salesforce Help, "Object Permissions"."""

EVERYTHING: Final = frozenset({READ, CREATE, EDIT, DELETE, VIEW_ALL, MODIFY_ALL})


@dataclass(slots=True)
class Grants:
    """A set of permissions, growing while it is read.

    `has_standard_fields`: every standard field of an object that may be read is visible, as
    standard profiles have it. `is_unrestricted`: every object and field. `denied` are fields that
    the metadata of an unrestricted profile takes away: 'read' or 'edit'.
    """

    objects: dict[str, set[str]] = field(default_factory=dict)
    fields: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    classes: set[str] = field(default_factory=set)
    custom_permissions: set[str] = field(default_factory=set)
    user_permissions: set[str] = field(default_factory=set)
    settings: set[str] = field(default_factory=set)
    denied: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    has_standard_fields: bool = False
    is_unrestricted: bool = False

    def allow_object(self, sobject: str, permissions: Iterable[str]) -> None:
        """Grants object permissions and what they imply."""
        present = self.objects.setdefault(sobject, set())
        for each in permissions:
            present.update((each, *IMPLIED.get(each, ())))

    def allow_field(self, key: tuple[str, str], *, editable: bool) -> None:
        """Grants reading a field, and editing it if asked for."""
        self.fields.setdefault(key, set()).update((READ, EDIT) if editable else (READ,))

    def mute_object(self, sobject: str, permissions: Iterable[str]) -> None:
        """Collects object permissions that are to go, with all that cannot be without them."""
        present = self.objects.setdefault(sobject, set())
        for each in permissions:
            present.add(each)
            present.update(other for other, implied in IMPLIED.items() if each in implied)

    def mute_field(self, key: tuple[str, str], *, readable: bool) -> None:
        """Collects a field that is not to be edited any more, or not even read."""
        self.fields.setdefault(key, set()).update((READ, EDIT) if readable else (EDIT,))

    def add(self, other: Grants) -> None:
        """Adds all that another set grants."""
        for sobject, permissions in other.objects.items():
            self.objects.setdefault(sobject, set()).update(permissions)
        for key, permissions in other.fields.items():
            self.fields.setdefault(key, set()).update(permissions)
        self.classes |= other.classes
        self.custom_permissions |= other.custom_permissions
        self.user_permissions |= other.user_permissions
        self.settings |= other.settings
        self.has_standard_fields |= other.has_standard_fields
        self.is_unrestricted |= other.is_unrestricted
        for key, permissions in other.denied.items():
            self.denied.setdefault(key, set()).update(permissions)

    def without(self, muted: Grants) -> Grants:
        """What is left of a group's permissions when a muting permission set takes some away."""
        left = Grants(
            classes=self.classes - muted.classes,
            custom_permissions=self.custom_permissions - muted.custom_permissions,
            user_permissions=self.user_permissions - muted.user_permissions,
            settings=self.settings - muted.settings,
        )
        for sobject, permissions in self.objects.items():
            left.objects[sobject] = permissions - muted.objects.get(sobject, set())
        for key, permissions in self.fields.items():
            left.fields[key] = permissions - muted.fields.get(key, set())
        return left
