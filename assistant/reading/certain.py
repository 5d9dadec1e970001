"""Whether a verb tells of what is so: not of what is denied, wished, asked or made to hang on a condition.

Knows clauses and short lists of words. Does not know actors, nor what a verb means.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.reading.clause import helpers
from assistant.reading.deeds import VERBAL, denied
from assistant.reading.parse import Sentence
from assistant.reading.words import closed

_LINKED = ("xcomp", "conj")
_ASKED = ("dobj", "ccomp", "xcomp")
_NOT = ("not", "n't", "nt", "never")


def meant(sentence: Sentence, verb: int) -> bool:
    """Whether what the verb tells is only possible, wished, asked or on a condition."""
    tokens = sentence.tokens
    if helpers(sentence, verb) & closed("only meant") or _asked(sentence, verb):
        return True
    return any(_on_condition(sentence, at) for at in _chain(sentence, verb)) or (
        tokens[verb].dep in _ASKED
        and tokens[tokens[verb].head].lemma in closed("only wished")
        and tokens[verb].tag != "VBG"
    )


def _chain(sentence: Sentence, verb: int) -> Iterator[int]:
    """The verb and those that it hangs on, as far as a condition on them holds for it too."""
    for _ in range(8):
        yield verb
        token = sentence.tokens[verb]
        if token.head == verb or token.dep not in _LINKED:
            return
        verb = token.head


def _on_condition(sentence: Sentence, verb: int) -> bool:
    """Whether "if", "unless" or the like opens its clause, or one that hangs on it."""
    if _marks(sentence, verb) & closed("conditions") or _turned(sentence, verb):
        return True
    below = [child for child in sentence.children[verb] if sentence.tokens[child].dep == "advcl"]
    return any(_marks(sentence, child) & {"if", "unless"} for child in below)


def _turned(sentence: Sentence, verb: int) -> bool:
    """Whether its helper comes before its subject: "Had the nurse rung", "Should the bus come"."""
    deps = {sentence.tokens[child].dep: child for child in reversed(sentence.children[verb])}
    subject = deps.get("nsubj", deps.get("nsubjpass"))
    helper = deps.get("aux", deps.get("auxpass"))
    return subject is not None and helper is not None and helper < subject


def _marks(sentence: Sentence, verb: int) -> set[str]:
    parts = (sentence.tokens[child] for child in sentence.children[verb])
    return {part.lower for part in parts if part.dep in ("mark", "advmod", "prep")}


def _asked(sentence: Sentence, verb: int) -> bool:
    """Whether it stands in a question; what a relative clause tells is so all the same."""
    closing = [token.text for token in sentence.tokens if token.text not in "\"'”’)"][-1:]
    return closing == ["?"] and sentence.tokens[verb].dep not in ("relcl", "acl")


def refused(sentence: Sentence, verb: int) -> bool:
    """Whether the verb is denied, also by a "not" that it shares with the verb before it."""
    if denied(sentence, verb) or any(sentence.tokens[child].lower in _NOT for child in sentence.children[verb]):
        return True
    token = sentence.tokens[verb]
    shared = token.dep == "conj" and token.tag == "VB" and token.head != verb
    if shared and sentence.tokens[token.head].pos in VERBAL:
        return refused(sentence, token.head)
    return token.dep in ("ccomp", "xcomp") and token.head != verb and denied(sentence, token.head)


def unable(sentence: Sentence, verb: int) -> bool:
    """Whether "can" or "could" helps the verb: denied, it tells of who is kept from it."""
    return bool(helpers(sentence, verb) & closed("abilities"))
