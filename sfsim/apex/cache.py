"""Compiled units on disk: one file each, named by everything that the code depends on."""

from __future__ import annotations

import hashlib
import io
import marshal
import os
import pickle
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from sfsim.compiled import CompiledUnit
from sfsim.source import SourceFile

FORMAT: Final = 1


def toolchain_digest() -> str:
    """Changes with Python and with any file of the compiler itself."""
    digest = hashlib.blake2b(f"{FORMAT} {sys.version} {marshal.version}".encode(), digest_size=16)
    here = Path(__file__).parent
    for path in sorted([*here.rglob("*.py"), here.parent / "compiled.py"]):
        status = path.stat()
        digest.update(f"{path.name} {status.st_size} {status.st_mtime_ns}".encode())
    return digest.hexdigest()


def interface_digest(sources: Iterable[tuple[str, str]], extra: str = "") -> str:
    """Of everything a class may name: the org's sources and (`extra`) its schema."""
    digest = hashlib.blake2b(extra.encode(), digest_size=16)
    for path, text in sorted(sources):
        digest.update(path.encode() + b"\0" + text.encode() + b"\0")
    return digest.hexdigest()


class CodeCache:
    """Units by content, interface of the org, and toolchain. Any unreadable file is a miss."""

    def __init__(self, folder: Path, interface: str, toolchain: str | None = None) -> None:
        self._folder = folder
        self._base = f"{interface} {toolchain or toolchain_digest()}"

    def key(self, source: SourceFile, api_version: float) -> str:
        """The file name of a unit."""
        digest = hashlib.blake2b(
            f"{self._base} {api_version} {source.path}\0{source.text}".encode(), digest_size=20
        )
        return digest.hexdigest()

    def load(self, key: str, source: SourceFile) -> CompiledUnit | None:
        """The unit that was stored under a key."""
        try:
            data = (self._folder / key).read_bytes()
            stream = io.BytesIO(data)
            fields = pickle.load(stream)
            code = marshal.loads(data[stream.tell() :])
        except (OSError, EOFError, ValueError, TypeError, AttributeError, ImportError,
                pickle.UnpicklingError):  # fmt: skip
            return None
        return CompiledUnit(source=source, code=code, **fields)

    def store(self, key: str, unit: CompiledUnit) -> None:
        """Stores a unit; a folder that cannot be written is no error, only slower next time."""
        fields = {
            "name": unit.name,
            "types": unit.types,
            "links": unit.links,
            "bases": unit.bases,
            "continuations": unit.continuations,
            "unsupported": unit.unsupported,
            "counters": unit.counters,
        }
        data = pickle.dumps(fields, protocol=5) + marshal.dumps(unit.code)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            temporary = self._folder / f"{key}.{os.getpid()}"
            temporary.write_bytes(data)
            temporary.replace(self._folder / key)
        except OSError:
            return
