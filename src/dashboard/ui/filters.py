"""The filters that all pages share. They live in the address, so that a link reopens the view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

import pandas as pd
import streamlit as st

from dashboard.texts import navigation as texts
from dashboard.texts.formats import readable_name
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


def page_filters(*, with_period: bool = True, with_sector: bool = True) -> Filters | None:
    """Draws the filters in one row and gives what is chosen; None while the store is empty."""
    periods = query("periods")
    if periods.empty:
        return None
    entities = _entity_names()
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        entity_code = _entity(entities, periods)
        mine = periods[periods["entity_code"] == entity_code]
        year = _year(mine)
        period = _period(mine[mine["reference_year"] == year]) if with_period else "final"
        sector_code = _sector(entity_code) if with_sector else None
        direction_code = _direction(entity_code)
    return Filters(entity_code, entities[entity_code], year, period, sector_code, direction_code)


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
    """Gives each entity's label; the whole name where two are alike when shortened."""
    short = {code: texts.short_entity_name(name) for code, name in entities.items()}
    labels = list(short.values())
    return {
        code: label if labels.count(label) == 1 else entities[code] for code, label in short.items()
    }


def _labels_by_code(query_name: str, stem: str, entity_code: str) -> dict[str, str]:
    frame = query(query_name, entity_code=entity_code)
    pairs = zip(frame[f"{stem}_code"], frame[f"{stem}_name"], strict=True)
    return {str(code): readable_name(code, name) for code, name in pairs}


def _entity(entities: Mapping[str, str], periods: pd.DataFrame) -> str:
    """Gives the entity chosen; the one with the newest year stands first."""
    codes = [str(code) for code in dict.fromkeys(periods["entity_code"]) if code in entities]
    if len(codes) == 1:
        return codes[0]
    labels = _entity_labels(entities)
    return _choice(texts.FILTER_ENTITY, {labels[code]: code for code in codes}, ENTITY_KEY, 220)


def _year(periods: pd.DataFrame) -> int:
    """Gives the year chosen; at first the newest with results, else the newest planned."""
    years = sorted({int(year) for year in periods["reference_year"]}, reverse=True)
    reported = periods.loc[periods["result_count"] > 0, "reference_year"]
    first = str(int(reported.max()) if len(reported) else years[0])
    return _choice(texts.FILTER_YEAR, {str(year): year for year in years}, YEAR_KEY, 92, first)


def _period(periods: pd.DataFrame) -> str:
    """Gives the period chosen; at first the latest with results."""
    known = [period for period in ("final", "intermediate") if period in set(periods["period"])]
    reported = set(periods.loc[periods["result_count"] > 0, "period"])
    first = next((period for period in known if period in reported), known[0])
    by_label = {texts.period_choice(period): period for period in known}
    return _choice(texts.FILTER_PERIOD, by_label, PERIOD_KEY, 165, texts.period_choice(first))


def _sector(entity_code: str) -> str | None:
    labels = _labels_by_code("sectors", "sector", entity_code)
    return _choice_or_all(texts.FILTER_SECTOR, labels, SECTOR_KEY)


def _direction(entity_code: str) -> str | None:
    labels = _labels_by_code("strategic_directions", "strategic_direction", entity_code)
    return _choice_or_all(texts.FILTER_DIRECTION, labels, DIRECTION_KEY)


def _choice(
    label: str, by_label: Mapping[str, Choice], key: str, width: int, first: str | None = None
) -> Choice:
    """Draws one filter that always stands in the address, and gives what is chosen.

    Always, because a link sent today must not open another year once one is loaded. What is no
    longer offered (another entity has other years) falls back to `first`, or the first option.
    """
    options = list(by_label)
    fallback = options[0] if first is None else first
    chosen = st.session_state.get(key, st.query_params.get(key))
    if chosen not in by_label:
        chosen = fallback
    if key not in st.session_state and st.query_params.get(key) != chosen:
        # Allowed only before the filter is first drawn; from then on it writes there itself.
        st.query_params[key] = chosen
    # Assigned again at every run, or the address would lose it on a page without this filter.
    st.session_state[key] = chosen
    shown = st.selectbox(
        label, options, index=None, key=key, bind="query-params", required=True, width=width
    )
    return by_label[fallback if shown is None else shown]


def _choice_or_all(label: str, labels: Mapping[str, str], key: str) -> str | None:
    """Draws a filter that leaves the address while it restricts nothing; gives the code or None."""
    by_label = {label: code for code, label in labels.items()}
    if st.session_state.get(key, texts.ALL) not in by_label:
        st.session_state[key] = texts.ALL
    shown = st.selectbox(label, [texts.ALL, *by_label], key=key, bind="query-params", width=220)
    return by_label.get(shown)
