"""A first visit with an empty cache, over a simulated line: server start, transfer, chart seen."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

from playwright.sync_api import Browser, sync_playwright

from bench.timing import Measured
from tools.served_app import launch_chromium, served_app

VISITS = 3
LINE_BITS_PER_SECOND = 10_000_000
LINE_LATENCY_MS = 20
CHART = ".js-plotly-plot .main-svg"


def first_visits(db_path: Path) -> tuple[list[Measured], float]:
    """Gives medians of cold start and of first visits, and the KiB that one of them transfers."""
    started, fast, slow, kib = [], [], [], []
    for _ in range(VISITS):
        with served_app(db_path) as app, sync_playwright() as playwright:
            started.append(app.start_seconds)
            browser = launch_chromium(playwright)
            fast.append(_visit(browser, app.address, throttled=False)[0])
            seconds, transferred = _visit(browser, app.address, throttled=True)
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
    return measured, sorted(kib)[middle]


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
