"""ApexPages.Message and its severities. Source: Apex Reference Guide, "Message Class"."""

from __future__ import annotations

from sfsim.runtime.objects import ApexEnum
from sfsim.runtime.text import hash_code
from sfsim.stdlib.registry import apex_class, apex_constructor, apex_enum, apex_method


@apex_enum("ApexPages.Severity", "FATAL", "ERROR", "WARNING", "INFO", "CONFIRM")
class Severity:
    """How bad a message is, the worst first. Source: recorded, the order of its ordinals."""


@apex_class("ApexPages.Message")
class Message:
    """A message on a page. Without a detail of its own its summary stands for it."""

    @apex_constructor("Message(ApexPages.Severity severity, String summary)")
    @apex_constructor("Message(ApexPages.Severity severity, String summary, String detail)")
    @apex_constructor(
        "Message(ApexPages.Severity severity, String summary, String detail, String id)"
    )
    def __init__(
        self, severity: ApexEnum | None, summary: str | None, *rest: str | None
    ) -> None:
        self.severity = severity
        self.summary = summary
        self.detail = rest[0] if rest else summary
        self.component = rest[1] if len(rest) > 1 else None

    @apex_method("ApexPages.Severity getSeverity()")
    def getSeverity(self) -> ApexEnum | None:
        """How bad it is."""
        return self.severity

    @apex_method("String getSummary()")
    def getSummary(self) -> str | None:
        """The short text."""
        return self.summary

    @apex_method("String getDetail()")
    def getDetail(self) -> str | None:
        """The long text."""
        return self.detail

    @apex_method("String getComponentLabel()")
    def getComponentLabel(self) -> str | None:
        """The label of the component it stands at: there are no components here."""
        return None

    @apex_method("Boolean equals(Object other)")
    def equals(self, other: object) -> bool:
        """Whether all parts are equal."""
        return isinstance(other, Message) and other._parts() == self._parts()

    @apex_method("Integer hashCode()")
    def hashCode(self) -> int:
        """Agrees with `equals`."""
        return hash_code(f"{self.summary}{self.detail}")

    @apex_method("String toString()")
    def toString(self) -> str:
        """`ApexPages.Message["summary"]`. Source: as far as known, not checked on an org."""
        return f'ApexPages.Message["{self.summary}"]'

    def _parts(self) -> tuple[object, ...]:
        return self.severity, self.summary, self.detail, self.component
