"""The program understands every sheet of the sample, and says what was left untidy on purpose."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from dashboard.domain.model import PARTS_OF, DocumentKind, ParsedWorkbook
from dashboard.domain.part_facts import action_code_of
from dashboard.domain.row_values import number_in_row
from dashboard.errors import UnreadableWorkbookError
from dashboard.workbook import read_workbook

KIND_BY_FILE_NAME = {
    "DUP": DocumentKind.DUP_STATUS,
    "PEG": DocumentKind.PEG_ACTIONS,
    "Scheda": DocumentKind.PIAO_SHEET,
    "Report intermedio": DocumentKind.INTERMEDIATE_REPORT,
    "Report finale": DocumentKind.FINAL_REPORT,
    "Anagrafica": DocumentKind.REGISTRY,
}
# Sheets that stand in the workbook of a document beside its own.
PARTS_BY_FILE_NAME = {
    "PEG 2024": DocumentKind.PEG_ACTIONS,
    "Report finale": DocumentKind.FINAL_REPORT,
}
WITHOUT_PARTS = {
    "PEG 2024 - 06 Urbanistica.xlsx",
    "PEG 2024 - 08 Polizia locale.xlsx",
    "PEG 2024 - 12 Attività produttive.xlsx",
    "Report finale 2024 - 06 Urbanistica.xlsx",
}
# Six documents in each of two cycles, and the sentences of the directive on the first.
DEADLINE_COUNT, CLAUSE_COUNT, DIRECTION_COUNT = 12, 30, 4


def read(path: Path) -> ParsedWorkbook:
    return read_workbook(path.name, path.read_bytes(), str(path.parent))


@pytest.fixture(scope="module")
def parsed(data_folder: Path) -> dict[str, ParsedWorkbook]:
    return {path.name: read(path) for path in sorted((data_folder / "esempio").rglob("*.xlsx"))}


def found_at(parsed: dict[str, ParsedWorkbook], code: str) -> set[tuple[str, str | None]]:
    """The files, and the texts found in them, that an issue was reported for."""
    return {
        (name, issue.found)
        for name, workbook in parsed.items()
        for issue in workbook.issues
        if issue.code == code
    }


def _sample_parts(whole: DocumentKind) -> list[DocumentKind]:
    """The parts of a document in the sample, in whose sheets nobody asked for clarification yet."""
    return [kind for kind in PARTS_OF[whole] if kind is not DocumentKind.CLARIFICATIONS]


def test_nothing_in_the_sample_stops_a_load(parsed: dict[str, ParsedWorkbook]) -> None:
    assert [name for name, workbook in parsed.items() if workbook.is_blocked] == []


def test_every_file_is_taken_for_what_it_is(parsed: dict[str, ParsedWorkbook]) -> None:
    for name, workbook in parsed.items():
        kind = next(kind for start, kind in KIND_BY_FILE_NAME.items() if name.startswith(start))
        whole = next(
            (one for start, one in PARTS_BY_FILE_NAME.items() if name.startswith(start)), None
        )
        parts = () if whole is None or name in WITHOUT_PARTS else _sample_parts(whole)
        assert {document.kind for document in workbook.documents} == {kind, *parts}, name


def test_every_file_says_its_year_and_its_sector_or_direction(
    parsed: dict[str, ParsedWorkbook],
) -> None:
    for name, workbook in parsed.items():
        for document in workbook.documents:
            if document.kind is DocumentKind.DUP_STATUS:
                said = f"Indirizzo {document.strategic_direction_code}.xlsx"
                assert (document.reference_year, name.split(" - ")[1]) == (2024, said)
            elif document.kind is DocumentKind.REGISTRY:
                assert name == f"Anagrafica {document.reference_year}.xlsx"
            else:
                said = f"{document.reference_year} - {document.sector_code} "
                assert said in name
            entity = (document.entity_name or "").casefold()
            assert entity == "comune di borgo esempio (dati inventati)"


def test_no_row_is_lost(parsed: dict[str, ParsedWorkbook], expected: dict[str, Any]) -> None:
    rows: Counter[tuple[DocumentKind, int | None]] = Counter()
    for workbook in parsed.values():
        for document in workbook.documents:
            rows[document.kind, document.reference_year] += len(document.rows)
    planned = expected["planned_2024_count"]
    late = expected["final"]["status_counts_by_sector"]["08"]["total"]
    new_rows = expected["proposals"]["new_row"]
    assert rows == {
        # A row that is red from end to end is a proposal, not yet an intervention.
        (DocumentKind.DUP_STATUS, 2024): expected["intervention_count"] - new_rows,
        (DocumentKind.PEG_ACTIONS, 2024): expected["action_count"],
        (DocumentKind.PEG_ACTIONS, 2025): expected["action_count"],
        (DocumentKind.PIAO_SHEET, 2024): planned,
        (DocumentKind.PIAO_SHEET, 2025): expected["planned_2025_count"],
        (DocumentKind.INTERMEDIATE_REPORT, 2024): planned,
        (DocumentKind.FINAL_REPORT, 2024): planned - late,
        (DocumentKind.REGISTRY, 2024): DEADLINE_COUNT + CLAUSE_COUNT + DIRECTION_COUNT,
        **{
            (kind, 2024): expected["parts"][kind]["row_count"]
            for whole in PARTS_OF
            for kind in _sample_parts(whole)
        },
    }


def test_every_number_of_the_further_sheets_is_read(
    parsed: dict[str, ParsedWorkbook], expected: dict[str, Any]
) -> None:
    def total(kind: DocumentKind, field_name: str) -> float:
        return sum(
            number_in_row(row, field_name) or 0
            for workbook in parsed.values()
            for document in workbook.documents
            if document.kind is kind
            for row in document.rows
        )

    for kind in (
        DocumentKind.ACTION_FINANCES,
        DocumentKind.ACTION_STAFF,
        DocumentKind.QUALITY_CONTROLS,
    ):
        said = {
            name: value for name, value in expected["parts"][kind].items() if name != "row_count"
        }
        assert {name: total(kind, name) for name in said} == said


def test_what_an_action_is_broken_down_to_adds_up_to_what_the_list_states(
    parsed: dict[str, ParsedWorkbook],
) -> None:
    def sums(workbook: ParsedWorkbook, kind: DocumentKind) -> dict[tuple[str | None, str], float]:
        found: dict[tuple[str | None, str], float] = defaultdict(float)
        for document in (one for one in workbook.documents if one.kind is kind):
            for row in document.rows:
                for name in ("allocated_eur", "committed_eur"):
                    found[action_code_of(row), name] += number_in_row(row, name) or 0
        return {key: sum_eur for key, sum_eur in found.items() if sum_eur}

    compared = [
        name for name in parsed if name.startswith("PEG 2024") and name not in WITHOUT_PARTS
    ]
    assert len(compared) == 9
    for name in compared:
        broken_down = sums(parsed[name], DocumentKind.ACTION_FINANCES)
        assert broken_down == sums(parsed[name], DocumentKind.PEG_ACTIONS), name


def test_every_proposal_in_red_is_found(
    parsed: dict[str, ParsedWorkbook], expected: dict[str, Any]
) -> None:
    kinds = Counter(
        proposal.kind.value for workbook in parsed.values() for proposal in workbook.proposals
    )
    assert dict(kinds) | {"total": kinds.total()} == expected["proposals"]


#    what was done on purpose      file                                              text found
ACCIDENTS = [
    ("formula_not_calculated", "Report finale 2024 - 02 Finanze e tributi.xlsx", ""),
    ("contradictory_statement", "PEG 2025 - 09 Servizi sociali.xlsx", "2024-2026"),
    ("cell_error_value", "Report finale 2024 - 05 Lavori pubblici.xlsx", "#REF!"),
    ("result_is_threshold", "Report intermedio 2024 - 07 Ambiente.xlsx", "≥85%"),
    ("result_missing", "Report finale 2024 - 02 Finanze e tributi.xlsx", "n.d."),
    ("result_missing", "Report intermedio 2024 - 10 Istruzione e infanzia.xlsx", "-1"),
    ("hidden_rows_loaded", "Report finale 2024 - 07 Ambiente.xlsx", None),
    ("sheet_not_recognised", "Scheda PIAO 2024 - 12 Attività produttive.xlsx", None),
    ("total_row_left_out", "PEG 2024 - 02 Finanze e tributi.xlsx", "TOTALE"),
    ("activity_value_missing", "Report finale 2024 - 07 Ambiente.xlsx", None),
    ("unknown_column", "Scheda PIAO 2024 - 04 Innovazione digitale.xlsx", "Misura PNRR"),
    (
        "several_targets_in_cell",
        "Scheda PIAO 2025 - 10 Istruzione e infanzia.xlsx",
        "Il 65% dei pasti e il 100% delle merende",
    ),
]


@pytest.mark.parametrize(("code", "file_name", "found"), ACCIDENTS)
def test_an_accident_is_reported_where_it_was_put(
    parsed: dict[str, ParsedWorkbook], code: str, file_name: str, found: str | None
) -> None:
    assert (file_name, found) in found_at(parsed, code)


@pytest.mark.parametrize(
    "code", ["number_unreadable", "date_unreadable", "boolean_unreadable", "status_unknown"]
)
def test_what_offices_type_can_be_read(parsed: dict[str, ParsedWorkbook], code: str) -> None:
    assert found_at(parsed, code) == set()


#    file                                       why it is refused
REFUSED = [
    ("report da completare.xlsx", {"year_missing", "period_missing"}),
    ("orari degli uffici.xlsx", {"no_recognised_sheet"}),
]


@pytest.mark.parametrize(("file_name", "codes"), REFUSED)
def test_a_faulty_file_is_refused_for_its_own_reason(
    data_folder: Path, file_name: str, codes: set[str]
) -> None:
    workbook = read(data_folder / "esempio_errori" / file_name)
    assert workbook.is_blocked
    assert codes <= {issue.code for issue in workbook.issues}


def test_a_web_page_under_a_spreadsheet_name_is_unreadable(data_folder: Path) -> None:
    with pytest.raises(UnreadableWorkbookError):
        read(data_folder / "esempio_errori" / "estrazione dal gestionale.xls")


def test_the_leaflet_counts_what_is_there(data_folder: Path, expected: dict[str, Any]) -> None:
    text = (data_folder / "esempio" / "LEGGIMI.md").read_text(encoding="utf-8")
    assert f"{expected['proposals']['total']} proposte in rosso" in text
    assert f"{expected['action_count']} azioni PEG" in text
    assert f"{expected['piao_action_count']} nel PIAO" in text
    assert f"{expected['planned_2024_count']} indicatori" in text
    assert len(expected["final"]["unexplained_deviations"]) == 9
    assert "Nove scostamenti non hanno motivazione" in text
    parts = expected["parts"]
    assert f"{parts['ordinary_activity']['row_count']} misure di attività ordinaria" in text
    assert f"{parts['quality_controls']['row_count']} controlli di qualità" in text
    assert f"{parts['innovations']['row_count']} innovazioni" in text
    assert len(parts["actions_without_money"]) == 4
    assert "Quattro azioni non hanno risorse finanziarie" in text
    assert len(parts["actions_not_agreed"]) == 3
    assert "tre dipendono da servizi che non hanno concordato" in text
