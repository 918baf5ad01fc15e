"""What is looked at before anything but an anagrafica is loaded: the office begins with it."""

from __future__ import annotations

from dashboard.domain.model import Period
from dashboard.figures.records import records_of
from dashboard.ui.data import query
from dashboard.ui.filters import Filters, empty_past, page_filters


def filters_from_registry() -> Filters | None:
    """Gives what the person is looking at; with no sheets yet, the year of the anagrafica.

    None for an empty store, and for a past date before the first upload.
    """
    filters = page_filters()
    if filters is not None or empty_past() is not None:
        return filters
    names = {row["entity_code"]: row["entity_name"] for row in records_of(query("entities"))}
    stated = [
        row
        for row in records_of(query("registries_in_force"))
        if row["registry_document_id"] is not None
    ]
    if not stated:
        return None
    newest = max(stated, key=lambda row: int(row["reference_year"]))
    code = str(newest["entity_code"])
    return Filters(code, str(names[code]), int(newest["reference_year"]), str(Period.FINAL))
