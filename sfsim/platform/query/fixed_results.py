"""The records that `Test.setFixedSearchResults` made the results of every search of a test."""

from __future__ import annotations


class FixedSearchResults:
    """Their ids; none where the test named none, and then a search finds nothing."""

    def __init__(self) -> None:
        self.ids: tuple[str, ...] = ()
