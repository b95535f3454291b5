"""Dom.XmlNode: an element, a text or a comment of a tree.

Source: Apex Reference Guide, "XmlNode Class".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sfsim.runtime.collections import ApexList, not_null
from sfsim.runtime.exceptions import XmlException
from sfsim.runtime.objects import ApexEnum
from sfsim.stdlib.platform_enums import constant
from sfsim.stdlib.registry import apex_class, apex_method
from sfsim.stdlib.xml_output import escaped_attribute, escaped_text
from sfsim.typeref import TypeRef, list_of

NODES: Final = list_of(TypeRef("Dom.XmlNode"))
NOT_AN_ELEMENT: Final = "Operation is only valid on an element node"
"""Not seen on a real org."""


@apex_class("Dom.XmlNode")
class XmlNode:
    """`kind` is a name of Dom.XmlNodeType; `text` is that of a text or comment."""

    def __init__(
        self,
        kind: str,
        *,
        name: str | None = None,
        namespace: str | None = None,
        text: str | None = None,
    ) -> None:
        self.kind = kind
        self.name = name
        self.namespace = namespace
        self.text = text
        self.parent: XmlNode | None = None
        self.nodes: list[XmlNode] = []
        self.attributes: dict[tuple[str | None, str], str] = {}
        self.prefixes: dict[str, str] = {}

    # Names

    @apex_method("String getName()")
    def getName(self) -> str | None:
        """The local name of an element."""
        return self.name

    @apex_method("String getNamespace()")
    def getNamespace(self) -> str | None:
        """The namespace of an element."""
        return self.namespace

    @apex_method("Dom.XmlNodeType getNodeType()")
    def getNodeType(self) -> ApexEnum:
        """What it is."""
        return constant("Dom.XmlNodeType", self.kind)

    @apex_method("String getNamespaceFor(String prefix)")
    def getNamespaceFor(self, prefix: str | None) -> str | None:
        """The namespace of a prefix, here or further out."""
        node: XmlNode | None = self
        while node is not None:
            if (prefix or "") in node.prefixes:
                return node.prefixes[prefix or ""]
            node = node.parent
        return None

    @apex_method("String getPrefixFor(String namespace)")
    def getPrefixFor(self, namespace: str | None) -> str | None:
        """The prefix of a namespace, here or further out."""
        node: XmlNode | None = self
        while node is not None:
            for prefix, found in node.prefixes.items():
                if found == namespace:
                    return prefix
            node = node.parent
        return None

    @apex_method("void setNamespace(String prefix, String namespace)")
    def setNamespace(self, prefix: str | None, namespace: str | None) -> None:
        """Declares a prefix on this element."""
        self._element().prefixes[prefix or ""] = not_null(namespace)

    # The tree

    @apex_method("Dom.XmlNode getParent()")
    def getParent(self) -> XmlNode | None:
        """The element around it."""
        return self.parent

    @apex_method("List<Dom.XmlNode> getChildren()")
    def getChildren(self) -> ApexList:
        """All nodes inside, texts and comments too."""
        return ApexList(NODES, self.nodes)

    @apex_method("List<Dom.XmlNode> getChildElements()")
    def getChildElements(self) -> ApexList:
        """The elements inside."""
        return ApexList(NODES, (each for each in self.nodes if each.kind == "ELEMENT"))

    @apex_method("Dom.XmlNode getChildElement(String name, String namespace)")
    def getChildElement(self, name: str | None, namespace: str | None) -> XmlNode | None:
        """The first element inside of that name and namespace."""
        for each in self.nodes:
            if each.kind == "ELEMENT" and each.name == name and each.namespace == namespace:
                return each
        return None

    @apex_method("Dom.XmlNode addChildElement(String name, String namespace, String prefix)")
    def addChildElement(
        self, name: str | None, namespace: str | None, prefix: str | None
    ) -> XmlNode:
        """Adds an element at the end and returns it."""
        made = element(not_null(name), namespace, prefix, self)
        return self.append(made)

    @apex_method("Dom.XmlNode addTextNode(String text)")
    def addTextNode(self, text: str | None) -> XmlNode:
        """Adds a text at the end and returns it."""
        return self.append(XmlNode("TEXT", text=not_null(text)))

    @apex_method("Dom.XmlNode addCommentNode(String text)")
    def addCommentNode(self, text: str | None) -> XmlNode:
        """Adds a comment at the end and returns it."""
        return self.append(XmlNode("COMMENT", text=not_null(text)))

    @apex_method("Dom.XmlNode insertBefore(Object newChild, Object refChild)")
    def insertBefore(self, added: Any, before: Any) -> XmlNode:
        """Puts a node before another one, at the end when that is null."""
        made: XmlNode = not_null(added)
        place = len(self.nodes) if before is None else self.nodes.index(before)
        self._element().nodes.insert(place, made)
        made.parent = self
        return made

    @apex_method("Boolean removeChild(Object child)")
    def removeChild(self, child: Any) -> bool:
        """Takes a node out; whether it was there."""
        if child not in self.nodes:
            return False
        self.nodes.remove(child)
        child.parent = None
        return True

    @apex_method("String getText()")
    def getText(self) -> str:
        """The texts right inside, joined; a text's or comment's own text."""
        if self.kind != "ELEMENT":
            return self.text or ""
        return "".join(each.text or "" for each in self.nodes if each.kind == "TEXT")

    def append(self, node: XmlNode) -> XmlNode:
        """Adds a node at the end. Raises XmlException unless this is an element."""
        self._element().nodes.append(node)
        node.parent = self
        return node

    # Attributes

    @apex_method("Integer getAttributeCount()")
    def getAttributeCount(self) -> int:
        """How many attributes there are."""
        return len(self.attributes)

    @apex_method("String getAttribute(String key, String keyNamespace)")
    @apex_method("String getAttributeValue(String key, String keyNamespace)")
    def getAttributeValue(self, key: str | None, namespace: str | None) -> str | None:
        """The value of an attribute, or null."""
        return self.attributes.get((namespace or None, key or ""))

    @apex_method("String getAttributeKeyAt(Integer index)")
    def getAttributeKeyAt(self, index: int) -> str:
        """The name of an attribute by its place."""
        return list(self.attributes)[index][1]

    @apex_method("String getAttributeKeyNsAt(Integer index)")
    def getAttributeKeyNsAt(self, index: int) -> str | None:
        """The namespace of an attribute by its place."""
        return list(self.attributes)[index][0]

    @apex_method("void setAttribute(String key, String value)")
    def setAttribute(self, key: str | None, value: str | None) -> None:
        """Sets an attribute without a namespace."""
        self._element().attributes[None, not_null(key)] = not_null(value)

    @apex_method(
        "void setAttributeNs(String key, String value, String keyNamespace, String valueNamespace)"
    )
    def setAttributeNs(
        self,
        key: str | None,
        value: str | None,
        namespace: str | None,
        value_namespace: str | None,
    ) -> None:
        """Sets an attribute of a namespace."""
        self._element().attributes[namespace or None, not_null(key)] = not_null(value)

    @apex_method("Boolean removeAttribute(String key, String keyNamespace)")
    def removeAttribute(self, key: str | None, namespace: str | None) -> bool:
        """Takes an attribute away; whether it was there."""
        return self.attributes.pop((namespace or None, key or ""), None) is not None

    @apex_method("String toString()")
    def toString(self) -> str:
        """`XMLNode[ELEMENT,name,namespace,null,null,]`-like text. Not seen on a real org."""
        return f"XMLNode[{self.kind},{self.name},{self.namespace},{self.text}]"

    def xml(self) -> Iterator[str]:
        """The node as XML text, in pieces."""
        if self.kind == "TEXT":
            yield escaped_text(self.text or "")
        elif self.kind == "COMMENT":
            yield f"<!--{self.text}-->"
        else:
            yield from self._element_xml()

    def _element_xml(self) -> Iterator[str]:
        name = self._qualified(self.namespace, self.name or "")
        yield f"<{name}"
        for prefix, namespace in self.prefixes.items():
            declared = f"xmlns:{prefix}" if prefix else "xmlns"
            yield f' {declared}="{escaped_attribute(namespace)}"'
        for (attribute_namespace, key), value in self.attributes.items():
            qualified = self._qualified(attribute_namespace, key)
            yield f' {qualified}="{escaped_attribute(value)}"'
        if not self.nodes:
            yield " />"
            return
        yield ">"
        for each in self.nodes:
            yield from each.xml()
        yield f"</{name}>"

    def _qualified(self, namespace: str | None, name: str) -> str:
        prefix = self.getPrefixFor(namespace) if namespace else None
        return f"{prefix}:{name}" if prefix else name

    def _element(self) -> XmlNode:
        if self.kind != "ELEMENT":
            raise XmlException(NOT_AN_ELEMENT)
        return self


def element(
    name: str, namespace: str | None, prefix: str | None, parent: XmlNode | None
) -> XmlNode:
    """A new element; a namespace that is not known around it is declared on it."""
    made = XmlNode("ELEMENT", name=name, namespace=namespace or None)
    if namespace and (parent is None or parent.getNamespaceFor(prefix) != namespace):
        made.prefixes[prefix or ""] = namespace
    return made
