"""The synoptic table is ready to be attached to an act, and needs no colour to be read."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.run import Run
from openpyxl.cell.rich_text import TextBlock
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.reports.synoptic import SynopticTable, synoptic_docx, synoptic_xlsx, year_table
from dashboard.store import Store
from dashboard.texts import variations as texts

DAY = date(2024, 11, 30)
ENTITY = "Comune di Borgo Esempio"


@pytest.fixture
def table(decided_store: Store) -> SynopticTable:
    return year_table(decided_store, ENTITY, DAY, reference_year=2024)


@pytest.fixture
def document(table: SynopticTable) -> WordDocument:
    return Document(io.BytesIO(synoptic_docx(table)))


def test_the_document_is_a4_landscape_in_italian_with_a_title(document: WordDocument) -> None:
    section = document.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    # A .docx counts in twentieths of a point.
    assert (section.page_width.pt, section.page_height.pt) == (841.9, 595.3)
    assert document.core_properties.title == f"{texts.SYNOPTIC_TITLE} 2024"
    languages = document.styles.element.findall(f".//{qn('w:lang')}")
    assert {language.get(qn("w:val")) for language in languages} == {"it-IT"}


def test_it_names_entity_year_day_counts_and_leaves_a_place_for_the_deed(
    document: WordDocument,
) -> None:
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines[:4] == [
        texts.SYNOPTIC_TITLE,
        texts.DEED_PLACE,
        "Comune di Borgo Esempio – Anno 2024 – Situazione al 30/11/2024",
        "48 proposte: 13 accolte, 1 respinta e 34 in attesa.",
    ]


def test_directions_are_headings_in_their_order_and_the_register_comes_last(
    document: WordDocument,
) -> None:
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert [heading.split()[2] for heading in headings[:-1]] == ["1", "2", "3", "4"]
    assert headings[-1] == texts.TITLE


def test_every_table_repeats_its_heading_row_and_keeps_rows_whole(document: WordDocument) -> None:
    assert len(document.tables) == 5
    for one in document.tables:
        heading, *rows = one.rows
        assert flags(heading._tr) == {"tblHeader", "cantSplit"}
        assert rows
        assert all(flags(row._tr) == {"cantSplit"} for row in rows)


def test_pages_are_numbered_from_the_first(document: WordDocument) -> None:
    section = document.sections[0]
    for footer in (section.first_page_footer, section.footer):
        fields = footer._element.findall(f".//{qn('w:fldSimple')}")
        assert [field.get(qn("w:instr")) for field in fields] == ["PAGE", "NUMPAGES"]


def test_all_proposals_stand_in_their_tables_once(
    document: WordDocument, table: SynopticTable
) -> None:
    row_count = sum(len(one.rows) - 1 for one in document.tables[:-1])
    assert row_count == len(table.proposals) == 48
    assert len(document.tables[-1].rows) - 1 == 13


def test_what_is_added_is_bold_and_underlined_and_what_is_taken_out_is_struck(
    document: WordDocument,
) -> None:
    row = row_of(document.tables[0], "1.1.1.c Sportello giovani imprese")
    before, after = (runs(row[place]) for place in (1, 2))

    start = "Sportello aperto due giorni a settimana"
    assert before[0] == (start, False, False)
    assert before[1] == (" in sede provvisoria", False, True)
    assert after == [(start, False, False), (" nella nuova sede di via Roma", True, False)]


def test_a_decision_says_verdict_reason_deed_and_who(document: WordDocument) -> None:
    row = row_of(document.tables[0], "1.1.1.c Sportello giovani imprese")
    verdict, reason, deed, by = row[4].text.split("\n")
    assert (verdict, reason) == ("Accolta", "I fondi sono confermati.")
    assert deed == "Atto n. 112 del 18/07/2024"
    assert by.startswith("Segretario generale, ")


def test_only_the_chosen_direction_is_told(decided_store: Store) -> None:
    table = year_table(
        decided_store, ENTITY, DAY, reference_year=2024, strategic_direction_code="2"
    )
    assert [title.split()[2] for title in table.groups()] == ["2"]
    assert {one["strategic_direction_code"] for one in table.proposals} == {"2"}


def test_signs_that_a_document_cannot_hold_are_left_out(table: SynopticTable) -> None:
    proposal = {**table.proposals[0], "motivation": "Fondi\x0b confermati"}
    odd = SynopticTable(ENTITY, 2024, DAY, [proposal], table.register)

    document = Document(io.BytesIO(synoptic_docx(odd)))
    assert document.tables[0].rows[1].cells[3].text == "Fondi confermati"


def test_the_workbook_has_a_sheet_per_direction_and_the_register(table: SynopticTable) -> None:
    book = openpyxl.load_workbook(io.BytesIO(synoptic_xlsx(table)), rich_text=True)

    assert [name.split()[2] for name in book.sheetnames[:4]] == ["1", "2", "3", "4"]
    assert book.sheetnames[4] == texts.TITLE
    for sheet in book.worksheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.print_title_rows == "$3:$3"
    assert [cell.value for cell in book.worksheets[0][3]][:5] == list(texts.SYNOPTIC_COLUMNS)


def test_the_workbook_marks_without_colour_as_the_document_does(table: SynopticTable) -> None:
    book = openpyxl.load_workbook(io.BytesIO(synoptic_xlsx(table)), rich_text=True)
    before, after = marked_cells(book.worksheets[0], "1.1.1.c Sportello giovani imprese")

    gone = [part for part in before if isinstance(part, TextBlock)]
    added = [part for part in after if isinstance(part, TextBlock)]
    assert [(part.text, part.font.strike) for part in gone] == [(" in sede provvisoria", True)]
    assert [(part.text, part.font.u, part.font.b) for part in added] == [
        (" nella nuova sede di via Roma", "single", True)
    ]


def test_rivals_stand_one_after_the_other(table: SynopticTable) -> None:
    first, second = table.proposals[:2]
    rival = {**first, "proposal_id": 999, "after_text": "Un altro testo"}
    rivals = SynopticTable(ENTITY, 2024, DAY, [first, second, rival], table.register)

    (group,) = rivals.groups().values()
    assert [one["proposal_id"] for one in group] == [1, 999, 2]


def flags(row: object) -> set[str]:
    return {child.tag.split("}")[1] for child in row.trPr}  # type: ignore[attr-defined]


def row_of(table: Table, label: str) -> list[object]:
    return next(row.cells for row in table.rows if row.cells[0].text.startswith(label))


def runs(cell: object) -> list[tuple[str, bool, bool]]:
    """Gives text, whether bold and underlined, whether struck of each run of a cell."""
    found: list[Run] = cell.paragraphs[0].runs  # type: ignore[attr-defined]
    return [(run.text, bool(run.bold and run.underline), bool(run.font.strike)) for run in found]


def marked_cells(sheet: Worksheet, label: str) -> tuple[object, object]:
    row = next(row for row in sheet.iter_rows() if str(row[0].value).startswith(label))
    return row[1].value, row[2].value
