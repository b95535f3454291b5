"""A small standard library and schema written as text, and ways to bind snippets against them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from sfsim.apex.binder import Bound, bind_anonymous, bind_class, bind_trigger
from sfsim.apex.declarations import (
    CallStyle,
    FieldDeclaration,
    MethodDeclaration,
    ParameterDeclaration,
    StandardCall,
    TriggerUnit,
    TypeDeclaration,
    TypeKind,
)
from sfsim.apex.declare import declare
from sfsim.apex.parser import parse_anonymous, parse_class, parse_trigger
from sfsim.apex.project import Project
from sfsim.apex.signatures import parse_signature, parse_type
from sfsim.names import fold
from sfsim.source import SourceFile
from sfsim.typeref import TypeRef

CALL = StandardCall(CallStyle.METHOD, "call")
UNMODELLED = StandardCall(CallStyle.FUNCTION, None)

LIBRARY = """
class Object
  Boolean equals(Object other)
  Integer hashCode()
  String toString()
primitive Integer
  static Integer valueOf(Object value)
  String format()
primitive Long
  Integer intValue()
primitive Double
primitive Decimal
  Integer intValue()
primitive Boolean
primitive Id
  static Id valueOf(String text)
  Schema.SObjectType getSObjectType()
primitive Blob
primitive Date
  static Date today()
  Date addDays(Integer days)
primitive Datetime
  static Datetime now()
primitive Time
primitive String
  Integer length()
  String toUpperCase()
  static String valueOf(Object value)
  static String join(Iterable<Object> parts, String separator)
  ! String soundex()
interface Iterator<T>
  Boolean hasNext()
  T next()
interface Iterable<T>
  Iterator<T> iterator()
class List<T> implements Iterable<T>
  List()
  List(Integer size)
  List(List<T> other)
  List(Set<T> other)
  void add(T element)
  void add(Integer index, T element)
  void addAll(List<T> others)
  T get(Integer index)
  Integer size()
  void sort()
  Iterator<T> iterator()
class Set<T> implements Iterable<T>
  Set()
  Set(List<T> other)
  Set(Set<T> other)
  Boolean add(T element)
  Boolean contains(T element)
  Iterator<T> iterator()
class Map<K,V>
  Map()
  Map(Map<K,V> other)
  Map(List<SObject> records)
  V get(K key)
  V put(K key, V value)
  Boolean containsKey(K key)
  Set<K> keySet()
  List<V> values()
class Exception
  String getMessage()
  void setMessage(String text)
class DmlException extends Exception
  DmlException()
  DmlException(String text)
class SObject
  Id Id { get; set; }
  Object get(String field)
  Object put(String field, Object value)
  void addError(String message)
  void addError(String field, String message)
  SObject clone()
class System
  static void debug(Object value)
  static void runAs(User user)
class Type
  String getName()
class PageReference
interface Comparable
  Integer compareTo(Object other)
interface Queueable
  void execute(QueueableContext context)
interface QueueableContext
class Version
  Version(Integer major, Integer minor)
enum LoggingLevel
  DEBUG
  ERROR
enum TriggerOperation
  AFTER_INSERT
interface Database.Batchable<T>
  Database.QueryLocator start(Database.BatchableContext context)
  Iterable<T> start(Database.BatchableContext context)
  void execute(Database.BatchableContext context, List<T> scope)
  void finish(Database.BatchableContext context)
interface Database.BatchableContext
class Database.QueryLocator
class Database.SaveResult
  Boolean isSuccess()
class Database
  static List<SObject> query(String text)
  static Database.SaveResult insert(SObject record)
  static List<Database.SaveResult> insert(List<SObject> records)
class Schema.SObjectType
  Schema.DescribeSObjectResult getDescribe()
class Schema.SObjectField
class Schema.SObjectTypeFields
class Schema.SObjectTypeFieldSets
class Schema.FieldSet
class Schema.DescribeFieldResult
  Integer getLength()
class Schema.DescribeSObjectResult
  Schema.SObjectTypeFields fields { get; }
  Schema.SObjectTypeFieldSets fieldSets { get; }
class Flow.Interview
  void start()
sobject Account
  Id Id
  String Name
  String Site
  Decimal AnnualRevenue
  Integer NumberOfEmployees
  Boolean IsActive__c
  Id OwnerId
  Id ParentId
  Datetime CreatedDate
  Date Founded__c
  String ExternalKey__c
  parent User Owner
  parent Account Parent
  children List<Contact> Contacts
  readonly String Summary__c
sobject Contact
  Id Id
  String LastName
  Id AccountId
  parent Account Account
sobject User
  Id Id
  String Name
  String Email
sobject Note__e
  Id Id
sobject ApexClass
  Id Id
sobject AggregateResult
"""


class TextCatalogue:
    """The types of `LIBRARY`."""

    def __init__(self) -> None:
        self.types: dict[str, TypeDeclaration] = {}
        current: TypeDeclaration | None = None
        for line in LIBRARY.strip().splitlines():
            if not line.startswith(" "):
                current = self._type(line)
                name = current.ref.name
                self.types[fold(name)] = current
                self.types.setdefault(fold(f"System.{name}"), current)
                if current.kind is TypeKind.SOBJECT:
                    self.types[fold(f"Schema.{name}")] = current
            else:
                assert current is not None, "a member follows its type"
                self._member(current, line.strip())

    def type(self, name: str) -> TypeDeclaration | None:
        """A type by name."""
        return self.types.get(fold(name))

    def namespaces(self) -> Iterable[str]:
        """The names before a dot."""
        return ("System", "Database", "Schema", "Flow")

    def has_label(self, namespace: str, name: str) -> bool:
        """One label exists."""
        return fold(name) == "greeting"

    def _type(self, line: str) -> TypeDeclaration:
        kind, _, rest = line.partition(" ")
        head, _, interfaces = rest.partition(" implements ")
        head, _, parent = head.partition(" extends ")
        ref = parse_type(head)
        superclass = TypeRef("SObject") if kind == "sobject" else None
        return TypeDeclaration(
            ref,
            TypeKind(kind),
            namespace=ref.name.partition(".")[0] if "." in ref.name else "System",
            type_parameters=tuple(each.name for each in ref.arguments),
            superclass=parse_type(parent) if parent else superclass,
            interfaces=(parse_type(interfaces),) if interfaces else (),
        )

    def _member(self, owner: TypeDeclaration, line: str) -> None:
        call = CALL
        if line.startswith("! "):
            line, call = line[2:], UNMODELLED
        if owner.kind is TypeKind.SOBJECT:
            self._field(owner, line)
        elif owner.kind is TypeKind.ENUM:
            field = FieldDeclaration(
                line, owner, owner.ref, frozenset({"static"}), ordinal=len(owner.fields)
            )
            owner.fields[fold(line)] = field
        else:
            self._method(owner, line, call)

    def _field(self, owner: TypeDeclaration, line: str) -> None:
        words = line.split()
        relationship = words[0] if words[0] in ("parent", "children") else None
        name = words[-1]
        owner.fields[fold(name)] = FieldDeclaration(
            name,
            owner,
            parse_type(words[-2]),
            relationship=relationship,
            is_writeable=words[0] != "readonly",
        )

    def _method(self, owner: TypeDeclaration, line: str, call: StandardCall) -> None:
        signature = parse_signature(line)
        parameters = tuple(ParameterDeclaration(*each) for each in signature.parameters)
        if signature.is_property:
            assert signature.returns is not None, "a property has a type"
            owner.fields[fold(signature.name)] = FieldDeclaration(
                signature.name, owner, signature.returns, signature.modifiers, is_property=True
            )
        elif signature.returns is None:
            made = MethodDeclaration("<init>", owner, parameters, owner.ref, standard=call)
            owner.constructors += (made,)
        else:
            made = MethodDeclaration(
                signature.name,
                owner,
                parameters,
                signature.returns,
                signature.modifiers,
                standard=call,
            )
            key = fold(signature.name)
            owner.methods[key] = (*owner.methods.get(key, ()), made)


CATALOGUE = TextCatalogue()


def make_project(texts: Iterable[str], api_version: float) -> tuple[Project, list[TypeDeclaration]]:
    """A project of the classes in `texts`."""
    declarations = []
    for index, text in enumerate(texts):
        source = SourceFile(f"Class{index}.cls", text)
        declarations.append(declare(parse_class(source), source, "", api_version))
    return Project(CATALOGUE, declarations), declarations


@pytest.fixture
def bind() -> Callable[..., Bound]:
    """Binds the first of some classes."""

    def bound(*texts: str, api_version: float = 66.0) -> Bound:
        project, declarations = make_project(texts, api_version)
        return bind_class(project, declarations[0])

    return bound


@pytest.fixture
def problems(bind: Callable[..., Bound]) -> Callable[..., list[str]]:
    """The compile errors of the first of some classes."""

    def found(*texts: str, api_version: float = 66.0) -> list[str]:
        return [each.message for each in bind(*texts, api_version=api_version).diagnostics]

    return found


@pytest.fixture
def body_problems(problems: Callable[..., list[str]]) -> Callable[..., list[str]]:
    """The compile errors of statements inside an instance method of a class."""

    def found(statements: str, *texts: str, api_version: float = 66.0) -> list[str]:
        text = f"public class T {{ public void run() {{ {statements} }} }}"
        return problems(text, *texts, api_version=api_version)

    return found


@pytest.fixture
def trigger_problems() -> Callable[..., list[str]]:
    """The compile errors of a trigger."""

    def found(text: str, *classes: str) -> list[str]:
        project, _ = make_project(classes, 66.0)
        source = SourceFile("T.trigger", text)
        bound = bind_trigger(project, TriggerUnit(parse_trigger(source), source))
        return [each.message for each in bound.diagnostics]

    return found


@pytest.fixture
def anonymous() -> Callable[..., Bound]:
    """Binds an anonymous block."""

    def bound(text: str, *classes: str) -> Bound:
        project, _ = make_project(classes, 66.0)
        source = SourceFile("anonymous.apex", text)
        return bind_anonymous(project, parse_anonymous(source), source)

    return bound
