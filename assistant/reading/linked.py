"""What one mention does to another by one verb of one clause, as it may be said of the two: verb and way.

Knows doers, objects, prepositions and causes. Does not know how likely it is that the two are tied.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.domain import HUMAN_KINDS
from assistant.reading.agency import OBJECTS, PASSIVE_SUBJECTS, SUBJECTS
from assistant.reading.certain import meant, refused, unable
from assistant.reading.clause import helpers, passive
from assistant.reading.deeds import VERBAL, Deed
from assistant.reading.facts import Fact
from assistant.reading.parse import Sentence
from assistant.reading.worded import between, worded
from assistant.reading.words import closed

_INSIDE = ("compound", "nmod", "poss")
_LISTED = ("conj", "appos", *_INSIDE)
_TO = ("moves", "tells", "joins", "invites")
"""Ways that also hold for the one to whom, or with whom, something is sent, told or shared."""
_WHERE = ("where", "when", "why", "how")
_CAUSES = ("is the reason", "delays")
_NOT_YET = frozenset(["can", "will", "must", "shall", "to", "'ll"])
"""Helpers with which what an agent does has not come about: "can be ordered by"."""
_PARTS = (*SUBJECTS, *PASSIVE_SUBJECTS, *OBJECTS)


@dataclass(frozen=True, slots=True)
class Link:
    """What one does to the other."""

    verb: int
    way: str
    before: str = ""
    """What stands between the verb and the other: an object, a preposition."""
    denied: bool = False
    cause: bool = False
    """Whether the one is only the cause of what the other does or undergoes, so that no verb joins the two."""


def link(sentence: Sentence, a: Fact, b: Fact) -> Link | None:
    """What the first does to the second; None where the grammar does not tell that it does anything to it."""
    if "lacking" in a.signs | b.signs or not (_whole(sentence, a) and _whole(sentence, b)):
        return None
    if _called(sentence, a) or _called(sentence, b):
        return None
    found = (_by(sentence, deed, b) for deed in a.deeds if deed.does and _does(sentence, deed.verb, a))
    return next((item for item in found if item), None) or _equal(sentence, a, b) or _caused(sentence, a, b)


def said(sentence: Sentence, found: Link, *, plural: bool) -> str:
    """The link's verb as it is said of its doer, one or many; empty where no verb joins the two."""
    if found.cause:
        return ""
    return f"{worded(sentence, found.verb, plural=plural)}{found.before}"


def _steps(sentence: Sentence, index: int) -> Iterator[int]:
    """The head of a mention, and the words up to the one whose part in the clause it takes."""
    for _ in range(6):
        yield index
        token = sentence.tokens[index]
        if token.dep not in _LISTED or token.head == index or sentence.tokens[token.head].pos in VERBAL:
            return
        index = token.head


def _whole(sentence: Sentence, fact: Fact) -> bool:
    """Whether it takes its part by itself: not inside another name or phrase, nor set apart by "not"."""
    for index in _steps(sentence, fact.head):
        token = sentence.tokens[index]
        if token.dep in _INSIDE and not fact.start <= sentence.tokens[token.head].start < fact.end:
            return False
        if token.dep == "appos" and fact.proper and not fact.same_as:
            return False
        below = {sentence.tokens[child].lower for child in sentence.children[index]}
        if token.dep == "conj" and below & {"not", "nor"}:
            return False
    return True


def _called(sentence: Sentence, fact: Fact) -> bool:
    """Whether it is only called upon: "Tom, the agency has gone", "Tom, ring the store"."""
    tokens = sentence.tokens
    if not fact.proper:
        return False
    if not all(token.pos in ("PUNCT", "INTJ", "X", "SYM") for token in tokens if token.start < fact.start):
        return False
    after = [token for token in tokens if token.start >= fact.end]
    if not after or after[0].text != ",":
        return False
    verb = next((at for at, token in enumerate(after) if token.pos in VERBAL), len(after))
    inner = after[1:verb]
    if any(token.text == "," for token in inner):
        return False
    opening = next((token for token in after[1:] if token.pos != "ADV"), None)
    return opening is not None and (
        any(token.pos in ("NOUN", "PRON", "PROPN") for token in inner) or opening.tag == "VB"
    )


def _does(sentence: Sentence, verb: int, a: Fact) -> bool:
    """Whether the mention does what the verb says: the verb is active, or the mention its agent."""
    agent = a.dep == "agent" or "agent" in a.signs
    if (agent and helpers(sentence, verb) & _NOT_YET) or _unsaid(sentence, verb, a):
        return False
    parts = {sentence.tokens[child].dep for child in sentence.children[verb]}
    return agent == passive(sentence, verb) or (
        not agent and "auxpass" not in parts and a.head not in _bys(sentence, verb)
    )


def _unsaid(sentence: Sentence, verb: int, a: Fact) -> bool:
    """Whether a thing may have lent its place to a doer who goes unsaid: "Lock broken, had to ring the office"."""
    if a.kind in HUMAN_KINDS:
        return False
    middle = [token for token in sentence.tokens[:verb] if token.start >= a.end]
    commas = [place for place, token in enumerate(middle) if token.text == ","]
    if len(commas) != 1 or any(token.pos == "CCONJ" for token in middle[commas[0] :]):
        return False
    return any(token.tag in ("VBN", "VBD", "VBZ") for token in middle[: commas[0]])


def _bys(sentence: Sentence, verb: int) -> list[int]:
    bys = [child for child in sentence.children[verb] if sentence.tokens[child].lower == "by"]
    return [low for by in bys for low in sentence.children[by]]


def _by(sentence: Sentence, deed: Deed, b: Fact) -> Link | None:
    """What the deed's doer does to the second by this verb."""
    if meant(sentence, deed.verb):
        return None
    reach = _reach(sentence, deed.verb, b)
    if reach is None:
        return None
    before, straight = reach
    sent = any(sentence.tokens[child].dep in ("dobj", "nsubjpass") for child in sentence.children[deed.verb])
    way = deed.way if straight or (deed.way in _TO and (sent or deed.way != "moves")) else ""
    if not refused(sentence, deed.verb):
        return Link(deed.verb, way, before)
    if not way or not straight or unable(sentence, deed.verb) or not _said_so(sentence, deed.verb):
        return None
    return Link(deed.verb, way, before, denied=True)


def _said_so(sentence: Sentence, verb: int) -> bool:
    """Whether the denial can be told with the verb: it stands with the verb itself or one that it completes."""
    token = sentence.tokens[verb]
    return token.dep == "xcomp" or any(
        part.dep == "neg" or part.lower in ("never", "longer", "hardly", "rarely", "seldom")
        for part in (sentence.tokens[child] for child in sentence.children[verb])
    )


def _reach(sentence: Sentence, verb: int, b: Fact) -> tuple[str, bool] | None:
    """What stands between the verb and the second, and whether the verb is done straight to it; None if it is not."""
    *_, index = _steps(sentence, b.head)
    token = sentence.tokens[index]
    if token.head == verb and token.dep in ("dobj", "nsubjpass", "dative"):
        return _straight(sentence, verb, index)
    if any(deed.verb == verb and not deed.does for deed in b.deeds) and token.dep not in ("oprd", "dative", "pobj"):
        return _relative(sentence, verb, b)
    return _after(sentence, verb, index)


def _straight(sentence: Sentence, verb: int, index: int) -> tuple[str, bool] | None:
    """An object: of two, the one to whom something is given has "to" before it."""
    token, lemma = sentence.tokens[index], sentence.tokens[verb].lemma
    others = {sentence.tokens[child].dep for child in sentence.children[verb]} - {token.dep}
    if token.dep == "dative" and "dobj" in others and lemma not in closed("takes words"):
        objects = between(sentence, verb)
        return None if objects is None else (f"{objects} to", False)
    return "", not (token.dep == "dobj" and "dative" in others)


def _relative(sentence: Sentence, verb: int, b: Fact) -> tuple[str, bool] | None:
    """The noun on which the verb's clause hangs, or the subject of a bare clause: "lets the nurse park"."""
    token = sentence.tokens[verb]
    if token.dep not in ("relcl", "acl") or token.head != b.head:
        return "", True
    parts = [sentence.tokens[child] for child in sentence.children[verb]]
    if any(part.lower in _WHERE or part.dep in ("ccomp", "xcomp") for part in parts):
        return None
    loose = next((part.lower for at, part in enumerate(parts) if _loose(sentence, verb, at)), "")
    return (f" {loose}", False) if loose else ("", True)


def _loose(sentence: Sentence, verb: int, place: int) -> bool:
    """Whether it is a preposition without its noun: "the chair that she sat on"."""
    child = sentence.children[verb][place]
    return sentence.tokens[child].dep == "prep" and child > verb and not sentence.children[child]


def _after(sentence: Sentence, verb: int, index: int) -> tuple[str, bool] | None:
    """The noun after a preposition that belongs to the verb: "sends the form to", "pulled out of"."""
    token = sentence.tokens[index]
    words: list[str] = []
    at = token.head
    while token.dep == "pobj" and sentence.tokens[at].dep in ("prep", "dative", "advmod", "prt") and len(words) < 3:
        words.insert(0, sentence.tokens[at].lower)
        at = sentence.tokens[at].head
        if at == verb:
            break
    if at != verb or not words or words[-1] not in closed("prepositions of a tie") or index < verb:
        return None
    objects = between(sentence, verb)
    if objects is None or words[0] == "without" or _second(sentence, verb, index):
        return None
    return f"{objects} {' '.join(words)}", False


def _second(sentence: Sentence, verb: int, index: int) -> bool:
    """Whether another preposition with its noun stands between the verb and the word: it may belong to that noun."""
    return any(token.dep == "pobj" for token in sentence.tokens[verb + 1 : index])


def _equal(sentence: Sentence, a: Fact, b: Fact) -> Link | None:
    """Where "is" sets the two equal: "The lead is a nurse"."""
    *_, one = _steps(sentence, a.head)
    *_, other = _steps(sentence, b.head)
    subject, complement = sentence.tokens[one], sentence.tokens[other]
    verb = subject.head
    if subject.dep != "nsubj" or complement.dep != "attr" or complement.head != verb or one > other:
        return None
    if sentence.tokens[verb].lemma != "be" or refused(sentence, verb) or meant(sentence, verb):
        return None
    return Link(verb, "")


def _caused(sentence: Sentence, a: Fact, b: Fact) -> Link | None:
    """Where the first is the cause, or stands in the way, of what the second does or undergoes."""
    if a.way not in _CAUSES or not a.signs & {"cause", "blocks"}:
        return None
    *_, other = _steps(sentence, b.head)
    part = sentence.tokens[other]
    held = part.dep in _PARTS and part.head in set(_above(sentence, a.head))
    return Link(part.head, a.way, cause=True) if held else None


def _above(sentence: Sentence, index: int) -> Iterator[int]:
    """The verb of the clause in which a cause stands, those that it completes, and the one that its clause hangs on."""
    for _ in range(12):
        token = sentence.tokens[index]
        if token.pos in VERBAL:
            yield index
            if token.dep not in ("xcomp", "advcl"):
                return
        if token.head == index:
            return
        index = token.head
