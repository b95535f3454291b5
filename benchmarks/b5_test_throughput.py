"""B5: Apex tests per second with two workers and a warm cache.

The code bases are JSONParse and fflib-apex-mocks under SFSIM_CORPORA; without them a project is
made up here whose tests insert, query, call through an interface and assert.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.b3_warm_start import write_class
from benchmarks.harness import Row, command_seconds

TESTS_PER_SECOND_MIN = 150
PUBLISHED = "a local peer 11-33/s, a scratch org 2-4/s"
ROOTS = ("jsonparse", "fflib-apex-mocks/sfdx-source/apex-mocks")
CLASSES = 25
METHODS = 20
WORKERS = "2"

SERVICE = """public with sharing class Shop implements Comparable {
    public Decimal total = 0;
    public Shop add(Decimal amount) { total += amount; return this; }
    public Integer compareTo(Object other) { return (total - ((Shop) other).total).intValue(); }
}
"""


def rows() -> list[Row]:
    """All tests of the code bases, from the start of the process to its end."""
    with tempfile.TemporaryDirectory() as folder:
        paths = _corpora() or [_made_up(Path(folder))]
        command = ["-m", "sfsim", "test", *map(str, paths), "--workers", WORKERS]
        count = _passed(command)
        seconds = command_seconds(command)
    rate = count / seconds
    return [
        Row(
            "B5",
            f"{count} tests, --workers {WORKERS}, warm",
            f"{rate:.0f} tests/s",
            PUBLISHED,
            rate,
            f">= {TESTS_PER_SECOND_MIN}",
            rate >= TESTS_PER_SECOND_MIN,
        )
    ]


def _corpora() -> list[Path]:
    folder = os.environ.get("SFSIM_CORPORA")
    found = [Path(folder) / root for root in ROOTS] if folder else []
    return found if all(path.exists() for path in found) else []


def _passed(command: list[str]) -> int:
    """How many tests pass; a failure ends the benchmark."""
    done = subprocess.run(
        [sys.executable, *command, "--json", "-"], check=True, capture_output=True, text=True
    )
    return int(json.loads(done.stdout)["summary"]["passed"])


def _made_up(root: Path) -> Path:
    write_class(root, "Shop", SERVICE)
    for number in range(CLASSES):
        write_class(root, f"Shop{number}_Tests", _tests(number))
    return root


def _tests(number: int) -> str:
    methods = "".join(
        f"""
    @IsTest static void sells{index}() {{
        insert new Account(Name = 'Shop {index}', AnnualRevenue = {number});
        List<Shop> shops = new List<Shop>{{ new Shop().add({index}), new Shop().add(1.5) }};
        shops.sort();
        Account found = [SELECT Name, AnnualRevenue FROM Account WHERE Name LIKE 'Shop%'];
        System.assertEquals({number}, found.AnnualRevenue);
        System.assertEquals('Shop {index}', found.Name);
    }}
"""
        for index in range(METHODS)
    )
    return f"@IsTest private class Shop{number}_Tests {{{methods}}}\n"
