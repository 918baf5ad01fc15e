"""How a reason is judged: each rule, with what it sees and what it leaves alone."""

from __future__ import annotations

import pytest

from dashboard.domain.model import Period
from dashboard.domain.reasons import ReasonedResult, ReasonFlaw, ReasonPool, reason_findings
from dashboard.domain.similar_texts import Likest, TextPool, shared_pct
from dashboard.texts.reasons import FLAW_TEXTS, finding_sentence, rule_rows, word_rows
from tests.domain.reasoned import reasoned

MISSING = ReasonFlaw.MISSING
SHORT = ReasonFlaw.TOO_SHORT
COPIED = ReasonFlaw.COPIED_FROM_ANOTHER
AS_BEFORE = ReasonFlaw.COPIED_FROM_LAST_YEAR
RESTATES = ReasonFlaw.RESTATES_FIGURE
CONTRADICTS = ReasonFlaw.CONTRADICTS_FIGURE
NO_CAUSE = ReasonFlaw.NAMES_NO_CAUSE

SOUND = "La ditta ha consegnato in ritardo i materiali per il sottopasso"


def flaws(result: ReasonedResult, *others: ReasonedResult) -> list[ReasonFlaw]:
    return [one.flaw for one in reason_findings(result, ReasonPool([result, *others]))]


# What is written beside 5 km out of 8, 62.5 % of the target.
CASES: tuple[tuple[str | None, list[ReasonFlaw]], ...] = (
    (SOUND, []),
    (None, [MISSING]),
    ("", [MISSING]),
    (" - ", [MISSING]),
    ("N.D.", [MISSING]),
    ("Vedi relazione", [MISSING]),
    ("Gara deserta", [SHORT]),
    ("In corso", [SHORT, NO_CAUSE]),
    ("Raggiunto il 62,5%", [RESTATES]),
    ("Raggiunto solo il 62%", [RESTATES]),  # cut as it is written, not wrong
    ("Raggiunto solo il 63 %", [RESTATES]),  # rounded
    ("Il target non è stato raggiunto", [RESTATES]),
    ("Aperti 5 chilometri di piste ciclabili su 8 previsti", [RESTATES]),
    ("Obiettivo raggiunto al 62,5 per cento rispetto al valore atteso", [RESTATES]),
    ("Il risultato è inferiore al target per la gara deserta", []),
    ("Nessuno scostamento rispetto alle previsioni dell’anno", [CONTRADICTS, NO_CAUSE]),
    ("Obiettivo pienamente raggiunto grazie alla ditta", [CONTRADICTS]),
    ("Non raggiunto per la gara deserta di marzo", []),
    ("Raggiunto solo in parte per la gara deserta", []),
    ("Raggiunto solo il 90% a causa del maltempo", [CONTRADICTS]),
    ("Obiettivo raggiunto al 90% a causa del maltempo", [CONTRADICTS]),
    ("Raggiunto  solo\nil   90 % a causa del maltempo", [CONTRADICTS]),
    ("Raggiunto il 100% grazie alla nuova ditta", [CONTRADICTS]),
    ("Non è stato raggiunto il 100% a causa del maltempo", []),
    ("Il valore del 90% era troppo ambizioso", []),
    ("Risultato pari a 6 km per il maltempo di novembre", [CONTRADICTS]),
    ("Risultato pari a 5 km per il maltempo di novembre", []),
    ("Abbiamo parzialmente raggiunto 40 famiglie con la ditta", []),  # 40 is no percentage
    ("Il 30% dei lavori è stato sospeso per il maltempo", []),  # nobody says it is the result
    ("Entro il 31/12/2024 la ditta consegnerà il resto", []),
    ("Il servizio ha lavorato con grande impegno", [NO_CAUSE]),
    ("Si procederà con l’apertura nei prossimi mesi", [NO_CAUSE]),
    ("Il terreno era più duro, perché roccioso", []),
)


@pytest.mark.parametrize(("reason", "expected"), CASES)
def test_the_rules_find_these_flaws(reason: str | None, expected: list[ReasonFlaw]) -> None:
    assert flaws(reasoned(reason)) == expected


def test_a_delay_contradicts_a_target_that_was_reached() -> None:
    reached = reasoned("Slittata per il maltempo", needs_reason=False, is_reached=True)
    assert flaws(reached) == [CONTRADICTS]


def test_a_reason_that_nobody_asked_for_is_not_judged_otherwise() -> None:
    assert flaws(reasoned("In corso", needs_reason=False)) == []
    assert flaws(reasoned(None, needs_reason=False)) == []


def test_nothing_is_contradicted_where_no_result_is_reported() -> None:
    assert flaws(reasoned("Obiettivo raggiunto grazie alla ditta", has_result=False)) == []


def test_the_same_text_beside_another_indicator_is_named_with_it() -> None:
    other = reasoned(SOUND.upper() + ".", indicator_code="A1.2", indicator_name="Posti bici")
    [found] = reason_findings(reasoned(SOUND), ReasonPool([reasoned(SOUND), other]))

    assert (found.flaw, found.shared_pct, found.other_count) == (COPIED, 100, 1)
    assert finding_sentence(found) == "È uguale a quella di «A1.2 Posti bici» (settore 03)."


def test_a_text_with_one_word_changed_is_nearly_the_same_and_its_share_is_said() -> None:
    other = reasoned(SOUND.replace("materiali", "pannelli"), indicator_code="A1.2")
    [found] = reason_findings(reasoned(SOUND), ReasonPool([other]))

    # Eleven words have ten pairs; the one that was changed takes two of them away.
    assert found.shared_pct == pytest.approx(100 * 2 * 8 / 20)
    assert "È simile (80\u00a0% delle coppie di parole)" in finding_sentence(found)


def test_the_same_cause_in_other_words_is_no_copy() -> None:
    other = reasoned("Consegna tardiva della ditta", indicator_code="A1.2")
    assert flaws(reasoned(SOUND), other) == []


def test_the_likest_of_several_copies_is_named_and_the_others_counted() -> None:
    near = reasoned(SOUND.replace("materiali", "pannelli"), indicator_code="A1.2")
    same = reasoned(SOUND, indicator_code="A1.3")
    [found] = reason_findings(reasoned(SOUND), ReasonPool([near, same]))

    assert found.other is same
    assert found.other_count == 2
    assert finding_sentence(found).endswith("e ad un’altra.")


def test_a_reason_kept_from_the_year_before_is_found_though_its_figures_changed() -> None:
    now = reasoned("Carenza di organico: mancano 2 unità")
    before = reasoned("Carenza di organico: mancano 3 unità", reference_year=2023)
    [found] = reason_findings(now, ReasonPool([now]), [before])

    assert (found.flaw, found.other) == (AS_BEFORE, before)
    assert finding_sentence(found).endswith("stesso indicatore al 31/12/2023.")


def test_the_nearest_period_before_is_named() -> None:
    mid_year = reasoned(SOUND, period=Period.INTERMEDIATE)
    year_before = reasoned(SOUND, reference_year=2023)
    [found] = reason_findings(reasoned(SOUND), ReasonPool([]), [mid_year, year_before])

    assert found.other is mid_year


def test_grouped_and_decimal_numbers_are_read_as_italians_write_them() -> None:
    spent = {"figures": (13_464_500.0,), "percentages": (97.25,)}
    assert flaws(reasoned("Risultato pari a 13.464.500 euro, ditta in ritardo", **spent)) == []
    assert flaws(reasoned("Raggiunto solo il 97,3 %, ditta in ritardo", **spent)) == []
    assert flaws(reasoned("Raggiunto solo il 97,4 %, ditta in ritardo", **spent)) == [CONTRADICTS]


def test_texts_share_their_pairs_of_neighbouring_words() -> None:
    #    pairs: a b, b c          a b, b d
    assert shared_pct("a b c", "a b d") == 50
    assert shared_pct("A b, c!", "a B c 7") == 100
    assert shared_pct("", "a b") == shared_pct("", "") == 0


def test_a_text_is_not_compared_with_itself() -> None:
    pool = TextPool([("one", "a b c"), ("two", "a b c"), ("three", "")])
    assert pool.likest("a b c", 50, besides="one") == Likest("two", 100, 1)
    assert pool.likest("", 50, besides="three") is None


def test_every_flaw_has_its_rule_and_every_list_its_words() -> None:
    assert set(FLAW_TEXTS) == set(ReasonFlaw)
    assert len(rule_rows()) == len(ReasonFlaw)
    assert all(row["words"] for row in word_rows())


def test_a_pool_finds_all_texts_that_are_like_one_and_no_other() -> None:
    words = SOUND.split()
    # Each text keeps so many words of the first, and goes on with its own.
    texts = [
        (kept, " ".join([*words[:kept], *(f"altro{kept}x{n}" for n in range(len(words) - kept))]))
        for kept in range(len(words) + 1)
    ]
    pool = TextPool(texts)
    for name, text in texts:
        for from_pct in (1.0, 50.0, 70.0, 100.0):
            by_hand = {
                other: shared
                for other, other_text in texts
                if other != name and (shared := shared_pct(text, other_text)) >= from_pct
            }
            likest = max(by_hand, key=lambda one: by_hand[one], default=None)
            expected = None if likest is None else Likest(likest, by_hand[likest], len(by_hand))
            assert pool.likest(text, from_pct, besides=name) == expected


def test_texts_that_differ_in_numbers_only_are_counted_one_by_one() -> None:
    pool = TextPool([(number, f"mancano {number} giornate di apertura") for number in range(300)])

    assert pool.likest("mancano 7 giornate di apertura", 90, besides=7) == Likest(0, 100, 299)
