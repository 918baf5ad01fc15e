"""Words of the page Controlli di qualità."""

from __future__ import annotations

TITLE = "Controlli di qualità"
