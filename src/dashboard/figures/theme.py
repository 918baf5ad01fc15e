"""The one theme: colours, patterns, type and separators of every figure.

Status is shape + word + colour. The five colours stay apart for the three kinds of colour
blindness and have at least 3:1 on white; grey ones are hatched as well. Red is not among them:
on these sheets red ink means a proposed change.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.domain.model import DupStatus, ResultStatus
from dashboard.figures.written import Figure

BLUE = "#12436D"
LIGHT_BLUE = "#3D8FD1"
ORANGE = "#D9730D"
WINE = "#6B0F2A"
GREY = "#8A8F98"
INK = "#1A1A1A"
BLACK = "#000000"  # on middle tones, where the ink of the page falls short of 4.5:1
SOFT_INK = "#4A5B6C"
RULE = "#E1E4E8"
PAPER = "#FFFFFF"
LINK = "#0066CC"
TRACK = "#F1F3F6"

FONT_FAMILY = "'Titillium Web', 'Segoe UI', Arial, sans-serif"
FONT_SIZE = 14
LABEL_SIZE = 14

RESULT_COLOURS: dict[ResultStatus, str] = {
    ResultStatus.ACHIEVED: BLUE,
    ResultStatus.ON_TRACK: LIGHT_BLUE,
    ResultStatus.PARTIAL: ORANGE,
    ResultStatus.LATE: ORANGE,
    ResultStatus.NOT_ACHIEVED: WINE,
    ResultStatus.NOT_DUE: GREY,
    ResultStatus.NOT_ASSESSABLE: GREY,
    ResultStatus.STERILISED: GREY,
    ResultStatus.ELIMINATED: GREY,
    ResultStatus.MISSING: GREY,
}
RESULT_PATTERNS: dict[ResultStatus, str] = {
    ResultStatus.NOT_DUE: ".",
    ResultStatus.NOT_ASSESSABLE: "x",
    ResultStatus.STERILISED: "-",
    ResultStatus.ELIMINATED: "\\",
    ResultStatus.MISSING: "/",
}
DUP_COLOURS: dict[DupStatus, str] = {
    DupStatus.COMPLETED: BLUE,
    DupStatus.IN_PROGRESS: LIGHT_BLUE,
    DupStatus.STARTED: LIGHT_BLUE,
    DupStatus.POSTPONED: ORANGE,
    DupStatus.SUSPENDED: WINE,
    DupStatus.REMOVED: GREY,
    DupStatus.NOT_STARTED: GREY,
}
# Statuses that share a colour family differ by pattern.
DUP_PATTERNS: dict[DupStatus, str] = {
    DupStatus.STARTED: ".",
    DupStatus.REMOVED: "x",
    DupStatus.NOT_STARTED: "/",
}
UNKNOWN_PATTERN = "-"
NO_REASON_PATTERN = "/"
ROOT_FILL = "#DDE5EE"
PARENT_FILL = "#EDF1F6"
PATTERN_UNDER_TEXT = "rgba(255,255,255,0.35)"
PALE_BLUE = "#EEF3F8"


def ink_on(colour: str) -> str:
    """Gives black or white, whichever can be read better on a colour (WCAG contrast)."""
    luminance = _luminance(colour)
    on_white = 1.05 / (luminance + 0.05)
    on_black = (luminance + 0.05) / 0.05
    return PAPER if on_white >= on_black else BLACK


def contrast(first: str, second: str) -> float:
    """Gives the WCAG contrast ratio of two colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def dup_colour(status: object) -> str:
    """Gives the colour of an intervention's status; grey where it is unknown."""
    return DUP_COLOURS[DupStatus(str(status))] if status in _KNOWN_DUP else GREY


def dup_pattern(status: object) -> str:
    """Gives the pattern of an intervention's status; "" for a plain fill."""
    if status not in _KNOWN_DUP:
        return UNKNOWN_PATTERN
    return DUP_PATTERNS.get(DupStatus(str(status)), "")


def marker(colours: Sequence[str] | str, patterns: Sequence[str] | str) -> dict[str, Any]:
    """Gives the marker of bars: filled, hatched in white on the same colour, white-edged."""
    return {
        "color": colours,
        "line": {"color": PAPER, "width": 1.5},
        "pattern": {
            "shape": patterns,
            "fillmode": "overlay",
            "fgcolor": "rgba(255,255,255,0.4)",
            "size": 6,
        },
    }


def hatched_marker(colours: Sequence[str], is_hatched: Sequence[bool]) -> dict[str, Any]:
    """Gives the marker of bars that are full, or only striped in their colour on white."""
    return {
        "color": colours,
        "line": {"color": colours, "width": 1},
        "pattern": {
            "shape": [NO_REASON_PATTERN if hatched else "" for hatched in is_hatched],
            "fillmode": "replace",
            "size": 6,
        },
    }


def between(first: str, second: str, share: float) -> str:
    """Gives the colour that lies `share` (0 to 1) of the way from the first to the second."""
    pairs = ((int(first[i : i + 2], 16), int(second[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def translucent(colour: str, opacity: float) -> str:
    """Gives a colour through which others show; `opacity` from 0 to 1."""
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {opacity})"


def themed(height: int, *, left: int = 0, right: int = 0, top: int = 4, bottom: int = 4) -> Figure:
    """Gives an empty figure with the theme, a height and margins in pixels, and no title."""
    return Figure(
        template=_TEMPLATE,
        height=height,
        margin={"l": left, "r": right, "t": top, "b": bottom, "pad": 0},
    )


_KNOWN_DUP = {status.value for status in DupStatus}
_AXIS = {
    "showgrid": False,
    "zeroline": False,
    "showline": False,
    "ticks": "",
    "automargin": False,
    "fixedrange": True,
    "title": {"text": ""},
    "tickfont": {"size": 13, "color": SOFT_INK},
}
_TEMPLATE = {
    "layout": {
        "font": {"family": FONT_FAMILY, "size": FONT_SIZE, "color": INK},
        "separators": ",.",
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "bargap": 0.3,
        "barcornerradius": 0,
        "hoverlabel": {
            "align": "left",
            "bgcolor": PAPER,
            "bordercolor": SOFT_INK,
            "font": {"family": FONT_FAMILY, "size": FONT_SIZE, "color": INK},
        },
        # Said once here and not in each note: long lists have thousands of them.
        "annotationdefaults": {
            "showarrow": False,
            "align": "left",
            "borderpad": 0,
            "font": {"size": LABEL_SIZE, "color": INK},
        },
        "xaxis": _AXIS,
        "yaxis": _AXIS,
    }
}


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
