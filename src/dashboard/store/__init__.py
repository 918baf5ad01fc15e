"""The append-only store: everything received, and the named questions that can be asked of it."""

from dashboard.store.parts import utc_moment
from dashboard.store.store import Store, open_store

__all__ = ["Store", "open_store", "utc_moment"]
