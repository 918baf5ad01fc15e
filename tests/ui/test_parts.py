"""Parts of a page: drawn as they are, as often as somebody looks; what is folded waits."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from streamlit.testing.v1 import AppTest


def page() -> None:
    import pandas as pd
    import streamlit as st

    from dashboard.ui.parts import Beside, Folded, Twin, Words, draw_parts, note_part
    from dashboard.ui.tables import Table

    def folded() -> list[Words]:
        st.session_state["made"] = True
        return [note_part("Piegato")]

    # Kept for the session, as `ui.data.kept` keeps it for all of them.
    if "parts" not in st.session_state:
        rows = pd.DataFrame({"row_name": [f"Riga {number}" for number in range(1, 61)]})
        table = Table(rows, {"row_name": "Nome"}, key="rows", file_name="Righe")
        st.session_state["parts"] = [
            note_part("Prima"),
            note_part(""),
            note_part("Seconda"),
            Beside([[note_part("Sinistra")], [note_part("Destra")]]),
            Twin(table),
            Folded("Apri", folded, key="more"),
        ]
    draw_parts(st.session_state["parts"])


class _Cells(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def opened() -> AppTest:
    return AppTest.from_function(page, default_timeout=30).run()


def words_of(app: AppTest) -> list[str]:
    found = _Cells()
    for one in app.get("html"):
        found.feed(one.proto.body)
    return found.words


def test_parts_stand_in_their_order_and_an_empty_one_is_not_drawn() -> None:
    notes = " ".join(one.proto.body for one in opened().get("html"))

    assert re.findall(r'<p class="cp-note">(\w+)</p>', notes)[:4] == [
        "Prima",
        "Seconda",
        "Sinistra",
        "Destra",
    ]
    assert '<p class="cp-note"></p>' not in notes


def test_neighbouring_words_go_out_as_one_element() -> None:
    first = opened().get("html")[0].proto.body

    assert first.startswith('<div class="cp-sequence">')
    assert ("Prima" in first, "Seconda" in first, "Sinistra" in first) == (True, True, False)


def test_what_is_folded_is_not_made_before_it_is_opened() -> None:
    assert "made" not in opened().session_state


def test_a_kept_table_shows_the_page_that_is_chosen_and_then_the_first_again() -> None:
    app = opened()
    assert "Riga 1" in words_of(app)
    assert "Riga 51" not in words_of(app)

    app.session_state["rows-page-of-2"] = 2
    app.run()
    assert "Riga 51" in words_of(app)
    assert "Riga 1" not in words_of(app)

    app.session_state["rows-page-of-2"] = 1
    app.run()
    assert "Riga 50" in words_of(app)
    assert "Riga 51" not in words_of(app)
