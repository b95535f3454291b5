"""Fields of sObject types: everything that a describe tells, and what saving and querying need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sfsim.names import fold
from sfsim.schema.field_types import FIELD_TYPE, FieldType, Storage
from sfsim.typeref import TypeRef

SET_NULL: Final = "SetNull"
RESTRICT: Final = "Restrict"
CASCADE: Final = "Cascade"
DIGITS_MAX: Final = 18
EXTRA_PLACES_MIN: Final = 2
EXTRA_PLACES_MAX: Final = 6
PLACES_MAX: Final = 15
"""Beyond its scale a number keeps as many places as 63 bits leave room for, but at least two."""

LONG_TEXT_MIN: Final = 256
"""From this length on a text area is a long one: it cannot be filtered, sorted or grouped."""


@dataclass(frozen=True, slots=True)
class PicklistValue:
    """One entry of a picklist. `value` is what is stored, `label` what is shown."""

    value: str
    label: str
    is_active: bool = True
    is_default: bool = False


@dataclass(frozen=True, slots=True)
class RollUp:
    """A roll-up summary: `operation` is count, sum, min or max over rows of `child`.

    `foreign_key` is the master-detail field of the child; `summarized` is None for count. `filters`
    are (field, operator, value) as metadata spells them.
    """

    operation: str
    child: str
    foreign_key: str
    summarized: str | None = None
    filters: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `type` is the describe name of its type (`string`, `reference`, `anyType` …).

    `default_value` is the literal of a picklist or checkbox, `default_formula` the formula text of
    any other default, `formula` that of a formula field. `relationship_name` names the parent
    relationship (`Account`, `Parent__r`), `child_relationship_name` the one in the other direction.
    `delete_constraint` is SetNull, Restrict or Cascade. `compound` names the compound field that a
    component belongs to. `controlling_field` is set on dependent picklists and on metadata
    relationships to field definitions. `feature` names the org feature without which the field does
    not exist.
    """

    name: str
    type: str
    label: str = ""
    length: int = 0
    precision: int = 0
    scale: int = 0
    nillable: bool = False
    createable: bool = True
    updateable: bool = True
    defaulted_on_create: bool = False
    default_value: str | bool | None = None
    default_formula: str | None = None
    unique: bool = False
    external_id: bool = False
    case_sensitive: bool = False
    custom: bool = False
    name_field: bool = False
    auto_number: bool = False
    display_format: str | None = None
    formula: str | None = None
    formula_treats_blanks_as_zero: bool = True
    is_calculated: bool = False
    roll_up: RollUp | None = None
    reference_to: tuple[str, ...] = ()
    relationship_name: str | None = None
    child_relationship_name: str | None = None
    relationship_order: int | None = None
    delete_constraint: str = SET_NULL
    is_master_detail: bool = False
    is_reparentable: bool = False
    write_requires_master_read: bool = False
    name_pointing: bool = False
    picklist_values: tuple[PicklistValue, ...] = ()
    restricted_picklist: bool = False
    controlling_field: str | None = None
    html_formatted: bool = False
    filterable: bool = True
    sortable: bool = True
    groupable: bool = True
    compound: str | None = None
    inline_help_text: str | None = None
    description: str | None = None
    track_history: bool = False
    apex_class: str | None = None
    feature: str = ""

    @property
    def field_type(self) -> FieldType:
        """The row of the field type table."""
        return FIELD_TYPE[self.type]

    @property
    def apex_type(self) -> TypeRef:
        """The Apex type of its values."""
        if self.apex_class is not None:
            return TypeRef(self.apex_class)
        return FIELD_TYPE[self.type].apex

    @property
    def storage(self) -> Storage:
        """How its values are kept."""
        if self.formula is not None:
            return Storage.NONE
        return FIELD_TYPE[self.type].storage

    @property
    def storage_scale(self) -> int:
        """The decimal places that are kept of a number; Apex can save more than the scale says.

        Source: recorded, 12345.67 saved in Account.AnnualRevenue (18, 0) is read back as such.
        """
        if self.storage is not Storage.DECIMAL:
            return 0
        spare = DIGITS_MAX - self.precision
        extra = max(EXTRA_PLACES_MIN, min(EXTRA_PLACES_MAX, spare))
        return max(self.scale, min(self.scale + extra, PLACES_MAX))

    @property
    def calculated(self) -> bool:
        """Whether the platform computes the value: formulas and roll-up summaries."""
        return self.is_calculated or self.formula is not None or self.roll_up is not None

    @property
    def is_reference(self) -> bool:
        """Whether its values are ids of other records."""
        return self.type == "reference"

    @property
    def is_key(self) -> bool:
        """Whether an upsert may find its record by this field.

        Source: Object Reference, property idLookup: Id, names, e-mail addresses, user names. Where
        a standard field's own page says otherwise is not in our data.
        """
        if self.custom:
            return self.external_id
        names = self.name_field or self.auto_number or self.name in ("Username", "DeveloperName")
        return self.external_id or names or self.type in ("id", "email")

    @property
    def is_polymorphic(self) -> bool:
        """Whether it can point to more than one object."""
        return self.name_pointing or len(self.reference_to) > 1

    @property
    def is_long_text(self) -> bool:
        """Whether this is a long or rich text area."""
        return self.type == "textarea" and self.length >= LONG_TEXT_MIN

    @property
    def is_filterable(self) -> bool:
        """Whether WHERE may name it."""
        return self.filterable and self.field_type.filterable and not self.is_long_text

    @property
    def is_sortable(self) -> bool:
        """Whether ORDER BY may name it."""
        return self.sortable and self.field_type.sortable and not self.is_long_text

    @property
    def is_groupable(self) -> bool:
        """Whether GROUP BY may name it."""
        return (
            self.groupable
            and self.field_type.groupable
            and not self.is_long_text
            and not self.calculated
        )

    @property
    def is_aggregatable(self) -> bool:
        """Whether MIN, MAX, COUNT and the like may name it."""
        return self.field_type.aggregatable and not self.is_long_text

    @property
    def is_text(self) -> bool:
        """Whether its values are Strings."""
        return self.field_type.storage is Storage.TEXT

    @property
    def has_key(self) -> bool:
        """Whether a folded key is stored beside the value, to filter and sort by."""
        return self.storage is Storage.TEXT and (self.is_filterable or self.is_sortable)

    @property
    def describe_length(self) -> int:
        """`DescribeFieldResult.getLength()`: text-like fields and ids have one."""
        if self.type in ("id", "reference"):
            return 18
        return self.length if self.is_text else 0

    @property
    def is_required(self) -> bool:
        """Whether saving a record without a value is refused."""
        return (
            not self.nillable
            and self.createable
            and not self.defaulted_on_create
            and self.type not in ("boolean", "id")
        )

    def picklist_value(self, text: str) -> PicklistValue | None:
        """The entry whose value equals a text but for case."""
        wanted = fold(text)
        return next((entry for entry in self.picklist_values if fold(entry.value) == wanted), None)

    @property
    def default_picklist_value(self) -> str | None:
        """The value of the entry marked as default."""
        return next((entry.value for entry in self.picklist_values if entry.is_default), None)
