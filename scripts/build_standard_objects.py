"""Writes sfsim/schema/standard/ from a description of Salesforce's standard objects.

    python scripts/build_standard_objects.py PATH/standard_objects.json.gz

The input is `{Object: {label, keyPrefix?, fields: [...], childRelationships?: [...]}}` as published
describes and the Object Reference give it. What it leaves open (lengths, precisions, prefixes of
objects that have none on record) is filled in here, by rules that are written down in this file.
"""

from __future__ import annotations

import gzip
import json
import shutil
import sys
from pathlib import Path
from typing import Any, Final

TARGET: Final = Path(__file__).resolve().parent.parent / "sfsim" / "schema" / "standard" / "objects"
HEADER: Final = (
    "Salesforce Object Reference and describe results of a Developer Edition org;"
    " written by scripts/build_standard_objects.py"
)
DIGITS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
LENGTHS: Final = {
    "string": 255, "picklist": 255, "combobox": 255, "email": 80, "phone": 40, "url": 255,
    "textarea": 255, "multipicklist": 4099, "reference": 18, "id": 18, "encryptedstring": 175,
    "anyType": 255,
}
LONG_TEXT: Final = 32000
NUMBERS: Final = {"currency": (18, 2), "double": (18, 2), "percent": (5, 2)}
PRECISIONS: Final = {
    "AnnualRevenue": (18, 0), "Probability": (3, 0), "Latitude": (18, 15), "Longitude": (18, 15),
    "NumberSent": (18, 0), "ExpectedResponse": (10, 2),
}
"""By the end of the field's name."""
NAME_FIELDS: Final = {
    "Case": "CaseNumber", "Task": "Subject", "Event": "Subject", "Contract": "ContractNumber",
    "Order": "OrderNumber", "Solution": "SolutionName", "ContentVersion": "Title",
    "ContentDocument": "Title", "Idea": "Title", "Note": "Title", "WorkOrder": "WorkOrderNumber",
    "OrderItem": "OrderItemNumber", "WorkOrderLineItem": "LineItemNumber",
    "ContractLineItem": "LineItemNumber", "QuoteLineItem": "LineNumber",
    "ServiceAppointment": "AppointmentNumber", "ProcessInstanceNode": "ProcessNodeName",
}
AUTO_NUMBERS: Final = {
    "Case.CaseNumber": "{00000000}", "Contract.ContractNumber": "{00000000}",
    "Order.OrderNumber": "{00000000}", "OrderItem.OrderItemNumber": "{0000000000}",
    "Solution.SolutionNumber": "{00000000}", "WorkOrder.WorkOrderNumber": "{00000000}",
    "WorkOrderLineItem.LineItemNumber": "{00000000}", "Quote.QuoteNumber": "{00000000}",
    "QuoteLineItem.LineNumber": "{00000000}", "ContractLineItem.LineItemNumber": "{00000000}",
    "ServiceAppointment.AppointmentNumber": "SA-{0000}",
    "MessagingSession.Name": "{00000000}", "DuplicateRecordSet.Name": "{00000000}",
    "DuplicateRecordItem.Name": "{00000000}",
}
RESTRICTED: Final = frozenset(
    {"TimeZoneSidKey", "LocaleSidKey", "EmailEncodingKey", "LanguageLocaleKey"}
)
FEATURES: Final = (
    ("multi currency", lambda owner, name: name.endswith("CurrencyIsoCode")),
    ("divisions", lambda owner, name: name.endswith("Division")),
    ("state and country picklists",
     lambda owner, name: name.endswith(("StateCode", "CountryCode"))),
    ("record types", lambda owner, name: name == "RecordTypeId"),
    ("person accounts", lambda owner, name: owner == "Account" and (
        name.startswith(("Person", "IsPerson")) or name in ("FirstName", "LastName", "Salutation",
        "MiddleName", "Suffix", "Pronouns", "GenderIdentity"))),
    ("person accounts", lambda owner, name: name in ("IsPersonAccount", "IsPersonType")),
    ("territories", lambda owner, name: "Territory2" in name),
    ("communities", lambda owner, name: name in ("NetworkId", "NetworkScope")),
    ("further permissions", lambda owner, name: name.startswith(("Permissions", "UserPref"))),
    ("loyalty and warranty", lambda owner, name: name in ("AssetWarrantyId", "HasPrivacyHold")),
)
ADDRESS_PARTS: Final = (
    "Street", "City", "State", "PostalCode", "Country", "StateCode", "CountryCode", "Latitude",
    "Longitude", "GeocodeAccuracy",
)
PERSON_NAME_PARTS: Final = frozenset(
    {"FirstName", "LastName", "Salutation", "MiddleName", "Suffix"}
)
VIRTUAL: Final = frozenset(
    {"AggregateResult", "Name", "Address", "UserRecordAccess", "UserPermissionAccess",
     "UserEntityAccess", "UserFieldAccess", "RecentlyViewed", "PicklistValueInfo",
     "RelationshipInfo", "RelationshipDomain", "DataType", "Publisher", "ActivityHistory",
     "OpenActivity", "NoteAndAttachment", "CombinedAttachment", "AttachedContentDocument",
     "ContentFolderItem", "EntityParticle", "FieldDefinition", "SearchLayout", "TabDefinition"}
)
"""Objects without rows of their own: their describes show no key prefix."""
KINDS: Final = (
    ("ChangeEvent", "change event"), ("History", "history"), ("Share", "share"), ("Feed", "feed"),
)
NOT_DERIVED: Final = frozenset({"LoginHistory", "OpportunityHistory", "ActivityHistory",
    "ProcessInstanceHistory"})
EVENTS: Final = frozenset(
    {"AsyncOperationEvent", "BatchApexErrorEvent", "ConcurLongRunApexErrEvent", "LoginEvent",
     "FlowExecutionErrorEvent", "LogoutEventStream", "PlatformStatusAlertEvent"}
)
FILLED: Final = {
    "Contract": ("StatusCode",), "Order": ("StatusCode",), "EmailMessage": ("Name", "Status"),
    "ContentVersion": ("ContentDocumentId", "Title"), "Topic": ("TalkingAbout",),
    "TopicAssignment": ("EntityKeyPrefix",), "Solution": ("TimesUsed",), "Group": ("Type",),
    "ServiceContract": ("ContractNumber",), "StaticResource": ("BodyLength", "CacheControl"),
    "Document": ("BodyLength", "AuthorId"), "User": ("CommunityNickname",),
    "UserRole": ("OpportunityAccessForAccountOwner",), "ListEmail": ("Status",),
}
"""Never null, but filled by the platform: what nobody sets is no error."""
COMPUTED: Final = frozenset(
    {"Contract.StatusCode", "Order.StatusCode", "TopicAssignment.EntityKeyPrefix",
     "Topic.TalkingAbout", "StaticResource.BodyLength", "Document.BodyLength",
     "Entitlement.Status"}
)
DEFAULTS: Final = {"Contract.Status": "Draft", "Group.Type": "Regular", "EmailMessage.Status": "0"}
"""Defaults that describes do not show. Source: Object Reference, the objects' own pages."""
JUNCTION: Final = {"type": "junctionIdList", "nillable": True, "filterable": False,
                   "sortable": False, "groupable": False}
DEFINITION: Final = {"type": "reference", "length": 255, "nillable": True,
                     "referenceTo": ["EntityDefinition"], "relationshipName": "EntityDefinition"}
CORRECTIONS: Final = {
    "EmailMessage": {"ToIds": JUNCTION, "CcIds": JUNCTION, "BccIds": JUNCTION},
    "FieldDefinition": {"EntityDefinitionId": DEFINITION},
    "EntityParticle": {"EntityDefinitionId": DEFINITION},
}
"""Fields that the description lacks or has wrong. Source: Object Reference, the objects' pages."""
MORE_CHILDREN: Final = {"Contract": (["Opportunities", "Opportunity", "ContractId", False, False],)}
DEFAULTED: Final = frozenset(
    {"OwnerId", "CreatedDate", "CreatedById", "LastModifiedDate", "LastModifiedById",
     "SystemModstamp", "IsDeleted"}
)


def main(path: str) -> None:
    """Rewrites all object files and the index."""
    with gzip.open(path) as stream:
        objects: dict[str, dict[str, Any]] = json.load(stream)
    for owner, corrections in CORRECTIONS.items():
        correct(objects[owner]["fields"], corrections)
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    constraints = delete_constraints(objects)
    prefixes = key_prefixes(objects)
    index = {}
    for name in sorted(objects):
        source = objects[name]
        record = {
            "source": HEADER,
            "name": name,
            "label": source["label"],
            "key_prefix": prefixes.get(name),
            "kind": kind_of(name),
            "queryable": source.get("queryable", True),
            "children": [*children(source, objects), *MORE_CHILDREN.get(name, ())],
            "fields": fields_of(name, source, objects, constraints),
        }
        write_object(TARGET / f"{name}.json", record)
        index[name] = [source["label"], prefixes.get(name)]
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(row)}" for name, row in index.items())
    text = f'{{"source": {json.dumps(HEADER)},\n"objects": {{\n{lines}\n}}}}\n'
    (TARGET / "index.json").write_text(text, encoding="utf-8")


def correct(fields: list[dict[str, Any]], corrections: dict[str, dict[str, Any]]) -> None:
    """Replaces or adds fields of one object."""
    for name, changes in corrections.items():
        found = next((field for field in fields if field["name"] == name), None)
        if found is None:
            fields.append({"name": name, **changes})
        else:
            found.update(changes)


def kind_of(name: str) -> str:
    """The kind of an object, from its name."""
    if name in EVENTS:
        return "platform event"
    if name in NOT_DERIVED:
        return "standard"
    return next((kind for suffix, kind in KINDS if name.endswith(suffix)), "standard")


def key_prefixes(objects: dict[str, dict[str, Any]]) -> dict[str, str]:
    """The known prefixes, and made-up ones (Z…) for stored objects that have none on record."""
    known = {name: source["keyPrefix"] for name, source in objects.items() if "keyPrefix" in source}
    number = 0
    for name in sorted(objects):
        kind = kind_of(name)
        if name in known or name in VIRTUAL or kind in ("change event", "platform event", "feed"):
            continue
        if kind == "history":
            known[name] = "017"
            continue
        if any(field["name"] == "Id" for field in objects[name]["fields"]):
            known[name] = "Z" + DIGITS[number // 62] + DIGITS[number % 62]
            number += 1
    return known


def children(
    source: dict[str, Any], objects: dict[str, dict[str, Any]]
) -> list[list[str | bool | None]]:
    """The child relationships as [name, child, field, cascades, restricts]."""
    return [
        [
            each["relationshipName"], each["childSObject"], each["field"],
            each.get("cascadeDelete", False), each.get("restrictedDelete", False),
        ]
        for each in source.get("childRelationships", ())
        if each["childSObject"] in objects
    ]


def delete_constraints(objects: dict[str, dict[str, Any]]) -> dict[tuple[str, str], str]:
    """Cascade or Restrict by (child, field), from the parents' side of the relationships."""
    constraints = {}
    for source in objects.values():
        for each in source.get("childRelationships", ()):
            key = (each["childSObject"], each["field"])
            if each.get("cascadeDelete"):
                constraints[key] = "Cascade"
            elif each.get("restrictedDelete"):
                constraints[key] = "Restrict"
    return constraints


def fields_of(
    owner: str,
    source: dict[str, Any],
    objects: dict[str, dict[str, Any]],
    constraints: dict[tuple[str, str], str],
) -> list[dict[str, Any]]:
    """The fields as keyword arguments of `sfsim.schema.field.Field`; defaults are left out."""
    seen: set[str] = set()
    rows = []
    for field in source["fields"]:
        if field["name"].lower() in seen:
            continue
        seen.add(field["name"].lower())
        row = field_row(owner, field, objects)
        constraint = constraints.get((owner, field["name"]))
        if constraint is not None:
            row["delete_constraint"] = constraint
        rows.append(row)
    add_compounds(rows)
    return rows


def field_row(owner: str, field: dict[str, Any], objects: dict[str, Any]) -> dict[str, Any]:
    """One field without its delete constraint and compound."""
    name, kind = field["name"], field["type"]
    row: dict[str, Any] = {"name": name, "type": kind, "label": field.get("label", name)}
    row.update(sizes(field))
    for flag in ("createable", "updateable", "filterable", "sortable", "groupable"):
        if not field.get(flag, True):
            row[flag] = False
    if field.get("nillable") and kind != "boolean":
        row["nillable"] = True
    if field.get("defaultValue") not in (None, False):
        row["default_value"] = field["defaultValue"]
    if f"{owner}.{name}" in DEFAULTS:
        row["default_value"] = DEFAULTS[f"{owner}.{name}"]
    if f"{owner}.{name}" in COMPUTED:
        row.update(createable=False, updateable=False)
    is_filled = name in DEFAULTED or name in FILLED.get(owner, ())
    if kind == "boolean" or is_filled or "default_value" in row:
        row["defaulted_on_create"] = True
    row.update(reference(field, objects))
    row.update(picklist(field))
    if name == NAME_FIELDS.get(owner, "Name"):
        row["name_field"] = True
    if f"{owner}.{name}" in AUTO_NUMBERS:
        row.update(auto_number=True, display_format=AUTO_NUMBERS[f"{owner}.{name}"],
                   defaulted_on_create=True, createable=False, updateable=False)
    if field.get("extraTypeInfo") == "richtextarea":
        row["html_formatted"] = True
    if "apexType" in field:
        row["apex_class"] = field["apexType"]
    if kind in ("address", "location"):
        row.update(createable=False, updateable=False)
    feature = next((feature for feature, is_of in FEATURES if is_of(owner, name)), "")
    if feature and (field.get("optional") or feature in ("multi currency", "divisions")):
        row["feature"] = feature
    return row


def sizes(field: dict[str, Any]) -> dict[str, int]:
    """Length, precision and scale, where the type has them."""
    kind, name = field["type"], field["name"]
    if kind in NUMBERS:
        precision, scale = next(
            (size for end, size in PRECISIONS.items() if name.endswith(end)), NUMBERS[kind]
        )
        return {"precision": precision, "scale": scale}
    length = field.get("length", LENGTHS.get(kind, 0))
    if kind == "textarea" and field.get("filterable") is False:
        length = field.get("length", LONG_TEXT)
    return {"length": length} if length else {}


def reference(field: dict[str, Any], objects: dict[str, Any]) -> dict[str, Any]:
    """What a reference field points to."""
    if field["type"] != "reference":
        return {}
    targets = [target for target in field.get("referenceTo", ()) if target in objects]
    row: dict[str, Any] = {"reference_to": targets}
    if field.get("relationshipName"):
        row["relationship_name"] = field["relationshipName"]
    if field.get("polymorphic") or len(field.get("referenceTo", ())) > 1:
        row["name_pointing"] = True
    return row


def picklist(field: dict[str, Any]) -> dict[str, Any]:
    """The entries as [value, label, is default]."""
    if not field.get("picklistValues"):
        return {}
    labels = field.get("picklistLabels", {})
    default = field.get("picklistDefault")
    entries = [[each, labels.get(each, each), each == default] for each in field["picklistValues"]]
    row: dict[str, Any] = {"picklist_values": entries}
    if field["name"] in RESTRICTED and "picklistTruncated" not in field:
        row["restricted_picklist"] = True
    return row


def add_compounds(rows: list[dict[str, Any]]) -> None:
    """Tells the components of addresses and person names which field they are part of."""
    by_name = {row["name"]: row for row in rows}
    for row in rows:
        if row["type"] == "address":
            stem = row["name"].removesuffix("Address")
            for part in ADDRESS_PARTS:
                if stem + part in by_name:
                    by_name[stem + part]["compound"] = row["name"]
    name = by_name.get("Name")
    if name is not None and "FirstName" in by_name and name.get("createable") is False:
        for part in PERSON_NAME_PARTS & by_name.keys():
            by_name[part]["compound"] = "Name"


def write_object(path: Path, record: dict[str, Any]) -> None:
    """Writes one object, a field per line."""
    head = {key: value for key, value in record.items() if key not in ("children", "fields")}
    children_text = ",\n".join(json.dumps(each) for each in record["children"])
    fields_text = ",\n".join(json.dumps(each) for each in record["fields"])
    text = json.dumps(head)[:-1]
    text += f',\n"children": [\n{children_text}\n],\n"fields": [\n{fields_text}\n]}}\n'
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
