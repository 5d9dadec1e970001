"""Two files of results side by side: what flipped, and by how much each figure differs, with an interval.

The paired bootstrap over cases (Efron 1979; Koehn 2004) says how sure a difference is.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evals.results import Record
from evals.scorers import PASS

DRAWS = 2000
"""Samples of the bootstrap."""
SURE = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """A case that passes a scorer in one file and not in the other."""

    case: str
    scorer: str
    better: bool
    """Whether B passes."""
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One figure in A and in B, over the cases that both have."""

    scorer: str
    a: float
    b: float
    low: float
    """The interval of b - a."""
    high: float
    cases: int

    @property
    def sure(self) -> bool:
        """Whether the interval leaves out no difference."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A against B."""

    a: str
    b: str
    flips: tuple[Flip, ...]
    figures: tuple[Difference, ...]
    lenses: Mapping[str, tuple[Difference, ...]]
    """The same, over the cases whose question in A came from one way of looking."""
    only: tuple[tuple[str, ...], tuple[str, ...]]
    """Cases that only A, and only B, has."""
    errors: tuple[int, int]


Values = dict[str, dict[str, float]]
"""For each scorer and case the mean over its epochs."""


def compare(a: Sequence[Record], b: Sequence[Record], names: tuple[str, str] = ("A", "B")) -> Comparison:
    """Compare two runs over the cases that both have."""
    one, other = _values(a), _values(b)
    cases_a, cases_b = {record["case"] for record in a}, {record["case"] for record in b}
    by_lens: dict[str, set[str]] = defaultdict(set)
    for record in a:
        if lens := record.get("lens"):
            by_lens[lens].add(record["case"])
    return Comparison(
        a=names[0],
        b=names[1],
        flips=tuple(_flips(one, other, b)),
        figures=_figures(one, other, cases_a & cases_b),
        lenses={lens: _figures(one, other, found & cases_b) for lens, found in sorted(by_lens.items())},
        only=(tuple(sorted(cases_a - cases_b)), tuple(sorted(cases_b - cases_a))),
        errors=(sum("error" in record for record in a), sum("error" in record for record in b)),
    )


def _values(records: Sequence[Record]) -> Values:
    lists: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for record in records:
        for name, item in record.get("scores", {}).items():
            if item["value"] is not None:
                lists[name][record["case"]].append(item["value"])
    order = sorted(lists, key=lambda name: name.startswith(("reading", "retrieval")))
    return {name: {case: sum(v) / len(v) for case, v in lists[name].items()} for name in order}


def _flips(one: Values, other: Values, records: Sequence[Record]) -> list[Flip]:
    found = []
    said = {
        (record["case"], name): item["evidence"]
        for record in records
        for name, item in record.get("scores", {}).items()
    }
    for scorer in one:
        for case, before in sorted(one.get(scorer, {}).items()):
            after = other.get(scorer, {}).get(case)
            if after is not None and (before >= PASS) != (after >= PASS):
                better = after >= PASS
                found.append(Flip(case=case, scorer=scorer, better=better, evidence=said.get((case, scorer), "")))
    return sorted(found, key=lambda flip: (flip.better, flip.scorer, flip.case))


def _figures(one: Values, other: Values, cases: set[str]) -> tuple[Difference, ...]:
    made = []
    for scorer in one:
        shared = sorted(one.get(scorer, {}).keys() & other.get(scorer, {}).keys() & cases)
        if not shared:
            continue
        a, b = [one[scorer][case] for case in shared], [other[scorer][case] for case in shared]
        low, high = interval([y - x for x, y in zip(a, b, strict=True)])
        number = len(shared)
        made.append(Difference(scorer=scorer, a=sum(a) / number, b=sum(b) / number, low=low, high=high, cases=number))
    return tuple(made)


def interval(differences: Sequence[float], *, draws: int = DRAWS, seed: int = 1) -> tuple[float, float]:
    """The bootstrap interval of a mean of paired differences; the same for the same numbers."""
    if not any(differences):
        return 0.0, 0.0
    chance, number = random.Random(seed), len(differences)
    drawn = sorted(sum(chance.choices(differences, k=number)) / number for _ in range(draws))
    edge = int(draws * (1 - SURE) / 2)
    return drawn[edge], drawn[-edge - 1]
