"""Titles of columns and statements above tables, as municipalities write them."""

from __future__ import annotations

from collections import defaultdict

import pytest

from dashboard.domain.fields import FIELD_TYPES
from dashboard.domain.issues import IssueList
from dashboard.domain.model import AchievementBasis, DocumentKind
from dashboard.workbook.cells import Cell, Grid
from dashboard.workbook.context import Context, read_context, split_code_and_name
from dashboard.workbook.recognise import layouts
from dashboard.workbook.titles import _index, match_misspelt, match_title, title_key

PIAO, DUP = DocumentKind.PIAO_SHEET, DocumentKind.DUP_STATUS
FINAL = DocumentKind.FINAL_REPORT

TITLES = [
    # title                               kind   field                  year
    ("INDICATORI", PIAO, "indicator", None),
    ("Indicatore\ndi risultato", PIAO, "indicator", None),
    ("  Unita’ di misura ", PIAO, "unit", None),
    ("U.M.", PIAO, "unit", None),
    ("Base-line", PIAO, "baseline", None),
    ("Risultati attesi (quantitativi)", PIAO, "target", None),
    ("Target 2025", PIAO, "target", 2025),
    ("Valore atteso al 30/06", PIAO, "target_intermediate", None),
    ("Risultato al 30.06.2024", FINAL, "result_intermediate", 2024),
    ("Consuntivo al 31/12", FINAL, "result", None),
    ("% di ragg.", FINAL, "percent", None),
    ("Motivazione degli scostamenti", FINAL, "reason", None),
    ("Soggetti esterni coinvolti", PIAO, "external_subjects", None),
    ("Stato", DUP, "status", None),
    ("Stato di attuazione", DUP, "status_text", None),
    ("Azione", DUP, "intervention", None),
    ("Azione", PIAO, "action", None),
    ("Al", DUP, "as_of_date", None),
]


@pytest.mark.parametrize(("title", "kind", "field_name", "year"), TITLES)
def test_title_stands_for_its_field(
    title: str, kind: DocumentKind, field_name: str, year: int | None
) -> None:
    match = match_title(title, kind)
    assert match is not None
    assert (match.field_name, match.year) == (field_name, year)


def test_misspelt_title_is_understood_only_when_it_is_near_to_one_field() -> None:
    match = match_misspelt("Indicattore di risultato", PIAO)
    assert match is not None
    assert match.field_name == "indicator"
    assert match_misspelt("Soggetti interni ed esterni al Comune di Prova", PIAO) is None
    assert match_title("Indicattore di risultato", PIAO) is None


def test_no_title_means_two_fields_in_the_same_kind() -> None:
    fields: dict[tuple[str, DocumentKind], set[str]] = defaultdict(set)
    for key, entries in _index().items():
        for field_name, kinds in entries:
            for kind in kinds:
                fields[key, kind].add(field_name)
    assert {place: names for place, names in fields.items() if len(names) > 1} == {}


def test_layouts_name_only_canonical_fields() -> None:
    titled = {name for entries in _index().values() for name, _ in entries}
    asked = {
        name
        for layout in layouts().values()
        for need in layout
        for choice in need
        for name in choice
    }
    assert titled | asked <= FIELD_TYPES.keys()
    assert asked <= titled


def test_every_field_can_be_titled() -> None:
    assert {name for entries in _index().values() for name, _ in entries} == FIELD_TYPES.keys()


def test_plural_case_accents_and_articles_do_not_matter() -> None:
    assert title_key("Fonti delle informazioni") == title_key("FONTE DELLE INFORMAZIONI")
    assert title_key("Priorità strategica") == title_key("PRIORITA' STRATEGICA")


CODES = [
    ("1.2 Città digitale", "1.2", "Città digitale"),
    ("03 - Lavori pubblici", "03", "Lavori pubblici"),
    ("1.2.1.", "1.2.1", None),
    ("2 – La città, che cresce", "2", "La città, che cresce"),
    ("IV - Scuola", "IV", "Scuola"),
    ("AS1 Attività istituzionale", "AS1", "Attività istituzionale"),
    ("S03: Tributi", "S03", "Tributi"),
    ("Tributi", None, "Tributi"),
    ("3 eventi culturali", None, "3 eventi culturali"),
    ("100% pratiche online", None, "100% pratiche online"),
    ("Vivi la città", None, "Vivi la città"),
]


@pytest.mark.parametrize(("text", "code", "name"), CODES)
def test_code_and_name_are_told_apart(text: str, code: str | None, name: str | None) -> None:
    assert split_code_and_name(text) == (code, name)


def _context(
    titles: list[tuple[str, ...]], sheet: str = "Foglio1", file: str = "x.xlsx", folder: str = ""
) -> tuple[Context, IssueList]:
    grid = Grid(sheet)
    for row, texts in enumerate(titles, start=1):
        grid.rows[row] = {
            column: Cell(row, column, text, text) for column, text in enumerate(texts, start=1)
        }
    issues = IssueList(file)
    return read_context(grid, range(1, len(titles) + 1), file, folder, issues), issues


STATEMENTS = [
    # title cells                                               subject                value
    ([("Ente: Comune di Prova",)], "entity_name", "Comune di Prova"),
    ([("COMUNE DI PROVA - Piano 2024",)], "entity_name", "COMUNE DI PROVA"),
    ([("Settore: 03 Lavori pubblici",)], "sector", "03 Lavori pubblici"),
    ([("Settore", "03 Lavori pubblici")], "sector", "03 Lavori pubblici"),
    ([("Report finale – Settore 3 - LLPP",)], "sector", "3 - LLPP"),
    ([("Dipartimento: Sanità",)], "sector", "Sanità"),
    ([("Indirizzo strategico 2 - La città",)], "strategic_direction", "2 - La città"),
    ([("Linea di mandato n. 4: Scuola",)], "strategic_direction", "4: Scuola"),
    ([("Ciclo 2024-2026",)], "cycle", "2024-2026"),
    ([("Triennio 2024/26",)], "cycle", "2024-2026"),
    ([("Anno 2024",)], "reference_year", "2024"),
    ([("Anno di riferimento:", "2024")], "reference_year", "2024"),
    ([("Report intermedio al 30/06/2024",)], "period", "intermediate"),
    ([("Risultati al 31 dicembre 2024",)], "period", "final"),
    ([("Base di calcolo: grado dichiarato",)], "achievement_basis", "declared"),
    ([("Stato di attuazione al 30/09/2024",)], "as_of_date", "2024-09-30"),
]


@pytest.mark.parametrize(("titles", "subject", "value"), STATEMENTS)
def test_title_cells_state(titles: list[tuple[str, ...]], subject: str, value: str) -> None:
    context, issues = _context(titles)
    assert context.value(subject) == value
    assert context.stated[subject].source == "title"
    assert issues.issues == []


def test_responsible_of_the_sector_is_not_a_sector() -> None:
    context, _ = _context([("Responsabile di settore: da nominare",)])
    assert context.value("sector") is None


YEARS = [
    # title cells                                             is_report  year
    ([("PIAO 2024-2026",)], False, 2024),
    ([("PIAO 2024-2026",), ("Anno 2025",)], False, 2025),
    ([("Report finale PIAO 2023-2025 al 31/12/2024",)], True, 2024),
    ([("DUP 2024-2026",), ("Stato di attuazione al 30/09/2025",)], False, 2025),
    ([("DUP 2024-2026",), ("Stato di attuazione al 30/09/2023",)], False, 2024),
    ([("Schede",)], False, None),
]


@pytest.mark.parametrize(("titles", "is_report", "year"), YEARS)
def test_reference_year(titles: list[tuple[str, ...]], is_report: bool, year: int | None) -> None:
    assert _context(titles)[0].reference_year(is_report=is_report) == year


def test_titles_are_trusted_before_sheet_file_and_folder() -> None:
    context, issues = _context(
        [("Anno 2024",)],
        sheet="Settore 3",
        file="Anno 2023 - Settore 5.xlsx",
        folder="PEG 2024_2026",
    )
    assert context.reference_year(is_report=False) == 2024
    assert (context.value("sector"), context.stated["sector"].source) == ("3", "sheet_name")
    assert context.cycle == (2024, 2026)
    found = {issue.params["subject"]: (issue.expected, issue.found) for issue in issues.issues}
    assert found == {"reference_year": ("2024", "2023"), "sector": ("3", "5")}


def test_sector_code_and_name_of_one_sector_do_not_contradict() -> None:
    _, issues = _context([("Settore: 03 Lavori pubblici",)], file="Settore 3.xlsx")
    assert issues.issues == []


def test_defaults_are_measured_and_no_period() -> None:
    context, _ = _context([("Schede",)])
    assert context.basis is AchievementBasis.MEASURED
    assert context.period is None
