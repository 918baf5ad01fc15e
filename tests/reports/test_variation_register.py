"""The register tells what was varied, why, by which deed, and what it did to percentages."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText

from dashboard.domain.decisions import Decision, Verdict
from dashboard.history import plain_records
from dashboard.ingest import check_file, confirm
from dashboard.reports.synoptic import year_table
from dashboard.reports.variation_register import (
    Variation,
    marked_texts,
    register_section,
    register_xlsx,
    variations,
)
from dashboard.store import Store, open_store
from dashboard.texts import variations as texts
from dashboard.variations import decide
from tests.reports.conftest import GROUNDS
from tests.sheets import final_report, in_red, piao_sheet

ACTION = ("1 Città", "3.1", "Piste ciclabili", "Mobilità", 0, "Km", "SIT")


@pytest.fixture
def varied(tmp_path: Path) -> Iterator[Store]:
    """A target of 10 that red ink makes 8, accepted."""
    store = open_store(tmp_path / "target.duckdb")
    target = CellRichText("10", *in_red(" ", "→ 8")[1:])
    confirm(store, check_file(store, "scheda.xlsx", piao_sheet((*ACTION, target))), "Anna")
    (proposal_id,) = store.query("proposals")["proposal_id"]
    decide(store, [Decision(int(proposal_id), Verdict.ACCEPTED)], GROUNDS)
    yield store
    store.close()


def found_in(store: Store) -> tuple[Variation, ...]:
    return variations(
        *(plain_records(store.query(name)) for name in ("proposals", "target_steps")),
        plain_records(store.query("varied_targets")),
    )


def test_only_what_was_accepted_is_a_variation(decided_store: Store) -> None:
    table = year_table(decided_store, "Ente", date(2024, 11, 30), reference_year=2024)

    assert len(table.register.rows) == 13
    assert table.register.sentences[:3] == (
        "13 variazioni accolte per il 2024.",
        "Nessuna cambia un target.",
        "Altre proposte dell’anno: 1 respinta e 34 in attesa.",
    )


def test_a_varied_target_without_a_result_has_no_effect_to_measure_yet(varied: Store) -> None:
    (one,) = found_in(varied)

    assert (one.proposal["before_text"], one.proposal["after_text"]) == ("10", "8")
    assert one.changes_target
    assert one.effect_words == "Km, al 31/12/2024: nessun risultato da misurare"


def test_the_effect_is_told_with_both_percentages_and_in_points(varied: Store) -> None:
    report = final_report(("3.1", "Piste ciclabili", "Km", None, 6, None))
    confirm(varied, check_file(varied, "report.xlsx", report), "Anna")
    (one,) = found_in(varied)

    # 6 of 10 is 60 %, 6 of 8 is 75 %.
    final = one.effect_words.split("\n")[-1]
    assert final == (
        "Km, al 31/12/2024: 60,0\u00a0% con il target iniziale, 75,0\u00a0% con quello variato "
        "(+15 punti)"
    )


def test_the_section_speaks_of_changed_targets_and_of_missing_deeds(varied: Store) -> None:
    found = found_in(varied)
    proposals = [{**one.proposal, "deed_number": None} for one in found]

    section = register_section(proposals, found, 2024)
    assert section.sentences[:3] == (
        "1 variazione accolta per il 2024.",
        "1 cambia un target.",
        "Senza un atto indicato: 1.",
    )


def test_the_workbook_holds_every_fact_in_a_column_and_days_as_days(varied: Store) -> None:
    content = register_xlsx(found_in(varied), "Registro di prova")
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert [cell.value for cell in book[texts.TITLE][3]] == list(texts.REGISTER_COLUMNS)
    assert book[texts.TITLE].max_row == 4
    sheet = book[texts.DATA_SHEET]

    titles = [cell.value for cell in sheet[3]]
    assert titles == list(texts.REGISTER_SHEET_COLUMNS)
    row = dict(zip(titles, (cell.value for cell in sheet[4]), strict=True))
    assert (row["Prima"], row["Dopo"], row["Atto n."]) == ("10", "8", "112")
    assert row["Data dell’atto"].date() == date(2024, 7, 18)
    assert row["Decisa il"].date() == texts.local_date(found_in(varied)[0].proposal["decided_at"])
    assert row["File"] == "scheda.xlsx"


def test_where_ink_does_not_give_both_texts_the_differing_words_are_marked() -> None:
    proposal = {
        "proposal_kind": "replacement",
        "before_text": "Gara a maggio",
        "after_text": "Gara a luglio",
        "runs_json": '[{"text": "luglio", "is_red": true, "is_struck": false}]',
    }
    before, after = marked_texts(proposal)

    assert [(run.change, run.text) for run in before] == [
        ("equal", "Gara a "),
        ("deleted", "maggio"),
    ]
    assert [(run.change, run.text) for run in after] == [
        ("equal", "Gara a "),
        ("inserted", "luglio"),
    ]


def test_a_text_that_goes_whole_leaves_a_dash() -> None:
    proposal = {
        "proposal_kind": "removed_row",
        "before_text": "1.1 | Piste",
        "after_text": "",
        "runs_json": '[{"text": "1.1", "is_red": true, "is_struck": true}]',
    }
    before, after = marked_texts(proposal)

    assert [(run.change, run.text) for run in before] == [("deleted", "1.1\nPiste")]
    assert [(run.change, run.text) for run in after] == [("equal", "—")]
