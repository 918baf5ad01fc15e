"""What the page La mia delega says of the directions that one member of the Giunta follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.domain.delegations import Delegation
from dashboard.texts.formats import (
    Record,
    code_and_name,
    counted,
    euro,
    is_absent,
    listed,
    number,
    percent,
    readable_name,
)

TITLE = "La mia delega"
CHOICE = "Assessore o indirizzo"
CHOICE_HINT = "Scegliere un assessore o un indirizzo strategico"
CHOOSE = "Scegliere un assessore o un indirizzo: la pagina mostra soltanto ciò che lo riguarda."
NO_REFERENTS = (
    "Nessun documento dice chi segue gli indirizzi: indicarlo nella colonna «Assessore di "
    "riferimento» del foglio «Indirizzi strategici» dell’anagrafica. Intanto si può scegliere un "
    "indirizzo."
)
UNKNOWN = "Nel {year} non c’è nessun assessore o indirizzo «{named}»: sceglierne un altro."
EMPTY_TITLE = "Non c’è ancora nessun indirizzo strategico per questo anno."
EMPTY_BODY = (
    "Caricare il DUP o le schede PIAO dalla pagina Caricamento, oppure cambiare anno nei filtri."
)
BARS = "Come stanno gli indicatori"
CONCERNS = "Da guardare"
NO_CONCERNS = "Nessuno scostamento dal target in questo indirizzo."
DUP = "Stato di attuazione del DUP"
NO_DUP = "Nessun file del DUP per questo indirizzo in questo anno."
TO_DUP = "Gli interventi, uno per uno"
RESOURCES = "Risorse"
NO_RESOURCES = "Nessun documento riporta risorse per le azioni di questo indirizzo."
TO_RESOURCES = "Le risorse, azione per azione"
OBJECTIVES = "Dagli obiettivi alle azioni"
OBJECTIVES_FILE_NAME = "Obiettivi della delega"
NO_OBJECTIVES = "Nessun indicatore di questo indirizzo è legato a un obiettivo operativo."
ACTIONS_WITHOUT = "Azioni senza obiettivo operativo"
OBJECTIVE_COLUMNS = {
    "objective_words": "Obiettivo operativo",
    "achievement_shown": "Grado",
    "counted_count": "Contati",
    "indicator_count": "Indicatori",
}

ACTION_COLUMNS = {"action_words": "Azione", "sector_name": "Settore"}


def choice_words(one: Delegation, names: Mapping[str, str]) -> str:
    """Gives "Anna Rossi (2 indirizzi)", or a direction's code and name; `names` by code."""
    if one.referent is None:
        code = one.direction_codes[0]
        return f"Indirizzo {readable_name(code, names.get(code))}"
    return f"{one.referent} ({counted(len(one.direction_codes), 'indirizzo', 'indirizzi')})"


def headline(one: Delegation, names: Mapping[str, str], sentence: str) -> str:
    """Gives who or what this is about, then the sentence with the counts."""
    if one.referent is None:
        code = one.direction_codes[0]
        return f"{readable_name(code, names.get(code))}. {sentence}"
    return f"{one.referent}. {sentence}"


def print_title(one: Delegation, names: Mapping[str, str]) -> str:
    """Gives who or what the printed page is about: "Delega: Anna Rossi", or the direction."""
    if one.referent is None:
        return choice_words(one, names)
    return f"Delega: {one.referent}"


def directions_words(one: Delegation, names: Mapping[str, str]) -> str:
    """Gives "Segue gli indirizzi 1 La città che cresce e 3 La città da vivere."."""
    shown = [code_and_name(code, names.get(code)) for code in one.direction_codes]
    subject = "Segue l’indirizzo" if len(shown) == 1 else "Segue gli indirizzi"
    return f"{subject} {listed(shown)}."


def achievement_words(row: Record | None) -> str:
    """Gives "Grado di raggiungimento 83,7 %, su 35 indicatori contati di 35."; "" without one.

    `row`: of the query `achievement_by_direction`.
    """
    if row is None or is_absent(row["achievement_pct"]):
        return "Grado di raggiungimento: nessun indicatore contato."
    counted_words = counted(int(row["counted_count"]), "indicatore contato", "indicatori contati")
    total = number(row["indicator_count"], 0)
    return f"Grado di raggiungimento {percent(row['achievement_pct'])}, {counted_words} su {total}."


def concerns_finding(shown_count: int, total_count: int) -> str:
    """Gives "Da guardare: 5 scostamenti su 13, i non motivati per primi"."""
    if total_count == 0:
        return NO_CONCERNS
    shown = counted(shown_count, "scostamento", "scostamenti")
    of_total = "" if shown_count == total_count else f" su {number(total_count, 0)}"
    order = ", i non motivati per primi" if shown_count > 1 else ""
    return f"{CONCERNS}: {shown}{of_total}{order}"


def resources_words(row: Record | None) -> str:
    """Gives "Stanziati 1.200.000 €; impegnati 900.000 € …, su 12 azioni."

    `row`: of the query `resources_by`, of the direction; None where nothing is stated.
    """
    if row is None:
        return NO_RESOURCES
    sums = [
        f"{word} {euro(row[column])}"
        for column, word in (
            ("allocated_eur", "stanziati"),
            ("committed_eur", "impegnati"),
            ("paid_eur", "pagati"),
        )
        if not is_absent(row[column])
    ]
    if not sums:
        return NO_RESOURCES
    share = row["committed_pct"]
    spent = "" if is_absent(share) else f" (impegnato il {percent(share)} dello stanziato)"
    actions = counted(int(row["action_count"]), "azione", "azioni")
    return f"{'; '.join(sums).capitalize()}{spent}, su {actions}."


def objectives_finding(objectives: Sequence[Record]) -> str:
    """Gives which objective is furthest behind: the heading of their table.

    `objectives`: rows of the query `achievement` at the level of operational objectives.
    """
    known = [row for row in objectives if not is_absent(row["achievement_pct"])]
    if not known:
        return OBJECTIVES
    worst = min(known, key=lambda row: float(row["achievement_pct"]))
    if len(known) == 1 or float(worst["achievement_pct"]) >= 100:
        return f"{OBJECTIVES}: {counted(len(objectives), 'obiettivo', 'obiettivi')}"
    name = readable_name(worst["code"], worst["name"])
    return f"{OBJECTIVES}: il più indietro è {name}, {percent(worst['achievement_pct'])}"
