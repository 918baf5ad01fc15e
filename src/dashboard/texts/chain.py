"""What the page Catena says: what serves which objective of the DUP, and what hangs in the air."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.domain.chain import Flows, LinkState
from dashboard.domain.registry_model import RegistryClauseFact
from dashboard.texts.formats import (
    MISSING,
    Record,
    code_and_name,
    counted,
    is_absent,
    listed,
    number,
    percent,
    readable_name,
    text,
    yes_no,
)

TITLE = "Catena"
EMPTY_TITLE = "Non ci sono ancora azioni né obiettivi per questa scelta."
EMPTY_BODY = (
    "Caricare lo stato di attuazione del DUP, le azioni PEG e le schede PIAO dalla pagina "
    "Caricamento; oppure cambiare anno, settore o indirizzo nei filtri qui sopra."
)
CHOICE = "Obiettivo o azione"
CHOICE_HINT = "Scrivere un codice o una parola"
CHAIN_LABEL = "Legami verso l’alto e verso il basso"
OBJECTIVE, PEG, PIAO = "Obiettivo operativo", "Azione nel PEG", "Azione nel PIAO"
TO_ACTION = "Apri la scheda dell’azione"
TO_DUP = "Apri lo stato di attuazione del DUP"
TO_CHAIN = "Vedi i legami dell’azione con DUP, PEG e PIAO"

# By which words the passages of a directive are found that ask for links and for agreements.
LINKAGE_STEMS, AGREEMENT_STEMS = ("collegamento", "obiettivi"), ("servizi", "concordat")
WHY_LINKAGE = (
    "Perché conta: un’azione senza un obiettivo operativo non si vede nello stato di attuazione "
    "del DUP."
)
LINKAGE_SCOPE = (
    "Quota delle azioni di PEG e PIAO del settore che indicano un obiettivo operativo presente nel "
    "DUP dell’anno. Il filtro dell’indirizzo qui non conta: chi non ha un obiettivo non ha un "
    "indirizzo."
)
NOT_LINKED = "Nessun obiettivo del DUP"
OTHER_OBJECTIVES, OTHER_SECTORS = "Altri obiettivi", "Altri settori"
IN_BOTH, ONLY_PEG, ONLY_PIAO = "PEG e PIAO", "Solo PEG", "Solo PIAO"
NO_DIRECTION = "Senza un indirizzo strategico"
LINK_STATES: Mapping[LinkState, str] = {
    LinkState.LINKED: "obiettivo presente nel DUP",
    LinkState.NO_OBJECTIVE: "nessun obiettivo indicato",
    LinkState.UNKNOWN_OBJECTIVE: "obiettivo non presente nel DUP",
    LinkState.NO_DUP: "DUP dell’anno non caricato",
}

FLOW_FILE_NAME = "Flussi della catena"
FLOW_COLUMNS = {"from_words": "Da", "to_words": "A", "action_count": "Azioni"}
MATRIX_FILE_NAME = "Azioni per settore e indirizzo"
MATRIX_COLUMNS = {
    "sector_words": "Settore",
    "direction_words": "Indirizzo",
    "action_count": "Azioni",
    "piao_count": "Di cui nel PIAO",
}
LINKAGE_FILE_NAME = "Collegamento al DUP per settore"
LINKAGE_COLUMNS = {
    "sector_name": "Settore",
    "linkage_pct": "Collegamento",
    "linked_count": "Collegate",
    "action_count": "Azioni",
    "no_objective_count": "Senza obiettivo",
    "unknown_objective_count": "Obiettivo non nel DUP",
    "no_dup_count": "DUP non caricato",
}
LIST_FILE_NAME = "Azioni e legami"
LIST_COLUMNS = {
    "action_words": "Azione",
    "sector_name": "Settore",
    "objective_words": "Obiettivo operativo",
    "link_words": "Legame",
    "peg_words": "Nel PEG",
    "piao_words": "Nel PIAO",
}
SERVED_FILE_NAME = "Azioni dell’obiettivo"
SERVED_COLUMNS = {
    column: title
    for column, title in LIST_COLUMNS.items()
    if column not in ("objective_words", "link_words")
}
OBJECTIVES_FILE_NAME = "Obiettivi senza azioni"
OBJECTIVE_COLUMNS = {
    "objective_words": "Obiettivo operativo",
    "direction_words": "Indirizzo",
    "origin_words": "Da dove viene",
}
UNLINKED_FILE_NAME = "Azioni senza un obiettivo del DUP"
UNLINKED_COLUMNS = {
    "action_words": "Azione",
    "sector_name": "Settore",
    "link_words": "Che cosa manca",
    "objective_words": "Obiettivo scritto",
    "place_words": "Da dove viene",
}
NOT_IN_PEG_FILE_NAME = "Azioni del PIAO che non sono nel PEG"
NOT_IN_PIAO_FILE_NAME = "Azioni del PEG non scelte per il PIAO"
PLACED_COLUMNS = {
    "action_words": "Azione",
    "sector_name": "Settore",
    "objective_words": "Obiettivo operativo",
    "place_words": "Da dove viene",
}
AGREEMENT_FILE_NAME = "Accordi mancanti con altri servizi"
AGREEMENT_COLUMNS = {
    "action_words": "Azione",
    "sector_name": "Settore",
    "other_services": "Altri servizi coinvolti",
    "agreed_words": "Concordata",
    "place_words": "Da dove viene",
}
AGREEMENT_NOTE = "Dipendono da altri servizi, che non risultano d’accordo su modi e tempi."
NOT_IN_PIAO_NOTE = (
    "Non è un errore: il PIAO valuta una scelta delle azioni del PEG. Contano solo i settori che "
    "hanno già una scheda PIAO."
)
NOT_IN_PEG_NOTE = "Contano solo i settori di cui è stato caricato il PEG."
ORPHANS_NOTE = "Contano le azioni di tutti i settori, anche dove il filtro ne sceglie uno."
NO_DUP_NOTE = (
    "Nessun DUP dell’anno, o del triennio a cui l’anno appartiene, è stato caricato: gli obiettivi "
    "scritti nelle azioni non si possono confermare."
)


def headline(actions: Sequence[Record], objectives: Sequence[Record], reference_year: int) -> str:
    """Gives "Anno 2024: 70 azioni su 72 servono un obiettivo operativo del DUP; 2 obiettivi…"."""
    if not objectives:
        stating = sum(row["link_state"] == LinkState.NO_DUP for row in actions)
        verb = "indica" if stating == 1 else "indicano"
        opening = f"{_actions(stating)} su {number(len(actions), 0)} {verb} un obiettivo operativo"
        return f"Anno {reference_year}: {opening}; {emphasis(objectives)}."
    linked = sum(row["link_state"] == LinkState.LINKED for row in actions)
    verb = "serve" if linked == 1 else "servono"
    return (
        f"Anno {reference_year}: {_actions(linked)} su {number(len(actions), 0)} {verb} un "
        f"obiettivo operativo del DUP; {emphasis(objectives) or 'nessun obiettivo è senza azioni'}."
    )


def asked_by(clause: RegistryClauseFact | None) -> str:
    """Gives "La direttiva lo chiede: «…» (clausola 3.4, paragrafo 3)."; "" where it does not."""
    if clause is None:
        return ""
    place = ", ".join(one for one in (f"clausola {clause.clause_code}", clause.source) if one)
    return f"La direttiva lo chiede: «{clause.clause_text}» ({place})."


def emphasis(objectives: Sequence[Record]) -> str:
    """Gives the part of the headline to look at: "2 obiettivi sono senza azioni"; "" for none."""
    if not objectives:
        return "il DUP dell’anno non è caricato"
    orphans = sum(int(row["action_count"]) == 0 for row in objectives)
    if orphans == 0:
        return ""
    return f"{_objectives(orphans)} {'è' if orphans == 1 else 'sono'} senza azioni"


def completeness(actions: Sequence[Record], objectives: Sequence[Record]) -> str:
    """Gives of what the page speaks, and which sectors have no PEG or no PIAO yet."""
    peg = sum(bool(row["is_in_peg"]) for row in actions)
    piao = sum(bool(row["is_in_piao"]) for row in actions)
    sentence = (
        f"{_actions(peg)} nel PEG, {_actions(piao)} nel PIAO, {_objectives(len(objectives))} "
        "operativi nel DUP."
    )
    lacking = [
        f" Senza {name}: {listed(sectors)}."
        for name, sectors in (
            ("PEG", _sectors_without(actions, "has_sector_peg")),
            ("PIAO", _sectors_without(actions, "has_sector_piao")),
        )
        if sectors
    ]
    return f"{sentence}{''.join(lacking)}"


def objective_label(row: Record) -> str:
    """Gives "Obiettivo 1.2.1 Aggiornare gli strumenti urbanistici" to choose it."""
    return f"Obiettivo {objective_words(row)}"


def action_label(row: Record) -> str:
    """Gives "Azione SG.01 Piano della formazione · Segreteria generale" to choose it."""
    return f"Azione {action_words(row)} · {text(row['sector_name'])}"


def objective_words(row: Record) -> str:
    """Gives code and name of an operational objective."""
    return code_and_name(row["operational_objective_code"], row["operational_objective_name"])


def action_words(row: Record) -> str:
    """Gives code and name of an action."""
    return readable_name(row["action_code"], row["action_name"])


def direction_words(row: Record) -> str:
    """Gives code and name of a strategic direction, or that there is none."""
    if is_absent(row["strategic_direction_code"]):
        return NO_DIRECTION
    return code_and_name(row["strategic_direction_code"], row["strategic_direction_name"])


def strategic_words(row: Record) -> str:
    """Gives code and name of a strategic objective."""
    return code_and_name(row["strategic_objective_code"], row["strategic_objective_name"])


def link_words(row: Record) -> str:
    """Gives how an action hangs on the DUP."""
    return LINK_STATES[LinkState(str(row["link_state"]))]


def agreed_words(row: Record) -> str:
    """Gives whether the other services agreed; what is not stated says so."""
    agreed = row["is_agreed_with_other_services"]
    return "non indicato" if is_absent(agreed) else yes_no(bool(agreed))


def place_words(row: Record, document: str) -> str:
    """Gives file, sheet and cell in the PEG ("peg") or the PIAO ("piao"); a dash where absent."""
    if is_absent(row[f"{document}_cell"]):
        return MISSING
    stems = ("file_name", "sheet_name", "cell")
    return cell_words(*(row[f"{document}_{stem}"] for stem in stems))


def first_place_words(row: Record) -> str:
    """Gives the place in the PEG, else the one in the PIAO."""
    return place_words(row, "peg" if row["is_in_peg"] else "piao")


def cell_words(file_name: object, sheet_name: object, cell: object) -> str:
    """Gives "PEG 2024.xlsx, foglio Azioni, B7"."""
    return f"{text(file_name)}, foglio {text(sheet_name)}, {text(cell)}"


def standing_words(row: Record, document: str) -> str:
    """Gives where an action stands in PEG or PIAO, or why it does not."""
    if row[f"is_in_{document}"]:
        return place_words(row, document)
    if not row[f"has_sector_{document}"]:
        return f"il {document.upper()} del settore non è ancora caricato"
    return "non scelta per il PIAO" if document == "piao" else "non è nel PEG"


def way_objective(row: Record) -> str | None:
    """Gives the objective that an action's way starts from; None for one that reaches none.

    The strategic one, for there are fewer; the operational one where that is not stated.
    """
    if row["link_state"] in (LinkState.NO_OBJECTIVE, LinkState.UNKNOWN_OBJECTIVE):
        return None
    if is_absent(row["strategic_objective_code"]):
        return objective_words(row)
    return strategic_words(row)


def way_place(row: Record) -> str:
    """Gives in which documents an action stands."""
    if row["is_in_peg"] and row["is_in_piao"]:
        return IN_BOTH
    return ONLY_PEG if row["is_in_peg"] else ONLY_PIAO


def flow_finding(actions: Sequence[Record]) -> str:
    """Gives how many actions come from no objective, and how many are chosen for the PIAO."""
    without = sum(way_objective(row) is None for row in actions)
    chosen = sum(bool(row["is_in_piao"]) for row in actions)
    opening = "Ogni azione parte da un obiettivo"
    if without:
        verb = "parte" if without == 1 else "partono"
        opening = f"{_actions(without)} non {verb} da un obiettivo"
    return f"{opening}; {number(chosen, 0)} su {number(len(actions), 0)} nel PIAO"


def flow_note(flows: Flows) -> str:
    """Gives what the widths are, and what was gathered so that the picture can be read."""
    gathered = [
        counted(count, *words)
        for count, words in (
            (flows.gathered_objective_count, ("obiettivo", "obiettivi")),
            (flows.gathered_sector_count, ("settore", "settori")),
        )
        if count
    ]
    rest = f" Raccolti in «altri» i più piccoli: {listed(gathered)}." if gathered else ""
    return (
        "Da sinistra: obiettivi strategici del DUP, settori, documenti. Più largo, più azioni; "
        f"{counted(flows.link_count, 'legame disegnato', 'legami disegnati')}.{rest}"
    )


def flow_alt(sentence: str) -> str:
    """Describes the flows to who cannot see them."""
    return (
        "Diagramma di flusso delle azioni, dagli obiettivi del DUP ai settori e ai documenti. "
        f"{sentence}. Gli stessi numeri sono nella tabella sotto la figura."
    )


def flow_hover(start: str, end: str, action_count: int) -> str:
    """Gives what a link says when it is pointed at."""
    return f"{start} → {end}<br>{_actions(action_count)}"


def matrix_finding(cells: Sequence[Record]) -> str:
    """Gives the sector and direction with most actions, or how many have as many."""
    most = max(int(row["action_count"]) for row in cells)
    fullest = [row for row in cells if int(row["action_count"]) == most]
    if len(fullest) > 1:
        return f"Al più {_actions(most)} per settore e indirizzo, in {len(fullest)} caselle"
    return f"Più azioni tra {sector_words(fullest[0])} e {direction_words(fullest[0])}: {most}"


def matrix_note(directions: Sequence[Record]) -> str:
    """Gives the names of the columns."""
    names = [direction_words(row) for row in directions]
    return f"Numero di azioni; i numeri portano a quelle azioni. Colonne: {'; '.join(names)}."


def matrix_alt(sentence: str) -> str:
    """Describes the matrix to who cannot see it."""
    return (
        "Tabella a colori: settori per indirizzi strategici, più scuro dove le azioni sono di più. "
        f"{sentence}. Gli stessi numeri sono nella tabella sotto la figura."
    )


def matrix_hover(cell: Record) -> str:
    """Gives what a cell says when it is pointed at."""
    return f"{_actions(int(cell['action_count']))}, di cui {int(cell['piao_count'])} nel PIAO"


def sector_words(row: Record) -> str:
    """Gives code and name of a sector."""
    return readable_name(row["sector_code"], row["sector_name"])


def linkage_finding(sectors: Sequence[Record]) -> str:
    """Gives how many sectors have all their actions linked, or the least linked one."""
    known = [row for row in sectors if not is_absent(row["linkage_pct"])]
    if not known:
        return "Collegamento al DUP: non si può calcolare, il DUP dell’anno non è caricato"
    least = min(known, key=lambda row: float(row["linkage_pct"]))
    if float(least["linkage_pct"]) == 100:
        return f"Collegamento al DUP: completo in {counted(len(known), 'settore', 'settori')}"
    return (
        f"Collegamento al DUP: il più basso è {sector_words(least)}, "
        f"{percent(least['linkage_pct'])} ({linkage_count(least)})"
    )


def linkage_count(row: Record) -> str:
    """Gives "5 su 6"."""
    return f"{int(row['linked_count'])} su {int(row['action_count'])}"


def linkage_bar(row: Record) -> str:
    """Gives what stands at the end of a sector's bar."""
    if is_absent(row["linkage_pct"]):
        return "DUP non caricato"
    return f"{percent(row['linkage_pct'])} · {linkage_count(row)}"


def linkage_alt(sentence: str) -> str:
    """Describes the bars of linkage to who cannot see them."""
    return f"Barre da 0 a 100 % per settore. {sentence}. I numeri sono nella tabella."


def objectives_finding(orphan_count: int, objective_count: int) -> str:
    """Gives how many objectives no action serves."""
    if objective_count == 0:
        return "Obiettivi senza azioni: il DUP dell’anno non è caricato"
    if orphan_count == 0:
        return f"Ogni obiettivo operativo del DUP ha almeno un’azione ({objective_count})"
    return f"Obiettivi operativi senza azioni: {orphan_count} su {objective_count}"


def unlinked_finding(unlinked_count: int) -> str:
    """Gives how many actions serve no objective of the DUP."""
    if unlinked_count == 0:
        return "Nessuna azione è senza un obiettivo del DUP"
    return f"Azioni che non servono un obiettivo del DUP: {number(unlinked_count, 0)}"


def not_in_peg_finding(count: int) -> str:
    """Gives how many actions of the PIAO the PEG does not have."""
    if count == 0:
        return "Tutte le azioni del PIAO sono nel PEG"
    return f"Azioni del PIAO che non sono nel PEG: {number(count, 0)}"


def not_in_piao_finding(count: int) -> str:
    """Gives how many actions of the PEG were not chosen for the PIAO."""
    return f"{_actions(count)} del PEG non {'scelta' if count == 1 else 'scelte'} per il PIAO"


def agreement_finding(lacking_count: int, involving_count: int) -> str:
    """Gives how many actions that involve other services lack their agreement."""
    if involving_count == 0:
        return "Nessuna azione coinvolge altri servizi"
    if lacking_count == 0:
        return f"Tutte concordate le {involving_count} azioni che coinvolgono altri servizi"
    return f"Senza l’accordo di altri servizi: {lacking_count} su {_actions(involving_count)}"


def list_title(action_count: int) -> str:
    """Gives the title of the folded list of all actions with their links."""
    return f"Tutte le azioni con i loro legami: {number(action_count, 0)}"


def unlinked_note(row: Record) -> str:
    """Gives why an action is not linked to the DUP."""
    return f"Questa azione non è collegata al DUP: {link_words(row)}."


def served_finding(action_count: int) -> str:
    """Gives how many actions serve the objective that was chosen."""
    if action_count == 0:
        return "Nessuna azione del PEG o del PIAO serve questo obiettivo"
    return f"{_actions(action_count)} per questo obiettivo"


def missing_choice(words: str, reference_year: int) -> str:
    """Gives what is said of an objective or action that a link names and the year does not have."""
    return (
        f"«{words}» non è tra le azioni PEG e PIAO del {reference_year}, né tra gli obiettivi "
        "operativi del DUP."
    )


def _sectors_without(actions: Sequence[Record], column: str) -> list[str]:
    return list(dict.fromkeys(sector_words(row) for row in actions if not row[column]))


def _actions(count: int) -> str:
    return counted(count, "azione", "azioni")


def _objectives(count: int) -> str:
    return counted(count, "obiettivo", "obiettivi")
