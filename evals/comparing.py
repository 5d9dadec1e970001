"""Two files of results side by side: what flipped, and by how much each figure differs, with an interval.

The paired bootstrap over cases (Efron 1979; Koehn 2004) says how sure a difference is.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from evals.results import JUDGED, Record
from evals.scorers import PASS
from evals.scorers.alike import written_by_model

DRAWS = 2000
"""Samples of the bootstrap."""
SURE = 0.95
EVERY = "every scorer"
"""Stands for the scorer where a whole case ended in an error."""
ON_DEMAND = frozenset((JUDGED, written_by_model.__name__))
"""Scorers that measure only where a judge was asked, or where a language model was to write: a run without such
scores is another kind of run and has lost nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """A case that passes a scorer in one file and not in the other: it fails it, is not measured or has an error."""

    case: str
    scorer: str
    """Its name, or `EVERY`."""
    better: bool
    """Whether B passes."""
    evidence: str
    """What speaks for it in B; where a score or a whole case is missing in one of the two, that."""
    how: Literal["score", "measured", "error"] = "score"
    """Whether the score flipped, whether it was measured at all, or whether the case ended in an error."""


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
Evidence = dict[tuple[str, str], str]
"""For each case and scorer what it said, also where it measured nothing."""


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
        flips=tuple(_flips(one, other, a, b)),
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


def _flips(one: Values, other: Values, a: Sequence[Record], b: Sequence[Record]) -> list[Flip]:
    broken_a, broken_b, said_a, said_b = _errors(a), _errors(b), _said(a), _said(b)
    shared = {record["case"] for record in a} & {record["case"] for record in b}
    found = [*_flipped_scores(one, other, said_b), *_flipped_errors(broken_a, broken_b, shared)]
    found += _flipped_measures(one, other, said_a, said_b, shared - broken_a.keys() - broken_b.keys())
    return sorted(found, key=lambda flip: (flip.better, flip.scorer, flip.case))


def _errors(records: Sequence[Record]) -> dict[str, str]:
    return {record["case"]: record["error"] for record in records if "error" in record}


def _said(records: Sequence[Record]) -> Evidence:
    return {
        (record["case"], name): item["evidence"]
        for record in records
        for name, item in record.get("scores", {}).items()
    }


def _flipped_scores(one: Values, other: Values, said: Evidence) -> Iterator[Flip]:
    for scorer in one:
        for case, before in one[scorer].items():
            after = other.get(scorer, {}).get(case)
            if after is not None and (before >= PASS) != (after >= PASS):
                yield Flip(case=case, scorer=scorer, better=after >= PASS, evidence=said.get((case, scorer), ""))


def _flipped_errors(a: Mapping[str, str], b: Mapping[str, str], shared: set[str]) -> Iterator[Flip]:
    for case in shared & (a.keys() ^ b.keys()):
        told = f"ended in an error: {b[case]}" if case in b else f"ended in an error before: {a[case]}"
        yield Flip(case=case, scorer=EVERY, better=case in a, evidence=told, how="error")


def _flipped_measures(
    one: Values, other: Values, said_a: Evidence, said_b: Evidence, shared: set[str]
) -> Iterator[Flip]:
    """What only one of the two measured; a scorer that A does not know yet is no flip, as nothing went before.

    A score that came anew is better only if it passes.
    """
    for scorer in {name for _, name in said_a}:
        before, after = one.get(scorer, {}), other.get(scorer, {})
        if scorer in ON_DEMAND and not (before and after):
            continue
        for case in shared & before.keys() - after.keys():
            yield Flip(case=case, scorer=scorer, better=False, evidence="no longer measured", how="measured")
        for case in shared & after.keys() - before.keys():
            told = "; ".join(filter(None, ("not measured before", said_b.get((case, scorer), ""))))
            yield Flip(case=case, scorer=scorer, better=after[case] >= PASS, evidence=told, how="measured")


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
