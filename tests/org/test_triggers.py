"""Triggers end to end: a handler, its queueable, errors as the caller sees them."""

from typing import Any

import pytest

from sfsim.runtime.exceptions import DmlException

pytestmark = pytest.mark.documented
MakeOrg = Any
RunTest = Any

TRIGGER = "trigger AccountTrigger on Account (before insert, after insert) { Handler.run(); }"
HANDLER = """public class Handler {
    public static void run() {
        if (Trigger.operationType == System.TriggerOperation.BEFORE_INSERT) {
            for (Account a : (List<Account>) Trigger.new) { a.Description = 'Hello ' + a.Name; }
        } else {
            System.enqueueJob(new Greeter(Trigger.newMap.keySet()));
        }
    }
}"""
GREETER = """public class Greeter implements Queueable, Database.AllowsCallouts {
    private Set<Id> ids;
    public Greeter(Set<Id> ids) { this.ids = ids; }
    public void execute(QueueableContext context) {
        HttpRequest request = new HttpRequest();
        request.setEndpoint('https://example.com/greet');
        request.setMethod('POST');
        HttpResponse response = new Http().send(request);
        List<Account> accounts = [SELECT Id FROM Account WHERE Id IN :ids];
        for (Account a : accounts) { a.Site = response.getBody(); }
        update accounts;
    }
}"""
MOCK = """@IsTest public class Mock implements HttpCalloutMock {
    public HttpResponse respond(HttpRequest request) {
        HttpResponse response = new HttpResponse();
        response.setStatusCode(200);
        response.setBody('greeted');
        return response;
    }
}"""
FILES = {
    "AccountTrigger.trigger": TRIGGER,
    "Handler.cls": HANDLER,
    "Greeter.cls": GREETER,
    "Mock.cls": MOCK,
}


def test_a_trigger_its_handler_a_queueable_and_a_callout(run_test: RunTest) -> None:
    result = run_test(
        """
        Test.setMock(HttpCalloutMock.class, new Mock());
        Test.startTest();
        insert new Account(Name = 'Acme');
        Test.stopTest();
        Account saved = [SELECT Description, Site FROM Account];
        System.assertEquals('Hello Acme', saved.Description);
        System.assertEquals('greeted', saved.Site);
        """,
        FILES,
    )
    assert result.outcome == "passed", result.message


def test_the_error_of_a_trigger_as_its_caller_sees_it(make_org: MakeOrg) -> None:
    trigger = """trigger T on Account (before insert) {
    String s;
    s.length();
}"""
    org = make_org({"T.trigger": trigger})
    with pytest.raises(DmlException) as caught:
        org.apex("insert new Account(Name = 'A');")
    assert caught.value.message == (
        "Insert failed. First exception on row 0; first error: "
        "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY, T: execution of BeforeInsert\n\n"
        "caused by: System.NullPointerException: Attempt to de-reference a null object\n\n"
        "Trigger.T: line 3, column 1: []"
    )


def test_add_error_on_a_field(run_test: RunTest) -> None:
    trigger = "trigger T on Account (before insert) { Trigger.new[0].Name.addError('Bad'); }"
    result = run_test(
        """
        try { insert new Account(Name = 'A'); System.assert(false); }
        catch (DmlException e) {
            System.assertEquals('Bad', e.getDmlMessage(0));
            System.assertEquals(new List<String>{ 'Name' }, e.getDmlFieldNames(0));
            System.assertEquals(StatusCode.FIELD_CUSTOM_VALIDATION_EXCEPTION, e.getDmlType(0));
        }
        """,
        {"T.trigger": trigger},
    )
    assert result.outcome == "passed", result.message


def test_outside_of_a_trigger_its_variables_are_false_or_null(run_test: RunTest) -> None:
    result = run_test(
        "System.assertEquals(false, Trigger.isExecuting); System.assertEquals(null, Trigger.new);"
    )
    assert result.outcome == "passed", result.message


def test_partial_success_from_apex(run_test: RunTest) -> None:
    result = run_test(
        """
        List<Account> accounts = new List<Account>{ new Account(Name = 'A'), new Account() };
        List<Database.SaveResult> results = Database.insert(accounts, false);
        System.assertEquals(true, results[0].isSuccess());
        System.assertEquals(false, results[1].isSuccess());
        System.assertEquals(StatusCode.REQUIRED_FIELD_MISSING,
            results[1].getErrors()[0].getStatusCode());
        """
    )
    assert result.outcome == "passed", result.message
