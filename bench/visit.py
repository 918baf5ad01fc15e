"""A first visit with an empty cache, over a simulated line: server start, transfer, chart seen."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, sleep

from playwright.sync_api import Browser, sync_playwright

from bench.timing import Measured

VISITS = 3
LINE_BITS_PER_SECOND = 10_000_000
LINE_LATENCY_MS = 20
CHART = ".js-plotly-plot .main-svg"
_CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def first_visits(db_path: Path) -> list[Measured]:
    """Gives medians of cold start, first visit on loopback and first visit on a 10 Mbit/s line."""
    started, fast, slow, kib = [], [], [], []
    for _ in range(VISITS):
        with _served(db_path) as (address, start_seconds), sync_playwright() as playwright:
            started.append(start_seconds)
            browser = playwright.chromium.launch(
                executable_path=_chromium(), args=_CHROMIUM_ARGUMENTS
            )
            fast.append(_visit(browser, address, throttled=False)[0])
            seconds, transferred = _visit(browser, address, throttled=True)
            slow.append(seconds)
            kib.append(transferred / 1024)
            browser.close()
    middle = VISITS // 2
    lines = {
        "server start to health answer": sorted(started)[middle],
        "first visit, loopback, chart painted": sorted(fast)[middle],
        "first visit, 10 Mbit/s and 20 ms, chart painted": sorted(slow)[middle],
    }
    first = next(iter(lines.values()))
    measured = [Measured(name, value * 1000, value / first) for name, value in lines.items()]
    transferred_name = f"(transferred on a first visit: {sorted(kib)[middle]:,.0f} KiB)"
    return [*measured, Measured(transferred_name, 0.0, 0.0)]


def _visit(browser: Browser, address: str, *, throttled: bool) -> tuple[float, int]:
    """Gives the seconds until the first chart is painted, and the bytes that came over the line."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="it-IT")
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    received = 0

    def count(event: dict[str, int]) -> None:
        nonlocal received
        received += event["encodedDataLength"]

    session.on("Network.loadingFinished", count)
    if throttled:
        session.send(
            "Network.emulateNetworkConditions",
            {
                "offline": False,
                "latency": LINE_LATENCY_MS,
                "downloadThroughput": LINE_BITS_PER_SECOND / 8,
                "uploadThroughput": LINE_BITS_PER_SECOND / 8,
            },
        )
    started = perf_counter()
    page.goto(address)
    page.wait_for_selector(CHART, timeout=60_000)
    seconds = perf_counter() - started
    context.close()
    return seconds, received


@contextmanager
def _served(db_path: Path) -> Iterator[tuple[str, float]]:
    port = _free_port()
    command = [sys.executable, "-m", "dashboard.cli", "serve", "--port", str(port)]
    started = perf_counter()
    server = subprocess.Popen(
        [*command, "--db", str(db_path)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(f"http://localhost:{port}/healthz")
        yield f"http://localhost:{port}/", perf_counter() - started
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(address: str, seconds: float = 60) -> None:
    deadline = perf_counter() + seconds
    while perf_counter() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, ConnectionError):
            sleep(0.05)
    raise TimeoutError(address)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        raise SystemExit("bench/visit.py needs Chromium: sh tools/ensure_chromium.sh")
    return found
