"""System.Version: a package version of two or three parts.

Source: Apex Reference Guide, Version Class.
"""

from __future__ import annotations

from sfsim.stdlib.arguments import required
from sfsim.stdlib.registry import apex_class, apex_constructor, apex_method


@apex_class("System.Version", source="Apex Reference Guide, Version Class")
class Version:
    """Major, minor and maybe patch."""

    def __init__(self, major: int, minor: int, patch: int | None = None) -> None:
        self._parts = (major, minor, patch)

    @apex_constructor("Version(Integer major, Integer minor)")
    @staticmethod
    def of_two(major: int, minor: int) -> Version:
        """A version without a patch."""
        return Version(major, minor)

    @apex_constructor("Version(Integer major, Integer minor, Integer patch)")
    @staticmethod
    def of_three(major: int, minor: int, patch: int) -> Version:
        """A version with a patch."""
        return Version(major, minor, patch)

    @apex_method("Integer major()")
    def major(self) -> int:
        """The first part."""
        return self._parts[0]

    @apex_method("Integer minor()")
    def minor(self) -> int:
        """The second part."""
        return self._parts[1]

    @apex_method("Integer patch()")
    def patch(self) -> int | None:
        """The third part, null when there is none."""
        return self._parts[2]

    @apex_method("Integer compareTo(Version other)")
    def compareTo(self, other: Version) -> int:
        """-1, 0 or 1; where one has no patch, patches do not count."""
        required(other)
        count = 2 if None in (self._parts[2], other.patch()) else 3
        own = [part or 0 for part in self._parts[:count]]
        theirs = [part or 0 for part in (other.major(), other.minor(), other.patch())[:count]]
        return (own > theirs) - (own < theirs)

    @apex_method("Boolean equals(Object obj)")
    def equals(self, other: object) -> bool:
        """Whether the other is the same version."""
        return isinstance(other, Version) and other._parts == self._parts

    @apex_method("Integer hashCode()")
    def hashCode(self) -> int:
        """A hash of the parts."""
        code = 1
        for part in self._parts:
            code = (code * 31 + (part or 0)) & 0x7FFFFFFF
        return code

    @apex_method("String toString()")
    def toString(self) -> str:
        """`1.2` or `1.2.3`."""
        return ".".join(str(part) for part in self._parts if part is not None)
