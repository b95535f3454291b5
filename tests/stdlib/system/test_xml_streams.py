"""XmlStreamWriter and XmlStreamReader."""

from typing import Any

import pytest

pytestmark = pytest.mark.documented
Run = Any


def test_the_writer_writes_the_documented_example(run_apex: Run) -> None:
    lines = run_apex(
        """XmlStreamWriter w = new XmlStreamWriter();
        w.writeStartDocument(null, '1.0');
        w.writeProcessingInstruction('target', 'data');
        w.writeStartElement('m', 'Library', 'http://www.book.com');
        w.writeNamespace('m', 'http://www.book.com');
        w.writeComment('Book starts here');
        w.setDefaultNamespace('http://www.defns.com');
        w.writeCData('<Cdata> I like CData </Cdata>');
        w.writeStartElement(null, 'book', null);
        w.writeDefaultNamespace('http://www.defns.com');
        w.writeAttribute(null, null, 'author', 'Manoj');
        w.writeCharacters('This is my book');
        w.writeEndElement();
        w.writeEmptyElement(null, 'ISBN', null);
        w.writeEndElement();
        w.writeEndDocument();
        System.debug(w.getXmlString()); w.close();"""
    )
    assert lines == [
        '<?xml version="1.0"?><?target data?><m:Library xmlns:m="http://www.book.com">'
        "<!--Book starts here--><![CDATA[<Cdata> I like CData </Cdata>]]>"
        '<book xmlns="http://www.defns.com" author="Manoj">This is my book</book><ISBN/>'
        "</m:Library>"
    ]


def test_the_reader_walks_over_events(run_apex: Run) -> None:
    lines = run_apex(
        """String text = '<books><book author="Manoj">Foo</book></books>';
        XmlStreamReader r = new XmlStreamReader(text);
        while (r.hasNext()) {
            r.next();
            if (r.getEventType() == XmlTag.START_ELEMENT && r.getLocalName() == 'book')
                System.debug(r.getAttributeValue(null, 'author'));
            if (r.isCharacters()) System.debug(r.getText());
        }
        System.debug(r.getEventType());"""
    )
    assert lines == ["Manoj", "Foo", "END_DOCUMENT"]


@pytest.mark.inferred
def test_the_reader_goes_from_tag_to_tag(run_apex: Run) -> None:
    lines = run_apex(
        """XmlStreamReader r = new XmlStreamReader('<a> <!-- x --> <b/></a>');
        System.debug(r.nextTag()); System.debug(r.nextTag()); System.debug(r.getLocalName());"""
    )
    assert lines == ["1", "1", "b"]


@pytest.mark.inferred
def test_bodies_are_documents(run_apex: Run) -> None:
    lines = run_apex(
        """HttpResponse r = new HttpResponse(); r.setBody('<a><b>x</b></a>');
        System.debug(r.getBodyDocument().getRootElement().getChildElement('b', null).getText());
        System.debug(r.getXmlStreamReader().nextTag());
        HttpRequest q = new HttpRequest(); q.setBodyDocument(r.getBodyDocument());
        System.debug(q.getBodyDocument().getRootElement().getName());"""
    )
    assert lines == ["x", "1", "a"]
