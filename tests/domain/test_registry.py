"""One sector comes out of its several spellings; a near miss is asked about, never assumed."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.domain.issues import IssueList
from dashboard.domain.known_names import KnownName, NameSubject, days_of, in_force
from dashboard.domain.model import DocumentKind, ParsedDocument, Period, Recognition
from dashboard.domain.name_questions import (
    NameAnswer,
    NamedDocument,
    WrittenName,
    learn_names,
    near_name_issues,
    other_name_issues,
    questions_about,
)
from dashboard.domain.registry import EntityRegistry, KnownThing, NameRegistry

IN_2021, IN_2024 = days_of(2021), days_of(2024)
SECTOR = NameSubject.SECTOR
WORKS = KnownThing("03", "Lavori pubblici")


def sectors(*statements: KnownName) -> NameRegistry:
    """Gives a registry that knows two sectors, and these statements."""
    registry = NameRegistry()
    registry.learn("03", "Lavori pubblici")
    registry.learn("07", "Cultura e turismo")
    for statement in statements:
        registry.state(statement)
    return registry


@pytest.mark.parametrize(
    ("code", "name"),
    [("3", None), ("03", "Lavori"), (None, "LAVORI  PUBBLICI"), (None, "3"), ("03.", None)],
)
def test_a_sector_written_several_ways_is_one(code: str | None, name: str | None) -> None:
    assert sectors().code_of(code, name, IN_2024) == "03"
    assert sectors().candidates(code, name, IN_2024) == ()


def test_a_near_miss_stays_a_sector_of_its_own_and_is_asked_about() -> None:
    registry = sectors()

    assert registry.code_of(None, "Lavori publici", IN_2024) == "lavori-publici"
    assert registry.candidates(None, "Lavori publici", IN_2024) == (WORKS,)


def test_a_known_name_beside_a_new_code_is_asked_about() -> None:
    registry = sectors()

    assert registry.code_of("33", "Lavori pubblici", IN_2024) == "33"
    assert registry.candidates("33", "Lavori pubblici", IN_2024) == (WORKS,)


def test_a_name_far_from_all_known_ones_is_new_and_raises_no_question() -> None:
    assert sectors().candidates("11", "Tributi", IN_2024) == ()


def test_several_near_names_are_proposed_the_likeliest_first() -> None:
    registry = sectors()
    registry.learn("08", "Cultura e sport")
    registry.learn("09", "Cultura")

    found = registry.candidates(None, "Sport, cultura", IN_2024)

    assert [thing.code for thing in found] == ["08", "09"]


RENAMED = (
    KnownName(SECTOR, "03", "Infrastrutture", valid_from=date(2023, 1, 1)),
    KnownName(SECTOR, "07", "12", valid_to=date(2022, 12, 31)),
)
#  written, year, code
RENAMINGS = [
    ("Infrastrutture", 2024, "03"),  # the new name, from its day on
    ("Infrastrutture", 2023, "03"),
    ("Infrastrutture", 2022, "infrastrutture"),  # not yet: a thing of its own
    ("Lavori pubblici", 2024, "03"),  # the old name has no end
    ("12", 2022, "07"),  # an old number, to its last day
    ("12", 2023, "12"),
]


@pytest.mark.parametrize(("written", "year", "code"), RENAMINGS)
def test_a_renaming_holds_in_its_years_only(written: str, year: int, code: str) -> None:
    assert sectors(*RENAMED).code_of(None, written, days_of(year)) == code


def test_a_number_given_to_another_sector_means_the_one_that_had_it_then() -> None:
    registry = sectors(KnownName(SECTOR, "07", "03", valid_to=date(2021, 12, 31)))

    assert registry.code_of("03", None, IN_2021) == "07"
    assert registry.code_of("03", None, IN_2024) == "03"


def test_a_renaming_learnt_from_a_later_year_does_not_leak_into_an_earlier_one() -> None:
    registry = sectors(RENAMED[0])
    registry.learn("03", "Infrastrutture")

    assert registry.code_of(None, "Infrastrutture", IN_2021) == "infrastrutture"
    assert [one.code for one in registry.candidates(None, "Infrastruttura", IN_2024)] == []


#  first and last day, reported year and period, holds
SPANS = [
    (date(2024, 7, 1), None, 2024, None, True),
    (date(2024, 7, 1), None, 2024, Period.FINAL, True),
    (date(2024, 7, 1), None, 2024, Period.INTERMEDIATE, False),  # reported at 30/6
    (date(2024, 6, 30), None, 2024, Period.INTERMEDIATE, True),
    (None, date(2024, 1, 1), 2024, None, True),
    (None, date(2023, 12, 31), 2024, None, False),
    (None, None, 1999, None, True),
]


@pytest.mark.parametrize(("first", "last", "year", "period", "holds"), SPANS)
def test_a_statement_holds_when_one_of_its_days_is_reported_on(
    first: date | None, last: date | None, year: int, period: Period | None, holds: bool
) -> None:
    statement = KnownName(SECTOR, "03", "Opere", first, last)

    assert (in_force([statement], days_of(year, period)) == statement) is holds


def test_of_two_statements_in_force_the_later_one_counts() -> None:
    old = KnownName(SECTOR, "03", "Opere")
    moved = KnownName(SECTOR, "05", "Opere", valid_from=date(2023, 1, 1))
    corrected = KnownName(SECTOR, "06", "Opere", valid_from=date(2023, 1, 1))

    assert in_force([moved, old], IN_2024) == moved
    assert in_force([moved, old], IN_2021) == old
    assert in_force([moved, corrected], IN_2024) == corrected


def test_another_spelling_shows_the_known_name_and_a_renaming_its_own() -> None:
    spelling = KnownName(SECTOR, "03", "Lavori publici")
    registry = sectors(spelling, RENAMED[0])

    assert registry.title_of("03", "Lavori publici", IN_2024) == "Lavori pubblici"
    assert registry.title_of("03", "Infrastrutture", IN_2024) == "Infrastrutture"
    assert registry.title_of("03", None, IN_2024) == "Lavori pubblici"
    assert registry.title_of("11", None, IN_2024) == "11"


def test_an_answer_of_same_or_another_ends_the_question() -> None:
    for code in ("03", "lavori-publici"):
        registry = sectors(KnownName(SECTOR, code, "Lavori publici"))

        assert registry.code_of(None, "Lavori publici", IN_2024) == code
        assert registry.candidates(None, "Lavori publici", IN_2024) == ()


@pytest.mark.parametrize(
    ("code", "name", "known"),
    [
        ("03", "Cultura", WORKS),
        ("3", "Cultura", WORKS),
        ("03", "Lavori publici", None),  # near enough
        ("03", "Lavori e manutenzioni", None),  # grown, not another
        ("11", "Cultura", None),  # a code that is not known
        ("03", None, None),
    ],
)
def test_a_known_code_beside_a_strange_name_is_noticed(
    code: str, name: str | None, known: KnownThing | None
) -> None:
    assert sectors().other_name_of(code, name, IN_2024) == known


def test_a_stated_renaming_is_no_strange_name() -> None:
    registry = sectors(RENAMED[0])

    assert registry.other_name_of("03", "Infrastrutture", IN_2024) is None
    assert registry.other_name_of("03", "Infrastrutture", IN_2021) == WORKS


@pytest.mark.parametrize("text", ["33 Lavori publici", "lavori  PUBLICI", "33"])
def test_an_answer_is_about_a_name_in_any_of_its_forms(text: str) -> None:
    written = WrittenName(SECTOR, "33", "Lavori publici")

    assert NameAnswer(text, "03").fits(written)
    assert not NameAnswer(text, "03", NameSubject.STRATEGIC_DIRECTION).fits(written)
    assert not NameAnswer("Cultura", "03").fits(written)


def test_an_answer_keeps_the_name_and_leaves_the_code_beside_it_free() -> None:
    answer = NameAnswer("33 Lavori publici", "03")

    known = answer.as_known_name(WrittenName(SECTOR, "33", "Lavori publici"))

    assert known == KnownName(SECTOR, "03", "Lavori publici")


def report_naming(*written: WrittenName) -> NamedDocument:
    """Gives a report of 2024 in which these names are written."""
    recognition = Recognition(DocumentKind.FINAL_REPORT, 1, 1)
    document = ParsedDocument(DocumentKind.FINAL_REPORT, (), recognition)
    return NamedDocument(document, IN_2024, written)


def test_what_is_asked_about_is_not_learnt_meanwhile() -> None:
    registry = EntityRegistry(sectors=sectors())
    one = report_naming(
        WrittenName(SECTOR, "33", "Lavori publici"), WrittenName(SECTOR, "11", "Tributi")
    )

    learn_names(one, registry)

    [question] = questions_about(one, registry, [])
    assert (question.written.text, question.candidates) == ("33 Lavori publici", (WORKS,))
    assert registry.sectors.code_of(None, "Tributi", IN_2024) == "11"


def test_only_what_nobody_answered_for_is_an_issue() -> None:
    registry = EntityRegistry(sectors=sectors())
    one = report_naming(
        WrittenName(SECTOR, None, "Lavori publici", "Foglio1", "A3"),
        WrittenName(SECTOR, "07", "Tributi", "Foglio1", "B9"),
    )
    issues, none_left = IssueList("a.xlsx"), IssueList("a.xlsx")

    near_name_issues(questions_about(one, registry, []), issues)
    other_name_issues(one, registry, issues)

    assert [(found.code, found.cell, found.expected, found.found) for found in issues.issues] == [
        ("near_name", "A3", "03 Lavori pubblici", "Lavori publici"),
        ("code_with_other_name", "B9", "07 Cultura e turismo", "07 Tributi"),
    ]
    answer = NameAnswer("Lavori publici", "03")
    near_name_issues(questions_about(one, registry, [answer]), none_left)
    assert none_left.issues == []
