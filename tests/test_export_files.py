"""What is saved opens in what it is for: REFI-QDA by pyrefiqda, GraphML by networkx, Word and PDF by their readers."""

import csv
import datetime as dt
import io
import json
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pypdfium2
import pytest
from docx import Document
from pyrefiqda import RefiCodebook, RefiProject

from assistant import export
from assistant.domain import (
    Actor,
    Case,
    Effect,
    Entry,
    KindCard,
    Lens,
    Mention,
    Note,
    Observation,
    Quote,
    Reading,
    Relation,
    Source,
)

TEXT = "=HYPERLINK is on the form 😀. The form sends Mrs Łąka back.\x0b The nurse waits."
NOTE = Note(id="n1", filename="diary.txt", title="Diary", text=TEXT, date=dt.date(2025, 3, 12))
CASE = Case(id="c1", name="Hub & <spoke>", created=dt.datetime(2025, 3, 1, tzinfo=dt.UTC))
NOW = dt.datetime(2025, 4, 1, 9, 30, tzinfo=dt.UTC)
KINDS = (
    KindCard(kind="document", name="Forms and papers", description="What is filled in.", terms=()),
    KindCard(kind="person", name="People", description="", terms=()),
    KindCard(kind="technology", name="Technology", description="", terms=()),
)


def quote(words: str) -> Quote:
    start = TEXT.index(words)
    return Quote(note="n1", start=start, end=start + len(words), text=words)


def mention(words: str, at: int = 0) -> Mention:
    start = TEXT.index(words, at)
    return Mention(note="n1", start=start, end=start + len(words), role="acts")


SENDS = quote("The form sends Mrs Łąka back.")
READING = Reading(
    engine="x",
    actors=(
        Actor(
            name="form",
            kind="document",
            acts=True,
            overlooked=True,
            why="Nobody asks.",
            aliases=("sheet",),
            quotes=(SENDS,),
            mentions=(mention("form"), mention("form", 30)),
            effects=(Effect(way="moves", quote=SENDS),),
        ),
        Actor(name="Mrs Łąka", kind="person", acts=False, quotes=(SENDS,), mentions=(mention("Mrs Łąka"),)),
        Actor(name="=HYPERLINK", kind="technology", acts=False, quotes=(quote("=HYPERLINK is on the form 😀."),)),
    ),
    relations=(Relation(a="form", b="Mrs Łąka", verb="sends", way="moves", quote=SENDS),),
)
LENS = Lens(
    id="time",
    name="Time",
    gloss="",
    fits="",
    sources=(Source(key="k", cite="Somebody 2020", reference="", standing="general"),),
)
JOURNAL = (
    Entry(
        id="e1",
        text="I wait on the step.\nWith Łąka.\x0b",
        at=NOW,
        heading="Feelings",
        question="Who waits?",
        lens="time",
        pointed=(Observation(text="It is sent back.", lens="time", quotes=(SENDS,)),),
    ),
    Entry(id="e2", text="Not placed.", at=NOW, own=True),
)


def lines() -> list[export.Line]:
    return list(export.lines(CASE, JOURNAL, (NOTE,), {"time": LENS}, "gibbs"))


def test_a_codebook_reopens(tmp_path: Path) -> None:
    path = tmp_path / "case.qdc"
    path.write_bytes(export.qdc(CASE, READING, KINDS))
    book = RefiCodebook.load(path)
    codes = {code.name: [below.name for below in code.code] for code in book.codes.code}
    assert codes == {
        "Forms and papers": ["form"],
        "People": ["Mrs Łąka"],
        "Technology": ["=HYPERLINK"],
        "Passed over": [],
    }


def test_a_project_reopens_with_every_stretch_where_it_was(tmp_path: Path) -> None:
    path = tmp_path / "case.qdpx"
    path.write_bytes(export.qdpx(CASE, (NOTE,), READING, KINDS, NOW))
    project = RefiProject.load(path, extract_dir=str(tmp_path / "out"))
    assert project.name == CASE.name
    (source,) = project.sources.text_source
    text = RefiProject.resolve_source_path(source.plain_text_path, tmp_path / "out").read_text(encoding="utf-8")
    assert len(text) == len(TEXT)
    names = {code.guid: code.name for top in project.code_book.codes.code for code in (top, *top.code)}
    coded = {
        (text[item.start_position : item.end_position], names[coding.code_ref.target_guid])
        for item in source.plain_text_selection
        for coding in item.coding
    }
    assert coded == {("form", "form"), ("Mrs Łąka", "Mrs Łąka"), (SENDS.text, "Passed over")}
    guids = [item.guid for item in source.plain_text_selection]
    assert len(guids) == len(set(guids))


def test_highlights_for_taguette_hold_no_formula() -> None:
    rows = list(csv.reader(io.StringIO(export.taguette((NOTE,), READING))))
    assert rows[0] == ["id", "document", "tag", "content"]
    assert {(row[2], row[3]) for row in rows[1:]} == {
        ("form", SENDS.text),
        ("Mrs Łąka", SENDS.text),
        ("Passed over", SENDS.text),
        ("'=HYPERLINK", "'=HYPERLINK is on the form 😀."),
    }
    assert len({row[0] for row in rows[1:]}) == 2


def test_kumu_gets_elements_and_connections() -> None:
    made = json.loads(export.kumu(READING, KINDS))
    assert {(x["label"], x["type"]) for x in made["elements"]} >= {("form", "Forms and papers"), ("Mrs Łąka", "People")}
    assert made["elements"][0]["tags"] == ["passed over"]
    assert made["connections"] == [
        {
            "from": "form",
            "to": "Mrs Łąka",
            "direction": "directed",
            "type": "moves",
            "description": SENDS.text,
            "strength": 1,
        }
    ]


def test_gephi_gets_two_tables_without_formulas() -> None:
    with zipfile.ZipFile(io.BytesIO(export.gephi(READING, KINDS))) as packed:
        nodes = list(csv.DictReader(io.StringIO(packed.read("nodes.csv").decode())))
        edges = list(csv.DictReader(io.StringIO(packed.read("edges.csv").decode())))
    assert [row["Label"] for row in nodes] == ["form", "Mrs Łąka", "'=HYPERLINK"]
    assert [(row["Source"], row["Target"], row["Label"]) for row in edges] == [("form", "Mrs Łąka", "moves")]


def test_graphml_reopens() -> None:
    graph = nx.read_graphml(io.BytesIO(export.graphml(READING, KINDS)))
    assert set(graph) == {"form", "Mrs Łąka", "=HYPERLINK"}
    assert graph.nodes["form"]["passed_over"] is True
    assert [(a, b) for a, b, *_ in graph.edges] == [("form", "Mrs Łąka")]


def test_a_journal_in_word_parts_the_practitioners_words_from_the_others() -> None:
    document = Document(io.BytesIO(export.journal_docx(lines())))
    styles = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs}
    assert styles["I wait on the step.\nWith Łąka."] == "Normal"
    assert styles["Noticing asked: Who waits?"] == "Noticing"
    assert styles[f"“{SENDS.text}”"] == "Noticing"
    start, end = SENDS.start, SENDS.end
    assert styles[f"Diary, 12 March 2025; diary.txt, {start} to {end}"] == "Place of a quote"
    assert styles["Feelings"] == "Heading 1"


def test_a_journal_in_pdf_has_every_word_in_its_own_face() -> None:
    with pypdfium2.PdfDocument(export.journal_pdf(lines())) as document:
        text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    for words in ("Journal: Hub & <spoke>", "With Łąka.", "Noticing asked: Who waits?", "Mrs Łąka back.", "diary.txt"):
        assert words in text


def test_a_journal_in_markdown_quotes_what_is_not_the_practitioners() -> None:
    made = export.journal_markdown(lines())
    assert "\nI wait on the step.\nWith Łąka." in made
    assert "\n> Noticing asked: Who waits?" in made
    assert f"\n> “{SENDS.text}”" in made


@pytest.mark.parametrize("make", [export.journal_docx, export.journal_pdf])
def test_an_empty_journal_is_a_file_too(make: object) -> None:
    assert callable(make)
    assert len(make(list(export.lines(CASE, (), (), {}, "free")))) > 1000


def test_the_same_case_has_the_same_ids_again() -> None:
    first, second = (ElementTree.fromstring(export.qdc(CASE, READING, KINDS)) for _ in range(2))
    assert ElementTree.tostring(first) == ElementTree.tostring(second)
