"""What a clause says has ceased, is to come, is now allowed, is new, or has got into another state.

Knows words of limits and states. Does not know verbs of change beyond their list.
"""

from __future__ import annotations

from functools import cache

from assistant.reading.clause import Clause, helpers, negated, objects, passive, subjects
from assistant.reading.detours import around, exchanged
from assistant.reading.events import (
    ARRIVES,
    BREAKS,
    DIFFERENT,
    DOES_WITH,
    LEAVES,
    LOOSENS,
    PROMISED,
    TIGHTENS,
    WORKS,
    Event,
    Who,
    human,
    keys,
    named,
    verb_events,
    verbs,
)
from assistant.reading.limits import limit
from assistant.reading.scene import travels
from assistant.reading.words import closed, lines

_EASES = closed("holds back")
_ADMITS = closed("lets in")
_PRESENT = closed("is there")
_ENDS = ("PUNCT", "ADP", "CCONJ", "SCONJ", "ADV", "NOUN", "PROPN", "PRON")


def event(clause: Clause, who: Who, times: frozenset[str]) -> Event | None:
    """The change that a clause tells of, or nothing.

    Args:
        clause: The clause.
        who: The actors of its sentence.
        times: What its words say of its time; see `times`.
    """
    if times & {"soon", "promised"} and "supposed" not in times:
        return _promise(clause, who, "promised" in times)
    marked = "now" in times or ("since" in times and clause.words[0] == "since")
    found = around(clause, who) or exchanged(clause, who)
    found = found or (_ceased(clause, who) if "ceased" in times else None)
    told = list(verb_events(clause, who))
    found = found or next((item for item in told if item.sure), None)
    found = found or _limited(clause, marked) or _new(clause, who, marked) or _state(clause, who, marked)
    return found or next(iter(told), None)


def _promise(clause: Clause, who: Who, told: bool) -> Event | None:
    """What is to come: promised or due, or a change that will be."""
    sentence = clause.sentence
    for at in clause.verbs:
        if negated(sentence, at):
            return None
        done_to = subjects(sentence, at) if passive(sentence, at) else objects(sentence, at)
        of = named(done_to or subjects(sentence, at), clause, who)
        known = any((side, key) in verbs() for side in ("subject", "object") for key in keys(clause, at))
        got = sentence.tokens[at].lemma in ("get", "have") and "new" in clause.words
        if (known or got) and of:
            return Event(PROMISED, of)
    needs = limit(clause) == "tight" and set(clause.words) & {"must", "need", "have", "needed", "required"}
    return Event(PROMISED) if told or needs else None


def _ceased(clause: Clause, who: Who) -> Event | None:
    """What is no longer done."""
    sentence = clause.sentence
    marks = (at for at in range(clause.first, clause.last + 1) if sentence.tokens[at].lower in ("longer", "more"))
    # "no longer visits": where the parser takes the verb for a noun, it is what "longer" belongs to.
    heads = (sentence.tokens[at].head for at in marks)
    at = next((at for at in clause.verbs if sentence.tokens[at].dep not in ("aux", "auxpass")), next(heads, None))
    if at is None:
        return None
    lemma, helping = sentence.tokens[at].lemma, helpers(sentence, at)
    of = named(subjects(sentence, at), clause, who)
    things = named(objects(sentence, at), clause, who)
    people = not of or human(of[0], clause, who)
    must = lemma == "have" and any(sentence.tokens[child].dep == "xcomp" for child in sentence.children[at])
    if "must" in helping and "not" in helping:
        return Event(TIGHTENS, of)
    if must or "must" in helping or lemma in _EASES or set(clause.words) & {"required", "needed", "compulsory"}:
        return Event(LOOSENS, of)
    if lemma in _ADMITS or "allowed" in clause.words or helping & {"can", "ca", "may", "could"}:
        return Event(LEAVES if passive(sentence, at) and not people else TIGHTENS, of)
    if lemma in WORKS and not people:
        return Event(BREAKS, of)
    if lemma in DOES_WITH and things:
        return Event(LEAVES, things)
    gone = {"there", "here"} & set(clause.words) or lemma in _PRESENT or travels(lemma) or lemma == "stop"
    return Event(LEAVES if gone else DIFFERENT, of)


def _limited(clause: Clause, marked: bool) -> Event | None:
    """What is now allowed, or is so no more."""
    way = limit(clause)
    if way in ("tighter", "looser") or (way in ("tight", "loose") and marked):
        return Event(TIGHTENS if way.startswith("tight") else LOOSENS)
    return None


def _new(clause: Clause, who: Who, marked: bool) -> Event | None:
    """What there is now, or what is new: "there is a new hoist", "we now have a van", "we have got a second one"."""
    sentence, tokens = clause.sentence, clause.sentence.tokens
    for at in clause.verbs:
        there = any(tokens[child].dep == "expl" for child in sentence.children[at])
        if not (tokens[at].lemma in ("have", "get") or there) or negated(sentence, at):
            continue
        places = [child for child in sentence.children[at] if tokens[child].dep in ("attr", "dobj", "nsubj")]
        things = tuple(child for child in places if child in who and child > at)
        fresh = any(tokens[part].lower in ("new", "second") for thing in things for part in sentence.children[thing])
        if things and (fresh or (marked and who[things[0]] not in ("body", "atmosphere"))):
            return Event(ARRIVES, things)
    return None


@cache
def _states() -> tuple[tuple[tuple[str, ...], str, bool], ...]:
    pairs = [line.split(": ") for line in lines("states")]
    return tuple((tuple(words.rstrip("!").split()), what, words.endswith("!")) for what, words in pairs)


def _state(clause: Clause, who: Who, marked: bool) -> Event | None:
    """What something has become: broken, gone, back."""
    words = clause.words
    for phrase, what, lasts in _states():
        if phrase[0] not in words:
            continue
        for at in range(1, len(words) - len(phrase) + 1):
            place = clause.first + at
            if words[at : at + len(phrase)] != phrase or not _predicate(clause, place, len(phrase)):
                continue
            of = named(tuple(range(clause.first, place)), clause, who)
            if of and (what in (LEAVES, ARRIVES) or not human(of[-1], clause, who)):
                again = bool({"again", "today", "yesterday", "since"} & set(words))
                return Event(what, of[-1:], sure=lasts or marked or again)
    return None


def _predicate(clause: Clause, place: int, length: int) -> bool:
    """Whether words are what something is said to be, with "is" or, in a short note, without."""
    tokens = clause.sentence.tokens
    before = next((tokens[at] for at in range(place - 1, clause.first - 1, -1) if tokens[at].pos != "ADV"), None)
    if before is None or before.lower in ("not", "n't"):
        return False
    after = tokens[place + length] if place + length <= clause.last else None
    ends = after is None or (after.pos in _ENDS and after.lower not in ("to", "from"))
    said = any(token.tag in ("VBD", "VBZ", "VBP", "MD") for token in clause.tokens)
    return ends and (before.lemma in ("be", "'s") or (before.pos in ("NOUN", "PROPN", "NUM") and not said))
