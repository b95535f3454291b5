"""Reading profiles, permission sets, muting permission sets and groups."""

from pathlib import Path

import pytest

from sfsim.errors import SourceError
from sfsim.schema.metadata.permissions import (
    FieldAccess,
    ObjectAccess,
    read_group,
    read_permissions,
)
from sfsim.schema.project import MetadataFile

SET = """<PermissionSet xmlns="http://soap.sforce.com/2006/04/metadata">
    <classAccesses><apexClass>A</apexClass><enabled>true</enabled></classAccesses>
    <classAccesses><apexClass>B</apexClass><enabled>false</enabled></classAccesses>
    <customPermissions><enabled>true</enabled><name>P</name></customPermissions>
    <customSettingAccesses><enabled>true</enabled><name>S__c</name></customSettingAccesses>
    <fieldPermissions>
        <editable>false</editable><field>X__c.Y__c</field><readable>true</readable>
    </fieldPermissions>
    <label>My set</label>
    <objectPermissions>
        <allowCreate>true</allowCreate><allowDelete>false</allowDelete>
        <allowEdit>false</allowEdit><allowRead>true</allowRead>
        <modifyAllRecords>false</modifyAllRecords><object>X__c</object>
        <viewAllRecords>false</viewAllRecords>
    </objectPermissions>
    <userPermissions><enabled>true</enabled><name>ViewSetup</name></userPermissions>
</PermissionSet>
"""
GROUP = """<PermissionSetGroup xmlns="http://soap.sforce.com/2006/04/metadata">
    <label>Team</label>
    <permissionSets>One</permissionSets>
    <permissionSets>Two</permissionSets>
    <mutingPermissionSets>Quiet</mutingPermissionSets>
</PermissionSetGroup>
"""


def written(folder: Path, text: str, kind: str = "permissionset") -> MetadataFile:
    path = folder / f"A.{kind}-meta.xml"
    path.write_text(text, encoding="utf-8")
    return MetadataFile(kind, "A", path)


@pytest.mark.documented
def test_a_permission_set(tmp_path: Path) -> None:
    source = read_permissions(written(tmp_path, SET))
    assert source.label == "My set"
    assert source.objects == (ObjectAccess("X__c", create=True, read=True),)
    assert source.fields == (FieldAccess("X__c.Y__c", readable=True, editable=False),)
    assert (source.classes, source.custom_permissions) == (("A",), ("P",))
    assert (source.user_permissions, source.settings) == (("ViewSetup",), ("S__c",))


@pytest.mark.documented
def test_a_group(tmp_path: Path) -> None:
    group = read_group(written(tmp_path, GROUP, "permissionsetgroup"))
    assert group.permission_sets == ("One", "Two")
    assert group.muting == ("Quiet",)


def test_a_file_that_is_no_xml_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="not well-formed"):
        read_permissions(written(tmp_path, "<PermissionSet>"))
