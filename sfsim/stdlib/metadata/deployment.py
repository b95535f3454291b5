"""Metadata.DeployContainer and what a deployment's callback is told.

Deploying itself is not modelled. Source: Apex Reference Guide, Metadata Namespace.
"""

from __future__ import annotations

from typing import Any, Final

from sfsim.runtime.collections import ApexList, not_null
from sfsim.stdlib.registry import apex_class, apex_constructor, apex_interface, apex_method
from sfsim.typeref import TypeRef, list_of

COMPONENTS: Final = list_of(TypeRef("Metadata.Metadata"))
FULL_NAME: Final = "fullName_"
"""The attribute of that property, see `sfsim.stdlib.property_classes`."""


@apex_class("Metadata.DeployContainer")
class DeployContainer:
    """The components of a deployment, in order."""

    @apex_constructor("DeployContainer()")
    def __init__(self) -> None:
        self.components: list[Any] = []

    @apex_method("void addMetadata(Metadata.Metadata md)")
    def addMetadata(self, component: Any) -> None:
        """Adds a component."""
        self.components.append(not_null(component))

    @apex_method("List<Metadata.Metadata> getMetadata()")
    def getMetadata(self) -> ApexList:
        """The components."""
        return ApexList(COMPONENTS, self.components)

    @apex_method("Boolean removeMetadata(Metadata.Metadata md)")
    def removeMetadata(self, component: Any) -> bool:
        """Takes a component out; whether it was there."""
        found = [place for place, each in enumerate(self.components) if each is component]
        for place in found:
            del self.components[place]
        return bool(found)

    @apex_method("Boolean removeMetadataByFullName(String fullName)")
    def removeMetadataByFullName(self, name: str | None) -> bool:
        """Takes components of a name out; whether there were any."""
        kept = [each for each in self.components if full_name(each) != name]
        is_changed = len(kept) != len(self.components)
        self.components = kept
        return is_changed


@apex_class("Metadata.DeployCallbackContext", virtual=True)
class DeployCallbackContext:
    """What a callback is told; tests extend it to name a job."""

    @apex_constructor("DeployCallbackContext()")
    def __init__(self) -> None:
        self.job_id: str | None = None

    @apex_method("Id getCallbackJobId()")
    def getCallbackJobId(self) -> str | None:
        """The id of the asynchronous job."""
        return self.job_id


@apex_interface("Metadata.DeployCallback")
class DeployCallback:
    """Hears how a deployment ended."""

    @apex_method(
        "void handleResult(Metadata.DeployResult result, Metadata.DeployCallbackContext context)"
    )
    def handleResult(self, result: Any, context: Any) -> None:
        """Is called once."""
        raise NotImplementedError


def full_name(component: Any) -> Any:
    """The full name of a component."""
    return getattr(component, FULL_NAME, None)
