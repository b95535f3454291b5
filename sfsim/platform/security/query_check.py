"""Refusing a query that reads what the user may not.

Source: observed texts; where in the query the platform points at is not known to us, so the
messages stand alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sfsim.errors import Unsupported
from sfsim.platform.query.accessed import FIELDS, Accessed
from sfsim.platform.query.messages import (
    NO_SUCH_CHILDREN,
    NO_SUCH_COLUMN,
    NO_SUCH_RELATIONSHIP,
    NO_SUCH_TYPE,
)
from sfsim.platform.security.grants import READ
from sfsim.platform.security.modes import Enforcement
from sfsim.platform.security.oracle import AccessOracle
from sfsim.platform.security.reading import PermissionHolder
from sfsim.runtime.exceptions import QueryException

NO_SUCH_RELATION: Final = "No such relation '{name}' on entity '{type}'"
SECURITY_ENFORCED: Final = "Insufficient permissions: secure query included inaccessible field"


def check_query(
    oracle: AccessOracle,
    user: PermissionHolder,
    uses: Iterable[Accessed],
    enforcement: Enforcement,
) -> None:
    """Raises QueryException when a use is one that the user may not make; lists all fields."""
    if enforcement is Enforcement.NOTHING or oracle.is_unrestricted(user):
        return
    first: str | None = None
    inaccessible: dict[str, dict[str, None]] = {}
    for use in uses:
        if enforcement is Enforcement.SELECTED and not use.is_selected:
            continue
        problem = _problem(oracle, user, use)
        if problem is None:
            continue
        first = first or problem
        fields = inaccessible.setdefault(use.owner.name, {})
        if use.field is not None:
            fields[use.field.name] = None
    if first is None:
        return
    if enforcement is Enforcement.SELECTED:
        first = SECURITY_ENFORCED
    exception = QueryException(first)
    exception.inaccessible_fields = tuple(
        (sobject, tuple(fields)) for sobject, fields in inaccessible.items()
    )
    raise exception


def _problem(oracle: AccessOracle, user: PermissionHolder, use: Accessed) -> str | None:
    """The message about one use; None when it is allowed."""
    owner, field, target = use.owner, use.field, use.target
    if field is not None and not oracle.readable(user, owner, field):
        if use.path == FIELDS:
            raise Unsupported("FIELDS() in user mode with fields that the user may not read")
        if target is not None:
            return NO_SUCH_RELATION.format(name=use.path, type=owner.name)
        return NO_SUCH_COLUMN.format(name=field.name, type=owner.name)
    if target is not None:
        if oracle.can(user, READ, target):
            return None
        message = NO_SUCH_CHILDREN if field is None else NO_SUCH_RELATIONSHIP
        return message.format(name=use.path)
    if field is None and not oracle.can(user, READ, owner):
        return NO_SUCH_TYPE.format(name=owner.name)
    return None
