"""Flows and workflow rules, which do not run yet, never silently change what a save does."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sfsim.errors import Unsupported
from sfsim.org.org import Org
from sfsim.org.testing import check_source

MakeOrg = Callable[..., Org]

FLOW = """<?xml version="1.0" encoding="UTF-8"?>
<Flow xmlns="http://soap.sforce.com/2006/04/metadata">
    <start><object>Account</object><recordTriggerType>{when}</recordTriggerType>
    <triggerType>RecordAfterSave</triggerType></start>
    <status>{status}</status>
</Flow>
"""
WORKFLOW = """<?xml version="1.0" encoding="UTF-8"?>
<Workflow xmlns="http://soap.sforce.com/2006/04/metadata">
    <rules><fullName>Stamp</fullName>
    <actions><name>Stamp</name><type>FieldUpdate</type></actions>
    <active>{active}</active><triggerType>onAllChanges</triggerType></rules>
</Workflow>
"""
INSERT = "insert new Account(Name = 'x');"


def flow(status: str = "Active", when: str = "CreateAndUpdate") -> dict[str, str]:
    return {"flows/Rename.flow-meta.xml": FLOW.format(status=status, when=when)}


def test_a_save_that_would_start_a_flow_is_refused_by_name(make_org: MakeOrg) -> None:
    org = make_org(flow())
    with pytest.raises(Unsupported, match="the record-triggered flow Rename on Account"):
        org.apex(INSERT)


def test_other_objects_are_saved(make_org: MakeOrg) -> None:
    make_org(flow()).apex("insert new Contact(LastName = 'x');")


@pytest.mark.parametrize("files", [flow(status="Draft"), flow(when="Update")])
def test_a_flow_that_would_not_start_is_no_hindrance(
    make_org: MakeOrg, files: dict[str, str]
) -> None:
    make_org(files).apex(INSERT)


def test_a_save_that_would_start_a_workflow_rule_is_refused_by_name(make_org: MakeOrg) -> None:
    org = make_org({"workflows/Account.workflow-meta.xml": WORKFLOW.format(active="true")})
    with pytest.raises(Unsupported, match="the workflow rule Stamp on Account"):
        org.apex(INSERT)


def test_an_inactive_workflow_rule_is_no_hindrance(make_org: MakeOrg) -> None:
    org = make_org({"workflows/Account.workflow-meta.xml": WORKFLOW.format(active="false")})
    org.apex(INSERT)


def test_a_check_lists_them(make_org: MakeOrg, tmp_path: Path) -> None:
    make_org(flow())
    names = [use.name for use in check_source([tmp_path]).unsupported]
    assert names == ["the record-triggered flow Rename on Account"]
