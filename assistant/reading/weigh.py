"""Adds up what is known of an actor: does it take part, does it act, is it passed over?

Knows the names of signs. Does not know grammar, nor how much a sign counts: that is in the learned tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.reading.actors import Group
from assistant.reading.corrections import NOTHING, Corrections
from assistant.reading.even import even
from assistant.reading.facts import Fact, NoteFacts
from assistant.reading.overlooked import stays
from assistant.reading.spoken import spoken_about
from assistant.reading.standing import stands
from assistant.reading.staying import stayed
from assistant.reading.tables import Signs, Table, Tables, logit
from assistant.reading.words import listed

NAMED = 0.9
"""How likely at least a word is part of a name where it is a listed first name and written like one, from 0 to 1."""


def part_signs(group: Group) -> dict[str, float]:
    """What speaks for or against that the group names somebody or something that takes part."""
    facts = group.facts
    first = facts[0]
    word = first.key[-1]
    found = {f"kind:{group.kind}", f"mentions:{_bucket(len(facts))}", f"words:{min(len(group.name.split()), 3)}"}
    found |= {
        f"{sign}"
        for fact in facts
        for sign in fact.signs
        if sign.startswith(("dep:", "det:", "prep:", "there", "fragment", "owner"))
    }
    found.add("proper" if first.proper else "known" if first.known else "unknown")
    if first.proper and first.kind == "person":
        found |= {
            "name",
            *(["listed name"] if word in listed("first_names") | listed("names_and_words") else []),
        }  # what its word means as a common noun says nothing then
    else:
        found.add(f"doubt:{min(int(first.doubt * 5), 4)}")
        if word in listed("not_actors"):
            found.add("barred head")
    if len(word) < 4:
        found.add("short")
    if any(letter.isdigit() for letter in group.name):
        found.add("number")
    if len(facts) > 1 and len({fact.note for fact in facts}) > 1:
        found.add("notes:several")
    told = dict.fromkeys([*sorted(found), *([] if "name" in found else [f"word:{even(word)}"])], 1.0)
    # A listed name with a capital is somebody, whatever else its word may mean: "Hope rang".
    least = NAMED if "listed name" in found else 0.0
    told |= _summed("tagger:inside", [max(fact.seen.inside, least) for fact in facts])
    told |= _summed("tagger:exact", [fact.seen.exact for fact in facts])
    return told


def act_signs(group: Group) -> dict[str, float]:
    """What speaks for or against that the group makes a difference."""
    human = "human" if group.human else "thing"
    found = frozenset().union(*(fact.signs for fact in group.facts))
    extra = {
        f"kind:{group.kind}",
        f"mentions:{_bucket(len(group.facts))}",
        "proper" if group.facts[0].proper else "common",
    }
    broad = {sign for sign in found if not sign.startswith(("sv:", "pv:", "ov:", "has:"))}
    times = sum("subject" in fact.signs for fact in group.facts)
    extra |= {f"subject:{_bucket(times)}"} if times else {"never subject"}
    told = dict.fromkeys([*sorted(found), *sorted(extra)], 1.0)
    told |= dict.fromkeys([f"{human}&{sign}" for sign in sorted(broad | extra)], 1.0)
    for name, shares in (
        ("acts", [fact.seen.acts for fact in group.facts]),
        ("here", [fact.seen.here for fact in group.facts]),
    ):
        told |= _summed(f"tagger:{name}", shares)
        told |= _summed(f"{human}&tagger:{name}", shares)
    return told


def pass_signs(group: Group, notes: Sequence[NoteFacts], acting: Signs) -> dict[str, float]:
    """What speaks for or against that the writer passes over the group.

    Args:
        group: The group.
        notes: What each note yields.
        acting: Its `act_signs`.
    """
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
    told = {**dict.fromkeys(sorted(found), 1.0), **acting}
    return told | _summed("tagger:passed", [fact.seen.passed for fact in group.facts])


def _summed(name: str, shares: Sequence[float]) -> dict[str, float]:
    """The mean, the most and the least of several likelihoods, as log odds."""
    odds = [logit(share) for share in shares]
    return {f"{name} mean": sum(odds) / len(odds), f"{name} most": max(odds), f"{name} least": min(odds)}


def _bucket(count: int) -> str:
    return str(count) if count < 4 else "4-6" if count < 7 else "7+"


@dataclass(frozen=True)
class Found:
    """A group that takes part, with what it weighs."""

    group: Group
    part: float
    """How likely it takes part, from 0 to 1."""
    force: float
    """How likely it makes a difference, from 0 to 1."""
    passed: float
    """How likely its signs say that it makes a difference and the writer passes over it, from 0 to 1; 0 for people."""
    acts: bool
    """Whether it makes a difference."""
    overlooked: bool
    """Whether the writer passes over it."""
    stayed: bool = False
    """Whether it would count as passed over if the notes did not plainly ask about it, plan it or act on it."""
    judged: bool = False
    """Whether the practitioner said anything of it."""
    told: bool | None = None
    """What the practitioner said of whether it makes a difference; None where nothing was said."""

    @property
    def name(self) -> str:
        """The group's name."""
        return self.group.name

    @property
    def human(self) -> bool:
        """Whether it is a person, a group or an organisation."""
        return self.group.human


def fact_acts(fact: Fact, tables: Tables) -> float:
    """How likely this one mention by itself says that its actor makes a difference, from 0 to 1."""
    return tables["acts"].likely(act_signs(Group(fact.surface, (), fact.kind, (fact,))))


def weigh(group: Group, part: float, notes: Sequence[NoteFacts], acts: Table, passed: Table) -> Found:
    """Weigh one group that takes part.

    Args:
        group: The group.
        part: How likely it takes part.
        notes: What each note yields.
        acts: How much each sign of making a difference counts.
        passed: How much each sign of being passed over counts.
    """
    acting = act_signs(group)
    force = acts.likely(acting)
    over = 0.0 if group.human else passed.likely(pass_signs(group, notes, acting))
    telling = over >= passed.limit and (force >= VERY_SURE or not only_stands(group, notes))
    stays_with = telling and bool(stayed(group.facts, notes))
    acting_now = telling or force >= least(group, acts, notes)
    return Found(group, part, force, over, acting_now, telling and not stays_with, stays_with)


VERY_SURE = 0.8
"""From which likelihood on a thing makes a difference of which the notes say only where it stands."""
SURE = 0.6
"""From which likelihood on people make a difference of whom no sentence says that they do or say anything."""


def least(group: Group, acts: Table, notes: Sequence[NoteFacts]) -> float:
    """From which likelihood on the group is said to make a difference."""
    if only_stands(group, notes):
        return max(acts.limit, VERY_SURE)
    return max(acts.limit, SURE) if spoken_about(group, notes) else acts.limit


def only_stands(group: Group, notes: Sequence[NoteFacts]) -> bool:
    """Whether it is a thing of which the notes say only where or how it is."""
    return not group.human and stands(group, notes)


def weighed(
    groups: Iterable[Group], notes: Sequence[NoteFacts], tables: Tables, corrections: Corrections = NOTHING
) -> tuple[Found, ...]:
    """The groups that take part, in order, weighed; what the practitioner said of them wins."""
    found = []
    for group in map(corrections.put, groups):
        judged = corrections.about(group)
        part = 1.0 if judged else tables["part"].likely(part_signs(group))
        if any(fact.label or _name_for_verb(fact) for fact in group.facts):
            part = max(part, NAMED)
        if part >= tables["part"].limit:
            item = replace(weigh(group, part, notes, tables["acts"], tables["passed"]), judged=judged)
            found.append(_told(item, corrections.acting(group)))
    return tuple(found)


def _name_for_verb(fact: Fact) -> bool:
    """Whether the parser took a person's name for an auxiliary verb: "May told us"."""
    return fact.proper and fact.kind == "person" and fact.dep == "aux"


def _told(item: Found, acts: bool | None) -> Found:
    """The same, where somebody said whether it acts."""
    if acts is None:
        return item
    passed = item.passed if acts else 0.0
    return replace(item, force=float(acts), passed=passed, acts=acts, overlooked=item.overlooked and acts, told=acts)
