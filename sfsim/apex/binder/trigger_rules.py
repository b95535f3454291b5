"""What a trigger may be declared on, and its events."""

from __future__ import annotations

from typing import Final

from sfsim.apex import messages, nodes
from sfsim.apex.binder.unit import Unit
from sfsim.names import fold
from sfsim.typeref import ERROR, TypeRef

NOT_TRIGGERABLE: Final = frozenset(
    {
        "apexclass", "apextrigger", "apexlog", "asyncapexjob", "crontrigger", "group",
        "groupmember", "permissionset", "permissionsetassignment", "profile", "recordtype",
        "userrole", "organization", "queuesobject", "sobject", "aggregateresult",
    }
)  # fmt: skip
"""Objects without triggers. Source: Object Reference, list of objects without trigger support."""


def check_trigger(unit: Unit, node: nodes.TriggerDeclaration, ref: TypeRef) -> None:
    """The object supports triggers and each event is named once."""
    if ref is not ERROR:
        if not unit.project.conversions.is_sobject(ref):
            unit.report(node.sobject.span, messages.TRIGGER_OBJECT, ref)
        elif fold(ref.name) in NOT_TRIGGERABLE or fold(ref.name).endswith("__mdt"):
            unit.report(node.sobject.span, messages.TRIGGER_NOT_SUPPORTED, ref)
    is_event = fold(ref.name).endswith("__e")
    seen: set[tuple[str, str]] = set()
    for event in node.events:
        key = (event.time, event.operation)
        name = f"{event.time} {event.operation}".upper()
        if key in seen:
            unit.report(event.span, messages.TRIGGER_USAGE_TWICE, name)
        seen.add(key)
        if key == ("before", "undelete"):
            unit.report(event.span, messages.TRIGGER_BEFORE_UNDELETE)
        if is_event and key != ("after", "insert"):
            unit.report(event.span, messages.TRIGGER_EVENT_OBJECT, ref)
