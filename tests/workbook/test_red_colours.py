"""Red is a hue within limits, however the colour is written."""

from __future__ import annotations

import pytest

from dashboard.workbook.colours import RED_LIMITS, RedLimits, is_red, resolved_colour

# What people and programs use, as they are named in the palettes.
COLOURS = [
    ("FF0000", True),  # red, Excel and LibreOffice
    ("C00000", True),  # dark red, Excel
    ("800000", True),  # dark red 2, the classic palette
    ("9C0006", True),  # the text of Excel's style "Bad"
    ("C9211E", True),  # "Light red" of LibreOffice
    ("B00020", True),
    ("DC143C", True),  # crimson
    ("953735", True),  # accent 2, darker by a quarter
    ("C0504D", True),  # accent 2 of the theme of 2007
    ("D99694", True),  # the same, lighter by 40 %
    ("E06666", True),  # light red 1 of an online office
    ("FF3838", True),  # light red 2, LibreOffice
    ("FF8080", False),  # coral: as much pink as red
    ("FFC7CE", False),  # the fill of Excel's style "Bad"
    ("FF99CC", False),  # rose
    ("FF00FF", False),  # magenta
    ("ED7D31", False),  # accent 2 of the theme of 2013: orange
    ("FF6600", False),  # orange
    ("FFC000", False),  # gold
    ("993300", False),  # brown, the classic palette
    ("984807", False),  # brown, accent 6 darker
    ("000000", False),
    ("1A0000", False),  # all but black
    ("7F7F7F", False),
    ("997777", False),  # grey with a tinge
    ("0000FF", False),
    ("00B050", False),
    ("", False),
    ("rosso!", False),
]


@pytest.mark.parametrize(("rgb", "expected"), COLOURS)
def test_red_is_told_by_hue_saturation_and_lightness(rgb: str, expected: bool) -> None:
    assert is_red(rgb) is expected
    assert is_red(f"FF{rgb}") is expected
    assert is_red(f"00{rgb}") is expected


LIMITS = [
    # limits                                       a colour that changes sides
    (RED_LIMITS._replace(hue_spread_degrees=25), "FF6600"),
    (RED_LIMITS._replace(max_lightness=0.76), "FF8080"),
    (RED_LIMITS._replace(min_lightness=0.04), "1A0000"),
    (RED_LIMITS._replace(min_saturation=0.1), "997777"),
]


@pytest.mark.parametrize(("limits", "rgb"), LIMITS)
def test_each_limit_decides_alone(limits: RedLimits, rgb: str) -> None:
    assert (is_red(rgb), is_red(rgb, limits)) == (False, True)


THEME = ("FFFFFF", "000000", "EEECE1", "1F497D", "4F81BD", "C0504D")
WAYS = [
    # attributes of <color>                    resolved
    ({"rgb": "FFC00000"}, "C00000"),
    ({"rgb": "C00000"}, "C00000"),
    ({"indexed": "10"}, "FF0000"),
    ({"indexed": "16"}, "800000"),
    ({"theme": "5"}, "C0504D"),
    ({"theme": "5", "tint": "-0.249977"}, "953735"),
    ({"theme": "5", "tint": "0.3999"}, "D99694"),
    ({"auto": "1"}, None),
    ({"indexed": "64"}, None),
    ({"theme": "99"}, None),
    ({"theme": "5", "tint": "tanto"}, "C0504D"),
    ({"rgb": "red"}, None),
]


@pytest.mark.parametrize(("attributes", "expected"), WAYS)
def test_colour_is_resolved_from_rgb_palette_or_theme(
    attributes: dict[str, str], expected: str | None
) -> None:
    assert resolved_colour(attributes, THEME) == expected
