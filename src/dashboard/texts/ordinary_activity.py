"""Words of the page Attività ordinaria."""

from __future__ import annotations

TITLE = "Attività ordinaria"
