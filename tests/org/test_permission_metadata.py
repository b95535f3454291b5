"""Deployed profiles, permission sets, muting permission sets, groups and custom permissions."""

from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.documented

XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = 'xmlns="http://soap.sforce.com/2006/04/metadata"'
USER = """
    static User userOf(String profile) {
        User u = new User(ProfileId = [SELECT Id FROM Profile WHERE Name = :profile].Id,
            LastName = 'U', Email = 'u@example.com', Username = 'u@u.example.com', Alias = 'u',
            TimeZoneSidKey = 'America/Los_Angeles', EmailEncodingKey = 'UTF-8',
            LanguageLocaleKey = 'en_US', LocaleSidKey = 'en_US');
        insert u;
        return u;
    }
"""
MINIMUM = "User u = userOf('Minimum Access - Salesforce');"
ASSIGN = """
    insert new PermissionSetAssignment(AssigneeId = u.Id,
        PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'Sales'].Id);
"""
ASSIGN_GROUP = """
    insert new PermissionSetAssignment(AssigneeId = u.Id,
        PermissionSetGroupId = [SELECT Id FROM PermissionSetGroup].Id);
"""


def objects(name: str, **flags: bool) -> str:
    texts = "".join(f"<{flag}>{str(value).lower()}</{flag}>" for flag, value in flags.items())
    return f"<objectPermissions>{texts}<object>{name}</object></objectPermissions>"


def field(name: str, *, editable: bool, readable: bool = True) -> str:
    return (
        f"<fieldPermissions><editable>{str(editable).lower()}</editable><field>{name}</field>"
        f"<readable>{str(readable).lower()}</readable></fieldPermissions>"
    )


def permission_set(body: str, root: str = "PermissionSet") -> str:
    return f"{XML}<{root} {NAMESPACE}><label>Sales</label>{body}</{root}>"


SALES = permission_set(
    objects("Account", allowRead=True, allowCreate=True)
    + field("Account.Phone", editable=True)
    + field("Account.BillingAddress", editable=False)
    + "<customPermissions><enabled>true</enabled><name>Approve</name></customPermissions>"
    + "<classAccesses><apexClass>T</apexClass><enabled>true</enabled></classAccesses>"
)
FILES = {
    "permissionsets/Sales.permissionset-meta.xml": SALES,
    "customPermissions/Approve.customPermission-meta.xml": permission_set("", "CustomPermission"),
}
GROUP = {
    **FILES,
    "mutingpermissionsets/Quiet.mutingpermissionset-meta.xml": permission_set(
        objects("Account", allowCreate=True), "MutingPermissionSet"
    ),
    "permissionsetgroups/Team.permissionsetgroup-meta.xml": permission_set(
        "<permissionSets>Sales</permissionSets><mutingPermissionSets>Quiet</mutingPermissionSets>",
        "PermissionSetGroup",
    ),
}


@pytest.fixture
def check(make_org: Any) -> Any:
    """Runs the body of a test method beside `userOf`."""

    def run(body: str, files: dict[str, str]) -> None:
        text = f"@IsTest private class T {{ {USER} @IsTest static void t() {{ {body} }} }}"
        result = make_org({"T.cls": text, **files}).run_test("T", "t")
        assert result.outcome == "passed", result.message

    return run


def test_a_deployed_permission_set_grants_objects_and_fields(check: Any) -> None:
    check(
        MINIMUM
        + ASSIGN
        + """
        System.runAs(u) {
            System.assert(Account.SObjectType.getDescribe().isCreateable());
            System.assert(!Account.SObjectType.getDescribe().isUpdateable());
            System.assert(Account.Phone.getDescribe().isCreateable());
            System.assert(!Account.Fax.getDescribe().isAccessible());
        }""",
        FILES,
    )


def test_components_follow_their_compound_field(check: Any) -> None:
    check(
        MINIMUM
        + ASSIGN
        + """
        System.runAs(u) {
            System.assert(Account.BillingCity.getDescribe().isAccessible());
            System.assert(!Account.BillingCity.getDescribe().isCreateable());
        }""",
        FILES,
    )


def test_its_grants_are_rows(check: Any) -> None:
    check(
        """
        System.assertEquals(1, [SELECT COUNT() FROM ObjectPermissions WHERE
            Parent.Name = 'Sales' AND PermissionsRead = true]);
        System.assertEquals(2, [SELECT COUNT() FROM FieldPermissions WHERE
            Parent.Name = 'Sales']);""",
        FILES,
    )


def test_a_custom_permission(check: Any) -> None:
    check(
        MINIMUM
        + ASSIGN
        + """
        System.assert(!FeatureManagement.checkPermission('Approve'));
        System.runAs(u) {
            System.assert(FeatureManagement.checkPermission('Approve'));
            System.assert(!FeatureManagement.checkPermission('Other'));
        }""",
        FILES,
    )


def test_a_permission_given_to_oneself_counts_after_start_test(check: Any) -> None:
    check(
        "User u = new User(Id = UserInfo.getUserId());"
        + ASSIGN
        + """
        System.assert(!FeatureManagement.checkPermission('Approve'));
        Test.startTest();
        System.assert(FeatureManagement.checkPermission('Approve'));
        Test.stopTest();""",
        FILES,
    )


def test_a_rollback_takes_the_permission_back(check: Any) -> None:
    check(
        "User u = new User(Id = UserInfo.getUserId()); Test.startTest();"
        "Savepoint s = Database.setSavepoint();"
        + ASSIGN
        + """
        System.assert(FeatureManagement.checkPermission('Approve'));
        Database.rollback(s);
        System.assert(!FeatureManagement.checkPermission('Approve'));""",
        FILES,
    )


def test_a_group_grants_what_its_members_do_but_for_what_is_muted(check: Any) -> None:
    check(
        MINIMUM
        + ASSIGN_GROUP
        + """
        System.runAs(u) {
            System.assert(Account.SObjectType.getDescribe().isAccessible());
            System.assert(!Account.SObjectType.getDescribe().isCreateable());
        }""",
        GROUP,
    )


def test_muting_does_not_reach_beyond_its_group(check: Any) -> None:
    check(
        MINIMUM
        + ASSIGN_GROUP
        + ASSIGN
        + "System.runAs(u) { System.assert(Account.SObjectType.getDescribe().isCreateable()); }",
        GROUP,
    )


def test_a_deployed_profile(check: Any) -> None:
    profile = permission_set(objects("Contact", allowRead=True), "Profile")
    check(
        """
        User u = userOf('Clerk');
        System.runAs(u) {
            System.assert(Contact.SObjectType.getDescribe().isAccessible());
            System.assert(!Account.SObjectType.getDescribe().isAccessible());
            System.assert(!Contact.Email.getDescribe().isAccessible());
        }""",
        {"profiles/Clerk.profile-meta.xml": profile},
    )


def test_metadata_can_take_a_field_from_administrators(check: Any) -> None:
    hidden = field("Account.Phone", editable=False, readable=False)
    check(
        """
        System.assert(!Account.Phone.getDescribe().isAccessible());
        System.assert(Account.Fax.getDescribe().isUpdateable());
        try {
            List<Account> a = [SELECT Phone FROM Account WITH USER_MODE];
            System.assert(false);
        } catch (QueryException e) {
            System.assert(e.getMessage().startsWith('No such column'), e.getMessage());
        }""",
        {"profiles/Admin.profile-meta.xml": permission_set(hidden, "Profile")},
    )


def test_modify_all_data_gives_every_object_but_no_field(check: Any) -> None:
    body = "<userPermissions><enabled>true</enabled><name>ModifyAllData</name></userPermissions>"
    check(
        MINIMUM
        + ASSIGN
        + """
        System.runAs(u) {
            System.assert(Lead.SObjectType.getDescribe().isDeletable());
            System.assert(!Lead.Phone.getDescribe().isAccessible());
        }""",
        {"permissionsets/Sales.permissionset-meta.xml": permission_set(body)},
    )


def test_deploying_again_replaces_the_grants(make_org: Any, tmp_path: Path) -> None:
    org = make_org(FILES)
    org.deploy([tmp_path])
    assert org.query("SELECT COUNT() FROM FieldPermissions") == 2
    assert org.query("SELECT COUNT() FROM PermissionSet WHERE Name = 'Sales'") == 1
