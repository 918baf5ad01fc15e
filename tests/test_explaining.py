"""Every figure is taken apart down to its cells, and the tree says what the queries say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dashboard.domain.assessments import Assessed, Assessment, AssessmentKind
from dashboard.domain.explanation import Explanation, Node, Scope, indicator_id, paths_below
from dashboard.domain.model import Lineage, MeasureKind, Period
from dashboard.domain.registry_model import MeasurementRuleFact, RegistryFacts, RollupRuleFact
from dashboard.domain.roles import Role
from dashboard.domain.rules import Level, RollupMethod, RuleMethod
from dashboard.errors import AmbiguousNodeError, UnknownNodeError
from dashboard.explaining import Explained, explained
from dashboard.store import Store, open_store
from dashboard.texts.errors import error_sentence
from dashboard.texts.explanation import facts, left_out_rows, left_out_words, text_tree
from tests.store.builders import ENTITY, YEAR, Line, plan, registry, report, upload

SCOPE = Scope(ENTITY, YEAR, Period.FINAL)
LINES = [
    Line("I1", target=10, result=8),
    Line("I2", target=10, result=12),
    Line("I3", target=10),
    Line("I1", target=10, result=5, action_code="A2", direction_code="2"),
]
OTHER_SECTOR = [Line("I1", target=10, result=10, sector_code="S2")]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    found = open_store(tmp_path / "prova.duckdb")
    found.append(upload(plan(LINES), report(LINES)))
    yield found
    found.close()


@pytest.fixture
def tree(store: Store) -> Explained:
    return explained(store, SCOPE)


def said(explanation: Explanation) -> dict[str, str]:
    return dict(facts(explanation, explanation.node))


def test_the_entity_says_its_mean_with_the_numbers_in_it(tree: Explained) -> None:
    whole = tree.at(Node())

    # Direction 1: (80 + 100) / 2 = 90; direction 2: 50; the entity is their mean.
    assert said(whole)["Calcolo"] == (
        "Media di 2 indirizzi strategici: somma 140 : 2 = 70,0\u00a0%"
    )
    assert said(whole)["Metodo"] == "media dei componenti (regola del programma)"
    assert said(whole)["Copertura"] == "rendicontati 3 indicatori su 4, contati 3"
    assert said(whole)["Restano fuori"] == "1 senza dato"
    assert said(whole)["Estremi"] == (
        "da 50,0\u00a0% a 90,0\u00a0% tra i 2 componenti con un valore"
    )


def test_a_mean_of_indicators_says_how_many_of_how_many_it_counts(tree: Explained) -> None:
    direction = tree.at(Node(Level.DIRECTION, "1"))

    assert said(direction)["Calcolo"] == "Media di 2 indicatori su 3: somma 180 : 2 = 90,0\u00a0%"
    [(path, row)] = left_out_rows(direction)
    assert indicator_id(path[-1]) == ("S1", "A1", "I3")
    assert left_out_words(row) == "senza dato"


def test_an_indicator_says_target_and_result_as_typed_with_their_cells(tree: Explained) -> None:
    leaf = tree.at(Node(Level.INDICATOR, "I1", sector_code="S1", action_code="A1"))

    assert "8 su 10" in said(leaf)["Calcolo"]
    assert "80" in said(leaf)["Calcolo"]
    assert said(leaf)["Target"].startswith("almeno 10, scritto «10")
    assert "«file.xlsx», foglio Foglio1, cella " in said(leaf)["Target"]
    assert "«file.xlsx», foglio Foglio1, cella " in said(leaf)["Risultato"]
    assert said(leaf)["Regola"].endswith("(regola del programma)")


def test_a_sector_is_explained_by_the_organisation_and_not_by_directions(tree: Explained) -> None:
    sector = tree.at(Node(Level.SECTOR, "S1"))

    assert [one.level for one in sector.path] == [Level.ENTITY, Level.SECTOR]
    assert [child.level for child in sector.node.children] == [Level.ACTION, Level.ACTION]
    assert said(sector)["Calcolo"].startswith("Media di 3 indicatori su 4: somma 230 : 3 = 76,7")


def test_a_code_that_two_sectors_use_is_told_with_its_choices(store: Store) -> None:
    store.append(
        upload(plan(OTHER_SECTOR, sector_code="S2"), report(OTHER_SECTOR, sector_code="S2"))
    )

    with pytest.raises(AmbiguousNodeError) as caught:
        explained(store, SCOPE).named("A1")

    sentence = error_sentence(caught.value)
    assert "azione A1 del settore S1; azione A1 del settore S2" in sentence
    assert "--sector" in sentence
    own = explained(store, Scope(ENTITY, YEAR, Period.FINAL, sector_code="S2")).named("A1")
    assert own.node.value_pct == 100.0


def test_a_code_of_several_levels_needs_the_level(store: Store) -> None:
    lines = [Line("1", target=10, result=8, action_code="1", sector_code="1")]
    store.append(upload(plan(lines, sector_code="1"), report(lines, sector_code="1")))
    tree = explained(store, SCOPE)

    with pytest.raises(AmbiguousNodeError) as caught:
        tree.named("1")
    assert {node.level for node in caught.value.params["nodes"]} == {  # type: ignore[attr-defined]
        Level.DIRECTION,
        Level.ACTION,
        Level.INDICATOR,
        Level.SECTOR,
    }
    assert tree.named("1", Level.SECTOR).node.value_pct == 80.0
    assert tree.named("1/1").node.level is Level.INDICATOR


def test_an_indicator_is_named_with_its_action_and_the_entity_by_its_code(tree: Explained) -> None:
    assert tree.named("A2/I1").node.value_pct == 50.0
    assert tree.named(ENTITY).node.level is Level.ENTITY


def test_a_code_that_is_not_there_says_how_codes_are_written(tree: Explained) -> None:
    with pytest.raises(UnknownNodeError) as caught:
        tree.named("Z9")

    sentence = error_sentence(caught.value)
    assert f"Nel {YEAR} non c’è nulla con il codice «Z9»" in sentence
    assert "«3.1/2»" in sentence


def test_a_year_without_anything_is_told_and_not_empty(store: Store) -> None:
    with pytest.raises(UnknownNodeError):
        explained(store, Scope(ENTITY, 1999, Period.FINAL))


def test_a_state_says_why_who_and_by_which_deed(store: Store) -> None:
    store.state_assessment(
        Assessment(
            Assessed(ENTITY, YEAR, Period.FINAL, "S1", "A1", "I1"),
            AssessmentKind.ELIMINATED,
            "opera stralciata",
            "Anna Rossi",
            Role.OFFICE,
            deed_number="GC 195",
            deed_date=date(YEAR, 7, 18),
        )
    )
    leaf = explained(store, SCOPE).named("A1/I1")

    assert said(leaf)["Calcolo"] == (
        f"Non conta: eliminato con atto, GC 195 del 18/07/{YEAR} (Anna Rossi: opera stralciata)"
    )


def test_an_override_keeps_measured_requested_and_granted_apart(store: Store) -> None:
    assessed = Assessed(ENTITY, YEAR, Period.FINAL, "S1", "A2", "I1")
    for kind, reason, by, role, pct in (
        (AssessmentKind.OVERRIDE_REQUESTED, "lavori fermi", "Anna", Role.SECTOR, 90.0),
        (AssessmentKind.OVERRIDE_GRANTED, "ricorso documentato", "Ugo", Role.NUCLEO, 70.0),
    ):
        store.state_assessment(Assessment(assessed, kind, reason, by, role, pct=pct))
    leaf = explained(store, SCOPE).named("A2/I1")

    assert leaf.node.value_pct == 70.0
    assert said(leaf)["Calcolo"] == "Riconosciuto dal Nucleo: 70,0\u00a0%"
    assert said(leaf)["Misurato"] == "50,0\u00a0%"
    assert said(leaf)["Richiesto"] == "90,0\u00a0% (Anna: lavori fermi)"
    assert said(leaf)["Riconosciuto"] == "70,0\u00a0% (Ugo: ricorso documentato)"


def test_rules_of_the_anagrafica_say_in_which_cell_they_are_written(store: Store) -> None:
    stated = RegistryFacts(
        rules=(
            MeasurementRuleFact(
                "R1",
                "Senza tetto",
                MeasureKind.INCREASING,
                RuleMethod.RATIO_TO_TARGET,
                Lineage("Regole", 5, "A5"),
                cap_pct=None,
                source="Regolamento, art. 4",
                is_default=True,
            ),
        ),
        rollup_rules=(
            RollupRuleFact(
                Level.DIRECTION, RollupMethod.MEAN_OF_ACTIONS, Lineage("Aggregazione", 6, "A6")
            ),
        ),
    )
    store.append(upload(registry(stated), file_name="Anagrafica.xlsx"))
    tree = explained(store, SCOPE)

    direction, leaf = tree.at(Node(Level.DIRECTION, "1")), tree.named("A1/I2")
    assert said(direction)["Metodo"] == (
        "media delle azioni (scritto in «Anagrafica.xlsx», foglio Aggregazione, cella A6)"
    )
    assert leaf.node.value_pct == pytest.approx(120.0)
    assert "fonte: Regolamento, art. 4" in said(leaf)["Regola"]
    assert "«Anagrafica.xlsx», foglio Regole, cella A5" in said(leaf)["Regola"]


def test_the_text_holds_every_node_indented_below_its_parent(tree: Explained) -> None:
    lines = text_tree(tree.at(Node())).splitlines()

    assert lines[0] == "Come si calcola: Comune di Prova: 70,0\u00a0%"
    indents = {
        line.strip().split(":")[0]: len(line) - len(line.lstrip())
        for line in lines
        if line.strip().startswith("- ")
    }
    directions = [width for name, width in indents.items() if "Indirizzo" in name]
    leaves = [width for name, width in indents.items() if "Indicatore" in name]
    assert directions == [2, 2]
    assert len([line for line in lines if "- Indicatore" in line]) == len(LINES)
    assert min(leaves) > max(directions)


def test_every_number_of_the_tree_is_that_of_the_queries(store: Store, tree: Explained) -> None:
    chosen: dict[str, Any] = {"reference_year": YEAR, "period": "final"}
    for query, level, column in (
        ("achievement_by_direction", Level.DIRECTION, "strategic_direction_code"),
        ("achievement_by_sector", Level.SECTOR, "sector_code"),
        ("achievement_by_action", Level.ACTION, "action_code"),
    ):
        for row in store.query(query, **chosen).to_dict("records"):
            node = tree.named(row[column], level).node
            assert node.value_pct == pytest.approx(row["achievement_pct"], abs=1e-9)
            assert node.counted_count == row["counted_count"]


def test_every_indicator_is_in_the_tree_once(tree: Explained) -> None:
    whole = tree.at(Node())
    found = [indicator_id(path[-1]) for path in paths_below(whole.path, Level.INDICATOR)]

    assert sorted(found) == sorted(
        (line.sector_code, line.action_code, line.indicator_code) for line in LINES
    )


def test_at_mid_year_an_indicator_says_what_was_expected_by_then(store: Store) -> None:
    store.append(upload(report(LINES[:1], Period.INTERMEDIATE)))
    leaf = explained(store, Scope(ENTITY, YEAR, Period.INTERMEDIATE)).named("A1/I1")

    assert said(leaf)["Nel periodo"] == f"atteso al 30/06/{YEAR}: 50\u00a0% del target"
