"""People whom the notes speak about and who never act or speak in them.

Knows the names of grammatical signs. Does not know who wrote the notes.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.actors import Group
from assistant.reading.facts import NoteFacts
from assistant.reading.heard import heard
from assistant.reading.spoken import clearly_people, done_to, neglected, spoken_about
from assistant.reading.weigh import Found


def is_unheard(item: Found, notes: Sequence[NoteFacts]) -> bool:
    """Whether it is people who are spoken about, and make no difference in the notes."""
    return not item.acts and spoken_about(item.group, notes) and clearly_people(item.group, notes)


def why(group: Group, notes: Sequence[NoteFacts]) -> str:
    """One plain sentence on why the person or group counts as unheard, true of what was counted.

    Where they are the subject of a sentence, or a pronoun may mean them, it says only what was looked for.
    """
    facts = group.facts
    times = {1: "once", 2: "twice"}.get(len(facts), f"{len(facts)} times")
    sentences = [notes[fact.note].sentences[fact.sentence] for fact in facts]
    done = any(done_to(*pair) for pair in zip(facts, sentences, strict=True))
    told = ", and something is done to them" if done else ""
    left = any(neglected(*pair) for pair in zip(facts, sentences, strict=True))
    told = f"{told}; the notes say that they were not asked, told or reached" if left else told
    sure = not any("subject" in fact.signs or heard(fact, notes[fact.note]) == "perhaps" for fact in facts)
    end = "no sentence shows what they do or say" if sure else "found no sentence in which they act or speak"
    return f"Spoken about {times}{told}; {end}."
