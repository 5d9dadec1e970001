"""People whom the notes speak about and who never act or speak in them.

Knows the names of grammatical signs. Does not know who wrote the notes.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.actors import Group
from assistant.reading.facts import NoteFacts
from assistant.reading.heard import heard
from assistant.reading.weigh import Found, spoken_about


def is_unheard(item: Found, notes: Sequence[NoteFacts]) -> bool:
    """Whether it is people who are spoken about, and make no difference in the notes."""
    return not item.acts and spoken_about(item.group, notes)


def why(group: Group, notes: Sequence[NoteFacts]) -> str:
    """One plain sentence on why the person or group counts as unheard, true of what was counted.

    Where they are the subject of a sentence, or a pronoun may mean them, it says only what was looked for.
    """
    facts = group.facts
    times = {1: "once", 2: "twice"}.get(len(facts), f"{len(facts)} times")
    done = any(fact.signs & {"dep:dobj", "passive"} for fact in facts)
    told = ", and something is done to them" if done else ""
    sure = not any("subject" in fact.signs or heard(fact, notes[fact.note]) == "perhaps" for fact in facts)
    end = "no sentence shows what they do or say" if sure else "found no sentence in which they act or speak"
    return f"Spoken about {times}{told}; {end}."
