"""The DUP as a nested list, and red ink: what people typed is never markup."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from dashboard.ui import links
from dashboard.ui.dup_tree import tree_html
from dashboard.ui.filters import Filters
from dashboard.ui.red_ink import proposal_html, red_ink

FILTERS = Filters("comune", "Comune", 2024, "final")


@pytest.fixture(autouse=True)
def known_address(monkeypatch: pytest.MonkeyPatch) -> None:
    def address_params(filters: Filters) -> Mapping[str, str]:
        return {"anno": str(filters.reference_year)}

    monkeypatch.setattr(links, "address_params", address_params)


def intervention(direction: str, objective: str, code: str, name: str) -> dict[str, object]:
    return {
        "strategic_direction_code": direction,
        "strategic_direction_name": "La città",
        "strategic_objective_code": objective,
        "strategic_objective_name": "Crescere",
        "operational_objective_code": None,
        "operational_objective_name": None,
        "intervention_code": code,
        "intervention_name": name,
        "status": "suspended",
        "percent": 30.0,
    }


def test_each_direction_and_objective_stands_once_above_its_interventions() -> None:
    html = tree_html(
        [
            intervention("1", "1.1", "1.1.a", "Mercato"),
            intervention("1", "1.1", "1.1.b", "Negozi"),
            intervention("1", "1.2", "1.2.a", "Macello"),
            intervention("2", "2.1", "2.1.a", "Nido"),
        ],
        FILTERS,
    )

    assert html.count("La città") == 2
    assert html.count("Crescere") == 3
    assert html.index("1.1 Crescere") < html.index("1.1.b Negozi") < html.index("1.2 Crescere")
    assert html.count("sospeso, 30,0") == 4


def test_each_step_of_the_tree_leads_one_step_down() -> None:
    served = {
        **intervention("1", "1.1", "1.1.a", "Mercato"),
        "operational_objective_code": "1.1.1",
        "operational_objective_name": "Commercio",
    }
    without = {**served, "strategic_objective_code": None, "strategic_objective_name": None}

    with_all, without_strategic = tree_html([served], FILTERS), tree_html([without], FILTERS)

    assert 'href="delega?anno=2024&amp;cod_indirizzo=1"' in with_all
    assert (
        'href="come-si-calcola?anno=2024&amp;livello=strategic_objective&amp;codice=1.1"'
        in with_all
    )
    assert with_all.count('href="catena?anno=2024&amp;obiettivo=1.1.1"') == 1
    assert without_strategic.count('href="catena?anno=2024&amp;obiettivo=1.1.1"') == 2


def test_an_intervention_without_operational_objective_leads_nowhere() -> None:
    html = tree_html([intervention("1", "1.1", "1.1.a", "Mercato")], FILTERS)

    assert "<li>1.1.a Mercato<small>" in html


def test_a_name_with_markup_is_shown_as_it_was_typed() -> None:
    html = tree_html([intervention("1", "1.1", "1.1.a", "<script>alert(1)</script>")], FILTERS)

    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_red_text_is_an_addition_and_struck_text_goes() -> None:
    runs = [
        {"text": "fino a ", "is_red": False, "is_struck": False},
        {"text": "50", "is_red": True, "is_struck": True},
        {"text": "100 <mq>", "is_red": True, "is_struck": False},
    ]

    assert red_ink(json.dumps(runs)) == "fino a <del>50</del><ins>100 &lt;mq&gt;</ins>"


def test_text_struck_in_black_goes_as_well() -> None:
    runs = [{"text": "via Roma", "is_red": False, "is_struck": True}]
    assert red_ink(json.dumps(runs)) == "<del>via Roma</del>"


def test_a_whole_row_is_shown_cell_by_cell_and_not_run_together() -> None:
    runs = [{"text": text, "is_red": True, "is_struck": True} for text in ("1.2.3.b", "Macello")]
    row = {"runs_json": json.dumps(runs), "before_text": "1.2.3.b | Macello", "after_text": ""}

    assert proposal_html(row | {"proposal_kind": "removed_row"}) == "<del>1.2.3.b | Macello</del>"
    assert (
        proposal_html(row | {"proposal_kind": "deletion"}) == "<del>1.2.3.b</del><del>Macello</del>"
    )
