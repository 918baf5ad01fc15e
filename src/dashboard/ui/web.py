"""Small ASGI layers around Streamlit: security headers, a page of our own, compression."""

from __future__ import annotations

import asyncio
import base64
import gzip
import hashlib
import re
from collections.abc import Callable, Collection, Iterable
from functools import cache
from pathlib import Path

import streamlit
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.texts import navigation, server
from dashboard.ui.components import STYLE

_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.S)
_PAGE_NAME = re.compile(r"[A-Za-z0-9_-]+")
_COMPRESSED_SUFFIXES = (".js", ".css", ".svg", ".json", ".wasm", ".html")
_STATIC_PREFIX = "/static/"
_COMPRESSION_LEVEL = 6
_WORTH_COMPRESSING_BYTES = 1024
_GATHERING_SECONDS = 0.004
_MOST_GATHERED = 256


@cache
def content_security_policy() -> str:
    """Gives the policy: all from here, no framing, Streamlit’s own inline scripts by hash."""
    page = Path(streamlit.__file__).parent / "static" / "index.html"
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in _INLINE_SCRIPT.findall(page.read_text(encoding="utf-8"))
    )
    rules = {
        "default-src": "'self'",
        "script-src": f"'self' 'wasm-unsafe-eval' {hashes}".strip(),
        # Streamlit's and Plotly's components write style attributes.
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self' ws://localhost:* ws://127.0.0.1:*",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


class SecurityHeaders:
    """Adds the content security policy and its companions to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = content_security_policy()
                headers["X-Content-Type-Options"] = "nosniff"
                headers["X-Frame-Options"] = "DENY"
                headers["Referrer-Policy"] = "no-referrer"
                headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
            await send(message)

        await self.app(scope, receive, send_with_headers)


class OwnPage:
    """Makes the one HTML page that Streamlit serves ours: `lang="it"`, Italian words, our style.

    Browsers would offer to translate Italian text declared as English, and screen readers would
    pronounce it so. Streamlit has no option for it. The style comes with the page: as an element
    it would be sent, or looked up among what was sent, at every run of every session.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if _is_not_a_page(scope):
            await self.app(scope, receive, send)
            return
        answer = _Collected(send, _is_html)
        # Streamlit would compress its page, and then the words in it could not be changed.
        headers = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
        await self.app({**scope, "headers": headers}, receive, answer.take)
        await answer.finish(_made_ours)


class KnownPages:
    """Sends an address that names no page to the overview, filters and all.

    Streamlit would open the overview too, behind an English notice.
    """

    def __init__(self, app: ASGIApp, url_paths: Collection[str]) -> None:
        self.app = app
        self._url_paths = frozenset(url_paths)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if _is_not_a_page(scope) or not self._is_mistaken(scope["path"]):
            await self.app(scope, receive, send)
            return
        query = scope["query_string"].decode("latin-1")
        await RedirectResponse(f"/?{query}" if query else "/")(scope, receive, send)

    def _is_mistaken(self, path: str) -> bool:
        """Says whether a path looks like a page and is none; files and inner paths do not."""
        name = path.strip("/")
        return bool(_PAGE_NAME.fullmatch(name)) and name not in self._url_paths


class StaticCompression:
    """Compresses Streamlit's own static files, once each: their names carry a hash.

    Streamlit serves them as they are; a first visit weighs 9.1 MB so, and 2.8 MB compressed.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._compressed: dict[str, bytes] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        takes_gzip = scope["type"] == "http" and "gzip" in Headers(scope=scope).get(
            "accept-encoding", ""
        )
        is_static = path.startswith(_STATIC_PREFIX) and path.endswith(_COMPRESSED_SUFFIXES)
        if not (takes_gzip and is_static and scope["method"] == "GET"):
            await self.app(scope, receive, send)
            return
        answer = _Collected(send, _is_whole)
        await self.app(scope, receive, answer.take)
        await answer.finish(lambda body: self._gzipped(path, body), encoding="gzip")

    def _gzipped(self, path: str, body: bytes) -> bytes:
        if path not in self._compressed:
            self._compressed[path] = gzip.compress(body, _COMPRESSION_LEVEL, mtime=0)
        return self._compressed[path]


class GatheredMessages:
    """Hands what one run draws to the network in few pieces.

    Streamlit sends each element as it is drawn, some forty a run, and each by itself is a call of
    the system and wakes whoever reads. Those of a few milliseconds together take about a tenth less
    of a run's processor time.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        gathered = _Gathered(send)
        try:
            await self.app(scope, receive, gathered.take)
        finally:
            gathered.end()


class _Gathered:
    """The messages of one connection that are not sent yet, in their order."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._waiting: list[Message] = []
        self._sending = asyncio.Lock()
        self._soon: asyncio.Task[None] | None = None
        self._failure: Exception | None = None

    async def take(self, message: Message) -> None:
        """Takes a message to send. Raises what an earlier one failed with, as `send` would."""
        if self._failure is not None:
            raise self._failure
        self._waiting.append(message)
        # A reader that is slow to take them makes the writer wait, as it does without this.
        if message["type"] != "websocket.send" or len(self._waiting) >= _MOST_GATHERED:
            await self._send_waiting()
        elif self._soon is None or self._soon.done():
            self._soon = asyncio.create_task(self._send_soon())

    def end(self) -> None:
        """Lets go of what nobody reads any more."""
        if self._soon is not None:
            self._soon.cancel()

    async def _send_soon(self) -> None:
        try:
            while self._waiting:
                await asyncio.sleep(_GATHERING_SECONDS)
                await self._send_waiting()
        except Exception as error:
            self._failure = error

    async def _send_waiting(self) -> None:
        async with self._sending:
            messages, self._waiting = self._waiting, []
            for message in messages:
                await self._send(message)


class _Collected:
    """Holds an answer back when `wants` says so, to send it changed; passes others through."""

    def __init__(self, send: Send, wants: Callable[[Message], bool]) -> None:
        self._send = send
        self._wants = wants
        self._start: Message | None = None
        self._body = bytearray()

    async def take(self, message: Message) -> None:
        if message["type"] == "http.response.start" and self._wants(message):
            self._start = message
        elif self._start is None:
            await self._send(message)
        elif message["type"] == "http.response.body":
            self._body += message.get("body", b"")

    async def finish(self, change: Callable[[bytes], bytes], encoding: str = "") -> None:
        """Sends the held answer with its body changed; nothing where none was held."""
        if self._start is None:
            return
        body = change(bytes(self._body))
        headers = MutableHeaders(scope=self._start)
        headers["Content-Length"] = str(len(body))
        if encoding:
            headers["Content-Encoding"] = encoding
            headers.add_vary_header("Accept-Encoding")
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": body})


def _is_not_a_page(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return True
    return bool(scope["path"].startswith(("/static/", "/app/", "/media/", "/_stcore/")))


def _is_html(start: Message) -> bool:
    headers = Headers(raw=_raw(start))
    return start["status"] == 200 and headers.get("content-type", "").startswith("text/html")


def _is_whole(start: Message) -> bool:
    """Says whether an answer is a whole file, neither partial nor compressed already."""
    headers = Headers(raw=_raw(start))
    length = int(headers.get("content-length", "0"))
    plain = "content-encoding" not in headers
    return start["status"] == 200 and plain and length >= _WORTH_COMPRESSING_BYTES


def _raw(start: Message) -> list[tuple[bytes, bytes]]:
    found: Iterable[tuple[bytes, bytes]] = start.get("headers", [])
    return list(found)


def _made_ours(page: bytes) -> bytes:
    text = page.decode("utf-8")
    # At the end of the body: after Streamlit's own rules, which it adds to the head.
    text = text.replace("</body>", f"<style>{STYLE.read_text(encoding='utf-8')}</style></body>", 1)
    text = text.replace('<html lang="en"', '<html lang="it"', 1)
    text = text.replace("<title>Streamlit</title>", f"<title>{navigation.APP_TITLE}</title>", 1)
    return re.sub(
        r"<noscript>.*?</noscript>",
        f"<noscript>{server.SCRIPTS_NEEDED}</noscript>",
        text,
        count=1,
        flags=re.S,
    ).encode("utf-8")
