"""Tables for people: real HTML that wraps and links, and the same as a workbook to take away."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.kept import kept_by_content
from dashboard.texts import tables as texts
from dashboard.texts.formats import MISSING, is_absent
from dashboard.ui.components import Html, link
from dashboard.ui.paging import places_on_page
from dashboard.workbook import write_table_xlsx

PAGE_ROWS = 50
# What people look at now; fifty rows take some ten thousands of bytes.
_KEPT_TABLES = 128
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Table:
    """A table ready to be drawn for whoever looks at the same rows: its HTML is written once.

    The parameters are those of `render_table`. What is kept of it (see `ui.data.kept`) is shared,
    so that nobody may change the frame.
    """

    def __init__(
        self,
        frame: pd.DataFrame,
        columns: Mapping[str, str],
        *,
        key: str,
        file_name: str,
        links: Mapping[str, str] | None = None,
        fragments: Mapping[str, str] | None = None,
        download: Mapping[str, str] | None = None,
        stacks: bool = False,
    ) -> None:
        self._frame, self._columns, self._key, self._file_name = frame, columns, key, file_name
        self._links, self._fragments = links or {}, fragments or {}
        self._downloaded = download or columns
        self._stacks = stacks
        self._written: dict[int, str] = {}

    @property
    def is_paged(self) -> bool:
        """Whether it has more rows than are shown at a time."""
        return len(self._frame) > PAGE_ROWS

    @property
    def is_empty(self) -> bool:
        """Whether it has no rows: then there is nothing to download either."""
        return self._frame.empty

    def draw(self) -> None:
        """Draws the page of rows that is chosen, and the button that downloads all of them."""
        if not self.is_paged:
            st.html(Html(self.html()))
        else:
            place = st.container()  # the page numbers stand below, but are asked first
            place.html(Html(self._html(places_on_page(len(self._frame), PAGE_ROWS, key=self._key))))
        self.draw_download()

    def draw_folded(self) -> None:
        """Draws it folded away under "Vedi come tabella", behind the figure above."""
        if not self.is_paged:
            st.html(Html(self.folded_html()))
            self.draw_download()
            return
        with st.expander(texts.TABLE_TWIN):
            self.draw()

    def html(self) -> str:
        """Gives its rows, of one that is not paged; of an empty one, that there are none."""
        if self.is_empty:
            return f'<p class="cp-note">{escape(texts.NO_ROWS)}</p>'
        return self._html(range(len(self._frame)))

    def folded_html(self) -> str:
        """Gives its rows to unfold in the browser, of one that is not paged.

        An element of Streamlit's would cost four messages at every run. While it is folded,
        style.css hides the button drawn right after it.
        """
        return (
            f'<details class="cp-twin"><summary>{escape(texts.TABLE_TWIN)}</summary>'
            f"{self.html()}</details>"
        )

    def draw_download(self) -> None:
        """Draws the button that downloads all rows; none where there are none."""
        if self.is_empty:
            return
        st.download_button(
            texts.DOWNLOAD,
            # A function: the file is only written when somebody asks for it.
            lambda: table_xlsx(self._frame, self._downloaded, self._file_name),
            file_name=f"{self._file_name}.xlsx",
            mime=XLSX,
            key=f"{self._key}-download",
            type="tertiary",
            icon=":material/download:",
            on_click="ignore",
        )

    def _html(self, shown: range) -> str:
        if shown.start not in self._written:
            self._written[shown.start] = table_html(
                self._frame.iloc[shown.start : shown.stop],
                self._columns,
                self._links,
                self._fragments,
                label=self._file_name,
                stacks=self._stacks,
            )
        return self._written[shown.start]


def render_table(
    frame: pd.DataFrame,
    columns: Mapping[str, str],
    *,
    key: str,
    file_name: str,
    links: Mapping[str, str] | None = None,
    fragments: Mapping[str, str] | None = None,
    download: Mapping[str, str] | None = None,
    stacks: bool = False,
) -> None:
    """Draws the named columns under their Italian headings, in pages, with a download of all rows.

    `frame` holds raw values: `texts.tables` writes each by the end of its column's name. `links`:
    shown column -> column with its address. `fragments`: shown column -> column with ready HTML
    from `ui.components` to stand in its place. `download`: the columns of the workbook, where it
    tells more than the screen. `stacks`: on a phone each row stands as a card, for tables of words.
    `key` is unique on the page; `file_name` has no ending.
    """
    Table(
        frame,
        columns,
        key=key,
        file_name=file_name,
        links=links,
        fragments=fragments,
        download=download,
        stacks=stacks,
    ).draw()


@kept_by_content(_KEPT_TABLES)
def table_html(
    frame: pd.DataFrame,
    columns: Mapping[str, str],
    links: Mapping[str, str],
    fragments: Mapping[str, str],
    *,
    label: str,
    stacks: bool = False,
) -> str:
    """Gives the table as HTML; what comes from a workbook is escaped, fragments are not.

    One that stacks repeats each heading in its cells, for style.css to show on a phone.
    """
    titles = [(column, heading if stacks else "") for column, heading in columns.items()]
    heads = "".join(
        f'<th scope="col" class="{_class(column)}">{escape(heading)}</th>'
        for column, heading in columns.items()
    )
    cells = (
        [_cell(row, column, links, fragments, title) for column, title in titles]
        for row in frame.to_dict("records")
    )
    rows = "".join(f"<tr>{''.join(row)}</tr>" for row in cells)
    # A region that scrolls sideways must be reachable with the keyboard.
    return (
        f'<div class="cp-scroll" role="region" tabindex="0" aria-label="{escape(label)}">'
        f'<table class="cp-table{" cp-stacks" if stacks else ""}"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def table_xlsx(frame: pd.DataFrame, columns: Mapping[str, str], title: str) -> bytes:
    """Gives the table as a workbook: figures stay figures, dates stay dates."""
    rows = [
        [texts.cell_value(column, row[column]) for column in columns]
        for row in frame.to_dict("records")
    ]
    return write_table_xlsx({title: [list(columns.values()), *rows]}, title)


def _cell(
    row: Mapping[Any, Any],
    column: str,
    links: Mapping[str, str],
    fragments: Mapping[str, str],
    title: str,
) -> str:
    start = f'<td class="{_class(column)}"' + (f' data-title="{escape(title)}">' if title else ">")
    if column in fragments:
        return f"{start}{row[fragments[column]]}</td>"
    words = texts.cell_text(column, row[column])
    address = row[links[column]] if column in links else None
    # A dash is no name for a link: who cannot see it would not know where it leads.
    is_link = not is_absent(address) and words != MISSING
    content = link(words, str(address)) if is_link else escape(words)
    return f"{start}{content}</td>"


def _class(column: str) -> str:
    if texts.is_figure(column):
        return "cp-figure"
    if column == "reason":
        return "cp-long"
    if column in {"status", "severity", "deviation_words"}:
        return "cp-status"
    if column == "cycle":
        return "cp-whole"  # 2024-2026 would break at its hyphen
    return "cp-words" if column.endswith(("_name", "_text", "_words")) else ""
