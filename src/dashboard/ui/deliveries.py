"""Who has delivered what, on screen: the matrix of documents, its key, the history of deadlines."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import settings
from dashboard.delivering import delivery_history, delivery_matrix
from dashboard.domain.deliveries import (
    DIRECTION_DOCUMENTS,
    SECTOR_DOCUMENTS,
    DeliveryCell,
    DeliveryState,
)
from dashboard.domain.model import DocumentKind
from dashboard.figures.punctuality import (
    DELIVERY_COLOURS,
    PUNCTUALITY_COLOURS,
    punctuality_signs,
)
from dashboard.texts import deliveries as texts
from dashboard.ui.components import link, status_mark
from dashboard.ui.data import KEPT_VIEWS, kept, store
from dashboard.ui.filters import Filters
from dashboard.ui.history import upload_addresser
from dashboard.ui.links import page_address
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
from dashboard.ui.tables import Table

DELIVERIES_PAGE, _TEMPLATES_PAGE = "consegne", "modelli"
_STATE_KEY, _DOCUMENT_KEY = "stato_consegna", "documento"
_KEPT_MATRICES = 16

Cells = Sequence[DeliveryCell]


def day_looked_at(filters: Filters) -> date:
    """Gives the day at which the page stands: today, or the past date that is looked at."""
    return filters.as_of or settings.today()


@dataclass(frozen=True, slots=True)
class DeliveriesView:
    """What is owed in the year looked at and in the one after it, and how it was in the past."""

    heading: Sequence[Part]
    cells: Cells
    past: Sequence[Part]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The states and documents that a person wants to see; none chosen: all of them."""

    states: frozenset[DeliveryState]
    kinds: frozenset[DocumentKind]

    def has(self, cell: DeliveryCell) -> bool:
        """Says whether a document is among those wanted."""
        return (not self.states or cell.state in self.states) and (
            not self.kinds or cell.kind in self.kinds
        )


def deliveries_view(filters: Filters) -> DeliveriesView | None:
    """Gives what the page begins with; None where nothing is owed in the year."""
    return _view(filters, day_looked_at(filters))


@kept(KEPT_VIEWS, of_facts=True)
def _view(filters: Filters, day: date) -> DeliveriesView | None:
    closing = _cells_of_year(filters, day, filters.reference_year)
    if not closing:
        return None
    planned = _planned_cells(filters, day)
    heading = [
        headline_part(*texts.headline(closing, filters.reference_year, day)),
        note_part(texts.planned_sentence(planned, filters.reference_year + 1)),
    ]
    history = _within(_history(filters.entity_code, day, filters.as_of), filters)
    return DeliveriesView(heading, [*closing, *planned], _history_parts(history))


def _cells_of_year(filters: Filters, day: date, reference_year: int) -> Cells:
    """Gives the documents owed in a year, as far as sector and direction are chosen."""
    matrix = _matrix(filters.entity_code, day, reference_year, filters.as_of)
    return _within(matrix, filters)


def _planned_cells(filters: Filters, day: date) -> Cells:
    """Gives the documents of the year after the chosen one, once anything is known of them."""
    cells = _cells_of_year(filters, day, filters.reference_year + 1)
    is_known = any(
        cell.facts.received_on or cell.facts.handed_out_on or cell.facts.deadline for cell in cells
    )
    return cells if is_known else ()


def choose(cells: Cells) -> Wanted:
    """Draws the page's own choices of states and documents, and gives what is chosen."""
    states = [state for state in texts.STATES if any(one.state is state for one in cells)]
    words = {texts.STATES[state].word: state for state in states}
    names = {texts.SHORT_KINDS[kind]: kind for kind in (*SECTOR_DOCUMENTS, *DIRECTION_DOCUMENTS)}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        state_words = _pills(texts.STATE_FILTER, list(words), _STATE_KEY)
        kind_words = _pills(texts.DOCUMENT_FILTER, list(names), _DOCUMENT_KEY)
    return Wanted(
        frozenset(words[word] for word in state_words),
        frozenset(names[word] for word in kind_words),
    )


def render_matrix(wanted: Wanted, filters: Filters) -> None:
    """Draws what sectors owe, year beside year, then the DUP by direction; both as one download."""
    draw_parts(_matrix_parts(wanted, filters, day_looked_at(filters)))


@kept(KEPT_VIEWS, of_facts=True)
def _matrix_parts(wanted: Wanted, filters: Filters, day: date) -> Sequence[Part]:
    view = _view(filters, day)
    cells = [cell for cell in (() if view is None else view.cells) if wanted.has(cell)]
    if not cells:
        return [note_part(texts.NOTHING_ASKED)]
    parts: list[Part] = []
    draw = _Drawing(filters, day)
    of_sectors = [cell for cell in cells if cell.kind in SECTOR_DOCUMENTS]
    of_directions = [cell for cell in cells if cell.kind in DIRECTION_DOCUMENTS]
    for heading, head, label, some in (
        (texts.SECTORS_HEADING, texts.SECTOR_HEAD, texts.SECTORS_LABEL, of_sectors),
        (texts.DIRECTIONS_HEADING, texts.DIRECTION_HEAD, texts.DIRECTIONS_LABEL, of_directions),
    ):
        if some:
            parts.append(finding_part(heading))
            parts.append(Words(draw.wide(some, head, label) + draw.narrow(some, label)))
    if not any(cell.facts.deadline or cell.facts.waits_for for cell in cells):
        parts.append(note_part(texts.NO_DEADLINES))
    legend = Words(_legend_html({cell.state for cell in cells}))
    table = Table(
        _frame(cells, day),
        texts.MATRIX_COLUMNS,
        key="deliveries-table",
        file_name=texts.MATRIX_FILE,
    )
    return [
        *parts,
        note_part(texts.DAY_NOTE),
        Folded(texts.LEGEND_HEADING, lambda: [legend], key="deliveries-key"),
        Twin(table),
    ]


def _history_parts(cells: Cells) -> Sequence[Part]:
    """Gives whether sectors kept their deadlines, as a figure and as a table."""
    if not cells:
        return [note_part(texts.NO_HISTORY)]
    sentence = texts.history_finding(cells)
    figure = punctuality_signs(cells)
    key = [
        (label.shape, PUNCTUALITY_COLOURS[kind], label.word)
        for kind, label in texts.PUNCTUALITIES.items()
        if any(cell.punctuality is kind for cell in cells)
    ]
    return [
        finding_part(texts.HISTORY_HEADING),
        note_part(f"{sentence} {texts.HISTORY_NOTE}"),
        *([] if figure is None else [key_part(key)]),
        Drawing(figure, key="punctuality", alt=sentence),
        Table(
            _history_frame(cells),
            texts.HISTORY_COLUMNS,
            key="deliveries-history",
            file_name=texts.HISTORY_FILE,
            stacks=True,
        ),
    ]


class _Drawing:
    """Writes cells as HTML: as a table, and for a phone as a list by owner."""

    def __init__(self, filters: Filters, day: date) -> None:
        self._day = day
        self._upload_address = upload_addresser(filters)
        self._templates_address = page_address(_TEMPLATES_PAGE, filters)

    def wide(self, cells: Cells, head: str, label: str) -> str:
        """Gives the table: a row per owner, a group of columns per year."""
        columns = _columns_of(cells)
        years = dict.fromkeys(year for year, _ in columns)
        cycles = {cell.slot.reference_year: cell.cycle for cell in cells if cell.cycle}
        groups = "".join(
            f'<th scope="colgroup" colspan="{sum(one == year for one, _ in columns)}">'
            f"{escape(texts.year_head(year, cycles.get(year)))}</th>"
            for year in years
        )
        kinds = "".join(
            f'<th scope="col">{escape(texts.SHORT_KINDS[kind])}</th>' for _, kind in columns
        )
        rows = "".join(
            f'<tr><th scope="row">{escape(owner)}</th>'
            f"{''.join(self._cell(mine.get(column)) for column in columns)}</tr>"
            for owner, mine in _by_owner(cells).items()
        )
        return (
            f'<div class="cp-scroll cp-wide" role="region" tabindex="0" '
            f'aria-label="{escape(label)}"><table class="cp-table cp-deliveries"><thead>'
            f'<tr><th scope="col" rowspan="2">{escape(head)}</th>{groups}</tr><tr>{kinds}</tr>'
            f"</thead><tbody>{rows}</tbody></table></div>"
        )

    def narrow(self, cells: Cells, label: str) -> str:
        """Gives the list: a heading per owner, a line per document."""
        owners = "".join(
            f'<li><h3 class="cp-row-label">{escape(owner)}</h3><ul>'
            + "".join(
                f"<li><b>{escape(texts.document_name(kind, year))}</b>: "
                f"{self._words(cell, texts.content(cell))}</li>"
                for (year, kind), cell in mine.items()
            )
            + "</ul></li>"
            for owner, mine in _by_owner(cells).items()
        )
        return f'<ul class="cp-narrow cp-delivery-list" aria-label="{escape(label)}">{owners}</ul>'

    def _cell(self, cell: DeliveryCell | None) -> str:
        return (
            "<td></td>"
            if cell is None
            else f"<td>{self._words(cell, texts.short_content(cell))}</td>"
        )

    def _words(self, cell: DeliveryCell, content: str) -> str:
        """Gives the sign, the state as a link, the day, the content, the reminders."""
        label = texts.STATES[cell.state]
        address = (
            self._templates_address
            if cell.upload_id is None
            else self._upload_address(cell.upload_id)
        )
        is_asked = cell.state is not DeliveryState.NOT_ASKED
        state = link(label.word, address) if is_asked else escape(label.word)
        details = (
            texts.detail(cell, self._day),
            content,
            texts.reminded(cell),
        )
        lines = "".join(f'<small class="cp-detail">{escape(one)}</small>' for one in details if one)
        return f"{status_mark(label.shape, DELIVERY_COLOURS[cell.state])} {state}{lines}"


def _legend_html(states: Collection[DeliveryState]) -> str:
    """Gives what every sign stands for, of the states that occur."""
    lines = "".join(
        f"<li>{status_mark(label.shape, DELIVERY_COLOURS[state])} "
        f'<span class="cp-strong">{escape(label.word)}</span>: '
        f"{escape(texts.STATE_MEANINGS[state])}.</li>"
        for state, label in texts.STATES.items()
        if state in states
    )
    return f'<ul class="cp-needs">{lines}</ul>'


def _columns_of(cells: Cells) -> list[tuple[int, DocumentKind]]:
    kinds = [*SECTOR_DOCUMENTS, *DIRECTION_DOCUMENTS]
    found = {(cell.slot.reference_year, cell.kind) for cell in cells}
    return sorted(found, key=lambda one: (one[0], kinds.index(one[1])))


def _by_owner(cells: Cells) -> dict[str, dict[tuple[int, DocumentKind], DeliveryCell]]:
    found: dict[str, dict[tuple[int, DocumentKind], DeliveryCell]] = {}
    for cell in cells:
        found.setdefault(texts.owner_name(cell), {})[cell.slot.reference_year, cell.kind] = cell
    return found


def _frame(cells: Cells, day: date) -> pd.DataFrame:
    """Gives one row per document owed, in words; for the table and its download."""
    return pd.DataFrame(
        [
            {
                **_document_words(cell),
                "state_words": f"{texts.STATES[cell.state].shape} {texts.STATES[cell.state].word}",
                "detail_words": texts.detail(cell, day),
                "content_words": texts.content(cell),
                "file_name": cell.file_name,
                "reminder_words": texts.reminded(cell),
            }
            for cell in cells
        ]
    )


def _history_frame(cells: Cells) -> pd.DataFrame:
    """Gives one row per document whose deadline has passed; days late only where it was late."""
    return pd.DataFrame(
        [
            {
                **_document_words(cell),
                "punctuality_words": texts.punctuality_words(cell),
                "days_late_count": texts.days_late(cell),
            }
            for cell in cells
        ]
    )


def _document_words(cell: DeliveryCell) -> dict[str, Any]:
    return {
        "owner_words": texts.owner_name(cell),
        "reference_year": cell.slot.reference_year,
        "document_words": texts.SHORT_KINDS[cell.kind],
        "deadline_date": cell.facts.deadline,
        "received_date": cell.facts.received_on,
    }


def _within(cells: Iterable[DeliveryCell], filters: Filters) -> Cells:
    sector, direction = filters.sector_code, filters.strategic_direction_code
    return [
        cell
        for cell in cells
        if (sector is None or cell.slot.sector_code in (None, sector))
        and (direction is None or direction in cell.direction_codes)
    ]


def _pills(label: str, options: Sequence[str], key: str) -> Collection[str]:
    chosen: Collection[str] = st.pills(
        label, options, selection_mode="multi", key=key, bind="query-params", wrap=True
    )
    return chosen or ()


@kept(_KEPT_MATRICES, of_facts=True)
def _matrix(entity_code: str, day: date, reference_year: int, as_of: date | None) -> Cells:
    return delivery_matrix(store(), entity_code, day, reference_year, as_of)


@kept(_KEPT_MATRICES, of_facts=True)
def _history(entity_code: str, day: date, as_of: date | None) -> Cells:
    return delivery_history(store(), entity_code, day, as_of)
