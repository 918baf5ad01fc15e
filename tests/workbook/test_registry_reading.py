"""An anagrafica is read from its sheets: by its titles, its columns and its Italian words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dashboard.domain.model import DocumentKind, ParsedWorkbook
from dashboard.domain.registry_sections import SECTION, RegistrySection
from dashboard.texts.issues import issue_sentence
from dashboard.texts.registry import CHOICES, NO_LIMIT, SECTION_LABELS
from dashboard.workbook import read_workbook
from dashboard.workbook.registry_layout import registry_columns, registry_field, section_named
from dashboard.workbook.registry_words import choice_from_text
from tests.sheets import in_red, registry_file, workbook_bytes
from tests.workbook.opendocument import ods

RULE = {
    "rule_code": "R1",
    "rule_name": "Percorso",
    "measure_kind": "più è meglio",
    "method": "percorso dalla baseline",
}
SECTORS = (
    {"sector_code": "03", "sector_name": "Infrastrutture", "valid_from": date(2024, 1, 1)},
    {"sector_code": "04", "sector_name": "Tributi", "weight": 40},
)
SECTOR_SHEET = (
    ("Anagrafica – Settori",),
    ("Ente: Comune di Prova",),
    ("Anno di riferimento 2024",),
    ("Codice settore", "Settore"),
    ("03", "Infrastrutture"),
)


def read(content: bytes, file_name: str = "prova.xlsx") -> ParsedWorkbook:
    return read_workbook(file_name, content)


def rows(parsed: ParsedWorkbook) -> list[dict[str, Any]]:
    """Gives the values of all rows, without the section."""
    (document,) = parsed.documents
    return [
        {name: value.value for name, value in row.values.items() if name != SECTION}
        for row in document.rows
    ]


def said(parsed: ParsedWorkbook) -> list[tuple[str, str | None, str | None]]:
    return [(issue.code, issue.cell, issue.found) for issue in parsed.issues]


def test_all_sheets_of_an_anagrafica_make_one_document() -> None:
    parsed = read(registry_file({"sectors": SECTORS, "rules": [RULE]}))

    (document,) = parsed.documents
    assert parsed.issues == ()
    assert document.kind is DocumentKind.REGISTRY
    assert (document.reference_year, document.entity_name) == (2024, "Comune di Prova")
    assert [row.get(SECTION) for row in document.rows] == ["sectors", "sectors", "rules"]
    assert rows(parsed) == [
        {"sector_code": "03", "sector_name": "Infrastrutture", "valid_from": date(2024, 1, 1)},
        {"sector_code": "04", "sector_name": "Tributi", "weight": 40},
        {
            "rule_code": "R1",
            "rule_name": "Percorso",
            "measure_kind": "increasing",
            "method": "travel_from_baseline",
        },
    ]


def test_every_value_has_its_sheet_and_cell() -> None:
    (document,) = read(registry_file({"sectors": SECTORS})).documents

    name = document.rows[1].values["sector_name"]
    assert (name.sheet_name, name.cell, name.raw_text) == ("Settori", "B6", "Tributi")


@pytest.mark.parametrize(
    ("title", "section"),
    [
        ("Anagrafica – Settori", RegistrySection.SECTORS),
        ("ANAGRAFICA: settori", RegistrySection.SECTORS),
        ("Anagrafica dell'ente - Settori", RegistrySection.SECTORS),
        ("Anagrafica – Settori – Comune di Prova", RegistrySection.SECTORS),
    ],
)
def test_a_section_is_told_by_its_title_however_it_is_written(
    title: str, section: RegistrySection
) -> None:
    table = [[title], ["Anno 2024"], ["CODICE  settore", "denominazione"], ["03", "Lavori"]]

    (document,) = read(workbook_bytes({"Foglio1": table})).documents

    assert [row.get(SECTION) for row in document.rows] == [section]


def test_a_section_without_a_name_is_told_by_its_columns() -> None:
    table = [
        ["Anagrafica"],
        ["Valida dal 01/01/2025"],
        ["Livello", "Codice", "Codice settore", "Motivo"],
        ["Azione", "1.1", "03", "Finanziamento revocato"],
    ]

    (document,) = read(workbook_bytes({"Foglio1": table})).documents

    assert document.reference_year == 2025
    assert [row.get(SECTION) for row in document.rows] == ["exclusions"]


def test_several_sections_may_stand_on_one_sheet() -> None:
    table = [
        ["Anagrafica – Settori"],
        ["Anno 2024"],
        ["Codice settore", "Settore"],
        ["03", "Lavori pubblici"],
        [],
        ["Anagrafica – Aggregazione"],
        ["Livello", "Metodo"],
        ["Settore", "media ponderata"],
    ]

    parsed = read(workbook_bytes({"Tutto": table}))

    assert rows(parsed) == [
        {"sector_code": "03", "sector_name": "Lavori pubblici"},
        {"level": "sector", "rollup_method": "weighted_mean"},
    ]


def test_a_sheet_that_explains_and_a_section_left_empty_are_passed_over() -> None:
    book = {
        "Istruzioni": [["Come si compila l'anagrafica"]],
        "Ruoli": [["Anagrafica – Ruoli"], ["E-mail", "Ruolo"]],
        "Fasce": [["Anagrafica – Fasce"]],
        "Settori": [
            ["Anagrafica – Settori"],
            ["Anno 2024"],
            ["Codice", "Settore"],
            ["03", "LL.PP."],
        ],
    }

    assert read(workbook_bytes(book)).issues == ()


def test_another_sheet_of_the_file_that_is_not_understood_is_said() -> None:
    book = {
        "Settori": [
            ["Anagrafica – Settori"],
            ["Anno 2024"],
            ["Codice", "Settore"],
            ["03", "LL.PP."],
        ],
        "Varie": [["Cose", "Altre cose", "Ancora"], ["a", "b", "c"]],
    }

    assert [issue.code for issue in read(workbook_bytes(book)).issues] == ["sheet_not_recognised"]


def test_a_sheet_of_actions_called_anagrafica_is_none() -> None:
    table = [
        ["Anagrafica delle azioni PIAO 2024"],
        ["Settore: 03 Lavori pubblici"],
        ["Codice azione", "Azione", "Indicatore", "Baseline", "Fonte", "Target"],
        ["1", "Piste", "Km", 2, "SIT", 4],
    ]

    (document,) = read(workbook_bytes({"Azioni": table})).documents

    assert document.kind is DocumentKind.PIAO_SHEET


@pytest.mark.parametrize(
    ("written", "value"),
    [(None, "absent"), (120, 120.0), ("120 %", 120.0), (NO_LIMIT, "no_limit"), ("1.000,5", 1000.5)],
)
def test_a_cap_is_a_number_or_the_word_for_none(written: Any, value: Any) -> None:
    (row,) = rows(read(registry_file({"rules": [RULE | {"cap_pct": written}]})))

    assert row.get("cap_pct", "absent") == value


def test_a_word_that_is_no_choice_blocks_and_says_the_words_allowed() -> None:
    parsed = read(registry_file({"rules": [RULE | {"missing_result": "boh"}]}))

    (issue,) = parsed.issues
    assert parsed.is_blocked
    assert issue_sentence(issue) == (
        "Foglio Regole di misurazione, cella E5: in «Risultato mancante» serve uno tra «non "
        "calcolato» e «zero»; c’è scritto «boh». Correggere la cella: le regole decidono tutte "
        "le percentuali, perciò niente è indovinato."
    )


@pytest.mark.parametrize(
    ("section", "row", "cell"),
    [
        ("rules", RULE | {"rounding_digits": "1,5"}, "E5"),
        ("bands", {"band_table": "T", "pct": "circa 20"}, "B5"),
        ("weights", {"level": "Settore", "code": "03", "weight": "≥ 40"}, "C5"),
        ("weights", {"level": "Settore", "code": "03", "weight": "molto"}, "C5"),
        ("sectors", SECTORS[0] | {"weight": "tanto"}, "D5"),
        ("periods", {"period": "mai", "expected_share_pct": 1, "partial_from_pct": 2}, "A5"),
    ],
)
def test_what_moves_figures_and_is_not_understood_blocks(
    section: str, row: dict[str, Any], cell: str
) -> None:
    parsed = read(registry_file({section: [row]}))

    assert [(issue.code, issue.cell) for issue in parsed.issues] == [
        ("registry_value_unreadable", cell)
    ]


def test_what_moves_no_figure_and_is_not_understood_is_left_out_and_said() -> None:
    parsed = read(registry_file({"sectors": [SECTORS[0] | {"valid_from": "in estate"}]}))

    assert said(parsed) == [("registry_value_left_out", "C5", "in estate")]
    assert not parsed.is_blocked


def test_a_missing_column_is_named_with_those_found() -> None:
    table = [["Anagrafica – Regole"], ["Anno 2024"], ["Codice regola", "Tipo di indicatore"]]

    parsed = read(workbook_bytes({"Regole": [*table, ["R1", "data"]]}))

    missing = [issue for issue in parsed.issues if issue.code == "required_column_missing"]
    assert [issue.expected for issue in missing] == ["rule_name", "method"]
    assert "serve la colonna «Metodo»" in issue_sentence(missing[1])


def test_a_table_of_which_no_title_is_known_is_never_dropped_silently() -> None:
    table = [["Anagrafica – Pesi"], ["Anno 2024"], ["Cosa", "Quanto"], ["Settore 3", 40]]

    parsed = read(workbook_bytes({"Pesi": table}))

    assert parsed.is_blocked
    codes = [issue.code for issue in parsed.issues]
    assert codes.count("required_column_missing") == 3
    assert codes.count("unknown_column") == 2


def test_an_anagrafica_without_any_row_or_year_is_refused() -> None:
    parsed = read(workbook_bytes({"Settori": [["Anagrafica – Settori"], ["Codice", "Settore"]]}))

    assert [issue.code for issue in parsed.issues] == ["empty_table", "year_missing"]


def test_red_ink_is_a_proposal_here_too() -> None:
    book = registry_file(
        {"rollup_rules": [{"level": "Azione", "rollup_method": "media ponderata"}]}
    )
    red = {"level": "Settore", "rollup_method": in_red("media ", "ponderata")}
    proposed = registry_file({"rollup_rules": [red]})

    assert read(book).proposals == ()
    (proposal,) = read(proposed).proposals
    assert (proposal.field_name, proposal.cell, proposal.after) == (
        "rollup_method",
        "B5",
        "media ponderata",
    )


def test_an_opendocument_file_reads_the_same() -> None:
    assert rows(read(ods(SECTOR_SHEET), "prova.ods")) == rows(
        read(workbook_bytes({"Settori": SECTOR_SHEET}))
    )


@pytest.mark.parametrize("field_name", CHOICES)
def test_every_word_that_is_written_is_read_back(field_name: str) -> None:
    for value, word in CHOICES[field_name].items():
        assert choice_from_text(field_name, word.upper()) == value


def test_every_title_that_is_written_is_read_back() -> None:
    for section, columns in registry_columns().items():
        for column in columns:
            for title in column.titles:
                assert registry_field(section, title) == column.field_name, title


def test_titles_that_differ_by_a_little_word_are_told_apart() -> None:
    found = [
        registry_field(RegistrySection.SECTORS, title) for title in ("Valido dal", "Valido al")
    ]

    assert found == ["valid_from", "valid_to"]


def test_every_section_is_known_by_its_own_name() -> None:
    assert {section_named(label): section for section, label in SECTION_LABELS.items()} == {
        section: section for section in RegistrySection
    }
