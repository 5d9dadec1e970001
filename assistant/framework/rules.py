"""The rules that the corpus keeps beyond the shape of each file.

Each function takes parsed pages and raises FrameworkError at the first breach. Does not read files.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from string import Template
from typing import get_args

from assistant.domain import HumanKind, NonHumanKind
from assistant.framework.files import Page, Place
from assistant.framework.shapes import KindsFile, LensEntry, QuestionsFile, SourcesFile
from assistant.questions import faults

FEWEST_QUESTIONS = 12
MOST_WORDS = 24
SLOTS = ("thing", "other", "person", "kind")
SAMPLE_WORDS: tuple[dict[str, str], ...] = (
    {"thing": "the referral form", "other": "the duty worker", "person": "Mrs Field", "kind": "money"},
    {"thing": "the tablets", "other": "the carers", "person": "the neighbours", "kind": "weather and living things"},
    {"thing": "Section 2 form", "other": "Alderway House", "person": "Ines", "kind": "rules and targets"},
)

_SLOT = re.compile(r"\$(?:\{(\w+)\}|(\w+))?")
_NUMBERED = re.compile(
    r"\$\w+(?:['’]s?\b| (?:is|are|was|were|has|does|\w+n['’]t)\b)"
    r"|\b(?:is|are|was|were|has|have|does|do|\w+n['’]t|the|a|an|this|these|those) \$(?:thing|other|person)\b"
)
_MODAL = re.compile(r"\b(?:did|would|could|might|may|can|will|must|shall)\b", re.IGNORECASE)
_BARE_PLURAL = re.compile(r"\$\w+ (?:have|do)\b")
_FOUR = re.compile(
    r"\b(?:the|its|their|these|those|paper['’]s|authors['’]) (?:four|4) (?:\w+ )?recommendations?\b"
    r"|\brecommendations? (?:(?:no\.?|number) ?)?(?:[1-4]\b|(?:one|two|three|four)\b(?! of))"
    r"|\b(?:first|second|third|fourth|last) (?:of the (?:four )?)?recommendations?\b"
    r"|\bfour recommendations(?: for practice)?(?: (?:are|say)\b|:)"
    r"|\b(?:paper|article|authors|cluley|radnor)\b[^.]* recommend(?:s|ed)?\b",
    re.IGNORECASE,
)
_DISCLAIMS = re.compile(r"\b(?:not|never|nor|no|without|cannot)\b", re.IGNORECASE)


def claimed_recommendations(text: str) -> str:
    """The first sentence that claims the paper's four recommendations; empty where none does.

    A sentence that says they are not reproduced is no claim. Markdown line breaks inside a sentence do not matter.
    """
    for sentence in re.split(r"(?<=[.!?:;])[*_)”\"]*\s+|\n\s*\n|\n\s*(?=[-*#]|\d+[.)])", text):
        flat = " ".join(sentence.split())
        if _FOUR.search(flat) and not _DISCLAIMS.search(flat):
            return flat
    return ""


def check_claims(page: Page, texts: Iterable[tuple[Place, str]]) -> None:
    """No text claims the four recommendations: their wording is not in hand."""
    for place, text in texts:
        if claim := claimed_recommendations(text):
            raise page.error(f"claims the four recommendations, which are not in hand: {claim!r}.", place)


def check_sources(page: Page, file: SourcesFile) -> None:
    """Keys are unique."""
    _unique(page, (((("sources", n, "key")), entry.key) for n, entry in enumerate(file.sources)), "the key")


def check_lenses(cards: Collection[tuple[Page, LensEntry]], sources: Collection[str]) -> None:
    """Ids fit the file names, orders are unique, sources are known."""
    orders: dict[int, str] = {}
    for page, entry in cards:
        if page.name != f"lenses/{entry.id}.md":
            raise page.error(f"the id `{entry.id}` and the file's name differ.", ("id",))
        if entry.order in orders:
            raise page.error(f"the order {entry.order} is taken by {orders[entry.order]}.", ("order",))
        orders[entry.order] = page.name
        check_known(page, entry.sources, sources)
        if not page.text:
            raise page.error("there is no text below the front matter.")


def check_known(page: Page, keys: Iterable[str], sources: Collection[str]) -> None:
    """Each key of the field `sources` is in `sources.yaml`."""
    for number, key in enumerate(keys):
        if key not in sources:
            raise page.error(f"the source `{key}` is not in sources.yaml.", ("sources", number))


def check_questions(files: Collection[tuple[Page, QuestionsFile]], lenses: Collection[str]) -> None:
    """Lens known, enough questions, ids and wordings unique over all files, each question good."""
    ids: dict[str, str] = {}
    wordings: dict[str, str] = {}
    for page, file in files:
        if file.lens not in lenses or page.name != f"questions/{file.lens}.yaml":
            raise page.error(f"the lens `{file.lens}` is not the one that the file's name says.", ("lens",))
        if len(file.questions) < FEWEST_QUESTIONS:
            raise page.error(f"has {len(file.questions)} questions; a lens needs {FEWEST_QUESTIONS}.", ("questions",))
        for number, entry in enumerate(file.questions):
            place: Place = ("questions", number)
            if entry.id in ids:
                raise page.error(f"the id `{entry.id}` is taken in {ids[entry.id]}.", (*place, "id"))
            ids[entry.id] = page.name
            bare = " ".join(re.findall(r"\w+", _SLOT.sub(" ", entry.text).lower()))
            if bare in wordings:
                raise page.error(f"the question `{entry.id}` says the same as `{wordings[bare]}`.", (*place, "text"))
            wordings[bare] = entry.id
            for fault in question_faults(entry.text):
                raise page.error(f"the question `{entry.id}` {fault}.", (*place, "text"))


def question_slots(text: str) -> tuple[str, ...]:
    """The slots in a question's text, each once, in order of appearance."""
    return tuple(dict.fromkeys(found.group(1) or found.group(2) or "" for found in _SLOT.finditer(text)))


def question_faults(text: str) -> Iterator[str]:
    """What is wrong with a question of the bank, its slots filled with sample words."""
    for slot in question_slots(text):
        if slot not in SLOTS:
            yield f"has an unknown slot `${slot}`; the slots are {', '.join('$' + name for name in SLOTS)}"
            return
    if len(text.split()) > MOST_WORDS:
        yield f"has over {MOST_WORDS} words before its slots are filled"
    if found := _number_clash(text):
        yield f"has {found!r}, which does not fit both one and many"
    for words in SAMPLE_WORDS:
        filled = Template(text).substitute(words)
        for fault in faults(filled):
            yield f"{fault} (as {filled!r})"


def _number_clash(text: str) -> str:
    found = _NUMBERED.search(text)
    if not found and not _MODAL.search(text):
        found = _BARE_PLURAL.search(text)
    return found.group() if found else ""


def check_kinds(page: Page, file: KindsFile) -> None:
    """Each kind once, none missing; terms lower case and of one kind only."""
    _unique(page, ((("kinds", n, "kind"), entry.kind) for n, entry in enumerate(file.kinds)), "the kind")
    missing = [
        kind for kind in (*get_args(HumanKind), *get_args(NonHumanKind)) if kind not in {k.kind for k in file.kinds}
    ]
    if missing:
        raise page.error(f"there is no card for {', '.join(f'`{kind}`' for kind in missing)}.", ("kinds",))
    terms: list[tuple[Place, str]] = []
    for number, entry in enumerate(file.kinds):
        for position, term in enumerate(entry.terms):
            place: Place = ("kinds", number, "terms", position)
            if term != term.lower():
                raise page.error(f"the term `{term}` must be lower case.", place)
            terms.append((place, term))
    _unique(page, terms, "the term")


def _unique(page: Page, values: Iterable[tuple[Place, str]], what: str) -> None:
    seen: dict[str, Place] = {}
    for place, value in values:
        if value in seen:
            raise page.error(f"{what} `{value}` stands twice, first in line {page.lines[seen[value]]}.", place)
        seen[value] = place
