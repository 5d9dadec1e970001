"""The learned points: how much each sign counts for or against what is asked.

Knows the format of the tables. Does not know what a sign means. The tables are made by `make train` (logistic
regression over the annotated training cases), together with the tagger whose answers some signs are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from math import exp, log
from pathlib import Path

Signs = Mapping[str, float]
"""Signs by name, each with how much of it there is; 1 for one that is simply there."""
FOLDER = Path(__file__).parent / "weights" / "tables"
LIMIT = "limit"
"""The name under which a table keeps from which likelihood on the answer is yes."""


@dataclass(frozen=True)
class Table:
    """The points of one question."""

    points: Mapping[str, float] = field(default_factory=dict)
    limit: float = 0.5

    def weight(self, signs: Signs) -> float:
        """The sum of points, as log odds."""
        known = self.points
        return known.get("always", 0.0) + sum(known.get(sign, 0.0) * much for sign, much in signs.items())

    def likely(self, signs: Signs) -> float:
        """The likelihood of yes, from 0 to 1."""
        return 1 / (1 + exp(-max(-30.0, min(30.0, self.weight(signs)))))

    def reasons(self, signs: Signs) -> list[tuple[str, float]]:
        """The signs that count, each with what it adds to the log odds; the weightiest first."""
        found = [(sign, self.points[sign] * much) for sign, much in signs.items() if sign in self.points]
        return sorted(found, key=lambda item: (-abs(item[1]), item[0]))

    def ranking(self, signs: Signs, labels: tuple[str, ...]) -> dict[str, float]:
        """The likelihood of each of several answers, where the table holds points as `label sign`."""
        rows = self._rows
        known = [(rows[sign], much) for sign, much in (("always", 1.0), *signs.items()) if sign in rows]
        sums = [sum(row.get(label, 0.0) * much for row, much in known) for label in labels]
        top = max(sums)
        shares = [exp(item - top) for item in sums]
        total = sum(shares)
        return {label: share / total for label, share in zip(labels, shares, strict=True)}

    @cached_property
    def _rows(self) -> Mapping[str, Mapping[str, float]]:
        """For each sign its points for each answer, where the table holds them as `label sign`."""
        rows: dict[str, dict[str, float]] = defaultdict(dict)
        for name, points in self.points.items():
            label, _, sign = name.partition(" ")
            rows[sign][label] = points
        return dict(rows)


NAMES = ("kinds", "same", "part", "acts", "passed", "pairs", "turns")
Tables = Mapping[str, Table]


@cache
def packaged() -> Tables:
    """The tables that came with the product."""
    return {name: read((FOLDER / f"{name}.txt").read_text(encoding="utf-8")) for name in NAMES}


def read(text: str) -> Table:
    """A table from its text: a sign and its points a line, `#` before a comment."""
    pairs = [line.rsplit(maxsplit=1) for line in text.splitlines() if line.strip() and not line.startswith("#")]
    points = {sign: float(number) for sign, number in pairs}
    return Table(points, points.pop(LIMIT, 0.5))


def write(table: Table, heading: str) -> str:
    """The text of a table, the weightiest signs first."""
    order = sorted(table.points.items(), key=lambda item: (-abs(item[1]), item[0]))
    lines = [f"# {heading}", f"{LIMIT} {table.limit:.2f}", *(f"{sign} {points:.3f}" for sign, points in order)]
    return "\n".join(lines) + "\n"


def logit(share: float) -> float:
    """The log odds of a likelihood, kept within -5 and 5."""
    share = min(max(share, 0.0067), 0.9933)
    return log(share / (1 - share))
