"""Reading a project: which files there are and what each holds, in an order that never varies.

Both layouts are read, in any mix: the SFDX source format (a folder per object) and the Metadata API
format (`objects/X__c.object`). A folder with an `sfdx-project.json` stands for its package
directories.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from sfsim.errors import Diagnostic, SourceError
from sfsim.names import fold
from sfsim.schema.field import PicklistValue
from sfsim.schema.metadata.fields import read_field, read_values
from sfsim.schema.metadata.objects import (
    ObjectSource,
    read_field_set,
    read_object,
    read_record_type,
    read_validation_rule,
)
from sfsim.schema.metadata.records import (
    CustomMetadataRecord,
    Label,
    read_custom_metadata,
    read_labels,
)
from sfsim.schema.metadata.xml import metadata_error, parse_xml
from sfsim.source import SourceFile, read_source

PROJECT_FILE: Final = "sfdx-project.json"
META: Final = "-meta.xml"
API_VERSION_DEFAULT: Final = 67.0
SKIPPED_FOLDERS: Final = frozenset({"node_modules", "__tests__", "__mocks__"})
ALL_PACKAGES_FILE: Final = "package.xml"


@dataclass(frozen=True, slots=True)
class ApexSource:
    """An Apex class or trigger: its name (of the file), text, and what its `-meta.xml` says."""

    name: str
    source: SourceFile
    api_version: float
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class StaticResource:
    """A static resource; `content` is a file, or a folder that the platform would zip."""

    name: str
    content_type: str
    content: Path
    cache_control: str
    description: str | None = None


@dataclass(frozen=True, slots=True)
class MetadataFile:
    """A metadata file of a kind that the schema does not need: `permissionset`, `flow`, `profile`.

    `kind` is the file's own extension, `name` the part before it.
    """

    kind: str
    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class ValueSet:
    """A global or standard value set."""

    name: str
    values: tuple[PicklistValue, ...]
    is_standard: bool
    path: str


@dataclass(slots=True, eq=False)
class ProjectSource:
    """What a project holds, each kind in the order of its files.

    `objects` are the objects that the project defines or adds to. `other` lists all metadata files
    that nothing else here stands for.
    """

    namespace: str = ""
    api_version: float = API_VERSION_DEFAULT
    classes: list[ApexSource] = field(default_factory=list)
    triggers: list[ApexSource] = field(default_factory=list)
    objects: list[ObjectSource] = field(default_factory=list)
    custom_metadata: list[CustomMetadataRecord] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    static_resources: list[StaticResource] = field(default_factory=list)
    value_sets: list[ValueSet] = field(default_factory=list)
    other: list[MetadataFile] = field(default_factory=list)


def read_project(paths: Sequence[Path]) -> ProjectSource:
    """Everything under some folders (or single files), as one project.

    Raises:
        SourceError: a path does not exist, a file is malformed, a name is defined twice. All
            problems that can be found are reported together.
    """
    project, problems = read_what_there_is(paths)
    if problems:
        raise SourceError(problems)
    return project


def read_what_there_is(paths: Sequence[Path]) -> tuple[ProjectSource, list[Diagnostic]]:
    """What can be read under some folders, and everything that is wrong there."""
    reader = _Reader()
    reader.run([Path(path) for path in paths])
    return reader.project, reader.diagnostics


class _Reader:
    """One reading: collects what is found and what is wrong."""

    def __init__(self) -> None:
        self.project = ProjectSource()
        self.diagnostics: list[Diagnostic] = []
        self._objects: dict[str, ObjectSource] = {}
        self._names: dict[tuple[str, str], str] = {}
        self._seen: set[Path] = set()

    def run(self, paths: Sequence[Path]) -> None:
        """Reads all files under the paths."""
        roots: list[Path] = []
        for path in paths:
            if not path.exists():
                self._report(str(path), 1, "There is no such file or folder.")
                continue
            self._guard(partial(self._add_package_directories, path, roots))
        for root in roots:
            for file in _files(root):
                self._guard(partial(self._read, file))
        self.project.objects = sorted(self._objects.values(), key=lambda each: each.name)

    def _report(self, path: str, line: int, message: str) -> None:
        self.diagnostics.append(Diagnostic(path, line, 1, message))

    def _guard(self, action: Callable[[], object]) -> None:
        try:
            action()
        except SourceError as error:
            self.diagnostics.extend(error.diagnostics)

    def _add_package_directories(self, path: Path, roots: list[Path]) -> None:
        roots.extend(self._package_directories(path))

    def _package_directories(self, path: Path) -> Iterator[Path]:
        """The folders to read for a path, once its project file (if any) has been read."""
        own = path / PROJECT_FILE
        found = own if own.is_file() else _project_file_above(path)
        if found is not None:
            settings = _read_project_file(found)
            self.project.namespace = self.project.namespace or str(settings.get("namespace") or "")
            self.project.api_version = _version(settings.get("sourceApiVersion"))
            if found == own:
                yield from self._declared(path, own, settings)
                return
        yield path

    def _declared(self, root: Path, file: Path, settings: dict[str, object]) -> Iterator[Path]:
        directories = settings.get("packageDirectories")
        if not isinstance(directories, list) or not directories:
            raise metadata_error(str(file), 1, "packageDirectories must name at least one folder.")
        for each in directories:
            name = each.get("path") if isinstance(each, dict) else None
            if not isinstance(name, str):
                message = "Each of packageDirectories needs a path."
                raise metadata_error(str(file), 1, message)
            directory = root / name.replace("\\", "/")
            if not directory.is_dir():
                message = f"The package directory {name} does not exist."
                raise metadata_error(str(file), 1, message)
            yield directory

    def _read(self, path: Path) -> None:
        real = path.resolve()
        if real in self._seen:
            return
        self._seen.add(real)
        name = path.name
        if name.endswith(META):
            stem, _, kind = name[: -len(META)].rpartition(".")
            self._read_metadata(path, kind, stem)
            return
        stem, _, kind = name.rpartition(".")
        if kind in ("cls", "trigger"):
            self._read_apex(path, kind, stem)
        elif kind in OLD_FORMAT or (kind == "md" and path.parent.name == "customMetadata"):
            self._read_metadata(path, kind, stem)

    def _read_apex(self, path: Path, kind: str, name: str) -> None:
        source = read_source(path)
        meta = path.with_name(path.name + META)
        version, is_active = self.project.api_version, True
        if meta.is_file():
            node = parse_xml(meta, str(meta))
            text = node.text("apiVersion")
            if text is not None:
                version = _version(text)
            is_active = (node.text("status") or "Active").strip() == "Active"
        if self._is_duplicate(kind, name, str(path)):
            return
        found = ApexSource(name, source, version, is_active)
        (self.project.classes if kind == "cls" else self.project.triggers).append(found)

    def _read_metadata(self, path: Path, kind: str, name: str) -> None:
        reader = READERS.get(kind)
        if reader is not None:
            reader(self, path, name)
        elif kind:
            self.project.other.append(MetadataFile(kind, name, path))

    def read_apex_meta(self, path: Path, name: str) -> None:
        """A `-meta.xml` of Apex is read with the Apex file, which must be there."""
        if not path.with_name(path.name[: -len(META)]).is_file():
            self._report(str(path), 1, f"The Apex file of {path.name} is missing.")

    def read_object(self, path: Path, name: str) -> None:
        """An object file of either format."""
        self._object(name).merge(read_object(parse_xml(path, str(path)), name))

    def read_part(self, path: Path, name: str) -> None:
        """A component in a folder of its own below the object's folder."""
        owner = self._object(path.parent.parent.name)
        node = parse_xml(path, str(path))
        kind = path.name[: -len(META)].rpartition(".")[2]
        if kind == "field":
            owner.fields.append(read_field(node))
        elif kind == "recordType":
            owner.record_types.append(read_record_type(node))
        elif kind == "fieldSet":
            owner.field_sets.append(read_field_set(node))
        else:
            owner.validation_rules.append(read_validation_rule(node))

    def read_record(self, path: Path, name: str) -> None:
        """A custom metadata record."""
        record = read_custom_metadata(parse_xml(path, str(path)), name)
        full_name = f"{record.type_name}.{record.developer_name}"
        if not self._is_duplicate("md", full_name, str(path)):
            self.project.custom_metadata.append(record)

    def read_labels(self, path: Path, name: str) -> None:
        """A file of custom labels."""
        for label in read_labels(parse_xml(path, str(path))):
            if not self._is_duplicate("label", label.name, str(path)):
                self.project.labels.append(label)

    def read_resource(self, path: Path, name: str) -> None:
        """A static resource: its content is the file or folder of the same name beside it."""
        node = parse_xml(path, str(path))
        content = _resource_content(path.parent, name)
        if content is None:
            self._report(str(path), 1, f"The content of the static resource {name} is missing.")
            return
        if self._is_duplicate("resource", name, str(path)):
            return
        resource = StaticResource(
            name,
            (node.text("contentType") or "application/octet-stream").strip(),
            content,
            (node.text("cacheControl") or "Private").strip(),
            node.text("description"),
        )
        self.project.static_resources.append(resource)

    def read_value_set(self, path: Path, name: str) -> None:
        """A global value set (`customValue`) or a standard one (`standardValue`)."""
        node = parse_xml(path, str(path))
        is_standard = node.name == "StandardValueSet"
        values = read_values(node, "standardValue" if is_standard else "customValue")
        self.project.value_sets.append(ValueSet(name, values, is_standard, str(path)))

    def _object(self, name: str) -> ObjectSource:
        return self._objects.setdefault(fold(name), ObjectSource(name))

    def _is_duplicate(self, kind: str, name: str, path: str) -> bool:
        first = self._names.setdefault((kind, fold(name)), path)
        if first != path:
            self._report(path, 1, f"{name} is defined twice; the first is in {first}.")
        return first != path


READERS: Final[dict[str, Callable[[_Reader, Path, str], None]]] = {
    "cls": _Reader.read_apex_meta,
    "trigger": _Reader.read_apex_meta,
    "object": _Reader.read_object,
    "field": _Reader.read_part,
    "recordType": _Reader.read_part,
    "fieldSet": _Reader.read_part,
    "validationRule": _Reader.read_part,
    "md": _Reader.read_record,
    "labels": _Reader.read_labels,
    "resource": _Reader.read_resource,
    "globalValueSet": _Reader.read_value_set,
    "standardValueSet": _Reader.read_value_set,
}
"""By the extension before `-meta.xml`."""

OLD_FORMAT: Final = frozenset(
    {"object", "labels", "globalValueSet", "standardValueSet", "permissionset", "profile", "flow",
     "customPermission", "permissionsetgroup", "mutingpermissionset", "workflow", "settings"}
)  # fmt: skip
"""Extensions of metadata files of the Metadata API format, where no `-meta.xml` follows."""


def _files(root: Path) -> Iterator[Path]:
    """All files under a folder in the order of their names; hidden folders are left out."""
    if root.is_file():
        yield root
        return
    for entry in sorted(root.iterdir(), key=lambda each: each.name):
        if entry.name.startswith("."):
            continue
        if not entry.is_dir():
            yield entry
        elif entry.name not in SKIPPED_FOLDERS:
            yield from _files(entry)


def _project_file_above(path: Path) -> Path | None:
    folders = path.resolve().parents
    return next(
        (folder / PROJECT_FILE for folder in folders if (folder / PROJECT_FILE).is_file()), None
    )


def _read_project_file(path: Path) -> dict[str, object]:
    source = read_source(path)
    try:
        settings = json.loads(source.text)
    except json.JSONDecodeError as error:
        message = f"The file is not valid JSON: {error.msg}."
        raise metadata_error(source.path, error.lineno, message) from error
    if not isinstance(settings, dict):
        raise metadata_error(source.path, 1, "The file must hold one JSON object.")
    return settings


def _version(value: object) -> float:
    try:
        return float(str(value).strip())
    except ValueError:
        return API_VERSION_DEFAULT


def _resource_content(folder: Path, name: str) -> Path | None:
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        is_own = entry.stem == name or entry.name == name
        if is_own and not entry.name.endswith(META):
            return entry
    return None
