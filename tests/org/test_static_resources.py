"""Static resources of a project are rows that code reads."""

import io
import zipfile
from typing import Any

import pytest

MakeOrg = Any
META = """<StaticResource xmlns="http://soap.sforce.com/2006/04/metadata">
<contentType>{}</contentType></StaticResource>"""


@pytest.mark.documented
def test_a_file_is_the_body(make_org: MakeOrg) -> None:
    org = make_org(
        {
            "staticresources/Greeting.txt": "hello",
            "staticresources/Greeting.resource-meta.xml": META.format("text/plain"),
        }
    )
    org.apex(
        "StaticResource r = [SELECT Body, BodyLength FROM StaticResource WHERE Name = 'Greeting'];"
        "System.debug(r.Body.toString() + r.BodyLength);"
    )
    assert list(org.debug_log) == ["hello5"]


@pytest.mark.documented
def test_a_folder_is_zipped(make_org: MakeOrg) -> None:
    org = make_org(
        {
            "staticresources/Site/a/b.txt": "deep",
            "staticresources/Site.resource-meta.xml": META.format("application/zip"),
        }
    )
    (row,) = org.query("SELECT Body FROM StaticResource WHERE Name = 'Site'")
    assert zipfile.ZipFile(io.BytesIO(row.Body)).read("a/b.txt") == b"deep"
