"""What the page Anagrafica and its command say of the rules that hold of an entity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.domain.model import Lineage, MeasureKind
from dashboard.domain.registry_in_force import NOWHERE, RegistryInForce
from dashboard.domain.registry_model import MeasurementRuleFact
from dashboard.domain.registry_sections import RegistrySection
from dashboard.domain.rules import METHODS_BY_KIND, Level, RollupMethod
from dashboard.texts.formats import counted, listed, local_moment, number, quantity
from dashboard.texts.labels import LEVELS, MEASURE_KINDS
from dashboard.texts.measurement import METHOD_FORMULAS
from dashboard.texts.registry import (
    MISSING_RESULTS,
    NATURES,
    ROUNDINGS,
    RULE_METHODS,
    TARGET_ZEROS,
)

OWN_SOURCE = "Impostazione del programma"

TO_STORICO = "Apri questo caricamento nello Storico"
DOWNLOAD = "Scarica l’anagrafica già compilata (.xlsx)"
DOWNLOAD_NOTE = (
    "Per cambiare qualcosa: scaricarla, correggerla in Excel o LibreOffice e caricarla dalla "
    "pagina Caricamento. Prima di accettarla si vede che cosa cambia, fino ai totali."
)
RULES_HEADING = "Come un risultato diventa una percentuale"
ROLLUP_HEADING = "Come si calcola la percentuale di ogni livello"
WEIGHTS_HEADING = "Pesi"
EXCLUSIONS_HEADING = "Che cosa resta fuori da ogni media"
NO_EXCLUSIONS = "Nessuna esclusione: tutto ciò che ha una percentuale conta."
PERIODS_HEADING = "Che cosa è atteso a metà anno e a fine anno"
OTHERS_HEADING = "Chi e che cosa conosce il programma"
NOTHING_STATED = "L’anagrafica non ne elenca."

RULE_COLUMNS = {
    "measure_kind": "Tipo di indicatore",
    "rule_name": "Regola",
    "formula_words": "Formula",
    "limits_words": "Tetto e minimo",
    "special_words": "Casi particolari",
    "applies_words": "Vale per",
    "source": "Fonte",
    "stated_words": "Stabilita da",
}
ROLLUP_COLUMNS = {
    "level": "Livello",
    "rollup_method": "Metodo",
    "rounding_words": "Arrotondamento dei componenti",
    "stated_words": "Stabilito da",
}
WEIGHT_COLUMNS = {
    "level": "Livello",
    "code": "Codice",
    "node_name": "Nome",
    "weight": "Peso",
    "normalised_pct": "Peso su 100",
    "weight_words": "Nota",
    "stated_words": "Stabilito da",
}
STATED_COLUMN = "Stabilito da"

SHEETS_KNOWN = "schede caricate"
PROGRAM = "programma"


def default_rule_name(kind: MeasureKind) -> str:
    """Gives the name of the program's own rule for a kind of indicator."""
    word = MEASURE_KINDS[kind]
    return f"{word[0].upper()}{word[1:]}: {RULE_METHODS[METHODS_BY_KIND[kind][0]]}"


def holding_sentence(in_force: RegistryInForce) -> str:
    """Gives whose rules hold in a year, and since when."""
    year, upload = in_force.reference_year, in_force.upload
    if upload is None:
        return f"Per il {year} valgono le regole del programma: nessuna anagrafica caricata."
    made_for = (
        ""
        if upload.registry_year == year
        else f", fatta per il {upload.registry_year} e ancora valida"
    )
    return (
        f"Per il {year} valgono le regole dell’anagrafica caricata il "
        f"{local_moment(upload.uploaded_at)}{made_for}."
    )


def file_sentence(in_force: RegistryInForce) -> str:
    """Gives which file says so and who sent it; without any, what to do to have one."""
    upload = in_force.upload
    if upload is None:
        return (
            "Sono impostazioni ragionevoli, ma non sono dell’ente. Per stabilirne di proprie, "
            "o solo per scrivere da quale atto vengono, compilare l’anagrafica."
        )
    return (
        f"File «{upload.file_name}», caricamento n. {upload.upload_id}. Da: {upload.uploaded_by}. "
        "Dove l’anagrafica tace valgono le impostazioni del programma: la colonna «Stabilita da» "
        "dice riga per riga chi decide."
    )


def rules_sentence(own_count: int, program_count: int) -> str:
    """Gives how many rules are the entity's and how many the program's."""
    if not own_count:
        return "Tutte le regole sono quelle del programma."
    own = counted(own_count, "regola dell’ente", "regole dell’ente")
    if not program_count:
        return f"{own}; nessuna del programma."
    return f"{own}; {counted(program_count, 'del programma', 'del programma')}."


def place_words(lineage: Lineage, nowhere: str = PROGRAM) -> str:
    """Gives the cell of the anagrafica that states something, or who does where none states it."""
    if lineage == NOWHERE:
        return nowhere
    return f"anagrafica, foglio {lineage.sheet_name}, cella {lineage.cell}"


def formula_words(rule: MeasurementRuleFact) -> str:
    """Gives what the program works out, and after it the entity's own words where they differ."""
    formula = METHOD_FORMULAS[rule.method, rule.measure_kind]
    if rule.formula_words in (None, formula):
        return formula
    return f"{formula}. Nelle parole dell’ente: {rule.formula_words}"


def limits_words(cap_pct: float | None, floor_pct: float | None) -> str:
    """Gives between what a percentage is kept."""
    cap = "senza tetto" if cap_pct is None else f"tetto {quantity(cap_pct, '%')}"
    floor = "senza minimo" if floor_pct is None else f"minimo {quantity(floor_pct, '%')}"
    return f"{cap}, {floor}"


def special_words(rule: MeasurementRuleFact) -> str:
    """Gives what a rule does where the usual does not: zero, nothing, bands, rounding."""
    digits, direction = rule.rounding_digits, ROUNDINGS[rule.rounding_direction]
    said = [
        f"target zero: {TARGET_ZEROS[rule.target_zero]}",
        f"risultato mancante: {MISSING_RESULTS[rule.missing_result]}",
    ]
    if rule.nature is not None:
        said.append(f"andamento: {NATURES[rule.nature]}")
    if rule.band_table is not None:
        said.append(f"fasce: {rule.band_table}")
    if digits is not None:
        said.append(f"arrotondamento: {rounding_words(digits, direction)}")
    return "; ".join(said)


def rounding_words(digits: int | None, direction: str) -> str:
    """Gives how something is rounded before it is used; never, unless a number of digits says."""
    if digits is None:
        return "mai"
    decimals = counted(digits, "decimale", "decimali") if digits else "all’unità"
    return f"{decimals}, {direction}"


def applies_words(assigned: Sequence[str], *, is_default: bool) -> str:
    """Gives to what a rule applies."""
    if is_default:
        return "tutti gli indicatori di questo tipo senza un’altra regola"
    return listed(assigned) if assigned else "nessuno: non è assegnata"


def assigned_words(
    sector_code: str | None, action_code: str | None, indicator_code: str | None
) -> str:
    """Gives what one row of the assignments names."""
    named = (("settore", sector_code), ("azione", action_code), ("indicatore", indicator_code))
    return ", ".join(f"{word} {code}" for word, code in named if code is not None)


def weights_sentence(
    weighted_levels: Sequence[Level], total_by_level: Mapping[Level, float]
) -> str:
    """Gives what the stated weights sum to, and where they count."""
    sums = listed(
        [f"{LEVELS[level].lower()} {number(total)}" for level, total in total_by_level.items()]
    )
    summed = f"Somma dei pesi: {sums}. " if sums else "Nessun peso indicato. "
    if not weighted_levels:
        return (
            f"{summed}Nessun livello usa la media ponderata: oggi i pesi non cambiano alcuna "
            "percentuale."
        )
    where = listed([LEVELS[level].lower() for level in weighted_levels])
    return f"{summed}Contano nella media ponderata di: {where}. Non serve che facciano 100."


def weight_note(weight: float | None, siblings_mean: float | None) -> str:
    """Gives what an empty weight counts for; nothing for a stated one."""
    if weight is not None:
        return ""
    if siblings_mean is None:
        return "vuoto, come tutti: pesi uguali"
    return f"vuoto: conta come la media degli altri ({number(siblings_mean)})"


def section_heading(label: str, count: int) -> str:
    """Gives the words on a folded section."""
    return f"{label} ({count})"


def uses_weights(method: RollupMethod) -> bool:
    """Says whether a method looks at weights."""
    return method is RollupMethod.WEIGHTED_MEAN


OTHER_SECTIONS = (
    RegistrySection.ENTITY,
    RegistrySection.SECTORS,
    RegistrySection.SERVICES,
    RegistrySection.COST_CENTRES,
    RegistrySection.DIRECTIONS,
    RegistrySection.STATUS_WORDS,
    RegistrySection.DEADLINES,
    RegistrySection.CLAUSES,
    RegistrySection.ROLES,
)
"""The sections that only name things, in the order of the page."""
