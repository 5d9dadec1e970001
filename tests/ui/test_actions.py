"""What clicks do, over services whose models are never loaded."""

from pathlib import Path

import pytest

from assistant.services import Services
from assistant.settings import Settings
from assistant.ui import actions
from assistant.ui.state import Focus, Page


@pytest.fixture
def services(tmp_path: Path) -> Services:
    return Services(Settings(home=tmp_path / "home"))


def after(services: Services, page: Page, **given: str) -> Page:
    return list(actions.act(services, page, given))[-1].page


def test_a_new_case_is_opened(services: Services) -> None:
    page = after(services, Page().asked("new case"), do="new case", name="Hub redesign")
    assert services.case(page.case).name == "Hub redesign"
    assert page.asking is None


def test_a_name_that_is_refused_is_said_where_it_was_typed(services: Services) -> None:
    page = after(services, Page().asked("new case"), do="new case", name="  ")
    assert "needs a name" in page.problem_at("cases")
    assert page.asks("new case")


def test_a_case_is_renamed_and_deleted_and_another_opens(services: Services) -> None:
    first, second = services.create_case("First"), services.create_case("Second")
    page = after(services, Page(case=second.id), do="rename case", id=second.id, name="Changed")
    assert services.case(second.id).name == "Changed"
    page = after(services, page, do="delete case", id=second.id)
    assert page.case == first.id
    assert [item.case.name for item in services.cases()] == ["First"]


@pytest.mark.parametrize(
    ("do", "place"),
    [
        ("open case", "cases"),
        ("delete case", "cases"),
        ("note", "margin"),
        ("lens", "margin"),
        ("delete note", "margin"),
    ],
)
def test_a_forged_id_is_a_sentence(services: Services, do: str, place: str) -> None:
    case = services.create_case("Hub").id
    page = after(services, Page(case=case), do=do, id="../../etc")
    assert page.problem is not None
    assert page.problem.place == place
    assert page.case == case


@pytest.mark.parametrize("given", [{}, {"do": "no such thing"}, {"do": "ask", "act": "no such thing"}])
def test_an_unknown_action_changes_nothing(services: Services, given: dict[str, str]) -> None:
    page = Page(focus=Focus(subject="about"))
    assert after(services, page, **given) == page


def test_the_address_chooses_the_case_and_else_the_newest(services: Services) -> None:
    assert actions.arrived(services, "x").case == ""
    first, second = services.create_case("First"), services.create_case("Second")
    assert actions.arrived(services, first.id).case == first.id
    assert actions.arrived(services, "x").case == second.id


def test_files_are_read_one_at_a_time_and_a_bad_one_does_not_stop_the_others(
    services: Services, tmp_path: Path
) -> None:
    case = services.create_case("Hub").id
    paths = (tmp_path / "a.txt", tmp_path / "broken.docx", tmp_path / "b.md")
    for path in paths:
        path.write_text("We rang the ward again.", encoding="utf-8")
    steps = list(actions.read_files(services, Page(case=case), paths))
    assert [step.sentence for step in steps] == [
        "0 of 3 files ready. Reading a.txt",
        "1 of 3 files ready. Reading broken.docx",
        "2 of 3 files ready. Reading b.md",
        "",
    ]
    tray = steps[-1].page.tray
    assert [bool(item.incoming) for item in tray] == [True, False, True]
    assert "broken.docx" in tray[1].problem
    assert not any(path.exists() for path in paths)
    assert services.notes(case) == ()


def test_what_is_left_out_is_let_go(services: Services) -> None:
    page = Page(case=services.create_case("Hub").id)
    page = after(services, page, do="paste", text="We rang the ward again.", title="Monday")
    incoming = page.tray[0].incoming
    assert incoming is not None
    assert incoming.original.exists()
    page = after(services, page, do="keep")
    assert page.tray == ()
    assert not incoming.original.exists()
    assert services.notes(page.case) == ()


def test_a_date_that_cannot_be_read_keeps_the_file_in_the_tray(services: Services) -> None:
    page = Page(case=services.create_case("Hub").id)
    page = after(services, page, do="paste", text="We rang the ward again.", title="Monday")
    page = after(services, page, **{"do": "keep", "keep-0": "on", "date-0": "Tuesday"})
    assert "is not a date" in page.tray[0].problem
    assert page.tray[0].incoming is not None


def test_empty_pasted_text_is_a_sentence_at_the_form(services: Services) -> None:
    page = Page(case=services.create_case("Hub").id).asked("paste")
    assert after(services, page, do="paste", text=" ").problem_at("notes")


def test_what_was_typed_for_a_model_stays_where_it_cannot_be_used(services: Services) -> None:
    page = after(services, Page(), do="set model", model="mistralai:small", model_key="sk-secret")
    assert "pip install 'noticing[mistral]'" in page.problem_at("margin")
    assert dict(page.typed) == {"model": "mistralai:small"}
    assert services.settings.model == "embedded"
