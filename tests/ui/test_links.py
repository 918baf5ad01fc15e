"""Addresses of actions: the filters stay, codes are quoted, no action means no link."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import pytest

from dashboard.domain.explanation import Node
from dashboard.domain.rules import Level
from dashboard.ui import links
from dashboard.ui.filters import Filters

FILTERS = Filters("comune", "Comune", 2024, "final")


@pytest.fixture(autouse=True)
def known_address(monkeypatch: pytest.MonkeyPatch) -> None:
    def address_params(filters: Filters) -> Mapping[str, str]:
        return {"anno": str(filters.reference_year)}

    monkeypatch.setattr(links, "address_params", address_params)


def test_a_code_typed_with_any_sign_reaches_the_page_whole() -> None:
    address = links.action_addresser(FILTERS)({"action_code": "A&B 1/2", "sector_code": "05"})
    assert address == "azione?anno=2024&azione=A%26B+1/2&cod_settore=05"


def test_a_row_without_action_has_no_link_and_one_without_sector_has() -> None:
    frame = pd.DataFrame({"action_code": [None, "LP.2"], "sector_code": ["05", None]}, index=[7, 9])
    linked = links.with_action_links(frame, FILTERS)
    assert linked[links.ACTION_LINK].tolist() == [
        None,
        "azione?anno=2024&azione=LP.2&cod_settore=",
    ]


def test_an_objective_leads_to_its_actions_and_a_strategic_one_to_its_parts() -> None:
    row = {"operational_objective_code": "1.1.1", "strategic_objective_code": "1.1"}
    address = links.objective_addresser(FILTERS)

    assert address(row) == "catena?anno=2024&obiettivo=1.1.1"
    assert address({"operational_objective_code": None}) is None
    assert (
        links.strategic_objective_address(row, FILTERS)
        == "come-si-calcola?anno=2024&livello=strategic_objective&codice=1.1"
    )


def test_each_row_leads_to_the_tree_of_what_it_is_about() -> None:
    frame = pd.DataFrame(
        {
            "strategic_direction_code": ["3", None],
            "sector_code": ["05", "06"],
            "action_code": ["A&B 1", "LP.2"],
            "indicator_code": ["1", "2"],
        },
        index=[7, 9],
    )
    by_level = {
        level: links.with_explanation_links(frame, FILTERS, level)[links.EXPLANATION_LINK].tolist()
        for level in (Level.DIRECTION, Level.ACTION, Level.INDICATOR)
    }
    start = "come-si-calcola?anno=2024&livello="
    assert by_level == {
        Level.DIRECTION: [f"{start}direction&codice=3", None],
        Level.ACTION: [
            f"{start}action&codice=A%26B+1&cod_settore=05",
            f"{start}action&codice=LP.2&cod_settore=06",
        ],
        Level.INDICATOR: [
            f"{start}indicator&codice=1&azione=A%26B+1&cod_settore=05",
            f"{start}indicator&codice=2&azione=LP.2&cod_settore=06",
        ],
    }


def test_the_entity_needs_no_code_and_a_sectors_parts_keep_their_view() -> None:
    assert links.explanation_address(FILTERS, Node()) == "come-si-calcola?anno=2024"
    part = Node(Level.SERVICE, "Anagrafe", sector_code="05", is_by_sector=True)
    assert links.explanation_address(FILTERS, part) == (
        "come-si-calcola?anno=2024&livello=service&codice=Anagrafe&cod_settore=05&vista=settori"
    )
