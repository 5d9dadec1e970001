"""Whether the notes plainly ask about a thing, plan something for it, decide on it or act on it.

Knows the grammar of questions, plans and tasks, over two sentences. Does not know whether the thing makes a difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.domain import HUMAN_KINDS
from assistant.reading.agency import OBJECTS, PASSIVE_SUBJECTS, SUBJECTS
from assistant.reading.asserted import asked, denied, parts
from assistant.reading.facts import Fact, NoteFacts
from assistant.reading.parse import Sentence
from assistant.reading.words import lines, listed

_ABOUT = ("about", "without", "regarding", "concerning", "over", "of")
"""Prepositions after which a thing is what is talked of or dealt with."""
_POINTING = {"it": False, "this": False, "that": False, "they": True, "them": True, "these": True, "those": True}
"""Pronouns that take up a thing, and whether they take up several."""
_INTENDING = frozenset(("go", "plan", "intend", "aim", "propose", "agree", "decide", "offer", "promise", "arrange"))
_NEEDING = frozenset(("need", "want", "have", "ought", "hope", "try", "suggest"))
_GOING = frozenset(("go", "change", "move", "stay", "come"))
"""What a thing is to do where somebody means to change it: "the form should go"."""
_DOUBTING = frozenset(("understand", "know", "see", "get"))
_SURE = frozenset(("sure", "clear", "idea", "certain"))


@dataclass(frozen=True, slots=True)
class Spot:
    """A word that names the thing or takes it up, in its place in the grammar."""

    sentence: Sentence
    head: int
    dep: str
    governor: int


@cache
def _handling() -> frozenset[tuple[str, str]]:
    return frozenset((verb, rest) for verb, _, rest in (line.partition(" ") for line in lines("handling")))


def stayed(facts: Iterable[Fact], notes: Sequence[NoteFacts]) -> frozenset[str]:
    """How the notes stay with the thing of these mentions: "asked", "planned" or both; empty where they do not."""
    found = set()
    for fact in facts:
        note = notes[fact.note]
        for spot in (_spot(note, fact), *_taken_up(note, fact)):
            found |= {"asked"} if _asked(spot) else {"planned"} if _planned(spot) else set()
    return frozenset(found)


def _spot(note: NoteFacts, fact: Fact) -> Spot:
    return Spot(note.sentences[fact.sentence], fact.head, fact.dep, fact.governor)


def _taken_up(note: NoteFacts, fact: Fact) -> Iterator[Spot]:
    """The pronouns of the next sentence that can only mean the thing."""
    things = [x for x in note.facts if x.sentence == fact.sentence and x.kind not in HUMAN_KINDS]
    lead = fact.dep in (*SUBJECTS, *PASSIVE_SUBJECTS) or "fragment" in fact.signs
    if fact.sentence + 1 >= len(note.sentences) or not (lead or things == [fact]):
        return
    after = note.sentences[fact.sentence + 1]
    others = [x.head for x in note.facts if x.sentence == fact.sentence + 1 and x.kind not in HUMAN_KINDS]
    people = any(x.sentence == fact.sentence and x.kind in HUMAN_KINDS and x.plural for x in note.facts)
    for index, token in enumerate(after.tokens):
        several = _POINTING.get(token.lower) if token.pos in ("PRON", "DET") and token.dep != "det" else None
        if several == fact.plural and not (several and people) and not any(other < index for other in others):
            yield Spot(after, index, token.dep, token.head)


def _asked(spot: Spot) -> bool:
    """Whether the sentence asks about it: a question that it is a party to, or "I don't understand why the form"."""
    if asked(spot.sentence):
        return spot.dep != "pobj" or spot.sentence.tokens[spot.governor].lower in (*_ABOUT, "for", "with", "to")
    return any(_wonders(spot.sentence, at) for at in _above(spot.sentence, spot.governor))


def _above(sentence: Sentence, at: int) -> Iterator[int]:
    """The word and all that it hangs on, up to the root; not beyond a clause that is only beside the point."""
    for _ in range(len(sentence.tokens)):
        yield at
        token = sentence.tokens[at]
        if token.head == at or token.dep in ("advcl", "relcl"):
            return
        at = token.head


def _wonders(sentence: Sentence, at: int) -> bool:
    """Whether the writer is the one who wonders: "I wonder", "not sure why", "we don't know whether"."""
    token = sentence.tokens[at]
    if not _is_ours(sentence, at):
        return False
    below = {sentence.tokens[x].lower for x in _subtree(sentence, at)}
    unknown = bool(below & {"why", "how", "whether", "if", "what", "who", "which", "where", "when"})
    if token.lemma == "wonder":
        return True
    denies_it = denied(sentence, at) or bool(below & {"no"})
    doubts = token.lemma in _DOUBTING or bool(below & _SURE and token.lemma in ("be", *_SURE))
    return unknown and (token.lemma in ("ask", "unsure") or "unsure" in below or (doubts and denies_it))


def _subtree(sentence: Sentence, at: int) -> Iterator[int]:
    yield at
    for index in sentence.children[at]:
        yield from _subtree(sentence, index)


def _subject(sentence: Sentence, at: int) -> str:
    return next((sentence.tokens[x].lower for x in parts(sentence, at, *SUBJECTS, *PASSIVE_SUBJECTS)), "")


def _is_ours(sentence: Sentence, at: int) -> bool:
    """Whether the verb has the writer for its subject, or none at all, as notes leave it out."""
    return _subject(sentence, at) in ("i", "we", "")


def _planned(spot: Spot) -> bool:
    """Whether the sentence plans, decides or does something with it."""
    if _opened(spot) or _to_be_done(spot):
        return True
    verb = _verb(spot)
    return verb is not None and _plans(spot, verb)


def _opened(spot: Spot) -> bool:
    """Whether it is what a line is about that opens like "Agreed:", "Action -" or "Next step:"."""
    for index, token in enumerate(spot.sentence.tokens[:4]):
        if token.text in (":", "-", "–") and index:
            opening = {word.lower for word in spot.sentence.tokens[:index]}
            direct = not any(
                spot.sentence.tokens[x].dep in ("advcl", "relcl") for x in _above(spot.sentence, spot.head)
            )
            return index < spot.head and direct and bool(opening & listed("openers"))
    return False


def _to_be_done(spot: Spot) -> bool:
    """Whether it is in a line such as "New sign to be done by Friday" or "Priya to chase the key safe"."""
    tokens = spot.sentence.tokens
    if any(token.tag in ("VBD", "VBZ", "VBP", "MD") for token in tokens):
        return False
    if spot.dep in PASSIVE_SUBJECTS:
        return any(tokens[x].lower == "to" for x in spot.sentence.children[spot.governor])
    if spot.dep not in OBJECTS or tokens[spot.governor].tag != "VB":
        return False
    return any(tokens[x].lower == "to" for x in spot.sentence.children[spot.governor]) and tokens[0].pos in (
        "PROPN",
        "NOUN",
        "DET",
        "PRON",
        "PUNCT",
    )


def _verb(spot: Spot) -> int | None:
    """The verb that acts on it, talks of it, or has it for a subject."""
    tokens = spot.sentence.tokens
    at = spot.governor
    if spot.dep == "pobj":
        preposition, at = tokens[at].lower, tokens[at].head
        if preposition not in _ABOUT and (tokens[at].lemma, preposition) not in _handling():
            return None
        if tokens[at].pos == "NOUN" and tokens[at].dep in OBJECTS:
            at = tokens[at].head
    return at if tokens[at].pos in ("VERB", "AUX") or tokens[at].lemma == "rid" else None


def _handles(sentence: Sentence, at: int) -> bool:
    """Whether the verb is one of acting on a thing; see `words/handling.txt`."""
    lemma = sentence.tokens[at].lemma
    near = {"", *(sentence.tokens[x].lower for x in sentence.children[at])}
    return any((lemma, rest) in _handling() for rest in near)


def _plans(spot: Spot, verb: int) -> bool:
    sentence = spot.sentence
    if any(sentence.tokens[at].dep in ("advcl", "relcl", "acl", "pcomp") for at in _above(sentence, verb)):
        return False
    chain = list(_above(sentence, verb))
    tags = [sentence.tokens[x] for at in chain for x in sentence.children[at]]
    if spot.dep in SUBJECTS:
        return _is_to_go(spot, chain)
    handles = any(_handles(sentence, at) for at in chain[:2])
    ours = any(_subject(sentence, at) in ("i", "we", "'s") for at in chain)
    passive = spot.dep in PASSIVE_SUBJECTS
    by_people = ours or passive or not any(_subject(sentence, at) for at in chain)
    lemmas = {sentence.tokens[at].lemma for at in chain[1:]} | {
        sentence.tokens[at].lemma
        for at in chain
        if sentence.tokens[at].lemma in ("propose", "suggest", "agree", "decide")
    }
    will = any(tag.tag == "MD" and tag.lower in ("will", "'ll", "wo", "shall") for tag in tags)
    meant = will or bool(lemmas & _INTENDING) or "let" in lemmas
    needed = bool(lemmas & _NEEDING) or any(
        tag.tag == "MD" and tag.lower in ("should", "must", "could", "can", "might", "may") for tag in tags
    )
    if any(denied(sentence, at) for at in chain):
        return ours and meant
    if meant:
        return ours or handles
    if needed:
        return handles
    return _does(spot, verb, chain, handles=handles, ours=ours, by_people=by_people)


def _does(spot: Spot, verb: int, chain: list[int], *, handles: bool, ours: bool, by_people: bool) -> bool:
    """Whether it is being done, was done by the writer, or is told to be done."""
    sentence, token = spot.sentence, spot.sentence.tokens[verb]
    if token.tag == "VBG" and any(
        sentence.tokens[x].lower in ("is", "are", "am", "'re", "'m", "'s") for x in sentence.children[verb]
    ):
        soon = any(sentence.tokens[x].lower in listed("soon") for x in _subtree(sentence, chain[-1]))
        return (handles and by_people) or (soon and (ours or handles))
    if token.tag in ("VBD", "VBN") and spot.dep not in PASSIVE_SUBJECTS:
        return handles and ours
    bare = token.tag in ("VB", "VBP") and not any(_subject(sentence, at) for at in chain)
    return bare and chain == [verb] and (handles or token.lemma in ("need", "get", "ask", "want", "book"))


def _is_to_go(spot: Spot, chain: list[int]) -> bool:
    """Whether the thing is the subject and is to change: "the form should go", "the rota needs a rethink"."""
    sentence = spot.sentence
    at = chain[0]
    token = sentence.tokens[at]
    if token.lemma == "need":
        return any(
            (token.tag in ("VBG", "VBN") or token.pos == "NOUN") and _handles(sentence, index)
            for index in parts(sentence, at, "xcomp", "dobj", "ccomp")
            for token in (sentence.tokens[index],)
        )
    modals = {sentence.tokens[x].lower for x in sentence.children[at] if sentence.tokens[x].tag == "MD"}
    going = (
        {sentence.tokens[x].lemma for x in parts(sentence, at, "xcomp")}
        if token.lemma in ("have", "go", "need")
        else set()
    )
    return bool(going & _GOING) or (token.lemma in _GOING and bool(modals & {"should", "must", "will", "ought", "'ll"}))
