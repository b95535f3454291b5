"""The texts of compile errors: one row each, with where the text was seen.

A row marked `UNSEEN` is worded by us: nobody has recorded what the platform prints there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

LANGUAGE_SERVER: Final = (
    "messages_en_US.properties of the platform's own Apex compiler, published (BSD-3-Clause) with "
    "the Apex language support of Salesforce Extensions for VS Code"
)
RECORDED: Final = "compile runs on scratch orgs quoted in public issues and release notes"
UNSEEN: Final = "the platform refuses this; its exact text has not been seen"


@dataclass(frozen=True, slots=True)
class CompileError:
    """One compile error: `{0}`, `{1}`… stand for names and types."""

    text: str
    source: str = LANGUAGE_SERVER

    def __call__(self, *arguments: object) -> str:
        """The text with its placeholders filled."""
        return self.text.format(*arguments)


# --- names and types --------------------------------------------------------------------------

DEPENDENT_INVALID: Final = CompileError("Dependent class is invalid and needs recompilation")
INVALID_TYPE: Final = CompileError("Invalid type: {0}")
TYPE_NOT_VISIBLE: Final = CompileError("Type is not visible: {0}")
VARIABLE_DOES_NOT_EXIST: Final = CompileError("Variable does not exist: {0}")
VARIABLE_NOT_VISIBLE: Final = CompileError("Variable is not visible: {0}")
FIELD_DOES_NOT_EXIST: Final = CompileError("Field does not exist: {0} on {1}")
METHOD_NOT_FOUND: Final = CompileError(
    "Method does not exist or incorrect signature: {0} from the type {1}"
)
METHOD_NOT_VISIBLE: Final = CompileError("Method is not visible: {0}")
AMBIGUOUS_METHOD: Final = CompileError("Ambiguous method signature: {0}")
CONSTRUCTOR_NOT_DEFINED: Final = CompileError("Constructor not defined: [{0}].<Constructor>{1}")
CONSTRUCTOR_NOT_VISIBLE: Final = CompileError("Constructor is not visible: {0}", UNSEEN)
LABEL_DOES_NOT_EXIST: Final = CompileError("External string does not exist: {0}")
TYPE_ARGUMENTS_MISSING: Final = CompileError(
    "No type arguments provided for a parameterized type: {0}"
)
TYPE_ARGUMENTS_UNEXPECTED: Final = CompileError(
    "Type arguments provided for a non-parameterized type: {0}"
)
TYPE_ARGUMENT_COUNT: Final = CompileError(
    "Invalid type argument count for {0}: expected {1} but found {2}"
)
TYPE_TOO_DEEP: Final = CompileError("Exceeded max parameterized type depth: {0}, depth: {1}")
NON_STATIC_FIELD: Final = CompileError(
    "Non static field cannot be referenced from a static context: {0} from the type {1}"
)
NON_STATIC_METHOD: Final = CompileError(
    "Non static method cannot be referenced from a static context: {0}"
)
STATIC_FIELD: Final = CompileError(
    "Static field cannot be referenced from a non static context: {0} from the type {1}"
)
STATIC_METHOD: Final = CompileError(
    "Static method cannot be referenced from a non static context: {0}"
)
THIS_IN_STATIC: Final = CompileError("This cannot be referenced in a static context")
SUPER_IN_STATIC: Final = CompileError("Super cannot be referenced in a static context")
ABSTRACT_CALL: Final = CompileError("Abstract method cannot be called directly: {0}")
NO_SUPER_TYPE: Final = CompileError("No super type defined: {0}")
INSTANCE_METHOD_IN_CONSTRUCTOR_CALL: Final = CompileError(
    "Cannot reference instance methods in a constructor invocation: {0}"
)
INSTANCE_VARIABLE_IN_CONSTRUCTOR_CALL: Final = CompileError(
    "Cannot reference instance variables in a constructor invocation: {0}"
)

# --- assignment and operators -----------------------------------------------------------------

ILLEGAL_ASSIGNMENT: Final = CompileError("Illegal assignment from {0} to {1}")
NOT_ASSIGNABLE: Final = CompileError("Expression cannot be assigned")
NOT_A_STATEMENT: Final = CompileError("Expression cannot be a statement.")
FIELD_NOT_WRITEABLE: Final = CompileError("Field is not writeable: {0}", RECORDED)
PROPERTY_NOT_WRITEABLE: Final = CompileError("A value cannot be stored to {0} in type {1}")
PROPERTY_NOT_READABLE: Final = CompileError("A value cannot be read from {0} in type {1}")
FINAL_ASSIGNMENT: Final = CompileError(
    "Final members can only be assigned in their declaration, init blocks, or constructors: {0}"
)
INCOMPATIBLE_COMPARISON: Final = CompileError(
    "Comparison arguments must be compatible types: {0}, {1}"
)
INEQUALITY_TYPE: Final = CompileError("Inequality operator not allowed for this type: {0}")
EXACT_EQUALITY_TYPE: Final = CompileError(
    "Exact equality operator only allowed for reference types: {0}"
)
NUMERIC_ARGUMENTS: Final = CompileError("Arithmetic expressions must use numeric arguments")
VOID_ARITHMETIC: Final = CompileError("Arithmetic expressions are not allowed on void types")
DATE_OPERAND: Final = CompileError("Date expressions must use Integer or Long")
DATETIME_OPERAND: Final = CompileError(
    "Date/time expressions must use Integer or Double or Decimal"
)
TIME_OPERAND: Final = CompileError("Time expressions must use Integer or Long")
LOGICAL_OPERAND: Final = CompileError("Logical operator can only be applied to {0}")
BITWISE_OPERAND: Final = CompileError(
    "{0} operator can only be applied to Boolean expressions or to Integer or Long expressions"
)
SHIFT_OPERAND: Final = CompileError("{0} operation can only be applied to Integer or Long types")
NOT_OPERAND: Final = CompileError("{0} operator can only be applied to boolean expressions")
NEGATE_OPERAND: Final = CompileError("Unary negation must use a numeric argument")
BITWISE_NEGATE_OPERAND: Final = CompileError("Invalid type for bitwise negate: {0}")
POSTFIX_OPERAND: Final = CompileError(
    "Unary postfix increment/decrement can only be applied to numeric expressions: {0}"
)
PREFIX_INCREMENT_OPERAND: Final = CompileError(
    "Unary prefix increment can only be applied to numeric expressions: {0}"
)
PREFIX_DECREMENT_OPERAND: Final = CompileError(
    "Unary prefix decrement can only be applied to numeric expressions: {0}"
)
TERNARY_TYPES: Final = CompileError("Incompatible types in ternary operator: {0}, {1}")
COALESCE_TYPES: Final = CompileError("Incompatible types in null coalescing operator: {0}, {1}")
CAST_TYPES: Final = CompileError(
    "Incompatible types since an instance of {0} is never an instance of {1}"
)
CAST_NOT_ALLOWED: Final = CompileError("Operation cast is not allowed on type: {0}")
INSTANCEOF_TRUE: Final = CompileError(
    "Operation instanceof is always true since an instance of {0} is always an instance of {1}"
)
INSTANCEOF_FALSE: Final = CompileError(
    "Operation instanceof is always false since an instance of {0} is never an instance of {1}"
)
INSTANCEOF_NOT_ALLOWED: Final = CompileError("Operation instanceof is not allowed on type: {0}")
GENERIC_CLASS_LITERAL: Final = CompileError(
    "A class literal of a type with arguments cannot stand before a dot: {0}", UNSEEN
)
LIST_TYPE: Final = CompileError("Expression must be a list type: {0}")
LIST_INDEX: Final = CompileError("List index must be of type {0}: {1}")
ILLEGAL_INTEGER: Final = CompileError("Illegal integer")
ILLEGAL_LONG: Final = CompileError("Illegal long")

# --- construction -----------------------------------------------------------------------------

NEW_ABSTRACT: Final = CompileError("Abstract classes cannot be constructed: {0}")
NOT_CONSTRUCTABLE: Final = CompileError("Type cannot be constructed: {0}")
NAME_VALUE_CONSTRUCTOR: Final = CompileError(
    "Invalid constructor syntax, name=value pairs can only be used for SObjects: {0}"
)
NORMAL_CONSTRUCTOR: Final = CompileError("Type requires name=value pair construction: {0}")
SOBJECT_FIELD_VALUE: Final = CompileError(
    "Invalid initial expression type for field {0}, expecting: {1} (or single row query result"
    " of that type)",
    RECORDED,
)
DUPLICATE_FIELD_INITIALIZATION: Final = CompileError("Duplicate field initialization: {0}")
INITIAL_EXPRESSION: Final = CompileError(
    "Initial expression is of incorrect type, expected: {0} but was: {1}"
)
INITIAL_KEY: Final = CompileError("Invalid key type {0} for {1}")
INITIAL_VALUE: Final = CompileError("Invalid value type {0} for {1}")
NO_DEFAULT_CONSTRUCTOR: Final = CompileError("No default constructor available in super type: {0}")
THIS_CALL_FIRST: Final = CompileError(
    "Call to 'this()' must be the first statement in a constructor method"
)
SUPER_CALL_FIRST: Final = CompileError(
    "Call to 'super()' must be the first statement in a constructor method"
)

# --- statements -------------------------------------------------------------------------------

DUPLICATE_VARIABLE: Final = CompileError("Duplicate variable: {0}")
VOID_VARIABLE: Final = CompileError("Variables cannot be of type void")
CONDITION_TYPE: Final = CompileError("Condition expression must be of type Boolean: {0}")
UNREACHABLE: Final = CompileError("Unreachable statement")
MISSING_RETURN: Final = CompileError("Missing return statement required return type: {0}")
RETURN_IN_VOID: Final = CompileError("Void method must not return a value")
RETURN_IN_CONSTRUCTOR: Final = CompileError("Constructors must not return a value")
RETURN_IN_TRIGGER: Final = CompileError("Trigger bodies must not return a value")
BREAK_OUTSIDE: Final = CompileError("Break statement must be in loop")
CONTINUE_OUTSIDE: Final = CompileError("Continue statement must be in loop")
THROW_TYPE: Final = CompileError("Throw expression must be of type exception: {0}")
CATCH_TYPE: Final = CompileError("Catch block variable must be of type exception: {0}")
CATCH_DUPLICATE: Final = CompileError("Exception type already caught: {0}")
LOOP_COLLECTION: Final = CompileError("Loop must iterate over collection: {0}")
LOOP_VARIABLE: Final = CompileError("Invalid loop variable type expected {0} was {1}")
LOOP_SOBJECT_VARIABLE: Final = CompileError(
    "Loop variable must be a generic SObject or List or a concrete SObject or List of: {0}"
)
SWITCH_TYPE: Final = CompileError("{0} is not a valid switch expression type")
SWITCH_NO_BRANCH: Final = CompileError("Switch statement requires at least one when block")
WHEN_ELSE_LAST: Final = CompileError("'when else' must be the last when block")
WHEN_TYPE: Final = CompileError("{0} cannot be a 'when type variable' block")
WHEN_NOT_TYPE: Final = CompileError(
    "Switching on SObject types must be a 'when type variable' or 'when null'"
)
WHEN_ALREADY_MATCHES: Final = CompileError(
    "{0} in the 'when expression' is already matching the switch expression type"
)
WHEN_VALUE_TYPE: Final = CompileError(
    "{0} value in 'when expression' cannot be implicitly converted to the {1} type in switch"
    " expression"
)
WHEN_LITERAL: Final = CompileError(
    "'when expression' must be a literal, a constant literal field or enum value"
)
WHEN_CONSTANT: Final = CompileError("Field must be a static final constant: {0}")
WHEN_NON_NULL: Final = CompileError("Field must be a non null literal: {0}")
WHEN_ENUM: Final = CompileError("Field must be an enum reference")
WHEN_QUALIFIED_ENUM: Final = CompileError(
    "Enum value used in 'when expression' should be unqualified"
)
WHEN_DUPLICATE: Final = CompileError(
    "{0} occurs as more than one when branch for this switch statement"
)
DML_TYPE: Final = CompileError("DML requires SObject or SObject list type: {0}")
DML_NOT_ALLOWED: Final = CompileError("DML operation {0} not allowed on {1}")
MERGE_CONCRETE: Final = CompileError("Merge requires a concrete SObject type: {0}")
MERGE_NOT_SUPPORTED: Final = CompileError("Specified type {0} cannot be merged")
MERGE_DUPLICATES: Final = CompileError("Invalid type for duplicate records")
UPSERT_FIELD: Final = CompileError(
    "Invalid field for upsert, must be an External Id custom or standard indexed field: {0}"
)
UPSERT_CONCRETE: Final = CompileError(
    "Upsert with a field specification requires a concrete SObject type"
)
RUN_AS: Final = CompileError("runAs requires a single argument of type 'User' or 'Version'")
VIRTUAL_SOBJECT: Final = CompileError("Argument must be of virtual sObject type.", RECORDED)
ADD_ERROR_FIELD: Final = CompileError(
    "addError must be invoked on an expression that is an exact SObject field reference"
)
ADD_ERROR_SCALAR: Final = CompileError("addError must be invoked on an SObject scalar field")
ADD_ERROR_SAFE: Final = CompileError(
    "Safe navigation operator is not allowed between SObject field and addError"
)

# --- queries ----------------------------------------------------------------------------------

NO_SUCH_COLUMN: Final = CompileError(
    "No such column '{0}' on entity '{1}'. If you are attempting to use a custom field, be sure to"
    " append the '__c' after the custom field name. Please reference your WSDL or the describe call"
    " for the appropriate names.",
    RECORDED,
)
NO_SUCH_RELATIONSHIP: Final = CompileError(
    "Didn't understand relationship '{0}' in field path. If you are attempting to use a custom"
    " relationship, be sure to append the '__r' after the custom relationship name. Please"
    " reference your WSDL or the describe call for the appropriate names.",
    RECORDED,
)
NO_SUCH_CHILD: Final = CompileError(
    "Didn't understand relationship '{0}' in FROM part of query call. If you are attempting to use"
    " a custom relationship, be sure to append the '__r' after the custom relationship name. Please"
    " reference your WSDL or the describe call for the appropriate names.",
    RECORDED,
)
NO_SUCH_OBJECT: Final = CompileError(
    "sObject type '{0}' is not supported. If you are attempting to use a custom object, be sure to"
    " append the '__c' after the entity name. Please reference your WSDL or the describe call for"
    " the appropriate names.",
    RECORDED,
)
BIND_TYPE: Final = CompileError(
    "Invalid bind expression type of {0} for column of type {1}", RECORDED
)
BIND_NUMBER: Final = CompileError("Invalid bind expression type of {0} for a row count", UNSEEN)
FIELD_ALIAS: Final = CompileError("only aggregate expressions use field aliasing", RECORDED)
NOT_GROUPED: Final = CompileError("Field must be grouped or aggregated: {0}", RECORDED)
AGGREGATE_OPERATOR: Final = CompileError(
    "field {0} does not support aggregate operator {1}", RECORDED
)
EMPTY_LIKE: Final = CompileError("invalid LIKE value: ", RECORDED)
SECURITY_ENFORCED_REMOVED: Final = CompileError(
    "WITH SECURITY_ENFORCED is not supported in API version 67.0 and later", UNSEEN
)
ORDER_BY_LOCK: Final = CompileError("ORDER BY not allowed with FOR UPDATE", UNSEEN)
FIELDS_ALL: Final = CompileError("FIELDS(ALL) is not allowed in Apex", UNSEEN)
ROLLUP_FIELDS: Final = CompileError("GROUP BY {0} allows at most 3 fields", UNSEEN)
AGGREGATE_IN_WHERE: Final = CompileError(
    "Aggregate functions are not allowed in WHERE: {0}", UNSEEN
)
SEMI_JOIN_SAME_OBJECT: Final = CompileError(
    "The inner and outer selects should not be on the same object type", RECORDED
)
AGGREGATE_LIMIT: Final = CompileError(
    "Non-grouped query that uses overall aggregate functions cannot also use LIMIT", RECORDED
)
TYPEOF_GROUP_BY: Final = CompileError("TYPEOF is not allowed with GROUP BY", UNSEEN)
SEARCH_RETURNING: Final = CompileError("SOSL in Apex needs a RETURNING clause", UNSEEN)
INCLUDES_TYPE: Final = CompileError(
    "INCLUDES and EXCLUDES need a parenthesized list on a multi-select picklist: {0}", UNSEEN
)

# --- declarations -----------------------------------------------------------------------------

DUPLICATE_FIELD: Final = CompileError("Duplicate field: {0}")
DUPLICATE_METHOD: Final = CompileError("Method already defined: {0} {1} from the type {2}")
DUPLICATE_TYPE: Final = CompileError("Type name already in use: {0}")
DUPLICATE_MODIFIER: Final = CompileError("Duplicate modifier: {0}")
SINGLE_SCOPE: Final = CompileError("Declarations can only have one scope")
MODIFIER_NOT_ALLOWED: Final = CompileError("{0} is not allowed on {1}")
MODIFIER_CANNOT_BE: Final = CompileError("{0} {1} cannot be {2}")
MODIFIER_REQUIRES: Final = CompileError("{0} {1} must be declared as {2}")
MODIFIER_REQUIRE_ONE: Final = CompileError("{0} {1} require at least one of the following {2}")
MODIFIER_MIN_VERSION: Final = CompileError("{0} {1} must be in version {2} or higher")
MODIFIER_TOP_LEVEL: Final = CompileError("{0} can only be used on a top level type")
MODIFIER_IN_TOP_LEVEL: Final = CompileError("{0} can only be used on {1} of a top level type")
TOP_LEVEL_VISIBILITY: Final = CompileError("Top-level type must have public or global visibility")
INNER_INNER: Final = CompileError("Inner types are not allowed to have inner types")
INNER_STATIC_BLOCK: Final = CompileError("Inner types are not allowed to have static blocks")
TYPE_PARAMETERS: Final = CompileError("Type parameters are not supported")
CIRCULAR: Final = CompileError("Circular definition: {0}")
INVALID_SUPER_TYPE: Final = CompileError("Invalid super type: {0}")
INVALID_INTERFACE: Final = CompileError("Invalid interface: {0}")
INTERFACE_TWICE: Final = CompileError("Interface already implemented: {0}")
NON_VIRTUAL_TYPE: Final = CompileError("Non-virtual and non-abstract type cannot be extended: {0}")
NON_VIRTUAL_METHOD: Final = CompileError(
    "Non-virtual, non-abstract methods cannot be overridden: {0}"
)
MUST_OVERRIDE: Final = CompileError("Method must use the override keyword: {0}")
DOES_NOT_OVERRIDE: Final = CompileError("@Override specified for non-overriding method: {0}")
OVERRIDE_STATIC: Final = CompileError("Cannot override static method: {0} with {1}")
REDUCED_VISIBILITY: Final = CompileError("Cannot reduce the visibility of method: {0}")
RETURN_TYPES_CLASH: Final = CompileError("Method return types clash: {0} vs {1} from the type {2}")
MUST_IMPLEMENT: Final = CompileError("Class {0} must implement the method: {1}")
MUST_IMPLEMENT_ABSTRACT: Final = CompileError("Class {0} must implement the abstract method: {1}")
INTERFACE_METHOD_VISIBILITY: Final = CompileError(
    "{0}: Overriding implementations of global or public interface methods must be global or"
    " public: {1}"
)
ABSTRACT_BODY: Final = CompileError("Abstract methods cannot have a body")
METHOD_BODY: Final = CompileError("Method must have a body")
VOID_PARAMETER: Final = CompileError("Parameters cannot be of type void")
VOID_PROPERTY: Final = CompileError("Properties cannot be of type void")
PARAMETER_COUNT: Final = CompileError("Invalid number of parameters exceeds: {0}")
CONSTRUCTOR_NAME: Final = CompileError("Invalid constructor name: {0}")
EXCEPTION_NAME: Final = CompileError(
    "Classes extending Exception must have a name ending in 'Exception': {0}"
)
EXCEPTION_MUST_EXTEND: Final = CompileError(
    "Exception class must extend another Exception class: {0}"
)
EXCEPTION_CONSTRUCTOR: Final = CompileError("System exception constructor already defined: {0}")
ACCESSOR_VISIBILITY: Final = CompileError("Cannot declare {0} accessor on {1} property")
RESERVED_NAME: Final = CompileError("Identifier name is reserved: {0}")
RESERVED_TYPE: Final = CompileError("Identifier type is reserved: {0}")
INVALID_CHARACTER: Final = CompileError("Invalid character in identifier: {0}")
IDENTIFIER_TOO_LONG: Final = CompileError("Identifier name is too long: {0}")
PROTECTED_IN_FINAL: Final = CompileError(
    "New protected methods cannot be defined in non-virtual classes"
)

# --- annotations ------------------------------------------------------------------------------

ANNOTATION_UNKNOWN: Final = CompileError("Annotation does not exist: {0}")
ANNOTATION_PROPERTY_UNKNOWN: Final = CompileError(
    "No such property, {0}, defined on this annotation: {1}"
)
ANNOTATION_PROPERTY_TYPE: Final = CompileError("Invalid value for property {0} expected type {1}")
ANNOTATION_PROPERTY_MISSING: Final = CompileError("Required property is missing: {0}")
ANNOTATION_PROPERTY_VERSION: Final = CompileError(
    "Annotation property, {0} on {1}, must be in version {2} or higher"
)
ANNOTATION_PROPERTY_COMBINATION: Final = CompileError(
    "Invalid combination of values for properties {0} and {1} on {2}"
)
ANNOTATION_PROPERTY_MISMATCH: Final = CompileError(
    "The data type of the value for the {0} annotation property doesn't match the data type of the"
    " '{1}' variable. Specify a value with a data type of {2}"
)
ANNOTATION_PROPERTY_NO_TYPE: Final = CompileError(
    "The {0} annotation property doesn't support the {1} data type"
)
TEST_FOR_PREFIX: Final = CompileError(
    "Invalid prefix for property {0}. Specify {1} in the format 'prefix:name, ...' where prefix is"
    " {2}. Use commas to separate multiple type names in the same format."
)
TEST_FOR_EMPTY: Final = CompileError(
    "Invalid value for property {0}, expected Apex {1} name is missing or empty"
)
TEST_FOR_NOT_FOUND: Final = CompileError(
    "Invalid value for property {0} expected Apex {1} {2} not found"
)
ANNOTATION_PREVIEW: Final = CompileError("Annotation is not valid in your org: {0}")
JSON_ACCESS_EMPTY: Final = CompileError(
    "At least one JSON serialization control parameter must be specified"
)
AURA_OVERLOAD: Final = CompileError("Overload of AuraEnabled method: {0} overload is not permitted")
ONE_METHOD_WITH: Final = CompileError("Only one method per type can be defined with: {0}")
INVOCABLE_ONLY_DEPRECATED: Final = CompileError(
    "The only annotation that can be used with InvocableMethod is Deprecated"
)
INVOCABLE_LIST: Final = CompileError(
    "Unsupported parameter type {0}. Valid invocable parameters must be List types like List<T>"
    " where T is a supported type"
)
INVOCABLE_ONE_PARAMETER: Final = CompileError(
    "Only one parameter is supported on methods with @Invocable annotation"
)
METHODS_WITHOUT_PARAMETERS: Final = CompileError("{0} methods do not support parameters")
METHODS_PARAMETER_TYPE: Final = CompileError("{0} methods do not support parameter type of {1}")
METHODS_RETURN_TYPE: Final = CompileError("{0} methods do not support return type of {1}")
FIELDS_TYPE: Final = CompileError("{0} fields do not support type of {1}")
READ_ONLY_METHOD: Final = CompileError(
    "Only WebService, RemoteAction or Schedulable.execute(SchedulableContext) methods can be marked"
    " ReadOnly"
)
READ_ONLY_REPLICA: Final = CompileError(
    "ReadOnly methods with useReplica=preferred parameter must be declared as static"
)
WEB_SERVICE_OVERLOAD: Final = CompileError(
    "Web Service does not support two web service methods with the same name: {0}"
)
DEFINING_TYPE: Final = CompileError("{0} is not allowed in {1}")
REMOTE_ACTION_OVERLOAD: Final = CompileError(
    "Remote Action does not support two remote action methods with the same name and same number"
    " of parameters"
)
AURA_METHOD_FIELD: Final = CompileError(
    "AuraEnabled method and variable cannot have the same name: {0}"
)
REST_URL_EMPTY: Final = CompileError("Rest Resource url cannot be empty")
REST_URL_SLASH: Final = CompileError("Rest Resource url must begin with a forward slash, '/'")
REST_URL_LENGTH: Final = CompileError("Rest Resource url cannot be longer than 255 characters")
REST_URL_BEFORE_WILDCARD: Final = CompileError(
    "Rest Resource url wildcard, '*', must be preceded by a forward slash, '/'"
)
REST_URL_AFTER_WILDCARD: Final = CompileError(
    "Rest Resource url wildcard, '*', must be followed by a forward slash, '/', or be the last"
    " character"
)
TEST_CLASS_KIND: Final = CompileError(
    "Only top-level non-exception class types can be marked as tests"
)
TEST_PARAMETERS: Final = CompileError("Test methods must have no arguments")
TEST_SETUP_VOID: Final = CompileError("Test setup method must return void")
TEST_SETUP_SEE_ALL: Final = CompileError(
    "Test class cannot be annotated with @isTest(SeeAllData=true)"
)
TEST_PARALLEL_SEE_ALL: Final = CompileError(
    "Test class annotated with @isTest(IsParallel=true) cannot also be annotated with"
    " @isTest(SeeAllData=true)"
)
TEST_PARALLEL_SEE_ALL_METHOD: Final = CompileError(
    "Test class annotated with @isTest(IsParallel=true) cannot have any methods annotated with"
    " @isTest(SeeAllData=true)"
)
TEST_SETUP_SEE_ALL_METHOD: Final = CompileError(
    "Test class containing a test setup method cannot have any methods annotated with"
    " @isTest(SeeAllData=true)"
)

# --- triggers ---------------------------------------------------------------------------------

TRIGGER_OBJECT: Final = CompileError("Trigger type isn't an SObject: {0}")
TRIGGER_NOT_SUPPORTED: Final = CompileError("SObject type does not allow triggers: {0}")
TRIGGER_USAGE_TWICE: Final = CompileError("Duplicate Trigger Usage: {0}")
TRIGGER_BEFORE_UNDELETE: Final = CompileError("Trigger Usage Before Undelete is not supported")
TRIGGER_EVENT_OBJECT: Final = CompileError(
    "Platform Event SObjects only supports after insert: {0}"
)
