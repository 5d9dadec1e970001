import json
import random
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import ModelMissing
from assistant.reading.pieces import WINDOW, windows, words
from assistant.reading.seen import spans
from assistant.reading.tables import Table, logit, read, write
from assistant.reading.tagger import CARD, KINDS, TAGGER, WEIGHTS, Tagger

NOTE = "Because of the referral form Mrs Field waited until the nurse came.\n- lift broken again, no key"


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger()


@given(st.text(max_size=300))
def test_words_stand_where_they_say(text: str) -> None:
    found = words(text)
    assert all(text[word.start : word.end] == word.text for word in found)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))


@given(st.lists(st.integers(1, 12), max_size=900), st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_windows_answer_for_each_word_once_and_are_never_too_long(lengths: list[int], chance: random.Random) -> None:
    breaks = [chance.random() < 0.1 for _ in lengths]
    answered: list[int] = []
    for window in windows(lengths, breaks):
        assert sum(lengths[index] for index in window.words) <= WINDOW
        answered += window.words[window.first : window.last]
    assert answered == list(range(len(lengths)))


def test_names_are_found_with_their_kind_and_effect(tagger: Tagger) -> None:
    (tags,) = tagger.tag([NOTE])
    found = [NOTE[start:end] for start, end in spans(tags)]
    assert {"referral form", "Mrs Field", "nurse", "lift"} <= set(found)
    form = next(index for index, word in enumerate(tags.words) if word.text == "form")
    assert KINDS[int(tags.kinds[form].argmax())] == "document"
    assert tags.asked[form][0] > 0.5


def test_a_text_is_tagged_alike_alone_and_among_others(tagger: Tagger) -> None:
    (alone,) = tagger.tag([NOTE])
    among = tagger.tag(["The bus was late.", NOTE, ""])
    assert spans(alone) == spans(among[1])
    assert abs(alone.kinds - among[1].kinds).max() < 0.1
    assert not among[2].words


def test_a_long_text_is_tagged_to_its_end(tagger: Tagger) -> None:
    text = "The nurse waited for the referral form. " * 120
    (tags,) = tagger.tag([text])
    assert spans(tags)[-1] == (text.rindex("referral form"), text.rindex("referral form") + len("referral form"))


def test_ties_are_asked_for_pairs(tagger: Tagger) -> None:
    (tags,) = tagger.tag(["The alarm woke Mrs Field. A leaflet lay on the table."])
    index = {word.text: place for place, word in enumerate(tags.words)}
    woke, lay = tagger.tied(
        tags,
        [
            (index["alarm"], index["alarm"], index["Mrs"], index["Field"], 0),
            (index["alarm"], index["alarm"], index["table"], index["table"], 1),
        ],
    )
    assert woke > lay
    assert tagger.tied(tags, []) == []


def test_weights_that_were_changed_are_refused(tmp_path: Path) -> None:
    shutil.copytree(WEIGHTS, tmp_path / "weights")
    with (tmp_path / "weights" / TAGGER).open("r+b") as file:
        file.seek(-4, 2)
        file.write(b"\1\2\3\4")
    with pytest.raises(ModelMissing, match="not the one that was published"):
        Tagger(tmp_path / "weights").tag(["A form."])
    (tmp_path / "weights" / CARD).unlink()
    with pytest.raises(ModelMissing, match="cannot be read"):
        Tagger(tmp_path / "weights").tag(["A form."])


def test_the_weights_are_small_and_say_what_they_were_made_from() -> None:
    assert (WEIGHTS / TAGGER).stat().st_size <= 25_000_000
    card = json.loads((WEIGHTS / CARD).read_text(encoding="utf-8"))
    assert card["kinds"] == list(KINDS)
    assert card["gold_sha256"]
    assert card["cross_validated"]["verbatim"] == 1.0


def test_a_table_is_read_as_it_was_written() -> None:
    table = Table({"always": -1.0, "subject": 2.5, "sv:be": -0.5}, 0.3)
    assert read(write(table, "What speaks for it.")) == table
    assert table.likely({"subject": 1.0}) > 0.8 > table.likely({"sv:be": 1.0})
    assert table.reasons({"subject": 1.0, "unknown": 1.0}) == [("subject", 2.5)]
    assert logit(0.5) == 0
    assert -5.1 < logit(0) < logit(1) < 5.1
