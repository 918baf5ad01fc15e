"""A register of what sectors report beside their results: narrowed, counted by sector, listed.

Controlli di qualità and Innovazioni are two of them; what differs is in a `Register`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd
import streamlit as st

from dashboard.figures.records import records_of
from dashboard.texts import registers as texts
from dashboard.texts.action import origin
from dashboard.texts.formats import Record, readable_name
from dashboard.ui.components import detailed
from dashboard.ui.data import KEPT_VIEWS, kept, query
from dashboard.ui.filters import Filters
from dashboard.ui.history import upload_addresser
from dashboard.ui.narrowing import containing, value_chosen
from dashboard.ui.parts import Part, draw_parts, finding_part, headline_part, note_part
from dashboard.ui.tables import Table

_YEARS_KEY, _SEARCH_KEY = "anni", "cerca"
_CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Register:
    """What makes a register: its query, its columns and its words.

    `headline` and `file_name` are given whether all years are shown, the headline also the rows
    and the year; `emphasis` and `completeness` the rows. `name_column`: what the first column
    names. `choice_words`: gives a row's word in the choice of `choice_label`, `choice_key` being
    its name in the address. `fragments` gives the HTML of shown columns that are more than text.
    `sector_columns` are those of the counts by sector.
    """

    key: str
    title: str
    query_name: str
    headline: Callable[..., str]
    emphasis: Callable[[Sequence[Record]], str]
    completeness: Callable[[Sequence[Record]], str]
    file_name: Callable[..., str]
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
class _View:
    """A register in the years chosen: its rows with their `choice`, and what is said of them."""

    of_years: pd.DataFrame
    choices: Sequence[str]
    heading: Sequence[Part]
    by_sector: Sequence[Part]


def has_entries(register: Register, filters: Filters) -> bool:
    """Says whether anything was ever reported in a register, in the sector that is looked at."""
    return not _of_all_years(register, filters).empty


def render_register(register: Register, filters: Filters) -> None:
    """Draws what a register says, its own filters, the counts by sector, and the rows in view."""
    top = st.container(gap="xxsmall")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        years = st.segmented_control(
            texts.YEARS_FILTER,
            [texts.CHOSEN_YEAR, texts.ALL_YEARS],
            default=texts.CHOSEN_YEAR,
            required=True,
            key=_YEARS_KEY,
            bind="query-params",
        )
        has_all_years = years == texts.ALL_YEARS
        view = _view(register, filters, has_all_years)
        choice = value_chosen(
            view.choices, register.choice_label, key=register.choice_key, width=260
        )
        searched = st.text_input(
            texts.SEARCH,
            placeholder=register.search_hint,
            key=_SEARCH_KEY,
            type="search",
            bind="query-params",
            width=360,
        )
    with top:
        draw_parts(view.heading, is_tight=True)
    draw_parts(view.by_sector)
    draw_parts(_shown_parts(register, filters, has_all_years, choice, searched or ""))


def _by_key(register: Register, *others: Hashable) -> Hashable:
    return register.key, *others


@kept(KEPT_VIEWS, by=_by_key, of_facts=True)
def _view(register: Register, filters: Filters, has_all_years: bool) -> _View:
    everything = _of_all_years(register, filters)
    is_of_year = everything["reference_year"] == filters.reference_year
    of_years = everything if has_all_years else everything[is_of_year]
    rows = records_of(of_years)
    words = [register.choice_words(row) for row in rows]
    sentence = register.headline(rows, filters.reference_year, has_all_years=has_all_years)
    return _View(
        of_years.assign(**{_CHOICE: words}),
        words,
        [
            headline_part(sentence, register.emphasis(rows)),
            note_part(register.completeness(rows)),
        ],
        _sector_parts(of_years, register, filters, has_all_years) if rows else [],
    )


def _of_all_years(register: Register, filters: Filters) -> pd.DataFrame:
    return query(register.query_name, **{**filters.as_params(), "reference_year": None})


def _sector_parts(
    of_years: pd.DataFrame, register: Register, filters: Filters, has_all_years: bool
) -> Sequence[Part]:
    """Gives how much each sector states; sectors of the year that state nothing are named."""
    counts = register.by_sector(of_years)
    sectors = [readable_name(row["sector_code"], row["sector_name"]) for row in records_of(counts)]
    table = Table(
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
    silent = "" if has_all_years else texts.without_any(_silent_sectors(counts, filters))
    return [finding_part(texts.SECTORS_FINDING), table, note_part(silent)]


@kept(KEPT_VIEWS, by=_by_key, of_facts=True)
def _shown_parts(
    register: Register, filters: Filters, has_all_years: bool, choice: str | None, searched: str
) -> Sequence[Part]:
    """Gives the rows in view, each leading to the file that states it."""
    of_years = _view(register, filters, has_all_years).of_years
    left = of_years if choice is None else of_years[of_years[_CHOICE] == choice]
    shown = containing(left, register.searched, searched)
    heading = finding_part(texts.shown_words(len(shown), len(of_years)))
    if shown.empty:
        return [heading, note_part(texts.NOTHING_MATCHES)]
    records = records_of(shown)
    address = upload_addresser(filters)
    drawn = {
        f"{column}_html": [fragment(row) for row in records]
        for column, fragment in register.fragments.items()
    }
    names = [
        detailed(
            str(row[register.name_column]), texts.place_words(row, has_all_years=has_all_years)
        )
        for row in records
    ]
    table = Table(
        shown.assign(
            **drawn,
            name_html=names,
            origin_words=[
                origin(row["file_name"], row["sheet_name"], row["cell"]) for row in records
            ],
            address=[address(int(row["upload_id"])) for row in records],
        ),
        register.columns,
        key=register.key,
        file_name=register.file_name(filters.reference_year, has_all_years=has_all_years),
        links={"origin_words": "address"},
        fragments={
            register.name_column: "name_html",
            **{column: f"{column}_html" for column in register.fragments},
        },
        download=register.download_columns,
        stacks=True,
    )
    return [heading, table]


def _silent_sectors(counts: pd.DataFrame, filters: Filters) -> list[str]:
    """Gives the names of the sectors in view that state nothing in the year."""
    sectors = query("sectors", **filters.as_params())
    is_in_view = sectors["sector_code"] == filters.sector_code
    known = sectors if filters.sector_code is None else sectors[is_in_view]
    silent = known[~known["sector_code"].isin(counts["sector_code"])]
    return [readable_name(row["sector_code"], row["sector_name"]) for row in records_of(silent)]
