"""A whole year on the sample municipality: sheets out, filled in, back, decided, rolled over.

The office works through the command line and the pages; sector heads fill in what they are handed.
At every step the pages say as many as were put in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.cli import main
from dashboard.delivering import delivery_matrix
from dashboard.domain.model import DocumentKind
from dashboard.history import plain_records
from dashboard.settings import PROJECT_FOLDER
from dashboard.store import open_store
from tests.pages.conftest import OpenPage, headings
from tests.pages.filling import Row, Sheet, unpacked
from tests.pages.test_proposals import choose, decide

SAMPLE = PROJECT_FOLDER / "data" / "esempio"
PLANS_OF_2024 = (
    "Anagrafica 2024.xlsx",
    "D_DUP 2024-2026",
    "E_PEG 2024-2026",
    "F_PIAO 2024-2026/1 Schede",
)
YEAR = {"anno": "2024"}
SILENT, CARELESS, RED, SHORT = "08", "03", "05", "02"
RED_SECTOR = "05 Lavori pubblici"
SECTORS, LOWERED = 12, 2
OWED = 4 + 4 * SECTORS  # by direction the DUP; PEG, PIAO and two reports by sector
REASON = "La gara è andata deserta e l'affidamento è slittato all'autunno"
INDICATOR = "Codice indicatore"
# Every third figure that should grow reaches half of its target.
BEHIND_EVERY = 3


# A further part of the final report, as a sector adds it.
CONTROL = {
    "Controllo di qualità": "Pratiche chiuse nei tempi",
    "Servizio": "Segreteria",
    "Modalità del controllo": "Campione di pratiche",
    "Casi esaminati": 40,
    "Casi non conformi": 3,
    "Esito del controllo": "Tre pratiche in ritardo",
}
INNOVATION = {
    "Innovazione": "Appuntamenti in rete",
    "Servizio": "Segreteria",
    "Ambito dell’innovazione": "servizio",
    "Destinatari": "Cittadini",
    "Beneficio": "Meno attese allo sportello",
}
ACTIVITY = {
    "Misura dell’attività": "Pratiche concluse",
    "Servizio": "Segreteria",
    "Unità di misura": "numero",
    "Valore 2024": 1250,
}


def run(*arguments: object) -> None:
    assert main([str(argument) for argument in arguments]) == 0, arguments


def sheets_of(db: Path, kind: DocumentKind, folder: Path) -> dict[str, bytes]:
    """Hands out all sheets of a kind; gives them by the code of their sector."""
    archive = folder / f"{kind}.zip"
    run("template", "--all", "--kind", kind, "--year", 2024, "--output", archive, "--db", db)
    found = unpacked(archive)
    return {re.findall(r" - (\d\d) ", name)[0]: content for name, content in found.items()}


def met(row: Row) -> Any:
    """Gives a result that is just what the target asks for, as a person would type it."""
    target = row["Target 2024"]
    if isinstance(target, int | float | datetime):
        return target
    if "baseline" in target:
        return float(row["Baseline"]) + float(re.findall(r"\d+", target)[0])
    match row["Tipo di indicatore"]:
        case "a parole":
            return "Raggiunto"
        case "entro un intervallo":
            low, high = (float(one.replace(",", ".")) for one in re.findall(r"[\d,]+", target))
            return (low + high) / 2
        case "entro una data":
            return re.findall(r"\d\d[./]\d\d[./]\d{4}", target)[0]
    return re.sub(r"^(≥|≤|almeno|non più di|al massimo)\s*", "", target, flags=re.I)


def is_growing_number(row: Row) -> bool:
    is_number = isinstance(row["Target 2024"], int | float)
    return is_number and row["Tipo di indicatore"] == "più è meglio"


class Totals:
    """What sectors typed, added up."""

    def __init__(self) -> None:
        self.indicators = self.behind = self.without_reason = self.results = 0

    def fill(self, sheet: Sheet, result_title: str, *, gives_reasons: bool = True) -> None:
        """Types a result in every row; what is behind its target has a reason, or has not."""
        growing = 0
        for row in sheet.rows(INDICATOR):
            self.indicators += 1
            self.results += 1
            row[result_title] = met(row)
            if not is_growing_number(row):
                continue
            growing += 1
            if growing % BEHIND_EVERY == 0:
                self.behind += 1
                row[result_title] = row["Target 2024"] / 2
                self.without_reason += not gives_reasons
                row["Motivazione dello scostamento"] = REASON if gives_reasons else None


def load(db: Path, *paths: Path, exit_code: int = 0) -> None:
    assert main(["load", *map(str, paths), "--db", str(db)]) == exit_code


@dataclass(frozen=True)
class Office:
    """The desk of the programming office: a store, a folder, and the pages."""

    db: Path
    folder: Path
    open_page: OpenPage

    def page(self, name: str, **address: str) -> AppTest:
        return self.open_page(name, self.db, **YEAR, **address)

    def heading(self, name: str, **address: str) -> str:
        (found,) = headings(self.page(name, **address))
        return found


def test_a_whole_year(
    tmp_path: Path, open_page: OpenPage, capsys: pytest.CaptureFixture[str]
) -> None:
    office = Office(tmp_path / "anno.duckdb", tmp_path, open_page)
    load(office.db, *(SAMPLE / part for part in PLANS_OF_2024))

    half_year = half_year_comes_back(office, capsys)
    proposals_are_decided(office)
    final = final_report_comes_back(office)
    assert final.indicators == half_year.indicators
    next_year_is_handed_out(office)


def rows_of(office: Office, query: str, **about: Any) -> list[dict[str, Any]]:
    store = open_store(office.db)
    rows = plain_records(store.query(query, **about))
    store.close()
    return rows


def reported(office: Office, period: str) -> tuple[int, int]:
    """Gives how many results the store holds of how many indicators."""
    rows = rows_of(office, "indicator_results", reference_year=2024, period=period)
    return sum(one["result_text"] is not None for one in rows), len(rows)


def all_proposals(office: Office) -> list[dict[str, Any]]:
    return rows_of(office, "proposals", reference_year=2024)


def red_targets(office: Office) -> list[dict[str, Any]]:
    found = [one for one in all_proposals(office) if one["field_name"] == "target"]
    return sorted(found, key=lambda one: int(one["proposal_id"]))


def action_codes(office: Office, year: int) -> set[str]:
    return {str(one["action_code"]) for one in rows_of(office, "actions", reference_year=year)}


def came_count(office: Office, kind: DocumentKind) -> int:
    """Gives of how many sectors the page's own workbook says that a document came."""
    store = open_store(office.db)
    (entity,) = store.query("entities")["entity_code"]
    cells = delivery_matrix(store, entity, date(2025, 3, 1), 2024)
    store.close()
    return sum(cell.kind is kind and cell.facts.received_on is not None for cell in cells)


def propose_lower_targets(sheet: Sheet) -> None:
    """Proposes half the target of the first figures that should grow."""
    rows = [row for row in sheet.rows(INDICATOR) if is_growing_number(row)]
    for row in rows[:LOWERED]:
        row.propose("Target 2024", str(row["Target 2024"] * 0.5).replace(".", ","))


def assert_targets_in_force(sheet: Sheet, proposals: list[dict[str, Any]]) -> None:
    """The sheet that is handed out holds what was accepted, and what was not as it was."""
    targets = {row[INDICATOR]: row["Target 2024"] for row in sheet.rows(INDICATOR)}
    accepted, rejected = proposals
    for proposal, text in ((accepted, "after_text"), (rejected, "before_text")):
        code = re.findall(r"[A-Z]{2}\.\d\d\.\d", str(proposal["row_label"]))[-1]
        assert targets[code] == float(str(proposal[text]).replace(",", "."))


def half_year_comes_back(office: Office, capsys: pytest.CaptureFixture[str]) -> Totals:
    """Eleven sectors report, one of them at the second attempt; one proposes changes in red."""
    handed_out = sheets_of(office.db, DocumentKind.INTERMEDIATE_REPORT, office.folder)
    assert len(handed_out) == SECTORS
    totals, paths = Totals(), []
    for sector, content in handed_out.items():
        sheet = Sheet(content)
        if sector == SILENT:
            totals.indicators += len(list(sheet.rows(INDICATOR)))
            continue
        totals.fill(sheet, "Risultato al 30/6")
        if sector == CARELESS:
            sheet.repeat_row(next(sheet.rows(INDICATOR)))
        if sector == RED:
            propose_lower_targets(sheet)
        paths.append(sheet.save(office.folder / "giugno" / f"{sector}.xlsx"))

    capsys.readouterr()
    load(office.db, *paths, exit_code=1)
    said = capsys.readouterr().out
    assert "caricati 10, già presenti 0, da correggere 1" in said
    assert f"{CARELESS}.xlsx" in said
    assert came_count(office, DocumentKind.INTERMEDIATE_REPORT) == SECTORS - 2

    corrected = Sheet(handed_out[CARELESS])
    Totals().fill(corrected, "Risultato al 30/6")
    load(office.db, corrected.save(office.folder / "corretto" / f"{CARELESS}.xlsx"))

    assert came_count(office, DocumentKind.INTERMEDIATE_REPORT) == SECTORS - 1
    assert reported(office, "intermediate") == (totals.results, totals.indicators)
    assert f"su {totals.indicators} " in office.heading("quadro")
    return totals


def proposals_are_decided(office: Office) -> None:
    """The Giunta accepts the first of two lower targets and rejects the second."""
    before = red_targets(office)
    assert [one["state"] for one in before] == ["pending"] * LOWERED
    everything = len(all_proposals(office))
    assert office.heading("proposte") == (
        f"{everything} proposte di variazione: {everything} in attesa."
    )
    for one, verdict in zip(before, ("Accogli", "Respingi"), strict=True):
        page = office.page("proposte", settore=RED_SECTOR)
        label = f"Target, proposta n. {one['proposal_id']}"
        decide(choose(page, label), verdict, deed=("77", date(2024, 7, 18)))

    assert [one["state"] for one in red_targets(office)] == ["accepted", "rejected"]
    assert office.heading("variazioni") == "1 variazione accolta per il 2024."


def final_report_comes_back(office: Office) -> Totals:
    """All report, one without the reasons; the sheets hold the target that was accepted."""
    totals, paths = Totals(), []
    handed_out = sheets_of(office.db, DocumentKind.FINAL_REPORT, office.folder)
    assert_targets_in_force(Sheet(handed_out[RED]), red_targets(office))
    for sector, content in handed_out.items():
        sheet = Sheet(content)
        totals.fill(sheet, "Risultato al 31/12", gives_reasons=sector != SHORT)
        sheet.new_row("Misura dell’attività", ACTIVITY)
        sheet.new_row("Controllo di qualità", CONTROL)
        sheet.new_row("Innovazione", INNOVATION)
        paths.append(sheet.save(office.folder / "dicembre" / f"{sector}.xlsx"))
    load(office.db, *paths)

    assert totals.without_reason > 0
    assert totals.behind > totals.without_reason
    assert came_count(office, DocumentKind.FINAL_REPORT) == SECTORS
    assert reported(office, "final") == (totals.results, totals.indicators)
    achieved = totals.indicators - totals.behind
    assert office.heading("quadro").startswith(
        f"Al 31/12/2024: {achieved} indicatori su {totals.indicators} hanno raggiunto"
    )
    assert office.heading("scostamenti") == (
        f"Al 31/12/2024: {totals.behind} scostamenti dal target; "
        f"{totals.without_reason} sono senza motivazione."
    )
    for page in ("attivita_ordinaria", "controlli_qualita", "innovazioni"):
        assert f"{SECTORS} settori" in office.heading(page)
    not_handed_in = 1  # the half-year of the silent sector
    assert f"{OWED} documenti dovuti ne sono arrivati {OWED - not_handed_in}" in office.heading(
        "consegne"
    )
    returned = 2 * SECTORS - not_handed_in
    assert f"1 distribuita e {returned} tornate" in office.heading("modelli")
    return totals


def next_year_is_handed_out(office: Office) -> None:
    """What goes on keeps its code; loaded as it was handed out it is the plan of the new year."""
    before = action_codes(office, 2024)
    archive = office.folder / "2025.zip"
    run("roll-over", "--year", 2024, "--output", archive, "--db", office.db)
    paths = []
    for name, content in unpacked(archive).items():
        path = office.folder / "2025" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        paths.append(path)
    load(office.db, *paths)

    after = action_codes(office, 2025)
    assert before
    assert after == before
