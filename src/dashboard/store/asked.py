"""What can be asked a named query, so that who asks need not know whether it is the real store."""

from __future__ import annotations

from typing import Any, Protocol

import pandas as pd


class Asked(Protocol):
    """What answers named queries: the store, or the store as it would be."""

    def query(self, name: str, **params: Any) -> pd.DataFrame:
        """Gives the frame of a named query."""
