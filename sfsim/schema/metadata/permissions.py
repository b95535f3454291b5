"""Profiles, permission sets, muting permission sets and groups of them, as their files say.

Source: Metadata API Developer Guide, "Profile", "PermissionSet", "MutingPermissionSet",
"PermissionSetGroup".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sfsim.schema.metadata.xml import XMLNode, parse_xml
from sfsim.schema.project import MetadataFile

PROFILE: Final = "profile"
PERMISSION_SET: Final = "permissionset"
MUTING_PERMISSION_SET: Final = "mutingpermissionset"
PERMISSION_SET_GROUP: Final = "permissionsetgroup"
CUSTOM_PERMISSION: Final = "customPermission"
KINDS_OF_GRANTS: Final = frozenset({PROFILE, PERMISSION_SET, MUTING_PERMISSION_SET})
OPEN_CONTENT: Final = frozenset({"customSettingAccesses", "customMetadataTypeAccesses"})


@dataclass(frozen=True, slots=True)
class ObjectAccess:
    """`<objectPermissions>` of one object."""

    sobject: str
    create: bool = False
    read: bool = False
    edit: bool = False
    delete: bool = False
    view_all: bool = False
    modify_all: bool = False
    view_all_fields: bool = False


@dataclass(frozen=True, slots=True)
class FieldAccess:
    """`<fieldPermissions>` of one field, called `Object.Field`."""

    field: str
    readable: bool
    editable: bool


@dataclass(frozen=True, slots=True)
class PermissionSource:
    """What one profile, permission set or muting permission set says.

    `user_permissions`, `classes`, `custom_permissions` and `settings` (custom settings and custom
    metadata types) are the names that are enabled.
    """

    kind: str
    name: str
    label: str
    license: str | None
    objects: tuple[ObjectAccess, ...]
    fields: tuple[FieldAccess, ...]
    user_permissions: tuple[str, ...]
    classes: tuple[str, ...]
    custom_permissions: tuple[str, ...]
    settings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupSource:
    """A permission set group: the names of its permission sets and of those that mute it."""

    name: str
    label: str
    permission_sets: tuple[str, ...]
    muting: tuple[str, ...]


def read_permissions(file: MetadataFile) -> PermissionSource:
    """A profile, permission set or muting permission set. Raises SourceError."""
    root = parse_xml(file.path, str(file.path))
    settings = [name for kind in sorted(OPEN_CONTENT) for name in _enabled(root, kind, "name")]
    return PermissionSource(
        kind=file.kind,
        name=file.name,
        label=root.text("label") or file.name,
        license=root.text("license") or root.text("userLicense"),
        objects=tuple(map(_object, root.children("objectPermissions"))),
        fields=tuple(map(_field, root.children("fieldPermissions"))),
        user_permissions=_enabled(root, "userPermissions", "name"),
        classes=_enabled(root, "classAccesses", "apexClass"),
        custom_permissions=_enabled(root, "customPermissions", "name"),
        settings=tuple(settings),
    )


def read_group(file: MetadataFile) -> GroupSource:
    """A permission set group. Raises SourceError."""
    root = parse_xml(file.path, str(file.path))
    return GroupSource(
        name=file.name,
        label=root.text("label") or file.name,
        permission_sets=_texts(root, "permissionSets"),
        muting=_texts(root, "mutingPermissionSets"),
    )


def _object(node: XMLNode) -> ObjectAccess:
    return ObjectAccess(
        node.required("object"),
        create=node.flag("allowCreate"),
        read=node.flag("allowRead"),
        edit=node.flag("allowEdit"),
        delete=node.flag("allowDelete"),
        view_all=node.flag("viewAllRecords"),
        modify_all=node.flag("modifyAllRecords"),
        view_all_fields=node.flag("viewAllFields"),
    )


def _field(node: XMLNode) -> FieldAccess:
    return FieldAccess(node.required("field"), node.flag("readable"), node.flag("editable"))


def _enabled(root: XMLNode, kind: str, name: str) -> tuple[str, ...]:
    return tuple(each.required(name) for each in root.children(kind) if each.flag("enabled"))


def _texts(root: XMLNode, name: str) -> tuple[str, ...]:
    found = (each.element.text or "" for each in root.children(name))
    return tuple(text.strip() for text in found if text.strip())
