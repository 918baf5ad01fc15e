"""What the page of the PIAO results says: how many are at target, and who is furthest behind."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from dashboard.domain.model import AchievementBasis, Period, ResultStatus
from dashboard.texts.assessments import DOWNLOAD_COLUMNS as ASSESSMENT_COLUMNS
from dashboard.texts.formats import (
    Record,
    code_and_name,
    counted,
    is_absent,
    listed,
    number,
    percent,
    period_end,
    readable_name,
)
from dashboard.texts.labels import (
    ACHIEVEMENT_METHODS,
    LEFT_OUT_PLURALS,
    LEFT_OUT_REASONS,
    RESULT_STATUSES,
    result_status_label,
)
from dashboard.texts.measures import result_against_target
from dashboard.texts.overview import BEHIND, GOOD, status_counts

EMPTY_TITLE = "Nessun indicatore per questa scelta."
EMPTY_BODY = (
    "Caricare le schede PIAO e i report del settore dalla pagina Caricamento; oppure cambiare "
    "anno, periodo, settore o indirizzo nei filtri qui sopra."
)
STATUS_FILTER = "Esito"
BULLETS_NOTE = (
    "Barra: il risultato, in percentuale del target (tacca nera). Per date, sì/no e giudizi la "
    "barra dice se il target è raggiunto. Dal più lontano; in fondo chi non ha un dato. Ogni nome "
    "apre la scheda della sua azione."
)
RESULTS_TWIN = "Vedi tutti gli indicatori come tabella"
RESULTS_FILE_NAME = "Risultati PIAO"
SECTORS_FILE_NAME = "Risultati per settore e indirizzo"

RESULT_COLUMNS = {
    "indicator_code": "Codice",
    "indicator_name": "Indicatore",
    "result_words": "Risultato",
    "deviation_words": "Scostamento",
    "achievement_pct": "Raggiunto",
    "status": "Esito",
    "sector_name": "Settore",
    "direction_words": "Indirizzo strategico",
}
RESULT_DOWNLOAD_COLUMNS = {
    "strategic_direction_code": "Codice indirizzo",
    "strategic_direction_name": "Indirizzo strategico",
    "sector_code": "Codice settore",
    "sector_name": "Settore",
    "action_code": "Codice azione",
    "action_name": "Azione",
    "indicator_code": "Codice indicatore",
    "indicator_name": "Indicatore",
    "measure_kind": "Tipo di indicatore",
    "unit": "Unità di misura",
    "baseline_text": "Baseline (come scritta)",
    "target_text": "Target (come scritto)",
    "result_text": "Risultato (come scritto)",
    "deviation": "Scostamento (giorni per le date)",
    "deviation_pct_of_target": "Scostamento in % del target",
    "achievement_pct": "Grado di raggiungimento %",
    "achievement_basis": "Come è ottenuto",
    "left_out_reason": "Perché non conta",
    **ASSESSMENT_COLUMNS,
    "status": "Esito",
    "reason": "Motivazione",
    "target_file_name": "File del target",
    "target_sheet_name": "Foglio del target",
    "target_cell": "Cella del target",
    "result_file_name": "File del risultato",
    "result_sheet_name": "Foglio del risultato",
    "result_cell": "Cella del risultato",
}
SECTOR_COLUMNS = {
    "sector_words": "Settore",
    "strategic_direction_code": "Indirizzo",
    "good_count": "Raggiunti o in linea",
    "due_count": "Da valutare",
    "shown_pct": "Grado",
    "method": "Come",
    "counted_count": "Contati",
    "reported_words": "Rendicontati",
    "range_words": "Componenti",
}
SECTOR_DOWNLOAD_COLUMNS = {
    "sector_code": "Codice settore",
    "sector_name": "Settore",
    "strategic_direction_code": "Codice indirizzo",
    "strategic_direction_name": "Indirizzo strategico",
    "good_count": "Raggiunti o in linea",
    "due_count": "Da valutare nel periodo",
    "indicator_count": "Indicatori",
    "achievement_pct": "Grado di raggiungimento %",
    "method": "Come è ottenuto",
    "min_achievement_pct": "Componente più basso %",
    "max_achievement_pct": "Componente più alto %",
    "counted_count": "Contati",
    "reported_count": "Rendicontati",
    "missing_count": "Senza dato",
    "not_assessable_count": "Non valutabili",
    "not_measurable_count": "Non confrontabili con il target",
    "sterilised_count": "Sterilizzati",
    "eliminated_count": "Eliminati con atto",
    "excluded_count": "Esclusi dal calcolo",
    "not_due_count": "Non dovuti",
}
SECTORS_TABLE_NOTE = (
    "Grado: secondo il metodo in vigore (colonna Come), sugli indicatori contati; restano fuori "
    "quelli senza dato, non valutabili, sterilizzati, eliminati, esclusi o non dovuti: quanti, "
    "è nella tabella da scaricare. Componenti: il più basso e il più alto fra ciò che sta sotto."
)
_BASES = {
    AchievementBasis.MEASURED: "misurate da target e risultato",
    AchievementBasis.DECLARED: "dichiarate nei documenti",
}


def headline(statuses: Sequence[Record], reference_year: int, period: str) -> str:
    """Gives "Al 31/12/2024: 110 indicatori su 152 sono al target; 27 sono sotto."

    `statuses`: rows of the query `status_by_entity`.
    """
    counts = status_counts(statuses)
    good = sum(counts[status] for status in GOOD)
    total = sum(counts.values())
    some = counted(good, "indicatore", "indicatori")
    start = f"Al {period_end(reference_year, period)}"
    over = f"{some} su {number(total, 0)}"
    return f"{start}: {over} {_good_words(good, period)}; {emphasis(statuses, period)}."


def emphasis(statuses: Sequence[Record], period: str) -> str:
    """Gives the part of the headline to look at: "27 sono sotto", "5 sono in ritardo"."""
    counts = status_counts(statuses)
    behind = sum(counts[status] for status in BEHIND)
    where = "sotto" if period == Period.FINAL else "in ritardo"
    if behind == 0:
        return f"nessuno è {where}"
    return f"{number(behind, 0)} {'è' if behind == 1 else 'sono'} {where}"


def mean_sentence(methods: Sequence[Record], results: Sequence[Record]) -> str:
    """Gives the achievement with what it is the mean of, over how many, leaving out what.

    `methods`: rows of the query `achievement_by_entity`; `results`: of `indicator_results`.
    """
    chosen = next((row for row in methods if row["is_headline"]), None)
    left_out = _left_out_words(results)
    if chosen is None or is_absent(chosen["achievement_pct"]):
        return f"Nessun risultato si può confrontare con il suo target{left_out}."
    over = counted(int(chosen["counted_count"]), "indicatore", "indicatori")
    return (
        f"Grado di raggiungimento {percent(chosen['achievement_pct'])}: "
        f"{ACHIEVEMENT_METHODS[chosen['method']]}, su {over} di "
        f"{number(int(chosen['indicator_count']), 0)}"
        f"{left_out}. Percentuali {_basis_words(results)}."
    )


def bullets_finding(sorted_results: Sequence[Record]) -> str:
    """Gives what the bullets show: the result furthest from its target.

    `sorted_results`: rows of `indicator_results`, the furthest first.
    """
    first = sorted_results[0]
    if is_absent(first["achievement_pct"]):
        return "Nessuno di questi indicatori ha una percentuale"
    if first["achievement_pct"] >= 100:
        return "Tutti questi indicatori con un dato sono al target"
    name = readable_name(first["indicator_code"], first["indicator_name"])
    return f"Il più lontano dal target: {name} ({result_against_target(first)})"


def bullets_alt(sorted_results: Sequence[Record]) -> str:
    """Describes the bullets to who cannot see them."""
    bars = counted(len(sorted_results), "indicatore", "indicatori")
    return (
        f"Barre dei risultati in percentuale del target, {bars}. "
        f"{bullets_finding(sorted_results)}. "
        "Gli stessi numeri sono nella tabella che segue."
    )


def sectors_finding(statuses: Sequence[Record], period: str) -> str:
    """Gives which sector is furthest behind, and how many of its indicators have no result.

    `statuses`: rows of the query `status_by_sector_and_direction`.
    """
    by_sector: dict[str, list[Record]] = defaultdict(list)
    for row in statuses:
        by_sector[readable_name(row["sector_code"], row["sector_name"])].append(row)
    tallies = {name: _tally(rows) for name, rows in by_sector.items()}
    shares = {name: good / due for name, (good, due, _) in tallies.items() if due}
    if not shares:
        return "In nessun settore ci sono indicatori da valutare in questo periodo"
    lowest = min(shares.values())
    if lowest == 1:
        return f"In ogni settore tutti gli indicatori valutabili {_good_words(2, period)}"
    last = [name for name, share in shares.items() if share == lowest]
    good, due, missing = tallies[last[0]]
    done = "al target" if period == Period.FINAL else "in linea o al target"
    gap = f", {missing} senza dato" if missing else ""
    if len(shares) == 1:
        return f"{last[0]}: {good} su {due} {done}{gap}"
    rank = "è il più indietro" if len(last) == 1 else "è fra i più indietro"
    return f"{last[0]} {rank}: {good} su {due} {done}{gap}"


def sectors_note(statuses: Sequence[Record]) -> str:
    """Gives what the cells say, and the names behind the codes above the columns."""
    names = {
        code_and_name(row["strategic_direction_code"], row["strategic_direction_name"])
        for row in statuses
    }
    return (
        "In ogni casella: indicatori raggiunti o in linea, sugli indicatori da valutare (i dati "
        "mancanti contano; i non valutabili, sterilizzati o eliminati no); più è scura, più è alta "
        "la quota. "
        f"Indirizzi: {', '.join(sorted(names))}."
    )


def sectors_alt(statuses: Sequence[Record], period: str) -> str:
    """Describes the heatmap to who cannot see it."""
    return (
        "Caselle per settore e indirizzo strategico. "
        f"{sectors_finding(statuses, period)}. Gli stessi numeri sono nella tabella che segue."
    )


def status_words(status: str) -> str:
    """Gives the word of an indicator's status, as it stands in the choice of outcomes."""
    return result_status_label(status).word


def statuses_in_order(words: Iterable[str]) -> list[str]:
    """Gives the words of the statuses that occur, from achieved to missing."""
    order = [label.word for label in RESULT_STATUSES.values()]
    return sorted(set(words), key=order.index)


def _good_words(count: int, period: str) -> str:
    verb = "è" if count == 1 else "sono"
    return f"{verb} al target" if period == Period.FINAL else f"{verb} in linea o già al target"


def _tally(rows: Sequence[Record]) -> tuple[int, int, int]:
    """Gives how many indicators are good, how many are to be assessed, how many have no result."""
    counts = status_counts(rows)
    good = sum(counts[status] for status in GOOD)
    behind = sum(counts[status] for status in BEHIND)
    missing = counts[ResultStatus.MISSING]
    return good, good + behind + missing, missing


def _left_out_words(results: Sequence[Record]) -> str:
    reasons = Counter(
        str(row["left_out_reason"]) for row in results if not is_absent(row["left_out_reason"])
    )
    if not reasons:
        return ""
    words = [
        counted(count, LEFT_OUT_REASONS[code], LEFT_OUT_PLURALS[code])
        for code, count in reasons.most_common()
    ]
    return f"; esclusi {listed(words)}"


def _basis_words(results: Sequence[Record]) -> str:
    """Gives where the percentages come from; of those that the Nucleo granted, how many count."""
    counted_rows = [row for row in results if is_absent(row["left_out_reason"])]
    bases = Counter(row["achievement_basis"] for row in counted_rows)
    words = [words for basis, words in _BASES.items() if bases[basis]]
    granted_count = bases[AchievementBasis.GRANTED]
    if granted_count:
        words.append(f"riconosciute dal Nucleo ({number(granted_count, 0)})")
    return listed(words)
