"""Signs, in the grammar around a mention, of whether what it names makes a difference.

Knows constructions and a list of verbs. Does not know how much a sign counts: that is in a learned table.
"""

from __future__ import annotations

from assistant.domain import Role
from assistant.reading.constructions import constructed
from assistant.reading.mentions import Candidate
from assistant.reading.parse import Sentence
from assistant.reading.words import listed

SUBJECTS = ("nsubj", "csubj")
PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
OBJECTS = ("dobj", "dative", "oprd", "attr")
_CAUSES = (
    ("because", "of"),
    ("thanks", "to"),
    ("down", "to"),
    ("due", "to"),
    ("owing", "to"),
    ("on", "account", "of"),
)
_BLOCKS = (("could", "not", "get", "past"), ("held", "up", "by"), ("at", "the", "mercy", "of"), ("stuck", "with"))
_LINKS = ("so", "which", "until", "till", "because", "unless", "before", "means", "meant", "instead", "or", "since")
_DEPEND = ("depend", "rely", "wait", "hinge", "turn", "work", "swear", "queue")
STATES = ("be", "seem", "look", "become", "stay", "remain", "feel", "appear", "stand", "sit", "lie", "live")
_CAUSATIVES = ("make", "let", "have", "get", "keep", "leave", "help", "force", "stop", "send", "set", "put", "cost")


def anchor(sentence: Sentence, head: int) -> int:
    """The word whose part in the clause the phrase takes; later items of a list take the part of the first."""
    index = head
    for _ in range(6):
        token = sentence.tokens[index]
        if token.dep in ("conj", "compound", "appos", "nmod") and token.head != index:
            if sentence.tokens[token.head].pos in ("VERB", "AUX"):
                break
            index = token.head
        else:
            break
    return index


def governor(sentence: Sentence, candidate: Candidate) -> tuple[str, int]:
    """The part of the phrase in its clause and its governor."""
    token = sentence.tokens[anchor(sentence, candidate.head)]
    return token.dep, token.head


def signs(sentence: Sentence, candidate: Candidate) -> frozenset[str]:
    """The names of all signs at one mention."""
    dep, at = governor(sentence, candidate)
    found = {f"dep:{dep}", *_around(sentence, candidate)}
    found |= set(constructed(sentence, anchor(sentence, candidate.head), candidate.first))
    verb = sentence.tokens[at]
    if dep in SUBJECTS:
        found |= _as_subject(sentence, candidate, at)
    elif dep in PASSIVE_SUBJECTS:
        found |= {"passive", f"pv:{verb.lemma}"}
    elif dep in OBJECTS:
        found |= {f"ov:{verb.lemma}"}
    elif dep in ("pobj", "pcomp", "agent"):
        found |= _after_preposition(sentence, at)
    elif dep == "ROOT":
        found |= _alone(sentence, candidate)
    return frozenset(found)


def _as_subject(sentence: Sentence, candidate: Candidate, at: int) -> set[str]:
    verb = sentence.tokens[at]
    found = {"subject", f"sv:{verb.lemma}"}
    if verb.lemma in STATES:
        found.add("subject:state")
    elif verb.lemma in listed("effects"):
        found.add("subject:effect")
    elif verb.pos == "VERB":
        found.add("subject:other")
    parts = [sentence.tokens[index] for index in sentence.children[at]]
    deps = {part.dep for part in parts}
    words = {part.lower for part in parts}
    found |= {f"clause:{dep}" for dep in ("dobj", "ccomp", "xcomp", "prep", "advcl", "prt", "acomp") if dep in deps}
    if "neg" in deps:
        found.add("clause:neg")
    if verb.lemma in _CAUSATIVES:
        found.add("subject:causative")
    if verb.dep == "relcl":
        found.add("clause:relcl")
    if words & {"will", "won't", "wo", "ca", "can", "could", "would"}:
        found.add("clause:modal")
    if any(part.dep == "dobj" and part.pos in ("PRON", "PROPN") for part in parts):
        found.add("clause:object-person")
    return found


def _after_preposition(sentence: Sentence, at: int) -> set[str]:
    preposition = sentence.tokens[at]
    found = {f"prep:{preposition.lower}"}
    governing = sentence.tokens[preposition.head]
    if preposition.dep == "agent" or (preposition.lower == "by" and governing.tag == "VBN"):
        found.add("agent")
        if governing.lemma in listed("effects"):
            found.add("agent:effect")
    if governing.lemma in _DEPEND:
        found.add("depends")
    return found


def _alone(sentence: Sentence, candidate: Candidate) -> set[str]:
    """A fragment without a verb, such as `The lift again.`, and what hangs on it."""
    found = {"fragment"}
    for index in sentence.children[candidate.head]:
        part = sentence.tokens[index]
        if part.dep in ("acl", "relcl", "amod", "prep", "appos", "advmod", "punct"):
            found.add(f"fragment:{part.dep}")
            if part.tag == "VBG":
                found.add("fragment:doing")
    return found


def _around(sentence: Sentence, candidate: Candidate) -> set[str]:
    tokens = sentence.tokens
    found = set()
    before = tuple(token.lower for token in tokens[max(0, candidate.first - 6) : candidate.first])
    bare = tuple(word for word in before if word not in ("the", "a", "an", "our", "his", "her", "their", "my", "its"))
    if any(bare[-len(words) :] == words for words in _CAUSES):
        found.add("cause")
    if any(bare[-len(words) :] == words for words in _BLOCKS):
        found.add("blocks")
    if before[-1:] == ("no",) or "without" in before[-2:] or "nor" in before[-2:]:
        found.add("lacking")
    if before[-1:] and before[-1] in ("the", "a", "an", "our", "his", "her", "their", "my", "this", "that"):
        found.add(f"det:{_group(before[-1])}")
    if "there" in before[-4:] and ("is" in before or "was" in before or "'s" in before):
        found.add("there-is")
    after = [token.lower for token in tokens[candidate.last + 1 : candidate.last + 3]]
    if after[:1] == ["'s"] or (after[:1] == ["'"] and tokens[candidate.last + 1].tag == "POS"):
        found.add("owner")
    if after[:1] in (["-"], [":"], [","], ["("]):
        found.add(f"then:{after[0]}")
    if candidate.first == 0 or all(token.pos in ("PUNCT", "DET", "ADJ", "PRON") for token in tokens[: candidate.first]):
        found.add("opens")
    if candidate.last >= len(tokens) - 2:
        found.add("closes")
    found |= {f"has:{token.lower}" for token in tokens if token.lower in _LINKS and token.start > candidate.end}
    found |= {"link-after" for token in tokens if token.lower in _LINKS and token.start > candidate.end}
    found |= {"link-before" for token in tokens if token.lower in _LINKS and token.start < candidate.start}
    return found


def _group(word: str) -> str:
    return {"a": "a", "an": "a", "the": "the"}.get(
        word, "mine" if word in ("our", "my", "his", "her", "their") else "this"
    )


def role(found: frozenset[str], *, asked: bool, acting: bool) -> Role:
    """The part that a mention shows.

    Args:
        found: Its signs.
        asked: Whether the writer asks about it in this sentence.
        acting: Whether the signs weigh enough to say that it acts here.
    """
    if asked:
        return "asked"
    if acting:
        return "acts"
    if "dep:dobj" in found or "passive" in found:
        return "acted_on"
    if found & {"prep:with", "prep:through", "prep:via", "prep:on", "prep:using", "prep:by"}:
        return "used"
    return "mentioned"
