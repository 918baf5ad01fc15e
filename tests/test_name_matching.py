"""From real workbooks to the store: near names are asked about, answers kept, renamings dated."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dashboard.cli import main
from dashboard.domain.known_names import KnownName, NameSubject
from dashboard.domain.name_questions import NameAnswer
from dashboard.incoming import IncomingFile
from dashboard.ingest import CheckedFile, check_files, confirm
from dashboard.store import Store, open_store
from tests.sheets import final_report, piao_sheet, with_hidden_row

ROW = ("3.1", "Piste ciclabili", "Km completati", 4, 4, None)
KNOWN = final_report(ROW)
MISSPELT = final_report(ROW, sector="Lavori publici", year=2023)
PLAN_ROW = ("3.1", "Piste ciclabili", "LL.PP.", 10, "Km completati", "SIT", 4)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """A store that knows the sector 03 Lavori pubblici."""
    path = tmp_path / "prova.duckdb"
    store = open_store(path)
    confirm(store, check_files(store, [IncomingFile("noto.xlsx", KNOWN)])[0], "prova")
    store.close()
    return path


@pytest.fixture
def store(db: Path) -> Iterator[Store]:
    found = open_store(db)
    yield found
    found.close()


def checked(
    store: Store | None, *contents: bytes, answers: tuple[NameAnswer, ...] = ()
) -> list[CheckedFile]:
    files = [IncomingFile(f"{number}.xlsx", one) for number, one in enumerate(contents)]
    return check_files(store, files, answers=answers)


def codes(one: CheckedFile) -> list[str]:
    return [issue.code for issue in one.issues if "name" in issue.code]


def sector_of(one: CheckedFile) -> str | None:
    return one.documents[0].sector_code


def test_a_near_name_is_a_warning_with_its_cell_and_a_sector_of_its_own(store: Store) -> None:
    [one] = checked(store, MISSPELT)

    [issue] = [issue for issue in one.issues if issue.code == "near_name"]
    assert (issue.sheet_name, issue.cell) == ("Indicatori", "A3")
    assert (issue.expected, issue.found) == ("03 Lavori pubblici", "Lavori publici")
    assert sector_of(one) == "lavori-publici"
    assert len(one.open_questions) == 1


def test_an_answer_settles_every_fact_of_the_file_and_is_kept_with_it(store: Store) -> None:
    [one] = checked(store, MISSPELT, answers=(NameAnswer("Lavori publici", "03"),))

    assert (sector_of(one), codes(one), one.open_questions) == ("03", [], ())
    assert {fact.sector_code for fact in one.documents[0].facts.results} == {"03"}
    assert [fact.sector_name for fact in one.documents[0].facts.sectors] == ["Lavori pubblici"]
    confirm(store, one, "Anna")
    [again] = checked(store, MISSPELT + b" ")
    assert (sector_of(again), again.name_questions) == ("03", ())


def test_a_report_is_asked_about_against_the_plan_beside_it_whatever_the_order() -> None:
    plan = piao_sheet(("1 Città", *PLAN_ROW), year=2023)

    before, _ = checked(None, MISSPELT, plan)
    _, after = checked(None, plan, MISSPELT)

    assert codes(before) == codes(after) == ["near_name"]


def test_a_direction_in_the_rows_is_asked_about_too(store: Store) -> None:
    plan = piao_sheet(("1 Città digitale", *PLAN_ROW))
    confirm(store, checked(store, plan)[0], "Anna")

    [one] = checked(store, piao_sheet(("Citta digitali", *PLAN_ROW), year=2025))

    [question] = one.open_questions
    assert question.written.subject is NameSubject.STRATEGIC_DIRECTION
    assert (question.written.cell, question.candidates[0].code) == ("A6", "1")


def test_a_known_code_beside_a_strange_name_is_a_warning_and_the_code_counts(store: Store) -> None:
    [one] = checked(store, final_report(ROW, sector="03 Cultura", year=2023))

    assert (sector_of(one), codes(one), one.open_questions) == ("03", ["code_with_other_name"], ())


def test_the_same_names_in_other_signs_raise_nothing(store: Store) -> None:
    contents = [
        final_report(ROW, sector=sector, year=2023)
        for sector in ("LAVORI  PUBBLICI", "3 Lavori Pubblici", "03")
    ]

    assert [codes(one) for one in checked(store, *contents)] == [[], [], []]


def test_a_renaming_of_2023_counts_in_2023_and_not_in_2021(store: Store) -> None:
    entity_code = str(store.query("entities")["entity_code"][0])
    renaming = KnownName(NameSubject.SECTOR, "03", "Infrastrutture", date(2023, 1, 1))
    store.state_name(entity_code, renaming, "Anna")

    found = checked(
        store,
        final_report(ROW, sector="Infrastrutture", year=2023),
        final_report(ROW, sector="Infrastrutture", year=2021),
    )

    assert [sector_of(one) for one in found] == ["03", "infrastrutture"]
    assert [fact.sector_name for fact in found[0].documents[0].facts.sectors] == ["Infrastrutture"]


def test_the_command_line_warns_stores_and_takes_an_answer(
    db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "errato.xlsx"
    path.write_bytes(MISSPELT)

    assert main(["check", str(path), "--db", str(db)]) == 0
    assert "Forse è «03 Lavori pubblici»" in capsys.readouterr().out
    assert main(["load", str(path), "--same-as", "Lavori publici=03", "--db", str(db)]) == 0

    store = open_store(db)
    assert store.query("sectors")["sector_code"].tolist() == ["03"]
    store.close()


def test_an_answer_about_a_name_that_nobody_writes_stores_nothing(
    db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "errato.xlsx"
    path.write_bytes(MISSPELT)

    assert main(["load", str(path), "--same-as", "Lavori bubblici=03", "--db", str(db)]) == 2
    assert "«Lavori bubblici»" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["load", str(path), "--same-as", "Lavori publici", "--db", str(db)])

    store = open_store(db)
    assert len(store.query("uploads")) == 1
    store.close()


def test_the_command_line_leaves_hidden_rows_out(
    db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "nascoste.xlsx"
    path.write_bytes(with_hidden_row(7, ROW, ("3.1", "Piste ciclabili", "Cantieri", 2, 2, None)))

    main(["check", str(path), "--db", str(db)])
    assert "2 righe" in capsys.readouterr().out
    assert main(["check", str(path), "--without-hidden", "--db", str(db)]) == 0
    assert "1 riga" in capsys.readouterr().out
