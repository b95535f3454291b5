"""Iterator and Iterable. User classes implement them under the plain names."""

from __future__ import annotations

from typing import Any

from sfsim.stdlib.registry import apex_interface, apex_method


@apex_interface("System.Iterator<T>", source="Apex Developer Guide, Custom Iterators")
class Iterator:
    """Walks over elements."""

    @apex_method("Boolean hasNext()")
    def hasNext(self) -> bool:
        """Whether `next` will return an element."""
        raise NotImplementedError

    @apex_method("T next()")
    def next(self) -> Any:
        """The next element."""
        raise NotImplementedError


@apex_interface("System.Iterable<T>", source="Apex Developer Guide, Custom Iterators")
class Iterable:
    """What a for-each can run over."""

    @apex_method("Iterator<T> iterator()")
    def iterator(self) -> Any:
        """A new iterator."""
        raise NotImplementedError
