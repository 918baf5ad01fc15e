"""An unknown extract is shown as it stands, with guesses that a person need only confirm."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import pytest

from dashboard.domain.mapping import PERIOD_FIELD
from dashboard.domain.model import DocumentKind
from dashboard.errors import UnreadableWorkbookError
from dashboard.workbook import (
    draft_mapping,
    guessed_words,
    problems_of,
    read_workbook,
    sheet_previews,
    sheet_previews_isolated,
    texts_to_explain,
)
from tests.sheets import final_report
from tests.workbook.building import book

QUARTERS = ("T1", "T2", "T3", "T4")


class Extract(NamedTuple):
    """What another program gives out: its rows from the heading on, and what should be guessed."""

    fields: Sequence[tuple[str, str]]
    rows: Sequence[Sequence[Any]]
    kind: DocumentKind
    is_long: bool = False

    @property
    def content(self) -> bytes:
        return book([[title for title, _ in self.fields], *self.rows])


# Of a management control program: one row per indicator and quarter.
CONTROL = Extract(
    (
        ("Direzione", "sector"),
        ("Rif.", "action_code"),
        ("Obiettivo", "action"),
        ("KPI", "indicator"),
        ("Trim.", "period"),
        ("Obiettivo di riferimento", "target"),
        ("Valore al periodo", "result"),
        ("UM", "unit"),
    ),
    [
        ("03 Lavori pubblici", "3.1", "Rete ciclabile", kpi, quarter, target, value, unit)
        for kpi, target, unit in (("Km completati", "≥ 12", "km"), ("Incidenti", "≤ 4", "n."))
        for quarter, value in zip(QUARTERS, (2, 5.5, 9, 12.5), strict=True)
    ],
    DocumentKind.FINAL_REPORT,
    is_long=True,
)
# Of a project program in English: wide.
PROJECTS = Extract(
    (
        ("Dept", "sector"),
        ("Action ID", "action_code"),
        ("Action", "action"),
        ("Metric", "indicator"),
        ("Goal", "target"),
        ("Actual", "result"),
        ("Variance reason", "reason"),
        ("Owner", "responsible_role"),
        ("Last sync", ""),
    ),
    [
        ("02 Servizi sociali", "2.1", "Sportello unico", "Attesa (gg)", "<= 15", 12, None, "PO", 1),
        ("02 Servizi sociali", "2.1", "Sportello unico", "Utenti", ">= 400", 380, "Ferie", "PO", 2),
    ],
    DocumentKind.FINAL_REPORT,
)
# Of a register of works: words of its own for the status, shares for the percentage.
WORKS = Extract(
    (
        ("Linea", "strategic_direction"),
        ("CUP", "intervention_code"),
        ("Opera", "intervention"),
        ("Semaforo", "status"),
        ("% compl.", "percent"),
        ("Situazione attuale", "status_text"),
    ),
    [
        ("2 La città che cresce", "2.1.1", "Scuola", "WIP", "40%", "I lavori sono iniziati." * 4),
        ("2 La città che cresce", "2.1.2", "Palestra", "Done", "100%", "Collaudo eseguito." * 4),
        ("2 La città che cresce", "2.1.3", "Ponte", "On hold", "10%", "Cantiere fermo." * 5),
    ],
    DocumentKind.DUP_STATUS,
)
# Two years in one table, periods as dates, a target for each period.
SERIES = Extract(
    (
        ("Periodo", "period"),
        ("Anno", "reference_year"),
        ("Codice scheda", "action_code"),
        ("Progetto", "action"),
        ("Misura", "indicator"),
        ("Valore atteso", "period_target"),
        ("Avanzamento", "result"),
    ),
    [
        (f"{day}/{year}", year, "A1", "Digitalizzazione", "Pratiche", target, target + 1)
        for year in (2023, 2024)
        for day, target in (("30/06", 10), ("31/12", 20))
    ],
    DocumentKind.FINAL_REPORT,
    is_long=True,
)
# A plan with operator and threshold in two columns.
PLAN = Extract(
    (
        ("Id", "action_code"),
        ("Progetto", "action"),
        ("Misura", "indicator"),
        ("Segno", "operator"),
        ("Soglia attesa", "target"),
        ("UM", "unit"),
        ("Fonte dato", "source"),
        ("Partenza", "baseline"),
    ),
    [
        ("A1", "Archivio digitale", "Fascicoli", ">=", 500, "n.", "protocollo", 120),
        ("A2", "Sportello", "Giorni medi di attesa", "<=", 10, "gg", "gestionale", 18),
    ],
    DocumentKind.PIAO_SHEET,
)
EXTRACTS = [
    pytest.param(CONTROL, id="control"),
    pytest.param(PROJECTS, id="projects"),
    pytest.param(WORKS, id="works"),
    pytest.param(SERIES, id="series"),
    pytest.param(PLAN, id="plan"),
]


@pytest.mark.parametrize("extract", EXTRACTS)
def test_fields_kind_and_shape_of_an_unknown_extract_are_guessed(extract: Extract) -> None:
    (preview,) = sheet_previews("estratto.xlsx", extract.content)

    assert [(column.title, column.field_name) for column in preview.columns] == list(extract.fields)
    assert (preview.kind, preview.is_long) == (extract.kind, extract.is_long)
    assert preview.recognised_kind is None


@pytest.mark.parametrize("extract", EXTRACTS)
def test_the_guesses_make_a_mapping_that_reads_every_row(extract: Extract) -> None:
    (preview,) = sheet_previews("estratto.xlsx", extract.content)
    mapping = draft_mapping(preview, "Estratto")

    parsed = read_workbook("2024 settore 03.xlsx", extract.content, mappings=[mapping])

    assert problems_of(mapping) == ()
    expected = len(extract.rows) // 2 if extract is CONTROL else len(extract.rows)
    assert sum(len(document.rows) for document in parsed.documents) == expected


def test_words_of_another_program_are_explained() -> None:
    (preview,) = sheet_previews("opere.xlsx", WORKS.content)

    assert draft_mapping(preview, "Opere").words["status"] == {
        "WIP": "in_progress",
        "Done": "completed",
        "On hold": "suspended",
    }


def test_values_alone_tell_a_column_whose_title_says_nothing() -> None:
    titles = ("Rif.", "Obiettivo", "KPI", "Campo 1", "Campo 2", "Valore")
    rows = [("3.1", "Piste", "Km", quarter, "≥ 12", 3) for quarter in QUARTERS]

    (preview,) = sheet_previews("estratto.xlsx", book([titles, *rows]))

    columns = {column.title: column for column in preview.columns}
    assert (columns["Campo 1"].field_name, columns["Campo 2"].field_name) == ("period", "target")
    assert [tuple(reason) for reason in columns["Campo 1"].guesses[0].reasons] == [
        ("values", "period")
    ]


def test_values_that_contradict_a_title_outweigh_it() -> None:
    titles = ("Rif.", "Obiettivo", "KPI", "Target", "Data fine")
    rows = [("3.1", "Piste", "Km", 4, "non ancora stabilita dal consiglio")] * 3

    (preview,) = sheet_previews("estratto.xlsx", book([titles, *rows]))

    guesses = {guess.field_name: guess.score for guess in preview.columns[-1].guesses}
    assert guesses["end_date"] < 0.5


#         texts                                                   months in which they end
PERIODS = [
    (("T1", "T2", "T3", "T4"), "left_out intermediate left_out final"),
    (("I trimestre", "II trimestre", "III trimestre", "IV trimestre"),
     "left_out intermediate left_out final"),
    (("1", "2", "3", "4"), "left_out intermediate left_out final"),
    (("1", "2"), "intermediate final"),
    (("1° semestre 2024", "2° semestre 2024"), "intermediate final"),
    (("31/03/2024", "30/06/2024", "30/09/2024", "31/12/2024"),
     "left_out intermediate left_out final"),
    (("2024-Q2", "2024-Q4"), "intermediate final"),
    (("2024T2", "2024T4"), "intermediate final"),
    (("giugno", "Dicembre 2024"), "intermediate final"),
    (("intermedio", "finale"), "intermediate final"),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "expected"), PERIODS)
def test_a_period_is_the_report_of_the_month_it_ends_in(
    texts: tuple[str, ...], expected: str
) -> None:
    assert list(guessed_words(PERIOD_FIELD, texts).values()) == expected.split()


def test_a_word_that_is_unsure_is_left_to_the_person() -> None:
    assert guessed_words(PERIOD_FIELD, ["T2", "quando capita"]) == {"T2": "intermediate"}


def test_a_known_sheet_is_shown_as_recognised() -> None:
    (preview,) = sheet_previews("report.xlsx", final_report(("3.1", "Piste", "Km", 4, 4, None)))

    assert preview.recognised_kind is DocumentKind.FINAL_REPORT
    assert preview.mapping_name is None


def test_a_mapped_sheet_is_shown_with_the_name_of_its_mapping() -> None:
    (first,) = sheet_previews("estratto.xlsx", PROJECTS.content)
    mapping = draft_mapping(first, "Progetti")

    (preview,) = sheet_previews("estratto.xlsx", PROJECTS.content, mappings=[mapping])

    assert preview.mapping_name == "Progetti"
    assert preview.recognised_kind is DocumentKind.FINAL_REPORT
    assert preview.fingerprint == mapping.fingerprint


def test_rows_are_shown_with_their_addresses_also_where_nothing_looks_like_a_heading() -> None:
    (preview,) = sheet_previews("numeri.xlsx", book([(1, None, 2), (), (3, 4, 5)]))

    assert [
        (row.row_number, [(cell.address, cell.text) for cell in row.cells]) for row in preview.rows
    ] == [(1, [("A1", "1"), ("C1", "2")]), (3, [("A3", "3"), ("B3", "4"), ("C3", "5")])]
    assert (preview.heading_rows, preview.columns, preview.fingerprint) == (None, (), None)


def test_the_heading_that_a_person_points_to_is_the_one_guessed_from() -> None:
    rows = [("Uno", "Due", "Tre", "Quattro"), ("a", "b", "c", "d"), ("KPI", "Goal"), ("Km", 10)]

    (first,) = sheet_previews("dati.xlsx", book(rows))
    (preview,) = sheet_previews("dati.xlsx", book(rows), headings={"Foglio": (3, 3)})

    assert first.heading_rows == (1, 1)
    assert preview.heading_rows == (3, 3)
    assert [column.field_name for column in preview.columns] == ["indicator", "target"]


def test_the_kind_that_a_person_states_is_the_one_guessed_for() -> None:
    rows = [("Intervento", "Stato", "%"), ("Piste ciclabili", "In corso", "40%")]
    kinds = {"Foglio": DocumentKind.FINAL_REPORT}

    (first,) = sheet_previews("dati.xlsx", book(rows))
    (preview,) = sheet_previews("dati.xlsx", book(rows), kinds=kinds)

    assert (first.kind, first.columns[0].field_name) == (DocumentKind.DUP_STATUS, "intervention")
    assert preview.kind is DocumentKind.FINAL_REPORT
    assert "intervention" not in [column.field_name for column in preview.columns]


def test_days_are_no_targets_and_a_word_that_only_sounds_like_a_title_is_none() -> None:
    titles = ("Rif.", "KPI", "Trim.", "Goal del periodo", "Stato dell'arte", "Ultimo agg.")
    values = (("T2", 3), ("T4", 6))
    rows = [titles, *[("3.1", "Km", *value, "in linea", "15/01/2025") for value in values]]

    (preview,) = sheet_previews("dati.xlsx", book(rows))

    fields = [column.field_name for column in preview.columns]
    assert fields == ["action_code", "indicator", "period", "period_target", "", ""]


def test_what_the_file_says_around_the_table_is_shown() -> None:
    rows = [("Anno 2024",), ("Settore: 03 Lavori pubblici",), ("KPI", "Goal"), ("Km", 10)]

    (preview,) = sheet_previews("dati.xlsx", book(rows))

    assert preview.stated["reference_year"] == "2024"
    assert preview.stated["sector"] == "03 Lavori pubblici"
    assert "entity_name" not in preview.stated


#          field_name       texts                                  to be explained
TO_EXPLAIN = [
    ("period", ("T1", "2"), ("T1", "2")),
    ("result", ("12,5", "40%", "sì", "31/12/2024", "N.V.", "in corso"), ("N.V.", "in corso")),
    ("period_target", ("≥ 12", "da definire"), ("da definire",)),
    ("result", ("Il progetto è stato avviato nel corso dell’anno",), ()),
    ("indicator", ("Km",), ()),
]


@pytest.mark.parametrize(("field_name", "texts", "to_explain"), TO_EXPLAIN)
def test_only_what_is_no_number_date_or_answer_is_to_be_explained_of_a_measure(
    field_name: str, texts: tuple[str, ...], to_explain: tuple[str, ...]
) -> None:
    assert texts_to_explain(field_name, texts) == to_explain


def test_previews_from_the_worker_are_the_same() -> None:
    kinds = {"Foglio": DocumentKind.PIAO_SHEET}
    asked = ("estratto.xlsx", CONTROL.content, "", (), {"Foglio": (1, 1)}, kinds)

    assert sheet_previews_isolated(*asked) == sheet_previews(*asked)


def test_a_file_that_cannot_be_opened_raises_as_when_it_is_read() -> None:
    with pytest.raises(UnreadableWorkbookError):
        sheet_previews_isolated("rotto.xlsx", b"PK\x03\x04 rotto")
