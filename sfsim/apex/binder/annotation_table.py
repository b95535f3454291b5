"""Every annotation: where it may stand and which properties it takes.

Source: Apex Developer Guide, "Annotations"; accept and reject runs on scratch orgs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

CLASS: Final = "classes"
INTERFACE: Final = "interfaces"
ENUM: Final = "enums"
METHOD: Final = "methods"
FIELD: Final = "fields"
PROPERTY: Final = "properties"
CONSTRUCTOR: Final = "constructors"
PARAMETER: Final = "parameters"
ACCESSOR: Final = "accessors"

BOOLEAN: Final = "boolean"
STRING: Final = "string"
ANY: Final = "any"

ANYWHERE: Final = frozenset({CLASS, INTERFACE, ENUM, METHOD, FIELD, PROPERTY, CONSTRUCTOR})


@dataclass(frozen=True, slots=True)
class AnnotationRow:
    """`properties`: folded name → type of its value. `positional`: it may have one unnamed value.
    `versions`: the API version from which a property exists. `needs`: properties that must be
    there; `must_be`: keywords that the declaration must have, any of each group."""

    name: str
    targets: frozenset[str]
    properties: dict[str, str] = field(default_factory=dict)
    positional: bool = False
    versions: dict[str, float] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    must_be: tuple[frozenset[str], ...] = ()
    is_preview: bool = False


GLOBAL_STATIC: Final = (frozenset({"global"}), frozenset({"static"}))
STATIC: Final = (frozenset({"static"}),)
OPEN_STATIC: Final = (frozenset({"public", "global"}), frozenset({"static"}))


def _rest(name: str) -> AnnotationRow:
    return AnnotationRow(name, frozenset({METHOD}), must_be=GLOBAL_STATIC)


ANNOTATIONS: Final[tuple[AnnotationRow, ...]] = (
    AnnotationRow(
        "AuraEnabled",
        frozenset({METHOD, FIELD, PROPERTY, ACCESSOR}),
        {"cacheable": BOOLEAN, "continuation": BOOLEAN, "scope": STRING, "label": STRING},
        versions={"scope": 55.0},
    ),
    AnnotationRow("Deprecated", ANYWHERE),
    AnnotationRow("Future", frozenset({METHOD}), {"callout": BOOLEAN}, must_be=STATIC),
    _rest("HttpDelete"),
    _rest("HttpGet"),
    _rest("HttpPatch"),
    _rest("HttpPost"),
    _rest("HttpPut"),
    AnnotationRow(
        "InvocableMethod",
        frozenset({METHOD}),
        {
            "label": STRING,
            "description": STRING,
            "callout": BOOLEAN,
            "category": STRING,
            "configurationeditor": STRING,
            "iconname": STRING,
            "capabilitytype": STRING,
        },
        must_be=OPEN_STATIC,
    ),
    AnnotationRow(
        "InvocableVariable",
        frozenset({FIELD}),
        {
            "label": STRING,
            "description": STRING,
            "required": BOOLEAN,
            "defaultvalue": ANY,
            "placeholdertext": STRING,
        },
    ),
    AnnotationRow(
        "IsTest",
        frozenset({CLASS, METHOD}),
        {
            "seealldata": BOOLEAN,
            "isparallel": BOOLEAN,
            "oninstall": BOOLEAN,
            "critical": BOOLEAN,
            "testfor": STRING,
        },
        versions={"critical": 66.0, "testfor": 66.0},
    ),
    AnnotationRow(
        "JsonAccess",
        frozenset({CLASS}),
        {"serializable": STRING, "deserializable": STRING},
    ),
    AnnotationRow("NamespaceAccessible", ANYWHERE),
    AnnotationRow("ReadOnly", frozenset({METHOD}), {"usereplica": STRING}),
    AnnotationRow("RemoteAction", frozenset({METHOD}), must_be=OPEN_STATIC),
    AnnotationRow(
        "RestResource", frozenset({CLASS}), {"urlmapping": STRING}, needs=("urlmapping",)
    ),
    AnnotationRow("SuppressWarnings", ANYWHERE | {PARAMETER}, positional=True),
    AnnotationRow("TestSetup", frozenset({METHOD}), must_be=STATIC),
    AnnotationRow("TestVisible", ANYWHERE),
    AnnotationRow("IntegrationTest", frozenset({CLASS, METHOD}), is_preview=True),
    AnnotationRow("TearDown", frozenset({METHOD}), is_preview=True),
)

JSON_ACCESS_VALUES: Final = frozenset({"always", "samenamespace", "samepackage", "never"})
