"""The parts of the page of the DUP, made once for all who look at the same interventions."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboard.figures.records import records_of
from dashboard.figures.status_bars import dup_status_bars, group_codes
from dashboard.texts import dup as texts
from dashboard.texts.formats import is_absent
from dashboard.ui.data import KEPT_VIEWS, kept, query
from dashboard.ui.dup_tables import (
    actions_parts,
    interventions_table,
    proposals_parts,
    statuses_of,
    with_statuses,
)
from dashboard.ui.dup_tree import tree_part
from dashboard.ui.filters import Filters
from dashboard.ui.keys import dup_category_entries
from dashboard.ui.links import direction_address
from dashboard.ui.parts import (
    Drawing,
    Part,
    Twin,
    Words,
    finding_part,
    headline_part,
    key_part,
    note_part,
)
from dashboard.ui.proposals import pending_way_html
from dashboard.ui.tables import Table


@dataclass(frozen=True, slots=True)
class DupView:
    """What the page says of the interventions in view, around the table of those chosen.

    `statuses`: the words to choose from.
    """

    above: tuple[Part, ...]
    statuses: tuple[str, ...]
    below: tuple[Part, ...]


@kept(KEPT_VIEWS, of_facts=True)
def dup_in_view(filters: Filters) -> DupView | None:
    """Gives what the page says of what the filters choose; None without any intervention."""
    interventions = query("dup_interventions", **filters.as_params())
    if interventions.empty:
        return None
    rows = records_of(interventions)
    return DupView(
        above=(
            headline_part(texts.headline(rows), texts.emphasis(rows)),
            note_part(texts.completeness(rows)),
            Words(pending_way_html(filters)),
            *_bars(filters),
            finding_part(texts.tree_finding(rows)),
            tree_part(interventions, filters),
        ),
        statuses=statuses_of(interventions),
        below=(
            *proposals_parts(query("dup_proposals", **filters.as_params())),
            *actions_parts(query("actions", **filters.as_params()), filters),
        ),
    )


@kept(KEPT_VIEWS, of_facts=True)
def dup_table(filters: Filters, statuses: tuple[str, ...]) -> tuple[Part, ...]:
    """Gives the table of the interventions that have one of those statuses; () for all."""
    interventions = query("dup_interventions", **filters.as_params())
    shown = with_statuses(interventions, statuses)
    title = texts.table_finding(len(shown), len(interventions))
    return finding_part(title), interventions_table(shown, filters)


def _bars(filters: Filters) -> tuple[Part, ...]:
    """Gives how the interventions of each direction stand, as bars, with their key and table."""
    rows = records_of(query("dup_interventions", **filters.as_params()))
    by_direction = query("dup_status_by_direction", **filters.as_params())
    codes = group_codes(by_direction, count_column="intervention_count")
    address_by_code = {code: direction_address(code or None, filters) for code in codes}
    addresses = [
        address_by_code["" if is_absent(code) else str(code)]
        for code in by_direction["strategic_direction_code"]
    ]
    return (
        finding_part(texts.direction_finding(rows)),
        Drawing(
            dup_status_bars(by_direction),
            key="dup-bars",
            alt=texts.bars_alt(rows),
            addresses=[address_by_code[code] for code in codes],
        ),
        key_part(dup_category_entries({row["status"] for row in rows})),
        Twin(
            Table(
                by_direction.assign(address=pd.Series(addresses, dtype=object)),
                texts.DIRECTION_COLUMNS,
                key="dup-directions",
                file_name=texts.DIRECTIONS_FILE_NAME,
                links={"strategic_direction_name": "address"},
            )
        ),
    )
