"""The nature of an indicator and the parts of a ratio, from the cell to the percentage."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from dashboard.history import plain_records
from dashboard.incoming import IncomingFile
from dashboard.ingest import check_files, confirm
from dashboard.store import open_store
from tests.sheets import REPORT_TITLES, final_report

ACTION = ("1.1", "Asilo nido")
NATURE_TITLES = (*REPORT_TITLES, "Andamento")
PARTS_TITLES = (*REPORT_TITLES, "Numeratore", "Denominatore")


def stored(
    tmp_path: Path, titles: Sequence[str], *cells: object
) -> tuple[dict[str, object], list[str]]:
    """Loads a final report with one indicator; gives its row and the codes of its issues."""
    content = final_report((*ACTION, *cells), titles=titles)  # type: ignore[arg-type]
    store = open_store(tmp_path / "prova.duckdb")
    (checked,) = check_files(store, [IncomingFile("report.xlsx", content)])
    confirm(store, checked, uploaded_by="prova")
    rows = plain_records(store.query("indicator_results"))
    store.close()
    return rows[0], [issue.code for issue in checked.issues]


@pytest.mark.parametrize(
    ("word", "nature"),
    [
        ("cumulativo", "cumulative"),
        ("Livello", "level"),
        ("a fine anno", "at_end"),
        (None, "cumulative"),  # that of its kind: more is better
    ],
)
def test_the_nature_is_the_sheet_s_own_where_it_states_one(
    tmp_path: Path, word: str | None, nature: str
) -> None:
    row, codes = stored(tmp_path, NATURE_TITLES, "Posti", 60, 60, None, word)

    assert (row["nature"], codes) == (nature, [])


def test_a_nature_that_is_no_nature_is_said_and_that_of_the_kind_holds(tmp_path: Path) -> None:
    row, codes = stored(tmp_path, NATURE_TITLES, "Posti", 60, 60, None, "crescente")

    assert (row["nature"], codes) == ("cumulative", ["nature_unknown"])


@pytest.mark.parametrize(
    ("titles", "cells"),
    [
        (PARTS_TITLES, (None, None, 318.27, 275.37)),
        (PARTS_TITLES, ("1,16", None, 318.27, 275.37)),
        (REPORT_TITLES, ("1,16 (318,27/275,37)", None)),
    ],
)
def test_the_parts_of_a_ratio_come_from_their_columns_or_from_beside_it(
    tmp_path: Path, titles: Sequence[str], cells: Sequence[object]
) -> None:
    row, _ = stored(tmp_path, titles, "Rapporto", 1.2, *cells)

    assert (row["result_numerator"], row["result_denominator"]) == (318.27, 275.37)
    assert row["has_result"]
