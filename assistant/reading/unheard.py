"""People whom the notes speak about and who never act or speak in them.

Knows the names of grammatical signs. Does not know who wrote the notes.
"""

from __future__ import annotations

from assistant.reading.actors import Group
from assistant.reading.weigh import Found, spoken_about


def is_unheard(item: Found) -> bool:
    """Whether it is people who are spoken about, and make no difference in the notes."""
    return spoken_about(item.group) and not item.acts


def why(group: Group) -> str:
    """One plain sentence on why the person or group counts as unheard, true of what was counted."""
    facts = group.facts
    times = {1: "once", 2: "twice"}.get(len(facts), f"{len(facts)} times")
    done = sum(bool(fact.signs & {"dep:dobj", "passive"}) for fact in facts)
    told = ", and something is done to them" if done else ""
    return f"Spoken about {times}{told}; no sentence shows what they do or say."
