"""Building the schema of an org: standard objects, and what the source adds and changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from sfsim import ids
from sfsim.errors import Diagnostic, SourceError
from sfsim.names import fold
from sfsim.schema import standard, system_fields
from sfsim.schema.field import RESTRICT, Field, PicklistValue
from sfsim.schema.metadata.fields import FieldSource
from sfsim.schema.metadata.objects import ObjectSource, stand_in_header
from sfsim.schema.model import (
    BIG,
    CUSTOM,
    EVENT,
    EXTERNAL,
    HIERARCHY_SETTING,
    HISTORY,
    LIST_SETTING,
    METADATA,
    SHARE,
    ChildRelationship,
    RecordType,
    Schema,
    SObjectType,
    Traits,
    TypeSummary,
    child_relationship_of,
)
from sfsim.schema.project import ProjectSource

FIRST_LETTERS: Final = {
    "__c": ids.CUSTOM_OBJECT_FIRST,
    "__e": ids.PLATFORM_EVENT_FIRST,
    "__mdt": ids.CUSTOM_METADATA_FIRST,
    "__x": ids.EXTERNAL_OBJECT_FIRST,
}
"""Where key prefixes begin, by the suffix of the API name; big objects share the custom ones."""

KINDS: Final = {"__e": EVENT, "__mdt": METADATA, "__b": BIG, "__x": EXTERNAL}
SETTINGS: Final = {"Hierarchy": HIERARCHY_SETTING, "List": LIST_SETTING}
ACTIVITY: Final = "Activity"
ACTIVITIES: Final = ("Event", "Task")
SHARE_PREFIX: Final = "02c"
HISTORY_PREFIX: Final = "017"
CONTROLLED_BY_PARENT: Final = "ControlledByParent"

GENERIC_CHILDREN: Final = (
    ("Attachments", "Attachment", "ParentId"),
    ("Notes", "Note", "ParentId"),
    ("ContentDocumentLinks", "ContentDocumentLink", "LinkedEntityId"),
    ("TopicAssignments", "TopicAssignment", "EntityId"),
    ("ProcessInstances", "ProcessInstance", "TargetObjectId"),
)
"""Relationships that every custom object has. Source: Object Reference, "Custom Objects"."""

ACTIVITY_CHILDREN: Final = (("Tasks", "Task", "WhatId"), ("Events", "Event", "WhatId"))
TRAITS: Final[Mapping[str, Traits]] = {
    CUSTOM: Traits(),
    HIERARCHY_SETTING: Traits(triggerable=False, searchable=False, undeletable=False),
    LIST_SETTING: Traits(triggerable=False, searchable=False, undeletable=False),
    METADATA: Traits(
        createable=False, updateable=False, deletable=False, undeletable=False,
        searchable=False, triggerable=False,
    ),
    EVENT: Traits(
        queryable=False, updateable=False, deletable=False, undeletable=False, searchable=False
    ),
    BIG: Traits(undeletable=False, searchable=False, triggerable=False),
    EXTERNAL: Traits(undeletable=False, triggerable=False),
    SHARE: Traits(undeletable=False, searchable=False, triggerable=False),
    HISTORY: Traits(
        createable=False, updateable=False, undeletable=False, searchable=False,
        triggerable=False,
    ),
}  # fmt: skip
STANDARD_VALUE_SETS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "AccountRating": (("Account", "Rating"),),
    "AccountType": (("Account", "Type"),),
    "CampaignMemberStatus": (("CampaignMember", "Status"),),
    "CampaignStatus": (("Campaign", "Status"),),
    "CampaignType": (("Campaign", "Type"),),
    "CaseOrigin": (("Case", "Origin"),),
    "CasePriority": (("Case", "Priority"),),
    "CaseReason": (("Case", "Reason"),),
    "CaseStatus": (("Case", "Status"),),
    "CaseType": (("Case", "Type"),),
    "ContactRole": (("OpportunityContactRole", "Role"), ("AccountContactRole", "Role")),
    "Industry": (("Account", "Industry"), ("Lead", "Industry")),
    "LeadSource": (("Account", "AccountSource"), ("Lead", "LeadSource"),
                   ("Contact", "LeadSource"), ("Opportunity", "LeadSource")),
    "LeadStatus": (("Lead", "Status"),),
    "OpportunityStage": (("Opportunity", "StageName"),),
    "OpportunityType": (("Opportunity", "Type"),),
    "Salutation": (("Contact", "Salutation"), ("Lead", "Salutation")),
    "TaskPriority": (("Task", "Priority"),),
    "TaskStatus": (("Task", "Status"),),
    "TaskSubject": (("Task", "Subject"),),
}  # fmt: skip
"""Source: Metadata API Developer Guide, "StandardValueSet Names and Standard Picklist Fields"."""


def build_schema(
    source: ProjectSource,
    *,
    features: frozenset[str] = frozenset(),
    version: int = 1,
    problems: list[Diagnostic] | None = None,
) -> Schema:
    """The schema of an org with this source deployed.

    `features` names the org features (`multi currency`, `person accounts` …) whose standard fields
    exist; by default none. With a list of `problems` nothing is raised: what is wrong is added to
    it, and the schema is made of what there is.

    Raises:
        SourceError: an object is added to that nothing defines, or a reference leads nowhere.
    """
    assembly = _Assembly(source, features)
    found = assembly.problems()
    if problems is not None:
        problems.extend(found)
    elif found:
        raise SourceError(found)
    return Schema(
        assembly.summaries(), assembly.load, namespace=source.namespace, version=version
    )


class _Assembly:
    """The source by object, and the loader of a schema."""

    def __init__(self, source: ProjectSource, features: frozenset[str]) -> None:
        self._features = features
        self._standard = {fold(each.name): each for each in standard.summaries()}
        self._sources = {fold(each.name): each for each in _with_activities(source.objects)}
        self._custom = {
            key: each for key, each in self._sources.items() if key not in self._standard
        }
        self._absent = [each for each in self._custom.values() if each.header is None]
        for absent in self._absent:
            stand_in = replace(absent, header=stand_in_header(absent.name))
            self._custom[fold(absent.name)] = self._sources[fold(absent.name)] = stand_in
        self._global_values = {
            fold(each.name): each.values for each in source.value_sets if not each.is_standard
        }
        self._standard_values: dict[tuple[str, str], tuple[PicklistValue, ...]] = {}
        for each in source.value_sets:
            for target in STANDARD_VALUE_SETS.get(each.name, ()) if each.is_standard else ():
                self._standard_values[target] = each.values
        self._prefixes = self._allocate_prefixes()
        self._record_type_ids = self._allocate_record_types()
        self._children = self._collect_children()

    def problems(self) -> list[Diagnostic]:
        """What cannot be put together."""
        found = []
        for source in self._absent:
            path = source.fields[0].path if source.fields else source.name
            message = f"No file defines the object {source.name}."
            found.append(Diagnostic(path, 1, 1, message))
        for source in self._sources.values():
            for each in source.fields:
                found.extend(self._check_field(source, each))
        return found

    def _check_field(self, owner: ObjectSource, source: FieldSource) -> Iterable[Diagnostic]:
        for target in source.field.reference_to:
            if fold(target) not in self._standard and fold(target) not in self._custom:
                message = f"{owner.name}.{source.field.name} refers to {target}, which is unknown."
                yield Diagnostic(source.path, source.line, 1, message)
        if source.value_set and fold(source.value_set) not in self._global_values:
            message = f"There is no global value set {source.value_set}."
            yield Diagnostic(source.path, source.line, 1, message)

    def summaries(self) -> Iterable[TypeSummary]:
        """All objects: standard ones first, then custom ones with their share and history."""
        yield from self._standard.values()
        for source in self._custom.values():
            label = source.header.label if source.header else source.name
            yield TypeSummary(source.name, label, self._prefixes.get(fold(source.name)))
            for name, _, prefix in self._companions(source):
                yield TypeSummary(name, f"{label} {name.rpartition('__')[2]}", prefix)

    def load(self, schema: Schema, name: str) -> SObjectType:
        """The complete type of a name in `summaries`."""
        key = fold(name)
        if key in self._custom:
            return self._load_custom(self._custom[key])
        if key in self._standard:
            return self._load_standard(self._standard[key].name)
        return self._load_companion(name)

    def _load_standard(self, name: str) -> SObjectType:
        base = standard.standard_object(name)
        source = self._sources.get(fold(name), ObjectSource(name))
        present = {"record types"} if source.record_types else set()
        fields = {
            fold(each.name): self._with_values(name, each)
            for each in base.fields
            if not each.feature or each.feature in self._features or each.feature in present
        }
        if source.record_types and "recordtypeid" not in fields:
            fields["recordtypeid"] = system_fields.RECORD_TYPE
        for each in source.fields:
            changed = fields.get(fold(each.field.name))
            if changed is not None and not each.field.custom:
                fields[fold(each.field.name)] = _changed(changed, each.field)
            elif each.metadata_type:
                fields.update((fold(made.name), made) for made in self._made(each))
        return SObjectType(
            base.name,
            self._with_activity_targets(name, fields.values()),
            label=base.label,
            plural_label=base.plural_label,
            key_prefix=base.key_prefix,
            kind=base.kind,
            traits=base.traits,
            child_relationships=(*base.child_relationships, *self._children.get(fold(name), ())),
            record_types=self._record_types(source),
            field_sets=source.field_sets,
            validation_rules=source.validation_rules,
            sharing_model=source.header.sharing_model if source.header else base.sharing_model,
        )

    def _with_values(self, owner: str, field: Field) -> Field:
        values = self._standard_values.get((owner, field.name))
        return field if values is None else replace(field, picklist_values=values)

    def _with_activity_targets(self, name: str, fields: Iterable[Field]) -> Iterable[Field]:
        """Tasks and events can also belong to the custom objects that allow activities."""
        if name not in ACTIVITIES:
            return fields
        targets = tuple(
            each.name
            for each in self._custom.values()
            if each.header is not None and each.header.allows_activities
        )
        return [
            replace(each, reference_to=each.reference_to + targets)
            if each.name == "WhatId"
            else each
            for each in fields
        ]

    def _load_custom(self, source: ObjectSource) -> SObjectType:
        header = source.header
        assert header is not None, "objects without a definition were refused"
        kind = _kind(source)
        made = [each for field in source.fields for each in self._made(field)]
        fields = {fold(each.name): each for each in (*self._system_fields(source, kind), *made)}
        return SObjectType(
            source.name,
            fields.values(),
            label=header.label,
            plural_label=header.plural_label,
            key_prefix=self._prefixes.get(fold(source.name)),
            kind=kind,
            traits=replace(TRAITS[kind], feeds=header.has_feeds, history=header.has_history),
            child_relationships=self._children.get(fold(source.name), ()),
            record_types=self._record_types(source),
            field_sets=source.field_sets,
            validation_rules=source.validation_rules,
            sharing_model=header.sharing_model,
            visibility=header.visibility,
            publish_behavior=header.publish_behavior,
            description=header.description,
        )

    def _system_fields(self, source: ObjectSource, kind: str) -> Iterable[Field]:
        header = source.header
        assert header is not None, "objects without a definition were refused"
        if kind == METADATA:
            return system_fields.METADATA_FIELDS
        if kind == EVENT:
            return system_fields.EVENT_FIELDS
        if kind in (HIERARCHY_SETTING, LIST_SETTING):
            name = replace(
                system_fields.NAME,
                length=38 if kind == LIST_SETTING else 80,
                nillable=kind == HIERARCHY_SETTING,
                defaulted_on_create=kind == HIERARCHY_SETTING,
            )
            ids_and_name = (system_fields.ID, system_fields.IS_DELETED, name)
            return (*ids_and_name, system_fields.SETUP_OWNER, *system_fields.STAMPS)
        return self._custom_object_fields(source)

    def _custom_object_fields(self, source: ObjectSource) -> Iterable[Field]:
        header = source.header
        assert header is not None, "objects without a definition were refused"
        yield system_fields.ID
        if not any(each.field.is_master_detail for each in source.fields):
            yield system_fields.OWNER
        yield system_fields.IS_DELETED
        name = replace(system_fields.NAME, label=header.name_label)
        if header.name_type == "AutoNumber":
            name = replace(
                name, auto_number=True, createable=False, updateable=False, nillable=False,
                display_format=header.name_format,
            )  # fmt: skip
        yield name
        if source.record_types:
            yield system_fields.RECORD_TYPE
        yield from system_fields.STAMPS
        if header.allows_activities:
            yield system_fields.LAST_ACTIVITY
        yield from system_fields.LAST_VIEWED

    def _made(self, source: FieldSource) -> Iterable[Field]:
        """The field that a definition makes; a geolocation makes three."""
        field = source.field
        if source.value_set is not None:
            values = self._global_values.get(fold(source.value_set), ())
            field = replace(field, picklist_values=values, restricted_picklist=True)
        if field.roll_up is not None and source.summarized is not None:
            field = self._like_summarized(field, source.summarized)
        if source.metadata_type == "MetadataRelationship" and not _leads_to_records(field):
            # Definitions are referred to by API name, which is what Apex reads.
            field = replace(field, type="string", length=255)
        if source.metadata_type == "Location":
            stem = field.name.removesuffix("__c")
            field = replace(field, scale=0)
            yield field
            for part in ("Latitude", "Longitude"):
                yield Field(
                    f"{stem}__{part}__s", "double", f"{field.label} ({part})", precision=18,
                    scale=15, nillable=field.nillable, custom=True, compound=field.name,
                )  # fmt: skip
            return
        yield field

    def _like_summarized(self, field: Field, summarized: str) -> Field:
        """A roll-up of sum, min or max has the type of the field that it summarises."""
        owner, _, name = summarized.partition(".")
        source = self._sources.get(fold(owner))
        found = next(
            (each.field for each in source.fields if fold(each.field.name) == fold(name)), None
        ) if source else None
        if found is None and fold(owner) in self._standard:
            found = standard.standard_object(self._standard[fold(owner)].name).find_field(name)
        if found is None:
            return field
        return replace(field, type=found.type, precision=found.precision, scale=found.scale)

    def _record_types(self, source: ObjectSource) -> Iterable[RecordType]:
        return [
            replace(each, id=self._record_type_ids[source.name, each.developer_name])
            for each in source.record_types
        ]

    def _allocate_record_types(self) -> dict[tuple[str, str], str]:
        keys = sorted(
            (source.name, each.developer_name)
            for source in self._sources.values()
            for each in source.record_types
        )
        return {key: ids.make_id("012", number) for number, key in enumerate(keys, start=1)}

    def _allocate_prefixes(self) -> dict[str, str]:
        generators = {
            letter: ids.custom_prefixes(letter) for letter in FIRST_LETTERS.values()
        }
        prefixes = {}
        for key, source in self._custom.items():
            letter = FIRST_LETTERS.get(_suffix(source.name), ids.CUSTOM_OBJECT_FIRST)
            prefixes[key] = next(generators[letter])
        return prefixes

    def _collect_children(self) -> dict[str, list[ChildRelationship]]:
        children: dict[str, list[ChildRelationship]] = {}
        for source in self._sources.values():
            for each in source.fields:
                for target in each.field.reference_to:
                    relationship = child_relationship_of(source.name, each.field)
                    children.setdefault(fold(target), []).append(relationship)
        for key, source in self._custom.items():
            if source.header is not None and _kind(source) == CUSTOM:
                children.setdefault(key, []).extend(self._generic_children(source))
        return children

    def _generic_children(self, source: ObjectSource) -> Iterable[ChildRelationship]:
        assert source.header is not None, "objects without a definition were refused"
        activities = ACTIVITY_CHILDREN if source.header.allows_activities else ()
        for name, child, field in (*GENERIC_CHILDREN, *activities):
            yield ChildRelationship(name, child, field, cascade_delete=True)
        for name, kind, _ in self._companions(source):
            relationship = "Shares" if kind == SHARE else "Histories"
            yield ChildRelationship(relationship, name, "ParentId", cascade_delete=True)

    def _companions(self, source: ObjectSource) -> Iterable[tuple[str, str, str]]:
        """Share and history objects: name, kind, key prefix."""
        header = source.header
        if header is None or _kind(source) != CUSTOM:
            return
        stem = source.name.removesuffix("__c")
        is_detail = any(each.field.is_master_detail for each in source.fields)
        if header.sharing_model != CONTROLLED_BY_PARENT and not is_detail:
            yield f"{stem}__Share", SHARE, SHARE_PREFIX
        if header.has_history:
            yield f"{stem}__History", HISTORY, HISTORY_PREFIX

    def _load_companion(self, name: str) -> SObjectType:
        stem, _, ending = name.rpartition("__")
        owner = self._custom[fold(f"{stem}__c")]
        assert owner.header is not None, "objects without a definition were refused"
        kind, prefix, make = (
            (SHARE, SHARE_PREFIX, system_fields.share_fields)
            if ending == "Share"
            else (HISTORY, HISTORY_PREFIX, system_fields.history_fields)
        )
        return SObjectType(
            name,
            make(owner.name),
            label=f"{owner.header.label} {ending}",
            key_prefix=prefix,
            kind=kind,
            traits=TRAITS[kind],
            base=owner.name,
        )


def _with_activities(sources: Iterable[ObjectSource]) -> Iterable[ObjectSource]:
    """Fields of `Activity` are fields of tasks and events."""
    by_name = {each.name: each for each in sources}
    activity = by_name.pop(ACTIVITY, None)
    for name in ACTIVITIES if activity is not None else ():
        merged = ObjectSource(name)
        merged.merge(activity or merged)
        if name in by_name:
            merged.merge(by_name[name])
        by_name[name] = merged
    return sorted(by_name.values(), key=lambda each: each.name)


def _suffix(name: str) -> str:
    return "__" + name.rpartition("__")[2]


def _kind(source: ObjectSource) -> str:
    kind = KINDS.get(_suffix(source.name))
    if kind is not None:
        return kind
    settings_type = source.header.settings_type if source.header else ""
    return SETTINGS.get(settings_type, CUSTOM)


def _leads_to_records(field: Field) -> bool:
    return any(target.endswith("__mdt") for target in field.reference_to)


def _changed(field: Field, change: Field) -> Field:
    """A standard field as the source changes it: picklist values, label, help, constraint."""
    changes: dict[str, object] = {"track_history": change.track_history}
    if change.picklist_values:
        changes["picklist_values"] = change.picklist_values
        changes["restricted_picklist"] = change.restricted_picklist
    if change.label and change.label != change.name:
        changes["label"] = change.label
    if change.inline_help_text:
        changes["inline_help_text"] = change.inline_help_text
    if change.delete_constraint == RESTRICT:
        changes["delete_constraint"] = RESTRICT
    return replace(field, **changes)  # type: ignore[arg-type]  # keys are names of fields
