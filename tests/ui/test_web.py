"""The layers around Streamlit's own answers, each on an answer small enough to read here."""

from __future__ import annotations

import asyncio
import gzip
import re
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import pytest
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import settings
from dashboard.domain.roles import ROLES_BY_PAGE
from dashboard.texts.navigation import PAGE_TITLES
from dashboard.ui.components import STYLE
from dashboard.ui.server import page_url_paths
from dashboard.ui.web import (
    GatheredMessages,
    KnownPages,
    OwnPage,
    SecurityHeaders,
    StaticCompression,
    content_security_policy,
)

STREAMLITS_PAGE = (
    '<!doctype html><html lang="en"><head><title>Streamlit</title></head>'
    "<body><noscript>You need to enable JavaScript to run this app.</noscript></body></html>"
)
SCRIPT = "const name = 'Cruscotto';\n" * 200


@dataclass
class Answer:
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass
class Streamlit:
    """Stands for the wrapped app: gives one answer, and remembers what it was asked."""

    answer: Response
    scopes: list[Scope] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.scopes.append(scope)
        await self.answer(scope, receive, send)


def asked(app: ASGIApp, path: str, *, query: str = "", encoding: str = "gzip, br") -> Answer:
    scope: Scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": query.encode(),
        "headers": [(b"accept-encoding", encoding.encode())],
    }
    answer = Answer()

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        else:
            answer.body += message.get("body", b"")

    # In a thread of its own: the browser's driver keeps a loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, app(scope, receive, send)).result()
    return answer


def page() -> Streamlit:
    return Streamlit(Response(STREAMLITS_PAGE, media_type="text/html"))


def script() -> Streamlit:
    return Streamlit(Response(SCRIPT, media_type="text/javascript"))


def test_the_page_says_that_it_is_italian() -> None:
    found = asked(OwnPage(page()), "/risultati")

    assert b'<html lang="it"' in found.body
    assert b"<title>Cruscotto PIAO</title>" in found.body
    assert b"You need to enable JavaScript" not in found.body
    assert found.headers["content-length"] == str(len(found.body))


def test_the_page_brings_the_style_after_everything_that_streamlit_adds_to_its_head() -> None:
    found = asked(OwnPage(page()), "/").body.decode()

    body = found.partition("<body>")[2]
    assert f"<style>{STYLE.read_text(encoding='utf-8')}</style></body>" in body


def test_the_page_is_asked_for_without_compression() -> None:
    streamlit = page()

    asked(OwnPage(streamlit), "/")

    assert "accept-encoding" not in dict(streamlit.scopes[0]["headers"])


@pytest.mark.parametrize("path", ["/static/js/index.js", "/_stcore/health", "/app/static/x.html"])
def test_what_is_not_a_page_passes_unchanged(path: str) -> None:
    assert asked(OwnPage(page()), path).body == STREAMLITS_PAGE.encode()


def test_a_static_file_is_compressed() -> None:
    found = asked(StaticCompression(script()), "/static/js/index.js")

    assert found.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in found.headers["vary"]
    assert found.headers["content-length"] == str(len(found.body))
    assert gzip.decompress(found.body).decode() == SCRIPT
    assert len(found.body) < len(SCRIPT) / 10


def test_a_static_file_is_compressed_only_once(monkeypatch: pytest.MonkeyPatch) -> None:
    app = StaticCompression(script())
    first = asked(app, "/static/js/index.js")
    monkeypatch.setattr(gzip, "compress", lambda *_, **__: pytest.fail("compressed again"))

    assert asked(app, "/static/js/index.js").body == first.body


@pytest.mark.parametrize(
    ("path", "encoding"),
    [
        ("/static/js/index.js", "identity"),  # the browser does not take gzip
        ("/static/media/font.woff2", "gzip"),  # compressed already
        ("/_stcore/health", "gzip"),  # not a static file
    ],
)
def test_other_answers_are_not_compressed(path: str, encoding: str) -> None:
    found = asked(StaticCompression(script()), path, encoding=encoding)

    assert "content-encoding" not in found.headers
    assert found.body.decode() == SCRIPT


def test_an_answer_without_a_file_is_not_compressed() -> None:
    missing = Streamlit(PlainTextResponse("Not found" * 500, status_code=404))

    found = asked(StaticCompression(missing), "/static/js/gone.js")

    assert found.status == 404
    assert "content-encoding" not in found.headers


def test_every_answer_carries_the_security_headers() -> None:
    headers = asked(SecurityHeaders(page()), "/").headers

    assert headers["content-security-policy"] == content_security_policy()
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"


def test_the_policy_lets_nothing_in_from_outside() -> None:
    policy = content_security_policy()

    assert "https:" not in policy
    assert "unsafe-eval" not in policy.replace("'wasm-unsafe-eval'", "")
    assert "script-src 'self'" in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]


def test_a_mistaken_address_leads_to_the_overview_with_its_filters() -> None:
    app = KnownPages(page(), {"risultati"})

    found = asked(app, "/risultato", query="anno=2024")

    assert (found.status, found.headers["location"]) == (307, "/?anno=2024")


@pytest.mark.parametrize("path", ["/", "/risultati", "/icona.png", "/static/js/index.js"])
def test_a_known_address_is_left_alone(path: str) -> None:
    assert asked(KnownPages(page(), {"risultati"}), path).status == 200


def test_the_pages_known_are_those_of_the_page_list() -> None:
    page_list = (settings.PROJECT_FOLDER / "app.py").read_text(encoding="utf-8")
    listed = {name.replace("_", "-") for name in re.findall(r'listed\("([a-z_]+)"', page_list)}

    assert {"quadro", *page_url_paths()} == listed


def test_every_page_has_a_title_and_somebody_it_is_for() -> None:
    assert {"", *page_url_paths()} == set(PAGE_TITLES) == set(ROLES_BY_PAGE)
    assert all(ROLES_BY_PAGE.values())


async def connected(
    send: Send, draw: Callable[[Send], Awaitable[None]], *, kind: str = "websocket"
) -> None:
    """Runs an app that draws over one connection, behind the layer that gathers."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        del scope, receive
        await draw(send)

    async def receive() -> Message:
        return {"type": "websocket.receive"}

    await GatheredMessages(app)({"type": kind}, receive, send)


def run(work: Coroutine[Any, Any, None]) -> None:
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()


def element(number: int) -> Message:
    return {"type": "websocket.send", "bytes": str(number).encode()}


def test_elements_arrive_in_their_order_and_in_few_pieces() -> None:
    arrived: list[Message] = []
    wakings: list[int] = []

    async def send(message: Message) -> None:
        arrived.append(message)

    async def draw(send: Send) -> None:
        for number in range(100):
            await send(element(number))
            await asyncio.sleep(0)
            if not wakings or len(arrived) != wakings[-1]:
                wakings.append(len(arrived))
        await asyncio.sleep(0.05)

    run(connected(send, draw))

    assert arrived == [element(number) for number in range(100)]
    assert len(wakings) < 20


def test_what_closes_a_connection_comes_after_what_was_drawn() -> None:
    arrived: list[Message] = []

    async def send(message: Message) -> None:
        arrived.append(message)

    async def draw(send: Send) -> None:
        await send(element(1))
        await send({"type": "websocket.close", "code": 1000})

    run(connected(send, draw))

    assert arrived == [element(1), {"type": "websocket.close", "code": 1000}]


def test_who_draws_waits_for_a_reader_that_is_slow() -> None:
    taken = 0
    most_ahead = 0

    async def send(message: Message) -> None:
        nonlocal taken
        await asyncio.sleep(0.0001)
        taken += message["type"] == "websocket.send"

    async def draw(send: Send) -> None:
        nonlocal most_ahead
        for number in range(2_000):
            await send(element(number))
            most_ahead = max(most_ahead, number + 1 - taken)

    run(connected(send, draw))

    assert most_ahead <= 512


def test_a_connection_that_is_gone_is_told_at_the_next_element() -> None:
    told: list[str] = []

    async def send(message: Message) -> None:
        raise ConnectionResetError("gone")

    async def draw(send: Send) -> None:
        await send(element(1))
        await asyncio.sleep(0.05)
        try:
            await send(element(2))
        except ConnectionResetError as error:
            told.append(str(error))

    run(connected(send, draw))

    assert told == ["gone"]


def test_answers_to_requests_are_not_gathered() -> None:
    assert asked(GatheredMessages(page()), "/").body == STREAMLITS_PAGE.encode()
