"""Validation rules, default values and formula fields of a deployed org."""

from __future__ import annotations

from typing import Any

import pytest

from sfsim.runtime.exceptions import DmlException

pytestmark = pytest.mark.documented
MakeOrg = Any
RunTest = Any

DEAL = """<?xml version="1.0" encoding="UTF-8"?>
<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata">
    <label>Deal</label><pluralLabel>Deals</pluralLabel>
    <nameField><label>Name</label><type>Text</type></nameField>
    <deploymentStatus>Deployed</deploymentStatus><sharingModel>ReadWrite</sharingModel>
    <fields>
        <fullName>Amount__c</fullName><label>Amount</label><type>Number</type>
        <precision>10</precision><scale>2</scale>
    </fields>
    <fields>
        <fullName>Tax__c</fullName><label>Tax</label><type>Number</type>
        <formula>Amount__c / 3</formula><formulaTreatBlanksAs>BlankAsZero</formulaTreatBlanksAs>
        <precision>10</precision><scale>2</scale>
    </fields>
    <fields>
        <fullName>Total__c</fullName><label>Total</label><type>Number</type>
        <formula>Amount__c + Tax__c</formula>
        <formulaTreatBlanksAs>BlankAsZero</formulaTreatBlanksAs>
        <precision>10</precision><scale>2</scale>
    </fields>
    <fields>
        <fullName>Share__c</fullName><label>Share</label><type>Number</type>
        <formula>1 / Amount__c</formula><precision>10</precision><scale>2</scale>
    </fields>
    <fields>
        <fullName>Owner_Name__c</fullName><label>Owner</label><type>Text</type>
        <formula>Account__r.Name &amp; ' by ' &amp; $User.LastName</formula>
    </fields>
    <fields>
        <fullName>Due__c</fullName><label>Due</label><type>Date</type>
        <defaultValue>ADDMONTHS(TODAY(), 1)</defaultValue>
    </fields>
    <fields>
        <fullName>Code__c</fullName><label>Code</label><type>Text</type><length>40</length>
        <defaultValue>"D-" &amp; TEXT(1 + 1)</defaultValue>
    </fields>
    <fields>
        <fullName>Account__c</fullName><label>Account</label><type>Lookup</type>
        <referenceTo>Account</referenceTo><relationshipName>Deals</relationshipName>
    </fields>
    <validationRules>
        <fullName>B_Not_Negative</fullName><active>true</active>
        <errorConditionFormula>Amount__c &lt; 0</errorConditionFormula>
        <errorDisplayField>Amount__c</errorDisplayField>
        <errorMessage>The amount is negative.</errorMessage>
    </validationRules>
    <validationRules>
        <fullName>A_Only_Grows</fullName><active>true</active>
        <errorConditionFormula>NOT(ISNEW()) &amp;&amp; Amount__c &lt; PRIORVALUE(Amount__c)
        </errorConditionFormula>
        <errorMessage>An amount only grows.</errorMessage>
    </validationRules>
    <validationRules>
        <fullName>C_Not_For_Banned</fullName><active>true</active>
        <errorConditionFormula>Account__r.Site = 'banned'</errorConditionFormula>
        <errorMessage>This account is banned.</errorMessage>
    </validationRules>
    <validationRules>
        <fullName>D_Inactive</fullName><active>false</active>
        <errorConditionFormula>true</errorConditionFormula>
        <errorMessage>Never.</errorMessage>
    </validationRules>
</CustomObject>
"""
FILES = {"objects/Deal__c/Deal__c.object-meta.xml": DEAL}


def refusal(make_org: MakeOrg, body: str) -> str:
    with pytest.raises(DmlException) as caught:
        make_org(FILES).apex(body)
    return str(caught.value.message)


def test_a_rule_refuses_a_record_at_its_field(make_org: MakeOrg) -> None:
    assert refusal(make_org, "insert new Deal__c(Amount__c = -1);") == (
        "Insert failed. First exception on row 0; first error: FIELD_CUSTOM_VALIDATION_EXCEPTION,"
        " The amount is negative.: [Amount__c]"
    )


def test_a_rule_sees_the_stored_record_and_what_is_set(make_org: MakeOrg) -> None:
    text = refusal(
        make_org, "Deal__c d = new Deal__c(Amount__c = 5); insert d; d.Amount__c = 4; update d;"
    )
    assert text.endswith("FIELD_CUSTOM_VALIDATION_EXCEPTION, An amount only grows.: []")


def test_a_rule_reads_parents(make_org: MakeOrg) -> None:
    body = """Account a = new Account(Name = 'A', Site = 'banned'); insert a;
        insert new Deal__c(Account__c = a.Id);"""
    assert "This account is banned." in refusal(make_org, body)


def test_what_no_rule_refuses_is_saved(run_test: RunTest) -> None:
    body = """insert new Deal__c(Amount__c = 1); insert new Deal__c();
        System.assertEquals(2, [SELECT COUNT() FROM Deal__c]);"""
    result = run_test(body, FILES)
    assert result.outcome == "passed", result.message


def test_a_trigger_mends_a_record_before_the_rules_run(run_test: RunTest) -> None:
    trigger = "trigger T on Deal__c (before insert) { for (Deal__c d : Trigger.new) {"
    trigger += " d.Amount__c = Math.abs(d.Amount__c); } }"
    body = """insert new Deal__c(Amount__c = -3);
        System.assertEquals(3, [SELECT Amount__c FROM Deal__c].Amount__c);"""
    result = run_test(body, {**FILES, "T.trigger": trigger})
    assert result.outcome == "passed", result.message


@pytest.mark.parametrize("name", ["Due__c", "Code__c"])
def test_defaults_are_formulas(run_test: RunTest, name: str) -> None:
    body = f"""insert new Deal__c();
        Deal__c d = [SELECT Due__c, Code__c FROM Deal__c];
        System.assertEquals(Date.today().addMonths(1), d.Due__c);
        System.assertEquals('D-2', d.Code__c);
        System.assertNotEquals(null, d.{name});"""
    result = run_test(body, FILES)
    assert result.outcome == "passed", result.message


def test_formula_fields_are_computed_when_queried(run_test: RunTest) -> None:
    body = """Account a = new Account(Name = 'Acme'); insert a;
        insert new Deal__c(Amount__c = 10, Account__c = a.Id);
        Deal__c d = [SELECT Tax__c, Total__c, Owner_Name__c FROM Deal__c];
        System.assertEquals(3.33, d.Tax__c);
        System.assertEquals(13.33, d.Total__c);
        System.assertEquals('Acme by ' + UserInfo.getLastName(), d.Owner_Name__c);
        Account again = [SELECT (SELECT Tax__c FROM Deals__r) FROM Account];
        System.assertEquals(3.33, again.Deals__r[0].Tax__c);"""
    result = run_test(body, FILES)
    assert result.outcome == "passed", result.message


def test_a_formula_that_cannot_be_computed_is_null(run_test: RunTest) -> None:
    body = """insert new Deal__c(Amount__c = 0);
        System.assertEquals(null, [SELECT Share__c FROM Deal__c].Share__c);"""
    result = run_test(body, FILES)
    assert result.outcome == "passed", result.message


def test_a_rule_that_cannot_be_run_is_reported_when_it_is_deployed(make_org: MakeOrg) -> None:
    broken = DEAL.replace("Amount__c &lt; 0", "VLOOKUP(1, 2, 3) = 0")
    org = make_org({"objects/Deal__c/Deal__c.object-meta.xml": broken})
    assert [use.name for use in org.unsupported()] == [
        "the formula function VLOOKUP() in the validation rule Deal__c.B_Not_Negative"
    ]


def test_triggers_see_formula_fields_of_what_is_being_saved(run_test: RunTest) -> None:
    trigger = """trigger T on Deal__c (before update, after update) {
        if (Trigger.isBefore) {
            Deal__c d = Trigger.new[0];
            d.Code__c = String.valueOf(d.Tax__c) + ' ' + String.valueOf(Trigger.old[0].Tax__c);
        } else { Seen.tax = Trigger.new[0].Tax__c; }
    }"""
    seen = "public class Seen { public static Decimal tax; }"
    files = {**FILES, "T.trigger": trigger, "Seen.cls": seen}
    body = """Deal__c d = new Deal__c(Amount__c = 3); insert d; d.Amount__c = 6; update d;
        System.assertEquals('2.00 1.00', [SELECT Code__c FROM Deal__c].Code__c);
        System.assertEquals(2, Seen.tax);"""
    result = run_test(body, files)
    assert result.outcome == "passed", result.message


def test_formulas_read_labels(run_test: RunTest) -> None:
    labels = """<?xml version="1.0" encoding="UTF-8"?>
<CustomLabels xmlns="http://soap.sforce.com/2006/04/metadata"><labels>
    <fullName>By</fullName><language>en_US</language><protected>false</protected>
    <shortDescription>By</shortDescription><value>von</value></labels></CustomLabels>"""
    files = {
        "objects/Deal__c/Deal__c.object-meta.xml": DEAL.replace("' by '", "$Label.By"),
        "labels/CustomLabels.labels-meta.xml": labels,
    }
    body = """insert new Deal__c();
        System.assert([SELECT Owner_Name__c FROM Deal__c].Owner_Name__c.startsWith('von'));"""
    result = run_test(body, files)
    assert result.outcome == "passed", result.message
