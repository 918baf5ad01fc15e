"""Measure many people at once on the real server. Use: python -m bench load. Writes bench/LOAD.md.

Seconds that each crowd clicks may follow: python -m bench load 20.
"""

from __future__ import annotations

import asyncio
import os
import platform
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench.crowd import Clicks, crowd, visit_every_page
from bench.stores import STORES, filled_store, title_of
from tools.served_app import ServedApp, served_app

RESULTS = Path(__file__).with_name("LOAD.md")
SECONDS = 40.0
# People, and the seconds under which 95 of 100 clicks of theirs shall be answered. The first crowd
# meets what nobody has looked at yet; it comes again, and once more at the end: what it leaves
# behind then is what memory grows by.
CROWDS = ((50, 0.5), (50, 0.5), (100, 2.0), (50, 0.5))

_METHOD = """\
# Many people at once

{date}, Python {python}, {cores} cores; people and server share them. `cruscotto serve` on a copy of
each store; every page is opened once before. Each person is a websocket client that speaks
Streamlit's protocol, so that nothing but the server is measured: no browser, no painting. Everybody
clicks once a second, but not before the last answer is there: every second click opens another page
by chance, the others choose another sector, direction, period or year. An answer is there when the
script has finished and all that it drew has arrived. {seconds:.0f} seconds for each crowd.

What was worked out once is kept until something new is loaded. The first crowd comes right after
the start: it waits as people do after an upload, until what they look at has been worked out. Every
crowd makes the same choices in the same order: the later ones meet what the first has looked at,
and, where they get further than it did, what nobody has looked at yet.

Memory is that of the server; a closed session is kept for an hour, so that a closed laptop loses
nothing, {kept_sessions} of them at most. Load: what the machine had to do in the minute before.
"""
_KEPT_SESSIONS = 128  # streamlit.runtime.memory_session_storage
_HEAD = """\
| People | Clicks | Answers a second | Median, s | 95 %, s | Longest, s | Goal for 95 % | Failed \
| Memory before, MiB | after, MiB | Load |
|---:|---:|---:|---:|---:|---:|---|---:|---:|---:|---:|"""


@dataclass(frozen=True)
class Crowd:
    """What one crowd measured."""

    people: int
    goal_seconds: float
    clicks: Clicks
    before_mib: float
    after_mib: float
    load: float


def main() -> None:
    """Measures, prints and writes the results."""
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else SECONDS
    sections = [
        _METHOD.format(
            date=f"{datetime.now(UTC):%Y-%m-%d}",
            python=platform.python_version(),
            cores=os.cpu_count(),
            seconds=seconds,
            kept_sessions=_KEPT_SESSIONS,
        )
    ]
    for name in STORES:
        with filled_store(name) as db_path, served_app(db_path, with_samples=False) as app:
            page_count = asyncio.run(visit_every_page(app.address))
            lines = [_line(_measured(app, people, goal, seconds)) for people, goal in CROWDS]
        sections.append(
            f"## {title_of(name)}\n\n{page_count} pages.\n\n{_HEAD}\n" + "\n".join(lines)
        )
        # Each store takes minutes: what is measured is kept, whatever becomes of the next.
        RESULTS.write_text("\n".join(sections) + "\n", encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))


def _measured(app: ServedApp, people: int, goal_seconds: float, seconds: float) -> Crowd:
    load, before = os.getloadavg()[0], _resident_mib(app.process_id)
    clicks = asyncio.run(crowd(app.address, people, seconds))
    return Crowd(people, goal_seconds, clicks, before, _resident_mib(app.process_id), load)


def _line(one: Crowd) -> str:
    slow = one.clicks.percentile(0.95)
    verdict = "met" if slow <= one.goal_seconds else "missed"
    answered = len(one.clicks.seconds)
    return (
        f"| {one.people} | {answered:,} | {answered / one.clicks.lasted_seconds:.1f} "
        f"| {one.clicks.percentile(0.5):.2f} | {slow:.2f} | {max(one.clicks.seconds):.2f} "
        f"| {one.goal_seconds} s: {verdict} | {len(one.clicks.failures)} "
        f"| {one.before_mib:.0f} | {one.after_mib:.0f} | {one.load:.1f} |"
    )


def _resident_mib(process_id: int) -> float:
    """Gives the memory that a process holds now."""
    status = Path(f"/proc/{process_id}/status").read_text(encoding="ascii")
    (line,) = (line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024
