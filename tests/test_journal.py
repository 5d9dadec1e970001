"""The journal is made of what the practitioner wrote; nothing of the machine's counts as theirs."""

import datetime as dt

from assistant.domain import Lens, Reply, Source, Turn, Written
from assistant.journal import UNPLACED, entries, is_plain, sections, walked

DAY = dt.datetime(2025, 3, 1, tzinfo=dt.UTC)


def turn(number: int, message: str, question: str = "What changed?", lens: str = "time") -> Turn:
    reply = Reply(engine="x", observations=(), question=question, lens=lens)
    return Turn(id=f"t{number}", message=message, at=DAY + dt.timedelta(minutes=number), reply=reply)


TURNS = (
    turn(1, "The form is new.", "What did it replace?", "follow"),
    turn(2, "Another way of looking", "Who waits?", "unheard"),
    turn(3, "The daughter waits."),
)


def test_each_entry_stands_with_the_question_that_it_answers() -> None:
    first, second = entries(TURNS, ())
    assert (first.text, first.question) == ("The form is new.", "")
    assert (second.text, second.question, second.lens) == ("The daughter waits.", "Who waits?", "unheard")


def test_what_was_said_of_danger_is_no_entry() -> None:
    reply = Reply(engine="x", observations=(), question="", lens="x", notice="Use your local procedure.")
    assert entries((Turn(id="t9", message="He hit her.", at=DAY, reply=reply),), ()) == ()


def test_what_was_changed_struck_and_added_counts() -> None:
    later = DAY + dt.timedelta(hours=1)
    changed = Written(id="t1", text="The form is old.", at=TURNS[0].at, heading="Feelings")
    struck = Written(id="t3", text="", at=TURNS[2].at, struck=True)
    own = Written(id="own", text="A thought on the bus.", at=later)
    first, second = entries(TURNS, (changed, struck, own))
    assert (first.text, first.changed, first.heading, first.own) == ("The form is old.", True, "Feelings", False)
    assert (second.text, second.own) == ("A thought on the bus.", True)


def test_entries_stand_under_the_headings_of_the_scheme_and_the_others_first() -> None:
    placed = Written(id="t1", text="The form is new.", at=TURNS[0].at, heading="Feelings")
    found = entries(TURNS, (placed,))
    assert [name for name, _ in sections(found, "gibbs")] == [UNPLACED, "Feelings"]
    assert [name for name, _ in sections(found, "rolfe")] == [UNPLACED]
    assert [name for name, _ in sections(found, "free")] == [UNPLACED, "Feelings"]
    assert is_plain(entries(TURNS, ()), "free")
    assert not is_plain(found, "free")


def test_the_ways_of_looking_that_were_walked_are_those_that_were_answered() -> None:
    source = Source(key="k", cite="c", reference="r", standing="ours")
    lenses = [Lens(id=name, name=name, gloss="", fits="", sources=(source,)) for name in ("follow", "unheard")]
    done, left = walked(entries(TURNS, ()), lenses)
    assert ([x.id for x in done], [x.id for x in left]) == (["unheard"], ["follow"])
