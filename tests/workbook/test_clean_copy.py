"""The clean copy settles decided ink and touches nothing else of the package."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.domain.proposals import InkDecision, InkPlace, ink_place
from dashboard.errors import CleanCopyError
from dashboard.texts.errors import error_sentence
from dashboard.workbook import clean_copy, read_workbook
from tests.workbook.building import DUP_HEAD, DUP_TITLES, book, changed, raw_xlsx, table
from tests.workbook.opendocument import ods

ACCEPTED, REJECTED = InkDecision.ACCEPTED, InkDecision.REJECTED
RED, STRUCK = InlineFont(color="FFC00000", b=True), InlineFont(strike=True)
RED_FONT = Font(color="FFFF0000", bold=True)
RICH = CellRichText(
    "Fine a ", TextBlock(STRUCK, "luglio"), TextBlock(RED, "ottobre"), " con l'ente."
)


def _bytes(fonts: Mapping[str, Font] | None = None, status_text: Any = RICH) -> bytes:
    def edit(sheet: Worksheet) -> None:
        for address, font in (fonts or {}).items():
            sheet[address].font = font
        sheet["A5"].fill = PatternFill("solid", fgColor="FFFFFF00")
        sheet["B5"].comment = Comment("Da verificare", "Rossi")

    rows = (
        ("2.1.a", "Piste ciclabili", "In corso", status_text, 50),
        ("2.1.b", "Teatro comunale", "Concluso", "Aperto a maggio", 100),
    )
    return book(table(DUP_HEAD, DUP_TITLES, *rows), edit)


def _settled(content: bytes, decisions: Mapping[str, InkDecision]) -> bytes:
    places = {InkPlace("Foglio", place): decision for place, decision in decisions.items()}
    return clean_copy("dup.xlsx", content, places)


def _sheet(content: bytes) -> Worksheet:
    sheet = load_workbook(io.BytesIO(content), rich_text=True).active
    assert isinstance(sheet, Worksheet)
    return sheet


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(
    ("decision", "text"),
    [(ACCEPTED, "Fine a ottobre con l'ente."), (REJECTED, "Fine a luglio con l'ente.")],
)
def test_decided_runs_leave_black_text_and_no_ink(decision: InkDecision, text: str) -> None:
    copy = _settled(_bytes(), {"D5": decision})
    cell = _sheet(copy)["D5"]
    assert str(cell.value) == text
    fonts = [part.font for part in cell.value if isinstance(part, TextBlock)]
    ordinary = _sheet(copy)["C6"].font.color
    assert {(font.color, font.strike) for font in fonts} <= {(ordinary, None), (None, None)}
    parsed = read_workbook("dup.xlsx", copy)
    assert parsed.proposals == ()
    assert parsed.documents[0].rows[0].text("status_text") == text


def test_accepted_run_keeps_all_of_its_font_but_the_colour() -> None:
    value = _sheet(_settled(_bytes(), {"D5": ACCEPTED}))["D5"].value
    (kept,) = [part for part in value if isinstance(part, TextBlock) and part.text == "ottobre"]
    assert kept.font.b is True


def test_ink_without_a_decision_is_left_as_it_is() -> None:
    content = _bytes({"E6": RED_FONT})
    copy = _settled(content, {"E6": ACCEPTED})
    assert [proposal.cell for proposal in read_workbook("dup.xlsx", copy).proposals] == ["D5"]
    assert _sheet(copy)["D5"].value == _sheet(content)["D5"].value


def test_accepted_number_is_a_number_in_the_colour_of_the_ordinary_font() -> None:
    copy = _settled(_bytes({"E5": RED_FONT}), {"E5": ACCEPTED})
    cell = _sheet(copy)["E5"]
    assert (cell.value, cell.font.b) == (50, True)
    assert cell.font.color == _sheet(copy)["C6"].font.color


@pytest.mark.parametrize(
    ("font", "decision"), [(RED_FONT, REJECTED), (Font(strike=True), ACCEPTED)]
)
def test_cell_that_goes_is_emptied_and_typed_in_black_from_then_on(
    font: Font, decision: InkDecision
) -> None:
    cell = _sheet(_settled(_bytes({"E5": font}), {"E5": decision}))["E5"]
    assert (cell.value, cell.font.strike) == (None, None)
    assert cell.font.color in (None, _sheet(_bytes())["C6"].font.color)


def test_rejected_strike_stands_again() -> None:
    cell = _sheet(_settled(_bytes({"E5": Font(strike=True)}), {"E5": REJECTED}))["E5"]
    assert (cell.value, cell.font.strike) == (50, None)


ROWS = [
    # ink of row 6            decision  what row 6 holds then
    (RED_FONT, ACCEPTED, ["2.1.b", "Teatro comunale", "Concluso", "Aperto a maggio", 100]),
    (RED_FONT, REJECTED, [None] * 5),
    (Font(strike=True), ACCEPTED, [None] * 5),
    (Font(strike=True), REJECTED, ["2.1.b", "Teatro comunale", "Concluso", "Aperto a maggio", 100]),
]


@pytest.mark.parametrize(("font", "decision", "values"), ROWS)
def test_whole_row_turns_black_or_is_emptied_and_keeps_its_place(
    font: Font, decision: InkDecision, values: list[object]
) -> None:
    content = _bytes({f"{letter}6": font for letter in "ABCDE"})
    sheet = _sheet(_settled(content, {"6": decision}))
    assert [cell.value for cell in sheet[6]] == values
    assert sheet["A5"].value == "2.1.a"


def test_every_part_without_decided_ink_stays_byte_for_byte() -> None:
    content = changed(_bytes({"E5": RED_FONT}), {"custom/vecchio.bin": b"\x00\x01"})
    before, after = _parts(content), _parts(_settled(content, {"E5": ACCEPTED, "D5": ACCEPTED}))
    assert before.keys() == after.keys()
    different = {name for name in before if before[name] != after[name]}
    assert different == {"xl/worksheets/sheet1.xml", "xl/styles.xml"}


def test_in_the_sheet_only_the_decided_cell_differs() -> None:
    content = _bytes({"E5": RED_FONT})
    before = _parts(content)["xl/worksheets/sheet1.xml"]
    after = _parts(_settled(content, {"E5": ACCEPTED}))["xl/worksheets/sheet1.xml"]
    cell = re.compile(rb'<c r="E5".*?</c>')
    assert cell.sub(b"", before, count=1) == cell.sub(b"", after, count=1)
    assert before != after


def test_without_decisions_the_file_comes_back_as_it_is() -> None:
    content = _bytes()
    assert clean_copy("dup.xlsx", content, {}) == content


INKED = "<si><r><t>Gara</t></r><r><rPr><color rgb='FFFF0000'/></rPr><t> aggiudicata</t></r></si>"


def _shared(*places: str) -> bytes:
    """Gives a sheet whose cells D4, D5… all show the one inked string."""
    head = "DUP 2024 - Indirizzo strategico 2 - Crescere"
    texts = [head, *DUP_TITLES[:4], "a", "Piste", "In corso", "b"]
    strings = "".join(f"<si><t>{text}</t></si>" for text in texts) + INKED

    def cells(row: int, *numbers: int) -> str:
        parts = (
            f'<c r="{"ABCD"[column]}{row}" t="s"><v>{number}</v></c>'
            for column, number in enumerate(numbers)
        )
        return f'<row r="{row}">{"".join(parts)}</row>'

    rows = cells(1, 0) + cells(3, 1, 2, 3, 4) + cells(4, 5, 6, 7, 9) + cells(5, 8, 6, 7, 9)
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    return raw_xlsx(rows, strings=strings, extra={"[Content_Types].xml": types})


def _texts(content: bytes) -> list[str | None]:
    rows = read_workbook("dup.xlsx", content).documents[0].rows
    return [row.text("status_text") for row in rows]


def test_string_that_other_cells_show_is_left_to_them() -> None:
    copy = _settled(_shared(), {"D4": ACCEPTED})
    assert _texts(copy) == ["Gara aggiudicata", "Gara"]
    assert [proposal.cell for proposal in read_workbook("dup.xlsx", copy).proposals] == ["D5"]


def test_string_of_which_every_cell_was_decided_leaves_no_trace_of_what_was_rejected() -> None:
    copy = _settled(_shared(), {"D4": REJECTED, "D5": REJECTED})
    assert _texts(copy) == ["Gara", "Gara"]
    assert b"aggiudicata" not in _parts(copy)["xl/sharedStrings.xml"]


def test_two_cells_of_one_string_can_be_decided_apart() -> None:
    copy = _settled(_shared(), {"D4": ACCEPTED, "D5": REJECTED})
    assert _texts(copy) == ["Gara aggiudicata", "Gara"]
    assert read_workbook("dup.xlsx", copy).proposals == ()


def test_accepting_all_and_reading_again_finds_the_accepted_text_and_no_proposal() -> None:
    content = _bytes({f"{letter}6": RED_FONT for letter in "ABCDE"})
    proposals = read_workbook("dup.xlsx", content).proposals
    decisions = {ink_place(proposal): ACCEPTED for proposal in proposals}
    copy = clean_copy("dup.xlsx", content, decisions)
    again = read_workbook("dup.xlsx", copy)
    decided = read_workbook("dup.xlsx", content, ink_decisions=decisions)
    assert len(proposals) == 2
    assert again.proposals == ()
    assert again.documents[0].rows == decided.documents[0].rows


def _with_formulas(formulas: Mapping[str, str]) -> bytes:
    """Gives the file with E5 and E6 in red, some of them with a formula before their value."""

    def edit(content: bytes) -> bytes:
        text = content.decode()
        for address, formula in formulas.items():
            text = re.sub(rf'(<c r="{address}"[^>]*>)', rf"\1{formula}", text)
        return text.encode()

    content = _bytes({"E5": RED_FONT, "E6": RED_FONT})
    return changed(content, edit={"xl/worksheets/sheet1.xml": edit})


def test_formula_that_other_cells_take_theirs_from_is_not_emptied_under_them() -> None:
    master = '<f t="shared" ref="E5:E6" si="0">2+3</f>'
    content = _with_formulas({"E5": master, "E6": '<f t="shared" si="0"/>'})
    with pytest.raises(CleanCopyError) as raised:
        _settled(content, {"E5": REJECTED})
    sentence = error_sentence(raised.value)
    assert "nel foglio Foglio la cella E5 andrebbe svuotata" in sentence
    both = _sheet(_settled(content, {"E5": REJECTED, "E6": REJECTED}))
    assert (both["E5"].value, both["E6"].value) == (None, None)


def test_emptied_formula_leaves_the_calculation_order_to_the_program() -> None:
    chain = b'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    chain += b'<c r="E5" i="1"/></calcChain>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    relation = f'<Relationship Id="rIdC" Type="{kind}" Target="calcChain.xml"/></Relationships>'
    content = changed(
        _with_formulas({"E5": "<f>2+3</f>"}),
        {"xl/calcChain.xml": chain},
        {
            "xl/_rels/workbook.xml.rels": lambda part: part.replace(
                b"</Relationships>", relation.encode()
            )
        },
    )
    assert "xl/calcChain.xml" in _parts(_settled(content, {"E5": ACCEPTED}))
    emptied = _settled(content, {"E5": REJECTED})
    assert "xl/calcChain.xml" not in _parts(emptied)
    assert _sheet(emptied)["E5"].value is None


def test_another_format_is_refused_with_what_to_do() -> None:
    content = ods([["Gara"]])
    with pytest.raises(CleanCopyError) as raised:
        clean_copy("dup.ods", content, {InkPlace("Foglio", "D5"): ACCEPTED})
    assert "«dup.ods» è in formato .ods" in error_sentence(raised.value)
    assert "salvarlo come .xlsx" in error_sentence(raised.value)
