"""Compiled units on disk: one file each, named by everything that the code depends on."""

from __future__ import annotations

import hashlib
import io
import marshal
import os
import pickle
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from sfsim.compiled import CompiledUnit
from sfsim.source import SourceFile

FORMAT: Final = 1
SUFFIXES: Final = (".py", ".json", ".gz", ".csv")


def toolchain_digest() -> str:
    """Changes with Python and with any file of sfsim: the standard library's too, whose members
    emitted code names."""
    digest = hashlib.blake2b(f"{FORMAT} {sys.version} {marshal.version}".encode(), digest_size=16)
    for path, size, modified in sorted(_files(str(Path(__file__).parent.parent))):
        digest.update(f"{path} {size} {modified}\n".encode())
    return digest.hexdigest()


def _files(folder: str) -> Iterator[tuple[str, int, int]]:
    """Path, size and time of the modules and data below a folder."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    yield from _files(entry.path)
            elif entry.name.endswith(SUFFIXES):
                status = entry.stat()
                yield entry.path, status.st_size, status.st_mtime_ns


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

    def read(self, name: str) -> bytes | None:
        """What was written under a name; None when nothing was."""
        try:
            return (self._folder / name).read_bytes()
        except OSError:
            return None

    def write(self, name: str, data: bytes) -> None:
        """Stores bytes; a folder that cannot be written is no error, only slower next time."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            temporary = self._folder / f"{name}.{os.getpid()}"
            temporary.write_bytes(data)
            temporary.replace(self._folder / name)
        except OSError:
            return

    def store(self, key: str, unit: CompiledUnit) -> None:
        """Stores a unit."""
        fields = {
            "name": unit.name,
            "types": unit.types,
            "links": unit.links,
            "bases": unit.bases,
            "continuations": unit.continuations,
            "unsupported": unit.unsupported,
            "counters": unit.counters,
        }
        self.write(key, pickle.dumps(fields, protocol=5) + marshal.dumps(unit.code))
