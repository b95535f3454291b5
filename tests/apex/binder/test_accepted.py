"""Code that the platform compiles, so the binder has nothing to say about it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.recorded

Problems = Callable[..., list[str]]

STATEMENTS = (
    "Long x = 2147483647; Double d = x; Decimal e = d; d = 1.5;",
    "String s = null + 'a'; s += 1; s += Date.today();",
    "Date d = Date.today() + 1; d += 2; Datetime t = d; t = t - 1.5;",
    "Id i = '001000000000001'; String s = i; Boolean b = i == 'x';",
    "Account a = [SELECT Id FROM Account LIMIT 1]; Contact c = a.Contacts;",
    "Integer n = [SELECT COUNT() FROM Account];",
    "String name = [SELECT Name FROM Account LIMIT 1]?.Name;",
    "Account a = [SELECT Id FROM Account] ?? new Account();",
    "for (Account a : [SELECT Id FROM Account]) { a.Name = 'x'; }",
    "for (List<Account> chunk : [SELECT Id FROM Account]) { chunk.size(); }",
    "for (Integer i : new Set<Integer>{ 1 }) { i++; } for (Integer i = 0; i < 3; i++) { }",
    "List<SObject> s = new List<Account>(); List<Account> a = s; List<Object> o = a;",
    "Map<String, Object> m = new Map<String, String>();",
    "Iterable<Object> i = new Set<Id>(); Iterator<String> t = new List<String>().iterator();",
    "Account a = (Account) Database.query('x'); SObject s = (SObject) Database.query('y');",
    "Schema.SObjectField f = Account.Name; f = Account.Owner.Name; f = Account.fields.Name;",
    "Schema.SObjectType t = Account.SObjectType; t = Schema.Account.SObjectType;",
    "Integer n = Schema.SObjectType.Account.fields.Name.getLength();",
    "Schema.SObjectField f = Account.SObjectType.fields.Name;",
    "Account a = new Account(Name = 'x'); a.Name.addError('no'); a.addError('no');",
    "String s = a.Owner.Name; Account a2; } Account a { get; set; } void f() {",
    "String s = System.Label.Greeting; s = Label.Greeting;",
    "Object o = 1; Integer i = (Integer) o; Boolean b = o instanceof String;",
    "throw new DmlException(); } Integer dead() { throw new DmlException(); Integer i = 0;",
    "String s = true ? 'a' : null; Decimal d = true ? 1 : 2.5; Object o = null ?? s;",
    "switch on 1 { when 1, 2 { } when null { } when else { } }",
    "switch on 'Ready' { when 'Ready' { } when ('READY') { } }",
    "switch on LoggingLevel.DEBUG { when DEBUG { } when ERROR { } }",
    "SObject s = new Account(); switch on s { when Account a { a.Name = 'x'; } when else { } }",
    "insert new Account(); update new List<SObject>(); upsert new Account() ExternalKey__c;",
    "final Integer i = 1; i = 2;",
    "Integer i; Integer j = i;",
    "List<Integer> xs = new Integer[3]; xs[0] = 1; xs[0]++; xs[0] += 2;",
    "List<List<Integer>> xs = new List<List<Integer>>(); xs[0][1] = 2;",
    "List<Account> statuses = new List<Account>(); Integer n = statuses.size();",
    "Account a = new Account(); Account b = a.clone();",
    "Type t = Map<Id, Account[]>.class; t = Account.SObjectType.class;",
    "Object o = 'a' + +'b';",
    "Map<Double, String> m = new Map<Double, String>(); Decimal d; m.get(d);",
    "System.runAs(new User()) { Integer i = 0; }",
    "Boolean b = new Account() == [SELECT Id FROM Account];",
    "List<SObject> rows = new List<SObject>(); for (Account a : rows) { a.Name = ''; }",
    "Integer i = 1; { Integer j; } { Integer j; }",
    "List<List<List<List<List<List<List<List<Id>>>>>>>> x;",
    "Integer n = [SELECT COUNT() FROM Account LIMIT 5];",
)


@pytest.mark.parametrize("statements", STATEMENTS)
def test_statements_compile(body_problems: Problems, statements: str) -> None:
    assert body_problems(statements) == []


CLASSES = (
    "public class T extends T.Base { public virtual class Base { } }",
    "public class MyException extends Exception { public override String getMessage() {"
    " return 'x'; } void f() { throw new MyException('a', new MyException()); } }",
    "public class T { static final Integer A; static { A = 1; } final Integer b; T() { b = 2; } }",
    "public class T { public Integer x { get { if (x == null) { x = 1; } return x; } set; } }",
    "public class T { public enum E { A, B } E f() { return E.valueOf('A'); }"
    " String g() { return E.values()[0].name(); } }",
    "public class T implements Comparable { public Integer compareTo(Object o) { return 0; } }",
    "public class T implements Queueable { public static void execute(QueueableContext c) { } }",
    "public class T implements Iterator<String> { public Boolean hasNext() { return false; }"
    " public String next() { return null; } }",
    "public class T implements Database.Batchable<SObject> {"
    " public Iterable<SObject> start(Database.BatchableContext c) { return null; }"
    " public void execute(Database.BatchableContext c, List<Account> s) { }"
    " public void finish(Database.BatchableContext c) { } }",
    "public class T { public Boolean equals(Object o) { return true; }"
    " public Integer hashCode() { return 1; } public override String toString() { return ''; } }",
    "public abstract class T { protected abstract Integer f(); abstract class Deep extends T {"
    " public abstract override String toString(); } }",
    "public class T { static Integer x = 1; class Deep { Integer y = x; void f() { g(); } }"
    " static void g() { } }",
    "public class T { void f() { f(null); } void f(Object o) { } void f(String s) { } }",
    "public class T { Object f(Interface_x x) { return (T) (Object) x; }"
    " interface Interface_x { } }",
    "public class T { @TestVisible private Integer x; @SuppressWarnings('PMD') void f() { } }",
    "@IsTest private class T { @IsTest static void t() { } @TestSetup static void s() { } }",
    "@RestResource(urlMapping='/a/*') global class T { @HttpGet @HttpDelete"
    " global static String f() { return null; } }",
    "public class T { @InvocableMethod(label='x') public static void f(List<String> a) { } }",
    "public class T { @future(callout=true) static void f(List<Id> ids, Integer n) { } }",
)


@pytest.mark.parametrize("text", CLASSES)
def test_classes_compile(problems: Problems, text: str) -> None:
    assert problems(text) == []


def test_dead_code_after_return_compiles_in_old_classes(problems: Problems) -> None:
    text = "public class T { Integer f() { return 1; return 2; } }"
    assert problems(text, api_version=30.0) == []


def test_a_private_virtual_method_is_overridden_from_another_file(problems: Problems) -> None:
    derived = "@IsTest private class D extends B { private override Integer f() { return 2; } }"
    base = "public virtual class B { @TestVisible private virtual Integer f() { return 1; } }"
    assert problems(derived, base) == []


def test_an_own_class_hides_a_system_class(body_problems: Problems) -> None:
    own = "public class Version { public static void mine() { } }"
    assert body_problems("Version.mine(); System.Version v = new System.Version(1, 2);", own) == []
