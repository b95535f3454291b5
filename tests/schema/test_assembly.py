"""Objects and fields of a project in the schema, from both metadata formats."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from sfsim.errors import SourceError
from sfsim.schema.assembly import build_schema
from sfsim.schema.metadata.rows import metadata_rows
from sfsim.schema.model import (
    EVENT,
    HIERARCHY_SETTING,
    LIST_SETTING,
    METADATA,
    Schema,
)
from sfsim.schema.project import read_project

WriteFiles = Callable[[dict[str, str]], Path]

OBJECT = (
    "<CustomObject><label>Thing</label><pluralLabel>Things</pluralLabel><nameField>"
    "<label>Thing No</label><type>AutoNumber</type><displayFormat>T-{0000}</displayFormat>"
    "</nameField><sharingModel>Private</sharingModel><enableHistory>true</enableHistory>"
    "</CustomObject>"
)
PLAIN = "<CustomObject><label>Part</label></CustomObject>"


def field_xml(name: str, kind: str, more: str = "") -> str:
    return (
        f"<CustomField><fullName>{name}</fullName><label>{name}</label><type>{kind}</type>{more}"
        "</CustomField>"
    )


def schema_of(root: Path) -> Schema:
    return build_schema(read_project([root]))


@pytest.fixture
def schema(write_files: WriteFiles) -> Schema:
    fields = {
        "Text__c": field_xml("Text__c", "Text", "<length>40</length><required>true</required>"),
        "Amount__c": field_xml("Amount__c", "Currency", "<precision>9</precision><scale>2</scale>"),
        "On__c": field_xml("On__c", "Checkbox", "<defaultValue>true</defaultValue>"),
        "Account__c": field_xml(
            "Account__c", "Lookup",
            "<referenceTo>Account</referenceTo><relationshipName>Things</relationshipName>"
            "<deleteConstraint>Restrict</deleteConstraint>",
        ),
        "Where__c": field_xml("Where__c", "Location"),
        "Kind__c": field_xml(
            "Kind__c", "Picklist",
            "<valueSet><restricted>true</restricted><valueSetDefinition><sorted>false</sorted>"
            "<value><fullName>B</fullName><default>true</default><label>Bee</label></value>"
            "<value><fullName>A</fullName><default>false</default><label>Ay</label></value>"
            "</valueSetDefinition></valueSet>",
        ),
    }  # fmt: skip
    folder = "objects/Thing__c/fields"
    files = {f"{folder}/{name}.field-meta.xml": text for name, text in fields.items()}
    files["objects/Thing__c/Thing__c.object-meta.xml"] = OBJECT
    files["objects/Part__c/Part__c.object-meta.xml"] = PLAIN
    files["objects/Part__c/fields/Thing__c.field-meta.xml"] = field_xml(
        "Thing__c", "MasterDetail",
        "<referenceTo>Thing__c</referenceTo><relationshipName>Parts</relationshipName>",
    )  # fmt: skip
    files["objects/Account/fields/Size__c.field-meta.xml"] = field_xml(
        "Size__c", "Number", "<precision>5</precision><scale>0</scale>"
    )
    files["objects/Account/recordTypes/Big.recordType-meta.xml"] = (
        "<RecordType><fullName>Big</fullName><active>true</active><label>B</label></RecordType>"
    )
    return schema_of(write_files(files))


@pytest.mark.documented
def test_custom_object_has_system_fields_and_its_own(schema: Schema) -> None:
    names = {field.name for field in schema.sobject("thing__c").fields}
    assert {"Id", "OwnerId", "Name", "CreatedDate", "SystemModstamp", "Text__c"} <= names


@pytest.mark.documented
def test_auto_number_name_is_not_writeable(schema: Schema) -> None:
    name = schema.sobject("Thing__c").field("Name")
    assert (name.label, name.auto_number, name.createable, name.display_format) == (
        "Thing No", True, False, "T-{0000}",
    )  # fmt: skip


@pytest.mark.documented
def test_required_field(schema: Schema) -> None:
    assert schema.sobject("Thing__c").field("Text__c").is_required


@pytest.mark.documented
def test_lookup_makes_both_relationships(schema: Schema) -> None:
    parent = schema.sobject("Thing__c").parent_relationship("Account__r")
    child = schema.sobject("Account").child_relationship("Things__r")
    assert parent is not None
    assert child is not None
    assert (child.child, child.field, child.restricted_delete) == ("Thing__c", "Account__c", True)


@pytest.mark.documented
def test_detail_has_no_owner_and_is_deleted_with_its_master(schema: Schema) -> None:
    part = schema.sobject("Part__c")
    child = schema.sobject("Thing__c").child_relationship("Parts__r")
    assert part.find_field("OwnerId") is None
    assert part.find_field("Thing__c") is not None
    assert child is not None
    assert child.cascade_delete


@pytest.mark.documented
def test_picklist_keeps_the_order_of_its_definition(schema: Schema) -> None:
    kind = schema.sobject("Thing__c").field("Kind__c")
    assert [each.value for each in kind.picklist_values] == ["B", "A"]
    assert kind.restricted_picklist
    assert kind.default_picklist_value == "B"


@pytest.mark.documented
def test_checkbox_default_is_a_literal(schema: Schema) -> None:
    assert schema.sobject("Thing__c").field("On__c").default_value is True


@pytest.mark.documented
def test_geolocation_has_two_components(schema: Schema) -> None:
    thing = schema.sobject("Thing__c")
    assert thing.field("Where__Latitude__s").scale == 15
    assert thing.field("Where__Longitude__s").compound == "Where__c"


@pytest.mark.documented
def test_field_is_added_to_a_standard_object(schema: Schema) -> None:
    assert schema.sobject("Account").field("Size__c").custom


@pytest.mark.documented
def test_record_type_brings_the_record_type_field(schema: Schema) -> None:
    account = schema.sobject("Account")
    (big,) = account.record_types
    assert account.find_field("RecordTypeId") is not None
    assert big.id.startswith("012")


@pytest.mark.recorded
def test_share_and_history_objects_follow_the_object(schema: Schema) -> None:
    assert schema.sobject("Thing__Share").key_prefix == "02c"
    assert schema.sobject("Thing__History").field("ParentId").reference_to == ("Thing__c",)
    assert "Part__Share" not in schema


@pytest.mark.recorded
def test_key_prefixes_are_given_in_the_order_of_names(schema: Schema) -> None:
    assert schema.sobject("Part__c").key_prefix == "a00"
    assert schema.sobject("Thing__c").key_prefix == "a01"


@pytest.mark.documented
@pytest.mark.parametrize(
    ("name", "more", "kind", "field"),
    [
        ("H__c", "<customSettingsType>Hierarchy</customSettingsType>", HIERARCHY_SETTING,
         "SetupOwnerId"),
        ("L__c", "<customSettingsType>List</customSettingsType>", LIST_SETTING, "SetupOwnerId"),
        ("M__mdt", "", METADATA, "DeveloperName"),
        ("E__e", "<eventType>HighVolume</eventType>", EVENT, "ReplayId"),
    ],
)  # fmt: skip
def test_kinds_of_objects(
    write_files: WriteFiles, name: str, more: str, kind: str, field: str
) -> None:
    text = f"<CustomObject><label>X</label>{more}</CustomObject>"
    schema = schema_of(write_files({f"objects/{name}/{name}.object-meta.xml": text}))
    assert schema.sobject(name).kind == kind
    assert schema.sobject(name).find_field(field) is not None


def test_old_format_holds_all_in_one_file(write_files: WriteFiles) -> None:
    text = (
        "<CustomObject><label>Old</label><nameField><label>Name</label><type>Text</type>"
        "</nameField><fields><fullName>A__c</fullName><label>A</label><type>Text</type>"
        "<length>9</length></fields></CustomObject>"
    )
    schema = schema_of(write_files({"objects/Old__c.object": text}))
    assert schema.sobject("Old__c").field("A__c").length == 9


def test_fields_of_an_object_that_nothing_defines_are_refused(write_files: WriteFiles) -> None:
    root = write_files({"objects/X__c/fields/A__c.field-meta.xml": field_xml("A__c", "Date")})
    with pytest.raises(SourceError, match="No file defines the object X__c"):
        schema_of(root)


def test_reference_to_an_unknown_object_is_refused(write_files: WriteFiles) -> None:
    text = field_xml("A__c", "Lookup", "<referenceTo>Gone__c</referenceTo>")
    root = write_files({"objects/Account/fields/A__c.field-meta.xml": text})
    with pytest.raises(SourceError, match=r"Account\.A__c refers to Gone__c"):
        schema_of(root)


def test_field_without_a_type_is_refused_at_its_line(write_files: WriteFiles) -> None:
    text = "<CustomField><fullName>A__c</fullName></CustomField>"
    root = write_files({"objects/Account/fields/A__c.field-meta.xml": text})
    with pytest.raises(SourceError, match=r"A__c\.field-meta\.xml:2:1: <type> is missing"):
        schema_of(root)


@pytest.mark.documented
def test_own_namespace_may_be_written(write_files: WriteFiles) -> None:
    root = write_files(
        {
            "sfdx-project.json": '{"namespace": "ns", "packageDirectories": [{"path": "app"}]}',
            "app/objects/Part__c/Part__c.object-meta.xml": PLAIN,
        }
    )
    assert schema_of(root).sobject("ns__Part__c").name == "Part__c"


@pytest.mark.documented
def test_custom_metadata_records_become_rows(write_files: WriteFiles) -> None:
    record = (
        '<CustomMetadata xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><label>One</label>'
        "<protected>false</protected><values><field>N__c</field><value>1.5</value></values>"
        "<values><field>D__c</field><value>2026-02-03</value></values>"
        '<values><field>B__c</field><value xsi:nil="true"/></values></CustomMetadata>'
    )
    root = write_files(
        {
            "objects/M__mdt/M__mdt.object-meta.xml": PLAIN,
            "objects/M__mdt/fields/N__c.field-meta.xml": field_xml(
                "N__c", "Number", "<precision>5</precision><scale>2</scale>"
            ),
            "objects/M__mdt/fields/D__c.field-meta.xml": field_xml("D__c", "Date"),
            "objects/M__mdt/fields/B__c.field-meta.xml": field_xml("B__c", "Checkbox"),
            "customMetadata/M.One.md-meta.xml": record,
        }
    )
    project = read_project([root])
    ((sobject_type, (row,)),) = metadata_rows(build_schema(project), project.custom_metadata)
    assert sobject_type.name == "M__mdt"
    assert (row["DeveloperName"], row["N__c"], row["D__c"], row["B__c"]) == (
        "One", Decimal("1.50"), datetime.date(2026, 2, 3), False,
    )  # fmt: skip
    assert row["Id"].startswith("m00")
