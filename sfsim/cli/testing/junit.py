"""The outcome of a test run as JUnit XML, which every CI system reads."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree

from sfsim.cli.testing.outcome import TimedResult


def write_junit(results: Sequence[TimedResult], path: Path) -> None:
    """Writes one `testsuite` per Apex class, in the order of the results.

    A failed test is a `failure`, one that needs an unsupported feature an `error` whose type is
    `Unsupported`. Raises OSError when the file cannot be written.
    """
    root = ElementTree.Element("testsuites", name="sfsim")
    for class_name, group in groupby(results, key=lambda timed: timed.result.case.class_name):
        _add_suite(root, class_name, list(group))
    _add_totals(root, results)
    ElementTree.indent(root)
    path.parent.mkdir(parents=True, exist_ok=True)
    ElementTree.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def _add_suite(root: ElementTree.Element, name: str, results: Sequence[TimedResult]) -> None:
    suite = ElementTree.SubElement(root, "testsuite", name=name)
    _add_totals(suite, results)
    for timed in results:
        result = timed.result
        case = ElementTree.SubElement(
            suite,
            "testcase",
            classname=result.case.class_name,
            name=result.case.method,
            time=f"{timed.seconds:.3f}",
        )
        if result.outcome == "passed":
            continue
        tag = "failure" if result.outcome == "failed" else "error"
        problem = ElementTree.SubElement(
            case, tag, message=_printable(result.message), type=_type_name(timed)
        )
        problem.text = _printable("\n".join((result.message, *result.stack)))
        if result.log:
            ElementTree.SubElement(case, "system-out").text = _printable("\n".join(result.log))


def _add_totals(element: ElementTree.Element, results: Sequence[TimedResult]) -> None:
    outcomes = [timed.result.outcome for timed in results]
    element.set("tests", str(len(outcomes)))
    element.set("failures", str(outcomes.count("failed")))
    element.set("errors", str(outcomes.count("unsupported")))
    element.set("time", f"{sum(timed.seconds for timed in results):.3f}")


def _type_name(timed: TimedResult) -> str:
    if timed.result.outcome == "unsupported":
        return "Unsupported"
    return timed.result.message.partition(":")[0]


def _printable(text: str) -> str:
    """XML 1.0 has no way to write most control characters; they become U+FFFD."""
    return "".join(
        char
        if char in "\t\n\r"
        or "\x20" <= char <= "\ud7ff"
        or "\ue000" <= char <= "\ufffd"
        or char > "\uffff"
        else "\ufffd"
        for char in text
    )
