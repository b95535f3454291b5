"""B3: one test class of a code base of at least 30,000 lines, nothing changed since the last run.

The code base is the largest one under SFSIM_CORPORA, or, without it, one that is made up here.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.harness import Row, command_seconds, milliseconds

SECONDS_MAX = 0.45
CLASSES = 300
METHODS = 20

META = """<?xml version="1.0" encoding="UTF-8"?>
<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata">
    <apiVersion>64.0</apiVersion>
    <status>Active</status>
</ApexClass>
"""


def rows() -> list[Row]:
    """`sfsim test PATH --class X` with a warm cache."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        lines = make_project(root)
        command = [
            "-m",
            "sfsim",
            "test",
            str(root),
            "--class",
            "Small_Tests",
            "--workers",
            "1",
        ]
        seconds = command_seconds(command)
    nothing = command_seconds(["-c", "pass"])
    return [
        Row(
            "B3",
            f"warm `sfsim test --class`, {lines:,} lines",
            milliseconds(seconds),
            f"python -c pass {milliseconds(nothing)}",
            seconds,
            f"<= {SECONDS_MAX} s",
            seconds <= SECONDS_MAX,
        )
    ]


def make_project(root: Path) -> int:
    """Writes a project of ordinary service classes that call each other; returns its lines."""
    lines = 0
    for number in range(CLASSES):
        lines += write_class(root, f"Service{number}", service(number))
    lines += write_class(root, "Small_Tests", SMALL_TESTS)
    return lines


def write_class(root: Path, name: str, text: str) -> int:
    """Writes a class with its `-meta.xml`; returns its line count."""
    (root / f"{name}.cls").write_text(text, encoding="utf-8")
    (root / f"{name}.cls-meta.xml").write_text(META, encoding="utf-8")
    return text.count("\n")


def service(number: int) -> str:
    """A class whose methods use collections, strings and the class before it."""
    before = f"Service{number - 1}.total0(values)" if number else "0"
    methods = "".join(
        f"""
    public static Integer total{index}(List<Integer> values) {{
        Integer total = {index};
        for (Integer value : values) {{
            total += value * {number};
        }}
        return total;
    }}
"""
        for index in range(METHODS)
    )
    return f"""public with sharing class Service{number} {{
    public static Integer before(List<Integer> values) {{
        return {before};
    }}
{methods}}}
"""


SMALL_TESTS = """@IsTest
private class Small_Tests {
    @IsTest
    static void adds() {
        System.assertEquals(3, Service1.total0(new List<Integer>{ 1, 2 }));
    }
}
"""
