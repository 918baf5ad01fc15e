"""The rule that a view finds for an indicator, and the percentage it makes, are those of Python."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dashboard.domain.achievement import measured_achievement, measured_of, rule_of
from dashboard.domain.measured import bands_of_rows
from dashboard.domain.model import DocumentToStore, MeasureKind, Period
from dashboard.domain.registry_model import (
    MeasurementRuleFact,
    RegistryFacts,
    RegistryPeriodFact,
    RuleAssignmentFact,
    RuleBandFact,
)
from dashboard.domain.rule_book import PROGRAM_RULES, RuleBook, rule_book_of
from dashboard.domain.rules import (
    METHODS_BY_KIND,
    MissingResult,
    Nature,
    Rounding,
    RuleMethod,
    TargetZero,
)
from dashboard.history import plain_records
from dashboard.store import open_store
from tests.store.builders import Line, lineage, registry, report, upload

KINDS = (MeasureKind.INCREASING, MeasureKind.DECREASING, MeasureKind.RANGE, MeasureKind.DATE)
TABLES = (
    RuleBandFact("punti", 0.0, lineage(40), None, 60.0),
    RuleBandFact("punti", 60.0, lineage(41), 60.0, 90.0, 95.0),
    RuleBandFact("punti", 100.0, lineage(42), 90.0, 130.0),
    RuleBandFact("giorni", 90.0, lineage(43), 0.0, 5.0, 70.0),
    RuleBandFact("giorni", 40.0, lineage(44), 5.0, 20.0),
)


def query(path: Path, *documents: DocumentToStore) -> tuple[list[dict[str, Any]], RuleBook]:
    """Stores the documents; gives the rows of `indicator_results` and the bands in force."""
    store = open_store(path / "prova.duckdb")
    for document in documents:
        store.append(upload(document))
    rows = plain_records(store.query("indicator_results", reference_year=2024))
    bands = bands_of_rows(plain_records(store.query("rule_bands", reference_year=2024)))
    store.close()
    return rows, RuleBook(bands=bands)


def rule(code: str, row: int, **terms: object) -> MeasurementRuleFact:
    stated = {
        "measure_kind": MeasureKind.INCREASING,
        "method": RuleMethod.RATIO_TO_TARGET,
        "is_default": False,
    } | terms
    return MeasurementRuleFact(code, f"Regola {code}", lineage=lineage(row), **stated)  # type: ignore[arg-type]


def assigned(code: str, row: int, **to: str) -> RuleAssignmentFact:
    return RuleAssignmentFact(code, lineage(row), **to)


RULES = (
    rule("KIND", 2, is_default=True),
    rule("SECTOR", 3),
    rule("ACTION", 4),
    rule("INDICATOR", 5),
    rule("OTHER_KIND", 6, measure_kind=MeasureKind.DECREASING, method=RuleMethod.MIRRORED_RATIO),
)

#   assignments, rule that applies to indicator I1 of action A1 in sector S1, where more is better
NARROWEST = [
    ([], "KIND"),
    ([assigned("SECTOR", 2, sector_code="S1")], "SECTOR"),
    ([assigned("SECTOR", 2, sector_code="S2")], "KIND"),
    (
        [
            assigned("INDICATOR", 4, indicator_code="I1"),
            assigned("ACTION", 3, action_code="A1"),
            assigned("SECTOR", 2, sector_code="S1"),
        ],
        "INDICATOR",
    ),
    (
        [
            assigned("ACTION", 3, sector_code="S1", action_code="A1"),
            assigned("SECTOR", 2, sector_code="S1"),
        ],
        "ACTION",
    ),
    # Of two as narrow, the first one in the workbook.
    ([assigned("ACTION", 3, action_code="A1"), assigned("SECTOR", 2, action_code="A1")], "SECTOR"),
    # What more is better cannot be measured by a rule for less is better.
    ([assigned("OTHER_KIND", 2, indicator_code="I1")], "KIND"),
    ([assigned("SECTOR", 2)], "SECTOR"),
]


@pytest.mark.parametrize(("assignments", "code"), NARROWEST)
def test_the_narrowest_assignment_counts(
    tmp_path: Path, assignments: Sequence[RuleAssignmentFact], code: str
) -> None:
    facts = RegistryFacts(rules=RULES, assignments=tuple(assignments))
    rows, _ = query(tmp_path, report([Line("I1", 10.0, 8.0)]), registry(facts))

    assert rows[0]["rule_code"] == code
    found = rule_book_of(facts).rule_for(MeasureKind.INCREASING, "S1", "A1", "I1")
    assert found.rule_code == code


def test_a_kind_without_a_rule_keeps_the_program_s_own(tmp_path: Path) -> None:
    facts = RegistryFacts(rules=RULES)
    less = Line("I1", 10.0, 8.0, measure_kind=MeasureKind.DECREASING)
    rows, _ = query(tmp_path, report([less]), registry(facts))

    assert (rows[0]["rule_code"], rows[0]["rule_document_id"]) == ("decreasing", None)


def test_rules_hold_from_their_year_on_until_newer_ones(tmp_path: Path) -> None:
    old = RegistryFacts(rules=(rule("OLD", 2, is_default=True),))
    new = RegistryFacts(rules=(rule("NEW", 2, is_default=True),))
    line = [Line("I1", 10.0, 8.0)]
    store = open_store(tmp_path / "prova.duckdb")
    for year in (2022, 2023, 2024, 2025):
        store.append(upload(report(line, year=year)))
    store.append(upload(registry(old, year=2023)))
    store.append(upload(registry(new, year=2025)))
    rows = plain_records(store.query("indicator_results"))
    store.close()

    assert {row["reference_year"]: row["rule_code"] for row in rows} == {
        2022: "increasing",
        2023: "OLD",
        2024: "OLD",
        2025: "NEW",
    }


def random_rules(draw: random.Random) -> RegistryFacts:
    """Two rules for each kind, one of them for everything, the other assigned to one action."""
    facts = []
    for number, kind in enumerate(KINDS):
        for is_default in (True, False):
            method = draw.choice(METHODS_BY_KIND[kind])
            needed = {RuleMethod.DAYS_LATE: "giorni", RuleMethod.BANDS_ON_RESULT: "punti"}
            facts.append(
                rule(
                    f"R{number}{is_default}",
                    len(facts) + 2,
                    measure_kind=kind,
                    method=method,
                    is_default=is_default,
                    cap_pct=draw.choice([None, 100.0, 120.0]),
                    floor_pct=draw.choice([None, 0.0]),
                    target_zero=draw.choice(list(TargetZero)),
                    missing_result=draw.choice(list(MissingResult)),
                    rounding_digits=draw.choice([None, 0, 2]),
                    rounding_direction=draw.choice(list(Rounding)),
                    band_table=needed.get(method, draw.choice([None, None, "punti"])),
                    nature=draw.choice([None, *Nature]),
                )
            )
    assignments = tuple(
        assigned(fact.rule_code, number, action_code="A2")
        for number, fact in enumerate(facts, start=2)
        if not fact.is_default
    )
    return RegistryFacts(rules=tuple(facts), assignments=assignments, bands=TABLES)


def random_report(draw: random.Random, year: int) -> DocumentToStore:
    lines = []
    for number in range(60):
        kind = draw.choice(KINDS)
        if kind is MeasureKind.DATE:
            target, result = (date(year, 6, draw.randrange(1, 28)) for _ in range(2))
        else:
            target = draw.choice([0.0, 5.0, 12.5, 80.0])
            result = draw.choice([None, 0.0, 3.0, 7.7, 61.0, 90.0])
        lines.append(
            Line(
                f"I{number}",
                target=target,
                result=result,
                target_upper=draw.choice([None, 90.0]) if kind is MeasureKind.RANGE else None,
                measure_kind=kind,
                action_code=draw.choice(["A1", "A2"]),
            )
        )
    document = report(lines, year=year)
    facts = document.facts
    return replace(
        document,
        facts=replace(
            facts,
            indicators=tuple(
                replace(one, baseline_number=draw.choice([None, 2.0, 100.0]))
                for one in facts.indicators
            ),
            results=tuple(
                replace(
                    one, numerator=draw.choice([None, 3.0]), denominator=draw.choice([0.0, 4.0])
                )
                for one in facts.results
            ),
        ),
    )


@pytest.mark.parametrize("seed", range(8))
def test_the_views_measure_as_python_does_by_every_rule(tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311 - a test needs the same facts each time
    facts = random_rules(draw)
    before, now = random_report(draw, 2023), random_report(draw, 2024)
    rows, in_force = query(tmp_path, before, now, registry(facts, year=2024))
    book = rule_book_of(facts)

    assert sorted(map(repr, in_force.bands)) == sorted(map(repr, book.bands))
    assert len(rows) == 60
    for row in rows:
        place = (row["sector_code"], row["action_code"], row["indicator_code"])
        expected_rule = book.rule_for(MeasureKind(row["measure_kind"]), *place)
        assert rule_of(row) == replace(expected_rule, formula_words="", source="")
        expected = measured_achievement(expected_rule, measured_of(row), book.bands)
        assert row["measured_achievement_pct"] == expected.achievement_pct, place


def test_a_missing_result_counts_for_zero_only_where_it_is_due(tmp_path: Path) -> None:
    zero = rule("ZERO", 2, is_default=True, missing_result=MissingResult.ZERO)
    lines = [Line("DUE", 10.0), Line("NOT_DUE", 10.0, is_not_due=True)]
    rows, _ = query(tmp_path, report(lines), registry(RegistryFacts(rules=(zero,))))

    assert {row["indicator_code"]: row["achievement_pct"] for row in rows} == {
        "DUE": 0.0,
        "NOT_DUE": None,
    }


def test_the_rule_of_mid_year_is_the_one_of_the_kind_of_its_own_target(tmp_path: Path) -> None:
    twice = rule("TWICE", 2, is_default=True, cap_pct=200.0)
    line = Line("I1", 80.0, 60.0, mid_year_target=40.0)
    period = RegistryPeriodFact(Period.INTERMEDIATE, 40.0, 60.0, lineage(9))
    facts = RegistryFacts(rules=(twice,), periods=(period,))
    rows, _ = query(tmp_path, report([line], Period.INTERMEDIATE), registry(facts))

    assert (rows[0]["measured_achievement_pct"], rows[0]["status"]) == (150.0, "on_track")
    assert rows[0]["expected_share_pct"] == 100.0


def test_the_expected_share_is_that_of_the_anagrafica(tmp_path: Path) -> None:
    period = RegistryPeriodFact(Period.INTERMEDIATE, 40.0, 60.0, lineage(9))
    document = report([Line("I1", 80.0, 32.0)], Period.INTERMEDIATE)
    rows, _ = query(tmp_path, document, registry(RegistryFacts(periods=(period,))))

    assert (rows[0]["expected_share_pct"], rows[0]["status"]) == (40.0, "on_track")


def test_without_an_anagrafica_the_program_s_own_rules_hold(tmp_path: Path) -> None:
    rows, in_force = query(tmp_path, report([Line("I1", 10.0, 8.0)]))

    assert rule_of(rows[0]) == PROGRAM_RULES.rule_for(MeasureKind.INCREASING, "S1", "A1", "I1")
    assert in_force.bands == ()
