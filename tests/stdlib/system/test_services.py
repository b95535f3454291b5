"""Labels by name, searches, org limits, install scripts, domains, property classes, ConnectApi."""

from typing import Any

import pytest

pytestmark = pytest.mark.documented
Run = Any
LABELS = """<?xml version="1.0" encoding="UTF-8"?>
<CustomLabels xmlns="http://soap.sforce.com/2006/04/metadata"><labels>
<fullName>Greeting</fullName><language>en_US</language><protected>false</protected>
<shortDescription>g</shortDescription><value>Hello</value></labels></CustomLabels>"""
HANDLER = """public class Handler implements InstallHandler, UninstallHandler {
    public static List<String> seen = new List<String>();
    public void onInstall(InstallContext c) {
        seen.add(c.isUpgrade() + ' ' + c.isPush() + ' ' + c.previousVersion());
    }
    public void onUninstall(UninstallContext c) { seen.add(c.uninstallerId()); }
}"""


def test_a_label_is_found_by_name(run_apex: Run) -> None:
    lines = run_apex(
        "System.debug(System.Label.get('', 'greeting'));", {"CustomLabels.labels": LABELS}
    )
    assert lines == ["Hello"]


def test_a_search_finds_the_fixed_results(run_test: Run) -> None:
    body = """Account a = new Account(Name = 'Acme'); insert a;
    insert new Account(Name = 'Other');
    System.assertEquals(0, [FIND 'Acme' RETURNING Account(Id)][0].size());
    Test.setFixedSearchResults(new List<Id>{ a.Id });
    List<List<SObject>> found = Search.query('FIND {Acme} RETURNING Account(Id, Name)');
    System.assertEquals('Acme', found[0][0].get('Name'));
    System.assertEquals(1, Search.find('FIND {x} RETURNING Account(Id)').get('Account').size());"""
    assert run_test(body) == "passed"


def test_an_install_script_is_told_the_previous_version(run_test: Run) -> None:
    body = """Test.testInstall(new Handler(), null);
    Test.testInstall(new Handler(), new Version(1, 2), true);
    System.assertEquals(new List<String>{ 'false false null', 'true true 1.2' }, Handler.seen);"""
    assert run_test(body, {"Handler.cls": HANDLER}) == "passed"


def test_an_uninstall_script_is_told_the_user(run_test: Run) -> None:
    body = """Test.testUninstall(new Handler());
    System.assertEquals(UserInfo.getUserId(), Handler.seen[0]);"""
    assert run_test(body, {"Handler.cls": HANDLER}) == "passed"


@pytest.mark.inferred
def test_org_limits_are_found_by_name(run_apex: Run) -> None:
    lines = run_apex("System.debug(OrgLimits.getMap().get('SingleEmail').getLimit());")
    assert lines == ["15"]


@pytest.mark.inferred
def test_host_names_are_taken_apart(run_apex: Run) -> None:
    lines = run_apex(
        """System.debug(DomainParser.parse(DomainCreator.getVisualforceHostname('ns'))
            .getPackageName());
        System.debug(DomainParser.parse(URL.getOrgDomainUrl()).getDomainType());"""
    )
    assert lines == ["ns", "ORG_MY_DOMAIN"]


def test_classes_of_properties_hold_their_values(run_apex: Run) -> None:
    lines = run_apex(
        """Metadata.LayoutItem i = new Metadata.LayoutItem(); System.debug(i.field);
        i.field = 'Name'; Metadata.LayoutItem copied = (Metadata.LayoutItem) i.clone();
        i.field = 'Site'; System.debug(copied.field);"""
    )
    assert lines == ["null", "Name"]


@pytest.mark.inferred
def test_connect_api_refuses_a_test_without_data(run_test: Run) -> None:
    body = """try { ConnectApi.ChatterUsers.getFollowings(null, 'me'); System.assert(false); }
    catch (UnsupportedOperationException e) {
        System.assert(e.getMessage().contains('data siloed tests'));
    }"""
    assert run_test(body) == "passed"


def test_records_are_loaded_from_a_static_resource(run_test: Run) -> None:
    meta = """<StaticResource xmlns="http://soap.sforce.com/2006/04/metadata">
    <contentType>text/csv</contentType></StaticResource>"""
    files = {
        "staticresources/Accounts.csv": "Name,NumberOfEmployees,Site\nAcme,12,\nBeta,3,here\n",
        "staticresources/Accounts.resource-meta.xml": meta,
    }
    body = """List<Account> made = Test.loadData(Account.SObjectType, 'Accounts');
    System.assertEquals(2, made.size());
    System.assertEquals(15, (Decimal) [SELECT SUM(NumberOfEmployees) s FROM Account][0].get('s'));
    System.assertEquals('Acme', [SELECT Name FROM Account WHERE Site = null].Name);"""
    assert run_test(body, files) == "passed"


def test_a_deployment_holds_its_components(run_apex: Run) -> None:
    lines = run_apex(
        """Metadata.DeployContainer c = new Metadata.DeployContainer();
        Metadata.CustomMetadata m = new Metadata.CustomMetadata();
        m.fullName = 'A__mdt.B'; c.addMetadata(m);
        System.debug(c.getMetadata().size());
        System.debug(c.removeMetadataByFullName('A__mdt.B'));
        System.debug(c.getMetadata().size());"""
    )
    assert lines == ["1", "true", "0"]


def test_nobody_is_licensed_for_an_absent_package(run_apex: Run) -> None:
    lines = run_apex(
        "try { UserInfo.isCurrentUserLicensed('absent'); }"
        "catch (TypeException e) { System.debug('refused'); }"
    )
    assert lines == ["refused"]


def test_a_collection_must_begin_with_its_bracket(run_apex: Run) -> None:
    lines = run_apex(
        """try { JSON.deserialize('"}]', List<Contact>.class); }
        catch (JSONException e) { System.debug(e.getMessage()); }"""
    )
    assert lines == ["Malformed JSON: Expected '[' at the beginning of List/Set"]


def test_a_custom_permission_that_nobody_has_is_not_granted(run_apex: Run) -> None:
    assert run_apex("System.debug(FeatureManagement.checkPermission('Absent'));") == ["false"]


@pytest.mark.inferred
def test_a_label_that_does_not_exist_is_refused(run_apex: Run) -> None:
    lines = run_apex(
        "try { System.Label.get('', 'Absent'); }"
        "catch (IllegalArgumentException e) { System.debug('refused'); }"
    )
    assert lines == ["refused"]
