"""The running user, and the rows that every org is born with: organization, profiles, users."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

ADMINISTRATOR: Final = "System Administrator"
TIME_ZONE_DEFAULT: Final = "America/Los_Angeles"
ORGANIZATION_ROW: Final[dict[str, Any]] = {
    "Name": "sfsim",
    "OrganizationType": "Developer Edition",
    "InstanceName": "SIM1",
    "IsSandbox": False,
    "LanguageLocaleKey": "en_US",
    "DefaultLocaleSidKey": "en_US",
    "TimeZoneSidKey": TIME_ZONE_DEFAULT,
    "TrialExpirationDate": None,
    "NamespacePrefix": None,
    "FiscalYearStartMonth": 1,
}


@dataclass(frozen=True, slots=True)
class StandardProfile:
    """A profile that every org has, the license it needs and the kind of its users."""

    name: str
    license: str
    user_type: str = "Standard"


PROFILES: Final = (
    StandardProfile(ADMINISTRATOR, "Salesforce"),
    StandardProfile("Standard User", "Salesforce"),
    StandardProfile("Read Only", "Salesforce"),
    StandardProfile("Solution Manager", "Salesforce"),
    StandardProfile("Marketing User", "Salesforce"),
    StandardProfile("Contract Manager", "Salesforce"),
    StandardProfile("Minimum Access - Salesforce", "Salesforce"),
    StandardProfile("Standard Platform User", "Salesforce Platform"),
    StandardProfile("Chatter Free User", "Chatter Free", "CsnOnly"),
)
"""Source: Salesforce Help, "Standard Profiles"; those of a Developer Edition org."""


@dataclass(frozen=True, slots=True)
class StandardUser:
    """A user that every org has."""

    username: str
    first_name: str | None
    last_name: str
    profile: str
    user_type: str = "Standard"


USERS: Final = (
    StandardUser("admin@sfsim.example", "Ada", "Admin", ADMINISTRATOR),
    StandardUser(
        "autoproc@sfsim.example", "Automated", "Process", ADMINISTRATOR, "AutomatedProcess"
    ),
)


@dataclass(slots=True)
class RunningUser:
    """The user in whose name code runs (`runtime.caller.UserService`)."""

    id: str
    profile_id: str
    role_id: str | None
    username: str
    first_name: str | None
    last_name: str
    email: str
    locale: str
    language: str
    time_zone: str
    user_type: str


def running_user(row: Mapping[str, Any]) -> RunningUser:
    """The running user for a row of `User`; what the row leaves open has the org's defaults."""
    return RunningUser(
        id=row["Id"],
        profile_id=row.get("ProfileId") or "",
        role_id=row.get("UserRoleId"),
        username=row.get("Username") or "",
        first_name=row.get("FirstName"),
        last_name=row.get("LastName") or "",
        email=row.get("Email") or "",
        locale=row.get("LocaleSidKey") or "en_US",
        language=row.get("LanguageLocaleKey") or "en_US",
        time_zone=row.get("TimeZoneSidKey") or TIME_ZONE_DEFAULT,
        user_type=row.get("UserType") or "Standard",
    )


def user_row(user: StandardUser, profile_id: str) -> dict[str, Any]:
    """The `User` row of a standard user."""
    name = " ".join(part for part in (user.first_name, user.last_name) if part)
    return {
        "Username": user.username,
        "FirstName": user.first_name,
        "LastName": user.last_name,
        "Name": name,
        "Email": user.username,
        "Alias": user.last_name[:5].lower(),
        "ProfileId": profile_id,
        "IsActive": True,
        "UserType": user.user_type,
        "TimeZoneSidKey": TIME_ZONE_DEFAULT,
        "LocaleSidKey": "en_US",
        "LanguageLocaleKey": "en_US",
        "EmailEncodingKey": "UTF-8",
        "CommunityNickname": user.last_name.lower(),
    }
