"""Money and people of actions: no euro counts twice or is lost, nothing missing is a zero."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.store import Store, open_store
from tests.store.builders import YEAR, upload
from tests.store.planned_actions import finances, peg_list, piao_list, staff

MISSIONS = [
    # written                                     mission
    ("01.11", "01"),
    ("1.11", "01"),
    ("1/11", "01"),
    ("0111", "01"),
    ("12", "12"),
    ("Missione 1 - Servizi istituzionali", "01"),
    ("M 12 P 03", "12"),
    ("99.01", "99"),
    ("111", None),  # 1.11 or 11.1: nobody can tell
    ("Servizi istituzionali", None),
    (None, None),
]


def absent(value: Any) -> bool:
    return value is None or value != value


@pytest.mark.parametrize(("written", "mission"), MISSIONS)
def test_the_mission_is_the_first_number_of_what_is_written(
    store: Store, written: str | None, mission: str | None
) -> None:
    action = {"action_code": "A1", "mission_programme": written, "allocated_eur": 1.0}
    store.append(upload(peg_list(action)))

    [found] = store.query("action_resources")["mission_code"]

    assert (None if absent(found) else found) == mission


def test_what_is_broken_down_counts_instead_of_the_sum_of_its_action(store: Store) -> None:
    store.append(upload(peg_list({"action_code": "A1", "allocated_eur": 100.0})))
    store.append(
        upload(
            finances(
                {"action_code": "A1", "production_factor": "beni", "allocated_eur": 60.0},
                {"action_code": "A1", "production_factor": "servizi", "allocated_eur": 45.0},
            )
        )
    )

    rows = store.query("action_resources")

    assert rows["allocated_eur"].tolist() == [60.0, 45.0]
    assert rows["is_broken_down"].all()
    [action] = store.query("action_funding").to_dict("records")
    assert action["allocated_eur"] == action["broken_down_allocated_eur"] == 105.0
    assert action["listed_allocated_eur"] == 100.0


def test_several_sums_of_the_list_count_until_the_sheet_of_resources_has_them(
    store: Store,
) -> None:
    in_list = [
        {"action_code": "A1", "production_factor": name, "allocated_eur": sum_eur}
        for name, sum_eur in (("beni", 60.0), ("servizi", 40.0))
    ]
    listed = peg_list({"action_code": "A1", "allocated_eur": 100.0})
    sums = finances(*in_list).facts.action_finances
    listed = replace(listed, facts=replace(listed.facts, action_finances=sums))

    store.append(upload(listed))
    assert store.query("action_resources")["allocated_eur"].tolist() == [60.0, 40.0]

    store.append(upload(finances(in_list[0] | {"allocated_eur": 97.0})))
    assert store.query("action_resources")["allocated_eur"].tolist() == [97.0]


def test_what_is_not_broken_down_keeps_the_sum_of_its_action(store: Store) -> None:
    listed = {"action_code": "A1", "allocated_eur": 100.0, "committed_eur": 80.0}
    store.append(upload(peg_list(listed)))
    store.append(upload(finances({"action_code": "A1", "allocated_eur": 100.0})))

    rows = store.query("action_resources")

    assert rows["allocated_eur"].fillna(-1).tolist() == [100.0, -1]
    assert rows["committed_eur"].fillna(-1).tolist() == [-1, 80.0]


def test_a_place_that_a_row_leaves_out_is_its_actions(store: Store) -> None:
    listed = {"action_code": "A1", "cost_centre": "101", "mission_programme": "12.03"}
    store.append(upload(peg_list(listed)))
    store.append(
        upload(
            finances(
                {"action_code": "A1", "allocated_eur": 1.0},
                {"action_code": "A1", "allocated_eur": 1.0, "cost_centre": "102"},
            )
        )
    )

    rows = store.query("action_resources")

    assert rows["cost_centre"].tolist() == ["101", "102"]
    assert rows["mission_code"].tolist() == ["12", "12"]


def test_money_of_an_action_that_no_list_has_is_not_lost(store: Store) -> None:
    store.append(upload(finances({"action_code": "X9", "allocated_eur": 7.0})))

    [action] = store.query("action_funding").to_dict("records")

    assert (action["action_name"], action["allocated_eur"]) == ("X9", 7.0)
    assert not action["is_in_peg"]


def test_money_of_an_earlier_plan_is_money_of_another_year(store: Store) -> None:
    store.append(upload(piao_list({"action_code": "A1", "allocated_eur": 5.0}, year=YEAR - 1)))
    store.append(upload(peg_list({"action_code": "A1"})))

    [action] = store.query("actions", reference_year=YEAR).to_dict("records")

    assert absent(action["allocated_eur"])
    assert store.query("action_resources", reference_year=YEAR).empty
    assert store.query("action_resources", reference_year=YEAR - 1)["allocated_eur"].sum() == 5.0


def test_groups_differ_by_their_words_and_not_by_their_capitals(store: Store) -> None:
    store.append(
        upload(
            finances(
                {"action_code": "A1", "production_factor": "Servizi", "allocated_eur": 1.0},
                {"action_code": "A1", "production_factor": " servizi", "allocated_eur": 2.0},
                {"action_code": "A1", "allocated_eur": 4.0},
            )
        )
    )

    rows = store.query("resources_by")
    factors = rows[rows["breakdown"] == "production_factor"]

    assert factors["allocated_eur"].tolist() == [3.0, 4.0]
    assert [absent(key) for key in factors["group_key"]] == [False, True]


def test_what_is_not_stated_is_no_zero_and_is_counted(store: Store) -> None:
    store.append(
        upload(
            finances(
                {"action_code": "A1", "allocated_eur": 100.0, "committed_eur": 50.0},
                {"action_code": "A2", "allocated_eur": 900.0},
            )
        )
    )

    rows = store.query("resources_by")
    [in_all] = rows[rows["breakdown"] == "entity"].to_dict("records")

    assert absent(in_all["paid_eur"])
    assert (in_all["no_allocated_count"], in_all["no_committed_count"]) == (0, 1)
    assert (in_all["committed_pct"], in_all["compared_count"]) == (50.0, 1)


def test_people_are_added_up_by_category_and_share_of_time(store: Store) -> None:
    store.append(
        upload(
            staff(
                {
                    "action_code": "A1",
                    "staff_category": "Istruttori",
                    "head_count": 2.0,
                    "time_share_pct": 50.0,
                },
                {
                    "action_code": "A2",
                    "staff_category": "istruttori",
                    "head_count": 1.0,
                    "time_share_pct": 25.0,
                },
                {"action_code": "A2", "staff_category": "Funzionari", "head_count": 1.0},
            )
        )
    )

    rows = store.query("staff_by_category").set_index("staff_category")

    assert rows.loc["Istruttori", "head_count"] == 3.0
    assert rows.loc["Istruttori", "full_time_equivalent"] == 1.25
    assert absent(rows.loc["Funzionari", "full_time_equivalent"])
    assert rows.loc["Funzionari", "no_equivalent_count"] == 1


def test_years_stand_side_by_side_with_their_cycle(store: Store) -> None:
    store.append(upload(peg_list({"action_code": "A1", "allocated_eur": 5.0})))
    store.append(upload(peg_list({"action_code": "A1"}, year=YEAR + 1)))

    rows = store.query("resources_by_year", reference_year=YEAR)

    assert rows["reference_year"].tolist() == [YEAR, YEAR + 1]
    assert rows["cycle_end_year"].tolist() == [YEAR + 2, YEAR + 3]
    assert rows["action_count"].tolist() == [1, 0]
    assert [absent(found) for found in rows["allocated_eur"]] == [False, True]


AMOUNT = st.one_of(st.none(), st.integers(0, 9_999_999).map(lambda cents: cents / 100))
LISTED = st.fixed_dictionaries(
    {
        "action_code": st.sampled_from(["A1", "A2", "A3"]),
        "cost_centre": st.sampled_from([None, "101", "102"]),
        "mission_programme": st.sampled_from([None, "01.11", "12.03", "a parole"]),
        "allocated_eur": AMOUNT,
        "committed_eur": AMOUNT,
    }
)
DETAIL = st.fixed_dictionaries(
    {
        "action_code": st.sampled_from(["A1", "A2", "A9"]),
        "cost_centre": st.sampled_from([None, "101", "103"]),
        "production_factor": st.sampled_from([None, "beni", "Beni"]),
        "allocated_eur": AMOUNT,
        "committed_eur": AMOUNT,
    }
)


@given(
    listed=st.lists(LISTED, unique_by=lambda row: row["action_code"], max_size=3),
    details=st.lists(DETAIL, max_size=6),
)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_breakdown_adds_up_to_what_the_sheets_state(
    tmp_path_factory: pytest.TempPathFactory,
    listed: list[dict[str, Any]],
    details: list[dict[str, Any]],
) -> None:
    store = open_store(tmp_path_factory.mktemp("somme") / "prova.duckdb")
    store.append(upload(peg_list(*listed), finances(*details)))

    rows = store.query("resources_by")
    funding = store.query("action_funding")
    store.close()

    for field in ("allocated_eur", "committed_eur"):
        broken_down = {row["action_code"] for row in details if row[field] is not None}
        expected = sum(row[field] or 0.0 for row in details) + sum(
            row[field] or 0.0 for row in listed if row["action_code"] not in broken_down
        )
        sums = rows.groupby("breakdown")[field].sum()
        assert sums.tolist() == pytest.approx([expected] * len(sums))
        assert funding[field].sum() == pytest.approx(expected)
