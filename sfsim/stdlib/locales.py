"""How a user's locale writes numbers, dates and times.

`en_US` stands here; every other LocaleSidKey comes from Babel's CLDR data, as the platform's come
from ICU's. Babel is imported when the first of those is asked for.
Source: Salesforce Help, "Supported Date and Time Formats (ICU)": short dates have four-digit years.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from sfsim.errors import Unsupported
from sfsim.runtime.numbers import decimal_plain_text, set_scale

if TYPE_CHECKING:
    from babel import Locale

FRACTION_DIGITS_MAX: Final = 3
"""Digits after the point that `format()` keeps. Source: java.text.NumberFormat."""


@dataclass(frozen=True, slots=True)
class LocaleFormat:
    """The formats of one locale. Patterns are Java's SimpleDateFormat patterns.

    `joined` puts date and time together: {0} is the time, {1} the date, as in CLDR.
    `first_weekday` counts from Monday, 0. Names are indexed from January and from Monday.
    """

    name: str
    decimal_mark: str
    group_mark: str
    minus: str
    group_sizes: tuple[int, int]
    digits: str
    date: str
    time: str
    time_with_seconds: str
    joined: str
    first_weekday: int
    months: tuple[str, ...]
    months_short: tuple[str, ...]
    weekdays: tuple[str, ...]
    weekdays_short: tuple[str, ...]
    day_periods: tuple[str, str]

    @property
    def datetime(self) -> str:
        """The pattern of a short date and time."""
        return self.joined.replace("{1}", self.date).replace("{0}", self.time)

    @property
    def datetime_long(self) -> str:
        """The pattern of `formatLong`: with seconds and the zone."""
        time = self.time_with_seconds + " z"
        return self.joined.replace("{1}", self.date).replace("{0}", time)


_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_ENGLISH_WEEKDAYS = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip

EN_US: Final = LocaleFormat(
    name="en_US",
    decimal_mark=".",
    group_mark=",",
    minus="-",
    group_sizes=(3, 3),
    digits="0123456789",
    date="M/d/yyyy",
    time="h:mm a",
    time_with_seconds="h:mm:ss a",
    joined="{1}, {0}",
    first_weekday=6,
    months=_ENGLISH_MONTHS,
    months_short=tuple(name[:3] for name in _ENGLISH_MONTHS),
    weekdays=_ENGLISH_WEEKDAYS,
    weekdays_short=tuple(name[:3] for name in _ENGLISH_WEEKDAYS),
    day_periods=("AM", "PM"),
)

_RENAMED: Final = {"no": "nb", "iw": "he", "in": "id", "sh": "sr_Latn", "ji": "yi"}
"""Java's old language codes and CLDR's."""


@functools.cache
def locale_format(name: str) -> LocaleFormat:
    """The formats of a LocaleSidKey. Raises Unsupported for one that CLDR does not have."""
    if name == EN_US.name:
        return EN_US
    return _from_cldr(name, cldr_locale(name))


def cldr_locale(name: str) -> Locale:
    """Babel's locale of a LocaleSidKey. Raises Unsupported when there is none."""
    from babel import Locale, UnknownLocaleError

    language, _, rest = name.partition("_")
    territory = rest.partition("_")[0]
    wanted = [part for part in (_RENAMED.get(language, language), territory) if part]
    for identifier in ("_".join(wanted), wanted[0]):
        try:
            return Locale.parse(identifier)
        except (UnknownLocaleError, ValueError):
            continue
    raise Unsupported(f"the locale {name}")


def _from_cldr(name: str, locale: Locale) -> LocaleFormat:
    symbols = locale.number_symbols[locale.default_numbering_system]
    grouping = locale.decimal_formats[None].grouping
    months = locale.months["format"]
    weekdays = locale.days["format"]
    periods = locale.day_periods["format"]["abbreviated"]
    return LocaleFormat(
        name=name,
        decimal_mark=symbols["decimal"],
        group_mark=symbols["group"],
        minus=symbols["minusSign"],
        group_sizes=(grouping[0], grouping[1]),
        digits=_DIGITS.get(locale.default_numbering_system, EN_US.digits),
        date=re.sub(r"y+", "yyyy", locale.date_formats["short"].pattern),
        time=_plain(locale.time_formats["short"].pattern),
        time_with_seconds=_plain(locale.time_formats["medium"].pattern),
        joined=str(locale.datetime_formats["short"]).replace("'", ""),
        first_weekday=locale.first_week_day,
        months=tuple(months["wide"][number] for number in range(1, 13)),
        months_short=tuple(months["abbreviated"][number] for number in range(1, 13)),
        weekdays=tuple(weekdays["wide"][number] for number in range(7)),
        weekdays_short=tuple(weekdays["abbreviated"][number] for number in range(7)),
        day_periods=(periods["am"], periods["pm"]),
    )


_DIGITS: Final = {"arab": "٠١٢٣٤٥٦٧٨٩", "arabext": "۰۱۲۳۴۵۶۷۸۹", "deva": "०१२३४५६७८९"}


def _plain(pattern: str) -> str:
    """A time pattern with ordinary blanks and the one kind of day period that Java knows."""
    return pattern.replace("\u202f", " ").replace("\u00a0", " ").replace("B", "a")


def format_integer(value: int, locale: LocaleFormat) -> str:
    """An Integer or Long with group marks."""
    sign = locale.minus if value < 0 else ""
    return sign + _localized(_grouped(str(abs(value)), locale), locale)


def format_decimal(value: Decimal, locale: LocaleFormat) -> str:
    """A Decimal with group marks and at most three digits after the point, rounded half even."""
    rounded = value
    if -int(value.as_tuple().exponent) > FRACTION_DIGITS_MAX:
        rounded = set_scale(value, FRACTION_DIGITS_MAX)
    whole, _, fraction = decimal_plain_text(abs(rounded)).partition(".")
    fraction = fraction.rstrip("0")
    text = _grouped(whole, locale) + (locale.decimal_mark + fraction if fraction else "")
    return (locale.minus if rounded < 0 else "") + _localized(text, locale)


def _grouped(digits: str, locale: LocaleFormat) -> str:
    first, others = locale.group_sizes
    if len(digits) <= first:
        return digits
    head, groups = digits[:-first], [digits[-first:]]
    while head:
        groups.append(head[-others:])
        head = head[:-others]
    return locale.group_mark.join(reversed(groups))


def _localized(text: str, locale: LocaleFormat) -> str:
    if locale.digits == EN_US.digits:
        return text
    return text.translate({ord(str(value)): digit for value, digit in enumerate(locale.digits)})
