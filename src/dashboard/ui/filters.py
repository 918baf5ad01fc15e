"""The filters that all pages share. They live in the address, so that a link reopens the view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import pandas as pd
import streamlit as st
from streamlit.errors import StreamlitAPIException

from dashboard.texts import navigation as texts
from dashboard.texts.formats import readable_name
from dashboard.ui.components import note
from dashboard.ui.data import query

ENTITY_KEY, YEAR_KEY, PERIOD_KEY = "ente", "anno", "periodo"
SECTOR_KEY, DIRECTION_KEY = "settore", "indirizzo"

Choice = TypeVar("Choice")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the person is looking at. None means all."""

    entity_code: str
    entity_name: str
    reference_year: int
    period: str
    sector_code: str | None = None
    strategic_direction_code: str | None = None

    def as_params(self) -> dict[str, str | int | None]:
        """Gives the filters as the parameters that the named queries take."""
        return {
            "entity_code": self.entity_code,
            "reference_year": self.reference_year,
            "period": self.period,
            "sector_code": self.sector_code,
            "strategic_direction_code": self.strategic_direction_code,
        }


def page_filters(
    *, with_period: bool = True, with_sector: bool = True, with_direction: bool = True
) -> Filters | None:
    """Draws the filters in one row and gives what is chosen; None while the store is empty.

    A page leaves out the filters that its numbers cannot follow.
    """
    periods = query("periods")
    if periods.empty:
        return None
    entities = _entity_names()
    entity = _entity(entities, periods)
    mine = periods[periods["entity_code"] == entity.chosen]
    year = _year(mine)
    period = _period(mine[mine["reference_year"] == year.chosen])
    sector = _sector(entity.chosen)
    direction = _direction(entity.chosen)
    offered: list[tuple[_Filter[Any], bool]] = [
        (entity, len(entity.by_label) > 1),
        (year, True),
        (period, with_period),
        (sector, with_sector),
        (direction, with_direction),
    ]
    _draw([one for one, is_drawn in offered if is_drawn])
    _name_entity(entities[entity.chosen])
    return Filters(
        entity_code=entity.chosen,
        entity_name=entities[entity.chosen],
        reference_year=year.chosen,
        period=period.chosen if with_period else "final",
        sector_code=sector.chosen if with_sector else None,
        strategic_direction_code=direction.chosen if with_direction else None,
    )


def address_params(filters: Filters) -> dict[str, str]:
    """Gives the address parameters that reopen these filters, for links between pages."""
    entities = _entity_names()
    sectors = _labels_by_code("sectors", "sector", filters.entity_code)
    directions = _labels_by_code("strategic_directions", "strategic_direction", filters.entity_code)
    params = {
        ENTITY_KEY: _entity_labels(entities)[filters.entity_code] if len(entities) > 1 else None,
        YEAR_KEY: str(filters.reference_year),
        PERIOD_KEY: texts.period_choice(filters.period),
        SECTOR_KEY: sectors.get(filters.sector_code or ""),
        DIRECTION_KEY: directions.get(filters.strategic_direction_code or ""),
    }
    return {key: value for key, value in params.items() if value is not None}


def _entity_names() -> dict[str, str]:
    frame = query("entities")
    return dict(zip(frame["entity_code"], frame["entity_name"], strict=True))


def _entity_labels(entities: Mapping[str, str]) -> dict[str, str]:
    """Gives each entity's label; with its code where two have the same name."""
    labels = {code: texts.short_entity_name(name) for code, name in entities.items()}
    shown = list(labels.values())
    return {
        code: label if shown.count(label) == 1 else f"{label} ({code})"
        for code, label in labels.items()
    }


def _labels_by_code(query_name: str, stem: str, entity_code: str) -> dict[str, str]:
    frame = query(query_name, entity_code=entity_code)
    pairs = zip(frame[f"{stem}_code"], frame[f"{stem}_name"], strict=True)
    return {str(code): readable_name(code, name) for code, name in pairs}


@dataclass(frozen=True, slots=True)
class _Filter(Generic[Choice]):
    """One filter: its key in the address, what it offers, and which label is chosen."""

    label: str
    key: str
    by_label: Mapping[str, Choice]
    chosen_label: str
    width: int

    @property
    def chosen(self) -> Choice:
        return self.by_label[self.chosen_label]

    @property
    def stands_in_address(self) -> bool:
        """Says whether the address names the choice: always, except for "all"."""
        return self.chosen_label != texts.ALL


def _filter(
    label: str, key: str, by_label: Mapping[str, Choice], width: int, first: str | None = None
) -> _Filter[Choice]:
    """Gives a filter with what the person, or else the address, chose.

    What is not offered (another entity has other years) falls back to `first`, or the first label.
    """
    chosen = st.session_state.get(key, st.query_params.get(key))
    if chosen not in by_label:
        chosen = next(iter(by_label)) if first is None else first
    return _Filter(label, key, by_label, chosen, width)


def _entity(entities: Mapping[str, str], periods: pd.DataFrame) -> _Filter[str]:
    """Offers the entities; the one with the newest year stands first."""
    labels = _entity_labels(entities)
    codes = [str(code) for code in dict.fromkeys(periods["entity_code"])]
    return _filter(texts.FILTER_ENTITY, ENTITY_KEY, {labels[code]: code for code in codes}, 220)


def _year(periods: pd.DataFrame) -> _Filter[int]:
    """Offers the years; at first the newest with results, else the newest planned."""
    years = sorted({int(year) for year in periods["reference_year"]}, reverse=True)
    reported = periods.loc[periods["result_count"] > 0, "reference_year"]
    first = str(int(reported.max()) if len(reported) else years[0])
    return _filter(texts.FILTER_YEAR, YEAR_KEY, {str(year): year for year in years}, 92, first)


def _period(periods: pd.DataFrame) -> _Filter[str]:
    """Offers the periods; at first the latest with results."""
    known = [period for period in ("final", "intermediate") if period in set(periods["period"])]
    reported = set(periods.loc[periods["result_count"] > 0, "period"])
    first = next((period for period in known if period in reported), known[0])
    by_label = {texts.period_choice(period): period for period in known}
    return _filter(texts.FILTER_PERIOD, PERIOD_KEY, by_label, 165, texts.period_choice(first))


def _sector(entity_code: str) -> _Filter[str | None]:
    labels = _labels_by_code("sectors", "sector", entity_code)
    return _filter(texts.FILTER_SECTOR, SECTOR_KEY, _with_all(labels), 220)


def _direction(entity_code: str) -> _Filter[str | None]:
    labels = _labels_by_code("strategic_directions", "strategic_direction", entity_code)
    return _filter(texts.FILTER_DIRECTION, DIRECTION_KEY, _with_all(labels), 220)


def _with_all(labels: Mapping[str, str]) -> dict[str, str | None]:
    return {texts.ALL: None, **{label: code for code, label in labels.items()}}


def _name_entity(entity_name: str) -> None:
    """Says beside the page list whose data these are; in full where they are invented."""
    with st.sidebar:
        note(entity_name)
        if texts.is_invented(entity_name):
            note(texts.INVENTED_NOTE)


def _draw(filters: Sequence[_Filter[Any]]) -> None:
    """Draws the filters in a row, each tied to the address and to its key in the session.

    The address names every choice: a link sent today must not open another year once one is
    loaded.
    """
    _write_address(filters)
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        for one in filters:
            # Assigned at every run, or the choice would be lost on a page without this filter.
            st.session_state[one.key] = one.chosen_label
            st.selectbox(
                one.label,
                list(one.by_label),
                index=0 if texts.ALL in one.by_label else None,
                key=one.key,
                bind="query-params",
                required=True,
                placeholder=one.label,
                width=one.width,
            )


def _write_address(filters: Sequence[_Filter[Any]]) -> None:
    """Writes all choices at once where the address lacks them: on a first visit, on a new page.

    Each filter would do so by itself, but one by one, and the browser's back button would have to
    undo them one by one. Streamlit refuses what a drawn filter already keeps, and rightly so.
    """
    choices = {one.key: one.chosen_label for one in filters if one.stands_in_address}
    if any(st.query_params.get(key) != label for key, label in choices.items()):
        with suppress(StreamlitAPIException):
            st.query_params.update(choices)
