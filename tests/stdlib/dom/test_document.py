"""Dom.Document and Dom.XmlNode."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfsim.runtime.exceptions import XmlException
from sfsim.stdlib.dom.document import Document
from sfsim.stdlib.dom.xmlnode import XmlNode

pytestmark = pytest.mark.documented
Run = Any
TEXTS = st.text(st.characters(min_codepoint=32, max_codepoint=0x2FFF), max_size=20)


def loaded(text: str) -> XmlNode:
    document = Document()
    document.load(text)
    root = document.getRootElement()
    assert root is not None
    return root


@pytest.mark.inferred
def test_elements_texts_and_attributes_are_read() -> None:
    root = loaded("<a x='1'>one<b>two</b>three</a>")
    assert root.getText() == "onethree"
    assert root.getAttributeValue("x", None) == "1"
    assert [each.getName() for each in root.getChildElements()] == ["b"]


def test_namespaces_are_resolved() -> None:
    root = loaded("<p:a xmlns:p='urn:x'><p:b/></p:a>")
    child = root.getChildElement("b", "urn:x")
    assert child is not None
    assert child.getPrefixFor("urn:x") == "p"
    assert child.getNamespaceFor("p") == "urn:x"


@pytest.mark.inferred
def test_a_tree_is_written(run_apex: Run) -> None:
    lines = run_apex(
        """Dom.Document d = new Dom.Document();
        Dom.XmlNode e = d.createRootElement('Envelope', 'urn:s', 's');
        e.setAttribute('id', '1 & 2');
        e.addChildElement('Body', 'urn:s', null).addTextNode('<hi>');
        System.debug(d.toXmlString());"""
    )
    assert lines == [
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<s:Envelope xmlns:s="urn:s" id="1 &amp; 2"><Body xmlns="urn:s">&lt;hi&gt;</Body>'
        "</s:Envelope>"
    ]


def test_nodes_are_inserted_and_removed() -> None:
    root = loaded("<a><b/><c/></a>")
    made = XmlNode("ELEMENT", name="d")
    root.insertBefore(made, root.getChildElement("c", None))
    root.removeChild(root.getChildElement("b", None))
    assert [each.getName() for each in root.getChildElements()] == ["d", "c"]


@pytest.mark.inferred
def test_text_that_is_no_xml_is_refused() -> None:
    with pytest.raises(XmlException, match="Failed to parse XML due to"):
        Document().load("<a>")


@pytest.mark.inferred
def test_a_document_type_is_refused() -> None:
    bomb = "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>"
    with pytest.raises(XmlException, match="DOCTYPE"):
        Document().load(bomb)


@pytest.mark.inferred
@given(text=TEXTS, attribute=TEXTS)
def test_what_is_written_is_read_again(text: str, attribute: str) -> None:
    document = Document()
    root = document.createRootElement("a", None, None)
    root.setAttribute("x", attribute)
    root.addTextNode(text)
    again = loaded(document.toXmlString())
    assert again.getText() == text
    assert again.getAttributeValue("x", None) == attribute
