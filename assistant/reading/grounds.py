"""What a kind, and being spoken about and not heard, rest on: the words, the lexicon, the tagger and the rules.

Knows the lexicon's entries and the table of kinds. Does not know how the kinds of several mentions become one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.domain import Change, Note, Relation
from assistant.reading.actors import Group
from assistant.reading.corrections import Corrections
from assistant.reading.even import even
from assistant.reading.facts import Fact, NoteFacts, kind_signs
from assistant.reading.forms import form, head, personal
from assistant.reading.kinds import Kinds
from assistant.reading.spoken import clearly_people, done_to, shows_own
from assistant.reading.tables import Tables
from assistant.reading.tagger import KINDS
from assistant.reading.unheard import is_unheard
from assistant.reading.weigh import Found
from assistant.reading.words import listed

NAMES = 3
"""For how many forms of an actor's name the lexicon's entry is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case as it was read, with all that an explanation needs."""

    notes: Sequence[Note]
    facts: Sequence[NoteFacts]
    groups: Sequence[Group]
    """All names that were found, also those that take no part."""
    found: Sequence[Found]
    said: Corrections
    tables: Tables
    kinds: Kinds
    relations: Sequence[Relation]
    changes: Sequence[Change]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One judgement on an actor."""

    said: str
    """The judgement: "makes a difference" ..."""
    holds: bool
    """Whether the reading says so."""
    likely: float | None = None
    """How likely it is, from 0 to 1; None where a rule alone decides."""
    limit: float = 0.0
    """From which likelihood on it is said."""
    reasons: tuple[tuple[str, float], ...] = ()
    """What speaks for it (more than 0) or against it, in log odds, the weightiest first; for kinds their shares."""
    grounds: tuple[str, ...] = ()
    """The words and rules that it rests on, as plain sentences."""


def sentence(fact: Fact, case: Case) -> str:
    """The sentence of a mention, letter by letter."""
    item = case.facts[fact.note].sentences[fact.sentence]
    return case.notes[fact.note].text[item.start : item.end]


def _quoted(fact: Fact, case: Case) -> str:
    return f"“{' '.join(sentence(fact, case).split())}”"


def kinds(group: Group, case: Case) -> Iterator[Verdict]:
    """What the kind rests on, and the kind that the name has by itself where it is another."""
    said = f"is of the kind {group.kind}"
    told = case.said.kind_of(group)
    if told:
        yield Verdict(said=said, holds=True, likely=1.0, reasons=((group.kind, 1.0),), grounds=(told,))
    else:
        grounds = (*_by_rule(group, case), *_by_words(group, case))
        yield Verdict(said=said, holds=True, likely=group.kind_share, reasons=_shares(group), grounds=grounds)
    if group.also:
        word = group.facts[-1].key[-1]
        ground = f"“{word}” is a place where people can be reached; here it stands for them."
        yield Verdict(said=f"by itself is of the kind {group.also}", holds=True, grounds=(ground,))


def _shares(group: Group) -> tuple[tuple[str, float], ...]:
    """The likeliest kinds over all mentions, each with its share."""
    order = sorted(zip(KINDS, _mean([fact.kinds for fact in group.facts]), strict=True), key=lambda pair: -pair[1])
    return tuple((kind, share) for kind, share in order[:3] if share >= 0.01)


def _mean(rows: Sequence[Sequence[float]]) -> list[float]:
    return [sum(shares) / len(rows) for shares in zip(*rows, strict=True)]


def _by_rule(group: Group, case: Case) -> Iterator[str]:
    """The rules that make it people, whatever the words say."""
    titled = next((fact for fact in group.facts if fact.proper and fact.key[0].rstrip(".") in listed("titles")), None)
    if titled:
        yield f"“{titled.surface.split()[0]}” is a title, so it is a person."
    if group.also and group.kind == "group":
        speech = {f"sv:{verb}" for verb in listed("speech")}
        speaking = next((fact for fact in group.facts if fact.signs & speech), None)
        if speaking:
            verb = min(fact.removeprefix("sv:") for fact in speaking.signs & speech)
            yield f"It does what only people do (“{verb}”): {_quoted(speaking, case)}"


def _by_words(group: Group, case: Case) -> Iterator[str]:
    """The lexicon, the words that are near in meaning, the tagger, and what weighs most."""
    keys = {fact.key: fact for fact in group.facts}
    for key, fact in list(keys.items())[:NAMES]:
        if fact.proper and personal(fact.surface) and key[-1] not in listed("not_actors"):
            yield f"“{fact.surface}” is written like the name of a person."
            continue
        entry = case.kinds.entry(key, fact.surface.lower())
        known = f"has “{entry}” as {case.kinds.listed_as(entry)}" if entry else f"does not have “{' '.join(key)}”"
        yield f"The lexicon {known}."
    word = even(group.facts[0].key[-1])
    near = ", ".join(f"{other} ({kind or 'no actor'})" for other, kind in case.kinds.neighbours(word))
    if near and not all(personal(fact.surface) and fact.proper for fact in group.facts):
        yield f"Listed words that are nearest to “{word}”: {near}."
    shares = sorted(zip(_mean([fact.seen.kinds for fact in group.facts]), KINDS, strict=True), reverse=True)
    yield f"The tagger takes its words for {', '.join(f'{kind} ({share:.0%})' for share, kind in shares[:2])}."
    yield from _weightiest(group, case)


def _weightiest(group: Group, case: Case) -> Iterator[str]:
    """What speaks most for the kind rather than for the next one."""
    second = next((kind for kind, _ in _shares(group) if kind != group.kind), None)
    if second is None:
        return
    sums: dict[str, float] = defaultdict(float)
    points = case.tables["kinds"].points
    for fact in group.facts:
        for sign, much in kind_signs(fact, fact.seen, case.kinds, fact.surface).items():
            between = points.get(f"{group.kind} {sign}", 0.0) - points.get(f"{second} {sign}", 0.0)
            sums[_source(sign)] += between * much / len(group.facts)
    order = sorted(sums.items(), key=lambda pair: (-abs(pair[1]), pair[0]))[:4]
    told = ", ".join(f"{source} ({much:+.1f})" for source, much in order if abs(much) >= 0.1)
    if told:
        yield f"For {group.kind} (more than 0) rather than {second}: {told}."


def _source(sign: str) -> str:
    start, colon, word = sign.partition(":")
    if start == "word":
        return f"the word “{word}” itself"
    by_start = {"tagger": "the tagger", "near": "the words near it in meaning"}
    by_start |= dict.fromkeys(("listed", "known", "unknown"), "the lexicon")
    by_start |= dict.fromkeys(("singular", "plural"), "whether there are several")
    return by_start.get(start if colon else sign, "whether it is written like a name")


def unheard(item: Found, case: Case) -> Verdict:
    """Why people count as spoken about and not heard, or why they do not."""
    group = item.group
    doing = next((fact for fact in group.facts if shows_own(fact, case.facts[fact.note])), None)
    done = next((fact for fact in group.facts if done_to(fact, case.facts[fact.note].sentences[fact.sentence])), None)
    grounds = [f"It is named in {_times(len(group.facts))}."]
    if doing:
        grounds.append(f"A sentence shows that they do or say something: {_quoted(doing, case)}")
    else:
        grounds.append("No sentence shows them as those who do or say something.")
        grounds += [f"Something is done to them: {_quoted(done, case)}"] if done else []
        grounds.append(
            "But they count as making a difference." if item.acts else "They do not count as making a difference."
        )
        if not clearly_people(group, case.facts):
            grounds.append("It is not clear that this names people who can be listened to.")
    holds = is_unheard(item, case.facts)
    return Verdict(said="is spoken about and not heard", holds=holds, grounds=tuple(grounds))


def _times(count: int) -> str:
    return "1 sentence" if count == 1 else f"{count} places"


def unnamed(name: str) -> str:
    """Why words that the notes have are not taken for a name."""
    found = form(name)
    barred = listed("not_actors")
    word = next((word for word in (" ".join(found), head(found), name.lower()) if word in barred), None)
    if word:
        return f"“{word}” is on the list of words that name nothing that takes part."
    return "Neither the grammar nor the tagger takes these words for a name by themselves."
