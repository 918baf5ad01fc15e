"""What the page Anni a confronto says: years side by side, statuses then and now, what moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from dashboard.domain.comparability import Comparability
from dashboard.domain.model import DocumentKind
from dashboard.domain.movements import MOVED_POINTS, Movement, MovementKind, Subject
from dashboard.domain.transitions import ABSENT, Transition
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
    readable_name,
    shown_change,
    signed_number,
    text,
)
from dashboard.texts.labels import (
    ACHIEVEMENT_METHODS,
    DOCUMENT_KINDS,
    dup_status_label,
    result_status_label,
)
from dashboard.texts.measures import result_against_target

EMPTY_TITLE = "Non c’è ancora nulla da mettere a confronto per questa scelta."
EMPTY_BODY = (
    "Servono i report di almeno un periodo: caricarli dalla pagina Caricamento, oppure cambiare "
    "anno, settore o indirizzo nei filtri qui sopra."
)
COMPARE_WITH = "Confronta con"
COMPARE_AS_OF = "com’era il (vuoto: come ora)"
SAME_LOOK = (
    "I due termini del confronto sono uguali: scegliere un altro report, oppure una data di prima."
)
NOTHING_BEFORE = (
    "Non c’è un report precedente con cui confrontare. Per vedere che cosa è cambiato da un giorno "
    "all’altro scegliere lo stesso report e una data."
)
NOTHING_MOVED = "Non si è mosso nulla."
NO_RESULTS_YET = (
    "Nel termine più recente non ci sono ancora risultati: si vede solo che cosa è entrato nel "
    "piano e che cosa ne è uscito."
)
YEARS_NOTE = (
    "Grado di raggiungimento con il metodo in vigore in ciascun anno; tra parentesi n, di quanti "
    "indicatori è la media. Le barre partono da zero e arrivano a 100."
)
STATUS_NOTE = "A destra il grado di raggiungimento. Ogni barra è lunga come il suo totale."
ONE_YEAR_ONLY = (
    "C’è un anno solo con risultati in questo periodo: caricando i report di un altro anno le "
    "percentuali si vedono una accanto all’altra."
)
YEARS_FILE = "Anni a confronto per indirizzo"
YEARS_COLUMNS = {
    "group_name": "Indirizzo strategico",
    "reference_year": "Anno",
    "achievement_pct": "Grado di raggiungimento",
    "counted_count": "Contati (n)",
    "reported_count": "Rendicontati",
    "indicator_count": "Indicatori",
    "status_text": "Per esito",
}
TRANSITION_NOTE = (
    "Ogni riga è lo stato di prima, ogni colonna quello di adesso; nella cella quanti interventi. "
    "Sulla diagonale chi non si è mosso."
)
TRANSITION_FILE = "Interventi del DUP prima e adesso"
TRANSITION_COLUMNS = {
    "before_words": "Prima",
    "after_words": "Adesso",
    "intervention_count": "Interventi",
    "which_text": "Quali",
}
NO_DUP_FINDING = "Lo stato del DUP c’è per un termine solo del confronto"
NO_DUP = (
    "Per confrontare lo stato del DUP serve anche quello dell’altro termine: caricare i file del "
    "DUP di quell’anno dalla pagina Caricamento."
)
ENTERED, LEFT = "+ entrati da allora", "− usciti da allora"
MOVED_NOTE = (
    "Prima ciò che peggiora o si ferma, poi il resto. Si muove ciò che cambia stato; a stato "
    f"uguale, una percentuale che cambia di almeno {number(MOVED_POINTS)} punti tra periodi dello "
    "stesso tipo; a parità di tutto, un testo riscritto. Entra ciò che è nuovo o ha ora un "
    "risultato; si ferma ciò che è sospeso, rinviato, eliminato o tolto dal calcolo. Nei "
    "testi: barrate le parole tolte, sottolineate quelle aggiunte."
)
MOVED_FILE = "Che cosa si è mosso"
MOVED_COLUMNS = {
    "direction_name": "Indirizzo strategico",
    "kind_words": "Movimento",
    "subject_name": "Che cosa",
    "sector_name": "Settore",
    "sentence_text": "In parole",
    "before_text": "Testo di prima",
    "after_text": "Testo di adesso",
}
NO_DIRECTION = "Senza indirizzo strategico"

KIND_SHAPES: Mapping[MovementKind, str] = {
    MovementKind.WORSE: "▼",
    MovementKind.STOPPED: "■",
    MovementKind.SILENT: "◇",
    MovementKind.BETTER: "▲",
    MovementKind.NEW: "+",
    MovementKind.GONE: "−",
    MovementKind.REWORDED: "≠",
}
_KIND_WORDS: Mapping[MovementKind, tuple[str, str]] = {
    MovementKind.WORSE: ("peggiora", "peggiorano"),
    MovementKind.STOPPED: ("si ferma", "si fermano"),
    MovementKind.SILENT: ("resta senza dato", "restano senza dato"),
    MovementKind.BETTER: ("migliora", "migliorano"),
    MovementKind.NEW: ("entra", "entrano"),
    MovementKind.GONE: ("esce", "escono"),
    MovementKind.REWORDED: ("cambia testo", "cambiano testo"),
}
_REPORTS = {
    "final": DOCUMENT_KINDS[DocumentKind.FINAL_REPORT],
    "intermediate": DOCUMENT_KINDS[DocumentKind.INTERMEDIATE_REPORT],
}


def look_words(reference_year: int, period: str, as_of: date | None = None) -> str:
    """Gives "Report finale 2024", or with a date "Report finale 2024 com’era il 01/02/2025"."""
    words = f"{_REPORTS[period]} {reference_year}"
    return words if as_of is None else f"{words} com’era il {italian_date(as_of)}"


def headline(reference_year: int, period: str, before: str, movements: Sequence[Movement]) -> str:
    """Gives "Al 31/12/2024, rispetto al report intermedio 2024: 5 peggiorano e 12 migliorano."."""
    start = f"Al {period_end(reference_year, period)}, rispetto al {_lowered(before)}"
    return f"{start}: {moved_words(movements)}."


def emphasis(movements: Iterable[Movement]) -> str:
    """Gives the part of the headline to look at: "5 peggiorano"; "" where nothing does."""
    worse = sum(one.kind is MovementKind.WORSE for one in movements)
    return counted(worse, *_KIND_WORDS[MovementKind.WORSE]) if worse else ""


def nothing_to_compare(reference_year: int, period: str) -> str:
    """Gives the headline where there is no other look yet."""
    return f"Al {period_end(reference_year, period)}: scegliere con che cosa confrontare."


def moved_words(movements: Sequence[Movement]) -> str:
    """Gives "2 peggiorano, 1 si ferma e 4 migliorano"."""
    counts = Counter(one.kind for one in movements)
    words = [counted(counts[kind], *_KIND_WORDS[kind]) for kind in MovementKind if counts[kind]]
    return listed(words) if words else "non si è mosso nulla"


def years_finding(rows: Sequence[Record]) -> str:
    """Gives which strategic direction moved most between the last two years that both have it.

    `rows`: of the query `achievement_by_direction`, several years of one period.
    """
    pairs = _last_two_years(rows)
    if not pairs:
        return "Le percentuali di anni diversi non si possono ancora affiancare"
    before, after = max(
        pairs, key=lambda pair: abs(pair[1]["achievement_pct"] - pair[0]["achievement_pct"])
    )
    change = shown_change(before["achievement_pct"], after["achievement_pct"])
    if change == 0:
        return "Nessun indirizzo si è mosso tra gli ultimi due anni"
    verb = "salito" if change > 0 else "sceso"
    name = direction_name(after)
    return (
        f"{name} è l’indirizzo {verb} di più: da {mean_words(before)} nel "
        f"{before['reference_year']} a {mean_words(after)} nel {after['reference_year']}"
    )


def mean_words(row: Record) -> str:
    """Gives "83,7 % (n 35)"."""
    if is_absent(row["achievement_pct"]):
        return MISSING
    return f"{percent(row['achievement_pct'])} (n {number(row['counted_count'], 0)})"


def year_label(year: int, row: Record | None) -> str:
    """Gives "2024: 83,7 % (n 35)", or that the year has none."""
    if row is None or is_absent(row["achievement_pct"]):
        return f"{year}: nessun dato"
    return f"{year}: {mean_words(row)}"


def direction_year(code: object, year: int) -> str:
    """Gives "1 (2024)", which tells a direction's years apart and keeps them together."""
    return f"{text(code)} ({year})"


def years_alt(rows: Sequence[Record]) -> str:
    """Describes the bars of the years to who cannot see them."""
    told = "; ".join(
        f"{direction_name(row)} {row['reference_year']}: {mean_words(row)}" for row in rows
    )
    return f"Barre per indirizzo strategico e anno. {years_finding(rows)}. {told}."


def status_finding(years: Sequence[int]) -> str:
    """Gives the title of the statuses year by year."""
    return f"Gli esiti degli indicatori, anno per anno: {listed([str(year) for year in years])}"


def status_alt(rows: Iterable[Record]) -> str:
    """Describes the stacked bars; `rows`: of the query `status_by_direction`, of several years."""
    totals: Counter[tuple[int, str]] = Counter()
    for row in rows:
        totals[int(row["reference_year"]), str(row["status"])] += int(row["indicator_count"])
    told = "; ".join(
        f"{year}: {number(count, 0)} {result_status_label(status).plural}"
        for (year, status), count in totals.items()
    )
    return f"Barre impilate, una per indirizzo e anno. In tutto {told}."


def status_words(counts: Mapping[str, int]) -> str:
    """Gives "● 20 raggiunti, ▼ 2 non raggiunti"."""
    return ", ".join(
        f"{result_status_label(status).shape} "
        f"{counted(count, result_status_label(status).word, result_status_label(status).plural)}"
        for status, count in counts.items()
    )


def comparability_sentences(found: Comparability) -> list[str]:
    """Gives what makes the percentages of two years tell different things, or that nothing does."""
    years = f"{found.year_before} e {found.year_after}"
    if found.is_same:
        return [f"{years}: stessi indicatori, stesse regole, stesso metodo. Sono confrontabili."]
    said = [
        _count_sentence(
            found.common_count + found.only_after_count,
            found.only_after_count,
            f"nel {found.year_after} è nuovo",
            f"nel {found.year_after} sono nuovi",
        ),
        _count_sentence(
            found.common_count + found.only_before_count,
            found.only_before_count,
            f"del {found.year_before} non c’è più",
            f"del {found.year_before} non ci sono più",
        ),
        _of_common(
            found.changed_rule_count,
            "si misura con un’altra regola",
            "si misurano con altre regole",
        ),
        _of_common(found.changed_unit_count, "ha un’altra unità", "hanno un’altra unità"),
    ]
    if found.method_before != found.method_after:
        said.append(
            f"il grado dell’ente era la {_method(found.method_before)}, ora è la "
            f"{_method(found.method_after)}"
        )
    told = "; ".join(part for part in said if part)
    return [f"{years}: attenzione, non misurano la stessa cosa. {told[0].upper()}{told[1:]}."]


def transition_finding(found: Sequence[Transition], before: str, after: str) -> str:
    """Gives how many interventions changed status, entered and left."""
    entered = sum(len(one.interventions) for one in found if one.before == ABSENT)
    left = sum(len(one.interventions) for one in found if one.after == ABSENT)
    both = [one for one in found if ABSENT not in (one.before, one.after)]
    total = sum(len(one.interventions) for one in both)
    moved = sum(len(one.interventions) for one in both if one.before != one.after)
    changed = f"{number(moved, 0)} su {number(total, 0)} hanno cambiato stato"
    words = f"Interventi del DUP, da {before} a {after}: {changed}"
    more = [
        counted(entered, "è entrato", "sono entrati") if entered else "",
        counted(left, "è uscito", "sono usciti") if left else "",
    ]
    return ", ".join([words, *(part for part in more if part)])


def transition_alt(found: Sequence[Transition], before: str, after: str) -> str:
    """Describes the matrix to who cannot see it."""
    told = "; ".join(
        f"da {state_words(one.before, is_before=True)} a {state_words(one.after, is_before=False)}"
        f": {len(one.interventions)}"
        for one in found
    )
    return f"Matrice degli stati. {transition_finding(found, before, after)}. {told}."


def state_words(state: str, *, is_before: bool) -> str:
    """Gives "◐ in corso" for a state then or now; what was absent entered or left."""
    if state == ABSENT:
        return ENTERED if is_before else LEFT
    label = dup_status_label(state)
    return f"{label.shape} {label.word}"


def state_mark(state: str) -> str:
    """Gives a state's shape alone, for the head of a narrow column."""
    return LEFT[0] if state == ABSENT else dup_status_label(state).shape


def intervention_names(interventions: Iterable[Record]) -> str:
    """Gives the interventions of a cell by code and name."""
    return "; ".join(
        readable_name(row["intervention_code"], row["intervention_name"]) for row in interventions
    )


def transition_hover(before: str, after: str, count: int) -> str:
    """Gives what a cell says of itself, without the names."""
    words = counted(count, "intervento", "interventi")
    return (
        f"da {state_words(before, is_before=True)} a {state_words(after, is_before=False)}: {words}"
    )


def moved_finding(movements: Sequence[Movement], before: str) -> str:
    """Gives the title of what moved."""
    return f"Che cosa si è mosso dal {_lowered(before)}: {moved_words(movements)}"


def group_title(name: str, movements: Sequence[Movement]) -> str:
    """Gives the title of one direction's movements."""
    return f"{name}: {moved_words(movements)}"


def more_title(count: int) -> str:
    """Gives the title of what is folded away below the most important movements."""
    return f"Altri {count} movimenti" if count > 1 else "Un altro movimento"


def dup_name(reference_year: int, as_of: date | None, *, is_same_year: bool) -> str:
    """Gives how a DUP is told from the other one: by its year, else by the day it is looked at."""
    if not is_same_year:
        return f"{reference_year}"
    return "oggi" if as_of is None else f"com’era il {italian_date(as_of)}"


def kind_words(kind: MovementKind) -> str:
    """Gives "▼ peggiora"."""
    return f"{KIND_SHAPES[kind]} {_KIND_WORDS[kind][0]}"


def direction_name(row: Record) -> str:
    """Gives the strategic direction of a row."""
    if is_absent(row["strategic_direction_code"]):
        return NO_DIRECTION
    return readable_name(row["strategic_direction_code"], row["strategic_direction_name"])


def subject_name(movement: Movement) -> str:
    """Gives the indicator or intervention that moved, by code and name."""
    stem = "indicator" if movement.subject is Subject.RESULT else "intervention"
    return readable_name(movement.row[f"{stem}_code"], movement.row[f"{stem}_name"])


def sentence(movement: Movement) -> str:
    """Gives what became of it: "da «raggiunto» a «non raggiunto», 40 su 100 giornate"."""
    words = _status_part(movement)
    if movement.subject is Subject.INTERVENTION:
        return words
    if movement.after is None or not movement.after["has_result"]:
        return words
    return f"{words}; {result_against_target(movement.after)}"


def written_words(movement: Movement) -> str:
    """Gives what the text that changed is: the status of an intervention, or a reason."""
    return "Il testo dello stato" if movement.subject is Subject.INTERVENTION else "La motivazione"


def _status_part(movement: Movement) -> str:
    before, after = movement.before, movement.after
    if before is None:
        assert after is not None  # noqa: S101 - nothing moves that was never there
        return f"non c’era; ora «{_status(movement, after)}»"
    if after is None:
        return f"non c’è più; era «{_status(movement, before)}»"
    was, now = _status(movement, before), _status(movement, after)
    if was != now:
        return f"da «{was}» a «{now}»"
    points = _points(movement, before, after)
    return f"sempre «{now}»{points}"


def _points(movement: Movement, before: Record, after: Record) -> str:
    column = "achievement_pct" if movement.subject is Subject.RESULT else "percent"
    if movement.kind not in (MovementKind.BETTER, MovementKind.WORSE):
        return ""
    change = signed_number(round(after[column] - before[column], 1))
    return f", da {percent(before[column])} a {percent(after[column])} ({change} punti)"


def _status(movement: Movement, row: Record) -> str:
    if movement.subject is Subject.RESULT:
        return result_status_label(text(row["status"])).word
    return dup_status_label(row["status"]).word


def _last_two_years(rows: Sequence[Record]) -> list[tuple[Record, Record]]:
    """Gives each direction's rows of the newest year and of the one before it, both with a mean."""
    years = sorted({int(row["reference_year"]) for row in rows})[-2:]
    by_name: dict[str, dict[int, Record]] = {}
    for row in rows:
        if not is_absent(row["achievement_pct"]):
            by_name.setdefault(direction_name(row), {})[int(row["reference_year"])] = row
    return [
        (of_year[years[0]], of_year[years[1]])
        for of_year in by_name.values()
        if len(years) > 1 and set(years) <= set(of_year)
    ]


def _count_sentence(total: int, count: int, singular: str, plural: str) -> str:
    if not count:
        return ""
    of_total = f"{number(count, 0)} di {counted(total, 'indicatore', 'indicatori')}"
    return f"{of_total} {singular if count == 1 else plural}"


def _of_common(count: int, singular: str, plural: str) -> str:
    return counted(count, f"indicatore {singular}", f"indicatori {plural}") if count else ""


def _lowered(words: str) -> str:
    return f"{words[0].lower()}{words[1:]}"


def _method(method: str | None) -> str:
    return MISSING if method is None else ACHIEVEMENT_METHODS[method]
