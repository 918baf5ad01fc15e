"""The parts of the page PEG e risorse: money by group and year, people, actions without either."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.domain.planned_years import planned_years
from dashboard.domain.spending import has_no_resources, spending_oddities
from dashboard.figures.records import records_of
from dashboard.figures.resources import MONEY_COLOURS, money_shown, resource_bars, staff_bars
from dashboard.texts import resources as texts
from dashboard.texts.action import origin
from dashboard.texts.formats import Record, is_absent
from dashboard.texts.navigation import CHOOSE_ONE
from dashboard.ui.components import Tile, finding, tiles_html, way
from dashboard.ui.data import KEPT_VIEWS, kept, query
from dashboard.ui.filters import Filters
from dashboard.ui.links import ACTION_LINK, RESOURCES_PAGE, page_address, with_action_links
from dashboard.ui.parts import (
    Drawing,
    Folded,
    Part,
    Twin,
    Words,
    draw_parts,
    finding_part,
    headline_part,
    key_part,
    note_part,
)
from dashboard.ui.tables import Table, render_table

_BREAKDOWN_KEY = "per"
_CENTS = 0.005
_TRIENNIUM_YEARS = 3

_Parts = Sequence[Part]


def without_resources(actions: pd.DataFrame) -> pd.DataFrame:
    """Gives the rows of `action_funding` of actions with neither money nor people."""
    is_without = [has_no_resources(_stated(row)) for row in records_of(actions)]
    return actions[is_without]


@dataclass(frozen=True, slots=True)
class ResourcesView:
    """What the page shows of a choice, above and below the bars of the breakdown chosen there."""

    above: _Parts
    has_sums: bool
    below: _Parts


@kept(KEPT_VIEWS, of_facts=True)
def resources_view(filters: Filters) -> ResourcesView | None:
    """Gives what the page shows; None where there are no actions."""
    actions = query("action_funding", **filters.as_params())
    if actions.empty:
        return None
    whole = _in_all(query("resources_by", **filters.as_params()))
    staff = query("staff_by_category", **filters.as_params())
    years = query("resources_by_year", **filters.as_params())
    records = records_of(actions)
    without_count = len(without_resources(actions))
    return ResourcesView(
        [
            headline_part(
                texts.headline(records, whole, without_count), texts.emphasis(without_count)
            ),
            note_part(texts.completeness(records)),
            _tiles_part(whole, staff, without_count, len(records)),
        ],
        whole is not None,
        [
            *_without_parts(actions, filters),
            *_oddity_parts(actions, filters),
            *_different_parts(actions, filters),
            *_staff_parts(staff, records),
            *_year_parts(records_of(years), records, filters.reference_year),
            *_detail_parts(filters),
        ],
    )


def render_breakdown(filters: Filters) -> None:
    """Draws the choice of a breakdown, its bars and the table behind them."""
    labels = {label: breakdown for breakdown, label in texts.BREAKDOWNS.items()}
    chosen = st.selectbox(
        texts.BREAKDOWN_CHOICE,
        list(labels),
        placeholder=CHOOSE_ONE,
        key=_BREAKDOWN_KEY,
        bind="query-params",
        width=300,
    )
    draw_parts(_breakdown_parts(labels[chosen], chosen, filters))


def _in_all(groups: pd.DataFrame) -> Record | None:
    """Gives the row of the whole, of the query `resources_by`; None where no sum is stated."""
    rows = records_of(groups[groups["breakdown"] == "entity"])
    return rows[0] if rows else None


def _tiles_part(
    whole: Record | None, staff: pd.DataFrame, without_count: int, action_count: int
) -> Part:
    """Gives the sums, the people and the actions without either."""
    values = [
        *texts.tile_values(whole),
        texts.staff_tile(records_of(staff)),
        texts.without_tile(without_count, action_count),
    ]
    return Words(tiles_html([Tile(label, value, words) for label, value, words in values]))


@kept(KEPT_VIEWS, of_facts=True)
def _breakdown_parts(breakdown: str, label: str, filters: Filters) -> _Parts:
    groups = query("resources_by", **filters.as_params())
    whole = _in_all(groups)
    if whole is None:
        return []
    rows = groups[groups["breakdown"] == breakdown]
    records = records_of(rows)
    sentence = texts.breakdown_finding(records, breakdown)
    figure = resource_bars(rows)
    return [
        finding_part(sentence),
        note_part(texts.committed_note(whole)),
        Drawing(figure, key="resource-bars", alt=texts.bars_alt(sentence)),
        *([] if figure is None else [_money_key(money_shown(rows))]),
        Twin(
            Table(
                rows.assign(
                    group_label=[texts.group_label(row) for row in records],
                    gaps_words=[texts.gaps_words(row) for row in records],
                ),
                texts.GROUP_COLUMNS,
                key="resource-groups",
                file_name=f"{texts.FILE_NAME} per {label.lower()}",
            )
        ),
    ]


def _year_parts(years: Sequence[Record], actions: Sequence[Record], reference_year: int) -> _Parts:
    """Gives the years of the cycle of the year's PEG side by side, loaded or not."""
    rows = year_rows(years, actions, reference_year)
    stating_count = sum(bool(found) for found in _planned(actions))
    return [
        finding_part(texts.years_finding([row["reference_year"] for row in rows])),
        note_part(texts.years_note(len(actions), stating_count)),
        Table(
            pd.DataFrame(rows),
            texts.YEAR_COLUMNS if stating_count else texts.YEAR_COLUMNS_WITHOUT_PLANS,
            key="resource-years",
            file_name=texts.YEARS_FILE_NAME,
        ),
    ]


def year_rows(
    years: Sequence[Record], actions: Sequence[Record], reference_year: int
) -> list[dict[str, Any]]:
    """Gives one row per year of the cycle: whether its PEG is there, its sums, who plans for it.

    `years`: rows of `resources_by_year`; `actions`: those of the reference year. Without a cycle
    in the PEG it is the reference year and the two after it.
    """
    by_year = {int(row["reference_year"]): row for row in years}
    own = by_year.get(reference_year)
    first, last = _cycle(own, reference_year)
    planned = _planned(actions)
    return [
        {
            "reference_year": year,
            "standing_words": texts.year_standing(year in by_year),
            "planned_count": sum(year in found for found in planned),
            **{column: by_year.get(year, {}).get(column) for column in texts.MONEY},
        }
        for year in range(first, last + 1)
    ]


def _staff_parts(staff: pd.DataFrame, actions: Sequence[Record]) -> _Parts:
    """Gives the people by category, and says who only writes of them in words."""
    in_words = sum(
        not is_absent(row["human_resources"]) and row["category_count"] == 0 for row in actions
    )
    records = records_of(staff)
    if not records:
        return [finding_part(texts.STAFF_FILE_NAME), note_part(texts.no_staff_note(in_words))]
    return [
        finding_part(texts.staff_finding(records)),
        note_part(texts.staff_note(records, in_words)),
        Drawing(staff_bars(staff), key="staff-bars", alt=texts.staff_alt(records)),
        Twin(
            Table(
                _with_numbers(staff),
                texts.STAFF_COLUMNS,
                key="staff-categories",
                file_name=texts.STAFF_FILE_NAME,
            )
        ),
    ]


def _without_parts(actions: pd.DataFrame, filters: Filters) -> _Parts:
    """Gives the actions that have neither money nor people."""
    without = without_resources(actions)
    heading = finding_part(texts.without_finding(len(without), len(actions)))
    if without.empty:
        return [heading]
    return [
        heading,
        Table(
            _with_action_words(without, filters).assign(
                missing_words=[texts.missing_words(row) for row in records_of(without)]
            ),
            texts.WITHOUT_COLUMNS,
            key="actions-without",
            file_name=texts.WITHOUT_FILE_NAME,
            links={"action_words": ACTION_LINK},
        ),
    ]


def _oddity_parts(actions: pd.DataFrame, filters: Filters) -> _Parts:
    """Gives the actions whose planned, committed and paid sums stand out."""
    oddities = [
        spending_oddities(*(_stated(row)[column] for column in texts.MONEY))
        for row in records_of(actions)
    ]
    compared = actions.dropna(subset=["allocated_eur", "committed_eur"])
    odd = actions.assign(oddity_words=[texts.oddity_words(found) for found in oddities])
    odd = odd[[bool(found) for found in oddities]]
    heading = finding_part(texts.odd_finding(len(odd), len(compared)))
    if odd.empty:
        return [heading]
    return [
        heading,
        note_part(texts.odd_note()),
        Table(
            _with_action_words(odd.sort_values("allocated_eur", ascending=False), filters),
            texts.ODD_COLUMNS,
            key="odd-sums",
            file_name=texts.ODD_FILE_NAME,
            links={"action_words": ACTION_LINK},
        ),
    ]


def _different_parts(actions: pd.DataFrame, filters: Filters) -> _Parts:
    """Gives the actions whose two sheets of the PEG plan different sums; nothing where none do."""
    different = different_sums(actions)
    if different.empty:
        return []
    return [
        finding_part(texts.different_finding(len(different))),
        note_part(texts.DIFFERENT_NOTE),
        Table(
            _with_action_words(different, filters),
            texts.DIFFERENT_COLUMNS,
            key="different-sums",
            file_name=texts.DIFFERENT_FILE_NAME,
            links={"action_words": ACTION_LINK},
        ),
    ]


def different_sums(actions: pd.DataFrame) -> pd.DataFrame:
    """Gives one row per action and sum that its two sheets of the PEG state differently.

    `sum_words`, `listed_eur` and `broken_down_eur` beside the columns of `action_funding`.
    """
    by_sum = [
        actions.assign(
            sum_words=word,
            listed_eur=actions[f"listed_{column}"],
            broken_down_eur=actions[f"broken_down_{column}"],
        )
        for column, word in texts.MONEY.items()
    ]
    rows = pd.concat(by_sum)
    return rows[(rows["listed_eur"] - rows["broken_down_eur"]).abs() > _CENTS].sort_index()


def _detail_parts(filters: Filters) -> _Parts:
    """Gives every sum and every category with its cell. Folded away."""
    resources = query("action_resources", **filters.as_params())
    staff = query("action_staff", **filters.as_params())
    parts: list[Part] = []
    if not resources.empty:
        action_count = len(resources[["sector_code", "action_code"]].drop_duplicates())
        title = texts.detail_title(len(resources), action_count)
        draw = partial(_money_row_parts, resources, filters)
        parts.append(Folded(title, draw, key="resource-detail"))
    if not staff.empty:
        title = texts.staff_detail_title(len(staff))
        parts.append(Folded(title, partial(_staff_row_parts, staff, filters), key="staff-detail"))
    return parts


def render_of_action(resources: pd.DataFrame, staff: pd.DataFrame, filters: Filters) -> None:
    """Draws the money and people of one action, with the way to those of its sector."""
    if resources.empty and staff.empty:
        return
    if not resources.empty:
        finding(texts.OF_ACTION_MONEY)
        render_table(
            resources.assign(origin_words=_origins(resources)),
            texts.OF_ACTION_MONEY_COLUMNS,
            key="action-money",
            file_name=texts.OF_ACTION_MONEY,
        )
    if not staff.empty:
        finding(texts.OF_ACTION_STAFF)
        render_table(
            _with_numbers(staff).assign(origin_words=_origins(staff)),
            texts.OF_ACTION_STAFF_COLUMNS,
            key="action-staff",
            file_name=texts.OF_ACTION_STAFF,
        )
    [sector_code] = {*resources["sector_code"], *staff["sector_code"]}
    of_sector = replace(filters, sector_code=str(sector_code), strategic_direction_code=None)
    way(texts.TO_RESOURCES, page_address(RESOURCES_PAGE, of_sector))


def _money_row_parts(resources: pd.DataFrame, filters: Filters) -> _Parts:
    return [
        Table(
            _with_action_words(resources, filters).assign(origin_words=_origins(resources)),
            texts.DETAIL_COLUMNS,
            key="money-rows",
            file_name=texts.DETAIL_FILE_NAME,
            links={"action_words": ACTION_LINK},
            download=texts.DETAIL_DOWNLOAD_COLUMNS,
        )
    ]


def _staff_row_parts(staff: pd.DataFrame, filters: Filters) -> _Parts:
    return [
        Table(
            _with_numbers(_with_action_words(staff, filters)).assign(origin_words=_origins(staff)),
            texts.STAFF_DETAIL_COLUMNS,
            key="staff-rows",
            file_name=texts.STAFF_DETAIL_FILE_NAME,
            links={"action_words": ACTION_LINK},
        )
    ]


def _money_key(columns: Sequence[str]) -> Part:
    return key_part(
        [
            (texts.MONEY_SHAPES[column], MONEY_COLOURS[column], texts.MONEY[column])
            for column in columns
        ]
    )


def _planned(actions: Sequence[Record]) -> list[tuple[int, ...]]:
    return [planned_years(_stated(row)["planned_years"]) for row in actions]


def _cycle(own: Record | None, reference_year: int) -> tuple[int, int]:
    if own is None or is_absent(own["cycle_start_year"]) or is_absent(own["cycle_end_year"]):
        return reference_year, reference_year + _TRIENNIUM_YEARS - 1
    return int(own["cycle_start_year"]), int(own["cycle_end_year"])


def _with_action_words(frame: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    words = [texts.action_words(row) for row in records_of(frame)]
    return with_action_links(frame, filters).assign(action_words=words)


def _with_numbers(staff: pd.DataFrame) -> pd.DataFrame:
    """Adds people and equivalents under names that keep their decimals: half a person counts."""
    return staff.assign(
        people_number=staff["head_count"], equivalent_number=staff["full_time_equivalent"]
    )


def _origins(frame: pd.DataFrame) -> list[str]:
    return [origin(row["file_name"], row["sheet_name"], row["cell"]) for row in records_of(frame)]


def _stated(row: Record) -> dict[str, Any]:
    return {name: None if is_absent(value) else value for name, value in row.items()}
