"""Segmentation against the published rules and boundary cases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sfsim.twilio.segments import (
    GSM_7,
    GSM_BASIC,
    GSM_EXTENDED,
    count_segments,
    count_units,
    encoding_of,
)

pytestmark = pytest.mark.documented


@pytest.mark.parametrize(
    ("text", "encoding", "units", "segments"),
    [
        ("a" * 160, "GSM-7", 160, 1),
        ("a" * 161, "GSM-7", 161, 2),
        ("a" * 306, "GSM-7", 306, 2),
        ("a" * 307, "GSM-7", 307, 3),
        ("a" * 1600, "GSM-7", 1600, 11),
        ("€" * 80, "GSM-7", 160, 1),
        ("€" * 81, "GSM-7", 162, 2),
        ("é" * 70, "GSM-7", 70, 1),
        ("ê" * 70, "UCS-2", 70, 1),
        ("ê" * 71, "UCS-2", 71, 2),
        ("ê" * 134, "UCS-2", 134, 2),
        ("ê" * 135, "UCS-2", 135, 3),
        ("ê" * 1600, "UCS-2", 1600, 24),
        ("Hello! 👍", "UCS-2", 9, 1),
        ("👍" * 35, "UCS-2", 70, 1),
        ("👍" * 36, "UCS-2", 72, 2),
    ],
)
def test_counts_as_published(text: str, encoding: str, units: int, segments: int) -> None:
    assert encoding_of(text).name == encoding
    assert count_units(text) == units
    assert count_segments(text) == segments


def test_an_escape_pair_is_not_divided() -> None:
    # 152 septets and a pair that no longer fits into the first segment's 153.
    assert count_segments("a" * 152 + "€" + "a" * 152) == 3


def test_the_alphabet_has_the_published_size() -> None:
    # 128 code points, less the escape itself.
    assert len(GSM_BASIC) == 127
    assert len(GSM_EXTENDED) == 10


@given(st.text(max_size=500))
def test_segments_cover_all_units(text: str) -> None:
    encoding = encoding_of(text)
    segments = count_segments(text)
    room = encoding.single_units_max if segments == 1 else segments * encoding.multiple_units_max
    assert count_units(text) <= room


@given(st.text(alphabet=sorted(GSM_BASIC), max_size=200), st.text(max_size=200))
def test_more_text_never_takes_fewer_segments(text: str, more: str) -> None:
    assert count_segments(text + more) >= count_segments(text)


@given(st.text(alphabet=sorted(GSM_BASIC | GSM_EXTENDED), max_size=300))
def test_the_gsm_alphabet_stays_gsm(text: str) -> None:
    assert encoding_of(text) is GSM_7
