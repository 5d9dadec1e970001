"""Whether a sentence says that something is so: not denied, not only possible, wished for, believed or asked.

Knows the grammar of negation, modality and subordinate clauses. Does not know actors.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.reading.parse import Sentence
from assistant.reading.words import listed

_FACTUAL = frozenset(("because", "as", "since", "so", "while", "though", "although", "when", "after", "whereas"))
"""Conjunctions whose clause is told as a fact."""
_FACTIVE = (
    "know",
    "see",
    "find",
    "notice",
    "learn",
    "realise",
    "realize",
    "discover",
    "mean",
    "understand",
    "remember",
)
"""Verbs whose clause is told as a fact."""
_INSIDE = ("ccomp", "xcomp", "advcl", "relcl", "acl", "conj", "prep", "punct", "cc", "parataxis")
"""The parts of a clause in which a denial does not deny the clause."""
_SOME = ("a", "quite", "very")


def verb_of(sentence: Sentence, index: int) -> int:
    """The index of the verb that the word hangs on, or of the root."""
    for _ in range(len(sentence.tokens)):
        token = sentence.tokens[index]
        if token.head == index or (token.pos in ("VERB", "AUX") and token.dep not in ("aux", "auxpass")):
            break
        index = token.head
    return index


def parts(sentence: Sentence, at: int, *deps: str) -> Iterator[int]:
    """The indices of what hangs on the word in one of these ways."""
    return (index for index in sentence.children[at] if sentence.tokens[index].dep in deps)


def denied(sentence: Sentence, at: int) -> bool:
    """Whether the clause of this verb is denied, by an adverb or by its subject or object: "says nothing"."""
    near = [index for index in sentence.children[at] if sentence.tokens[index].dep not in _INSIDE]
    return any(denies(sentence, index) for index in [*near, *(x for one in near for x in sentence.children[one])])


def denies(sentence: Sentence, index: int) -> bool:
    """Whether the word denies: "few", but not "a few"."""
    before = sentence.tokens[index - 1].lower if index else ""
    return sentence.tokens[index].lower in listed("denials") and before not in _SOME


def modal(sentence: Sentence, at: int) -> bool:
    """Whether the verb stands after "can", "would", "must" or the like."""
    return any(sentence.tokens[index].tag == "MD" for index in sentence.children[at])


def asked(sentence: Sentence) -> bool:
    """Whether the sentence is written as a question."""
    return any(token.text == "?" for token in sentence.tokens[-3:])


def asserted(sentence: Sentence, at: int, *, deniable: bool = False) -> bool:
    """Whether the sentence says that what this verb tells of is so.

    Args:
        sentence: Holds the verb.
        at: The verb's index.
        deniable: Whether it counts as said also where the verb itself is denied.
    """
    if asked(sentence) or (not deniable and denied(sentence, at)):
        return False
    for _ in range(len(sentence.tokens)):
        token = sentence.tokens[at]
        if modal(sentence, at):
            return False
        if token.head == at:
            return True
        if token.pos in ("VERB", "AUX") and not _told(sentence, at):
            return False
        beside = _beside(sentence, at)
        at = token.head
        if beside:
            return not asked(sentence)
        if not deniable and denied(sentence, at):
            return False
    return False


def _told(sentence: Sentence, at: int) -> bool:
    """Whether the clause of this verb is told as a fact by the one that it hangs on."""
    token = sentence.tokens[at]
    if token.dep in ("conj", "relcl"):
        return True
    if _beside(sentence, at):
        return True
    if token.dep == "ccomp":
        return sentence.tokens[token.head].lemma in _FACTIVE and not _marked(sentence, at, frozenset(("if", "whether")))
    if token.dep in ("advcl", "acl"):
        marks = [index for index in sentence.children[at] if sentence.tokens[index].dep in ("mark", "aux", "advmod")]
        bound = [sentence.tokens[index].lower for index in marks if sentence.tokens[index].pos in ("SCONJ", "PART")]
        return all(word in _FACTUAL for word in bound)
    return False


def _beside(sentence: Sentence, at: int) -> bool:
    """Whether the clause only stands before the one that it hangs on: "It sends people back, so nobody gets in"."""
    token = sentence.tokens[at]
    if token.dep != "ccomp" or at > token.head or sentence.tokens[token.head].lemma in listed("speech"):
        return False
    between = {word.text for word in sentence.tokens[at + 1 : token.head]}
    return bool(between & {",", ";", "-", "–"}) and any(parts(sentence, token.head, "nsubj", "nsubjpass"))


def _marked(sentence: Sentence, at: int, words: frozenset[str]) -> bool:
    return any(sentence.tokens[index].lower in words for index in sentence.children[at])
