"""The changes that the notes tell of, each with what it was before and after.

Knows which sentences are set against each other, and how likely the learned table holds each. Does not know grammar.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.domain import Change, Note, Quote
from assistant.reading.contrast import contrasted, differs, inside, partners, swapped
from assistant.reading.events import DIFFERENT
from assistant.reading.facts import NoteFacts
from assistant.reading.fixed import fixed
from assistant.reading.held import held
from assistant.reading.report import turning
from assistant.reading.said import Said, Story, alike, shared_words, story, together
from assistant.reading.tables import Table
from assistant.reading.weigh import Found
from assistant.reading.words import closed

MOST_ACTORS = 4
PERHAPS = "perhaps different"
"""What is said of a change that no word of the two sentences tells of."""
LEAST_SHARED = 2
"""In how many words sentences must be alike that name no actor together."""


@dataclass(frozen=True)
class _Sources:
    """All that a change is made from."""

    story: Story
    wholes: Mapping[tuple[int, int], Said]
    shares: Mapping[tuple[int, int], float]
    partners: Mapping[tuple[int, int], Said]
    notes: Sequence[Note]
    limit: float
    by_name: Mapping[str, Sequence[tuple[int, int]]]
    """The places that name each actor."""


def changes(
    found: Sequence[Found], read: Sequence[NoteFacts], notes: Sequence[Note], table: Table
) -> tuple[Change, ...]:
    """The changes in the order of the notes.

    Args:
        found: The actors.
        read: What each note yields, the notes by date.
        notes: The notes in the same order.
        table: How likely a sentence tells of a change.
    """
    shares = {(turn.note, turn.sentence): table.likely(turn.signs) for turn in turning(found, read)}
    told = story(found, read)
    still = _held(told, read)
    moving = {place: parts for place, parts in told.items() if place not in still}
    wholes = {place: together(parts) for place, parts in told.items() if parts}
    matched, left = partners(moving)
    by_name: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for place, said in wholes.items():
        for name in said.names:
            by_name[name].append(place)
    sources = _Sources(told, wholes, shares, matched, notes, table.limit, by_name)
    made = [(place, change) for place in wholes if place in moving for change in _of_sentence(place, sources)]
    made += [(was.place, _change(was, None, sources)) for was in left]
    return tuple(change for _, change in sorted(made, key=lambda item: item[0]))


def _held(told: Story, read: Sequence[NoteFacts]) -> frozenset[tuple[int, int]]:
    """The sentences that tell of no change; see `held`."""
    names = {place: tuple(name for part in parts for name in part.names) for place, parts in told.items()}
    settled = {(note, number) for note, number, _, _ in fixed(read, names)}
    return frozenset(place for place, parts in told.items() if held(parts, settled=place in settled))


def _of_sentence(place: tuple[int, int], sources: _Sources) -> Iterator[Change]:
    """The changes that one sentence tells of."""
    parts, after = sources.story[place], sources.wholes[place]
    pair = inside(parts) or (swapped(after, sources.story) if after.sure else None)
    if pair is not None and (pair.before.names or pair.after.names):
        yield _change(pair.before, pair.after, sources)
    elif after.doubted or "was" in after.times or _said_before(after, sources):
        return
    elif place in sources.partners:
        yield _change(sources.partners[place], after, sources)
    elif after.sure and _told(after, sources):
        yield _change(_earlier(after, sources), after, sources)
    elif sources.shares.get(place, 0.0) >= sources.limit and place[0]:
        before = _earlier(after, sources)
        if before is not None and before.note < after.note and differs(before, after) and not _only_said(after):
            change = _change(before, after, sources)
            yield replace(change, what=PERHAPS) if change.what == DIFFERENT else change


def _told(after: Said, sources: _Sources) -> bool:
    """Whether a sentence with an event tells a change, and not only a step in a scene."""
    if after.firm or sources.shares.get(after.place, 0.0) >= sources.limit:
        return True
    before = _earlier(after, sources)
    return before is not None and after.names[0] in before.names


def _only_said(after: Said) -> bool:
    """Whether it is somebody's speech in quotation marks, which tells of no event."""
    words, marks = after.clause.words, closed("quotes")
    opens = next((at for at, word in enumerate(words) if word in marks), None)
    closes = next((at for at, word in reversed(list(enumerate(words))) if word in marks), None)
    if after.event or after.set_apart or opens is None or closes == opens:
        return False
    first = after.clause.first
    said = [at - first for at in after.clause.verbs]
    return bool(said) and opens <= min(said) and max(said) <= (closes or opens)


def _before(after: Said, sources: _Sources) -> list[Said]:
    """The sentences before that name one of its actors, in order."""
    places = {place for name in after.names for place in sources.by_name.get(name, ()) if place < after.place}
    return [sources.wholes[place] for place in sorted(places)]


def _said_before(after: Said, sources: _Sources) -> bool:
    """Whether an earlier sentence of the same actors has nearly the same words."""
    return any(alike(other.clause, after.clause) for other in _before(after, sources))


def _earlier(after: Said, sources: _Sources) -> Said | None:
    """The sentence that best shows how it was: of an earlier note, of the same actors, the more telling."""

    def telling(other: Said) -> tuple[bool, bool, int, bool, float, int, int]:
        shared = set(other.names) & set(after.names)
        share = sources.shares.get(other.place, 0.0)
        used_to, main = "was" in other.times, after.names[0] in shared
        return other.note < after.note, used_to, len(shared), main, share, -other.note, -other.number

    found = [other for other in _before(after, sources) if not other.doubted]
    if found:
        return max(found, key=telling)
    return _just_before(after, sources) or _same_words(after, sources)


def _same_words(after: Said, sources: _Sources) -> Said | None:
    """The sentence of an earlier note that shares most of its words, where no actor is in both."""
    shared = [
        (shared_words(other.clause, after.clause), -n, -s) for (n, s), other in sources.wholes.items() if n < after.note
    ]
    most, note, number = max(shared, default=(0, 0, 0))
    return sources.wholes[-note, -number] if most >= LEAST_SHARED else None


def _just_before(after: Said, sources: _Sources) -> Said | None:
    """The sentence before, where the words set the two against each other and no actor is in both."""
    before = sources.wholes.get((after.note, after.number - 1))
    if before is None or before.doubted or before.times & {"now", "ceased", "soon"}:
        return None
    if not after.set_apart and not shared_words(before.clause, after.clause):
        return None
    return before if any(token.tag in ("VBD", "VBZ", "VBP", "MD") for token in before.clause.tokens) else None


def _change(before: Said | None, after: Said | None, sources: _Sources) -> Change:
    """The change, the actors of what is now first."""
    shown = after or before
    assert shown is not None, "a change has one side at least"
    names = dict.fromkeys(shown.names)
    if before is not None and (before.place == shown.place or "was" in before.times or not names):
        names |= dict.fromkeys(before.names)
    return Change(
        actors=tuple(names)[:MOST_ACTORS],
        what=_what(before, after),
        before=_quote(before, sources.notes),
        after=_quote(after, sources.notes),
    )


def _what(before: Said | None, after: Said | None) -> str:
    """The kind of change: from the verb; where that tells none, from the two sides."""
    told = after.event.what if after is not None and after.event is not None else DIFFERENT
    if told == DIFFERENT and before is not None and after is not None:
        return contrasted(before, after)
    return told


def _quote(said: Said | None, notes: Sequence[Note]) -> Quote | None:
    if said is None:
        return None
    sentence = said.clause.sentence
    all_of_it = said.clause.first == 0 and said.clause.last == len(sentence.tokens) - 1
    start = sentence.start if all_of_it else said.clause.tokens[0].start
    end = sentence.end if all_of_it else said.clause.tokens[-1].end
    note = notes[said.note]
    return Quote(note=note.id, start=start, end=end, text=note.text[start:end])
