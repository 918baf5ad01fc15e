"""The DUP as a nested list, and red ink: what people typed is never markup."""

from __future__ import annotations

import json

from dashboard.ui.dup_tree import tree_html
from dashboard.ui.red_ink import proposal_html, red_ink


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
        ]
    )

    assert html.count("La città") == 2
    assert html.count("Crescere") == 3
    assert html.index("1.1 Crescere") < html.index("1.1.b Negozi") < html.index("1.2 Crescere")
    assert html.count("sospeso, 30,0") == 4


def test_a_name_with_markup_is_shown_as_it_was_typed() -> None:
    html = tree_html([intervention("1", "1.1", "1.1.a", "<script>alert(1)</script>")])

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
