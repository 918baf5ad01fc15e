"""The sentences of the Risultati page: counts, what the mean leaves out, who is behind."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.model import ResultStatus
from dashboard.texts import results as texts

Row = dict[str, object]


def statuses(sector: str = "01", **counts: int) -> list[Row]:
    return [
        {
            "sector_code": sector,
            "sector_name": f"Settore {sector}",
            "strategic_direction_code": "1",
            "strategic_direction_name": "La città che cresce",
            "status": status,
            "indicator_count": count,
        }
        for status, count in counts.items()
    ]


def result(
    achievement_pct: float | None = 40.0,
    left_out_reason: str | None = None,
    basis: str = "measured",
) -> Row:
    return {
        "indicator_code": "AM.02.1",
        "indicator_name": "Alberi piantati",
        "measure_kind": "increasing",
        "unit": "n.",
        "target_number": 120.0,
        "target_upper_number": math.nan,
        "target_date": None,
        "target_boolean": None,
        "target_text": "120",
        "result_number": 48.0,
        "result_date": None,
        "result_boolean": None,
        "result_text": "48",
        "achievement_pct": math.nan if achievement_pct is None else achievement_pct,
        "achievement_basis": basis,
        "left_out_reason": left_out_reason,
    }


def method(achievement_pct: float | None, counted: int = 137, of: int = 152) -> list[Row]:
    shared = {"counted_count": counted, "indicator_count": of}
    return [
        {"method": "mean_of_indicators", "is_headline": False, "achievement_pct": 1.0, **shared},
        {
            "method": "mean_of_directions",
            "is_headline": True,
            "achievement_pct": achievement_pct,
            **shared,
        },
    ]


@pytest.mark.parametrize(
    ("counts", "period", "expected"),
    [
        (
            {"achieved": 110, "partial": 19, "not_achieved": 8, "missing": 11},
            "final",
            "Al 31/12/2024: 110 indicatori su 148 sono al target; 27 sono sotto.",
        ),
        (
            {"achieved": 1, "partial": 1},
            "final",
            "Al 31/12/2024: 1 indicatore su 2 è al target; 1 è sotto.",
        ),
        (
            {"achieved": 2},
            "final",
            "Al 31/12/2024: 2 indicatori su 2 sono al target; nessuno è sotto.",
        ),
        (
            {"achieved": 98, "partial": 2002},
            "final",
            "Al 31/12/2024: 98 indicatori su 2.100 sono al target; 2.002 sono sotto.",
        ),
        (
            {"achieved": 3, "on_track": 4, "late": 2},
            "intermediate",
            "Al 30/06/2024: 7 indicatori su 9 sono in linea o già al target; 2 sono in ritardo.",
        ),
    ],
)
def test_headline_counts_what_is_good_and_what_is_behind(
    counts: dict[str, int], period: str, expected: str
) -> None:
    rows = statuses(**counts)

    assert texts.headline(rows, 2024, period) == expected
    assert texts.emphasis(rows, period) in expected


def test_a_mean_says_of_what_over_how_many_and_leaving_out_what() -> None:
    rows = [result(), *[result(None, "missing")] * 11, *[result(None, "not_assessable")] * 4]

    assert texts.mean_sentence(method(94.23), rows) == (
        "Grado di raggiungimento 94,2\u00a0%: media degli indirizzi strategici, su 137 indicatori "
        "di 152; esclusi 11 senza dato e 4 non valutabili. Percentuali misurate da target e "
        "risultato."
    )


def test_a_mean_says_whose_percentages_it_is_made_of() -> None:
    rows = [result(basis="declared"), result(basis="measured")]

    assert texts.mean_sentence(method(97.1), rows).endswith(
        "Percentuali misurate da target e risultato e dichiarate nei documenti."
    )


def test_a_mean_names_every_state_left_out_and_what_the_nucleo_granted() -> None:
    rows = [
        result(),
        *[result(basis="granted")] * 2,
        result(None, "sterilised", basis="granted"),
        *[result(None, "eliminated")] * 2,
        result(None, "excluded"),
    ]

    sentence = texts.mean_sentence(method(97.1), rows)

    assert "esclusi 2 eliminati con atto, 1 sterilizzato e 1 escluso dal calcolo." in sentence
    assert sentence.endswith(
        "Percentuali misurate da target e risultato e riconosciute dal Nucleo (2)."
    )


@pytest.mark.parametrize("pct", [None, math.nan])
def test_without_a_mean_it_says_why(pct: float | None) -> None:
    rows = [result(None, "missing"), result(None, "missing")]

    assert texts.mean_sentence(method(pct), rows) == (
        "Nessun risultato si può confrontare con il suo target; esclusi 2 senza dato."
    )
    assert texts.mean_sentence([], rows).startswith("Nessun risultato")


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (result(40.0), "Il più lontano dal target: AM.02.1 Alberi piantati (48 su 120)"),
        (result(100.0), "Tutti questi indicatori con un dato sono al target"),
        (result(None), "Nessuno di questi indicatori ha una percentuale"),
    ],
)
def test_the_bullets_title_names_the_furthest_from_its_target(first: Row, expected: str) -> None:
    assert texts.bullets_finding([first, result(None, "missing")]) == expected


def test_the_sector_furthest_behind_is_named_with_what_it_did_not_send() -> None:
    rows = [
        *statuses("01", achieved=10, partial=2),
        *statuses("08", missing=11),
        *statuses("05", achieved=5, not_achieved=5),
    ]

    assert texts.sectors_finding(rows, "final") == (
        "08 Settore 08 è il più indietro: 0 su 11 al target, 11 senza dato"
    )


def test_one_of_several_last_sectors_is_not_called_the_last() -> None:
    rows = [*statuses("01", achieved=1, partial=1), *statuses("02", achieved=2, partial=2)]

    assert "è fra i più indietro" in texts.sectors_finding(rows, "final")


def test_what_cannot_be_assessed_puts_no_sector_behind() -> None:
    rows = [
        *statuses("01", achieved=3, not_assessable=20, not_due=5),
        *statuses("02", achieved=3, partial=1),
    ]
    assert texts.sectors_finding(rows, "final") == (
        "02 Settore 02 è il più indietro: 3 su 4 al target"
    )
    assert texts.sectors_finding(statuses("01", not_assessable=2), "final") == (
        "In nessun settore ci sono indicatori da valutare in questo periodo"
    )


def test_a_single_sector_is_compared_with_nobody() -> None:
    assert texts.sectors_finding(statuses("01", achieved=1, partial=1), "final") == (
        "01 Settore 01: 1 su 2 al target"
    )


def test_when_all_is_well_no_sector_is_named() -> None:
    rows = [*statuses("01", achieved=1), *statuses("02", on_track=1)]

    assert texts.sectors_finding(rows, "intermediate") == (
        "In ogni settore tutti gli indicatori valutabili sono in linea o già al target"
    )


def test_the_names_behind_the_column_codes_are_given_once_each() -> None:
    note = texts.sectors_note([*statuses("01", achieved=1), *statuses("02", achieved=1)])
    assert note.count("1 La città che cresce") == 1


def test_outcomes_are_offered_from_achieved_to_missing() -> None:
    words = [texts.status_words(status) for status in ("missing", "partial", "achieved", "missing")]
    assert texts.statuses_in_order(words) == ["raggiunto", "raggiunto in parte", "senza dato"]


COUNTS = st.dictionaries(
    st.sampled_from([status.value for status in ResultStatus]), st.integers(1, 30), min_size=1
)


@given(COUNTS, st.sampled_from(["intermediate", "final"]))
def test_the_headline_never_counts_more_than_there_is(counts: dict[str, int], period: str) -> None:
    rows = statuses(**counts)
    total = sum(counts.values())

    sentence = texts.headline(rows, 2024, period)

    assert f"su {total} " in sentence
    assert "None" not in sentence
    assert texts.sectors_alt(rows, period).count("  ") == 0
