"""What the page of the proposed changes says: what is asked in red, and what is decided on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from dashboard.domain.decisions import ProposalState, Verdict
from dashboard.domain.model import ProposalKind
from dashboard.texts.fields import field_label
from dashboard.texts.formats import (
    Record,
    code_and_name,
    counted,
    is_absent,
    italian_date,
    listed,
    local_moment,
    number,
    percent,
    period_end,
    readable_name,
    shortened,
    signed_number,
    text,
)
from dashboard.texts.labels import PROPOSAL_KINDS, PROPOSAL_STATES
from dashboard.texts.people import who

TITLE = "Proposte di variazione"
STATES = {
    state: PROPOSAL_STATES[state]
    for state in (
        ProposalState.PENDING,
        ProposalState.RETURNED,
        ProposalState.ACCEPTED,
        ProposalState.REJECTED,
    )
}
"""In the order of a heading: what waits first."""
KIND_SHAPES: Mapping[ProposalKind, str] = {
    ProposalKind.INSERTION: "+",
    ProposalKind.DELETION: "−",
    ProposalKind.REPLACEMENT: "⇄",
    ProposalKind.NUMBER_CHANGED: "#",
    ProposalKind.NEW_ROW: "⊞",
    ProposalKind.REMOVED_ROW: "⊟",
}
VERDICTS: Mapping[Verdict, str] = {
    Verdict.ACCEPTED: "Accogli",
    Verdict.REJECTED: "Respingi",
    Verdict.RETURNED: "Restituisci con nota",
    Verdict.REOPENED: "Riapri",
}
_DONE: Mapping[Verdict, tuple[str, str]] = {
    Verdict.ACCEPTED: ("accolta", "accolte"),
    Verdict.REJECTED: ("respinta", "respinte"),
    Verdict.RETURNED: ("restituita", "restituite"),
    Verdict.REOPENED: ("riaperta", "riaperte"),
}
_CONSEQUENCES: Mapping[Verdict, str] = {
    Verdict.ACCEPTED: "Da subito, in tutte le pagine, conta il testo proposto. Il file ricevuto "
    "resta com’è.",
    Verdict.REJECTED: "Resta in vigore il testo vigente.",
    Verdict.RETURNED: "Resta in vigore il testo vigente; la proposta aspetta il settore, e torna "
    "da decidere quando il file viene rimandato.",
    Verdict.REOPENED: "La decisione di prima non vale più: torna in vigore il testo vigente prima "
    "di quella decisione, e la proposta è di nuovo da decidere.",
}

EMPTY_TITLE = "Non ci sono proposte di variazione per questa scelta."
EMPTY_BODY = (
    "Le proposte si scrivono in rosso dentro le celle dei file del DUP e delle schede: in rosso "
    "il testo da aggiungere, in rosso barrato quello da togliere, tutta in rosso una riga nuova. "
    "Qui compaiono quando il file è caricato. Caricare i file dalla pagina Caricamento, oppure "
    "cambiare anno, settore o indirizzo nei filtri qui sopra."
)
NOTHING_MATCHES = "Nessuna proposta corrisponde alla ricerca: togliere un filtro o una parola."
READ_ONLY = "Si decide sulla situazione di oggi: questa è una data passata, si può solo leggere."
LEGEND_ADDED, LEGEND_GONE = "sottolineato: da aggiungere", "barrato: da togliere"

STATE_FILTER, KIND_FILTER = "Stato della proposta", "Tipo di proposta"
SEARCH, SEARCH_HINT = "Cerca nelle proposte", "parole della riga, del testo, del file…"

CURRENT_TEXT, PROPOSED_TEXT = "Testo vigente", "Testo proposto"
NO_TEXT, NEW_ROW_TEXT = "(nessun testo)", "(la riga non c’è)"
ROW_GOES, TEXT_GOES = "(la riga viene tolta)", "(il testo viene tolto)"
CONFLICT = "Due o più file propongono testi diversi per lo stesso punto: si decidono insieme."
NOT_REPEATED = "Non ripetuta nel file più recente."
WHOLE_ROW = "Riga intera"

PANEL_HEADING = "Decisione"
NOTHING_CHOSEN = (
    "Scegliere una o più proposte con le caselle: la stessa decisione vale per tutte quelle scelte."
)
UNCHOOSE = "Togli la selezione"
VERDICT = "Che cosa si decide"
WHICH_TEXT = "Quale testo accogliere? Gli altri saranno respinti."
REASON, REASON_HINT = "Motivo", "Perché si decide così"
RETURN_NOTE, RETURN_HINT = "Nota per il settore", "Che cosa deve chiarire o riscrivere"
DEED_NUMBER, DEED_NUMBER_HINT = "Numero dell’atto (facoltativo)", "per esempio 112"
DEED_DATE = "Data dell’atto (facoltativa)"
EFFECT_HEADING = "Che cosa cambia"
DEED_INCOMPLETE = (
    "Dell’atto servono il numero e la data, oppure nessuno dei due. Non è stato deciso nulla."
)
TEXT_NOT_CHOSEN = (
    "Due file propongono testi diversi: scegliere quale accogliere. Non è stato deciso nulla."
)
GO_TO_DUP, GO_TO_ACTIONS = "Vedi lo stato di attuazione del DUP", "Vedi le schede azione"
PAST_DECISIONS = "Decisioni prese"
_SHOWN_EFFECTS = 6
_SHOWN_LENGTH = 90


def headline(proposals: Sequence[Record]) -> str:
    """Gives "48 proposte di variazione: 45 in attesa, 2 accolte e 1 respinta."."""
    counts = Counter(ProposalState(one["state"]) for one in proposals)
    parts = [
        f"{number(counts[state], 0)} {label.word if counts[state] == 1 else label.plural}"
        for state, label in STATES.items()
        if counts[state]
    ]
    total = counted(len(proposals), "proposta di variazione", "proposte di variazione")
    return f"{total}: {listed(parts)}."


def emphasis(proposals: Sequence[Record]) -> str:
    """Gives the part of the headline to look at: "45 in attesa"; "" where nothing waits."""
    count = sum(one["state"] == ProposalState.PENDING for one in proposals)
    return f"{number(count, 0)} {STATES[ProposalState.PENDING].word}" if count else ""


def scope(proposals: Sequence[Record], conflict_count: int) -> str:
    """Gives from how many files the proposals come, and how often they contradict each other."""
    files = counted(len({one["upload_id"] for one in proposals}), "file", "file")
    sentence = f"Scritte in rosso in {files}; fino alla decisione conta il testo vigente."
    if conflict_count:
        points = counted(conflict_count, "punto ha", "punti hanno")
        sentence += f" {points} proposte diverse da file diversi."
    return sentence


def shown_finding(shown_count: int, total_count: int) -> str:
    """Gives the heading of the list, filtered or not."""
    if shown_count == total_count:
        return f"Che cosa chiedono i settori: {counted(total_count, 'proposta', 'proposte')}"
    shown = f"{number(shown_count, 0)} su {number(total_count, 0)}"
    return f"Che cosa chiedono i settori: {shown}, con i filtri scelti"


def direction_heading(proposal: Record) -> str:
    """Gives the strategic direction that proposals are grouped under; else the sector."""
    code, name = proposal["strategic_direction_code"], proposal["strategic_direction_name"]
    if not (is_absent(code) and is_absent(name)):
        return f"Indirizzo {code_and_name(code, name)}"
    code, name = proposal["sector_code"], proposal["sector_name"]
    if is_absent(code) and is_absent(name):
        return "Senza indirizzo"
    return f"Settore {readable_name(code, name)}"


def what_about(proposal: Record) -> str:
    """Gives the column that a proposal is about; "Riga intera" for a new or removed row."""
    name = proposal["field_name"]
    return WHOLE_ROW if is_absent(name) else field_label(str(name), proposal["document_kind"])


def choice_label(proposals: Sequence[Record]) -> str:
    """Gives the label of the box that chooses a proposal, or those that contradict each other."""
    first = proposals[0]
    if len(proposals) == 1:
        return f"{what_about(first)}, proposta n. {first['proposal_id']}"
    numbers = listed([str(one["proposal_id"]) for one in proposals])
    return f"{what_about(first)}, proposte n. {numbers}"


def kind_words(kind: object) -> str:
    """Gives "+ aggiunta"."""
    known = ProposalKind(str(kind))
    return f"{KIND_SHAPES[known]} {PROPOSAL_KINDS[known]}"


def state_words(state: object) -> str:
    """Gives "○ in attesa"."""
    label = STATES[ProposalState(str(state))]
    return f"{label.shape} {label.word}"


def number_change(change: float | None) -> str:
    """Gives "differenza: +10"; "" where the proposal is about words."""
    return "" if change is None else f"differenza: {signed_number(change)}"


def place(proposal: Record) -> str:
    """Gives file, sheet and cell of a proposal."""
    return f"{proposal['file_name']}, foglio {proposal['sheet_name']}, cella {proposal['cell']}"


def dates(proposal: Record) -> str:
    """Gives when a proposal first came, and when it was last repeated."""
    first, last = (local_moment(proposal[name]) for name in ("first_proposed_at", "uploaded_at"))
    repeated = "" if first == last else f"; ripetuta il {last}"
    return f"arrivata il {first}{repeated}"


def authors(proposal: Record) -> list[tuple[str, str]]:
    """Gives everybody who is known of a proposal, each as what they are: (what, who)."""
    comment = proposal["comment_text"]
    commenter = proposal["comment_author"]
    of_commenter = "" if is_absent(commenter) else f" di {commenter}"
    found = [
        ("Settore della riga", text(proposal["sector_name"])),
        ("Caricato da", text(proposal["uploaded_by"])),
        ("Ultimo salvataggio del file", proposal["last_editor"]),
        (
            f"Commento della cella{of_commenter}",
            None if is_absent(comment) else f"«{' '.join(str(comment).split())}»",
        ),
        ("Motivazione scritta nel file", proposal["motivation"]),
    ]
    return [(what, str(who)) for what, who in found if not is_absent(who)]


def decision_line(decision: Record) -> str:
    """Gives "accolta il 18/07/2024 10:00 da Anna Bo (atto n. 112 del 17/07/2024): motivo"."""
    done = _DONE[Verdict(decision["verdict"])][0]
    deed = deed_words(decision["deed_number"], decision["deed_date"])
    act = f" ({deed})" if deed else ""
    moment = local_moment(decision["decided_at"])
    decider = who(decision["decided_by"], decision["decided_role"])
    return f"{done} il {moment} da {decider}{act}: {decision['reason']}"


def deed_words(number: str | None, day: date | None) -> str:
    """Gives "atto n. 112 del 17/07/2024"; "" where a decision names none."""
    if is_absent(number):
        return ""
    return f"atto n. {number} del {italian_date(day)}"


def choose_all(count: int) -> str:
    """Gives the label of the button that chooses all that is listed."""
    return f"Seleziona tutte le elencate ({number(count, 0)})"


def chosen_sentence(count: int) -> str:
    """Gives "3 proposte scelte."."""
    return "1 proposta scelta." if count == 1 else f"{number(count, 0)} proposte scelte."


def rival_choice(proposal: Record) -> str:
    """Gives one of several contradicting texts, with its file."""
    wanted = " ".join(str(proposal["after_text"]).split()) or TEXT_GOES
    return f"n. {proposal['proposal_id']}, {proposal['file_name']}: «{shortened(wanted, 120)}»"


def decide_label(verdict: Verdict, count: int) -> str:
    """Gives the label of the button that decides: "Accogli 3 proposte"."""
    word = VERDICTS[verdict].split()[0]
    return f"{word} {counted(count, 'proposta', 'proposte')}"


def unaffected(verdict: Verdict, count: int) -> str:
    """Gives why some of the proposals chosen take no part in a decision; "" for none."""
    if count == 0:
        return ""
    if verdict is Verdict.REOPENED:
        return f"{counted(count, 'proposta è', 'proposte sono')} già da decidere."
    singular, plural = _DONE[verdict]
    done = f"è già {singular}" if count == 1 else f"sono già {plural}"
    return f"{counted(count, 'proposta', 'proposte')} {done}."


def effects(verdict: Verdict, proposals: Sequence[Record]) -> list[str]:
    """Gives what a decision changes: in general, then proposal by proposal, long lists cut."""
    lines = [_effect(verdict, one) for one in proposals[:_SHOWN_EFFECTS]]
    left = len(proposals) - len(lines)
    more = [f"… e altre {left}."] if left > 1 else ["… e un’altra."] if left else []
    return [_CONSEQUENCES[verdict], *lines, *more]


def achievement_effect(
    indicator_name: str, reference_year: int, period: str, before_pct: float, after_pct: float
) -> str:
    """Gives "Alberi, al 31/12/2024: il raggiungimento passa da 60,0 % a 80,0 %"."""
    day = period_end(reference_year, period)
    before, after = percent(before_pct), percent(after_pct)
    return f"{indicator_name}, al {day}: il raggiungimento passa da {before} a {after}"


def decided(counts: Mapping[Verdict, int]) -> str:
    """Gives what was done: "2 proposte accolte e 1 proposta respinta."."""
    parts = [
        f"{counted(count, 'proposta', 'proposte')} {_DONE[verdict][0 if count == 1 else 1]}"
        for verdict, count in counts.items()
        if count
    ]
    accepted = counts.get(Verdict.ACCEPTED, 0)
    follows = " Il testo accolto conta da subito in tutte le pagine." if accepted else ""
    return f"{listed(parts)}.{follows}"


def to_decide(count: int) -> str:
    """Gives the words of the link to the page: "5 proposte di variazione da decidere"."""
    return f"{counted(count, 'proposta di variazione', 'proposte di variazione')} da decidere"


def _effect(verdict: Verdict, proposal: Record) -> str:
    about = f"{proposal['row_label']}, {what_about(proposal)}"
    before, after = _quoted(proposal["before_text"]), _quoted(proposal["after_text"])
    if verdict is Verdict.ACCEPTED:
        return f"{about}: {_change(proposal, before, after)}"
    if verdict is Verdict.REOPENED and proposal["state"] == ProposalState.ACCEPTED:
        return f"{about}: torna {before}" if before else f"{about}: torna com’era"
    return about


def _change(proposal: Record, before: str, after: str) -> str:
    kind = ProposalKind(proposal["proposal_kind"])
    if kind is ProposalKind.NEW_ROW:
        return "entra la riga nuova"
    if kind is ProposalKind.REMOVED_ROW:
        return "la riga viene tolta"
    return f"{before or NO_TEXT} diventa {after or NO_TEXT}"


def _quoted(words: object) -> str:
    plain = "" if is_absent(words) else " ".join(str(words).split())
    return f"«{shortened(plain, _SHOWN_LENGTH)}»" if plain else ""
