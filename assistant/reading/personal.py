"""Who is called by a name or by initials in small letters: "kaz", "jt", but not "mum" or "physio".

Knows the words for roles and family, and how words for whoever does something end. Does not know sentences.
"""

from __future__ import annotations

from collections.abc import Iterable

from assistant.reading.actors import Group
from assistant.reading.words import closed, listed

_SHORT = 4
"""Up to how many letters an ending says nothing: "amir", "ian"."""
_AGENTS = ("er", "or", "ist", "ian", "man", "woman", "ee", "ant", "ent", "person", "lead")


def personal(groups: Iterable[Group]) -> frozenset[str]:
    """The names, among these, that take no article though they are written small; also "jt mum", beside "jt"."""
    groups = list(groups)
    alone = {group.name for group in groups if group.kind == "person" and _is_name(group)}
    return frozenset(alone | {group.name for group in groups if _is_of(group.name, alone)})


def _is_name(group: Group) -> bool:
    name = group.name
    if not name.isalpha() or not name.islower() or name in listed("roles"):
        return False
    if any(sign.startswith("det:") for fact in group.facts for sign in fact.signs) or group.facts[0].plural:
        return False
    return name in listed("first_names") or len(name) <= _SHORT or not name.endswith(_AGENTS)


def _is_of(name: str, people: set[str]) -> bool:
    """Whether it has the name of its owner before, or is somebody's relative: "jt's keys", "jt mum"."""
    first, _, last = name.partition(" ")
    owner = first.removesuffix("'s").removesuffix("’s")
    return owner in people and bool(last) and (owner != first or last in closed("family"))
