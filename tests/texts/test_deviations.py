"""The sentences of the Scostamenti page: counts, singular and plural, nothing to say."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.texts import deviations as texts


def row(pct: float | None, reason: str | None, name: str = "Alberi piantati") -> dict[str, object]:
    return {
        "indicator_code": "A.1",
        "indicator_name": name,
        "measure_kind": "increasing",
        "unit": "n.",
        "deviation": pct,
        "deviation_pct_of_target": pct,
        "reason": reason,
        "has_reason": reason is not None,
    }


SILENT, EXPLAINED = row(-62.0, None, "Giornate di teatro"), row(-100.0, "Gara deserta")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], "Al 31/12/2024: nessuno scostamento dal target."),
        ([EXPLAINED], "Al 31/12/2024: 1 scostamento dal target, motivato."),
        ([EXPLAINED] * 2, "Al 31/12/2024: 2 scostamenti dal target, tutti motivati."),
        ([SILENT], "Al 31/12/2024: 1 scostamento dal target; 1 è senza motivazione."),
        (
            [SILENT, SILENT, EXPLAINED],
            "Al 31/12/2024: 3 scostamenti dal target; 2 sono senza motivazione.",
        ),
    ],
)
def test_headline_counts_what_nobody_explains(rows: list[dict[str, object]], expected: str) -> None:
    assert texts.headline(rows, 2024, "final") == expected


def test_the_emphasised_part_is_a_part_of_the_headline() -> None:
    rows = [SILENT, EXPLAINED]
    assert texts.unexplained(rows) in texts.headline(rows, 2024, "intermediate")
    assert texts.unexplained([EXPLAINED]) == ""


def test_completeness_names_what_could_not_deviate() -> None:
    statuses = [
        {"status": "achieved", "indicator_count": 1_000},
        {"status": "missing", "indicator_count": 11},
        {"status": "not_assessable", "indicator_count": 4},
        {"status": "sterilised", "indicator_count": 1},
        {"status": "eliminated", "indicator_count": 2},
    ]
    assert texts.completeness(statuses) == (
        "Cercati fra 1.018 indicatori; non confrontati: 11 senza dato, 4 non valutabili, "
        "1 sterilizzato, 2 eliminati con atto."
    )
    assert texts.completeness(statuses[:1]) == "Cercati fra 1.000 indicatori."
    assert texts.completeness([]) == "Nessun indicatore previsto per i filtri scelti."


def test_finding_prefers_the_widest_that_nobody_explains() -> None:
    assert texts.finding([EXPLAINED, SILENT]) == (
        "Senza motivazione, il più lontano dal target è A.1 Giornate di teatro: −62\u00a0%"
    )
    assert texts.finding([EXPLAINED]) == (
        "Il più lontano dal target è A.1 Alberi piantati: −100\u00a0%"
    )


def test_what_has_no_percentage_is_left_to_the_table_and_said() -> None:
    late = row(None, None)
    assert texts.finding([late]) == "Nessuno di questi scostamenti si misura in percentuale"
    assert texts.not_drawn_note([SILENT]) == ""
    assert texts.not_drawn_note([late, SILENT]).startswith("1 scostamento non ha")
    assert texts.not_drawn_note([late, late]).startswith("2 scostamenti non hanno")


def test_mid_year_bars_say_against_which_target_they_are() -> None:
    assert "target dell’anno" in texts.figure_note([SILENT], "intermediate")
    assert "target dell’anno" not in texts.figure_note([SILENT], "final")


def test_a_missing_reason_is_said_in_words() -> None:
    assert texts.reason_words(SILENT) == "Nessuna motivazione"
    assert texts.reason_words(EXPLAINED) == "Gara deserta"


def test_the_file_name_has_no_sign_that_windows_refuses() -> None:
    assert texts.file_name(2024, "final") == "Scostamenti al 31-12-2024"


@given(
    st.lists(
        st.tuples(
            st.none() | st.floats(-1e6, 1e6) | st.just(math.nan),
            st.none() | st.text(min_size=1, max_size=20),
        ),
        max_size=6,
    )
)
def test_no_sentence_ever_shows_a_missing_value(
    cells: list[tuple[float | None, str | None]],
) -> None:
    rows = [row(pct, None, "Posti") for pct, _ in cells]
    said = " ".join(
        [
            texts.headline(rows, 2024, "final"),
            texts.finding(rows),
            texts.not_drawn_note(rows),
            texts.figure_alt(rows),
        ]
    )
    assert "nan" not in said
    assert "None" not in said
