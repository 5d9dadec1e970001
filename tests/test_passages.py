"""Sentences and passages: where they end, and that nothing of a text is lost."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.domain import Note
from assistant.passages import sentences, split

WRAPPED = (
    "The referral form was sent back to the surgery on Friday because\n"
    "the box about housing had been left empty, and so Mrs Field and\n"
    "Mandy had to begin again from the first page of the portal. It\n"
    "took them the whole of the morning. The bus that they wanted at\n"
    "9.40 had gone."
)


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mrs. Field saw Dr. Osei. She left.", ["Mrs. Field saw Dr. Osei.", "She left."]),
        ("It came at 9.40 a.m. on Monday. Late.", ["It came at 9.40 a.m. on Monday.", "Late."]),
        ("She left at 4 p.m. The bus was full.", ["She left at 4 p.m.", "The bus was full."]),
        ("Papers, e.g. the form, cost approx. 3.50 each.", ["Papers, e.g. the form, cost approx. 3.50 each."]),
        ("She said no. No. 5 was shut.", ["She said no.", "No. 5 was shut."]),
        ("J. Smith rang. R. rang too.", ["J. Smith rang.", "R. rang too."]),
        ("I saw Mrs B. She went home.", ["I saw Mrs B.", "She went home."]),
        ("St. Mary's is shut. It was cold.", ["St. Mary's is shut.", "It was cold."]),
        (
            "“Why?” she asked. He said, “Stop.” Then he left.",
            ["“Why?” she asked.", "He said, “Stop.”", "Then he left."],
        ),
        ("She left… and came back. Well... Maybe.", ["She left… and came back.", "Well...", "Maybe."]),
        ("(See above.) Fine! Is it?", ["(See above.)", "Fine!", "Is it?"]),
        ("- one thing\n- two things\n* three", ["- one thing", "- two things", "* three"]),
        ("1. Queue. Out past the racks\n2. Letters", ["1. Queue.", "Out past the racks", "2. Letters"]),
        ("20:00 On: Bev\n20:40 R. rang\n0710 back doors", ["20:00 On: Bev", "20:40 R. rang", "0710 back doors"]),
        ("Mandy: she was up\nTUNDE: hello", ["Mandy: she was up", "TUNDE: hello"]),
        ("# Hub\nIt is shut\n\nand cold", ["# Hub", "It is shut", "and cold"]),
        ("patient rang\nno answer\ntried again", ["patient rang", "no answer", "tried again"]),
        (
            "first day back. room is shut. nobody came. it was cold",
            ["first day back.", "room is shut.", "nobody came.", "it was cold"],
        ),
        ("She went to the\nshop", ["She went to the\nshop"]),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_wrapped_lines_go_on() -> None:
    found = cut(WRAPPED)
    assert len(found) == 3
    assert found[-1] == "The bus that they wanted at\n9.40 had gone."


naughty = st.one_of(
    st.text(max_size=300),
    st.lists(
        st.sampled_from(
            [
                "Mrs.",
                "B.",
                "no.",
                "9.40",
                "...",
                "…",
                "”",
                "(",
                "\n",
                "\n\n",
                "- ",
                "1. ",
                ">",
                "|",
                "the",
                "Hub:",
                "\u00a0",
            ]
        ),
        max_size=80,
    ).map(" ".join),
)


@given(naughty)
@example("\u2028a.\u200b\x85b")
@example("." * 50 + "\n" + ")" * 50)
@example("👩‍👩‍👧 ŵ. Ŷ\u0301 \ufeff.")
def test_sentences_hold_every_character_once(text: str) -> None:
    at = 0
    for start, end in sentences(text):
        assert at <= start < end
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


def check_passages(note: Note) -> None:
    at = 0
    for passage in split(note):
        assert note.text[passage.start : passage.end] == passage.text
        assert not note.text[at : passage.start].strip()
        assert 0 < len(passage.text.split()) <= 200
        assert passage.note == note.id
        at = passage.end
    assert not note.text[at:].strip()


words = st.sampled_from(["the", "form", "Mandy", "went.", "home,", "x" * 1500, "\n\n", "\n", "-"])


@given(st.one_of(naughty, st.lists(words, max_size=700).map(" ".join)))
def test_passages_hold_every_character_once(text: str) -> None:
    check_passages(Note(id="n", filename="n.txt", title="n", text=text))


@given(st.lists(st.integers(min_value=1, max_value=150), min_size=1, max_size=30))
def test_passages_are_whole_sentences_within_the_limit(lengths: list[int]) -> None:
    text = " ".join("It" + " went" * (length - 1) + " home." for length in lengths)
    spans = sentences(text)
    starts, ends = {a for a, _ in spans}, {b for _, b in spans}
    for passage in split(Note(id="n", filename="n.txt", title="n", text=text)):
        assert passage.start in starts
        assert passage.end in ends
        assert len(passage.text.split()) <= 160


def test_passages_prefer_paragraphs_and_join_a_short_tail() -> None:
    paragraph = "The form went back to the surgery again today. " * 9
    text = f"{paragraph.strip()}\n\n{paragraph.strip()}\n\nIt was late."
    found = split(Note(id="n", filename="n.txt", title="n", text=text))
    assert [passage.text for passage in found] == [paragraph.strip(), f"{paragraph.strip()}\n\nIt was late."]


def test_a_sentence_that_is_too_long_is_cut_at_a_clause() -> None:
    text = ("and the form went round to the surgery again, " * 40).strip(", ")
    found = split(Note(id="n", filename="n.txt", title="n", text=text))
    assert len(found) > 1
    assert all(passage.text.endswith(",") for passage in found[:-1])
