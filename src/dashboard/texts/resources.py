"""Words of the page PEG e risorse."""

from __future__ import annotations

TITLE = "PEG e risorse"
