"""What the tagger says of a mention, and which stretches of words it takes for names.

Knows the tagger's answers. Does not know grammar.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.reading.parse import Sentence
from assistant.reading.tagger import QUESTIONS, Tags

if TYPE_CHECKING:
    import numpy as np

EAGER = 0.45
"""What the chance of naming nothing is multiplied with: a stretch that is doubtful is still looked at."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the tagger says of one mention."""

    inside: float
    """How likely its words are part of a name, from 0 to 1."""
    exact: float
    """How likely the name begins and ends just here, from 0 to 1."""
    kinds: tuple[float, ...]
    """How likely each kind is, in the order of `tagger.KINDS`."""
    acts: float
    here: float
    passed: float
    first: int
    """The index of its first word among the tagger's words."""
    last: int
    who: np.ndarray = field(compare=False, repr=False)
    """Whom or what it names, in 64 dimensions; see `alike`."""


def alike(some: np.ndarray, others: np.ndarray) -> np.ndarray:
    """How strongly mentions name the same one as others, as log odds less a constant.

    Args:
        some: N x 64, the `Seen.who` of each.
        others: M x 64.

    Returns:
        N x M.
    """
    told: np.ndarray = some @ others.T / some.shape[1] ** 0.5
    return told


def spans(tags: Tags) -> list[tuple[int, int]]:
    """The stretches that the tagger takes for names, as characters of the text: the likeliest sequence of its labels.

    Source: Viterbi (1967), with the two steps that are no names (outside to goes-on) ruled out.
    """
    import numpy as np

    if not tags.words:
        return []
    chances = np.log(tags.spans + 1e-6) + np.log(np.array([EAGER, 1, 1]))
    steps = np.array([[0, 0, -99], [0, 0, 0], [0, 0, 0]], dtype="float64")
    score = chances[0] + np.array([0, 0, -99])
    back = np.zeros(chances.shape, dtype="int64")
    for index in range(1, len(chances)):
        options = score[:, None] + steps
        back[index] = options.argmax(0)
        score = options.max(0) + chances[index]
    label = int(score.argmax())
    labels = [label]
    for index in range(len(chances) - 1, 0, -1):
        label = int(back[index][label])
        labels.append(label)
    return _joined(tags, labels[::-1])


def _joined(tags: Tags, labels: Sequence[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for word, label in zip(tags.words, labels, strict=True):
        if label == 1:
            found.append((word.start, word.end))
        elif label == 2:
            found[-1] = (found[-1][0], word.end)
    return found


def told_by_sentence(tags: Tags, sentences: Sequence[Sentence], question: str) -> list[float]:
    """How much of each sentence the tagger says yes to for one of `tagger.QUESTIONS`, from 0 to 1."""
    column = tags.asked[:, QUESTIONS.index(question)]
    starts = [word.start for word in tags.words]
    found = []
    for sentence in sentences:
        rows = column[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        found.append(float(rows.mean()) if len(rows) else 0.0)
    return found


def seen(tags: Tags, starts: Sequence[int], ends: Sequence[int], start: int, end: int) -> Seen:
    """What the tagger says of `text[start:end]`.

    Args:
        tags: Of the text.
        starts: Where its words begin.
        ends: Where its words end.
        start: In characters of the text.
        end: In characters of the text.
    """
    first = min(bisect_right(ends, start), len(starts) - 1)
    last = max(first, bisect_left(starts, end) - 1)
    rows = slice(first, last + 1)
    inside = 1 - tags.spans[rows, 0]
    exact = float(tags.spans[first, 1] * tags.spans[first + 1 : last + 1, 2].prod())
    if last + 1 < len(starts):
        exact *= float(1 - tags.spans[last + 1, 2])
    kinds: np.ndarray = tags.kinds[rows].mean(0)
    asked = tags.asked[rows].mean(0)
    return Seen(
        float(inside.mean()),
        exact,
        tuple(float(share) for share in kinds),
        float(asked[0]),
        float(asked[1]),
        float(asked[2]),
        first,
        last,
        (tags.who[first] + tags.who[last]) / 2,
    )
