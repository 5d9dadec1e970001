"""Which kinds no note mentions, with the words that were looked for and those that come nearest.

Knows the kind cards, the other words of each kind, and word vectors. Does not know what anything does.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from assistant.domain import HUMAN_KINDS, Kind, KindCard, Note, Quote, SilentKind
from assistant.reading.asserted import parts
from assistant.reading.facts import Fact, NoteFacts
from assistant.reading.parse import Parser, Sentence
from assistant.reading.weigh import Found
from assistant.reading.words import lines, listed

NEAR = 0.6
"""How near a word must come to be shown, as the cosine of word vectors."""
SURE = 0.6
"""From which likelihood on an actor's kind is certain, so that it is no near miss of another."""
DOUBTED = 0.5
"""From which share on words that name nothing are so near that it is no near miss either."""
SHOWN = 3
_MEASURED: Mapping[str, tuple[str, ...]] = {"document": ("minute", "page"), "body": ("foot",), "money": ("pound",)}
"""Words that measure something after a numeral, and mean something else in this kind."""

_OF_BANK = ("staff", "shift", "holiday", "nurse", "worker", "carer", "hca")
"""What has "bank" before it without any money."""
_SELF = ("myself", "yourself", "himself", "herself", "ourselves", "themselves")

_IDIOMS = frozenset(
    (
        ("in", "charge"),
        ("on", "board"),
        ("by", "heart"),
        ("in", "light"),
        ("by", "hand"),
        ("in", "part"),
        ("in", "turn"),
    )
)
"""Pairs of words in which the second does not mean what it means by itself."""


def silent_kinds(
    cards: Sequence[KindCard],
    found: Collection[Kind],
    notes: Sequence[Note],
    read: Sequence[NoteFacts],
    words: Mapping[str, Quote],
    parser: Parser,
) -> tuple[SilentKind, ...]:
    """Name the kinds that have no actor and of which nothing is written anywhere.

    Args:
        cards: The kinds and their terms.
        found: The kinds that have an actor.
        notes: The notes.
        read: What each of them yields.
        words: What may come near; see `near_misses`.
        parser: Knows the word vectors.
    """
    if not any(note.text.strip() for note in notes):
        return ()
    silent = [card for card in cards if card.kind not in found and not _is_written(card, notes, read)]
    terms = {term.lower() for card in cards for term in card.terms}  # meant as such they are of that kind, else of none
    words = {word: quote for word, quote in words.items() if not {word, quote.text.lower()} & terms}
    near = _nearest(cards, words, parser) if silent and words else {}
    return tuple(SilentKind(kind=card.kind, terms=card.terms, nearest=near.get(card.kind, ())) for card in silent)


def near_misses(found: Sequence[Found], read: Sequence[NoteFacts], notes: Sequence[Note]) -> dict[str, Quote]:
    """The nouns of the notes, lower case, each with its first place; no names, and nothing whose kind is certain."""
    certain = {fact for item in found if item.group.kind_share >= SURE for fact in item.group.facts}
    words: dict[str, Quote] = {}
    for fact in (fact for note in read for fact in note.facts):
        if not (fact.proper or _is_name(fact) or fact in certain or fact.doubt > DOUBTED) and _is_noun(fact, read):
            text = notes[fact.note].text[fact.start : fact.end]
            words.setdefault(fact.key[-1], Quote(note=notes[fact.note].id, start=fact.start, end=fact.end, text=text))
    return words


def _is_noun(fact: Fact, read: Sequence[NoteFacts]) -> bool:
    word = read[fact.note].sentences[fact.sentence].tokens[fact.head]
    return word.pos == "NOUN" and fact.key[-1] not in listed("not_actors")


def _is_written(card: KindCard, notes: Sequence[Note], read: Sequence[NoteFacts]) -> bool:
    terms = "|".join(re.escape(term) for term in card.terms) or "(?!)"
    pattern = re.compile(rf"(?<!\w)(?:{terms})(?:s|es)?(?!\w)", re.IGNORECASE)
    for note, facts in zip(notes, read, strict=True):
        names = [fact for fact in facts.facts if _is_name(fact)]
        for sentence in facts.sentences:
            if any(_is_other(sentence, number, card.kind) for number in range(len(sentence.tokens))):
                return True
            spans = ((x.start(), x.end()) for x in pattern.finditer(note.text, sentence.start, sentence.end))
            if any(_is_term(sentence, span, card.kind) and not _covers(names, span) for span in spans):
                return True
    return False


def _is_name(fact: Fact) -> bool:
    """Whether it is the name of a person: what its words mean otherwise says nothing."""
    titled = len(fact.key) > 1 and fact.key[0].rstrip(".") in listed("titles")
    return fact.kind == "person" and (fact.proper or titled)


def _covers(names: Sequence[Fact], span: tuple[int, int]) -> bool:
    """Whether the stretch is in a name; a title alone still says that there is somebody."""
    return any(
        name.start <= span[0]
        and span[1] <= name.end
        and name.surface[: span[1] - name.start].lower() not in listed("titles")
        for name in names
    )


def _is_term(sentence: Sentence, span: tuple[int, int], kind: Kind) -> bool:
    """Whether the word that stands there is used as the term is meant."""
    inside = [n for n, token in enumerate(sentence.tokens) if token.start < span[1] and token.end > span[0]]
    if len(inside) != 1:
        return True
    number = inside[0]
    token = sentence.tokens[number]
    after = sentence.tokens[number + 1].lemma if number + 1 < len(sentence.tokens) else ""
    if token.lower == "bank" and after in _OF_BANK:
        return False
    if number and (sentence.tokens[number - 1].lower, token.lower) in _IDIOMS:
        return False
    counted = number and (sentence.tokens[number - 1].pos == "NUM" or sentence.tokens[number - 1].text[:1].isdigit())
    if counted and token.lemma in _MEASURED.get(kind, ()):
        return False
    noun = token.pos in ("NOUN", "PROPN")
    return noun if token.lower in listed("only_nouns") else True


@cache
def _others() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """For each kind its verbs, qualities and other words: the part of speech, the word, and what must stand with it."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for line in lines("kind_words"):
        head, _, words = line.partition(":")
        kind, part = head.split()
        found.setdefault(kind, []).extend((part, *word.split("+")) for word in words.split())
    return {kind: tuple(words) for kind, words in found.items()}


@cache
def _by_word(kind: Kind) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for item in _others().get(kind, ()):
        found[item[1]] = (*found.get(item[1], ()), item)
    return found


def _is_other(sentence: Sentence, number: int, kind: Kind) -> bool:
    """Whether the word is a verb, a quality or the like that tells of the kind: "it poured", "tense", "logged on"."""
    token = sentence.tokens[number]
    forms = {token.lemma, token.lower}
    return any(_fits(sentence, number, item) for form in forms for item in _by_word(kind).get(form, ()))


def _fits(sentence: Sentence, number: int, item: tuple[str, ...]) -> bool:
    part, _, *needed = item
    token = sentence.tokens[number]
    if part == "word":
        return True
    if part == "adjective":
        return token.pos == "ADJ" or token.dep in ("acomp", "amod")
    if part == "weather":
        return token.pos == "VERB" and any(sentence.tokens[x].lower == "it" for x in parts(sentence, number, "nsubj"))
    near = {sentence.tokens[x].lower for x in sentence.children[number]}
    if token.lemma == "buy" and near & set(_SELF):  # out of one's own pocket: no budget is named
        return False
    said = token.pos == "VERB" or token.tag.startswith("VB") or _verb_like(token.text, token.dep)
    return said and (not needed or bool(near & set(needed[0].split("/"))))


def _verb_like(text: str, dep: str) -> bool:
    """Whether a word that is taken for a name is written like a verb joined to another: "and Zoomed the team"."""
    return dep == "conj" and text.endswith(("ed", "ing"))


def _nearest(cards: Sequence[KindCard], words: Mapping[str, Quote], parser: Parser) -> dict[Kind, tuple[Quote, ...]]:
    """The words that come near each kind's terms and nearer than to any other kind's, the nearest first.

    Nothing comes near to people without being people.
    """
    named = list(words)
    rows = parser.vectors(named)
    best: dict[str, tuple[float, Kind]] = {}
    for card in cards:
        terms = parser.vectors([term.split()[-1].lower() for term in card.terms])
        if card.terms:
            for word, score in zip(named, (rows @ terms.T).max(axis=1), strict=True):
                best[word] = max(best.get(word, (NEAR, card.kind)), (float(score), card.kind), key=lambda pair: pair[0])
    near: dict[Kind, tuple[Quote, ...]] = {}
    for word, (score, kind) in sorted(best.items(), key=lambda pair: (-pair[1][0], pair[0])):
        if score > NEAR and kind not in HUMAN_KINDS and len(near.get(kind, ())) < SHOWN:
            near[kind] = (*near.get(kind, ()), words[word])
    return near
