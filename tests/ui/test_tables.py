"""Tables as HTML and as a workbook: escaped, linked, complete."""

from __future__ import annotations

import io

import openpyxl
import pandas as pd

from dashboard.ui.components import result_status
from dashboard.ui.tables import table_html, table_xlsx

COLUMNS = {"indicator_name": "Indicatore", "achievement_pct": "Raggiungimento", "status": "Stato"}
FRAME = pd.DataFrame(
    {
        "indicator_name": ["Ore <script>alert(1)</script> & simili", "=1+1"],
        "achievement_pct": [88.449, None],
        "status": ["partial", "missing"],
        "address": ['azione?azione=A"1&x=1', None],
    }
)


def html_of(**more: dict[str, str]) -> str:
    return table_html(
        FRAME, COLUMNS, more.get("links", {}), more.get("fragments", {}), label="Indicatori"
    )


def test_what_a_sector_typed_never_becomes_markup() -> None:
    shown = html_of()
    assert "<script>" not in shown
    assert "Ore &lt;script&gt;alert(1)&lt;/script&gt; &amp; simili" in shown


def test_headings_are_table_headings_and_figures_are_written_in_italian() -> None:
    shown = html_of()
    assert '<th scope="col" class="cp-words">Indicatore</th>' in shown
    assert '<td class="cp-figure">88,4\u00a0%</td>' in shown
    assert '<td class="cp-figure">—</td>' in shown


def test_a_table_that_stacks_repeats_its_headings_in_the_cells() -> None:
    shown = table_html(FRAME, {"status": 'Stato "A"'}, {}, {}, label="Stati", stacks=True)

    assert '<table class="cp-table cp-stacks">' in shown
    assert shown.count('data-title="Stato &quot;A&quot;"') == len(FRAME)
    assert "data-title" not in html_of()


def test_a_link_is_escaped_and_only_drawn_where_there_is_an_address() -> None:
    shown = html_of(links={"indicator_name": "address"})
    assert shown.count("<a ") == 1
    assert 'href="azione?azione=A&quot;1&amp;x=1"' in shown


def test_a_fragment_stands_as_it_is() -> None:
    frame = FRAME.assign(mark=[result_status(status) for status in FRAME["status"]])
    shown = table_html(frame, {"status": "Stato"}, {}, {"status": "mark"}, label="Stati")
    assert 'aria-hidden="true" style="color:#D9730D">▲</span> raggiunto in parte</td>' in shown


def test_the_workbook_holds_every_row_with_numbers_as_numbers_and_no_formula() -> None:
    book = openpyxl.load_workbook(io.BytesIO(table_xlsx(FRAME, COLUMNS, "Indicatori")))
    rows = list(book.worksheets[0].iter_rows(min_row=3, values_only=True))
    assert rows == [
        ("Indicatore", "Raggiungimento", "Stato"),
        ("Ore <script>alert(1)</script> & simili", 88.449, "raggiunto in parte"),
        ("=1+1", None, "senza dato"),
    ]
    assert book.worksheets[0]["A5"].data_type == "s"
