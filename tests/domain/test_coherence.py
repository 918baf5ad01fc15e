"""Where a directive contradicts itself: each rule finds its own, and none in a whole one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.coherence import (
    CoherenceCode,
    CoherenceFinding,
    Gravity,
    coherence_findings,
)
from dashboard.domain.deadlines import resolved_deadlines
from dashboard.domain.model import DocumentKind, Lineage
from dashboard.domain.registry_model import RegistryClauseFact, RegistryDeadlineFact

CYCLE = (2024, 2026)
INTERMEDIATE, FINAL = DocumentKind.INTERMEDIATE_REPORT, DocumentKind.FINAL_REPORT


def clause(
    code: str,
    text: str,
    kind: DocumentKind | None = None,
    name: str | None = None,
    year: int | None = 2024,
    cycle: tuple[int, int] = CYCLE,
) -> RegistryClauseFact:
    place = Lineage("Clausole della direttiva", 6, "A6")
    return RegistryClauseFact(code, text, place, f"punto {code}", kind, name or kind, year, *cycle)


def deadline(
    kind: DocumentKind | None,
    sectors: date | None,
    giunta: date | None,
    code: str | None = None,
    year: int = 2024,
) -> RegistryDeadlineFact:
    return RegistryDeadlineFact(
        kind or "Relazione",
        Lineage("Scadenze", 6, "A6"),
        sectors,
        giunta,
        document_kind=kind,
        reference_year=year,
        cycle_start_year=CYCLE[0],
        cycle_end_year=CYCLE[1],
        clause_code=code,
    )


def found(
    deadlines: list[RegistryDeadlineFact], clauses: list[RegistryClauseFact]
) -> tuple[CoherenceFinding, ...]:
    return coherence_findings(resolved_deadlines(deadlines, [], 2024), clauses)


def pairs(findings: tuple[CoherenceFinding, ...]) -> list[tuple[str, str | None, str | None]]:
    return [(one.code, one.first.clause_code, one.second.clause_code) for one in findings]


def test_a_report_asked_for_before_its_period_ends_is_found_with_both_clauses() -> None:
    asked = deadline(INTERMEDIATE, date(2024, 1, 15), date(2024, 6, 30), "4.2")
    clauses = [
        clause("T4", "Report: in Giunta entro il 30.06.2024", INTERMEDIATE),
        clause("4.2", "Scadenza 15.01.2024", INTERMEDIATE),
    ]
    assert pairs(found([asked], clauses)) == [
        (CoherenceCode.DUE_BEFORE_ITS_PERIOD_ENDS, "4.2", "T4")
    ]

    in_time = replace(asked, sectors_deadline=date(2024, 6, 30), entity_deadline=date(2024, 7, 15))
    assert found([in_time], []) == ()


def test_without_clauses_the_rows_of_the_deadlines_stand_side_by_side() -> None:
    (finding,) = found([deadline(FINAL, date(2024, 12, 30), date(2025, 2, 28))], [])

    assert finding.first.due_day == date(2024, 12, 30)
    assert (finding.second.due_day, finding.second.clause_text) == (date(2025, 2, 28), None)


def test_a_plan_may_be_due_before_its_year_begins() -> None:
    assert found([deadline(DocumentKind.PEG_ACTIONS, date(2023, 10, 5), None)], []) == ()


def test_the_other_report_named_under_a_report_is_found() -> None:
    clauses = [
        clause("4", "Report intermedio e variazioni", INTERMEDIATE),
        clause("4.1", "I Responsabili redigono il report finale", INTERMEDIATE),
        clause("5.1", "I Responsabili redigono il report finale", FINAL),
    ]
    assert pairs(found([], clauses)) == [(CoherenceCode.OTHER_REPORT_NAMED, "4.1", "4")]

    both = clause("4.1", "il report intermedio, poi ripreso nel report finale", INTERMEDIATE)
    assert found([], [clauses[0], both, clauses[2]]) == ()


def test_a_cycle_that_is_not_the_clauses_own_is_found() -> None:
    clauses = [
        clause("2.4", "le novità previste per il triennio 2024-2026", DocumentKind.PEG_ACTIONS),
        clause("2.5", "azioni riferibili al triennio 2023-2025", DocumentKind.PEG_ACTIONS),
    ]
    assert pairs(found([], clauses)) == [(CoherenceCode.OTHER_CYCLE_NAMED, "2.5", "2.4")]

    earlier = clause("2.5", "le azioni del precedente PEG 2023-2025", DocumentKind.PEG_ACTIONS)
    assert found([], [clauses[0], earlier]) == ()


def test_data_of_a_year_that_is_not_the_documents_own_are_found() -> None:
    clauses = [
        clause("5.2", "l'aggiornamento dei dati relativi al 2023", FINAL),
        clause("5.3", "Scadenza 28.02.2025", FINAL),
    ]
    assert pairs(found([], clauses)) == [(CoherenceCode.OTHER_YEAR_SPOKEN_OF, "5.2", "5.3")]
    assert found([], [clause("5.2", "i dati relativi al 2024", FINAL), clauses[1]]) == ()


def test_one_document_on_two_days_is_found() -> None:
    clauses = [
        clause("T6", "Relazione: in Giunta entro il 31.05.2025", name="Relazione"),
        clause("6.1", "Relazione da approvarsi entro il 31/05/2024", name="Relazione", year=None),
    ]
    (finding,) = found([], clauses)
    assert pairs((finding,)) == [(CoherenceCode.TWO_DAYS_FOR_ONE_DOCUMENT, "T6", "6.1")]
    assert (finding.params["first"], finding.params["second"]) == ("2025-05-31", "2024-05-31")


def test_two_days_of_two_documents_years_or_people_are_no_contradiction() -> None:
    first = clause("1", "Relazione: in Giunta entro il 31.05.2025", name="Relazione")
    others = [
        clause("2", "in Giunta entro il 31.05.2024", name="Bilancio"),
        clause("3", "in Giunta entro il 31.05.2024", name="Relazione", year=2023),
        clause("4", "i settori consegnano entro il 30.04.2025", name="Relazione"),
        clause("5", "la Giunta approva entro il 31 maggio 2025", name="Relazione"),
    ]
    assert found([], [first, *others]) == ()


def test_a_bare_deadline_is_of_those_that_its_row_says() -> None:
    row = deadline(FINAL, date(2025, 2, 10), date(2025, 2, 28), "5.3")
    clauses = [
        clause("5.1", "I Responsabili consegnano entro il 20.02.2025", FINAL),
        clause("5.3", "Scadenza 10.02.2025", FINAL),
    ]
    assert pairs(found([row], clauses)) == [(CoherenceCode.TWO_DAYS_FOR_ONE_DOCUMENT, "5.1", "5.3")]
    assert found([], clauses) == ()  # whose the bare day is, nobody says


def test_a_folder_of_another_cycle_is_found() -> None:
    clauses = [
        clause("4.3", r"File R:\controllo\F_PIAO 2024_2026", INTERMEDIATE),
        clause("5.4", r"File R:\controllo\C_Aggiornamento PEG 2022-2024", FINAL),
    ]
    (finding,) = found([], clauses)
    assert pairs((finding,)) == [(CoherenceCode.FOLDER_OF_OTHER_CYCLE, "5.4", "4.3")]
    assert finding.params["folder"] == "C_Aggiornamento PEG 2022-2024"


def test_sectors_due_after_the_giunta_or_on_its_day_are_found() -> None:
    plan = DocumentKind.PIAO_SHEET
    (after,) = found([deadline(plan, date(2024, 2, 1), date(2024, 1, 31))], [])
    (same,) = found([deadline(plan, date(2024, 1, 31), date(2024, 1, 31))], [])

    assert (after.code, after.gravity) == (
        CoherenceCode.SECTORS_AFTER_GIUNTA,
        Gravity.CONTRADICTION,
    )
    assert (same.code, same.gravity) == (CoherenceCode.NO_TIME_FOR_GIUNTA, Gravity.DOUBT)
    assert found([deadline(plan, date(2024, 1, 30), date(2024, 1, 31))], []) == ()


@st.composite
def whole_directives(
    draw: st.DrawFn,
) -> tuple[list[RegistryDeadlineFact], list[RegistryClauseFact]]:
    """Draws a directive of any cycle whose days, years and folders fit together."""
    first = draw(st.integers(2015, 2040))
    cycle = (first, first + 2)
    rows: list[RegistryDeadlineFact] = []
    clauses = [clause("0", f"Ciclo di programmazione {first} - {first + 2}", cycle=cycle)]
    ends = {INTERMEDIATE: date(first, 6, 30), FINAL: date(first, 12, 31)}
    for number, (kind, words) in enumerate(
        {INTERMEDIATE: "report intermedio", FINAL: "report finale"}.items(), start=1
    ):
        sectors = ends[kind] + timedelta(days=draw(st.integers(0, 60)))
        giunta = sectors + timedelta(days=draw(st.integers(1, 60)))
        rows.append(
            replace(
                deadline(kind, sectors, giunta, f"{number}.2", first),
                cycle_start_year=first,
                cycle_end_year=first + 2,
            )
        )
        texts = [
            f"I Responsabili di Settore redigono il {words} dell'anno {first}",
            f"Scadenza {sectors:%d.%m.%Y}",
            f"la Giunta approva entro il {giunta:%d/%m/%Y}",
            rf"File R:\controllo\F_PIAO {first}_{first + 2}",
        ]
        clauses += [
            clause(f"{number}.{place}", text, kind, year=first, cycle=cycle)
            for place, text in enumerate(texts, start=1)
        ]
    return rows, draw(st.permutations(clauses))


@given(whole_directives())
def test_a_directive_without_contradictions_gives_none(
    directive: tuple[list[RegistryDeadlineFact], list[RegistryClauseFact]],
) -> None:
    assert found(*directive) == ()
