"""Websocket clients that speak Streamlit's protocol: sessions of people, without their browsers."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass, field
from time import perf_counter
from urllib.parse import parse_qsl, urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

SECONDS_BETWEEN_CLICKS = 1.0
# Filters that a click changes; by their keys in the address.
CLICKED_FILTERS = ("settore", "indirizzo", "periodo", "anno")
_ANSWER_SECONDS = 60.0
_MAX_MESSAGE_BYTES = 64 * 2**20
_KEPT_FOR_RUNS = 2  # as browsers do


@dataclass(slots=True)
class Clicks:
    """What the clicks of a crowd brought: seconds until the script had finished, and failures."""

    seconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    lasted_seconds: float = 0.0

    def percentile(self, share: float) -> float:
        """Gives the seconds that this share of the clicks took at most. Raises without clicks."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


@dataclass(slots=True)
class _Choice:
    """A selectbox as the server drew it, and what is chosen in it."""

    key: str
    widget_id: str
    options: list[str]
    chosen: str


class Visitor:
    """One session. As a browser does, it sends what is chosen with every click."""

    def __init__(self, socket: ClientConnection, chance: random.Random) -> None:
        self._socket = socket
        self._chance = chance
        self._query = ""
        self._page_hash = ""
        self._choices: dict[str, _Choice] = {}
        self._states: dict[str, WidgetState] = {}
        self._run_number = 0
        self._kept_hashes: dict[str, int] = {}  # of messages not to be sent again; by their run
        self.page_hashes: list[str] = []

    async def arrive(self) -> None:
        """Opens the first page."""
        await self._run()

    async def open_page(self, page_hash: str) -> None:
        """Opens another page with the filters as they are."""
        self._page_hash = page_hash
        self._choices.clear()
        await self._run()

    async def click(self) -> None:
        """Opens another page, or changes a filter of this one: as often the one as the other."""
        choices = [one for one in self._choices.values() if len(one.options) > 1]
        if choices and self._chance.random() < 0.5:
            self._change(self._chance.choice(choices))
            await self._run()
        else:
            await self.open_page(self._chance.choice(self.page_hashes))

    def _change(self, choice: _Choice) -> None:
        others = [option for option in choice.options if option != choice.chosen]
        choice.chosen = self._chance.choice(others)
        state = WidgetState(id=choice.widget_id, string_value=choice.chosen)
        self._states[choice.widget_id] = state
        self._query = urlencode({**dict(parse_qsl(self._query)), choice.key: choice.chosen})

    async def _run(self) -> None:
        self._run_number += 1
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string = self._query
        asked.page_script_hash = self._page_hash
        asked.widget_states.widgets.extend(self._states.values())
        asked.cached_message_hashes.extend(
            kept
            for kept, seen in self._kept_hashes.items()
            if self._run_number - seen <= _KEPT_FOR_RUNS
        )
        asked.context_info.timezone = "Europe/Rome"
        asked.context_info.locale = "it-IT"
        await self._socket.send(message.SerializeToString())
        await asyncio.wait_for(self._until_finished(), _ANSWER_SECONDS)

    async def _until_finished(self) -> None:
        while True:
            data = await self._socket.recv()
            assert isinstance(data, bytes)
            answer = ForwardMsg.FromString(data)
            self._take(answer)
            if answer.WhichOneof("type") != "script_finished":
                continue
            if answer.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                return
            if answer.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                raise PageFailedError("compile error")

    def _take(self, answer: ForwardMsg) -> None:
        kind = answer.WhichOneof("type")
        if kind == "ref_hash" or (answer.metadata.cacheable and answer.hash):
            self._kept_hashes[answer.ref_hash or answer.hash] = self._run_number
        if kind == "navigation":
            self.page_hashes = [page.page_script_hash for page in answer.navigation.app_pages]
        elif kind == "new_session":
            self._page_hash = answer.new_session.page_script_hash
        elif kind == "page_info_changed":
            self._query = answer.page_info_changed.query_string
        elif kind == "delta" and answer.delta.WhichOneof("type") == "new_element":
            self._take_element(answer.delta.new_element)

    def _take_element(self, element: object) -> None:
        kind = element.WhichOneof("type")  # type: ignore[attr-defined]
        if kind == "exception":
            raise PageFailedError(element.exception.message)  # type: ignore[attr-defined]
        if kind != "selectbox":
            return
        box = element.selectbox  # type: ignore[attr-defined]
        key = box.query_param_key
        if key in CLICKED_FILTERS:
            in_address = dict(parse_qsl(self._query)).get(key)
            chosen = box.raw_value if box.set_value else in_address or box.options[0]
            self._choices[key] = _Choice(key, box.id, list(box.options), chosen)


class PageFailedError(Exception):
    """A page that ended in an exception instead of its content."""


async def visit_every_page(address: str) -> int:
    """Opens every page once, in one session, and gives how many there are."""
    async with _connected(address) as socket:
        visitor = Visitor(socket, random.Random(0))  # noqa: S311 - no secret
        await visitor.arrive()
        for page_hash in visitor.page_hashes:
            await visitor.open_page(page_hash)
        return len(visitor.page_hashes)


async def crowd(address: str, people: int, seconds: float) -> Clicks:
    """Lets so many people click once a second each, for so long, and gives what they waited.

    Nobody clicks before the last answer is there. They come one after the other within the first
    second; opening the first page is not counted.
    """
    clicks = Clicks()
    started = perf_counter()
    everybody = (
        _person(address, number, people, started + seconds, clicks) for number in range(people)
    )
    await asyncio.gather(*everybody)
    clicks.lasted_seconds = perf_counter() - started
    return clicks


async def _person(address: str, number: int, people: int, end: float, clicks: Clicks) -> None:
    await asyncio.sleep(number / people * SECONDS_BETWEEN_CLICKS)
    try:
        async with _connected(address) as socket:
            visitor = Visitor(socket, random.Random(number))  # noqa: S311 - no secret
            await visitor.arrive()
            while (clicked := perf_counter()) < end:
                await visitor.click()
                waited = perf_counter() - clicked
                clicks.seconds.append(waited)
                await asyncio.sleep(max(0.0, SECONDS_BETWEEN_CLICKS - waited))
    except (ConnectionClosed, OSError, TimeoutError, PageFailedError) as error:
        clicks.failures.append(f"{type(error).__name__}: {error}")


def _connected(address: str) -> connect:
    return connect(
        f"{address.replace('http', 'ws', 1)}/_stcore/stream",
        subprotocols=["streamlit"],
        max_size=_MAX_MESSAGE_BYTES,
        origin=address,
    )
