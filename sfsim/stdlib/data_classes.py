"""Classes of the platform that only hold values: their members follow from their signatures.

Each `T getX()`, `Boolean isX()`, `void setX(T x)` and property `x` of such a class reads or writes
one value. The classes are listed by name, because a getter that computes something must not be
mistaken for one that does not; the values they start with are their second column.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable
from typing import Any, Final

from sfsim.apex.signatures import Signature, parse_signature
from sfsim.names import fold
from sfsim.stdlib.registry import apex_class, apex_constructor, apex_method, apex_property
from sfsim.stdlib.signature_index import PLATFORM_FILE

NOTHING: Final[dict[str, object]] = {}
DATA_CLASSES: Final[dict[str, dict[str, object]]] = {
    "Approval.ProcessSubmitRequest": NOTHING,
    "Approval.ProcessWorkitemRequest": NOTHING,
    "Database.LeadConvert": {
        "donotcreateopportunity": False,
        "overwriteleadsource": False,
        "sendnotificationemail": False,
        "bypassaccountdedupecheck": False,
        "bypasscontactdedupecheck": False,
    },
    "EventBus.ChangeEventHeader": NOTHING,
    "Messaging.Email": NOTHING,
    "Messaging.EmailFileAttachment": NOTHING,
    "Messaging.InboundEmail": NOTHING,
    "Messaging.InboundEmail.BinaryAttachment": NOTHING,
    "Messaging.InboundEmail.Header": NOTHING,
    "Messaging.InboundEmail.TextAttachment": NOTHING,
    "Messaging.InboundEmailResult": NOTHING,
    "Messaging.InboundEnvelope": NOTHING,
    "Messaging.MassEmailMessage": {"saveasactivity": True, "usesignature": True},
    "Messaging.SingleEmailMessage": {"saveasactivity": True, "usesignature": True},
}
"""Source: Apex Reference Guide, the page of each class."""

GETTER: Final = re.compile(r"(?:get|is)([A-Z]\w*)")
SETTER: Final = re.compile(r"set([A-Z]\w*)")


class DataObject:
    """An instance: its values by folded name, in the order in which they were set."""

    start: dict[str, object] = NOTHING

    def __init__(self) -> None:
        self.values = dict(self.start)

    def read(self, name: str) -> object:
        """A value, null when it was never set."""
        return self.values.get(name)

    def write(self, name: str, value: object) -> None:
        """Sets a value."""
        self.values[name] = value

    def json_fields(self) -> Iterable[tuple[str, object]]:
        """What JSON.serialize writes."""
        return self.values.items()


def _members(name: str, described: dict[str, Any]) -> dict[str, Any]:
    """One function per distinct signature, each with its mark."""
    members: dict[str, Any] = {}
    simple = name.rpartition(".")[2]
    if any(parse_signature(text).parameters == () for text in described.get("constructors", ())):
        members["__init__"] = apex_constructor(f"{simple}()")(_init())
    for text in described.get("methods", ()):
        signature = parse_signature(text)
        made = _accessor(text, signature)
        if made is not None:
            members[f"{signature.name}_{len(signature.parameters)}"] = made
    for text in described.get("properties", ()):
        signature = parse_signature(text)
        value = fold(signature.name)
        members[f"property_{value}"] = staticmethod(
            apex_property(
                text,
                inline=f"{{0}}.read({value!r})",
                setter=f"{{0}}.write({value!r}, {{1}})",
            )(_unused())
        )
    return members


def _accessor(text: str, signature: Signature) -> Any:
    getter, setter = GETTER.fullmatch(signature.name), SETTER.fullmatch(signature.name)
    if getter is not None and not signature.parameters and not signature.is_static:
        inline = f"{{0}}.read({fold(getter[1])!r})"
    elif setter is not None and len(signature.parameters) == 1 and not signature.is_static:
        inline = f"{{0}}.write({fold(setter[1])!r}, {{1}})"
    else:
        return None
    return staticmethod(apex_method(text, inline=inline)(_unused()))


def _init() -> Any:
    def init(self: DataObject) -> None:
        """An object without values."""
        DataObject.__init__(self)

    return init


def _unused() -> Any:
    def carry(value: DataObject) -> None:
        """Carries the mark of a member that is expanded where it is used."""

    return carry


def _declare(name: str, start: dict[str, object], described: dict[str, Any]) -> Any:
    members: dict[str, Any] = {
        "__module__": __name__,
        "__doc__": f"{name}: holds values only.",
        "start": start,
        **_members(name, described),
    }
    made = type(name.replace(".", "__"), (DataObject,), members)
    return apex_class(name)(made)


def _declare_all() -> dict[str, Any]:
    with gzip.open(PLATFORM_FILE, "rt", encoding="utf-8") as file:
        types = json.load(file)["types"]
    return {
        name.replace(".", "__"): _declare(name, start, types[name])
        for name, start in DATA_CLASSES.items()
    }


globals().update(_declare_all())
