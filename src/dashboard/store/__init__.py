"""The append-only store: everything received, and the named questions that can be asked of it."""

from dashboard.store.store import Store, open_store

__all__ = ["Store", "open_store"]
