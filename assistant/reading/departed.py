"""Whether the notes say of somebody that they are dead.

Knows the words and the grammar of death. Does not know who is spoken about how often.
"""

from __future__ import annotations

from assistant.reading.asserted import denied, modal, parts
from assistant.reading.facts import Fact, NoteFacts
from assistant.reading.heard import agreeing, meant
from assistant.reading.parse import Sentence

_DEAD = ("dead", "deceased", "gone", "buried")
_AFTER = ("widow", "widower", "funeral", "death", "funerals", "burial", "grave", "ashes", "estate")


def departed(fact: Fact, note: NoteFacts) -> bool:
    """Whether the sentence of this mention, or a pronoun after it, says that they have died."""
    sentence = note.sentences[fact.sentence]
    return _lost(fact, sentence) or _late(fact, sentence) or _died(sentence, fact) or _by_pronoun(fact, note)


def _lost(fact: Fact, sentence: Sentence) -> bool:
    """Whether somebody lost them: "lost his wife in May", but not "lost the nurse to another team"."""
    verb = sentence.tokens[fact.governor]
    if fact.dep != "dobj" or verb.lemma not in ("lose", "bury", "mourn", "outlive"):
        return False
    own = any(sentence.tokens[index].dep == "poss" for index in sentence.children[fact.head])
    return own or verb.lemma != "lose"


def _late(fact: Fact, sentence: Sentence) -> bool:
    before = [token.lower for token in sentence.tokens if token.end <= fact.start][-2:]
    within = fact.key[:-1]
    if before[-1:] == ["late"] or "late" in within or set(within) & set(_DEAD) or before[-1:] == ["deceased"]:
        return True
    if len(before) == 2 and before[0] in _AFTER and before[1] == "of":
        return True
    own = [token.lower for token in sentence.tokens if token.start >= fact.end][:3]
    return own[:1] in (["'s"], ["'"]) and bool(set(own[1:]) & set(_AFTER))


def _dies(sentence: Sentence, verb: int) -> bool:
    token = sentence.tokens[verb]
    particles = {sentence.tokens[index].lower for index in parts(sentence, verb, "prt", "advmod", "prep")}
    ends = token.lemma == "die" or (token.lemma == "pass" and particles & {"away", "on"})
    qualities = {sentence.tokens[index].lower for index in parts(sentence, verb, "acomp", "attr")}
    ends = ends or (token.lemma == "be" and bool(qualities & {"dead", "deceased"}))
    if not ends or token.tag == "VBG" or modal(sentence, verb) or denied(sentence, verb):
        return False
    return not any(sentence.tokens[index].lower == "if" for index in parts(sentence, verb, "mark"))


def _died(sentence: Sentence, fact: Fact) -> bool:
    own = (index for index in parts(sentence, fact.head, "relcl") if _dies(sentence, index))
    return (fact.dep in ("nsubj", "nsubjpass") and _dies(sentence, fact.governor)) or any(own)


def _by_pronoun(fact: Fact, note: NoteFacts) -> bool:
    """Whether "he" or "she" in the same sentence or the next has died, and can only mean them."""
    for number in (fact.sentence, fact.sentence + 1):
        if number >= len(note.sentences):
            break
        sentence = note.sentences[number]
        for token in sentence.tokens:
            word = agreeing(fact, token)
            if word and token.start > fact.end and token.dep == "nsubj" and _dies(sentence, token.head):
                return meant(fact, note, number, token, word) == "yes"
    return False
