"""The filters that all pages share. They live in the address, so that a link reopens the view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dashboard.texts import navigation as texts
from dashboard.ui.data import query

ENTITY_KEY, YEAR_KEY, PERIOD_KEY = "ente", "anno", "periodo"
SECTOR_KEY, DIRECTION_KEY = "settore", "indirizzo"


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
        sector_code = _choice("sectors", "sector", SECTOR_KEY, entity_code) if with_sector else None
        direction_code = _choice(
            "strategic_directions", "strategic_direction", DIRECTION_KEY, entity_code
        )
    return Filters(entity_code, entities[entity_code], year, period, sector_code, direction_code)


def address_params(filters: Filters) -> dict[str, str]:
    """Gives the address parameters that reopen these filters, for links between pages."""
    params = {
        YEAR_KEY: str(filters.reference_year),
        PERIOD_KEY: texts.period_choice(filters.period),
    }
    entities = _entity_names()
    if len(entities) > 1:
        params[ENTITY_KEY] = texts.short_entity_name(filters.entity_name)
    return params


def _entity_names() -> dict[str, str]:
    frame = query("entities")
    return dict(zip(frame["entity_code"], frame["entity_name"], strict=True))


def _entity(entities: Mapping[str, str], periods: pd.DataFrame) -> str:
    """Gives the entity chosen; the one with the newest year stands first."""
    codes = [code for code in dict.fromkeys(periods["entity_code"]) if code in entities]
    if len(codes) == 1:
        return str(codes[0])
    by_label = {texts.short_entity_name(entities[code]): code for code in codes}
    label = st.selectbox(
        texts.FILTER_ENTITY, list(by_label), key=ENTITY_KEY, bind="query-params", width=240
    )
    return str(by_label[label])


def _year(periods: pd.DataFrame) -> int:
    """Gives the year chosen; at first the newest with results, else the newest planned."""
    years = sorted({int(year) for year in periods["reference_year"]}, reverse=True)
    reported = periods.loc[periods["result_count"] > 0, "reference_year"]
    first = int(reported.max()) if len(reported) else years[0]
    return int(
        st.selectbox(
            texts.FILTER_YEAR,
            years,
            index=years.index(first),
            key=YEAR_KEY,
            bind="query-params",
            width=100,
        )
    )


def _period(periods: pd.DataFrame) -> str:
    """Gives the period chosen; at first the latest with results."""
    known = [period for period in ("final", "intermediate") if period in set(periods["period"])]
    reported = set(periods.loc[periods["result_count"] > 0, "period"])
    first = next((period for period in known if period in reported), known[0])
    by_label = {texts.period_choice(period): period for period in known}
    label = st.selectbox(
        texts.FILTER_PERIOD,
        list(by_label),
        index=known.index(first),
        key=PERIOD_KEY,
        bind="query-params",
        width=180,
    )
    return str(by_label[label])


def _choice(query_name: str, stem: str, key: str, entity_code: str) -> str | None:
    """Gives the code chosen among an entity's sectors or directions; None for all."""
    label_name = {SECTOR_KEY: texts.FILTER_SECTOR, DIRECTION_KEY: texts.FILTER_DIRECTION}[key]
    frame = query(query_name, entity_code=entity_code)
    by_label = {
        f"{code} {name}": str(code)
        for code, name in zip(frame[f"{stem}_code"], frame[f"{stem}_name"], strict=True)
    }
    label = st.selectbox(
        label_name, [texts.ALL, *by_label], key=key, bind="query-params", width=240
    )
    return by_label.get(label)
