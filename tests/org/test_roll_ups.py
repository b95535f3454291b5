"""Roll-up summary fields, which no save computes, are never read as if they were empty."""

from collections.abc import Callable

import pytest

from sfsim.errors import Unsupported
from sfsim.org.org import Org

MakeOrg = Callable[..., Org]

PARENT = """<?xml version="1.0" encoding="UTF-8"?>
<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata">
    <label>Bill</label><pluralLabel>Bills</pluralLabel>
    <nameField><label>Name</label><type>Text</type></nameField>
    <deploymentStatus>Deployed</deploymentStatus><sharingModel>ReadWrite</sharingModel>
    <fields>
        <fullName>Lines__c</fullName><label>Lines</label><type>Summary</type>
        <summaryForeignKey>Line__c.Bill__c</summaryForeignKey>
        <summaryOperation>count</summaryOperation>
    </fields>
    <fields>
        <fullName>Twice__c</fullName><label>Twice</label><type>Number</type>
        <formula>Lines__c * 2</formula><precision>10</precision><scale>0</scale>
    </fields>
    {rule}
</CustomObject>
"""
RULE = """<validationRules><fullName>Few</fullName><active>true</active>
    <errorConditionFormula>Lines__c &gt; 10</errorConditionFormula>
    <errorMessage>Too many.</errorMessage></validationRules>"""
CHILD = """<?xml version="1.0" encoding="UTF-8"?>
<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata">
    <label>Line</label><pluralLabel>Lines</pluralLabel>
    <nameField><label>Name</label><type>Text</type></nameField>
    <deploymentStatus>Deployed</deploymentStatus><sharingModel>ControlledByParent</sharingModel>
    <fields>
        <fullName>Bill__c</fullName><label>Bill</label><type>MasterDetail</type>
        <referenceTo>Bill__c</referenceTo><relationshipName>Lines</relationshipName>
    </fields>
</CustomObject>
"""
REFUSED = "the roll-up summary field Bill__c.Lines__c in a"


@pytest.fixture
def make_bills(make_org: MakeOrg) -> Callable[[str], Org]:
    def make(rule: str = "") -> Org:
        return make_org(
            {
                "objects/Bill__c.object": PARENT.format(rule=rule),
                "objects/Line__c.object": CHILD,
            }
        )

    return make


@pytest.mark.parametrize(
    "query",
    [
        "SELECT Lines__c FROM Bill__c",
        "SELECT Id FROM Bill__c WHERE Lines__c > 0",
        "SELECT Id FROM Bill__c ORDER BY Lines__c",
        "SELECT SUM(Lines__c) FROM Bill__c",
        "SELECT Bill__r.Lines__c FROM Line__c",
    ],
)
def test_a_query_of_one_is_refused_by_name(make_bills: Callable[..., Org], query: str) -> None:
    org = make_bills()
    with pytest.raises(Unsupported, match=f"{REFUSED} query"):
        org.query(query)


def test_a_formula_field_that_uses_one_is_refused(make_bills: Callable[..., Org]) -> None:
    org = make_bills()
    org.apex("insert new Bill__c(Name = 'x');")
    with pytest.raises(Unsupported, match=f"{REFUSED} formula"):
        org.query("SELECT Twice__c FROM Bill__c")


def test_a_save_whose_rule_uses_one_is_refused(make_bills: Callable[..., Org]) -> None:
    org = make_bills(RULE)
    with pytest.raises(Unsupported, match=f"{REFUSED} formula"):
        org.apex("insert new Bill__c(Name = 'x');")


def test_records_of_both_objects_are_saved(make_bills: Callable[..., Org]) -> None:
    make_bills().apex(
        "Bill__c b = new Bill__c(Name = 'x'); insert b;"
        " insert new Line__c(Name = 'y', Bill__c = b.Id);"
    )
