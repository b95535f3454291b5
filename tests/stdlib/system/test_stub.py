"""Test.createStub."""

from __future__ import annotations

from collections.abc import Callable

import pytest

RunApex = Callable[..., list[str]]

PROVIDER = """
    public class Recorder implements System.StubProvider {
        public Object handleMethodCall(Object stub, String name, Type returns,
            List<Type> types, List<String> names, List<Object> arguments) {
            System.debug(name + ' ' + returns + ' ' + types + ' ' + names + ' ' + arguments);
            return returns == Integer.class ? 7 : null;
        }
    }"""
SERVICE = """
    public virtual class Service {
        public Integer calls = 1;
        public Integer count(String what, Long limits) { return 1; }
        public virtual void reset() { System.debug('real'); }
        public static Integer direct() { return 2; }
    }"""
FILES = {"Recorder.cls": PROVIDER, "Service.cls": SERVICE}


@pytest.mark.documented
def test_calls_go_to_the_provider(run_apex: RunApex) -> None:
    log = run_apex(
        "Service s = (Service) Test.createStub(Service.class, new Recorder());"
        "System.debug(s.count('x', 5)); s.reset(); System.debug(Service.direct());",
        FILES,
    )
    assert log == [
        "count Integer (String, Long) (what, limits) (x, 5)",
        "7",
        "reset void () () ()",
        "2",
    ]


@pytest.mark.documented
def test_an_interface_can_be_stubbed(run_apex: RunApex) -> None:
    files = {**FILES, "Source.cls": "public interface Source { Integer read(); }"}
    log = run_apex(
        "Source s = (Source) Test.createStub(Source.class, new Recorder());"
        "System.debug(s.read());",
        files,
    )
    assert log == ["read Integer () () ()", "7"]


@pytest.mark.recorded
def test_a_stub_says_that_it_is_one(run_apex: RunApex) -> None:
    log = run_apex(
        "Object s = Test.createStub(Service.class, new Recorder());"
        "System.debug(String.valueOf(s).startsWith('Service__sfdc_ApexStub'));"
        "System.debug(s instanceof Service);",
        FILES,
    )
    assert log == ["true", "true"]
