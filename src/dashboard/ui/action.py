"""The parts of the page of one action: chain, indicators, facts, history, cells."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.domain.explanation import Node
from dashboard.domain.rules import Level
from dashboard.figures.bullets import bullets
from dashboard.figures.records import records_of
from dashboard.texts import action as texts
from dashboard.texts import tables as table_texts
from dashboard.texts.explanation import OF_THE_ACTION, OF_THE_INDICATOR
from dashboard.texts.fields import field_label
from dashboard.texts.formats import MISSING, is_absent, local_moment, percent, readable_name
from dashboard.texts.measures import deviation_words, result_words, target_words
from dashboard.ui.breadcrumbs import render_breadcrumbs, way_to_action, way_to_indicator
from dashboard.ui.components import (
    detailed,
    finding,
    link,
    note,
    plain,
    render_figure,
    result_status,
    way,
)
from dashboard.ui.filters import Filters
from dashboard.ui.links import (
    EXPLANATION_LINK,
    INDICATOR_KEY,
    Addresser,
    explanation_address,
    indicator_addresser,
    with_explanation_links,
)
from dashboard.ui.own_cells import render_own_rows
from dashboard.ui.tables import render_table
from dashboard.ui.uploads import render_original_download


def render_way_here(
    action: dict[str, Any], indicator: dict[str, Any] | None, filters: Filters
) -> None:
    """Draws the way from the Quadro down to the action, or to its indicator in the address."""
    if indicator is None:
        render_breadcrumbs(way_to_action(action, filters))
    else:
        render_breadcrumbs(way_to_indicator(action, indicator, filters))


def named_indicator(of_period: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Gives the indicator that the address names, among those of the period; None without one."""
    code = st.query_params.get(INDICATOR_KEY)
    return next((row for row in of_period if row["indicator_code"] == code), None)


def render_indicator(
    indicator: dict[str, Any], cells: pd.DataFrame, action: dict[str, Any], filters: Filters
) -> None:
    """Draws one indicator of the action down to the cells that it was read from."""
    finding(texts.indicator_finding(indicator))
    rows = "".join(
        f"<div><dt>{escape(label)}</dt><dd>{escape(words)}</dd></div>"
        for label, words in texts.indicator_facts(indicator)
    )
    st.html(f'<dl class="cp-facts">{rows}</dl>')
    render_own_rows(indicator, records_of(cells))
    node = Node(
        Level.INDICATOR,
        str(indicator["indicator_code"]),
        sector_code=str(action["sector_code"]),
        action_code=str(action["action_code"]),
    )
    way(OF_THE_INDICATOR, explanation_address(filters, node))


def render_indicators(indicators: pd.DataFrame, action: dict[str, Any], filters: Filters) -> None:
    """Draws the results of the period as bars, then those of all periods with their cells."""
    period = filters.period
    if indicators.empty:
        note(texts.NO_INDICATORS)
        return
    of_period = indicators[indicators["period"] == period]
    figure = bullets(of_period)
    if figure is not None:
        finding(texts.FIGURE_FINDING)
        records = records_of(of_period)
        sentence = texts.summary(records, int(action["reference_year"]), period)
        render_figure(figure, key="action-bullets", alt=texts.figure_alt(records, sentence))
    finding(texts.INDICATORS_FINDING)
    render_table(
        indicators_in_words(indicators, filters),
        texts.INDICATOR_COLUMNS,
        key="action-indicators",
        file_name=texts.file_name(action),
        fragments={
            "indicator_name": "indicator_html",
            "target_text": "target_html",
            "result_text": "result_html",
            "status": "status_html",
            "achievement_text": "achievement_html",
        },
        download=texts.INDICATOR_DOWNLOAD_COLUMNS,
    )


def render_way_to_value(action: dict[str, Any], filters: Filters) -> None:
    """Draws the way to how the action's own percentage comes about."""
    node = Node(Level.ACTION, str(action["action_code"]), sector_code=str(action["sector_code"]))
    way(OF_THE_ACTION, explanation_address(filters, node))


def render_facts(action: dict[str, Any], cells: pd.DataFrame) -> None:
    """Draws what the documents say of the action, each field with the cell it was read from."""
    facts = facts_frame(action, cells)
    if not facts.empty:
        finding(texts.FACTS_FINDING)
        render_table(
            facts, texts.FACT_COLUMNS, key="action-facts", file_name=texts.FACTS_FINDING[:31]
        )


def render_history(history: pd.DataFrame) -> None:
    """Draws every target and result ever written, superseded ones too. Folded away."""
    records = records_of(history)
    with st.expander(texts.history_title(records)):
        render_table(
            history.assign(
                fact_words=[texts.fact_words(row) for row in records],
                origin=[
                    texts.origin(row["file_name"], row["sheet_name"], row["cell"])
                    for row in records
                ],
                uploaded_words=[local_moment(row["uploaded_at"]) for row in records],
                standing=[texts.standing_words(bool(row["is_current"])) for row in records],
            ),
            texts.HISTORY_COLUMNS,
            key="action-history",
            file_name=texts.HISTORY_FILE,
        )


def render_cells(cells: pd.DataFrame) -> None:
    """Draws every cell read for the action, folded away, and hands the originals back."""
    if cells.empty:
        return
    with st.expander(texts.cells_title(len(cells))):
        render_table(
            cells.assign(field_words=cells["field_name"].map(field_label)),
            texts.CELL_COLUMNS,
            key="action-cells",
            file_name=texts.CELLS_FILE,
        )
    finding(texts.ORIGINALS_FINDING)
    render_original_download(
        cells[["upload_id", "file_name"]].drop_duplicates(), key="action-originals"
    )


def indicators_in_words(indicators: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """Gives the rows with the HTML that the columns of `texts.INDICATOR_COLUMNS` show.

    Each percentage leads to how it comes about.
    """
    records = records_of(indicators)
    addresses = pd.concat(
        [
            with_explanation_links(own, replace(filters, period=str(period)), Level.INDICATOR)
            for period, own in indicators.groupby("period")
        ]
    )[EXPLANATION_LINK].loc[indicators.index]
    return indicators.assign(
        indicator_html=[
            _indicator_html(row, indicator_addresser(replace(filters, period=str(row["period"]))))
            for row in records
        ],
        target_html=[detailed(target_words(row), _origin(row, "target")) for row in records],
        result_html=[detailed(result_words(row), _origin(row, "result")) for row in records],
        status_html=[
            result_status(row["status"]) + detailed("", texts.deviation_note(deviation_words(row)))
            for row in records
        ],
        achievement_text=[percent(row["achievement_pct"]) for row in records],
        achievement_html=[
            _achievement_html(row, address) for row, address in zip(records, addresses, strict=True)
        ],
    )


def facts_frame(action: dict[str, Any], cells: pd.DataFrame) -> pd.DataFrame:
    """Gives one row per field that a document states: `label`, `value_text`, `origin`.

    `cells` come in the order in which documents are trusted, so the first one is the origin.
    """
    origins = {
        str(row["field_name"]): texts.origin(row["file_name"], row["sheet_name"], row["cell"])
        for row in reversed(records_of(cells))
    }
    rows = [
        (field_label(name), table_texts.cell_text(name, action[name]), origins.get(name))
        for name in texts.FACT_FIELDS
        if not is_absent(action[name])
    ]
    return pd.DataFrame(rows, columns=list(texts.FACT_COLUMNS))


def _indicator_html(row: dict[str, Any], address_of: Addresser) -> str:
    """Gives the name as the way to the indicator's own part, with baseline and source below."""
    name = readable_name(row["indicator_code"], row["indicator_name"])
    address = address_of(row)
    title = plain(name) if address is None else link(name, address)
    return title + detailed("", texts.baseline_and_source(row))


def _achievement_html(row: dict[str, Any], address: str) -> str:
    """Gives the percentage, or why there is none, as the way to how it comes about."""
    formula = texts.formula(row)
    if is_absent(row["achievement_pct"]):
        return link(formula, address) if formula else plain(MISSING)
    return link(percent(row["achievement_pct"]), address) + detailed("", formula)


def _origin(row: dict[str, Any], stem: str) -> str:
    return texts.origin(row[f"{stem}_file_name"], row[f"{stem}_sheet_name"], row[f"{stem}_cell"])
