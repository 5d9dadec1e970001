"""Two engines' results on the page: rated by keyboard before anything else is told, then compared."""

from collections.abc import Iterator
from typing import Any

import pytest

from assistant.services import Services
from assistant.settings import Settings
from evals import page_run, results
from tests.browser.serving import MARKS, free_port, server
from tests.browser.test_views import FOCUSED, SOON, show, wrong
from tests.evals.test_prompts import Known, cases

pytestmark = MARKS
RUNS = (("alder", ""), ("beech", "flatters"))
SECRETS = ("alder", "beech", "no_praise", "fails now", "Figures")


@pytest.fixture(scope="module")
def page(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A case, and the results of an engine without fault and of one that flatters."""
    home = tmp_path_factory.mktemp("evaluate") / "home"
    services = Services(Settings(home=home))
    services.create_case("Hub")
    for name, sin in RUNS:
        list(results.run(Known(services.framework, sin=sin), cases(2), page_run.home(services) / f"{name}.jsonl"))
    services.close()
    with server(home, free_port()) as address:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(address)
        page.wait_for_selector("#top button[data-name=evaluate]")
        show(page, "evaluate")
        yield page
        page.close()


def press_on(page: Any, label: str) -> None:
    """Go to a button with Tab alone, and press Enter."""
    for _ in range(60):
        if page.evaluate(f"{FOCUSED}.textContent") == label:
            assert page.evaluate(f"getComputedStyle({FOCUSED}).outlineStyle") == "solid"
            page.keyboard.press("Enter")
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"“{label}” was not reached with the keyboard.")


def test_groups_of_cases_are_ticked_and_no_model_is_greyed_out(page: Any) -> None:
    assert page.locator(".boxes input:checked").count() >= 6
    assert page.locator("input[name=engine][value=model]").is_disabled()
    assert "None is set" in page.inner_text("label:has(input[value=model])")
    assert wrong(page) == []


def test_a_pair_is_rated_by_keyboard_before_names_and_scores_are_told(page: Any) -> None:
    page.fill(".evaluate input[name=rater]", "ab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".rating:has-text('Pair 1 of 2')", timeout=SOON)
    assert "Great work on the form." in page.inner_text(".rating")
    assert not [word for word in SECRETS if word in page.inner_text("#desk")]
    assert wrong(page) == []
    page.focus(".choices button >> nth=0")
    press_on(page, "That helps more")
    page.wait_for_selector(".rating:has-text('Pair 2 of 2')", timeout=SOON)
    assert page.inner_text(".rating h2 [role=status]") == "Pair 2 of 2"
    page.wait_for_function(f"{FOCUSED}.matches('.choices button[data-case=c1]')")
    assert page.inner_text(".choices button:focus") == "That helps more", "the focus was moved away from the hand"
    assert not [word for word in SECRETS if word in page.inner_text("#desk")]
    press_on(page, "Show the results")
    page.wait_for_selector(".evaluate h3:has-text('Cases that flipped: 2')", timeout=SOON)
    told = page.inner_text(".evaluate")
    assert "c0, no_praise: fails now. Great work on the form." in told
    assert "1 rating: " in told
    assert "Raters: AB 1." in told


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_the_results(page: Any, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.locator(".evaluate details summary").first.click()
    page.wait_for_function("document.getAnimations().length === 0")
    assert wrong(page) == []
    page.locator(".evaluate details summary").first.click()


def test_the_results_fit_a_phone(page: Any) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 360
    assert page.evaluate("document.querySelector('#scroll').scrollWidth") <= 360
    page.set_viewport_size({"width": 1440, "height": 900})
