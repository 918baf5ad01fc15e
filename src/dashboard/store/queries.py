"""Answer the named queries of store/sql/queries."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

import duckdb
import pandas as pd

from dashboard.errors import UnknownQueryError
from dashboard.store.sql_files import SqlFile, sql_files
from dashboard.store.statements import TALK_TABLES

# Frames here have up to ninety columns and few rows, which are picked and written out one by one:
# with words in Arrow's arrays that takes two to four times as long.
pd.set_option("mode.string_storage", "python")

# Levels whose rows are no nodes: what they are made of would be worked out for every other level.
_OF_LEVEL = {
    ("achievement", "indicator"): "achievement_by_indicator",
    ("achievement", "tag"): "achievement_by_tag",
}
_SECTOR, _DIRECTION, _ACTION = "sector_code", "strategic_direction_code", "action_code"
# Their rows stand for themselves: what another sector, direction or action has changes none.
_PICKED_BY_EACH = (
    "achievement_by_action",
    "achievement_by_sector_and_direction",
    "action_funding",
    "action_indicators",
    "action_resources",
    "action_staff",
    "actions",
    "chain_actions",
    "chain_objectives",
    "delivery_documents",
    "deviations",
    "dup_interventions",
    "dup_objectives",
    "dup_proposals",
    "indicator_results",
    "innovations",
    "linkage_by_sector",
    "ordinary_activities",
    "proposals",
    "quality_controls",
    "status_by_sector_and_direction",
    "target_steps",
    "template_actions",
    "template_indicators",
    "varied_targets",
)
# One row for each direction, or for each sector: it adds up what it has of the other.
_PICKED_BY_DIRECTION = (
    "achievement_by_direction",
    "dup_status_by_direction",
    "intermediate_to_final_by_direction",
    "status_by_direction",
)
_PICKED_BY_SECTOR = ("achievement_by_sector", "deliveries", "status_by_sector")
_ROW_FILTERS = {
    **dict.fromkeys(_PICKED_BY_EACH, (_SECTOR, _DIRECTION, _ACTION)),
    **dict.fromkeys(_PICKED_BY_DIRECTION, (_DIRECTION,)),
    **dict.fromkeys(_PICKED_BY_SECTOR, (_SECTOR,)),
}
# A change typed in the row of another sector than the sheet's concerns that one.
_PICKED_COLUMNS = {("proposals", _SECTOR): "concerned_sector_code"}
# They give the rows of each sector, or direction, beside those of the whole where `every_scope` is
# asked.
_SCOPE_FILTERS = {
    "achievement_by_entity": (_SECTOR, _DIRECTION),
    "achievement_by_sector": (_DIRECTION,),
    "deliveries": (_DIRECTION,),
    "dup_status_by_direction": (_SECTOR,),
    "intermediate_to_final_by_direction": (_SECTOR,),
    "resources_by": (_SECTOR, _DIRECTION),
    "staff_by_category": (_SECTOR, _DIRECTION),
}
_SCOPE_COLUMNS = {_SECTOR: "scope_sector_code", _DIRECTION: "scope_direction_code"}
# Of a sector, or of a direction, their rows are those that the other has of it.
_FINER = {
    _SECTOR: {
        "achievement_by_direction": "achievement_by_sector_and_direction",
        "status_by_direction": "status_by_sector_and_direction",
        "status_by_entity": "status_by_sector",
    },
    _DIRECTION: {
        "status_by_entity": "status_by_direction",
        "status_by_sector": "status_by_sector_and_direction",
    },
}
_AS_OF = "as_of"
_TALK = re.compile(rf"\b(?:FROM|JOIN) (?:{'|'.join(sorted(TALK_TABLES))})\b")


def named_query(name: str, level: str | None = None) -> SqlFile:
    """Gives the query of that name, or the one that answers for it at a level.

    Raises UnknownQueryError, with the names that exist.
    """
    by_name = {query.name: query for query in sql_files("queries")}
    name = _OF_LEVEL.get((name, level or ""), name)
    if name not in by_name:
        raise UnknownQueryError(name=name, known=", ".join(by_name))
    return by_name[name]


@cache
def tells_talk(name: str) -> bool:
    """Says whether a query reads what is said about results, and not facts alone.

    Raises UnknownQueryError.
    """
    return bool(_TALK.search(named_query(name).text))


@cache
def row_filters(name: str) -> Mapping[str, str]:
    """Gives the parameters of a query that only pick among its rows, each with the column it does.

    Asking without them and picking gives the same rows in the same order. None for a query that
    adds up what it is asked of. Raises UnknownQueryError.
    """
    takes = named_query(name).parameters
    picking = (one for one in _ROW_FILTERS.get(name, ()) if one in takes)
    return {one: _PICKED_COLUMNS.get((name, one), one) for one in picking}


@cache
def scope_filters(name: str) -> Mapping[str, str]:
    """Gives the parameters whose every value a query answers at once, each with its column.

    It does so with `every_scope`; the column is NULL in the rows of the whole.
    """
    return {one: _SCOPE_COLUMNS[one] for one in _SCOPE_FILTERS.get(name, ())}


def finer_query(name: str, params: Mapping[str, Any]) -> tuple[str, list[str]] | None:
    """Gives the query among whose rows those asked for are, and the columns it has beside.

    For a query that adds up, asked of one sector or direction: another has a row for each. It gives
    them in the same order. None where there is no such query.
    """
    for parameter, finer in _FINER.items():
        if name in finer and params.get(parameter) is not None:
            return finer[name], [parameter, parameter.replace("_code", "_name")]
    return None


def taken_params(name: str, params: Mapping[str, Any]) -> dict[str, Any]:
    """Gives those parameters that a query takes, and `as_of`; the others change nothing in it.

    Raises UnknownQueryError, and TypeError for a parameter that no query at all names.
    """
    _refuse_unknown(params.keys() - {_AS_OF})
    takes = {*named_query(name, params.get("level")).parameters, _AS_OF, "level"}
    return {key: value for key, value in params.items() if key in takes}


def run_query(
    cursor: duckdb.DuckDBPyConnection, query: SqlFile, params: dict[str, Any]
) -> pd.DataFrame:
    """Runs a query; parameters that it names and that are not given are NULL.

    Parameters that only other queries name are left aside, so that a page can pass the same
    filters to all of its queries. Raises TypeError for one that no query at all names.
    """
    _refuse_unknown(params.keys())
    values = {name: params.get(name) for name in query.parameters}
    return cursor.execute(query.text, values).df()


def query_catalogue() -> pd.DataFrame:
    """Gives one row per named query: `name`, `description`, `parameters` (joined by commas)."""
    return pd.DataFrame(
        [
            (query.name, query.description, ", ".join(query.parameters))
            for query in sql_files("queries")
        ],
        columns=["name", "description", "parameters"],
    )


def _refuse_unknown(names: Collection[str]) -> None:
    unknown = set(names) - _all_parameters()
    if unknown:
        raise TypeError(f"no named query takes {', '.join(sorted(unknown))}")


@cache
def _all_parameters() -> frozenset[str]:
    return frozenset(name for query in sql_files("queries") for name in query.parameters)
