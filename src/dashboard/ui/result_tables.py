"""The tables behind the figures of the Risultati page, and the choice of outcomes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

import pandas as pd

from dashboard.domain.rules import Level
from dashboard.figures.heatmap import sector_direction_table
from dashboard.figures.records import records_of
from dashboard.texts import results as texts
from dashboard.texts.aggregates import range_words, reported_words
from dashboard.texts.formats import Record, is_absent, percent, readable_name
from dashboard.texts.measures import deviation_words, result_against_target
from dashboard.ui.components import result_status
from dashboard.ui.filters import Filters
from dashboard.ui.links import (
    ACTION_LINK,
    EXPLANATION_LINK,
    RESULTS_PAGE,
    page_address,
    with_action_links,
    with_explanation_links,
)
from dashboard.ui.status_choice import chosen_words
from dashboard.ui.tables import Table

_STATUS_KEY = "esito"


def outcomes_of(results: pd.DataFrame) -> tuple[str, ...]:
    """Gives the words of the outcomes that occur, in the order of the choice of them."""
    return tuple(texts.statuses_in_order(map(texts.status_words, results["status"].unique())))


def chosen_outcomes(outcomes: Sequence[str]) -> tuple[str, ...]:
    """Draws the choice of outcomes and gives those chosen; () for all."""
    return chosen_words(outcomes, label=texts.STATUS_FILTER, key=_STATUS_KEY)


def with_outcomes(results: pd.DataFrame, outcomes: Collection[str]) -> pd.DataFrame:
    """Gives the rows that have one of the outcomes; without any, all."""
    if not outcomes:
        return results
    return results[results["status"].map(texts.status_words).isin(outcomes)]


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


def results_table(results: pd.DataFrame, filters: Filters) -> Table:
    """Gives the rows behind the bullets, each leading to its action."""
    records = records_of(results)
    return Table(
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


def sectors_table(statuses: pd.DataFrame, achievement: pd.DataFrame, filters: Filters) -> Table:
    """Gives the counts behind the heatmap, with the mean of each cell.

    `statuses`, `achievement`: queries `status_by_sector_and_direction` and
    `achievement_by_sector_and_direction`.
    """
    codes = ["sector_code", "strategic_direction_code"]
    good = sector_direction_table(statuses)[[*codes, "good_count", "due_count"]]
    table = achievement.merge(good, on=codes, how="left")
    records = records_of(table)
    return Table(
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
