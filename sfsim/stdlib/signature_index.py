"""All standard types by folded name, as plain data: what is implemented laid over what there is.

`platform_signatures.json.gz` lists every type and member of the platform; a member found only there
has no target, so a use of it compiles to `Unsupported`. The merged index is kept on disk under the
user's cache folder, keyed by a digest of the package's files.
"""

from __future__ import annotations

import gzip
import json
import marshal
import os
import re
import sys
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, cast

from sfsim.apex.signatures import parse_signature
from sfsim.cache_folder import cache_root
from sfsim.errors import UncatchableException
from sfsim.names import fold
from sfsim.runtime.exceptions import EXCEPTION_TYPES, python_name
from sfsim.stdlib.discovery import FUNCTION, Member, Record, implemented_types, key
from sfsim.stdlib.property_classes import has_only_properties, python_path, targets
from sfsim.typeref import OBJECT

FOLDER: Final = Path(__file__).parent
PLATFORM_FILE: Final = FOLDER / "platform_signatures.json.gz"
KINDS: Final = (("constructors", "constructor"), ("methods", "method"), ("properties", "property"))
ROOT_EXCEPTION: Final = "System.Exception"
EXCEPTIONS_MODULE: Final = "sfsim.runtime.exceptions"

SYSTEM: Final = "system."
CONNECT_API: Final = "ConnectApi."
CONNECT_API_MODULE: Final = "sfsim.stdlib.connect_api"
"""Where the static methods of that namespace are refused, as the platform refuses them in tests."""

OBJECT_CLASS: Final = "sfsim.stdlib.system.object:Object"
OBJECT_MEMBERS: Final = {
    "Boolean equals(Object)": "equals",
    "Integer hashCode()": "hash_code",
    "String toString()": "to_string",
    "Object clone()": "clone",
}
"""What every object can do, as the platform lists it again under each class."""

Index = dict[str, Record]


def load_index(cache_folder: Path | None = None) -> Index:
    """The index, from the cache if it is there and belongs to these very files."""
    folder = cache_folder or cache_root()
    if folder is None:
        return build_index()
    path = folder / f"stdlib-{_digest()}.marshal"
    try:
        return cast("Index", marshal.loads(path.read_bytes()))
    except (OSError, ValueError, EOFError, TypeError):
        index = build_index()
    _store(path, marshal.dumps(index))
    return index


def build_index() -> Index:
    """Merges the platform's list with the implemented types."""
    with gzip.open(PLATFORM_FILE, "rt", encoding="utf-8") as file:
        platform = json.load(file)["types"]
    index: Index = {}
    implemented = implemented_types()
    inherited = {member["signature"] for member in implemented[ROOT_EXCEPTION]["members"]}
    inherited.update(platform[ROOT_EXCEPTION]["methods"])
    for name, described in platform.items():
        if described["kind"] == "exception" and name != ROOT_EXCEPTION:
            # Listed again under each exception, but implemented once, at the root.
            described["methods"] = [
                text for text in described.get("methods", ()) if text not in inherited
            ]
        index[fold(name)] = _platform_record(name, described)
    for name, record in implemented.items():
        known = index.get(fold(name))
        index[fold(name)] = record if known is None else _merged(record, known)
    for record in index.values():
        _with_object_members(record)
        _without_inherited(record, index)
    return index


def _platform_record(name: str, described: dict[str, Any]) -> Record:
    kind = described["kind"]
    only_properties = has_only_properties(described)
    members = [
        _platform_member(name, member_kind, signature, only_properties)
        for part, member_kind in KINDS
        for signature in described.get(part, ())
    ]
    record = {
        "name": name,
        "kind": "class" if kind == "exception" else kind,
        "parameters": described.get("parameters", []),
        "extends": described.get("extends"),
        "implements": described.get("implements", []),
        "modifiers": [],
        "python": None,
        "constants": described.get("constants", []),
        "members": members,
    }
    if kind == "exception":
        _complete_exception(record)
    if only_properties:
        record["python"] = python_path(name)
    if kind == "enum":
        enum_class = name.replace(".", "__")
        record["python"] = f"sfsim.stdlib.platform_enums:{enum_class}"
    return record


def _platform_member(owner: str, kind: str, text: str, only_properties: bool) -> Member:
    """A member as the platform lists it; those that need no code of their own have a target."""
    member = _unimplemented(kind, text)
    signature = parse_signature(text)
    made = targets(owner, kind, signature) if only_properties else None
    if made is not None:
        member["style"], member["target"], member["setter"] = made
    elif kind == "method" and owner.startswith(CONNECT_API) and signature.is_static:
        path = f"{owner.removeprefix(CONNECT_API)}__{signature.name}".replace(".", "__")
        member.update(target=f"{CONNECT_API_MODULE}:{path}", caller=True)
    return member


def _with_object_members(record: Record) -> None:
    """equals, hashCode, toString and clone of a class that has instances are those of Object."""
    if record["kind"] != "class" or record["python"] is None:
        return
    for member in record["members"]:
        target = OBJECT_MEMBERS.get(re.sub(r"\(Object \w+\)", "(Object)", member["signature"]))
        if member["target"] is None and target is not None:
            member["target"] = f"{OBJECT_CLASS}.{target}"


def _without_inherited(record: Record, index: Index) -> None:
    """Drops what the platform lists again under a subclass and the superclass implements."""
    inherited: set[tuple[object, ...]] = set()
    parent = record
    while parent["extends"]:
        name = fold(parent["extends"])
        found = index.get(name) or index.get(f"{SYSTEM}{name}")
        if found is None:
            break
        parent = found
        implemented = [member for member in parent["members"] if member["target"] is not None]
        inherited.update(key(each, parse_signature(each["signature"])) for each in implemented)
    if inherited:
        record["members"] = [
            member
            for member in record["members"]
            if member["target"] is not None
            or member["kind"] == "constructor"
            or key(member, parse_signature(member["signature"])) not in inherited
        ]


def _unimplemented(kind: str, signature: str) -> Member:
    return {
        "kind": kind, "signature": signature, "style": FUNCTION,
        "target": None, "caller": False, "setter": None,
    }  # fmt: skip


def _complete_exception(record: Record) -> None:
    """Exceptions live in the runtime; all but the root extend one and may be extended."""
    name = record["name"]
    if name == ROOT_EXCEPTION:
        record["python"] = f"{EXCEPTIONS_MODULE}:SystemException"
        record["modifiers"] = ["abstract", "virtual"]
        return
    record["extends"] = record["extends"] or "Exception"
    record["modifiers"] = ["virtual"]
    if name not in EXCEPTION_TYPES:
        return
    path = f"{EXCEPTIONS_MODULE}:{python_name(name)}"
    record["python"] = path
    simple = name.rpartition(".")[2]
    targets: tuple[tuple[str, str], ...] = (
        (f"{simple}()", path),
        (f"{simple}(String message)", path),
        (f"{simple}(Exception cause)", f"{path}.caused_by"),
        (f"{simple}(String message, Exception cause)", path),
    )
    if issubclass(EXCEPTION_TYPES[name], UncatchableException):
        targets = targets[:2]
    others = [member for member in record["members"] if member["kind"] != "constructor"]
    made = [{**_unimplemented("constructor", text), "target": target} for text, target in targets]
    record["members"] = made + others


def _merged(record: Record, platform: Record) -> Record:
    """An implemented type, completed by the members that it lacks."""
    signatures = [(member, parse_signature(member["signature"])) for member in record["members"]]
    implemented = {key(member, signature) for member, signature in signatures}
    widened = {
        (member["kind"], fold(signature.name), len(signature.parameters))
        for member, signature in signatures
        if any(ref == OBJECT for _, ref in signature.parameters)
    }
    rest = []
    for member in platform["members"]:
        signature = parse_signature(member["signature"])
        shape = (member["kind"], fold(signature.name), len(signature.parameters))
        if key(member, signature) not in implemented and shape not in widened:
            rest.append(member)
    merged = dict(record)
    merged["members"] = [*record["members"], *rest]
    for part in ("parameters", "extends", "implements", "constants"):
        merged[part] = record[part] or platform[part]
    if record["kind"] == "class" and platform["kind"] != "class":
        merged["kind"] = platform["kind"]
    if platform["modifiers"] and not record["modifiers"]:
        merged["modifiers"] = platform["modifiers"]
    if platform["python"] and platform["python"].startswith(EXCEPTIONS_MODULE):
        merged["python"] = platform["python"]
    return merged


def _digest() -> str:
    """Changes when any file of the library or the reading of it does."""
    digest = blake2b(f"{sys.version} 1".encode(), digest_size=12)
    for path in sorted(_own_files()):
        status = path.stat()
        digest.update(f"{path.relative_to(FOLDER.parent)} {status.st_size} ".encode())
        digest.update(str(status.st_mtime_ns).encode())
    return digest.hexdigest()


def _own_files() -> Iterable[Path]:
    yield PLATFORM_FILE
    yield FOLDER.parent / "apex" / "signatures.py"
    yield FOLDER.parent / "runtime" / "exceptions.py"
    yield from FOLDER.rglob("*.py")


def _store(path: Path, data: bytes) -> None:
    """Writes atomically; a cache that cannot be written is done without."""
    temporary = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError:
        return
