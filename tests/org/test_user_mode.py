"""User mode end to end: permissions from profiles, permission sets and groups, and what they stop.

The users run in `System.runAs` of a test; `MINIMUM` is one who has nothing but what a test grants.
"""

from typing import Any

import pytest

pytestmark = pytest.mark.documented

USER = """
    static User userOf(String profile) {
        User u = new User(ProfileId = [SELECT Id FROM Profile WHERE Name = :profile].Id,
            LastName = 'U', Email = 'u@example.com', Username = profile.deleteWhitespace()
            + '@u.example.com', Alias = 'u', TimeZoneSidKey = 'America/Los_Angeles',
            EmailEncodingKey = 'UTF-8', LanguageLocaleKey = 'en_US', LocaleSidKey = 'en_US');
        insert u;
        return u;
    }
    static Id grantSet(User u, String sobjectName, Boolean mayCreate, Boolean mayEdit) {
        PermissionSet s = new PermissionSet(Name = 'Granted', Label = 'Granted');
        insert s;
        insert new ObjectPermissions(ParentId = s.Id, SobjectType = sobjectName,
            PermissionsRead = true, PermissionsCreate = mayCreate, PermissionsEdit = mayEdit,
            PermissionsDelete = false);
        insert new PermissionSetAssignment(AssigneeId = u.Id, PermissionSetId = s.Id);
        return s.Id;
    }
    static void grantField(Id setId, String field, Boolean mayEdit) {
        insert new FieldPermissions(ParentId = setId, SobjectType = field.substringBefore('.'),
            Field = field, PermissionsRead = true, PermissionsEdit = mayEdit);
    }
"""
VERSION = """<?xml version="1.0" encoding="UTF-8"?>
<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata">
    <apiVersion>{version}</apiVersion><status>Active</status>
</ApexClass>
"""
MINIMUM = "User u = userOf('Minimum Access - Salesforce');"
READS_ACCOUNTS = MINIMUM + " Id setId = grantSet(u, 'Account', false, false);"
WRITES_ACCOUNTS = MINIMUM + "Id setId = grantSet(u, 'Account', true, true);"


@pytest.fixture
def check(make_org: Any) -> Any:
    """Runs the body of a test method beside the methods that make users."""

    def run(body: str, files: dict[str, str] | None = None, version: str = "62.0") -> None:
        text = f"@IsTest private class T {{ {USER} @IsTest static void t() {{ {body} }} }}"
        org = make_org(
            {"T.cls": text, "T.cls-meta.xml": VERSION.format(version=version), **(files or {})}
        )
        result = org.run_test("T", "t")
        assert result.outcome == "passed", result.message

    return run


def expect(statement: str, exception: str, message: str) -> str:
    """Apex that runs a statement as `u` and checks the exception that it ends with."""
    quoted = message.replace("'", "\\'")
    return f"""
        System.runAs(u) {{
            String said;
            try {{ {statement} }} catch ({exception} e) {{ said = e.getMessage(); }}
            System.assert(said != null && said.contains('{quoted}'), said);
        }}"""


def test_describe_answers_for_the_running_user(check: Any) -> None:
    check(
        READS_ACCOUNTS
        + """
        grantField(setId, 'Account.Industry', false);
        System.assert(Account.SObjectType.getDescribe().isCreateable());
        System.runAs(u) {
            System.assert(Account.SObjectType.getDescribe().isAccessible());
            System.assert(!Account.SObjectType.getDescribe().isCreateable());
            System.assert(!Contact.SObjectType.getDescribe().isAccessible());
            System.assert(Account.Name.getDescribe().isAccessible());
            System.assert(Account.Industry.getDescribe().isAccessible());
            System.assert(!Account.Industry.getDescribe().isUpdateable());
            System.assert(!Account.Phone.getDescribe().isAccessible());
        }"""
    )


def test_standard_user_sees_standard_fields(check: Any) -> None:
    check(
        """
        User u = userOf('Standard User');
        System.runAs(u) {
            System.assert(Account.Phone.getDescribe().isUpdateable());
            System.assert(Campaign.SObjectType.getDescribe().isAccessible());
            System.assert(!Campaign.SObjectType.getDescribe().isCreateable());
        }"""
    )


def test_a_query_in_system_mode_asks_nothing(check: Any) -> None:
    check(MINIMUM + "System.runAs(u) { List<Account> a = [SELECT Phone FROM Account]; }")


def test_user_mode_query_of_an_object_without_read(check: Any) -> None:
    check(
        MINIMUM
        + expect(
            "List<Account> a = [SELECT Id FROM Account WITH USER_MODE];",
            "QueryException",
            "sObject type 'Account' is not supported.",
        )
    )


def test_user_mode_query_of_a_field_in_where(check: Any) -> None:
    check(
        READS_ACCOUNTS
        + expect(
            "List<Account> a = [SELECT Id FROM Account WHERE Phone = 'x' WITH USER_MODE];",
            "QueryException",
            "No such column 'Phone' on entity 'Account'.",
        )
    )


def test_user_mode_query_through_an_unreadable_lookup(check: Any) -> None:
    check(
        MINIMUM
        + "Id setId = grantSet(u, 'Contact', false, false);"
        + expect(
            "List<Contact> c = [SELECT Account.Name FROM Contact WITH USER_MODE];",
            "QueryException",
            "No such relation 'Account' on entity 'Contact'",
        )
    )


def test_user_mode_query_through_a_lookup_to_an_unreadable_object(check: Any) -> None:
    check(
        MINIMUM
        + "Id setId = grantSet(u, 'Contact', false, false);"
        + "grantField(setId, 'Contact.AccountId', false);"
        + expect(
            "List<Contact> c = [SELECT Account.Name FROM Contact WITH USER_MODE];",
            "QueryException",
            "Didn't understand relationship 'Account' in field path",
        )
    )


def test_inaccessible_fields_are_listed_by_object(check: Any) -> None:
    check(
        READS_ACCOUNTS
        + """
        System.runAs(u) {
            try {
                Database.query('SELECT Phone, Fax FROM Account', AccessLevel.USER_MODE);
                System.assert(false);
            } catch (QueryException e) {
                System.assertEquals(new Set<String>{'Phone', 'Fax'},
                    e.getInaccessibleFields().get('Account'));
            }
        }"""
    )


def test_security_enforced_checks_what_is_selected(check: Any) -> None:
    check(
        READS_ACCOUNTS
        + expect(
            "List<Account> a = [SELECT Phone FROM Account WITH SECURITY_ENFORCED];",
            "QueryException",
            "Insufficient permissions: secure query included inaccessible field",
        )
    )


def test_security_enforced_does_not_check_where(check: Any) -> None:
    check(
        READS_ACCOUNTS
        + """
        System.runAs(u) {
            List<Account> a = [SELECT Id FROM Account WHERE Phone = 'x' WITH SECURITY_ENFORCED];
        }"""
    )


def test_insert_as_user_without_create(check: Any) -> None:
    check(
        READS_ACCOUNTS
        + expect(
            "insert as user new Account(Name = 'A');",
            "SecurityException",
            "Access to entity 'Account' denied",
        )
    )


def test_insert_as_user_with_a_field_that_is_not_editable(check: Any) -> None:
    check(
        WRITES_ACCOUNTS
        + """
        System.runAs(u) {
            try {
                insert as user new Account(Name = 'A', Phone = '1', Fax = '2');
                System.assert(false);
            } catch (DmlException e) {
                System.assertEquals('Operation failed due to fields being inaccessible on Sobject'
                    + ' Account, check errors on Exception or Result!', e.getMessage());
                System.assertEquals(StatusCode.CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY,
                    e.getDmlType(0));
                System.assertEquals(new List<String>{'Phone', 'Fax'}, e.getDmlFieldNames(0));
            }
        }"""
    )


def test_only_the_row_fails_when_partial_success_is_allowed(check: Any) -> None:
    check(
        WRITES_ACCOUNTS
        + """
        System.runAs(u) {
            List<Database.SaveResult> saved = Database.insert(new List<Account>{
                new Account(Name = 'A', Phone = '1'), new Account(Name = 'B')},
                false, AccessLevel.USER_MODE);
            System.assert(!saved[0].isSuccess());
            System.assert(saved[1].isSuccess());
        }
        System.assertEquals('B', [SELECT Name FROM Account].Name);"""
    )


def test_system_mode_dml_asks_nothing(check: Any) -> None:
    check(MINIMUM + "System.runAs(u) { insert new Account(Name = 'A', Phone = '1'); }")


def test_from_api_67_a_statement_runs_in_user_mode(check: Any) -> None:
    check(
        MINIMUM
        + expect(
            "insert new Account(Name = 'A');",
            "SecurityException",
            "Access to entity 'Account' denied",
        ),
        version="67.0",
    )


def test_a_trigger_runs_in_system_mode(check: Any) -> None:
    trigger = "trigger A on Account (after insert) { insert new Contact(LastName = 'C'); }"
    check(
        WRITES_ACCOUNTS + "System.runAs(u) { insert new Account(Name = 'A'); }"
        "System.assertEquals(1, [SELECT COUNT() FROM Contact]);",
        {"A.trigger": trigger, "A.trigger-meta.xml": VERSION.replace("ApexClass", "ApexTrigger")
         .format(version="67.0")},
        version="67.0",
    )  # fmt: skip


def test_strip_inaccessible_reports_fields_of_parents_and_children(check: Any) -> None:
    check(
        READS_ACCOUNTS
        + """
        insert new ObjectPermissions(ParentId = setId, SobjectType = 'Contact',
            PermissionsRead = true);
        Account a = new Account(Name = 'A', Phone = '1');
        System.runAs(new User(Id = UserInfo.getUserId())) {
            insert a;
            insert new Contact(LastName = 'C', Email = 'c@example.com', AccountId = a.Id);
        }
        List<Account> rows = [SELECT Name, Phone, (SELECT LastName, Email FROM Contacts)
            FROM Account];
        System.runAs(u) {
            SObjectAccessDecision d = Security.stripInaccessible(AccessType.READABLE, rows);
            System.assertEquals(new Set<String>{'Phone'}, d.getRemovedFields().get('Account'));
            System.assertEquals(new Set<String>{'Email'}, d.getRemovedFields().get('Contact'));
            System.assertEquals(new Set<Integer>{0}, d.getModifiedIndexes());
            Account kept = (Account) d.getRecords()[0];
            System.assertEquals('A', kept.Name);
            System.assertEquals('C', kept.Contacts[0].LastName);
            System.assertEquals('1', rows[0].Phone);
            try {
                String phone = kept.Phone;
                System.assert(false);
            } catch (SObjectException e) {
                System.assertEquals('SObject row was retrieved via SOQL without querying the'
                    + ' requested field: Account.Phone', e.getMessage());
            }
        }"""
    )


def test_strip_inaccessible_for_an_object_without_access(check: Any) -> None:
    check(
        READS_ACCOUNTS
        + expect(
            "Security.stripInaccessible(AccessType.CREATABLE, new List<Account>{new Account()});",
            "NoAccessException",
            "No access to entity: Account",
        )
    )


def test_strip_inaccessible_keeps_the_own_user(check: Any) -> None:
    check(
        MINIMUM
        + """
        System.runAs(u) {
            User mine = new User(Id = u.Id, Email = 'new@example.com');
            SObjectAccessDecision d = Security.stripInaccessible(AccessType.UPDATABLE,
                new List<User>{mine});
            System.assertEquals(0, d.getRemovedFields().size());
        }"""
    )


def test_a_search_in_user_mode_is_refused_by_name(make_org: Any) -> None:
    body = MINIMUM + "System.runAs(u) { Search.query('FIND {x}', AccessLevel.USER_MODE); }"
    org = make_org({"T.cls": f"@IsTest class T {{ {USER} @IsTest static void t() {{ {body} }} }}"})
    result = org.run_test("T", "t")
    assert result.outcome == "unsupported"
    assert "SOSL in user mode" in result.message


def test_an_update_checks_every_field_that_the_record_carries(check: Any) -> None:
    check(
        WRITES_ACCOUNTS
        + """
        grantField(setId, 'Account.Phone', false);
        Account a = new Account(Name = 'A', Phone = '1');
        System.runAs(u) { insert as system a; }
        Account queried = [SELECT Name, Phone FROM Account];
        queried.Name = 'B';"""
        + expect(
            "update as user queried;",
            "DmlException",
            "Operation failed due to fields being inaccessible on Sobject Account",
        )
    )


def test_upsert_needs_create_and_edit(check: Any) -> None:
    check(
        MINIMUM
        + "Id setId = grantSet(u, 'Account', true, false);"
        + expect(
            "upsert as user new Account(Name = 'A');",
            "SecurityException",
            "Access to entity 'Account' denied",
        )
    )


def test_delete_as_user_without_delete(check: Any) -> None:
    check(
        WRITES_ACCOUNTS
        + "Account a = new Account(Name = 'A'); System.runAs(u) { insert a; }"
        + expect(
            "Database.delete(a, AccessLevel.USER_MODE);",
            "SecurityException",
            "Access to entity 'Account' denied",
        )
    )


def test_before_api_58_a_refused_field_is_a_security_exception(check: Any) -> None:
    check(
        WRITES_ACCOUNTS
        + expect(
            "Database.insert(new Account(Name = 'A', Phone = '1'), AccessLevel.USER_MODE);",
            "SecurityException",
            "Operation failed due to fields being inaccessible on Sobject Account",
        ),
        version="57.0",
    )


def test_administrators_see_no_difference(check: Any) -> None:
    check(
        """
        insert as user new Account(Name = 'A', Phone = '1');
        System.assertEquals('1', [SELECT Phone FROM Account WITH USER_MODE].Phone);
        SObjectAccessDecision d = Security.stripInaccessible(AccessType.READABLE,
            [SELECT Name, Phone FROM Account]);
        System.assertEquals(0, d.getRemovedFields().size());"""
    )
