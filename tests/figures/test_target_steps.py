"""Steps of a varied target: where each begins, and where the results lie."""

from __future__ import annotations

from datetime import date, datetime

import pandas as pd

from dashboard.figures.target_steps import target_steps

END = date(2025, 2, 3)


def steps(*rows: tuple[float | None, date | None, datetime | None]) -> pd.DataFrame:
    """Gives steps of (target, day of the deed, moment of the decision)."""
    return pd.DataFrame(
        [
            {
                "target_number": target,
                "target_upper_number": None,
                "is_original": decided_at is None,
                "deed_date": deed_date,
                "decided_at": decided_at,
            }
            for target, deed_date, decided_at in rows
        ]
    )


def results(*rows: tuple[str, float | None]) -> pd.DataFrame:
    return pd.DataFrame(
        [{"period": period, "result_number": number, "unit": "km"} for period, number in rows]
    )


DECIDED = datetime(2024, 9, 2, 10, 0)  # noqa: DTZ001
ORIGINAL = (400.0, None, None)
VARIED = (300.0, date(2024, 7, 18), DECIDED)


def traces(figure) -> dict:
    return {trace.name: trace for trace in figure.data}


def test_a_step_begins_on_the_day_of_its_deed_and_lasts_to_the_end() -> None:
    figure = target_steps(steps(ORIGINAL, VARIED), results(("final", 240.0)), 2024)
    line = traces(figure)["target"]

    assert list(line.x) == [date(2024, 1, 1), date(2024, 7, 18), END]
    assert list(line.y) == [400.0, 300.0, 300.0]
    assert line.line.shape == "hv"


def test_without_a_deed_a_step_begins_on_the_day_of_the_decision() -> None:
    found = results(("final", 240.0))
    figure = target_steps(steps(ORIGINAL, (300.0, None, DECIDED)), found, 2024)
    assert list(traces(figure)["target"].x)[1] == date(2024, 9, 2)


def test_a_deed_of_a_later_year_is_drawn_at_the_edge_of_the_year() -> None:
    late = (300.0, date(2026, 3, 1), DECIDED)
    figure = target_steps(steps(ORIGINAL, late), results(("final", 240.0)), 2024)
    assert list(traces(figure)["target"].x) == [date(2024, 1, 1), date(2025, 1, 14), END]


def test_results_lie_on_the_last_day_of_their_period_and_missing_ones_nowhere() -> None:
    found = results(("intermediate", None), ("final", 240.0))
    dots = traces(target_steps(steps(ORIGINAL, VARIED), found, 2024))["result"]

    assert list(dots.x) == [date(2024, 12, 31)]
    assert list(dots.y) == [240.0]
    assert list(dots.text) == ["240\u00a0km"]


def test_the_scale_begins_at_zero_and_holds_the_highest_step() -> None:
    figure = target_steps(steps(ORIGINAL, VARIED), results(("final", 500.0)), 2024)
    low, high = figure.layout.yaxis.range
    assert low == 0
    assert high > 500.0


def test_a_target_that_is_a_date_or_words_has_no_steps() -> None:
    assert target_steps(steps((None, None, None), VARIED), results(("final", 1.0)), 2024) is None


def test_names_of_units_are_not_read_as_html() -> None:
    found = pd.DataFrame([{"period": "final", "result_number": 1.0, "unit": "<b>km"}])
    figure = target_steps(steps(ORIGINAL, VARIED), found, 2024)
    assert figure.layout.annotations[0].text == "target 400\u00a0&lt;b&gt;km"
