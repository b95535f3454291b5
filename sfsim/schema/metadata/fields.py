"""Custom fields from metadata: `<CustomField>` files and `<fields>` of object files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sfsim.schema.field import CASCADE, SET_NULL, Field, PicklistValue, RollUp
from sfsim.schema.metadata.xml import XMLNode

TYPES: Final[Mapping[str, str]] = {
    "Text": "string",
    "TextArea": "textarea",
    "LongTextArea": "textarea",
    "Html": "textarea",
    "EncryptedText": "encryptedstring",
    "Number": "double",
    "Currency": "currency",
    "Percent": "percent",
    "Checkbox": "boolean",
    "Date": "date",
    "DateTime": "datetime",
    "Time": "time",
    "Email": "email",
    "Phone": "phone",
    "Url": "url",
    "Picklist": "picklist",
    "MultiselectPicklist": "multipicklist",
    "Lookup": "reference",
    "MasterDetail": "reference",
    "Hierarchy": "reference",
    "ExternalLookup": "reference",
    "IndirectLookup": "reference",
    "MetadataRelationship": "reference",
    "AutoNumber": "string",
    "Location": "location",
    "Summary": "double",
}
"""Metadata field type → describe type. Source: Metadata API Developer Guide, "CustomField"."""

LENGTHS: Final = {
    "TextArea": 255, "Email": 80, "Phone": 40, "Url": 255, "Picklist": 255,
    "MultiselectPicklist": 4099, "AutoNumber": 30, "Text": 255, "LongTextArea": 32768,
    "Html": 32768, "EncryptedText": 175,
}
MASTER_DETAIL: Final = "MasterDetail"
HTML_FUNCTIONS: Final = ("HYPERLINK(", "IMAGE(", "BR(")


@dataclass(frozen=True, slots=True)
class FieldSource:
    """A field as one file defines it. `metadata_type` is '' for a change of a standard field.

    `value_set` names the global value set of a picklist without values of its own. `summarized` is
    the `Child__c.Field__c` whose type a roll-up takes over.
    """

    field: Field
    metadata_type: str
    path: str
    line: int
    value_set: str | None = None
    summarized: str | None = None


def read_field(node: XMLNode) -> FieldSource:
    """One field. Raises SourceError for what cannot be one."""
    name = node.required("fullName")
    kind = (node.text("type") or "").strip()
    if kind and kind not in TYPES:
        raise node.error(f"The field type '{kind}' of {name} is not known.")
    if not kind and name.endswith("__c"):
        raise node.error(f"<type> is missing in the custom field {name}.")
    field = Field(**_attributes(node, name, kind))
    value_set = node.child("valueSet")
    summarized = node.text("summarizedField")
    return FieldSource(
        field,
        kind,
        node.path,
        node.line,
        value_set=None if value_set is None else value_set.text("valueSetName"),
        summarized=summarized,
    )


def _attributes(node: XMLNode, name: str, kind: str) -> dict[str, Any]:
    formula = node.text("formula")
    computed = formula is not None or kind in ("Summary", "AutoNumber")
    required = node.flag("required") or kind == MASTER_DETAIL
    values: dict[str, Any] = {
        "name": name,
        "type": TYPES.get(kind, "string"),
        "label": node.text("label") or name,
        "length": node.number("length", LENGTHS.get(kind, 0)),
        "precision": node.number("precision", 18 if kind == "Summary" else 0),
        "scale": node.number("scale"),
        "nillable": not required and kind not in ("Checkbox", "AutoNumber"),
        "createable": not computed and kind != "Location",
        "updateable": not computed and kind != "Location",
        "unique": node.flag("unique"),
        "external_id": node.flag("externalId"),
        "case_sensitive": node.flag("caseSensitive"),
        "custom": name.endswith("__c"),
        "auto_number": kind == "AutoNumber",
        "display_format": node.text("displayFormat"),
        "formula": formula,
        "formula_treats_blanks_as_zero": node.text("formulaTreatBlanksAs") == "BlankAsZero",
        "html_formatted": kind == "Html" or _makes_html(formula),
        "inline_help_text": node.text("inlineHelpText"),
        "description": node.text("description"),
        "track_history": node.flag("trackHistory"),
    }
    values.update(_default(node, kind))
    values.update(_reference(node, name, kind))
    values.update(_picklist(node, kind))
    if kind == "Summary":
        values["roll_up"] = _roll_up(node)
    return values


def _makes_html(formula: str | None) -> bool:
    return formula is not None and any(each in formula.upper() for each in HTML_FUNCTIONS)


def _default(node: XMLNode, kind: str) -> dict[str, Any]:
    """Checkboxes default to a literal, everything else to a formula."""
    text = node.text("defaultValue")
    if kind == "Checkbox":
        is_checked = text is not None and text.strip().lower() in ("true", "1", "checked")
        return {"default_value": is_checked, "defaulted_on_create": True}
    if text is None:
        return {"defaulted_on_create": kind == "AutoNumber"}
    return {"default_formula": text, "defaulted_on_create": True}


def _reference(node: XMLNode, name: str, kind: str) -> dict[str, Any]:
    if TYPES.get(kind) != "reference":
        return {}
    target = "User" if kind == "Hierarchy" else node.required("referenceTo")
    child_name = node.text("relationshipName")
    is_master_detail = kind == MASTER_DETAIL
    return {
        "reference_to": (target,),
        "length": 18,
        "relationship_name": name[: -len("__c")] + "__r" if name.endswith("__c") else None,
        "child_relationship_name": child_name and child_name + "__r",
        "relationship_order": node.number("relationshipOrder") if is_master_detail else None,
        "delete_constraint": CASCADE if is_master_detail else _constraint(node),
        "is_master_detail": is_master_detail,
        "is_reparentable": not is_master_detail or node.flag("reparentableMasterDetail"),
        "updateable": not is_master_detail or node.flag("reparentableMasterDetail"),
        "write_requires_master_read": node.flag("writeRequiresMasterRead"),
        "controlling_field": node.text("metadataRelationshipControllingField"),
    }


def _constraint(node: XMLNode) -> str:
    return (node.text("deleteConstraint") or SET_NULL).strip()


def _picklist(node: XMLNode, kind: str) -> dict[str, Any]:
    """Values of the current form (`valueSet`) and of the one before API 38 (`picklist`)."""
    if kind and kind not in ("Picklist", "MultiselectPicklist"):
        return {}
    value_set = node.child("valueSet")
    if value_set is not None:
        definition = value_set.child("valueSetDefinition")
        values = () if definition is None else read_values(definition, "value")
        return {
            "picklist_values": values,
            "restricted_picklist": value_set.flag("restricted"),
            "controlling_field": value_set.text("controllingField"),
        }
    old = node.child("picklist")
    if old is None:
        return {}
    return {
        "picklist_values": read_values(old, "picklistValues"),
        "restricted_picklist": old.flag("restrictedPicklist"),
        "controlling_field": old.text("controllingField"),
    }


def read_values(node: XMLNode, element: str) -> tuple[PicklistValue, ...]:
    """The entries of a value set, alphabetical by label when it is marked as sorted."""
    values = []
    for each in node.children(element):
        value = each.required("fullName")
        values.append(
            PicklistValue(
                value,
                each.text("label") or value,
                is_active=each.flag("isActive", True),
                is_default=each.flag("default"),
            )
        )
    if node.flag("sorted"):
        values.sort(key=lambda each: each.label)
    return tuple(values)


def _roll_up(node: XMLNode) -> RollUp:
    child, _, foreign_key = node.required("summaryForeignKey").partition(".")
    summarized = node.text("summarizedField")
    filters = tuple(
        (
            each.required("field").rpartition(".")[2],
            each.required("operation"),
            each.text("value") or "",
        )
        for each in node.children("summaryFilterItems")
    )
    return RollUp(
        operation=node.required("summaryOperation"),
        child=child,
        foreign_key=foreign_key,
        summarized=summarized.rpartition(".")[2] if summarized else None,
        filters=filters,
    )
