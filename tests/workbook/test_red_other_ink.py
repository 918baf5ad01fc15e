"""Text in another colour is listed to be read, unless the colour is how the sheet looks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.texts.issues import issue_sentence
from dashboard.workbook import read_workbook
from dashboard.workbook.colours import other_colour
from tests.workbook.building import DUP_HEAD, DUP_TITLES, book, table
from tests.workbook.ink_corpus import ink_workbook
from tests.workbook.test_red_formats import ORIGINALS

COLOURS = [
    ("0000FF", "blue"),
    ("1F497D", "blue"),  # the dark blue of the theme of 2007
    ("00B0F0", "light_blue"),
    ("00B050", "green"),
    ("FFC000", "yellow"),
    ("ED7D31", "orange"),
    ("7030A0", "purple"),
    ("FF99CC", "pink"),
    ("FF8080", "pink"),
    ("FF0000", ""),
    ("C00000", ""),
    ("000000", ""),
    ("FFFFFF", ""),
    ("44546A", ""),  # the blue-grey of the theme of 2013
    ("", ""),
]


@pytest.mark.parametrize(("rgb", "name"), COLOURS)
def test_colour_that_is_neither_red_nor_black_has_a_name(rgb: str, name: str) -> None:
    assert other_colour(rgb) == name


BLUE, GREEN = Font(color="FF0000FF"), Font(color="FF00B050")


def _found(fonts: Mapping[str, Font], status_text: Any = "Gara") -> list[tuple[str, str, str]]:
    """Gives cell, colour and text of what is listed in a DUP file of four rows."""

    def edit(sheet: Worksheet) -> None:
        for address, font in fonts.items():
            sheet[address].font = font

    rows = [(f"2.1.{n}", f"Opera {n}", "In corso", "Aperta", 50) for n in range(3)]
    rows.append(("2.1.9", "Piste ciclabili", "In corso", status_text, 50))
    content = book(table(DUP_HEAD, DUP_TITLES, *rows), edit)
    parsed = read_workbook("dup.xlsx", content)
    assert parsed.proposals == ()
    return [
        (issue.cell or "", issue.params["colour"], issue.found or "")
        for issue in parsed.issues
        if issue.code == "other_ink_to_read"
    ]


def test_cell_that_a_person_wrote_in_blue_is_listed() -> None:
    assert _found({"D8": BLUE}) == [("D8", "blue", "Gara")]


def test_only_the_coloured_part_of_a_text_is_quoted() -> None:
    text = CellRichText("Gara ", TextBlock(InlineFont(color="FF00B050"), "forse chiusa"))
    assert _found({}, text) == [("D8", "green", "forse chiusa")]


def test_colour_of_a_whole_column_is_how_the_sheet_looks() -> None:
    assert _found({f"B{row}": BLUE for row in (5, 6, 7)}) == []


def test_colour_of_a_whole_row_is_how_the_sheet_looks() -> None:
    assert _found({f"{letter}8": BLUE for letter in "ABC"}) == []


def test_other_colour_in_a_coloured_column_is_still_listed() -> None:
    fonts = {f"D{row}": BLUE for row in (5, 6, 7)} | {"D8": GREEN}
    assert _found(fonts) == [("D8", "green", "Gara")]


def test_coloured_headings_are_not_listed() -> None:
    assert _found({"A1": BLUE, "D4": GREEN}) == []


@pytest.mark.parametrize("link", ["https://comune.example.it/atti", "atti@comune.example.it"])
def test_links_are_coloured_by_programs_not_by_people(link: str) -> None:
    assert _found({"D8": BLUE}, link) == []


def test_sentence_names_the_colour_and_says_that_it_counts_as_black() -> None:
    def edit(sheet: Worksheet) -> None:
        sheet["D5"].font = BLUE

    rows = [(f"2.1.{n}", f"Opera {n}", "In corso", "Aperta", 50) for n in range(2)]
    parsed = read_workbook("dup.xlsx", book(table(DUP_HEAD, DUP_TITLES, *rows), edit))
    (issue,) = [issue for issue in parsed.issues if issue.code == "other_ink_to_read"]
    assert "è in blu: «Aperta»; vale come se fosse in nero" in issue_sentence(issue)
    assert parsed.documents[0].rows[0].text("status_text") == "Aperta"


@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_same_colours_are_listed_from_every_format(ending: str) -> None:
    def listed(content: bytes) -> list[tuple[str | None, str]]:
        issues = read_workbook(f"inchiostro.{ending}", content).issues
        return [(i.cell, i.params["colour"]) for i in issues if i.code == "other_ink_to_read"]

    saved = listed((ORIGINALS / f"inchiostro.{ending}").read_bytes())
    # Orange, brown and blue cells, and one blue run.
    assert [colour for _, colour in saved] == ["orange", "orange", "blue", "blue"]
    if ending == "xlsx":
        assert saved == listed(ink_workbook())
