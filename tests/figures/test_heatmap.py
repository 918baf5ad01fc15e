"""Sectors by directions: counts that add up, empty cells, readable text."""

import pandas as pd

from dashboard.figures.heatmap import sector_direction_table, sector_heatmap

NAMES = [
    "sector_code",
    "sector_name",
    "strategic_direction_code",
    "strategic_direction_name",
    "status",
    "indicator_count",
]


def counts(*rows):
    """Gives rows of (sector, direction, status, count)."""
    return pd.DataFrame(
        [(s, f"Settore {s}", d, f"Indirizzo {d}", status, n) for s, d, status, n in rows],
        columns=NAMES,
    )


THREE_CELLS = counts(
    ("01", "1", "achieved", 7),
    ("01", "1", "on_track", 2),
    ("01", "1", "late", 1),
    ("01", "2", "missing", 3),
    ("02", "2", "achieved", 5),
)


def test_good_ones_are_counted_over_all():
    table = sector_direction_table(THREE_CELLS)
    assert list(table["good_count"]) == [9, 0, 5]
    assert list(table["indicator_count"]) == [10, 3, 5]


def test_cells_say_their_counts_and_empty_ones_stay_empty():
    figure = sector_heatmap(THREE_CELLS)
    assert [list(line) for line in figure.data[0].z] == [[0.9, 0.0], [None, 1.0]]
    assert [note.text for note in figure.layout.annotations] == ["9 su 10", "0 su 3", "5 su 5"]


def test_what_was_set_aside_is_nobodys_delay():
    figure = sector_heatmap(
        counts(
            ("01", "1", "achieved", 1),
            ("01", "1", "sterilised", 2),
            ("01", "1", "eliminated", 3),
            ("01", "2", "eliminated", 1),
        )
    )
    assert [note.text for note in figure.layout.annotations] == ["1 su 1", "—"]


def test_rows_are_sectors_and_columns_direction_codes():
    figure = sector_heatmap(THREE_CELLS)
    assert list(figure.layout.yaxis.ticktext) == ["01 Settore 01", "02 Settore 02"]
    assert list(figure.layout.xaxis.ticktext) == ["<b>1</b>", "<b>2</b>"]


def test_indicators_without_direction_have_their_own_column():
    frame = counts(("01", "1", "achieved", 1), ("01", None, "achieved", 2))
    figure = sector_heatmap(frame)
    assert len(figure.data[0].x) == 2
    assert sorted(note.text for note in figure.layout.annotations) == ["1 su 1", "2 su 2"]


def test_long_sector_names_wrap_and_rows_grow():
    long = counts(("01", "1", "achieved", 1)).assign(
        sector_name="Servizi alla persona, pubblica istruzione e politiche giovanili"
    )
    assert sector_heatmap(long).layout.yaxis.ticktext[0].count("<br>") == 1
    assert (
        sector_heatmap(long).layout.height
        > sector_heatmap(long.assign(sector_name="A")).layout.height
    )


def test_nothing_to_draw_is_none():
    assert sector_heatmap(counts()) is None


def test_counts_break_into_two_lines_where_columns_are_narrow():
    four, five = (
        counts(*[("01", str(direction), "achieved", 3) for direction in range(number)])
        for number in (4, 5)
    )
    assert {note.text for note in sector_heatmap(four).layout.annotations} == {"3 su 3"}
    assert {note.text for note in sector_heatmap(five).layout.annotations} == {"3<br>su 3"}


def test_a_long_name_in_capitals_is_wrapped_inside_its_margin():
    names = counts(("01", "1", "achieved", 3)).assign(
        sector_code="07", sector_name="DIPARTIMENTO SICUREZZA ALIMENTARE E TUTELA"
    )
    lines = sector_heatmap(names).layout.yaxis.ticktext[0].split("<br>")
    assert len(lines) == 3
    assert max(map(len, lines)) <= 17


def test_what_cannot_be_assessed_is_nobodys_delay():
    figure = sector_heatmap(
        counts(
            ("01", "1", "achieved", 3),
            ("01", "1", "not_assessable", 20),
            ("01", "1", "missing", 1),
            ("01", "2", "not_due", 4),
        )
    )
    assert [note.text for note in figure.layout.annotations] == ["3 su 4", "—"]
    assert list(figure.data[0].z[0]) == [0.75, None]
    assert "altri 20 non valutabili o non dovuti" in figure.data[0].customdata[0][0]


def test_the_words_of_a_cell_lead_where_they_are_told_to():
    rows = len(sector_direction_table(THREE_CELLS))
    figure = sector_heatmap(THREE_CELLS, ["risultati?settore=05"] * rows)

    texts = [note.text for note in figure.layout.annotations]
    assert all('href="risultati?settore=' in text for text in texts)
    assert all(note.captureevents for note in figure.layout.annotations)
