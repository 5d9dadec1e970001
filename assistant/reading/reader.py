"""Notes -> reading: reads each note, puts the notes together and weighs what was found.

Knows the order of the steps and which result is kept. Does not know grammar, files or where notes are stored.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence

from assistant.domain import Kind, KindCard, Note, Quote, Reading
from assistant.reading.actors import merge
from assistant.reading.facts import NoteFacts, read_note
from assistant.reading.kinds import Kinds
from assistant.reading.parse import Parser
from assistant.reading.report import changes, ranked, relations
from assistant.reading.silent import silent_kinds
from assistant.reading.tables import Tables, packaged
from assistant.reading.tagger import Tagger
from assistant.reading.weigh import weighed

KEPT = 256
"""How many notes' facts are kept for the next reading."""


class Reader:
    """Finds who and what takes part in notes; safe to share between threads."""

    engine = "tagger-1"

    def __init__(
        self,
        *,
        kinds: Sequence[KindCard],
        lexicon: Mapping[str, Kind],
        parser: Parser,
        abbreviations: Mapping[str, str] | None = None,
        tagger: Tagger | None = None,
        tables: Tables | None = None,
    ) -> None:
        self._cards = tuple(kinds)
        self._parser = parser
        self._kinds = Kinds(lexicon, parser)
        self._abbreviations = dict(abbreviations or {})
        self._tagger = tagger or Tagger()
        self._tables = tables
        self._facts: OrderedDict[str, NoteFacts] = OrderedDict()
        self._lock = threading.Lock()

    def read(self, notes: Sequence[Note]) -> Reading:
        """Read all notes of a case as one.

        Args:
            notes: In any order; they are read by date, those without a date last.

        Returns:
            The reading; every quote has offsets in characters of its note's text.

        Raises:
            ModelMissing: the language model is not installed.
        """
        ordered = sorted(notes, key=lambda note: note.date or dt.date.max)
        tables = self._tables or packaged()
        read = self.facts(ordered)
        facts = [fact for note in read for fact in note.facts]
        found = weighed(merge(facts, self._abbreviations, tables["same"]), read, tables)
        actors = ranked(found, read, ordered, tables)
        words: dict[str, Quote] = {}
        for fact in facts:
            note = ordered[fact.note]
            text = note.text[fact.start : fact.end]
            words.setdefault(fact.key[-1], Quote(note=note.id, start=fact.start, end=fact.end, text=text))
        return Reading(
            engine=self.engine,
            actors=actors,
            relations=relations(found, read, ordered, tables["pairs"], self._tagger),
            changes=changes(found, read, ordered, tables["turns"]),
            silent_kinds=silent_kinds(self._cards, {actor.kind for actor in actors}, ordered, words, self._parser),
        )

    def facts(self, ordered: Sequence[Note]) -> tuple[NoteFacts, ...]:
        """What each note yields by itself, the notes in order; kept for the next reading."""
        with self._lock:
            kept = {note.digest: self._facts[note.digest] for note in ordered if note.digest in self._facts}
        fresh = list({note.digest: note for note in ordered if note.digest not in kept}.values())
        table = (self._tables or packaged())["kinds"]
        for note, tags in zip(fresh, self._tagger.tag([note.text for note in fresh]), strict=True):
            kept[note.digest] = read_note(note.text, self._parser.parse(note.text), tags, self._kinds, table)
        with self._lock:
            for digest, facts in kept.items():
                self._facts[digest] = facts
                self._facts.move_to_end(digest)
            while len(self._facts) > KEPT:
                self._facts.popitem(last=False)
        return tuple(kept[note.digest].numbered(number) for number, note in enumerate(ordered))
