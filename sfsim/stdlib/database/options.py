"""Database.DMLOptions and its parts. Source: Apex Reference Guide, "DMLOptions Class"."""

from __future__ import annotations

from sfsim.stdlib.registry import apex_class, apex_constructor


@apex_class(
    "Database.DMLOptions.AssignmentRuleHeader",
    attributes=(
        "Id AssignmentRuleId { get; set; }",
        "Boolean UseDefaultRule { get; set; }",
    ),
)
class AssignmentRuleHeader:
    """Which assignment rule applies to a case or lead."""

    @apex_constructor("AssignmentRuleHeader()")
    def __init__(self) -> None:
        self.AssignmentRuleId: str | None = None
        self.UseDefaultRule: bool | None = None


@apex_class(
    "Database.DMLOptions.DuplicateRuleHeader",
    attributes=(
        "Boolean AllowSave { get; set; }",
        "Boolean IncludeRecordDetails { get; set; }",
        "Boolean RunAsCurrentUser { get; set; }",
    ),
)
class DuplicateRuleHeader:
    """What happens to duplicates."""

    @apex_constructor("DuplicateRuleHeader()")
    def __init__(self) -> None:
        self.AllowSave: bool | None = None
        self.IncludeRecordDetails: bool | None = None
        self.RunAsCurrentUser: bool | None = None


@apex_class(
    "Database.DMLOptions.EmailHeader",
    attributes=(
        "Boolean TriggerAutoResponseEmail { get; set; }",
        "Boolean TriggerOtherEmail { get; set; }",
        "Boolean TriggerUserEmail { get; set; }",
    ),
)
class EmailHeader:
    """Which emails are sent."""

    @apex_constructor("EmailHeader()")
    def __init__(self) -> None:
        self.TriggerAutoResponseEmail: bool | None = None
        self.TriggerOtherEmail: bool | None = None
        self.TriggerUserEmail: bool | None = None


@apex_class(
    "Database.DMLOptions",
    attributes=(
        "Boolean AllowFieldTruncation { get; set; }",
        "Database.DMLOptions.AssignmentRuleHeader AssignmentRuleHeader { get; set; }",
        "Database.DMLOptions.DuplicateRuleHeader DuplicateRuleHeader { get; set; }",
        "Database.DMLOptions.EmailHeader EmailHeader { get; set; }",
        "String LocaleOptions { get; set; }",
        "Boolean LocalizeErrors { get; set; }",
        "Boolean OptAllOrNone { get; set; }",
    ),
)
class DMLOptions:
    """How a DML operation runs. The headers are there from the start: code sets their fields."""

    @apex_constructor("DMLOptions()")
    def __init__(self) -> None:
        self.AllowFieldTruncation: bool | None = None
        self.AssignmentRuleHeader = AssignmentRuleHeader()
        self.DuplicateRuleHeader = DuplicateRuleHeader()
        self.EmailHeader = EmailHeader()
        self.LocaleOptions: str | None = None
        self.LocalizeErrors: bool | None = None
        self.OptAllOrNone: bool | None = None
