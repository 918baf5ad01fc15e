"""Words of the page Scadenzario."""

from __future__ import annotations

TITLE = "Scadenzario"
