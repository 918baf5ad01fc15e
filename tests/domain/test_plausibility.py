"""Every check finds its fault, and leaves alone what is nearly one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings, strategies

from dashboard.domain.model import ActionKind, DocumentKind, MeasureKind, Period, Severity
from dashboard.domain.plausibility import CHECKS, findings
from dashboard.domain.plausibility.model import (
    CheckCode,
    Examined,
    ExaminedIndicator,
    ExaminedObjective,
    PlanArrival,
    Subject,
)
from tests.domain.examined import (
    JANUARY,
    JULY,
    NEXT_MARCH,
    final,
    found,
    intermediate,
    moment,
    past,
    planned,
    reported_target,
    sound_action,
    sound_indicator,
    subject,
    value,
    year,
)

INCREASING, DECREASING = MeasureKind.INCREASING, MeasureKind.DECREASING


def fires(check_code: CheckCode, *indicators: ExaminedIndicator, **more: Any) -> bool:
    return bool(found(check_code, year(*indicators, **more)))


def test_a_sound_year_gives_no_finding() -> None:
    examined = year(
        sound_indicator(),
        actions=(sound_action(),),
        objectives=(ExaminedObjective(Subject(objective_code="1.1.1")),),
        plans=(PlanArrival("Lavori pubblici", date(2024, 6, 30)),),
    )

    assert findings(examined) == ()


def test_every_check_is_listed_once_and_warnings_come_first() -> None:
    assert sorted(check.code for check in CHECKS) == sorted(CheckCode)
    severities = [check.severity for check in CHECKS]
    assert severities == sorted(severities, key=[Severity.WARNING, Severity.INFO].index)


#                                        kind      baseline target unit   fires
EQUAL_TO_BASELINE = [
    pytest.param(INCREASING, 10, 10, "km", True, id="the-same-number"),
    pytest.param(INCREASING, 10, 10.5, "km", False, id="a-little-more"),
    pytest.param(INCREASING, 100, 100, "%", False, id="all-of-it-can-only-be-kept"),
    pytest.param(INCREASING, 100, 100, "km", True, id="a-hundred-km-is-not-all-of-it"),
    pytest.param(DECREASING, 0, 0, "n.", False, id="none-at-all-can-only-be-kept"),
    pytest.param(DECREASING, 5, 5, "n.", True, id="less-is-better-and-the-same"),
    pytest.param(MeasureKind.RANGE, 5, 5, "n.", False, id="a-range-asks-to-stay"),
]


@pytest.mark.parametrize(("kind", "baseline", "target", "unit", "expected"), EQUAL_TO_BASELINE)
def test_target_equal_to_baseline(
    kind: MeasureKind, baseline: float, target: float, unit: str, expected: bool
) -> None:
    indicator = sound_indicator(
        measure_kind=kind, baseline=value(baseline), target=value(target), unit=unit
    )

    assert fires(CheckCode.TARGET_EQUAL_TO_BASELINE, indicator) is expected


#                              kind     nature      target result  fires
MID_YEAR = [
    pytest.param(INCREASING, "cumulative", 10, 10, True, id="reached"),
    pytest.param(INCREASING, "cumulative", 10, 9.9, False, id="nearly"),
    pytest.param(DECREASING, "level", 20, 19, True, id="an-average-below-its-target"),
    pytest.param(DECREASING, "level", 20, 12, False, id="sixty-percent-may-be-half-a-year"),
    pytest.param(DECREASING, "level", 20, 12.1, True, id="above-sixty-percent"),
    pytest.param(DECREASING, "cumulative", 20, 19, False, id="adds-up-during-the-year"),
    pytest.param(DECREASING, "level", 20, 21, False, id="worse-than-the-target"),
    pytest.param(MeasureKind.DATE, "at_end", date(2024, 9, 1), date(2024, 5, 1), False, id="early"),
]


@pytest.mark.parametrize(("kind", "nature", "target", "result", "expected"), MID_YEAR)
def test_target_of_the_year_met_at_mid_year(
    kind: MeasureKind, nature: str, target: Any, result: Any, expected: bool
) -> None:
    indicator = sound_indicator(
        measure_kind=kind,
        nature=nature,
        target=value(target),
        reported=(intermediate(result, target),),
    )

    assert fires(CheckCode.TARGET_MET_AT_MID_YEAR, indicator) is expected


def test_a_target_met_at_year_end_only_is_no_finding_of_mid_year() -> None:
    assert not fires(CheckCode.TARGET_MET_AT_MID_YEAR, sound_indicator(reported=(final(10),)))


AFTER_THE_REPORT = moment(2025, 3, 2)
CHANGED_AFTER = [
    pytest.param((planned(10), planned(8, AFTER_THE_REPORT)), True, id="a-plan-after-the-report"),
    pytest.param((planned(10), planned(8, JULY)), False, id="a-plan-before-the-report"),
    pytest.param((planned(10), planned(10, AFTER_THE_REPORT)), False, id="the-same-target-again"),
    pytest.param(
        (planned(10), reported_target(8, stated_at=AFTER_THE_REPORT, decision_id=7)),
        True,
        id="a-decision-after-the-report",
    ),
    pytest.param(
        (planned(10), reported_target(8, stated_at=AFTER_THE_REPORT)),
        False,
        id="the-report-itself-is-another-check",
    ),
]


@pytest.mark.parametrize(("statements", "expected"), CHANGED_AFTER)
def test_target_changed_once_the_result_was_known(statements: Any, expected: bool) -> None:
    indicator = sound_indicator(statements=statements)

    assert fires(CheckCode.TARGET_CHANGED_AFTER_RESULT, indicator) is expected


def test_a_report_with_an_empty_result_makes_nothing_known() -> None:
    indicator = sound_indicator(
        reported=(final(None),), statements=(planned(10), planned(8, AFTER_THE_REPORT))
    )

    assert not fires(CheckCode.TARGET_CHANGED_AFTER_RESULT, indicator)


REPORT_DIFFERS = [
    pytest.param((planned(10), reported_target(8)), True, id="another-target"),
    pytest.param((planned(10), reported_target(10)), False, id="the-same"),
    pytest.param((reported_target(8),), False, id="no-plan-to-differ-from"),
    pytest.param((planned(10), reported_target(8, is_in_force=False)), False, id="replaced-since"),
    pytest.param(
        (
            planned(26, value=replace(value(26), text="+30 % della base-line")),
            reported_target("+30 % della base-line"),
        ),
        False,
        id="the-same-words-of-which-only-the-plan-has-the-baseline",
    ),
    pytest.param(
        (planned(10), reported_target(8, decision_id=7), reported_target(8)),
        False,
        id="varied-by-a-decision-proposed-in-the-report",
    ),
]


@pytest.mark.parametrize(("statements", "expected"), REPORT_DIFFERS)
def test_target_of_the_report_that_differs_from_the_plan(statements: Any, expected: bool) -> None:
    indicator = sound_indicator(statements=statements)

    assert fires(CheckCode.REPORT_TARGET_DIFFERS, indicator) is expected


#                              kind     before     after      fires
LOWERED = [
    pytest.param(INCREASING, 10, 8, True, id="less-where-more-is-better"),
    pytest.param(INCREASING, 10, 12, False, id="more-where-more-is-better"),
    pytest.param(DECREASING, 10, 12, True, id="more-where-less-is-better"),
    pytest.param(DECREASING, 10, 8, False, id="less-where-less-is-better"),
    pytest.param(MeasureKind.DATE, date(2024, 9, 1), date(2024, 10, 1), True, id="later"),
    pytest.param(MeasureKind.DATE, date(2024, 9, 1), date(2024, 8, 1), False, id="earlier"),
    pytest.param(MeasureKind.BOOLEAN, True, False, True, id="from-yes-to-no"),
    pytest.param(MeasureKind.QUALITATIVE, "avvio", "studio", False, id="words-have-no-less"),
]


@pytest.mark.parametrize(("kind", "before", "after", "expected"), LOWERED)
def test_target_lowered_during_the_year(
    kind: MeasureKind, before: Any, after: Any, expected: bool
) -> None:
    statements = (planned(before), planned(after, JULY))
    indicator = sound_indicator(measure_kind=kind, statements=statements)

    assert fires(CheckCode.TARGET_LOWERED, indicator) is expected


@pytest.mark.parametrize(
    ("after", "expected"), [((4, 12), True), ((6, 9), False), ((6, 12), False), ((5, 10), False)]
)
def test_a_range_asks_for_less_when_it_holds_the_one_before(
    after: tuple[float, float], expected: bool
) -> None:
    statements = (planned(5, upper=10), planned(after[0], JULY, upper=after[1]))
    indicator = sound_indicator(measure_kind=MeasureKind.RANGE, statements=statements)

    assert fires(CheckCode.TARGET_LOWERED, indicator) is expected


@pytest.mark.parametrize(
    ("stated", "is_absent"), [(value(), True), (value(0), False), (value("raggiungere"), False)]
)
def test_an_indicator_without_target_and_a_target_of_zero(stated: Any, is_absent: bool) -> None:
    indicator = sound_indicator(target=stated, reported=(), statements=())

    assert fires(CheckCode.TARGET_ABSENT, indicator) is is_absent


@pytest.mark.parametrize(("source", "is_absent"), [(None, True), ("  ", True), ("ISTAT", False)])
def test_an_indicator_without_source(source: str | None, is_absent: bool) -> None:
    assert fires(CheckCode.SOURCE_ABSENT, sound_indicator(source=source)) is is_absent


@pytest.mark.parametrize(
    ("kind", "baseline", "is_absent"),
    [
        (INCREASING, value(), True),
        (INCREASING, value(0), False),
        (INCREASING, value("n.d."), False),
        (MeasureKind.BOOLEAN, value(), False),
        (MeasureKind.DATE, value(), False),
    ],
)
def test_only_a_number_needs_a_baseline(kind: MeasureKind, baseline: Any, is_absent: bool) -> None:
    indicator = sound_indicator(measure_kind=kind, baseline=baseline)

    assert fires(CheckCode.BASELINE_ABSENT, indicator) is is_absent


def test_what_a_whole_sector_lacks_is_one_finding() -> None:
    lacking = [sound_indicator(subject=subject(f"I{n}"), source=None) for n in range(3)]

    [one] = found(CheckCode.SOURCE_ABSENT, year(*lacking))
    assert (one.subject.sector_code, one.subject.indicator_code) == ("03", None)
    assert one.figures == {"absent_count": 3}
    with_one_source = [*lacking, sound_indicator(subject=subject("I9"))]
    assert len(found(CheckCode.SOURCE_ABSENT, year(*with_one_source))) == 3


def test_an_action_is_tied_by_either_objective() -> None:
    untied = sound_action(strategic_objective_code=None, operational_objective_code=None)
    half_tied = sound_action(operational_objective_code=None)

    assert found(CheckCode.ACTION_WITHOUT_OBJECTIVE, year(actions=(untied,)))
    assert not found(CheckCode.ACTION_WITHOUT_OBJECTIVE, year(actions=(half_tied,)))


def test_an_objective_without_actions() -> None:
    objectives = tuple(
        ExaminedObjective(Subject(objective_code=code)) for code in ("1.1.1", "1.1.2")
    )

    [one] = found(
        CheckCode.OBJECTIVE_WITHOUT_ACTIONS, year(actions=(sound_action(),), objectives=objectives)
    )
    assert one.subject.objective_code == "1.1.2"


def weighed(*weights: float | None) -> list[ExaminedIndicator]:
    return [
        sound_indicator(subject=subject(f"I{n}"), weight=weight) for n, weight in enumerate(weights)
    ]


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ((60, 40), False),
        ((33.33, 33.33, 33.33), False),
        ((60, 30), True),
        ((60, 40.1), True),
        ((0, 100), False),
        ((60, None), True),
        ((None, None), False),
    ],
)
def test_weights_of_an_action_that_are_not_a_hundred(weights: Any, expected: bool) -> None:
    assert fires(CheckCode.WEIGHTS_OFF_HUNDRED, *weighed(*weights)) is expected


@pytest.mark.parametrize(
    ("weights", "expected"), [((60, None), True), ((60, 40), False), ((0, 100), False)]
)
def test_an_empty_weight_is_said_and_a_zero_is_none(weights: Any, expected: bool) -> None:
    assert fires(CheckCode.WEIGHTS_EMPTY, *weighed(*weights)) is expected


def test_where_no_weight_is_written_it_is_said_once() -> None:
    [one] = found(CheckCode.WEIGHTS_EMPTY, year(*weighed(None, None, None)))

    assert one.figures == {"children": "indicators", "empty_count": 3}


def test_an_action_that_is_not_evaluated_needs_no_weight() -> None:
    ordinary = sound_action(subject=subject(None, "B1"), weight=None)
    examined = year(sound_indicator(), actions=(sound_action(), ordinary))

    assert not found(CheckCode.WEIGHTS_EMPTY, examined)
    assert not found(CheckCode.WEIGHTS_OFF_HUNDRED, examined)


#                       result target baseline fires
JUMPS = [
    pytest.param(40, 4, 3, True, id="ten-times-the-target"),
    pytest.param(36, 4, 3, True, id="about-ten-times"),
    pytest.param(25, 4, 5, False, id="six-times-is-no-comma"),
    pytest.param(400, 4, 3, True, id="a-hundred-times"),
    pytest.param(4000, 4, 3, True, id="a-thousand-times"),
    pytest.param(40_000, 4, 3, False, id="more-than-a-thousand-times"),
    pytest.param(0.95, 95, 80, True, id="a-share-where-percents-are-meant"),
    pytest.param(10, 10, 1, False, id="near-the-target-and-ten-times-the-baseline"),
    pytest.param(1, 10, 1, False, id="a-tenth-of-the-target-and-still-at-the-baseline"),
    pytest.param(0, 10, 8, False, id="zero-is-no-comma"),
    pytest.param(40, 0, 3, False, id="nothing-is-ten-times-zero"),
]


@pytest.mark.parametrize(("result", "target", "baseline", "expected"), JUMPS)
def test_result_that_jumps(result: float, target: float, baseline: float, expected: bool) -> None:
    indicator = sound_indicator(
        target=value(target), baseline=value(baseline), reported=(final(result, target),)
    )

    assert fires(CheckCode.RESULT_JUMP, indicator) is expected


def test_a_jump_names_the_figure_that_it_is_a_jump_from() -> None:
    indicator = sound_indicator(
        baseline=value(), target=value("crescere"), reported=(final(1_200, "crescere"),)
    )

    assert not fires(CheckCode.RESULT_JUMP, indicator)
    [one] = found(CheckCode.RESULT_JUMP, year(replace(indicator, past=past(12.0))))
    assert one.figures == {
        "result": "1200",
        "compared_with": "year_before",
        "compared_number": 12.0,
        "factor": 100.0,
    }


@pytest.mark.parametrize(("result", "expected"), [(1, False), (100, True)])
def test_at_mid_year_a_tenth_of_the_target_is_not_strange(result: float, expected: bool) -> None:
    indicator = sound_indicator(reported=(intermediate(result),), baseline=value())

    assert fires(CheckCode.RESULT_JUMP, indicator) is expected


def test_a_result_left_out_of_the_count_is_not_questioned() -> None:
    aside = final(400, 4, is_set_aside=True, reason="raggiunto")

    assert not fires(CheckCode.RESULT_JUMP, sound_indicator(reported=(aside,)))
    assert not fires(CheckCode.REASON_CONTRADICTED, sound_indicator(reported=(aside,)))


#                       result reason                                      fires
REASONS = [
    pytest.param(8, "Obiettivo pienamente raggiunto", True, id="reached-and-short"),
    pytest.param(8, "Nessuno scostamento", True, id="no-deviation-and-short"),
    pytest.param(8, "L’obiettivo non è stato raggiunto", False, id="not-reached-and-short"),
    pytest.param(8, "Raggiunto solo in parte", False, id="reached-in-part-and-short"),
    pytest.param(8, "Ritardo nella consegna dei lavori", False, id="delay-and-short"),
    pytest.param(10, "Obiettivo raggiunto", False, id="reached-and-so-it-is"),
    pytest.param(10, "Lavori rinviati al 2025", True, id="delay-and-reached"),
    pytest.param(10, "Raggiunto nonostante il ritardo iniziale", False, id="made-good"),
    pytest.param(8, None, False, id="no-reason"),
]


@pytest.mark.parametrize(("result", "reason", "expected"), REASONS)
def test_result_that_contradicts_its_reason(
    result: float, reason: str | None, expected: bool
) -> None:
    indicator = sound_indicator(reported=(final(result, reason=reason),))

    assert fires(CheckCode.REASON_CONTRADICTED, indicator) is expected


def test_at_mid_year_only_a_target_of_its_own_is_held_against_the_reason() -> None:
    halfway = intermediate(8, reason="Raggiunto quanto previsto")

    assert not fires(CheckCode.REASON_CONTRADICTED, sound_indicator(reported=(halfway,)))
    of_its_own = replace(halfway, has_own_target=True)
    assert fires(CheckCode.REASON_CONTRADICTED, sound_indicator(reported=(of_its_own,)))


UNITS = [
    pytest.param("km", "m", (), True, id="another-unit-in-the-report"),
    pytest.param("n.", "Numero", (), False, id="spellings-of-one-unit"),
    pytest.param("%", "percentuale", (), False, id="sign-and-word"),
    pytest.param("km", None, (), False, id="the-report-has-none"),
    pytest.param("km", "km", past(8.0, unit="m"), True, id="another-unit-the-year-before"),
    pytest.param("km", "km", past(8.0, unit="Km"), False, id="the-same-the-year-before"),
    pytest.param("km", "km", past(8.0, unit=None), False, id="none-the-year-before"),
]


@pytest.mark.parametrize(("plan_unit", "report_unit", "earlier", "expected"), UNITS)
def test_unit_that_changes(
    plan_unit: str, report_unit: str | None, earlier: Any, expected: bool
) -> None:
    statements = (planned(10, unit=plan_unit), reported_target(10, unit=report_unit))
    indicator = sound_indicator(statements=statements, past=earlier)

    assert fires(CheckCode.UNIT_CHANGED, indicator) is expected


REMOVED = [
    pytest.param("OBIETTIVO ELIMINATO con variazione PEG GC 195", True, id="said-of-the-objective"),
    pytest.param("Eliminato: piste ciclabili", True, id="as-the-first-word"),
    pytest.param("Barriere architettoniche eliminate", False, id="something-else-was-removed"),
    pytest.param("Eliminate le barriere in tre scuole", False, id="a-result-in-the-plural"),
    pytest.param("Eliminazione degli sprechi", False, id="something-to-do"),
]


@pytest.mark.parametrize(("title", "expected"), REMOVED)
def test_a_title_that_says_it_was_removed(title: str, expected: bool) -> None:
    named = replace(subject(), indicator_name=title)
    assert fires(CheckCode.REMOVED_IN_TITLE, sound_indicator(subject=named)) is expected

    action = sound_action(subject=replace(subject(None), action_name=title))
    assert fires(CheckCode.REMOVED_IN_TITLE, sound_indicator(), actions=(action,)) is expected
    assert not fires(CheckCode.REMOVED_IN_TITLE, actions=(action,))


def reached(*percentages: float | None) -> list[ExaminedIndicator]:
    return [
        sound_indicator(subject=subject(f"I{n}"), reported=(final(9, achievement_pct=pct),))
        for n, pct in enumerate(percentages)
    ]


@pytest.mark.parametrize(
    ("percentages", "expected"),
    [
        ([100.0] * 9 + [80.0], True),
        ([100.0] * 8 + [80.0] * 2, False),
        ([100.0] * 4, False),
        ([100.0] * 4 + [None] * 6, False),
        ([99.9] * 10, False),
    ],
)
def test_nearly_everything_at_exactly_a_hundred(percentages: Any, expected: bool) -> None:
    of_sector_and_entity = found(CheckCode.EXACT_HUNDREDS, year(*reached(*percentages)))

    assert [one.subject.sector_code for one in of_sector_and_entity] == (
        [None, "03"] if expected else []
    )


ORDINARY = [
    pytest.param("Mantenimento del verde", ActionKind.IMPROVEMENT, True, id="its-own-word"),
    pytest.param("Mantenimento del verde", ActionKind.ORDINARY, False, id="called-ordinary"),
    pytest.param("Manutenzione straordinaria", ActionKind.IMPROVEMENT, False, id="another-word"),
    pytest.param("Mantenimento del verde", None, False, id="nobody-said-which-kind"),
]


@pytest.mark.parametrize(("description", "kind", "expected"), ORDINARY)
def test_ordinary_activity_presented_as_improvement(
    description: str, kind: ActionKind | None, expected: bool
) -> None:
    action = sound_action(description=description, action_kind=kind)

    assert bool(found(CheckCode.ORDINARY_WORDS, year(actions=(action,)))) is expected


def test_a_target_in_words_is_looked_at_for_ordinary_activity() -> None:
    indicator = sound_indicator(target=value("rispetto delle scadenze"))

    [one] = found(CheckCode.ORDINARY_WORDS, year(indicator, actions=(sound_action(),)))
    assert (one.subject.action_code, one.figures["field_name"]) == ("A1", "target")


SAME_EVERY_YEAR = [
    pytest.param(9, past(9.0), "km", True, id="two-years"),
    pytest.param(9, past(9.0, 9.0), "km", True, id="three-years"),
    pytest.param(9, past(9.0, 8.0), "km", False, id="it-moved-once"),
    pytest.param(9, past(None), "km", False, id="only-one-year-is-known"),
    pytest.param(100, past(100.0), "%", False, id="all-of-it"),
    pytest.param(0, past(0.0), "n.", False, id="none-at-all"),
]


@pytest.mark.parametrize(("result", "earlier", "unit", "expected"), SAME_EVERY_YEAR)
def test_same_result_every_year(result: float, earlier: Any, unit: str, expected: bool) -> None:
    indicator = sound_indicator(reported=(final(result),), past=earlier, unit=unit)

    assert fires(CheckCode.SAME_RESULT_EVERY_YEAR, indicator) is expected
    ordinary = (sound_action(action_kind=ActionKind.ORDINARY),)
    assert not fires(CheckCode.SAME_RESULT_EVERY_YEAR, indicator, actions=ordinary)


@pytest.mark.parametrize(
    ("received_on", "in_year_count"),
    [(date(2024, 6, 30), None), (date(2024, 7, 1), 1), (date(2025, 1, 2), 0)],
)
def test_plan_received_late(received_on: date, in_year_count: int | None) -> None:
    on_time = PlanArrival("Anagrafe", date(2024, 1, 31))
    late = found(CheckCode.APPROVED_LATE, year(plans=(on_time, PlanArrival("Verde", received_on))))

    assert [one.figures["in_year_count"] for one in late] == (
        [] if in_year_count is None else [in_year_count]
    )


def test_an_acceptance_does_not_reach_other_figures_and_outlives_names_and_places() -> None:
    def key(**changes: Any) -> str:
        indicator = sound_indicator(baseline=value(10), **changes)
        [one] = found(CheckCode.TARGET_EQUAL_TO_BASELINE, year(indicator))
        return one.finding_key

    renamed = replace(subject(), indicator_name="Strade riasfaltate")
    assert key(subject=renamed, place=None) == key()
    other_figures = sound_indicator(baseline=value(12), target=value(12))
    [other] = found(CheckCode.TARGET_EQUAL_TO_BASELINE, year(other_figures))
    assert other.finding_key != key()
    assert key(subject=subject("I2")) != key()


def test_the_key_of_a_finding_belongs_to_its_entity_and_year() -> None:
    faulty = sound_indicator(source=None)
    keys = {
        findings(Examined(entity_code, reference_year, (faulty,)))[0].finding_key
        for entity_code in ("a", "b")
        for reference_year in (2023, 2024)
    }

    assert len(keys) == 4


def faulty_year() -> Examined:
    """Gives a year in which every check finds something, in several sectors."""
    indicators = [
        sound_indicator(baseline=value(10), source=None, unit="km", past=past(9.0, unit="m")),
        sound_indicator(subject=subject("I2"), baseline=value(), reported=(intermediate(10),)),
        sound_indicator(
            subject=subject("I3"),
            reported=(final(100, reason="rinviato"),),
            past=past(100.0),
            weight=None,
        ),
        sound_indicator(
            subject=replace(subject("I6", sector="05"), indicator_name="Indicatore soppresso"),
            reported=(final(100),),
        ),
        sound_indicator(
            subject=subject("I4", sector="05"),
            statements=(planned(10), planned(8, AFTER_THE_REPORT), reported_target(7)),
        ),
        sound_indicator(subject=subject("I5", sector="05"), target=value(), reported=()),
        *(
            sound_indicator(
                subject=subject(f"I{n}", sector="07"), reported=(final(9, achievement_pct=100.0),)
            )
            for n in range(10, 60)
        ),
    ]
    actions = (
        sound_action(description="Mantenimento del verde"),
        sound_action(
            subject=subject(None, "A9"),
            strategic_objective_code=None,
            operational_objective_code=None,
        ),
    )
    return year(
        *indicators,
        actions=actions,
        objectives=(ExaminedObjective(Subject(objective_code="9.9.9")),),
        plans=(
            PlanArrival("Verde", NEXT_MARCH.date()),
            PlanArrival("Anagrafe", NEXT_MARCH.date()),
        ),
    )


def test_a_faulty_year_makes_every_check_fire() -> None:
    assert {one.check_code for one in findings(faulty_year())} == set(CheckCode)


@given(shuffle=strategies.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_the_order_of_rows_changes_nothing(shuffle: Random) -> None:
    examined = faulty_year()

    def shuffled(rows: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(shuffle.sample(rows, len(rows)))

    indicators = [
        replace(one, statements=shuffled(one.statements), reported=shuffled(one.reported))
        for one in examined.indicators
    ]
    other_order = replace(
        examined,
        indicators=shuffled(tuple(indicators)),
        actions=shuffled(examined.actions),
        objectives=shuffled(examined.objectives),
        plans=shuffled(examined.plans),
    )
    assert findings(other_order) == findings(examined)


@pytest.mark.parametrize("order", list(permutations((JANUARY, JULY, AFTER_THE_REPORT))))
def test_changes_of_a_target_follow_time_not_the_order_of_rows(order: Any) -> None:
    targets = {JANUARY: 10, JULY: 12, AFTER_THE_REPORT: 8}
    indicator = sound_indicator(statements=tuple(planned(targets[at], at) for at in order))

    [one] = found(CheckCode.TARGET_LOWERED, year(indicator))
    assert (one.figures["before"], one.figures["after"]) == ("12", "8")
    assert one.period is Period.FINAL
    assert one.figures["changed_on"] == AFTER_THE_REPORT.date()


def test_a_target_of_the_peg_is_no_plan() -> None:
    of_the_report = planned(8, JULY, document_kind=DocumentKind.INTERMEDIATE_REPORT)

    assert not fires(
        CheckCode.TARGET_LOWERED, sound_indicator(statements=(planned(10), of_the_report))
    )
