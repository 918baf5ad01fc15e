"""The page Modalità riunione: screens that follow one another, with keys, and nothing around them.

What a screen says is in the picture that the Quadro shows too; only its size is another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

import streamlit as st

from dashboard import settings
from dashboard.domain.model import ResultStatus
from dashboard.domain.picture import Concern, DirectionWay, Picture
from dashboard.figures import theme
from dashboard.figures.records import records_of
from dashboard.texts import meeting as texts
from dashboard.texts import overview
from dashboard.texts import picture as picture_texts
from dashboard.texts.formats import Record, is_absent, number, readable_name
from dashboard.texts.labels import DUP_STATUSES, RESULT_STATUSES, dup_status_label
from dashboard.texts.travel import basis_words, mark_words, since
from dashboard.ui.components import status_mark
from dashboard.ui.data import kept, query
from dashboard.ui.filters import Filters
from dashboard.ui.picture import picture_in_view

_POSITION_KEY = "schermo"
_SCRIPT = '<script src="app/static/riunione.js"></script>'
# With few directions the first and the last screen have room for larger letters.
_FEW_SCREENS = 8
_KEPT_MEETINGS = 32
_OVERVIEW = "pages/quadro.py"


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the screens are made of: the picture, and rows of the queries that the Quadro asks."""

    filters: Filters
    today: date
    picture: Picture
    statuses: Sequence[Record]
    statuses_by_direction: Sequence[Record]
    deliveries: Sequence[Record]
    dup: Sequence[Record]

    def statuses_of(self, code: str | None) -> list[Record]:
        return [
            row
            for row in self.statuses_by_direction
            if _code(row["strategic_direction_code"]) == code
        ]

    def headline_of(self, statuses: Sequence[Record]) -> str:
        return overview.headline(statuses, self.filters.reference_year, self.filters.period)


def render_meeting(filters: Filters) -> None:
    """Draws the screen that the address names, and the line that leads to the others."""
    screens = _screens(filters, filters.as_of or settings.today())
    shown = _position(len(screens))
    is_sparse = shown in (1, len(screens)) and len(screens) <= _FEW_SCREENS
    size = " cp-meeting-sparse" if is_sparse else ""
    st.html(f'<article class="cp-meeting{size}">{screens[shown - 1]}</article>')
    _render_line(shown, len(screens))


@kept(_KEPT_MEETINGS)
def _screens(filters: Filters, today: date) -> tuple[str, ...]:
    """Gives the HTML of every screen in their order, as of today or the filters' own date."""
    facts = _facts(filters, today)
    directions = [_direction_screen(facts, way) for way in facts.picture.ways]
    return _opening_screen(facts), *directions, _closing_screen(facts)


def _facts(filters: Filters, today: date) -> _Facts:
    chosen = filters.as_params()
    return _Facts(
        filters=filters,
        today=today,
        picture=picture_in_view(filters),
        statuses=records_of(query("status_by_entity", **chosen)),
        statuses_by_direction=records_of(query("status_by_direction", **chosen)),
        deliveries=records_of(query("deliveries", **chosen)),
        dup=records_of(query("dup_status_by_direction", **chosen)),
    )


def _position(screen_count: int) -> int:
    """Gives the number of the screen in the address; the first where it names none that is."""
    stated = st.query_params.get(_POSITION_KEY, "")
    number_stated = int(stated) if stated.isascii() and stated.isdigit() else 1
    return min(max(number_stated, 1), screen_count)


def _go_to(screen: int) -> None:
    st.query_params[_POSITION_KEY] = str(screen)


def _render_line(shown: int, screen_count: int) -> None:
    """Draws the ways to the other screens and out; each also has a key.

    The script adds the keys of a presenter's remote control, and the full screen, which a browser
    only grants to a click.
    """
    ways = (
        (texts.FIRST, "first", "Home", 1),
        (texts.PREVIOUS, "previous", "Left", max(shown - 1, 1)),
        (texts.NEXT, "next", "Right", min(shown + 1, screen_count)),
        (texts.LAST, "last", "End", screen_count),
    )
    with st.container(key="meeting-line", horizontal=True, vertical_alignment="center"):
        st.html(
            f'<p class="cp-note" role="status">{texts.position(shown, screen_count)}'
            f'<span class="cp-meeting-hint"> · {escape(texts.KEYS_HINT)}</span></p>'
        )
        for label, name, key, screen in ways:
            st.button(
                label,
                key=f"meeting-{name}",
                type="tertiary",
                shortcut=key,
                disabled=screen == shown,
                on_click=_go_to,
                args=(screen,),
            )
        st.button(texts.FULL_SCREEN, key="meeting-full", type="tertiary")
        if st.button(texts.LEAVE, key="meeting-leave", type="tertiary", shortcut="Esc"):
            # The filters keep their part of the address, the screen's goes.
            st.switch_page(_OVERVIEW, query_params={})
        st.html(_SCRIPT, unsafe_allow_javascript=True)


def _opening_screen(facts: _Facts) -> str:
    rows = "".join(_direction_row(facts, way) for way in facts.picture.ways)
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in _direction_columns(facts))
    # On a phone the cells of a row stand one below the other, each with its heading.
    table = (
        f'<table class="cp-stacks"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
        if rows
        else ""
    )
    return (
        _head(
            texts.opening_title(facts.filters.entity_name, facts.filters.as_of),
            facts.headline_of(facts.statuses),
        )
        + _counts(facts.statuses)
        + f"<p>{escape(overview.completeness(facts.deliveries))}</p>"
        + table
    )


def _direction_columns(facts: _Facts) -> tuple[str, ...]:
    return (*texts.DIRECTION_COLUMNS, since(facts.picture.moment.report_before))


def _direction_row(facts: _Facts, way: DirectionWay) -> str:
    statuses = facts.statuses_of(way.code)
    counts = overview.status_counts(statuses)
    good = sum(counts[status] for status in overview.GOOD)
    behind = sum(counts[status] for status in overview.BEHIND)
    figures = (
        f"{number(good, 0)} su {number(sum(counts.values()), 0)}",
        number(behind, 0),
        number(overview.unexplained_count(statuses), 0),
        mark_words(way.from_report),
    )
    cells = "".join(
        f'<td data-title="{escape(title, quote=True)}">{escape(figure)}</td>'
        for title, figure in zip(_direction_columns(facts)[1:], figures, strict=True)
    )
    name = escape(texts.short_name(_direction_name(way)))
    return f'<tr><th scope="row">{name}</th>{cells}</tr>'


def _direction_screen(facts: _Facts, way: DirectionWay) -> str:
    statuses = facts.statuses_of(way.code)
    concerns = facts.picture.concerns_of(way.code)
    facts_of = [texts.concern_facts(_status(one), one.row) for one in concerns]
    shown = concerns[: texts.fitting_count(facts_of)]
    items = "".join(_concern(one) for one in shown)
    looked_at = overview.deviations_finding(len(shown), len(concerns), statuses)
    return (
        _head(texts.direction_title(way.code, way.name), facts.headline_of(statuses))
        + '<div class="cp-meeting-parts"><section>'
        + f"<h2>{escape(looked_at)}</h2>"
        + (f"<ol>{items}</ol>" if items else "")
        + "</section><section>"
        + f"<h2>{texts.RESULTS}</h2>{_counts(statuses)}"
        + f"<h2>{texts.TRAVEL}</h2>{_travel(facts.picture, way)}"
        + f"<h2>{texts.DUP}</h2>{_dup(facts.dup, way.code)}"
        + "</section></div>"
    )


def _closing_screen(facts: _Facts) -> str:
    picture = facts.picture
    unexplained = {
        _direction_name(way): overview.unexplained_count(facts.statuses_of(way.code))
        for way in picture.ways
    }
    missing = picture_texts.undelivered_words(picture.undelivered, picture.deadline, facts.today)
    waiting = picture_texts.open_words(
        picture.open_clarification_count,
        picture.overdue_clarification_count,
        picture.pending_proposal_count,
    )
    parts = (
        (texts.WHO_IS_MISSING, missing if facts.deliveries else ""),
        (texts.UNEXPLAINED, texts.unexplained_words(unexplained)),
        (texts.WHAT_WAITS, waiting),
    )
    return _head(texts.CLOSING_TITLE, picture_texts.trust_finding(facts.deliveries)) + "".join(
        f"<h2>{escape(title)}</h2><p>{escape(words)}</p>" for title, words in parts if words
    )


def _head(title: str, sentence: str) -> str:
    return f'<h1>{escape(title)}</h1><p class="cp-meeting-finding">{escape(sentence)}</p>'


def _counts(statuses: Sequence[Record]) -> str:
    """Gives how many results have each status, as HTML: shape, number and word."""
    counts = overview.status_counts(statuses)
    items = "".join(
        _marked(
            label.shape, theme.RESULT_COLOURS[status], texts.result_count(status, counts[status])
        )
        for status, label in RESULT_STATUSES.items()
        if counts[status]
    )
    return f'<ul class="cp-meeting-counts">{items}</ul>'


def _dup(rows: Sequence[Record], code: str | None) -> str:
    counts = {
        str(row["status"]): int(row["intervention_count"])
        for row in rows
        if _code(row["strategic_direction_code"]) == code
    }
    if not counts:
        return f"<p>{texts.NO_DUP}</p>"
    items = "".join(
        _marked(
            dup_status_label(status).shape,
            theme.dup_colour(status),
            texts.dup_count(status, counts[status]),
        )
        for status in (*map(str, DUP_STATUSES), texts.UNKNOWN_STATUS)
        if status in counts
    )
    total = texts.dup_total(sum(counts.values()))
    return f'<p>{total}</p><ul class="cp-meeting-counts">{items}</ul>'


def _travel(picture: Picture, way: DirectionWay) -> str:
    moment = picture.moment
    pairs = ((moment.report_before, way.from_report), (moment.year_before, way.from_year))
    return "".join(
        f"<p>{escape(since(before))}: <strong>{escape(mark_words(found))}</strong>"
        f" <small>{escape(basis_words(found))}</small></p>"
        for before, found in pairs
    )


def _concern(one: Concern) -> str:
    row, status = one.row, _status(one)
    name = texts.short_name(readable_name(row["indicator_code"], row["indicator_name"]))
    mark = status_mark(RESULT_STATUSES[status].shape, theme.RESULT_COLOURS[status])
    return (
        f"<li>{mark} <strong>{escape(name)}</strong><br>"
        f"{escape(texts.concern_facts(status, row))}<br>"
        f"<small>{escape(texts.concern_step(one.step, row, one.role))}</small></li>"
    )


def _status(one: Concern) -> ResultStatus:
    return ResultStatus(one.row["status"])


def _marked(shape: str, colour: str, words: str) -> str:
    return f"<li>{status_mark(shape, colour)}&nbsp;{escape(words)}</li>"


def _direction_name(way: DirectionWay) -> str:
    if way.code is None:
        return texts.WITHOUT_DIRECTION
    return readable_name(way.code, way.name)


def _code(value: object) -> str | None:
    return None if is_absent(value) else str(value)
