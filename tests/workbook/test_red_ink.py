"""Red and struck text become proposals; what counts meanwhile is the text of before."""

from __future__ import annotations

from typing import Any

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.domain.model import ParsedWorkbook, ProposalKind
from dashboard.workbook import read_workbook
from tests.workbook.building import DUP_HEAD, DUP_TITLES, book, raw_xlsx, table

RED, BLACK = InlineFont(color="FFC00000"), InlineFont(color="FF000000")
STRUCK, RED_STRUCK = InlineFont(strike=True), InlineFont(color="FFFF0000", strike=True)


def _dup(status_text: Any, fonts: dict[str, Font] | None = None) -> ParsedWorkbook:
    def edit(sheet: Worksheet) -> None:
        for address, font in (fonts or {}).items():
            sheet[address].font = font

    rows = (
        ("2.1.a", "Piste ciclabili", "In corso", status_text, 50),
        ("2.1.b", "Teatro comunale", "Concluso", "Aperto a maggio", 100),
    )
    return read_workbook("dup.xlsx", book(table(DUP_HEAD, DUP_TITLES, *rows), edit))


RUNS = [
    # runs                                     kind          before        after
    ([("Gara", None), (" aggiudicata", RED)], ProposalKind.INSERTION, "Gara", "Gara aggiudicata"),
    (
        [("Fine a ", BLACK), ("luglio", STRUCK), ("ottobre", RED), (".", BLACK)],
        ProposalKind.REPLACEMENT,
        "Fine a luglio.",
        "Fine a ottobre.",
    ),
    ([("Avviata ", None), ("forse", STRUCK)], ProposalKind.DELETION, "Avviata forse", "Avviata"),
    ([("Avviata ", None), ("no", RED_STRUCK)], ProposalKind.DELETION, "Avviata no", "Avviata"),
    ([("Tutto nuovo", RED)], ProposalKind.INSERTION, "", "Tutto nuovo"),
]


@pytest.mark.parametrize(("runs", "kind", "before", "after"), RUNS)
def test_inked_runs_of_a_cell_are_one_proposal(
    runs: list[tuple[str, InlineFont | None]], kind: ProposalKind, before: str, after: str
) -> None:
    text = CellRichText(*(t if font is None else TextBlock(font, t) for t, font in runs))
    parsed = _dup(text)
    (proposal,) = parsed.proposals
    assert (proposal.kind, proposal.before, proposal.after) == (kind, before, after)
    assert (proposal.cell, proposal.field_name) == ("D5", "status_text")
    assert "".join(run.text for run in proposal.runs) == "".join(text for text, _ in runs)
    assert parsed.documents[0].rows[0].text("status_text") == (before or None)


def test_red_number_is_a_proposal_and_not_yet_a_value() -> None:
    parsed = _dup("Gara", {"E5": Font(color="FFFF0000")})
    (proposal,) = parsed.proposals
    assert (proposal.before, proposal.after, proposal.field_name) == ("", "50", "percent")
    assert parsed.documents[0].rows[0].get("percent") is None


def test_row_all_in_red_is_a_new_row_and_states_nothing() -> None:
    red = {f"{letter}5": Font(color="FFFF0000") for letter in "ABCDE"}
    parsed = _dup("Gara", red)
    (proposal,) = parsed.proposals
    assert proposal.kind is ProposalKind.NEW_ROW
    assert proposal.after == "2.1.a | Piste ciclabili | In corso | Gara | 50"
    assert [row.get("intervention_code") for row in parsed.documents[0].rows] == ["2.1.b"]


def test_new_row_carries_what_accepting_it_adds() -> None:
    red = {f"{letter}5": Font(color="FFFF0000") for letter in "ABCDE"}
    (proposal,) = _dup("Gara", red).proposals
    assert proposal.row is not None
    assert (proposal.row.sheet_name, proposal.row.row_number) == ("Foglio", 5)
    stated = {name: value.value for name, value in proposal.row.values.items()}
    assert stated == {
        "intervention_code": "2.1.a",
        "intervention_name": "Piste ciclabili",
        "status": "in_progress",
        "status_text": "Gara",
        "percent": 50.0,
    }


def test_figure_struck_and_retyped_in_a_field_of_figures_is_a_number_changed() -> None:
    share = CellRichText(TextBlock(STRUCK, "50"), TextBlock(RED, " 60"))
    rows = (("2.1.a", "Piste", "In corso", "Gara", share),)
    (proposal,) = read_workbook("dup.xlsx", book(table(DUP_HEAD, DUP_TITLES, *rows))).proposals
    assert proposal.kind is ProposalKind.NUMBER_CHANGED
    assert (proposal.before, proposal.after) == ("50", "60")


def test_objective_changed_in_the_row_over_its_block_is_a_proposal() -> None:
    objective = CellRichText("Obiettivo strategico 2.1 - Mobilità", TextBlock(RED, " sostenibile"))
    rows = ((objective,), ("2.1.a", "Piste ciclabili", "In corso", "Gara", 50))
    parsed = read_workbook("dup.xlsx", book(table(DUP_HEAD, DUP_TITLES, *rows)))
    (proposal,) = parsed.proposals
    assert (proposal.field_name, proposal.cell) == ("strategic_objective", "A5")
    assert proposal.after == "Obiettivo strategico 2.1 - Mobilità sostenibile"
    assert parsed.documents[0].rows[0].text("strategic_objective_name") == "Mobilità"


@pytest.mark.parametrize("legend", ["Legenda: in rosso le proposte", "In rosso le variazioni"])
def test_legend_in_red_below_the_table_is_no_proposal(legend: str) -> None:
    rows = (("2.1.a", "Piste ciclabili", "In corso", "Gara", 50), (legend,))

    def edit(sheet: Worksheet) -> None:
        sheet["A6"].font = Font(color="FFFF0000")

    parsed = read_workbook("dup.xlsx", book(table(DUP_HEAD, DUP_TITLES, *rows), edit))
    assert parsed.proposals == ()
    assert [row.text("intervention_code") for row in parsed.documents[0].rows] == ["2.1.a"]
    assert [issue.cell for issue in parsed.issues if issue.code == "text_outside_table"] == ["A6"]


def test_row_all_struck_is_a_removed_row_that_still_counts() -> None:
    struck = {f"{letter}5": Font(strike=True) for letter in "ABCDE"}
    parsed = _dup("Gara", struck)
    (proposal,) = parsed.proposals
    assert (proposal.kind, proposal.after) == (ProposalKind.REMOVED_ROW, "")
    assert parsed.documents[0].rows[0].text("status_text") == "Gara"


def test_red_titles_and_headings_are_not_proposals() -> None:
    red = Font(color="FFFF0000")
    assert _dup("Gara", {"A1": red, "A4": red, "D4": red}).proposals == ()


def test_theme_colour_and_shared_string_runs_are_read_as_excel_writes_them() -> None:
    theme = (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        "<a:themeElements><a:clrScheme>"
        '<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>'
        '<a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>'
        '<a:dk2><a:srgbClr val="1F497D"/></a:dk2><a:lt2><a:srgbClr val="EEECE1"/></a:lt2>'
        '<a:accent1><a:srgbClr val="4F81BD"/></a:accent1>'
        '<a:accent2><a:srgbClr val="C0504D"/></a:accent2>'
        "</a:clrScheme></a:themeElements></a:theme>"
    )
    titles = "".join(f"<si><t>{title}</t></si>" for title in DUP_TITLES[:4])
    head = "<si><t>DUP 2024 - Indirizzo strategico 2 - Crescere</t></si>"
    inked = (
        "<si><r><t>Gara </t></r>"
        '<r><rPr><color theme="5" tint="-0.25"/></rPr><t>aggiudicata</t></r></si>'
    )
    plain = "<si><t>a</t></si><si><t>Piste ciclabili</t></si><si><t>In corso</t></si>"

    def cells(row: int, *places: int) -> str:
        parts = (
            f'<c r="{"ABCD"[column]}{row}" t="s"><v>{place}</v></c>'
            for column, place in enumerate(places)
        )
        return f'<row r="{row}">{"".join(parts)}</row>'

    content = raw_xlsx(
        cells(1, 0) + cells(3, 1, 2, 3, 4) + cells(4, 5, 6, 7, 8),
        strings=head + titles + plain + inked,
        extra={"xl/theme/theme1.xml": theme},
    )
    (proposal,) = read_workbook("dup.xlsx", content).proposals
    assert (proposal.cell, proposal.before, proposal.after) == ("D4", "Gara", "Gara aggiudicata")
