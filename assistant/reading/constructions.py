"""Constructions of several words that say that something is the reason, or stands in the way, with words between.

Knows their words and grammar. Does not know verbs of effect in general.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.reading.deeds import denied
from assistant.reading.parse import Sentence

_CAUSES = (
    ("because", "of"),
    ("cos", "of"),
    ("coz", "of"),
    ("thanks", "to"),
    ("down", "to"),
    ("due", "to"),
    ("owing", "to"),
)
_BETWEEN = ("in", "part", "only", "just", "all", "again", "entirely", "mostly", "also")
_PAST = ("past", "through", "round", "beyond", "around", "over")
_COME = ("get", "go", "come", "make", "reach")
_SPANS = ("minute", "hour", "day", "week", "month", "year", "age", "time", "while", "moment", "second", "decade")
_BEFORE = ("before", "until", "till", "unless")
_BEING = ("be", "come", "get")


def constructed(sentence: Sentence, anchor: int, first: int) -> Iterator[str]:
    """The signs, "cause" or "blocks", that constructions around a mention give.

    Args:
        sentence: The sentence.
        anchor: The index of the word whose part in the clause the mention takes.
        first: The index of the mention's first word.
    """
    if _caused(sentence, first) or _took(sentence, anchor):
        yield "cause"
    if _past(sentence, anchor) or _held_up(sentence, anchor) or _not_before(sentence, anchor):
        yield "blocks"


def _caused(sentence: Sentence, first: int) -> bool:
    """Whether "thanks largely to", "cos of" and the like stand before it."""
    words = [token for token in sentence.tokens[max(0, first - 8) : first] if token.pos != "DET"]
    while words and words[-1].tag in ("PRP$", "JJ"):
        words.pop()
    if len(words) < 2:
        return False
    last = words.pop().lower
    for _ in range(3):
        if words and (words[-1].lower.endswith("ly") or words[-1].lower in _BETWEEN):
            words.pop()
    if not words or (words[-1].lower, last) not in _CAUSES:
        return False
    return words[-1].lower != "down" or any(token.lemma in _BEING for token in words)


def _took(sentence: Sentence, anchor: int) -> bool:
    """Whether "it took X to ..." or "it took X before ..." is said of it, and it is no length of time."""
    tokens = sentence.tokens
    token, verb = tokens[anchor], tokens[tokens[anchor].head]
    if token.dep != "dobj" or verb.lemma != "take" or token.lemma in _SPANS:
        return False
    subject = {tokens[child].lower for child in sentence.children[token.head] if tokens[child].dep in ("nsubj", "expl")}
    after = {low.lower for low in tokens[anchor + 1 :]}
    return subject == {"it"} and bool(after & {"to", "before", "for"})


def _past(sentence: Sentence, anchor: int) -> bool:
    """Whether somebody could not, never did or nobody could get past it."""
    tokens = sentence.tokens
    token = tokens[anchor]
    preposition = tokens[token.head]
    if token.dep != "pobj" or preposition.lower not in _PAST:
        return False
    verb = tokens[preposition.head]
    return verb.lemma in _COME and denied(sentence, preposition.head)


def _held_up(sentence: Sentence, anchor: int) -> bool:
    tokens = sentence.tokens
    token = tokens[anchor]
    preposition = tokens[token.head]
    if token.dep != "pobj" or preposition.lower != "by" or tokens[preposition.head].lemma != "hold":
        return False
    return any(tokens[child].lower in ("up", "back") for child in sentence.children[preposition.head])


def _not_before(sentence: Sentence, anchor: int) -> bool:
    """Whether nothing happens before it comes or does something: "not before the panel", "until the form is signed"."""
    tokens = sentence.tokens
    token, above = tokens[anchor], tokens[tokens[anchor].head]
    if token.dep == "pobj" and above.lower in _BEFORE and token.pos == "NOUN" and token.lemma not in _SPANS:
        return denied(sentence, above.head)
    if token.dep not in ("nsubj", "nsubjpass") or above.dep != "advcl":
        return False
    marks = {tokens[child].lower for child in sentence.children[token.head] if tokens[child].dep == "mark"}
    return bool(marks & set(_BEFORE)) and denied(sentence, above.head)
