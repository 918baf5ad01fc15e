"""What the Quadro and a delegation share: marks of travel, what needs whom, how far to trust."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from html import escape

import pandas as pd

from dashboard import settings
from dashboard.domain.explanation import Scope
from dashboard.domain.model import ResultStatus
from dashboard.domain.picture import Concern, DirectionWay, Picture, Report, joined
from dashboard.domain.travel import Travel
from dashboard.figures import theme
from dashboard.figures.records import records_of
from dashboard.picture import picture_of, report_of
from dashboard.texts import picture as texts
from dashboard.texts.formats import Record, readable_name
from dashboard.texts.labels import result_status_label
from dashboard.texts.measures import deviation_words, result_against_target
from dashboard.texts.next_steps import step_words, who_answers
from dashboard.texts.travel import basis_words, mark_words, travel_finding
from dashboard.ui.components import detailed, link, plain, status_mark, strong
from dashboard.ui.data import KeptQueries, kept, query, store
from dashboard.ui.explanation import scope_of
from dashboard.ui.filters import Filters
from dashboard.ui.links import Addresser, direction_address, indicator_addresser, page_address
from dashboard.ui.parts import Part, Words, finding_part, note_part
from dashboard.ui.tables import table_html

_KEPT_PICTURES = 256
_KEPT_REPORTS = 16


def picture_in_view(filters: Filters) -> Picture:
    """Gives the picture of what the filters choose, at the day that is looked at."""
    return _picture(scope_of(filters), filters.as_of or settings.today())


def picture_of_directions(codes: Sequence[str], filters: Filters) -> Picture:
    """Gives the picture of some strategic directions, with nothing of the others in it."""
    return joined(
        [picture_in_view(replace(filters, strategic_direction_code=code)) for code in codes]
    )


def deliveries_of_directions(codes: Sequence[str], filters: Filters) -> list[Record]:
    """Gives the rows of the query `deliveries` of some directions, each sector once."""
    found: dict[object, Record] = {}
    for code in codes:
        own = replace(filters, strategic_direction_code=code)
        for row in records_of(query("deliveries", **own.as_params())):
            found.setdefault(row["sector_code"], row)
    return list(found.values())


def travel_parts(picture: Picture, filters: Filters) -> tuple[Part, ...]:
    """Gives which way each direction went, twice: shape, word, points and n; () without any.

    Each name is the way to the direction's own page; who follows it stands below.
    """
    if not picture.ways:
        return ()
    sentence = travel_finding(
        picture.moment,
        [way.from_report for way in picture.ways],
        [way.from_year for way in picture.ways],
    )
    return finding_part(sentence), _travel_table(picture, filters)


@kept(_KEPT_PICTURES)
def travel_part(filters: Filters) -> Part:
    """Gives which way each direction in view went, without a heading."""
    return _travel_table(picture_in_view(filters), filters)


def _travel_table(picture: Picture, filters: Filters) -> Part:
    frame = pd.DataFrame(
        [
            {
                "direction_words": _direction_html(way, picture.referents, filters),
                "report_words": _mark_html(way.from_report),
                "year_words": _mark_html(way.from_year),
            }
            for way in picture.ways
        ]
    )
    columns = texts.travel_columns(picture.moment)
    itself = {column: column for column in columns}
    return Words(table_html(frame, columns, {}, itself, label=texts.TRAVEL_FILE_NAME, stacks=True))


def concerns_part(concerns: Sequence[Concern], filters: Filters) -> Part:
    """Gives what needs somebody: each with its reason, its next step and who answers for it."""
    address_of = indicator_addresser(filters)
    items = "".join(_concern_item(one, address_of) for one in concerns)
    return Words(f'<ul class="cp-list">{items}</ul>')


def trust_parts(
    picture: Picture,
    deliveries: Sequence[Record],
    ways: Sequence[str],
    filters: Filters,
    today: date,
) -> tuple[Part, ...]:
    """Gives whose data are missing since when, and what waits; `ways`: links, as HTML."""
    links = [link(texts.TO_DELIVERIES, page_address("consegne", filters)), *ways]
    if picture.open_clarification_count:
        links.append(link(texts.TO_CLARIFICATIONS, page_address("chiarimenti", filters)))
    missing = (
        texts.undelivered_words(picture.undelivered, picture.deadline, today) if deliveries else ""
    )
    return (
        finding_part(texts.trust_finding(deliveries)),
        note_part(missing),
        note_part(
            texts.open_words(
                picture.open_clarification_count,
                picture.overdue_clarification_count,
                picture.pending_proposal_count,
            )
        ),
        Words(f'<p class="cp-list cp-more">{" · ".join(one for one in links if one)}</p>'),
    )


@kept(_KEPT_PICTURES)
def _picture(scope: Scope, today: date) -> Picture:
    whole = replace(scope, sector_code=None, strategic_direction_code=None)
    return picture_of(KeptQueries(), _report(whole, today), scope)


@kept(_KEPT_REPORTS)
def _report(scope: Scope, today: date) -> Report:
    return report_of(store(), KeptQueries(), scope, today)


def _direction_html(
    way: DirectionWay, referents: Mapping[str, Sequence[str]], filters: Filters
) -> str:
    name = readable_name(way.code, way.name)
    address = direction_address(way.code, filters)
    title = plain(name) if address is None else link(name, address)
    return title + detailed("", texts.referents_words(referents.get(way.code or "", ())))


def _mark_html(found: Travel) -> str:
    return detailed(mark_words(found), basis_words(found))


def _concern_item(one: Concern, address_of: Addresser) -> str:
    row = one.row
    name = readable_name(row["indicator_code"], row["indicator_name"])
    address = address_of(row)
    title = plain(name) if address is None else link(name, address)
    step, who = f"→ {step_words(one.step)}", who_answers(row, one.role)
    # What is missing is short: its remedy fits beside it, and five of them fit a screen.
    said = (
        f"{plain(texts.short_reason(row))}<br>{_quiet(f'{step} · {who}')}"
        if row["has_reason"]
        else f"{strong(texts.short_reason(row))} {_quiet(step)}<br>{_quiet(who)}"
    )
    label = result_status_label(row["status"])
    mark = status_mark(label.shape, theme.RESULT_COLOURS[ResultStatus(row["status"])])
    return (
        f'<li><span class="cp-strong" title="{label.word}">{mark} {plain(deviation_words(row))}'
        f"</span><span>{title} · {plain(result_against_target(row))}<br>{said}</span></li>"
    )


def _quiet(words: str) -> str:
    return f'<span class="cp-quiet">{escape(words)}</span>'
