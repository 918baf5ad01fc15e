"""Measure the search: making the index, and answering. Use: python -m bench.search.

On the sample and on a city of 40 sectors and five years. Writes bench/SEARCH.md.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bench.processor import least_ms
from bench.stores import STORES, filled_store, title_of
from dashboard.domain.names import normalised_name
from dashboard.domain.search_index import SearchIndex, SearchItem
from dashboard.searching import search_index
from dashboard.store import open_store

RESULTS = Path(__file__).with_name("SEARCH.md")
_ON_A_PAGE, _TURNS = 20, 3
_TYPED = ("servizi", "strade verdi", '"servizi digitali"', "12.03", "bibliotca")
_METHOD = """\
# Search

{date}, Python {python}, {cores} cores. Least processor time of three turns, in ms: other work on
the machine does not count. The **index** is made once after something was stored, for all sessions;
its ratio is to the queries alone that it is made of. An **answer** is what one page of finds takes:
looking, putting in order, {shown} excerpts; its ratio is to looking through all texts for the
words as typed, without forms, order or excerpts. A misspelt word finds nothing; the nearest one is
looked for as well.
"""


def main() -> None:
    """Measures, prints and writes the results."""
    sections = [
        _METHOD.format(
            date=f"{datetime.now(UTC):%Y-%m-%d}",
            python=platform.python_version(),
            cores=os.cpu_count(),
            shown=_ON_A_PAGE,
        ),
        *map(_section, STORES),
    ]
    text = "\n".join(sections)
    RESULTS.write_text(text, encoding="utf-8")
    print(text)


def _section(name: str) -> str:
    with filled_store(name) as path:
        store = open_store(path)
        entity_code = str(store.query("periods")["entity_code"].iloc[0])
        index = search_index(store, entity_code)  # the first one also fills the store's own caches
        queries = (
            "chain_objectives", "actions", "action_places", "indicator_texts", "dup_interventions",
            "reviews", "sectors", "ordinary_activities", "quality_controls", "innovations",
            "uploads", "clarification_steps", "clarification_answers",
        )  # fmt: skip
        rows = _rows(
            {
                "the queries alone": lambda: [
                    store.query(query, entity_code=entity_code) for query in queries
                ],
                "the whole index": partial(search_index, store, entity_code),
            }
        )
        store.close()
    for typed in _TYPED:
        ways = {
            f"all texts looked through for {typed}": partial(_looked_through, index, typed),
            f"answer to {typed}": partial(_answered, index, typed),
        }
        rows += _rows(ways)
    head = f"{len(index.items):,} items, {index.word_count:,} different words."
    lines = [f"## {title_of(name)}", "", head, "", "| What | ms | Ratio |", "|---|---:|---:|"]
    return "\n".join([*lines, *rows, ""])


def _rows(ways: Mapping[str, Callable[[], object]]) -> list[str]:
    times = least_ms(ways, _TURNS)
    first = next(iter(times.values()))
    return [f"| {name} | {ms:,.1f} | {ms / first:.2f} |" for name, ms in times.items()]


def _everything(item: SearchItem) -> bool:
    del item
    return True


def _answered(index: SearchIndex, typed: str) -> object:
    finds = index.find(typed, _everything)
    if not finds.in_order:
        return next(index.near_words(typed), None)
    return index.shown(finds, finds.in_order[:_ON_A_PAGE])


def _looked_through(index: SearchIndex, typed: str) -> object:
    words = normalised_name(typed).split()
    return [item for item in index.items if all(word in _plain(item) for word in words)]


def _plain(item: SearchItem) -> str:
    return normalised_name(" ".join((item.title, *item.codes, *(text for _, text in item.texts))))


if __name__ == "__main__":
    main()
