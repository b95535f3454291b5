"""Record ids: their two spellings, their checksum, key prefixes, and the counters that make them.

An id has a key prefix (3 characters), a pod (2), a reserved `0` and nine base-62 digits; the
spelling of 18 characters adds a checksum of the capital letters. Digits rise in ASCII order, so the
ids of one prefix sort by age. Source: Salesforce Help, "Record IDs" (15- and 18-character forms).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

DIGITS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
CHECKSUM_DIGITS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
BASE: Final = len(DIGITS)
POD: Final = "5e"
"""The characters that say on which instance an id was made: the same in all simulated orgs."""

RESERVED: Final = "0"
TAIL_DIGITS: Final = 5
TAIL_COUNT: Final = BASE**TAIL_DIGITS
NUMBER_MAX: Final = BASE**9 - 1
SHORT: Final = 15
LONG: Final = 18

CUSTOM_OBJECT_FIRST: Final = "a"
PLATFORM_EVENT_FIRST: Final = "e"
CUSTOM_METADATA_FIRST: Final = "m"
EXTERNAL_OBJECT_FIRST: Final = "x"


def checksum_digit(block: str) -> str:
    """The check character of a block of five: bit i is set when character i is a capital letter."""
    bits = 0
    for position, character in enumerate(block):
        if "A" <= character <= "Z":
            bits |= 1 << position
    return CHECKSUM_DIGITS[bits]


def checksum(short: str) -> str:
    """The three characters that make 18 out of the first 15."""
    assert len(short) == SHORT, "a checksum is taken of 15 characters"
    return checksum_digit(short[:5]) + checksum_digit(short[5:10]) + checksum_digit(short[10:])


def to_long(text: str) -> str:
    """The 18-character form; one that already has 18 characters is kept as given."""
    return text + checksum(text) if len(text) == SHORT else text


def to_short(text: str) -> str:
    """The first 15 characters."""
    return text[:SHORT]


def is_id(text: str) -> bool:
    """Whether `Id.valueOf` takes the text: 15 or 18 ASCII letters and digits.

    A wrong checksum is accepted. Source: recorded; such an Id finds no row.
    """
    return len(text) in (SHORT, LONG) and text.isascii() and text.isalnum()


def repair(text: str) -> str:
    """The 18-character id whose casing its checksum tells (`Id.valueOf(text, true)`).

    Raises:
        ValueError: the text is no id of 18 characters, or its checksum is none.
    """
    if len(text) != LONG or not is_id(text):
        raise ValueError(text)
    repaired = []
    for number, digit in enumerate(text[SHORT:].upper()):
        bits = CHECKSUM_DIGITS.find(digit)
        if bits < 0:
            raise ValueError(text)
        for position, character in enumerate(text[number * 5 : number * 5 + 5]):
            is_capital = bits >> position & 1
            repaired.append(character.upper() if is_capital else character.lower())
    short = "".join(repaired)
    return short + checksum(short)


def encode(number: int, width: int) -> str:
    """A number in base 62 with leading zeros."""
    digits = []
    for _ in range(width):
        number, digit = divmod(number, BASE)
        digits.append(DIGITS[digit])
    assert number == 0, "the number has more digits than there is room for"
    return "".join(reversed(digits))


def make_id(prefix: str, number: int) -> str:
    """The id with that key prefix and running number."""
    assert len(prefix) == 3, "a key prefix has three characters"
    return to_long(prefix + POD + RESERVED + encode(number, 9))


def custom_prefixes(first: str) -> Iterator[str]:
    """Key prefixes in the order in which they are given out: a00, a01 … a0Z … azz, b00 …"""
    letter = DIGITS.index(first)
    while True:
        for number in range(BASE * BASE):
            yield DIGITS[letter] + encode(number, 2)
        letter += 1


class IdSequence:
    """The running numbers of one org, one per key prefix. A rollback never takes one back."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def next(self, prefix: str) -> str:
        """The next id of a prefix."""
        return self.take(prefix, 1)[0]

    def take(self, prefix: str, count: int) -> list[str]:
        """The next ids of a prefix, in order."""
        first = self._numbers.get(prefix, 0) + 1
        self._numbers[prefix] = first + count - 1
        result: list[str] = []
        while len(result) < count:
            number = first + len(result)
            run = min(count - len(result), TAIL_COUNT - number % TAIL_COUNT)
            result.extend(_run(prefix, number, run))
        return result

    def state(self) -> dict[str, int]:
        """The last number given out per prefix, to continue from with `restore`."""
        return dict(self._numbers)

    def restore(self, state: dict[str, int]) -> None:
        """Continues after the numbers of `state`."""
        self._numbers = dict(state)


def _run(prefix: str, number: int, count: int) -> Iterator[str]:
    """Ids with consecutive numbers that differ only in their last five digits."""
    assert number <= NUMBER_MAX, "the ids of a prefix are used up"
    head = prefix + POD + RESERVED + encode(number // TAIL_COUNT, 4)
    checks = checksum_digit(head[:5]) + checksum_digit(head[5:10])
    tail_number = number % TAIL_COUNT
    for value in range(tail_number, tail_number + count):
        tail = encode(value, TAIL_DIGITS)
        yield head + tail + checks + checksum_digit(tail)
