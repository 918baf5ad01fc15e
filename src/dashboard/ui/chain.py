"""The parts of the page Catena: flows, matrix, linkage by sector, and what hangs in the air."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import pandas as pd

from dashboard.directive import clause_with
from dashboard.domain.chain import ActionWay, LinkState, gathered_flows
from dashboard.figures.chain import (
    chain_matrix,
    chain_matrix_table,
    chain_sankey,
    flow_table,
    linkage_bars,
)
from dashboard.figures.records import records_of
from dashboard.texts import chain as texts
from dashboard.texts.formats import Record, is_absent
from dashboard.ui.data import KEPT_VIEWS, kept, query, store
from dashboard.ui.filters import Filters
from dashboard.ui.links import (
    ACTION_LINK,
    CHAIN_PAGE,
    action_addresser,
    objective_address,
    page_address,
)
from dashboard.ui.parts import Drawing, Folded, Part, Twin, finding_part, headline_part, note_part
from dashboard.ui.tables import Table

_KEPT_PASSAGES = 16
_OBJECTIVE_LINK, _CELL_LINK = "objective_address", "cell_address"

ActionTest = Callable[[Record], bool]
_Parts = Sequence[Part]


@dataclass(frozen=True, slots=True)
class ChainView:
    """What the page shows of a choice: `flows` and `matrix` side by side, empty without actions."""

    heading: _Parts
    flows: _Parts
    matrix: _Parts
    below: _Parts


@kept(KEPT_VIEWS, of_facts=True)
def chain_view(filters: Filters) -> ChainView | None:
    """Gives what the page shows; None where there are neither actions nor objectives."""
    actions = query("chain_actions", **filters.as_params())
    rows = records_of(actions)
    objectives = records_of(query("chain_objectives", **filters.as_params()))
    if not rows and not objectives:
        return None
    heading = [
        headline_part(
            texts.headline(rows, objectives, filters.reference_year), texts.emphasis(objectives)
        ),
        note_part(texts.completeness(rows, objectives)),
    ]
    return ChainView(
        heading,
        _flow_parts(rows) if rows else [],
        _matrix_parts(actions, filters) if rows else [],
        [
            *(_linkage_parts(filters) if rows else []),
            *_objective_parts(objectives, filters),
            *_unlinked_parts(rows, filters),
            *_not_in_peg_parts(rows, filters),
            *_agreement_parts(rows, filters),
            *_not_in_piao_parts(rows, filters),
            Folded(
                texts.list_title(len(rows)),
                partial(_action_table, rows, texts.LIST_COLUMNS, texts.LIST_FILE_NAME, filters),
                key="chain-list",
            ),
        ],
    )


def served_parts(actions: Sequence[Record], filters: Filters) -> _Parts:
    """Gives the actions that serve an objective, where they stand in PEG and PIAO."""
    return [
        finding_part(texts.served_finding(len(actions))),
        *_action_table(actions, texts.SERVED_COLUMNS, texts.SERVED_FILE_NAME, filters),
    ]


def _flow_parts(actions: Sequence[Record]) -> _Parts:
    """Gives from which objectives the actions come and in which documents they stand."""
    flows = gathered_flows(
        [
            ActionWay(texts.way_objective(row), texts.sector_words(row), texts.way_place(row))
            for row in actions
        ],
        texts.OTHER_OBJECTIVES,
        texts.OTHER_SECTORS,
    )
    sentence = texts.flow_finding(actions)
    return [
        finding_part(sentence),
        note_part(texts.flow_note(flows)),
        Drawing(chain_sankey(flows), key="chain-sankey", alt=texts.flow_alt(sentence)),
        Twin(
            Table(
                flow_table(flows),
                texts.FLOW_COLUMNS,
                key="chain-flows",
                file_name=texts.FLOW_FILE_NAME,
            )
        ),
    ]


def _matrix_parts(actions: pd.DataFrame, filters: Filters) -> _Parts:
    """Gives how many actions each sector has in each direction; the numbers lead to them."""
    table = chain_matrix_table(actions)
    records = records_of(table)
    addresses = [_cell_address(row, filters) for row in records]
    sentence = texts.matrix_finding(records)
    columns = table.drop_duplicates("strategic_direction_code")
    return [
        finding_part(sentence),
        note_part(texts.matrix_note(records_of(columns.sort_values("strategic_direction_code")))),
        Drawing(chain_matrix(table, addresses), key="chain-matrix", alt=texts.matrix_alt(sentence)),
        Twin(
            Table(
                table.assign(
                    sector_words=[texts.sector_words(row) for row in records],
                    direction_words=[texts.direction_words(row) for row in records],
                    **{_CELL_LINK: pd.Series(addresses, index=table.index, dtype=object)},
                ),
                texts.MATRIX_COLUMNS,
                key="chain-cells",
                file_name=texts.MATRIX_FILE_NAME,
                links={"action_count": _CELL_LINK},
            )
        ),
    ]


def _linkage_parts(filters: Filters) -> _Parts:
    """Gives which share of each sector's actions reaches the DUP, and why that is asked."""
    sectors = query("linkage_by_sector", **filters.as_params())
    sentence = texts.linkage_finding(records_of(sectors))
    return [
        finding_part(sentence),
        note_part(f"{texts.WHY_LINKAGE} {_asked_by(texts.LINKAGE_STEMS, filters)}".strip()),
        note_part(texts.LINKAGE_SCOPE),
        Drawing(linkage_bars(sectors), key="linkage-bars", alt=texts.linkage_alt(sentence)),
        Twin(
            Table(
                sectors,
                texts.LINKAGE_COLUMNS,
                key="linkage-sectors",
                file_name=texts.LINKAGE_FILE_NAME,
            )
        ),
    ]


def _objective_parts(objectives: Sequence[Record], filters: Filters) -> _Parts:
    """Gives the operational objectives that no action serves, each leading to its links."""
    orphans = [row for row in objectives if row["action_count"] == 0]
    heading = finding_part(texts.objectives_finding(len(orphans), len(objectives)))
    if not objectives:
        return [heading, note_part(texts.NO_DUP_NOTE)]
    if not orphans:
        return [heading]
    frame = _text_frame(orphans, [*texts.OBJECTIVE_COLUMNS], _OBJECTIVE_WORDS).assign(
        **{_OBJECTIVE_LINK: [objective_address(row, filters) for row in orphans]}
    )
    return [
        heading,
        note_part(texts.ORPHANS_NOTE),
        Table(
            frame,
            texts.OBJECTIVE_COLUMNS,
            key="orphan-objectives",
            file_name=texts.OBJECTIVES_FILE_NAME,
            links={"objective_words": _OBJECTIVE_LINK},
        ),
    ]


def _unlinked_parts(actions: Sequence[Record], filters: Filters) -> _Parts:
    """Gives the actions that serve no objective of the DUP, and why."""
    unlinked = _chosen(actions, _is_unlinked)
    return [
        finding_part(texts.unlinked_finding(len(unlinked))),
        *_action_table(unlinked, texts.UNLINKED_COLUMNS, texts.UNLINKED_FILE_NAME, filters),
    ]


def _not_in_peg_parts(actions: Sequence[Record], filters: Filters) -> _Parts:
    """Gives the actions of the PIAO that the PEG of their sector does not have."""
    found = _chosen(actions, lambda row: row["has_sector_peg"] and not row["is_in_peg"])
    return [
        finding_part(texts.not_in_peg_finding(len(found))),
        *([note_part(texts.NOT_IN_PEG_NOTE)] if found else []),
        *_action_table(found, texts.PLACED_COLUMNS, texts.NOT_IN_PEG_FILE_NAME, filters),
    ]


def _agreement_parts(actions: Sequence[Record], filters: Filters) -> _Parts:
    """Gives the actions that involve other services and do not say that these agreed."""
    involving = _chosen(actions, lambda row: not is_absent(row["other_services"]))
    lacking = _chosen(involving, lambda row: texts.agreed_words(row) != "sì")
    asked = f"{texts.AGREEMENT_NOTE} {_asked_by(texts.AGREEMENT_STEMS, filters)}".strip()
    return [
        finding_part(texts.agreement_finding(len(lacking), len(involving))),
        *([note_part(asked)] if lacking else []),
        *_action_table(lacking, texts.AGREEMENT_COLUMNS, texts.AGREEMENT_FILE_NAME, filters),
    ]


def _not_in_piao_parts(actions: Sequence[Record], filters: Filters) -> _Parts:
    """Gives the actions of the PEG that were not chosen for the PIAO. Folded: it is no fault."""
    found = _chosen(actions, lambda row: row["has_sector_piao"] and not row["is_in_piao"])
    if not found:
        return []

    def parts() -> _Parts:
        return [
            note_part(texts.NOT_IN_PIAO_NOTE),
            *_action_table(found, texts.PLACED_COLUMNS, texts.NOT_IN_PIAO_FILE_NAME, filters),
        ]

    return [Folded(texts.not_in_piao_finding(len(found)), parts, key="not-in-piao")]


def _asked_by(stems: tuple[str, ...], filters: Filters) -> str:
    """Gives the passage of the entity's own directive that asks for something; "" for none."""
    return _passage(stems, filters.entity_code, filters.reference_year, filters.as_of)


@kept(_KEPT_PASSAGES, of_facts=True)
def _passage(
    stems: tuple[str, ...], entity_code: str, reference_year: int, as_of: date | None
) -> str:
    return texts.asked_by(clause_with(store(), entity_code, reference_year, stems, as_of))


def _is_unlinked(row: Record) -> bool:
    return row["link_state"] in (LinkState.NO_OBJECTIVE, LinkState.UNKNOWN_OBJECTIVE)


def _chosen(actions: Sequence[Record], is_wanted: ActionTest) -> list[Record]:
    return [row for row in actions if is_wanted(row)]


def _action_table(
    actions: Sequence[Record], columns: Mapping[str, str], file_name: str, filters: Filters
) -> _Parts:
    """Gives the table of actions under the columns given; nothing where there are none."""
    if not actions:
        return []
    address_of = action_addresser(filters)
    addresses = pd.Series([address_of(row) for row in actions], dtype=object)
    frame = _text_frame(actions, [*columns], _ACTION_WORDS).assign(**{ACTION_LINK: addresses})
    return [
        Table(
            frame,
            columns,
            key=file_name,
            file_name=file_name,
            links={"action_words": ACTION_LINK},
        )
    ]


def _text_frame(
    rows: Sequence[Record], columns: Sequence[str], words: Mapping[str, Callable[[Record], str]]
) -> pd.DataFrame:
    """Gives the columns of a table: as `words` says them, or else as they stand in the rows."""
    return pd.DataFrame(
        {
            column: [words[column](row) if column in words else row[column] for row in rows]
            for column in columns
        },
        dtype=object,
    )


_ACTION_WORDS: Mapping[str, Callable[[Record], str]] = {
    "action_words": texts.action_words,
    "objective_words": texts.objective_words,
    "link_words": texts.link_words,
    "agreed_words": texts.agreed_words,
    "peg_words": partial(texts.standing_words, document="peg"),
    "piao_words": partial(texts.standing_words, document="piao"),
    "place_words": texts.first_place_words,
}
_OBJECTIVE_WORDS: Mapping[str, Callable[[Record], str]] = {
    "objective_words": texts.objective_words,
    "direction_words": texts.direction_words,
    "origin_words": lambda row: texts.cell_words(row["file_name"], row["sheet_name"], row["cell"]),
}


def _cell_address(row: Record, filters: Filters) -> str | None:
    """Gives this page for a sector and direction; None where no filter could say the direction."""
    if is_absent(row["strategic_direction_code"]):
        return None
    return page_address(
        CHAIN_PAGE,
        replace(
            filters,
            sector_code=str(row["sector_code"]),
            strategic_direction_code=str(row["strategic_direction_code"]),
        ),
    )
