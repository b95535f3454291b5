"""What the oracle makes of permissions: settings, children, objects beside others, classes."""

from dataclasses import dataclass
from typing import Any

import pytest

from sfsim.platform.security.grants import Grants
from sfsim.platform.security.oracle import AccessOracle, GrantCache
from sfsim.schema.assembly import build_schema
from sfsim.schema.model import HIERARCHY_SETTING, Schema, SObjectType
from sfsim.schema.project import ProjectSource

ADMINISTRATOR = "00e000000000001AAA"


@dataclass(frozen=True)
class Person:
    """A user."""

    id: str = "005000000000001AAA"
    profile_id: str = "00e000000000002AAA"


class Reader:
    """Answers the same permissions for everyone and counts how often it was asked."""

    def __init__(self) -> None:
        self.held = Grants()
        self.asked = 0

    def grants(self, user: Any, denied: Any) -> Grants:
        self.asked += 1
        return self.held


@pytest.fixture(scope="module")
def schema() -> Schema:
    return build_schema(ProjectSource())


@pytest.fixture
def reader() -> Reader:
    return Reader()


@pytest.fixture
def oracle(reader: Reader) -> AccessOracle:
    cache = GrantCache()
    source: Any = reader
    return AccessOracle(source, ADMINISTRATOR, lambda: cache)


@pytest.mark.inferred
def test_permissions_are_read_once_until_they_change(oracle: AccessOracle, reader: Reader) -> None:
    oracle.grants(Person())
    oracle.grants(Person())
    assert reader.asked == 1
    oracle.permissions_changed()
    oracle.grants(Person())
    assert reader.asked == 2


@pytest.mark.inferred
def test_the_kept_user_is_not_read_anew(oracle: AccessOracle, reader: Reader) -> None:
    oracle.permissions_changed(keep=Person())
    oracle.permissions_changed(keep=Person())
    oracle.grants(Person())
    assert reader.asked == 1


@pytest.mark.documented
def test_a_child_has_the_rights_of_its_parent(
    oracle: AccessOracle, reader: Reader, schema: Schema
) -> None:
    line = schema.sobject("OpportunityLineItem")
    assert not oracle.can(Person(), "read", line)
    reader.held.allow_object("opportunity", ["edit"])
    assert oracle.can(Person(), "read", line)


@pytest.mark.documented
def test_shares_and_history_have_the_rights_of_their_object(
    oracle: AccessOracle, reader: Reader, schema: Schema
) -> None:
    reader.held.allow_object("account", ["read"])
    assert oracle.can(Person(), "read", schema.sobject("AccountShare"))
    assert oracle.can(Person(), "read", schema.sobject("AccountHistory"))
    assert not oracle.can(Person(), "read", schema.sobject("ContactHistory"))


@pytest.mark.inferred
def test_setup_objects_are_read_by_all_and_written_by_administrators(
    oracle: AccessOracle, schema: Schema
) -> None:
    user = schema.sobject("User")
    assert oracle.can(Person(), "read", user)
    assert not oracle.can(Person(), "create", user)
    assert oracle.can(Person(profile_id=ADMINISTRATOR), "create", user)


@pytest.mark.inferred
def test_a_custom_setting_is_read_by_those_who_were_given_it(
    oracle: AccessOracle, reader: Reader
) -> None:
    setting = SObjectType("Limits__c", (), kind=HIERARCHY_SETTING)
    assert not oracle.can(Person(), "read", setting)
    reader.held.settings.add("limits__c")
    assert oracle.can(Person(), "read", setting)


@pytest.mark.documented
def test_view_all_fields_reads_and_does_not_edit(
    oracle: AccessOracle, reader: Reader, schema: Schema
) -> None:
    account = schema.sobject("Account")
    reader.held.allow_object("account", ["edit", "view all fields"])
    phone = account.field("Phone")
    assert oracle.readable(Person(), account, phone)
    assert not oracle.editable(Person(), account, phone)


@pytest.mark.documented
@pytest.mark.parametrize("name", ["Approve", "approve", "ns__Approve"])
def test_a_custom_permission_by_bare_or_prefixed_name(
    oracle: AccessOracle, reader: Reader, name: str
) -> None:
    reader.held.custom_permissions.add("approve")
    assert oracle.has_custom_permission(Person(), name)


@pytest.mark.documented
def test_class_access(oracle: AccessOracle, reader: Reader) -> None:
    reader.held.classes.add("service")
    assert oracle.has_class_access(Person(), "Service")
    assert not oracle.has_class_access(Person(), "Other")
    assert oracle.has_class_access(Person(profile_id=ADMINISTRATOR), "Other")
