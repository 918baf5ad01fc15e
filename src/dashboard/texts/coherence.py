"""Words of the page Coerenza."""

from __future__ import annotations

TITLE = "Coerenza"
