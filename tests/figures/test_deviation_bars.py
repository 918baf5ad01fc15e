"""Signed bars: sign, order, hatch, what is left out, what is cut."""

from __future__ import annotations

import pandas as pd

from dashboard.figures import theme
from dashboard.figures.deviation_bars import CAP_PCT, deviation_bars


def frame(*rows: tuple[str, float | None, bool, str]) -> pd.DataFrame:
    """Gives rows of (name, deviation in % of the target, has a reason, status)."""
    return pd.DataFrame(
        [
            {
                "indicator_code": f"A.{number}",
                "indicator_name": name,
                "measure_kind": "increasing",
                "unit": "km",
                "sector_name": "Lavori pubblici",
                "target_number": 10.0,
                "target_upper_number": None,
                "target_date": pd.NaT,
                "target_boolean": None,
                "target_text": "10",
                "result_number": 4.0,
                "result_date": pd.NaT,
                "result_boolean": None,
                "result_text": "4",
                "deviation": -6.0,
                "deviation_pct_of_target": pct,
                "has_reason": has_reason,
                "status": status,
            }
            for number, (name, pct, has_reason, status) in enumerate(rows, start=1)
        ]
    )


ONE = ("Piste ciclabili", -62.0, False, "not_achieved")
TWO = ("Tempo medio", 12.0, True, "partial")
THREE = ("Ritardo del collaudo", None, True, "not_achieved")


def test_bars_keep_their_sign_and_order_and_say_the_figure() -> None:
    bars = deviation_bars(frame(ONE, TWO)).data[0]
    assert list(bars.x) == [-62.0, 12.0]
    assert list(bars.text) == ["−62\u00a0%", "+12\u00a0%"]
    assert bars.y[0] < bars.y[1]


def test_zero_is_always_in_sight() -> None:
    low, high = deviation_bars(frame(ONE)).layout.xaxis.range
    assert low < -62.0 < 0.0 < high


def test_only_bars_without_a_reason_are_hatched_and_status_gives_the_colour() -> None:
    marker = deviation_bars(frame(ONE, TWO)).data[0].marker
    assert list(marker.pattern.shape) == [theme.NO_REASON_PATTERN, ""]
    assert list(marker.color) == [theme.WINE, theme.ORANGE]


def test_what_has_no_percentage_is_not_drawn() -> None:
    assert len(deviation_bars(frame(ONE, THREE)).data[0].x) == 1
    assert deviation_bars(frame(THREE)) is None
    assert deviation_bars(frame(ONE).iloc[:0]) is None


def test_a_runaway_bar_is_cut_and_says_so() -> None:
    bars = deviation_bars(frame(("Spese", 900.0, True, "not_achieved"), ONE)).data[0]
    assert bars.x[0] == CAP_PCT
    assert bars.text[0] == "+900\u00a0% ▸"


def test_markup_typed_into_a_name_stays_text() -> None:
    figure = deviation_bars(frame(("<b>Ore</b> & simili", -5.0, True, "partial")))
    label = figure.layout.annotations[0].text
    assert label.startswith("A.1 &lt;b&gt;Ore&lt;/b&gt; &amp; simili")
    assert figure.data[0].customdata[0].startswith("&lt;b&gt;Ore&lt;/b&gt; &amp; simili")


def test_height_grows_with_the_rows_and_long_names() -> None:
    long_name = "Percentuale di pratiche edilizie presentate online e concluse nei termini " * 2
    one, fourteen = deviation_bars(frame(ONE)), deviation_bars(frame(*[ONE] * 14))
    row_px = (fourteen.layout.height - one.layout.height) / 13
    assert row_px >= 2 * 19 + 16  # two lines of label and the bar
    assert deviation_bars(frame((long_name, -5.0, True, "partial"))).layout.height > (
        one.layout.height
    )
