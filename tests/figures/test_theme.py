"""Colours can be told apart and read; red stays free for proposals."""

import colorsys
import re
from itertools import combinations
from pathlib import Path

import pytest

from dashboard.domain.model import DupStatus, ResultStatus
from dashboard.figures import theme

FAMILIES = [theme.BLUE, theme.LIGHT_BLUE, theme.ORANGE, theme.WINE, theme.GREY]
FIGURES = Path(theme.__file__).parent


@pytest.mark.parametrize("colour", FAMILIES)
def test_marks_stand_out_on_white(colour):
    assert theme.contrast(colour, theme.PAPER) >= 3


@pytest.mark.parametrize("colour", [*FAMILIES, theme.PALE_BLUE, theme.ROOT_FILL, theme.PARENT_FILL])
def test_text_can_be_read_on_every_fill(colour):
    assert theme.contrast(theme.ink_on(colour), colour) >= 4.5


@pytest.mark.parametrize("share", [step / 20 for step in range(21)])
def test_text_can_be_read_on_every_shade_of_the_heatmap(share):
    fill = theme.between(theme.PALE_BLUE, theme.BLUE, share)
    assert theme.contrast(theme.ink_on(fill), fill) >= 4.5


@pytest.mark.parametrize("ink", [theme.INK, theme.SOFT_INK])
def test_labels_can_be_read_on_white(ink):
    assert theme.contrast(ink, theme.PAPER) >= 4.5


def test_contrast_is_that_of_wcag():
    assert theme.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert theme.contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_no_status_is_red():
    for colour in FAMILIES:
        red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        hue, saturation, value = colorsys.rgb_to_hsv(red, green, blue)
        is_near_red = hue < 0.03 or hue > 0.97
        assert not (is_near_red and saturation > 0.7 and value > 0.5)


def test_every_status_has_a_colour():
    assert set(theme.RESULT_COLOURS) == set(ResultStatus)
    assert set(theme.DUP_COLOURS) == set(DupStatus)
    assert theme.dup_colour(None) == theme.dup_colour("quasi finito") == theme.GREY


def test_dup_statuses_of_one_colour_differ_by_pattern():
    for first, second in combinations(DupStatus, 2):
        looks = [(theme.dup_colour(s), theme.dup_pattern(s)) for s in (first, second)]
        assert looks[0] != looks[1]
    known = {(theme.dup_colour(status), theme.dup_pattern(status)) for status in DupStatus}
    assert (theme.dup_colour(None), theme.dup_pattern(None)) not in known


def test_no_colour_font_or_separator_is_written_outside_the_theme():
    package = FIGURES.parent
    screens = [
        package.parents[1] / "pages",
        *(package / name for name in ("figures", "ui", "texts")),
    ]
    written = re.compile(r"#[0-9A-Fa-f]{6}\b|rgba?\(|Titillium|\bseparators\b")

    strays = [
        f"{path.name}: {match.group()}"
        for folder in [*screens, package / "reports"]
        for path in sorted(folder.glob("*.py"))
        if path != FIGURES / "theme.py"
        for match in written.finditer(path.read_text(encoding="utf-8"))
    ]

    assert strays == []
