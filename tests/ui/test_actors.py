"""Who and what: the list, the filters, and that a correction on the page is kept and wins."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.arrangement import arrange
from assistant.domain import (
    Actor,
    Effect,
    Judgement,
    KindCard,
    Mention,
    Note,
    Quote,
    Reading,
    Relation,
    Settled,
    SilentKind,
)
from assistant.services import Services
from assistant.services.library import Library
from assistant.settings import Settings
from assistant.ui import actions
from assistant.ui.state import Filter, Page
from assistant.ui.views import actors, picture

EVIL = "<img src=x onerror=alert(1)>"
BODY = "The form sends people back. Nobody rang Mrs Field. It is always so with the rota."
NOTE = Note(id="n1", filename="d.md", title="Diary", text=BODY, date=dt.date(2025, 2, 11))
CARDS = (
    KindCard(kind="document", name="Forms and papers", description="", terms=()),
    KindCard(kind="person", name="People", description="", terms=()),
    KindCard(kind="time", name="Time and rotas", description="", terms=()),
    KindCard(kind="money", name="Money", description="", terms=()),
)


def quote(words: str) -> Quote:
    start = BODY.index(words)
    return Quote(note="n1", start=start, end=start + len(words), text=words)


def mention(words: str) -> Mention:
    start = BODY.index(words)
    return Mention(note="n1", start=start, end=start + len(words), role="acts")


FORM = Actor(
    name="form",
    kind="document",
    acts=True,
    overlooked=True,
    why="It comes up once.",
    quotes=(quote("The form sends people back."),),
    mentions=(mention("form"),),
    effects=(Effect(way="moves", quote=quote("The form sends people back.")),),
)
FIELD = Actor(
    name="Mrs Field",
    kind="person",
    acts=False,
    unheard=True,
    why="Spoken about once.",
    mentions=(mention("Mrs Field"),),
)
ROTA = Actor(
    name=f"rota {EVIL}", kind="time", acts=False, kind_confidence=0.4, confidence=0.4, mentions=(mention("rota"),)
)
READING = Reading(
    engine="x",
    actors=(FORM, FIELD, ROTA),
    relations=(Relation(a="form", b="Mrs Field", verb="sends", quote=quote("The form sends people back.")),),
    silent_kinds=(SilentKind(kind="money", terms=("budget", "cost"), nearest=(quote("so"),)),),
    settled=(Settled(actors=("rota",), phrase="always", quote=quote("It is always so with the rota.")),),
)


def shown(
    page: Page = Page(case="c1", view="actors"), reading: Reading = READING, said: tuple[Judgement, ...] = ()
) -> str:
    return actors.view(reading, (NOTE,), said, CARDS, page)


def test_the_list_says_who_and_what_in_order_with_why_and_source() -> None:
    view = shown()
    places = [
        view.index(part)
        for part in ("Passed over", "Spoken about, not heard", "Mentioned", "Called settled", "What no note mentions")
    ]
    assert places == sorted(places)
    assert "It comes up once." in view
    assert "moves" in view
    assert 'data-do="note" data-id="n1"' in view
    assert "0 of 1 tie" in view
    assert "looked for budget, cost" in view


def test_what_is_doubtful_is_offered() -> None:
    view = shown()
    assert "perhaps: Time and rotas" in view
    assert "perhaps not an actor" in view


def test_nothing_comes_through_unescaped() -> None:
    said = Judgement(id="j1", subject="actor", key=EVIL, verdict="rename", edit=EVIL, at=dt.datetime.now(dt.UTC))
    page = replace(Page(case="c1", view="actors").asked("correct", ROTA.name))
    assert "<img" not in shown(page, said=(said,))


@pytest.mark.parametrize(
    ("chosen", "names"),
    [
        (Filter(), {"form", "Mrs Field", "rota"}),
        (Filter(who="people"), {"Mrs Field"}),
        (Filter(who="things"), {"form", "rota"}),
        (Filter(kind="document"), {"form"}),
        (Filter(note="n2"), set()),
    ],
)
def test_filters_narrow_the_list(chosen: Filter, names: set[str]) -> None:
    view = shown(Page(case="c1", view="actors", filter=chosen))
    assert {name for name in ("form", "Mrs Field", "rota") if f"Correct {name}" in view} == names


def test_a_long_list_says_what_it_leaves_out() -> None:
    many = tuple(replace(ROTA, name=f"thing {number}") for number in range(100))
    assert "40 others not shown" in shown(reading=replace(READING, actors=many))


def test_corrections_are_listed_with_the_way_back() -> None:
    said = Judgement(id="j1", subject="actor", key="form", verdict="kind", edit="money", at=dt.datetime.now(dt.UTC))
    view = shown(said=(said,))
    assert "“form” is one of: Money." in view
    assert 'data-do="withdraw" data-id="j1"' in view


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library(Settings(home=tmp_path_factory.mktemp("library")))


def test_a_correction_on_the_page_is_kept_and_wins(tmp_path: Path, library: Library) -> None:
    services = Services(Settings(home=tmp_path / "home"), library)
    case = services.create_case("Hub")
    services.keep(
        case.id, services.read_text(case.id, "Because of the referral form Mrs Field waited. The lift broke.")
    )
    page = Page(case=case.id, view="actors")

    def after(**given: str) -> Page:
        return list(actions.act(services, page, given))[-1].page

    names = {item.name for item in services.reading(case.id).actors}
    assert {"referral form", "lift"} <= names
    after(do="correct", id="referral form", name="pink sheet", kind="object", effect="does not act", same="")
    found = next(item for item in services.reading(case.id).actors if item.name == "pink sheet")
    assert (found.kind, found.acts, found.judged) == ("object", False, True)
    after(do="judge", id="lift", verdict="reject")
    assert "lift" not in {item.name for item in services.reading(case.id).actors}
    failed = after(do="add actor", name="harpsichord", kind="object")
    assert "harpsichord" in failed.problem_at("view")
    for said in services.judgements(case.id):
        after(do="withdraw", id=said.id)
    assert {item.name for item in services.reading(case.id).actors} == names


def test_doubtful_effects_and_what_is_perhaps_passed_over_are_offered() -> None:
    over, acting = replace(FORM, overlooked_confidence=0.24), replace(FORM, overlooked=False, acts_confidence=0.45)
    assert "perhaps passed over" in shown(reading=replace(READING, actors=(over,)))
    assert "perhaps only mentioned" in shown(reading=replace(READING, actors=(acting,)))
    for sure in (FORM, replace(over, judged=True), replace(over, overlooked_confidence=0.6, acts_confidence=0.24)):
        assert "perhaps" not in shown(reading=replace(READING, actors=(sure,)))
    drawn = picture.drawing(arrange(replace(READING, actors=(over,), relations=()), (NOTE,)), CARDS)
    assert "form, Forms and papers, perhaps passed over" in drawn
