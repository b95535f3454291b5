"""Custom metadata records of a deployed project, as Apex reads them."""

from typing import Any

import pytest

pytestmark = pytest.mark.documented
RunTest = Any

TYPE = """<?xml version="1.0" encoding="UTF-8"?>
<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata">
    <label>Step</label><pluralLabel>Steps</pluralLabel>
    <fields>
        <fullName>Order__c</fullName><label>Order</label><type>Number</type>
        <precision>5</precision><scale>0</scale>
    </fields>
    <fields>
        <fullName>After__c</fullName><label>After</label><type>MetadataRelationship</type>
        <referenceTo>Step__mdt</referenceTo><relationshipName>Later</relationshipName>
    </fields>
</CustomObject>
"""
RECORD = """<?xml version="1.0" encoding="UTF-8"?>
<CustomMetadata xmlns="http://soap.sforce.com/2006/04/metadata"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xmlns:xsd="http://www.w3.org/2001/XMLSchema">
    <label>{name}</label>
    <protected>false</protected>
    <values><field>Order__c</field><value xsi:type="xsd:double">{order}</value></values>
    {more}
</CustomMetadata>
"""
AFTER = '<values><field>After__c</field><value xsi:type="xsd:string">First</value></values>'
FILES = {
    "objects/Step__mdt/Step__mdt.object-meta.xml": TYPE,
    "customMetadata/Step.First.md-meta.xml": RECORD.format(name="First", order=1, more=""),
    "customMetadata/Step.Second.md-meta.xml": RECORD.format(name="Second", order=2, more=AFTER),
}


def test_get_all_is_keyed_by_developer_name(run_test: RunTest) -> None:
    result = run_test(
        """
        System.assertEquals(2, Step__mdt.getAll().size());
        System.assertEquals(1, Step__mdt.getAll().get('First').Order__c);
        """,
        FILES,
    )
    assert result.outcome == "passed", result.message


def test_get_instance_by_name_and_null_for_an_unknown_one(run_test: RunTest) -> None:
    result = run_test(
        """
        System.assertEquals(2, Step__mdt.getInstance('Second').Order__c);
        System.assertEquals(null, Step__mdt.getInstance('Third'));
        """,
        FILES,
    )
    assert result.outcome == "passed", result.message


def test_a_relationship_to_another_record(run_test: RunTest) -> None:
    result = run_test(
        """
        Step__mdt second = [
            SELECT After__r.DeveloperName FROM Step__mdt WHERE DeveloperName = 'Second'
        ];
        System.assertEquals('First', second.After__r.DeveloperName);
        System.assertEquals(0, Limits.getQueries());
        """,
        FILES,
    )
    assert result.outcome == "passed", result.message


@pytest.mark.inferred
def test_records_cannot_be_saved(run_test: RunTest) -> None:
    result = run_test(
        """
        List<SObject> records = new List<SObject>{ Step__mdt.getInstance('First') };
        try { update records; System.assert(false); }
        catch (TypeException e) {
            System.assertEquals('DML operation UPDATE not allowed on Step__mdt', e.getMessage());
        }
        """,
        FILES,
    )
    assert result.outcome == "passed", result.message
