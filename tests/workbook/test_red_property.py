"""Whatever runs a person types, what is written is what is read, decided and given back."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from dashboard.domain.model import InkRun
from dashboard.domain.proposals import InkDecision, InkPlace
from dashboard.workbook import clean_copy, read_workbook
from tests.workbook.building import DUP_HEAD, DUP_TITLES, book, table

# The red of a run, and whether it is struck.
_FONTS = {
    (is_red, is_struck): InlineFont(
        color="FFC00000" if is_red else "FF000000", strike=True if is_struck else None
    )
    for is_red in (False, True)
    for is_struck in (False, True)
}
_TEXTS = st.text(alphabet="abcèò12 ,.'\n", min_size=1, max_size=8)
_RUNS = st.lists(
    st.builds(InkRun, _TEXTS, st.booleans(), st.booleans()), min_size=1, max_size=6
).filter(lambda runs: any((run.is_red or run.is_struck) and run.text.strip() for run in runs))
_SPACES_AND_PAUSES = str.maketrans("", "", " \n,.")


def _workbook(runs: list[InkRun]) -> bytes:
    blocks = (TextBlock(_FONTS[run.is_red, run.is_struck], run.text) for run in runs)
    row = ("2.1.a", "Piste ciclabili", "In corso", CellRichText(*blocks), 50)
    plain = ("2.1.b", "Teatro", "In corso", "Aperto", 50)
    return book(table(DUP_HEAD, DUP_TITLES, row, plain))


def _signs(runs: list[InkRun], *, has_red: bool, has_struck: bool) -> str:
    """Gives the letters, figures and apostrophes that are left of the runs."""
    kept = (
        run.text
        for run in runs
        if (has_struck and run.is_struck) or (not run.is_struck and (has_red or not run.is_red))
    )
    return "".join(kept).translate(_SPACES_AND_PAUSES)


@settings(max_examples=100, deadline=None)
@given(_RUNS)
@example([InkRun("12 ", is_red=False, is_struck=False), InkRun("1 ", is_red=False, is_struck=True)])
@example([InkRun(",", is_red=False, is_struck=False), InkRun("a", is_red=True, is_struck=False)])
def test_runs_written_are_the_proposal_read_and_the_text_given_back(runs: list[InkRun]) -> None:
    content = _workbook(runs)
    (proposal,) = read_workbook("dup.xlsx", content).proposals
    # Two lone figures are one figure retyped: the black one counts as struck.
    read = list(proposal.runs)
    assert "".join(run.text for run in read) == "".join(run.text for run in runs)
    before = _signs(read, has_red=False, has_struck=True)
    after = _signs(read, has_red=True, has_struck=False)
    assert proposal.before.translate(_SPACES_AND_PAUSES) == before
    assert proposal.after.translate(_SPACES_AND_PAUSES) == after
    for decision, text in (
        (InkDecision.ACCEPTED, proposal.after),
        (InkDecision.REJECTED, proposal.before),
    ):
        copy = clean_copy("dup.xlsx", content, {InkPlace("Foglio", "D5"): decision})
        again = read_workbook("dup.xlsx", copy)
        assert again.proposals == ()
        assert (again.documents[0].rows[0].text("status_text") or "") == text


@settings(max_examples=50, deadline=None)
@given(_RUNS)
def test_before_and_after_are_well_spaced_wherever_the_seams_are(runs: list[InkRun]) -> None:
    (proposal,) = read_workbook("dup.xlsx", _workbook(runs)).proposals
    for text in (proposal.before, proposal.after):
        assert text == text.strip()
        assert "  " not in text
