"""The step of the save order that stands for flows and workflow rules, which do not run yet.

A save that would start one is refused by name: leaving it out would silently change the outcome.
Whether its entry conditions hold is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from sfsim.errors import Unsupported
from sfsim.names import fold
from sfsim.platform.dml.rows import Save
from sfsim.schema.metadata.automations import Automation
from sfsim.schema.model import Schema

Automations = Mapping[str, tuple[Automation, ...]]
NO_AUTOMATIONS: Final[Automations] = {}


def refuse_automations(save: Save) -> None:
    """Raises Unsupported where a flow or a workflow rule would run."""
    for each in save.services.automations.get(fold(save.type.name), ()):
        if save.operation in each.operations:
            raise Unsupported(each.feature)


def by_object(schema: Schema, automations: Iterable[Automation]) -> Automations:
    """Automations by the folded name of their object; of unknown objects there are none."""
    sorted_out: dict[str, tuple[Automation, ...]] = {}
    for each in automations:
        owner = schema.find(each.sobject)
        if owner is not None:
            key = fold(owner.name)
            sorted_out[key] = (*sorted_out.get(key, ()), each)
    return sorted_out
