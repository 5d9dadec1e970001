"""A server of the product as a user starts it, and the first steps on its page."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
CHROMIUM = Path("/usr/bin/chromium")
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WAKING = 180_000
"""Milliseconds within which a cold start has to give its first reply."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(home: Path, port: int) -> Iterator[str]:
    """The product as a user starts it; yields its address."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NOTICING_")}
    environment |= {"NOTICING_HOME": str(home), "NOTICING_PORT": str(port)}
    with (home.parent / f"server-{time.monotonic_ns()}.log").open("wb") as log:
        process = subprocess.Popen([sys.executable, "app.py"], cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}/"
            wait_for(address, process, Path(log.name))
            yield address
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=60)


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text(encoding="utf-8")
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.3)
    raise AssertionError(f"The page was not served: {log.read_text(encoding='utf-8')}")


MARKS = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM.exists() and "CI" not in os.environ, reason=f"There is no browser at {CHROMIUM}. Install chromium."
    ),
]


def say(page: Any, message: str) -> None:
    """Send one message, with its button where there is one, and wait for the whole reply."""
    before = page.locator("#past .turn").count()
    way = page.locator(f'#past button.way[data-say="{message}"]')
    if way.count():
        way.click()
    else:
        page.fill("#message textarea", message)
        page.keyboard.press("Enter")
    page.wait_for_function(
        "n => document.querySelectorAll('#past .turn').length > n && !document.querySelector('.growing')",
        arg=before,
        timeout=WAKING,
    )


def sample_in_one_click(page: Any) -> None:
    page.wait_for_selector(".welcome")
    page.click("#past button[data-do=sample]")
    page.wait_for_selector(".beginning", timeout=WAKING)
    page.wait_for_function("document.querySelectorAll('#notes .entry').length === 4", timeout=WAKING)
