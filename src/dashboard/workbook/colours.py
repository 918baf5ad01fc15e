"""Decide whether the colour of a font is red ink, from the colour it resolves to."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

_HEX = re.compile(r"^[0-9A-Fa-f]{6}([0-9A-Fa-f]{2})?$")
_SIX_DIGITS = re.compile(r"[0-9A-F]{6}")

# The 56 classic colours after the eight that repeat them; 64 and 65 are the system's own.
_CLASSIC = _SIX_DIGITS.findall(
    "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 800000 008000 000080 808000 800080 "
    "008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF 000080 FF00FF "
    "FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF "
    "FFCC99 3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300 "
    "993300 993366 333399 333333"
)
INDEXED_COLOURS: tuple[str, ...] = (*_CLASSIC[:8], *_CLASSIC)


class RedLimits(NamedTuple):
    """How far from pure red a colour may be and still be red ink.

    `hue_spread_degrees` on the wheel of 360, to either side; saturation and lightness from 0 to
    1. Beyond the spread lie orange, brown and pink; below the saturation greys; outside the
    lightness what looks black or like a tint of paper.
    """

    hue_spread_degrees: float = 15
    min_saturation: float = 0.45
    min_lightness: float = 0.2
    max_lightness: float = 0.72


RED_LIMITS = RedLimits()

# Up to which degree of the wheel each name holds.
_HUES = (
    (15, "pink"),
    (45, "orange"),
    (70, "yellow"),
    (165, "green"),
    (200, "light_blue"),
    (260, "blue"),
    (310, "purple"),
    (360, "pink"),
)
_MIN_COLOUR_SATURATION = 0.35
_COLOUR_LIGHTNESS = (0.15, 0.92)


def is_red(rgb: str, limits: RedLimits = RED_LIMITS) -> bool:
    """Says whether a colour like "FFC00000" or "C00000" is red to the eye. Alpha is ignored.

    >>> is_red("FFC00000"), is_red("ED7D31"), is_red("000000")
    (True, False, False)
    """
    if not _HEX.match(rgb):
        return False
    degrees, lightness, saturation = _wheel(rgb)
    return (
        min(degrees, 360 - degrees) <= limits.hue_spread_degrees
        and saturation >= limits.min_saturation
        and limits.min_lightness <= lightness <= limits.max_lightness
    )


def other_colour(rgb: str) -> str:
    """Gives the name of a colour that is neither red nor black, grey or white; "" for those.

    >>> other_colour("FF0000FF"), other_colour("FFFF0000"), other_colour("7F7F7F")
    ('blue', '', '')
    """
    if not _HEX.match(rgb) or is_red(rgb):
        return ""
    degrees, lightness, saturation = _wheel(rgb)
    is_seen_as_colour = _COLOUR_LIGHTNESS[0] < lightness < _COLOUR_LIGHTNESS[1]
    if saturation < _MIN_COLOUR_SATURATION or not is_seen_as_colour:
        return ""
    return next(name for below, name in _HUES if degrees < below)


def resolved_colour(
    attributes: Mapping[str, str], theme: Sequence[str], indexed: Sequence[str] = INDEXED_COLOURS
) -> str | None:
    """Gives the rgb of a <color> element: written out, by palette index, or by theme and tint.

    None for "auto" and for anything that cannot be resolved: such ink is not red.
    """
    colour = attributes.get("rgb")
    if colour is None:
        colour = _from_list(attributes.get("indexed"), indexed)
    if colour is None:
        colour = _from_list(attributes.get("theme"), theme)
    if colour is None or not _HEX.match(colour):
        return None
    try:
        tint = float(attributes.get("tint", "0"))
    except ValueError:
        tint = 0.0
    return _tinted(colour[-6:], tint) if tint else colour[-6:]


def _wheel(rgb: str) -> tuple[float, float, float]:
    """Gives hue in degrees, lightness and saturation from 0 to 1."""
    red, green, blue = (int(rgb[-6:][start : start + 2], 16) / 255 for start in (0, 2, 4))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    return hue * 360, lightness, saturation


def _from_list(number: str | None, colours: Sequence[str]) -> str | None:
    if number is None or not number.isdigit() or int(number) >= len(colours):
        return None
    return colours[int(number)]


def _tinted(rgb: str, tint: float) -> str:
    red, green, blue = (int(rgb[start : start + 2], 16) / 255 for start in (0, 2, 4))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    lightness = lightness * (1 + tint) if tint < 0 else lightness * (1 - tint) + tint
    parts = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, lightness)), saturation)
    return "".join(f"{round(part * 255):02X}" for part in parts)
