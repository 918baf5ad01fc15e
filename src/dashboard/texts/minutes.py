"""What the record of a session (verbale) says, on its page and in the printed document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from dashboard.domain.clarifications import Clarification, ClarificationState
from dashboard.domain.minutes import MeanPair, MinutesFacts
from dashboard.domain.model import DocumentKind, Period, ResultStatus
from dashboard.domain.review_sessions import ReviewSession
from dashboard.domain.reviews import ReviewOutcome
from dashboard.domain.rules import MeasurementRule
from dashboard.domain.suppression import SMALLEST_SHOWN, Shown
from dashboard.texts import explanation as explanation_texts
from dashboard.texts.formats import (
    MISSING,
    Record,
    counted,
    is_absent,
    italian_date,
    listed,
    local_moment,
    number,
    percent,
    period_end,
    readable_name,
    signed_number,
    text,
)
from dashboard.texts.labels import DOCUMENT_KINDS, RESULT_STATUSES
from dashboard.texts.measurement import rule_words
from dashboard.texts.measures import target_words

PUBLIC_MARK = "Copia per la pubblicazione"
NUCLEO = "Nucleo di valutazione"

EMPTY_TITLE = "Non ci sono ancora risultati da mettere a verbale per questa scelta."
EMPTY_BODY = (
    "Caricare i report dei settori dalla pagina Caricamento, oppure cambiare anno o periodo nei "
    "filtri qui sopra."
)
PAGE_NOTE = (
    "Il verbale riprende dai dati quello che è stato esaminato e aggiunge ciò che il Nucleo "
    "scrive. Vale per tutto l’ente, nell’anno e nel periodo scelti."
)
GATHERING = "Raccolgo quello che entra nel verbale…"
NEW_SESSION = "Nuova seduta"
SESSION_CHOICE = "Seduta"
FORM_NEW = "Registra una seduta"
FORM_CORRECT = "Correggi la seduta"
SESSION_DATE = "Giorno della seduta"
PLACE = "Luogo"
PLACE_HINT = "Per esempio: Sala Giunta, oppure in videoconferenza"
MEMBERS = "Presenti, uno per riga"
MEMBERS_HINT = "Nome, cognome e qualità (presidente, componente, segretario verbalizzante)"
FINDINGS = "Rilievi"
FINDINGS_HINT = "Che cosa è emerso. Si scrive di settori e di risultati, mai di singole persone."
CRITERIA = "Criteri di validazione"
CRITERIA_NOTE = (
    "Il testo dei criteri è proposto dal programma: va letto, adattato e verificato sulle norme in "
    "vigore e sul sistema di misurazione dell’ente."
)
OPEN_POINTS = "Punti aperti"
OPEN_POINTS_HINT = "Che cosa resta da fare, per chi e per quando"
RECORD = "Registra la seduta"
CORRECT = "Registra la correzione"
PAST_NOTE = (
    "Si sta guardando una situazione passata: il verbale si può leggere e scaricare, ma una seduta "
    "si registra e si corregge solo nella situazione di oggi."
)
PREVIEW = "Che cosa c’è nel verbale"
VARIANT = "Quale copia"
WHOLE_COPY = "Completa, per gli atti"
PUBLIC_COPY = "Per la pubblicazione"
PUBLIC_NOTE = (
    f"Nella copia per la pubblicazione i gruppi con meno di {SMALLEST_SHOWN} risultati non si "
    "leggono: al loro posto c’è «n < 5». Dove un totale li farebbe ricavare per differenza, non si "
    "legge nemmeno un altro gruppo. Mancano i singoli casi e i nomi dei file. I testi scritti dal "
    "Nucleo restano come sono: rileggerli prima di pubblicare."
)
DOWNLOAD = "Scarica il verbale (.docx)"
NO_SESSION_NOTE = (
    "Nessuna seduta scelta: qui sotto c’è quello che entrerà nel verbale. Per scaricarlo "
    "registrare la seduta, oppure sceglierne una."
)
HISTORY_FILE = "Storia della seduta"
HISTORY_COLUMNS = {
    "stated_words": "Registrato il",
    "person_words": "Da",
    "session_date": "Seduta del",
    "members_text": "Presenti",
    "findings_text": "Rilievi",
    "criteria_text": "Criteri",
    "open_points_text": "Punti aperti",
}

SESSION_PART = "La seduta"
DOCUMENTS_PART = "Documenti esaminati"
RESULTS_PART = "Risultati e percentuali"
RULES_PART = "Come sono state calcolate le percentuali"
DEVIATIONS_PART = "Scostamenti e motivazioni"
EXAMINED_PART = "Casi esaminati"
CLARIFICATIONS_PART = "Chiarimenti"
TARGETS_PART = "Target variati nell’anno"
FINDINGS_PART = "Rilievi del Nucleo"
CRITERIA_PART = "Criteri di validazione"
OPEN_PART = "Punti aperti"
SIGNATURES_PART = "Firme"
ANNEX_PART = "Allegato: i documenti, uno per uno"

KIND_COLUMNS = ("Documento", "Quanti", "Dal", "Al")
DOCUMENT_COLUMNS = ("Documento", "Settore o indirizzo", "File", "Arrivato il")
STATUS_COLUMNS = ("Esito", "Indicatori")
DIRECTION_HEADING = "Indirizzo strategico"
SECTOR_HEADING = "Settore"
MEAN_COLUMNS = ("Indicatori", "Rendicontati", "Misurato", "Valutato")
RULE_COLUMNS = ("Risultati", "Come si misura")
FLAW_COLUMNS = ("Che cosa manca alla motivazione", "Scostamenti")
BY_DIRECTION_COLUMNS = ("Indirizzo strategico", "Scostamenti", "Senza motivazione")
OUTCOME_COLUMNS = ("Esito dell’esame", "Risultati")
ADJUSTED_COLUMNS = ("Indicatore", "Misurato", "Valutato", "Motivo")
NOT_ASSESSABLE_COLUMNS = ("Indicatore", "Motivo")
CLARIFICATION_COLUMNS = ("N.", "Indicatore", "Chiesto il", "Entro", "Risposta del", "Stato")
TARGET_COLUMNS = ("Indicatore", "All’inizio", "In vigore", "Effetto in punti")

STATUS_TABLE = "Indicatori per esito"
DIRECTIONS_TABLE = "Media per indirizzo strategico"
SECTORS_TABLE = "Media per settore"
FLAW_TABLE = "Motivazioni da approfondire"
BY_DIRECTION_TABLE = "Scostamenti per indirizzo strategico"
OUTCOME_TABLE = "Esiti espressi dal Nucleo"
ADJUSTED_TABLE = "Percentuali riconosciute"
NOT_ASSESSABLE_TABLE = "Risultati non valutabili"
WHOLE_ENTITY = "Ente"
NO_GROUP = "Senza indirizzo strategico"
MEANS_NOTE = (
    "Misurato: come danno target e risultato con le regole in vigore (o come dichiara il "
    "documento, dove le regole lo prevedono), prima che il Nucleo valuti. Valutato: con le "
    "percentuali riconosciute dal Nucleo e senza i risultati che ha dichiarato non valutabili. "
    "Tra parentesi, di quanti indicatori è la media."
)
WITHHELD = "non pubblicato"
SMALL = f"n < {SMALLEST_SHOWN}"
CASES_ON_FILE = "I singoli casi sono agli atti."
NOTHING_PUT_DOWN = "Nulla messo a verbale."
NOBODY_SIGNS_YET = "La seduta non è ancora registrata: qui ci saranno le firme dei presenti."
NO_SESSION_YET = "La seduta non è ancora registrata: qui ci saranno giorno, luogo e presenti."
SIGNED_ORIGINAL = "L’originale firmato è agli atti dell’ente."
NO_DEVIATIONS = "Nessun risultato è sotto il suo target."
NO_FLAWS = "Nessuna motivazione presenta i difetti che il programma sa riconoscere."
NO_CLARIFICATIONS = "Non sono stati chiesti chiarimenti."
NO_VARIED_TARGETS = "Nessun target è stato variato con una decisione."
NO_OUTCOMES = "Il Nucleo non ha ancora espresso esiti su singoli risultati."
NO_ADJUSTED = "Nessuna percentuale è stata riconosciuta in misura diversa da quella misurata."
NO_NOT_ASSESSABLE = "Nessun risultato è non valutabile."
RULES_TABLE = "Regole di misura applicate"
FLAWS_NOTE = (
    "Le motivazioni sono confrontate con regole scritte, che la pagina Segnali mostra; uno "
    "scostamento può avere più difetti, e un testo che non dice nulla («–», «vedi sopra») vale "
    "come mancante. Il giudizio resta del Nucleo."
)
INDIVIDUALS_NOTE = (
    "Il verbale tratta la performance organizzativa: riporta risultati di settori e di indirizzi, "
    "non valutazioni di persone."
)

PROPOSED_CRITERIA = (
    "Il Nucleo ha operato in coerenza con l’art. 14, comma 4, del D.Lgs. 150/2009, per quanto "
    "l’ordinamento dell’ente lo richiama: lettera a), verifica del funzionamento del sistema di "
    "misurazione e valutazione; lettera b), comunicazione delle criticità agli organi di governo; "
    "lettera c), validazione della Relazione sulla performance, a condizione che sia sintetica, "
    "chiara e di immediata comprensione per i cittadini; lettera d), correttezza dei processi di "
    "misurazione e valutazione.\n\n"
    "Sono stati verificati:\n"
    "– la coerenza tra quanto programmato (PIAO e sue variazioni) e quanto rendicontato;\n"
    "– la presenza di un risultato per ogni obiettivo e indicatore programmato;\n"
    "– l’uso corretto del metodo di calcolo previsto per gli indicatori;\n"
    "– l’affidabilità dei dati: fonte indicata e, dove possibile, non autodichiarata;\n"
    "– l’evidenza di ogni scostamento tra risultato atteso e raggiunto, con la sua motivazione;\n"
    "– la comprensibilità: sintesi, chiarezza, metodo dichiarato accanto a ogni percentuale;\n"
    "– la pubblicazione dei documenti di origine nella sezione Amministrazione trasparente."
)

OUTCOMES: Mapping[ReviewOutcome, str] = {
    ReviewOutcome.AS_IS: "accolto com’è",
    ReviewOutcome.CLARIFICATION_ASKED: "in attesa di chiarimento",
    ReviewOutcome.ADJUSTED: "percentuale rettificata",
    ReviewOutcome.NOT_ASSESSABLE: "non valutabile",
}
CLARIFICATION_STATES: Mapping[ClarificationState, tuple[str, str]] = {
    ClarificationState.OPEN: ("aperto", "aperti"),
    ClarificationState.ANSWERED: ("con risposta da esaminare", "con risposta da esaminare"),
    ClarificationState.CLOSED: ("chiuso", "chiusi"),
}
_REPORTS = {
    Period.FINAL: DocumentKind.FINAL_REPORT,
    Period.INTERMEDIATE: DocumentKind.INTERMEDIATE_REPORT,
}


def headline(session_count: int, reference_year: int, period: str) -> str:
    """Gives "Risultati al 31/12/2024: 2 sedute a verbale."."""
    start = f"Risultati al {period_end(reference_year, period)}"
    if session_count == 0:
        return f"{start}: nessuna seduta ancora a verbale."
    return f"{start}: {counted(session_count, 'seduta', 'sedute')} a verbale."


def session_name(session: ReviewSession) -> str:
    """Gives "Verbale n. 3 del 12/03/2025"."""
    return f"Verbale n. {session.session_number} del {italian_date(session.session_date)}"


def recorded(session: ReviewSession) -> str:
    """Gives what is said once a session is stored."""
    return f"{session_name(session)}: registrato."


def history_title(count: int) -> str:
    """Gives the title of the earlier versions of a session."""
    return f"Storia della seduta: {counted(count, 'registrazione', 'registrazioni')}"


def long_table(title: str, row_count: int) -> str:
    """Gives the title of a table that is folded away."""
    return f"{title}: {counted(row_count, 'riga', 'righe')}"


def signs(name: str) -> str:
    """Gives a signer's line as it is shown on screen."""
    return f"{name} ____________________"


def stated_words(session: ReviewSession) -> str:
    """Gives when a session was put down like this."""
    return local_moment(session.stated_at)


def file_name(session: ReviewSession, *, is_public: bool) -> str:
    """Gives the name of the document, without ending."""
    words = f"Verbale {session.session_number} del {session.session_date:%Y-%m-%d}"
    return f"{words} - copia per la pubblicazione" if is_public else words


def running_title(facts: MinutesFacts, session: ReviewSession) -> str:
    """Gives the line above every printed page but the first."""
    return f"{session_name(session)} – {NUCLEO} – {facts.explanation.entity_name}"


def rule_row(rule: MeasurementRule, result_count: int) -> tuple[str, ...]:
    """Gives how many results a rule measures, and the rule, after its name where it has one."""
    name = "" if is_absent(rule.rule_name) else f"{rule.rule_name} – "
    return (number(result_count, 0), name + rule_words(rule))


def subtitle(facts: MinutesFacts) -> str:
    """Gives entity, body, year, period, and the day at which the data stand."""
    scope = facts.scope
    return (
        f"{facts.explanation.entity_name} – {NUCLEO} – risultati al "
        f"{period_end(scope.reference_year, scope.period)} – situazione dei dati al "
        f"{italian_date(facts.day)}"
    )


def session_sentences(session: ReviewSession | None, facts: MinutesFacts) -> list[str]:
    """Gives when and where the Nucleo sat, on what, and who was there."""
    if session is None:
        return [NO_SESSION_YET, INDIVIDUALS_NOTE]
    where = "" if is_absent(session.place) else f" ({text(session.place)})"
    scope = facts.scope
    subject = DOCUMENT_KINDS[_REPORTS[scope.period]].lower()
    return [
        f"Il {italian_date(session.session_date)}{where} il {NUCLEO} si è riunito per esaminare i "
        f"risultati dell’anno {scope.reference_year} ({subject}, dati al "
        f"{period_end(scope.reference_year, scope.period)}).",
        "Sono presenti:\n" + "\n".join(f"– {name}" for name in session.members.splitlines()),
        INDIVIDUALS_NOTE,
    ]


def document_sentences(facts: MinutesFacts) -> list[str]:
    """Gives how many documents are in force, and whose report has not come."""
    words = counted(len(facts.documents), "documento in vigore", "documenti in vigore")
    sentences = [f"Sono stati esaminati {words} dell’anno {facts.scope.reference_year}."]
    kind = _REPORTS[facts.scope.period]
    came = {row["sector_code"] for row in facts.documents if row["document_kind"] == kind}
    late = [readable_name(one.code, one.name) for one in facts.sectors if one.code not in came]
    if late:
        sentences.append(f"Manca il {DOCUMENT_KINDS[kind].lower()} di: {listed(late)}.")
    return sentences


def kind_rows(documents: Sequence[Record]) -> list[tuple[str, ...]]:
    """Gives for each kind of document how many there are and from when to when they came."""
    rows: list[tuple[str, ...]] = []
    for kind, words in DOCUMENT_KINDS.items():
        days = [row["uploaded_at"] for row in documents if row["document_kind"] == kind]
        if days:
            first, last = italian_date(min(days)), italian_date(max(days))
            rows.append((words, number(len(days), 0), first, last))
    return rows


def document_rows(facts: MinutesFacts) -> list[tuple[str, ...]]:
    """Gives every document with whose it is, its file and the day on which it came."""
    names = {one.code: readable_name(one.code, one.name) for one in facts.sectors}
    directions = {one.code: readable_name(one.code, one.name) for one in facts.directions}
    order = {kind.value: place for place, kind in enumerate(DOCUMENT_KINDS)}
    return [
        (
            DOCUMENT_KINDS[DocumentKind(row["document_kind"])],
            names.get(row["sector_code"])
            or directions.get(row["strategic_direction_code"])
            or text(row["sector_code"] or row["strategic_direction_code"]),
            text(row["file_name"]),
            italian_date(row["uploaded_at"]),
        )
        for row in sorted(facts.documents, key=lambda row: order[row["document_kind"]])
    ]


def result_sentences(facts: MinutesFacts, *, is_whole_shown: bool) -> list[str]:
    """Gives how many results there are, how many were reported and count."""
    whole = facts.whole
    planned = f"Gli indicatori dell’anno sono {number(whole.indicator_count, 0)}"
    if not is_whole_shown:
        return [f"{planned}; i risultati che contano sono meno di {SMALLEST_SHOWN}."]
    return [
        f"{planned}: rendicontati {number(whole.reported_count, 0)}, contati nella media "
        f"{number(whole.evaluated_count, 0)}.",
        "Grado di raggiungimento dell’ente: misurato "
        f"{mean_words(whole.measured_pct, whole.measured_count)}, valutato "
        f"{mean_words(whole.evaluated_pct, whole.evaluated_count)}.",
        MEANS_NOTE,
    ]


def mean_words(pct: float | None, counted_count: int) -> str:
    """Gives "94,3 % (n 138)"; a mean never stands without its count."""
    return MISSING if pct is None else f"{percent(pct)} (n {number(counted_count, 0)})"


def status_rows(results: Iterable[Record]) -> list[tuple[str, ...]]:
    """Gives how many indicators came to what, from what is done to what is not known."""
    counts = Counter(ResultStatus(row["status"]) for row in results)
    return [
        (f"{label.shape} {label.word}", number(counts[status], 0))
        for status, label in RESULT_STATUSES.items()
        if counts[status]
    ]


def pair_row(pair: MeanPair, shown: Shown) -> tuple[str, ...]:
    """Gives a group's line: its indicators, and both means with their counts, or why not."""
    name = group_name(pair)
    if shown is not Shown.WHOLE:
        words = SMALL if shown is Shown.SMALL else WITHHELD
        return (name, words, words, words, words)
    return (
        name,
        number(pair.indicator_count, 0),
        number(pair.reported_count, 0),
        mean_words(pair.measured_pct, pair.measured_count),
        mean_words(pair.evaluated_pct, pair.evaluated_count),
    )


def whole_row(whole: MeanPair) -> tuple[str, ...]:
    """Gives the line of the whole entity, as the rules add the directions up."""
    return (WHOLE_ENTITY, *pair_row(whole, Shown.WHOLE)[1:])


def group_name(pair: MeanPair) -> str:
    """Gives a group's code and name."""
    return NO_GROUP if pair.code is None else readable_name(pair.code, pair.name)


def method_sentences(facts: MinutesFacts, *, with_extremes: bool) -> list[str]:
    """Gives how the entity's evaluated percentage came about, in the words of Come si calcola.

    `with_extremes`: with the lowest and the highest of the groups.
    """
    explanation = facts.explanation
    extremes = explanation_texts.extremes_words(explanation.node)
    return [
        f"{label}: {words}."
        for label, words in explanation_texts.facts(explanation, explanation.node)
        if with_extremes or words != extremes
    ]


def deviation_sentences(facts: MinutesFacts) -> list[str]:
    """Gives how many results are below their target, and how many of them without a word."""
    count, silent = len(facts.deviations), len(facts.unexplained)
    if count == 0:
        return [NO_DEVIATIONS]
    words = counted(count, "risultato è sotto il suo target", "risultati sono sotto il loro target")
    explained_words = (
        "tutti hanno una motivazione"
        if silent == 0
        else counted(silent, "è senza motivazione", "sono senza motivazione")
    )
    return [f"{words}; {explained_words}.", FLAWS_NOTE if facts.reason_flaws else NO_FLAWS]


def deviation_rows(facts: MinutesFacts) -> list[tuple[str, ...]]:
    """Gives the deviations of each strategic direction, and how many are without a reason."""
    counts = Counter(row["strategic_direction_code"] for row in facts.deviations)
    silent = Counter(row["strategic_direction_code"] for row in facts.unexplained)
    return [
        (group_name(one), number(counts[one.code], 0), number(silent[one.code], 0))
        for one in facts.directions
    ]


def examined_sentences(facts: MinutesFacts) -> list[str]:
    """Gives how many cases the Nucleo has decided on, and how many deviations it has not."""
    examined = sum(facts.outcomes.values())
    words = counted(examined, "risultato", "risultati")
    sentences = [f"Il Nucleo ha espresso un esito su {words}." if examined else NO_OUTCOMES]
    waiting = facts.unexamined_deviation_count
    if waiting:
        verb = "è ancora senza esito" if waiting == 1 else "sono ancora senza esito"
        sentences.append(f"{counted(waiting, 'scostamento', 'scostamenti')} {verb}.")
    return sentences


def outcome_rows(facts: MinutesFacts) -> list[tuple[str, ...]]:
    """Gives how many results were left how."""
    return [
        (words, number(facts.outcomes[outcome], 0))
        for outcome, words in OUTCOMES.items()
        if facts.outcomes[outcome]
    ]


def adjusted_sentence(facts: MinutesFacts) -> str:
    """Gives how many percentages were granted in place of the measured one."""
    count = len(facts.adjusted)
    if count == 0:
        return NO_ADJUSTED
    words = counted(count, "risultato vale", "risultati valgono")
    return f"{words} la percentuale riconosciuta dal Nucleo in luogo di quella misurata."


def adjusted_rows(facts: MinutesFacts) -> list[tuple[str, ...]]:
    """Gives each granted percentage beside the measured one, with its reason."""
    return [
        (
            result_name(row),
            percent(row["measured_achievement_pct"]),
            percent(row["granted_pct"]),
            text(row["grant_reason"]),
        )
        for row in facts.adjusted
    ]


def not_assessable_sentence(facts: MinutesFacts) -> str:
    """Gives how many results leave the sums because they cannot be judged."""
    count = len(facts.not_assessable)
    if count == 0:
        return NO_NOT_ASSESSABLE
    words = counted(count, "risultato è non valutabile", "risultati sono non valutabili")
    return f"{words}: non entrano né al numeratore né al denominatore."


def not_assessable_rows(facts: MinutesFacts) -> list[tuple[str, ...]]:
    """Gives each result that is not assessable, with the reason stated for it."""
    return [
        (
            result_name(row),
            text(
                row["not_assessable_reason"]
                if is_absent(row["state_reason"])
                else row["state_reason"]
            ),
        )
        for row in facts.not_assessable
    ]


def clarification_sentence(clarifications: Sequence[Clarification]) -> str:
    """Gives "3 chiarimenti chiesti: 1 aperto e 2 chiusi."."""
    if not clarifications:
        return NO_CLARIFICATIONS
    states = Counter(one.state for one in clarifications)
    parts = [
        counted(states[state], *words)
        for state, words in CLARIFICATION_STATES.items()
        if states[state]
    ]
    asked = counted(len(clarifications), "chiarimento chiesto", "chiarimenti chiesti")
    return f"{asked}: {listed(parts)}."


def clarification_rows(clarifications: Iterable[Clarification]) -> list[tuple[str, ...]]:
    """Gives each request with its days and how it stands; not what was written."""
    return [
        (
            str(one.number),
            clarified_result(one),
            local_moment(one.asked_at).split()[0],
            italian_date(one.due_date),
            MISSING if one.answer is None else local_moment(one.answer.told_at).split()[0],
            CLARIFICATION_STATES[one.state][0],
        )
        for one in clarifications
    ]


def clarified_result(one: Clarification) -> str:
    """Gives the result that a request is about, with its sector and action by their codes."""
    asked = one.asked_of
    name = readable_name(asked.indicator_code, asked.indicator_name)
    return _placed(name, asked.sector_code, asked.action_code)


def varied_sentence(facts: MinutesFacts) -> str:
    """Gives how many targets a decision varied, and in how many cases the percentage moved."""
    count = len(facts.varied_targets)
    if count == 0:
        return NO_VARIED_TARGETS
    moved = sum(
        not is_absent(row["effect_points"]) and row["effect_points"] != 0
        for row in facts.varied_targets
    )
    words = counted(count, "target è stato variato", "target sono stati variati")
    effect = counted(moved, "percentuale è cambiata", "percentuali sono cambiate")
    return f"{words} con una decisione; per effetto delle variazioni {effect}."


def varied_rows(facts: MinutesFacts) -> list[tuple[str, ...]]:
    """Gives each varied target as it was and as it is, and the points between both percentages."""
    return [
        (
            result_name(row),
            text(row["original_target_text"]),
            target_words(row),
            signed_number(row["effect_points"]),
        )
        for row in facts.varied_targets
    ]


def result_name(row: Record) -> str:
    """Gives an indicator with the codes of its sector and action, to find it again."""
    name = readable_name(row["indicator_code"], row["indicator_name"])
    return _placed(name, row["sector_code"], row["action_code"])


def put_down(words: str | None) -> list[str]:
    """Gives what the Nucleo wrote, paragraph by paragraph, or that it wrote nothing."""
    if is_absent(words):
        return [NOTHING_PUT_DOWN]
    return [part.strip() for part in str(words).split("\n\n") if part.strip()]


def _placed(name: str, sector_code: object, action_code: object) -> str:
    return f"{name} (settore {text(sector_code)}, azione {text(action_code)})"
