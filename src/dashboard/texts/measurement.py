"""Say in words how a percentage was made: the formula with its numbers, the rule, what lacks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from dashboard.domain.achievement import (
    Achievement,
    FormulaCode,
    Step,
    StepCode,
    UnmeasurableReason,
)
from dashboard.domain.model import MeasureKind, Period
from dashboard.domain.rules import (
    Band,
    MeasurementRule,
    MissingResult,
    Nature,
    Rounding,
    RuleMethod,
    TargetZero,
)
from dashboard.texts.formats import (
    Record,
    counted,
    is_absent,
    italian_date,
    number,
    percent,
    period_end,
    quantity,
    signed_percent,
    yes_no,
)
from dashboard.texts.labels import MEASURE_KINDS

METHOD_FORMULAS: Mapping[tuple[RuleMethod, MeasureKind], str] = {
    (RuleMethod.RATIO_TO_TARGET, MeasureKind.INCREASING): "100 × risultato / target",
    (RuleMethod.RATIO_OF_TARGET, MeasureKind.DECREASING): "100 × target / risultato",
    (RuleMethod.MIRRORED_RATIO, MeasureKind.DECREASING): "100 × (2 × target − risultato) / target",
    (RuleMethod.TRAVEL_FROM_BASELINE, MeasureKind.INCREASING): (
        "100 × (risultato − base-line) / (target − base-line)"
    ),
    (RuleMethod.TRAVEL_FROM_BASELINE, MeasureKind.DECREASING): (
        "100 × (base-line − risultato) / (base-line − target)"
    ),
    (RuleMethod.RATIO_OF_PARTS, MeasureKind.INCREASING): (
        "100 × (numeratore / denominatore) / target"
    ),
    (RuleMethod.RATIO_OF_PARTS, MeasureKind.DECREASING): (
        "100 × target / (numeratore / denominatore)"
    ),
    (RuleMethod.RATIO_TO_YEAR_BEFORE, MeasureKind.INCREASING): (
        "100 × risultato / risultato dell’anno precedente"
    ),
    (RuleMethod.RATIO_TO_YEAR_BEFORE, MeasureKind.DECREASING): (
        "100 × risultato dell’anno precedente / risultato"
    ),
    (RuleMethod.GROWTH_ON_YEAR_BEFORE, MeasureKind.INCREASING): (
        "100 × variazione % sull’anno precedente / variazione % prevista"
    ),
    (RuleMethod.GROWTH_ON_YEAR_BEFORE, MeasureKind.DECREASING): (
        "variazione % sull’anno precedente a confronto con quella prevista, meno è meglio"
    ),
    (RuleMethod.NEARER_BOUND, MeasureKind.RANGE): (
        "100 dentro l’intervallo; fuori, il rapporto con il limite più vicino"
    ),
    (RuleMethod.IN_RANGE_OR_NOTHING, MeasureKind.RANGE): "100 dentro l’intervallo, 0 fuori",
    (RuleMethod.AS_EXPECTED, MeasureKind.BOOLEAN): "100 se è come atteso, altrimenti 0",
    (RuleMethod.BY_THE_DAY, MeasureKind.DATE): "100 entro la data, 0 dopo",
    (RuleMethod.DAYS_LATE, MeasureKind.DATE): "i giorni di ritardo letti in una tabella",
    (RuleMethod.SCALE, MeasureKind.QUALITATIVE): (
        "raggiunto 100, in parte 50, non raggiunto 0, oppure la parola letta in una tabella"
    ),
    (RuleMethod.BANDS_ON_RESULT, MeasureKind.INCREASING): "il risultato letto in una tabella",
    (RuleMethod.BANDS_ON_RESULT, MeasureKind.DECREASING): "il risultato letto in una tabella",
    (RuleMethod.BANDS_ON_RESULT, MeasureKind.RANGE): "il risultato letto in una tabella",
}
"""The formula of every method, by the measure kind it is used for."""

UNMEASURABLE_REASONS: Mapping[UnmeasurableReason, str] = {
    UnmeasurableReason.RESULT_MISSING: "nessun risultato comunicato",
    UnmeasurableReason.RESULT_NOT_COMPARABLE: "il risultato non si può confrontare con il target",
    UnmeasurableReason.TARGET_MISSING: "nessun target previsto",
    UnmeasurableReason.TARGET_NOT_COMPARABLE: "il target è scritto in un modo che non si misura",
    UnmeasurableReason.BASELINE_MISSING: "manca la base-line, da cui la regola misura il percorso",
    UnmeasurableReason.TARGET_NOT_BEYOND_BASELINE: (
        "il target non va oltre la base-line: non c’è un percorso da misurare"
    ),
    UnmeasurableReason.YEAR_BEFORE_MISSING: (
        "manca il risultato dell’anno precedente, con cui la regola confronta"
    ),
    UnmeasurableReason.PARTS_MISSING: "mancano numeratore e denominatore del rapporto",
    UnmeasurableReason.NOTHING_TO_DIVIDE_BY: (
        "il valore per cui dividere è zero o negativo e la regola non calcola"
    ),
    UnmeasurableReason.OUTSIDE_BANDS: "nessuna riga della tabella di fasce contiene il valore",
    UnmeasurableReason.UNLIMITED: (
        "con risultato zero il rapporto non ha limite e la regola non ha un tetto"
    ),
}
"""Why an indicator has no measured percentage."""

_ROUNDING_WORDS: Mapping[Rounding, str] = {
    Rounding.HALF_UP: "al più vicino",
    Rounding.HALF_EVEN: "al più vicino (un mezzo al numero pari)",
    Rounding.DOWN: "per difetto",
    Rounding.UP: "per eccesso",
}


def formula_sentence(achievement: Achievement, row: Record) -> str:
    """Gives the formula with the numbers in it: "8 su 10 previsti: 80 %, tetto 100".

    `row`: a row of the query `indicator_results`. Without a percentage, says why there is none.
    """
    if achievement.reason is not None:
        return f"non calcolata: {UNMEASURABLE_REASONS[achievement.reason]}"
    formula = _FORMULAS[_formula(achievement)]
    steps = [words for step in achievement.steps if (words := _step_words(step, row))]
    first_pct = _first_pct(achievement)
    parts = [f"{formula(achievement, row)}: {_pct(first_pct)}", *steps]
    is_cap_named = any(step.code is StepCode.CAP for step in achievement.steps)
    if not is_cap_named and not is_absent(row["cap_pct"]):
        parts.append(f"tetto {number(row['cap_pct'])}")
    sentence = ", ".join(parts)
    is_changed = achievement.achievement_pct != first_pct
    return f"{sentence}: conta {_pct(achievement.achievement_pct)}" if is_changed else sentence


def rule_words(rule: MeasurementRule, bands: Sequence[Band] = ()) -> str:
    """Gives a measurement rule in one sentence: formula, table, limits, zero, gaps, rounding.

    The entity's own words for the formula come first, where it states them.
    """
    formula = rule.formula_words or METHOD_FORMULAS[rule.method, rule.measure_kind]
    parts = [
        f"{MEASURE_KINDS[rule.measure_kind].capitalize()}: {formula}",
        _table_words(rule, bands),
        _limit_words(rule),
        _zero_words(rule),
        "un risultato mancante vale 0" if rule.missing_result is MissingResult.ZERO else "",
        _rounding_words(rule),
    ]
    return "; ".join(part for part in parts if part)


def formula_and_limits(rule: MeasurementRule) -> str:
    """Gives "100 × risultato / target, tetto 100 %, minimo 0 %", without the details of a rule."""
    formula = rule.formula_words or METHOD_FORMULAS[rule.method, rule.measure_kind]
    return f"{formula}, {_limit_words(rule)}"


def band_words(band: Band) -> str:
    """Gives a row of a table: "da 60 a 90: da 60 % a 90 %", "«ottimo»: 100 %"."""
    worth = _pct(band.pct)
    if band.upper_pct is not None:
        worth = f"da {worth} a {_pct(band.upper_pct)}"
    if band.word is not None:
        return f"«{band.word}»: {worth}"
    if band.lower is None:
        return f"sotto {number(band.upper)}: {worth}"
    if band.upper is None:
        return f"da {number(band.lower)} in su: {worth}"
    return f"da {number(band.lower)} a {number(band.upper)}: {worth}"


def expected_words(row: Record) -> str:
    """Gives what was expected by the period: "atteso al 30/06/2024: 50 % del target".

    `row`: `reference_year`, `period`, `nature`, `expected_share_pct`, `target_period`.
    """
    by_then = f"atteso al {period_end(int(row['reference_year']), row['period'])}"
    if row["period"] == Period.INTERMEDIATE and row["target_period"] == Period.INTERMEDIATE:
        return f"{by_then}: il target intermedio"
    share = row["expected_share_pct"]
    if share == 0:
        return f"{by_then}: nulla, si misura solo a fine anno"
    if row["nature"] == Nature.LEVEL and row["period"] == Period.INTERMEDIATE:
        return f"{by_then}: il {_pct(share)} del target, che va mantenuto fino a fine anno"
    return f"{by_then}: {_pct(share)} del target"


def _formula(achievement: Achievement) -> FormulaCode:
    if achievement.formula is None:
        raise ValueError("a percentage always comes from a formula")
    return achievement.formula


def _first_pct(achievement: Achievement) -> float | None:
    """Gives what the formula gives by itself, or what the table makes of days, word or result."""
    if achievement.raw_pct is not None:
        return achievement.raw_pct
    looked_up = [step.value for step in achievement.steps if step.code is StepCode.BAND]
    return looked_up[0] if looked_up else achievement.achievement_pct


def _step_words(step: Step, row: Record) -> str:
    """Gives a step after the formula in words; "" for those that the formula has said."""
    is_banded_pct = row["rule_method"] not in (
        RuleMethod.DAYS_LATE,
        RuleMethod.SCALE,
        RuleMethod.BANDS_ON_RESULT,
    )
    if step.code is StepCode.BAND and is_banded_pct:
        return f"nella tabella «{row['band_table']}» {_pct(step.value)}"
    if step.code is StepCode.FLOOR:
        return f"minimo {number(step.value)}"
    if step.code is StepCode.CAP:
        return f"tetto {number(step.value)}"
    if step.code is StepCode.ROUNDING:
        return f"arrotondata {_ROUNDING_WORDS[Rounding(row['rounding_direction'])]}"
    return ""


def _pct(value: float | None) -> str:
    """Gives "80 %" and "66,7 %"."""
    return percent(value).replace(",0\u00a0%", "\u00a0%")


def _ratio_to_target(achievement: Achievement, row: Record) -> str:
    grown = _step_value(achievement, StepCode.GROWTH)
    if grown is not None:
        return _growth_words(grown, row)
    return f"{_result(achievement, row)} su {_expected(achievement, row)}"


def _ratio_of_target(achievement: Achievement, row: Record) -> str:
    grown = _step_value(achievement, StepCode.GROWTH)
    if grown is not None:
        return _growth_words(grown, row)
    return f"{_result(achievement, row)} con un massimo di {_shown(achievement.target, row)}"


def _mirrored(achievement: Achievement, row: Record) -> str:
    target = _plain(achievement.target)
    working = f"(2 × {target} − {_plain(achievement.result)}) / {target}"
    return f"{_ratio_of_target(achievement, row)}, {working}"


def _travel(achievement: Achievement, row: Record) -> str:
    start, end = number(row["baseline_number"]), _shown(achievement.target, row)
    return f"da {start} (base-line) a {_plain(achievement.result)}, con arrivo previsto a {end}"


def _year_before(achievement: Achievement, row: Record) -> str:
    before = quantity(row["year_before_number"], row["unit"])
    return f"{_plain(achievement.result)} contro {before} dell’anno precedente"


def _outside_range(achievement: Achievement, row: Record) -> str:
    side = "sotto" if achievement.formula is FormulaCode.RATIO_TO_LOWER_BOUND else "sopra"
    return f"{_plain(achievement.result)}, {side} l’intervallo {_interval(achievement, row)}"


def _met(achievement: Achievement, row: Record) -> str:
    return _all_or_nothing(achievement, row, is_met=True)


def _not_met(achievement: Achievement, row: Record) -> str:
    return _all_or_nothing(achievement, row, is_met=False)


def _all_or_nothing(achievement: Achievement, row: Record, *, is_met: bool) -> str:
    result, target = achievement.result, achievement.target
    if isinstance(result, bool) and isinstance(target, bool):
        return f"{yes_no(result)}, {'come atteso' if is_met else f'atteso {yes_no(target)}'}"
    if isinstance(result, date) and isinstance(target, date):
        return f"{italian_date(result)}, {'entro' if is_met else 'oltre'} il {italian_date(target)}"
    if achievement.target_upper is not None:
        side = "dentro l’intervallo" if is_met else "fuori dall’intervallo"
        return f"{_plain(result)}, {side} {_interval(achievement, row)}"
    grown = _step_value(achievement, StepCode.GROWTH)
    if grown is not None:
        return _growth_words(grown, row)
    outcome = "raggiunto" if is_met else "non raggiunto"
    return f"{_result(achievement, row)} con target {_shown(target, row)}, {outcome}"


def _words(achievement: Achievement, row: Record) -> str:
    return f"«{str(row['result_text']).strip()}»"


def _word_on_scale(achievement: Achievement, row: Record) -> str:
    return f"«{str(row['result_text']).strip()}» nella scala «{row['band_table']}»"


def _days_late(achievement: Achievement, row: Record) -> str:
    days = _step_value(achievement, StepCode.DAYS_LATE) or 0.0
    due = italian_date(row["target_date"])
    if days <= 0:
        late = f"entro il {due}"
    else:
        late = f"{counted(int(days), 'giorno', 'giorni')} dopo il {due}"
    return f"{italian_date(row['result_date'])}, {late}, nella tabella «{row['band_table']}»"


def _result_in_bands(achievement: Achievement, row: Record) -> str:
    return f"{_shown(achievement.result, row)} nella tabella «{row['band_table']}»"


_FORMULAS: Mapping[FormulaCode, Callable[[Achievement, Record], str]] = {
    FormulaCode.RATIO_TO_TARGET: _ratio_to_target,
    FormulaCode.RATIO_OF_TARGET: _ratio_of_target,
    FormulaCode.MIRRORED_RATIO: _mirrored,
    FormulaCode.TRAVEL_FROM_BASELINE: _travel,
    FormulaCode.RATIO_TO_YEAR_BEFORE: _year_before,
    FormulaCode.RATIO_OF_YEAR_BEFORE: _year_before,
    FormulaCode.RATIO_TO_LOWER_BOUND: _outside_range,
    FormulaCode.RATIO_OF_UPPER_BOUND: _outside_range,
    FormulaCode.TARGET_MET: _met,
    FormulaCode.TARGET_NOT_MET: _not_met,
    FormulaCode.WORDS: _words,
    FormulaCode.WORD_ON_SCALE: _word_on_scale,
    FormulaCode.DAYS_LATE: _days_late,
    FormulaCode.RESULT_IN_BANDS: _result_in_bands,
}


def _growth_words(grown_pct: float, row: Record) -> str:
    before, result = number(row["year_before_number"]), number(row["result_number"])
    asked = signed_percent(row["target_number"])
    change = f"{signed_percent(grown_pct)} sull’anno precedente"
    return f"da {before} a {result}, {change}, previsto {asked}"


def _result(achievement: Achievement, row: Record) -> str:
    """Gives the result, with the parts it was made of: "3 / 5 = 60"."""
    if _step_value(achievement, StepCode.PARTS) is None:
        return _plain(achievement.result)
    parts = f"{number(row['result_numerator'])} / {number(row['result_denominator'])}"
    return f"{parts} = {_shown(achievement.result, row)}"


def _expected(achievement: Achievement, row: Record) -> str:
    shown = _shown(achievement.target, row)
    return shown if shown != _plain(achievement.target) else f"{shown} previsti"


def _interval(achievement: Achievement, row: Record) -> str:
    return f"da {_plain(achievement.target)} a {_shown(achievement.target_upper, row)}"


def _step_value(achievement: Achievement, code: StepCode) -> float | None:
    return next((step.value for step in achievement.steps if step.code is code), None)


def _plain(figure: object) -> str:
    return number(figure) if isinstance(figure, int | float) else str(figure)


def _shown(figure: object, row: Record) -> str:
    return quantity(figure, row["unit"]) if isinstance(figure, int | float) else str(figure)


def _table_words(rule: MeasurementRule, bands: Sequence[Band]) -> str:
    if rule.band_table is None:
        return ""
    own = [band_words(band) for band in bands if band.band_table == rule.band_table]
    rows = f" ({', '.join(own)})" if own else ""
    return f"tabella «{rule.band_table}»{rows}"


def _limit_words(rule: MeasurementRule) -> str:
    cap = "nessun tetto" if rule.cap_pct is None else f"tetto {_pct(rule.cap_pct)}"
    floor = "nessun minimo" if rule.floor_pct is None else f"minimo {_pct(rule.floor_pct)}"
    return f"{cap}, {floor}"


def _zero_words(rule: MeasurementRule) -> str:
    if rule.method not in _DIVIDING_METHODS:
        return ""
    if rule.target_zero is TargetZero.NOT_CALCULATED:
        return "con target zero o negativo non si calcola"
    return "con target zero o negativo, tutto o niente"


def _rounding_words(rule: MeasurementRule) -> str:
    if rule.rounding_digits is None:
        return "mai arrotondata"
    decimals = counted(rule.rounding_digits, "decimale", "decimali")
    places = "all’unità" if rule.rounding_digits == 0 else f"a {decimals}"
    return f"arrotondata {places}, {_ROUNDING_WORDS[rule.rounding_direction]}"


_DIVIDING_METHODS = frozenset(
    {
        RuleMethod.RATIO_TO_TARGET,
        RuleMethod.RATIO_OF_TARGET,
        RuleMethod.MIRRORED_RATIO,
        RuleMethod.RATIO_OF_PARTS,
        RuleMethod.RATIO_TO_YEAR_BEFORE,
        RuleMethod.GROWTH_ON_YEAR_BEFORE,
        RuleMethod.NEARER_BOUND,
    }
)
