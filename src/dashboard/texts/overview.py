"""Sentences, tiles and headings of the Quadro d'insieme page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.domain.model import Period, ResultStatus
from dashboard.texts.aggregates import NOTHING_LEFT_OUT, left_out_words
from dashboard.texts.formats import (
    MISSING,
    Record,
    counted,
    is_absent,
    italian_date,
    listed,
    number,
    percent,
    period_end,
    shortened,
    shown_change,
    text,
)
from dashboard.texts.labels import ACHIEVEMENT_METHODS, RESULT_STATUSES

GOOD = (ResultStatus.ACHIEVED, ResultStatus.ON_TRACK)
BEHIND = (ResultStatus.PARTIAL, ResultStatus.LATE, ResultStatus.NOT_ACHIEVED)
# What leaves the sums without anybody having failed to report.
SET_ASIDE = (
    ResultStatus.NOT_ASSESSABLE,
    ResultStatus.STERILISED,
    ResultStatus.ELIMINATED,
    ResultStatus.NOT_DUE,
)
LEFT_OUT = (ResultStatus.MISSING, *SET_ASIDE)

TABLE_BUTTON = "Tabella"
HOW_IT_IS_COUNTED = "Come si calcola"
METHODS_TITLE = "Lo stesso anno, contato in quattro modi"
METHODS_NOTE = (
    "Le quattro percentuali vengono dagli stessi indicatori e sono tutte corrette: cambia che cosa "
    "si media e che cosa si esclude. In questa pagina vale quella del riquadro «Grado di "
    "raggiungimento». Nessun valore è arrotondato prima di essere mostrato, salvo dove è detto."
)
DUMBBELL_NOTE = (
    "Media degli indicatori contati di ciascun indirizzo; al 30/6 il confronto è con il target "
    "dell’anno, o con quello di metà anno dove c’è."
)
STATUS_NOTE = (
    "Grado di raggiungimento: media degli indicatori contati. Restano fuori quelli senza dato, non "
    "valutabili, sterilizzati, eliminati con atto o non dovuti nel periodo."
)
BARS_NOTE = "A destra il grado di raggiungimento (media degli indicatori contati)."
NO_COMPARISON = "Tra giugno e dicembre non c’è ancora nulla da confrontare"
NO_DEVIATIONS = "Nessuno scostamento: tutti i risultati confrontati raggiungono il target"
NOTHING_COMPARED = "Nessuno scostamento: non ci sono ancora risultati da confrontare"
STATUS_FILE_NAME = "Stato degli indicatori per indirizzo"
DUMBBELL_FILE_NAME = "Da giugno a dicembre per indirizzo"
HOW_STEP_BY_STEP = "Come si calcola, passo per passo"
METHODS_FILE_NAME = "Grado di raggiungimento in quattro modi"

METHOD_COLUMNS = {
    "achievement_shown": "Grado di raggiungimento",
    "method": "Come",
    "counted_count": "Indicatori contati",
    "reported_words": "Rendicontati",
    "left_out_words": "Lasciati fuori",
}
DUMBBELL_COLUMNS = {
    "group_name": "Indirizzo strategico",
    "intermediate_shown": "Al 30/6",
    "intermediate_counted_count": "Contati al 30/6",
    "final_shown": "Al 31/12",
    "final_counted_count": "Contati al 31/12",
    "indicator_count": "Indicatori",
}
_NAMED_SECTORS = 3


@dataclass(frozen=True, slots=True)
class TileText:
    """What a tile says; `status` is the one whose mark it carries, if any.

    `is_explained`: the number leads to the page that says how it comes about.
    """

    label: str
    value: str
    note: str
    status: ResultStatus | None = None
    is_explained: bool = False


def status_counts(statuses: Sequence[Record]) -> dict[ResultStatus, int]:
    """Adds up rows of a `status_by_…` query: every status, with zero where there is none."""
    counts = dict.fromkeys(ResultStatus, 0)
    for row in statuses:
        counts[ResultStatus(row["status"])] += int(row["indicator_count"])
    return counts


def unexplained_count(statuses: Sequence[Record]) -> int:
    """Gives how many deviations have no reason; indicators without a result are not deviations."""
    return sum(
        int(row["unexplained_count"]) for row in statuses if row["status"] != ResultStatus.MISSING
    )


def headline(statuses: Sequence[Record], reference_year: int, period: str) -> str:
    """Gives "Al 31/12/2024: 112 indicatori su 150 hanno raggiunto il risultato atteso; 9 …".

    `statuses`: rows of the query `status_by_entity`.
    """
    counts = status_counts(statuses)
    total = sum(counts.values())
    start = f"Al {period_end(reference_year, period)}"
    if total == 0:
        return f"{start}: nessun indicatore per i filtri scelti."
    if _without_result(counts) == total:
        planned = "è pianificato" if total == 1 else "sono pianificati"
        return (
            f"Per il {reference_year} {planned} {counted(total, 'indicatore', 'indicatori')}; "
            "nessun risultato è ancora stato consegnato."
        )
    good = _sum(counts, GOOD)
    of_total = f"{counted(good, 'indicatore', 'indicatori')} su {number(total, 0)}"
    return f"{start}: {of_total} {_good_verb(good, period)}; {emphasis(statuses)}."


def emphasis(statuses: Sequence[Record]) -> str:
    """Gives the part of the headline that asks for work: "9 scostamenti sono senza motivazione"."""
    missing = unexplained_count(statuses)
    if missing:
        return counted(
            missing,
            "scostamento è senza motivazione",
            "scostamenti sono senza motivazione",
        )
    if _sum(status_counts(statuses), BEHIND) == 0:
        return "nessuno è sotto il target"
    return "tutti gli scostamenti sono motivati"


def completeness(deliveries: Sequence[Record]) -> str:
    """Gives "Dati di 11 settori su 12, aggiornati al 24/02/2025. Manca: Polizia locale."

    `deliveries`: rows of the query `deliveries` for one period.
    """
    if not deliveries:
        return ""
    delivered = [row for row in deliveries if row["is_delivered"]]
    late = [text(row["sector_name"]) for row in deliveries if not row["is_delivered"]]
    total = counted(len(deliveries), "settore", "settori")
    if not delivered:
        return f"Nessun report consegnato, su {total}."
    days = [row["delivered_at"] for row in delivered if not is_absent(row["delivered_at"])]
    updated = f", aggiornati al {italian_date(max(days))}" if days else ""
    of_total = f"Dati di {counted(len(delivered), 'settore', 'settori')} su {len(deliveries)}"
    return f"{of_total}{updated}. {_late_words(late)}".strip()


def tiles(
    statuses: Sequence[Record],
    deliveries: Sequence[Record],
    methods: Sequence[Record],
    direction_count: int,
    period: str,
) -> list[TileText]:
    """Gives the six tiles, in words that fit the period.

    `statuses`, `deliveries`, `methods`: rows of the queries `status_by_entity`, `deliveries` and
    `achievement_by_entity`; `direction_count`: directions with an achievement.
    """
    counts = status_counts(statuses)
    return [
        _good_tile(counts, period),
        _behind_tile(counts, period),
        _unexplained_tile(statuses, counts),
        _missing_tile(counts),
        _delivery_tile(deliveries),
        _achievement_tile(methods, direction_count, _granted_count(statuses)),
    ]


def status_finding(statuses: Sequence[Record], achievement: Sequence[Record], period: str) -> str:
    """Gives which strategic direction is furthest behind: the title of the stacked bars.

    `statuses`: rows of `status_by_direction`; `achievement`: of `achievement_by_direction`.
    """
    known = [
        row
        for row in achievement
        if not is_absent(row["achievement_pct"]) and not is_absent(row["strategic_direction_code"])
    ]
    if not known:
        return "Indicatori per indirizzo strategico: nessun risultato ancora confrontabile"
    behind = _behind_by_direction(statuses)
    if not any(behind.values()):
        return f"Nessun indicatore {_behind_words(period)}, in nessun indirizzo"
    worst = min(known, key=lambda row: float(row["achievement_pct"]))
    code = worst["strategic_direction_code"]
    total = int(worst["indicator_count"])
    what = f"{counted(behind.get(code, 0), 'indicatore', 'indicatori')} su {number(total, 0)}"
    start = f"L’indirizzo {code}"
    verb = " è il più indietro" if len(known) > 1 else ""
    return f"{start}{verb}: {what} {_behind_words(period)}"


def dumbbell_finding(directions: Sequence[Record]) -> str:
    """Gives "Da giugno (○) a dicembre (●): 3 indirizzi su 4 sono saliti, 1 è sceso".

    `directions`: rows of the query `intermediate_to_final_by_direction`.
    """
    pairs = [
        (float(row["intermediate_achievement_pct"]), float(row["final_achievement_pct"]))
        for row in directions
        if not is_absent(row["intermediate_achievement_pct"])
        and not is_absent(row["final_achievement_pct"])
    ]
    if not pairs:
        return NO_COMPARISON
    changes = [shown_change(before, after) for before, after in pairs]
    risen, fallen = changes.count(1), changes.count(-1)
    if len(pairs) == 1:
        verb = "salito" if risen else "sceso" if fallen else "rimasto fermo"
        return f"Da giugno (○) a dicembre (●) l’indirizzo è {verb}"
    if not risen and not fallen:
        return f"Da giugno (○) a dicembre (●): nessun indirizzo su {len(pairs)} si è mosso"
    if not risen:
        subject = counted(fallen, "indirizzo", "indirizzi")
        verb = "è sceso" if fallen == 1 else "sono scesi"
        return f"Da giugno (○) a dicembre (●): {subject} su {len(pairs)} {verb}"
    subject = counted(risen, "indirizzo", "indirizzi")
    verb = "è salito" if risen == 1 else "sono saliti"
    words = f"Da giugno (○) a dicembre (●): {subject} su {len(pairs)} {verb}"
    return f"{words}, {counted(fallen, 'è sceso', 'sono scesi')}" if fallen else words


def deviations_finding(shown_count: int, total_count: int, statuses: Sequence[Record]) -> str:
    """Gives "Da guardare: 10 scostamenti su 27, i non motivati per primi".

    `statuses`: rows of the query `status_by_entity`, to tell "none" from "not yet".
    """
    if total_count == 0:
        counts = status_counts(statuses)
        is_compared = sum(counts.values()) > _sum(counts, LEFT_OUT)
        return NO_DEVIATIONS if is_compared else NOTHING_COMPARED
    shown = counted(shown_count, "scostamento", "scostamenti")
    of_total = "" if shown_count == total_count else f" su {number(total_count, 0)}"
    order = ", i non motivati per primi" if shown_count > 1 else ""
    return f"Da guardare: {shown}{of_total}{order}"


def all_deviations(total_count: int) -> str:
    """Gives the words of the link to the page of all deviations."""
    if total_count == 1:
        return "Vedi lo scostamento"
    return f"Tutti i {number(total_count, 0)} scostamenti"


def status_columns(statuses: Sequence[str]) -> dict[str, str]:
    """Gives the headings of the table behind the bars, for the statuses that occur."""
    marks = {
        f"{status.value}_count": label.plural.capitalize()
        for status, label in RESULT_STATUSES.items()
        if status.value in statuses
    }
    return {
        "group_name": "Indirizzo strategico",
        "achievement_shown": "Grado",
        "counted_count": "Contati",
        "indicator_count": "Indicatori",
        **marks,
    }


def status_alt(statuses: Sequence[Record], achievement: Sequence[Record], period: str) -> str:
    """Describes the stacked bars to who cannot see them."""
    means = ", ".join(
        f"{text(row['strategic_direction_code'])} {percent(row['achievement_pct'])}"
        for row in achievement
    )
    return (
        f"Barre per indirizzo strategico. {status_finding(statuses, achievement, period)}. "
        f"Grado di raggiungimento: {means}."
    )


def dumbbell_alt(directions: Sequence[Record]) -> str:
    """Describes the dots from June to December to who cannot see them."""
    steps = "; ".join(
        f"{text(row['strategic_direction_code'])} "
        f"da {percent(row['intermediate_achievement_pct'])} "
        f"a {percent(row['final_achievement_pct'])}"
        for row in directions
    )
    return f"{dumbbell_finding(directions)}. Indirizzo per indirizzo: {steps}."


def _good_tile(counts: Mapping[ResultStatus, int], period: str) -> TileText:
    good, total = _sum(counts, GOOD), sum(counts.values())
    share = percent(100 * good / total, 0) if total else MISSING
    of_total = f"{share} di {counted(total, 'indicatore', 'indicatori')}"
    if period == Period.FINAL:
        return TileText("Raggiunti", number(good, 0), of_total, ResultStatus.ACHIEVED)
    achieved = counts[ResultStatus.ACHIEVED]
    note = f"{of_total}; {counted(achieved, 'già raggiunto', 'già raggiunti')}"
    return TileText("In linea o raggiunti", number(good, 0), note, ResultStatus.ON_TRACK)


def _behind_tile(counts: Mapping[ResultStatus, int], period: str) -> TileText:
    behind = number(_sum(counts, BEHIND), 0)
    if period == Period.FINAL:
        partial, failed = counts[ResultStatus.PARTIAL], counts[ResultStatus.NOT_ACHIEVED]
        note = f"{number(partial, 0)} in parte, {counted(failed, 'non raggiunto', 'non raggiunti')}"
        return TileText("Sotto il target", behind, note, ResultStatus.PARTIAL)
    return TileText("In ritardo", behind, "rispetto a quanto atteso al 30/6", ResultStatus.LATE)


def _unexplained_tile(statuses: Sequence[Record], counts: Mapping[ResultStatus, int]) -> TileText:
    unexplained = unexplained_count(statuses)
    if unexplained == 0:
        has_behind = _sum(counts, BEHIND) > 0
        note = "ogni scostamento ha un motivo" if has_behind else "nessuno scostamento"
    else:
        note = "scostamenti da spiegare" if unexplained > 1 else "scostamento da spiegare"
    return TileText("Senza motivazione", number(unexplained, 0), note)


def left_out_by(method: Record) -> str:
    """Gives what a way of counting leaves out, and why; `method`: row of `achievement_by_entity`.

    Without exclusions only what has no percentage is left out, whatever the reason is.
    """
    if method["method"] == "mean_of_all_indicators":
        left_out = int(method["left_out_count"])
        return f"{left_out} senza percentuale" if left_out else NOTHING_LEFT_OUT
    return left_out_words(method)


def _missing_tile(counts: Mapping[ResultStatus, int]) -> TileText:
    aside = [
        counted(counts[status], RESULT_STATUSES[status].word, RESULT_STATUSES[status].plural)
        for status in SET_ASIDE
        if counts[status]
    ]
    note = f"più {listed(aside)}" if aside else "risultato non comunicato"
    return TileText(
        "Senza dato", number(counts[ResultStatus.MISSING], 0), note, ResultStatus.MISSING
    )


def _delivery_tile(deliveries: Sequence[Record]) -> TileText:
    delivered = sum(bool(row["is_delivered"]) for row in deliveries)
    late = [text(row["sector_name"]) for row in deliveries if not row["is_delivered"]]
    if not late:
        note = "nessuno in attesa"
    elif len(late) == 1:
        note = f"manca: {shortened(late[0], 30)}"
    else:
        note = f"ne mancano {len(late)}"
    return TileText("Settori consegnati", f"{delivered} su {len(deliveries)}", note)


def _granted_count(statuses: Sequence[Record]) -> int:
    return sum(int(row["granted_count"]) for row in statuses)


def _achievement_tile(
    methods: Sequence[Record], direction_count: int, granted_count: int
) -> TileText:
    chosen = next((row for row in methods if row["is_headline"]), None)
    label = "Grado di raggiungimento"
    if chosen is None or is_absent(chosen["achievement_pct"]):
        return TileText(label, MISSING, "nessun indicatore contato")
    method = ACHIEVEMENT_METHODS[chosen["method"]]
    if chosen["method"] == "mean_of_directions":
        method = f"media di {counted(direction_count, 'indirizzo', 'indirizzi')}"
    contents = f"{number(chosen['counted_count'], 0)} indicatori su "
    note = f"{method}, {contents}{number(chosen['indicator_count'], 0)}"
    if granted_count:
        granted = counted(granted_count, "riconosciuto", "riconosciuti")
        note += f", di cui {granted} dal Nucleo"
    return TileText(label, percent(chosen["achievement_pct"]), note, is_explained=True)


def _late_words(late: Sequence[str]) -> str:
    if not late:
        return "Non manca nessuno."
    if len(late) == 1:
        return f"Manca: {late[0]}."
    if len(late) <= _NAMED_SECTORS:
        return f"Mancano: {listed(late)}."
    return f"Mancano: {', '.join(late[:_NAMED_SECTORS])} e altri {len(late) - _NAMED_SECTORS}."


def _behind_by_direction(statuses: Sequence[Record]) -> dict[object, int]:
    behind: dict[object, int] = {}
    for row in statuses:
        if row["status"] in BEHIND:
            code = row["strategic_direction_code"]
            behind[code] = behind.get(code, 0) + int(row["indicator_count"])
    return behind


def _behind_words(period: str) -> str:
    return "sotto il target" if period == Period.FINAL else "in ritardo"


def _good_verb(count: int, period: str) -> str:
    if period == Period.FINAL:
        verb = "ha" if count == 1 else "hanno"
        return f"{verb} raggiunto il risultato atteso"
    return "è in linea o già raggiunto" if count == 1 else "sono in linea o già raggiunti"


def _without_result(counts: Mapping[ResultStatus, int]) -> int:
    return _sum(counts, (ResultStatus.MISSING, ResultStatus.NOT_DUE))


def _sum(counts: Mapping[ResultStatus, int], statuses: Sequence[ResultStatus]) -> int:
    return sum(counts[status] for status in statuses)
