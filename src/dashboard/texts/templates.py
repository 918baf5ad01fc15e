"""Words of the page Modelli."""

from __future__ import annotations

TITLE = "Modelli"
