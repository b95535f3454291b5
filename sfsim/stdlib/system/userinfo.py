"""System.UserInfo: the running user. Source: Apex Reference Guide, "UserInfo Class"."""

from __future__ import annotations

from sfsim.runtime.caller import Caller
from sfsim.stdlib.registry import apex_class, apex_method
from sfsim.stdlib.system.timezone import TimeZone

THEME = "Theme4d"
"""Lightning Experience."""

CURRENCY = "USD"


@apex_class("System.UserInfo", source="Apex Reference Guide, UserInfo Class")
class UserInfo:
    """Static members only."""

    @apex_method("static String getUserId()", caller=True)
    @staticmethod
    def get_user_id(caller: Caller) -> str:
        """The id, 18 characters."""
        return caller.org.transaction.user.id

    @apex_method("static String getUserName()", caller=True)
    @staticmethod
    def get_user_name(caller: Caller) -> str:
        """The login name."""
        return caller.org.transaction.user.username

    @apex_method("static String getFirstName()", caller=True)
    @staticmethod
    def get_first_name(caller: Caller) -> str | None:
        """The first name."""
        return caller.org.transaction.user.first_name

    @apex_method("static String getLastName()", caller=True)
    @staticmethod
    def get_last_name(caller: Caller) -> str:
        """The last name."""
        return caller.org.transaction.user.last_name

    @apex_method("static String getName()", caller=True)
    @staticmethod
    def get_name(caller: Caller) -> str:
        """First and last name."""
        user = caller.org.transaction.user
        return f"{user.first_name} {user.last_name}" if user.first_name else user.last_name

    @apex_method("static String getUserEmail()", caller=True)
    @staticmethod
    def get_user_email(caller: Caller) -> str:
        """The email address."""
        return caller.org.transaction.user.email

    @apex_method("static String getUserType()", caller=True)
    @staticmethod
    def get_user_type(caller: Caller) -> str:
        """`Standard`, …"""
        return caller.org.transaction.user.user_type

    @apex_method("static String getProfileId()", caller=True)
    @staticmethod
    def get_profile_id(caller: Caller) -> str:
        """The id of the profile."""
        return caller.org.transaction.user.profile_id

    @apex_method("static String getUserRoleId()", caller=True)
    @staticmethod
    def get_user_role_id(caller: Caller) -> str | None:
        """The id of the role."""
        return caller.org.transaction.user.role_id

    @apex_method("static String getLocale()", caller=True)
    @staticmethod
    def get_locale(caller: Caller) -> str:
        """`en_US`."""
        return caller.org.transaction.user.locale

    @apex_method("static String getLanguage()", caller=True)
    @staticmethod
    def get_language(caller: Caller) -> str:
        """`en_US`."""
        return caller.org.transaction.user.language

    @apex_method("static TimeZone getTimeZone()", caller=True)
    @staticmethod
    def get_time_zone(caller: Caller) -> TimeZone:
        """The time zone."""
        return TimeZone(caller.org.transaction.user.time_zone)

    @apex_method("static String getOrganizationId()", caller=True)
    @staticmethod
    def get_organization_id(caller: Caller) -> str:
        """The id of the org, 18 characters."""
        return caller.org.organization_id

    @apex_method("static String getSessionId()", caller=True)
    @staticmethod
    def get_session_id(caller: Caller) -> str | None:
        """A session id of synchronous transactions; others have none."""
        transaction = caller.org.transaction
        if transaction.entry_kind in ("anonymous", "rest", "test"):
            return f"{caller.org.organization_id[:15]}!{transaction.user.id}"
        return None

    @apex_method("static String getDefaultCurrency()")
    @staticmethod
    def get_default_currency() -> str:
        """The currency of the org, which has one only."""
        return CURRENCY

    @apex_method("static Boolean isMultiCurrencyOrganization()")
    @staticmethod
    def is_multi_currency() -> bool:
        """Whether the org has several currencies."""
        return False

    @apex_method("static String getUiTheme()")
    @apex_method("static String getUiThemeDisplayed()")
    @staticmethod
    def get_ui_theme() -> str:
        """The theme of Lightning Experience."""
        return THEME
