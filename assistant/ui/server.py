"""Serves the page from one loopback process, with headers that let nothing come from or go to elsewhere.

Sharing, telemetry, run history and the page library's other settings from the environment are all fixed here. Does not
know what the page shows.
"""

import re
import socket
import sys
from contextlib import ExitStack, closing, suppress
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from types import FrameType
from urllib.parse import quote

import gradio as gr
import uvicorn
from fastapi import FastAPI
from gradio.routes import App
from starlette.datastructures import MutableHeaders
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import NoticingError, SettingsError
from assistant.export import FORMATS, SUFFIXES
from assistant.services import Services
from assistant.ui.theme import theme

FOLDER = Path(__file__).parent
OWN = "noticing"
"""The path below which the page's own style sheet, script and fonts are served."""
GOODBYE_SECONDS = 2
"""How long open pages are waited for when the server stops; each holds a connection for as long as it is open."""
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; "
    # The page library writes inline scripts and compiles its templates.
    "script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_META = re.compile(rb'<meta\s+(?:property="og:|name="twitter:)[^>]*>\s*')


class Guard:
    """Adds the headers to every answer, and makes the page's HTML its own: language, style, no remote addresses."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["path"] == "/":
            plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
            await _Page(send).answer(self._app, {**scope, "headers": plain}, receive)
            return

        async def guarded(message: Message) -> None:
            _add_headers(message)
            await send(message)

        await self._app(scope, receive, guarded)


class _Page:
    """Collects one HTML page, and sends it on changed."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message = {}
        self._body = b""

    async def answer(self, app: ASGIApp, scope: Scope, receive: Receive) -> None:
        await app(scope, receive, self._take)

    async def _take(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            _add_headers(message)
            self._start = message
            return
        if message["type"] != "http.response.body":
            await self._send(message)
            return
        self._body += message.get("body", b"")
        if message.get("more_body"):
            return
        headers = MutableHeaders(scope=self._start)
        if headers.get("content-type", "").startswith("text/html"):
            self._body = own_html(self._body)
            headers["content-length"] = str(len(self._body))
            headers["cache-control"] = "no-store"
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": self._body})


def _add_headers(message: Message) -> None:
    if message["type"] == "http.response.start":
        headers = MutableHeaders(scope=message)
        for name, value in HEADERS.items():
            headers[name] = value


def own_html(body: bytes) -> bytes:
    """The page library's HTML in our language, with our style and script and without its remote addresses."""
    links = (
        f'<meta name="color-scheme" content="light dark"><link rel="stylesheet" href="{OWN}/page.css">'
        f'<script defer src="{OWN}/page.js"></script></head>'
    )
    body = _META.sub(b"", body.replace(b'lang="en"', b'lang="en-GB"', 1))
    return body.replace(b"</head>", links.encode(), 1)


def application(services: Services, page: gr.Blocks) -> FastAPI:
    """The page as an ASGI application."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, routes=_own_routes(services))
    app.add_middleware(Guard)
    host = services.settings.host
    if _is_loopback(host):
        # A foreign name that is pointed at this address must not be able to read the page.
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost", "[::1]", host])
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        server_name=host,
        server_port=services.settings.port,
        footer_links=[],
        run_history=False,
        root_path="",
        allowed_paths=[],
        blocked_paths=[],
        favicon_path=str(FOLDER / "favicon.svg"),
        show_error=False,
        max_file_size=f"{services.settings.max_file_mb}mb",
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        theme=theme(),
    )
    return app


def _own_routes(services: Services) -> list[BaseRoute]:
    def file(name: str) -> Route:
        return Route(f"/{OWN}/{name}", lambda request: FileResponse(FOLDER / name))

    fonts = Mount(f"/{OWN}/fonts", app=StaticFiles(directory=FOLDER / "fonts"))
    return [
        file("page.css"),
        file("page.js"),
        fonts,
        Route(f"/{OWN}/save/{{case}}/{{form}}", partial(_saved, services)),
    ]


def _saved(services: Services, request: Request) -> Response:
    """A case as a file; made when it is asked for, and kept nowhere."""
    form, headings = request.path_params["form"], request.query_params.get("headings", "free")
    if form not in FORMATS or request.headers.get("sec-fetch-site") == "cross-site":
        return PlainTextResponse("There is no such file.", 404)
    try:
        case = services.case(request.path_params["case"])
        content = services.export(case.id, form, scheme=headings)
    except NoticingError as error:
        return PlainTextResponse(str(error), 404)
    name = re.sub(r"[^\w .-]", "_", case.name).strip(" .") or "case"
    disposition = f"attachment; filename*=UTF-8''{quote(name + SUFFIXES[form])}"
    headers = {"Content-Disposition": disposition, "Cache-Control": "no-store"}
    return Response(content, media_type="application/octet-stream", headers=headers)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def serve(services: Services, page: gr.Blocks) -> None:
    """Serve until the process is told to stop; the models warm up meanwhile.

    Raises:
        SettingsError: the address or the port cannot be used.
    """
    host, port = services.settings.host, services.settings.port
    with closing(_listening(host, port)) as listening:
        app = application(services, page)
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=GOODBYE_SECONDS
        )
        server = _Server(config)
        services.warm()
        sys.stdout.write(f"Noticing is at {address(host, port)} (Ctrl and C stop it)\n")
        sys.stdout.flush()
        with suppress(KeyboardInterrupt):  # raised again by the server after it has closed: how a person stops it
            server.run(sockets=[listening])


class _Server(uvicorn.Server):
    """Ends the connections that open pages hold, so that stopping is quick and quiet."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to stop."""
        app = self.config.app
        for route in app.routes if isinstance(app, FastAPI) else ():
            if isinstance(route, Mount) and isinstance(route.app, App):
                route.app.stop_event.set()
        super().handle_exit(sig, frame)


def address(host: str, port: int) -> str:
    """The address to open in a browser."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _listening(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with ExitStack() as undo:
            listening = undo.enter_context(socket.socket(family, kind, protocol))
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(where)
            listening.listen(2048)
            undo.pop_all()
    except socket.gaierror as error:
        raise SettingsError(
            f'`NOTICING_HOST` is "{host}", which is no address of this computer. Use 127.0.0.1.'
        ) from error
    except OSError as error:
        raise SettingsError(
            f"Port {port} on {host} cannot be used: another program has it, or it is not allowed. "
            "Stop that program, or set `NOTICING_PORT` to another number."
        ) from error
    return listening
