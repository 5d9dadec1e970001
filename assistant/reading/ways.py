"""In which way an actor makes a difference at one mention, in a word: enables, prevents, delays, decides ...

Knows verbs of effect and the names of grammatical signs. Does not know whether the actor makes a difference at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from assistant.reading.deeds import denied, reached
from assistant.reading.parse import Sentence
from assistant.reading.words import lines, listed

_TURNED = {"enables": "prevents", "prevents": "enables", "invites": "puts off", "settles": "wears", "tells": "hides"}
"""What a way becomes where the verb is negated: "does not allow" prevents."""
_BY_SIGN = (("blocks", "delays"), ("lacking", "is missed"), ("cause", "is the reason"), ("depends", "is the reason"))
"""The ways that stand in the grammar rather than in a verb."""
_ALONE = ("tells", "breaks")
"""Ways of verbs that need nobody and nothing to which they are done."""
_FASTER = dict.fromkeys(("faster", "quicker", "sooner"), "speeds") | {"slower": "delays"}
_QUESTIONS = ("who", "whom", "what", "which", "when", "where", "whether", "how", "whose")
_MAY = ("may", "can", "must", "should", "might")
_LIGHT = ("get-", "bring-", "draw-", "cut-", "put-", "keep-")
_BESIDE = ("prt", "advmod", "acomp", "oprd", "dobj", "ccomp", "xcomp", "prep", "attr", "acl")
_PERSONS = (
    "me",
    "you",
    "him",
    "her",
    "us",
    "them",
    "anyone",
    "anybody",
    "someone",
    "somebody",
    "everyone",
    "everybody",
    "he",
    "she",
    "we",
    "they",
    "i",
    "people",
    "nobody",
)


@cache
def _ways() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for line in lines("ways"):
        way, _, verbs = line.partition(":")
        for verb in verbs.split():
            found.setdefault(verb, way)
    return found


def of_verb(lemma: str, *, negated: bool = False) -> str:
    """The way that a verb tells of; empty where it tells of none."""
    way = _ways().get(lemma, "")
    return _TURNED.get(way, "") if negated else way


def of_signs(signs: frozenset[str]) -> str:
    """The way that the signs of one mention tell of; empty where they tell of none.

    Args:
        signs: The grammatical signs of the mention; see `agency.signs`.
    """
    verb = next((sign.removeprefix("sv:") for sign in sorted(signs) if sign.startswith("sv:")), "")
    found = of_verb(verb, negated="clause:neg" in signs)
    return found or next((way for sign, way in _BY_SIGN if sign in signs), "")


def of_deed(sentence: Sentence, verb: int, *, human: bool, people: frozenset[int]) -> str:
    """The way that one verb tells of, for whoever does it; empty where it tells of none.

    Args:
        sentence: The sentence.
        verb: The index of the verb.
        human: Whether the one who does it is people.
        people: The indices of the words that name people in the sentence.
    """
    others = reached(sentence, verb)
    known, denial = _ways(), denied(sentence, verb)
    keys = list(_keys(sentence, verb, alone=not others))
    if denial:
        straight = next((known[f"not-{key}"] for key in keys if f"not-{key}" in known), "")
        if straight:
            return straight
    key = next((key for key in keys if key in known), "")
    way = known.get(key, "") or _compared(sentence, verb)
    if not way or not _lands(sentence, verb, key, way, others, people if human else None):
        return ""
    return _TURNED.get(way, "") if denial else way


def _keys(sentence: Sentence, verb: int, *, alone: bool) -> Iterator[str]:
    """The entries of the list that may speak of the verb here, the narrowest first."""
    tokens, lemma = sentence.tokens, sentence.tokens[verb].lemma
    beside = [child for child in sentence.children[verb] if tokens[child].dep in _BESIDE]
    objects = [child for child in beside if tokens[child].dep == "dobj"]
    beside += [low for child in objects for low in sentence.children[child] if tokens[low].dep in ("prep", "advmod")]
    for child in beside:
        for low in sentence.children[child] if tokens[child].dep == "prep" else ():
            yield f"{lemma}-{tokens[child].lower}-{tokens[low].lemma}"
    for child in beside:
        yield f"{lemma}-{tokens[child].lower}"
        yield f"{lemma}-{tokens[child].lemma}"
    clause = _clause(sentence, verb)
    if clause is not None:
        words = [tokens[index].lower for index in range(verb + 1, len(tokens))]
        if words[:1] and words[0] in _QUESTIONS:
            yield from [f"{lemma}-wh-may"] if set(words[:5]) & set(_MAY) else []
            yield f"{lemma}-wh"
        if tokens[clause].dep != "xcomp" or not alone:  # "has to put", "gets to go" make nobody do anything
            yield f"{lemma}-clause"
    yield from [f"{lemma}-alone"] if alone and clause is None else []
    yield lemma


def _clause(sentence: Sentence, verb: int) -> int | None:
    """Where the clause after the verb is; also where the parser took it for a noun: "lets carers park"."""
    for child in sentence.children[verb]:
        token = sentence.tokens[child]
        inner = {sentence.tokens[low].tag for low in sentence.children[child] if sentence.tokens[low].dep == "compound"}
        if token.dep in ("ccomp", "xcomp") or (token.dep == "dobj" and token.tag == "NN" and "NNS" in inner):
            return child
    asked = sentence.tokens[verb + 1 : verb + 2]
    return verb + 1 if asked and asked[0].lower in _QUESTIONS else None


def _compared(sentence: Sentence, verb: int) -> str:
    words = [
        sentence.tokens[child].lower for child in sentence.children[verb] if sentence.tokens[child].dep == "advmod"
    ]
    return next((_FASTER[word] for word in words if word in _FASTER), "")


def _lands(sentence: Sentence, verb: int, key: str, way: str, others: list[int], people: frozenset[int] | None) -> bool:
    """Whether the verb is done to somebody or something that it can make a difference to.

    Args:
        sentence: The sentence.
        verb: The index of the verb.
        key: The entry of the list.
        way: Its way.
        others: The words that name whom or what it is done to.
        people: The words that name people, where people do it; None where a thing does.
    """
    handled = key in listed("hands") or (key.startswith(_LIGHT) and way not in ("joins", "decides"))
    if people is not None and handled:
        return any(other in people or _person(sentence, other) for other in others)
    return bool(others) or way in _ALONE or "-" in key or _clause(sentence, verb) is not None


def _person(sentence: Sentence, index: int) -> bool:
    return sentence.tokens[index].lower in _PERSONS
