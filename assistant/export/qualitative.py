"""The reading for qualitative analysis: REFI-QDA codebook and project, and highlights as Taguette writes them.

REFI-QDA 1.5 (https://www.qdasoftware.org): a codebook is one XML file, a project a ZIP file of XML and sources.
Positions count Unicode characters from 0.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import uuid
import zipfile
from collections import defaultdict
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from assistant.domain import Actor, Case, KindCard, Note, Reading

CODEBOOK, PROJECT = "urn:QDA-XML:codebook:1.0", "urn:QDA-XML:project:1.0"
PASSED_OVER = "Passed over"
ORIGIN = "Noticing"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_safe(text: str) -> str:
    """The text with each character that XML cannot hold replaced by one that it can, so that offsets stay."""
    return _UNFIT.sub("\ufffd", text)


def plain_cell(value: object) -> object:
    """A table's cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _guid(case: Case, *names: str) -> str:
    """The same for the same thing of the same case, so that a second export replaces the first."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "\n".join((case.id, *names))))


def _codes(parent: ET.Element, case: Case, reading: Reading, kinds: Sequence[KindCard]) -> None:
    """Kinds as codes, with their actors below; then one for what is passed over."""
    for card in kinds:
        below = [actor for actor in reading.actors if actor.kind == card.kind]
        if not below:
            continue
        kind = ET.SubElement(
            parent, "Code", guid=_guid(case, "kind", card.kind), name=xml_safe(card.name), isCodable="true"
        )
        ET.SubElement(kind, "Description").text = xml_safe(card.description)
        for actor in below:
            code = ET.SubElement(
                kind, "Code", guid=_guid(case, "actor", actor.name), name=xml_safe(actor.name), isCodable="true"
            )
            if told := _told(actor):
                ET.SubElement(code, "Description").text = xml_safe(told)
    if reading.overlooked:
        over = ET.SubElement(parent, "Code", guid=_guid(case, "passed over"), name=PASSED_OVER, isCodable="true")
        ET.SubElement(over, "Description").text = "Makes a difference in the notes, and the notes do not stay with it."


def _told(actor: Actor) -> str:
    also = f"Also: {', '.join(actor.aliases)}." if actor.aliases else ""
    return " ".join(part for part in (actor.why, also) if part)


def _xml(root: ET.Element) -> bytes:
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def qdc(case: Case, reading: Reading, kinds: Sequence[KindCard]) -> bytes:
    """The codebook alone (.qdc)."""
    root = ET.Element("CodeBook", xmlns=CODEBOOK, origin=ORIGIN)
    _codes(ET.SubElement(root, "Codes"), case, reading, kinds)
    return _xml(root)


def qdpx(case: Case, notes: Sequence[Note], reading: Reading, kinds: Sequence[KindCard], at: dt.datetime) -> bytes:
    """The whole project (.qdpx): the notes as sources, each mention and quote coded."""
    user, when = _guid(case, "user"), at.strftime("%Y-%m-%dT%H:%M:%SZ")
    root = ET.Element(
        "Project", xmlns=PROJECT, name=xml_safe(case.name), origin=ORIGIN, creatingUserGUID=user, creationDateTime=when
    )
    ET.SubElement(ET.SubElement(root, "Users"), "User", guid=user, name=ORIGIN)
    _codes(ET.SubElement(ET.SubElement(root, "CodeBook"), "Codes"), case, reading, kinds)
    spans = _coded(case, reading)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        sources = ET.SubElement(root, "Sources")
        for note in notes:
            guid = _guid(case, "note", note.id)
            source = ET.SubElement(
                sources,
                "TextSource",
                guid=guid,
                name=xml_safe(note.filename),
                plainTextPath=f"internal://{guid}.txt",
                creatingUser=user,
                creationDateTime=when,
            )
            ET.SubElement(source, "Description").text = xml_safe(note.title)
            _selections(source, case, note, spans, user, when)
            packed.writestr(f"sources/{guid}.txt", xml_safe(note.text).encode("utf-8"))
        packed.writestr("project.qde", _xml(root))
    return made.getvalue()


Spans = dict[tuple[str, int, int], set[str]]
"""The codes of each stretch: note, start, end -> guids."""


def _coded(case: Case, reading: Reading) -> Spans:
    spans: Spans = defaultdict(set)
    for actor in reading.actors:
        for mention in actor.mentions:
            spans[mention.note, mention.start, mention.end].add(_guid(case, "actor", actor.name))
    for actor in reading.overlooked:
        for quote in actor.quotes:
            spans[quote.note, quote.start, quote.end].add(_guid(case, "passed over"))
    return spans


def _selections(source: ET.Element, case: Case, note: Note, spans: Spans, user: str, when: str) -> None:
    for (where, start, end), codes in sorted(spans.items()):
        if where != note.id:
            continue
        key = f"{note.id}:{start}-{end}"
        selection = ET.SubElement(
            source,
            "PlainTextSelection",
            guid=_guid(case, "selection", key),
            name=xml_safe(note.text[start:end][:60]),
            startPosition=str(start),
            endPosition=str(end),
            creatingUser=user,
            creationDateTime=when,
        )
        for code in sorted(codes):
            guid = _guid(case, "coding", key, code)
            coding = ET.SubElement(selection, "Coding", guid=guid, creatingUser=user, creationDateTime=when)
            ET.SubElement(coding, "CodeRef", targetGUID=code)


def taguette(notes: Sequence[Note], reading: Reading) -> str:
    """Highlights as Taguette exports them: one row for each tag of each highlight."""
    made = io.StringIO()
    table = csv.writer(made, lineterminator="\r\n")
    table.writerow(("id", "document", "tag", "content"))
    by_id = {note.id: note for note in notes}
    rows = [
        (quote.note, quote.start, actor.name, quote.text)
        for actor in reading.actors
        for quote in (*actor.quotes, *(effect.quote for effect in actor.effects))
    ]
    rows += [(quote.note, quote.start, PASSED_OVER, quote.text) for x in reading.overlooked for quote in x.quotes]
    rows = [row for row in dict.fromkeys(rows) if row[0] in by_id]
    order = {note.id: number for number, note in enumerate(notes)}
    rows.sort(key=lambda row: (order[row[0]], row[1], row[3], row[2]))
    numbers: dict[tuple[str, int, str], int] = {}
    for note, start, tag, content in rows:
        number = numbers.setdefault((note, start, content), len(numbers) + 1)
        table.writerow([number, *map(plain_cell, (by_id[note].filename, tag, content))])
    return made.getvalue()
