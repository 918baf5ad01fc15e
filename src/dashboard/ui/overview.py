"""The parts of the Quadro d'insieme that only it has: tiles, list of deviations, tables behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from html import escape

import pandas as pd
import streamlit as st

from dashboard.domain.explanation import Node
from dashboard.domain.model import Period
from dashboard.domain.rules import Level
from dashboard.figures import theme
from dashboard.figures.dumbbell import dumbbell_codes
from dashboard.figures.records import records_of
from dashboard.figures.status_bars import group_codes, status_table
from dashboard.texts import overview as texts
from dashboard.texts.aggregates import reported_words
from dashboard.texts.formats import percent, readable_name
from dashboard.texts.labels import result_status_label
from dashboard.ui.components import Tile, finding, note, way
from dashboard.ui.filters import Filters
from dashboard.ui.links import (
    EXPLANATION_LINK,
    direction_address,
    explanation_address,
    page_address,
    with_explanation_links,
)
from dashboard.ui.tables import render_table


def tile(words: texts.TileText, filters: Filters) -> Tile:
    """Gives a tile with the mark of its status, or the way to how its number comes about."""
    if words.status is None:
        address = explanation_address(filters, Node()) if words.is_explained else ""
        return Tile(words.label, words.value, words.note, address=address)
    shape = result_status_label(words.status).shape
    return Tile(words.label, words.value, words.note, shape, theme.RESULT_COLOURS[words.status])


@contextmanager
def beside(words: Callable[[], None], button: str) -> Iterator[None]:
    """Draws a line of words with a small button to its right, which opens what follows."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False):
        words()
        with st.popover(button, type="tertiary"):
            yield


def render_methods(words: str, methods: pd.DataFrame, filters: Filters) -> None:
    """Draws a line and, behind its button, the four ways of counting and the steps of ours.

    `methods`: query `achievement_by_entity`.
    """
    with beside(lambda: note(words), texts.HOW_IT_IS_COUNTED):
        st.html(f'<h2 class="cp-finding">{escape(texts.METHODS_TITLE)}</h2>')
        render_table(
            methods.assign(
                achievement_shown=_percents(methods["achievement_pct"]),
                reported_words=[reported_words(row) for row in records_of(methods)],
                left_out_words=[texts.left_out_by(row) for row in records_of(methods)],
            ),
            texts.METHOD_COLUMNS,
            key="methods",
            file_name=texts.METHODS_FILE_NAME,
            download={**texts.METHOD_COLUMNS, "achievement_pct": "Valore non arrotondato"},
        )
        note(texts.METHODS_NOTE)
        way(texts.HOW_STEP_BY_STEP, explanation_address(filters, Node()))


def render_status_finding(
    words: str, counts: pd.DataFrame, achievement: pd.DataFrame, filters: Filters
) -> None:
    """Draws the title of the stacked bars and, behind a button, their table with two decimals.

    Each percentage leads to how it comes about.
    """
    table = status_table(counts, achievement)
    table = with_explanation_links(
        table.assign(strategic_direction_code=table["code"]), filters, Level.DIRECTION
    )
    columns = texts.status_columns(list(counts["status"].unique()))
    with beside(lambda: finding(words), texts.TABLE_BUTTON):
        render_table(
            table.assign(achievement_shown=_percents(table["achievement_pct"])),
            columns,
            key="status",
            file_name=texts.STATUS_FILE_NAME,
            links={"achievement_shown": EXPLANATION_LINK},
            download={**columns, "achievement_pct": "Valore non arrotondato"},
        )
        note(texts.STATUS_NOTE)


def render_dumbbell_finding(words: str, directions: pd.DataFrame, filters: Filters) -> None:
    """Draws the title of the dots and, behind a button, their table, with how each comes about.

    `directions`: query `intermediate_to_final_by_direction`.
    """
    names = [
        readable_name(row["strategic_direction_code"], row["strategic_direction_name"])
        for row in records_of(directions)
    ]
    table = directions.assign(
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
    with beside(lambda: finding(words), texts.TABLE_BUTTON):
        render_table(
            table,
            texts.DUMBBELL_COLUMNS,
            key="dumbbell",
            file_name=texts.DUMBBELL_FILE_NAME,
            links={f"{period}_shown": f"{period}_address" for period in Period},
        )
        note(texts.DUMBBELL_NOTE)


def direction_addresses(counts: pd.DataFrame, filters: Filters) -> list[str | None]:
    """Gives where each bar of `status_bars` leads, in their order: the direction's own page."""
    return [direction_address(code or None, filters) for code in group_codes(counts)]


def dumbbell_addresses(directions: pd.DataFrame, filters: Filters) -> list[str | None]:
    """Gives where each pair of dots of `dumbbell` leads, in their order."""
    return [direction_address(code, filters) for code in dumbbell_codes(directions)]


def render_all_deviations(total: int, filters: Filters) -> None:
    """Draws the way from those shown to all deviations."""
    way(texts.all_deviations(total), page_address("scostamenti", filters))


def _percents(values: pd.Series[float]) -> list[str]:
    return [percent(value, 2) for value in values]
