"""Say how a percentage came about: every step in words, with the numbers in it.

The same sentences stand on the page Come si calcola and in what `cruscotto explain` prints, so
that what is copied from the one is what the other says.
"""

from __future__ import annotations

from collections import Counter
from math import fsum

from dashboard.domain.explanation import (
    Explanation,
    Origin,
    TreePath,
    Variation,
    below,
    indicator_id,
    paths_below,
)
from dashboard.domain.model import AchievementBasis, Period
from dashboard.domain.rollup import EXCLUDED, Aggregate
from dashboard.domain.rounding import rounded
from dashboard.domain.rules import Level, RollupMethod, RollupRule
from dashboard.texts import target_story
from dashboard.texts.assessments import granted_words, requested_words, state_words
from dashboard.texts.formats import (
    MISSING,
    Record,
    counted,
    is_absent,
    italian_date,
    listed,
    number,
    percent,
    period_end,
    readable_name,
    shortened,
    text,
)
from dashboard.texts.labels import LEFT_OUT_PLURALS, LEFT_OUT_REASONS, LEVELS
from dashboard.texts.measurement import expected_words, formula_sentence, rule_words
from dashboard.texts.measures import result_words, target_words
from dashboard.texts.nodes import NOUNS
from dashboard.texts.registry import ROLLUP_METHODS

TITLE = "Come si calcola"
WAY_LABEL = "Di che cosa fa parte"
CALCULATION = "Il calcolo"
OWN_TARGET = "La riga della scheda con il target"
OWN_RESULT = "La riga del report con il risultato"
OF_THE_ACTION = "Come si calcola il valore dell’azione"
OF_THE_INDICATOR = "Come si calcola il valore dell’indicatore"
TO_THE_ACTION = "Apri la scheda dell’azione"
AS_TEXT = "Tutto il calcolo come testo, da copiare"
AS_TEXT_NOTE = (
    "È lo stesso testo di «cruscotto explain». Per copiarlo tutto usare il simbolo in alto a "
    "destra del riquadro. La pagina si può anche stampare dal browser."
)
DOWNLOAD_TEXT = "Scarica il testo (.txt)"
UNKNOWN_NODE = "Quello che l’indirizzo di questa pagina chiede di spiegare qui non c’è."
TO_THE_ENTITY = "Apri il calcolo dell’intero ente"
PART_COLUMNS = {
    "part_name": "Componente",
    "value_words": "Valore",
    "weight_words": "Peso nella media",
    "points_words": "Contributo",
    "counted_count": "Indicatori contati",
    "coverage_words": "Rendicontati",
    "left_out_words": "Restano fuori",
}
PART_DOWNLOAD_COLUMNS = {
    "part_name": "Componente",
    "value_pct": "Valore %",
    "weight_number": "Peso indicato",
    "normalised_weight_pct": "Peso nella media %",
    "points_number": "Contributo in punti",
    "counted_count": "Indicatori contati",
    "reported_count": "Indicatori rendicontati",
    "indicator_count": "Indicatori",
    "left_out_words": "Restano fuori",
}
LEFT_OUT_COLUMNS = {
    "indicator_words": "Indicatore",
    "action_words": "Azione",
    "reason_words": "Perché non conta",
}
LEFT_OUT_FILE = "Indicatori che restano fuori"

Fact = tuple[str, str]
"""What is said, and of what: a label and its sentence."""

_NO_VALUE = "nessuna percentuale"
_PARTS = ("componente", "componenti")
_INDICATORS = NOUNS[Level.INDICATOR]
_TERMS_SHOWN = 6
_INDENT = "  "


def level_and_name(aggregate: Aggregate) -> str:
    """Gives "Indirizzo strategico 1 La città da vivere"; the entity's name says enough."""
    if aggregate.level is Level.ENTITY:
        return aggregate.name
    return f"{LEVELS[aggregate.level]} {readable_name(aggregate.code, aggregate.name)}"


def value_words(aggregate: Aggregate) -> str:
    """Gives "95,5 %", or that there is none."""
    return _NO_VALUE if aggregate.value_pct is None else percent(aggregate.value_pct)


def headline(aggregate: Aggregate) -> str:
    """Gives "Indirizzo strategico 1 La città da vivere: 95,5 %"."""
    return f"{level_and_name(aggregate)}: {value_words(aggregate)}"


def scope_words(explanation: Explanation) -> str:
    """Gives "Comune di Roccaverde, al 31/12/2024, solo settore 03"; what narrows it is said."""
    scope = explanation.scope
    parts = [explanation.entity_name, f"al {period_end(scope.reference_year, scope.period)}"]
    if scope.sector_code is not None:
        parts.append(f"solo settore {scope.sector_code}")
    if scope.strategic_direction_code is not None:
        parts.append(f"solo indirizzo {scope.strategic_direction_code}")
    if scope.as_of is not None:
        parts.append(f"situazione al {italian_date(scope.as_of)}")
    return ", ".join(parts)


def facts(explanation: Explanation, aggregate: Aggregate) -> list[Fact]:
    """Gives everything that is said of one node, in the order in which a person asks."""
    if aggregate.level is Level.INDICATOR:
        return _leaf_facts(explanation, aggregate)
    said = [
        ("Calcolo", formula(aggregate, explanation.rules[aggregate.level])),
        ("Metodo", method_words(explanation, aggregate)),
        ("Pesi", weight_words(aggregate)),
        ("Arrotondamento", rounding_words(explanation.rules[aggregate.level])),
        ("Copertura", coverage_words(aggregate)),
        ("Restano fuori", left_out_counts(aggregate)),
        ("Estremi", extremes_words(aggregate)),
    ]
    return [(label, words) for label, words in said if words]


def formula(aggregate: Aggregate, rule: RollupRule) -> str:
    """Gives "Media di 31 indicatori su 45: somma 2.961,4 : 31 = 95,5 %".

    The sum is that of the components as they were added up: rounded ones, where `rule` rounds.
    """
    if aggregate.value_pct is None:
        return "Non c’è nulla da mediare: nessun componente ha una percentuale che conta."
    if aggregate.method is RollupMethod.WEIGHTED_MEAN and not aggregate.equal_weights:
        return _weighted_formula(aggregate, rule)
    counted_parts, all_parts, noun = _mean_parts(aggregate)
    total = number(aggregate.value_pct * counted_parts)
    over = "" if counted_parts == all_parts else f" su {number(all_parts, 0)}"
    how = "" if rule.rounding_digits is None else ", con i valori arrotondati prima"
    return (
        f"Media di {counted(counted_parts, *noun)}{over}{how}: somma {total} : "
        f"{number(counted_parts, 0)} = {percent(aggregate.value_pct)}"
    )


def method_words(explanation: Explanation, aggregate: Aggregate) -> str:
    """Gives the method and where it is configured."""
    if aggregate.method is None:
        return ""
    origin = explanation.origins.rollup.get(aggregate.level)
    where = "regola del programma" if origin is None else f"scritto in {place(origin)}"
    return f"{ROLLUP_METHODS[aggregate.method]} ({where})"


def weight_words(aggregate: Aggregate) -> str:
    """Gives the sum of the weights and what became of empty ones; "" where nothing is weighted."""
    if aggregate.method is not RollupMethod.WEIGHTED_MEAN:
        return ""
    if aggregate.weight_sum is None:
        return "nessun peso indicato: i componenti contano tutti allo stesso modo"
    words = f"sommano a {number(aggregate.weight_sum)}; quelli di chi conta sono ricondotti a 100"
    empty = sum(child.weight is None for child in aggregate.children)
    if empty:
        words += f"; {counted(empty, 'peso vuoto vale', 'pesi vuoti valgono')} la media degli altri"
    return words


def rounding_words(rule: RollupRule) -> str:
    """Gives how components are rounded before they are added up; "" where they are not."""
    if rule.rounding_digits is None:
        return ""
    digits = (
        "all’unità"
        if rule.rounding_digits == 0
        else f"a {counted(rule.rounding_digits, 'decimale', 'decimali')}"
    )
    return f"i componenti sono arrotondati {digits} prima di essere sommati"


def coverage_words(aggregate: Aggregate) -> str:
    """Gives how many indicators were reported and how many count, out of how many."""
    total = number(aggregate.indicator_count, 0)
    return (
        f"rendicontati {number(aggregate.reported_count, 0)} indicatori su {total}, "
        f"contati {number(aggregate.counted_count, 0)}"
    )


def left_out_counts(aggregate: Aggregate) -> str:
    """Gives "9 senza dato e 5 non valutabili"; "" where nothing is left out."""
    return listed(
        [
            counted(count, LEFT_OUT_REASONS[reason], LEFT_OUT_PLURALS[reason])
            for reason, count in Counter(aggregate.left_out).most_common()
            if count
        ]
    )


def extremes_words(aggregate: Aggregate) -> str:
    """Gives the lowest and highest value among the direct children; "" below two of them."""
    valued = [child for child in aggregate.children if child.value_pct is not None]
    if len(valued) < 2:
        return ""
    if aggregate.min_pct == aggregate.max_pct:
        return (
            f"i {counted(len(valued), *_PARTS)} con un valore sono a {percent(aggregate.min_pct)}"
        )
    return (
        f"da {percent(aggregate.min_pct)} a {percent(aggregate.max_pct)} "
        f"tra i {counted(len(valued), *_PARTS)} con un valore"
    )


def left_out_rows(explanation: Explanation) -> list[tuple[TreePath, Record]]:
    """Gives every indicator left out of a node, with the way to it and its row."""
    return [
        (path, explanation.rows[indicator_id(path[-1])])
        for path in paths_below(explanation.path, Level.INDICATOR)
        if path[-1].value_pct is None
    ]


def left_out_finding(count: int) -> str:
    """Gives the heading of the list of what is left out."""
    return f"{counted(count, 'indicatore resta', 'indicatori restano')} fuori, e perché"


def left_out_words(row: Record) -> str:
    """Gives why a result does not count: its state, the reason, who stated it, by which deed."""
    reason_code = str(row["left_out_reason"])
    if reason_code == row["state"]:
        return state_words(row)
    words = LEFT_OUT_REASONS[reason_code]
    stated = row["exclusion_reason"] if reason_code == EXCLUDED else row["not_assessable_reason"]
    return words if is_absent(stated) else f"{words}: {_quoted(stated)}"


def parts_finding(aggregate: Aggregate) -> str:
    """Gives the heading of the table of the parts: "È fatto di 4 indirizzi strategici"."""
    return f"È fatto di {counted(len(aggregate.children), *_part_noun(aggregate))}"


def weight_of_part(child: Aggregate) -> str:
    """Gives "22,5 %" of the mean and the weight as stated; a dash where a part has none in it."""
    if child.normalised_weight_pct is None:
        return MISSING
    words = percent(child.normalised_weight_pct)
    return words if child.weight is None else f"{words} (indicato {number(child.weight)})"


def reported_of(aggregate: Aggregate) -> str:
    """Gives "8 su 10"."""
    return f"{number(aggregate.reported_count, 0)} su {number(aggregate.indicator_count, 0)}"


def part_left_out(explanation: Explanation, child: Aggregate) -> str:
    """Gives what a part leaves out; of an indicator that does not count, why."""
    if child.level is Level.INDICATOR:
        row = explanation.rows[indicator_id(child)]
        return left_out_words(row) if child.value_pct is None else ""
    return left_out_counts(child)


def file_name(aggregate: Aggregate) -> str:
    """Gives the name of what is taken away, without ending."""
    return shortened(f"{TITLE} - {level_and_name(aggregate)}".replace("/", "-"), 80)


def origin_of(row: Record, stem: str) -> Origin | None:
    """Gives where a row's target or result was read; None where no cell states it."""
    if is_absent(row[f"{stem}_cell"]):
        return None
    return Origin(
        text(row[f"{stem}_file_name"]), text(row[f"{stem}_sheet_name"]), text(row[f"{stem}_cell"])
    )


def place(origin: Origin) -> str:
    """Gives "«Anagrafica 2024.xlsx», foglio Aggregazione, cella B4"."""
    return f"«{origin.file_name}», foglio {origin.sheet_name}, cella {origin.cell}"


def text_tree(explanation: Explanation) -> str:
    """Gives the whole explanation as text, one node below the other, indented by its depth."""
    lines = [
        f"{TITLE}: {headline(explanation.node)}",
        scope_words(explanation),
        *_node_lines(explanation, explanation.node, 0),
    ]
    return "\n".join(lines) + "\n"


def _node_lines(explanation: Explanation, aggregate: Aggregate, depth: int) -> list[str]:
    indent = _INDENT * depth
    lines = [f"{indent}{label}: {words}" for label, words in facts(explanation, aggregate)]
    for child in aggregate.children:
        lines.append(f"{indent}{_INDENT}- {headline(child)}{_share_words(child)}")
        lines += _node_lines(explanation, child, depth + 2)
    return lines


def _share_words(child: Aggregate) -> str:
    if child.normalised_weight_pct is None:
        return ""
    return f" (peso {percent(child.normalised_weight_pct)})"


def _leaf_facts(explanation: Explanation, leaf: Aggregate) -> list[Fact]:
    key = indicator_id(leaf)
    row = explanation.rows[key]
    said = [
        ("Calcolo", leaf_formula(explanation, leaf)),
        ("Target", _with_cell(target_words(row), row, "target")),
        ("Risultato", _with_cell(result_words(row), row, "result")),
        ("Nel periodo", _expected_by_mid_year(row)),
        ("Regola", measuring_words(explanation, leaf)),
        *override_facts(row),
        *_variation_facts(explanation.variations.get(key)),
        ("Motivazione", "" if is_absent(row["reason"]) else _quoted(row["reason"])),
    ]
    return [(label, words) for label, words in said if words]


def leaf_formula(explanation: Explanation, leaf: Aggregate) -> str:
    """Gives how an indicator's percentage came about, or why it has none that counts."""
    row = explanation.rows[indicator_id(leaf)]
    if leaf.outcome is not None and leaf.outcome.left_out_reason is not None:
        return f"Non conta: {left_out_words(row)}"
    basis = row["achievement_basis"]
    if basis == AchievementBasis.GRANTED:
        return f"Riconosciuto dal Nucleo: {percent(row['granted_pct'])}"
    if basis == AchievementBasis.DECLARED:
        return (
            f"Dichiarato nel documento: {percent(row['declared_achievement_pct'])} "
            f"({_measured_words(explanation, leaf)})"
        )
    return _measured_sentence(explanation, leaf)


def measuring_words(explanation: Explanation, leaf: Aggregate) -> str:
    """Gives the measurement rule in words, its source, and where it is stated."""
    measurement = explanation.measurements[indicator_id(leaf)]
    words = rule_words(measurement.rule, measurement.bands)
    if measurement.rule.source:
        words += f"; fonte: {measurement.rule.source}"
    origin = explanation.origins.measurement.get(measurement.rule.rule_code)
    where = "regola del programma" if origin is None else f"scritta in {place(origin)}"
    return f"{words} ({where})"


def override_facts(row: Record) -> list[Fact]:
    """Gives what was measured, what was requested in its place and what the Nucleo decided."""
    if is_absent(row["override_state"]):
        return []
    return [
        ("Misurato", percent(row["measured_achievement_pct"])),
        ("Richiesto", requested_words(row)),
        ("Riconosciuto", granted_words(row)),
    ]


def _expected_by_mid_year(row: Record) -> str:
    return expected_words(row) if row["period"] == Period.INTERMEDIATE else ""


def _measured_sentence(explanation: Explanation, leaf: Aggregate) -> str:
    key = indicator_id(leaf)
    return formula_sentence(explanation.measurements[key].achievement, explanation.rows[key])


def _measured_words(explanation: Explanation, leaf: Aggregate) -> str:
    achievement = explanation.measurements[indicator_id(leaf)].achievement
    if achievement.achievement_pct is None:
        return "da target e risultato non si può misurare"
    return f"da target e risultato: {_measured_sentence(explanation, leaf)}"


def _variation_facts(variation: Variation | None) -> list[Fact]:
    if variation is None:
        return []
    steps = [
        f"{target_words(step)} ({target_story.version(step)}{_deed_words(step)})"
        for step in variation.steps
    ]
    said = [("Target nell’anno", ", poi ".join(steps))]
    said += [
        ("Effetto della variazione", target_story.version_sentence(target, variation.steps[-1]))
        for target in variation.targets
    ]
    return said


def _deed_words(step: Record) -> str:
    return "" if step["is_original"] else f" {target_story.by_what(step)}"


def _with_cell(words: str, row: Record, stem: str) -> str:
    """Gives a value with the text of its cell and where that is; the value alone without a cell."""
    origin = origin_of(row, stem)
    if origin is None:
        return words
    typed = "" if is_absent(row[f"{stem}_text"]) else f", scritto {_quoted(row[f'{stem}_text'])}"
    return f"{words}{typed} in {place(origin)}"


def _weighted_formula(aggregate: Aggregate, rule: RollupRule) -> str:
    """Gives each weight and value where they are few, else the sum of the products."""
    parts = [
        (
            child.normalised_weight_pct,
            rounded(child.value_pct, rule.rounding_digits, rule.rounding_direction),
        )
        for child in aggregate.children
        if child.normalised_weight_pct is not None and child.value_pct is not None
    ]
    total = fsum(weight * value for weight, value in parts)
    terms = (
        f"({' + '.join(f'{number(weight)} × {number(value)}' for weight, value in parts)})"
        if len(parts) <= _TERMS_SHOWN
        else f"somma dei prodotti peso × valore {number(total)}"
    )
    return (
        f"Media ponderata di {counted(len(parts), *_part_noun(aggregate))}: "
        f"{terms} : 100 = {percent(aggregate.value_pct)}"
    )


def _mean_parts(aggregate: Aggregate) -> tuple[int, int, tuple[str, str]]:
    """Gives of how many parts a mean is made, out of how many there are, and what they are."""
    if aggregate.method is RollupMethod.MEAN_OF_INDICATORS:
        return aggregate.counted_count, aggregate.indicator_count, _INDICATORS
    if aggregate.method is RollupMethod.MEAN_OF_ACTIONS:
        actions = list(below(aggregate, Level.ACTION))
        valued = sum(one.value_pct is not None for one in actions)
        return valued, len(actions), NOUNS[Level.ACTION]
    weighed = sum(
        child.normalised_weight_pct is not None and child.value_pct is not None
        for child in aggregate.children
    )
    return weighed, len(aggregate.children), _part_noun(aggregate)


def _part_noun(aggregate: Aggregate) -> tuple[str, str]:
    levels = {child.level for child in aggregate.children}
    return NOUNS[levels.pop()] if len(levels) == 1 else _PARTS


def _quoted(words: object) -> str:
    return f"«{' '.join(str(words).split())}»"
