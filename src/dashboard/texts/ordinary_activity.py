"""Words of the page Attività ordinaria."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dashboard.domain.ordinary_activity import (
    MEAN_FROM_COUNT,
    UNUSUAL_FROM_CHANGE_PCT,
    UNUSUAL_FROM_COUNT,
    YEARS_BEFORE,
    ActivityComparison,
    ActivityMeasure,
    ActivityState,
    YearValue,
)
from dashboard.texts.formats import (
    counted,
    listed,
    number,
    quantity,
    readable_name,
    signed_percent,
    text,
)
from dashboard.texts.labels import StatusLabel

TITLE = "Attività ordinaria"
SERVICE_FILTER = "Servizio"
STATE_FILTER = "Confronto con gli anni prima"
SEARCH = "Cerca"
SEARCH_HINT = "Misura, servizio, settore o parola di una nota"
NOTHING_MATCHES = "Nessuna misura corrisponde ai filtri scelti."
NO_SERVICE = "(servizio non indicato)"
TABLE_FINDING = "Tutti i valori, anno per anno"
KEY_YEARS_BEFORE, KEY_MEAN = "anni prima", "media dei tre anni prima"
EMPTY_BODY = (
    "I settori indicano l’attività ordinaria nel foglio «Attività ordinaria» del report finale. "
    "La scheda, con i valori dei tre anni prima già scritti, si prepara nella pagina Modelli; "
    "compilata, si carica dalla pagina Caricamento."
)
RULE = (
    f"La variazione è sulla media dei {YEARS_BEFORE} anni prima e si calcola se almeno "
    f"{MEAN_FROM_COUNT} hanno un numero. Un valore è insolito se esce dall’intervallo dei "
    f"{UNUSUAL_FROM_COUNT} anni prima di più dell’ampiezza dell’intervallo stesso, e dista dalla "
    f"media più del {number(UNUSUAL_FROM_CHANGE_PCT)} %: è una domanda da fare al settore, non un "
    "errore. La regola è di questo programma, non di una norma. Ogni riquadro ha la sua scala."
)
STATES: dict[ActivityState, StatusLabel] = {
    ActivityState.UNUSUAL: StatusLabel("insolito", "insoliti", "▲"),
    ActivityState.USUAL: StatusLabel("vicino agli anni prima", "vicini agli anni prima", "●"),
    ActivityState.STATED: StatusLabel("pochi anni prima", "pochi anni prima", "○"),
    ActivityState.NOT_A_NUMBER: StatusLabel("scritto a parole", "scritti a parole", "□"),
    ActivityState.MISSING: StatusLabel("senza dato", "senza dato", "◇"),
}
_MILLION = 1_000_000
_NO_DECIMALS_FROM = 1000


def empty_title(reference_year: int) -> str:
    """Gives the heading of the page where no report tells of any ordinary activity."""
    return f"Nessun settore ha ancora indicato l’attività ordinaria del {reference_year}."


def headline(measures: Sequence[ActivityMeasure], reference_year: int) -> str:
    """Gives "Attività ordinaria 2024: 12 misure di 4 settori; 2 valori insoliti, 1 senza dato."."""
    sectors = len({measure.sector_code for measure in measures})
    start = (
        f"Attività ordinaria {reference_year}: {counted(len(measures), 'misura', 'misure')} di "
        f"{counted(sectors, 'settore', 'settori')}"
    )
    parts = [part for part in (emphasis(measures), missing_words(measures)) if part]
    return f"{start}; {', '.join(parts)}." if parts else f"{start}, nessun valore insolito."


def emphasis(measures: Sequence[ActivityMeasure]) -> str:
    """Gives "2 valori insoliti", the part of the headline to look at first; "" for none."""
    count = _counts(measures)[ActivityState.UNUSUAL]
    return counted(count, "valore insolito", "valori insoliti") if count else ""


def missing_words(measures: Sequence[ActivityMeasure]) -> str:
    """Gives "1 senza dato, 2 scritti a parole"; "" where all are numbers."""
    counts = _counts(measures)
    return ", ".join(
        counted(counts[state], STATES[state].word, STATES[state].plural)
        for state in (ActivityState.MISSING, ActivityState.NOT_A_NUMBER)
        if counts[state]
    )


def completeness(measures: Sequence[ActivityMeasure]) -> str:
    """Says for how many measures there is a comparison, and how many years were corrected."""
    compared = sum(measure.comparison.change_pct is not None for measure in measures)
    restated = sum(value.is_restated for measure in measures for value in measure.values)
    words = f"Variazione calcolata per {compared} su {counted(len(measures), 'misura', 'misure')}."
    if restated == 1:
        return f"{words} Un valore già rendicontato cambia da un report all’altro: è segnato con *."
    if restated:
        return (
            f"{words} {number(restated, 0)} valori già rendicontati cambiano da un report "
            "all’altro: sono segnati con *."
        )
    return words


def figure_finding(shown: Sequence[ActivityMeasure]) -> str:
    """Gives what the panels show: the measure that moved most, of those that are unusual."""
    unusual = [one for one in shown if one.comparison.state is ActivityState.UNUSUAL]
    moved = [one for one in unusual if one.comparison.change_pct is not None]
    if moved:
        most = max(moved, key=lambda one: abs(one.comparison.change_pct or 0))
        change = signed_percent(most.comparison.change_pct)
        return f"Si muove più di tutte: {most.measure_name}, {change} sulla media degli anni prima"
    if unusual:
        return f"Insolita: {listed([one.measure_name for one in unusual[:3]])}"
    return "Nessuna di queste misure si allontana in modo insolito dagli anni prima"


def place_words(measure: ActivityMeasure) -> str:
    """Gives "02 Servizi demografici · Anagrafe · pratiche": who counts, and in what."""
    sector = readable_name(measure.sector_code, measure.sector_name)
    parts = [sector, measure.service_name, measure.unit]
    return " · ".join(part.strip() for part in parts if part and part.strip())


def searched_words(measure: ActivityMeasure) -> list[str]:
    """Gives what a search looks through: names, codes and notes."""
    words = [measure.measure_name, measure.measure_code, place_words(measure)]
    return [*words, *(value.note for value in measure.values if value.note)]


def state_words(state: ActivityState) -> str:
    """Gives the state as it is chosen from and listed."""
    return STATES[state].word


def change_words(measure: ActivityMeasure) -> str:
    """Gives "+50 % sulla media di 3 anni (100 pratiche)", or why there is no such figure."""
    comparison = measure.comparison
    if comparison.state is ActivityState.MISSING:
        return f"nessun valore per il {measure.reference_year}"
    if comparison.state is ActivityState.NOT_A_NUMBER:
        return f"c’è scritto «{text(measure.value_of(measure.reference_year).text)}»"
    mean = comparison.mean_before
    if mean is None:
        known = "uno solo" if comparison.before_count else "nessuno"
        return f"dei {YEARS_BEFORE} anni prima {known} ha un numero confrontabile"
    shown_mean = quantity(mean, measure.unit, 0 if abs(mean) >= _NO_DECIMALS_FROM else None)
    of_years = f"media di {comparison.before_count} anni ({shown_mean})"
    if comparison.change_pct is None:
        return f"variazione non calcolata: la {of_years} è zero"
    return f"{signed_percent(comparison.change_pct)} sulla {of_years}"


def remarks(measure: ActivityMeasure) -> list[str]:
    """Gives what else is to be said: bounds passed, corrections, other units, the note."""
    is_unusual = measure.comparison.state is ActivityState.UNUSUAL
    said = [_bounds(measure.comparison)] if is_unusual else []
    said += [_correction(value) for value in measure.values if value.is_restated]
    if measure.comparison.other_unit_count:
        years = counted(measure.comparison.other_unit_count, "anno", "anni")
        said.append(f"{years} prima fuori dal confronto: l’unità di misura è un’altra")
    note = measure.newest.note
    return [*said, f"Nota del settore: {note.strip()}"] if note and note.strip() else said


def bar_label(value: YearValue) -> str:
    """Gives the figure below a bar, short enough for it; "*" marks a corrected one."""
    if value.number is None:
        return "a parole" if value.text and value.text.strip() else "manca"
    mark = "*" if value.is_restated else ""
    size = abs(value.number)
    if size >= _MILLION:
        return f"{number(value.number / _MILLION)} mln{mark}"
    return number(value.number, 0 if size >= _NO_DECIMALS_FROM else None) + mark


def hover(value: YearValue, unit: str | None) -> str:
    """Gives a year's value in full."""
    if value.number is None:
        return f"{value.year}: {text(value.text) if value.text else 'nessun valore'}"
    return f"{value.year}: {quantity(value.number, unit)}"


def panel_alt(measure: ActivityMeasure) -> str:
    """Describes a panel to who cannot see it: every year, and how the last one compares."""
    years = range(measure.reference_year - YEARS_BEFORE, measure.reference_year + 1)
    values = ", ".join(hover(measure.value_of(year), measure.unit) for year in years)
    state = STATES[measure.comparison.state].word
    return f"{measure.measure_name}. {values}. {state}: {change_words(measure)}."


def columns(reference_year: int) -> dict[str, str]:
    """Gives the columns of the table on screen: one per year, then the comparison."""
    return {"measure_words": "Misura", **_comparison_columns(reference_year)}


def download_columns(reference_year: int) -> dict[str, str]:
    """Gives the columns of the downloaded table, each name and code by itself."""
    return {
        "sector_code": "Codice settore",
        "sector_name": "Settore",
        "service_name": "Servizio",
        "measure_code": "Codice misura",
        "measure_name": "Misura",
        "unit": "Unità di misura",
        **_comparison_columns(reference_year),
        "note": "Nota",
    }


VALUE_COLUMNS: dict[str, str] = {
    "measure_name": "Misura",
    "value_year": "Anno",
    "value_number": "Valore",
    "value_text": "Come è scritto",
    "earlier_value_number": "Nel report prima",
    "origin_words": "Dove si legge",
}
VALUE_DOWNLOAD_COLUMNS: dict[str, str] = {
    "sector_code": "Codice settore",
    "sector_name": "Settore",
    "service_name": "Servizio",
    "measure_code": "Codice misura",
    "measure_name": "Misura",
    "unit": "Unità di misura",
    "value_year": "Anno",
    "value_number": "Valore",
    "value_text": "Valore (come scritto)",
    "report_year": "Anno del report",
    "earlier_value_number": "Valore nel report precedente",
    "earlier_report_year": "Anno del report precedente",
    "note": "Nota",
    "file_name": "File",
    "sheet_name": "Foglio",
    "cell": "Cella",
}


def year_column(year: int) -> str:
    """Gives the name of a year's column; its ending says that it holds figures."""
    return f"value_{year}_number"


def file_name(reference_year: int) -> str:
    """Gives the name of the downloaded table, without ending."""
    return f"Attività ordinaria {reference_year}"


def year_cell(value: YearValue) -> float | str | None:
    """Gives what stands in the table: the number, else what was typed, else nothing."""
    return value.text if value.number is None else value.number


def values_title(count: int) -> str:
    """Gives the title of the folded table with the cell of every value."""
    return f"Ogni valore con la sua cella ({number(count, 0)})"


def values_file_name(reference_year: int) -> str:
    """Gives the name of the downloaded table of all values, without ending."""
    return f"Valori dell’attività ordinaria {reference_year}"


def _comparison_columns(reference_year: int) -> dict[str, str]:
    years = range(reference_year - YEARS_BEFORE, reference_year + 1)
    return {
        **{year_column(year): str(year) for year in years},
        "mean_number": "Media degli anni prima",
        "before_count": "Anni nella media",
        "change_pct": "Variazione sulla media",
        "status": "Confronto",
    }


def _counts(measures: Sequence[ActivityMeasure]) -> Counter[ActivityState]:
    return Counter(measure.comparison.state for measure in measures)


def _bounds(comparison: ActivityComparison) -> str:
    """Gives "insolito sotto 70 o sopra 130"; no lower bound where only a negative is below it."""
    lowest, highest = comparison.usual_from, number(comparison.usual_to)
    if lowest is None or (lowest <= 0 and (comparison.number or 0) >= 0):
        return f"insolito sopra {highest}"
    return f"insolito sotto {number(lowest)} o sopra {highest}"


def _correction(value: YearValue) -> str:
    return (
        f"* {value.year}: {number(value.number)}; nel report {value.earlier_report_year} era "
        f"{number(value.earlier_number)}"
    )
