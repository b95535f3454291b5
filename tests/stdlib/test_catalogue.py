"""The catalogue knows every type of the platform, and what it says is implemented exists."""

from __future__ import annotations

from pathlib import Path

import pytest

from sfsim.apex.declarations import CallStyle, MethodDeclaration, TypeKind
from sfsim.runtime.imports import import_target
from sfsim.stdlib.catalogue import StandardCatalogue
from sfsim.stdlib.signature_index import build_index, load_index
from sfsim.typeref import INTEGER, OBJECT, STRING, TypeRef

pytestmark = pytest.mark.documented

CATALOGUE = StandardCatalogue(build_index())


def methods(name: str) -> list[MethodDeclaration]:
    declaration = CATALOGUE.type(name)
    assert declaration is not None
    found = [each for overloads in declaration.methods.values() for each in overloads]
    return found + list(declaration.constructors)


@pytest.mark.parametrize("name", CATALOGUE.names())
def test_every_implementation_can_be_imported(name: str) -> None:
    declaration = CATALOGUE.type(name)
    assert declaration is not None
    for method in methods(name):
        call = method.standard
        assert call is not None
        if call.target is None or call.style is CallStyle.INLINE:
            continue
        if call.style is CallStyle.FUNCTION:
            assert callable(import_target(call.target))
        else:
            assert declaration.python is not None
            assert callable(getattr(import_target(declaration.python), call.target))


@pytest.mark.parametrize("name", CATALOGUE.names())
def test_enum_constants_can_be_read(name: str) -> None:
    declaration = CATALOGUE.type(name)
    assert declaration is not None
    if declaration.kind is not TypeKind.ENUM:
        return
    for field in declaration.fields.values():
        assert field.standard_get is not None
        assert field.standard_get.target is not None
        constant = import_target(field.standard_get.target)()
        assert (constant.name, constant.ordinal) == (field.name, field.ordinal)


@pytest.mark.parametrize("name", ["String", "system.string", "SYSTEM.String"])
def test_system_types_need_no_namespace(name: str) -> None:
    declaration = CATALOGUE.type(name)
    assert declaration is not None
    assert declaration is CATALOGUE.type("String")
    assert declaration.ref == STRING


def test_unknown_names_are_nothing() -> None:
    assert CATALOGUE.type("Nothing") is None
    assert CATALOGUE.type("SaveResult") is None


def test_inner_types_know_their_outer_type() -> None:
    inner = CATALOGUE.type("Messaging.InboundEmail.Header")
    outer = CATALOGUE.type("Messaging.InboundEmail")
    assert inner is not None
    assert outer is not None
    assert outer.inner["header"] is inner
    assert inner.outer is outer


def test_type_parameters_stand_in_members() -> None:
    declaration = CATALOGUE.type("List")
    assert declaration is not None
    assert declaration.type_parameters == ("T",)
    (get,) = declaration.methods["get"]
    assert (get.returns, get.parameter_types) == (TypeRef("T"), (INTEGER,))


def test_a_widened_overload_replaces_the_listed_one() -> None:
    declaration = CATALOGUE.type("List")
    assert declaration is not None
    assert [each.parameter_types for each in declaration.methods["contains"]] == [(OBJECT,)]


def test_members_that_are_not_implemented_have_no_target() -> None:
    declaration = CATALOGUE.type("Reports.ReportManager")
    assert declaration is not None
    assert all(each.standard and each.standard.target is None for each in methods(declaration.name))


def test_interfaces_are_abstract() -> None:
    declaration = CATALOGUE.type("Comparable")
    assert declaration is not None
    assert declaration.kind is TypeKind.INTERFACE
    (compare,) = declaration.methods["compareto"]
    assert "abstract" in compare.modifiers


def test_exceptions_extend_the_root() -> None:
    declaration = CATALOGUE.type("Cache.Org.OrgCacheException")
    assert declaration is not None
    assert declaration.superclass == TypeRef("Exception")
    assert len(declaration.constructors) == 4


def test_the_index_on_disk_is_the_one_that_was_built(tmp_path: Path) -> None:
    built = load_index(tmp_path)
    (file,) = tmp_path.iterdir()
    written = file.stat().st_mtime_ns
    assert load_index(tmp_path) == built
    assert file.stat().st_mtime_ns == written


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    assert "system.string" in load_index(blocked)


def test_a_damaged_cache_is_built_again(tmp_path: Path) -> None:
    load_index(tmp_path)
    (file,) = tmp_path.iterdir()
    file.write_bytes(b"")
    assert "system.string" in load_index(tmp_path)


def test_a_subclass_inherits_what_its_superclass_implements() -> None:
    catalogue = StandardCatalogue()
    partition = catalogue.type("Cache.OrgPartition")
    assert partition is not None
    assert "put" not in partition.methods


def test_every_implemented_class_has_the_members_of_object() -> None:
    found = StandardCatalogue().type("Database.SaveResult")
    assert found is not None
    (equals,) = found.methods["equals"]
    assert equals.standard is not None
    assert equals.standard.target == "sfsim.stdlib.system.object:Object.equals"


def test_a_class_of_properties_needs_no_code() -> None:
    found = StandardCatalogue().type("Metadata.LayoutItem")
    assert found is not None
    field = found.fields["field"]
    assert field.standard_get is not None
    assert field.standard_get.target == "{0}.field_"
