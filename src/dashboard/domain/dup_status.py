"""Compare the status of a DUP intervention with the percentage stated beside it."""

from __future__ import annotations

from dashboard.domain.model import DupStatus


def contradicts_percent(status: DupStatus, percent: float | None) -> bool:
    """Says whether a status and a percentage (out of 100) cannot both be true."""
    if percent is None:
        return False
    is_unfinished = status is DupStatus.COMPLETED and percent < 100
    return is_unfinished or (status is DupStatus.NOT_STARTED and percent > 0)
