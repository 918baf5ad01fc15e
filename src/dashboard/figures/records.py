"""Frames as plain rows, for figures that write words beside each."""

from __future__ import annotations

from typing import Any

import pandas as pd


def records_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Gives one dict per row, by column name."""
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]
