"""Words that the registers of what sectors report have in common."""

from __future__ import annotations

from dashboard.texts.formats import Record, counted, is_absent, listed, number, readable_name, text

YEARS_FILTER = "Anni"
CHOSEN_YEAR, ALL_YEARS = "Anno scelto", "Tutti gli anni"
SEARCH = "Cerca"
SECTORS_FINDING = "Quanti per settore"
REGISTER_FINDING = "Il registro"
NOTHING_MATCHES = "Nessuna riga corrisponde ai filtri scelti."


def years_words(reference_year: int, *, has_all_years: bool) -> str:
    """Gives "2024", or "tutti gli anni"."""
    return "tutti gli anni" if has_all_years else str(reference_year)


def shown_words(shown_count: int, count: int) -> str:
    """Gives "Il registro: 3 righe su 12"; without the part where all are shown."""
    rows = counted(count, "riga", "righe")
    if shown_count == count:
        return f"{REGISTER_FINDING}: {rows}"
    return f"{REGISTER_FINDING}: {number(shown_count, 0)} su {rows}"


def place_words(entry: Record, *, has_all_years: bool) -> str:
    """Gives "02 Servizi demografici · Anagrafe", with the year where several are shown."""
    year = [str(int(entry["reference_year"]))] if has_all_years else []
    sector = readable_name(entry["sector_code"], entry["sector_name"])
    service = [] if is_absent(entry["service_name"]) else [text(entry["service_name"])]
    return " · ".join([*year, sector, *service])


def without_any(names: list[str]) -> str:
    """Says which sectors state nothing; "" where all state something."""
    return f"Settori che non indicano nulla: {listed(names)}." if names else ""


def sectors_file_name(title: str) -> str:
    """Gives the name of the downloaded counts by sector, without ending."""
    return f"{title} per settore"
