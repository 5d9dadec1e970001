"""What kind of change a clause tells of, and to whom or what it happens.

Knows verbs of change with their particles, and the grammar around them. Does not know other clauses or notes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from assistant.domain import Kind
from assistant.reading.clause import Clause, happened, lasting, negated, objects, passive, subjects
from assistant.reading.scene import dated, only_a_scene, travels
from assistant.reading.words import closed, lines

Who = Mapping[int, Kind]
"""The kind of the actor that each word of a sentence belongs to, by the word's place."""
ARRIVES, LEAVES, REPLACED, AROUND = "arrives", "leaves", "is replaced", "is worked around"
BREAKS, TIGHTENS, LOOSENS, PROMISED = "breaks", "tightens", "loosens", "is promised"
DIFFERENT = "is different"
DOES_WITH = closed("does with")
"""Verbs whose object is what is new, or gone: "started using the app", "no longer have a car"."""
WORKS = closed("works")
_PRONOUNS = closed("stands for anybody")
_PEOPLE = closed("stands for people")
_STAYS = frozenset(["here", "now", "today", "again", "too", "finally", "already", "instead", "since", "soon"])


@dataclass(frozen=True, slots=True)
class Event:
    """A change and the places, in the sentence, of those that it happens to."""

    what: str
    of: tuple[int, ...] = ()
    sure: bool = True
    """Whether the words say that something came about; else only how it is."""
    firm: bool = True
    """Whether they say, by themselves, that it lasts."""


@cache
def verbs() -> Mapping[tuple[str, str], str]:
    """What a verb tells of, by its side (subject or object) and the verb with its particle."""
    return {pair: what.rstrip("!") for pair, what in _listed().items()}


@cache
def _listed() -> Mapping[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for line in lines("changes"):
        head, _, listed = line.partition(":")
        what, side = head.split()
        for verb in listed.split():
            lasts = "!" if verb.endswith("!") else ""
            found.setdefault((side, verb.rstrip("!")), what.replace("_", " ") + lasts)
    return found


def named(places: tuple[int, ...], clause: Clause, who: Who) -> tuple[int, ...]:
    """Those of the places where an actor stands, or a word for one."""
    tokens = clause.sentence.tokens
    return tuple(place for place in places if place in who or tokens[place].lower in _PRONOUNS)


def human(place: int, clause: Clause, who: Who) -> bool:
    """Whether people stand at a place."""
    return who.get(place) in ("person", "group") or clause.sentence.tokens[place].lower in _PEOPLE


def keys(clause: Clause, at: int) -> Iterator[str]:
    """The verb with each of its particles; alone only where no particle turns its meaning."""
    sentence = clause.sentence
    token, turned = sentence.tokens[at], False
    for child in sentence.children[at]:
        part = sentence.tokens[child]
        bare = part.dep in ("prt", "advmod", "acomp") or (part.dep == "prep" and not sentence.children[child])
        if bare and child > at:
            turned = turned or (part.tag in ("RP", "IN") and part.lower not in _STAYS) or part.dep == "prt"
            turned = turned or part.lower in ("down", "up", "out", "off", "over", "round")
            yield f"{token.lemma}-{part.lower}"
    if not turned:
        yield token.lemma


def verb_events(clause: Clause, who: Who) -> Iterator[Event]:
    """What the verbs say has come about, in order; what they only say to be so comes unsure."""
    for at in clause.verbs:
        state = clause.sentence.tokens[at].tag == "VBN" and passive(clause.sentence, at)
        came = happened(clause.sentence, at)
        if came or state:
            found = _done(clause, at, who, came)
            if found is not None:
                yield found
    yield from _participles(clause, who)


def _participles(clause: Clause, who: Who) -> Iterator[Event]:
    """As in: "The rule was relaxed", where the parser takes the verb for an adjective."""
    sentence = clause.sentence
    for token in clause.tokens:
        was = sentence.tokens[token.head]
        if (
            token.dep == "acomp"
            and token.lower.endswith("ed")
            and was.tag in ("VBD", "VBN")
            and not negated(sentence, token.head)
        ):
            stems = [token.lower[:cut] for cut in (-2, -1, -3)]
            what = next((_listed()["object", stem] for stem in stems if ("object", stem) in _listed()), "")
            of = named(subjects(sentence, token.head), clause, who)
            if what and of:
                yield Event(what.rstrip("!"), of, firm=what.endswith("!"))


def _done(clause: Clause, at: int, who: Who, came: bool) -> Event | None:
    sentence = clause.sentence
    done_to = subjects(sentence, at) if passive(sentence, at) else objects(sentence, at)
    doers = () if passive(sentence, at) else subjects(sentence, at)
    for key in keys(clause, at):
        # "Bench moved to the hill": in short notes the subject of such a verb is what it is done to.
        for side, places in (("object", done_to), ("subject", doers), ("object", () if done_to else doers)):
            what, of = _listed().get((side, key), ""), named(places, clause, who)
            does = side == "subject" and done_to and what.rstrip("!") not in (ARRIVES, LEAVES, "takes over")
            if not what or not of or does or (side == "object" and places is doers and human(of[0], clause, who)):
                continue
            if not only_a_scene(clause, at, key, side, who.get(of[0])):
                firm = what.endswith("!") or lasting(sentence, at) or dated(clause)
                return Event(_by_kind(what.rstrip("!"), key, who.get(of[0])), of, sure=came, firm=firm)
    return _turned(clause, at, who) if came else None


def _by_kind(what: str, key: str, kind: Kind | None) -> str:
    """People die and leave, things die and break; a rule that is dropped loosens."""
    if key in ("die", "stop") and kind in ("technology", "object"):
        return BREAKS
    if key in ("drop", "drop-off") and kind == "rule":
        return LOOSENS
    if key == "cut" and kind in ("time", "money"):
        return TIGHTENS
    return what


def _turned(clause: Clause, at: int, who: Who) -> Event | None:
    """Started or stopped doing something: "stopped working", "started using the app"."""
    sentence, lemma = clause.sentence, clause.sentence.tokens[at].lemma
    inner = next((child for child in sentence.children[at] if sentence.tokens[child].dep == "xcomp"), None)
    if inner is None or lemma not in ("stop", "cease", "quit", "start", "begin"):
        return None
    verb, of = sentence.tokens[inner].lemma, named(subjects(sentence, at), clause, who)
    things = named(objects(sentence, inner), clause, who) if verb in DOES_WITH else ()
    if lemma in ("start", "begin"):
        return Event(ARRIVES, things) if things else None
    if verb in WORKS and of and not human(of[0], clause, who):
        return Event(BREAKS, of)
    comes = bool(things) or travels(verb)
    return Event(LEAVES if comes else DIFFERENT, things or of, firm=comes) if of or things else None
