"""The page as it is built and served, without a browser: privacy, headers, nothing from elsewhere."""

import asyncio
import re
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant import ui
from assistant.errors import SettingsError
from assistant.services import Services
from assistant.settings import Settings

REMOTE = re.compile(r"""(?:src|href|url|content)\s*[=(]\s*["']?https?://""")


def in_a_loop(make: Callable[[], Any]) -> Any:
    """What it makes, made inside an event loop: outside one the page library opens loops that nobody closes."""

    async def run() -> Any:
        return make()

    return asyncio.run(run())


def built(services: Services) -> Any:
    return in_a_loop(lambda: ui.build(services))


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Services:
    return Services(Settings(home=tmp_path_factory.mktemp("home"), port=7999))


@pytest.fixture(scope="module")
def page(services: Services) -> Any:
    return built(services)


@pytest.fixture(scope="module")
def client(services: Services, page: Any) -> Iterator[Any]:
    from starlette.testclient import TestClient

    from assistant.ui.server import application

    with TestClient(in_a_loop(lambda: application(services, page)), base_url="http://127.0.0.1:7999") as client:
        yield client


def test_every_event_is_private(page: Any) -> None:
    events = page.config["dependencies"]
    assert len(events) > 10
    assert {event["api_visibility"] for event in events} == {"private"}


def test_no_run_history_no_links_no_errors_shown(client: Any, page: Any) -> None:
    assert page.run_history is False
    assert page.footer_links == []
    assert page.show_error is False
    assert page.analytics_enabled is False
    assert page.allowed_paths == []
    assert page.max_file_size == 25 * 1024 * 1024


def test_the_settings_of_the_page_library_in_the_environment_are_not_honoured(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assistant.ui.server import application

    for name, value in {
        "GRADIO_ALLOWED_PATHS": "/",
        "GRADIO_MCP_SERVER": "true",
        "GRADIO_RUN_HISTORY": "true",
        "GRADIO_ROOT_PATH": "https://elsewhere.example",
        "GRADIO_ANALYTICS_ENABLED": "True",
    }.items():
        monkeypatch.setenv(name, value)
    page = built(services)
    in_a_loop(lambda: application(services, page))
    assert page.allowed_paths == []
    assert page.root_path == ""
    assert page.run_history is False
    assert page.analytics_enabled is False
    assert not page.mcp_server


@pytest.mark.parametrize("path", ["/", "/noticing/page.css", "/noticing/page.js", "/theme.css"])
def test_nothing_on_the_page_comes_from_elsewhere(client: Any, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert not REMOTE.search(answer.text)


def test_the_page_says_its_language_and_carries_its_own_style(client: Any) -> None:
    text = client.get("/").text
    assert 'lang="en-GB"' in text
    assert 'href="noticing/page.css"' in text
    assert "<title>" not in text or "Gradio" not in text.split("</title>")[0]


@pytest.mark.parametrize("path", ["/", "/noticing/page.css", "/config", "/no-such-thing"])
def test_every_answer_has_the_headers(client: Any, path: str) -> None:
    headers = client.get(path).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "connect-src 'self'" in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_every_font_that_the_style_names_is_served(client: Any) -> None:
    names = re.findall(r'url\("(fonts/[^"]+)"\)', client.get("/noticing/page.css").text)
    assert len(names) == 6
    assert {client.get(f"/noticing/{name}").status_code for name in names} == {200}
    assert (Path(ui.__file__).parent / "fonts" / "LICENSE").is_file()


@pytest.mark.parametrize(
    "path", ["/noticing/talk.py", "/noticing/../settings.py", "/noticing/fonts/../talk.py", "/docs"]
)
def test_code_is_not_served(client: Any, path: str) -> None:
    assert "import" not in client.get(path).text


def test_a_foreign_host_name_is_refused(client: Any) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


def test_a_taken_port_is_named(services: Services, tmp_path: Path) -> None:
    from assistant.ui.server import serve

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=rf"Port {port} .*`NOTICING_PORT`"):
            serve(Services(Settings(home=tmp_path, port=port)), built(services))


def test_a_case_is_saved_as_a_file_that_is_kept_nowhere(client: Any, services: Services) -> None:
    case = services.create_case("Hub: “spring”")
    services.journals.add(case.id, "I waited on the step.")
    answer = client.get(f"/noticing/save/{case.id}/journal-md?headings=gibbs")
    assert answer.status_code == 200
    assert "I waited on the step." in answer.text
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''Hub_%20_spring_-journal.md"
    assert answer.headers["cache-control"] == "no-store"
    assert not [path for path in services.settings.home.rglob("*journal*")]


@pytest.mark.parametrize(
    ("path", "site"), [("nobody/md", "same-origin"), ("{case}/exe", "same-origin"), ("{case}/md", "cross-site")]
)
def test_what_cannot_be_saved_is_not_found(client: Any, services: Services, path: str, site: str) -> None:
    case = services.create_case(f"Hub {path} {site}").id
    answer = client.get(f"/noticing/save/{path.format(case=case)}", headers={"sec-fetch-site": site})
    assert answer.status_code == 404
