"""Notes -> reading: reads each note, puts the notes together and weighs what was found.

Knows the order of the steps and which result is kept. Does not know grammar, files or where notes are stored.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from assistant.domain import Judgement, Kind, KindCard, Note, Reading
from assistant.reading.actors import Group, merge
from assistant.reading.corrections import Corrections
from assistant.reading.explain import Explanation, explained
from assistant.reading.facts import NoteFacts, read_note
from assistant.reading.grounds import Case
from assistant.reading.kinds import Kinds
from assistant.reading.mail import told
from assistant.reading.motion import changes
from assistant.reading.parse import Parser, joined
from assistant.reading.report import ranked, relations, settled
from assistant.reading.silent import near_misses, silent_kinds
from assistant.reading.tables import Tables, packaged
from assistant.reading.tagger import Tagger
from assistant.reading.weigh import weighed

KEPT = 256
"""How many notes' facts are kept for the next reading."""
TOGETHER = 12
"""How many notes are tagged before the first of them is read on: enough to be quick, few enough not to wait long."""


class Reader:
    """Finds who and what takes part in notes; safe to share between threads."""

    engine = "tagger-4"

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

    def read(self, notes: Sequence[Note], judgements: Sequence[Judgement] = ()) -> Reading:
        """Read all notes of a case as one.

        Args:
            notes: In any order; they are read by date, those without a date last.
            judgements: What the practitioner said of its actors, the oldest first; it always wins.

        Returns:
            The reading; every quote has offsets in characters of its note's text.

        Raises:
            ModelMissing: the language model is not installed.
        """
        ordered, read, groups, said = self._grouped(notes, judgements)
        tables = self._tables or packaged()
        found = weighed(groups, read, tables, said)
        actors = ranked(found, read, ordered, tables)
        kinds = {actor.kind for actor in actors}
        return Reading(
            engine=self.engine,
            actors=actors,
            relations=relations(found, read, ordered, tables["pairs"], self._tagger, self._kinds),
            changes=changes(found, read, ordered, tables["turns"]),
            silent_kinds=silent_kinds(
                self._cards, kinds, ordered, read, near_misses(found, read, ordered), self._parser
            ),
            settled=settled(found, read, ordered),
        )

    def explain(self, notes: Sequence[Note], name: str, judgements: Sequence[Judgement] = ()) -> Explanation:
        """Why one actor is read as it is.

        Args:
            notes: As for `read`.
            name: The actor's name or one of its aliases, or words that the notes have and that are read as no actor;
                capitals and articles do not matter.
            judgements: As for `read`.

        Raises:
            NotFound: the notes do not have the name.
            ModelMissing: the language model is not installed.
        """
        ordered, read, groups, said = self._grouped(notes, judgements)
        tables = self._tables or packaged()
        found = weighed(groups, read, tables, said)
        case = Case(
            notes=ordered,
            facts=read,
            groups=tuple(said.put(group) for group in groups),
            found=found,
            said=said,
            tables=tables,
            kinds=self._kinds,
            relations=relations(found, read, ordered, tables["pairs"], self._tagger, self._kinds),
            changes=changes(found, read, ordered, tables["turns"]),
        )
        return explained(name, case, self._tagger)

    def _grouped(
        self, notes: Sequence[Note], judgements: Sequence[Judgement]
    ) -> tuple[list[Note], tuple[NoteFacts, ...], tuple[Group, ...], Corrections]:
        """The notes in order, what each yields, all names over all of them, and what the practitioner said."""
        ordered = sorted(notes, key=lambda note: note.date or dt.date.max)
        tables, said = self._tables or packaged(), Corrections.of(judgements)
        read = self.facts(ordered)
        if judgements:
            read = tuple(self._corrected(n, ordered[n], facts, said) for n, facts in enumerate(read))
        facts = [fact for note in read for fact in note.facts]
        return ordered, read, merge(facts, self._abbreviations, tables["same"], said.together), said

    def _corrected(self, number: int, note: Note, facts: NoteFacts, said: Corrections) -> NoteFacts:
        """What a note yields, with the names that the practitioner added, and without those rejected."""
        named = list(said.named(note.text))
        if named:
            table = (self._tables or packaged())["kinds"]
            sentences = joined(facts.sentences, named)
            facts = read_note(note.text, sentences, facts.tags, self._kinds, table, named).numbered(number)
        return replace(facts, facts=tuple(said.before(facts.facts)))

    def facts(self, ordered: Sequence[Note]) -> tuple[NoteFacts, ...]:
        """What each note yields by itself, the notes in order; kept for the next reading."""
        with self._lock:
            kept = {note.digest: self._facts[note.digest] for note in ordered if note.digest in self._facts}
        fresh = list({note.digest: note for note in ordered if note.digest not in kept}.values())
        table, texts = (self._tables or packaged())["kinds"], [note.text for note in fresh]
        with ThreadPoolExecutor(1) as beside:  # the tagger computes outside Python, so that all else can go on
            starts = range(0, len(texts), TOGETHER)
            tagged = [beside.submit(self._tagger.tag, texts[at : at + TOGETHER]) for at in starts]
            parsed = [told(text, self._parser.parse(text)) for text in texts]
            tags = (one for some in tagged for one in some.result())
            for note, sentences, seen in zip(fresh, parsed, tags, strict=True):
                kept[note.digest] = read_note(note.text, sentences, seen, self._kinds, table)
        with self._lock:
            for digest, facts in kept.items():
                self._facts[digest] = facts
                self._facts.move_to_end(digest)
            while len(self._facts) > KEPT:
                self._facts.popitem(last=False)
        return tuple(kept[note.digest].numbered(number) for number, note in enumerate(ordered))
