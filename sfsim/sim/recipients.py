"""The people a campaign writes to: read from a CSV file, or made up from a seed."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sfsim.errors import SfsimError
from sfsim.kernel.generator import Generator

COLUMNS: Final = ("FirstName", "LastName", "MobilePhone")

FIRST_NAMES: Final = (
    "Ada", "Amara", "Bruno", "Carmen", "Chidi", "Dana", "Elif", "Farah", "Grace", "Hiro", "Ines",
    "Jonas", "Kenji", "Leila", "Mateo", "Nadia", "Olga", "Priya", "Quinn", "Rosa", "Sami", "Tara",
    "Uma", "Viktor", "Wanda", "Ximena", "Yusuf", "Zoe",
)  # fmt: skip
LAST_NAMES: Final = (
    "Abbott", "Baptiste", "Castro", "Dubois", "Eriksen", "Fischer", "Garcia", "Haddad", "Ivanov",
    "Jensen", "Kaya", "Lindgren", "Moreau", "Nakamura", "Okafor", "Patel", "Quintero", "Rossi",
    "Santos", "Tanaka", "Usman", "Vargas", "Weber", "Xu", "Yilmaz", "Zhang",
)  # fmt: skip

LINES_PER_AREA: Final = 10_000
AREA_CODE_FIRST: Final = 212
AREA_CODE_LAST: Final = 999
RECIPIENTS_MAX: Final = (AREA_CODE_LAST - AREA_CODE_FIRST + 1) * LINES_PER_AREA


@dataclass(frozen=True, slots=True)
class Recipient:
    """One person with a mobile number in E.164 form."""

    first_name: str
    last_name: str
    number: str


def read_recipients(path: Path) -> tuple[Recipient, ...]:
    """The rows of a CSV file with the columns FirstName, LastName and MobilePhone.

    Raises:
        SfsimError: there is no such file, or a column is missing.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
            if missing:
                raise SfsimError(f"{path}: no column {', '.join(missing)}")
            return tuple(Recipient(*(row[name] for name in COLUMNS)) for row in reader)
    except OSError as error:
        raise SfsimError(f"{path}: {error.strerror}") from error


def write_recipients(path: Path, recipients: Sequence[Recipient]) -> None:
    """Writes a file that `read_recipients` reads."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows((r.first_name, r.last_name, r.number) for r in recipients)


def make_recipients(count: int, seed: int) -> tuple[Recipient, ...]:
    """That many people with different numbers; the seed gives them their names.

    The numbers are in the 555 exchange, one area code after the other.

    Raises:
        SfsimError: more than there are numbers for.
    """
    if count > RECIPIENTS_MAX:
        raise SfsimError(f"there are numbers for {RECIPIENTS_MAX:,} recipients at most")
    stream = Generator(seed).stream("recipients")
    return tuple(
        Recipient(
            FIRST_NAMES[stream.randrange(len(FIRST_NAMES))],
            LAST_NAMES[stream.randrange(len(LAST_NAMES))],
            f"+1{AREA_CODE_FIRST + index // LINES_PER_AREA}555{index % LINES_PER_AREA:04d}",
        )
        for index in range(count)
    )
