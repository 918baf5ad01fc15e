"""Words of the page Modelli, and the names of the files and folders that are handed out."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.domain.model import DocumentKind

TITLE = "Modelli"

# As on the shared drive; the cycle stands in the first folder.
FOLDERS: Mapping[DocumentKind, str] = {
    DocumentKind.REGISTRY: "Anagrafica",
    DocumentKind.DUP_STATUS: "D_DUP {first}-{last}",
    DocumentKind.PEG_ACTIONS: "E_PEG {first}-{last}",
    DocumentKind.PIAO_SHEET: "F_PIAO {first}-{last}/1 Schede",
    DocumentKind.INTERMEDIATE_REPORT: "F_PIAO {first}-{last}/2 Report intermedio 30.06",
    DocumentKind.FINAL_REPORT: "F_PIAO {first}-{last}/3 Report finale 31.12",
}
_SECTOR_FILES: Mapping[DocumentKind, str] = {
    DocumentKind.PEG_ACTIONS: "PEG {year} - {whose}",
    DocumentKind.PIAO_SHEET: "Scheda PIAO {year} - {whose}",
    DocumentKind.INTERMEDIATE_REPORT: "Report intermedio {year} - {whose}",
    DocumentKind.FINAL_REPORT: "Report finale {year} - {whose}",
}


def sector_file(kind: DocumentKind, year: int, whose: str) -> str:
    """Gives the name, without ending, of a sector's sheet."""
    return _SECTOR_FILES[kind].format(year=year, whose=whose)


def direction_file(code: str) -> str:
    """Gives the name, without ending, of a strategic direction's sheet."""
    return f"DUP stato di attuazione - Indirizzo {code}"

