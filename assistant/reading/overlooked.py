"""Whether the writer stays with what a sentence speaks of, and why something counts as passed over.

Knows the words of asking, wondering and planning. Does not know how much each counts: that is in a learned table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from assistant.reading.agency import SUBJECTS
from assistant.reading.asserted import asserted, denied, denies, parts, verb_of
from assistant.reading.facts import Fact
from assistant.reading.parse import Sentence
from assistant.reading.ways import of_verb
from assistant.reading.words import lines, listed

_CUES = ("wondered", "planned", "task", "self")


@cache
def _words(cue: str) -> frozenset[str]:
    pairs = (line.split() for line in lines("cues"))
    return frozenset(word for way, word in pairs if way == cue)


def stays(sentence: Sentence) -> frozenset[str]:
    """The ways in which the writer stays with what the sentence speaks of."""
    words = {token.lower for token in sentence.tokens}
    found = {cue for cue in _CUES if words & _words(cue)}
    if any(token.text == "?" for token in sentence.tokens):
        found.add("asked")
    if any(token.lower in ("action", "actions", "ask", "todo") for token in sentence.tokens[:3]):
        found.add("task line")
    return frozenset(found)


def plans_or_asks(sentence: Sentence) -> frozenset[str]:
    """What the sentence may do with anything, in the names of `overlooked.stays`: rather too much than too little."""
    tokens = sentence.tokens
    lemmas = {token.lemma for token in tokens}
    words = {token.lower for token in tokens}
    found = set()
    doubts = bool(lemmas & set(_DOUBTS)) and bool(words & {"not", "n't", "no"})
    if "?" in words or doubts or lemmas & {"wonder", "ask", "question", "query", "puzzle", "why", "whether"}:
        found.add("asked")
    modals = any(token.tag == "MD" for token in tokens)
    doing = any(token.tag == "VBG" and words & listed("soon") for token in tokens)
    bare = any(
        token.tag in ("VB", "VBN") and token.dep == "ROOT" and not any(parts(sentence, n, *SUBJECTS))
        for n, token in enumerate(tokens)
    )
    lists = bool({token.lower for token in tokens[:4]} & listed("openers"))
    to_do = any(pair[0].lower == "to" and pair[1].tag == "VB" for pair in zip(tokens, tokens[1:], strict=False))
    intends = lemmas & set(_INTENDS)
    if modals or doing or bare or lists or to_do or intends or "gonna" in words:
        found |= {"planned", "task"}
    return frozenset(found)


_DOUBTS = ("understand", "know", "see", "get", "sure", "idea", "clear")
_INTENDS = (
    *("plan", "intend", "aim", "propose", "agree", "decide", "offer", "promise", "arrange", "need", "want", "ought"),
    *("hope", "try", "suggest", "let", "choose", "book", "order", "intention"),
)


def why(
    *,
    mentions: int,
    notes: int,
    signs: frozenset[str],
    people: tuple[str, ...],
    cues: frozenset[str],
    sentences: int = 0,
) -> str:
    """One plain sentence on why a thing counts as passed over, true of what was counted.

    Args:
        mentions: How often it is named.
        notes: In how many notes.
        signs: The grammatical signs at a mention that are certain; see `certain`.
        people: The names of people in the same sentences.
        cues: The ways in which the writer stays with those sentences.
        sentences: In how many sentences it is named; 0 for as many as mentions.
    """
    once = (sentences or mentions) == 1
    start = f"It comes up in {notes} notes" if notes > 1 else f"It comes up {_times(mentions)}"
    beside = f", beside {_listed(people)}" if people else ""
    effect = _effect(signs)
    told = f", and {effect}" if effect else ""
    left = [doing for cue, doing in _LEFT if cue not in cues]
    end = f"that sentence does not {_alternatives(left)}" if once else f"none of those sentences {_thirds(left)}"
    return f"{start}{beside}{told}; {end} anything." if left else f"{start}{beside}{told}."


_LEFT = (("asked", "ask"), ("planned", "plan"), ("task", "decide"))


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _alternatives(doings: Sequence[str]) -> str:
    return " or ".join([", ".join(doings[:-1]), doings[-1]] if len(doings) > 1 else doings)


def _thirds(doings: Sequence[str]) -> str:
    return _alternatives([f"{doing}s" for doing in doings])


def _listed(people: tuple[str, ...]) -> str:
    return people[0] if len(people) == 1 else f"{people[0]} and {people[1]}"


def certain(fact: Fact, sentence: Sentence) -> frozenset[str]:
    """The signs of a mention that `why` may take at their word; none where the sentence does not say that it is so.

    A verb counts with an object or a clause that it acts upon, where it is not denied, asked, only possible or only
    believed; of the verbs that are denied those of letting count: "does not allow".
    """
    at = fact.governor
    if f"sv:{sentence.tokens[at].lemma}" in fact.signs and fact.dep in SUBJECTS:
        return _certain_verb(sentence, at)
    verb = verb_of(sentence, at)
    if "agent:effect" in fact.signs or "depends" in fact.signs:
        return _certain_link(fact, sentence, verb)
    if "cause" in fact.signs and asserted(sentence, verb, deniable=True):
        return frozenset() if _is_denied_before(fact, sentence) else frozenset(("cause",))
    return frozenset()


def _certain_verb(sentence: Sentence, at: int) -> frozenset[str]:
    lemma = sentence.tokens[at].lemma
    found = frozenset((f"sv:{lemma}",))
    if denied(sentence, at):
        lets = lemma in _LETTING and asserted(sentence, at, deniable=True) and _acted_upon(sentence, at, lemma)
        kept = [x for x in sentence.children[at] if denies(sentence, x) and sentence.tokens[x].dep == "neg"]
        return found | {"clause:neg"} if lets and kept else frozenset()
    return found if _acted_upon(sentence, at, lemma) and asserted(sentence, at) else frozenset()


def _acted_upon(sentence: Sentence, at: int, lemma: str) -> bool:
    """Whether the verb has what it needs to be taken at its word."""
    clauses = [x for x in parts(sentence, at, "ccomp") if not denied_subject(sentence, x)]
    if lemma in _MAKING:
        forced = lemma != "have" and any(parts(sentence, at, "dobj")) and any(parts(sentence, at, "xcomp"))
        doing = [x for x in clauses if sentence.tokens[x].tag in ("VB", "VBG")]
        return forced or any(any(parts(sentence, x, "nsubj")) for x in doing)
    if lemma == "mean":
        return any(parts(sentence, at, "ccomp"))
    if lemma in ("break", "fail", "crash", "collapse"):
        return not any(parts(sentence, at, "dobj", "xcomp", "ccomp"))
    if lemma == "hold":
        rest = [sentence.tokens[x].lower for x in parts(sentence, at, "prt", "advmod")]
        return any(parts(sentence, at, "dobj")) and bool({"up", "back"} & set(rest))
    plain = lemma in listed("plain_effects") or lemma in ("cost", "require", "demand")
    return plain and (bool(clauses) or any(parts(sentence, at, "dobj", "dative")))


def denied_subject(sentence: Sentence, at: int) -> bool:
    """Whether the subject of the verb is nobody or nothing."""
    return any(denies(sentence, x) for x in parts(sentence, at, "nsubj", "nsubjpass"))


def _certain_link(fact: Fact, sentence: Sentence, verb: int) -> frozenset[str]:
    if not asserted(sentence, verb):
        return frozenset()
    if "agent:effect" in fact.signs:
        return frozenset(("agent",))
    leans = sentence.tokens[verb].lemma in ("depend", "rely", "hinge") and fact.signs & {"prep:on", "prep:upon"}
    return frozenset(("depends",)) if leans else frozenset()


def _is_denied_before(fact: Fact, sentence: Sentence) -> bool:
    """Whether it is denied as the reason: "not because of the form"."""
    before = [number for number, token in enumerate(sentence.tokens) if token.end <= fact.start]
    return any(denies(sentence, number) for number in before[-5:])


def _effect(signs: frozenset[str]) -> str:
    """What the signs say that it does; empty where they say nothing that can be named."""
    verb = next((sign.removeprefix("sv:") for sign in sorted(signs) if sign.startswith("sv:")), "")
    way = of_verb(_ENTRIES.get(verb, verb), negated="clause:neg" in signs)
    said = _BY_VERB.get(verb) or _BY_WAY.get(way, "")
    if not said and signs & {"cause", "agent"}:
        return "it is given as a reason for what happens"
    return said or ("something depends on it" if "depends" in signs else "")


_ENTRIES = {"let": "let-clause", "hold": "hold-up"}
"""Under which entry of `ways` a verb stands that `certain` takes at its word only in this use."""
_LETTING = ("allow", "enable", "let")
_MAKING = ("make", "get", "have", "force", "oblige", "cause")
_BY_VERB: Mapping[str, str] = {
    **dict.fromkeys(_MAKING, "it makes somebody or something do something"),
    "mean": "something follows from it",
    "cost": "it costs something",
    "require": "it asks for something",
    "demand": "it asks for something",
}
_BY_WAY: Mapping[str, str] = {
    "enables": "it makes something possible",
    "prevents": "it holds something up",
    "delays": "it holds something up",
    "speeds": "it speeds something up",
    "decides": "it decides something",
    "invites": "it draws somebody or prompts something",
    "divides": "it keeps something apart or out of sight",
    "joins": "it brings people or things together",
    "moves": "it sends or moves somebody or something",
    "tells": "it says or shows something",
    "wears": "it troubles somebody or something",
    "settles": "it calms or pleases somebody",
    "breaks": "it breaks or fails",
}
"""What is said of a thing whose verb tells of a way; see `ways`."""
