"""The texts of DML row errors: status code, message template, and where each was seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sfsim.platform.dml.results import RowError


@dataclass(frozen=True, slots=True)
class ErrorText:
    """A row error's status code and message; `{…}` parts are filled in by `error`."""

    status: str
    template: str
    source: str

    def error(self, fields: tuple[str, ...] = (), **values: object) -> RowError:
        """The row error with the template's parts filled in."""
        return RowError(self.status, self.template.format(**values), fields)


OBSERVED: Final = "text quoted from real orgs by several public sources"
TESTED: Final = "asserted by a public Apex test"

REQUIRED_FIELD_MISSING: Final = ErrorText(
    "REQUIRED_FIELD_MISSING", "Required fields are missing: [{names}]", OBSERVED
)
DUPLICATE_VALUE: Final = ErrorText(
    "DUPLICATE_VALUE",
    "duplicate value found: {field} duplicates value on record with id: {id}",
    OBSERVED,
)
DUPLICATE_EXTERNAL_ID_IN_LIST: Final = ErrorText(
    "DUPLICATE_VALUE", "Duplicate external id specified: {value}", OBSERVED
)
DUPLICATE_EXTERNAL_ID: Final = ErrorText(
    "DUPLICATE_EXTERNAL_ID",
    "{label}: more than one record found for external id field: [{ids}]",
    OBSERVED,
)
KEY_NOT_SPECIFIED: Final = ErrorText("MISSING_ARGUMENT", "{field} not specified", OBSERVED)
STRING_TOO_LONG: Final = ErrorText(
    "STRING_TOO_LONG", "{label}: data value too large: {value} (max length={length})", OBSERVED
)
RESTRICTED_PICKLIST: Final = ErrorText(
    "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
    "{label}: bad value for restricted picklist field: {value}",
    OBSERVED,
)
NUMBER_OUTSIDE_RANGE: Final = ErrorText(
    "NUMBER_OUTSIDE_VALID_RANGE",
    "{label}: value outside of valid range on numeric field: {value}",
    "long known; not quoted lately",
)
INVALID_EMAIL: Final = ErrorText(
    "INVALID_EMAIL_ADDRESS", "{label}: invalid email address: {value}", OBSERVED
)
WRONG_ID_TYPE: Final = ErrorText(
    "FIELD_INTEGRITY_EXCEPTION", "{label}: id value of incorrect type: {id}", OBSERVED
)
INVALID_CROSS_REFERENCE_KEY: Final = ErrorText(
    "INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", OBSERVED
)
NO_ACCESS_TO_CROSS_REFERENCE: Final = ErrorText(
    "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
    "insufficient access rights on cross-reference id: {id}",
    OBSERVED,
)
ENTITY_IS_DELETED: Final = ErrorText("ENTITY_IS_DELETED", "entity is deleted", OBSERVED)
ENTITY_IS_NOT_DELETED: Final = ErrorText(
    "ENTITY_IS_NOT_DELETED", "Entity is not in the recycle bin", "text not seen, status known"
)
ID_NOT_SPECIFIED: Final = ErrorText("MISSING_ARGUMENT", "Id not specified in {call} call", TESTED)
ID_SPECIFIED: Final = ErrorText(
    "INVALID_FIELD_FOR_INSERT_UPDATE", "cannot specify Id in an insert call", TESTED
)
NOT_WRITEABLE: Final = ErrorText(
    "INVALID_FIELD_FOR_INSERT_UPDATE",
    "Unable to create/update fields: {names}. Please check the security settings of this field"
    " and verify that it is read/write for your profile or permission set.",
    OBSERVED,
)
CUSTOM_VALIDATION: Final = ErrorText("FIELD_CUSTOM_VALIDATION_EXCEPTION", "{text}", TESTED)
TRIGGER_FAILED: Final = ErrorText(
    "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
    "{trigger}: execution of {event}\n\ncaused by: {exception}\n\n{stack}",
    OBSERVED,
)
TRIGGER_DEPTH: Final = ErrorText(
    "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
    "{trigger}: maximum trigger depth exceeded\n{events}",
    OBSERVED,
)
SELF_REFERENCE: Final = ErrorText(
    "SELF_REFERENCE_FROM_TRIGGER",
    "Object (id = {id}) is currently in trigger {trigger}, therefore it cannot recursively"
    " {operation} itself",
    OBSERVED,
)
MIXED_DML: Final = ErrorText(
    "MIXED_DML_OPERATION",
    "DML operation on setup object is not permitted after you have updated a non-setup object"
    " (or vice versa): {object}, original object: {original}",
    OBSERVED,
)
DELETE_RESTRICTED: Final = ErrorText(
    "DELETE_FAILED",
    "Your attempt to delete {name} could not be completed because it is associated with the"
    " following {things}.: {names}\n",
    OBSERVED,
)
FOREIGN_KEY_NOT_FOUND: Final = ErrorText(
    "INVALID_FIELD",
    "Foreign key external ID: {value} not found for field {field} in entity {object}",
    OBSERVED,
)
FOREIGN_KEY_TOO_MANY: Final = ErrorText(
    "INVALID_FIELD",
    "More than 1 field provided in an external foreign key reference in entity: {object}",
    OBSERVED,
)
HIERARCHY: Final = ErrorText(
    "CIRCULAR_DEPENDENCY", "attempt to violate hierarchy constraints", OBSERVED
)
TOO_MANY_RETRIES: Final = ErrorText(
    "UNKNOWN_EXCEPTION",
    "Too many batch retries in the presence of Apex triggers and partial failures.",
    "Apex Developer Guide, Bulk DML Exception Handling; the status code is not documented",
)
