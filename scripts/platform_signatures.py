"""Makes sfsim/stdlib/platform_signatures.json.gz: every type and member that the platform has.

    python scripts/platform_signatures.py SIGNATURES.json.gz

The argument is the standard library as the platform's own tooling service describes it
(`/tooling/completions?type=apex`, completed from the Apex Reference Guide): namespace → type →
kind, members. The result is keyed by qualified name and spells members as Apex signatures, with all
type names resolved, so that `sfsim.apex.signatures` reads them.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parent.parent / "sfsim" / "stdlib" / "platform_signatures.json.gz"
SOURCE = "Apex completions of the Tooling API, completed from the Apex Reference Guide, Summer '25"
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")
FALLBACK_NAMESPACES = ("System", "Schema", "Invocable")

EXTENDS = {
    "Cache.OrgPartition": "Cache.Partition",
    "Cache.SessionPartition": "Cache.Partition",
    "Database.DuplicateError": "Database.Error",
}
"""Superclasses that the source leaves out, as the compiler of the platform shows them."""


def main(path: str) -> None:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        data = json.load(file)
    described = dict(types(data))
    names = {name.lower(): name for name in described}
    result = {
        name: entry(name, described[name], names) for name in sorted(described, key=str.lower)
    }
    text = json.dumps({"source": SOURCE, "types": result}, separators=(",", ":"))
    TARGET.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))
    print(f"{len(result)} types, {TARGET.stat().st_size} bytes")


def types(data: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for namespace, members in data.items():
        for name, described in members.items():
            yield from with_inner(f"{namespace}.{name}", described)


def with_inner(name: str, described: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield name, described
    for inner, content in described.get("innerclasses", {}).items():
        yield from with_inner(f"{name}.{inner}", content)


def entry(name: str, described: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    own = name.rpartition(".")[2]
    result: dict[str, Any] = {"kind": described["kind"]}
    if described.get("typeParams"):
        result["parameters"] = described["typeParams"]
    if described.get("superclass"):
        result["extends"] = resolved(described["superclass"], name, names)
    if name in EXTENDS:
        result["extends"] = EXTENDS[name]
    if described.get("interfaces"):
        result["implements"] = [resolved(ref, name, names) for ref in described["interfaces"]]
    if described.get("enumValues"):
        result["constants"] = described["enumValues"]
    members = [
        f"{own}({parameters(constructor, name, names)})"
        for constructor in described.get("constructors", [])
    ]
    result["constructors"] = members
    result["methods"] = [
        f"{static(method)}{resolved(method['returns'], name, names)} {method['name']}"
        f"({parameters(method, name, names)})"
        for method in described.get("methods", [])
        if method["name"].isidentifier()
    ]
    result["properties"] = [
        f"{static(field)}{resolved(field['type'], name, names)} {field['name']} {{ get; set; }}"
        for field in described.get("properties", [])
    ]
    return {key: value for key, value in result.items() if value}


def static(member: dict[str, Any]) -> str:
    return "static " if member.get("static") else ""


def parameters(member: dict[str, Any], owner: str, names: dict[str, str]) -> str:
    return ", ".join(
        f"{resolved(parameter['type'], owner, names)} {parameter['name']}"
        for parameter in member["params"]
    )


def resolved(ref: str, owner: str, names: dict[str, str]) -> str:
    return NAME.sub(lambda match: canonical(match.group(), owner, names), ref)


def canonical(name: str, owner: str, names: dict[str, str]) -> str:
    """The shortest name of the type that `name` means inside `owner`."""
    scopes = [owner]
    while "." in scopes[-1]:
        scopes.append(scopes[-1].rpartition(".")[0])
    candidates = [f"{scope}.{name}" for scope in scopes] + [name]
    candidates += [f"{namespace}.{name}" for namespace in FALLBACK_NAMESPACES]
    for candidate in candidates:
        if candidate.lower() in names:
            return names[candidate.lower()].removeprefix("System.")
    return name


if __name__ == "__main__":
    main(sys.argv[1])
