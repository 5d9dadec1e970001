"""The map, what is in motion, the journal and the cards that lead on, as they are shown and as clicks change them."""

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from assistant.arrangement import arrange
from assistant.domain import HUMAN_KINDS, Change, Kind, Quote, Reading, Reply, Turn
from assistant.errors import NotFound, StoreError
from assistant.export import FORMATS
from assistant.services import Services
from assistant.settings import Settings
from assistant.ui import actions
from assistant.ui.state import Focus, Page
from assistant.ui.views import cards, conversation, journal, motion, picture
from tests.ui.test_actors import CARDS, EVIL, NOTE, READING, quote

NOTE_TIME = dt.datetime(2025, 3, 1, tzinfo=dt.UTC)
PAGE = Page(case="c1", view="map")
CHANGES = (
    Change(actors=("form",), what="arrives", before=None, after=quote("The form sends people back.")),
    Change(actors=("form", EVIL), what="is replaced", before=quote("Nobody rang Mrs Field."), after=None),
)


def drawn(reading: Reading = READING) -> str:
    return picture.drawing(arrange(reading, (NOTE,)), CARDS)


def test_the_picture_is_an_image_that_stands_by_itself() -> None:
    root = ElementTree.fromstring(drawn())
    assert root.get("role") == "img"
    assert root.get("aria-label")
    texts = {item.text for item in root.iter("{http://www.w3.org/2000/svg}text")}
    assert texts == {"form", "Mrs Field", f"rota {EVIL}"[:23] + "…"}
    assert "url(" not in drawn().replace("url(#arrow)", "")
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", drawn())


def test_every_kind_has_a_shape_and_people_are_round() -> None:
    assert len({shape for shape, _ in picture.LOOKS.values()}) == len(picture.LOOKS)
    round_ones: set[Kind] = {kind for kind, (shape, _) in picture.LOOKS.items() if shape in {"round", "ring", "dot"}}
    assert round_ones == set(HUMAN_KINDS)


def test_the_table_says_the_same_as_the_picture() -> None:
    view = picture.view(arrange(READING, (NOTE,)), (NOTE,), CARDS, PAGE)
    row = view[view.index("<tbody>") : view.index("</tbody>")]
    assert all(part in row for part in ("form", "sends", "Mrs Field", 'data-do="note"'))
    assert "Without a tie that was found: rota" in view
    assert view.count('class="over"') == 2  # one in the picture, one in its key
    assert "<img" not in view


def test_the_slider_tells_who_comes_and_who_goes() -> None:
    second = replace(NOTE, id="n2", title="Minutes", filename="m.md")
    notes = (NOTE, second)
    shown = picture.view(arrange(READING, notes, upto=2), notes, CARDS, replace(PAGE, upto=2))
    assert "Note 2 of 2: Minutes" in shown
    assert "New here: nobody and nothing." in shown
    assert "Not named any more from here on: form, Mrs Field" in shown
    assert 'type="range"' not in picture.view(arrange(READING, (NOTE,)), (NOTE,), CARDS, PAGE)


def test_changes_stand_under_their_note_with_before_and_after() -> None:
    view = motion.view(replace(READING, changes=CHANGES), (NOTE,), Page(case="c1", view="motion"))
    assert view.count('<li class="change">') == 2
    assert "Diary, 11 Feb" in view
    assert view.index("Before") > 0
    assert "<img" not in view


@pytest.mark.parametrize(("moving", "found"), [("", 2), ("form", 2), (EVIL, 1), (f"form and {EVIL}", 1), ("lift", 0)])
def test_changes_of_one_actor_or_pair(moving: str, found: int) -> None:
    view = motion.view(replace(READING, changes=CHANGES), (NOTE,), Page(case="c1", view="motion", moving=moving))
    assert view.count('<li class="change">') == found


def test_a_change_of_a_note_that_is_gone_is_not_shown() -> None:
    gone = Change(actors=("form",), what="leaves", before=None, after=Quote(note="n9", start=0, end=1, text="x"))
    assert '<li class="change">' not in motion.view(replace(READING, changes=(gone,)), (NOTE,), PAGE)


@pytest.fixture
def services(tmp_path: Path) -> Services:
    return Services(Settings(home=tmp_path / "home"))


@pytest.fixture
def page(services: Services) -> Page:
    return Page(case=services.create_case("Hub").id, view="journal")


def after(services: Services, page: Page, **given: str) -> Page:
    return list(actions.act(services, page, given))[-1].page


def shown(services: Services, page: Page) -> str:
    return journal.view(services.journals.entries(page.case), services.framework.lenses, page)


def test_the_journal_is_written_placed_changed_and_struck(services: Services, page: Page) -> None:
    after(services, page, do="add entry", text=f"I waited. {EVIL}", heading="")
    (entry,) = services.journals.entries(page.case)
    assert "I waited." in shown(services, page)
    assert "<img" not in shown(services, page)
    after(services, page, do="place entry", id=entry.id, heading="Feelings")
    page = after(services, page, do="scheme", name="gibbs")
    assert "<h3>Feelings</h3>" in shown(services, page)
    after(services, page, do="edit entry", id=entry.id, text="I rang.", heading="Analysis")
    assert "I rang." in shown(services, page)
    assert "<h3>Analysis</h3>" in shown(services, page)
    after(services, page, do="strike", id=entry.id)
    assert services.journals.entries(page.case) == ()


def test_an_empty_entry_is_refused_beside_the_journal(services: Services, page: Page) -> None:
    assert "no words" in after(services, page, do="add entry", text="  ").problem_at("view")
    assert "no longer" in after(services, page, do="strike", id="forged").problem_at("view")
    with pytest.raises(StoreError):
        services.journals.add(page.case, "")


def test_an_unknown_scheme_or_view_changes_nothing(services: Services, page: Page) -> None:
    assert after(services, page, do="scheme", name="x") == page
    assert after(services, page, do="view", name="x") == page


def test_a_struck_turn_stays_in_the_talk(services: Services, page: Page) -> None:
    services._store.keep_turn(page.case, Turn(id="t1", message="It was late.", at=services.case(page.case).created))
    after(services, page, do="strike", id="t1")
    assert services.journals.entries(page.case) == ()
    assert [turn.message for turn in services.turns(page.case)] == ["It was late."]
    services.forget_talk(page.case)
    assert services.turns(page.case) == ()
    assert services._store.written(page.case) == ()


def test_only_the_last_message_can_be_taken_back(services: Services, page: Page) -> None:
    created = services.case(page.case).created
    for number in (1, 2):
        services._store.keep_turn(page.case, Turn(id=f"t{number}", message=f"Said {number}.", at=created))
    with pytest.raises(NotFound):
        services.take_back(page.case, "t1")
    assert services.take_back(page.case, "t2").message == "Said 2."
    assert [turn.id for turn in services.turns(page.case)] == ["t1"]


def test_the_ways_to_change_the_last_message_stand_under_it_alone() -> None:

    reply = Reply(engine="x", observations=(), question="Who waits?", lens="x")
    turns = [Turn(id=f"t{n}", message=f"Said {n}.", at=NOTE_TIME, reply=reply) for n in (1, 2)]
    view = conversation.past(turns, (), {})
    assert view.count("data-edit=") == 1
    assert 'data-edit="t2"' in view
    assert 'data-back="t2" data-say="Said 2."' in view


def test_the_tour_goes_on_shows_its_view_and_can_be_left(services: Services, page: Page) -> None:
    for step, (title, _, view) in enumerate(cards.TOUR):
        page = after(services, page, do="tour", step=str(step))
        assert page.view == view
        assert title in cards.tour(page)
    assert "Done" in cards.tour(page)
    assert after(services, page, do="close").focus == Focus()
    assert after(services, page, do="tour", step="99999999999").focus.start == 0


def test_every_format_can_be_saved_from_the_page(services: Services, page: Page) -> None:

    linked = set(re.findall(rf"noticing/save/{page.case}/([a-z-]+)", cards.save(page, name="Hub")))
    assert linked == set(FORMATS)


def test_a_search_of_nothing_changes_nothing(services: Services, page: Page) -> None:
    assert after(services, page, do="search", query="  ") == page
    assert after(services, page, do="search", query=" key  safe ").focus.id == "key safe"


def test_stopping_leaves_no_file_behind(services: Services, page: Page, tmp_path: Path) -> None:
    paths = tuple(tmp_path / f"{number}.txt" for number in range(3))
    for path in paths:
        path.write_text("We rang the ward.", encoding="utf-8")
    steps = actions.read_files(services, page, paths)
    next(steps)
    waiting = next(steps).page.tray
    steps.close()
    assert [item.name for item in waiting] == ["0.txt"]
    assert not any(path.exists() for path in paths)


def test_a_turn_is_kept_as_an_evaluation_prompt_that_runs(services: Services, page: Page, tmp_path: Path) -> None:
    from evals.schema import load

    services._store.keep_note(page.case, NOTE)
    for number, words in enumerate(("It was late.", "The form again: why?")):
        services._store.keep_turn(page.case, Turn(id=f"t{number}", message=words, at=NOTE_TIME))
    page = after(services, page, do="prompt", id="t1")
    page = after(services, page, do="keep prompt", id="t1", why=" ", actors="form")
    assert "Say in a sentence" in page.problem_at("margin")
    assert 'value="form"' in cards.prompt(page)
    page = after(
        services, page, do="keep prompt", id="t1", why="It missed the form.", actors="form, rota", never="great"
    )
    assert "Kept as" in cards.prompt(page)
    (case,) = load((services.settings.home / "evals",))
    assert (case.why, case.message, case.talk) == ("It missed the form.", "The form again: why?", ("It was late.",))
    assert (case.expect.actors, case.expect.never) == ((("form",), ("rota",)), ("great",))
    assert case.as_notes()[0].text == NOTE.text
    assert "no longer" in after(services, page, do="keep prompt", id="t9", why="x").problem_at("margin")
