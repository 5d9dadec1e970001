"""The journal of a case, made of its conversation and of what the practitioner did to it by hand.

Pure: nouns in, nouns out. Does not know how a journal is shown, kept or printed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.domain import WAYS, Entry, Lens, Reply, Turn, Written


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """Headings under which practitioners are used to reflect."""

    name: str
    """As the page calls it."""
    headings: tuple[str, ...]
    """Empty where the practitioner makes them up."""
    source: str = ""


SCHEMES: Mapping[str, Scheme] = {
    "free": Scheme(name="My own headings", headings=()),
    "gibbs": Scheme(
        name="Gibbs’s cycle",
        headings=("Description", "Feelings", "Evaluation", "Analysis", "Conclusion", "Action plan"),
        source="Gibbs 1988, Learning by Doing",
    ),
    "rolfe": Scheme(
        name="What? So what? Now what?",
        headings=("What?", "So what?", "Now what?"),
        source="Rolfe, Freshwater and Jasper 2001, Critical Reflection for Nursing",
    ),
}
"""By the id that commands and the page use."""
UNPLACED = "Not placed yet"
_ONWARD = {way.lower() for way in WAYS}


def entries(turns: Sequence[Turn], written: Sequence[Written]) -> tuple[Entry, ...]:
    """The journal, oldest first.

    Args:
        turns: The conversation, oldest first. A message that only says how to go on is no entry.
        written: What was changed, struck out or added by hand.
    """
    by_id = {item.id: item for item in written}
    made = [_of_turn(turn, before, by_id.pop(turn.id, None)) for turn, before in _answering(turns)]
    own = [
        Entry(id=item.id, text=item.text, at=item.at, heading=item.heading, own=True)
        for item in by_id.values()
        if not item.struck
    ]
    return tuple(sorted([entry for entry in made if entry] + own, key=lambda entry: entry.at))


def _answering(turns: Sequence[Turn]) -> Iterator[tuple[Turn, Reply | None]]:
    """Each turn that says something, with the reply that it answers."""
    before: Reply | None = None
    for turn in turns:
        if turn.reply and turn.reply.notice and not turn.reply.question:
            continue  # somebody may be in danger: that belongs to the local procedure, and not into a journal
        if turn.message.strip().lower().rstrip(".!") not in _ONWARD:
            yield turn, before
        before = turn.reply or before


def _of_turn(turn: Turn, before: Reply | None, said: Written | None) -> Entry | None:
    if said and said.struck:
        return None
    text = said.text if said else turn.message
    return Entry(
        id=turn.id,
        text=text,
        at=turn.at,
        heading=said.heading if said else "",
        question=before.question if before else "",
        lens=before.lens if before else "",
        pointed=before.observations if before else (),
        changed=text != turn.message,
    )


def sections(found: Sequence[Entry], scheme: str) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """The entries under their headings, those that are not placed first; headings without an entry are left out.

    Args:
        found: The journal.
        scheme: A key of SCHEMES; anything else counts as "free".
    """
    known = SCHEMES.get(scheme, SCHEMES["free"]).headings or tuple(
        dict.fromkeys(entry.heading for entry in found if entry.heading)
    )
    unplaced = tuple(entry for entry in found if entry.heading not in known)
    placed = ((name, tuple(entry for entry in found if entry.heading == name)) for name in known)
    parts = ((UNPLACED, unplaced), *placed)
    return tuple((name, under) for name, under in parts if under)


def is_plain(found: Sequence[Entry], scheme: str) -> bool:
    """Whether there are no headings to part the entries by."""
    return scheme == "free" and not any(entry.heading for entry in found)


def walked(found: Sequence[Entry], lenses: Sequence[Lens]) -> tuple[tuple[Lens, ...], tuple[Lens, ...]]:
    """The ways of looking whose questions the practitioner answered, and those that are left."""
    answered = {entry.lens for entry in found}
    return (
        tuple(lens for lens in lenses if lens.id in answered),
        tuple(lens for lens in lenses if lens.id not in answered),
    )
