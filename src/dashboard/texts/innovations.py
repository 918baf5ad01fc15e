"""Words of the page Innovazioni."""

from __future__ import annotations

TITLE = "Innovazioni"
