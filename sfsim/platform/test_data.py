"""Which records a test sees that it did not make: those of objects that manage the org.

Source: Apex Developer Guide, "Isolation of Test Data from Organization Data in Unit Tests"; the
part from Group on is not in the guide.
"""

from __future__ import annotations

from typing import Final

from sfsim.names import fold
from sfsim.platform.dml.mixed import SETUP_OBJECTS
from sfsim.schema.model import METADATA, SObjectType

VISIBLE: Final = SETUP_OBJECTS | frozenset(
    map(
        fold,
        (
            "User",
            "Profile",
            "Organization",
            "CronTrigger",
            "CronJobDetail",
            "RecordType",
            "ApexClass",
            "ApexTrigger",
            "ApexComponent",
            "ApexPage",
            "AsyncApexJob",
            "PermissionSet",
            "UserLicense",
            "PermissionSetLicense",
            "StaticResource",
            "EmailTemplate",
            "Folder",
            "ListView",
            "Period",
            "FiscalYearSettings",
            "BusinessHours",
            "Holiday",
            "OrgWideEmailAddress",
            "NamedCredential",
            "Division",
            "CustomPermission",
            "MutingPermissionSet",
        ),
    )
)
STANDARD_PRICEBOOK: Final = "Pricebook2"
"""Its one row that every org is born with stays: `Test.getStandardPricebookId` needs it."""


def is_visible(sobject: SObjectType) -> bool:
    """Whether tests without SeeAllData see records of a type that were there before them."""
    folded = fold(sobject.name)
    return sobject.kind == METADATA or folded in VISIBLE or sobject.name == STANDARD_PRICEBOOK
