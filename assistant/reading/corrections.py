"""What the practitioner said of actors, as data that goes before and after the reading and always wins.

Knows judgements and the forms of names. Does not know how the reading comes to its own view, nor where judgements are
kept. A correction holds for every mention of the actor's forms in all notes of the case, also in notes that come
later; a corrected kind besides holds for the names that end in the same word and were not corrected themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar, cast, get_args

from assistant.domain import HumanKind, Judgement, Kind, NonHumanKind
from assistant.reading.actors import Group
from assistant.reading.facts import Fact
from assistant.reading.forms import Form, apart, form, head, personal
from assistant.reading.tagger import KINDS

T = TypeVar("T")
GAP = r"[^\S\r\n]*(?:\r\n?|\n)?[^\S\r\n]*"
"""What may stand between two words of one name: blanks and one line break, and no empty line."""
_KINDS = (*get_args(HumanKind), *get_args(NonHumanKind))


@dataclass(frozen=True, slots=True)
class Corrections:
    """All that the practitioner said of the actors of a case, the later word over the earlier."""

    kinds: Mapping[Form, Kind] = field(default_factory=dict)
    taught: Mapping[str, Kind] = field(default_factory=dict)
    """The kinds that a corrected name gives to the names that end in its last word."""
    accepted: frozenset[Form] = frozenset()
    acts: Mapping[Form, bool] = field(default_factory=dict)
    names: Mapping[Form, str] = field(default_factory=dict)
    """The names to be shown, those given last at the end."""
    rejected: frozenset[Form] = frozenset()
    same: tuple[frozenset[Form], ...] = ()
    added: tuple[str, ...] = ()
    """Names to look for, as they were given."""
    judged: frozenset[Form] = frozenset()

    @classmethod
    def of(cls, judgements: Sequence[Judgement]) -> Corrections:
        """Put judgements together, the oldest first; those that are not about actors are left out."""
        made = _Draft()
        for item in judgements:
            if item.subject == "actor":
                made.take(item)
        return made.whole()

    def named(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the added names stand in a text, in characters of it."""
        for name in self.added:
            words = [re.escape(word) for word in re.findall(r"\w+|[^\w\s]", name)]
            pattern = r"(?<!\w)" + GAP.join(words) + r"(?:s|es)?(?!\w)"
            yield from ((match.start(), match.end()) for match in re.finditer(pattern, text, re.IGNORECASE))

    def before(self, facts: Sequence[Fact]) -> list[Fact]:
        """The mentions with corrected kinds, without those that the practitioner rejected."""
        kept = []
        for fact in facts:
            found = form(fact.surface)
            if found not in self.rejected:
                kind = self.kinds.get(found) or self._learnt(fact)
                kept.append(_of_kind(fact, kind) if kind else fact)
        return kept

    def _learnt(self, fact: Fact) -> Kind | None:
        """The kind that it has from a corrected name with the same last word; None where it has none."""
        found = form(fact.surface)
        kind = self.taught.get(head(found))
        if kind is None or found in self.accepted or (fact.kind == "person" and personal(fact.surface)):
            return None
        if "person" in (kind, fact.kind) and kind in ("person", "group"):  # the ending says whether there are several
            return "group" if fact.plural else "person"
        return kind

    def together(self, names: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
        """The pairs of names, by index, that the practitioner said are one actor's; each name as it is written."""
        if not self.same:
            return
        forms = [{form(surface) for surface in surfaces} for surfaces in names]
        for group in self.same:
            indices = [index for index, found in enumerate(forms) if found & group]
            yield from zip(indices, indices[1:], strict=False)

    def put(self, group: Group) -> Group:
        """The group under the practitioner's name and kind."""
        forms = {form(fact.surface) for fact in group.facts}
        name = next((told for found, told in reversed([*self.names.items()]) if found in forms), group.name)
        written = next((fact for fact in group.facts if fact.surface == group.name), group.facts[0])
        told: Kind | None = self._first(replace(group, name=name), self.kinds.get) or self._learnt(written)
        kind = told or group.kind
        if not told and name == group.name:
            return group
        aliases = {*group.aliases, group.name.lower()} - {name.lower()}
        also = None if group.also == kind else group.also
        return replace(group, kind=kind, name=name, aliases=tuple(sorted(aliases)), also=also, told=told is not None)

    def acting(self, group: Group) -> bool | None:
        """Whether the practitioner said that it acts; None where nothing was said."""
        return self._first(group, self.acts.get)

    def about(self, group: Group) -> bool:
        """Whether the practitioner said anything of it."""
        return bool(self._first(group, lambda found: True if found in self.judged else None))

    def kind_of(self, group: Group) -> str:
        """Why the kind is the practitioner's, as a sentence; empty where it is not."""
        if self._first(group, self.kinds.get):
            return "You said so."
        taught = [fact for fact in group.facts if self._learnt(fact) == group.kind]
        return f"You said so of a name that ends in \u201c{head(form(taught[0].surface))}\u201d." if taught else ""

    @staticmethod
    def _first(group: Group, look: Callable[[Form], T | None]) -> T | None:
        forms = [form(group.name), *(form(fact.surface) for fact in group.facts)]
        return next((told for found in forms if (told := look(found)) is not None), None)


def _of_kind(fact: Fact, kind: Kind) -> Fact:
    return replace(fact, kind=kind, kinds=tuple(float(item == kind) for item in KINDS))


class _Draft:
    """Takes judgements one by one."""

    def __init__(self) -> None:
        self._kinds: dict[Form, Kind] = {}
        self._taught: dict[str, Kind] = {}
        self._accepted: set[Form] = set()
        self._acts: dict[Form, bool] = {}
        self._names: dict[Form, str] = {}
        self._rejected: set[Form] = set()
        self._same: list[set[Form]] = []
        self._added: dict[Form, str] = {}
        self._judged: set[Form] = set()

    def take(self, item: Judgement) -> None:
        """Take one that is about an actor."""
        forms = {form(item.key), *(form(name) for name in item.forms)} - {()}
        if item.verdict == "reject":
            self._reject(form(item.key), forms)
            return
        self._judged |= forms
        self._rejected -= forms
        if item.verdict in ("rename", "merge"):
            self._call(forms | {form(item.edit)}, " ".join(item.edit.split()))
        elif item.verdict == "effect":
            self._acts |= dict.fromkeys(forms, item.edit == "acts")
        elif item.verdict == "accept":
            self._accepted |= forms
        if item.edit in _KINDS and item.verdict in ("accept", "kind", "add"):
            self._kinds |= dict.fromkeys(forms, cast("Kind", item.edit))
        if item.edit in _KINDS and item.verdict in ("kind", "add"):
            self._teach(item.key, cast("Kind", item.edit))
        if item.verdict == "add":
            self._added[form(item.key)] = item.key

    def _reject(self, said: Form, forms: set[Form]) -> None:
        """Take away the forms that can be meant; names of another of the sort stay, with the short forms they share."""
        one = next((group for group in self._same if said in group), set())
        others = {found for found in forms - one if apart(said, found)}
        shared = {found for found in forms for other in others if found != said and set(found) <= set(other)}
        gone = forms - others - shared
        self._rejected |= gone
        self._added = {found: name for found, name in self._added.items() if found not in gone}

    def _call(self, forms: set[Form], name: str) -> None:
        """Show all of these under one name: they are one actor's."""
        self._judged |= forms
        self._names = {found: told for found, told in self._names.items() if found not in forms}
        self._names |= dict.fromkeys(sorted(forms), name)
        touched = [group for group in self._same if group & forms]
        self._same = [group for group in self._same if not group & forms] + [forms.union(*touched)]

    def _teach(self, name: str, kind: Kind) -> None:
        """Let the names with the same last word have the kind; a family name tells nothing of other names."""
        if not (kind == "person" and personal(name)):
            self._taught[head(form(name))] = kind

    def whole(self) -> Corrections:
        """All that was taken."""
        return Corrections(
            kinds=self._kinds,
            taught=self._taught,
            accepted=frozenset(self._accepted),
            acts=self._acts,
            names=self._names,
            rejected=frozenset(self._rejected),
            same=tuple(frozenset(group) for group in self._same),
            added=tuple(self._added.values()),
            judged=frozenset(self._judged - self._rejected),
        )


NOTHING = Corrections()
"""No correction."""
