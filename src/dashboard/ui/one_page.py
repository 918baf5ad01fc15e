"""The button that prints what a page of the Giunta shows on one sheet."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import streamlit as st

from dashboard import settings
from dashboard.domain.picture import Picture
from dashboard.figures.records import records_of
from dashboard.reports.one_page import OnePage, one_page_docx
from dashboard.texts import one_page as page_texts
from dashboard.texts import picture as texts
from dashboard.texts.formats import Record
from dashboard.ui.data import query
from dashboard.ui.filters import Filters

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def render_print(
    title: str,
    sentence: str,
    picture: Picture,
    deliveries: Sequence[Record],
    filters: Filters,
    *,
    direction_codes: Collection[str] | None = None,
) -> None:
    """Draws the button. `direction_codes`: those that the page is about, None for all."""

    def written() -> bytes:
        is_whole = direction_codes is None
        page = OnePage(
            title=title,
            sentence=sentence,
            entity_name=filters.entity_name,
            period=filters.period,
            statuses=_rows("status_by_entity", None, filters) if is_whole else None,
            deliveries=deliveries,
            methods=_rows("achievement_by_entity", None, filters) if is_whole else None,
            direction_statuses=_rows("status_by_direction", direction_codes, filters),
            direction_means=_rows("achievement_by_direction", direction_codes, filters),
            picture=picture,
            printed_on=settings.today(),
            as_of=filters.as_of,
        )
        return one_page_docx(page)

    st.download_button(
        texts.PRINT,
        written,  # a function: the sheet is only written when somebody asks for it
        file_name=page_texts.file_name(title, filters.reference_year, filters.period),
        mime=_DOCX,
        help=texts.PRINT_HELP,
        key="one-page",
        icon=":material/print:",
        on_click="ignore",
    )


def _rows(name: str, direction_codes: Collection[str] | None, filters: Filters) -> list[Record]:
    rows = records_of(query(name, **filters.as_params()))
    if direction_codes is None:
        return [*rows]
    return [row for row in rows if row["strategic_direction_code"] in direction_codes]
