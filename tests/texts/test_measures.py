"""Results, targets and deviations in words."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.model import MeasureKind
from dashboard.texts.measures import deviation_words, result_against_target, target_words

EMPTY = {
    "measure_kind": "increasing",
    "unit": None,
    "target_text": None,
    "target_number": None,
    "target_upper_number": None,
    "target_date": None,
    "target_boolean": None,
    "result_text": None,
    "result_number": None,
    "result_date": None,
    "result_boolean": None,
    "deviation": None,
    "deviation_pct_of_target": None,
}


def row(**stated):
    return {**EMPTY, **stated}


PAIRS = [
    (row(unit="giornate", target_number=100, result_number=38), "38 su 100 giornate"),
    (row(unit="%", target_number=70, result_number=65.3), "65,3 su 70 %"),
    (
        row(measure_kind="decreasing", unit="giorni", target_number=30, result_number=33.6),
        "33,6 giorni, atteso: al massimo 30 giorni",
    ),
    (
        row(
            measure_kind="range",
            unit="giorni",
            target_number=10,
            target_upper_number=20,
            result_number=25,
        ),
        "25 giorni, atteso: tra 10 e 20 giorni",
    ),
    (row(measure_kind="boolean", target_boolean=True, result_boolean=False), "no, atteso: sì"),
    (
        row(
            measure_kind="date",
            target_date=date(2024, 10, 31),
            result_date=pd.Timestamp("2024-12-20"),
        ),
        "20/12/2024, atteso: entro il 31/10/2024",
    ),
    (
        row(
            measure_kind="qualitative",
            target_text="continuità dei percorsi",
            result_text="parzialmente raggiunto",
            result_number=50,
        ),
        "«parzialmente raggiunto», atteso: «continuità dei percorsi»",
    ),
    (row(target_number=40, unit="posti"), "nessun dato, atteso: almeno 40 posti"),
    (row(target_number=40, result_text="n.d."), "«n.d.», atteso: almeno 40"),
    (row(result_number=5), "5, senza target"),
    (row(target_number=0, result_number=0), "0 su 0"),
]
DEVIATIONS = [
    (row(deviation=-62, deviation_pct_of_target=-62.0), "−62 %"),
    (row(measure_kind="date", deviation=50), "+50 giorni"),
    (row(measure_kind="date", deviation=1), "+1 giorno"),
    (row(measure_kind="decreasing", unit="km", deviation=3.5), "+3,5 km"),
    (row(), "—"),
]


def plain(words):
    return words.replace("\u00a0", " ")


@pytest.mark.parametrize(("record", "words"), PAIRS)
def test_result_against_target(record, words):
    assert plain(result_against_target(record)) == words


@pytest.mark.parametrize(("record", "words"), DEVIATIONS)
def test_deviation_words(record, words):
    assert plain(deviation_words(record)) == words


def test_a_target_without_anything_is_a_dash():
    assert target_words(row()) == "—"


ABSENT = st.sampled_from([None, float("nan"), pd.NaT])
NUMBERS = ABSENT | st.floats(min_value=-1e9, max_value=1e9)
DATES = ABSENT | st.dates(min_value=date(2000, 1, 1), max_value=date(2050, 1, 1))
RECORDS = st.fixed_dictionaries(
    {
        "measure_kind": st.sampled_from([kind.value for kind in MeasureKind]),
        "unit": st.sampled_from([None, float("nan"), "%", "giorni"]),
        "target_text": st.sampled_from([None, float("nan"), "≥ 80"]),
        "target_number": NUMBERS,
        "target_upper_number": NUMBERS,
        "target_date": DATES,
        "target_boolean": st.sampled_from([None, True, False]),
        "result_text": st.sampled_from([None, float("nan"), "38"]),
        "result_number": NUMBERS,
        "result_date": DATES,
        "result_boolean": st.sampled_from([None, True, False]),
        "deviation": NUMBERS,
        "deviation_pct_of_target": NUMBERS,
    }
)


@given(RECORDS)
def test_nothing_of_the_program_shows_through(record):
    for words in (result_against_target(record), target_words(record), deviation_words(record)):
        assert words
        assert not any(code in words for code in ("nan", "NaT", "None", "True", "False"))
