"""Whether the writer stays with what a sentence speaks of, and why something counts as passed over.

Knows the words of asking, wondering and planning. Does not know how much each counts: that is in a learned table.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from assistant.reading.parse import Sentence
from assistant.reading.words import lines

_CUES = ("wondered", "planned", "task", "self")


@cache
def _words(cue: str) -> frozenset[str]:
    pairs = (line.split() for line in lines("cues"))
    return frozenset(word for way, word in pairs if way == cue)


def stays(sentence: Sentence) -> frozenset[str]:
    """The ways in which the writer stays with what the sentence speaks of."""
    words = {token.lower for token in sentence.tokens}
    found = {cue for cue in _CUES if words & _words(cue)}
    if any(token.text == "?" for token in sentence.tokens):
        found.add("asked")
    if any(token.lower in ("action", "actions", "ask", "todo") for token in sentence.tokens[:3]):
        found.add("task line")
    return frozenset(found)


def why(*, mentions: int, notes: int, signs: frozenset[str], people: tuple[str, ...], cues: frozenset[str]) -> str:
    """One plain sentence on why a thing counts as passed over, true of what was counted.

    Args:
        mentions: How often it is named.
        notes: In how many notes.
        signs: All grammatical signs at its mentions.
        people: The names of people in the same sentences.
        cues: The ways in which the writer stays with those sentences.
    """
    once = mentions == 1
    start = f"It comes up in {notes} notes" if notes > 1 else f"It comes up {_times(mentions)}"
    beside = f", beside {_listed(people)}" if people else ""
    effect = _effect(signs)
    told = f", and {effect}" if effect else ""
    left = [doing for cue, doing in _LEFT if cue not in cues]
    end = f"that sentence does not {_alternatives(left)}" if once else f"none of those sentences {_thirds(left)}"
    return f"{start}{beside}{told}; {end} anything." if left else f"{start}{beside}{told}."


_LEFT = (("asked", "ask"), ("planned", "plan"), ("task", "decide"))


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _alternatives(doings: Sequence[str]) -> str:
    return " or ".join([", ".join(doings[:-1]), doings[-1]] if len(doings) > 1 else doings)


def _thirds(doings: Sequence[str]) -> str:
    return _alternatives([f"{doing}s" for doing in doings])


def _listed(people: tuple[str, ...]) -> str:
    return people[0] if len(people) == 1 else f"{people[0]} and {people[1]}"


def _effect(signs: frozenset[str]) -> str:
    """What the grammar at its mentions says that it does; empty where it says nothing that can be named."""
    verbs = {sign.removeprefix("sv:") for sign in signs if sign.startswith("sv:")}
    for said, listed in _EFFECTS:
        if verbs & set(listed.split()):
            return said
    if signs & {"cause", "blocks", "agent", "depends"}:
        return "it is given as a reason for what happens"
    return "it is missed" if "lacking" in signs else ""


_EFFECTS: tuple[tuple[str, str], ...] = (
    ("it holds something up", "ban block cancel close delay fail jam lock prevent refuse reject stop"),
    ("it sends or moves somebody or something", "bring divert drive lead move pull push send take"),
    ("it makes something possible", "allow enable give help invite let open provide save"),
    ("it makes somebody do something", "cost force get have keep leave make mean need require"),
    ("it says something", "announce ask call read ring say show tell warn"),
)
"""What a verb says that its subject does, and the verbs that say it."""
