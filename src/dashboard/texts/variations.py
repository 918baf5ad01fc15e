"""What is said of the variations of a year: the synoptic table, the register, the clean copy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime

from dashboard.domain.decisions import ProposalState
from dashboard.domain.model import ProposalKind
from dashboard.texts.fields import field_label
from dashboard.texts.formats import (
    Record,
    code_and_name,
    counted,
    is_absent,
    italian_date,
    listed,
    percent,
    period_end,
    signed_number,
    text,
)
from dashboard.texts.labels import PROPOSAL_KINDS, PROPOSAL_STATES
from dashboard.texts.people import who

TITLE = "Registro delle variazioni"
SYNOPTIC_TITLE = "Tavola sinottica delle proposte di variazione"
DEED_PLACE = "Allegato alla deliberazione della Giunta n. ____________ del ____/____/________"
LEGEND = (
    "Nel testo vigente è barrato ciò che la proposta toglie; nel testo proposto è in grassetto e "
    "sottolineato ciò che aggiunge. Le parti di una riga intera stanno una sotto l’altra."
)
SYNOPTIC_COLUMNS = (
    "Riga e campo",
    "Testo vigente",
    "Testo proposto",
    "Motivazione",
    "Decisione",
)
DATA_SHEET = "Dati"
SOURCE_COLUMN = "Da dove viene"
REGISTER_COLUMNS = ("Che cosa", "Prima", "Dopo", "Perché", "Atto e date", "Effetto sulle %")
REGISTER_SHEET_COLUMNS = (
    "Indirizzo strategico o settore",
    "Che cosa",
    "Campo",
    "Prima",
    "Dopo",
    "Motivazione del settore",
    "Motivo della decisione",
    "Atto n.",
    "Data dell’atto",
    "Chiesta il",
    "Decisa il",
    "Decisa da",
    "Effetto sulle percentuali",
    "Effetto in punti",
    "File",
    "Foglio",
    "Cella",
)
SCREEN_COLUMNS = {
    "what_words": "Che cosa",
    "before_text": "Prima",
    "after_text": "Dopo",
    "reason_words": "Perché",
    "deed_words": "Atto e date",
    "effect_words": "Effetto sulle %",
    "source_words": "Da dove viene",
}
NO_PROPOSALS = "Nessuna proposta di variazione con questa scelta."
NO_VARIATIONS = "Il registro si riempie accogliendo proposte nella pagina Proposte di variazione."
EMPTY_TITLE = "Non ci sono proposte di variazione per questa scelta."
EMPTY_BODY = (
    "Le proposte sono i testi scritti in rosso nei file dei settori: caricarli dalla pagina "
    "Caricamento, oppure cambiare anno, settore o indirizzo nei filtri qui sopra."
)
REGISTER_NOTE = (
    "Una variazione è una proposta scritta in rosso e accolta. L’effetto confronta il grado di "
    "raggiungimento con il target iniziale e con quello variato; se un target è variato più "
    "volte, è l’effetto di tutte le variazioni insieme."
)
SYNOPTIC_HEADING = "Tavola sinottica da allegare all’atto"
SYNOPTIC_NOTE = (
    "Testo vigente, testo proposto, motivazione e decisione, per indirizzo strategico, con il "
    "registro in fondo. Ci sono le proposte dei filtri qui sopra, negli stati scelti."
)
STATES_CHOICE = "Solo le proposte (nessuna scelta: tutte)"
DOWNLOAD_DOCX = "Scarica la tavola (.docx)"
DOWNLOAD_XLSX = "Scarica la tavola (.xlsx)"
DOWNLOAD_REGISTER = "Scarica il registro (.xlsx)"
CLEAN_COPY_HEADING = "Copia pulita"
CLEAN_COPY_NOTE = (
    "Lo stesso file, con il rosso accolto in nero e senza il rosso respinto. Quello che aspetta "
    "una decisione, o è stato restituito al settore, resta rosso. Tutto il resto è identico."
)
CLEAN_COPY_CHOICE = "File con proposte"
CLEAN_COPY_ONLY_TODAY = "Per la copia pulita tornare a oggi: segue le decisioni di oggi."
DOWNLOAD_CLEAN_COPY = "Scarica la copia pulita"
CLEAN_COPY_ENDING = " - copia pulita"
_PENDING = "In attesa di decisione"
_NO_MOTIVATION = "Non indicata"
_NOT_KNOWN_YET = "Target variato; non c’è ancora un risultato da misurare."
_NO_EFFECT = "Nessun target variato"
_WHOLE_ROWS = {ProposalKind.NEW_ROW, ProposalKind.REMOVED_ROW}
_CELLS_BAR = " | "


def group_title(proposal: Record) -> str:
    """Gives the strategic direction that a proposal belongs to, or else its sector."""
    if not is_absent(proposal["strategic_direction_code"]):
        code, name = proposal["strategic_direction_code"], proposal["strategic_direction_name"]
        return f"Indirizzo strategico {code_and_name(code, name)}"
    return f"Settore {code_and_name(proposal['sector_code'], proposal['sector_name'])}"


def what(proposal: Record) -> str:
    """Gives what a proposal is about, line by line: the row, field and kind, the sector."""
    kind = PROPOSAL_KINDS[ProposalKind(proposal["proposal_kind"])]
    field = field_words(proposal)
    lines = [text(proposal["row_label"]), f"{field}: {kind}" if field else kind.capitalize()]
    if not is_absent(proposal["sector_name"]):
        lines.append(str(proposal["sector_name"]))
    return "\n".join(lines)


def field_words(proposal: Record) -> str:
    """Gives the Italian name of the field that a proposal changes; "" for a whole row."""
    name = proposal["field_name"]
    return "" if is_absent(name) else field_label(str(name), proposal["document_kind"])


def before_and_after(proposal: Record) -> tuple[str, str]:
    """Gives the text without and with the proposal; the cells of a whole row line by line."""
    before, after = str(proposal["before_text"]), str(proposal["after_text"])
    if proposal["proposal_kind"] in _WHOLE_ROWS:
        return before.replace(_CELLS_BAR, "\n"), after.replace(_CELLS_BAR, "\n")
    return before, after


def motivation(proposal: Record) -> str:
    """Gives why the sector proposes: what its sheet says, and the comment of the cell."""
    parts = [] if is_absent(proposal["motivation"]) else [str(proposal["motivation"]).strip()]
    if not is_absent(proposal["comment_text"]):
        author = proposal["comment_author"]
        said_by = "" if is_absent(author) else f" di {author}"
        parts.append(f"Commento{said_by}: {str(proposal['comment_text']).strip()}")
    return "\n".join(parts) or _NO_MOTIVATION


def decision(proposal: Record) -> str:
    """Gives how a proposal stands, line by line: the verdict, why, the deed, who and when."""
    state = ProposalState(proposal["state"])
    if state is ProposalState.PENDING:
        return _PENDING
    lines = [PROPOSAL_STATES[state].word.capitalize(), text(proposal["decision_reason"])]
    if not is_absent(proposal["deed_number"]):
        lines.append(deed(proposal))
    return "\n".join([*lines, f"{_decider(proposal)}, {_day(proposal['decided_at'])}"])


def deed(proposal: Record) -> str:
    """Gives "Atto n. 112 del 18/07/2024"."""
    if is_absent(proposal["deed_number"]):
        return "Nessun atto indicato"
    return f"Atto n. {proposal['deed_number']} del {italian_date(proposal['deed_date'])}"


def deed_and_days(proposal: Record) -> str:
    """Gives the deed, when a variation was asked for, when and by whom it was decided."""
    return "\n".join(
        (
            deed(proposal),
            f"Chiesta il {_day(proposal['first_proposed_at'])}",
            f"Decisa il {_day(proposal['decided_at'])} da {_decider(proposal)}",
        )
    )


def reasons(proposal: Record) -> str:
    """Gives why a variation was asked for, where the sector says so, and why it was accepted."""
    asked = motivation(proposal)
    decided = f"Decisione: {text(proposal['decision_reason'])}"
    return decided if asked == _NO_MOTIVATION else f"{asked}\n{decided}"


def source(proposal: Record) -> str:
    """Gives file, sheet and cell: where a proposal is written."""
    return f"{proposal['file_name']}, foglio {proposal['sheet_name']}, {proposal['cell']}"


def local_date(moment: datetime) -> date:
    """Gives the day of a moment in UTC without zone on this machine's calendar."""
    seconds = moment.replace(tzinfo=UTC).timestamp()
    return datetime.fromtimestamp(seconds).astimezone().date()


def effect(*, changes_target: bool, measured: Sequence[Record]) -> str:
    """Gives what a variation does to percentages, a line per period and indicator.

    `measured`: rows of the query `varied_targets`.
    """
    if not changes_target:
        return _NO_EFFECT
    return "\n".join(_effect_line(row) for row in measured) or _NOT_KNOWN_YET


def _decider(proposal: Record) -> str:
    return who(proposal["decided_by"], proposal["decided_role"])


def _day(moment: datetime) -> str:
    return italian_date(local_date(moment))


def _effect_line(row: Record) -> str:
    day = period_end(int(row["reference_year"]), str(row["period"]))
    if is_absent(row["effect_points"]):
        return f"{row['indicator_name']}, al {day}: nessun risultato da misurare"
    before, after = row["original_achievement_pct"], row["measured_achievement_pct"]
    points = signed_number(row["effect_points"])
    return (
        f"{row['indicator_name']}, al {day}: {percent(before)} con il target iniziale, "
        f"{percent(after)} con quello variato ({points} punti)"
    )


def counts_sentence(proposals: Iterable[Record]) -> str:
    """Gives "48 proposte: 14 accolte, 6 respinte e 28 in attesa."."""
    found = Counter(ProposalState(proposal["state"]) for proposal in proposals)
    total = counted(found.total(), "proposta", "proposte")
    return f"{total}: {listed(_counted_states(found))}." if found else NO_PROPOSALS


def register_sentences(
    proposals: Sequence[Record], reference_year: int, changed_target_count: int
) -> tuple[str, ...]:
    """Gives what the register of a year amounts to, and what of the year is not in it."""
    found = Counter(ProposalState(proposal["state"]) for proposal in proposals)
    accepted = found.pop(ProposalState.ACCEPTED, 0)
    sentences = [headline(accepted, reference_year)]
    without_deed = sum(
        proposal["state"] == ProposalState.ACCEPTED and is_absent(proposal["deed_number"])
        for proposal in proposals
    )
    if accepted:
        changing = {0: "Nessuna cambia", 1: "1 cambia"}.get(
            changed_target_count, f"{changed_target_count} cambiano"
        )
        sentences.append(f"{changing} un target.")
    if without_deed:
        sentences.append(f"Senza un atto indicato: {without_deed}.")
    if found:
        sentences.append(f"Altre proposte dell’anno: {listed(_counted_states(found))}.")
    return tuple(sentences)


def headline(accepted_count: int, reference_year: int) -> str:
    """Gives "14 variazioni accolte per il 2024."."""
    if not accepted_count:
        return f"Nessuna variazione accolta per il {reference_year}."
    accepted = counted(accepted_count, "variazione accolta", "variazioni accolte")
    return f"{accepted} per il {reference_year}."


def _counted_states(found: Counter[ProposalState]) -> list[str]:
    return [
        f"{found[state]} {label.word if found[state] == 1 else label.plural}"
        for state, label in PROPOSAL_STATES.items()
        if found[state]
    ]


def place_and_day(entity_name: str, reference_year: int, day: date) -> str:
    """Gives whose proposals a document tells, of which year, as they stood on which day."""
    return f"{entity_name} – Anno {reference_year} – Situazione al {italian_date(day)}"


def synoptic_name(reference_year: int) -> str:
    """Gives the name of the synoptic table's file, without ending."""
    return f"Tavola sinottica delle variazioni {reference_year}"


def register_name(reference_year: int) -> str:
    """Gives the name of the register's file, without ending."""
    return f"Registro delle variazioni {reference_year}"


def state_words(state: object) -> str:
    """Gives "accolte": a state as it is offered in the choice."""
    return PROPOSAL_STATES[ProposalState(str(state))].plural


def clean_copy_sentence(accepted_count: int, rejected_count: int, pending_count: int) -> str:
    """Gives what became, in a clean copy, of the proposals of its file."""
    parts = [
        f"{count} {singular if count == 1 else plural}, {fate}"
        for count, singular, plural, fate in (
            (accepted_count, "accolta", "accolte", "in nero"),
            (rejected_count, "respinta", "respinte", "con il testo di prima"),
            (pending_count, "in attesa", "in attesa", "ancora in rosso"),
        )
        if count
    ]
    if not parts:
        return "Il file non ha proposte in rosso: la copia è uguale all’originale."
    return f"Proposte nella copia: {'; '.join(parts)}."
