"""Things of which the notes say only where they are.

Knows states of place and being, and what takes a mention out of them. Does not know likelihoods.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.actors import Group
from assistant.reading.deeds import Deed, denied
from assistant.reading.facts import Fact, NoteFacts
from assistant.reading.parse import Sentence
from assistant.reading.words import listed

_STATES = ("stand", "sit", "lie", "lay", "hang", "lean", "rest", "live", "belong", "exist", "be")
_WAYS = ("way", "path", "road", "charge", "use", "order", "power", "place")
"""Nouns that make no place with "in", "on" or "of": "stands in the way", "is out of order"."""
_REASONS = frozenset(("cause", "blocks", "lacking", "agent", "depends", "link-after", "clause:neg", "clause:modal"))
_PRONOUNS = ("it", "they", "this", "that", "which")


def stands(group: Group, notes: Sequence[NoteFacts]) -> bool:
    """Whether all that the notes say of it as a subject is that it stands somewhere or is of some colour.

    Args:
        group: The actor.
        notes: What each note yields.
    """
    if any(fact.signs & _REASONS for fact in group.facts) or _in_another(group, notes):
        return False
    does = [(fact, deed) for fact in group.facts for deed in fact.deeds if deed.does]
    return bool(does) and all(_bare(fact, deed, notes[fact.note].sentences) for fact, deed in does)


def _in_another(group: Group, notes: Sequence[NoteFacts]) -> bool:
    """Whether something of it, named with it, does more than stand there: "the lift breakdown kept him upstairs"."""
    heads = {fact.key[-1] for fact in group.facts}
    others = (fact for note in notes for fact in note.facts if heads & set(fact.key[:-1]))
    return any(deed.does and deed.lemma not in _STATES for fact in others for deed in fact.deeds)


def _bare(fact: Fact, deed: Deed, sentences: Sequence[Sentence]) -> bool:
    sentence = sentences[fact.sentence]
    if deed.lemma not in _STATES or denied(sentence, deed.verb) or _goes_on(sentences, fact.sentence):
        return False
    above = sentence.tokens[sentence.tokens[deed.verb].head]
    if sentence.tokens[deed.verb].dep not in ("ROOT", "conj") or above.lemma not in _STATES:
        return False  # what else the sentence tells may come of it
    clauses = {sentence.tokens[child].dep for child in sentence.children[fact.head]}
    if clauses & {"relcl", "acl"}:
        return False
    parts = [index for index in sentence.children[deed.verb] if sentence.tokens[index].dep not in ("nsubj", "punct")]
    return all(_part(sentence, index, deed.lemma) for index in parts)


def _part(sentence: Sentence, index: int, verb: str) -> bool:
    """Whether what depends on the verb says only where or of what colour."""
    token = sentence.tokens[index]
    if token.dep in ("prep", "advmod", "npadvmod"):
        low = {sentence.tokens[child].lemma for child in sentence.children[index]}
        placed = token.dep != "prep" or token.lower in listed("where")
        return placed and token.lower not in ("so", "too", "out") and not low & set(_WAYS)
    if token.dep == "acomp":
        return token.lower in listed("looks") and verb == "be"
    if token.dep == "conj":
        return (
            token.lemma in _STATES
        )  # another clause may tell what comes of it: "is across the gate, and he has to ..."
    return token.dep in ("cc", "aux", "expl")


def _goes_on(sentences: Sequence[Sentence], number: int) -> bool:
    """Whether the next sentence goes on about it with a pronoun and says that it does something."""
    if number + 1 >= len(sentences):
        return False
    tokens = sentences[number + 1].tokens
    first = next((token for token in tokens if token.pos not in ("PUNCT", "CCONJ", "SCONJ", "ADV", "SPACE")), None)
    return first is not None and first.lower in _PRONOUNS and tokens[first.head].lemma not in _STATES
