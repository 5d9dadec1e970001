"""Labels that are put on people: "called a wanderer", "known as a bed blocker", "down as a non-attender".

Knows the verbs that put a label on somebody. Does not know what a label does.
"""

from __future__ import annotations

from assistant.reading.kinds import Kinds
from assistant.reading.mentions import Candidate
from assistant.reading.parse import Sentence
from assistant.reading.words import listed

_CALL = ("call", "label", "brand", "dub", "tag", "term", "deem", "nickname")
_AS = ("know", "label", "describe", "refer", "brand", "tag", "flag", "dismiss", "regard", "code", "list", "class")
_DOWN = ("be", "have", "put", "go", "write", "mark", "get", "note")
_PEOPLE = ("he", "she", "him", "her", "they", "them", "me", "us", "we", "i", "you", "who", "everyone", "somebody")


def labels(sentence: Sentence, item: Candidate, kinds: Kinds) -> bool:
    """Whether what is named here is a label for a person.

    Args:
        sentence: The sentence.
        item: The mention.
        kinds: Tells whether a word that it is put on names people.
    """
    if item.proper:
        return False
    tokens, token = sentence.tokens, sentence.tokens[item.head]
    governing = tokens[token.head]
    if token.dep == "oprd" and governing.lemma in _CALL:
        return _of_people(sentence, token.head, item, kinds) and not _fetched(item, kinds)
    if token.dep != "pobj" or governing.lower != "as":
        return False
    verb = tokens[governing.head]
    near = {word.lower for word in tokens[max(0, token.head - 3) : token.head]}
    by_verb = verb.lemma in _AS or (verb.lemma in _DOWN and "down" in near) or verb.lower == "down"
    while by_verb and verb.dep in ("prt", "advmod", "prep") and tokens[verb.head] is not verb:
        verb = tokens[verb.head]
    return by_verb and _of_people(sentence, tokens.index(verb), item, kinds)


def _fetched(item: Candidate, kinds: Kinds) -> bool:
    """Whether it is what one calls for somebody: "called him an ambulance"."""
    found = kinds.of(item.key, proper=False, plural=item.plural, surface=" ".join(item.key)) if item.known else None
    return found in ("object", "technology", "organisation")


def _of_people(sentence: Sentence, verb: int, item: Candidate, kinds: Kinds) -> bool:
    """Whether the verb's object, or its subject in the passive, is a person; or whom a participle describes."""
    tokens = sentence.tokens
    parts = [index for index in sentence.children[verb] if index < item.first]
    parts += [index for at in parts if tokens[at].lower == "to" for index in sentence.children[at]]
    dobj = [index for index in parts if tokens[index].dep in ("dobj", "dative", "pobj", "nsubjpass")]
    dobj += [index for at in parts if tokens[at].dep == "ccomp" for index in sentence.children[at]]
    if tokens[verb].dep in ("acl", "relcl"):
        dobj = dobj or [tokens[verb].head]
    if tokens[verb].lemma in ("be", "go"):
        dobj = dobj or [index for index in parts if tokens[index].dep == "nsubj"]
    return any(_person(sentence, index, kinds) for index in dobj)


def _person(sentence: Sentence, index: int, kinds: Kinds) -> bool:
    token = sentence.tokens[index]
    if token.lower in _PEOPLE:
        return True
    titled = index > 0 and sentence.tokens[index - 1].lower.rstrip(".") in listed("titles")
    if token.pos not in ("NOUN", "PROPN"):
        return False
    proper = token.pos == "PROPN" and token.text[:1].isupper()
    plural = token.tag in ("NNS", "NNPS")
    return titled or kinds.of((token.lemma,), proper=proper, plural=plural, surface=token.lower) in ("person", "group")
