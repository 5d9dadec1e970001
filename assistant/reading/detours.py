"""What is got round, and what stands in the place of something else.

Knows verbs with "round" and "past", and the phrases of exchange. Does not know when it happened.
"""

from __future__ import annotations

from assistant.reading.clause import Clause, happened, helpers, negated, objects, passive, subjects
from assistant.reading.events import AROUND, REPLACED, Event, Who, human, named, verbs

_INSTEAD = (("instead", "of"), ("in", "place", "of"), ("the", "place", "of"), ("in", "lieu", "of"))
_WAYS = ("way", "path", "route", "trick")
_SWITCHES = ("switch", "swap", "change", "go", "convert", "swop", "move")
_MEANT = frozenset(["would", "could", "should", "might", "to"])


def around(clause: Clause, who: Who) -> Event | None:
    """What is got round: a verb with a preposition, a way round, a workaround, something wedged open."""
    if {"workaround", "workarounds", "work-around"} & set(clause.words):
        return Event(AROUND)
    for at in range(clause.first, clause.last + 1):
        of = _past(clause, at, who) or _open(clause, at, who) or _dodged(clause, at, who)
        if of:
            return Event(AROUND, of)
    return None


def _past(clause: Clause, at: int, who: Who) -> tuple[int, ...]:
    """As in: "get round the login", "a way past the reader"."""
    sentence, token = clause.sentence, clause.sentence.tokens[at]
    if token.lower not in ("round", "around", "past") or token.dep not in ("prep", "prt", "advmod"):
        return ()
    verb = sentence.tokens[token.head]
    of = named(tuple(sentence.children[at]) + objects(sentence, token.head), clause, who)
    walks = verb.lemma == "go" and any(human(place, clause, who) or who.get(place) == "place" for place in of)
    listed = verbs().get(("object", f"{verb.lemma}-{token.lower}")) == AROUND
    return () if walks or negated(sentence, token.head) or not (verb.lemma in _WAYS or listed) else of


def _open(clause: Clause, at: int, who: Who) -> tuple[int, ...]:
    """As in: "We wedge the fire door open"."""
    sentence = clause.sentence
    if sentence.tokens[at].lemma not in ("wedge", "prop") or "open" not in clause.words or negated(sentence, at):
        return ()
    return named(objects(sentence, at) or subjects(sentence, at), clause, who)


def _dodged(clause: Clause, at: int, who: Who) -> tuple[int, ...]:
    """As in: "Dilys bypasses the code"."""
    sentence, token = clause.sentence, clause.sentence.tokens[at]
    listed = token.pos == "VERB" and verbs().get(("object", token.lemma)) == AROUND
    if not listed or negated(sentence, at) or helpers(sentence, at) & _MEANT:
        return ()
    return named(subjects(sentence, at) if passive(sentence, at) else objects(sentence, at), clause, who)


def exchanged(clause: Clause, who: Who) -> Event | None:
    """One thing in the place of another: "a text instead of a letter", "switched from the book to the app"."""
    at = instead_of(clause)
    if at is not None and any(place in who for place in range(at, clause.last + 1)):
        return Event(REPLACED)
    sentence = clause.sentence
    for verb in clause.verbs:
        if sentence.tokens[verb].lemma in _SWITCHES and happened(sentence, verb):
            ends = {sentence.tokens[child].lower: child for child in sentence.children[verb]}
            words = [word for word in ("from", "to", "for") if word in ends]
            both = [named(tuple(sentence.children[ends[word]]), clause, who) for word in words]
            moved = sentence.tokens[verb].lemma in ("move", "go") and any(
                who.get(p) == "place" for b in both for p in b
            )
            if len(both) > 1 and all(both) and not moved:
                return Event(REPLACED, both[0] + both[1])
    return None


def instead_of(clause: Clause) -> int | None:
    """Where, in the sentence, "instead of" or the like begins."""
    words = clause.words
    found = (at for at in range(len(words)) for phrase in _INSTEAD if words[at : at + len(phrase)] == phrase)
    at = next(found, None)
    return None if at is None else clause.first + at
