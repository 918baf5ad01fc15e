"""Words of the page Cosa succede se: what can be moved, and what it would do."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.domain.model import ResultStatus
from dashboard.domain.rules import Level, RollupMethod, RuleMethod
from dashboard.domain.trial import Moved, Tried
from dashboard.texts.formats import MISSING, counted, number, percent, signed_number
from dashboard.texts.labels import LEFT_OUT_REASONS, LEVELS, result_status_label
from dashboard.texts.registry import ROLLUP_METHODS

TITLE = "Cosa succede se si conta in un altro modo?"
INTRODUCTION = (
    "Scegliere qui sotto che cosa cambiare: i valori vengono rifatti a schermo, accanto a quelli "
    "di adesso."
)
NOTHING_STORED = (
    "È una prova: nei dati e nell’anagrafica non è cambiato nulla. L’indirizzo di questa pagina "
    "contiene la prova, e si può mandare a chi deve discuterla."
)
NOTHING_TO_TRY = "Per i filtri scelti non c’è nessun indicatore su cui provare."
AS_NOW = "com’è ora"
METHODS = "Metodi di aggregazione"
MEASURE = "Misurazione e soglie"
EXCLUSIONS = "Pesi ed esclusioni"
ROUNDING = "Arrotondare prima ciò di cui l’ente fa la media"
ROUNDINGS = {0: "all’unità", 1: "a un decimale", 2: "a due decimali"}
CAP = "Tetto"
NO_CAP = "nessuno"
CAPS = {100.0: "100", 110.0: "110", 120.0: "120", 150.0: "150"}
DECREASING = "Meno è meglio"
DECREASING_METHODS = (
    RuleMethod.RATIO_OF_TARGET,
    RuleMethod.MIRRORED_RATIO,
    RuleMethod.TRAVEL_FROM_BASELINE,
)
PARTIAL_FROM = "«Raggiunto in parte» da (%)"
EXPECTED_SHARE = "Quota attesa a metà anno (%)"
WEIGHT_OF = "Cambiare il peso di"
NO_WEIGHT = "nessuno"
NOTHING_CHOSEN = "Nulla"
WEIGHT = "Peso (gli altri restano com’erano, o 1)"
LEAVE_OUT = "Non contare"
PUT_BACK = "Contare anche ciò che è escluso per"
PUT_ALL_BACK = "Nessuna esclusione"
RESET = "Azzera la prova"
FINDINGS = {Level.DIRECTION: "Per indirizzo strategico", Level.SECTOR: "Per settore"}
ACTIONS = "Le azioni che si muovono di più"
NO_ACTIONS = "Nessuna azione si muove"
TRIED_FILE = "Prova {part}"
COLUMNS = {
    "moved_name": "",
    "before_words": "Adesso",
    "after_words": "Con la prova",
    "points_words": "Differenza, in punti",
    "before_counted_count": "Contati adesso",
    "after_counted_count": "Contati con la prova",
}
STATE_COLUMNS = {
    "moved_name": "Indicatore",
    "action_code": "Azione",
    "before_state": "Adesso",
    "after_state": "Con la prova",
}
STATE_DOWNLOAD_COLUMNS = {
    "moved_name": "Indicatore",
    "action_code": "Azione",
    "before_words": "Adesso",
    "after_words": "Con la prova",
}
EXCLUSION_REASON = "Prova a schermo"


def method_label(level: Level, method: RollupMethod) -> str:
    """Gives "Ente (ora: media dei componenti)", the name of the choice of a level's method."""
    return f"{LEVELS[level]} (ora: {ROLLUP_METHODS[method]})"


def family_label(family: str) -> str:
    """Gives why something is left out, as it is offered in a choice."""
    return LEFT_OUT_REASONS.get(family, family)


def headline(found: Tried, *, is_narrowed: bool) -> str:
    """Gives what the trial does to the whole: "L’ente passerebbe da 97,10 % a 97,20 %"."""
    whole = found.whole
    name = "Il totale con i filtri scelti" if is_narrowed else "L’ente"
    if not whole.has_moved:
        return f"{name} resterebbe a {percent(whole.before_pct, 2)}"
    return f"{name} passerebbe da {percent(whole.before_pct, 2)} a {percent(whole.after_pct, 2)}"


def counts(found: Tried) -> str:
    """Gives how many indicators count, now and with the trial."""
    whole = found.whole
    total = number(found.before.by_direction.indicator_count, 0)
    now = counted(whole.before_counted_count, "indicatore contato", "indicatori contati")
    if whole.before_counted_count == whole.after_counted_count:
        return f"{now} su {total}, adesso e con la prova."
    return f"{now} su {total} adesso, {number(whole.after_counted_count, 0)} con la prova."


def states_finding(changed: Sequence[Moved]) -> str:
    """Gives how many indicators would have another status."""
    if not changed:
        return "Nessun indicatore cambia stato"
    verb = "cambia" if len(changed) == 1 else "cambiano"
    return f"{counted(len(changed), 'indicatore', 'indicatori')} {verb} stato"


def pct_words(pct: float | None) -> str:
    """Gives a percentage with two decimals: a small move must be seen."""
    return percent(pct, 2)


def state_word(status: ResultStatus | None) -> str:
    """Gives the word of a status."""
    return MISSING if status is None else result_status_label(status).word


def points_words(moved: Moved) -> str:
    """Gives "+0,1"; a dash where nothing moved, or there is nothing to compare."""
    return signed_number(moved.points) if moved.has_moved and moved.points else MISSING
