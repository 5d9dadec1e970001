"""A case as a file of any format that is offered."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assistant import export
from assistant.domain import Case, Entry, Judgement, KindCard, Lens, Note, Reading, Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """All that is kept of a case."""

    case: Case
    notes: tuple[Note, ...]
    turns: tuple[Turn, ...]
    reading: Reading
    judgements: tuple[Judgement, ...]
    journal: tuple[Entry, ...]
    lenses: Mapping[str, Lens]
    kinds: tuple[KindCard, ...]
    at: dt.datetime
    """When it is exported."""


def exported(whole: Whole, form: export.Format, scheme: str = "free") -> bytes:
    """The file's content.

    Args:
        whole: The case.
        form: The format.
        scheme: Headings of the journal; see `journal.SCHEMES`.
    """
    made = _journal(whole, form, scheme) if form.startswith("journal") else _MAKERS[form](whole)
    return made.encode("utf-8") if isinstance(made, str) else made


def _journal(whole: Whole, form: export.Format, scheme: str) -> str | bytes:
    content = tuple(export.lines(whole.case, whole.journal, whole.notes, whole.lenses, scheme))
    if form == "journal-docx":
        return export.journal_docx(content)
    return export.journal_pdf(content) if form == "journal-pdf" else export.journal_markdown(content)


_MAKERS: Mapping[str, Callable[[Whole], str | bytes]] = {
    "md": lambda x: export.case_markdown(x.case, x.notes, x.turns, x.reading, x.lenses),
    "json": lambda x: export.case_json(x.case, x.notes, x.turns, x.reading, x.judgements, x.lenses, x.journal),
    "qdc": lambda x: export.qdc(x.case, x.reading, x.kinds),
    "qdpx": lambda x: export.qdpx(x.case, x.notes, x.reading, x.kinds, x.at),
    "taguette": lambda x: export.taguette(x.notes, x.reading),
    "kumu": lambda x: export.kumu(x.reading, x.kinds),
    "gephi": lambda x: export.gephi(x.reading, x.kinds),
    "graphml": lambda x: export.graphml(x.reading, x.kinds),
}
