"""Which people use a service, which work in it: for the relations that run only between the two.

Knows roles, titles, family words, and the verbs of care and of living. Does not know what else anybody does.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cache
from typing import Literal

from assistant.reading.actors import Group
from assistant.reading.deeds import denied
from assistant.reading.facts import Fact, NoteFacts
from assistant.reading.parse import Sentence
from assistant.reading.words import lines, listed

Party = Literal["worker", "user", "other"]


@cache
def _parties() -> Mapping[str, str]:
    found = {}
    for line in lines("parties"):
        party, _, words = line.partition(":")
        found.update(dict.fromkeys(words.split(), party))
    return found


def party(group: Group, lexicon: Container[str], notes: Sequence[NoteFacts] = ()) -> Party:
    """Whether a person or group works in the service or uses it; "other" where neither can be said.

    A role tells it: its own, one of its aliases', or one that a sentence gives it ("Leroy is a tenant"). A name with a
    title and no role ("Mrs Field") is taken for somebody who uses the service, as workers in notes go by their role,
    first name or initials; so is a name of whom the notes say only how they live and what care they are given.

    Args:
        group: The actor.
        lexicon: Phrases that name something; a role that is listed and is no family word is a worker's.
        notes: What each note yields.
    """
    if group.kind not in ("person", "group"):
        return "other"
    titled = any(_titled(fact) for fact in group.facts)
    own = [_role(fact.key, lexicon) for fact in group.facts if not fact.proper and not _titled(fact)]
    said = [_said(fact, notes[fact.note].sentences[fact.sentence], lexicon) for fact in group.facts if notes]
    roles = [found for found in (*own, *said) if found]
    if roles:
        return max(("user", "worker", "other"), key=roles.count)
    return "user" if titled or (notes and _cared_for(group, notes)) else "other"


def _titled(fact: Fact) -> bool:
    return len(fact.key) > 1 and fact.key[0].rstrip(".") in listed("titles")


def _said(fact: Fact, sentence: Sentence, lexicon: Container[str]) -> Party | None:
    """The role that the sentence gives a name: "Leroy is a tenant", "Lena, our dietitian"."""
    if not fact.proper and not _titled(fact):
        return None
    beside = [child for child in sentence.children[fact.head] if sentence.tokens[child].dep == "appos"]
    for deed in fact.deeds:
        if deed.does and deed.lemma == "be" and not denied(sentence, deed.verb):
            beside += [child for child in sentence.children[deed.verb] if sentence.tokens[child].dep == "attr"]
    for index in beside:
        token = sentence.tokens[index]
        low = [sentence.tokens[child] for child in sentence.children[index]]
        words = [part.lower for part in low if part.dep in ("compound", "amod") and part.start < token.start]
        found = _role((*words, token.lemma.lower()), lexicon) if token.pos == "NOUN" else None
        if found:
            return found
    return None


def _cared_for(group: Group, notes: Sequence[NoteFacts]) -> bool:
    """Whether a name is somebody of whom the notes say how they live or are cared for, and never that they work."""
    if not any(fact.proper for fact in group.facts):
        return False
    deeds = [deed for fact in group.facts for deed in fact.deeds]
    if any(deed.does and deed.lemma not in listed("living") for deed in deeds):
        return False
    given = any(not deed.does and deed.lemma in listed("care") for deed in deeds)
    return given or any(_lives(fact, notes[fact.note].sentences[fact.sentence]) for fact in group.facts)


def _lives(fact: Fact, sentence: Sentence) -> bool:
    """Whether the sentence says how the person lives or how old they are: "lives alone", "is 91"."""
    for deed in fact.deeds:
        parts = [sentence.tokens[child] for child in sentence.children[deed.verb]]
        if deed.does and deed.lemma == "live" and any(part.dep in ("advmod", "prep", "acomp") for part in parts):
            return True
        years = any(part.tag == "CD" and part.dep in ("attr", "acomp", "nummod", "dobj") for part in parts)
        aged = any(part.lower in ("old", "aged", "year", "years") for part in parts)
        if deed.does and deed.lemma in ("be", "turn") and (years or aged):
            return True
    return False


def _role(key: tuple[str, ...], lexicon: Container[str]) -> Party | None:
    if "service" in key and key[-1] == "user":
        return "user"
    found = _parties().get(key[-1])
    if found == "user" or found == "other":
        return "user" if found == "user" else "other"
    return "worker" if " ".join(key) in lexicon or key[-1] in lexicon else None


def dyadic(parties: Iterable[Party]) -> bool:
    """Whether these are one who works in the service and one who uses it."""
    return sorted(parties) == ["user", "worker"]
