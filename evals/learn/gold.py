"""Gold cases -> mentions with offsets: where each actor of a case is named in its notes.

Knows the annotation's format (see `evals/gold/GUIDE.md`). Does not know the tagger.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

GOLD = Path(__file__).parent.parent / "gold"


@dataclass(frozen=True, slots=True)
class Spot:
    """One place where an actor is named; offsets in characters of the note's text."""

    start: int
    end: int
    actor: int


@dataclass(frozen=True, slots=True)
class Case:
    """An annotated case; `spots[i]` belong to `texts[i]`."""

    id: str
    hand: str
    """The letters that its file's name begins with: cases of the same letters are of one writer and annotator."""
    texts: tuple[str, ...]
    spots: tuple[tuple[Spot, ...], ...]
    raw: dict[str, Any]


def load(part: str, folder: Path = GOLD) -> tuple[Case, ...]:
    """The cases of one part ("train", "dev" or "apart"), in order of file name."""
    return tuple(_case(path) for path in sorted((folder / part).glob("*.json")))


def digest(part: str, folder: Path = GOLD) -> str:
    """SHA-256 over the names and contents of a part's files."""
    found = sha256()
    for path in sorted((folder / part).glob("*.json")):
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def fold(case: Case, folds: int) -> int:
    """Which part of the training cases it belongs to: all of one hand to one, so that each is read as strangers'."""
    return sum(ord(letter) - ord("a") for letter in case.hand) % folds


def _case(path: Path) -> Case:
    raw = json.loads(path.read_text(encoding="utf-8"))
    texts = tuple(note["text"] for note in raw["notes"])
    hand = re.match("[a-z]*", path.name)
    return Case(
        raw["id"], hand.group() if hand else "", texts, tuple(_spots(text, raw["actors"]) for text in texts), raw
    )


def _spots(text: str, actors: list[dict[str, Any]]) -> tuple[Spot, ...]:
    """All places of all names, the longest first wherever two overlap."""
    found = []
    for number, actor in enumerate(actors):
        for form in {actor["name"].lower(), *actor["aliases"]}:
            bare = re.sub(r"^(?:the|a|an) ", "", form)
            pattern = r"(?<!\w)" + r"\s+".join(re.escape(word) for word in bare.split()) + r"(?:s|es)?(?!\w)"
            found += [Spot(match.start(), match.end(), number) for match in re.finditer(pattern, text, re.IGNORECASE)]
    found.sort(key=lambda spot: (spot.start - spot.end, spot.start, spot.actor))
    kept: list[Spot] = []
    for spot in found:
        if all(spot.end <= other.start or spot.start >= other.end for other in kept):
            kept.append(spot)
    return tuple(sorted(kept, key=lambda spot: spot.start))


def find_quote(text: str, quote: str) -> tuple[int, int] | None:
    """Where a quote stands in a text, white space folded; None where it does not."""
    pattern = r"\s+".join(re.escape(word) for word in quote.split())
    match = re.search(pattern, text) if pattern else None
    return (match.start(), match.end()) if match else None
