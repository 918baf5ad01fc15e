"""The parts of the page La mia delega: the choice, and a block for each strategic direction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
import streamlit as st

from dashboard.domain.delegations import Delegation, own_delegation
from dashboard.domain.picture import Picture
from dashboard.figures import theme
from dashboard.figures.records import records_of
from dashboard.figures.status_bars import group_codes
from dashboard.texts import delegation as texts
from dashboard.texts import dup as dup_texts
from dashboard.texts import overview as overview_texts
from dashboard.texts.aggregates import reported_words
from dashboard.texts.formats import Record, is_absent, percent, readable_name
from dashboard.texts.labels import DUP_STATUSES
from dashboard.texts.overview import all_deviations
from dashboard.texts.picture import referents_words
from dashboard.ui.components import way_html
from dashboard.ui.data import KEPT_VIEWS, kept, query
from dashboard.ui.filters import Filters
from dashboard.ui.links import (
    ACTION_LINK,
    CHAIN_PAGE,
    DUP_PAGE,
    OWN_DIRECTION_KEY,
    REFERENT_KEY,
    RESOURCES_PAGE,
    direction_address,
    objective_address,
    page_address,
    with_action_links,
)
from dashboard.ui.overview import status_parts
from dashboard.ui.parts import (
    Part,
    Words,
    finding_part,
    headline_part,
    key_part,
    note_part,
)
from dashboard.ui.person import person_here
from dashboard.ui.picture import (
    concerns_part,
    deliveries_of_directions,
    picture_of_directions,
    travel_parts,
    trust_parts,
)
from dashboard.ui.tables import Table

SHOWN_CONCERNS = 5
_WIDGET_KEY = "delegation-choice"
_DEVIATIONS_PAGE = "scostamenti"


@dataclass(frozen=True, slots=True)
class Named:
    """What the address names, whether or not it exists; None for nothing."""

    delegation: Delegation | None
    words: str | None


@dataclass(frozen=True, slots=True)
class DelegationView:
    """What the page says of a delegation; `directions`: a block for each, in their order.

    `sentence`: the counts, without whom they are of. `picture` and `deliveries` for the print.
    """

    sentence: str
    head: tuple[Part, ...]
    directions: tuple[tuple[Part, ...], ...]
    trust: tuple[Part, ...]
    picture: Picture
    deliveries: tuple[Record, ...]


def chosen_delegation(
    found: Sequence[Delegation], names: Mapping[str, str], filters: Filters
) -> Delegation | None:
    """Draws the choice and gives what is chosen.

    Without any, what the person here follows; None where that is not known either.
    """
    named = _named_in_address(found)
    own = None if named.words else own_delegation(found, person_here().person_name)
    # Assigned at every run: the address decides, and the box below only writes there.
    st.session_state[_WIDGET_KEY] = named.delegation or own
    chosen: Delegation | None = st.selectbox(
        texts.CHOICE,
        list(found),
        index=None,
        key=_WIDGET_KEY,
        format_func=lambda one: texts.choice_words(one, names),
        placeholder=texts.CHOICE_HINT,
        on_change=_write_to_address,
        width=520,
    )
    if chosen is None and named.words:
        st.warning(texts.UNKNOWN.format(year=filters.reference_year, named=named.words))
    return chosen


@kept(KEPT_VIEWS)
def delegation_in_view(chosen: Delegation, filters: Filters, today: date) -> DelegationView:
    """Gives what the page says of a delegation, as of today or the filters' own date."""
    codes = chosen.direction_codes
    names = direction_names(filters)
    picture = picture_of_directions(codes, filters)
    deliveries = deliveries_of_directions(codes, filters)
    counts = _of_directions("status_by_direction", codes, filters)
    means = _of_directions("achievement_by_direction", codes, filters)
    statuses = records_of(counts)
    sentence = overview_texts.headline(statuses, filters.reference_year, filters.period)
    head = [
        headline_part(texts.headline(chosen, names, sentence), overview_texts.emphasis(statuses))
    ]
    if chosen.referent is not None:
        head.append(note_part(texts.directions_words(chosen, names)))
    mean_by_code = {row["strategic_direction_code"]: row for row in records_of(means)}
    return DelegationView(
        sentence=sentence,
        head=(
            *head,
            *(() if counts.empty else _bars(counts, means, filters)),
            *travel_parts(picture, filters),
        ),
        directions=tuple(
            (
                *([finding_part(readable_name(code, names[code]))] if len(codes) > 1 else ()),
                _standing(code, picture, mean_by_code.get(code)),
                *_concerns(code, picture, filters),
                *_facts_of_direction(code, filters),
            )
            for code in codes
        ),
        trust=trust_parts(picture, deliveries, [], filters, today),
        picture=picture,
        deliveries=tuple(deliveries),
    )


@kept(KEPT_VIEWS, of_facts=True)
def direction_names(filters: Filters) -> Mapping[str, str]:
    """Gives the name of each strategic direction of the year, by its code."""
    directions = query(
        "strategic_directions",
        entity_code=filters.entity_code,
        reference_year=filters.reference_year,
        as_of=filters.as_of,
    )
    codes = directions["strategic_direction_code"]
    return dict(zip(codes, directions["strategic_direction_name"], strict=True))


def _of_directions(name: str, codes: Sequence[str], filters: Filters) -> pd.DataFrame:
    frame = query(name, **filters.as_params())
    return frame[frame["strategic_direction_code"].isin(codes)]


def _bars(counts: pd.DataFrame, means: pd.DataFrame, filters: Filters) -> tuple[Part, ...]:
    """Gives a bar for each direction: of several it leads to its own page, alone to its chain."""
    codes = group_codes(counts)
    if len(codes) > 1:
        addresses = [direction_address(code, filters) for code in codes]
    else:
        addresses = [page_address(CHAIN_PAGE, _only(code, filters)) for code in codes]
    return status_parts(
        texts.BARS, counts, means, filters, key="delegation-status", addresses=addresses
    )


def _standing(code: str, picture: Picture, mean: Record | None) -> Part:
    """Gives the degree of a direction, and who of the Giunta follows it."""
    words = (texts.achievement_words(mean), referents_words(picture.referents.get(code, ())))
    return note_part(" ".join(one for one in words if one))


def _concerns(code: str, picture: Picture, filters: Filters) -> tuple[Part, ...]:
    concerns = picture.concerns_of(code)
    shown = concerns[:SHOWN_CONCERNS]
    title = finding_part(texts.concerns_finding(len(shown), len(concerns)))
    if not shown:
        return (title,)
    address = page_address(_DEVIATIONS_PAGE, _only(code, filters))
    to_all = Words(way_html(all_deviations(len(concerns)), address))
    return title, concerns_part(shown, filters), to_all


@kept(KEPT_VIEWS, of_facts=True)
def _facts_of_direction(code: str, filters: Filters) -> tuple[Part, ...]:
    """Gives the objectives, the DUP and the money of one strategic direction."""
    own = _only(code, filters)
    return (
        *_objectives(code, own, filters),
        *_actions_without_objective(code, own, filters),
        *_dup(own),
        *_resources(code, own),
    )


def _only(code: str, filters: Filters) -> Filters:
    return replace(filters, strategic_direction_code=code)


def _objectives(code: str, own: Filters, filters: Filters) -> tuple[Part, ...]:
    objectives = query("achievement", level="operational_objective", **own.as_params())
    records = records_of(objectives)
    title = finding_part(texts.objectives_finding(records))
    if objectives.empty:
        return title, note_part(texts.NO_OBJECTIVES)
    addresses = [
        objective_address({"operational_objective_code": row["code"]}, filters) for row in records
    ]
    table = Table(
        pd.DataFrame(
            {
                "objective_words": [readable_name(row["code"], row["name"]) for row in records],
                "address": addresses,
                "achievement_shown": [percent(row["achievement_pct"]) for row in records],
                "counted_count": objectives["counted_count"],
                "reported_words": [reported_words(row) for row in records],
                "indicator_count": objectives["indicator_count"],
            }
        ),
        texts.OBJECTIVE_COLUMNS,
        key=f"objectives-{code}",
        file_name=f"{texts.OBJECTIVES_FILE_NAME} {code}",
        links={"objective_words": "address"},
    )
    return title, table


def _actions_without_objective(code: str, own: Filters, filters: Filters) -> tuple[Part, ...]:
    actions = query("actions", **own.as_params())
    free = actions[[is_absent(one) for one in actions["operational_objective_code"]]]
    if free.empty:
        return ()
    names = [readable_name(row["action_code"], row["action_name"]) for row in records_of(free)]
    table = Table(
        with_action_links(free, filters).assign(action_words=names),
        texts.ACTION_COLUMNS,
        key=f"free-actions-{code}",
        file_name=f"{texts.ACTIONS_WITHOUT} {code}",
        links={"action_words": ACTION_LINK},
    )
    return finding_part(f"{texts.ACTIONS_WITHOUT}: {len(free)}"), table


def _dup(own: Filters) -> tuple[Part, ...]:
    rows = records_of(query("dup_interventions", **own.as_params()))
    if not rows:
        return finding_part(texts.DUP), note_part(texts.NO_DUP)
    counts = Counter(row["status"] for row in rows)
    return (
        finding_part(texts.DUP),
        note_part(dup_texts.headline(rows)),
        key_part(
            [
                (label.shape, theme.dup_colour(status), f"{counts[status]} {label.plural}")
                for status, label in DUP_STATUSES.items()
                if counts[status]
            ]
        ),
        Words(way_html(texts.TO_DUP, page_address(DUP_PAGE, own))),
    )


def _resources(code: str, own: Filters) -> tuple[Part, ...]:
    groups = records_of(query("resources_by", **own.as_params()))
    mine = next(
        (
            row
            for row in groups
            if row["breakdown"] == "strategic_direction" and row["group_key"] == code
        ),
        None,
    )
    words = finding_part(texts.RESOURCES), note_part(texts.resources_words(mine))
    if mine is None:
        return words
    return *words, Words(way_html(texts.TO_RESOURCES, page_address(RESOURCES_PAGE, own)))


def _named_in_address(found: Sequence[Delegation]) -> Named:
    referent = st.query_params.get(REFERENT_KEY)
    code = st.query_params.get(OWN_DIRECTION_KEY)
    if referent is not None:
        mine = (one for one in found if one.referent == referent)
        return Named(next(mine, None), referent)
    if code is not None:
        mine = (one for one in found if one.referent is None and one.direction_codes == (code,))
        return Named(next(mine, None), code)
    return Named(None, None)


def _write_to_address() -> None:
    chosen: Delegation | None = st.session_state[_WIDGET_KEY]
    for key in (REFERENT_KEY, OWN_DIRECTION_KEY):
        st.query_params.pop(key, None)
    if chosen is None:
        return
    if chosen.referent is None:
        st.query_params[OWN_DIRECTION_KEY] = chosen.direction_codes[0]
    else:
        st.query_params[REFERENT_KEY] = chosen.referent
