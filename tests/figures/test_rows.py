"""Labels of rows: escaped, and links only where plotly leaves the address whole."""

from __future__ import annotations

import pytest

from dashboard.figures.rows import rows_figure, rows_for


def label(name: str, address: str | None) -> str:
    return str(rows_figure(rows_for([name]), addresses=[address]).layout.annotations[0].text)


def test_a_label_leads_to_its_address_in_the_same_tab() -> None:
    shown = label("Alberi piantati", "azione?anno=2024&azione=AM.02")

    assert 'href="azione?anno=2024&azione=AM.02"' in shown
    assert 'target="_self"' in shown
    assert ">Alberi piantati</a>" in shown


@pytest.mark.parametrize("encoded", ["A%26B", "A%2BB", "A%23B", "A%25B", "A%3DB"])
def test_an_address_that_plotly_would_change_is_no_link(encoded: str) -> None:
    assert label("Alberi", f"azione?azione={encoded}") == "Alberi"


def test_a_row_without_address_is_no_link() -> None:
    assert label("Alberi", None) == "Alberi"


def test_only_a_linked_label_takes_the_pointer_from_the_bars_behind_it() -> None:
    figure = rows_figure(rows_for(["Alberi", "Buche"]), addresses=["azione?azione=A", None])

    assert [note.captureevents for note in figure.layout.annotations] == [True, False]


def test_every_line_of_a_long_label_is_a_link() -> None:
    name = "Segnalazioni di buche sulle strade comunali risolte entro cinque giorni lavorativi"

    assert label(name, "azione?azione=LP.01").count("<a ") == 2


def test_what_people_typed_is_never_markup() -> None:
    assert label("<b>Costi</b> & tempi", None) == "&lt;b&gt;Costi&lt;/b&gt; &amp; tempi"
