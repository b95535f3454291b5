"""Reading projects: layouts, what is refused and where the message points."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from sfsim.errors import SourceError
from sfsim.schema.project import read_project

WriteFiles = Callable[[dict[str, str]], Path]

META = "<ApexClass><apiVersion>58.0</apiVersion><status>Active</status></ApexClass>"


def test_class_takes_its_api_version_from_its_meta_file(write_files: WriteFiles) -> None:
    root = write_files({"classes/A.cls": "class A {}", "classes/A.cls-meta.xml": META})
    (found,) = read_project([root]).classes
    assert (found.name, found.api_version, found.source.text) == ("A", 58.0, "class A {}")


def test_project_file_names_package_directories_and_namespace(write_files: WriteFiles) -> None:
    settings = {"namespace": "ns", "packageDirectories": [{"path": "app"}, {"path": "more\\x"}]}
    root = write_files(
        {
            "sfdx-project.json": json.dumps(settings),
            "app/A.cls": "class A {}",
            "more/x/B.cls": "class B {}",
            "other/C.cls": "class C {}",
        }
    )
    project = read_project([root])
    assert project.namespace == "ns"
    assert [each.name for each in project.classes] == ["A", "B"]


def test_package_directory_that_does_not_exist_is_refused(write_files: WriteFiles) -> None:
    settings = {"packageDirectories": [{"path": "nowhere"}]}
    root = write_files({"sfdx-project.json": json.dumps(settings)})
    with pytest.raises(SourceError, match="nowhere does not exist"):
        read_project([root])


def test_project_file_that_is_no_json_points_to_the_line(write_files: WriteFiles) -> None:
    root = write_files({"sfdx-project.json": '{\n"a": oops}'})
    with pytest.raises(SourceError, match=r"sfdx-project\.json:2:1: .*not valid JSON"):
        read_project([root])


def test_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file or folder"):
        read_project([tmp_path / "gone"])


def test_class_names_that_differ_only_in_case_are_the_same_name(write_files: WriteFiles) -> None:
    root = write_files({"one/Foo.cls": "class Foo {}", "two/FOO.cls": "class FOO {}"})
    with pytest.raises(SourceError, match=r"FOO is defined twice; the first is in .*one"):
        read_project([root])


def test_overlapping_roots_read_a_file_once(write_files: WriteFiles) -> None:
    root = write_files({"classes/A.cls": "class A {}"})
    assert len(read_project([root, root / "classes"]).classes) == 1


def test_meta_file_without_its_class_is_refused(write_files: WriteFiles) -> None:
    root = write_files({"classes/A.cls-meta.xml": META})
    with pytest.raises(SourceError, match=r"The Apex file of .* is missing"):
        read_project([root])


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><CustomObject/>',
        '<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd"><CustomObject/>',
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        "<CustomObject><label>&x;</label></CustomObject>",
    ],
)
def test_document_types_and_entities_are_refused(write_files: WriteFiles, text: str) -> None:
    root = write_files({"objects/A__c/A__c.object-meta.xml": text})
    with pytest.raises(SourceError, match="Document type declarations are not allowed"):
        read_project([root])


def test_malformed_xml_points_to_the_line(write_files: WriteFiles) -> None:
    root = write_files({"objects/A__c/A__c.object-meta.xml": "<?xml version='1.0'?>\n<a>\n<b></a>"})
    with pytest.raises(SourceError, match=r"A__c\.object-meta\.xml:3:1: .*not well-formed"):
        read_project([root])


def test_all_problems_are_reported_together(write_files: WriteFiles) -> None:
    root = write_files({"a.cls-meta.xml": META, "b.cls-meta.xml": META})
    with pytest.raises(SourceError) as caught:
        read_project([root])
    assert len(caught.value.diagnostics) == 2


def test_labels_and_static_resources(write_files: WriteFiles) -> None:
    root = write_files(
        {
            "labels/CustomLabels.labels-meta.xml": "<CustomLabels><labels><fullName>Hi</fullName>"
            "<language>en_US</language><protected>true</protected><value>Hello</value></labels>"
            "</CustomLabels>",
            "staticresources/Data.json": "{}",
            "staticresources/Data.resource-meta.xml": "<StaticResource><contentType>"
            "application/json</contentType></StaticResource>",
        }
    )
    project = read_project([root])
    assert [(each.name, each.value) for each in project.labels] == [("Hi", "Hello")]
    (resource,) = project.static_resources
    assert (resource.name, resource.content.name) == ("Data", "Data.json")


def test_static_resource_without_content_is_refused(write_files: WriteFiles) -> None:
    root = write_files({"Data.resource-meta.xml": "<StaticResource></StaticResource>"})
    with pytest.raises(SourceError, match="content of the static resource Data is missing"):
        read_project([root])


def test_other_metadata_is_listed_by_kind(write_files: WriteFiles) -> None:
    root = write_files({"Admin.permissionset-meta.xml": "<PermissionSet></PermissionSet>"})
    (found,) = read_project([root]).other
    assert (found.kind, found.name) == ("permissionset", "Admin")
