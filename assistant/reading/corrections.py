"""What the practitioner said of actors, as data that goes before and after the reading and always wins.

Knows judgements and the forms of names. Does not know how the reading comes to its own view, nor where judgements are
kept. A correction holds for every mention of the actor's forms in all notes of the case, also in notes that come
later; a corrected kind besides speaks for the kind of doubtful names that end in the same word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar, cast, get_args

from assistant.domain import HumanKind, Judgement, Kind, NonHumanKind
from assistant.reading.actors import Group
from assistant.reading.facts import Fact
from assistant.reading.tagger import KINDS

Form = tuple[str, ...]
T = TypeVar("T")
ARTICLES = ("the", "a", "an", "this", "that", "these", "those", "our", "my", "their", "his", "her")
DOUBTFUL = 0.8
"""Below this likelihood a kind gives way to what the practitioner said of a name that ends in the same word."""
_KINDS = (*get_args(HumanKind), *get_args(NonHumanKind))


def form(name: str) -> Form:
    """What two writings of one name have in common: no article, capital, possessive or plural ending."""
    words = [word.removesuffix("'s") for word in re.findall(r"[\w'’&-]+", name.lower().replace("’", "'"))]
    while len(words) > 1 and words[0] in ARTICLES:
        words.pop(0)
    if words and len(words[-1]) > 3 and words[-1].endswith("s") and not words[-1].endswith("ss"):
        words[-1] = words[-1][:-1]
    return tuple(words)


@dataclass(frozen=True, slots=True)
class Corrections:
    """All that the practitioner said of the actors of a case, the later word over the earlier."""

    kinds: Mapping[Form, Kind] = field(default_factory=dict)
    acts: Mapping[Form, bool] = field(default_factory=dict)
    names: Mapping[Form, str] = field(default_factory=dict)
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
        return cls(
            made.kinds, made.acts, made.names, frozenset(made.rejected), made.groups(), made.added(), made.judged()
        )

    def named(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the added names stand in a text, in characters of it."""
        for name in self.added:
            words = [re.escape(word) for word in re.findall(r"\w+|[^\w\s]", name)]
            pattern = r"(?<!\w)" + r"\s*".join(words) + r"(?:s|es)?(?!\w)"
            yield from ((match.start(), match.end()) for match in re.finditer(pattern, text, re.IGNORECASE))

    def before(self, facts: Sequence[Fact]) -> list[Fact]:
        """The mentions with corrected kinds, without those that the practitioner rejected."""
        heads = {found[-1]: kind for found, kind in self.kinds.items() if found}
        kept = []
        for fact in facts:
            found = form(fact.surface)
            if found in self.rejected:
                continue
            kind = self.kinds.get(found)
            if kind is None and found and max(fact.kinds) < DOUBTFUL:
                kind = heads.get(found[-1])
            kept.append(_of_kind(fact, kind) if kind else fact)
        return kept

    def together(self, surfaces: Sequence[str]) -> Iterator[tuple[int, int]]:
        """The pairs of names, by index, that the practitioner said are one actor's."""
        if not self.same:
            return
        forms = [form(surface) for surface in surfaces]
        for group in self.same:
            indices = [index for index, found in enumerate(forms) if found in group]
            yield from zip(indices, indices[1:], strict=False)

    def put(self, group: Group) -> Group:
        """The group under the practitioner's name and kind."""
        kind: Kind = self._first(group, self.kinds.get) or group.kind
        name = self._first(group, self.names.get) or group.name
        if (kind, name) == (group.kind, group.name):
            return group
        aliases = {*group.aliases, group.name.lower()} - {name.lower()}
        return replace(group, kind=kind, name=name, aliases=tuple(sorted(aliases)))

    def acting(self, group: Group) -> bool | None:
        """Whether the practitioner said that it acts; None where nothing was said."""
        return self._first(group, self.acts.get)

    def about(self, group: Group) -> bool:
        """Whether the practitioner said anything of it."""
        return bool(self._first(group, lambda found: True if found in self.judged else None))

    @staticmethod
    def _first(group: Group, look: Callable[[Form], T | None]) -> T | None:
        forms = [form(group.name), *(form(fact.surface) for fact in group.facts)]
        return next((told for found in forms if (told := look(found)) is not None), None)


def _of_kind(fact: Fact, kind: Kind) -> Fact:
    return replace(fact, kind=kind, kinds=tuple(float(item == kind) for item in KINDS))


class _Draft:
    """Takes judgements one by one."""

    def __init__(self) -> None:
        self.kinds: dict[Form, Kind] = {}
        self.acts: dict[Form, bool] = {}
        self.names: dict[Form, str] = {}
        self.rejected: set[Form] = set()
        self._same: list[set[Form]] = []
        self._added: dict[Form, str] = {}
        self._judged: set[Form] = set()

    def take(self, item: Judgement) -> None:
        forms = {form(item.key), *(form(name) for name in item.forms)} - {()}
        self._judged |= forms
        self.rejected = self.rejected | forms if item.verdict == "reject" else self.rejected - forms
        if item.verdict == "reject":
            self._added = {found: name for found, name in self._added.items() if found not in forms}
        elif item.verdict == "rename":
            self.names |= dict.fromkeys(forms, item.edit)
            self._judged.add(form(item.edit))
        elif item.verdict == "effect":
            self.acts |= dict.fromkeys(forms, item.edit == "acts")
        elif item.verdict == "merge":
            self._merge(forms | {form(item.edit)})
        elif item.verdict in ("kind", "add") and item.edit in _KINDS:
            self.kinds |= dict.fromkeys(forms, cast("Kind", item.edit))
        if item.verdict == "add":
            self._added[form(item.key)] = item.key

    def _merge(self, forms: set[Form]) -> None:
        touched = [group for group in self._same if group & forms]
        self._same = [group for group in self._same if not group & forms] + [forms.union(*touched)]

    def groups(self) -> tuple[frozenset[Form], ...]:
        return tuple(frozenset(group) for group in self._same)

    def added(self) -> tuple[str, ...]:
        return tuple(self._added.values())

    def judged(self) -> frozenset[Form]:
        return frozenset(self._judged - self.rejected)


NOTHING = Corrections()
"""No correction."""
