"""What came in so far: the outcome of the last confirmation, and every file ever received."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.texts import labels, navigation
from dashboard.texts import upload as texts
from dashboard.texts.formats import local_moment
from dashboard.texts.navigation import CHOOSE_ONE
from dashboard.ui.components import finding, note
from dashboard.ui.data import KEPT_VIEWS, kept, query, store
from dashboard.ui.filters import Filters
from dashboard.ui.history import upload_addresser
from dashboard.ui.incoming import Outcome
from dashboard.ui.parts import Part, draw_parts, finding_part
from dashboard.ui.tables import Table, render_table

_LAST_UPLOADS = 5


def render_outcome(outcomes: Sequence[Outcome]) -> None:
    """Draws what became of each file, and where to look next. Draws nothing without files."""
    if not outcomes:
        return
    finding(texts.OUTCOME_HEADING)
    stored_count = sum(outcome.is_stored for outcome in outcomes)
    sentence = texts.outcome_sentence(stored_count, len(outcomes) - stored_count)
    (st.success if stored_count else st.warning)(sentence)
    rows = [
        (one.file_name, texts.STORED if one.is_stored else texts.NOT_STORED, one.sentence)
        for one in outcomes
    ]
    frame = pd.DataFrame(rows, columns=list(texts.OUTCOME_COLUMNS))
    render_table(
        frame, texts.OUTCOME_COLUMNS, key="upload-outcome", file_name=texts.OUTCOME_HEADING
    )
    with st.container(horizontal=True):
        st.page_link("pages/risultati.py", label=navigation.RESULTS)
        st.page_link("pages/qualita.py", label=navigation.QUALITY)


def render_last_uploads(filters: Filters | None) -> None:
    """Draws the files received last, with the way to each and to all of them.

    `filters` is None while no plan tells a year: then the files, an anagrafica, stand without.
    """
    count = len(query("uploads"))
    if count == 0:
        finding(texts.HISTORY_HEADING)
        note(texts.NO_HISTORY)
        return
    draw_parts(_last_uploads(filters))
    if filters is not None:
        st.page_link("pages/storico.py", label=texts.all_uploads(count), icon=":material/history:")


@kept(KEPT_VIEWS, of_facts=True)
def _last_uploads(filters: Filters | None) -> Sequence[Part]:
    last = history_frame(query("uploads").head(_LAST_UPLOADS))
    # The page of a file opens in a year: before the first plan there is none.
    address = None if filters is None else last["upload_id"].map(upload_addresser(filters))
    table = Table(
        last.assign(address=address),
        texts.HISTORY_COLUMNS,
        key="upload-history",
        file_name=texts.HISTORY_HEADING,
        links={"file_name": "address"},
    )
    return [finding_part(texts.HISTORY_HEADING), table]


def render_original_download(uploads: pd.DataFrame, *, key: str) -> None:
    """Offers the original of any of the given uploads (`upload_id`, `file_name`), as it came."""
    names = dict(zip(uploads["upload_id"], uploads["file_name"], strict=True))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        upload_id = st.selectbox(
            texts.ORIGINAL_CHOICE,
            list(names),
            format_func=lambda one: texts.numbered_file(int(one), str(names[one])),
            placeholder=CHOOSE_ONE,
            key=key,
            width=420,
        )
        original_button(int(upload_id), str(names[upload_id]), key=f"{key}-download")


def original_button(upload_id: int, file_name: str, *, key: str) -> None:
    """Draws the button that hands the received file back, byte for byte."""
    st.download_button(
        texts.DOWNLOAD_ORIGINAL,
        # A function: the bytes are only fetched when somebody asks for them.
        lambda: store().original(upload_id)[1],
        file_name=file_name,
        key=key,
        icon=":material/download:",
        on_click="ignore",
    )


def history_frame(uploads: pd.DataFrame) -> pd.DataFrame:
    """Gives the uploads with their moment on this machine's clock and their standing in words."""
    return uploads.assign(
        uploaded_at=[local_moment(moment) for moment in uploads["uploaded_at"]],
        document_kinds=[labels.document_kinds(kinds) for kinds in uploads["document_kinds"]],
        state=[
            texts.standing(is_current=bool(current), is_revoked=bool(revoked))
            for current, revoked in zip(uploads["is_current"], uploads["is_revoked"], strict=True)
        ],
    )
