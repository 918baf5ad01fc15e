"""Before and after read as a person would have written them, seams mended and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.model import InkRun
from dashboard.workbook.cells import Cell
from dashboard.workbook.redink import after_text, before_text
from dashboard.workbook.wording import joined_pieces, kept_pieces

# One letter of ink before each run: B black, R red, S struck, X red and struck.
CASES = [
    # runs                                                before                    after
    (("BGara", "R aggiudicata"), "Gara", "Gara aggiudicata"),
    (("BGara ", "R aggiudicata"), "Gara", "Gara aggiudicata"),
    (("BFine a ", "Sluglio", "Rottobre", "B."), "Fine a luglio.", "Fine a ottobre."),
    # The space went with the word before, and is still owed to the next one.
    (
        ("BFine a ", "Sluglio ", "Rottobre", "B2024"),
        "Fine a luglio 2024",
        "Fine a ottobre 2024",
    ),
    (("BGara", "R deserta e", "B nuova"), "Gara nuova", "Gara deserta e nuova"),
    (("BGara", "R deserta ", "Bnuova"), "Gara nuova", "Gara deserta nuova"),
    # Inside a word nothing had a space, so nothing gets one.
    (("Battua", "Rzio", "Bne"), "attuane", "attuazione"),
    (("Bpian", "Se", "Ri"), "piane", "piani"),
    # Two spaces become one, at a seam and elsewhere.
    (("BDue ", "R  sedi"), "Due", "Due sedi"),
    (("BDue  sedi", "R aperte"), "Due sedi", "Due sedi aperte"),
    # No space before a point, no pause before another sign, no comma at an end.
    (("BGara avviata", "R , chiusa"), "Gara avviata", "Gara avviata, chiusa"),
    (("BGara ", "Rchiusa", "B."), "Gara.", "Gara chiusa."),
    (("BGara, ", "Sforse", "B, esito"), "Gara, forse, esito", "Gara, esito"),
    (("BGara, ", "Sforse", "B."), "Gara, forse.", "Gara."),
    (("BAvviata, ", "Sforse"), "Avviata, forse", "Avviata"),
    (("SGara", "B, esito noto"), "Gara, esito noto", "esito noto"),
    (("BGara (", "Spubblica", "B) chiusa"), "Gara (pubblica) chiusa", "Gara chiusa"),
    (("BStato:", "R avviato"), "Stato:", "Stato: avviato"),
    # A sentence that begins right behind another one.
    (
        ("BGara avviata.", "RContratto firmato."),
        "Gara avviata.",
        "Gara avviata. Contratto firmato.",
    ),
    (("BArt.", "R15"), "Art.", "Art.15"),
    # Apostrophes: elided words hold on to the next one, cut words do not.
    (("Bdell'", "R ente"), "dell'", "dell'ente"),
    (("Bl’", "Rattuale ", "Bente"), "l’ente", "l’attuale ente"),
    (("Bun po' ", "Ralla volta"), "un po'", "un po' alla volta"),
    # Lines: an added one goes with its break, a struck one leaves none behind.
    (("BPrima", "R\nSeconda"), "Prima", "Prima\nSeconda"),
    (("BPrima\n", "Sseconda", "B\nTerza"), "Prima\nseconda\nTerza", "Prima\nTerza"),
    (("BPrima", "R\nSeconda\n", "BTerza"), "Prima\nTerza", "Prima\nSeconda\nTerza"),
    # Black text is nobody's proposal: it stays as it was typed.
    (("BOre 9 : 30 , sede", "R nuova"), "Ore 9 : 30 , sede", "Ore 9 : 30 , sede nuova"),
    (("BVia S.", "BAnna", "R 5"), "Via S.Anna", "Via S.Anna 5"),
    # Red that was struck again asks for nothing but its own end.
    (("BAvviata ", "Xno"), "Avviata no", "Avviata"),
    # A red figure beside a lone black one takes its place; as part of it, it makes it longer.
    (("B10", "R 15"), "10", "15"),
    (("B≥ 80 %", "R → 85 %"), "≥ 80 %", "85 %"),
    (("B30/06/2024 ", "R31/12/2024"), "30/06/2024", "31/12/2024"),
    (("S10", "R → 15"), "10", "15"),
    (("B10", "R0"), "10", "100"),
    (("B10", "R/15"), "10", "10/15"),
    (("B10 sedi", "R 15"), "10 sedi", "10 sedi 15"),
]


def _cell(marked: tuple[str, ...]) -> Cell:
    runs = tuple(InkRun(text[1:], text[0] in "RX", text[0] in "SX") for text in marked)
    text = "".join(run.text for run in runs)
    return Cell(5, 4, text, text, runs=runs)


@pytest.mark.parametrize(("runs", "before", "after"), CASES)
def test_before_and_after_read_as_a_person_would_write_them(
    runs: tuple[str, ...], before: str, after: str
) -> None:
    cell = _cell(runs)
    assert (before_text(cell), after_text(cell)) == (before, after)


_TEXTS = st.lists(
    st.sampled_from(
        [
            " ",
            "  ",
            "a",
            "b2",
            "15",
            ".",
            ",",
            ")",
            "(",
            "dell'",
            "un po’",
            "\n",
            "\t",
            "\u00a0",
            "\u2003",
        ]
    ),
    max_size=4,
).map("".join)


@given(st.lists(st.tuples(_TEXTS, st.booleans()), max_size=4))
def test_runs_that_read_well_are_left_as_the_joining_would_leave_them(
    written: list[tuple[str, bool]],
) -> None:
    runs = [InkRun(text, is_red, is_struck=False) for text, is_red in written]
    is_kept = [True] * len(runs)

    assert kept_pieces(runs, is_kept) == joined_pieces(runs, is_kept)
