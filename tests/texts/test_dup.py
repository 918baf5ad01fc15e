"""The sentences of the DUP page: counts, singular and plural, nothing to say."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.model import DupStatus
from dashboard.texts import dup as texts

Row = dict[str, object]
AUTUMN = date(2024, 9, 30)


def row(
    status: str | None = "in_progress",
    direction: str = "1",
    objective: str = "1.1",
    day: date | None = AUTUMN,
    percent: float | None = 50.0,
    status_text: str | None = "Lavori in corso",
    proposals: int = 0,
) -> Row:
    return {
        "strategic_direction_code": direction,
        "strategic_direction_name": f"Indirizzo {direction}",
        "strategic_objective_code": objective,
        "strategic_objective_name": f"Obiettivo {objective}",
        "operational_objective_code": f"{objective}.1",
        "operational_objective_name": "Operativo",
        "intervention_code": "1.1.1.a",
        "intervention_name": "Sportello unico",
        "status": status,
        "status_text": status_text,
        "percent": percent,
        "as_of_date": day,
        "proposal_count": proposals,
    }


DONE, MOVING, HELD = row("completed"), row("in_progress"), row("suspended")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([DONE], "Al 30/09/2024: 1 intervento su 1 è concluso; nessuno è fermo."),
        ([DONE, DONE, HELD], "Al 30/09/2024: 2 interventi su 3 sono conclusi; 1 è fermo."),
        ([MOVING, HELD, HELD], "Al 30/09/2024: 0 interventi su 3 sono conclusi; 2 sono fermi."),
        ([row("completed", day=None)], "1 intervento su 1 è concluso; nessuno è fermo."),
    ],
)
def test_headline_counts_what_is_done_and_what_does_not_move(
    rows: list[Row], expected: str
) -> None:
    assert texts.headline(rows) == expected
    assert texts.emphasis(rows) in expected


def test_the_headline_bears_the_newest_day_that_a_file_states() -> None:
    rows = [row(day=date(2024, 6, 30)), row(day=date(2024, 9, 30)), row(day=None)]
    assert texts.headline(rows).startswith("Al 30/09/2024")


@pytest.mark.parametrize(
    ("status", "is_stalled"),
    [
        ("not_started", True),
        ("postponed", True),
        ("suspended", True),
        ("started", False),
        ("in_progress", False),
        ("completed", False),
        ("removed", False),
        (None, False),
    ],
)
def test_what_counts_as_not_moving(status: str | None, is_stalled: bool) -> None:
    assert texts.is_stalled(row(status)) is is_stalled


def test_completeness_names_only_the_gaps_that_exist() -> None:
    whole = texts.completeness([MOVING])
    gaps = texts.completeness([row(status=None), row(percent=math.nan), row(status_text=None)])

    assert "enza percentuale" not in whole
    assert "Senza stato: 1; senza percentuale: 1; senza testo: 1." in gaps


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([0, 0], "Nessuna proposta di variazione scritta in rosso."),
        ([1, 0], "1 proposta di variazione scritta in rosso, in 1 intervento."),
        ([2, 1], "3 proposte di variazione scritte in rosso, in 2 interventi."),
    ],
)
def test_red_ink_is_counted_in_proposals_and_in_interventions(
    counts: list[int], expected: str
) -> None:
    assert texts.proposals_in_all([row(proposals=count) for count in counts]) == expected


@pytest.mark.parametrize(
    ("stalled_by_direction", "expected"),
    [
        ({"1": 0, "2": 0}, "In nessun indirizzo ci sono interventi fermi"),
        ({"1": 2, "2": 1}, "L’indirizzo 1 Indirizzo 1 ha più interventi fermi: 2 su 3"),
        ({"1": 1}, "1 Indirizzo 1: 1 intervento fermo su 2"),
        (
            {"1": 1, "2": 1},
            "Più fermi gli indirizzi 1 Indirizzo 1 e 2 Indirizzo 2: 1 intervento fermo ciascuno",
        ),
    ],
)
def test_the_direction_that_moves_least_is_named(
    stalled_by_direction: dict[str, int], expected: str
) -> None:
    rows = [
        row(status, direction)
        for direction, count in stalled_by_direction.items()
        for status in ["suspended"] * count + ["completed"]
    ]
    assert texts.direction_finding(rows) == expected


def test_the_tree_counts_objectives_not_interventions() -> None:
    rows = [row("suspended"), row("postponed"), row("completed", objective="1.2")]

    assert texts.tree_finding(rows) == "Almeno un intervento è fermo in 1 su 2 obiettivi strategici"
    assert texts.tree_finding([DONE]) == (
        "Tutti gli interventi di 1 obiettivo strategico sono in movimento o conclusi"
    )


def test_an_operational_objective_stands_in_for_a_strategic_one() -> None:
    without = row() | {"strategic_objective_code": None, "strategic_objective_name": math.nan}
    assert texts.objective(without) == "1.1.1 Operativo"


def test_a_missing_percentage_leaves_no_trace_after_the_status() -> None:
    assert texts.percent_after_status(row(percent=None)) == ""
    assert texts.percent_after_status(row(percent=65.0)) == ", 65,0\u00a0%"


def test_the_table_says_how_many_of_all_it_shows() -> None:
    assert texts.table_finding(56, 56).endswith("56 interventi")
    assert "9 su 56 interventi" in texts.table_finding(9, 56)


def test_statuses_are_offered_from_done_to_unknown() -> None:
    words = [texts.status_words(status) for status in (None, "suspended", "completed", "suspended")]
    assert texts.statuses_in_order(words) == ["concluso", "sospeso", "stato non indicato"]


def test_a_proposal_without_a_column_is_a_dash() -> None:
    assert texts.field_words(None) == "—"
    assert texts.field_words("percent") != "percent"


ROWS = st.lists(
    st.builds(
        row,
        status=st.sampled_from([*(status.value for status in DupStatus), None]),
        direction=st.sampled_from(["1", "2", "3"]),
        objective=st.sampled_from(["1.1", "1.2"]),
        day=st.sampled_from([AUTUMN, None]),
        percent=st.one_of(st.none(), st.just(math.nan), st.floats(0, 100)),
        status_text=st.one_of(st.none(), st.just("Lavori")),
        proposals=st.integers(0, 3),
    ),
    min_size=1,
    max_size=12,
)


@given(ROWS)
def test_no_sentence_ever_shows_what_python_calls_nothing(rows: list[Row]) -> None:
    sentences = [
        texts.headline(rows),
        texts.completeness(rows),
        texts.direction_finding(rows),
        texts.bars_alt(rows),
        texts.tree_alt(rows),
        *(texts.intervention(one) + texts.percent_after_status(one) for one in rows),
    ]
    for sentence in sentences:
        assert not {"nan", "None", "NaT"} & set(sentence.replace(",", " ").split())
        assert "  " not in sentence
