"""The search field above every page, and what the page Cerca finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from html import escape

import pandas as pd
import streamlit as st

from dashboard.domain.rules import Level
from dashboard.domain.search_index import (
    Find,
    Finds,
    ItemKind,
    SearchIndex,
    SearchItem,
)
from dashboard.domain.search_words import Piece, Term
from dashboard.searching import for_everybody, may_read, suggestion
from dashboard.texts import search as texts
from dashboard.texts.action import origin
from dashboard.texts.navigation import CHOOSE_ONE
from dashboard.ui.components import finding, headline, link, note, way
from dashboard.ui.data import kept, search_index
from dashboard.ui.filters import Filters, page_filters
from dashboard.ui.history import upload_addresser
from dashboard.ui.links import (
    ACTION_KEY,
    ACTION_PAGE,
    ACTION_SECTOR_KEY,
    CHAIN_PAGE,
    CODE_KEY,
    DELEGATION_PAGE,
    DUP_PAGE,
    EXPLANATION_PAGE,
    LEVEL_KEY,
    OBJECTIVE_KEY,
    OWN_DIRECTION_KEY,
    page_address,
    with_more,
)
from dashboard.ui.paging import page_of
from dashboard.ui.person import person_here

SEARCH_PAGE = "cerca"
WORDS_KEY, KIND_KEY, YEAR_KEY = "parole", "tipo", "anno_cercato"
_HEADER_KEY = "search-everywhere"
_LONGEST_TYPED = 200
_SHOWN_OF_A_KIND = 4
_ON_A_PAGE = 20
_KEPT_REACHES = 4
_WITHOUT_FIELD = frozenset({SEARCH_PAGE, "riunione"})
_OWN_SEARCH_KEY = "cerca"  # of the pages whose rows have a search field of their own
_PAGES: dict[ItemKind, str] = {
    ItemKind.DIRECTION: DELEGATION_PAGE,
    ItemKind.SECTOR: "risultati",
    ItemKind.STRATEGIC_OBJECTIVE: EXPLANATION_PAGE,
    ItemKind.OPERATIONAL_OBJECTIVE: CHAIN_PAGE,
    ItemKind.INTERVENTION: DUP_PAGE,
    ItemKind.ACTION: ACTION_PAGE,
    ItemKind.INDICATOR: ACTION_PAGE,
    ItemKind.REPORTED: ACTION_PAGE,
    ItemKind.CLARIFICATION: "chiarimenti",
    ItemKind.REVIEW_NOTE: "scostamenti",
    ItemKind.ORDINARY_ACTIVITY: "attivita-ordinaria",
    ItemKind.QUALITY_CONTROL: "controlli-qualita",
    ItemKind.INNOVATION: "innovazioni",
}
_CODE_KEYS = {
    ItemKind.DIRECTION: OWN_DIRECTION_KEY,
    ItemKind.OPERATIONAL_OBJECTIVE: OBJECTIVE_KEY,
}
_WITH_OWN_SEARCH = frozenset(
    {ItemKind.ORDINARY_ACTIVITY, ItemKind.QUALITY_CONTROL, ItemKind.INNOVATION}
)
_BY_SECTOR = _WITH_OWN_SEARCH | {ItemKind.CLARIFICATION, ItemKind.REVIEW_NOTE}


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for, and what narrows it. None: every kind, every year."""

    typed: str
    kind: ItemKind | None
    reference_year: int | None
    entity_code: str

    def wants(self, item: SearchItem) -> bool:
        """Says whether who is here may read an item, and asked for its year."""
        is_of_year = self.reference_year in (None, item.reference_year)
        return is_of_year and may_read(person_here(), item, self.entity_code)


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the search reaches: the years, newest first, and how much there is to find.

    What everybody may read is counted by year beforehand: a city has tens of thousands of items.
    """

    years: tuple[int, ...]
    open_count_by_year: Mapping[int | None, int]
    not_for_everybody: tuple[SearchItem, ...]

    def count(self, search: Search) -> int:
        """Gives how many items who is here may read, of the year that was asked for."""
        year, counts = search.reference_year, self.open_count_by_year
        open_count = sum(counts.values()) if year is None else counts.get(year, 0)
        return open_count + sum(map(search.wants, self.not_for_everybody))


def render_search_field(url_path: str) -> None:
    """Draws the search field above a page, in the strip that stays in sight; it leads to Cerca.

    Where a screen is too narrow for it, style.css leaves it out: the page list leads there too.
    """
    if page_filters() is None or url_path in _WITHOUT_FIELD:
        return
    typed = st.text_input(
        texts.HEADER_FIELD,
        key=_HEADER_KEY,
        type="search",
        placeholder=texts.HEADER_FIELD,
        max_chars=_LONGEST_TYPED,
        label_visibility="collapsed",  # the hint says it; who listens still hears the label
    )
    if typed and typed.strip():
        # The filters take their part of the address along by themselves.
        st.switch_page(f"pages/{SEARCH_PAGE}.py", query_params={WORDS_KEY: typed.strip()})


def search_in_address(filters: Filters) -> Search:
    """Draws the fields of the page, tied to the address, and gives what is looked for."""
    years = reach_of(filters).years
    with st.container(horizontal=True, vertical_alignment="bottom"):
        typed = st.text_input(
            texts.FIELD,
            key=WORDS_KEY,
            type="search",
            placeholder=texts.FIELD_HINT,
            max_chars=_LONGEST_TYPED,
            bind="query-params",
            width=420,
        )
        year = _chosen(YEAR_KEY, texts.YEAR_FILTER, texts.EVERY_YEAR, list(map(str, years)), 150)
        by_label = {texts.kind_choice(kind): kind for kind in ItemKind}
        kind = _chosen(KIND_KEY, texts.KIND_FILTER, texts.EVERY_KIND, list(by_label), 260)
    return Search(
        (typed or "").strip(),
        by_label.get(kind),
        int(year) if year.isdigit() else None,
        filters.entity_code,
    )


def reach_of(filters: Filters) -> Reach:
    """Gives how far the search reaches, at the day that is looked at."""
    return _reach(filters.entity_code, filters.as_of)


@kept(_KEPT_REACHES)
def _reach(entity_code: str, as_of: date | None) -> Reach:
    items = search_index(entity_code, as_of).items
    years = {item.reference_year for item in items}
    return Reach(
        years=tuple(sorted((year for year in years if year is not None), reverse=True)),
        open_count_by_year=Counter(item.reference_year for item in items if for_everybody(item)),
        not_for_everybody=tuple(item for item in items if not for_everybody(item)),
    )


def render_before_searching(search: Search, reach: Reach) -> None:
    """Draws the page while nothing is typed: what can be found, and how."""
    headline(texts.NOTHING_TYPED)
    note(texts.HOW_TO)
    note(texts.searched_note(reach.count(search), reach.years))


def render_finds(index: SearchIndex, search: Search, filters: Filters) -> None:
    """Draws what was found, by kind; or what to try where that is nothing."""
    finds = index.find(search.typed, search.wants)
    of_kind = [no for no in finds.in_order if search.kind in (None, index.items[no].kind)]
    if not of_kind:
        _render_nothing(index, search, finds, filters)
        return
    headline(texts.headline(len(of_kind), search.typed))
    if search.kind is not None:
        _render_all_of_kind(index, finds, search.kind, of_kind, filters)
        return
    note(texts.kinds_line(finds.counts))
    for kind, count in finds.counts.items():
        numbers = [no for no in of_kind if index.items[no].kind is kind][:_SHOWN_OF_A_KIND]
        if not numbers:
            continue
        finding(texts.group_finding(kind, count, len(numbers)))
        _render_list(index.shown(finds, numbers), filters)
        if count > len(numbers):
            way(texts.all_of_kind(kind, count), _search_address(filters, search, kind))


def _chosen(key: str, label: str, everything: str, offered: Sequence[str], width: int) -> str:
    """Draws a choice that the address names; what is not offered falls back to everything."""
    options = [everything, *offered]
    if st.session_state.get(key, everything) not in options:
        st.session_state[key] = everything
    return st.selectbox(
        label, options, placeholder=CHOOSE_ONE, key=key, bind="query-params", width=width
    )


def _render_all_of_kind(
    index: SearchIndex,
    finds: Finds,
    kind: ItemKind,
    numbers: Sequence[int],
    filters: Filters,
) -> None:
    finding(texts.group_finding(kind, len(numbers), len(numbers)))
    place = st.container()
    shown = page_of(pd.DataFrame({"number": numbers}), _ON_A_PAGE, key="finds")
    with place:
        _render_list(index.shown(finds, list(shown["number"])), filters)


def _render_nothing(index: SearchIndex, search: Search, finds: Finds, filters: Filters) -> None:
    headline(texts.TITLE_NOTHING_FOUND.format(typed=search.typed))
    meant = suggestion(index, search.typed, search.wants)
    if meant is not None:
        address = _search_address(filters, replace(search, typed=meant), search.kind)
        st.html(f'<p class="cp-way">{escape(texts.PERHAPS)} {link(meant, address)}</p>')
    if len(finds.terms) > 1:
        items = "".join(f"<li>{_alone(index, search, term, filters)}</li>" for term in finds.terms)
        st.html(f'<p class="cp-way">{escape(texts.ALONE)}</p><ul class="cp-alone">{items}</ul>')
    note(texts.REMEDIES)


def _alone(index: SearchIndex, search: Search, term: Term, filters: Filters) -> str:
    """Gives the HTML of how often a term is found by itself, with the way there."""
    typed = f'"{term.shown}"' if term.is_quoted else term.shown
    count = len(index.find(typed, search.wants).in_order)
    words = texts.alone_words(term.shown, count)
    if count == 0:
        return escape(words)
    return link(words, _search_address(filters, replace(search, typed=typed), None))


def _search_address(filters: Filters, search: Search, kind: ItemKind | None) -> str:
    more = {WORDS_KEY: search.typed}
    if kind is not None:
        more[KIND_KEY] = texts.kind_choice(kind)
    if search.reference_year is not None:
        more[YEAR_KEY] = str(search.reference_year)
    return page_address(SEARCH_PAGE, filters, **more)


def _render_list(found: Sequence[Find], filters: Filters) -> None:
    address = _addresser(filters)
    items = "".join(_find_html(one, address) for one in found)
    st.html(f'<ol class="cp-finds">{items}</ol>')


def _find_html(found: Find, address: Callable[[SearchItem], str]) -> str:
    item = found.item
    codes = f'<span class="cp-quiet">{escape(" ".join(item.codes))}</span> ' if item.codes else ""
    when = texts.when_words(item)
    title = (
        f'<a href="{escape(address(item), quote=True)}" target="_self">{_marked(found.title)}</a>'
    )
    lines = [f"{codes}{title}{f' <small>{escape(when)}</small>' if when else ''}"]
    if place := texts.place_words(item.place, item.kind):
        lines.append(f"<small>{escape(place)}</small>")
    lines += [
        f"<span>{escape(texts.field_words(name))}: {_marked(pieces)}</span>"
        for name, pieces in found.excerpts
    ]
    if item.origin is not None and item.kind is not ItemKind.FILE:
        cell = origin(item.origin.file_name, item.origin.sheet_name, item.origin.cell)
        lines.append(f"<small>{escape(cell)}</small>")
    return f"<li>{'<br>'.join(lines)}</li>"


def _marked(pieces: Sequence[Piece]) -> str:
    return "".join(
        f"<mark>{escape(piece.text)}</mark>" if piece.is_found else escape(piece.text)
        for piece in pieces
    )


def _addresser(filters: Filters) -> Callable[[SearchItem], str]:
    """Gives what turns an item into the address of its page, in its own year and period.

    The filters' part is written once for all items alike: looking their names up takes long.
    """
    upload_address = upload_addresser(filters)

    @cache
    def start(page: str, own: Filters) -> str:
        return page_address(page, own)

    def address(item: SearchItem) -> str:
        if item.origin is not None and item.kind is ItemKind.FILE:
            return upload_address(item.origin.upload_id or 0)
        own = replace(
            filters,
            reference_year=item.reference_year or filters.reference_year,
            period=item.period or filters.period,
            sector_code=_sector_code(item),
            strategic_direction_code=_direction_code(item),
        )
        return with_more(start(_PAGES[item.kind], own), _narrowing(item))

    return address


def _sector_code(item: SearchItem) -> str | None:
    if item.kind is ItemKind.SECTOR:
        return item.codes[0] if item.codes else None
    return item.place.sector[0] if item.kind in _BY_SECTOR else None


def _direction_code(item: SearchItem) -> str | None:
    return item.place.direction[0] if item.kind is ItemKind.INTERVENTION else None


def _narrowing(item: SearchItem) -> dict[str, str]:
    """Gives what the address of an item's page says beside the filters."""
    if item.kind in _WITH_OWN_SEARCH:
        return {_OWN_SEARCH_KEY: item.title}
    if item.kind is ItemKind.STRATEGIC_OBJECTIVE and item.codes:
        return {LEVEL_KEY: str(Level.STRATEGIC_OBJECTIVE), CODE_KEY: item.codes[0]}
    if item.kind in _CODE_KEYS and item.codes:
        return {_CODE_KEYS[item.kind]: item.codes[0]}
    action_code = item.codes[0] if item.kind is ItemKind.ACTION else item.place.action[0]
    if _PAGES[item.kind] == ACTION_PAGE and action_code is not None:
        return {ACTION_KEY: action_code, ACTION_SECTOR_KEY: item.place.sector[0] or ""}
    return {}
