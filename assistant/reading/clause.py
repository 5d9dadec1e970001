"""The clauses of a sentence, and what their grammar says: who does it, whether it is denied, and when.

Knows the parse. Does not know actors, nor what a verb means.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from assistant.reading.agency import PASSIVE_SUBJECTS, SUBJECTS
from assistant.reading.parse import Sentence, Token
from assistant.reading.words import closed

_CUTS = frozenset([";", "–", "—", "--"])
_APART = frozenset(["until", "till", "before", "whereas", "while", "where"])
"""Conjunctions that set one time against another: their clause stands by itself."""
_EDGES = frozenset([",", ";", ":", "-", "–", "—", "--", "and", "but", "(", ")"])
_MODALS = frozenset(["could", "would", "should", "might", "can", "may", "must", "ca", "ought"])
_CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "NUM")
_COUNTS = closed("turns what is said")
_SLIGHT = frozenset(["still", "also", "again", "same", "usual", "now"])
_IS = frozenset(["is", "are", "am", "'s", "'re", "'m"])
_DONE = frozenset(["has", "have", "had", "'ve", "was", "were", "been", "got"])
_WHO = (*SUBJECTS, *PASSIVE_SUBJECTS)


@dataclass(frozen=True)
class Clause:
    """The tokens `first` to `last` of a sentence, `last` included."""

    sentence: Sentence
    first: int
    last: int

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Its words."""
        return self.sentence.tokens[self.first : self.last + 1]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words in lower case."""
        return tuple(token.lower for token in self.tokens)

    @cached_property
    def content(self) -> dict[str, str]:
        """The words that carry what is said, as lemmas, each with its part of speech."""
        return {
            token.lemma: token.pos
            for token in self.tokens
            if (token.pos in _CONTENT or token.lower in _COUNTS) and token.lower not in _SLIGHT
        }

    @property
    def verbs(self) -> Iterator[int]:
        """The places of its verbs in the sentence, in order."""
        places = range(self.first, self.last + 1)
        return (at for at in places if self.sentence.tokens[at].pos in ("VERB", "AUX"))


def whole(sentence: Sentence) -> Clause:
    """The sentence as one clause."""
    return Clause(sentence, 0, len(sentence.tokens) - 1)


def clauses(sentence: Sentence) -> tuple[Clause, ...]:
    """The clauses that stand side by side, or are set against each other in time; others stay with their governor."""
    heads = {at for at in range(len(sentence.tokens)) if _heads(sentence, at)}
    runs: list[list[int]] = []
    met: list[int] = []
    for at, token in enumerate(sentence.tokens):
        owner = _owner(sentence, at, heads) if token.pos != "PUNCT" else (met or [-1])[-1]
        if not runs or sentence.tokens[at - 1].text in _CUTS or _dash(sentence, at - 1) or owner not in (*met, -1):
            runs.append([at, at])
        runs[-1][1] = at
        met.append(owner)
    found = [clause for run in runs if (clause := _trimmed(sentence, *run))]
    return tuple(found) or (whole(sentence),)


def _dash(sentence: Sentence, at: int) -> bool:
    """Whether a hyphen stands for a dash, with space on both sides."""
    tokens = sentence.tokens
    if not 0 < at < len(tokens) - 1 or tokens[at].text != "-":
        return False
    return tokens[at - 1].end < tokens[at].start and tokens[at].end < tokens[at + 1].start


def _heads(sentence: Sentence, at: int) -> bool:
    token = sentence.tokens[at]
    if token.pos not in ("VERB", "AUX"):
        return token.dep == "ROOT"
    inside = [sentence.tokens[child] for child in sentence.children[at]]
    subject = any(part.dep in (*_WHO, "expl") for part in inside)
    if token.dep == "advcl":
        return any(part.dep in ("mark", "advmod", "prep") and part.lower in _APART for part in inside)
    if token.dep == "ccomp":
        return at < token.head and subject
    return token.dep in ("ROOT", "parataxis") or (token.dep == "conj" and subject)


def _owner(sentence: Sentence, at: int, heads: set[int]) -> int:
    for _ in range(len(sentence.tokens)):
        head = sentence.tokens[at].head
        if at in heads or head == at:
            return at
        at = head
    return at


def _trimmed(sentence: Sentence, first: int, last: int) -> Clause | None:
    """Without the stops and the "and" at either end; nothing where fewer than two words are left."""
    while first <= last and sentence.tokens[first].lower in _EDGES:
        first += 1
    while first <= last and sentence.tokens[last].lower in _EDGES:
        last -= 1
    return Clause(sentence, first, last) if last > first else None


def subjects(sentence: Sentence, at: int) -> tuple[int, ...]:
    """Who does what the verb says, or has it done to them: its own subject, or the one that it shares."""
    for _ in range(4):
        token = sentence.tokens[at]
        own = [child for child in sentence.children[at] if sentence.tokens[child].dep in _WHO]
        if own:
            return tuple(child for place in own for child in (place, *_beside(sentence, place)))
        if token.dep in ("acl", "relcl") or (token.dep == "amod" and at > token.head):
            return (token.head, *_beside(sentence, token.head))
        if token.dep not in ("conj", "xcomp", "advcl", "ccomp") or token.head == at:
            return ()
        at = token.head
    return ()


def objects(sentence: Sentence, at: int) -> tuple[int, ...]:
    """What the verb is done to."""
    own = [child for child in sentence.children[at] if sentence.tokens[child].dep in ("dobj", "dative")]
    return tuple(child for place in own for child in (place, *_beside(sentence, place)))


def _beside(sentence: Sentence, at: int) -> Iterator[int]:
    """Those that "and" joins to a noun."""
    for child in sentence.children[at]:
        if sentence.tokens[child].dep == "conj":
            yield child
            yield from _beside(sentence, child)


def passive(sentence: Sentence, at: int) -> bool:
    """Whether the verb is done to its subject: "was removed", "Desk withdrawn", "get scrapped"."""
    token = sentence.tokens[at]
    parts = {sentence.tokens[child].dep for child in sentence.children[at]}
    if parts & {"auxpass", "nsubjpass"}:
        return True
    if token.tag == "VBN" and token.dep == "conj" and "aux" not in parts and not parts & set(SUBJECTS):
        return passive(sentence, token.head)
    return token.tag == "VBN" and "aux" not in parts and "dobj" not in parts


def helpers(sentence: Sentence, at: int) -> frozenset[str]:
    """The words that help the verb ("has", "will", "not"), also those of the verb that it is joined to."""
    own = [sentence.tokens[child] for child in sentence.children[at]]
    found = {part.lower for part in own if part.dep in ("aux", "auxpass", "neg")}
    token = sentence.tokens[at]
    joined = token.dep == "conj" and token.head != at and not any(part.dep in _WHO for part in own)
    return frozenset(found | (helpers(sentence, token.head) if joined and not found else set()))


def negated(sentence: Sentence, at: int) -> bool:
    """Whether the verb is denied."""
    return bool(helpers(sentence, at) & {"not", "n't", "never", "no", "nor"})


def happened(sentence: Sentence, at: int) -> bool:
    """Whether the verb tells of what has come about: past, perfect or a bare participle, not denied or meant."""
    token, helping = sentence.tokens[at], helpers(sentence, at)
    if helping & (_MODALS | {"to"}) or negated(sentence, at):
        return False
    if token.tag == "VBD":
        return True
    if token.tag == "VBN":
        return bool(helping & _DONE) or not helping & {"will", "'ll", "having", *_IS}
    return token.tag == "VBG" and bool(helping & _IS) and token.lemma in ("leave", "close", "retire", "end")


def lasting(sentence: Sentence, at: int) -> bool:
    """Whether the verb is in the perfect: "has arrived", "have been removed"."""
    helping = helpers(sentence, at)
    return sentence.tokens[at].tag == "VBN" and bool(helping & {"has", "have", "'ve", "been"}) and "had" not in helping
