"""The preview says why a sheet was taken for what it is: titles found, and titles not there."""

from __future__ import annotations

from dashboard.ingest import check_file
from dashboard.texts.fields import FIELD_LABELS
from dashboard.texts.upload import recognition_sentence
from dashboard.workbook.recognise import layouts
from tests.sheets import REPORT_TITLES, final_report

ROW = ("3.1", "Piste ciclabili", "Km completati", 4, 4, None)


def sentence_of(content: bytes) -> str:
    [document] = check_file(None, "report.xlsx", content).documents
    return recognition_sentence(document)


def test_the_titles_that_are_not_there_are_named() -> None:
    without_reason = final_report(ROW[:-1], titles=REPORT_TITLES[:-1])

    assert "«Motivazione dello scostamento»" not in sentence_of(final_report(ROW))
    assert "Non ci sono: " in sentence_of(without_reason)
    assert "«Motivazione dello scostamento»" in sentence_of(without_reason)


def test_every_title_that_may_be_missing_has_an_italian_name() -> None:
    wanted = [
        choice for layout in layouts().values() for choice in (*layout.required, *layout.expected)
    ]

    named = [min(choice, key=lambda name: (len(name), name)) for choice in wanted]

    assert [name for name in named if name not in FIELD_LABELS] == []
