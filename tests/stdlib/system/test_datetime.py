"""System.Datetime, its parts, System.Time and System.TimeZone."""

from __future__ import annotations

import datetime
import zoneinfo
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfsim.runtime.exceptions import IllegalArgumentException, TypeException
from sfsim.stdlib import zones
from sfsim.stdlib.system.datetime import Datetime
from sfsim.stdlib.system.datetime_parts import DatetimeParts
from sfsim.stdlib.system.time import Time
from sfsim.stdlib.system.timezone import TimeZone

pytestmark = pytest.mark.documented

moments = st.datetimes(datetime.datetime(1975, 1, 1), datetime.datetime(2036, 1, 1))
ZONES = ["America/Los_Angeles", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe", "GMT"]
NOON = datetime.datetime(2024, 1, 2, 20, 4, 5, 6000)


@given(moments, st.sampled_from(ZONES))
def test_local_time_agrees_with_zoneinfo(moment: datetime.datetime, zone: str) -> None:
    aware = moment.replace(tzinfo=datetime.UTC).astimezone(zoneinfo.ZoneInfo(zone))
    assert zones.to_local(moment, zone) == aware.replace(tzinfo=None)


@given(moments, st.sampled_from(ZONES))
def test_local_time_and_back(moment: datetime.datetime, zone: str) -> None:
    back = zones.to_gmt(zones.to_local(moment, zone), zone)
    assert back - moment in (datetime.timedelta(), *_FOLDS)


_FOLDS = [datetime.timedelta(hours=1), datetime.timedelta(minutes=30), datetime.timedelta(hours=2)]
"""A clock time that occurs twice is the later one."""


@pytest.mark.inferred
@pytest.mark.parametrize(
    ("local", "gmt"),
    [
        (datetime.datetime(2024, 3, 10, 2, 30), datetime.datetime(2024, 3, 10, 10, 30)),
        (datetime.datetime(2024, 11, 3, 1, 30), datetime.datetime(2024, 11, 3, 9, 30)),
    ],
)
def test_skipped_and_repeated_times(local: datetime.datetime, gmt: datetime.datetime) -> None:
    assert zones.to_gmt(local, "America/Los_Angeles") == gmt


def test_new_instance_is_in_the_users_zone(caller: Any) -> None:
    made = Datetime.newInstance_full(caller, 1993, 6, 6, 3, 3, 3)
    assert made == datetime.datetime(1993, 6, 6, 10, 3, 3)


def test_new_instance_of_milliseconds() -> None:
    assert Datetime.newInstance(1182567783006) == datetime.datetime(2007, 6, 23, 3, 3, 3, 6000)


def test_get_time() -> None:
    assert DatetimeParts.getTime(datetime.datetime(2007, 6, 23, 3, 3, 3)) == 1182567783000


@pytest.mark.recorded
def test_value_of_gmt_rolls_over() -> None:
    expected = datetime.datetime(2019, 2, 15, 2, 40, 39)
    assert Datetime.valueOfGmt("2018-13-45 25:99:99") == expected


@pytest.mark.recorded
@pytest.mark.parametrize("text", ["2018-01-01", "2018-01-01T00:00:00", "x", ""])
def test_value_of_refuses_other_forms(text: str) -> None:
    with pytest.raises(TypeException) as caught:
        Datetime.valueOfGmt(text)
    assert caught.value.message == f"Invalid date/time: {text}"


def test_value_of_is_in_the_users_zone(caller: Any) -> None:
    expected = datetime.datetime(2024, 1, 2, 20, 4, 5)
    assert Datetime.valueOf(caller, "2024-01-02 12:04:05") == expected


def test_format_in_the_united_states(caller: Any) -> None:
    moment = datetime.datetime(1993, 6, 6, 10, 3, 3)
    assert Datetime.format(moment, caller) == "6/6/1993, 3:03 AM"
    assert Datetime.parse(caller, "6/6/1993, 3:03 AM") == moment.replace(second=0)


@pytest.mark.inferred
def test_format_long(caller: Any) -> None:
    moment = datetime.datetime(2012, 12, 28, 18, 0, 0)
    assert Datetime.formatLong(moment, caller) == "12/28/2012, 10:00:00 AM PST"


@pytest.mark.inferred
@pytest.mark.parametrize(
    "text", ["6/6/1993", "1993-06-06 03:03", "6/6/1993 3:03", "25/6/1993 3:03 AM"]
)
def test_parse_refuses_other_forms(caller: Any, text: str) -> None:
    with pytest.raises(TypeException, match=r"^Invalid date/time: "):
        Datetime.parse(caller, text)


PATTERNS = [
    ("yyyy-MM-dd h:mm a", "2024-01-02 12:04 PM"),
    ("EEE, MMM d yyyy HH:mm:ss", "Tue, Jan 2 2024 12:04:05"),
    ("EEEE MMMM MMMMM L LLL", "Tuesday January January 1 Jan"),
    ("yy y yyyyy", "24 2024 02024"),
    ("HHH ddd", "012 002"),
    ("yyyy-MM-dd'T'HH:mm:ss.SSSZ", "2024-01-02T12:04:05.006-0800"),
    ("X XX XXX", "-08 -0800 -08:00"),
    ("z zzzz", "PST Pacific Standard Time"),
    ("D w W F u k K", "2 1 1 1 2 12 0"),
    ("G 'quoted ''x' ''", "AD quoted 'x '"),
    ("", ""),
]


@pytest.mark.parametrize(("pattern", "expected"), PATTERNS)
def test_patterns(caller: Any, pattern: str, expected: str) -> None:
    assert Datetime.format_pattern(NOON, caller, pattern) == expected


@pytest.mark.recorded
@pytest.mark.parametrize(
    ("zone", "name"),
    [
        ("Asia/Tokyo", "GMT+9"),
        ("Asia/Kolkata", "GMT+5:30"),
        ("UTC", "GMT"),
        ("America/New_York", "EST"),
    ],
)
def test_short_zone_names(caller: Any, zone: str, name: str) -> None:
    assert Datetime.format_zone(NOON, caller, "z", zone) == name


def test_format_in_a_zone(caller: Any) -> None:
    moment = datetime.datetime(2011, 6, 1, 12, 1, 5)
    text = Datetime.format_zone(moment, caller, "MM/dd/yyyy HH:mm:ss", "America/New_York")
    assert text == "06/01/2011 08:01:05"


def test_an_unknown_zone_is_gmt(caller: Any) -> None:
    assert Datetime.format_zone(NOON, caller, "HH", "Nowhere/Atall") == "20"


@pytest.mark.inferred
def test_an_unknown_pattern_letter_is_refused(caller: Any) -> None:
    with pytest.raises(IllegalArgumentException, match=r"Illegal pattern character 'b'"):
        Datetime.formatGmt(NOON, caller, "bb")


@pytest.mark.parametrize(
    ("name", "local", "gmt"),
    [
        ("date", datetime.date(2024, 1, 2), datetime.date(2024, 1, 2)),
        ("time", datetime.time(12, 4, 5, 6000), datetime.time(20, 4, 5, 6000)),
        ("year", 2024, 2024),
        ("month", 1, 1),
        ("day", 2, 2),
        ("dayOfYear", 2, 2),
        ("hour", 12, 20),
        ("minute", 4, 4),
        ("second", 5, 5),
        ("millisecond", 6, 6),
    ],
)
def test_parts(caller: Any, name: str, local: Any, gmt: Any) -> None:
    assert getattr(DatetimeParts, name)(NOON, caller) == local
    assert getattr(DatetimeParts, f"{name}Gmt")(NOON) == gmt


def test_same_day_is_the_users_day(caller: Any) -> None:
    late = datetime.datetime(2024, 1, 3, 7)
    assert DatetimeParts.isSameDay(NOON, caller, late)
    assert not DatetimeParts.isSameDay(NOON, caller, late + datetime.timedelta(hours=1))


@pytest.mark.recorded
def test_a_day_is_24_hours_across_a_change_of_the_clock() -> None:
    before = datetime.datetime(2024, 3, 9, 20)
    assert Datetime.addDays(before, 1) == datetime.datetime(2024, 3, 10, 20)


def test_adding_months_takes_the_last_day() -> None:
    moment = datetime.datetime(2024, 1, 31, 5, 6, 7)
    assert Datetime.addMonths(moment, 1) == datetime.datetime(2024, 2, 29, 5, 6, 7)


def test_now_is_the_orgs_clock(caller: Any) -> None:
    assert Datetime.now(caller) == caller.org.clock.now()


@given(st.times(), st.integers(-(10**6), 10**6))
def test_time_goes_round_the_clock(time: datetime.time, minutes: int) -> None:
    time = time.replace(microsecond=time.microsecond // 1000 * 1000)
    assert Time.addMinutes(Time.addMinutes(time, minutes), -minutes) == time


def test_time_table() -> None:
    made = Time.newInstance(18, 30, 2, 20)
    assert made == datetime.time(18, 30, 2, 20_000)
    assert Time.addHours(made, 6) == datetime.time(0, 30, 2, 20_000)
    assert (Time.hour(made), Time.minute(made), Time.second(made), Time.millisecond(made)) == (
        18, 30, 2, 20,
    )  # fmt: skip


@pytest.mark.recorded
def test_time_zone_display_name(caller: Any) -> None:
    zone = TimeZone.getTimeZone("America/Los_Angeles")
    expected = "(GMT-07:00) Pacific Daylight Time (America/Los_Angeles)"
    assert zone.getDisplayName(caller) == expected


@pytest.mark.recorded
def test_unknown_time_zone_is_gmt() -> None:
    assert TimeZone.getTimeZone("Nowhere").getID() == "GMT"


def test_time_zone_offset() -> None:
    zone = TimeZone.getTimeZone("America/Los_Angeles")
    assert zone.getOffset(datetime.datetime(2012, 10, 23, 12)) == -25200000
