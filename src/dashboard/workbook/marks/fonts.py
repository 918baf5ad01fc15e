"""Take the ink out of a font: its red and its strike, nothing else."""

from __future__ import annotations

from dashboard.workbook.colours import is_red, resolved_colour
from dashboard.workbook.marks.places import Edit, elements, spliced, with_prefix


def without_ink(font: bytes, colour: bytes, *, was_red: bool) -> bytes:
    """Gives a <font> or <rPr> element without its strike, and in `colour` where it was red.

    `colour` is a <color> element without a prefix; empty for the colour that programs choose.
    """
    edits = []
    for part in elements(font, ("color", "strike")):
        if part.name == "strike":
            edits.append(Edit(part.start, part.end, b""))
        elif was_red:
            edits.append(Edit(part.start, part.end, with_prefix(colour, part.prefix)))
    return spliced(font, edits)[0]


def plain_colour(stylesheet: bytes) -> bytes:
    """Gives the colour of a workbook's ordinary font, its first, as a <color> element.

    Empty where that font names none, or a red one: programs then write in black.
    """
    found = elements(stylesheet, ("font", "color"))
    first = next((e for e in found if e.name == "font" and e.parent == "fonts"), None)
    if first is None:
        return b""
    for part in found:
        if part.name == "color" and first.start < part.start < first.end:
            # Of a theme only the first places are asked for, paper and ink, which are not red.
            rgb = resolved_colour(part.attributes, ("FFFFFF", "000000"))
            if rgb is not None and not is_red(rgb):
                return _as_plain_element(part.attributes)
    return b""


def _as_plain_element(attributes: dict[str, str]) -> bytes:
    written = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<color{written}/>".encode("ascii")
