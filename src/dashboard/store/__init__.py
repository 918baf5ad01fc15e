"""The append-only store: everything received, and the named questions that can be asked of it."""

from dashboard.store.acceptances import Acceptance
from dashboard.store.store import Store, open_store

__all__ = ["Acceptance", "Store", "open_store"]
