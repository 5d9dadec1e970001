"""Whether a verb tells what somebody undergoes, and not what they do or say.

Knows lists of verbs, participles, denial and clauses that tell nothing as done. Does not know actors.
"""

from __future__ import annotations

from assistant.reading.asserted import parts
from assistant.reading.deeds import denied
from assistant.reading.parse import Sentence
from assistant.reading.words import listed

_WITH = ("prt", "prep", "acomp", "oprd", "advmod", "xcomp")
"""The parts of a clause that may be the second word of a verb: "go without", "end up", "go hungry"."""
_SAID = ("word", "say", "go", "look", "talk", "chat", "meeting", "argument", "row", "idea", "question")
"""Nouns that make a deed of "have": "had a word"."""
_MOVES = ("to", "into", "off", "on", "out", "through", "round", "up", "hold")
"""Words that make a deed of "get": "got off the bus"."""
_CARE = ("hospital", "ward", "home", "hospice", "respite", "theatre", "a&e", "resus", "unit", "clinic", "care")
_GOING = ("go", "move", "come", "return", "transfer")
_UTTERING = ("say", "tell", "ask", "answer", "reply", "speak", "agree", "complain", "consent", "choose", "do")
_THINKING = ("think", "believe", "suppose", "know", "remember", "imagine")
_OBJECTS = ("dobj", "ccomp", "dative", "xcomp", "oprd")
_SUBJECTS = ("nsubj", "csubj", "nsubjpass")


def undergone(sentence: Sentence, verb: int) -> bool:
    """Whether the subject of this verb undergoes, cannot do or is only asked about what it tells."""
    return (
        _happens(sentence, verb)
        or bare_passive(sentence, verb)
        or _moved(sentence, verb)
        or _unable(sentence, verb)
        or _unsaid(sentence, verb)
        or _open(sentence, verb)
    )


def _happens(sentence: Sentence, verb: int) -> bool:
    """Whether the verb, with its particle or preposition, is on the list of what people undergo."""
    lemma, near = _lemma(sentence, verb), _near(sentence, verb)
    if any(f"{lemma} {word}" in listed("undergoing") for word in near):
        return True
    if lemma == "know":
        return any(sentence.tokens[x].lower in ("would", "might", "may", "could") for x in parts(sentence, verb, "aux"))
    if lemma not in listed("undergoing") or any(parts(sentence, verb, "prt")) or _causes(sentence, verb):
        return False
    if lemma == "have":
        return not any(sentence.tokens[x].lower in _SAID for x in parts(sentence, verb, "dobj"))
    return lemma != "get" or denied(sentence, verb) or not near & set(_MOVES)


def _lemma(sentence: Sentence, verb: int) -> str:
    token = sentence.tokens[verb]
    return "be" if token.lower in ("was", "is", "are", "were") else token.lemma


def _near(sentence: Sentence, verb: int) -> set[str]:
    return {sentence.tokens[index].lower for index in parts(sentence, verb, *_WITH)}


def _causes(sentence: Sentence, verb: int) -> bool:
    """Whether the subject has somebody else do something: "got the council to pay"."""
    below = parts(sentence, verb, "ccomp", "xcomp")
    return any(
        sentence.tokens[index].tag in ("VB", "VBG") and any(parts(sentence, index, *_SUBJECTS)) for index in below
    )


def bare_passive(sentence: Sentence, verb: int) -> bool:
    """Whether it is a participle without "be", as in short notes: "Mr Dunn discharged", "her son not told"."""
    token = sentence.tokens[verb]
    if token.tag not in ("VBD", "VBN") or any(parts(sentence, verb, "aux", "auxpass", "dobj", "dative", "ccomp")):
        return False
    lemma = token.lemma
    listed_so = lemma in listed("done_to") or any(f"{lemma} {x}" in listed("done_to") for x in _near(sentence, verb))
    if any(parts(sentence, verb, "neg")):  # a past tense takes "did" there
        return listed_so or _turns_to(sentence, verb)
    if not listed_so:
        return False
    return token.lower not in ("saw", "took", "gave", "rang", "sent for")


def _turns_to(sentence: Sentence, verb: int) -> bool:
    lemma = sentence.tokens[verb].lemma
    return lemma in listed("hearing") or any(f"{lemma} {x}" in listed("hearing") for x in _near(sentence, verb))


def _moved(sentence: Sentence, verb: int) -> bool:
    """Whether somebody only comes into or out of care: "went to hospital", "moved to the Larches"."""
    if sentence.tokens[verb].lemma not in _GOING or any(parts(sentence, verb, "dobj")):
        return False
    for preposition in parts(sentence, verb, "prep"):
        if sentence.tokens[preposition].lower in ("to", "into"):
            for index in parts(sentence, preposition, "pobj"):
                token = sentence.tokens[index]
                named = token.text[:1].isupper() and any(
                    sentence.tokens[x].lower == "the" for x in parts(sentence, index, "det")
                )
                return named or token.lower in _CARE
    return False


def _unable(sentence: Sentence, verb: int) -> bool:
    """Whether they cannot: "can't read the menu"."""
    return denied(sentence, verb) and any(
        sentence.tokens[x].lower in ("can", "ca", "could", "cannot") for x in parts(sentence, verb, "aux")
    )


def _unsaid(sentence: Sentence, verb: int) -> bool:
    """Whether a word of theirs is denied: "never said yes", "I don't think she agreed", "She didn't"."""
    token = sentence.tokens[verb]
    if token.lemma not in _UTTERING or (token.lemma == "do" and any(parts(sentence, verb, *_OBJECTS))):
        return False
    above = token.head
    unthought = token.dep == "ccomp" and sentence.tokens[above].lemma in _THINKING and denied(sentence, above)
    return denied(sentence, verb) or unthought


def _open(sentence: Sentence, verb: int) -> bool:
    """Whether the clause is what somebody asks or does not know: "asked whether she wants to go"."""
    for _ in range(4):
        token = sentence.tokens[verb]
        marks = [sentence.tokens[index].lower for index in parts(sentence, verb, "mark")]
        if token.dep in ("ccomp", "advcl") and ("whether" in marks or ("if" in marks and token.dep == "ccomp")):
            return True
        if token.dep not in ("xcomp", "conj") or token.head == verb:
            return False
        verb = token.head
    return False


def unheeded(sentence: Sentence, verb: int) -> bool:
    """Whether the verb says that nobody turns to those whom it names: "not asked", "nobody has rung them"."""
    return _turns_to(sentence, verb) and denied(sentence, verb)


def asked_to(sentence: Sentence, verb: int) -> bool:
    """Whether somebody is asked for something of their own, and that is not denied: "asked Lena to look in"."""
    return sentence.tokens[verb].lemma in ("ask", "consult") and not denied(sentence, verb)


def background(sentence: Sentence, verb: int) -> bool:
    """Whether a relative clause only says where somebody came from: "who had moved here in May"."""
    token = sentence.tokens[verb]
    had = any(sentence.tokens[index].lower in ("had", "have", "has") for index in parts(sentence, verb, "aux"))
    return token.dep == "relcl" and had and token.lemma not in _UTTERING and not any(parts(sentence, verb, *_OBJECTS))
