import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.domain import Passage
from assistant.errors import IndexFailure, ModelMissing
from assistant.index import CaseIndex, HashEncoder, chroma, generations
from tests.index.conftest import CountingEncoder, holds, passages

SECRET = "zyzzyva-quartz-7731"
FORM = "The referral form sat in the tray until Thursday."
LIFT = "The lift was out of order and Mrs Field stayed upstairs."
RING = f"I had to ring round every hostel {SECRET} myself."


def texts(index: CaseIndex, query: str, k: int = 8) -> list[str]:
    return [hit.passage.text for hit in index.search(query, k=k)]


def test_an_index_without_notes_is_empty_and_makes_no_folder(index: CaseIndex, tmp_path: Path) -> None:
    assert index.notes() == frozenset()
    assert index.search("form") == ()
    index.remove("unknown")
    assert not index.damaged
    assert list(tmp_path.iterdir()) == []


def test_added_passages_are_found_as_they_were(index: CaseIndex) -> None:
    added = passages("n1", FORM, LIFT)
    index.add("n1", added)
    hits = index.search("what about the referral form?")
    assert hits[0].passage == added[0]
    assert {hit.passage for hit in hits} == set(added)
    assert 1 >= hits[0].score > hits[1].score > 0
    assert index.notes() == {"n1"}


def test_only_the_new_notes_passages_are_encoded(index: CaseIndex, encoder: CountingEncoder) -> None:
    index.add("n1", passages("n1", FORM, LIFT))
    index.add("n2", passages("n2", RING))
    assert encoder.texts == [FORM, LIFT, RING]
    index.remove("n1")
    assert encoder.texts == [FORM, LIFT, RING]


def test_adding_a_note_again_replaces_it(index: CaseIndex, tmp_path: Path) -> None:
    index.add("n1", passages("n1", FORM, RING))
    index.add("n2", passages("n2", LIFT))
    index.add("n1", passages("n1", FORM))
    assert sorted(texts(index, "form lift hostel")) == sorted([FORM, LIFT])
    assert holds(tmp_path, SECRET) == []


def test_an_index_is_there_when_opened_again(index: CaseIndex, tmp_path: Path, encoder: CountingEncoder) -> None:
    index.add("n1", passages("n1", FORM))
    index.close()
    again = CaseIndex(tmp_path / "case", encoder)
    assert again.notes() == {"n1"}
    assert texts(again, "form") == [FORM]


def test_nothing_of_a_removed_note_stays_on_the_disk(index: CaseIndex, tmp_path: Path) -> None:
    kept = passages("n1", *(f"Passage {number} of the note that stays." for number in range(30)))
    index.add("n1", kept)
    index.add("n2", passages("n2", RING, LIFT))
    assert holds(tmp_path, SECRET)
    index.remove("n2")
    assert holds(tmp_path, SECRET) == []
    assert index.notes() == {"n1"}
    assert SECRET not in " ".join(texts(index, f"ring every hostel {SECRET}", k=50))
    assert len(texts(index, "passage note stays", k=50)) == 30


def test_removing_the_last_note_leaves_an_empty_index(index: CaseIndex, tmp_path: Path) -> None:
    index.add("n1", passages("n1", RING))
    index.remove("n1")
    assert index.notes() == frozenset()
    assert index.search("hostel") == ()
    assert holds(tmp_path, SECRET) == []
    index.add("n1", passages("n1", FORM))
    assert texts(index, "form") == [FORM]


def test_survivors_keep_their_vectors(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    index = CaseIndex(tmp_path / "case", encoder)
    index.add("n1", passages("n1", FORM, LIFT))
    before = [hit for hit in index.search("the lift") if hit.passage.note == "n1"]
    index.add("n2", passages("n2", RING))
    index.remove("n2")
    assert list(index.search("the lift")) == before
    assert encoder.texts.count(FORM) == 1


class FailingEncoder(HashEncoder):
    """Has no model any more."""

    def encode(self, texts: Sequence[str]) -> list[list[float]]:
        raise ModelMissing("The model is gone.")


class WrongEncoder(HashEncoder):
    """Its vectors do not fit those that are there."""

    def encode(self, texts: Sequence[str]) -> list[list[float]]:
        return [[1.0, 0.0] for _ in texts]


@pytest.mark.parametrize(
    ("broken", "error"), [(FailingEncoder(), ModelMissing), (WrongEncoder(), IndexFailure)], ids=["no model", "misfit"]
)
def test_a_note_that_fails_leaves_nothing(
    tmp_path: Path, broken: HashEncoder, error: type[Exception], encoder: CountingEncoder
) -> None:
    CaseIndex(tmp_path / "case", encoder).add("n1", passages("n1", FORM))
    with pytest.raises(error):
        CaseIndex(tmp_path / "case", broken).add("n2", passages("n2", RING))
    index = CaseIndex(tmp_path / "case", encoder)
    assert index.notes() == {"n1"}
    assert texts(index, "form hostel") == [FORM]
    assert holds(tmp_path, SECRET) == []


def test_a_failed_replacement_keeps_the_earlier_passages(tmp_path: Path, encoder: CountingEncoder) -> None:
    CaseIndex(tmp_path / "case", encoder).add("n1", passages("n1", FORM))
    CaseIndex(tmp_path / "case", encoder).add("n2", passages("n2", LIFT))
    with pytest.raises(IndexFailure):
        CaseIndex(tmp_path / "case", WrongEncoder()).add("n1", passages("n1", RING))
    assert sorted(texts(CaseIndex(tmp_path / "case", encoder), "form")) == sorted([FORM, LIFT])
    assert holds(tmp_path, SECRET) == []


def test_a_passage_of_another_note_is_refused(index: CaseIndex) -> None:
    with pytest.raises(ValueError, match="not of the note 'n1'"):
        index.add("n1", passages("n2", FORM))


def test_more_passages_than_one_batch_takes(tmp_path: Path) -> None:
    index = CaseIndex(tmp_path / "case", HashEncoder(8))
    many = passages("n1", *(f"Line {number}" for number in range(6000)))
    index.add("n1", many[:3])
    index.add("n1", many)
    assert len(index.search("line", k=6000)) == 6000


@pytest.mark.parametrize(
    "query",
    ["", " \n", "?!", "the of it", "x" * 100_000, "form " * 20_000, "\ud800form", 'a "quoted" -minus', "été 🙂"],
)
def test_odd_queries_do_no_harm(index: CaseIndex, query: str) -> None:
    index.add("n1", passages("n1", FORM, LIFT))
    assert len(index.search(query)) == (2 if any(character.isalnum() for character in query) else 0)


@pytest.mark.parametrize("k", [0, -1])
def test_no_hits_wanted_none_given(index: CaseIndex, k: int) -> None:
    index.add("n1", passages("n1", FORM))
    assert index.search("form", k=k) == ()


def test_the_end_of_a_long_message_counts(index: CaseIndex) -> None:
    index.add("n1", passages("n1", *(f"Nothing {number} of note." for number in range(60)), LIFT))
    long = " ".join(f"filler{number}" for number in range(20_000))
    assert texts(index, f"{long} lift out of order Mrs Field upstairs", k=1) == [LIFT]


def test_odd_texts_are_kept_and_keep_their_length(index: CaseIndex) -> None:
    odd = ("Form\x00 seven", "Form \ud800 eight", "Форма — 表单 🙂", " ")
    index.add("n1", passages("n1", *odd))
    found = {hit.passage.start: hit.passage for hit in index.search("form", k=9)}
    assert [len(found[passage.start].text) for passage in passages("n1", *odd)] == [len(text) for text in odd]
    assert found[0].text == odd[0]


def test_texts_that_read_the_same_are_given_once(index: CaseIndex) -> None:
    index.add("n1", passages("n1", FORM, LIFT))
    index.add("n2", passages("n2", FORM.upper(), FORM.replace(" ", "\n")))
    hits = index.search("referral form", k=10)
    assert len(hits) == 2
    assert len({hit.passage.id for hit in hits}) == 2


def test_a_case_never_finds_anothers_passages(tmp_path: Path, encoder: CountingEncoder) -> None:
    mine, other = CaseIndex(tmp_path / "a", encoder), CaseIndex(tmp_path / "b", encoder)
    other.add("n1", passages("n1", RING))
    mine.add("n1", passages("n1", FORM))
    assert texts(mine, RING) == [FORM]
    assert holds(tmp_path / "a", SECRET) == []


def test_two_objects_of_one_folder_see_each_others_changes(tmp_path: Path, encoder: CountingEncoder) -> None:
    one, two = CaseIndex(tmp_path / "case", encoder), CaseIndex(tmp_path / "case", encoder)
    one.add("n1", passages("n1", FORM))
    assert texts(two, "form") == [FORM]
    one.add("n2", passages("n2", LIFT))
    assert texts(two, "lift order")[0] == LIFT
    one.remove("n1")
    assert two.notes() == {"n2"}
    assert texts(two, "form") == [LIFT]


def test_changes_by_another_process_are_seen(index: CaseIndex, tmp_path: Path) -> None:
    index.add("n1", passages("n1", FORM))
    assert texts(index, "form") == [FORM]
    code = (
        "import sys; from pathlib import Path\n"
        "from assistant.domain import Passage\nfrom assistant.index import CaseIndex, HashEncoder\n"
        "case = CaseIndex(Path(sys.argv[1]), HashEncoder())\n"
        "case.add('n2', [Passage(note='n2', start=0, end=4, text='Lift')])\n"
        "case.remove('n1')\n"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "case")], check=True, cwd=Path(__file__).parents[2])
    assert index.notes() == {"n2"}
    assert texts(index, "form lift") == ["Lift"]


def test_another_encoder_makes_the_vectors_again(tmp_path: Path, encoder: CountingEncoder) -> None:
    CaseIndex(tmp_path / "case", encoder).add("n1", passages("n1", FORM, LIFT))
    other = CountingEncoder(32)
    index = CaseIndex(tmp_path / "case", other)
    assert index.notes() == {"n1"}
    assert other.texts == []
    assert texts(index, "form")[0] == FORM
    assert sorted(other.texts) == sorted([FORM, LIFT, "form"])
    index.add("n2", passages("n2", RING))
    assert index.notes() == {"n1", "n2"}
    assert other.texts.count(FORM) == 1


def _crash_before_the_swap(folder: Path) -> None:
    shutil.copytree(generations.live(folder), folder / "growing")


def _crash_after_the_swap_was_decided(folder: Path) -> None:
    shutil.copytree(generations.live(folder), folder / "next")
    (generations.live(folder) / chroma.DATABASE).write_bytes(b"the old one, half removed")


def _crash_between_the_renames(folder: Path) -> None:
    generations.live(folder).rename(folder / "next")


@pytest.mark.parametrize(
    "crash", [_crash_before_the_swap, _crash_after_the_swap_was_decided, _crash_between_the_renames]
)
def test_a_crash_while_swapping_leaves_a_usable_index(
    index: CaseIndex, tmp_path: Path, encoder: CountingEncoder, crash: object
) -> None:
    index.add("n1", passages("n1", FORM))
    index.close()
    assert callable(crash)
    crash(tmp_path / "case")
    again = CaseIndex(tmp_path / "case", encoder)
    assert again.notes() == {"n1"}
    assert texts(again, "form") == [FORM]
    assert [path.name for path in (tmp_path / "case").iterdir()] == ["live"]


def _junk(live: Path) -> None:
    (live / chroma.DATABASE).write_bytes(b"junk" * 4000)


def _cut(live: Path) -> None:
    with (live / chroma.DATABASE).open("r+b") as file:
        file.truncate(5000)


def _emptied(live: Path) -> None:
    (live / chroma.DATABASE).write_bytes(b"")


def _gone(live: Path) -> None:
    (live / chroma.DATABASE).unlink()


@pytest.mark.parametrize("harm", [_junk, _cut, _emptied, _gone])
def test_a_damaged_index_says_so_and_can_be_made_again(
    index: CaseIndex, tmp_path: Path, encoder: CountingEncoder, harm: object
) -> None:
    index.add("n1", passages("n1", FORM))
    index.close()
    assert callable(harm)
    harm(generations.live(tmp_path / "case"))
    damaged = CaseIndex(tmp_path / "case", encoder)
    assert damaged.damaged
    for attempt in (damaged.notes, lambda: damaged.search("form"), lambda: damaged.remove("n1")):
        with pytest.raises(IndexFailure, match="made again from the notes"):
            attempt()
    damaged.clear()
    assert not damaged.damaged
    damaged.add("n1", passages("n1", FORM))
    assert texts(damaged, "form") == [FORM]


@pytest.mark.parametrize("foreign", ["function", "metadata", "space"])
def test_a_foreign_collection_is_refused(tmp_path: Path, encoder: CountingEncoder, foreign: str) -> None:
    from chromadb.utils.embedding_functions import DefaultEmbeddingFunction

    live = generations.live(tmp_path / "case")
    live.mkdir(parents=True)
    client = chroma.connect(live)
    client.create_collection(
        "texts",
        embedding_function=DefaultEmbeddingFunction() if foreign == "function" else None,  # type: ignore[arg-type]
        metadata={"encoder": encoder.name, "layout": 99 if foreign == "metadata" else 1},
        configuration={"hnsw": {"space": "l2" if foreign == "space" else "cosine"}},
    )
    client.close()
    index = CaseIndex(tmp_path / "case", encoder)
    with pytest.raises(IndexFailure, match="not made by Noticing"):
        index.search("form")
    assert index.damaged


def test_forty_indexes_hold_few_files_open(tmp_path: Path, encoder: CountingEncoder) -> None:
    descriptors = Path("/proc/self/fd")
    if not descriptors.is_dir():
        pytest.skip("this system does not list open files")
    before = len(list(descriptors.iterdir()))
    indexes = [CaseIndex(tmp_path / str(number), encoder) for number in range(40)]
    for index in indexes:
        index.add("n1", passages("n1", FORM))
    assert len(list(descriptors.iterdir())) - before < 14 * chroma.OPEN_AT_MOST
    assert all(texts(index, "form") == [FORM] for index in indexes)
    for index in indexes:
        index.close()
    deadline = time.monotonic() + 10
    while held := _held(descriptors, tmp_path):  # Chroma lets go of the last one a moment after it was closed
        assert time.monotonic() < deadline, held
        time.sleep(0.05)


def _held(descriptors: Path, folder: Path) -> list[str]:
    """The open files below the folder."""
    links = [os.readlink(path) for path in descriptors.iterdir() if path.is_symlink()]
    return [link for link in links if link.startswith(str(folder))]


def test_threads_can_add_search_and_remove_at_once(index: CaseIndex) -> None:
    failures: list[BaseException] = []

    def work(note: str) -> None:
        try:
            for _ in range(3):
                index.add(note, passages(note, f"{FORM} {note}"))
                assert index.search(f"form {note}")
                index.remove(note)
            index.add(note, passages(note, f"{LIFT} {note}"))
        except BaseException as error:  # handed to the test below
            failures.append(error)

    threads = [threading.Thread(target=work, args=(f"n{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert index.notes() == {"n0", "n1", "n2", "n3"}


def test_offsets_survive(index: CaseIndex) -> None:
    passage = Passage(note="n1", start=123_456, end=123_456 + len(FORM), text=FORM)
    index.add("n1", [passage])
    assert index.search("form")[0].passage == passage
