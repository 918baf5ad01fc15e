"""The columns of a real published extract are guessed, odd titles and quarters and all."""

from __future__ import annotations

from dashboard import settings
from dashboard.workbook import sheet_previews

EXTRACT = settings.DATA_FOLDER / "sources" / "izsler_2022_indicatori_semestrali.csv"
GUESSED = {
    "anno": "reference_year",
    "area_strategica": "strategic_direction_code",
    "indicatore_cod": "indicator_code",
    "dipartimento": "sector",
    "operatore": "operator",
    "target": "target",
    "unita": "unit",
    "risultato_intermedio": "result_intermediate",
    "risultato_finale": "result",
    "escluso_dal_report": "is_not_assessable",
    "motivo_esclusione": "not_assessable_reason",
}


def test_most_columns_of_a_published_extract_are_guessed() -> None:
    (preview,) = sheet_previews(EXTRACT.name, EXTRACT.read_bytes())
    fields = {column.title: column.field_name for column in preview.columns}

    assert {title: fields[title] for title in GUESSED} == GUESSED


def test_a_column_of_answers_is_no_period() -> None:
    content = "Azione;Indicatore;Risultato;In tabella\n" + "A1;Pratiche;3;si\nA2;Ore;4;no\n" * 3
    (preview,) = sheet_previews("estratto.csv", content.encode())
    (answers,) = (column for column in preview.columns if column.title == "In tabella")

    assert "period" not in {guess.field_name for guess in answers.guesses}


def test_words_for_the_direction_of_an_indicator_outweigh_a_title() -> None:
    rows = "A1;Pratiche;crescente;3\nA2;Reclami;decrescente;4\n" * 3
    content = "Azione;Indicatore;Direzione;Risultato\n" + rows
    (preview,) = sheet_previews("estratto.csv", content.encode())
    (directed,) = (column for column in preview.columns if column.title == "Direzione")

    assert directed.guesses[0].field_name == "measure_kind"


def test_a_sheet_with_two_columns_for_one_field_can_be_mapped() -> None:
    content = "Anno 2024\nSettore: 03\nAzione;Indicatore;Target;Risultato;Struttura;Settore\n"
    (preview,) = sheet_previews("report finale.csv", (content + "A;B;3;4;x;y\n" * 3).encode())

    assert preview.recognised_kind is None
