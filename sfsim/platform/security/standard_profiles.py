"""What the standard profiles may do, and which standard objects have permissions of their own.

Source: Salesforce Help, "Standard Profiles", "Object Permissions"; what each profile grants object
by object is that of a Developer Edition org as far as we know it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sfsim.names import fold
from sfsim.platform.security.grants import CREATE, DELETE, EDIT, EVERYTHING, READ, Grants
from sfsim.platform.users import ADMINISTRATOR

ALL: Final = (READ, CREATE, EDIT, DELETE)
READ_ONLY: Final = (READ,)

SALES_AND_SERVICE: Final = (
    "Account", "Asset", "Case", "Contact", "Contract", "Document", "Idea", "Individual", "Lead",
    "Opportunity", "Order", "Solution",
)  # fmt: skip
VIEWED: Final = ("Campaign", "Pricebook2", "Product2")
PLATFORM: Final = ("Account", "Contact", "Document", "Idea", "Individual")


@dataclass(frozen=True, slots=True)
class ProfileRights:
    """The standard objects that a profile may change, and those that it may only read."""

    name: str
    changes: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    has_standard_fields: bool = True


RIGHTS: Final = (
    ProfileRights("Standard User", SALES_AND_SERVICE, VIEWED),
    ProfileRights("Solution Manager", SALES_AND_SERVICE, VIEWED),
    ProfileRights("Contract Manager", SALES_AND_SERVICE, VIEWED),
    ProfileRights("Marketing User", (*SALES_AND_SERVICE, "Campaign"), ("Pricebook2", "Product2")),
    ProfileRights("Read Only", (), (*SALES_AND_SERVICE, *VIEWED)),
    ProfileRights("Standard Platform User", PLATFORM),
    ProfileRights("Chatter Free User", has_standard_fields=False),
    ProfileRights("Minimum Access - Salesforce", has_standard_fields=False),
)

PERMISSIONED: Final = frozenset(
    map(
        fold,
        (
            *SALES_AND_SERVICE, *VIEWED, "AssetRelationship", "AuthorizationForm", "BusinessBrand",
            "Entitlement", "Invoice", "Knowledge__kav", "ListEmail", "Location", "Macro",
            "OperatingHours", "OrgMetric", "PartyConsent", "Payment", "ProductItem", "PushTopic",
            "Quote", "QuickText", "Recommendation", "ReturnOrder", "ServiceAppointment",
            "ServiceContract", "ServiceResource", "ServiceTerritory", "Shipment",
            "StreamingChannel", "WorkOrder", "WorkType",
        ),
    )
)  # fmt: skip
"""Standard objects whose permissions profiles and permission sets list."""

FOLLOWED: Final = {
    fold(child): fold(parent)
    for child, parent in (
        ("AccountContactRelation", "Account"), ("AccountContactRole", "Account"),
        ("AccountPartner", "Account"), ("AccountTeamMember", "Account"),
        ("CampaignMember", "Campaign"), ("CampaignMemberStatus", "Campaign"),
        ("CaseComment", "Case"), ("CaseTeamMember", "Case"), ("CaseContactRole", "Case"),
        ("ContractContactRole", "Contract"), ("ContractLineItem", "ServiceContract"),
        ("OpportunityContactRole", "Opportunity"), ("OpportunityLineItem", "Opportunity"),
        ("OpportunityTeamMember", "Opportunity"), ("OpportunityCompetitor", "Opportunity"),
        ("OrderItem", "Order"), ("PricebookEntry", "Pricebook2"), ("QuoteLineItem", "Quote"),
        ("WorkOrderLineItem", "WorkOrder"),
    )
}  # fmt: skip
"""Standard objects that have the permissions of their parent."""

OPEN: Final = frozenset(
    map(
        fold,
        (
            "Attachment", "ContentDocument", "ContentDocumentLink", "ContentNote",
            "ContentVersion", "EmailMessage", "EmailMessageRelation", "Event", "EventRelation",
            "FeedAttachment", "FeedComment", "FeedItem", "Note", "Task", "TaskRelation", "Topic",
            "TopicAssignment",
        ),
    )
)  # fmt: skip
"""Standard objects that every user may read and write. Source: observed for Task (a user of
Minimum Access reads it); whether such a user may edit tasks ("Edit Tasks") is not known to us."""


def profile_grants(name: str) -> Grants:
    """What a standard profile grants; nothing for a profile that is not one of them."""
    if name == ADMINISTRATOR:
        grants = Grants(is_unrestricted=True, has_standard_fields=True)
        grants.objects.update(
            {fold(each): set(EVERYTHING) for each in (*SALES_AND_SERVICE, *VIEWED)}
        )
        return grants
    grants = Grants()
    for rights in RIGHTS:
        if rights.name == name:
            grants.has_standard_fields = rights.has_standard_fields
            for sobject in rights.changes:
                grants.allow_object(fold(sobject), ALL)
            for sobject in rights.reads:
                grants.allow_object(fold(sobject), READ_ONLY)
    return grants
