"""Sets of permissions: unions, implications, muting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfsim.platform.security.grants import (
    CREATE,
    DELETE,
    EDIT,
    IMPLIED,
    MODIFY_ALL,
    READ,
    VIEW_ALL,
    Grants,
)

PERMISSIONS = st.sets(st.sampled_from([READ, CREATE, EDIT, DELETE, VIEW_ALL, MODIFY_ALL]))
FIELD = ("account", "phone")


def of(permissions: set[str]) -> Grants:
    grants = Grants()
    grants.allow_object("account", permissions)
    return grants


@pytest.mark.documented
@given(PERMISSIONS, PERMISSIONS)
def test_permissions_add_up(first: set[str], second: set[str]) -> None:
    total = of(first)
    total.add(of(second))
    assert total.objects == of(first | second).objects


@pytest.mark.documented
@given(PERMISSIONS, PERMISSIONS)
def test_what_muting_leaves_is_still_complete(granted: set[str], muted: set[str]) -> None:
    taken = Grants()
    taken.mute_object("account", muted)
    left = of(granted).without(taken).objects["account"]
    assert not left & muted
    assert all(left.issuperset(IMPLIED.get(each, ())) for each in left)


@pytest.mark.documented
def test_muting_read_of_a_field_takes_edit_too() -> None:
    grants, muted = Grants(), Grants()
    grants.allow_field(FIELD, editable=True)
    muted.mute_field(FIELD, readable=True)
    assert grants.without(muted).fields[FIELD] == set()


@pytest.mark.documented
def test_muting_edit_of_a_field_leaves_read() -> None:
    grants, muted = Grants(), Grants()
    grants.allow_field(FIELD, editable=True)
    muted.mute_field(FIELD, readable=False)
    assert grants.without(muted).fields[FIELD] == {READ}
