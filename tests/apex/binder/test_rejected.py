"""Code that the platform refuses, with its words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.recorded

Problems = Callable[..., list[str]]

STATEMENTS = (
    ("Integer i = 'x';", "Illegal assignment from String to Integer"),
    ("x = 1;", "Variable does not exist: x"),
    ("Foo f;", "Invalid type: Foo"),
    ("foo(1);", "Method does not exist or incorrect signature: void foo(Integer) from the type T"),
    (
        "'a'.foo();",
        "Method does not exist or incorrect signature: void foo() from the type String",
    ),
    ("Integer i; Integer I;", "Duplicate variable: I"),
    ("Integer i; for (Integer i : new List<Integer>()) { }", "Duplicate variable: i"),
    ("if (1) { }", "Condition expression must be of type Boolean: Integer"),
    ("return 1;", "Void method must not return a value"),
    ("return; Integer i;", "Unreachable statement"),
    ("break;", "Break statement must be in loop"),
    ("continue;", "Continue statement must be in loop"),
    ("throw 'x';", "Throw expression must be of type exception: String"),
    (
        "try { } catch (Exception e) { } catch (DmlException d) { }",
        "Exception type already caught: DmlException",
    ),
    ("try { } catch (Account a) { }", "Catch block variable must be of type exception: Account"),
    ("Integer i = 2147483648;", "Illegal integer"),
    ("Integer i = -2147483648;", "Illegal integer"),
    ("Boolean b = 'v' instanceof Integer;", None),
    (
        "Boolean b = 'v' instanceof String;",
        "Operation instanceof is always true since an instance of String is always an instance of"
        " String",
    ),
    (
        "Boolean b = new Account() instanceof Contact;",
        "Operation instanceof is always false since an instance of Account is never an instance of"
        " Contact",
    ),
    (
        "Object o = (Contact) new Account();",
        "Incompatible types since an instance of Account is never an instance of Contact",
    ),
    ("Object o = (String) 1;", None),
    ("Object o = 'v' ?? 1;", "Incompatible types in null coalescing operator: String, Integer"),
    ("Object o = true ? 'a' : 1;", "Incompatible types in ternary operator: String, Integer"),
    ("Integer i = 'v' * 2;", "Arithmetic expressions must use numeric arguments"),
    ("Boolean b = !1;", None),
    ("Boolean b = true < false;", "Inequality operator not allowed for this type: Boolean"),
    ("Boolean b = 'a' == 1;", "Comparison arguments must be compatible types: String, Integer"),
    (
        "Boolean b = 'a' === 'b';",
        "Exact equality operator only allowed for reference types: String",
    ),
    ("1++;", None),
    ("Date d = Date.today() + 1.5;", "Date expressions must use Integer or Long"),
    ("String s = Account.Name;", "Illegal assignment from Schema.SObjectField to String"),
    ("Object o = Account.Owner;", "Variable does not exist: Owner"),
    ("Object o = Nope.x;", "Variable does not exist: Nope"),
    ("List<Account> statuses; Object o = Statuses.CONST;", "Variable does not exist: CONST"),
    ("SObject s = new Account(); Object o = s.Name;", "Variable does not exist: Name"),
    ("Account a = new Account(Nope = 1);", "Field does not exist: Nope on Account"),
    (
        "Account a = new Account(Name = 1);",
        "Invalid initial expression type for field Account.Name, expecting: String (or single row"
        " query result of that type)",
    ),
    (
        "Account a = new Account(); a.Summary__c = 'x';",
        "Field is not writeable: Account.Summary__c",
    ),
    ("Account a = new Account(); a?.Name = 'x';", "Expression cannot be assigned"),
    ("SObject s = new Contact(); Account a = s;", "Illegal assignment from SObject to Account"),
    (
        "Account a = [SELECT Id FROM Contact];",
        "Illegal assignment from List<Contact> to Account",
    ),
    (
        "List<Account> a = [SELECT COUNT(Id) FROM Account];",
        "Illegal assignment from List<AggregateResult> to List<Account>",
    ),
    (
        "for (Contact c : [SELECT Id FROM Account]) { }",
        "Loop variable must be a generic SObject or List or a concrete SObject or List of: Account",
    ),
    ("for (Integer i : 5) { }", "Loop must iterate over collection: Integer"),
    (
        "Set<SObject> s = new Set<Account>();",
        "Illegal assignment from Set<Account> to Set<SObject>",
    ),
    ("List l;", "No type arguments provided for a parameterized type: List"),
    ("Object o = new List();", "No type arguments provided for a parameterized type: List"),
    ("Map<Id> m;", "Invalid type argument count for Map: expected 2 but found 1"),
    ("Object o = new Queueable();", "Type cannot be constructed: Queueable"),
    (
        "Object o = new Database.SaveResult(1);",
        None,
    ),
    ("Object o = LoggingLevel?.DEBUG;", "Variable does not exist: LoggingLevel"),
    ("List<List<List<List<List<List<List<List<List<Id>>>>>>>>> x;", None),
    ("insert 'x';", "DML requires SObject or SObject list type: String"),
    ("Set<Id> s; delete s;", "DML requires SObject or SObject list type: Set<Id>"),
    ("merge new Contact() 'x';", "Invalid type for duplicate records"),
    (
        "upsert new Account() Nope__c;",
        "Invalid field for upsert, must be an External Id custom or standard"
        " indexed field: Nope__c",
    ),
    ("switch on true { when true { } }", "Boolean is not a valid switch expression type"),
    (
        "switch on 1 { when 1 { } when 1 { } }",
        "1 occurs as more than one when branch for this switch statement",
    ),
    (
        "switch on LoggingLevel.DEBUG { when LoggingLevel.DEBUG { } }",
        "Enum value used in 'when expression' should be unqualified",
    ),
    ("switch on LoggingLevel.DEBUG { when NOPE { } }", "Variable does not exist: NOPE"),
    (
        "switch on 'a' { when 1 { } }",
        "Integer value in 'when expression' cannot be implicitly converted to the String type in"
        " switch expression",
    ),
    ("Integer i = System.debug(1);", "Illegal assignment from void to Integer"),
    ("Decimal d; takes(d); } void takes(Double d) {", None),
    ("takes('x'); } void takes(Decimal d) {", None),
    ("takes(Datetime.now()); } void takes(Date d) {", None),
)


@pytest.mark.parametrize(("statements", "message"), STATEMENTS)
def test_statements_are_refused(
    body_problems: Problems, statements: str, message: str | None
) -> None:
    found = body_problems(statements)
    assert found
    if message is not None:
        assert found == [message]


CLASSES = (
    ("class T { }", "Top-level type must have public or global visibility"),
    ("public class T { Integer f() { } }",
     "Missing return statement required return type: Integer"),
    ("public class T { Integer x { get { } } }", None),
    ("public class T { Integer x; String X; }", "Duplicate field: X"),
    ("public class T { void f(Integer a) { } void F(Integer b) { } }", None),
    ("public class T { class Deep { } interface deep { } }", None),
    ("public class T { class A { class B { } } }",
     "Inner types are not allowed to have inner types"),
    ("public class T { class A { static void f() { } } }", None),
    ("public class T { class A { static { } } }",
     "Inner types are not allowed to have static blocks"),
    ("public static class T { }", None),
    ("public final class T { }", None),
    ("public abstract virtual class T { }", None),
    ("public with sharing without sharing class T { }", None),
    ("public class T { final void f() { } }", None),
    ("public class T { protected static void f() { } }", None),
    ("public abstract class T { abstract virtual void f(); }", None),
    ("public class T { global void f() { } }", None),
    ("public interface T { void f() { } }", None),
    ("public abstract class T { protected abstract void f() { } }",
     "Abstract methods cannot have a body"),
    ("public class T { void f(); }", "Method must have a body"),
    ("public class T { static void f() { this.g(); } void g() { } }",
     "This cannot be referenced in a static context"),
    ("public class T { static void f() { g(); } void g() { } }", None),
    ("public class T { Integer x; static Integer f() { return x; } }",
     "Non static field cannot be referenced from a static context: x from the type T"),
    ("public class T { final Integer x = 1; void f() { x = 2; } }",
     "Final members can only be assigned in their declaration, init blocks, or constructors: x"),
    ("public class T { Integer x { get; } void f() { x = 1; } }",
     "A value cannot be stored to x in type T"),
    ("public class Oops extends Exception { }",
     "Classes extending Exception must have a name ending in 'Exception': Oops"),
    ("public class MyException extends DmlException { }",
     "Non-virtual and non-abstract type cannot be extended: DmlException"),
    ("public class T implements Comparable { }",
     "Class T must implement the method: Integer System.Comparable.compareTo(Object)"),
    ("public class T implements Comparable { Integer compareTo(Object o) { return 0; } }", None),
    ("public class T implements Iterator<String> { public Boolean hasNext() { return false; }"
     " public Integer next() { return null; } }",
     "Class T must implement the method: String System.Iterator<String>.next()"),
    ("public class T { public override void f() { } }",
     "@Override specified for non-overriding method: void T.f()"),
    ("public class T { @Nope void f() { } }", "Annotation does not exist: Nope"),
    ("public class T { @future(callout='yes') static void f() { } }",
     "Invalid value for property callout expected type Boolean"),
    ("public class T { @future(nope=true) static void f() { } }",
     "No such property, nope, defined on this annotation: Future"),
    ("public class T { @future static void f(List<List<Id>> a) { } }",
     "Future methods do not support parameter type of List<List<Id>>"),
    ("public class T { @future static void f(Account a) { } }",
     "Future methods do not support parameter type of Account"),
    ("public class T { @InvocableMethod public static void f(String s) { } }",
     "Unsupported parameter type String. Valid invocable parameters must be List types like"
     " List<T> where T is a supported type"),
    ("public class T { @InvocableVariable public Object o; }",
     "InvocableVariable fields do not support type of Object"),
    ("public class T { Integer x { set; } Integer f() { return x; } }",
     "A value cannot be read from x in type T"),
    ("@JsonAccess public class T { }",
     "At least one JSON serialization control parameter must be specified"),
    ("@RestResource(urlMapping='a') global class T { }",
     "Rest Resource url must begin with a forward slash, '/'"),
    ("@RestResource(urlMapping='/a') global class T { @HttpGet global static void f(String s)"
     " { } }", "HttpGet methods do not support parameters"),
    ("@IsTest private class T { @TestSetup static void a() { } @TestSetup static void b() { } }",
     "Only one method per type can be defined with: TestSetup"),
    ("@IsTest(SeeAllData=true IsParallel=true) private class T { }", None),
    ("@IsTest private class T { @IsTest static void t(Integer i) { } }",
     "Test methods must have no arguments"),
    ("public class T { @AuraEnabled public static void f() { } @AuraEnabled public static void"
     " f(Integer i) { } }", "Overload of AuraEnabled method: f overload is not permitted"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "message"), CLASSES)
def test_classes_are_refused(problems: Problems, text: str, message: str | None) -> None:
    found = problems(text)
    assert found
    if message is not None:
        assert found == [message]


BASE = (
    "public virtual class B { public virtual Integer f() { return 1; } public void g() { }"
    " private void h() { } protected B(Integer i) { } }"
)
DERIVED = (
    ("public class T extends B { T() { super(1); } public Integer f() { return 1; } }",
     "Method must use the override keyword: Integer T.f()"),
    ("public class T extends B { T() { super(1); } public override void g() { } }",
     "Non-virtual, non-abstract methods cannot be overridden: void T.g()"),
    ("public class T extends B { T() { super(1); } private override Integer f() { return 1; } }",
     "Cannot reduce the visibility of method: Integer T.f()"),
    ("public class T extends B { T() { } }", "No default constructor available in super type: B"),
    ("public class T { void f() { new B(1).h(); } }", None),
    ("public class T { Object f() { return new B('x'); } }",
     "Constructor not defined: [B].<Constructor>(String)"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "message"), DERIVED)
def test_subclasses_are_refused(problems: Problems, text: str, message: str | None) -> None:
    found = problems(text, BASE)
    assert found
    if message is not None:
        assert found == [message]


def test_a_method_that_only_overrides_is_not_virtual_again(problems: Problems) -> None:
    top = "public virtual class A { public virtual void f() { } }"
    middle = "public virtual class B extends A { public override void f() { } }"
    bottom = "public class C extends B { public override void f() { } }"
    expected = "Non-virtual, non-abstract methods cannot be overridden: void C.f()"
    assert problems(bottom, middle, top) == [expected]


def test_abstract_methods_need_explicit_access_from_65_on(problems: Problems) -> None:
    text = "public abstract class T { abstract void f(); }"
    assert problems(text, api_version=64.0) == []
    assert len(problems(text, api_version=65.0)) == 1


QUERIES = (
    ("SELECT Nope FROM Account", "No such column 'Nope' on entity 'Account'."),
    ("SELECT Nope.Name FROM Account", "Didn't understand relationship 'Nope' in field path."),
    ("SELECT Id FROM Nope__c", "sObject type 'Nope__c' is not supported."),
    ("SELECT (SELECT Id FROM Nopes) FROM Account", "Didn't understand relationship 'Nopes'"),
    ("SELECT Name n FROM Account", "only aggregate expressions use field aliasing"),
    ("SELECT Id FROM Account WHERE Name = :nope", "Variable does not exist: nope"),
    (
        "SELECT Id FROM Account WHERE Name = :(1)",
        "Invalid bind expression type of Integer for column of type String",
    ),
    ("SELECT Id FROM Account LIMIT :('x')", "Invalid bind expression type of String"),
    ("SELECT Name, COUNT(Id) FROM Account", "Field must be grouped or aggregated: Name"),
    ("SELECT Id FROM Account WHERE Name LIKE ''", "invalid LIKE value: "),
    ("SELECT SUM(Name) FROM Account", "field Name does not support aggregate operator SUM"),
    ("SELECT MAX(Name) FROM Account LIMIT 1", "Non-grouped query"),
)


@pytest.mark.parametrize(("query", "start"), QUERIES)
def test_queries_are_refused(body_problems: Problems, query: str, start: str) -> None:
    found = body_problems(f"Object o = [{query}];")
    assert len(found) == 1
    assert found[0].startswith(start)


TRIGGERS = (
    (
        "trigger T on Account (before insert, before insert) { }",
        "Duplicate Trigger Usage: BEFORE INSERT",
    ),
    (
        "trigger T on ApexClass (before insert) { }",
        "SObject type does not allow triggers: ApexClass",
    ),
    (
        "trigger T on Account (before insert) { Integer i = 'x'; }",
        "Illegal assignment from String to Integer",
    ),
    ("trigger T on Account (before insert) { X.y(); }", "Variable does not exist: X"),
    (
        "trigger T on Note__e (before insert) { }",
        "Platform Event SObjects only supports after insert: Note__e",
    ),
    ("trigger T on Account (before insert) { this.f(); }",
     "This cannot be referenced in a static context"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "message"), TRIGGERS)
def test_triggers_are_refused(
    trigger_problems: Callable[..., list[str]], text: str, message: str
) -> None:
    assert trigger_problems(text) == [message]
