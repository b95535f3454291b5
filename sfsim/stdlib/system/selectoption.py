"""System.SelectOption: a choice of a Visualforce list.

Source: Apex Reference Guide, "SelectOption Class".
"""

from __future__ import annotations

from sfsim.stdlib.arguments import required
from sfsim.stdlib.registry import apex_class, apex_constructor, apex_method


@apex_class("System.SelectOption")
class SelectOption:
    """What is sent, what is shown, and whether it can be chosen."""

    @apex_constructor("SelectOption(String value, String label)")
    @apex_constructor("SelectOption(String value, String label, Boolean isDisabled)")
    def __init__(
        self, value: str | None, label: str | None, is_disabled: bool | None = False
    ) -> None:
        required(value, label, is_disabled)
        self.value = value
        self.label = label
        self.is_disabled = is_disabled
        self.escapes: bool | None = True

    @apex_method("String getValue()")
    def getValue(self) -> str | None:
        """What the page sends."""
        return self.value

    @apex_method("String getLabel()")
    def getLabel(self) -> str | None:
        """What the user sees."""
        return self.label

    @apex_method("Boolean getDisabled()")
    def getDisabled(self) -> bool | None:
        """Whether it cannot be chosen."""
        return self.is_disabled

    @apex_method("Boolean getEscapeItem()")
    def getEscapeItem(self) -> bool | None:
        """Whether markup in the label is shown as text."""
        return self.escapes

    @apex_method("void setValue(String value)")
    def setValue(self, value: str | None) -> None:
        """Sets what the page sends."""
        self.value = value

    @apex_method("void setLabel(String label)")
    def setLabel(self, label: str | None) -> None:
        """Sets what the user sees."""
        self.label = label

    @apex_method("void setDisabled(Boolean isDisabled)")
    def setDisabled(self, is_disabled: bool | None) -> None:
        """Sets whether it cannot be chosen."""
        self.is_disabled = is_disabled

    @apex_method("void setEscapeItem(Boolean itemsAreEscaped)")
    def setEscapeItem(self, escapes: bool | None) -> None:
        """Sets whether markup in the label is shown as text."""
        self.escapes = escapes

    @apex_method("Boolean equals(Object other)")
    def equals(self, other: object) -> bool:
        """Whether value, label and state are the same."""
        return isinstance(other, SelectOption) and other._parts() == self._parts()

    @apex_method("Integer hashCode()")
    def hashCode(self) -> int:
        """Agrees with `equals`."""
        from_text = sum(ord(letter) * 31 for letter in f"{self.value}{self.label}")
        return from_text & 0x7FFFFFFF

    @apex_method("String toString()")
    def toString(self) -> str:
        """`System.SelectOption[value="a", label="A", disabled="false"]`.

        Source: as far as known, not checked on an org.
        """
        disabled = "true" if self.is_disabled else "false"
        return (
            f'System.SelectOption[value="{self.value}", label="{self.label}",'
            f' disabled="{disabled}"]'
        )

    def _parts(self) -> tuple[object, ...]:
        return self.value, self.label, self.is_disabled, self.escapes
