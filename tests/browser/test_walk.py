"""One real walk through the page: a server of its own, a browser, six files, eight turns, a restart."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.browser.serving import MARKS, WAKING, free_port, sample_in_one_click, say, server

MESSAGES = (
    "We changed the morning round because the dashboard tells us who is ready.",
    "Another way of looking",
    "The form has only two boxes.",
    "Stay with this",
    "I wait on the step with the daughter.",
    "Skip",
    "The key safe code was wrong again.",
    "What now",
)

pytestmark = MARKS


def six_files(folder: Path) -> list[str]:
    """Files of six formats; the last one is broken."""
    from docx import Document
    from reportlab.pdfgen.canvas import Canvas

    folder.mkdir()
    words = "On {} we rang the ward, and the {} was wrong again. Nobody said who had changed it."
    (folder / "2025-05-06 call.txt").write_text(words.format("Tuesday", "key safe code"), encoding="utf-8")
    (folder / "diary.md").write_text(f"# Diary, 7 May 2025\n\n{words.format('Wednesday', 'form')}", encoding="utf-8")
    (folder / "page.html").write_text(f"<p>{words.format('Thursday', 'list')}</p>", encoding="utf-8")
    document = Document()
    document.add_paragraph(words.format("Friday", "rota"))
    document.save(str(folder / "minutes.docx"))
    canvas = Canvas(str(folder / "letter.pdf"))
    canvas.drawString(72, 700, words.format("Monday", "letter"))
    canvas.save()
    (folder / "broken.odt").write_bytes(b"PK\x03\x04 cut off")
    return [str(path) for path in sorted(folder.iterdir())]


def add_six_files(page: Any, files: list[str]) -> None:
    with page.expect_file_chooser() as chooser:
        page.click("#files")
    chooser.value.set_files(files)
    page.wait_for_selector("form.tray button.strong", timeout=60_000)
    assert page.locator("fieldset.file").count() == 5
    assert "broken.odt" in page.inner_text(".file.refused")
    page.fill('input[name="title-0"]', "Call about the key safe")
    page.click("form.tray button.strong")
    page.wait_for_function("document.querySelectorAll('#notes .entry').length === 9", timeout=WAKING)


def talk_and_open_a_source(page: Any) -> None:
    for message in MESSAGES:
        say(page, message)
    assert page.locator("#past .turn").count() == len(MESSAGES)
    assert page.locator("#past .asked").count() == len(MESSAGES)
    quote = page.locator("figure:has(button.cite)").first
    said = quote.locator("blockquote").inner_text()
    quote.locator("button.cite").click()
    page.wait_for_selector("#margin mark")
    assert " ".join(page.inner_text("#margin mark").split()) == " ".join(said.split())
    assert page.locator("#margin mark").is_visible()
    page.locator(".question button.cite").first.click()
    page.wait_for_selector("#margin .gloss")


def put_right(page: Any) -> None:
    """Reject the first of the list, and take that back; the list fits a narrow screen."""
    page.click("#top button[data-name=actors]")
    page.wait_for_selector(".actors", timeout=WAKING)
    first = page.locator(".actor strong button").first.inner_text()
    page.locator(".actor button[data-act=correct]").first.click()
    page.click("form[data-form=correct] button[data-verdict=reject]")
    page.wait_for_selector("button[data-do=withdraw]", timeout=WAKING)
    assert first not in page.locator(".actor strong button").all_inner_texts()
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 360
    page.set_viewport_size({"width": 1440, "height": 900})
    page.click("button[data-do=withdraw]")
    page.wait_for_function("!document.querySelector('button[data-do=withdraw]')", timeout=WAKING)
    assert first in page.locator(".actor strong button").all_inner_texts()
    page.click("#top button[data-name=talk]")
    page.wait_for_selector("#past .turn", timeout=WAKING)


def rename_and_delete(page: Any) -> None:
    page.click("#cases button[data-act='rename case']")
    page.fill("#cases input[name=name]", "Hub, spring")
    page.click("#cases button.strong")
    page.wait_for_selector("#cases .entry:has-text('Hub, spring')")
    page.click("#notes .entry:has-text('Call about the key safe')")
    page.click("#margin button[data-act='delete note']")
    page.click("#margin button.grave")
    page.wait_for_function("document.querySelectorAll('#notes .entry').length === 8", timeout=60_000)
    page.click("#cases button[data-act='new case']")
    page.fill("#cases input[name=name]", "Short-lived")
    page.click("#cases button.strong")
    page.wait_for_selector("#cases .entry[aria-current]:has-text('Short-lived')")
    page.click("#cases button[data-act='delete case']")
    page.click("#cases button.grave")
    page.wait_for_function("document.querySelectorAll('#cases .entry').length === 1", timeout=60_000)


def watched(browser: Any, address: str, requests: list[str]) -> Any:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.on("request", lambda request: requests.append(request.url))
    page.goto(address)
    return page


def test_a_whole_walk(browser: Any, tmp_path: Path) -> None:
    home, port, requests = tmp_path / "home", free_port(), []
    home.mkdir()
    steps: tuple[Callable[[Any], None], ...] = (
        sample_in_one_click,
        lambda page: add_six_files(page, six_files(tmp_path / "files")),
        talk_and_open_a_source,
        put_right,
        rename_and_delete,
    )
    with server(home, port) as address:
        page = watched(browser, address, requests)
        for step in steps:
            step(page)
        page.close()
    with server(home, port) as address:
        page = watched(browser, address, requests)
        page.wait_for_selector("#cases .entry:has-text('Hub, spring')")
        page.wait_for_function("document.querySelectorAll('#notes .entry').length === 8", timeout=WAKING)
        page.wait_for_function(
            "n => document.querySelectorAll('#past .turn').length === n", arg=len(MESSAGES), timeout=WAKING
        )
        page.close()
    foreign = [url for url in requests if not re.match(rf"(http://127\.0\.0\.1:{port}/|data:|blob:)", url)]
    assert len(requests) > 20
    assert foreign == []


def test_nothing_scrolls_sideways_on_a_narrow_screen(browser: Any, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with server(home, free_port()) as address:
        page = browser.new_page(viewport={"width": 360, "height": 740})
        page.goto(address)
        page.wait_for_selector(".welcome")
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 360
        assert not page.locator("#margin").is_visible()
        page.click(".top [data-toggle=cases]")
        page.click("#foot button[data-do=about]")
        page.wait_for_selector("#margin .card")
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 360
        assert page.evaluate("document.activeElement.tagName") == "H2"
