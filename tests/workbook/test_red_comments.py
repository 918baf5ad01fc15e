"""Comments are shown with the proposal they stand beside, and listed to be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.domain.model import Issue, ParsedWorkbook
from dashboard.texts.annotations import COMMENT_START
from dashboard.texts.issues import issue_sentence
from dashboard.workbook import read_workbook, read_workbook_isolated
from tests.workbook.building import DUP_HEAD, DUP_TITLES, book, changed, table
from tests.workbook.opendocument import ods

ORIGINALS = Path(__file__).parent / "originals"
RED = Font(color="FFFF0000")


def _commented(**comments: Comment) -> bytes:
    """Gives a DUP file with D5 in red and these comments by address."""

    def edit(sheet: Worksheet) -> None:
        sheet["D5"].font = RED
        for address, comment in comments.items():
            sheet[address].comment = comment

    rows = (
        ("2.1.a", "Piste ciclabili", "In corso", "Gara", 50),
        ("2.1.b", "Teatro comunale", "Concluso", "Aperto a maggio", 100),
    )
    return book(table(DUP_HEAD, DUP_TITLES, *rows), edit)


def _listed(parsed: ParsedWorkbook) -> list[Issue]:
    return [issue for issue in parsed.issues if issue.code == "comment_to_read"]


def test_comment_beside_red_ink_goes_with_its_proposal_under_its_own_author() -> None:
    content = _commented(D5=Comment("Chiesto dalla Giunta", "Rossi"))
    (proposal,) = read_workbook_isolated("dup.xlsx", content).proposals
    assert (proposal.comment_author, proposal.comment_text) == ("Rossi", "Chiesto dalla Giunta")


def test_comment_is_listed_with_cell_text_and_author() -> None:
    parsed = read_workbook("dup.xlsx", _commented(E6=Comment("Verificare\nla quota", "Bianchi")))
    (issue,) = _listed(parsed)
    assert (issue.sheet_name, issue.cell, issue.found) == ("Foglio", "E6", "Verificare la quota")
    assert "un commento di Bianchi dice: «Verificare la quota»" in issue_sentence(issue)
    assert parsed.proposals[0].comment_text is None


def test_name_that_programs_put_before_a_note_is_not_its_text() -> None:
    content = _commented(E6=Comment("Bianchi:\nVerificare", "Bianchi"))
    assert [issue.found for issue in _listed(read_workbook("dup.xlsx", content))] == ["Verificare"]


def test_comments_of_the_heading_are_the_instructions_of_the_sheet() -> None:
    assert _listed(read_workbook("dup.xlsx", _commented(D4=Comment("In rosso", "Ufficio")))) == []


def test_what_this_program_wrote_in_a_comment_is_not_listed() -> None:
    ours = f"{COMMENT_START} serve un numero"
    content = _commented(E5=Comment(ours, "x"), E6=Comment(f"Da vedere\n\n{ours}", "Rossi"))
    found = [(issue.cell, issue.found) for issue in _listed(read_workbook("dup.xlsx", content))]
    assert found == [("E6", "Da vedere")]


def test_thread_is_read_whole_instead_of_the_note_that_stands_in_for_it() -> None:
    kind = "http://schemas.microsoft.com/office/2017/10/relationships"
    threads = (
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/'
        'threadedcomments"><threadedComment ref="E6" personId="{A}" id="{1}"><text>Perché?</text>'
        '</threadedComment><threadedComment ref="E6" personId="{B}" id="{2}" parentId="{1}">'
        "<text>Lo chiede il bilancio</text></threadedComment></ThreadedComments>"
    )
    people = (
        '<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/'
        'threadedcomments"><person displayName="Rossi Anna" id="{A}"/></personList>'
    )
    relation = (
        f'<Relationship Id="rIdT" Type="{kind}/threadedComment" '
        'Target="/xl/threadedComments/threadedComment1.xml"/></Relationships>'
    )
    content = changed(
        _commented(E6=Comment("[Threaded comment]", "tc={1}")),
        {
            "xl/threadedComments/threadedComment1.xml": threads.encode(),
            "xl/persons/person.xml": people.encode(),
        },
        {
            "xl/worksheets/_rels/sheet1.xml.rels": lambda part: part.replace(
                b"</Relationships>", relation.encode()
            )
        },
    )
    (issue,) = _listed(read_workbook("dup.xlsx", content))
    assert issue.found == "Perché? Lo chiede il bilancio"
    assert issue.params["author"] == "Rossi Anna"


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_comment_is_read_from_every_format_as_libreoffice_saved_it(ending: str) -> None:
    content = (ORIGINALS / f"foglio.{ending}").read_bytes()
    found = [(i.cell, i.found) for i in _listed(read_workbook(f"foglio.{ending}", content))]
    assert found == [("C6", "nota di prova")]


def test_annotation_of_opendocument_is_no_part_of_the_text_beside_it() -> None:
    cell = (
        '<table:table-cell office:value-type="string"><office:annotation>'
        "<text:p>Da vedere</text:p></office:annotation><text:p>Gara</text:p></table:table-cell>"
    )
    head = (("DUP 2024 - Indirizzo strategico 2 - Crescere",), DUP_TITLES[:4])
    first = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        for text in ("a", "Piste", "In corso")
    )
    content = ods(head, body=f"<table:table-row>{first}{cell}</table:table-row>")
    parsed = read_workbook("dup.ods", content)
    assert [(issue.cell, issue.found) for issue in _listed(parsed)] == [("D3", "Da vedere")]
    assert parsed.documents[0].rows[0].text("status_text") == "Gara"
