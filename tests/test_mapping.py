"""An unknown sheet, mapped once, is read silently from then on: check, confirm, store, rebuild."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from dashboard.cli import BLOCKED, DONE, UNUSABLE, main
from dashboard.domain.mapping import SheetMapping
from dashboard.domain.mapping_json import mapping_to_json
from dashboard.domain.model import DocumentKind
from dashboard.errors import ReasonMissingError
from dashboard.incoming import IncomingFile
from dashboard.ingest import CheckedFile, check_files, confirm, mapping_from_file
from dashboard.rebuild import rebuild_database
from dashboard.settings import PROJECT_FOLDER
from dashboard.store import Store, open_store
from dashboard.texts.errors import error_sentence
from dashboard.texts.issues import issue_sentence
from dashboard.workbook import draft_mapping, sheet_previews_isolated
from tests.sheets import Cell, workbook_bytes

TITLES = ("Direzione", "Rif.", "Obiettivo", "KPI", "Trim.", "Obiettivo di riferimento", "Valore")
SECTOR, ACTION = "03 Lavori pubblici", "Piste ciclabili"


def extract(year: int, *values: Cell) -> bytes:
    """Gives an extract with one indicator and the value of each quarter."""
    rows: list[Sequence[Cell]] = [
        (SECTOR, "3.1", ACTION, "Km completati", f"T{quarter}", 10, value)
        for quarter, value in enumerate(values, start=1)
    ]
    return workbook_bytes({"Dati": [[f"Anno {year}"], [], TITLES, *rows]})


FIRST, NEXT = extract(2024, 2, 4, 7, 9), extract(2025, 1, 3, 6, 10)


def mapping_of(content: bytes) -> SheetMapping:
    (preview,) = sheet_previews_isolated("estratto.xlsx", content)
    return draft_mapping(preview, "Estratto trimestrale")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    found = open_store(tmp_path / "prova.duckdb")
    yield found
    found.close()


def check(store: Store, content: bytes, *mappings: SheetMapping) -> CheckedFile:
    (checked,) = check_files(store, [IncomingFile("estratto.xlsx", content)], mappings=mappings)
    return checked


def results(store: Store) -> list[tuple[object, ...]]:
    frame = store.query("indicator_results")
    columns = ["reference_year", "period", "target_number", "result_number"]
    return sorted(frame[columns].itertuples(index=False, name=None))


def test_what_nobody_mapped_is_blocked_and_a_mapping_unblocks_it(store: Store) -> None:
    assert check(store, FIRST).is_blocked
    checked = check(store, FIRST, mapping_of(FIRST))

    assert not checked.is_blocked
    assert [document.kind for document in checked.documents] == [
        DocumentKind.INTERMEDIATE_REPORT,
        DocumentKind.FINAL_REPORT,
    ]


def test_a_mapping_is_saved_with_its_first_upload_and_used_silently_for_the_next(
    store: Store,
) -> None:
    mapping = mapping_of(FIRST)
    confirm(store, check(store, FIRST, mapping), "Anna")
    checked = check(store, NEXT)
    confirm(store, checked, "Ugo")

    (saved,) = store.mappings()
    assert (saved.mapping, saved.saved_by, saved.upload_count) == (mapping, "Anna", 2)
    assert results(store) == [
        (2024, "final", 10.0, 9.0),
        (2024, "intermediate", 10.0, 4.0),
        (2025, "final", 10.0, 10.0),
        (2025, "intermediate", 10.0, 3.0),
    ]
    sentences = [issue_sentence(issue) for issue in checked.issues]
    assert any("«Estratto trimestrale»" in sentence for sentence in sentences)
    assert any("T1, T3 (2)" in sentence for sentence in sentences)


def test_a_removed_mapping_is_no_longer_used_and_what_it_loaded_stays(store: Store) -> None:
    confirm(store, check(store, FIRST, mapping_of(FIRST)), "Anna")
    before = results(store)
    (saved,) = store.mappings()

    store.remove_mapping(saved.mapping_id, "Anna", "colonne sbagliate")
    store.remove_mapping(saved.mapping_id, "Ugo", "due volte")

    assert store.mappings() == ()
    assert check(store, NEXT).is_blocked
    assert results(store) == before
    row = store.query("mappings").iloc[0]
    assert (row["is_removed"], row["removed_by"], row["removed_reason"]) == (
        True,
        "Anna",
        "colonne sbagliate",
    )


def test_saving_and_removing_a_mapping_make_what_pages_keep_of_the_store_old(store: Store) -> None:
    first = store.version()
    number = store.save_mapping(mapping_of(FIRST), "Anna")
    second = store.version()
    store.remove_mapping(number, "Anna", "doppione")

    assert first < second < store.version()


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_mapping_is_not_removed_without_a_reason(store: Store, reason: str) -> None:
    store.save_mapping(mapping_of(FIRST), "Anna")
    (saved,) = store.mappings()

    with pytest.raises(ReasonMissingError) as raised:
        store.remove_mapping(saved.mapping_id, "Anna", reason)

    assert "serve il motivo" in error_sentence(raised.value)
    assert store.mappings() == (saved,)


def test_removing_a_mapping_puts_the_one_it_replaced_in_force_again(store: Store) -> None:
    first = mapping_of(FIRST)
    second = SheetMapping("Corretta", first.kind, first.columns, first.words)
    first_id, second_id = store.save_mapping(first, "Anna"), store.save_mapping(second, "Anna")

    assert [saved.mapping_id for saved in store.mappings()] == [second_id]
    store.remove_mapping(second_id, "Anna", "era giusta la prima")
    assert [saved.mapping_id for saved in store.mappings()] == [first_id]


def test_the_same_mapping_is_saved_once(store: Store) -> None:
    ids = [store.save_mapping(mapping_of(FIRST), name) for name in ("Anna", "Ugo")]

    assert ids == [1, 1]


def test_a_mapping_that_does_not_exist_cannot_be_removed(store: Store) -> None:
    with pytest.raises(KeyError):
        store.remove_mapping(7, "Anna", "prova")


def test_the_same_file_read_with_a_corrected_mapping_is_loaded_anew(store: Store) -> None:
    mapping = mapping_of(FIRST)
    first_id = confirm(store, check(store, FIRST, mapping), "Anna")
    words = dict(mapping.words) | {"period": {"T1": "left_out", "T2": "left_out", "T3": "final"}}
    words["period"]["T4"] = "left_out"
    corrected = SheetMapping(mapping.name, mapping.kind, mapping.columns, words)

    same, changed = check(store, FIRST, mapping), check(store, FIRST, corrected)

    assert same.already_stored_upload_id == first_id
    assert changed.already_stored_upload_id is None
    assert confirm(store, changed, "Anna") != first_id
    assert (2024, "final", 10.0, 7.0) in results(store)


def test_a_rebuild_reads_mapped_files_with_the_mapping_of_their_time(
    store: Store, tmp_path: Path
) -> None:
    confirm(store, check(store, FIRST, mapping_of(FIRST)), "Anna")
    (saved,) = store.mappings()
    store.remove_mapping(saved.mapping_id, "Anna", "non serve più")

    report = rebuild_database(store, tmp_path / "nuova.duckdb")

    assert (report.refused_count, report.figures) == (0, ())
    rebuilt = open_store(tmp_path / "nuova.duckdb")
    assert results(rebuilt) == results(store)
    assert rebuilt.saved_mappings() == store.saved_mappings()
    assert rebuilt.mapping_removals() == store.mapping_removals()
    rebuilt.close()


def test_the_past_knows_the_mappings_of_its_day(store: Store) -> None:
    store.save_mapping(mapping_of(FIRST), "Anna")
    (saved,) = store.mappings()
    store.remove_mapping(saved.mapping_id, "Anna", "prova")

    then = store.query("mappings", as_of=saved.saved_at)

    assert list(then["is_in_force"]) == [True]
    assert list(store.query("mappings")["is_in_force"]) == [False]


def test_a_mapping_file_loads_an_unknown_extract_from_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database, file, mapping = (tmp_path / name for name in ("a.duckdb", "a.xlsx", "m.json"))
    file.write_bytes(FIRST)
    mapping.write_text(mapping_to_json(mapping_of(FIRST)), encoding="utf-8")
    command = ["--db", str(database), str(file)]

    assert main(["check", *command]) == BLOCKED
    assert main(["check", *command, "--mapping", str(mapping)]) == DONE
    assert main(["load", *command, "--mapping", str(mapping)]) == DONE
    file.write_bytes(NEXT)
    assert main(["load", *command]) == DONE
    assert "non è servita" not in capsys.readouterr().err


def test_the_mapping_in_the_documentation_can_be_used() -> None:
    page = (PROJECT_FOLDER / "docs" / "mapping-json.md").read_text(encoding="utf-8")
    example = page.partition("```json\n")[2].partition("```")[0]

    mapping = mapping_from_file("esempio.json", example.encode())

    assert mapping.words["period"]["T2"] == "intermediate"


def test_a_mapping_that_fits_no_sheet_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, mapping = tmp_path / "a.xlsx", tmp_path / "m.json"
    file.write_bytes(workbook_bytes({"Dati": [("Altro", "Titolo", "Ancora"), (1, 2, 3)]}))
    mapping.write_text(mapping_to_json(mapping_of(FIRST)), encoding="utf-8")

    main(["check", "--db", str(tmp_path / "no.duckdb"), str(file), "--mapping", str(mapping)])

    assert "La mappatura «Estratto trimestrale» non è servita" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "non è in formato JSON: l’errore è alla riga 1"),
        (b"\xff\xfe", "non è in formato JSON"),
        (b"{}", "non è una mappatura del cruscotto"),
        (
            b'{"format": "cruscotto-piao/mapping", "version": 1, "name": "x",'
            b' "kind": "final_report", "columns": [{"title": "KPI", "field": "indicator"}]}',
            "serve una colonna per «Azione»",
        ),
    ],
)
def test_a_wrong_mapping_file_says_what_is_wrong(
    content: bytes, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, mapping = tmp_path / "a.xlsx", tmp_path / "m.json"
    file.write_bytes(FIRST)
    mapping.write_bytes(content)

    code = main(["check", "--db", str(tmp_path / "no"), str(file), "--mapping", str(mapping)])

    assert code == UNUSABLE
    assert said in capsys.readouterr().err
