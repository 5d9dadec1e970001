"""Take the README's picture from the sample case, in a real browser: `make screenshots`."""

import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
PORT = "7979"
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
MESSAGE = "The two teams now simply talk to each other every day."


def shoot(address: str) -> None:
    """Open the sample case, say something, open the quote's note, and take the picture."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(address)
        page.get_by_role("button", name="Open the sample case").click(timeout=60_000)
        box = page.get_by_label("What happened, or what stays with you?")
        box.fill(MESSAGE, timeout=120_000)
        box.press("Enter")
        page.get_by_role("button", name="Another way of looking").wait_for(timeout=120_000)
        page.locator("button.cite").first.click()
        page.locator("mark").first.wait_for(timeout=30_000)
        page.wait_for_timeout(500)
        page.screenshot(path=ROOT / "docs" / "talk.png")
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
