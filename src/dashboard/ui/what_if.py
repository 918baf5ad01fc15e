"""The parts of the page Cosa succede se: what is moved, kept in the address, and what it does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

import pandas as pd
import streamlit as st

from dashboard.domain.departures import Departure, NothingLeftOut, OtherMean, UnitsRounded, Way
from dashboard.domain.explanation import Scope
from dashboard.domain.left_out import families_of
from dashboard.domain.model import Period, ResultStatus
from dashboard.domain.rules import Exclusion, Level, RollupMethod, RuleMethod
from dashboard.domain.trial import Moved, Trial, Tried
from dashboard.texts import what_if as texts
from dashboard.texts.formats import code_and_name, readable_name
from dashboard.texts.labels import LEVELS
from dashboard.texts.navigation import CHOOSE_ONE
from dashboard.texts.registry import ROLLUP_METHODS, RULE_METHODS
from dashboard.ui.components import finding, result_status
from dashboard.ui.data import kept, store
from dashboard.ui.explanation import scope_of
from dashboard.ui.filters import Filters
from dashboard.ui.links import action_addresser
from dashboard.ui.tables import render_table
from dashboard.what_if import LEFT_OUT_BY_CHOICE, Ground, ground_of, weighing, within

WHAT_IF_PAGE = "cosa-succede-se"
METHOD_KEY = "metodo_{level}"
ROUNDING_KEY, CAP_KEY, DECREASING_KEY = "arrotonda", "tetto", "meno_e_meglio"
PARTIAL_KEY, SHARE_KEY = "soglia", "quota"
WEIGHT_OF_KEY, WEIGHT_KEY = "peso_di", "peso"
LEAVE_OUT_KEY, PUT_BACK_KEY, PUT_ALL_BACK_KEY = "senza", "conta", "senza_esclusioni"
_LEVELS: tuple[Level, ...] = tuple(
    level for level in reversed(Level) if level is not Level.INDICATOR
)
_CODE_COLUMNS = {
    Level.DIRECTION: ("strategic_direction_code", "strategic_direction_name"),
    Level.STRATEGIC_OBJECTIVE: ("strategic_objective_code", "strategic_objective_name"),
    Level.OPERATIONAL_OBJECTIVE: ("operational_objective_code", "operational_objective_name"),
    Level.SECTOR: ("sector_code", "sector_name"),
    Level.SERVICE: ("service_name", "service_name"),
    Level.ACTION: ("action_code", "action_name"),
}
_WEIGHED = (Level.DIRECTION, Level.STRATEGIC_OBJECTIVE)
_TAKEN_OUT = (
    Level.DIRECTION,
    Level.STRATEGIC_OBJECTIVE,
    Level.OPERATIONAL_OBJECTIVE,
    Level.SECTOR,
)
_KEPT_GROUNDS = 32
_FIELD_PX = 340
_WIDE_PX = 480

Choice = TypeVar("Choice")


def ground(filters: Filters) -> Ground:
    """Gives what a trial within the filters starts from."""
    return _ground(scope_of(filters))


def ask(found: Ground, filters: Filters) -> Trial:
    """Draws what can be moved, in three folded groups, and gives what was."""
    scope = scope_of(filters)
    with st.expander(texts.METHODS, expanded=_is_moved(texts.METHODS)):
        methods, roundings = _ask_methods(found, scope)
    with st.expander(texts.MEASURE, expanded=_is_moved(texts.MEASURE)):
        has_cap, cap_pct, decreasing_method = _ask_measure()
        expected_share_pct, partial_from_pct = _ask_thresholds(found, filters)
    with st.expander(texts.EXCLUSIONS, expanded=_is_moved(texts.EXCLUSIONS)):
        weighted_methods, weights = _ask_weight(found, scope)
        exclusions = _ask_exclusions(scope)
        put_back, puts_all_back = _ask_put_back(scope)
    return Trial(
        methods={**weighted_methods, **methods},
        unit_roundings=roundings,
        weights=weights,
        has_cap=has_cap,
        cap_pct=cap_pct,
        decreasing_method=decreasing_method,
        expected_share_pct=expected_share_pct,
        partial_from_pct=partial_from_pct,
        exclusions=exclusions,
        put_back=put_back,
        puts_all_back=puts_all_back,
    )


def trial_params(way: Way) -> dict[str, str]:
    """Gives the address parameters that try a way on the entity; none where this page cannot."""
    params = [_trial_param(departure) for departure in way]
    return {} if None in params else dict(one for one in params if one is not None)


def _trial_param(departure: Departure) -> tuple[str, str] | None:
    method_key = METHOD_KEY.format(level=Level.ENTITY.value)
    if departure == OtherMean(()):
        return method_key, ROLLUP_METHODS[RollupMethod.MEAN_OF_INDICATORS]
    if departure == OtherMean((Level.ACTION,)):
        return method_key, ROLLUP_METHODS[RollupMethod.MEAN_OF_ACTIONS]
    if departure == NothingLeftOut():
        return PUT_ALL_BACK_KEY, "true"
    for digits, label in texts.ROUNDINGS.items():
        if departure == UnitsRounded(digits):
            return ROUNDING_KEY, label
    return None


def reset_button() -> None:
    """Draws the button that takes every choice back."""
    st.button(texts.RESET, on_click=_reset, key="what-if-reset", icon=":material/restart_alt:")


def render_effect(found: Tried, filters: Filters) -> None:
    """Draws before and after: of directions and sectors, of what changes its state, of actions."""
    for level, moved in ((Level.DIRECTION, found.directions), (Level.SECTOR, found.sectors)):
        finding(texts.FINDINGS[level])
        _render_moved(moved, level)
    changed = found.changed_states
    finding(texts.states_finding(changed))
    if changed:
        _render_states(changed, filters)
    actions = found.moved_actions
    finding(texts.ACTIONS if actions else texts.NO_ACTIONS)
    if actions:
        _render_moved(actions, Level.ACTION, filters)


def _ask_methods(found: Ground, scope: Scope) -> tuple[dict[Level, RollupMethod], dict[Level, int]]:
    present = [level for level in _LEVELS if level is Level.ENTITY or _codes(scope, level)]
    by_label = {label: method for method, label in ROLLUP_METHODS.items()}
    rules = found.settings.rules
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = {
            level: _choice(
                texts.method_label(level, rules[level].method),
                by_label,
                key=METHOD_KEY.format(level=level.value),
            )
            for level in present
        }
        digits = _choice(
            texts.ROUNDING,
            {label: digits for digits, label in texts.ROUNDINGS.items()},
            key=ROUNDING_KEY,
        )
    methods = {level: method for level, method in chosen.items() if method is not None}
    return methods, {} if digits is None else {Level.ENTITY: digits}


def _ask_measure() -> tuple[bool | None, float | None, RuleMethod | None]:
    caps: dict[str, float | None] = {label: cap for cap, label in texts.CAPS.items()}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        labels = {**dict.fromkeys([*caps, texts.NO_CAP])}
        label = _choice(texts.CAP, {one: one for one in labels}, key=CAP_KEY)
        decreasing = _choice(
            texts.DECREASING,
            {RULE_METHODS[method]: method for method in texts.DECREASING_METHODS},
            key=DECREASING_KEY,
        )
    if label is None:
        return None, None, decreasing
    return label != texts.NO_CAP, caps.get(label), decreasing


def _ask_thresholds(found: Ground, filters: Filters) -> tuple[float | None, float | None]:
    """Draws the threshold that the period has; the other one says nothing of it."""
    if Period(filters.period) is Period.INTERMEDIATE:
        return _threshold(
            texts.EXPECTED_SHARE, SHARE_KEY, found.period_rule.expected_share_pct
        ), None
    return None, _threshold(texts.PARTIAL_FROM, PARTIAL_KEY, found.period_rule.partial_from_pct)


def _threshold(label: str, key: str, now: float) -> float | None:
    moved = st.number_input(
        label,
        min_value=0.0,
        max_value=100.0,
        value=None,
        step=5.0,
        format="%.0f",
        key=key,
        bind="query-params",
        placeholder=f"{now:.0f}",
        width=_FIELD_PX,
    )
    return None if moved is None else float(moved)


def _ask_weight(
    found: Ground, scope: Scope
) -> tuple[Mapping[Level, RollupMethod], Mapping[tuple[Level, str], float]]:
    by_label = _labelled(scope, _WEIGHED)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        of = _choice(
            texts.WEIGHT_OF, by_label, key=WEIGHT_OF_KEY, none=texts.NO_WEIGHT, width=_WIDE_PX
        )
        weight = st.number_input(
            texts.WEIGHT,
            min_value=0.0,
            value=None,
            step=1.0,
            key=WEIGHT_KEY,
            bind="query-params",
            width=_FIELD_PX,
            disabled=of is None,
        )
    if of is None or weight is None:
        return {}, {}
    level, code = of
    return weighing(found.settings, level, _codes(scope, level), code, float(weight))


def _ask_exclusions(scope: Scope) -> tuple[Exclusion, ...]:
    by_label = _labelled(scope, _TAKEN_OUT)
    chosen = _several(texts.LEAVE_OUT, list(by_label), key=LEAVE_OUT_KEY)
    return tuple(Exclusion(*by_label[label], texts.EXCLUSION_REASON) for label in chosen)


def _ask_put_back(scope: Scope) -> tuple[frozenset[str], bool]:
    by_label = _families(scope)
    chosen = _several(texts.PUT_BACK, list(by_label), key=PUT_BACK_KEY)
    puts_all_back = st.toggle(texts.PUT_ALL_BACK, key=PUT_ALL_BACK_KEY, bind="query-params")
    return frozenset(by_label[label] for label in chosen), puts_all_back


def _choice(
    label: str,
    by_label: Mapping[str, Choice],
    *,
    key: str,
    none: str = texts.AS_NOW,
    width: int = _FIELD_PX,
) -> Choice | None:
    """Draws a choice that lives in the address; None where everything stays as it is."""
    options = [none, *by_label]
    if st.session_state.get(key, none) not in options:
        st.session_state[key] = none
    return by_label.get(
        st.selectbox(
            label, options, placeholder=CHOOSE_ONE, key=key, bind="query-params", width=width
        )
        or none
    )


def _several(label: str, options: Sequence[str], *, key: str) -> list[str]:
    """Draws a choice of several that lives in the address."""
    kept = [one for one in st.session_state.get(key, []) if one in options]
    if key in st.session_state and kept != list(st.session_state[key]):
        st.session_state[key] = kept
    return st.multiselect(
        label,
        options,
        key=key,
        bind="query-params",
        placeholder=texts.NOTHING_CHOSEN,
        width=2 * _WIDE_PX,
    )


@kept(_KEPT_GROUNDS, of_facts=True)
def _families(scope: Scope) -> Mapping[str, str]:
    """Gives the families of reasons for which something is left out, by their labels."""
    families = dict.fromkeys(
        family
        for row in _ground(scope).rows
        if row["left_out_reason"] in LEFT_OUT_BY_CHOICE
        for family in families_of(row)
    )
    return {texts.family_label(family): family for family in families}


@kept(_KEPT_GROUNDS, of_facts=True)
def _labelled(scope: Scope, levels: tuple[Level, ...]) -> Mapping[str, tuple[Level, str]]:
    """Gives what can be chosen at these levels, by its label, in the order of the rows."""
    labelled: dict[str, tuple[Level, str]] = {}
    for level in levels:
        code_column, name_column = _CODE_COLUMNS[level]
        for row in _ground(scope).rows:
            if row[code_column] is not None:
                label = f"{LEVELS[level]} {code_and_name(row[code_column], row[name_column])}"
                labelled.setdefault(label, (level, row[code_column]))
    return labelled


@kept(_KEPT_GROUNDS * len(_CODE_COLUMNS), of_facts=True)
def _codes(scope: Scope, level: Level) -> Sequence[str]:
    column = _CODE_COLUMNS[level][0]
    rows = _ground(scope).rows
    return list(dict.fromkeys(row[column] for row in rows if row[column] is not None))


_NEUTRAL: dict[str, dict[str, object]] = {
    texts.METHODS: {
        **{METHOD_KEY.format(level=level.value): texts.AS_NOW for level in _LEVELS},
        ROUNDING_KEY: texts.AS_NOW,
    },
    texts.MEASURE: {
        CAP_KEY: texts.AS_NOW,
        DECREASING_KEY: texts.AS_NOW,
        PARTIAL_KEY: None,
        SHARE_KEY: None,
    },
    texts.EXCLUSIONS: {
        WEIGHT_OF_KEY: texts.NO_WEIGHT,
        WEIGHT_KEY: None,
        LEAVE_OUT_KEY: [],
        PUT_BACK_KEY: [],
        PUT_ALL_BACK_KEY: False,
    },
}
"""What every choice holds where it moves nothing, group by group."""


def _is_moved(group: str) -> bool:
    """Says whether the address moves anything of a group, which is then shown open."""
    return any(key in st.query_params for key in _NEUTRAL[group])


def _reset() -> None:
    for group in _NEUTRAL.values():
        for key, neutral in group.items():
            if key in st.session_state:
                st.session_state[key] = neutral


def _render_moved(moved: Sequence[Moved], level: Level, filters: Filters | None = None) -> None:
    """Draws things before and after; actions link to their own page where filters are given."""
    rows = [
        {
            "moved_name": readable_name(one.key[-1], one.name),
            "before_words": texts.pct_words(one.before_pct),
            "after_words": texts.pct_words(one.after_pct),
            "points_words": texts.points_words(one),
            "before_counted_count": one.before_counted_count,
            "after_counted_count": one.after_counted_count,
        }
        for one in moved
    ]
    frame = pd.DataFrame(rows)
    links = None
    if filters is not None:
        address = action_addresser(filters)
        frame["address"] = [
            address({"sector_code": one.key[0], "action_code": one.key[1]}) for one in moved
        ]
        links = {"moved_name": "address"}
    render_table(
        frame,
        {**texts.COLUMNS, "moved_name": LEVELS[level]},
        key=f"what-if-{level}",
        file_name=texts.TRIED_FILE.format(part=LEVELS[level].lower()),
        links=links,
    )


def _render_states(changed: Sequence[Moved], filters: Filters) -> None:
    address = action_addresser(filters)
    rows = [
        {
            "moved_name": one.name,
            "action_code": one.key[1],
            "before_words": texts.state_word(one.before_status),
            "after_words": texts.state_word(one.after_status),
            "before_state": _state(one.before_status),
            "after_state": _state(one.after_status),
            "address": address({"sector_code": one.key[0], "action_code": one.key[1]}),
        }
        for one in changed
    ]
    render_table(
        pd.DataFrame(rows),
        texts.STATE_COLUMNS,
        key="what-if-states",
        file_name=texts.TRIED_FILE.format(part="stati"),
        links={"moved_name": "address"},
        fragments={"before_state": "before_state", "after_state": "after_state"},
        download=texts.STATE_DOWNLOAD_COLUMNS,
    )


def _state(status: ResultStatus | None) -> str:
    return "" if status is None else result_status(status)


@kept(_KEPT_GROUNDS, of_facts=True)
def _ground(scope: Scope) -> Ground:
    whole = scope.of_all()
    return ground_of(store(), scope) if scope == whole else within(_ground(whole), scope)
