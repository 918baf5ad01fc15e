"""How actions hang on the DUP: what is linked, what hangs in the air, and where it is stated."""

from __future__ import annotations

from dashboard.store import Store
from tests.store.builders import YEAR, upload
from tests.store.planned_actions import dup_with, peg_list, piao_list


def states(store: Store, **filters: object) -> dict[str, str]:
    rows = store.query("chain_actions", **filters)
    return dict(zip(rows["action_code"], rows["link_state"], strict=True))


def test_an_action_is_linked_where_the_dup_has_its_objective(store: Store) -> None:
    store.append(upload(dup_with("1.1.1")))
    store.append(
        upload(
            peg_list(
                {"action_code": "A1", "operational_objective_code": "1.1.1"},
                {"action_code": "A2", "operational_objective_code": "9.9.9"},
                {"action_code": "A3"},
            )
        )
    )

    assert states(store) == {"A1": "linked", "A2": "unknown_objective", "A3": "no_objective"}


def test_without_a_dup_nobody_can_tell(store: Store) -> None:
    actions = ({"action_code": "A1", "operational_objective_code": "1.1.1"}, {"action_code": "A2"})
    store.append(upload(peg_list(*actions)))

    [sector] = store.query("linkage_by_sector").to_dict("records")

    assert states(store) == {"A1": "no_dup", "A2": "no_objective"}
    assert sector["linkage_pct"] is None or sector["linkage_pct"] != sector["linkage_pct"]


def test_the_dup_of_the_cycle_holds_until_the_year_has_its_own(store: Store) -> None:
    store.append(upload(dup_with("1.1.1", last_year=YEAR + 2)))
    action = {"action_code": "A1", "operational_objective_code": "1.1.1"}
    store.append(upload(peg_list(action, year=YEAR + 1)))

    assert states(store, reference_year=YEAR + 1) == {"A1": "linked"}

    store.append(upload(dup_with("1.1.2", year=YEAR + 1)))

    assert states(store, reference_year=YEAR + 1) == {"A1": "unknown_objective"}


def test_linkage_is_the_share_of_a_sectors_actions_that_reach_the_dup(store: Store) -> None:
    store.append(upload(dup_with("1.1.1")))
    linked = [{"action_code": f"A{n}", "operational_objective_code": "1.1.1"} for n in range(3)]
    store.append(upload(peg_list(*linked, {"action_code": "A9"})))
    store.append(upload(peg_list({"action_code": "B1"}, sector_code="S2")))

    rows = store.query("linkage_by_sector")

    assert rows["linkage_pct"].tolist() == [75.0, 0.0]
    assert rows["linked_count"].tolist() == [3, 0]
    assert rows["action_count"].tolist() == [4, 1]


def test_an_action_names_its_cells_in_peg_and_piao(store: Store) -> None:
    store.append(upload(peg_list({"action_code": "A1"}, {"action_code": "A2"}), file_name="P.xlsx"))
    store.append(upload(piao_list({"action_code": "A2"}), file_name="Q.xlsx"))

    rows = store.query("chain_actions").set_index("action_code")

    assert rows["is_in_peg"].tolist() == [True, True]
    assert rows["is_in_piao"].tolist() == [False, True]
    assert rows.loc["A2", ["peg_file_name", "peg_cell"]].tolist() == ["P.xlsx", "A3"]
    assert rows.loc["A2", ["piao_file_name", "piao_cell"]].tolist() == ["Q.xlsx", "A2"]


def test_a_sector_whose_peg_is_not_there_is_told_from_one_without_the_action(store: Store) -> None:
    store.append(upload(piao_list({"action_code": "A1"})))
    store.append(upload(peg_list({"action_code": "B1"}, sector_code="S2")))
    store.append(upload(piao_list({"action_code": "B1"}, {"action_code": "B2"}, sector_code="S2")))

    rows = store.query("chain_actions").set_index("action_code")

    assert rows["has_sector_peg"].to_dict() == {"A1": False, "B1": True, "B2": True}
    assert rows["is_in_peg"].to_dict() == {"A1": False, "B1": True, "B2": False}


def test_an_objective_counts_the_actions_of_all_sectors(store: Store) -> None:
    store.append(upload(dup_with("1.1.1", "1.1.2", "1.1.10"), file_name="DUP.xlsx"))
    action = {"action_code": "A1", "operational_objective_code": "1.1.1"}
    store.append(upload(peg_list(action)))
    store.append(upload(piao_list(action, sector_code="S2")))

    rows = store.query("chain_objectives", sector_code="S2")

    assert rows["operational_objective_code"].tolist() == ["1.1.1", "1.1.2", "1.1.10"]
    assert rows["action_count"].tolist() == [2, 0, 0]
    assert rows["peg_action_count"].tolist() == [1, 0, 0]
    assert rows["piao_action_count"].tolist() == [1, 0, 0]
    assert rows[["file_name", "cell"]].values.tolist()[1] == ["DUP.xlsx", "A4"]


def test_actions_of_an_earlier_plan_are_not_of_this_year(store: Store) -> None:
    store.append(upload(piao_list({"action_code": "A0"}, year=YEAR - 1)))
    store.append(upload(peg_list({"action_code": "A1"})))

    assert states(store, reference_year=YEAR) == {"A1": "no_objective"}
