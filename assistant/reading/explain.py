"""Why one actor is read as it is: what each judgement on it rests on, in plain words.

Knows the learned tables and what their signs stand for. Does not know how a sign is found.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from math import inf

from assistant.domain import Note
from assistant.errors import NotFound
from assistant.reading.corrections import form
from assistant.reading.facts import NoteFacts
from assistant.reading.tables import Signs, Table, Tables
from assistant.reading.tagger import KINDS
from assistant.reading.weigh import Found, act_signs, part_signs, pass_signs

SHOWN = 6
"""How many reasons are told for each judgement."""
STAYED = "the notes ask about it, plan something for it, decide on it or act on it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One judgement on an actor."""

    said: str
    """The judgement: "makes a difference" ..."""
    likely: float
    """How likely it is, from 0 to 1."""
    limit: float
    """From which likelihood on it is said."""
    reasons: tuple[tuple[str, float], ...] = ()
    """What speaks for it (more than 0) or against it, in log odds, the weightiest first.

    Where a rule decides against it, that stands first, at minus infinity.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why one actor is read as it is."""

    name: str
    names: tuple[str, ...]
    """The forms that were put together."""
    judged: bool
    """Whether the practitioner said something of it, which wins over all below."""
    places: tuple[tuple[str, str], ...]
    """Each mention: the note's title, and the sentence."""
    verdicts: tuple[Verdict, ...]


def explained(
    name: str, found: Sequence[Found], read: Sequence[NoteFacts], notes: Sequence[Note], tables: Tables
) -> Explanation:
    """Explain the actor of this name.

    Raises:
        NotFound: no actor goes by it; the nearest names are told.
    """
    wanted = form(name)
    item = next((x for x in found if wanted in {form(other) for other in (x.name, *x.group.aliases)}), None)
    if item is None:
        near = _near(name, found)
        hint = f" Did you mean {_or(near)}?" if near else " `noticing read` lists those that there are."
        raise NotFound(f'No actor in these notes goes by "{name}".{hint}')
    group, acting = item.group, act_signs(item.group)
    verdicts = [
        _verdict("takes part", item.part, tables["part"], part_signs(group)),
        Verdict(said=f"is of the kind {group.kind}", likely=group.kind_share, limit=0.0, reasons=_kinds(item)),
        _verdict("makes a difference", item.force, tables["acts"], acting),
    ]
    if not group.human:
        passed = pass_signs(group, read, acting)
        verdict = _verdict("is passed over", item.passed, tables["passed"], passed)
        ruled = replace(verdict, likely=0.0, reasons=((STAYED, -inf), *verdict.reasons[: SHOWN - 1]))
        verdicts.append(ruled if item.stayed else verdict)
    sentences = [(fact, read[fact.note].sentences[fact.sentence]) for fact in group.facts]
    return Explanation(
        name=item.name,
        names=group.aliases,
        judged=item.judged,
        places=tuple((notes[x.note].title, notes[x.note].text[s.start : s.end]) for x, s in sentences),
        verdicts=tuple(verdicts),
    )


def _near(name: str, found: Sequence[Found]) -> list[str]:
    """The actors whose names, or a word of them, are written most like this one."""
    written = {word: x.name for x in found for other in (x.name, *x.group.aliases) for word in (other, *form(other))}
    close = get_close_matches(name.lower(), [word.lower() for word in written], n=5, cutoff=0.7)
    low = {word.lower(): actor for word, actor in written.items()}
    return list(dict.fromkeys(low[word] for word in close))


def _or(names: Sequence[str]) -> str:
    quoted = [f'"{name}"' for name in names]
    return " or ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)


def _verdict(said: str, likely: float, table: Table, signs: Signs) -> Verdict:
    summed: dict[str, float] = {}
    for sign, points in table.reasons(signs):
        words = plain(sign)
        summed[words] = summed.get(words, 0.0) + points
    order = sorted(summed.items(), key=lambda pair: (-abs(pair[1]), pair[0]))
    return Verdict(said=said, likely=likely, limit=table.limit, reasons=tuple(order[:SHOWN]))


def _kinds(item: Found) -> tuple[tuple[str, float], ...]:
    """The likeliest kinds over all mentions, each with its share."""
    totals = [sum(shares) / len(item.group.facts) for shares in zip(*(x.kinds for x in item.group.facts), strict=True)]
    order = sorted(zip(KINDS, totals, strict=True), key=lambda pair: -pair[1])
    return tuple((kind, share) for kind, share in order[:3] if share >= 0.01)


def text(told: Explanation) -> str:
    """The explanation for people, as plain lines."""
    lines = [told.name + (f" (also: {', '.join(told.names)})" if told.names else "")]
    if told.judged:
        lines.append("The practitioner has confirmed or corrected this; that wins over what follows.")
    lines += [
        "",
        "Where it is named:",
        *(f"- {title}: {' '.join(sentence.split())}" for title, sentence in told.places),
    ]
    for item in told.verdicts:
        limit = f", said from {item.limit:.0%} on" if item.limit else ""
        lines += ["", f"It {item.said}: {item.likely:.0%} likely{limit}."]
        lines += [_reason(words, much, shares=not item.limit) for words, much in item.reasons]
    return "\n".join(lines)


def _reason(words: str, much: float, *, shares: bool) -> str:
    if much == -inf:
        return f"- by rule, whatever else speaks for it: {words}"
    return f"- {words}: {much:.0%}" if shares else f"- {'for' if much > 0 else 'against'} ({much:+.1f}): {words}"


def plain(sign: str) -> str:
    """What a sign stands for, in plain words."""
    whose, ampersand, rest = sign.partition("&")
    if ampersand and whose in ("human", "thing"):
        return plain(rest)
    start, colon, word = sign.partition(":")
    if colon and start in _BY_START:
        return _BY_START[start].format(word.split(" ")[0] if start == "tagger" else word)
    return _WHOLE.get(sign, f"the sign `{sign}`")


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
    "in the last note": "it is named in the last note",
}
