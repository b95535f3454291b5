"""Flows and workflow rules that run when records are saved: which object, on which operations.

What they do is not read here: sfsim does not run them yet, so a save that would start one is
refused by its name. Other flows (screens, schedules, called by Apex) are no part of a save.

Source: Metadata API Developer Guide, Flow ("start") and Workflow ("WorkflowRule").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from sfsim.schema.metadata.xml import XMLNode, parse_xml
from sfsim.schema.project import MetadataFile

ACTIVE: Final = "Active"
OPERATIONS: Final[dict[str, frozenset[str]]] = {
    "Create": frozenset({"insert"}),
    "Update": frozenset({"update"}),
    "CreateAndUpdate": frozenset({"insert", "update"}),
    "Delete": frozenset({"delete"}),
    "onCreateOnly": frozenset({"insert"}),
    "onAllChanges": frozenset({"insert", "update"}),
    "onCreateOrTriggeringUpdate": frozenset({"insert", "update"}),
}
"""By a flow's `recordTriggerType` and a workflow rule's `triggerType`."""


@dataclass(frozen=True, slots=True)
class Automation:
    """One active flow or rule; `sobject` is spelled as its file spells it."""

    kind: str
    name: str
    sobject: str
    operations: frozenset[str]
    path: str
    line: int

    @property
    def feature(self) -> str:
        """How a refusal names it."""
        return f"the {self.kind} {self.name} on {self.sobject}"


def read_automations(files: Iterable[MetadataFile]) -> tuple[Automation, ...]:
    """The active ones among metadata files. Raises SourceError for a file that is not readable."""
    return tuple(
        automation
        for file in files
        if file.kind in READERS
        for automation in READERS[file.kind](file, parse_xml(file.path, str(file.path)))
    )


def _flow(file: MetadataFile, root: XMLNode) -> Iterator[Automation]:
    start = root.child("start")
    if start is None or root.text("status") != ACTIVE:
        return
    sobject, when = start.text("object"), start.text("recordTriggerType")
    if sobject is not None and when is not None:
        yield Automation(
            "record-triggered flow", file.name, sobject, _operations(start, when),
            str(file.path), start.line,
        )  # fmt: skip


def _workflow(file: MetadataFile, root: XMLNode) -> Iterator[Automation]:
    for rule in root.children("rules"):
        if rule.flag("active") and rule.child("actions") is not None:
            yield Automation(
                "workflow rule", rule.required("fullName"), file.name,
                _operations(rule, rule.required("triggerType")), str(file.path), rule.line,
            )  # fmt: skip


def _operations(node: XMLNode, when: str) -> frozenset[str]:
    found = OPERATIONS.get(when.strip())
    if found is None:
        raise node.error(f"'{when.strip()}' is no known trigger type.")
    return found


READERS: Final[dict[str, Callable[[MetadataFile, XMLNode], Iterator[Automation]]]] = {
    "flow": _flow,
    "workflow": _workflow,
}
