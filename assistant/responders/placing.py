"""Where a model's quote truly stands, and whether its words stay within the notes.

Knows the passages that the model saw. A quote that is nearly right is put right to what the note says; one that is
changed in a way that matters (a number, a not) is not. Does not know prompts or models.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from assistant.domain import Brief, Hit, Observation, Quote
from assistant.grounding import locate, unwanted
from assistant.passages import sentences
from assistant.responders.briefing import Briefing
from assistant.responders.danger import danger
from assistant.responders.parsing import Remark

NEAR = 0.8
"""How alike, word by word, a quote and a stretch of a passage must be for the stretch to be meant."""
LEAST_WORDS = 5
"""The fewest words of a quote that may be put right; in a shorter one each word matters."""
DEFAULT_LENS = "widen-the-pair"
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_MATTERS = re.compile(
    r"\d|^(?:no|not|never|none|nobody|nothing|nor|neither|without|hardly|cannot|all|every|only)$|n['’]t$"
)
_CODE = re.compile(r"https?:|www\.|<[a-z/!]|\]\(|```|\{\s*\"|[\w.]+@[\w.]+\.\w", re.IGNORECASE)
_NAME = re.compile(r"(?<=[a-z,;:] )[A-Z][a-z]+(?:['’-][A-Z]?[a-z]+)*")


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_WANTS = "wants?|wanted|hopes?|hoped|likes?|liked|hates?|hated|loves?|loved|fears?|feared|intends?|intended|enjoys?"
_TALK = _listed(
    """about again another answer anything appear asked asking beside between change changed comes could describe
    different difference everyone first found happen happened happening happens include instead later looked
    makes mention mentioned mentions message never notes nothing notice noticed passage passages people person
    place point question really reads right second seems sentence shows somebody something sometimes stand
    stands story takes talk their there these thing things think those thought through times today together
    towards under until wants where which while whole whose without words would write writes writing written
    wrote years cannot looking other others after before being every might still since speak speaks short going
    whatever"""
)
"""Longer words of any talk about notes."""
LONG = 5
"""From how many letters on a word says what a text is about; so many of its first letters are compared."""
MOST_STRANGE = 0.6
"""The share of such words that may stand in no note and no message."""
MOST_UNSAID = 0.34
"""The share of an opening's longer words that may stand in no message."""
_RUN = 8
"""Words of the instructions in a row that must not come back."""
LEAST_ECHO, MOST_ECHO = 3, 6
"""A sentence of so many words is not a note's own, and of a longer one no more words in a row are than these."""


@dataclass(frozen=True)
class Placer:
    """Places remarks in the passages of one turn."""

    brief: Brief
    given: Briefing
    lenses: set[str]

    def lens(self, named: str) -> str:
        """The lens of this id, or the one that nothing speaks against."""
        return named if named in self.lenses else DEFAULT_LENS

    def observation(self, item: Remark) -> Observation | str:
        """The remark with its quote placed, or why it is withheld."""
        if not item.text:
            return "it says nothing"
        if not item.quote:
            return "it has no quote"
        if reason := self.words(item.text):
            return f"it {reason}"
        quote = self._quote(item)
        if quote is None:
            return f"its quote stands in no passage: “{item.quote[:120]}”"
        actors = tuple(name for name in item.actors if self._named(name))
        if len(actors) < len(item.actors):
            return "it names somebody or something that no note and no message names"
        return Observation(text=item.text, lens=self.lens(item.lens), actors=actors, quotes=(quote,))

    def words(self, text: str) -> str:
        """Why a text of the model's own may not be shown; empty where nothing speaks against it."""
        if _CODE.search(text):
            return "holds an address or code"
        if self._repeats(text):
            return "repeats its instructions"
        if reason := unwanted(text):
            return reason
        if danger(text) and not danger(self._all):
            return "names a danger that the notes do not name"
        if self._things and self._things.search(text):
            return "gives a thing a motive"
        if self._echoes(text):
            return "repeats a note without quoting it"
        if self._elsewhere(text, self._stems, MOST_STRANGE):
            return "speaks of what no note and no message speaks of"
        strangers = [name for name in _NAME.findall(text) if not self._named(name)]
        return f"names “{strangers[0]}”, which no note and no message names" if strangers else ""

    def _quote(self, item: Remark) -> Quote | None:
        first = self.given.passages.get(item.passage)
        hits = [first] if first else []
        hits += [hit for hit in self.given.passages.values() if hit is not first]
        for look in (_exact, _near):
            for hit in hits:
                if found := look(item.quote, hit):
                    return found
        return None

    def _named(self, name: str) -> bool:
        return " ".join(name.lower().replace("’", "'").split()) in self._lowered

    @cached_property
    def _all(self) -> str:
        talk = (turn.message for turn in self.brief.history)
        return "\n".join((self.brief.message, *talk, *(note.text for note in self.brief.notes)))

    @cached_property
    def _lowered(self) -> str:
        dates = (f"{note.title} {note.date:%A %B}" if note.date else note.title for note in self.brief.notes)
        return " ".join(f"{self._all} {' '.join(dates)}".lower().replace("’", "'").split())

    @cached_property
    def _things(self) -> re.Pattern[str] | None:
        """Things of the notes, followed by a verb of wanting."""
        actors = (*self.brief.reading.actors, *self.brief.message_reading.actors)
        names = {name.lower() for actor in actors if not actor.human for name in (actor.name, *actor.aliases)}
        listed = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
        return re.compile(rf"\b(?:{listed})s?\s+(?:\w+\s+)?(?:{_WANTS})\b", re.IGNORECASE) if names else None

    def opening(self, text: str) -> str:
        """Why an opening may not be shown; it has no quote, so it may speak of what was said and of nothing else."""
        if reason := self.words(text):
            return reason
        if any(mark in text for mark in '“”"'):
            return "holds a quote that cannot be opened"
        return "speaks of what was not said" if self._elsewhere(text, self._said, MOST_UNSAID) else ""

    def _elsewhere(self, text: str, known: set[str], most: float) -> bool:
        """Whether more than a share of its longer words are neither known nor words of any talk."""
        words = {word.lower() for word in _WORD.findall(text) if len(word) >= LONG} - _TALK
        strange = [word for word in words if word[:LONG] not in known]
        return len(strange) > most * len(words) and bool(strange)

    @cached_property
    def _stems(self) -> set[str]:
        return _stems(self._lowered)

    @cached_property
    def _said(self) -> set[str]:
        talk = (turn.message for turn in self.brief.history)
        return _stems(" ".join((self.brief.message, *talk)).lower())

    @cached_property
    def _of_notes(self) -> str:
        return " ".join(word.lower() for note in self.brief.notes for word in (*_WORD.findall(note.text), "|"))

    def _echoes(self, text: str) -> bool:
        """Whether it says a note's words as its own: many in a row, or a whole sentence of them."""
        noted = f" {self._of_notes} "
        for start, end in sentences(text):
            words = [word.lower() for word in _WORD.findall(text[start:end])]
            size = min(len(words), MOST_ECHO)
            runs = (" ".join(words[at : at + size]) for at in range(len(words) - size + 1))
            if size >= LEAST_ECHO and any(f" {run} " in noted for run in runs):
                return True
        return False

    @cached_property
    def _instructions(self) -> set[tuple[str, ...]]:
        return set(_runs(self.given.system))

    def _repeats(self, text: str) -> bool:
        return any(run in self._instructions for run in _runs(text))


def _stems(lowered: str) -> set[str]:
    return {word[:LONG] for word in _WORD.findall(lowered) if len(word) >= LONG}


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = [word.lower() for word in _WORD.findall(text)]
    return (tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))


def _exact(text: str, hit: Hit) -> Quote | None:
    passage = hit.passage
    found = locate(Quote(note=passage.note, start=-1, end=-1, text=text), passage.text)
    return _moved(found.start, found.end, hit) if found else None


def _near(text: str, hit: Hit) -> Quote | None:
    """The stretch of the passage that a quote with slips in it was copied from."""
    spans = [match.span() for match in _WORD.finditer(hit.passage.text)]
    said = [word.lower() for word in _WORD.findall(text)]
    there = [hit.passage.text[start:end].lower() for start, end in spans]
    if len(said) < LEAST_WORDS or len(there) < LEAST_WORDS:
        return None
    anchor = SequenceMatcher(None, said, there, autojunk=False).find_longest_match()
    first = max(0, anchor.b - anchor.a)
    last = min(len(there) - 1, anchor.b - anchor.a + len(said) - 1)
    stretch = there[first : last + 1]
    same = SequenceMatcher(None, said, stretch, autojunk=False)
    if same.ratio() < NEAR or _changed(same, said, stretch):
        return None
    return _moved(spans[first][0], spans[last][1], hit)


def _changed(same: SequenceMatcher[str], said: list[str], there: list[str]) -> bool:
    """Whether what differs includes a word that turns the meaning."""
    for way, a, b, c, d in same.get_opcodes():
        if way != "equal" and any(_MATTERS.search(word) for word in (*said[a:b], *there[c:d])):
            return True
    return False


def _moved(start: int, end: int, hit: Hit) -> Quote:
    """The stretch of a passage as a quote of its note."""
    passage = hit.passage
    at = passage.start + start
    return Quote(note=passage.note, start=at, end=passage.start + end, text=passage.text[start:end])
