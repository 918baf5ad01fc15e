"""Words of the page Innovazioni."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dashboard.domain.model import InnovationArea
from dashboard.texts.formats import Record, counted, is_absent, listed, number
from dashboard.texts.labels import INNOVATION_AREAS
from dashboard.texts.registers import years_words

TITLE = "Innovazioni"
SEARCH_HINT = "Innovazione, descrizione, destinatari, beneficio, settore o servizio"
CHOICE_LABEL = "Ambito"
NO_AREA = "ambito non indicato"
EMPTY_TITLE = "Nessun settore ha ancora indicato innovazioni."
EMPTY_BODY = (
    "I settori indicano le innovazioni nei processi di lavoro e nei servizi nel foglio "
    "«Innovazioni» del report finale. La scheda si prepara nella pagina Modelli; compilata, si "
    "carica dalla pagina Caricamento."
)

COLUMNS: dict[str, str] = {
    "innovation_name": "Innovazione",
    "innovation_area": "Ambito",
    "description": "In che cosa consiste",
    "beneficiaries": "Destinatari",
    "benefit": "Beneficio",
    "start_date": "Dal",
    "note": "Nota",
    "origin_words": "Dove si legge",
}
DOWNLOAD_COLUMNS: dict[str, str] = {
    "reference_year": "Anno",
    "sector_code": "Codice settore",
    "sector_name": "Settore",
    "service_name": "Servizio",
    "innovation_code": "Codice innovazione",
    "innovation_name": "Innovazione",
    "innovation_area": "Ambito",
    "description": "In che cosa consiste",
    "start_date": "Dal",
    "beneficiaries": "Destinatari",
    "benefit": "Beneficio",
    "note": "Nota",
    "file_name": "File",
    "sheet_name": "Foglio",
    "cell": "Cella",
}
SECTOR_COLUMNS: dict[str, str] = {
    "innovation_count": "Innovazioni",
    "process_count": "Processo di lavoro",
    "service_count": "Servizio",
    "both_count": "Processo e servizio",
    "no_area_count": "Ambito non indicato",
}


def headline(innovations: Sequence[Record], reference_year: int, *, has_all_years: bool) -> str:
    """Gives "Innovazioni, 2024: 3, da 2 settori."."""
    start = f"{TITLE}, {years_words(reference_year, has_all_years=has_all_years)}"
    if not innovations:
        return f"{start}: nessuna indicata."
    sectors = len({row["sector_code"] for row in innovations})
    count = f"{number(len(innovations), 0)}, da {counted(sectors, 'settore', 'settori')}"
    return f"{start}: {count}."


def completeness(innovations: Sequence[Record]) -> str:
    """Gives "Per ambito: processo di lavoro 2 e ambito non indicato 1."; "" without any."""
    if not innovations:
        return ""
    counts = Counter(area_words(row) for row in innovations)
    return f"Per ambito: {listed([f'{words} {count}' for words, count in counts.most_common()])}."


def area_words(innovation: Record) -> str:
    """Gives where something is new, in words."""
    area = innovation["innovation_area"]
    return NO_AREA if is_absent(area) else INNOVATION_AREAS[InnovationArea(area)]


def file_name(reference_year: int, *, has_all_years: bool) -> str:
    """Gives the name of the downloaded register, without ending."""
    return f"{TITLE} {years_words(reference_year, has_all_years=has_all_years)}"
