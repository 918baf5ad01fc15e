"""The tables behind the figures of the Risultati page, and the choice of outcomes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from dashboard.domain.rules import Level
from dashboard.figures.heatmap import sector_direction_table
from dashboard.figures.records import records_of
from dashboard.texts import results as texts
from dashboard.texts.aggregates import range_words, reported_words
from dashboard.texts.formats import Record, is_absent, percent, readable_name
from dashboard.texts.measures import deviation_words, result_against_target
from dashboard.texts.tables import TABLE_TWIN
from dashboard.ui.components import note, result_status
from dashboard.ui.filters import Filters
from dashboard.ui.folded import folded
from dashboard.ui.links import (
    ACTION_LINK,
    EXPLANATION_LINK,
    RESULTS_PAGE,
    page_address,
    with_action_links,
    with_explanation_links,
)
from dashboard.ui.status_choice import with_chosen
from dashboard.ui.tables import render_table

_STATUS_KEY = "esito"


def with_chosen_outcome(results: pd.DataFrame) -> pd.DataFrame:
    """Draws the choice of outcomes and gives the indicators that have one; none chosen: all."""
    words = results["status"].map(texts.status_words)
    options = texts.statuses_in_order(words)
    return with_chosen(results, words, options, label=texts.STATUS_FILTER, key=_STATUS_KEY)


def render_results_twin(results: pd.DataFrame, filters: Filters) -> None:
    """Draws the rows behind the bullets, each leading to its action. Folded away."""
    folded(texts.RESULTS_TWIN, lambda: _render_results(results, filters), key="results")


def cell_addresses(statuses: pd.DataFrame, filters: Filters) -> list[str | None]:
    """Gives where each cell of the heatmap leads, by the rows of `sector_direction_table`."""
    return [*map(_cell_addresser(filters), records_of(sector_direction_table(statuses)))]


def _cell_addresser(filters: Filters) -> Callable[[Record], str | None]:
    """Gives what turns a sector and direction into the page Risultati of the two.

    None where no filter could say the direction.
    """

    def address(row: Record) -> str | None:
        if is_absent(row["strategic_direction_code"]):
            return None
        own = replace(
            filters,
            sector_code=str(row["sector_code"]),
            strategic_direction_code=str(row["strategic_direction_code"]),
        )
        return page_address(RESULTS_PAGE, own)

    return address


def render_sectors_twin(
    statuses: pd.DataFrame, achievement: pd.DataFrame, filters: Filters
) -> None:
    """Draws the counts behind the heatmap, with the mean of each cell, folded away.

    `statuses`, `achievement`: queries `status_by_sector_and_direction` and
    `achievement_by_sector_and_direction`.
    """
    folded(TABLE_TWIN, lambda: _render_sectors(statuses, achievement, filters), key="sectors")


def _render_results(results: pd.DataFrame, filters: Filters) -> None:
    records = records_of(results)
    render_table(
        with_explanation_links(
            with_action_links(results, filters), filters, Level.INDICATOR
        ).assign(
            result_words=[result_against_target(row) for row in records],
            deviation_words=[deviation_words(row) for row in records],
            status_html=[result_status(row["status"]) for row in records],
            direction_words=_names(results, "strategic_direction"),
        ),
        texts.RESULT_COLUMNS,
        key="results",
        file_name=texts.RESULTS_FILE_NAME,
        links={"indicator_name": ACTION_LINK, "achievement_pct": EXPLANATION_LINK},
        fragments={"status": "status_html"},
        download=texts.RESULT_DOWNLOAD_COLUMNS,
    )


def _render_sectors(statuses: pd.DataFrame, achievement: pd.DataFrame, filters: Filters) -> None:
    codes = ["sector_code", "strategic_direction_code"]
    good = sector_direction_table(statuses)[[*codes, "good_count", "due_count"]]
    table = achievement.merge(good, on=codes, how="left")
    records = records_of(table)
    render_table(
        table.assign(
            sector_words=_names(table, "sector"),
            shown_pct=[percent(value, 2) for value in table["achievement_pct"]],
            reported_words=[reported_words(row) for row in records],
            range_words=[range_words(row) for row in records],
            address=_cell_addresses(table, filters),
            results_address=pd.Series([*map(_cell_addresser(filters), records)], dtype=object),
        ),
        texts.SECTOR_COLUMNS,
        key="sectors",
        file_name=texts.SECTORS_FILE_NAME,
        links={"shown_pct": "address", "sector_words": "results_address"},
        download=texts.SECTOR_DOWNLOAD_COLUMNS,
    )
    note(texts.SECTORS_TABLE_NOTE)


def _cell_addresses(table: pd.DataFrame, filters: Filters) -> pd.Series[str]:
    """Gives where each cell is explained: its direction, of its sector alone."""
    parts: list[pd.Series[str]] = [
        with_explanation_links(
            own, replace(filters, sector_code=str(sector_code)), Level.DIRECTION
        )[EXPLANATION_LINK]
        for sector_code, own in table.groupby("sector_code")
    ]
    addresses: pd.Series[str] = pd.concat(parts)
    return addresses


def _names(frame: pd.DataFrame, stem: str) -> list[str]:
    return [
        readable_name(code, name)
        for code, name in zip(frame[f"{stem}_code"], frame[f"{stem}_name"], strict=True)
    ]
