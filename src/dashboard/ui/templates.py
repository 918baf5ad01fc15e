"""Hand out the sheets of a year: one by one, all as an archive, or those of the year after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.domain.carrying import NamedThing
from dashboard.domain.model import HANDED_OUT_KINDS, DocumentKind
from dashboard.domain.roles import Permission
from dashboard.domain.templates import TemplateSlot, TemplateState
from dashboard.errors import DashboardError
from dashboard.figures import theme
from dashboard.roll_over import RollOver, roll_over
from dashboard.templates import TemplateStanding, YearTemplates, hand_out, hand_out_one
from dashboard.texts import templates as texts
from dashboard.texts.errors import error_sentence
from dashboard.texts.formats import local_moment
from dashboard.texts.labels import DOCUMENT_KINDS
from dashboard.texts.navigation import CHOOSE_ONE
from dashboard.texts.people import who
from dashboard.ui.components import finding, note, plain, status_mark
from dashboard.ui.data import KEPT_VIEWS, kept, query, store
from dashboard.ui.filters import Filters
from dashboard.ui.folded import folded
from dashboard.ui.parts import Part, finding_part, headline_part, key_part, note_part
from dashboard.ui.person import acting, offers
from dashboard.ui.tables import Table, render_table

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ZIP = "application/zip"
_ARCHIVE = "templates-archive"
_KEPT_YEARS = 8
STATE_COLOURS: Mapping[TemplateState, str] = {
    TemplateState.NEVER_ISSUED: theme.GREY,
    TemplateState.CURRENT: theme.LIGHT_BLUE,
    TemplateState.OUTDATED: theme.ORANGE,
    TemplateState.RETURNED: theme.BLUE,
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person wants to hand out: of which year and document."""

    reference_year: int
    kind: DocumentKind | None


@dataclass(frozen=True, slots=True)
class _Archive:
    """An archive that was made, for the very sheets that were on screen."""

    slots: tuple[TemplateSlot, ...]
    file_name: str
    content: bytes


def choose(filters: Filters) -> Wanted:
    """Draws the choices of year and document."""
    known = sorted(set(query("periods", entity_code=filters.entity_code)["reference_year"]))
    # The year after the last is the one that is being planned.
    years = [int(year) for year in known] + [int(known[-1]) + 1]
    kinds = {texts.ALL_KINDS: None, **{DOCUMENT_KINDS[kind]: kind for kind in HANDED_OUT_KINDS}}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        year = st.selectbox(
            texts.YEAR_LABEL,
            years,
            index=years.index(filters.reference_year),
            placeholder=CHOOSE_ONE,
            key="templates-year",
            width=150,
        )
        kind = st.selectbox(
            texts.KIND_LABEL, list(kinds), placeholder=CHOOSE_ONE, key="templates-kind", width=280
        )
    return Wanted(year, kinds[kind])


@dataclass(frozen=True, slots=True)
class SheetsView:
    """The sheets in view with how each stands, by the words they are chosen by, and listed."""

    sheets: Sequence[TemplateStanding]
    by_label: Mapping[str, TemplateStanding]
    heading: Sequence[Part]
    listed: Sequence[Part]


@kept(KEPT_VIEWS)
def sheets_view(filters: Filters, wanted: Wanted) -> SheetsView:
    """Gives the sheets that are wanted, as far as sector and direction are chosen."""
    found = _standings(filters.entity_code, wanted.reference_year)
    shown = tuple(one for one in found if _is_in_view(one.slot, filters, wanted))
    sentence = texts.headline(wanted.reference_year, len(shown), _state_counts(shown))
    return SheetsView(
        shown,
        {_label(one): one for one in shown},
        [headline_part(sentence), note_part(texts.PAGE_NOTE)],
        _list_parts(shown, wanted),
    )


def _state_counts(shown: Sequence[TemplateStanding]) -> Mapping[TemplateState, int]:
    """Gives how many sheets stand how."""
    return Counter(one.state for one in shown)


def render_all(shown: Sequence[TemplateStanding], wanted: Wanted) -> None:
    """Draws the making of one archive with all the sheets in view."""
    finding(texts.ALL_HEADING)
    note(texts.ALL_NOTE)
    slots = tuple(one.slot for one in shown)
    file_name = texts.archive_file(wanted.reference_year)
    _render_archive(slots, file_name, key="templates-all", label=texts.ZIP_DOWNLOAD)


def render_one(by_label: Mapping[str, TemplateStanding]) -> None:
    """Draws the choice of one sheet, and its download."""
    finding(texts.ONE_HEADING)
    label = st.selectbox(
        texts.ONE_LABEL, list(by_label), placeholder=CHOOSE_ONE, key="templates-slot"
    )
    if label is None or not offers(Permission.HAND_OUT_SHEETS):
        return
    chosen = by_label[label]
    # Before the button: the file is made outside of any page, where nobody is here any more.
    person = acting(Permission.HAND_OUT_SHEETS)
    st.download_button(
        texts.ONE_DOWNLOAD,
        # A function: the sheet is written, and counts as handed out, when somebody asks for it.
        lambda: hand_out_one(store(), chosen.slot, person.person_name, person.role).content,
        file_name=chosen.file_name,
        mime=_XLSX,
        key="templates-one",
        icon=":material/download:",
    )


def _list_parts(shown: Sequence[TemplateStanding], wanted: Wanted) -> Sequence[Part]:
    """Gives the table of the sheets, with what became of each."""
    counts = _state_counts(shown)
    key = [
        (label.shape, STATE_COLOURS[state], label.word)
        for state, label in texts.STATES.items()
        if counts[state]
    ]
    table = Table(
        pd.DataFrame([_row(one) for one in shown]),
        texts.COLUMNS,
        key="templates-list",
        file_name=texts.list_file(wanted.reference_year),
        fragments={"state_name": "state_html"},
    )
    return [finding_part(texts.LIST_HEADING), key_part(key), note_part(texts.STATE_NOTE), table]


def render_roll_over(filters: Filters, wanted: Wanted) -> None:
    """Draws the passage to the year after, folded: what goes on, what does not, and its sheets."""
    later = wanted.reference_year + 1
    folded(
        texts.roll_over_heading(later),
        partial(_draw_roll_over, filters, wanted),
        key="templates-roll-over",
    )


def _draw_roll_over(filters: Filters, wanted: Wanted) -> None:
    found = _rolled_over(filters.entity_code, wanted.reference_year)
    years = {"earlier": found.earlier_year, "later": found.later_year}
    st.text(texts.roll_over_sentence(found.earlier_year, found.carried_count, len(found.closings)))
    note(texts.ROLL_OVER_NOTE.format(**years))
    finding(texts.SHEETS_HEADING.format(year=found.later_year))
    _table(_sheet_rows(found), texts.SHEET_COLUMNS, "sheets", texts.SHEETS_HEADING, found)
    finding(texts.CLOSINGS_HEADING)
    if found.closings:
        _table(
            _closing_rows(found), texts.CLOSING_COLUMNS, "closings", texts.CLOSINGS_HEADING, found
        )
    else:
        note(texts.NO_CLOSINGS.format(**years))
    finding(texts.NAMES_HEADING)
    if found.name_changes:
        _table(_name_rows(found), texts.NAME_COLUMNS, "names", texts.NAMES_HEADING, found)
    else:
        note(texts.NO_NAMES)
    file_name = texts.archive_file(found.later_year)
    label = texts.ROLL_OVER_DOWNLOAD
    _render_archive(found.slots, file_name, key="templates-next", label=label)


def _render_archive(
    slots: tuple[TemplateSlot, ...], file_name: str, *, key: str, label: str
) -> None:
    """Draws the button that makes an archive, how far it is, and the download once it is made."""
    if not offers(Permission.HAND_OUT_SHEETS):
        return
    is_asked = st.button(
        texts.prepare_all(len(slots)),
        key=f"{key}-prepare",
        icon=":material/folder_zip:",
    )
    if is_asked:
        _make_archive(slots, file_name, key)
    archive: _Archive | None = st.session_state.get(f"{_ARCHIVE}-{key}")
    if archive is None or archive.slots != slots:
        return
    st.success(texts.archive_ready(len(slots)))
    st.download_button(
        label,
        archive.content,
        file_name=archive.file_name,
        mime=_ZIP,
        key=f"{key}-download",
        icon=":material/download:",
        type="primary",
        on_click="ignore",
    )


def _make_archive(slots: tuple[TemplateSlot, ...], file_name: str, key: str) -> None:
    bar = st.progress(0.0, text=texts.progress_words(0, len(slots)))

    def show(done: int, total: int) -> None:
        bar.progress(done / total, text=texts.progress_words(done, total))

    try:
        person = acting(Permission.HAND_OUT_SHEETS)
        content = hand_out(store(), slots, person.person_name, show, person.role)
    except DashboardError as error:
        st.error(error_sentence(error))
        return
    finally:
        bar.empty()
    st.session_state[f"{_ARCHIVE}-{key}"] = _Archive(slots, file_name, content)
    # Drawn again, so that the list above and below tells that they are handed out.
    st.rerun()


def _is_in_view(slot: TemplateSlot, filters: Filters, wanted: Wanted) -> bool:
    if wanted.kind not in (None, slot.kind):
        return False
    chosen = (filters.sector_code, filters.strategic_direction_code)
    if chosen == (None, None):
        return True
    return bool({slot.sector_code, slot.strategic_direction_code} - {None} & (set(chosen) - {None}))


def _label(one: TemplateStanding) -> str:
    return texts.sheet_label(one.slot, texts.owner_words(one.owner_code, one.owner_name))


def _row(one: TemplateStanding) -> dict[str, object]:
    label = texts.STATES[one.state]
    issue = one.last_issue
    return {
        "kind_name": DOCUMENT_KINDS[one.slot.kind],
        "owner_name": texts.owner_words(one.owner_code, one.owner_name),
        "row_count": one.row_count,
        "sectors_deadline_date": one.sectors_deadline,
        "state_name": label.word,
        "state_html": f"{status_mark(label.shape, STATE_COLOURS[one.state])} {plain(label.word)}",
        "issued_name": None if issue is None else local_moment(issue.stated_at),
        "issued_by_name": None if issue is None else who(issue.stated_by, issue.stated_role),
        "returned_name": None if one.returned_at is None else local_moment(one.returned_at),
    }


def _sheet_rows(found: RollOver) -> list[dict[str, object]]:
    return [
        {
            "kind_name": DOCUMENT_KINDS[one.slot.kind],
            "owner_name": texts.owner_words(one.owner_code, one.owner_name),
            "carried_count": one.carried_count,
            "closed_count": one.closed_count,
            "source_words": texts.source_words(
                found.earlier_year, found.later_year, has_own=one.has_own_document
            ),
        }
        for one in found.sheets
    ]


def _closing_rows(found: RollOver) -> list[dict[str, object]]:
    return [
        {
            "kind_name": DOCUMENT_KINDS[one.document_kind],
            "owner_name": texts.owner_words(one.owner_code, one.owner_name),
            "thing_code": one.code,
            "thing_name": one.name,
            "reason_words": texts.END_REASONS[one.reason],
        }
        for one in found.closings
    ]


def _name_rows(found: RollOver) -> list[dict[str, object]]:
    return [
        {
            "subject_name": texts.SUBJECTS[one.subject],
            "earlier_name": one.succession.earlier.words,
            "later_name": _later_words(one.succession.later),
            "left_words": texts.left_words(one.left_count),
        }
        for one in found.name_changes
    ]


def _later_words(later: NamedThing | None) -> str:
    return texts.GONE if later is None else later.words


def _table(
    rows: list[dict[str, object]],
    columns: Mapping[str, str],
    key: str,
    heading: str,
    found: RollOver,
) -> None:
    file_name = heading.format(year=found.later_year)
    render_table(pd.DataFrame(rows), columns, key=f"roll-over-{key}", file_name=file_name)


@kept(_KEPT_YEARS)
def _standings(entity_code: str, reference_year: int) -> tuple[TemplateStanding, ...]:
    year = YearTemplates(store(), entity_code, reference_year)
    return year.standings(year.slots())


@kept(_KEPT_YEARS)
def _rolled_over(entity_code: str, reference_year: int) -> RollOver:
    return roll_over(store(), entity_code, reference_year)
