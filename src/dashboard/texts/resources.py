"""What the page PEG e risorse says: money and people of the actions, and who has neither."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.domain.spending import LOW_COMMITTED_PCT, SpendingOddity
from dashboard.texts.formats import (
    MISSING,
    Record,
    counted,
    euro,
    is_absent,
    listed,
    number,
    percent,
    readable_name,
    text,
)
from dashboard.texts.labels import ACTION_KINDS
from dashboard.texts.missions import mission_label

TITLE = "PEG e risorse"
EMPTY_TITLE = "Non c’è ancora un PEG per questa scelta."
EMPTY_BODY = (
    "Caricare le azioni PEG dei settori dalla pagina Caricamento (le risorse stanno nello stesso "
    "file, nei fogli delle risorse finanziarie e del personale); oppure cambiare anno, settore o "
    "indirizzo nei filtri qui sopra."
)

BREAKDOWN_CHOICE = "Risorse per"
BREAKDOWNS: Mapping[str, str] = {
    "sector": "Settore",
    "cost_centre": "Centro di costo",
    "production_factor": "Fattore produttivo",
    "strategic_direction": "Indirizzo strategico",
    "mission": "Missione di bilancio",
    "action_kind": "Ordinaria o miglioramento",
}
MONEY: Mapping[str, str] = {
    "allocated_eur": "stanziato",
    "committed_eur": "impegnato",
    "paid_eur": "pagato",
}
MONEY_SHAPES: Mapping[str, str] = {"allocated_eur": "□", "committed_eur": "■", "paid_eur": "▨"}
NOT_STATED = "non indicato"
_NOT_STATED_GROUPS: Mapping[str, str] = {
    "cost_centre": "Centro di costo non indicato",
    "production_factor": "Fattore produttivo non indicato",
    "strategic_direction": "Senza un indirizzo strategico",
    "mission": "Missione non indicata",
    "action_kind": "Tipologia non indicata",
}
ODDITIES: Mapping[SpendingOddity, str] = {
    SpendingOddity.OVER_COMMITTED: "impegnato più dello stanziato",
    SpendingOddity.OVER_PAID: "pagato più dell’impegnato",
    SpendingOddity.NOTHING_COMMITTED: "nulla di impegnato",
    SpendingOddity.LITTLE_COMMITTED: (
        f"impegnato meno del {number(LOW_COMMITTED_PCT)}\u00a0% dello stanziato"
    ),
}

FILE_NAME = "Risorse del PEG"
GROUP_COLUMNS = {
    "group_label": "Voce",
    "action_count": "Azioni",
    "allocated_eur": "Stanziato",
    "committed_eur": "Impegnato",
    "paid_eur": "Pagato",
    "committed_pct": "Impegnato su stanziato",
    "gaps_words": "Non indicato",
}
YEARS_FILE_NAME = "Risorse negli anni del triennio"
YEAR_COLUMNS = {
    "reference_year": "Anno",
    "standing_words": "PEG",
    "planned_count": "Azioni previste",
    "allocated_eur": "Stanziato",
    "committed_eur": "Impegnato",
    "paid_eur": "Pagato",
}
YEAR_COLUMNS_WITHOUT_PLANS = {
    column: title for column, title in YEAR_COLUMNS.items() if column != "planned_count"
}
STAFF_FILE_NAME = "Personale del PEG"
STAFF_COLUMNS = {
    "staff_category": "Categoria",
    "action_count": "Azioni",
    "people_number": "Unità",
    "equivalent_number": "Equivalenti a tempo pieno",
    "no_equivalent_count": "Righe senza unità o quota",
}
WITHOUT_FILE_NAME = "Azioni senza risorse"
WITHOUT_COLUMNS = {
    "action_words": "Azione",
    "sector_name": "Settore",
    "action_kind": "Tipologia",
    "missing_words": "Che cosa manca",
}
ODD_FILE_NAME = "Stanziato e impegnato"
ODD_COLUMNS = {
    "action_words": "Azione",
    "sector_name": "Settore",
    "allocated_eur": "Stanziato",
    "committed_eur": "Impegnato",
    "paid_eur": "Pagato",
    "committed_pct": "Impegnato su stanziato",
    "oddity_words": "Che cosa si nota",
}
DIFFERENT_FILE_NAME = "Somme diverse nello stesso PEG"
DIFFERENT_NOTE = (
    "Qui sopra vale la somma delle righe delle risorse finanziarie: correggere uno dei due fogli, "
    "o completare le righe."
)
DIFFERENT_COLUMNS = {
    "action_words": "Azione",
    "sector_name": "Settore",
    "sum_words": "Somma",
    "listed_eur": "Nell’elenco delle azioni",
    "broken_down_eur": "Nelle risorse finanziarie",
}
DETAIL_FILE_NAME = "Risorse finanziarie delle azioni"
DETAIL_COLUMNS = {
    "action_words": "Azione",
    "cost_centre": "Centro di costo",
    "production_factor": "Fattore produttivo",
    "budget_chapter": "Capitolo",
    "mission_programme": "Missione e programma",
    "allocated_eur": "Stanziato",
    "committed_eur": "Impegnato",
    "paid_eur": "Pagato",
    "origin_words": "Da dove viene",
}
DETAIL_DOWNLOAD_COLUMNS = {
    "sector_code": "Codice settore",
    "sector_name": "Settore",
    "action_code": "Codice azione",
    "action_name": "Azione",
    **{name: title for name, title in DETAIL_COLUMNS.items() if not name.endswith("_words")},
    "note": "Note",
    "file_name": "File",
    "sheet_name": "Foglio",
    "cell": "Cella",
}
STAFF_DETAIL_FILE_NAME = "Personale delle azioni"
STAFF_DETAIL_COLUMNS = {
    "action_words": "Azione",
    "staff_category": "Categoria",
    "people_number": "Unità",
    "time_share_pct": "Quota di tempo",
    "equivalent_number": "Equivalenti a tempo pieno",
    "origin_words": "Da dove viene",
}

OF_ACTION_MONEY = "Risorse finanziarie dell’azione"
OF_ACTION_MONEY_COLUMNS = {
    column: title for column, title in DETAIL_COLUMNS.items() if column != "action_words"
}
OF_ACTION_STAFF = "Personale dell’azione"
OF_ACTION_STAFF_COLUMNS = {
    column: title for column, title in STAFF_DETAIL_COLUMNS.items() if column != "action_words"
}
TO_RESOURCES = "Vedi tutte le risorse del settore"
STAFF_KEY = "equivalenti a tempo pieno"
FULL_TIME_NOTE = (
    "Un equivalente a tempo pieno è una persona per tutto il suo tempo: unità × quota di tempo. "
    "Chi lavora a più azioni è contato tra le unità di ciascuna."
)


def headline(actions: Sequence[Record], in_all: Record | None, without_count: int) -> str:
    """Gives "Anno 2024: 13.464.500 € stanziati per 72 azioni; 3 azioni sono senza risorse."

    `actions`: rows of `action_funding`; `in_all`: the row of `resources_by` of the whole.
    """
    year = int(actions[0]["reference_year"])
    some = counted(len(actions), "azione", "azioni")
    if in_all is None or is_absent(in_all["allocated_eur"]):
        opening = f"per {some} lo stanziamento non è indicato"
    else:
        opening = f"{euro(in_all['allocated_eur'])} stanziati per {some}"
    return f"Anno {year}: {opening}; {emphasis(without_count)}."


def emphasis(without_count: int) -> str:
    """Gives the part of the headline to look at: "3 azioni sono senza risorse"."""
    if without_count == 0:
        return "nessuna azione è senza risorse"
    some = counted(without_count, "azione", "azioni")
    return f"{some} {'è' if without_count == 1 else 'sono'} senza risorse"


def completeness(actions: Sequence[Record]) -> str:
    """Gives for how many actions each sum is stated, and that what is not stated is no zero."""
    stated = [f"{word} per {_how_many(actions, column)}" for column, word in MONEY.items()]
    unlisted = sum(not row["is_in_peg"] for row in actions)
    rest = ""
    if unlisted:
        verb = "non è" if unlisted == 1 else "non sono"
        rest = f" {counted(unlisted, 'azione', 'azioni')} {verb} nell’elenco del PEG."
    return (
        f"Su {counted(len(actions), 'azione', 'azioni')}: {listed(stated)}. Ciò che non è indicato "
        f"non conta come zero.{rest}"
    )


def tile_values(in_all: Record | None) -> list[tuple[str, str, str]]:
    """Gives (label, value, note) of the three sums."""
    found = []
    for column, word in MONEY.items():
        value = MISSING if in_all is None else euro(in_all[column])
        found.append((word.capitalize(), value, _tile_note(column, in_all)))
    return found


def staff_tile(staff: Sequence[Record]) -> tuple[str, str, str]:
    """Gives (label, value, note) of the people."""
    value = number(_equivalents(staff), 1) if staff else MISSING
    people = _people(staff)
    return "Personale", value, f"{STAFF_KEY}, {people}" if staff else "nessuna categoria indicata"


def without_tile(without_count: int, action_count: int) -> tuple[str, str, str]:
    """Gives (label, value, note) of the actions without resources."""
    return "Senza risorse", number(without_count, 0), f"azioni su {number(action_count, 0)}"


def group_label(row: Record) -> str:
    """Gives the name of a group of `resources_by`; what is not stated is a group that says so."""
    breakdown, key, name = str(row["breakdown"]), row["group_key"], row["group_name"]
    if is_absent(key):
        return _NOT_STATED_GROUPS.get(breakdown, NOT_STATED)
    if breakdown == "mission":
        return mission_label(str(key), name)
    if breakdown == "action_kind":
        return {kind.value: word.capitalize() for kind, word in ACTION_KINDS.items()}[str(key)]
    if breakdown in ("sector", "strategic_direction"):
        return readable_name(key, name)
    return text(name)


def gaps_words(row: Record) -> str:
    """Gives "impegnato in 2 righe su 9": how many sums of a group are not stated."""
    rows = counted(int(row["row_count"]), "riga", "righe")
    gaps = [
        f"{word} in {_missing_count(row, column)} su {rows}"
        for column, word in MONEY.items()
        if _missing_count(row, column)
    ]
    return "; ".join(gaps) if gaps else MISSING


def breakdown_finding(groups: Sequence[Record], breakdown: str) -> str:
    """Gives which group has most money planned, and how much of all of it."""
    title = BREAKDOWNS[breakdown]
    planned = [row for row in groups if not is_absent(row["allocated_eur"])]
    total = sum(float(row["allocated_eur"]) for row in planned)
    if total <= 0:
        return f"{title}: stanziato non indicato"
    most = max(planned, key=lambda row: float(row["allocated_eur"]))
    share = percent(100 * float(most["allocated_eur"]) / total)
    return (
        f"{title}: {group_label(most)} ha lo stanziamento più alto, "
        f"{euro(most['allocated_eur'])} ({share} del totale)"
    )


def committed_note(in_all: Record | None) -> str:
    """Gives the share that was committed, and over how many actions it is worked out."""
    if in_all is None or is_absent(in_all["committed_pct"]):
        return "La quota impegnata non si può calcolare: manca lo stanziato o l’impegnato."
    compared, total = int(in_all["compared_count"]), number(int(in_all["action_count"]), 0)
    which = "azione che indica" if compared == 1 else "azioni che indicano"
    return (
        f"Impegnato il {percent(in_all['committed_pct'])} dello stanziato, contando "
        f"{number(compared, 0)} {which} entrambi, su {total}."
    )


def bars_alt(finding: str) -> str:
    """Describes the bars to who cannot see them."""
    return (
        f"Barre da zero per voce: stanziato, impegnato e pagato in euro. {finding}. "
        "Gli stessi numeri sono nella tabella sotto la figura."
    )


def years_finding(years: Sequence[int]) -> str:
    """Gives the title of the table of the years."""
    return f"Anni del triennio {years[0]}-{years[-1]}"


def years_note(action_count: int, stating_count: int) -> str:
    """Gives where the sums of each year come from, and how many actions state their years."""
    origin = "Le somme di ogni anno vengono dal PEG di quell’anno."
    if stating_count == 0:
        return f"{origin} Nessuna azione indica le annualità."
    verb = "indica" if stating_count == 1 else "indicano"
    return f"{origin} {_actions(stating_count)} su {number(action_count, 0)} {verb} le annualità."


def year_standing(has_peg: bool) -> str:
    """Gives whether the PEG of a year was loaded."""
    return "caricato" if has_peg else "non ancora caricato"


def staff_finding(staff: Sequence[Record]) -> str:
    """Gives "38,5 equivalenti a tempo pieno (52 unità) in 4 categorie"."""
    categories = counted(len(staff), "categoria", "categorie")
    return (
        f"Personale: {number(_equivalents(staff), 1)} equivalenti a tempo pieno "
        f"({_people(staff)}) in {categories}"
    )


def staff_note(staff: Sequence[Record], in_words_count: int) -> str:
    """Gives how full-time equivalents are made, what they leave out, and who writes only words."""
    missing = sum(int(row["no_equivalent_count"]) for row in staff)
    left_out = ""
    if missing:
        some = counted(missing, "riga", "righe")
        left_out = f" {some} senza unità o quota di tempo: fuori dagli equivalenti."
    return f"{FULL_TIME_NOTE}{left_out}{_in_words(in_words_count)}"


def no_staff_note(in_words_count: int) -> str:
    """Gives that no category of staff is stated, and how many actions write of people in words."""
    return f"Nessun PEG indica il personale per categoria.{_in_words(in_words_count)}"


def staff_bar(row: Record) -> str:
    """Gives what stands at the end of a category's bar."""
    if is_absent(row["full_time_equivalent"]):
        return f"{NOT_STATED} · {_units(row['head_count'])}"
    return f"{number(row['full_time_equivalent'], 1)} · {_units(row['head_count'])}"


def staff_alt(staff: Sequence[Record]) -> str:
    """Describes the bars of the people to who cannot see them."""
    return f"Barre da zero per categoria. {staff_finding(staff)}. I numeri sono nella tabella."


def without_finding(without_count: int, action_count: int) -> str:
    """Gives how many actions have neither money nor people."""
    if without_count == 0:
        return "Ogni azione ha denaro o personale"
    return f"Senza denaro né personale: {without_count} su {number(action_count, 0)} azioni"


def missing_words(action: Record) -> str:
    """Gives what an action without resources states: nothing at all, or zero euro."""
    if all(is_absent(action[column]) for column in MONEY):
        return "né denaro né personale indicati"
    return "0 € indicati, personale non indicato"


def odd_finding(odd_count: int, compared_count: int) -> str:
    """Gives how many actions stand out when what was planned meets what was committed."""
    if compared_count == 0:
        return "Stanziato e impegnato non si possono confrontare: nessuna azione li indica entrambi"
    if odd_count == 0:
        return f"Stanziato e impegnato: nulla da notare in {_actions(compared_count)}"
    return f"Stanziato e impegnato: {odd_count} da guardare, su {_actions(compared_count)}"


def odd_note() -> str:
    """Gives what counts as standing out."""
    return f"Si notano: {listed(list(ODDITIES.values()))}. Sono fatti da guardare, non errori."


def oddity_words(oddities: Sequence[SpendingOddity]) -> str:
    """Gives what stands out in an action's sums."""
    return ", ".join(ODDITIES[oddity] for oddity in oddities)


def different_finding(different_count: int) -> str:
    """Gives how often the sheets of a PEG state two sums for the same thing."""
    sums = counted(different_count, "somma", "somme")
    verb = "è scritta" if different_count == 1 else "sono scritte"
    return f"{sums} {verb} in due modi diversi nello stesso PEG"


def detail_title(row_count: int, action_count: int) -> str:
    """Gives the title of the folded list of all sums."""
    rows = counted(row_count, "riga", "righe")
    return f"Tutte le risorse finanziarie, con le celle: {rows} di {_actions(action_count)}"


def staff_detail_title(row_count: int) -> str:
    """Gives the title of the folded list of all people."""
    return f"Tutto il personale, con le celle: {counted(row_count, 'riga', 'righe')}"


def action_words(row: Record) -> str:
    """Gives code and name of an action."""
    return readable_name(row["action_code"], row["action_name"])


def bar_hover(label: str, word: str, row: Record, column: str) -> str:
    """Gives what a bar says when it is pointed at."""
    return f"{label}<br>{word}: {euro(row[column])}<br>{_actions(int(row['action_count']))}"


def _tile_note(column: str, in_all: Record | None) -> str:
    if in_all is None or is_absent(in_all[column]):
        return NOT_STATED
    if column == "committed_eur" and not is_absent(in_all["committed_pct"]):
        return f"{percent(in_all['committed_pct'])} dello stanziato"
    missing = _missing_count(in_all, column)
    if missing:
        return f"{NOT_STATED} in {counted(missing, 'riga', 'righe')}"
    return "in tutte le righe"


def _missing_count(row: Record, column: str) -> int:
    return int(row[f"no_{column.removesuffix('_eur')}_count"])


def _how_many(actions: Sequence[Record], column: str) -> str:
    stating = sum(not is_absent(row[column]) for row in actions)
    return "nessuna" if stating == 0 else number(stating, 0)


def _equivalents(staff: Sequence[Record]) -> float:
    found = (row["full_time_equivalent"] for row in staff)
    return sum(float(value) for value in found if not is_absent(value))


def _people(staff: Sequence[Record]) -> str:
    found = (row["head_count"] for row in staff)
    return _units(sum(float(value) for value in found if not is_absent(value)))


def _units(count: float | None) -> str:
    return f"unità {NOT_STATED}" if is_absent(count) else f"{number(count)} unità"


def _in_words(in_words_count: int) -> str:
    if in_words_count == 0:
        return ""
    verb = "descrive" if in_words_count == 1 else "descrivono"
    return f" {_actions(in_words_count)} {verb} il personale solo a parole."


def _actions(count: int) -> str:
    return counted(count, "azione", "azioni")
