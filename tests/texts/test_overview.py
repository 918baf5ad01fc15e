"""What the Quadro d'insieme says: one, several, none; never a word of the program."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.model import ResultStatus
from dashboard.texts import overview

DAY = pd.Timestamp("2025-02-24 09:30")


def statuses(**counts):
    """Gives rows of `status_by_entity`: status=(indicators, without a reason) or indicators."""
    rows = []
    for status, count in counts.items():
        indicators, unexplained = count if isinstance(count, tuple) else (count, 0)
        rows.append(
            {
                "status": status,
                "indicator_count": indicators,
                "unexplained_count": unexplained,
                "granted_count": 0,
            }
        )
    return rows


def deliveries(*delivered):
    """Gives rows of `deliveries`, named Settore A, B…"""
    return [
        {
            "sector_name": f"Settore {'ABCDEFGH'[i]}",
            "is_delivered": is_delivered,
            "delivered_at": DAY if is_delivered else pd.NaT,
        }
        for i, is_delivered in enumerate(delivered)
    ]


def directions(**pcts):
    """Gives rows of `achievement_by_direction`: d1=(achievement, indicators)."""
    return [
        {
            "strategic_direction_code": code.removeprefix("d"),
            "achievement_pct": pct,
            "indicator_count": count,
        }
        for code, (pct, count) in pcts.items()
    ]


def behind(**counts):
    return [
        {"strategic_direction_code": code.removeprefix("d"), "status": status, "indicator_count": n}
        for code, (status, n) in counts.items()
    ]


def half_years(*pairs):
    return [
        {
            "strategic_direction_code": str(number),
            "intermediate_achievement_pct": before,
            "final_achievement_pct": after,
        }
        for number, (before, after) in enumerate(pairs, start=1)
    ]


FINAL = statuses(achieved=112, partial=(17, 6), not_achieved=(8, 3), missing=(13, 13))
HEADLINES = [
    (
        FINAL,
        "final",
        "Al 31/12/2024: 112 indicatori su 150 hanno raggiunto il risultato atteso; "
        "9 scostamenti sono senza motivazione.",
    ),
    (
        statuses(achieved=1, partial=(1, 1)),
        "final",
        "Al 31/12/2024: 1 indicatore su 2 ha raggiunto il risultato atteso; "
        "1 scostamento è senza motivazione.",
    ),
    (
        statuses(achieved=1, on_track=2, late=(1, 0)),
        "intermediate",
        "Al 30/06/2024: 3 indicatori su 4 sono in linea o già raggiunti; "
        "tutti gli scostamenti sono motivati.",
    ),
    (
        statuses(achieved=4),
        "final",
        "Al 31/12/2024: 4 indicatori su 4 hanno raggiunto il risultato atteso; "
        "nessuno è sotto il target.",
    ),
    (
        statuses(missing=(147, 147)),
        "final",
        "Per il 2024 sono pianificati 147 indicatori; nessun risultato è ancora stato consegnato.",
    ),
    ([], "final", "Al 31/12/2024: nessun indicatore per i filtri scelti."),
]
COMPLETENESS = [
    ((True,) * 3, "Dati di 3 settori su 3, aggiornati al 24/02/2025. Non manca nessuno."),
    ((True, False), "Dati di 1 settore su 2, aggiornati al 24/02/2025. Manca: Settore B."),
    (
        (True, False, False),
        "Dati di 1 settore su 3, aggiornati al 24/02/2025. Mancano: Settore B e Settore C.",
    ),
    (
        (True, *[False] * 5),
        "Dati di 1 settore su 6, aggiornati al 24/02/2025. "
        "Mancano: Settore B, Settore C, Settore D e altri 2.",
    ),
    ((False, False), "Nessun report consegnato, su 2 settori."),
    ((), ""),
]


@pytest.mark.parametrize(("rows", "period", "sentence"), HEADLINES)
def test_headline(rows, period, sentence):
    assert overview.headline(rows, 2024, period) == sentence


@pytest.mark.parametrize(("rows", "period", "sentence"), HEADLINES[:4])
def test_emphasis_is_part_of_the_headline(rows, period, sentence):
    assert overview.emphasis(rows) in sentence


@pytest.mark.parametrize(("delivered", "sentence"), COMPLETENESS)
def test_completeness(delivered, sentence):
    assert overview.completeness(deliveries(*delivered)) == sentence


def test_a_missing_result_is_not_a_deviation():
    assert overview.unexplained_count(statuses(missing=(13, 13), partial=(2, 1))) == 1


METHODS = [
    {
        "method": "mean_of_directions",
        "achievement_pct": 88.41,
        "counted_count": 137,
        "indicator_count": 150,
        "is_headline": True,
    },
    {
        "method": "mean_of_indicators",
        "achievement_pct": 90.0,
        "counted_count": 137,
        "indicator_count": 150,
        "is_headline": False,
    },
]


def plain(tile):
    return (tile.label, tile.value.replace("\u00a0", " "), tile.note.replace("\u00a0", " "))


def test_tiles_at_the_end_of_the_year():
    tiles = overview.tiles(FINAL, deliveries(True, True, False), METHODS, 4, "final")
    assert [plain(tile) for tile in tiles] == [
        ("Raggiunti", "112", "75 % di 150 indicatori"),
        ("Sotto il target", "25", "17 in parte, 8 non raggiunti"),
        ("Senza motivazione", "9", "scostamenti da spiegare"),
        ("Senza dato", "13", "risultato non comunicato"),
        ("Settori consegnati", "2 su 3", "manca: Settore C"),
        ("Grado di raggiungimento", "88,4 %", "media di 4 indirizzi, 137 indicatori su 150"),
    ]


def test_tiles_at_mid_year():
    rows = statuses(achieved=1, on_track=5, late=(3, 0), not_due=1, not_assessable=2)
    tiles = overview.tiles(rows, deliveries(True, False, False), METHODS[1:], 1, "intermediate")
    assert [plain(tile) for tile in tiles] == [
        ("In linea o raggiunti", "6", "50 % di 12 indicatori; 1 già raggiunto"),
        ("In ritardo", "3", "rispetto a quanto atteso al 30/6"),
        ("Senza motivazione", "0", "ogni scostamento ha un motivo"),
        ("Senza dato", "0", "più 2 non valutabili e 1 non dovuto nel periodo"),
        ("Settori consegnati", "1 su 3", "ne mancano 2"),
        ("Grado di raggiungimento", "—", "nessun indicatore contato"),
    ]


def test_every_state_that_leaves_the_sums_has_its_count():
    rows = statuses(achieved=1, not_assessable=1, sterilised=2, eliminated=1)
    tile = overview.tiles(rows, [], METHODS, 4, "final")[3]
    assert tile.note == "più 1 non valutabile, 2 sterilizzati e 1 eliminato con atto"


def test_the_percentage_says_how_much_of_it_the_nucleo_granted():
    rows = [{**row, "granted_count": 2} for row in statuses(achieved=137)]
    tile = overview.tiles(rows, [], METHODS, 4, "final")[-1]
    assert tile.note.endswith("137 indicatori su 150, di cui 2 riconosciuti dal Nucleo")


def test_the_percentage_names_its_own_method():
    chosen = [{**METHODS[1], "is_headline": True}]
    tile = overview.tiles(FINAL, [], chosen, 0, "final")[-1]
    assert tile.note == "media degli indicatori, 137 indicatori su 150"


FINDINGS = [
    (
        behind(d1=("partial", 2), d3=("not_achieved", 6)),
        directions(d1=(91.0, 40), d3=(76.1, 36)),
        "final",
        "L’indirizzo 3 è il più indietro: 6 indicatori su 36 sotto il target",
    ),
    (
        behind(d3=("late", 1)),
        directions(d3=(76.1, 36)),
        "intermediate",
        "L’indirizzo 3: 1 indicatore su 36 in ritardo",
    ),
    (
        behind(d1=("achieved", 9)),
        directions(d1=(100.0, 9), d2=(100.0, 3)),
        "final",
        "Nessun indicatore sotto il target, in nessun indirizzo",
    ),
    (
        behind(d1=("missing", 9)),
        directions(d1=(float("nan"), 9)),
        "final",
        "Indicatori per indirizzo strategico: nessun risultato ancora confrontabile",
    ),
]


@pytest.mark.parametrize(("counts", "means", "period", "sentence"), FINDINGS)
def test_status_finding(counts, means, period, sentence):
    assert overview.status_finding(counts, means, period) == sentence


DUMBBELLS = [
    (
        [(60, 90), (70, 95), (79, 76)],
        "Da giugno (○) a dicembre (●): 2 indirizzi su 3 sono saliti, 1 è sceso",
    ),
    ([(60, 90), (70, 70)], "Da giugno (○) a dicembre (●): 1 indirizzo su 2 è salito"),
    (
        [(60, 50), (70, 60)],
        "Da giugno (○) a dicembre (●): 2 indirizzi su 2 sono scesi",
    ),
    ([(60, 60), (7, 7)], "Da giugno (○) a dicembre (●): nessun indirizzo su 2 si è mosso"),
    ([(60, 50)], "Da giugno (○) a dicembre (●) l’indirizzo è sceso"),
    ([(60, 60)], "Da giugno (○) a dicembre (●) l’indirizzo è rimasto fermo"),
    ([(60, None), (None, 80)], overview.NO_COMPARISON),
    ([], overview.NO_COMPARISON),
]


@pytest.mark.parametrize(("pairs", "sentence"), DUMBBELLS)
def test_dumbbell_finding(pairs, sentence):
    assert overview.dumbbell_finding(half_years(*pairs)) == sentence


@pytest.mark.parametrize(
    ("shown", "total", "rows", "sentence"),
    [
        (10, 27, FINAL, "Da guardare: 10 scostamenti su 27, i non motivati per primi"),
        (3, 3, FINAL, "Da guardare: 3 scostamenti, i non motivati per primi"),
        (1, 1, FINAL, "Da guardare: 1 scostamento"),
        (0, 0, statuses(achieved=2), overview.NO_DEVIATIONS),
        (0, 0, statuses(missing=2, not_due=1), overview.NOTHING_COMPARED),
        (0, 0, [], overview.NOTHING_COMPARED),
    ],
)
def test_deviations_finding(shown, total, rows, sentence):
    assert overview.deviations_finding(shown, total, rows) == sentence


def test_the_table_behind_the_bars_names_only_what_occurs():
    columns = overview.status_columns(["achieved", "missing"])
    assert columns["achieved_count"] == "Raggiunti"
    assert columns["missing_count"] == "Senza dato"
    assert "late_count" not in columns


def test_descriptions_for_who_cannot_see_tell_every_direction():
    means = directions(d1=(91.0, 40), d3=(None, 36))
    words = overview.status_alt(behind(d1=("partial", 2)), means, "final")
    assert "1 91,0\u00a0%, 3 —" in words
    assert "2 da 70,0\u00a0% a —" in overview.dumbbell_alt(half_years((60, 90), (70, None)))


COUNTS = st.dictionaries(
    st.sampled_from([status.value for status in ResultStatus]),
    st.tuples(st.integers(0, 2000), st.integers(0, 2000)),
)
DELIVERED = st.lists(st.booleans(), max_size=8)
PCTS = st.none() | st.just(float("nan")) | st.floats(0, 100)


@given(
    COUNTS,
    DELIVERED,
    st.lists(st.tuples(PCTS, PCTS), max_size=5),
    PCTS,
    st.sampled_from(["final", "intermediate"]),
)
def test_nothing_of_the_program_shows_through(counts, delivered, pairs, pct, period):
    rows, handed_in = statuses(**counts), deliveries(*delivered)
    methods = [{**METHODS[0], "achievement_pct": pct}]
    by_direction = [{**row, "strategic_direction_code": "1"} for row in rows]
    means = directions(d1=(pct, 10))
    words = [
        overview.headline(rows, 2024, period),
        overview.completeness(handed_in),
        overview.status_finding(by_direction, means, period),
        overview.status_alt(by_direction, means, period),
        overview.dumbbell_finding(half_years(*pairs)),
        overview.dumbbell_alt(half_years(*pairs)),
    ]
    for tile in overview.tiles(rows, handed_in, methods, 4, period):
        words += [tile.label, tile.value, tile.note]
    for sentence in words:
        assert not any(code in sentence for code in ("nan", "NaT", "None", "_"))
        assert " 1 indicatori" not in sentence
        assert " 1 scostamenti" not in sentence
