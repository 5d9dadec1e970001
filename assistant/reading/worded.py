"""How the verb of a tie is worded: with its helpers, its particle, its object and its preposition.

Knows the grammar around a verb. Does not know actors, nor whether a tie holds.
"""

from __future__ import annotations

from assistant.reading.clause import passive
from assistant.reading.deeds import VERBAL
from assistant.reading.parse import Sentence, Token

_LONGEST = 4
"""The most words of an object that are told between a verb and its preposition."""
_SHORT = {"n't": "not", "nt": "not", "'ve": "have", "'re": "are", "'ll": "will", "'m": "am"}
_MANY = {"is": "are", "are": "are", "was": "were", "were": "were", "has": "have", "have": "have", "does": "do"}
_ONE = {"is": "is", "are": "is", "am": "is", "was": "was", "were": "was", "has": "has", "have": "has", "do": "does"}
_HELPING = ("aux", "neg")
_FAR = ("never", "hardly", "rarely", "seldom", "scarcely", "barely", "longer")


def worded(sentence: Sentence, verb: int, *, plural: bool) -> str:
    """The verb as it is said of the one who does it, who is one or many: "leaves", "has lent", "had to ring"."""
    token = sentence.tokens[verb]
    by = any(sentence.tokens[child].lower == "by" for child in sentence.children[verb])
    if by and passive(sentence, verb):
        return f"{token.lower}{_particle(sentence, verb)}"
    helping = [child for child in sentence.children[verb] if _helps(sentence, child)]
    words = [_full(sentence, child) for child in sorted(helping)]
    above = sentence.tokens[token.head]
    if token.dep == "xcomp" and words[:1] == ["to"] and above.pos in VERBAL:
        return (
            f"{worded(sentence, token.head, plural=plural)} {' '.join(words)} {token.lower}{_particle(sentence, verb)}"
        )
    if words:
        words[0] = _agreeing(words[0], plural=plural)
        return f"{' '.join([*words, token.lower])}{_particle(sentence, verb)}".replace("can not", "cannot")
    return f"{finite(token, plural=plural)}{_particle(sentence, verb)}"


def _helps(sentence: Sentence, child: int) -> bool:
    part = sentence.tokens[child]
    return part.dep in _HELPING or (part.dep == "advmod" and part.lower in _FAR)


def _full(sentence: Sentence, child: int) -> str:
    """A helper without its short form."""
    part = sentence.tokens[child]
    if part.lower == "longer":
        return "no longer"
    if part.lower == "'s":
        return "has" if sentence.tokens[part.head].tag == "VBN" or _been(sentence, part.head) else "is"
    if part.lower in ("ca", "wo", "sha"):
        return {"ca": "can", "wo": "will", "sha": "shall"}[part.lower]
    return _SHORT.get(part.lower, part.lower)


def _been(sentence: Sentence, verb: int) -> bool:
    return any(sentence.tokens[child].lower == "been" for child in sentence.children[verb])


def _agreeing(word: str, *, plural: bool) -> str:
    return (_MANY if plural else _ONE).get(word, word)


def finite(token: Token, *, plural: bool) -> str:
    """A verb without helpers in the form that agrees with the one who does it."""
    known = _MANY if plural else _ONE
    if token.lower in known or token.lower in ("'s", "'re"):
        return known.get(token.lower, "are" if plural else "is")
    if token.tag == "VBZ" and plural:
        return token.lemma
    if token.tag == "VBP" and not plural:
        return _third(token.lemma)
    return token.lower


def _third(lemma: str) -> str:
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return f"{lemma}es"
    return f"{lemma[:-1]}ies" if lemma.endswith("y") and lemma[-2:-1] not in "aeiou" else f"{lemma}s"


def _particle(sentence: Sentence, verb: int) -> str:
    return "".join(
        f" {sentence.tokens[child].lower}" for child in sentence.children[verb] if _is_particle(sentence, child)
    )


def _is_particle(sentence: Sentence, child: int) -> bool:
    part = sentence.tokens[child]
    return part.dep == "prt" and child > part.head


def between(sentence: Sentence, verb: int) -> str | None:
    """The verb's object, for "sends the form to"; empty where it has none, None where it is too long to tell."""
    objects = [child for child in sentence.children[verb] if sentence.tokens[child].dep == "dobj"]
    if not objects:
        return ""
    held = sorted(_under(sentence, objects[0]))
    if len(held) > _LONGEST or held != list(range(held[0], held[-1] + 1)) or held[0] < verb:
        return None
    return " " + " ".join(sentence.tokens[at].text for at in held).replace(" 's", "'s").replace(" ’s", "’s")


def _under(sentence: Sentence, index: int) -> list[int]:
    return [index, *(low for child in sentence.children[index] for low in _under(sentence, child))]
