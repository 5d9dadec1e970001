"""Take the pictures of each view from the sample case in a real browser: `make screenshots`."""

import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parent.parent
PORT = "7979"
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
MESSAGES = (
    "The two teams now simply talk to each other every day.",
    "I keep thinking about the form.",
)
VIEWS = ("talk", "actors", "map", "motion", "journal")
WAIT = 120_000


def talk(page: Page, message: str) -> None:
    """Send one message and wait for the whole reply."""
    before = page.locator("#past .turn").count()
    page.get_by_label("What happened, or what stays with you?").fill(message, timeout=WAIT)
    page.keyboard.press("Enter")
    page.wait_for_function(
        "n => document.querySelectorAll('#past .turn').length > n && !document.querySelector('.growing')",
        arg=before,
        timeout=WAIT,
    )


def shoot(address: str) -> None:
    """Open the sample case, talk, open a quote's note, and take each view."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(address)
        page.wait_for_selector(".welcome")
        page.wait_for_timeout(500)
        page.screenshot(path=ROOT / "docs" / "welcome.png")
        page.locator("#past button[data-do=sample]").click(timeout=WAIT)
        page.wait_for_selector(".beginning", timeout=WAIT)
        for message in MESSAGES:
            talk(page, message)
        page.locator("#past button.cite").last.scroll_into_view_if_needed()
        page.locator("#past figure button.cite").last.click()
        page.locator("mark").first.wait_for(timeout=WAIT)
        for view in VIEWS:
            page.click(f"#top button[data-name={view}]")
            page.wait_for_selector("#past .turn" if view == "talk" else f"#past .{view}", timeout=WAIT)
            page.wait_for_timeout(600)
            page.screenshot(path=ROOT / "docs" / f"{view}.png")
        page.click("#top button[data-name=talk]")
        page.emulate_media(color_scheme="dark")
        page.wait_for_timeout(600)
        page.screenshot(path=ROOT / "docs" / "talk-dark.png")
        page.set_viewport_size({"width": 360, "height": 740})
        page.emulate_media(color_scheme="light")
        page.keyboard.press("Escape")
        page.click("#top button[data-name=talk]")
        page.wait_for_selector("#past .turn")
        page.wait_for_timeout(600)
        page.screenshot(path=ROOT / "docs" / "talk-narrow.png")
        browser.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="noticing-shot-") as home:
        command = [sys.executable, str(ROOT / "app.py")]
        settings = {"NOTICING_HOME": home, "NOTICING_PORT": PORT, "PATH": "/usr/bin:/bin"}
        server = subprocess.Popen(command, cwd=ROOT, env=settings, stdout=subprocess.PIPE, text=True)
        try:
            assert server.stdout
            server.stdout.readline()
            shoot(f"http://127.0.0.1:{PORT}/")
        finally:
            server.terminate()
            server.wait()
