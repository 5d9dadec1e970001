"""Which people the notes speak about without a deed or a word of theirs.

Knows mentions, deeds and posts. Does not know the learned tables.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain.reading import PERHAPS
from assistant.reading.actors import Group
from assistant.reading.asserted import parts
from assistant.reading.deeds import Deed
from assistant.reading.departed import departed
from assistant.reading.facts import Fact, NoteFacts
from assistant.reading.heard import heard
from assistant.reading.parse import Sentence
from assistant.reading.undergoing import asked_to, background, bare_passive, undergone, unheeded

_REASONS = frozenset(("agent", "cause", "blocks"))
_WANTING = ("need", "want", "require", "recruit", "hire", "employ", "advertise", "fund", "seek", "fill", "lack")
_DONE = ("dobj", "dative", "nsubjpass")
_COUNT = re.compile(r"x?\d+(x|st|nd|rd|th)?")


def spoken_about(group: Group, notes: Sequence[NoteFacts]) -> bool:
    """Whether it is people who are named more than once, or undergo something, and never do or say anything."""
    if group.kind not in ("person", "group") and not passed_by(group, notes):
        return False
    if any(shows_own(fact, notes[fact.note]) for fact in group.facts):
        return False
    return len(group.facts) > 1 or any(suffers(fact, notes[fact.note]) for fact in group.facts)


def shows_own(fact: Fact, note: NoteFacts) -> bool:
    """Whether this mention shows a deed or a word of theirs, or that something comes of them."""
    sentence = note.sentences[fact.sentence]
    own = any(deed.does and not _only_undergone(fact, deed, sentence) for deed in fact.deeds)
    return own or bool(fact.signs & _REASONS) or heard(fact, note) == "yes"


def _only_undergone(fact: Fact, deed: Deed, sentence: Sentence) -> bool:
    below = sentence.tokens[deed.verb].dep == "relcl" and sentence.tokens[deed.verb].head == fact.head
    return undergone(sentence, deed.verb) or (
        below and (background(sentence, deed.verb) or _of_subject(fact, sentence))
    )


def _of_subject(fact: Fact, sentence: Sentence) -> bool:
    """Whether the words tell only what others are: "The porters are the people who see her"."""
    if fact.dep != "attr":
        return False
    return any(sentence.tokens[index].pos in ("NOUN", "PROPN") for index in parts(sentence, fact.governor, "nsubj"))


def suffers(fact: Fact, note: NoteFacts) -> bool:
    """Whether this mention tells what is done to them, happens to them or is thought of them."""
    sentence = note.sentences[fact.sentence]
    if done_to(fact, sentence) or neglected(fact, sentence):
        return True
    if fact.dep != "nsubj" or not undergone(sentence, fact.governor):
        return False
    if sentence.tokens[fact.governor].lemma != "be":
        return True
    return any(sentence.tokens[index].pos == "ADJ" for index in parts(sentence, fact.governor, "acomp"))


def done_to(fact: Fact, sentence: Sentence) -> bool:
    """Whether something is done to them in this mention."""
    verb = fact.governor
    if fact.signs & {"dep:dobj", "passive"}:
        asked = "passive" not in fact.signs and asked_to(sentence, verb)
        return not asked and not unheeded(sentence, verb)
    return fact.dep == "nsubj" and bare_passive(sentence, verb) and not unheeded(sentence, verb)


def neglected(fact: Fact, sentence: Sentence) -> bool:
    """Whether this mention says that nobody asks, tells or rings them."""
    verb = fact.governor
    if fact.dep == "pobj":
        verb = sentence.tokens[verb].head
    elif fact.dep == "nsubj" and not bare_passive(sentence, verb):
        return False
    return fact.dep in ("pobj", "nsubj", *_DONE) and unheeded(sentence, verb)


def passed_by(group: Group, notes: Sequence[NoteFacts]) -> bool:
    """Whether it is an organisation to which nobody turns: "the agency has not been rung"."""
    told = any(neglected(fact, notes[fact.note].sentences[fact.sentence]) for fact in group.facts)
    return group.kind == "organisation" and told


def clearly_people(group: Group, notes: Sequence[NoteFacts]) -> bool:
    """Whether it names people who live and are there, and not a count, a post to be filled or another's role."""
    if group.kind_share < PERHAPS or any(departed(fact, notes[fact.note]) for fact in group.facts):
        return False
    left = [fact for fact in group.facts if not _nobody(fact, notes[fact.note])]
    return len(left) > 1 or any(suffers(fact, notes[fact.note]) for fact in left)


def _nobody(fact: Fact, note: NoteFacts) -> bool:
    sentence = note.sentences[fact.sentence]
    return bool(_COUNT.fullmatch(fact.surface.lower())) or _post(fact, sentence) or _role_of(fact, note)


def _post(fact: Fact, sentence: Sentence) -> bool:
    """Whether it is a post that is needed, short or not filled: "two carers are needed", "no nurse here"."""
    if "lacking" in fact.signs:
        return True
    if fact.proper or any(
        sentence.tokens[x].lower in ("the", "this", "that") for x in parts(sentence, fact.head, "det")
    ):
        return False
    if any(parts(sentence, fact.head, "poss")):
        return False
    verb = sentence.tokens[fact.governor]
    above = sentence.tokens[verb.head]
    lacking = verb.lemma == "of" and above.lemma in ("short", "lack", "shortage", "want")
    vacant = fact.dep == "nsubj" and {sentence.tokens[x].lower for x in parts(sentence, fact.governor, "acomp")}
    return (fact.dep in _DONE and verb.lemma in _WANTING) or lacking or bool(vacant and vacant & {"vacant", "short"})


def _role_of(fact: Fact, note: NoteFacts) -> bool:
    """Whether it stands in brackets or between commas after a name, and is that person: "Bev (CPN)"."""
    sentence = note.sentences[fact.sentence]
    if fact.same_as:
        return True
    before = [token for token in sentence.tokens if token.end <= fact.start]
    names = {other.end for other in note.facts if other.kind == "person" and other.end < fact.start}
    opened = [at for at, token in enumerate(before) if token.text == "("]
    if not opened or any(token.text == ")" for token in before[opened[-1] :]):
        return False
    return opened[-1] > 0 and before[opened[-1] - 1].end in names
