"""The seeded generator: the only source of chance, with named substreams.

A substream depends on the seed and its name alone, so drawing more from one stream (ids of a new
feature, say) does not move the others.
"""

from __future__ import annotations

import hashlib
import random  # noqa: TID251 - this is the generator


class Generator:
    """A stream of pseudo-random values that a seed determines."""

    def __init__(self, seed: int, name: str = "") -> None:
        self.seed = seed
        self.name = name
        digest = hashlib.sha256(f"{seed}/{name}".encode()).digest()
        self._random = random.Random(int.from_bytes(digest, "big"))
        self._streams: dict[str, Generator] = {}

    def stream(self, name: str) -> Generator:
        """The substream of that name; the same object each time, so it goes on where it was."""
        if name not in self._streams:
            self._streams[name] = Generator(self.seed, f"{self.name}/{name}")
        return self._streams[name]

    def random(self) -> float:
        """A float in [0, 1)."""
        return self._random.random()

    def randbytes(self, count: int) -> bytes:
        """That many bytes."""
        return self._random.randbytes(count)

    def randrange(self, stop: int) -> int:
        """An int in [0, stop). Raises ValueError when `stop` is not positive."""
        return self._random.randrange(stop)

    def shuffled(self, count: int) -> list[int]:
        """The numbers 0 … count-1 in a random order."""
        order = list(range(count))
        self._random.shuffle(order)
        return order
