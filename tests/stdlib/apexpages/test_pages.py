"""PageReference, ApexPages, its messages and SelectOption, as controllers' tests use them."""

from typing import Any

import pytest

pytestmark = pytest.mark.documented
Run = Any


@pytest.mark.inferred
def test_parameters_become_part_of_the_url(run_apex: Run) -> None:
    lines = run_apex(
        "PageReference p = new PageReference('/apex/failure');"
        "p.getParameters().put('error', 'no Param'); System.debug(p.getUrl());"
    )
    assert lines == ["/apex/failure?error=no+Param"]


def test_parameters_are_read_from_the_url(run_apex: Run) -> None:
    lines = run_apex(
        "System.debug(new PageReference('/apex/a?Id=1&x=2').getParameters().get('id'));"
    )
    assert lines == ["1"]


@pytest.mark.inferred
def test_a_parameter_is_put_again_in_another_case(run_apex: Run) -> None:
    lines = run_apex(
        "PageReference p = new PageReference('/a?Id=1'); p.getParameters().put('ID', '2');"
        "System.debug(p.getUrl());"
    )
    assert lines == ["/a?Id=2"]


def test_an_anchor_ends_the_url(run_apex: Run) -> None:
    lines = run_apex("System.debug(new PageReference('/a').setAnchor('top').getUrl());")
    assert lines == ["/a#top"]


def test_setters_return_the_page(run_apex: Run) -> None:
    lines = run_apex(
        "PageReference p = new PageReference('/a').setRedirect(true).setRedirectCode(301);"
        "System.debug(p.getRedirect() + ' ' + p.getRedirectCode());"
    )
    assert lines == ["true 301"]


def test_a_cookie_is_found_by_its_name(run_apex: Run) -> None:
    lines = run_apex(
        "PageReference p = new PageReference('/a');"
        "p.setCookies(new List<Cookie>{ new Cookie('c', 'v', null, -1, false) });"
        "System.debug(p.getCookies().get('c').getValue());"
    )
    assert lines == ["v"]


@pytest.mark.inferred
def test_a_named_page_has_a_lower_case_path(run_apex: Run) -> None:
    assert run_apex("System.debug(Page.MyPage.getUrl());") == ["/apex/mypage"]


@pytest.mark.inferred
def test_there_is_no_page_in_anonymous_apex(run_apex: Run) -> None:
    assert run_apex("System.debug(ApexPages.currentPage());") == ["null"]


def test_a_test_sets_the_current_page(run_test: Run) -> None:
    body = """Test.setCurrentPage(new PageReference('/apex/a?id=7'));
    System.assertEquals('7', ApexPages.currentPage().getParameters().get('id'));
    System.assertEquals('/apex/a?id=7', System.currentPageReference().getUrl());"""
    assert run_test(body) == "passed"


@pytest.mark.inferred
def test_messages_keep_their_order(run_test: Run) -> None:
    body = """ApexPages.addMessage(new ApexPages.Message(ApexPages.Severity.ERROR, 'one'));
    ApexPages.addMessage(new ApexPages.Message(ApexPages.Severity.INFO, 'two', 'more'));
    System.assertEquals('one', ApexPages.getMessages()[0].getDetail());
    System.assertEquals('more', ApexPages.getMessages()[1].getDetail());
    System.assert(ApexPages.hasMessages(ApexPages.Severity.INFO));
    System.assert(!ApexPages.hasMessages(ApexPages.Severity.FATAL));"""
    assert run_test(body) == "passed"


def test_an_exception_becomes_a_message(run_test: Run) -> None:
    body = """try { insert new Contact(); } catch (DmlException e) { ApexPages.addMessages(e); }
    System.assertEquals(1, ApexPages.getMessages().size());
    System.assert(ApexPages.getMessages()[0].getSummary().contains('LastName'));"""
    assert run_test(body) == "passed"


def test_messages_need_a_page(run_apex: Run) -> None:
    lines = run_apex(
        "try { ApexPages.addMessage(new ApexPages.Message(ApexPages.Severity.INFO, 'x')); }"
        "catch (FinalException e) { System.debug(e.getMessage()); }"
    )
    assert lines == ["ApexPages.addMessage can only be called from a Visualforce page"]


def test_an_option_has_value_and_label(run_apex: Run) -> None:
    lines = run_apex(
        "SelectOption o = new SelectOption('a', 'A', true); o.setLabel('B');"
        "System.debug(o.getValue() + o.getLabel() + o.getDisabled());"
    )
    assert lines == ["aBtrue"]
