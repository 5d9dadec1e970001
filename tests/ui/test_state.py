"""What one open page shows, without a browser."""

from assistant.ui.state import Focus, Page


def test_opening_a_case_closes_everything_else() -> None:
    page = Page(case="a").asked("rename case", "a").looking_at(Focus(subject="about"))
    assert page.opened("b") == Page(case="b")


def test_only_one_thing_is_asked_at_a_time() -> None:
    page = Page(case="a").asked("rename case", "a").asked("delete note", "n")
    assert page.asks("delete note", "n")
    assert not page.asks("rename case", "a")
    assert not page.asks("delete note", "m")


def test_a_problem_stands_at_its_place_and_what_was_open_stays_open() -> None:
    page = Page().asked("new case").failed("cases", "A case needs a name.")
    assert page.problem_at("cases") == "A case needs a name."
    assert page.problem_at("margin") == ""
    assert page.asks("new case")


def test_a_problem_goes_when_something_else_is_done() -> None:
    page = Page(case="a").failed("margin", "There is no such note.")
    assert page.looking_at(Focus(subject="about")).problem is None
    assert page.settled().problem is None
    assert page.waiting(()).problem is None
