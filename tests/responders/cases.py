"""Notes and readings made by hand, and briefs from them."""

import datetime as dt
import re
from collections.abc import Sequence

from assistant.domain import (
    MESSAGE,
    Actor,
    Brief,
    Change,
    Hit,
    Kind,
    Mention,
    Note,
    Quote,
    Reading,
    Relation,
    Reply,
    Role,
    SilentKind,
    Turn,
)
from assistant.passages import split

FIRST = (
    "The robot refuses anything without a barcode, so part-used strips come back to us in a jiffy bag. "
    "The hopper has had Anjali off us two mornings out of five. Nobody rang Mrs Oyelaran. "
    "The alarm woke bed 9 twice and he went wandering. Thanks to the tube the insulin was here in four minutes.\n"
    "The cupboard key used to live with Pereira. The referral form only has space for one need."
)
SECOND = (
    "Now the cabinet goes by thumbprint, and Josie stands there until a colleague lets her in. "
    "The key safe jammed in the frost and we were late for three visits. The daughter wept when she read the letter.\n"
    "Robot down from five till nine, and we all sat waiting for an engineer. The alarm is quieter; bed 9 slept. "
    "The dashboard has us green. The whiteboard by the door is where Dev wrote the names every morning."
)
NOTES = (
    Note(id="n1", filename="march.txt", title="Ward diary", text=FIRST, date=dt.date(2025, 3, 12)),
    Note(id="n2", filename="april.txt", title="Ward diary, later", text=SECOND, date=dt.date(2025, 4, 16)),
)
_THINGS: tuple[tuple[str, Kind, bool, bool], ...] = (
    ("robot", "technology", True, False),
    ("barcode", "object", True, True),
    ("hopper", "technology", True, True),
    ("Anjali", "person", True, False),
    ("Mrs Oyelaran", "person", False, False),
    ("alarm", "technology", True, False),
    ("bed 9", "person", False, False),
    ("tube", "technology", True, True),
    ("cupboard key", "object", True, True),
    ("referral form", "document", True, True),
    ("thumbprint", "technology", True, True),
    ("Josie", "person", True, False),
    ("key safe", "object", True, True),
    ("frost", "nature", True, True),
    ("daughter", "person", False, False),
    ("letter", "document", True, True),
    ("dashboard", "technology", True, True),
    ("whiteboard", "object", False, False),
    ("jiffy bag", "object", False, False),
)


def quote(text: str, notes: Sequence[Note] = NOTES) -> Quote:
    """The stretch where it first stands in the notes."""
    note = next(note for note in notes if text in note.text)
    start = note.text.index(text)
    return Quote(note=note.id, start=start, end=start + len(text), text=text)


def actor(name: str, kind: Kind, acts: bool, overlooked: bool, notes: Sequence[Note] = NOTES) -> Actor:
    """An actor with its mentions."""
    role: Role = "acts" if acts else "mentioned"
    mentions = tuple(
        Mention(note=note.id, start=found.start(), end=found.end(), role=role)
        for note in notes
        for found in re.finditer(rf"\b{re.escape(name)}\b", note.text, re.IGNORECASE)
    )
    why = "The notes say what came of it, and no question follows." if overlooked else ""
    return Actor(name=name, kind=kind, acts=acts, overlooked=overlooked, why=why, mentions=mentions)


def reading() -> Reading:
    """What stands in the two notes."""
    return Reading(
        engine="by hand",
        actors=tuple(sorted((actor(*item) for item in _THINGS), key=lambda item: not item.overlooked)),
        relations=(
            Relation(
                a="robot", b="barcode", verb="refuses", quote=quote("The robot refuses anything without a barcode")
            ),
            Relation(a="hopper", b="Anjali", verb="takes", quote=quote("The hopper has had Anjali off us")),
            Relation(a="frost", b="key safe", verb="jams", quote=quote("The key safe jammed in the frost")),
            Relation(
                a="letter", b="daughter", verb="upsets", quote=quote("The daughter wept when she read the letter.")
            ),
        ),
        changes=(
            Change(
                actors=("thumbprint", "cupboard key"),
                what="replaces",
                before=quote("The cupboard key used to live with Pereira."),
                after=quote("Now the cabinet goes by thumbprint"),
            ),
            Change(
                actors=("alarm", "bed 9"),
                what="is quieter",
                before=quote("The alarm woke bed 9 twice and he went wandering."),
                after=quote("The alarm is quieter; bed 9 slept."),
            ),
        ),
        silent_kinds=(
            SilentKind(kind="money", terms=("budget", "charge", "cost"), nearest=(quote("space for one need"),)),
            SilentKind(kind="atmosphere", terms=("mood", "noise", "trust")),
        ),
    )


def hits(message: str, notes: Sequence[Note]) -> tuple[Hit, ...]:
    """The passages that share most words with the message."""
    words = set(re.findall(r"\w+", message.lower()))
    every = [passage for note in notes for passage in split(note)]
    every.sort(key=lambda item: -len(words & set(re.findall(r"\w+", item.text.lower()))))
    return tuple(Hit(passage=passage, score=0.5) for passage in every[:5])


def said(*names: tuple[str, Kind], message: str) -> Reading:
    """What a reading of the message finds."""
    note = Note(id=MESSAGE, filename=MESSAGE, title="Message", text=message)
    return Reading(engine="by hand", actors=tuple(actor(name, kind, True, False, (note,)) for name, kind in names))


def brief(
    message: str,
    *,
    history: Sequence[Turn] = (),
    notes: tuple[Note, ...] = NOTES,
    read: Reading | None = None,
    in_message: tuple[tuple[str, Kind], ...] = (),
    found: tuple[Hit, ...] | None = None,
) -> Brief:
    """A brief over the two notes, unless others are given."""
    empty = Reading(engine="by hand")
    return Brief(
        message=message,
        notes=notes,
        history=tuple(history),
        passages=hits(message, notes) if found is None else found,
        reading=read or (reading() if notes == NOTES else empty),
        message_reading=said(*in_message, message=message),
    )


def turn(message: str, reply: Reply) -> Turn:
    """A turn that was had."""
    return Turn(id=message[:8] or "-", message=message, at=dt.datetime(2025, 5, 1, tzinfo=dt.UTC), reply=reply)
