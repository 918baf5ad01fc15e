"""A year in the store, and files before they are stored, looked at by the same checks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl.cell.rich_text import CellRichText

from dashboard.cli import main
from dashboard.domain.decisions import Decision, Deed, Grounds, Verdict
from dashboard.domain.plausibility.model import CheckCode
from dashboard.domain.plausibility.standing import StandingFinding
from dashboard.errors import AcceptanceReasonMissingError
from dashboard.examining import (
    accept_finding,
    findings_of_files,
    findings_of_year,
    question_again,
)
from dashboard.history import revoke_upload
from dashboard.incoming import IncomingFile
from dashboard.ingest import CheckedFile, check_file, check_files, confirm
from dashboard.rebuild import rebuild_database
from dashboard.store import Store, open_store
from dashboard.variations import decide
from tests.sheets import Cell, final_report, in_red, piao_sheet

ENTITY, YEAR = "comune-di-prova", 2024


def plan(target: Cell = 4, baseline: Cell = 3, source: Cell = "SIT") -> bytes:
    row = ("1 Città", "3.1", "Piste ciclabili", "LL.PP.", baseline, "Km completati", source, target)
    return piao_sheet(row)


def report(target: Cell | CellRichText = 4, result: Cell = 3, reason: Cell = "Ricorso") -> bytes:
    return final_report(("3.1", "Piste ciclabili", "Km completati", target, result, reason))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "prova.duckdb")
    yield opened
    opened.close()


def load(store: Store, name: str, content: bytes) -> int:
    return confirm(store, check_file(store, name, content), "Anna Bo")


def of(found: tuple[StandingFinding, ...], check_code: CheckCode) -> list[StandingFinding]:
    return [one for one in found if one.finding.check_code is check_code]


def found(store: Store, check_code: CheckCode, as_of: date | None = None) -> list[StandingFinding]:
    return of(findings_of_year(store, ENTITY, YEAR, as_of), check_code)


def test_a_finding_leads_to_the_cell_of_the_file_that_it_rests_on(store: Store) -> None:
    upload_id = load(store, "scheda.xlsx", plan(target=4, baseline=4))

    [one] = found(store, CheckCode.TARGET_EQUAL_TO_BASELINE)
    place = one.finding.places[0]
    assert (place.upload_id, place.file_name) == (upload_id, "scheda.xlsx")
    assert (place.sheet_name, place.cell) == ("Scheda PIAO", "H6")
    assert one.finding.subject.sector_name == "Lavori pubblici"


def test_a_report_and_a_plan_are_compared_with_their_units_and_targets(store: Store) -> None:
    load(store, "scheda.xlsx", plan(target=4))
    load(store, "report.xlsx", report(target=2, result=40, reason="Obiettivo non raggiunto"))

    [differs] = found(store, CheckCode.REPORT_TARGET_DIFFERS)
    assert differs.finding.figures["planned"] == "4"
    assert differs.finding.figures["reported"] == "2"
    [jump] = found(store, CheckCode.RESULT_JUMP)
    assert jump.finding.figures["compared_number"] == 4
    [contradicted] = found(store, CheckCode.REASON_CONTRADICTED)
    assert contradicted.finding.figures["says"] == "delay"


def test_a_plan_sent_again_once_the_result_is_known_is_found_until_it_is_revoked(
    store: Store,
) -> None:
    load(store, "scheda.xlsx", plan(target=4))
    load(store, "report.xlsx", report(result=3))
    assert not found(store, CheckCode.TARGET_CHANGED_AFTER_RESULT)

    second = load(store, "scheda corretta.xlsx", plan(target=3))

    [changed] = found(store, CheckCode.TARGET_CHANGED_AFTER_RESULT)
    assert changed.finding.figures["by"] == "upload"
    [lowered] = found(store, CheckCode.TARGET_LOWERED)
    assert (lowered.finding.figures["before"], lowered.finding.figures["after"]) == ("4", "3")
    revoke_upload(store, second, "Anna Bo", "Sbagliata")
    assert not found(store, CheckCode.TARGET_CHANGED_AFTER_RESULT)
    assert not found(store, CheckCode.TARGET_LOWERED)


def test_a_target_lowered_by_a_decision_names_the_decision(store: Store) -> None:
    load(store, "scheda.xlsx", plan(target=4))
    load(store, "report.xlsx", report(target=in_red("4", " 3"), result=3))
    proposals = store.query("proposals")
    assert len(proposals) == 1
    deed = Deed("112", date(2024, 7, 18))
    number = int(proposals["proposal_id"].iloc[0])
    decide(store, [Decision(number, Verdict.ACCEPTED)], Grounds("gara deserta", "Anna Bo", deed))

    changed = found(store, CheckCode.TARGET_CHANGED_AFTER_RESULT)
    assert [one.finding.figures["by"] for one in changed] == ["decision"]


def test_a_plan_of_an_earlier_year_gives_way_to_that_of_the_year(store: Store) -> None:
    row = ("1 Città", "3.1", "Piste ciclabili", "LL.PP.", 3, "Km completati", "SIT", 9)
    load(store, "scheda 2023.xlsx", piao_sheet(row, year=2023))
    load(store, "scheda.xlsx", plan(target=4))

    assert not found(store, CheckCode.TARGET_LOWERED)


def test_a_result_that_never_moves_is_found_over_the_years(store: Store) -> None:
    for year in (2023, 2024):
        row = ("3.1", "Piste ciclabili", "Km completati", 4, 3, "Ricorso al TAR")
        load(store, f"report {year}.xlsx", final_report(row, year=year))

    [same] = found(store, CheckCode.SAME_RESULT_EVERY_YEAR)
    assert same.finding.figures == {"result": "3", "year_count": 2}


def test_an_accepted_finding_is_set_aside_until_it_is_questioned_again(store: Store) -> None:
    load(store, "scheda.xlsx", plan(source=None))
    [one] = found(store, CheckCode.SOURCE_ABSENT)
    assert one.is_open

    accept_finding(store, one.finding, "  La fonte è  nel regolamento ", " Anna Bo ")
    [accepted] = found(store, CheckCode.SOURCE_ABSENT)
    assert not accepted.is_open
    assert accepted.said is not None
    assert accepted.said.reason == "La fonte è nel regolamento"
    assert accepted.said.accepted_by == "Anna Bo"

    question_again(store, one.finding, "Il regolamento è cambiato", "Bea Ro")
    [questioned] = found(store, CheckCode.SOURCE_ABSENT)
    assert questioned.is_open
    assert questioned.said is not None
    assert questioned.said.accepted_by == "Bea Ro"


def test_an_acceptance_does_not_hide_the_same_fault_on_other_figures(store: Store) -> None:
    load(store, "scheda.xlsx", plan(target=4, baseline=4))
    [one] = found(store, CheckCode.TARGET_EQUAL_TO_BASELINE)
    accept_finding(store, one.finding, "Va mantenuto", "Anna Bo")

    load(store, "stessa scheda.xlsx", plan(target=4, baseline=4, source="Altra fonte"))
    assert [one.is_open for one in found(store, CheckCode.TARGET_EQUAL_TO_BASELINE)] == [False]
    load(store, "altra scheda.xlsx", plan(target=5, baseline=5))
    assert [one.is_open for one in found(store, CheckCode.TARGET_EQUAL_TO_BASELINE)] == [True]


@pytest.mark.parametrize(("reason", "by"), [("", "Anna Bo"), (" … ", "Anna Bo"), ("Va bene", " ")])
def test_nothing_is_accepted_without_a_reason_and_a_name(
    store: Store, reason: str, by: str
) -> None:
    load(store, "scheda.xlsx", plan(source=None))
    [one] = found(store, CheckCode.SOURCE_ABSENT)
    version = store.version()

    with pytest.raises(AcceptanceReasonMissingError):
        accept_finding(store, one.finding, reason, by)

    assert store.version() == version
    assert found(store, CheckCode.SOURCE_ABSENT)[0].is_open


def test_an_acceptance_changes_what_pages_have_kept(store: Store) -> None:
    load(store, "scheda.xlsx", plan(source=None))
    [one] = found(store, CheckCode.SOURCE_ABSENT)
    version = store.version()

    accept_finding(store, one.finding, "Va bene", "Anna Bo")

    assert store.version() > version


def test_the_past_knows_neither_later_files_nor_later_acceptances(store: Store) -> None:
    load(store, "scheda.xlsx", plan(source=None))
    [one] = found(store, CheckCode.SOURCE_ABSENT)
    accept_finding(store, one.finding, "Va bene", "Anna Bo")
    before_it = store.acceptances()[0].accepted_at
    assert before_it is not None

    [then] = found(store, CheckCode.SOURCE_ABSENT, as_of=before_it - timedelta(microseconds=1))
    assert then.is_open
    yesterday = date.today() - timedelta(days=1)  # noqa: DTZ011 - the day on this machine's clock
    assert findings_of_year(store, ENTITY, YEAR, yesterday) == ()


def test_a_file_is_examined_before_it_is_stored_as_after(store: Store) -> None:
    load(store, "scheda.xlsx", plan(target=4))
    checked = check_file(store, "report.xlsx", report(target=2, result=40, reason="Raggiunto"))

    [before] = findings_of_files(store, [checked])
    upload_id = confirm(store, checked, "Anna Bo")

    after = [
        one
        for one in findings_of_year(store, ENTITY, YEAR)
        if any(place.upload_id == upload_id for place in one.finding.places)
    ]
    assert {one.finding.check_code for one in before} >= {
        CheckCode.REPORT_TARGET_DIFFERS,
        CheckCode.RESULT_JUMP,
    }
    assert [one.finding for one in before] == [one.finding for one in after]


def test_examining_a_file_keeps_nothing_of_it(store: Store) -> None:
    load(store, "scheda.xlsx", plan())
    version = store.version()

    findings_of_files(store, [check_file(store, "report.xlsx", report())])

    assert store.version() == version
    assert len(store.query("uploads")) == 1


def checked_together(*files: tuple[str, bytes]) -> list[CheckedFile]:
    return check_files(None, [IncomingFile(name, content) for name, content in files])


def test_files_are_examined_together_and_without_a_store() -> None:
    checked = checked_together(("scheda.xlsx", plan(target=4)), ("report.xlsx", report(target=2)))

    of_plan, of_report = findings_of_files(None, checked)

    assert of(of_report, CheckCode.REPORT_TARGET_DIFFERS)
    assert of(of_plan, CheckCode.REPORT_TARGET_DIFFERS)


def test_the_same_bytes_twice_and_a_file_that_cannot_be_stored_are_no_trouble() -> None:
    wrong = final_report(("3.1", "Piste", "Km", 4, 3, "x"), titles=("a", "b", "c", "d", "e", "f"))
    content = plan(source=None)
    checked = checked_together(("a.xlsx", content), ("rotto.xlsx", wrong), ("b.xlsx", content))

    first, blocked, second = findings_of_files(None, checked)

    assert blocked == ()
    assert first == second
    assert of(first, CheckCode.SOURCE_ABSENT)


def test_a_file_in_force_already_is_not_examined_again(store: Store) -> None:
    content = plan(source=None)
    load(store, "scheda.xlsx", content)

    assert findings_of_files(store, [check_file(store, "scheda.xlsx", content)]) == [()]


def test_what_was_accepted_is_said_in_the_preview_too(store: Store) -> None:
    load(store, "scheda.xlsx", plan(target=4, baseline=4))
    [one] = found(store, CheckCode.TARGET_EQUAL_TO_BASELINE)
    accept_finding(store, one.finding, "Va mantenuto", "Anna Bo")

    again = check_file(store, "bis.xlsx", plan(target=4, baseline=4, source="Altra fonte"))
    [previewed] = findings_of_files(store, [again])

    assert [one.is_open for one in of(previewed, CheckCode.TARGET_EQUAL_TO_BASELINE)] == [False]


def test_acceptances_outlive_a_rebuild_with_their_numbers_and_times(
    store: Store, tmp_path: Path
) -> None:
    load(store, "scheda.xlsx", plan(source=None))
    [one] = found(store, CheckCode.SOURCE_ABSENT)
    accept_finding(store, one.finding, "Va bene", "Anna Bo")
    question_again(store, one.finding, "Ripensandoci", "Bea Ro")
    accept_finding(store, one.finding, "Va bene davvero", "Anna Bo")

    rebuild_database(store, tmp_path / "nuova.duckdb")

    rebuilt = open_store(tmp_path / "nuova.duckdb")
    try:
        assert rebuilt.acceptances() == store.acceptances()
        assert not found(rebuilt, CheckCode.SOURCE_ABSENT)[0].is_open
    finally:
        rebuilt.close()


def test_the_command_lists_the_findings_of_a_year(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "riga.duckdb"
    store = open_store(path)
    load(store, "scheda.xlsx", plan(source=None))
    store.close()

    assert main(["findings", "--year", "2024", "--db", str(path)]) == 0
    assert "La fonte dei dati non è indicata." in capsys.readouterr().out
    assert main(["findings", "--year", "1999", "--db", str(path)]) == 0
    assert "La fonte" not in capsys.readouterr().out


def test_the_findings_of_a_year_as_json_have_the_contracted_shape(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "json.duckdb"
    store = open_store(path)
    load(store, "scheda.xlsx", plan(target=4, baseline=4))
    [equal] = found(store, CheckCode.TARGET_EQUAL_TO_BASELINE)
    accept_finding(store, equal.finding, "Va mantenuto", "Anna Bo")
    store.close()

    assert main(["findings", "--year", "2024", "--format", "json", "--db", str(path)]) == 0

    printed = json.loads(capsys.readouterr().out)["findings"]
    [entry] = [one for one in printed if one["check"] == "target_equal_to_baseline"]
    assert entry["acceptance"].pop("at").startswith("20")
    assert entry["rule"].startswith("Il target è lo stesso numero della base-line.")
    assert {name: entry[name] for name in entry if name != "rule"} == {
        "key": equal.finding.finding_key,
        "check": "target_equal_to_baseline",
        "severity": "warning",
        "entity": ENTITY,
        "year": YEAR,
        "period": None,
        "sector": "03",
        "action": "3.1",
        "indicator": equal.finding.subject.indicator_code,
        "objective": None,
        "subject": "Km completati",
        "message": "Il target «4» è uguale alla base-line «4».",
        "figures": {"target": "4", "baseline": "4"},
        "cells": [{"file": "scheda.xlsx", "sheet": "Scheda PIAO", "cell": "H6"}],
        "state": "accepted",
        "acceptance": {"accepted": True, "reason": "Va mantenuto", "by": "Anna Bo"},
    }
