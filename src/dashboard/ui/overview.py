"""The parts of the Quadro d'insieme, made once for all who look at the same report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
import streamlit as st

from dashboard.domain.explanation import Node
from dashboard.domain.model import Period
from dashboard.domain.rules import Level
from dashboard.figures import theme
from dashboard.figures.dumbbell import dumbbell, dumbbell_codes
from dashboard.figures.records import records_of
from dashboard.figures.status_bars import group_codes, status_bars, status_table
from dashboard.texts import overview as texts
from dashboard.texts import picture as picture_texts
from dashboard.texts.aggregates import reported_words
from dashboard.texts.formats import Record, percent, readable_name
from dashboard.texts.labels import result_status_label
from dashboard.ui.check_findings import open_checks_link
from dashboard.ui.components import Tile, tiles_html, way_html
from dashboard.ui.data import KEPT_VIEWS, kept, query
from dashboard.ui.filters import Filters
from dashboard.ui.keys import result_category_entries
from dashboard.ui.links import (
    EXPLANATION_LINK,
    direction_address,
    explanation_address,
    page_address,
    with_explanation_links,
)
from dashboard.ui.parts import (
    Drawing,
    Part,
    Words,
    draw_parts,
    finding_part,
    headline_part,
    key_part,
    note_part,
)
from dashboard.ui.picture import concerns_part, picture_in_view, travel_parts, trust_parts
from dashboard.ui.proposals import pending_link
from dashboard.ui.tables import Table

SHOWN_CONCERNS = 5


@dataclass(frozen=True, slots=True)
class Beside:
    """A line with a small button to its right, which opens parts not made before that."""

    line: Part
    button: str
    parts: Callable[[], Sequence[Part]]
    key: str

    def draw(self) -> None:
        """Sends the line and the button, and the parts once it is open."""
        with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False):
            self.line.draw()
            place = st.popover(self.button, type="tertiary", key=self.key, on_change="rerun")
        if place.open:
            with place:
                draw_parts(self.parts())


@dataclass(frozen=True, slots=True)
class Overview:
    """What the page says of the results in view: `sentence` is its headline without emphasis."""

    sentence: str
    head: tuple[Part, ...]
    bars: tuple[Part, ...]
    dots: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Needs:
    """Which way it goes, what needs whom and what is missing, from the same picture."""

    travel: tuple[Part, ...]
    concerns: tuple[Part, ...]
    trust: tuple[Part, ...]


@kept(KEPT_VIEWS, of_facts=True)
def overview_of(filters: Filters) -> Overview:
    """Gives what the page says of the results that the filters choose."""
    statuses = _rows("status_by_entity", filters)
    sentence = texts.headline(statuses, filters.reference_year, filters.period)
    return Overview(
        sentence=sentence,
        head=_head(sentence, statuses, filters),
        bars=_bars(filters),
        dots=_dots(filters),
    )


@kept(KEPT_VIEWS)
def needs_of(filters: Filters, today: date) -> Needs:
    """Gives what needs somebody of what the filters choose, as of today or their own date."""
    statuses = _rows("status_by_entity", filters)
    picture = picture_in_view(filters)
    shown = picture.concerns[:SHOWN_CONCERNS]
    concerns: tuple[Part, ...] = (
        finding_part(texts.deviations_finding(len(shown), len(picture.concerns), statuses)),
    )
    if shown:
        all_of_them = texts.all_deviations(len(picture.concerns))
        to_all = Words(way_html(all_of_them, page_address("scostamenti", filters)))
        concerns = (*concerns, concerns_part(shown, filters), to_all)
    ways = [pending_link(filters), open_checks_link(filters)]
    return Needs(
        travel=travel_parts(picture, filters),
        concerns=concerns,
        trust=trust_parts(picture, deliveries_in_view(filters), ways, filters, today),
    )


@kept(KEPT_VIEWS)
def deliveries_in_view(filters: Filters) -> Sequence[Record]:
    """Gives the rows of the query `deliveries`."""
    return _rows("deliveries", filters)


def methods_part(words: str, methods: pd.DataFrame, filters: Filters) -> Part:
    """Gives a line and, behind its button, the four ways of counting and the steps of ours.

    `methods`: query `achievement_by_entity`.
    """
    return Beside(
        note_part(words),
        texts.HOW_IT_IS_COUNTED,
        lambda: _methods_table(methods, filters),
        key="methods-beside",
    )


def status_parts(
    words: str,
    counts: pd.DataFrame,
    achievement: pd.DataFrame,
    filters: Filters,
    *,
    key: str,
    addresses: Sequence[str | None] | None = None,
) -> tuple[Part, ...]:
    """Gives the stacked bars with their title, their key and, behind a button, their table.

    `counts`, `achievement`: queries `status_by_direction` and `achievement_by_direction`.
    """
    title = Beside(
        finding_part(words),
        texts.TABLE_BUTTON,
        lambda: _status_table(counts, achievement, filters),
        key="status-beside",
    )
    bars = status_bars(counts, achievement)
    if bars is None:
        return (title,)
    alt = texts.status_alt(records_of(counts), records_of(achievement), filters.period)
    return (
        title,
        Drawing(bars, key=key, alt=alt, addresses=addresses),
        key_part(result_category_entries(set(counts["status"]))),
        note_part(texts.BARS_NOTE),
    )


def _head(sentence: str, statuses: Sequence[Record], filters: Filters) -> tuple[Part, ...]:
    methods = query("achievement_by_entity", **filters.as_params())
    means = query("achievement_by_direction", **filters.as_params())
    deliveries = deliveries_in_view(filters)
    words = texts.tiles(
        statuses,
        deliveries,
        records_of(methods),
        means["achievement_pct"].count(),
        filters.period,
    )
    return (
        headline_part(sentence, texts.emphasis(statuses)),
        methods_part(texts.completeness(deliveries), methods, filters),
        Words(tiles_html([_tile(tile, filters) for tile in words])),
    )


def _tile(words: texts.TileText, filters: Filters) -> Tile:
    """Gives a tile with the mark of its status, or the way to how its number comes about."""
    if words.status is None:
        address = explanation_address(filters, Node()) if words.is_explained else ""
        return Tile(words.label, words.value, words.note, address=address)
    shape = result_status_label(words.status).shape
    return Tile(words.label, words.value, words.note, shape, theme.RESULT_COLOURS[words.status])


def _methods_table(methods: pd.DataFrame, filters: Filters) -> tuple[Part, ...]:
    rows = records_of(methods)
    table = Table(
        methods.assign(
            achievement_shown=_percents(methods["achievement_pct"]),
            reported_words=[reported_words(row) for row in rows],
            left_out_words=[texts.left_out_by(row) for row in rows],
        ),
        texts.METHOD_COLUMNS,
        key="methods",
        file_name=texts.METHODS_FILE_NAME,
        download={**texts.METHOD_COLUMNS, "achievement_pct": "Valore non arrotondato"},
    )
    return (
        finding_part(texts.METHODS_TITLE),
        table,
        note_part(texts.METHODS_NOTE),
        Words(way_html(texts.HOW_STEP_BY_STEP, explanation_address(filters, Node()))),
    )


def _bars(filters: Filters) -> tuple[Part, ...]:
    counts = query("status_by_direction", **filters.as_params())
    means = query("achievement_by_direction", **filters.as_params())
    words = texts.status_finding(records_of(counts), records_of(means), filters.period)
    # Each bar leads to its direction's own page.
    addresses = [direction_address(code or None, filters) for code in group_codes(counts)]
    return status_parts(words, counts, means, filters, key="status-figure", addresses=addresses)


def _status_table(
    counts: pd.DataFrame, achievement: pd.DataFrame, filters: Filters
) -> tuple[Part, ...]:
    """Gives the numbers behind the bars; each percentage leads to how it comes about."""
    table = status_table(counts, achievement)
    table = with_explanation_links(
        table.assign(strategic_direction_code=table["code"]), filters, Level.DIRECTION
    )
    columns = texts.status_columns(list(counts["status"].unique()))
    shown = Table(
        table.assign(achievement_shown=_percents(table["achievement_pct"])),
        columns,
        key="status",
        file_name=texts.STATUS_FILE_NAME,
        links={"achievement_shown": EXPLANATION_LINK},
        download={**columns, "achievement_pct": "Valore non arrotondato"},
    )
    return shown, note_part(texts.STATUS_NOTE)


def _dots(filters: Filters) -> tuple[Part, ...]:
    """Gives how each direction went from June to December, as dots and, behind a button, a table.

    Each pair of dots leads to its direction's own page.
    """
    directions = query("intermediate_to_final_by_direction", **filters.as_params())
    rows = records_of(directions)
    words = finding_part(texts.dumbbell_finding(rows))
    after = note_part(picture_texts.TRAVEL_NOTE)
    dots = dumbbell(directions)
    if dots is None:
        return words, after
    return (
        Beside(
            words,
            texts.TABLE_BUTTON,
            lambda: _dots_table(directions, filters),
            key="dumbbell-beside",
        ),
        Drawing(
            dots,
            key="dumbbell-figure",
            alt=texts.dumbbell_alt(rows),
            addresses=[direction_address(code, filters) for code in dumbbell_codes(directions)],
        ),
        after,
    )


def _dots_table(directions: pd.DataFrame, filters: Filters) -> tuple[Part, ...]:
    names = [
        readable_name(row["strategic_direction_code"], row["strategic_direction_name"])
        for row in records_of(directions)
    ]
    frame = directions.assign(
        group_name=names,
        intermediate_shown=_percents(directions["intermediate_achievement_pct"]),
        final_shown=_percents(directions["final_achievement_pct"]),
        **{
            f"{period}_address": with_explanation_links(
                directions, replace(filters, period=period), Level.DIRECTION
            )[EXPLANATION_LINK]
            for period in Period
        },
    )
    table = Table(
        frame,
        texts.DUMBBELL_COLUMNS,
        key="dumbbell",
        file_name=texts.DUMBBELL_FILE_NAME,
        links={f"{period}_shown": f"{period}_address" for period in Period},
    )
    return table, note_part(texts.DUMBBELL_NOTE)


def _rows(name: str, filters: Filters) -> Sequence[Record]:
    return records_of(query(name, **filters.as_params()))


def _percents(values: pd.Series[float]) -> list[str]:
    return [percent(value, 2) for value in values]
