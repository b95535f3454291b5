"""Objects from metadata: a folder per object (SFDX source format) or one `.object` file each."""

from __future__ import annotations

from dataclasses import dataclass, field

from sfsim.schema.metadata.fields import FieldSource, read_field
from sfsim.schema.metadata.xml import XMLNode
from sfsim.schema.model import FieldSet, FieldSetMember, RecordType, ValidationRule


@dataclass(frozen=True, slots=True)
class ObjectHeader:
    """What the object file itself says. `settings_type` is '', 'Hierarchy' or 'List'."""

    label: str
    plural_label: str
    name_label: str
    name_type: str
    name_format: str | None
    settings_type: str
    sharing_model: str
    visibility: str
    event_type: str
    publish_behavior: str
    description: str | None
    allows_activities: bool
    has_feeds: bool
    has_history: bool
    path: str


def stand_in_header(name: str) -> ObjectHeader:
    """What an object is taken for that fields add to and no file defines."""
    return ObjectHeader(
        label=name,
        plural_label=name,
        name_label="Name",
        name_type="Text",
        name_format=None,
        settings_type="",
        sharing_model="ReadWrite",
        visibility="Public",
        event_type="",
        publish_behavior="",
        description=None,
        allows_activities=True,
        has_feeds=False,
        has_history=False,
        path="",
    )


@dataclass(slots=True, eq=False)
class ObjectSource:
    """What the files of a project say about one object. `header` is None when none defines it."""

    name: str
    header: ObjectHeader | None = None
    fields: list[FieldSource] = field(default_factory=list)
    record_types: list[RecordType] = field(default_factory=list)
    field_sets: list[FieldSet] = field(default_factory=list)
    validation_rules: list[ValidationRule] = field(default_factory=list)

    def merge(self, other: ObjectSource) -> None:
        """Adds what another package directory says about the same object; later files win."""
        self.header = other.header or self.header
        self.fields.extend(other.fields)
        self.record_types.extend(other.record_types)
        self.field_sets.extend(other.field_sets)
        self.validation_rules.extend(other.validation_rules)


def read_object(node: XMLNode, name: str) -> ObjectSource:
    """An object file of either format: what it holds itself, nested components included."""
    return ObjectSource(
        name,
        _header(node, name),
        [read_field(each) for each in node.children("fields")],
        [read_record_type(each) for each in node.children("recordTypes")],
        [read_field_set(each) for each in node.children("fieldSets")],
        [read_validation_rule(each) for each in node.children("validationRules")],
    )


def _header(node: XMLNode, name: str) -> ObjectHeader:
    name_field = node.child("nameField")
    label = node.text("label") or name
    return ObjectHeader(
        label=label,
        plural_label=node.text("pluralLabel") or label,
        name_label=(name_field and name_field.text("label")) or "Name",
        name_type=(name_field and name_field.text("type")) or "Text",
        name_format=None if name_field is None else name_field.text("displayFormat"),
        settings_type=(node.text("customSettingsType") or "").strip(),
        sharing_model=(node.text("sharingModel") or "ReadWrite").strip(),
        visibility=(node.text("visibility") or "Public").strip(),
        event_type=(node.text("eventType") or "").strip(),
        publish_behavior=(node.text("publishBehavior") or "PublishAfterCommit").strip(),
        description=node.text("description"),
        allows_activities=node.flag("enableActivities"),
        has_feeds=node.flag("enableFeeds"),
        has_history=node.flag("enableHistory"),
        path=node.path,
    )


def read_record_type(node: XMLNode) -> RecordType:
    """A record type with its picklist values."""
    name = node.required("fullName")
    picklists = {}
    for each in node.children("picklistValues"):
        picklists[each.required("picklist")] = tuple(
            (value.required("fullName"), value.flag("default")) for value in each.children("values")
        )
    return RecordType(
        developer_name=name,
        label=node.text("label") or name,
        is_active=node.flag("active", True),
        description=node.text("description"),
        business_process=node.text("businessProcess"),
        picklists=picklists,
    )


def read_field_set(node: XMLNode) -> FieldSet:
    """A field set: only its displayed fields count."""
    name = node.required("fullName")
    members = tuple(
        FieldSetMember(each.required("field"), each.flag("isRequired"))
        for each in node.children("displayedFields")
    )
    return FieldSet(name, node.text("label") or name, node.text("description"), members)


def read_validation_rule(node: XMLNode) -> ValidationRule:
    """A validation rule; its formula is compiled where it is needed."""
    return ValidationRule(
        name=node.required("fullName"),
        is_active=node.flag("active"),
        formula=node.required("errorConditionFormula"),
        message=node.required("errorMessage"),
        error_field=node.text("errorDisplayField"),
        path=node.path,
    )
