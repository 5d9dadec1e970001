"""What turns texts into vectors, as an interface, and a fake for tests that needs no model.

Does not know which model answers, nor what the vectors are used for.
"""

import math
import re
from collections.abc import Sequence
from hashlib import blake2b
from typing import Protocol

_WORD = re.compile(r"\w+")


class Encoder(Protocol):
    """Turns texts into vectors of length 1, all of one dimension."""

    @property
    def name(self) -> str:
        """Names the model: two encoders of one name give the same vector for the same text."""

    def encode(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector for each text, in order.

        Raises:
            ModelMissing: the model cannot be loaded.
        """


class HashEncoder:
    """A bag of hashed words: the same everywhere, and near only where words are shared. For tests."""

    def __init__(self, dimension: int = 64) -> None:
        self._dimension = dimension
        self.name = f"hash-{dimension}"

    def encode(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector for each text, in order."""
        return [self._vector(text) for text in texts]

    def _vector(self, text: str) -> list[float]:
        counts = [0.0] * self._dimension
        for word in _WORD.findall(text.lower()) or [text]:
            hashed = blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
            counts[int.from_bytes(hashed, "big") % self._dimension] += 1.0
        length = math.sqrt(sum(value * value for value in counts))
        return [value / length for value in counts]
