"""Mixed DML: setup and non-setup objects cannot be changed in one transaction.

Source: Apex Developer Guide, "sObjects That Cannot Be Used Together in DML Operations".
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from sfsim.names import fold
from sfsim.platform.dml.messages import MIXED_DML
from sfsim.platform.dml.results import RowError
from sfsim.platform.transaction import Transaction

SETUP_OBJECTS: Final = frozenset(
    map(
        fold,
        (
            "AuthSession",
            "ContentWorkspace",
            "FieldPermissions",
            "ForecastingShare",
            "Group",
            "GroupMember",
            "ObjectPermissions",
            "ObjectTerritory2AssignmentRule",
            "ObjectTerritory2AssignmentRuleItem",
            "PermissionSet",
            "PermissionSetAssignment",
            "PermissionSetGroup",
            "PermissionSetGroupComponent",
            "QueueSobject",
            "RuleTerritory2Association",
            "SetupEntityAccess",
            "Territory2",
            "Territory2Model",
            "User",
            "UserRole",
            "UserTerritory2Association",
        ),
    )
)
USER: Final = fold("User")
USER_FIELDS_OF_SETUP: Final = frozenset(
    map(
        fold,
        (
            "UserRoleId",
            "IsActive",
            "ForecastEnabled",
            "IsPortalEnabled",
            "Username",
            "ProfileId",
        ),
    )
)
"""A User update counts as setup DML only when it changes one of these (API 15 and later)."""


def check_mixed_dml(
    transaction: Transaction, sobject: str, operation: str, fields: Collection[str]
) -> RowError | None:
    """Notes that an object is changed; the error when that mixes setup and non-setup objects.

    `fields` are the fields set on any of the records.
    """
    if _is_setup(sobject, operation, fields):
        if transaction.modified_data is not None:
            return MIXED_DML.error(object=sobject, original=transaction.modified_data)
        transaction.modified_setup = transaction.modified_setup or sobject
        return None
    if fold(sobject) in SETUP_OBJECTS:
        return None
    if transaction.modified_setup is not None:
        return MIXED_DML.error(object=sobject, original=transaction.modified_setup)
    transaction.modified_data = transaction.modified_data or sobject
    return None


def _is_setup(sobject: str, operation: str, fields: Collection[str]) -> bool:
    return fold(sobject) in SETUP_OBJECTS and not _is_exempt(sobject, operation, fields)


def _is_exempt(sobject: str, operation: str, fields: Collection[str]) -> bool:
    """Inserting a User without a role, and updating its harmless fields, mixes with anything."""
    if fold(sobject) != USER:
        return False
    names = {fold(name) for name in fields}
    if operation == "insert":
        return fold("UserRoleId") not in names
    return not names & USER_FIELDS_OF_SETUP
