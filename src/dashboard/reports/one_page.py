"""The Quadro, or one delegation, on one sheet of paper: the same five answers, readable in grey.

Long lists are shortened to what a sheet holds, and the sheet says what it leaves out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.domain.model import ResultStatus
from dashboard.domain.picture import Concern, DirectionWay, Picture
from dashboard.figures import theme
from dashboard.reports.word import BarPart, OnePageDocument
from dashboard.texts import one_page as texts
from dashboard.texts import overview, picture
from dashboard.texts.formats import (
    Record,
    is_absent,
    italian_date,
    percent,
    readable_name,
    shortened,
)
from dashboard.texts.labels import RESULT_STATUSES, result_status_label
from dashboard.texts.measures import deviation_words, result_against_target
from dashboard.texts.next_steps import step_words, who_answers
from dashboard.texts.travel import basis_words, mark_words, travel_finding

# What a sheet holds: so many deviations, less what each direction takes with its bar and its marks.
_MOST_DIRECTIONS = 9
_ROOM, _ROOM_OF_A_DIRECTION, _LEAST_CONCERNS = 12, 0.9, 2
_TRAVEL_WIDTHS = (7.0, 5.5, 5.5)
_CONCERN_WIDTHS = (2.3, 5.8, 3.7, 6.2)
_COUNT_WIDTHS = (2.7, 2.9, 3.0, 2.7, 3.0, 3.7)
_PALE = theme.RULE


@dataclass(frozen=True, slots=True)
class OnePage:
    """What the page tells: rows of the queries that its screen shows, and their picture.

    `title`: what it is about. `statuses` and `methods` are of the whole; None on the page of some
    directions, which has no counts of the whole. `as_of`: the past date looked at.
    """

    title: str
    sentence: str
    entity_name: str
    period: str
    statuses: Sequence[Record] | None
    deliveries: Sequence[Record]
    methods: Sequence[Record] | None
    direction_statuses: Sequence[Record]
    direction_means: Sequence[Record]
    picture: Picture
    printed_on: date
    as_of: date | None = None


def one_page_docx(page: OnePage) -> bytes:
    """Gives the page as a .docx of one A4 sheet."""
    ways = page.picture.ways[:_MOST_DIRECTIONS]
    concerns = page.picture.concerns[: _concern_room(len(ways))]
    year = page.picture.moment.reference_year
    document = OnePageDocument(f"{page.title} {year}")
    document.add_title(page.title)
    day = italian_date(page.printed_on)
    document.add_paragraph(texts.entity_line(page.entity_name, year, page.period, day))
    if page.as_of is not None:
        document.add_paragraph(texts.past_words(page.as_of))
    document.add_lead(page.sentence)
    document.add_paragraph(overview.completeness(page.deliveries))
    _add_counts(document, page)
    _add_bars(document, page, ways)
    _add_travel(document, page.picture, ways)
    _add_concerns(document, page.picture, concerns)
    _add_trust(document, page)
    document.add_paragraph(
        texts.left_out(
            len(page.picture.concerns) - len(concerns), len(page.picture.ways) - len(ways)
        )
    )
    return document.as_bytes()


def _concern_room(direction_count: int) -> int:
    return max(_LEAST_CONCERNS, int(_ROOM - _ROOM_OF_A_DIRECTION * direction_count))


def _add_counts(document: OnePageDocument, page: OnePage) -> None:
    if page.statuses is None or page.methods is None:
        return
    known = sum(not is_absent(row["achievement_pct"]) for row in page.direction_means)
    tiles = overview.tiles(page.statuses, page.deliveries, page.methods, known, page.period)
    document.add_table(
        texts.COUNTS,
        [tile.label for tile in tiles],
        [[f"{tile.value}\n{tile.note}" for tile in tiles]],
        _COUNT_WIDTHS,
        label_columns=len(tiles),
    )


def _add_bars(document: OnePageDocument, page: OnePage, ways: Sequence[DirectionWay]) -> None:
    document.add_heading(
        overview.status_finding(page.direction_statuses, page.direction_means, page.period)
    )
    means = {row["strategic_direction_code"]: row for row in page.direction_means}
    bars = []
    for way in ways:
        counts = {
            row["status"]: int(row["indicator_count"])
            for row in page.direction_statuses
            if row["strategic_direction_code"] == way.code
        }
        parts = [_bar_part(status, counts[status]) for status in ResultStatus if counts.get(status)]
        mean = means.get(way.code)
        pct = None if mean is None else mean["achievement_pct"]
        if parts:
            bars.append((_direction_name(way), parts, f" {percent(pct)}"))
    if bars:
        document.add_bars(texts.BARS, bars, texts.GRADE)
    found = {row["status"] for row in page.direction_statuses}
    key = "; ".join(
        f"{label.shape} {label.plural}"
        for status, label in RESULT_STATUSES.items()
        if status in found
    )
    document.add_paragraph(f"{texts.KEY_START}: {key}. {overview.BARS_NOTE}" if key else "")


def _bar_part(status: ResultStatus, count: int) -> BarPart:
    """Gives a part of a bar: dark, middle or pale, and always with its number and shape."""
    colour = theme.RESULT_COLOURS[status]
    # Grey is for what is not known or not judged: pale on paper, so that it differs from orange.
    fill = _PALE if colour == theme.GREY else colour
    shape = RESULT_STATUSES[status].shape
    return BarPart(count, f"{count} {shape}", _hex(fill), _hex(theme.ink_on(fill)))


def _add_travel(document: OnePageDocument, found: Picture, ways: Sequence[DirectionWay]) -> None:
    if not ways:
        return
    from_report = [way.from_report for way in found.ways]
    from_year = [way.from_year for way in found.ways]
    document.add_heading(travel_finding(found.moment, from_report, from_year))
    rows = [
        (
            _direction_name(way),
            f"{mark_words(way.from_report)} ({basis_words(way.from_report)})",
            f"{mark_words(way.from_year)} ({basis_words(way.from_year)})",
        )
        for way in ways
    ]
    columns = texts.travel_columns(found.moment)
    document.add_table(texts.TRAVEL, columns, rows, _TRAVEL_WIDTHS)


def _add_concerns(document: OnePageDocument, found: Picture, shown: Sequence[Concern]) -> None:
    document.add_heading(texts.concerns_heading(len(shown), len(found.concerns)))
    if shown:
        document.add_table(
            texts.CONCERNS,
            texts.CONCERN_COLUMNS,
            [_concern_row(one) for one in shown],
            _CONCERN_WIDTHS,
        )


def _concern_row(one: Concern) -> tuple[str, ...]:
    row = one.row
    name = shortened(readable_name(row["indicator_code"], row["indicator_name"]), texts.NAME_WIDTH)
    step = f"{step_words(one.step)}; {who_answers(row, one.role)}"
    reason = str(row["reason"]).strip() if row["has_reason"] else picture.short_reason(row)
    return (
        f"{result_status_label(row['status']).shape} {deviation_words(row)}",
        f"{name}: {result_against_target(row)}",
        shortened(reason, texts.REASON_WIDTH),
        shortened(step, texts.STEP_WIDTH),
    )


def _add_trust(document: OnePageDocument, page: OnePage) -> None:
    found = page.picture
    document.add_heading(picture.trust_finding(page.deliveries))
    if page.deliveries:
        document.add_paragraph(
            picture.undelivered_words(
                found.undelivered, found.deadline, page.as_of or page.printed_on
            )
        )
    document.add_paragraph(
        picture.open_words(
            found.open_clarification_count,
            found.overdue_clarification_count,
            found.pending_proposal_count,
        )
    )


def _direction_name(way: DirectionWay) -> str:
    return shortened(readable_name(way.code, way.name), texts.DIRECTION_WIDTH)


def _hex(colour: str) -> str:
    return colour.removeprefix("#")
