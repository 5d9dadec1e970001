"""People whom the notes speak about and who never act or speak in them.

Knows the names of grammatical signs. Does not know who wrote the notes.
"""

from __future__ import annotations

from assistant.reading.actors import Group
from assistant.reading.weigh import Found

_PLACED = ("prep:about", "prep:for", "prep:to", "prep:with", "prep:on", "prep:of", "prep:from")


def is_unheard(item: Found) -> bool:
    """Whether it is a person or group that is named more than once, or acted upon, and is never the one who acts."""
    if item.group.kind not in ("person", "group") or item.acts:
        return False
    signs = [fact.signs for fact in item.group.facts]
    if any("subject" in found and "subject:state" not in found or "agent" in found for found in signs):
        return False
    return len(signs) > 1 or any("dep:dobj" in found or "passive" in found for found in signs)


def spoken_about(group: Group) -> str:
    """One plain sentence on why the person or group counts as unheard, true of what was counted."""
    facts = group.facts
    times = {1: "once", 2: "twice"}.get(len(facts), f"{len(facts)} times")
    done = sum(bool(fact.signs & {"dep:dobj", "passive"}) for fact in facts)
    told = ", and something is done to them" if done else ""
    return f"Spoken about {times}{told}; no sentence shows what they do or say."
