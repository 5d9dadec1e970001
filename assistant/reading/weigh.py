"""Adds up the points of what is known of an actor: does it take part, does it act, is it passed over?

Knows the tables of points in `words/`. Does not know grammar: it is given signs by name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from assistant.domain import HUMAN_KINDS
from assistant.reading.actors import Group
from assistant.reading.facts import Fact, NoteFacts
from assistant.reading.overlooked import stays
from assistant.reading.words import listed, points


def likely(table: str, found: frozenset[str]) -> float:
    """The share of certainty, from 0 to 1, that the table's points give to these signs."""
    known = points(table)
    return 1 / (1 + exp(-sum(known.get(sign, 0.0) for sign in (*found, "always"))))


def part_signs(group: Group) -> frozenset[str]:
    """What speaks for or against that the group names somebody or something that takes part."""
    facts = group.facts
    first = facts[0]
    word = first.key[-1]
    found = {f"kind:{group.kind}", f"mentions:{_bucket(len(facts))}", f"words:{min(len(group.name.split()), 3)}"}
    found |= {
        f"{sign}"
        for fact in facts
        for sign in fact.signs
        if sign.startswith(("dep:", "det:", "prep:", "there", "fragment"))
    }
    found.add("proper" if first.proper else "known" if first.known else "unknown")
    found.add(f"doubt:{min(int(first.doubt * 5), 4)}")
    if word in listed("not_actors"):
        found.add("barred head")
    if first.proper and first.kind == "person":
        found.add("name")
    if len(word) < 4:
        found.add("short")
    if any(letter.isdigit() for letter in group.name):
        found.add("number")
    if len(facts) > 1 and len({fact.note for fact in facts}) > 1:
        found.add("notes:several")
    return frozenset(
        found | {f"word:{word}"} | {f"{group.kind}&{sign}" for sign in found if sign.startswith(("dep:", "det:"))}
    )


def act_signs(group: Group) -> frozenset[str]:
    """What speaks for or against that the group makes a difference."""
    human = "human" if group.kind in HUMAN_KINDS else "thing"
    found = frozenset().union(*(fact.signs for fact in group.facts))
    extra = {
        f"kind:{group.kind}",
        f"mentions:{_bucket(len(group.facts))}",
        "proper" if group.facts[0].proper else "common",
    }
    broad = {sign for sign in found if not sign.startswith(("sv:", "pv:", "ov:", "has:"))}
    times = sum("subject" in fact.signs for fact in group.facts)
    extra |= {f"subject:{_bucket(times)}"} if times else {"never subject"}
    return frozenset(found | extra | {f"{human}&{sign}" for sign in broad | extra})


def fact_acts(fact: Fact) -> bool:
    """Whether this one mention by itself says that its actor makes a difference."""
    return likely("acts", act_signs(Group(fact.surface, (), fact.kind, (fact,)))) >= 0.5


def pass_signs(group: Group, notes: Sequence[NoteFacts]) -> frozenset[str]:
    """What speaks for or against that the writer passes over the group."""
    cues = [stays(notes[fact.note].sentences[fact.sentence]) for fact in group.facts]
    found = {f"stay:{cue}" for cue in frozenset().union(*cues)}
    found |= {
        f"never {cue}" for cue in ("asked", "planned", "wondered", "task") if not any(cue in item for item in cues)
    }
    if all(cues):
        found.add("always stays")
    found.add(f"sentences:{_bucket(len({(fact.note, fact.sentence) for fact in group.facts}))}")
    found.add(f"notes:{_bucket(len({fact.note for fact in group.facts}))}")
    if group.facts[-1].note == len(notes) - 1:
        found.add("in the last note")
    return frozenset(found) | act_signs(group)


def _bucket(count: int) -> str:
    return str(count) if count < 4 else "4-6" if count < 7 else "7+"


PART, ACTS, PASSED = 0.42, 0.4, 0.3
"""From which likelihood on a group takes part, makes a difference, is passed over."""


@dataclass(frozen=True, slots=True)
class Found:
    """A group that takes part, with what it weighs."""

    group: Group
    force: float
    """How likely it makes a difference, from 0 to 1."""
    passed: float
    """How likely it makes a difference and the writer passes over it, from 0 to 1; 0 for people."""

    @property
    def name(self) -> str:
        """The group's name."""
        return self.group.name

    @property
    def human(self) -> bool:
        """Whether it is a person, a group or an organisation."""
        return self.group.kind in HUMAN_KINDS

    @property
    def overlooked(self) -> bool:
        """Whether the writer passes over it."""
        return self.passed >= PASSED

    @property
    def acts(self) -> bool:
        """Whether it makes a difference."""
        return self.force >= ACTS or self.overlooked


def weighed(groups: Sequence[Group], notes: Sequence[NoteFacts]) -> tuple[Found, ...]:
    """The groups that take part, in order, weighed."""
    part = [group for group in groups if likely("part", part_signs(group)) >= PART]
    return tuple(
        Found(
            group,
            likely("acts", act_signs(group)),
            0.0 if group.kind in HUMAN_KINDS else likely("passed", pass_signs(group, notes)),
        )
        for group in part
    )
