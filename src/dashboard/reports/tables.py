"""Frames as text for the terminal and for other programs."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pandas as pd


def frame_as_text(frame: pd.DataFrame, output_format: str) -> str:
    """Gives a frame as `table`, `csv` (comma, point decimals) or `json` (a list of objects).

    Numbers are neither rounded nor formatted in csv and json; what is absent is empty, or null.
    """
    records = [
        {str(name): _plain(value) for name, value in record.items()}
        for record in frame.to_dict("records")
    ]
    if output_format == "json":
        return json.dumps(records, ensure_ascii=False, indent=2) + "\n"
    columns = [str(name) for name in frame.columns]
    if output_format == "csv":
        return _as_csv(columns, records)
    return _as_table(columns, records)


def _as_csv(columns: list[str], records: list[dict[str, Any]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(records)
    return out.getvalue()


def _as_table(columns: list[str], records: list[dict[str, Any]]) -> str:
    """Gives aligned columns: text to the left, numbers to the right."""
    if not records:
        return ""
    cells = [[_shown(record[name]) for name in columns] for record in records]
    widths = [max(len(row[i]) for row in [columns, *cells]) for i in range(len(columns))]
    numeric = [all(_is_number(record[name]) for record in records) for name in columns]
    lines = [
        _line(columns, widths, numeric),
        _line(["-" * width for width in widths], widths, numeric),
    ]
    lines += [_line(row, widths, numeric) for row in cells]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _line(cells: list[str], widths: list[int], numeric: list[bool]) -> str:
    parts = zip(cells, widths, numeric, strict=True)
    return "  ".join(
        cell.rjust(width) if right else cell.ljust(width) for cell, width, right in parts
    )


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:.2f}" if isinstance(value, float) else str(value).replace("\n", " ")


def _is_number(value: Any) -> bool:
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))


def _plain(value: Any) -> Any:
    """Gives a value that JSON knows: dates as ISO, absent as None, whole floats kept as floats."""
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return None
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value.item() if hasattr(value, "item") else value
