"""The Italian words of the anagrafica: its sections, its columns, and every choice it offers.

The anagrafica is written with these words, and they are read back, beside the obvious synonyms of
`dashboard/workbook/layouts/registry_words.csv`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from dashboard.domain.cycle import Addressee, CycleEventKind, HolidayRule
from dashboard.domain.fields import FieldType, field_type
from dashboard.domain.model import AchievementBasis, DocumentKind, Period
from dashboard.domain.registry_sections import RegistrySection
from dashboard.domain.roles import Role
from dashboard.domain.rules import (
    MissingResult,
    Nature,
    RollupMethod,
    Rounding,
    RuleMethod,
    TargetZero,
)
from dashboard.texts.labels import DOCUMENT_KINDS, DUP_STATUSES, LEVELS, MEASURE_KINDS

SECTION_LABELS: Mapping[RegistrySection, str] = {
    RegistrySection.ENTITY: "Ente",
    RegistrySection.SECTORS: "Settori",
    RegistrySection.SERVICES: "Servizi",
    RegistrySection.COST_CENTRES: "Centri di costo",
    RegistrySection.DIRECTIONS: "Indirizzi strategici",
    RegistrySection.STATUS_WORDS: "Parole di stato",
    RegistrySection.RULES: "Regole di misurazione",
    RegistrySection.ASSIGNMENTS: "Assegnazione delle regole",
    RegistrySection.BANDS: "Fasce",
    RegistrySection.ROLLUP_RULES: "Aggregazione",
    RegistrySection.WEIGHTS: "Pesi",
    RegistrySection.EXCLUSIONS: "Esclusioni",
    RegistrySection.PERIODS: "Periodi",
    RegistrySection.DEADLINES: "Scadenze",
    RegistrySection.CLAUSES: "Clausole della direttiva",
    RegistrySection.ROLES: "Ruoli",
}
RULE_METHODS: Mapping[RuleMethod, str] = {
    RuleMethod.RATIO_TO_TARGET: "risultato / target",
    RuleMethod.RATIO_OF_TARGET: "target / risultato",
    RuleMethod.MIRRORED_RATIO: "(2 × target − risultato) / target",
    RuleMethod.TRAVEL_FROM_BASELINE: "percorso dalla baseline",
    RuleMethod.RATIO_OF_PARTS: "numeratore / denominatore",
    RuleMethod.RATIO_TO_YEAR_BEFORE: "rapporto con l’anno precedente",
    RuleMethod.GROWTH_ON_YEAR_BEFORE: "variazione sull’anno precedente",
    RuleMethod.NEARER_BOUND: "limite più vicino",
    RuleMethod.IN_RANGE_OR_NOTHING: "dentro o fuori dall’intervallo",
    RuleMethod.AS_EXPECTED: "come atteso",
    RuleMethod.BY_THE_DAY: "entro la data",
    RuleMethod.DAYS_LATE: "giorni di ritardo",
    RuleMethod.SCALE: "scala di giudizi",
    RuleMethod.BANDS_ON_RESULT: "fasce sul risultato",
}
ROLLUP_METHODS: Mapping[RollupMethod, str] = {
    RollupMethod.MEAN_OF_CHILDREN: "media dei componenti",
    RollupMethod.WEIGHTED_MEAN: "media ponderata",
    RollupMethod.MEAN_OF_INDICATORS: "media degli indicatori",
    RollupMethod.MEAN_OF_ACTIONS: "media delle azioni",
}
TARGET_ZEROS: Mapping[TargetZero, str] = {
    TargetZero.ALL_OR_NOTHING: "tutto o niente",
    TargetZero.NOT_CALCULATED: "non calcolato",
}
MISSING_RESULTS: Mapping[MissingResult, str] = {
    MissingResult.NOT_CALCULATED: "non calcolato",
    MissingResult.ZERO: "zero",
}
ROUNDINGS: Mapping[Rounding, str] = {
    Rounding.HALF_UP: "al più vicino",
    Rounding.HALF_EVEN: "al pari più vicino",
    Rounding.DOWN: "per difetto",
    Rounding.UP: "per eccesso",
}
NATURES: Mapping[Nature, str] = {
    Nature.CUMULATIVE: "cumulativo",
    Nature.LEVEL: "livello",
    Nature.AT_END: "solo a fine anno",
}
PERIOD_WORDS: Mapping[Period, str] = {
    Period.INTERMEDIATE: "intermedio",
    Period.FINAL: "finale",
}
STATED_BASES: Mapping[AchievementBasis, str] = {
    AchievementBasis.MEASURED: "misurato",
    AchievementBasis.DECLARED: "dichiarato",
}
ROLES: Mapping[Role, str] = {
    Role.GIUNTA: "Giunta",
    Role.NUCLEO: "Nucleo di valutazione",
    Role.OFFICE: "Ufficio programmazione",
    Role.SECTOR: "Responsabile di settore",
    Role.READER: "Sola lettura",
}
CYCLE_EVENTS: Mapping[CycleEventKind, str] = {
    CycleEventKind.DUP_APPROVED: "approvazione del DUP",
    CycleEventKind.BUDGET_DRAFTED: "schema di bilancio in Giunta",
    CycleEventKind.BUDGET_APPROVED: "approvazione del bilancio",
    CycleEventKind.BUDGET_DEFERRED: "differimento del bilancio",
    CycleEventKind.PEG_APPROVED: "approvazione del PEG",
    CycleEventKind.PIAO_APPROVED: "approvazione del PIAO",
}
ADDRESSEES: Mapping[Addressee, str] = {
    Addressee.SECTORS: "settori",
    Addressee.ENTITY: "Giunta",
}
HOLIDAY_RULES: Mapping[HolidayRule, str] = {
    HolidayRule.STAYS: "resta quel giorno",
    HolidayRule.NEXT_WORKING_DAY: "primo giorno lavorativo dopo",
    HolidayRule.PREVIOUS_WORKING_DAY: "ultimo giorno lavorativo prima",
}
NO_LIMIT = "nessuno"
"""What is written for a cap or a floor that there is none of; empty means the program's own."""

_Choice = TypeVar("_Choice", bound=StrEnum)


def _by_value(words: Mapping[_Choice, str]) -> dict[str, str]:
    return {str(choice): word for choice, word in words.items()}


CHOICES: Mapping[str, Mapping[str, str]] = {
    "achievement_basis": _by_value(STATED_BASES),
    "counts_for": _by_value(ADDRESSEES),
    "document_kind": _by_value(
        {kind: DOCUMENT_KINDS[kind] for kind in DocumentKind if kind is not DocumentKind.REGISTRY}
    ),
    "event": _by_value(CYCLE_EVENTS),
    "holiday_rule": _by_value(HOLIDAY_RULES),
    "level": _by_value(LEVELS),
    "measure_kind": _by_value(MEASURE_KINDS),
    "method": _by_value(RULE_METHODS),
    "missing_result": _by_value(MISSING_RESULTS),
    "nature": _by_value(NATURES),
    "period": _by_value(PERIOD_WORDS),
    "role": _by_value(ROLES),
    "rollup_method": _by_value(ROLLUP_METHODS),
    "rounding_direction": _by_value(ROUNDINGS),
    "status": {str(status): label.word for status, label in DUP_STATUSES.items()},
    "target_zero": _by_value(TARGET_ZEROS),
    "together_with": _by_value(CYCLE_EVENTS),
    "unless_event": _by_value(CYCLE_EVENTS),
}
"""The words of every column that offers a choice, by its field and the value meant, in order."""

REGISTRY_FIELD_LABELS: Mapping[str, str] = {
    "section": "Sezione",
    "entity_name": "Ente",
    "istat_code": "Codice ISTAT",
    "mandate_start": "Inizio mandato",
    "mandate_end": "Fine mandato",
    "achievement_basis": "Base di calcolo",
    "valid_from": "Valido dal",
    "valid_to": "Valido al",
    "previous_name": "Denominazione precedente",
    "service_code": "Codice servizio",
    "cost_centre_code": "Codice centro di costo",
    "cost_centre_name": "Centro di costo",
    "word": "Parola",
    "rule_code": "Codice regola",
    "rule_name": "Nome della regola",
    "method": "Metodo",
    "is_default": "Vale per tutti",
    "cap_pct": "Tetto %",
    "floor_pct": "Minimo %",
    "target_zero": "Target zero",
    "missing_result": "Risultato mancante",
    "rounding_digits": "Decimali",
    "rounding_direction": "Verso dell’arrotondamento",
    "band_table": "Tabella di fasce",
    "nature": "Andamento nell’anno",
    "formula_words": "Formula a parole",
    "lower_number": "Da",
    "upper_number": "A",
    "pct": "Percentuale",
    "upper_pct": "Percentuale alla fine",
    "level": "Livello",
    "rollup_method": "Metodo di aggregazione",
    "code": "Codice",
    "period": "Periodo",
    "expected_share_pct": "Quota attesa %",
    "partial_from_pct": "Raggiunto in parte da %",
    "document_name": "Documento",
    "sectors_deadline": "Scadenza dei settori",
    "entity_deadline": "Scadenza di Giunta",
    "document_kind": "Tipo di documento",
    "reference_year": "Anno",
    "cycle_start_year": "Primo anno del ciclo",
    "cycle_end_year": "Ultimo anno del ciclo",
    "counts_for": "L’evento vale per",
    "event": "Dopo l’evento",
    "days_after_event": "Giorni dopo",
    "is_in_working_days": "Giorni lavorativi",
    "unless_event": "Salvo l’evento",
    "days_after_unless_event": "Giorni in quel caso",
    "together_with": "Insieme a",
    "holiday_rule": "Se cade in un giorno festivo",
    "clause_code": "Clausola",
    "clause_text": "Testo",
    "email": "E-mail",
    "role": "Ruolo",
    "person_name": "Nome e cognome",
}
"""The fields that only the anagrafica has; those that it shares are in `texts.fields`."""

_TYPE_WORDS = {
    FieldType.NUMBER: "un numero",
    FieldType.QUANTITY: "un numero",
    FieldType.INTEGER: "un numero intero",
    FieldType.LIMIT: f"un numero, oppure la parola «{NO_LIMIT}»",
    FieldType.DATE: "una data, per esempio 31/12/2024",
    FieldType.BOOLEAN: "sì oppure no",
}


def choice_word(field_name: str, value: str) -> str:
    """Gives the word of a choice; KeyError for a field that offers none, or another value."""
    return CHOICES[field_name][value]


def allowed_values(field_name: str) -> str:
    """Gives what a column takes: "uno tra «zero» e «non calcolato»", "una data…", "un numero"."""
    if field_name in CHOICES:
        words = [f"«{word}»" for word in CHOICES[field_name].values()]
        return f"uno tra {', '.join(words[:-1])} e {words[-1]}"
    found = field_type(field_name)
    return _TYPE_WORDS.get(found or FieldType.TEXT, "un testo")
