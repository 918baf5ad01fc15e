"""Words of the page Catena."""

from __future__ import annotations

TITLE = "Catena"
