"""Words of the page Consegne."""

from __future__ import annotations

TITLE = "Consegne"
