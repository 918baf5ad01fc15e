"""The person's own file back: marked where it is wrong, and otherwise the very same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.domain.issues import SEVERITIES
from dashboard.domain.model import Issue
from dashboard.errors import DashboardError
from dashboard.settings import DATA_FOLDER
from dashboard.texts.annotations import comment_text, finding, remedy
from dashboard.workbook import annotated_workbook, read_workbook
from dashboard.workbook.marks.draft import UNDO_MEMBER

from .building import FINAL_HEAD, FINAL_TITLES, book, table

CHECKED_AT = datetime(2025, 2, 10, 9, 30)  # noqa: DTZ001 - the clock on the wall
REPORTS = DATA_FOLDER / "esempio" / "F_PIAO 2024-2026" / "3 Report finale 31.12"
SAMPLES = [
    REPORTS / "Report finale 2024 - 07 Ambiente.xlsx",
    next((DATA_FOLDER / "esempio" / "D_DUP 2024-2026").glob("*.xlsx")),
    DATA_FOLDER / "esempio_errori" / "report da completare.xlsx",
    *sorted((DATA_FOLDER / "izsler_2022").rglob("*Direzione Sanitaria.xlsx")),
]
ROW = ("A1", "Scuole", "Aule rifatte", 20, 12, None)


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(members: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return out.getvalue()


def issue(cell: str | None, code: str = "reason_missing", sheet: str | None = "Foglio") -> Issue:
    return Issue(code, SEVERITIES[code], "a.xlsx", sheet, cell, expected="20", found="12")


def marked(content: bytes, *issues: Issue) -> bytes:
    return annotated_workbook("a.xlsx", content, issues, CHECKED_AT).content


def report(edit: Callable[[Worksheet], None] | None = None) -> bytes:
    return book(table(FINAL_HEAD, FINAL_TITLES, ROW), edit)


def cell_of(content: bytes, address: str, sheet: str = "Foglio") -> Cell:
    found = load_workbook(io.BytesIO(content), rich_text=True)[sheet][address]
    assert isinstance(found, Cell)
    return found


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_only_the_parts_that_carry_marks_change(path: Path) -> None:
    content = path.read_bytes()
    parsed = read_workbook(path.name, content)
    assert parsed.issues
    before = parts(content)
    after = parts(annotated_workbook(path.name, content, parsed.issues, CHECKED_AT).content)
    changed = {name for name in before if after[name] != before[name]}
    allowed = r"\[Content_Types\]\.xml|xl/workbook\.xml|xl/_rels/workbook\.xml\.rels|xl/styles\.xml"
    allowed += r"|xl/worksheets/sheet\d+\.xml"
    assert [name for name in changed if not re.fullmatch(allowed, name)] == []
    added = r"xl/worksheets/(_rels/)?sheet\d+\.xml(\.rels)?|xl/comments\d+\.xml"
    added += r"|xl/drawings/vmlDrawing\d+\.vml|" + re.escape(UNDO_MEMBER)
    assert [name for name in after.keys() - before if not re.fullmatch(added, name)] == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_without_issues_the_marked_file_becomes_what_was_sent(path: Path) -> None:
    content = path.read_bytes()
    issues = read_workbook(path.name, content).issues
    once = annotated_workbook(path.name, content, issues, CHECKED_AT).content
    assert parts(once) != parts(content)
    assert parts(annotated_workbook(path.name, once, (), CHECKED_AT).content) == parts(content)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_marked_file_reads_as_the_one_that_was_sent(path: Path) -> None:
    content = path.read_bytes()
    sent = read_workbook(path.name, content)
    again = read_workbook(
        path.name, annotated_workbook(path.name, content, sent.issues, CHECKED_AT).content
    )
    assert again.documents == sent.documents
    assert again.issues == sent.issues
    assert again.proposals == sent.proposals


ADDRESSES = st.builds("{}{}".format, st.sampled_from("ABCDEFGZ"), st.integers(1, 40))
MARKS = st.lists(
    st.tuples(ADDRESSES, st.sampled_from(["reason_missing", "duplicated_row", "red_ink_found"])),
    min_size=1,
    max_size=12,
)


@settings(max_examples=25, deadline=None)
@given(MARKS, MARKS)
def test_any_marks_come_out_again_whatever_came_before(
    first: list[tuple[str, str]], second: list[tuple[str, str]]
) -> None:
    def edit(sheet: Worksheet) -> None:
        with_comments(sheet)
        sheet.row_dimensions[12].height = 30
        sheet.column_dimensions["G"].font = Font(bold=True)

    sent = report(edit)
    once = marked(sent, *(issue(cell, code) for cell, code in first))
    twice = marked(once, *(issue(cell, code) for cell, code in second))
    wrong = {cell for cell, code in second if code != "red_ink_found"}
    sheet = load_workbook(io.BytesIO(twice))["Foglio"]
    filled = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.fill.fill_type}
    assert filled == wrong
    assert parts(marked(twice)) == parts(sent)


def test_marking_twice_is_marking_once() -> None:
    content = report()
    once = marked(content, issue("E6"))
    assert marked(once, issue("E6")) == once


def test_a_marked_cell_changes_its_fill_and_nothing_else() -> None:
    def style(sheet: Worksheet) -> None:
        sheet["E6"].font = Font(bold=True, color="FFFF0000", name="Arial", size=9)
        sheet["E6"].number_format = "0.00"

    content = report(style)
    before, after = cell_of(content, "E6"), cell_of(marked(content, issue("E6")), "E6")
    assert after.value == before.value == 12
    assert after.fill.fgColor.rgb == "FFFFF280"
    assert before.fill.fill_type is None
    for part in ("font", "border", "alignment", "number_format", "protection"):
        assert repr(getattr(after, part)) == repr(getattr(before, part)), part
    beside = cell_of(marked(content, issue("E6")), "D6")
    assert repr(beside.fill) == repr(cell_of(content, "D6").fill)


def test_red_ink_inside_a_cell_survives_the_mark() -> None:
    path = next((DATA_FOLDER / "esempio" / "D_DUP 2024-2026").glob("*.xlsx"))
    sent = read_workbook(path.name, path.read_bytes())
    proposal = sent.proposals[0]
    there = issue(proposal.cell, sheet=proposal.sheet_name)
    again = read_workbook(path.name, marked(path.read_bytes(), there))
    assert again.proposals == sent.proposals


def test_white_text_keeps_a_dark_ground() -> None:
    def style(sheet: Worksheet) -> None:
        sheet["E5"].font = Font(color="FFFFFFFF")
        sheet["E5"].fill = PatternFill("solid", fgColor="FF17324D")

    content = marked(report(style), issue("E5", "unknown_column"))
    assert cell_of(content, "E5").fill.fgColor.rgb == "FF7A5C01"


def test_blocking_issues_and_warnings_have_their_own_fill_and_notes_none() -> None:
    codes = {"A6": "duplicated_row", "E6": "reason_missing", "D6": "target_qualitative"}
    content = marked(report(), *(issue(cell, code) for cell, code in codes.items()))
    assert cell_of(content, "A6").fill.fgColor.rgb == "FFFFC540"
    assert cell_of(content, "E6").fill.fgColor.rgb == "FFFFF280"
    assert cell_of(content, "D6").fill.fill_type is None
    assert cell_of(content, "D6").comment is None


def test_the_comment_says_what_is_wrong_and_how_to_mend_it() -> None:
    comment = cell_of(marked(report(), issue("E6")), "E6").comment
    assert comment is not None
    assert comment.author == "Cruscotto PIAO"
    assert comment.text == (
        "Cruscotto PIAO: Il risultato «12» è peggiore del target «20» e manca la motivazione. "
        "Scrivere il motivo nella colonna della motivazione."
    )


def test_a_value_that_is_missing_is_marked_where_it_should_be() -> None:
    content = marked(report(), issue("F6"), issue("C9"), issue("AB6"))
    assert [cell_of(content, a).fill.fgColor.rgb for a in ("F6", "C9", "AB6")] == ["FFFFF280"] * 3
    assert [cell_of(content, a).value for a in ("D6", "E6", "F6")] == [20, 12, None]


def test_the_first_sheet_lists_all_issues_gravest_first_with_links() -> None:
    found = (issue("E6"), issue(None, "year_missing", None), issue("A6", "duplicated_row"))
    workbook = load_workbook(io.BytesIO(marked(report(), *found)))
    assert workbook.sheetnames == ["Segnalazioni", "Foglio"]
    sheet = workbook["Segnalazioni"]
    assert sheet["A2"].value == "Controllo del 10/02/2025 alle 09:30: 2 bloccanti, 1 avviso."
    listed = [[sheet.cell(row, column).value for column in (1, 2, 3, 4)] for row in (6, 7, 8)]
    assert listed == [
        [1, "■ bloccante", None, None],
        [2, "■ bloccante", "Foglio", "A6"],
        [3, "▲ avviso", "Foglio", "E6"],
    ]
    assert (
        sheet["E8"].value == "Il risultato «12» è peggiore del target «20» e manca la motivazione."
    )
    assert sheet["F8"].value == "Scrivere il motivo nella colonna della motivazione."
    assert sheet["D6"].hyperlink is None
    link = sheet["D8"].hyperlink
    assert link is not None
    assert link.location == "'Foglio'!E6"


def test_what_counts_tabs_counts_one_more() -> None:
    def edit(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        other = sheet.parent.create_sheet("Altro")
        other.defined_names["Zona"] = DefinedName("Zona", attr_text="Altro!$A$1")
        sheet.parent.active = 1

    sent = report(edit)
    workbook = load_workbook(io.BytesIO(marked(sent, issue("E6"))))
    assert workbook.sheetnames == ["Segnalazioni", "Foglio", "Altro"]
    assert list(workbook["Altro"].defined_names) == ["Zona"]
    assert workbook.active is workbook["Altro"]


def test_validation_filters_and_merges_stay() -> None:
    def edit(sheet: Worksheet) -> None:
        rule = DataValidation(type="list", formula1='"sì,no"')
        rule.add("F6:F9")
        sheet.add_data_validation(rule)
        sheet.auto_filter.ref = "A5:F6"
        sheet.merge_cells("A1:F1")

    sheet = load_workbook(io.BytesIO(marked(report(edit), issue("E6"))))["Foglio"]
    assert [str(rule.sqref) for rule in sheet.data_validations.dataValidation] == ["F6:F9"]
    assert sheet.auto_filter.ref == "A5:F6"
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:F1"]


def with_comments(sheet: Worksheet) -> None:
    sheet["E6"].comment = Comment("Verificato con l’ufficio", "Anna")
    sheet["B6"].comment = Comment("Vedi delibera", "Bruno")


def test_comments_of_others_stay_and_ours_follow_theirs() -> None:
    sent = report(with_comments)
    content = marked(sent, issue("E6"), issue("D6"))
    texts = {address: cell_of(content, address).comment for address in ("B6", "D6", "E6")}
    assert {address: note.author for address, note in texts.items() if note} == {
        "B6": "Bruno",
        "D6": "Cruscotto PIAO",
        "E6": "Anna",
    }
    assert texts["B6"] is not None
    assert texts["B6"].text == "Vedi delibera"
    assert texts["E6"] is not None
    assert texts["E6"].text.startswith("Verificato con l’ufficio\n\nCruscotto PIAO: Il risultato")
    assert parts(marked(content)) == parts(sent)


def saved_elsewhere(content: bytes) -> bytes:
    """Gives the file as another program writes it: other parts, other names, other numbers."""
    out = io.BytesIO()
    load_workbook(io.BytesIO(content)).save(out)
    return out.getvalue()


def test_marks_vanish_after_another_program_saved_the_file() -> None:
    def edit(sheet: Worksheet) -> None:
        with_comments(sheet)
        sheet["D6"].fill = PatternFill("solid", fgColor="FFDDEBF7")

    content = saved_elsewhere(marked(report(edit), issue("E6"), issue("D6"), issue("F6")))
    assert UNDO_MEMBER not in parts(content)
    clean = marked(content)
    assert load_workbook(io.BytesIO(clean)).sheetnames == ["Foglio"]
    assert cell_of(clean, "D6").fill.fgColor.rgb == "FFDDEBF7"
    assert cell_of(clean, "E6").fill.fill_type is None
    notes = {a: cell_of(clean, a).comment for a in ("B6", "D6", "E6", "F6")}
    assert {address: note.text for address, note in notes.items() if note} == {
        "B6": "Vedi delibera",
        "E6": "Verificato con l’ufficio",
    }
    assert parts(clean)["xl/drawings/commentsDrawing1.vml"].count(b":shape ") == 2


def test_a_corrected_cell_loses_its_mark_in_the_next_round() -> None:
    content = saved_elsewhere(marked(report(), issue("E6"), issue("D6")))
    again = marked(content, issue("D6"))
    assert load_workbook(io.BytesIO(again)).sheetnames == ["Segnalazioni", "Foglio"]
    assert cell_of(again, "D6").fill.fgColor.rgb == "FFFFF280"
    assert cell_of(again, "E6").fill.fill_type is None
    assert cell_of(again, "E6").comment is None


def test_a_sheet_of_the_person_called_segnalazioni_is_theirs() -> None:
    def edit(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        sheet.parent.create_sheet("Segnalazioni")["A1"] = "Segnalazioni dei cittadini"

    sent = report(edit)
    content = marked(sent, issue("E6"))
    names = load_workbook(io.BytesIO(content)).sheetnames
    assert names == ["Segnalazioni 2", "Foglio", "Segnalazioni"]
    assert parts(marked(content)) == parts(sent)
    saved = marked(saved_elsewhere(content))
    assert load_workbook(io.BytesIO(saved)).sheetnames == ["Foglio", "Segnalazioni"]


def test_a_thread_is_answered_and_the_answer_taken_back() -> None:
    people = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/"
    members = parts(report(with_comments))
    members["xl/persons/person.xml"] = f'<personList xmlns="{people}"/>'.encode()
    members["xl/threadedComments/threadedComment1.xml"] = (
        f'<ThreadedComments xmlns="{people}"><threadedComment ref="E6" id="{{T}}" personId="{{P}}">'
        "<text>Da rivedere</text></threadedComment></ThreadedComments>"
    ).encode()
    for member, target in (
        ("xl/_rels/workbook.xml.rels", ("person", "xl/persons/person.xml")),
        (
            "xl/worksheets/_rels/sheet1.xml.rels",
            ("threadedComment", "xl/threadedComments/threadedComment1.xml"),
        ),
    ):
        relation = f'<Relationship Id="rT" Type="{kind}{target[0]}" Target="/{target[1]}"/>'
        members[member] = members[member].replace(
            b"</Relationships>", relation.encode() + b"</Relationships>"
        )
    sent = packed(members)
    content = marked(sent, issue("E6"), issue("D6"))
    thread = parts(content)["xl/threadedComments/threadedComment1.xml"].decode()
    assert thread.count("<threadedComment ") == 2
    assert 'parentId="{T}"' in thread
    assert 'displayName="Cruscotto PIAO"' in parts(content)["xl/persons/person.xml"].decode()
    note = cell_of(content, "E6").comment
    assert note is not None
    assert note.text == "Verificato con l’ufficio"
    assert parts(marked(content)) == parts(sent)


def test_a_writer_that_puts_a_prefix_on_every_tag_is_followed() -> None:
    members = parts(report())
    for name in ("xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"):
        tagged = re.sub(rb"<(/?)([a-zA-Z])", rb"<\1x:\2", members[name])
        members[name] = tagged.replace(b"xmlns=", b"xmlns:x=", 1)
    sent = packed(members)
    content = marked(sent, issue("E6"), issue("C9"))
    assert cell_of(content, "E6").fill.fgColor.rgb == "FFFFF280"
    assert cell_of(content, "C9").comment is not None
    assert parts(marked(content)) == parts(sent)


@pytest.mark.parametrize("damage", [b"", b"AAAA", b"eJwDAAAAAAE="], ids=["empty", "short", "list"])
def test_a_broken_undo_record_is_a_damaged_file(damage: bytes) -> None:
    members = parts(marked(report(), issue("E6")))
    members[UNDO_MEMBER] = b'<undo xmlns="urn:cruscotto-piao:undo">' + damage + b"</undo>"
    with pytest.raises(DashboardError):
        marked(packed(members))


def test_other_formats_get_a_list_that_says_so() -> None:
    content = b"Azione;Indicatore\nScuole;Aule rifatte\n"
    found = annotated_workbook("estratto.csv", content, [issue("E6")], CHECKED_AT)
    assert not found.is_own_file
    assert found.file_name == "estratto - segnalazioni.xlsx"
    sheet = load_workbook(io.BytesIO(found.content)).worksheets[0]
    assert [cell.value for cell in sheet[4]][:4] == [1, "▲ avviso", "Foglio", "E6"]


def test_a_strict_workbook_gets_a_list_too() -> None:
    members = parts(report())
    transitional = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strict = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    content = packed({n: c.replace(transitional, strict) for n, c in members.items()})
    found = annotated_workbook("stretto.xlsx", content, [issue("E6")], CHECKED_AT)
    assert not found.is_own_file
    assert load_workbook(io.BytesIO(found.content)).sheetnames == ["Segnalazioni"]


def test_a_workbook_with_macros_keeps_them_and_its_ending() -> None:
    macros = b"\x01not really Visual Basic"
    content = packed({**parts(report()), "xl/vbaProject.bin": macros})
    found = annotated_workbook("con macro.xlsm", content, [issue("E6")], CHECKED_AT)
    assert found.file_name == "con macro - segnalazioni.xlsm"
    assert parts(found.content)["xl/vbaProject.bin"] == macros


@pytest.mark.parametrize("code", SEVERITIES)
def test_every_issue_says_what_is_wrong_once_and_how_to_mend_it_apart(code: str) -> None:
    found = issue("E6", code)
    assert finding(found).endswith((".", "?"))
    assert "cella E6" not in finding(found)
    assert remedy(found) == "" or remedy(found) not in finding(found)
    assert comment_text([found, found]).count(finding(found)) == 1
