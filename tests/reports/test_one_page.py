"""One sheet: what it holds, what it leaves out and says so, and bars that add up."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from docx import Document

from dashboard.domain.model import Period
from dashboard.domain.next_steps import NextStep, StepKind
from dashboard.domain.picture import Concern, DirectionWay, Picture
from dashboard.domain.travel import Hindrance, Moment, Travel, Way
from dashboard.reports.one_page import OnePage, one_page_docx
from dashboard.reports.word import bar_units

LONG = "Una città che si prende cura delle persone, delle famiglie e dei quartieri più lontani"
UP = Travel(Way.UP, 12.3, 10, 9)
NONE = Travel(Way.NOT_COMPARABLE, None, 10, 0, Hindrance.NOTHING_BEFORE)


def concern(number: int) -> Concern:
    row: dict[str, Any] = {
        "strategic_direction_code": "1",
        "indicator_code": f"I{number}",
        "indicator_name": LONG,
        "status": "not_achieved",
        "measure_kind": "increasing",
        "unit": "giornate",
        "target_number": 100.0,
        "result_number": 38.0,
        "result_date": None,
        "result_boolean": None,
        "deviation": -62.0,
        "deviation_pct_of_target": -62.0,
        "has_reason": False,
        "reason": None,
        "sector_name": "Cultura e sport",
    }
    return Concern(row, NextStep(StepKind.ASK_REASON), "Responsabile della cultura")


def page_of(direction_count: int, concern_count: int, **changes: Any) -> OnePage:
    codes = [str(number) for number in range(1, direction_count + 1)]
    facts: dict[str, Any] = {
        "title": "Quadro d’insieme",
        "sentence": "Al 31/12/2024: 7 indicatori su 10 hanno raggiunto il risultato atteso.",
        "entity_name": "Comune di Esempio",
        "period": "final",
        "statuses": None,
        "methods": None,
        "deliveries": [],
        "direction_statuses": [
            {"strategic_direction_code": code, "status": status, "indicator_count": count}
            for code in codes
            for status, count in (("achieved", 7), ("partial", 2), ("missing", 1))
        ],
        "direction_means": [
            {"strategic_direction_code": code, "achievement_pct": 88.0, "indicator_count": 10}
            for code in codes
        ],
        "picture": Picture(
            moment=Moment(2024, Period.FINAL),
            ways=tuple(DirectionWay(code, LONG, UP, NONE) for code in codes),
            concerns=tuple(concern(number) for number in range(concern_count)),
            undelivered=(),
            deadline=None,
            open_clarification_count=0,
            overdue_clarification_count=0,
            pending_proposal_count=0,
            referents={},
        ),
        "printed_on": date(2025, 3, 10),
    }
    return OnePage(**{**facts, **changes})


def written(page: OnePage) -> Any:
    return Document(BytesIO(one_page_docx(page)))


def words(document: Any) -> str:
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_a_small_entity_stands_on_the_sheet_whole() -> None:
    said = words(written(page_of(1, 3)))

    assert "Da guardare: 3 scostamenti, i non motivati per primi" in said
    assert "Non entrano" not in said
    assert "7 ●" in said
    assert "2 ▲" in said
    assert "↑ meglio, +12,3" in said
    assert "risponde: Responsabile della cultura (Cultura e sport)" in said


def test_what_does_not_fit_is_left_out_and_counted() -> None:
    document = written(page_of(14, 30))

    said = words(document)
    bars, marks, concerns = document.tables
    assert len(bars.rows) - 1 == len(marks.rows) - 1 == 9
    shown = len(concerns.rows) - 1
    assert shown >= 2
    assert f"Non entrano nella pagina altri {30 - shown} scostamenti e 5 indirizzi" in said


def test_a_past_date_is_said() -> None:
    said = words(written(page_of(1, 0, as_of=date(2024, 9, 30))))

    assert "Situazione com’era nota il 30/09/2024." in said
    assert "Da guardare: nessuno scostamento dal target" in said


def test_without_indicators_the_sheet_still_says_so() -> None:
    said = words(written(page_of(0, 0)))

    assert "nessun risultato ancora confrontabile" in said


@pytest.mark.parametrize(
    "sizes", [[1], [150, 1], [1, 1, 1], [20, 3, 1, 2], [1000, 1, 1, 1, 1], [1] * 10]
)
def test_the_parts_of_a_bar_fill_it_and_each_has_room_for_its_number(sizes: list[int]) -> None:
    units = bar_units(sizes)

    assert sum(units) == 40
    assert min(units) >= 3


def test_a_larger_part_is_never_drawn_narrower() -> None:
    sizes = [26, 3, 2, 1, 9]

    units = bar_units(sizes)

    ordered = [unit for _, unit in sorted(zip(sizes, units, strict=True))]
    assert ordered == sorted(ordered)
