"""Blind ratings of pairs of replies: which pair is next, on which side a reply stands, how far raters agree.

Knows records and a file of ratings. Does not know the page.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from itertools import combinations
from pathlib import Path
from typing import Any

from evals.results import Record
from evals.schema import CaseError


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two replies to the same message of the same case."""

    case: str
    epoch: int
    before: tuple[str, ...]
    """The messages that went before."""
    message: str
    replies: Mapping[str, str]
    """By the name of the run."""

    @property
    def key(self) -> tuple[str, int]:
        """What a rating names it by."""
        return self.case, self.epoch

    def sides(self) -> tuple[str, str]:
        """The runs on the left and on the right: as good as chance, and the same whenever the pair is shown."""
        one, other = sorted(self.replies)
        drawn = hashlib.sha256(f"{self.case}\0{self.epoch}\0{one}\0{other}".encode()).digest()[0]
        return (other, one) if drawn % 2 else (one, other)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """What one rater said of one pair, once."""

    a: str
    b: str
    case: str
    better: str
    """The run whose reply helps more; empty where there is no difference, or the pair was skipped."""
    epoch: int = 1
    rater: str = ""
    """Initials; empty where none were given."""
    skipped: bool = False
    seen: bool = False
    """Whether it was given after the results had been shown."""

    @property
    def key(self) -> tuple[str, int]:
        """The pair."""
        return self.case, self.epoch


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far ratings of the same pairs say the same."""

    pairs: int
    """Pairs of replies that were rated at least twice."""
    share: float
    """Of all two ratings of the same pair."""
    alpha: float | None
    """Krippendorff's alpha for names: 1 is whole agreement, 0 what chance would give; None where all ratings are one
    word. Source: Krippendorff (2011), Computing Krippendorff's alpha-reliability."""


def pairs(names: tuple[str, str], one: Iterable[Record], other: Iterable[Record]) -> list[Pair]:
    """Each case's last replies, where both runs have one and they differ."""
    by_key = {(record["case"], record["epoch"]): record for record in other if record.get("talk")}
    made = []
    for record in one:
        found = by_key.get((record["case"], record["epoch"]))
        if found is None or not record.get("talk"):
            continue
        *before, last = record["talk"]
        replies = {names[0]: last["text"], names[1]: found["talk"][-1]["text"]}
        if len(set(replies.values())) == 2:
            said = tuple(turn["message"] for turn in before)
            pair = Pair(
                case=record["case"], epoch=record["epoch"], before=said, message=last["message"], replies=replies
            )
            made.append(pair)
    return made


def waiting(all_: Sequence[Pair], ratings: Sequence[Rating], rater: str, times: int = 1) -> list[Pair]:
    """The pairs that this rater has not answered so many times, skips among them."""
    return [pair for pair in all_ if answered(pair, ratings, rater) < times]


def answered(pair: Pair, ratings: Iterable[Rating], rater: str) -> int:
    """How often this rater rated or skipped the pair."""
    return sum(item.key == pair.key and item.rater == rater for item in ratings)


def read(path: Path, names: tuple[str, str]) -> list[Rating]:
    """The ratings of two runs, in whichever order they were compared.

    Raises:
        CaseError: a line is no rating.
    """
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    found = [_rating(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]
    return [item for item in found if {item.a, item.b} == set(names)]


def _rating(path: Path, number: int, line: str) -> Rating:
    known = {item.name for item in fields(Rating)}
    try:
        given: dict[str, Any] = json.loads(line)
        return Rating(**{name: value for name, value in given.items() if name in known})
    except (ValueError, TypeError, AttributeError) as error:
        raise CaseError(f"Line {number} of “{path}” is no rating. Take that line out.") from error


def keep(path: Path, rating: Rating) -> None:
    """Add a rating to the file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(rating), ensure_ascii=False) + "\n")


def across(ratings: Sequence[Rating]) -> Agreement | None:
    """How far raters agree with each other, by the first word of each on a pair; None where no two rated the same."""
    first: dict[tuple[str, int], dict[str, str]] = {}
    for item in ratings:
        if not item.skipped:
            first.setdefault(item.key, {}).setdefault(item.rater, item.better)
    return agreement([list(each.values()) for each in first.values()])


def within(ratings: Sequence[Rating]) -> Agreement | None:
    """How far raters agree with themselves; None where nobody rated a pair twice."""
    said: dict[tuple[str, int, str], list[str]] = {}
    for item in ratings:
        if not item.skipped:
            said.setdefault((*item.key, item.rater), []).append(item.better)
    return agreement(list(said.values()))


def agreement(said: Sequence[Sequence[str]]) -> Agreement | None:
    """The share of equal words, and Krippendorff's alpha, over what was said of each pair of replies."""
    several = [each for each in said if len(each) > 1]
    if not several:
        return None
    equal = [x == y for each in several for x, y in combinations(each, 2)]
    words = [word for each in several for word in each]
    number = len(words)
    apart = sum(sum(x != y for x, y in combinations(each, 2)) * 2 / (len(each) - 1) for each in several)
    chance = sum(x != y for x, y in combinations(words, 2)) * 2
    alpha = 1 - (number - 1) * apart / chance if chance else None
    return Agreement(pairs=len(several), share=sum(equal) / len(equal), alpha=alpha)
