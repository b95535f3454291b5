"""Which fields have field-level security."""

import pytest

from sfsim.platform.security.oracle import is_permissionable
from sfsim.schema.assembly import build_schema
from sfsim.schema.project import ProjectSource


@pytest.mark.documented
@pytest.mark.parametrize(
    ("sobject", "field", "expected"),
    [
        ("Account", "Id", False),
        ("Account", "Name", False),
        ("Account", "OwnerId", False),
        ("Account", "CreatedDate", False),
        ("Account", "Phone", True),
        ("Contact", "LastName", False),
        ("Contact", "FirstName", False),
        ("Contact", "AccountId", True),
        ("Contact", "DoNotCall", True),
        ("Contact", "IsDeleted", False),
        ("Opportunity", "StageName", False),
        ("Opportunity", "Amount", True),
    ],
)
def test_standard_fields(sobject: str, field: str, expected: bool) -> None:
    sobject_type = build_schema(ProjectSource()).sobject(sobject)
    assert is_permissionable(sobject_type, sobject_type.field(field)) is expected
