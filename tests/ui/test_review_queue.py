"""The queue as it is taken away, and what a case says in its two lines."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from dashboard.domain.model import Period
from dashboard.domain.review_queue import Case, review_queue
from dashboard.domain.reviews import CauseClass, ReviewKind, ReviewOutcome
from dashboard.domain.roles import Person, Role
from dashboard.figures.records import records_of
from dashboard.reviewing import Said, record, reviews_of
from dashboard.store import open_store
from dashboard.texts import review_queue as texts
from dashboard.ui.tables import table_xlsx
from tests.store.builders import ENTITY, YEAR, Line, plan, report, upload

LINES = [Line("I1", target=10, result=8, reason="Gara deserta"), Line("I2", target=10, result=4)]
ANNA = Person("Anna Rossi", Role.NUCLEO)


@pytest.fixture(scope="module")
def queue(tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, ...]:
    """The second result is as it came; of the first the Nucleo found a cause and an outcome."""
    path: Path = tmp_path_factory.mktemp("coda") / "coda.duckdb"
    store = open_store(path)
    store.append(upload(plan(LINES), report(LINES)))
    rows = records_of(store.query("deviations"))
    first = next(row for row in rows if row["indicator_code"] == "I1")
    cause = Said(ReviewKind.CAUSE, cause_class=CauseClass.THIRD_PARTIES)
    number = record(store, first, cause, ANNA, None)
    outcome = Said(ReviewKind.OUTCOME, "Ricorso documentato", outcome=ReviewOutcome.AS_IS)
    record(store, first, outcome, ANNA, number)
    found = review_queue(rows, reviews_of(store, ENTITY, YEAR, Period.FINAL), ())
    store.close()
    return found


def test_progress_counts_what_is_done_and_what_is_left(queue: tuple[Case, ...]) -> None:
    assert texts.progress(queue) == "Esaminati 1 di 2: 1 da esaminare."
    assert texts.progress(queue[1:]) == "Esaminati 1 di 1."


def test_a_case_says_status_distance_and_name_then_stage_reason_and_sector(
    queue: tuple[Case, ...],
) -> None:
    waiting, done = queue
    label = texts.case_label(waiting).replace("\u00a0", " ")
    assert label == "▼ non raggiunto \u221260 % · I2 Indicatore I2"
    assert texts.case_caption(waiting).startswith("○ da esaminare · senza motivazione · S1")
    assert texts.case_caption(done).startswith("● esaminato · motivato · S1")


def test_the_queue_is_taken_away_with_outcomes_and_causes(queue: tuple[Case, ...]) -> None:
    frame = pd.DataFrame([texts.exported(case) for case in queue])
    book = openpyxl.load_workbook(BytesIO(table_xlsx(frame, texts.COLUMNS, texts.FILE_NAME)))
    heads, waiting, done = (
        list(row) for row in book.worksheets[0].iter_rows(min_row=3, values_only=True)
    )

    assert heads == list(texts.COLUMNS.values())

    def told(row: list[object], *columns: str) -> list[object]:
        return [row[list(texts.COLUMNS).index(column)] for column in columns]

    wanted = ("stage_words", "outcome_words", "outcome_by", "outcome_note", "cause_words")
    assert told(waiting, *wanted) == [
        "da esaminare",
        "nessun esito",
        None,
        None,
        "nessuna causa confermata",
    ]
    assert told(done, *wanted) == [
        "esaminato",
        "● presa così com’è",
        "Anna Rossi, Nucleo di valutazione",
        "Ricorso documentato",
        "Altri soggetti",
    ]
