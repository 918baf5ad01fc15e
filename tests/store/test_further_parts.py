"""Ordinary activity, quality controls and innovations, as reports of several years tell them."""

from __future__ import annotations

from typing import Any

from dashboard.figures.records import records_of
from dashboard.store import Store
from dashboard.texts.formats import is_absent
from tests.store.builders import Line, plan, upload
from tests.store.further_parts import Measure, activity, controls, innovations


def values(store: Store, **filters: Any) -> dict[int, float]:
    """Gives the numbers of measure M by year."""
    frame = store.query("ordinary_activities", **filters)
    return dict(zip(frame["value_year"], frame["value_number"], strict=True))


def test_a_year_is_told_by_the_newest_report_that_states_it_and_the_difference_is_kept(
    store: Store,
) -> None:
    store.append(upload(activity([Measure("M", {2022: 90.0, 2023: 100.0})], year=2023)))
    store.append(upload(activity([Measure("M", {2023: 104.0, 2022: 90.0, 2024: 120.0})])))

    rows = {
        row["value_year"]: (
            row["value_number"],
            row["report_year"],
            row["earlier_value_number"],
            row["earlier_report_year"],
        )
        for row in records_of(store.query("ordinary_activities", reference_year=2024))
    }

    assert rows[2023] == (104.0, 2024, 100.0, 2023)
    assert rows[2022][:2] == (90.0, 2024)
    assert all(is_absent(value) for value in rows[2022][2:])
    assert rows[2024][:2] == (120.0, 2024)


def test_a_closed_year_is_not_moved_by_a_later_report(store: Store) -> None:
    store.append(upload(activity([Measure("M", {2023: 100.0})], year=2023)))
    store.append(upload(activity([Measure("M", {2023: 104.0, 2024: 120.0})])))

    assert values(store, reference_year=2023) == {2023: 100.0}
    assert values(store, reference_year=2024) == {2023: 104.0, 2024: 120.0}


def test_an_older_report_that_comes_late_does_not_outdo_a_newer_one(store: Store) -> None:
    store.append(upload(activity([Measure("M", {2023: 104.0, 2024: 120.0})])))
    store.append(upload(activity([Measure("M", {2023: 100.0})], year=2023)))

    assert values(store, reference_year=2024) == {2023: 104.0, 2024: 120.0}


def test_an_empty_cell_states_nothing_and_a_zero_does(store: Store) -> None:
    store.append(upload(activity([Measure("M", {2022: 7.0, 2023: 8.0})], year=2023)))
    store.append(upload(activity([Measure("M", {2022: None, 2023: 0.0, 2024: 5.0})])))

    assert values(store, reference_year=2024) == {2022: 7.0, 2023: 0.0, 2024: 5.0}


def test_a_measure_that_this_year_s_report_does_not_have_stays_in_sight_for_three_years(
    store: Store,
) -> None:
    store.append(upload(activity([Measure("OLD", {2020: 1.0})], year=2020)))
    store.append(upload(activity([Measure("GONE", {2023: 2.0})], year=2023)))
    store.append(upload(activity([Measure("M", {2024: 3.0})])))

    frame = store.query("ordinary_activities", reference_year=2024)

    assert list(frame["measure_code"]) == ["GONE", "M"]


def test_a_measure_written_twice_counts_once_where_it_is_written_first(store: Store) -> None:
    store.append(upload(activity([Measure("M", {2024: 3.0}), Measure("M", {2024: 4.0})])))

    frame = store.query("ordinary_activities")

    assert frame[["value_number", "cell"]].values.tolist() == [[3.0, "E2"]]
    assert frame["earlier_value_number"].isna().all()


def test_years_without_any_activity_have_no_rows(store: Store) -> None:
    store.append(upload(activity([Measure("M", {2024: 3.0})])))
    store.append(upload(plan([Line("I1", 1.0)], year=2025)))

    assert store.query("ordinary_activities", reference_year=2025).empty


def test_the_share_that_failed_needs_both_counts_and_a_case_that_was_looked_at(
    store: Store,
) -> None:
    store.append(
        upload(
            controls(
                {"control_code": "C1", "checked_count": 40.0, "non_compliant_count": 3.0},
                {"control_code": "C2", "checked_count": 0.0, "non_compliant_count": 0.0},
                {"control_code": "C3", "checked_count": 40.0},
                {"control_code": "C4", "checked_count": 40.0, "non_compliant_count": 0.0},
            )
        )
    )

    shares = store.query("quality_controls").set_index("control_code")["non_compliant_pct"]

    assert shares.dropna().to_dict() == {"C1": 7.5, "C4": 0.0}


def test_registers_hold_all_years_and_give_one(store: Store) -> None:
    for year in (2023, 2024):
        store.append(upload(controls({"control_code": f"C{year}"}, year=year)))
        store.append(upload(innovations({"innovation_code": f"I{year}"}, year=year)))

    assert list(store.query("quality_controls")["control_code"]) == ["C2024", "C2023"]
    assert list(store.query("innovations")["innovation_code"]) == ["I2024", "I2023"]
    assert list(store.query("innovations", reference_year=2023)["innovation_code"]) == ["I2023"]


def test_a_register_names_file_sheet_cell_and_sector(store: Store) -> None:
    store.append(upload(innovations({"innovation_code": "I1"}), file_name="Report.xlsx"))

    [row] = records_of(store.query("innovations", sector_code="S1"))

    place = row["file_name"], row["sheet_name"], row["cell"], row["sector_name"]
    assert place == ("Report.xlsx", "Foglio1", "A2", "Settore S1")
    assert store.query("innovations", sector_code="S2").empty
