"""The journal: what the practitioner wrote, and what it answers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from assistant.domain.talk import Observation


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What the practitioner did to the journal by hand: an entry of its own, or a change of one that a turn made."""

    id: str
    """The turn's id, or one of its own."""
    text: str
    at: dt.datetime
    heading: str = ""
    struck: bool = False
    """Whether the entry was taken out of the journal; the conversation keeps the turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One piece of the journal, with what it answers."""

    id: str
    text: str
    """The practitioner's words."""
    at: dt.datetime
    heading: str = ""
    """Under which it stands; empty where it has not been placed."""
    question: str = ""
    """Which question of Noticing's it answers; empty where it came unasked."""
    lens: str = ""
    """The id of that question's way of looking."""
    pointed: tuple[Observation, ...] = ()
    """What Noticing pointed at before it asked."""
    own: bool = False
    """Whether it was written in the journal and not in the conversation."""
    changed: bool = False
    """Whether its words differ from those of the conversation."""
