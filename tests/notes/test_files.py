"""Every format is read whole, dated and titled; every failure is its own plain sentence."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.domain import Note
from assistant.errors import DamagedFile, EmptyNote, NoteError, ProtectedFile, TooLarge, UnsupportedFormat
from assistant.notes import FORMATS, Limits, read_file, read_text
from assistant.notes.dates import date_of_heading, date_of_name, read_date
from assistant.notes.titles import from_filename
from tests.notes import samples
from tests.test_passages import check_passages

PARAGRAPHS = [
    "The referral form was sent back to the surgery because the box about housing had been left empty, so Mrs Field "
    "and Mandy had to begin again from the first page of the portal.",
    "“Why?” asked Zoë. It cost £40 – twice.",
    "It took them the whole of the morning.",
]
WRITERS: dict[str, Callable[[Path, list[str]], Path]] = {
    ".docx": samples.docx,
    ".odt": samples.odt,
    ".rtf": samples.rtf,
    ".html": samples.html,
    ".eml": samples.eml,
    ".txt": samples.txt,
    ".md": samples.txt,
    ".pdf": samples.pdf,
}
TRUTHS = [
    "Plain words only.\nTwo lines.",
    "“She can’t,” said Zoë – it’s £40.\nCafé, naïve.",
    "Dŵr a tŷ: Siân lives there. The dŵr is cold.",
    "Michał and Łukasz rang. Małgorzata’s flat.",
    "Quotes “one”, ‘two’ and a long – dash.",
]


def check_locations(note: Note) -> None:
    covered: set[int] = set()
    for place in note.locations:
        assert 0 <= place.start < place.end <= len(note.text)
        covered.update(range(place.start, place.end))
    assert all(at in covered for at, letter in enumerate(note.text) if not letter.isspace())


@pytest.mark.parametrize("ending", WRITERS)
def test_each_format_gives_the_text(ending: str, tmp_path: Path) -> None:
    note = read_file(WRITERS[ending](tmp_path / f"hub{ending}", PARAGRAPHS))
    assert note.text.strip() == "\n\n".join(PARAGRAPHS)
    check_locations(note)
    check_passages(note)


def test_each_format_is_tried() -> None:
    assert {*WRITERS, ".htm"} == set(FORMATS)


letters = st.sampled_from("abcdefghijklmnopqrstuvwxyzBMÉéèüçñŵŷłŁśž0123456789’£")
prose = st.lists(st.text(letters, min_size=1, max_size=9), min_size=3, max_size=30).map(" ".join)


@pytest.mark.parametrize("ending", [ending for ending in WRITERS if ending != ".pdf"])
@given(paragraphs=st.lists(prose, min_size=1, max_size=5))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_words_survive(ending: str, paragraphs: list[str], tmp_path: Path) -> None:
    note = read_file(WRITERS[ending](tmp_path / f"hub{ending}", paragraphs))
    assert note.text.split() == " ".join(paragraphs).split()
    check_locations(note)
    check_passages(note)


@given(lines=st.lists(st.lists(st.text("abcdefgh", min_size=1, max_size=9), min_size=1, max_size=9), min_size=1))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_words_of_a_pdf_survive(lines: list[list[str]], tmp_path: Path) -> None:
    note = read_file(samples.pdf_pages(tmp_path / "hub.pdf", [[" ".join(line) for line in lines[:40]], ["end"]]))
    assert note.text.split() == [*(word for line in lines[:40] for word in line), "end"]
    check_locations(note)
    check_passages(note)


ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1", "cp1250", "iso8859-14")


def holds(encoding: str, text: str) -> bool:
    return text.encode(encoding, "ignore").decode(encoding) == text


@pytest.mark.parametrize(
    ("truth", "encoding"), [(truth, name) for truth in TRUTHS for name in ENCODINGS if holds(name, truth)]
)
def test_the_text_equals_the_truth(truth: str, encoding: str, tmp_path: Path) -> None:
    data = truth.encode(encoding)
    path = tmp_path / "a.txt"
    path.write_bytes(data.replace(b"\n", b"\r\n") if "16" not in encoding else data)
    assert read_file(path).text == truth


@pytest.mark.parametrize(
    ("data", "truth"),
    [
        (b"caf\xc3\xa9 here\nna\xefve \x93there\x94", "café here\nnaïve “there”"),
        ("it donâ€™t go".encode(), "it don’t go"),
        ("ﬁne ＡＢＣ “curly” &amp; 'plain'".encode(), "ﬁne ＡＢＣ “curly” &amp; 'plain'"),
        (b"one\rtwo\r\nthree", "one\ntwo\nthree"),
    ],
)
def test_mixed_and_misread_text(data: bytes, truth: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert read_file(tmp_path / "a.txt").text == truth


@pytest.mark.parametrize(
    ("stem", "date"),
    [
        ("2025-03-12 hub", dt.date(2025, 3, 12)),
        ("20250312-hub", dt.date(2025, 3, 12)),
        ("hub_12-03-2025", dt.date(2025, 3, 12)),
        ("hub 12 March 2025", dt.date(2025, 3, 12)),
        ("hub-12th-march-2025", dt.date(2025, 3, 12)),
        ("minutes-may-2025", None),
        ("notes 2025", None),
        ("case 9434765919", None),
        ("2025-13-45", None),
        ("1812-03-12", None),
        ("today", None),
    ],
)
def test_date_of_a_file_name(stem: str, date: dt.date | None) -> None:
    assert date_of_name(stem) == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Tuesday 12 March 2025\n\nIt rained.", dt.date(2025, 3, 12)),
        ("Hub, 12/3/25", dt.date(2025, 3, 12)),
        ("March 12, 2025", dt.date(2025, 3, 12)),
        ("Mr K, DOB 12/03/1955", None),
        ("Saw Mandy today in May", None),
        ("Mon 31/3 it rained", None),
        ("x" * 150 + "\n12 March 2025", None),
    ],
)
def test_date_of_a_heading(text: str, date: dt.date | None) -> None:
    assert date_of_heading(text) == date


def test_a_date_is_day_first() -> None:
    assert read_date("03/04/2025") == dt.date(2025, 4, 3)


def test_dates_come_in_order(tmp_path: Path) -> None:
    path = tmp_path / "2025-03-12 hub.md"
    path.write_text("---\ntitle: The hub\ndate: 2025-01-02\n---\n1 May 2025\n\nText.", encoding="utf-8")
    note = read_file(path)
    assert (note.title, note.date, note.date_source) == ("The hub", dt.date(2025, 1, 2), "front matter")
    assert note.text == "1 May 2025\n\nText."
    assert note.place(0) == "line 5"
    path.write_text("1 May 2025\n\nText.", encoding="utf-8")
    assert read_file(path).date_source == "file name"
    assert read_file(path, filename="hub.md").date_source == "heading"


def test_a_list_between_rules_is_text() -> None:
    text = "---\nPresent: Bev, Tunde\n---\nQueue."
    assert read_text(text).text == text


@pytest.mark.parametrize(
    ("filename", "title"),
    [
        ("2025-03-12-discharge-hub.docx", "Discharge hub"),
        ("01_follow up.txt", "Follow up"),
        ("20250312.txt", "20250312"),
        ("follow-up visit.txt", "Follow-up visit"),
    ],
)
def test_title_of_a_file_name(filename: str, title: str) -> None:
    assert from_filename(filename) == title


def test_headings_and_properties_make_titles(tmp_path: Path) -> None:
    assert read_file(samples.docx(tmp_path / "a.docx", ["x"], heading="The hub")).title == "The hub"
    assert read_file(samples.odt(tmp_path / "a.odt", ["x"], heading="The hub")).title == "The hub"
    assert read_file(samples.html(tmp_path / "a.html", ["x"], head="<title>Page</title>")).title == "Page"
    assert read_file(samples.eml(tmp_path / "a.eml", ["x"], subject="Zoë’s visit")).title == "Zoë’s visit"


def test_what_a_page_hides_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<p>Seen</p><script>bad()</script><style>x{}</style><p style='display: none'>unseen</p><p hidden>unseen</p>"
        "<!-- unseen --><img src='http://127.0.0.1:9/x'><table><tr><td>a</td><td>b</td></tr></table>",
        encoding="utf-8",
    )
    note = read_file(path)
    assert note.text == "Seen\n\na | b"
    assert set(note.left_out) == {
        "1 image",
        "1 script",
        "2 stretches of hidden text",
        "1 table turned into lines of text",
    }


def test_a_mail_names_its_attachment(tmp_path: Path) -> None:
    message = EmailMessage()
    message["Subject"], message["Date"] = "Hub", "Wed, 12 Mar 2025 09:40:00 +0000"
    message.set_content("Hello\n\n> quoted\n")
    message.add_alternative("<p>Hello in HTML</p>", subtype="html")
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="scan.pdf")
    (tmp_path / "a.eml").write_bytes(message.as_bytes())
    note = read_file(tmp_path / "a.eml")
    assert note.text == "Hello\n\n> quoted"
    assert note.left_out == ("1 attachment (scan.pdf)",)
    assert (note.date, note.date_source) == (dt.date(2025, 3, 12), "mail header")


def test_pages_of_a_pdf(tmp_path: Path) -> None:
    pages = [["Hub notes", f"Words of page {name} are here.", f"Page {i}"] for i, name in enumerate("abcd", 1)]
    note = read_file(samples.pdf_pages(tmp_path / "a.pdf", pages))
    assert note.pages == 4
    assert note.place(note.text.index("page c")) == "page 3"
    assert "Hub notes" not in note.text
    assert "8 page header or footer lines" in note.left_out


def _zip(members: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return held.getvalue()


def _word(body: bytes) -> bytes:
    return _zip({"[Content_Types].xml": b"<x/>", "word/document.xml": body})


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le")
ENCRYPTED_ODT = _zip(
    {
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": b"<m><encryption-data/></m>",
        "content.xml": b"\x01\x02",
    }
)


@pytest.mark.parametrize(
    ("name", "data", "error", "says"),
    [
        ("a.xlsx", b"x", UnsupportedFormat, ".docx"),
        ("a.doc", b"x", UnsupportedFormat, "Save it as .docx"),
        ("a", b"x", UnsupportedFormat, "no ending"),
        ("a.docx", b"%PDF-1.4 ...", UnsupportedFormat, "is a PDF"),
        ("a.txt", b"\x89PNG\r\n\x1a\n...", UnsupportedFormat, "a picture"),
        ("a.pdf", _word(b"<x/>"), UnsupportedFormat, "a Word document"),
        ("a.eml", b"just words\n\nmore", UnsupportedFormat, "not an e-mail"),
        ("a.txt", b"", EmptyNote, "empty"),
        ("a.txt", b" \n ", EmptyNote, "empty"),
        ("a.html", b"<html><script>x</script></html>", EmptyNote, "no text"),
        ("a.docx", OLE, ProtectedFile, "password"),
        ("a.odt", ENCRYPTED_ODT, ProtectedFile, "password"),
        ("a.txt", bytes(range(256)) * 4, DamagedFile, "binary"),
        ("a.docx", _word(b"<x>" + b"y" * 5000)[:-40], DamagedFile, "cut off"),
        ("a.docx", _word(b"<x>"), DamagedFile, "cut off"),
        ("a.docx", _word(BOMB), DamagedFile, "damaged"),
        ("a.docx", _word(b" " * 30_000_000), TooLarge, "unpacks"),
        ("a.docx", _zip({f"word/{i}": b"" for i in range(5001)}), TooLarge, "unpacks"),
        ("a.rtf", b"{\\rtf1 {\\b cut", DamagedFile, "cut off"),
        ("a.pdf", b"%PDF-1.4\nnonsense\n%%EOF", DamagedFile, "damaged"),
    ],
)
def test_each_failure_is_a_plain_sentence(
    name: str, data: bytes, error: type[NoteError], says: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(error) as raised:
        read_file(tmp_path / name)
    assert type(raised.value) is error
    assert f'"{name}"' in str(raised.value)
    assert says in str(raised.value)


def test_files_cut_off(tmp_path: Path) -> None:
    for path in (samples.docx(tmp_path / "a.docx", PARAGRAPHS), samples.pdf(tmp_path / "a.pdf", PARAGRAPHS)):
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        with pytest.raises(DamagedFile):
            read_file(path)


def test_pdfs_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ProtectedFile):
        read_file(samples.pdf_pages(tmp_path / "a.pdf", [["x"]], password="secret"))
    with pytest.raises(TooLarge, match="4 pages"):
        read_file(samples.pdf_pages(tmp_path / "b.pdf", [["x"]] * 4), limits=Limits(pages=3))
    with pytest.raises(EmptyNote):
        read_file(samples.pdf_pages(tmp_path / "c.pdf", [[]]))


def test_a_scanned_pdf_says_so(tmp_path: Path) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.drawImage(ImageReader(Image.new("RGB", (20, 20))), 0, 0, 400, 400)
    canvas.save()
    with pytest.raises(EmptyNote, match="only pictures of pages"):
        read_file(tmp_path / "a.pdf")


def test_a_file_over_the_limit(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 1_000_001)
    with pytest.raises(TooLarge, match="1 MB"):
        read_file(tmp_path / "a.txt", limits=Limits(megabytes=1))


def test_a_mail_with_only_an_attachment(tmp_path: Path) -> None:
    message = EmailMessage()
    message["Subject"] = "Scan"
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="scan.pdf")
    (tmp_path / "a.eml").write_bytes(message.as_bytes())
    with pytest.raises(EmptyNote, match="scan.pdf"):
        read_file(tmp_path / "a.eml")


def test_there_is_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(NoteError, match="no file"):
        read_file(tmp_path / "a.txt")


def test_pasted_text() -> None:
    note = read_text("Queue at the hub was long\r\nagain \ud800", title="")
    assert note.text == "Queue at the hub was long\nagain \ufffd"
    assert (note.title, note.filename) == ("Queue at the hub was long", "queue-at-the-hub-was-long.txt")
    assert read_text("x", title="My note: May").filename == "my-note-may.txt"
    with pytest.raises(EmptyNote):
        read_text(" \n")


@given(st.text())
def test_any_pasted_text_is_covered(text: str) -> None:
    try:
        note = read_text(text)
    except EmptyNote:
        return
    note.text.encode("utf-8")
    check_locations(note)
    check_passages(note)


def test_a_word_broken_at_a_line_end_is_made_whole(tmp_path: Path) -> None:
    lines = ["The duty worker read the whole of the refer-", "ral form, which was a self-", "assessment in fact."]
    text = read_file(samples.pdf_pages(tmp_path / "a.pdf", [lines])).text
    assert "referral form" in text
    assert "self-assessment" in text


def test_a_sentence_goes_on_over_a_page(tmp_path: Path) -> None:
    pages = [["The form that Mandy had sent back to"], ["the surgery was lost."]]
    note = read_file(samples.pdf_pages(tmp_path / "a.pdf", pages))
    assert note.text == "The form that Mandy had sent back to the surgery was lost."
    assert note.place(note.text.index("surgery")) == "page 2"


def test_tables_and_tracked_changes_of_a_word_file(tmp_path: Path) -> None:
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = (
        f"<w:document {w}><w:body><w:p><w:r><w:t>The </w:t></w:r><w:del><w:r><w:delText>old </w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
        "<w:r><w:t> form</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"
    )
    (tmp_path / "a.docx").write_bytes(_word(body.encode()))
    note = read_file(tmp_path / "a.docx")
    assert note.text == "The new form\n\na | b"
    assert set(note.left_out) == {
        "1 table turned into lines of text",
        "1 stretch of hidden text",
        "1 deleted stretch of tracked changes",
    }


def test_what_rich_text_leaves_out(tmp_path: Path) -> None:
    before = (
        '{\\info{\\title The hub}}{\\header Page top}{\\field{\\*\\fldinst{HYPERLINK "http://x.org"}}{\\fldrslt link}} '
    )
    note = read_file(samples.rtf(tmp_path / "a.rtf", ["Text."], before=before))
    assert (note.title, note.text) == ("The hub", "link Text.")
    assert note.left_out == ("1 page header",)


def test_deeply_nested_pages_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<div>" * 3000 + "deep" + "</div>" * 3000, encoding="utf-8")
    assert "deep" in read_file(tmp_path / "a.html").text
