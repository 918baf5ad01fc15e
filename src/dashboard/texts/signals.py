"""Words of the page Segnali: what each signal counts, by which rule, and what it found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.domain.distribution import SMALL_GROUP, Distribution, PctClass
from dashboard.domain.model import DocumentKind
from dashboard.domain.plausibility.model import Fault
from dashboard.domain.reasons import ReasonFlaw
from dashboard.domain.signals import (
    FAR_ABOVE_PCT,
    LATE_AFTER_DAY,
    LATE_AFTER_MONTH,
    Approval,
    Signal,
    SignalCase,
    SignalKind,
)
from dashboard.texts.formats import (
    MISSING,
    counted,
    italian_date,
    number,
    percent,
    period_end,
    readable_name,
    text,
)
from dashboard.texts.plausibility import sector_words
from dashboard.texts.reasons import FLAW_TEXTS

INTRODUCTION = (
    "Un segnale è una domanda da fare, non un errore: conta quanto spesso si ripete la stessa cosa "
    "in tutto l’ente. Nessun segnale riguarda una persona."
)
SUMMARY_FINDING = "I segnali in breve"
SUMMARY_FILE = "Segnali in breve"
_SUMMARY_COLUMNS: dict[str, str] = {
    "title": "Segnale",
    "signal_count": "Quanti",
    "of_count": "Su quanti",
    "share_pct": "Quota",
    "unknown_count": "Non si sa",
}
RULE_LABEL, WHY_LABEL = "Che cosa si conta", "Perché interessa"
DISTRIBUTION_TITLE = "Distribuzione dei risultati"
DISTRIBUTION_NOTE = (
    "Ogni barra conta i risultati di una classe di 10 punti; il 100\u00a0% esatto ha una barra "
    "sua. La mediana sta nel mezzo: metà dei risultati è sotto, metà sopra; i quartili lasciano "
    "fuori un quarto da ogni lato. La media da sola può nascondere pochi risultati molto bassi."
)
_DISTRIBUTION_COLUMNS: dict[str, str] = {
    "class_words": "Grado di raggiungimento",
    "result_count": "Risultati",
}
SPREAD_COLUMNS: dict[str, str] = {
    "year_words": "Anno",
    "result_count": "Risultati",
    "lower_quartile_pct": "Primo quartile",
    "median_pct": "Mediana",
    "upper_quartile_pct": "Terzo quartile",
    "mean_pct": "Media",
}
SPREAD_FILE = "Mediana e quartili"
NOTHING_COUNTED = (
    "Nessun risultato del periodo è ancora contato: la distribuzione verrà dai report."
)
SECTORS_FINDING = "I risultati dei settori, uno per uno"
SECTORS_NOTE = (
    "Ogni cerchio è un risultato; il segno verticale è la mediana del settore. I settori sono in "
    "ordine di codice, non di risultato: gli indicatori sono diversi e non si confrontano le "
    f"persone. Con meno di {SMALL_GROUP} risultati la mediana non si indica."
)
SECTOR_COLUMNS: dict[str, str] = {
    "sector_words": "Settore",
    "result_count": "Risultati",
    "lower_quartile_pct": "Primo quartile",
    "median_pct": "Mediana",
    "upper_quartile_pct": "Terzo quartile",
    "full_count": "A 100\u00a0% esatto",
    "note_text": "Note",
}
SECTORS_FILE = "Distribuzione per settore"
FEW_RESULTS = "pochi risultati: niente mediana"
APPROVALS_TITLE = "Approvazioni in ritardo"
APPROVAL_COLUMNS: dict[str, str] = {
    "document_words": "Documento",
    "due_date": "Scadenza della Giunta",
    "approved_date": "Approvato",
    "late_words": "Esito",
}
APPROVALS_RULE = (
    "Il giorno di approvazione del PEG e del PIAO, inserito nella pagina Scadenzario, confrontato "
    "con la scadenza della Giunta scritta nell’anagrafica. Obiettivi approvati ad anno avanzato "
    "misurano ciò che è già accaduto."
)
REASONS_TITLE = "Motivazioni deboli"
_REASON_COLUMNS: dict[str, str] = {
    "title": "Segnalazione",
    "reason_count": "Motivazioni",
}
REASONS_FILE = "Motivazioni per segnalazione"
REASONS_RULE = (
    "Le motivazioni dei risultati sotto il target o mancanti, lette con le regole qui sotto. Una "
    "motivazione può avere più segnalazioni."
)
GO_TO_DEADLINES = "I giorni di approvazione si inseriscono in Scadenzario"
GO_TO_DEVIATIONS = "Le motivazioni, una per una, sono in Scostamenti"
YEAR_WITHOUT_ROWS_REMEDY = (
    "Caricare le schede PIAO o i report dell’anno, oppure scegliere un altro anno."
)

CASE_COLUMNS: dict[str, str] = {
    "sector_words": "Settore",
    "action_words": "Azione",
    "indicator_words": "Indicatore",
}
_FIGURE_COLUMNS: Mapping[SignalKind, dict[str, str]] = {
    SignalKind.EXACT_HUNDRED: {"target_text": "Target", "result_text": "Risultato"},
    SignalKind.FAR_ABOVE_TARGET: {
        "target_text": "Target",
        "result_text": "Risultato",
        "better_pct": "Oltre il target del",
    },
    SignalKind.TARGET_CHANGED_LATE: {
        "before_text": "Target prima",
        "after_text": "Target dopo",
        "changed_date": "Cambiato",
        "by_words": "Come",
    },
}
_CHANGED_BY = {"upload": "nuova scheda", "decision": "proposta accolta"}
_LAST_DAY = f"{LATE_AFTER_DAY:02d}/{LATE_AFTER_MONTH:02d}"


@dataclass(frozen=True, slots=True)
class SignalText:
    """`thing` is what is counted (one, several); `does` what it does (one, several).

    `none` begins the sentence where there is no case, before `thing`.
    """

    title: str
    none: str
    thing: tuple[str, str]
    does: tuple[str, str]
    unknown: str
    rule: str
    why: str


SIGNAL_TEXTS: Mapping[SignalKind, SignalText] = {
    SignalKind.ORDINARY_ACTIVITY: SignalText(
        "Attività ordinaria fra gli obiettivi",
        "Nessuna",
        ("azione valutata", "azioni valutate"),
        ("è attività ordinaria", "sono attività ordinaria"),
        "la tipologia non è indicata",
        "Le azioni con almeno un indicatore che la scheda chiama ordinarie, consolidate o di "
        "mantenimento, fra quelle che indicano una tipologia.",
        "Gli obiettivi devono portare un miglioramento (D.Lgs. 150/2009, art. 5): l’ordinario si "
        "può misurare, ma non dovrebbe essere il più.",
    ),
    SignalKind.EXACT_HUNDRED: SignalText(
        "Risultati a 100\u00a0% esatto",
        "Nessun",
        ("risultato contato", "risultati contati"),
        ("è a 100\u00a0% esatto", "sono a 100\u00a0% esatto"),
        "",
        "I risultati il cui grado di raggiungimento, dopo le regole di misurazione, è esattamente "
        "100: anche quelli oltre il target, dove il grado si ferma a 100.",
        "Se quasi tutto è a 100 il grado non distingue più: i target erano già raggiunti, o si è "
        "scritto ciò che serviva.",
    ),
    SignalKind.FAR_ABOVE_TARGET: SignalText(
        "Risultati molto oltre il target",
        "Nessun",
        ("risultato confrontabile", "risultati confrontabili"),
        (
            f"supera il target di almeno il {number(FAR_ABOVE_PCT)}\u00a0%",
            f"superano il target di almeno il {number(FAR_ABOVE_PCT)}\u00a0%",
        ),
        "",
        f"I risultati migliori del target di almeno il {number(FAR_ABOVE_PCT)}\u00a0% del target, "
        "nel verso dell’indicatore. Si confrontano solo numeri; un target zero non si confronta. "
        "A metà anno solo con un target di metà anno.",
        "Un target superato di molto era forse troppo facile: da rivedere nella prossima scheda.",
    ),
    SignalKind.TARGET_CHANGED_LATE: SignalText(
        "Target cambiati tardi",
        "Nessun",
        ("indicatore pianificato", "indicatori pianificati"),
        (
            f"ha un target cambiato dopo il {_LAST_DAY}",
            f"hanno un target cambiato dopo il {_LAST_DAY}",
        ),
        "il giorno del cambio non si conosce, perché il file è arrivato ad anno chiuso e senza "
        "atto",
        f"Gli indicatori il cui target è cambiato, con una nuova scheda o una proposta accolta, "
        f"dopo il {_LAST_DAY}. Conta il giorno dell’atto, se c’è; altrimenti quello del "
        "caricamento o della decisione.",
        "Nell’ultimo trimestre il risultato è quasi noto: un target cambiato allora misura poco "
        "(D.Lgs. 150/2009, art. 6).",
    ),
    SignalKind.SOURCE_ABSENT: SignalText(
        "Indicatori senza fonte",
        "Nessun",
        ("indicatore", "indicatori"),
        ("è senza fonte", "sono senza fonte"),
        "",
        "Gli indicatori che non dicono da dove vengono i dati.",
        "Senza fonte un valore non si può verificare.",
    ),
    SignalKind.BASELINE_ABSENT: SignalText(
        "Indicatori senza base-line",
        "Nessun",
        ("indicatore numerico", "indicatori numerici"),
        ("è senza base-line", "sono senza base-line"),
        "",
        "Gli indicatori misurati da un numero che non dicono da quale valore si parte.",
        "Senza il valore di partenza non si sa se il target chiede un miglioramento.",
    ),
}


def headline(
    spread: Distribution | None, hundreds: Signal, reference_year: int, period: str
) -> str:
    """Gives "Segnali al 31/12/2024: 138 risultati contati, 111 a 100 % esatto; mediana…"."""
    start = f"Segnali al {period_end(reference_year, period)}"
    if spread is None:
        return f"{start}: nessun risultato ancora contato."
    return (
        f"{start}: {counted(spread.count, 'risultato contato', 'risultati contati')}, "
        f"{emphasis(hundreds)}; mediana {percent(spread.median_pct)}, media "
        f"{percent(spread.mean_pct)}."
    )


def emphasis(hundreds: Signal) -> str:
    """Gives "111 a 100 % esatto", the part of the headline that asks the most."""
    return f"{number(hundreds.count, 0)} a 100\u00a0% esatto"


def no_indicators(reference_year: int) -> str:
    """Gives the heading of a year without indicators."""
    return f"Il {reference_year} non ha ancora indicatori da guardare insieme."


def no_year_before(reference_year: int) -> str:
    """Says that nothing stands beside the year because the one before is not loaded."""
    return f"Il {reference_year - 1} non è caricato: nessun confronto con l’anno prima."


def summary_columns(year_before: int | None) -> dict[str, str]:
    """Gives the columns of the signals in brief, with the year before where there is one."""
    return _beside(_SUMMARY_COLUMNS, "before_pct", year_before)


def distribution_columns(year_before: int | None) -> dict[str, str]:
    """Gives the columns of the classes, with the year before where there is one."""
    return _beside(_DISTRIBUTION_COLUMNS, "before_count", year_before)


def reason_columns(year_before: int | None) -> dict[str, str]:
    """Gives the columns of the reasons by flaw, with the year before where there is one."""
    return _beside(_REASON_COLUMNS, "before_count", year_before)


def signal_title(kind: SignalKind) -> str:
    """Gives the few words that name a signal."""
    return SIGNAL_TEXTS[kind].title


def signal_sentence(signal: Signal) -> str:
    """Gives "15 azioni valutate su 60 (25,0 %) sono attività ordinaria; di 3 la tipologia…"."""
    words = SIGNAL_TEXTS[signal.kind]
    one, many = words.thing
    if signal.of_count == 0:
        return f"{words.title}: {_nothing(signal, words)}."
    unknown = _unknown(signal, words)
    if signal.count == 0:
        return f"{words.none} {one}, su {number(signal.of_count, 0)}, {words.does[0]}{unknown}."
    return (
        f"{counted(signal.count, one, many)} su {number(signal.of_count, 0)} "
        f"({percent(signal.share_pct)}) {words.does[0 if signal.count == 1 else 1]}{unknown}."
    )


def before_sentence(before: Signal | None, reference_year: int) -> str:
    """Gives "Nel 2023: 12 su 58 (20,7 %)."; "" where there is nothing to compare with."""
    if before is None or before.share_pct is None:
        return ""
    return (
        f"Nel {reference_year}: {number(before.count, 0)} su {number(before.of_count, 0)} "
        f"({percent(before.share_pct)})."
    )


def cases_label(signal: Signal) -> str:
    """Gives "Vedi i 15 casi", which opens the table of a signal's cases."""
    return "Vedi il caso" if signal.count == 1 else f"Vedi i {number(signal.count, 0)} casi"


def case_columns(kind: SignalKind) -> dict[str, str]:
    """Gives the columns of a signal's cases; actions have no indicator."""
    columns = {**CASE_COLUMNS, **_FIGURE_COLUMNS.get(kind, {})}
    if kind is SignalKind.ORDINARY_ACTIVITY:
        del columns["indicator_words"]
    return columns


def case_row(case: SignalCase) -> dict[str, object]:
    """Gives a case as a row of its table, with the codes that its link needs."""
    subject, figures = case.subject, case.figures
    return {
        "sector_code": subject.sector_code,
        "action_code": subject.action_code,
        "sector_words": sector_words(subject),
        "action_words": readable_name(subject.action_code, subject.action_name),
        "indicator_words": text(subject.indicator_name),
        "target_text": figures.get("target"),
        "result_text": figures.get("result"),
        "better_pct": figures.get("better_pct"),
        "before_text": figures.get("before"),
        "after_text": figures.get("after"),
        "changed_date": figures.get("changed_on"),
        "by_words": _CHANGED_BY.get(str(figures.get("by")), MISSING),
    }


def cases_file(kind: SignalKind, reference_year: int) -> str:
    """Gives the name of a download with a signal's cases."""
    return f"{signal_title(kind)} {reference_year}"


def class_words(one: PctClass) -> str:
    """Gives "da 90 a meno di 100 %", "100\u00a0% esatto"."""
    if one.from_pct == one.to_pct:
        return "100\u00a0% esatto"
    if one.from_pct is None:
        return f"meno di {number(one.to_pct)} %"
    if one.to_pct is None:
        return f"più di {number(one.from_pct)} %"
    return f"da {number(one.from_pct)} a meno di {number(one.to_pct)} %"


def distribution_sentence(spread: Distribution) -> str:
    """Gives where the middle half of the results lies, with median and mean."""
    if spread.is_small:
        return (
            f"{counted(spread.count, 'risultato contato', 'risultati contati')}: troppo pochi per "
            "parlare di mediana e quartili"
        )
    low, high = percent(spread.lower_quartile_pct), percent(spread.upper_quartile_pct)
    middle = f"tutta a {low}" if low == high else f"fra {low} e {high}"
    return (
        f"Di {number(spread.count, 0)} risultati la metà centrale sta {middle}: mediana "
        f"{percent(spread.median_pct)}, media {percent(spread.mean_pct)}"
    )


def distribution_alt(spread: Distribution) -> str:
    """Gives the histogram in words, class by class."""
    filled = [f"{class_words(one)}: {one.count}" for one in spread.classes if one.count]
    return f"{distribution_sentence(spread)}. {'; '.join(filled)}."


def sector_note(spread: Distribution) -> str:
    """Gives "12 risultati · mediana 96 %", or that there are too few for a median."""
    count = counted(spread.count, "risultato", "risultati")
    return (
        f"{count} · {FEW_RESULTS if spread.is_small else 'mediana ' + percent(spread.median_pct)}"
    )


def full_note(spread: Distribution) -> str:
    """Gives "9 a 100 %", to stand beside a sector's strip; "" where none is."""
    return f"{spread.full_count} a 100 %" if spread.full_count else ""


def sectors_alt(spreads: Mapping[str, Distribution]) -> str:
    """Gives the figure of the sectors in words, in its order."""
    return "; ".join(f"{name}: {sector_note(spread)}" for name, spread in spreads.items()) + "."


def approvals_sentence(approvals: Sequence[Approval]) -> str:
    """Says how many approvals were late, and how many are not known."""
    late = sum((one.days_late or 0) > 0 for one in approvals)
    unknown = sum(one.days_late is None for one in approvals)
    if unknown == len(approvals):
        return "Non si sa se PEG e PIAO sono stati approvati in tempo: mancano scadenze o giorni"
    words = counted(late, "documento approvato", "documenti approvati") if late else "Nessuno"
    return f"{words} dopo la scadenza, su {len(approvals) - unknown} con i giorni noti"


def approval_row(one: Approval) -> dict[str, object]:
    """Gives an approval as a row of the table, see APPROVAL_COLUMNS."""
    return {
        "document_words": _APPROVED[one.kind],
        "due_date": one.due_date,
        "approved_date": one.approved_on,
        "late_words": _lateness(one),
    }


def late_plans_sentence(late: Fault | None, reference_year: int) -> str:
    """Says how many sheets came after 30 June; "" where none did."""
    if late is None:
        return ""
    figures = late.figures
    in_year, total = int(str(figures["in_year_count"])), int(str(figures["plan_count"]))
    after = int(str(figures["late_count"])) - in_year
    sentences = [
        f"{_sheets(in_year, total)} fra il 30/06 e il 31/12/{reference_year}." if in_year else "",
        f"{_sheets(after, total)} ad anno chiuso: del giorno di approvazione non dicono nulla."
        if after
        else "",
    ]
    return " ".join(one for one in sentences if one)


def reasons_sentence(flawed_count: int, judged_count: int) -> str:
    """Gives "25 motivazioni su 39 hanno almeno una segnalazione"."""
    if judged_count == 0:
        return "Nessun risultato del periodo ha bisogno di una motivazione"
    if flawed_count == 0:
        return f"Nessuna delle {number(judged_count, 0)} motivazioni ha segnalazioni"
    count = counted(flawed_count, "motivazione", "motivazioni")
    has = "ha" if flawed_count == 1 else "hanno"
    return f"{count} su {number(judged_count, 0)} {has} almeno una segnalazione"


def reason_rows(
    by_flaw: Mapping[ReasonFlaw, int], before: Mapping[ReasonFlaw, int] | None
) -> list[dict[str, object]]:
    """Gives the flaws as rows of a table, those of the year before beside them."""
    return [
        {
            "title": FLAW_TEXTS[flaw].title,
            "reason_count": by_flaw.get(flaw, 0),
            "before_count": None if before is None else before.get(flaw, 0),
        }
        for flaw in ReasonFlaw
    ]


def _beside(columns: Mapping[str, str], column: str, year_before: int | None) -> dict[str, str]:
    return dict(columns) if year_before is None else {**columns, column: f"Nel {year_before}"}


def _nothing(signal: Signal, words: SignalText) -> str:
    if signal.unknown_count:
        return f"di {counted(signal.unknown_count, *words.thing)} {words.unknown}"
    return "niente da contare nel periodo"


def _unknown(signal: Signal, words: SignalText) -> str:
    if not signal.unknown_count:
        return ""
    others = "altre" if words.none.endswith("a") else "altri"
    return f"; di {others} {number(signal.unknown_count, 0)} {words.unknown}"


def _sheets(count: int, total: int) -> str:
    """Gives "3 schede PIAO su 12 sono arrivate"."""
    sheets = counted(count, "scheda PIAO", "schede PIAO")
    return f"{sheets} su {total} {'è arrivata' if count == 1 else 'sono arrivate'}"


def _lateness(one: Approval) -> str:
    if one.approved_on is None:
        return "giorno di approvazione non inserito"
    if one.days_late is None:
        return "scadenza non scritta nell’anagrafica"
    if one.days_late > 0:
        return f"▲ {counted(one.days_late, 'giorno', 'giorni')} dopo la scadenza"
    return f"● in tempo (scadenza il {italian_date(one.due_date)})"


_APPROVED: Mapping[DocumentKind, str] = {
    DocumentKind.PEG_ACTIONS: "PEG",
    DocumentKind.PIAO_SHEET: "PIAO",
}
