"""Joins several rankings into one. Pure; does not know what was ranked or how."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

DAMPING = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Fused:
    """One id of the joined ranking."""

    id: str
    score: float
    """From 0 to 1; 1 where every ranking has it first."""


def fuse(rankings: Sequence[Iterable[str]], *, damping: int = DAMPING) -> tuple[Fused, ...]:
    """Reciprocal rank fusion, after Cormack, Clarke & Büttcher (2009), "Reciprocal rank fusion outperforms Condorcet".

    Each ranking gives 1 / (damping + rank) to an id, ranks from 1; the sum is divided by the largest that is possible.

    Args:
        rankings: Ids, the best first; an id that a ranking repeats counts once, where it stands first.
        damping: How little the first ranks stand out; 60 in the paper.

    Returns:
        Each id once, the best first; where scores are equal, in the order in which the rankings name them.
    """
    sums: dict[str, float] = {}
    for ranking in rankings:
        for rank, item in enumerate(dict.fromkeys(ranking), start=1):
            sums[item] = sums.get(item, 0.0) + 1 / (damping + rank)
    largest = len(rankings) / (damping + 1)
    ordered = sorted(sums.items(), key=lambda item: -item[1])
    return tuple(Fused(id=item, score=min(1.0, total / largest)) for item, total in ordered)
