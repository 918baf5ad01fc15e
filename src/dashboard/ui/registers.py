"""A register of what sectors report beside their results: narrowed, counted by sector, listed.

Controlli di qualità and Innovazioni are two of them; what differs is in a `Register`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pandas as pd
import streamlit as st

from dashboard.figures.records import records_of
from dashboard.texts import registers as texts
from dashboard.texts.action import origin
from dashboard.texts.formats import Record, readable_name
from dashboard.ui.components import detailed, finding, note
from dashboard.ui.data import query
from dashboard.ui.filters import Filters
from dashboard.ui.history import upload_addresser
from dashboard.ui.narrowing import containing, matching
from dashboard.ui.tables import render_table

_YEARS_KEY, _SEARCH_KEY = "anni", "cerca"


@dataclass(frozen=True, slots=True)
class Register:
    """What makes a register: its columns and words.

    `name_column`: what the first column names. `choice_words`: gives a row's word in the choice of
    `choice_label`, `choice_key` being its name in the address. `fragments` gives the HTML of shown
    columns that are more than text. `sector_columns` are those of the counts by sector.
    """

    key: str
    title: str
    name_column: str
    searched: tuple[str, ...]
    search_hint: str
    choice_label: str
    choice_key: str
    choice_words: Callable[[Record], str]
    columns: Mapping[str, str]
    download_columns: Mapping[str, str]
    sector_columns: Mapping[str, str]
    by_sector: Callable[[pd.DataFrame], pd.DataFrame]
    fragments: Mapping[str, Callable[[Record], str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entries:
    """The rows of a register in the years chosen, and those that the page's own filters leave."""

    of_years: pd.DataFrame
    shown: pd.DataFrame
    has_all_years: bool


def entries_in_view(everything: pd.DataFrame, register: Register, filters: Filters) -> Entries:
    """Draws the register's own filters and gives the rows that they leave.

    `everything`: the rows of all years.
    """
    with st.container(horizontal=True, vertical_alignment="bottom"):
        choice = st.segmented_control(
            texts.YEARS_FILTER,
            [texts.CHOSEN_YEAR, texts.ALL_YEARS],
            default=texts.CHOSEN_YEAR,
            required=True,
            key=_YEARS_KEY,
            bind="query-params",
        )
        has_all_years = choice == texts.ALL_YEARS
        is_of_year = everything["reference_year"] == filters.reference_year
        of_years = everything if has_all_years else everything[is_of_year]
        words = [register.choice_words(row) for row in records_of(of_years)]
        left = matching(
            of_years.assign(choice=words),
            "choice",
            register.choice_label,
            key=register.choice_key,
            width=260,
        )
        searched = st.text_input(
            texts.SEARCH,
            placeholder=register.search_hint,
            key=_SEARCH_KEY,
            type="search",
            bind="query-params",
            width=360,
        )
    shown = containing(left, register.searched, searched)
    return Entries(of_years, shown, has_all_years)


def render_by_sector(entries: Entries, register: Register, filters: Filters) -> None:
    """Draws how much each sector states; sectors of the year that state nothing are named."""
    if entries.of_years.empty:
        return
    counts = register.by_sector(entries.of_years)
    sectors = [readable_name(row["sector_code"], row["sector_name"]) for row in records_of(counts)]
    finding(texts.SECTORS_FINDING)
    render_table(
        counts.assign(sector_words=sectors),
        {"sector_words": "Settore", **register.sector_columns},
        key=f"{register.key}-sectors",
        file_name=texts.sectors_file_name(register.title),
        stacks=True,
        download={
            "sector_code": "Codice settore",
            "sector_name": "Settore",
            **register.sector_columns,
        },
    )
    if not entries.has_all_years:
        note(texts.without_any(_silent_sectors(counts, filters)))


def render_register(
    entries: Entries, register: Register, filters: Filters, *, file_name: str
) -> None:
    """Draws the rows in view, each leading to the file that states it."""
    finding(texts.shown_words(len(entries.shown), len(entries.of_years)))
    if entries.shown.empty:
        note(texts.NOTHING_MATCHES)
        return
    records = records_of(entries.shown)
    address = upload_addresser(filters)
    drawn = {
        f"{column}_html": [fragment(row) for row in records]
        for column, fragment in register.fragments.items()
    }
    names = [
        detailed(
            str(row[register.name_column]),
            texts.place_words(row, has_all_years=entries.has_all_years),
        )
        for row in records
    ]
    render_table(
        entries.shown.assign(
            **drawn,
            name_html=names,
            origin_words=[
                origin(row["file_name"], row["sheet_name"], row["cell"]) for row in records
            ],
            address=[address(int(row["upload_id"])) for row in records],
        ),
        register.columns,
        key=register.key,
        file_name=file_name,
        links={"origin_words": "address"},
        fragments={
            register.name_column: "name_html",
            **{column: f"{column}_html" for column in register.fragments},
        },
        download=register.download_columns,
        stacks=True,
    )


def _silent_sectors(counts: pd.DataFrame, filters: Filters) -> list[str]:
    """Gives the names of the sectors in view that state nothing in the year."""
    sectors = query("sectors", **filters.as_params())
    is_in_view = sectors["sector_code"] == filters.sector_code
    known = sectors if filters.sector_code is None else sectors[is_in_view]
    silent = known[~known["sector_code"].isin(counts["sector_code"])]
    return [readable_name(row["sector_code"], row["sector_name"]) for row in records_of(silent)]
