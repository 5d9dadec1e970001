"""What the grammar says that a mention does, and what is done to it: the verb and the side on which it stands.

Knows clauses: subjects, objects, agents, relative and small clauses, denial. Does not know what a verb means.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.reading.parse import Sentence

VERBAL = ("VERB", "AUX")
_SUBJECTS = ("nsubj", "csubj")
_PASSIVE = ("nsubjpass", "csubjpass")
_REACHED = ("dobj", "dative", "oprd", "nsubjpass")
_RELATIVES = ("that", "which", "who", "whom")
_SMALL = ("make", "let", "have", "get", "keep", "leave", "help", "see", "hear", "watch")
"""Verbs whose object may stand as the subject of a bare clause: "made her cancel"."""
_NOBODY = ("nobody", "none", "neither", "noone", "nothing")
_HARDLY = ("never", "hardly", "rarely", "seldom", "scarcely", "barely", "not", "n't")
REFUSING = ("refuse", "decline", "fail", "forget", "omit", "cease", "stop")


@dataclass(frozen=True, slots=True)
class Deed:
    """One verb that a mention takes part in."""

    verb: int
    """The index of the verb in the sentence."""
    lemma: str
    does: bool
    """Whether the mention does it; else it is done to it."""
    way: str = ""
    """In which way that makes a difference; empty where the verb tells of none."""


def deeds(sentence: Sentence, anchor: int, head: int) -> tuple[tuple[int, bool], ...]:
    """The verbs of a mention, each with whether the mention does it, the nearest first.

    Args:
        sentence: Its sentence.
        anchor: The index of the word whose part in the clause it takes: the first of a list.
        head: The index of its own head.
    """
    found = dict.fromkeys([*_own(sentence, anchor), *_relative(sentence, head)])
    return tuple(found)


def _own(sentence: Sentence, index: int) -> Iterator[tuple[int, bool]]:
    token = sentence.tokens[index]
    above = sentence.tokens[token.head]
    if token.dep in _SUBJECTS and above.pos in VERBAL:
        beside = _squeezed(sentence, index)
        if beside is None:
            yield from ((verb, True) for verb in _shared(sentence, token.head))
        else:
            yield beside
            return
        upper = sentence.tokens[above.head]
        if above.dep in ("ccomp", "xcomp") and upper.lemma in _SMALL and not _marked(sentence, token.head):
            yield above.head, False
    elif token.dep in (*_PASSIVE, "dobj", "dative", "oprd") and above.pos in VERBAL:
        yield token.head, False
    elif token.dep == "pobj":
        governing = sentence.tokens[above.head]
        if above.dep == "agent" or (above.lower == "by" and governing.tag == "VBN"):
            yield above.head, True
        elif above.dep == "dative":
            yield above.head, False


def _squeezed(sentence: Sentence, index: int) -> tuple[int, bool] | None:
    """The verb of "the hoist the engineer condemned is back", where the parser makes both subjects of the last verb."""
    at = sentence.tokens[index].head
    subjects = [child for child in sentence.children[at] if sentence.tokens[child].dep in _SUBJECTS]
    if len(subjects) != 2 or index not in subjects:
        return None
    between = range(subjects[0] + 1, subjects[1])
    if not all(sentence.tokens[middle].pos in ("DET", "ADJ", "PRON", "NOUN", "PROPN") for middle in between):
        return None
    verb = next((child for child in sentence.children[subjects[1]] if sentence.tokens[child].dep == "acl"), None)
    return None if verb is None else (verb, index == subjects[1])


def _marked(sentence: Sentence, verb: int) -> bool:
    return any(sentence.tokens[child].dep == "mark" for child in sentence.children[verb])


def _shared(sentence: Sentence, verb: int) -> Iterator[int]:
    """The verb, and those that share its subject: "rang and told", "agreed to lend"."""
    yield verb
    deps = {sentence.tokens[child].dep for child in sentence.children[verb]}
    for child in sentence.children[verb]:
        token = sentence.tokens[child]
        if token.pos not in VERBAL or _subjects(sentence, child):
            continue
        if token.dep == "conj" or (token.dep == "xcomp" and "dobj" not in deps):
            yield from _shared(sentence, child)


def _subjects(sentence: Sentence, verb: int) -> list[int]:
    return [child for child in sentence.children[verb] if sentence.tokens[child].dep in (*_SUBJECTS, *_PASSIVE)]


def _relative(sentence: Sentence, head: int) -> Iterator[tuple[int, bool]]:
    """What the clauses that hang on the mention say: "a gate that stops the chair", "the chair that she ordered"."""
    for verb in sentence.children[head]:
        token = sentence.tokens[verb]
        if token.dep not in ("relcl", "acl") or token.pos not in VERBAL or verb < head:
            continue
        subjects = _subjects(sentence, verb)
        own = [child for child in subjects if sentence.tokens[child].lower not in _RELATIVES]
        if own:
            if not _objects(sentence, verb):
                yield verb, False
        elif subjects:
            if sentence.tokens[subjects[0]].dep in _PASSIVE:
                yield verb, False
            else:
                yield from ((shared, True) for shared in _shared(sentence, verb))
        elif token.dep == "acl":
            yield verb, token.tag == "VBG"


def _objects(sentence: Sentence, verb: int) -> list[int]:
    tokens = sentence.tokens
    return [child for child in sentence.children[verb] if tokens[child].dep == "dobj" and tokens[child].tag != "WDT"]


def reached(sentence: Sentence, verb: int) -> list[int]:
    """The words that name whom or what the verb is done to."""
    found = [child for child in sentence.children[verb] if sentence.tokens[child].dep in _REACHED]
    for child in sentence.children[verb]:
        token = sentence.tokens[child]
        if token.dep in ("ccomp", "xcomp"):
            found += _subjects(sentence, child)
        elif token.dep in ("prep", "dative") and token.lower in ("to", "for", "from", "between", "against"):
            found += [low for low in sentence.children[child] if sentence.tokens[low].dep == "pobj"]
    token = sentence.tokens[verb]
    if token.dep in ("relcl", "acl") and (token.head, False) in set(_relative_of(sentence, verb)):
        found.append(token.head)
    return found


def _relative_of(sentence: Sentence, verb: int) -> Iterator[tuple[int, bool]]:
    head = sentence.tokens[verb].head
    return ((head, does) for found, does in _relative(sentence, head) if found == verb)


def denied(sentence: Sentence, verb: int) -> bool:
    """Whether the clause of the verb is denied: not, never, hardly, no longer, nobody, without, refuses to."""
    tokens = sentence.tokens
    token = tokens[verb]
    for child in sentence.children[verb]:
        part = tokens[child]
        if part.dep == "neg" or (part.dep == "advmod" and part.lower in _HARDLY) or _none(sentence, child):
            return True
    above = tokens[token.head]
    if token.dep == "pcomp" and above.lower == "without":
        return True
    if token.dep == "xcomp" and token.head != verb:
        denial = denied(sentence, token.head)
        return not denial if above.lemma in REFUSING and token.tag != "VBG" else denial
    return False


def _none(sentence: Sentence, child: int) -> bool:
    """Whether it is a subject that is nobody, or "no longer", or "hardly ever"."""
    part = sentence.tokens[child]
    low = {sentence.tokens[index].lower for index in sentence.children[child]}
    if part.dep in (*_SUBJECTS, *_PASSIVE):
        return part.lower in _NOBODY or "no" in low
    if part.dep != "advmod":
        return False
    return bool(low & {"no", "not"}) if part.lower in ("longer", "more") else bool(low & set(_HARDLY))
