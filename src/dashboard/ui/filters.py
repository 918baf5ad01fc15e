"""The filters that all pages share. They live in the address, so that a link reopens the view."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from typing import Any, Generic, TypeVar

import pandas as pd
import streamlit as st

from dashboard import settings
from dashboard.texts import navigation as texts
from dashboard.texts.formats import readable_name
from dashboard.ui.data import closing_and_planned, kept, query

ENTITY_KEY, YEAR_KEY, PERIOD_KEY = "ente", "anno", "periodo"
SECTOR_KEY, DIRECTION_KEY = "settore", "indirizzo"
AS_OF_KEY = "al"
CYCLE_KEY = "ciclo"

FILTER_KEYS = frozenset({ENTITY_KEY, YEAR_KEY, PERIOD_KEY, SECTOR_KEY, DIRECTION_KEY, AS_OF_KEY})
# A page leaves out the filters that its numbers cannot follow. By the page's place in the address.
LEFT_OUT_FILTERS = {
    "delega": frozenset({DIRECTION_KEY}),
    "dup": frozenset({PERIOD_KEY}),
    "proposte": frozenset({PERIOD_KEY}),
    "variazioni": frozenset({PERIOD_KEY}),
    "qualita": frozenset({DIRECTION_KEY}),
    "segnali": frozenset({SECTOR_KEY, DIRECTION_KEY}),
    "consegne": frozenset({PERIOD_KEY}),
    "chiarimenti": frozenset({PERIOD_KEY, DIRECTION_KEY}),
    "modelli": frozenset({YEAR_KEY, PERIOD_KEY, AS_OF_KEY}),
    "scadenzario": frozenset({PERIOD_KEY, SECTOR_KEY, DIRECTION_KEY}),
    "coerenza": frozenset({PERIOD_KEY, SECTOR_KEY, DIRECTION_KEY}),
    "peg-risorse": frozenset({PERIOD_KEY}),
    "catena": frozenset({PERIOD_KEY}),
    "anagrafica": frozenset({PERIOD_KEY, SECTOR_KEY, DIRECTION_KEY}),
    "storico": frozenset({YEAR_KEY, PERIOD_KEY, DIRECTION_KEY}),
    "attivita-ordinaria": frozenset({PERIOD_KEY, DIRECTION_KEY}),
    "controlli-qualita": frozenset({PERIOD_KEY, DIRECTION_KEY}),
    "innovazioni": frozenset({PERIOD_KEY, DIRECTION_KEY}),
    "riunione": frozenset({SECTOR_KEY, DIRECTION_KEY}),
    "cerca": frozenset({YEAR_KEY, PERIOD_KEY, SECTOR_KEY, DIRECTION_KEY}),
    "verbale": frozenset({SECTOR_KEY, DIRECTION_KEY}),
    "caricamento": FILTER_KEYS,
    "mappature": FILTER_KEYS,
    "profilo": FILTER_KEYS - {ENTITY_KEY},
}
_CHOSEN, _EMPTY_PAST = "chosen-filters", "empty-past"
_EARLIEST = date(2000, 1, 1)
_KEPT_LABELS = 64
_PERIOD_COLUMNS = ("entity_code", "reference_year", "period", "result_count")

Choice = TypeVar("Choice")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the person is looking at. None means all; of `as_of`, the store as it is today."""

    entity_code: str
    entity_name: str
    reference_year: int
    period: str
    sector_code: str | None = None
    strategic_direction_code: str | None = None
    as_of: date | None = None

    def as_params(self) -> dict[str, str | int | date | None]:
        """Gives the filters as the parameters that the named queries take."""
        return {
            "entity_code": self.entity_code,
            "reference_year": self.reference_year,
            "period": self.period,
            "sector_code": self.sector_code,
            "strategic_direction_code": self.strategic_direction_code,
            "as_of": self.as_of,
        }


@dataclass(frozen=True, slots=True)
class EmptyPast:
    """A past date at which nothing of an entity had been uploaded yet."""

    as_of: date
    entity_code: str
    entity_name: str


def draw_filters(url_path: str) -> None:
    """Draws the filters of a page in one row and keeps what is chosen for `page_filters`.

    Called by the page list, before the page runs: what belongs to all pages stays in the address
    when the page changes, and the browser's back button returns to the page before.
    """
    st.session_state[_CHOSEN] = st.session_state[_EMPTY_PAST] = None
    left_out = LEFT_OUT_FILTERS.get(url_path, frozenset())
    chosen_date = _date_chosen()
    as_of = None if AS_OF_KEY in left_out else chosen_date
    if YEAR_KEY not in st.session_state and (planned := _choices(as_of)) is not None:
        _write_address(planned.offered)
    if not _periods():
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        # Never changed: a browser that draws it anew would fold the filters of a phone again.
        st.html(f'<details class="cp-fold"><summary>{texts.CHANGE_FILTERS}</summary></details>')
        choices = _choices(as_of, _drawn)
        if choices is None:
            return
        if YEAR_KEY not in left_out and not choices.is_in_empty_past:
            _draw_cycle_switch(choices)
        _draw_date(chosen_date)
        _draw_looked_at(choices, left_out)
    _keep(_filters_of(choices, left_out), is_in_empty_past=choices.is_in_empty_past)


def page_filters() -> Filters | None:
    """Gives what the person is looking at; None where there is nothing yet.

    Nothing yet: an empty store, or a past date before the first upload; see `empty_past`.
    """
    chosen: Filters | None = st.session_state[_CHOSEN]
    return chosen


def empty_past() -> EmptyPast | None:
    """Gives the past date that is looked at where nothing had been uploaded by then."""
    found: EmptyPast | None = st.session_state[_EMPTY_PAST]
    return found


def choose_sector(entity_code: str | None, sector_code: str) -> None:
    """Chooses a sector and its entity; before the filters are drawn.

    A sector that the year looked at does not know gives way to all of them.
    """
    entities = _entity_labels(_entity_names())
    if entity_code in entities:
        st.session_state[ENTITY_KEY] = entities[entity_code]
    names = _labels_by_code("sector", query("sectors", entity_code=entity_code))
    st.session_state[SECTOR_KEY] = names.get(sector_code, texts.ALL)


def back_to_today() -> None:
    """Empties the date. For the callback of a button: before the filters are drawn again."""
    st.session_state[AS_OF_KEY] = None


def address_params(filters: Filters) -> dict[str, str]:
    """Gives the address parameters that reopen these filters, for links between pages."""
    entities = _entity_names()
    place = (filters.entity_code, filters.reference_year, filters.as_of)
    sectors, directions = _sector_labels(*place), _direction_labels(*place)
    params = {
        ENTITY_KEY: _entity_labels(entities)[filters.entity_code] if len(entities) > 1 else None,
        YEAR_KEY: str(filters.reference_year),
        PERIOD_KEY: texts.period_choice(filters.period),
        SECTOR_KEY: sectors.get(filters.sector_code or ""),
        DIRECTION_KEY: directions.get(filters.strategic_direction_code or ""),
        AS_OF_KEY: None if filters.as_of is None else filters.as_of.isoformat(),
    }
    return {key: value for key, value in params.items() if value is not None}


@kept(1)
def _entity_names() -> Mapping[str, str]:
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


@dataclass(frozen=True, slots=True)
class _Period:
    """A period of which an entity has documents; `has_results`, whether any was reported."""

    entity_code: str
    reference_year: int
    period: str
    has_results: bool


@kept(_KEPT_LABELS)
def _periods(entity_code: str | None = None, as_of: date | None = None) -> tuple[_Period, ...]:
    """Gives the periods of one entity, or of all; of each the newest year first."""
    frame = query("periods", entity_code=entity_code, as_of=as_of)
    columns = (frame[name].tolist() for name in _PERIOD_COLUMNS)
    return tuple(
        _Period(entity, int(year), period, count > 0)
        for entity, year, period, count in zip(*columns, strict=True)
    )


@kept(_KEPT_LABELS)
def _sector_labels(entity_code: str, year: int, as_of: date | None) -> Mapping[str, str]:
    sectors = query("sectors", entity_code=entity_code, reference_year=year, as_of=as_of)
    return _labels_by_code("sector", sectors)


@kept(_KEPT_LABELS)
def _direction_labels(entity_code: str, year: int, as_of: date | None) -> Mapping[str, str]:
    directions = query(
        "strategic_directions", entity_code=entity_code, reference_year=year, as_of=as_of
    )
    return _labels_by_code("strategic_direction", directions)


def _labels_by_code(stem: str, frame: pd.DataFrame) -> dict[str, str]:
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


Settle = Callable[[_Filter[Any]], _Filter[Any]]


@dataclass(frozen=True, slots=True)
class _Choices:
    """All filters with what is chosen in each, as they were offered at a date."""

    entity: _Filter[str]
    year: _Filter[int]
    period: _Filter[str]
    sector: _Filter[str | None]
    direction: _Filter[str | None]
    as_of: date | None
    is_in_empty_past: bool

    @property
    def offered(self) -> list[_Filter[Any]]:
        """Gives the filters in their order; the entity only where there are several."""
        entity = [self.entity] if len(self.entity.by_label) > 1 else []
        return [*entity, self.year, self.period, self.sector, self.direction]


def _choices(as_of: date | None, settle: Settle = lambda one: one) -> _Choices | None:
    """Gives what is chosen, each filter within the one before; None while the store is empty.

    `settle` has the last word on each filter: a drawn one knows better than the session. Offered
    is what there was at the date; where there was nothing yet, what there is today, so that the
    way back leads to the same view.
    """
    periods = _periods()
    if not periods:
        return None
    entity = _entity(_entity_names(), periods)
    # Drawn only where there is something to choose.
    entity = settle(entity) if len(entity.by_label) > 1 else entity
    mine = _periods(entity.chosen, as_of)
    is_in_empty_past = not mine
    offered_at = as_of
    if is_in_empty_past:
        offered_at, mine = None, _periods(entity.chosen)
    year = settle(_year(mine))
    place = (entity.chosen, year.chosen, offered_at)
    return _Choices(
        entity=entity,
        year=year,
        period=settle(_period([one for one in mine if one.reference_year == year.chosen])),
        sector=settle(_sector(_sector_labels(*place))),
        direction=settle(_direction(_direction_labels(*place))),
        as_of=as_of,
        is_in_empty_past=is_in_empty_past,
    )


def _keep(filters: Filters, *, is_in_empty_past: bool) -> None:
    if is_in_empty_past and filters.as_of is not None:
        st.session_state[_EMPTY_PAST] = EmptyPast(
            filters.as_of, filters.entity_code, filters.entity_name
        )
    else:
        st.session_state[_CHOSEN] = filters


def _filters_of(choices: _Choices, left_out: Collection[str]) -> Filters:
    return Filters(
        entity_code=choices.entity.chosen,
        entity_name=_entity_names()[choices.entity.chosen],
        reference_year=choices.year.chosen,
        period=choices.period.chosen,  # also where it is left out: links to other pages carry it
        sector_code=None if SECTOR_KEY in left_out else choices.sector.chosen,
        strategic_direction_code=None if DIRECTION_KEY in left_out else choices.direction.chosen,
        as_of=choices.as_of,
    )


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


def _entity(entities: Mapping[str, str], periods: Sequence[_Period]) -> _Filter[str]:
    """Offers the entities; the one with the newest year stands first."""
    labels = _entity_labels(entities)
    codes = dict.fromkeys(one.entity_code for one in periods)
    return _filter(texts.FILTER_ENTITY, ENTITY_KEY, {labels[code]: code for code in codes}, 205)


def _year(periods: Sequence[_Period]) -> _Filter[int]:
    """Offers the years; at first the newest with results, else the newest planned."""
    years = sorted({one.reference_year for one in periods}, reverse=True)
    reported = [one.reference_year for one in periods if one.has_results]
    first = str(max(reported, default=years[0]))
    return _filter(texts.FILTER_YEAR, YEAR_KEY, {str(year): year for year in years}, 92, first)


def _period(periods: Sequence[_Period]) -> _Filter[str]:
    """Offers the periods; at first the latest with results."""
    offered = {one.period for one in periods}
    known = [period for period in ("final", "intermediate") if period in offered]
    reported = {one.period for one in periods if one.has_results}
    first = next((period for period in known if period in reported), known[0])
    by_label = {texts.period_choice(period): period for period in known}
    return _filter(texts.FILTER_PERIOD, PERIOD_KEY, by_label, 165, texts.period_choice(first))


def _sector(labels: Mapping[str, str]) -> _Filter[str | None]:
    return _filter(texts.FILTER_SECTOR, SECTOR_KEY, _with_all(labels), 195)


def _direction(labels: Mapping[str, str]) -> _Filter[str | None]:
    return _filter(texts.FILTER_DIRECTION, DIRECTION_KEY, _with_all(labels), 195)


def _with_all(labels: Mapping[str, str]) -> dict[str, str | None]:
    return {texts.ALL: None, **{label: code for code, label in labels.items()}}


def _drawn(one: _Filter[Any]) -> _Filter[Any]:
    """Draws a filter, tied to the address and to its key in the session; gives it as it now is.

    The address names every choice: a link sent today must not open another year once one is
    loaded. After the back button the address may name none; then the last choice still holds.
    """
    # Assigned at every run: what another entity does not offer must give way.
    st.session_state[one.key] = one.chosen_label
    shown = st.selectbox(
        one.label,
        list(one.by_label),
        index=0 if texts.ALL in one.by_label else None,
        key=one.key,
        bind="query-params",
        required=True,
        placeholder=one.chosen_label,
        width=one.width,
    )
    if shown is None or shown not in one.by_label:
        return one
    return replace(one, chosen_label=shown)


def _draw_looked_at(choices: _Choices, left_out: Collection[str]) -> None:
    """Draws what is chosen in words, which on a phone stand for the folded filters.

    A left out filter is drawn and hidden by style.css, by the classes given here: moved or gone,
    it would take its part of the address with it, one step of the back button each time.
    """
    classes = ["cp-looked-at", *(f"cp-without-{key}" for key in sorted(left_out))]
    offered = [one for one in choices.offered if one.key not in left_out]
    if not offered and AS_OF_KEY in left_out:
        classes.append("cp-without-choice")
    words = texts.looked_at(
        texts.short_entity_name(_entity_names()[choices.entity.chosen]),
        [(one.label, one.chosen_label) for one in offered if one.key != ENTITY_KEY],
        None if AS_OF_KEY in left_out else choices.as_of,
    )
    st.html(f'<p class="{" ".join(classes)}">{escape(words)}</p>')


def _draw_cycle_switch(choices: _Choices) -> None:
    """Draws the way between the year that closes and the one that is planned.

    It chooses in the filter of the year, which keeps its place in the address. Not drawn where one
    of the two has no documents yet: there is nothing to switch to.
    """
    found = closing_and_planned(
        choices.entity.chosen, choices.as_of or settings.today(), choices.as_of
    )
    if found is None:
        return
    by_label = {
        texts.closing_choice(found.closing_year): found.closing_year,
        texts.planned_choice(found.planned_year): found.planned_year,
    }
    if not set(by_label.values()) <= set(choices.year.by_label.values()):
        return
    # Assigned at every run: another year may have been chosen in its own filter.
    st.session_state[CYCLE_KEY] = next(
        (label for label, year in by_label.items() if year == choices.year.chosen), None
    )
    st.segmented_control(
        texts.FILTER_CYCLE,
        list(by_label),
        key=CYCLE_KEY,
        label_visibility="collapsed",  # the two words say it; who listens still hears the label
        on_change=_choose_year,
        args=(by_label,),
    )


def _choose_year(by_label: Mapping[str, int]) -> None:
    """Chooses the year of the switch; pressed again, it stays."""
    label = st.session_state[CYCLE_KEY]
    if label in by_label:
        st.session_state[YEAR_KEY] = str(by_label[label])


def _draw_date(chosen: date | None) -> None:
    """Draws the choice of a past date, tied to the address; empty is today."""
    # Assigned at every run, like the other filters: so it is written into the address with them.
    st.session_state[AS_OF_KEY] = chosen
    st.date_input(
        texts.FILTER_AS_OF,
        value=None,  # what the address leaves out
        min_value=_EARLIEST,
        max_value=_today(),
        key=AS_OF_KEY,
        format="DD/MM/YYYY",
        bind="query-params",
        width=185,
    )


def _date_chosen() -> date | None:
    """Gives the past date chosen in the session, or else in the address; None for today."""
    chosen: date | None = None
    if AS_OF_KEY in st.session_state:
        chosen = st.session_state[AS_OF_KEY]
    else:
        with suppress(ValueError):
            chosen = date.fromisoformat(st.query_params.get(AS_OF_KEY, ""))
    return chosen if chosen is not None and _EARLIEST <= chosen < _today() else None


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day on this machine's clock is meant


def _write_address(filters: Sequence[_Filter[Any]]) -> None:
    """Writes all choices at once where the address lacks them: on a first visit.

    Each filter would do so by itself, but one by one, and the browser's back button would have to
    undo them one by one. Allowed only before they are drawn: from then on each keeps its own.
    """
    choices = {one.key: one.chosen_label for one in filters if one.chosen_label != texts.ALL}
    if any(st.query_params.get(key) != label for key, label in choices.items()):
        st.query_params.update(choices)
