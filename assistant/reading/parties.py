"""Which people use a service, which work in it: for the relations that run only between the two.

Knows roles, titles and family words. Does not know what anybody does.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from functools import cache
from typing import Literal

from assistant.reading.actors import Group
from assistant.reading.words import lines, listed

Party = Literal["worker", "user", "other"]


@cache
def _parties() -> Mapping[str, str]:
    found = {}
    for line in lines("parties"):
        party, _, words = line.partition(":")
        found.update(dict.fromkeys(words.split(), party))
    return found


def party(group: Group, lexicon: Container[str]) -> Party:
    """Whether a person or group works in the service or uses it; "other" where neither can be said.

    A role tells it; a name with a title and no role ("Mrs Field") is taken for somebody who uses the service, as
    workers in notes go by their role, first name or initials.

    Args:
        group: The actor.
        lexicon: Phrases that name something; a role that is listed and is no family word is a worker's.
    """
    if group.kind not in ("person", "group"):
        return "other"
    roles = [found for found in (_role(fact.key, lexicon) for fact in group.facts if not fact.proper) if found]
    if roles:
        return max(("user", "worker", "other"), key=roles.count)
    titled = any(len(fact.key) > 1 and fact.key[0].rstrip(".") in listed("titles") for fact in group.facts)
    return "user" if titled else "other"


def _role(key: tuple[str, ...], lexicon: Container[str]) -> Party | None:
    if "service" in key and key[-1] == "user":
        return "user"
    found = _parties().get(key[-1])
    if found == "user" or found == "other":
        return "user" if found == "user" else "other"
    return "worker" if " ".join(key) in lexicon or key[-1] in lexicon else None


def dyadic(parties: Iterable[Party]) -> bool:
    """Whether these are one who works in the service and one who uses it."""
    return sorted(parties) == ["user", "worker"]
