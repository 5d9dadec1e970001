"""What the signs of the learned tables stand for, in plain words.

Knows the names of signs. Does not know how a sign is found, nor how much it counts.
"""

from __future__ import annotations

from collections.abc import Mapping

from assistant.reading.tables import Signs, Table

SHOWN = 6
"""How many reasons are told for each judgement."""


def reasons(table: Table, signs: Signs) -> tuple[tuple[str, float], ...]:
    """What speaks for an answer or against it, in plain words, with its log odds, the weightiest first."""
    summed: dict[str, float] = {}
    for sign, points in table.reasons(signs):
        words = plain(sign)
        summed[words] = summed.get(words, 0.0) + points
    order = sorted(summed.items(), key=lambda pair: (-abs(pair[1]), pair[0]))
    return tuple(order[:SHOWN])


def plain(sign: str) -> str:
    """What a sign stands for, in plain words."""
    whose, ampersand, rest = sign.partition("&")
    if ampersand:
        return plain(whose if whose == "tied most" else rest)
    if ">" in sign:
        return "what the two are in the sentence ({} and {})".format(*map(_place, sign.split()[-1].split(">", 1)))
    start, colon, word = sign.partition(":")
    if colon and start in _BY_START:
        return _BY_START[start].format(word.split(" ")[0] if start == "tagger" else word)
    return _WHOLE.get(sign, _spaced(sign))


def _place(part: str) -> str:
    return f"after \u201c{part.removeprefix('prep:')}\u201d" if part.startswith("prep:") else _PARTS.get(part, part)


def _spaced(sign: str) -> str:
    whose, blank, part = sign.partition(" ")
    if blank and whose in ("human", "thing"):
        return f"what the first of the two is in the sentence ({_place(whose)}, {_place(part)})"
    return f"the sign `{sign}`"


_BY_START: Mapping[str, str] = {
    "tagger": "what the tagger says of its words ({})",
    "sv": "it is the one that does \u201c{}\u201d",
    "pv": "it is what is done in \u201c{}\u201d",
    "ov": "it is the object of \u201c{}\u201d",
    "has": "\u201c{}\u201d comes after it",
    "prep": "it stands after \u201c{}\u201d",
    "dep": "its place in the sentence ({})",
    "det": "the word before it (\u201c{}\u201d or the like)",
    "kind": "its kind ({})",
    "mentions": "how often it is named ({})",
    "words": "how many words its name has ({})",
    "word": "the word \u201c{}\u201d itself",
    "doubt": "words like it seldom name what takes part (step {} of 4)",
    "subject": "how it is the subject of its verb ({})",
    "clause": "how the rest of its clause is built ({})",
    "fragment": "it stands in a line without a verb ({})",
    "agent": "it stands after \u201cby\u201d as the one that does it ({})",
    "stay": "the writer stays with it in some way ({})",
    "sentences": "in how many sentences it is named ({})",
    "notes": "in how many notes it is named ({})",
    "time": "the word of time \u201c{}\u201d",
    "verb": "the verb \u201c{}\u201d",
    "tense": "the form of its verb ({})",
    "turn": "a word of the sort \u201c{}\u201d",
    "seen before": "how many of those in it came up in earlier notes ({})",
    "lasting": "how many of those in it come up in several notes ({})",
    "actors": "how many take part in the sentence ({})",
    "length": "how long the sentence is (step {} of 5)",
    "a": "the kind of the first of the two ({})",
    "b": "the kind of the second of the two ({})",
    "crowd": "how many others are named there ({})",
    "between": "how many are named between the two ({})",
    "far": "how many words are between the two (step {} of 6)",
    "apart": "how many sentences are between the two ({})",
    "later": "what the second to be named is in its sentence ({})",
    "earlier": "what the first to be named is in its sentence ({})",
    "opens": "the second of the sentences opens with a word of the sort {}",
    "then": "the mark \u201c{}\u201d follows it",
}
_WHOLE: Mapping[str, str] = {
    "subject": "it is the subject of a verb",
    "never subject": "it is never the subject of a verb",
    "passive": "something is done to it",
    "cause": "it is given as a reason (\u201cbecause of\u201d or the like)",
    "blocks": "it is what holds something up",
    "lacking": "something is without it",
    "depends": "something depends on it",
    "agent": "it stands after \u201cby\u201d as the one that does it",
    "fragment": "it stands in a line without a verb",
    "there-is": "it is only said that there is one",
    "owner": "something is said to be its own",
    "opens": "it opens its sentence",
    "closes": "it closes its sentence",
    "link-after": "a word that links to a result comes after it",
    "link-before": "a word that links to a reason comes before it",
    "proper": "it is written like a name",
    "common": "it is not written like a name",
    "known": "the lexicon has it",
    "unknown": "the lexicon does not have it",
    "name": "it is the name of a person",
    "listed name": "it is a common first name",
    "number": "there is a number in it",
    "short": "its word is short",
    "barred head": "its word seldom names what takes part",
    "always stays": "the writer stays with it wherever it is named",
    "never asked": "no sentence with it asks a question",
    "never planned": "no sentence with it plans anything",
    "never wondered": "no sentence with it wonders",
    "never task": "no sentence with it gives anybody a task",
    "asked": "it asks a question",
    "some time": "there is a word of time in it",
    "no time": "there is no word of time in it",
    "first note": "it is in the first note",
    "middle note": "it is in a note between the first and the last",
    "last note": "it is in the last note",
    "only note": "there is one note only",
    "one clause": "the two stand in one part of the sentence",
    "one governor": "the two hang on the same word",
    "one inside the other": "one of the two is part of what is said of the other",
    "pronoun": "there is a \u201cshe\u201d, \u201cit\u201d or \u201cthis\u201d in the sentence",
    "pronoun acts": "a \u201cshe\u201d, \u201cit\u201d or \u201cthis\u201d does something there",
    "no verb": "the sentence has no verb",
    "tied most": "what the tagger says of the two together",
    "tied least": "what the tagger says of the two together, the other way round",
    "quoted": "what the tagger says of the sentence",
    "force most": "how likely one of the two makes a difference",
    "force least": "how likely the other makes a difference as well",
    "here most": "how likely one of the two does something here",
    "here least": "how likely the other does something here as well",
    "part": "how likely the two take part",
    "in the last note": "it is named in the last note",
}
_PARTS: Mapping[str, str] = {
    "human": "people",
    "thing": "a thing",
    "subject": "who or what does it",
    "object": "whom or what it is done to",
    "passive": "whom or what it is done to",
    "agent": "after \u201cby\u201d",
}
