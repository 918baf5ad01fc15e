"""Time several ways of doing one thing, in turns, so that a noisy moment hits all of them."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True)
class Measured:
    """One line of a result table: what was timed, its median, and its ratio to the first."""

    name: str
    median_ms: float
    ratio: float


def interleaved(ways: Mapping[str, Callable[[], object]], rounds: int) -> list[Measured]:
    """Runs every way once a round and gives medians; ratios are to the first way.

    Python's search for cycles rests meanwhile, for all of them: the worker that reads for the
    program has it rest too, and between two runs it would be paid by whoever comes next.
    """
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, run in ways.items():
            gc.collect()
            gc.disable()
            started = perf_counter()
            run()
            seconds[name].append(perf_counter() - started)
            gc.enable()
    medians = {name: median(found) * 1000 for name, found in seconds.items()}
    first = next(iter(medians.values()))
    return [Measured(name, value, value / first) for name, value in medians.items()]


def table(title: str, measured: list[Measured], note: str = "") -> str:
    """Gives a Markdown section with the measures."""
    lines = [f"## {title}", ""]
    if note:
        lines += [note, ""]
    lines += ["| What | Median, ms | Ratio to the first |", "|---|---:|---:|"]
    lines += [f"| {m.name} | {m.median_ms:,.1f} | {m.ratio:.2f} |" for m in measured]
    return "\n".join([*lines, ""])
