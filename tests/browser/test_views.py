"""Each view in a real browser: what a click does, what axe finds, what the keyboard reaches, how narrow it can be."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from evals.schema import load
from tests.browser.serving import MARKS, free_port, sample_in_one_click, say, server

VIEWS = ("talk", "actors", "map", "motion", "journal", "evaluate")
CARDS = ("about", "writer", "save", "tour", "access")
SOON = 30_000
"""Milliseconds: the models are awake when the sample is open."""
FOCUSED = "document.activeElement"
pytestmark = MARKS


@pytest.fixture(scope="module")
def requests() -> list[str]:
    return []


@pytest.fixture(scope="module")
def page(browser: Any, tmp_path_factory: pytest.TempPathFactory, requests: list[str]) -> Iterator[Any]:
    """The sample case with one turn."""
    home = tmp_path_factory.mktemp("views") / "home"
    home.mkdir()
    with server(home, free_port()) as address:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.on("request", lambda request: requests.append(request.url))
        page.goto(address)
        sample_in_one_click(page)
        say(page, "I keep thinking about the form.")
        yield page
        page.close()


@pytest.fixture(autouse=True)
def wide_and_light(page: Any) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.emulate_media(color_scheme="light")


def show(page: Any, view: str) -> None:
    if not page.locator(f"#top button[data-name={view}][aria-current]").count():
        page.click(f"#top button[data-name={view}]")
    page.wait_for_selector(f"#top button[data-name={view}][aria-current]", timeout=SOON)
    page.wait_for_selector("#past .turn" if view == "talk" else f"#past .{view}", timeout=SOON)


def close(page: Any) -> None:
    page.keyboard.press("Escape")
    page.wait_for_function("!document.querySelector('#margin .card')")


def wrong(page: Any) -> list[str]:
    """What axe calls serious or critical."""
    found = Axe().run(page).response["violations"]
    return [
        f"{item['id']}: {node['html'][:160]}"
        for item in found
        if item["impact"] in {"serious", "critical"}
        for node in item["nodes"]
    ]


def test_axe_would_find_something(page: Any) -> None:
    page.evaluate("document.querySelector('#past').insertAdjacentHTML('beforeend', '<button id=bad></button>')")
    assert any("bad" in item for item in wrong(page))
    page.evaluate("document.querySelector('#bad').remove()")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_serious_in_a_view(page: Any, view: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    show(page, view)
    page.wait_for_function("document.getAnimations().length === 0")  # colours on their way are of neither scheme
    assert wrong(page) == []


@pytest.mark.parametrize("card", CARDS)
def test_axe_finds_nothing_serious_in_a_card(page: Any, card: str) -> None:
    where = "#cases" if card == "save" else "#foot"
    page.click(f"{where} button[data-do={card}]")
    page.wait_for_selector("#margin .card", timeout=SOON)
    assert wrong(page) == []
    close(page)


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_fits_a_phone(page: Any, view: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    show(page, view)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 360
    assert page.evaluate("document.querySelector('#scroll').scrollWidth") <= 360


def test_targets_are_large_enough(page: Any) -> None:
    for view in VIEWS:
        show(page, view)
        small = page.evaluate(
            """() => [...document.querySelectorAll('#desk button, #desk select, #desk input, #desk summary')]
                 .map((item) => [item.textContent || item.name, item.getBoundingClientRect()])
                 .filter(([, box]) => box.width > 0 && (box.width < 24 || box.height < 24)).map(([name]) => name)"""
        )
        assert small == []


def test_the_talk_works_by_keyboard_alone(page: Any) -> None:
    show(page, "talk")
    page.focus("#message textarea")
    before = page.locator("#past .turn").count()
    page.keyboard.type("What about the lift?")
    page.keyboard.press("Enter")
    page.wait_for_function(
        "n => document.querySelectorAll('#past .turn').length > n && !document.querySelector('.growing')",
        arg=before,
        timeout=SOON,
    )
    page.focus("#past .turn:last-child button[data-edit]")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate(f"{FOCUSED}.matches('button.cite[data-do=note]')"):
            break
    opener = page.evaluate(f"{FOCUSED}.getAttribute('aria-label')")
    assert opener.startswith("Open the source")
    assert page.evaluate(f"getComputedStyle({FOCUSED}).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_selector("#margin mark", timeout=SOON)
    page.wait_for_function(f"{FOCUSED}.tagName === 'H2'")
    page.keyboard.press("Escape")
    page.wait_for_function(f"{FOCUSED}.getAttribute('aria-label') === {json.dumps(opener)}")


def test_views_and_map_work_by_keyboard_alone(page: Any) -> None:
    show(page, "talk")
    page.focus("#top button[data-name=actors]")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#past .map", timeout=SOON)
    page.focus(".moment input")
    page.keyboard.press("Home")
    page.wait_for_selector(".moment:has-text('Note 1 of 4')", timeout=SOON)
    page.wait_for_function(f"{FOCUSED}.name === 'upto'")
    page.keyboard.press("ArrowRight")
    page.wait_for_selector(".moment:has-text('Note 2 of 4')", timeout=SOON)
    page.focus(".map tbody button.cite >> nth=0")
    page.keyboard.press("Enter")
    page.wait_for_selector("#margin mark", timeout=SOON)
    close(page)


def test_the_picture_opens_its_sources_and_is_saved(page: Any) -> None:
    show(page, "map")
    page.locator("#picture g[data-do]").first.click()
    page.wait_for_selector("#margin mark", timeout=SOON)
    close(page)
    with page.expect_download() as saved:
        page.click("button[data-save=svg]")
    drawing = Path(saved.value.path()).read_text(encoding="utf-8")
    assert drawing.startswith("<svg")
    assert saved.value.suggested_filename == "map.svg"
    with page.expect_download() as saved:
        page.click("button[data-save=png]")
    picture = Path(saved.value.path()).read_bytes()
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert len(picture) > 20_000


def test_the_slider_takes_away_what_is_still_to_come(page: Any) -> None:
    show(page, "map")
    if page.locator(".moment button").count():
        page.click(".moment button")
        page.wait_for_selector(".moment button", state="detached", timeout=SOON)
    whole = page.locator("#picture text").count()
    page.fill(".moment input", "1")
    page.wait_for_selector(".moment:has-text('Note 1 of 4')", timeout=SOON)
    assert 0 < page.locator("#picture text").count() < whole


def test_changes_are_chosen_by_who_or_what(page: Any) -> None:
    show(page, "motion")
    every = page.locator(".change").count()
    name = page.locator(".motion option").nth(1).get_attribute("value")
    page.select_option(".motion select", name)
    page.wait_for_function("n => document.querySelectorAll('.change').length < n", arg=every, timeout=SOON)
    assert all(name in words for words in page.locator(".change strong").all_inner_texts())
    page.select_option(".motion select", "")
    page.wait_for_function("n => document.querySelectorAll('.change').length === n", arg=every, timeout=SOON)


def test_a_journal_is_written_placed_and_saved(page: Any) -> None:
    show(page, "journal")
    page.click("button[data-act='add entry']")
    page.fill(".journal textarea", "On the bus I thought of the daughter.")
    page.click(".journal form button.strong")
    page.wait_for_selector(".entry-card:has-text('On the bus')", timeout=SOON)
    page.select_option("form[data-form=scheme] select", "rolfe")
    page.wait_for_selector(".journal:has-text('Freshwater')", timeout=SOON)
    page.select_option(".entry-card:has-text('On the bus') select", "So what?")
    page.wait_for_selector(".journal h3:has-text('So what?')", timeout=SOON)
    with page.expect_download() as saved:
        page.click(".journal a:has-text('Word')")
    with zipfile.ZipFile(io.BytesIO(Path(saved.value.path()).read_bytes())) as packed:
        assert "On the bus I thought of the daughter." in packed.read("word/document.xml").decode()


def test_the_last_message_is_changed_or_answered_again(page: Any) -> None:
    show(page, "talk")
    say(page, "The old login was better.")
    number = page.locator("#past .turn").count()
    page.locator("button[data-back]").click()
    page.wait_for_function("document.querySelector('.growing')", timeout=SOON)
    page.wait_for_function("!document.querySelector('.growing')", timeout=SOON)
    assert page.locator("#past .turn").count() == number
    page.locator("#past button[data-edit]").click()
    page.wait_for_function("document.querySelector('#message textarea').value === 'The old login was better.'")
    assert "replaces that message" in page.inner_text("#trouble")
    page.fill("#message textarea", "The old login was quicker.")
    page.keyboard.press("Enter")
    page.wait_for_selector("#past .turn:last-child .message:has-text('quicker')", timeout=SOON)
    assert page.locator("#past .turn").count() == number


def test_a_search_brings_passages_that_open_their_note(page: Any) -> None:
    page.fill("#find input", "key safe")
    page.keyboard.press("Enter")
    page.wait_for_selector("#margin h2:has-text('Search: key safe')", timeout=SOON)
    assert re.search(r"key safe", page.inner_text("#margin"), re.IGNORECASE)
    page.locator("#margin figure button.cite").first.click()
    page.wait_for_selector("#margin mark", timeout=SOON)
    close(page)


def test_files_dropped_on_the_talk_are_read_first(page: Any) -> None:
    show(page, "talk")
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.items.add(new File(['We rang the ward about the van on Tuesday.'], 'call.txt', {type: 'text/plain'}));
          data.items.add(new File(['The van came at six, and nobody knew.'], 'van.txt', {type: 'text/plain'}));
          const box = document.querySelector('#message textarea');
          box.dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}));
        }"""
    )
    page.wait_for_selector("form.tray button.strong", timeout=SOON)
    assert page.locator("fieldset.file").count() == 2
    page.click("form.tray button[data-do='leave out']")
    page.wait_for_function("!document.querySelector('form.tray')", timeout=SOON)


def test_the_tour_can_be_walked_and_skipped(page: Any) -> None:
    page.click("#foot button[data-do=tour]")
    for step in range(1, 5):
        page.wait_for_selector(f"#margin .card:has-text('Step {step} of 5')", timeout=SOON)
        page.click("#margin button.strong")
    page.wait_for_selector("#margin .card:has-text('Step 5 of 5')", timeout=SOON)
    page.wait_for_selector("#past .journal", timeout=SOON)
    close(page)


def test_evaluation_prompts_are_run_compared_and_rated(page: Any) -> None:
    show(page, "evaluate")
    wanted = sum("no-notes" in case.id for case in load())
    assert wanted > 1
    for name in ("first", "second"):
        page.fill(".evaluate input[name=name]", name)
        page.fill(".evaluate input[name=only]", "no-notes")
        page.click(".evaluate form[data-step=run] button")
        page.wait_for_selector(f".evaluate li:has-text('{name}: {wanted} cases')", timeout=SOON)
    page.click(".evaluate form[data-step=compare] button")
    page.wait_for_selector(".evaluate h3:has-text('Cases that flipped')", timeout=SOON)
    assert "None." in page.inner_text(".evaluate section:has-text('Cases that flipped')")
    assert wrong(page) == []


def test_a_message_is_answered_on_a_phone_and_announced_once(page: Any) -> None:
    show(page, "talk")
    page.set_viewport_size({"width": 360, "height": 740})
    page.evaluate(
        """() => {
          window.told = [];
          const place = document.querySelector('#spoken [role=status]');
          new MutationObserver(() => {
            const words = place.textContent.trim();
            if (words && words !== window.told.at(-1)) window.told.push(words);
          }).observe(place, {childList: true, subtree: true, characterData: true});
        }"""
    )
    say(page, "The fob again.")
    assert page.locator("#past .turn").last.locator(".asked").is_visible()
    page.wait_for_function("window.told.length > 0")
    assert len(page.evaluate("window.told")) == 1, page.evaluate("window.told")
    assert page.evaluate("window.told[0].startsWith('Noticing:')")


def test_nothing_came_from_elsewhere(page: Any, requests: list[str]) -> None:
    own = page.evaluate("location.origin")
    assert len(requests) > 20
    assert [url for url in requests if not url.startswith((own, "data:", "blob:"))] == []
