"""Differences on screen: every change a line, its words marked, its own filters."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from dashboard.domain.differences import DocumentDifference, document_difference, texts_of
from dashboard.domain.model import DocumentKind
from dashboard.history import number_in
from dashboard.ui.differences import differences_frame, with_marks
from tests.domain.rows import row
from tests.pages.conftest import table_rows

FILE_NAME = "Differenze"
BEFORE = [
    row(6, action_code="3.1", indicator_name="Km", result=2.4, reason="Ricorso al TAR"),
    row(7, action_code="3.3", indicator_name="Strade", result=3.0, reason="<b>neve</b>"),
    row(8, action_code="3.5", indicator_name="Alberi", result=9.0, reason=None),
]
AFTER = (
    row(6, action_code="3.1", indicator_name="Km", result=4.2, reason="Ricorso respinto dal TAR"),
    row(7, action_code="3.3", indicator_name="Strade", result=3.0, reason="<i>neve</i>"),
    row(9, action_code="3.4", indicator_name="Posti", result=12.0, reason=None),
)


def difference() -> DocumentDifference:
    before = tuple(texts_of(one) for one in BEFORE)
    return document_difference(DocumentKind.FINAL_REPORT, AFTER, before, number_in)


def page() -> None:
    from dashboard.ui.differences import render_differences
    from tests.ui.test_differences import FILE_NAME, difference

    render_differences([("Report", difference())], key="prova", file_name=FILE_NAME)


def opened() -> AppTest:
    return AppTest.from_function(page, default_timeout=30).run()


def rows_of(app: AppTest) -> list[list[str]]:
    assert not app.exception
    return table_rows(app, FILE_NAME)


def test_each_changed_field_is_a_line_with_its_cell_and_numbers_with_their_difference() -> None:
    frame = differences_frame([("Report", difference())])

    lines = frame.drop(columns="document_words").to_numpy().tolist()
    assert lines == [
        ["≠ cambiata", "3.1 · Km", "Risultato", "2.4", "4.2", "+1,8", "C6"],
        [
            "≠ cambiata",
            "3.1 · Km",
            "Motivazione dello scostamento",
            "Ricorso al TAR",
            "Ricorso respinto dal TAR",
            "",
            "D6",
        ],
        [
            "≠ cambiata",
            "3.3 · Strade",
            "Motivazione dello scostamento",
            "<b>neve</b>",
            "<i>neve</i>",
            "",
            "D7",
        ],
        ["+ nuova", "3.4 · Posti", "tutta la riga", "", "", "", ""],
        ["− tolta", "3.5 · Alberi", "tutta la riga", "", "", "", ""],
    ]


def test_words_taken_out_are_struck_and_words_added_are_underlined() -> None:
    marked = with_marks(differences_frame([("Report", difference())])).iloc[1]

    assert marked["before_html"] == 'Ricorso <del class="cp-word">al</del> TAR'
    assert marked["after_html"] == 'Ricorso <ins class="cp-word">respinto dal</ins> TAR'


def test_a_number_is_marked_whole() -> None:
    marked = with_marks(differences_frame([("Report", difference())])).iloc[0]

    assert marked["before_html"] == '<del class="cp-word">2.4</del>'
    assert marked["after_html"] == '<ins class="cp-word">4.2</ins>'


def test_what_a_sector_typed_never_becomes_markup() -> None:
    marked = with_marks(differences_frame([("Report", difference())]))

    shown = "".join([*marked["before_html"], *marked["after_html"]])
    assert "<b>" not in shown
    assert "<i>" not in shown
    assert "neve" in shown


def test_the_kinds_of_change_and_the_fields_can_be_chosen() -> None:
    app = opened()
    assert len(rows_of(app)) == 5

    app.selectbox(key="prova-change").select("≠ cambiata").run()
    app.selectbox(key="prova-field").select("Risultato").run()

    assert [line[1:3] for line in rows_of(app)] == [["3.1 · Km", "Risultato"]]


def test_words_are_found_in_the_text_before_and_after_whatever_their_case() -> None:
    app = opened()

    app.text_input(key="prova-search").set_value("AL tar").run()

    assert [line[3:5] for line in rows_of(app)] == [["Ricorso al TAR", "Ricorso respinto dal TAR"]]


def test_a_choice_that_leaves_nothing_says_so() -> None:
    app = opened()

    app.text_input(key="prova-search").set_value("inesistente").run()

    assert not app.exception
    assert "Nessuna riga da mostrare." in "".join(e.proto.body for e in app.get("html"))
