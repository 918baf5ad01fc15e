"""How the target of an action's indicators came to be what it is, and which one was used."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.figures import theme
from dashboard.figures.records import records_of
from dashboard.figures.target_steps import step_day, target_steps
from dashboard.texts import target_story as texts
from dashboard.texts.formats import percent
from dashboard.texts.measures import target_words
from dashboard.ui.components import finding, key_line, note, render_figure
from dashboard.ui.tables import render_table

_MEASURE = ("indicator_code", "measure_kind", "unit")


def render_target_stories(steps: pd.DataFrame, targets: pd.DataFrame) -> None:
    """Draws the story of each target that a decision varied; nothing where none was.

    `steps` and `targets`: rows of the queries `target_steps` and `varied_targets` on one action
    and year.
    """
    told = steps.merge(targets[list(_MEASURE)].drop_duplicates(), on="indicator_code")
    groups = told.groupby(["indicator_code", "target_period"], sort=False)
    for position, ((indicator_code, period), own_steps) in enumerate(groups):
        own = targets[targets["indicator_code"] == indicator_code]
        has_own_target = set(told.loc[told["indicator_code"] == indicator_code, "target_period"])
        # With a target for each period, a result is drawn on the target of its own.
        shown = own[own["period"] == period] if len(has_own_target) > 1 else own
        if not shown.empty:
            _render_story(own_steps, shown, key=f"target-story-{position}")


def _render_story(steps: pd.DataFrame, targets: pd.DataFrame, *, key: str) -> None:
    step_records, target_records = records_of(steps), records_of(targets)
    finding(texts.heading(target_records[0]))
    sentences = [texts.version_sentence(one, step_records[-1]) for one in target_records]
    for sentence in sentences:
        st.text(sentence)
    figure = target_steps(steps, targets, int(target_records[0]["reference_year"]))
    if figure is not None:
        alt = texts.figure_alt(step_records, sentences)
        render_figure(figure, key=f"{key}-figure", alt=alt)
        key_line([("━", theme.INK, texts.KEY_TARGET), ("●", theme.BLUE, texts.KEY_RESULT)])
    name = str(target_records[0]["indicator_name"])
    render_table(
        _steps_in_words(steps, step_records),
        texts.STEP_COLUMNS,
        key=f"{key}-steps",
        file_name=f"{texts.HEADING} - {name}"[:80],
    )
    note(texts.EFFECT_NOTE)
    render_table(
        _targets_in_words(targets, target_records),
        texts.EFFECT_COLUMNS,
        key=f"{key}-effect",
        file_name=f"{texts.EFFECT_FILE} - {name}"[:80],
    )


def _steps_in_words(steps: pd.DataFrame, records: list[dict[str, Any]]) -> pd.DataFrame:
    return steps.assign(
        version_words=[texts.version(step) for step in records],
        target_words=[target_words(step) for step in records],
        since_words=[texts.since(step_day(step)) for step in records],
        deed_words=[texts.deed(step) for step in records],
        origin_words=[texts.origin(step) for step in records],
    )


def _targets_in_words(targets: pd.DataFrame, records: list[dict[str, Any]]) -> pd.DataFrame:
    return targets.assign(
        result_words=[texts.result(one) for one in records],
        original_words=[percent(one["original_achievement_pct"]) for one in records],
        varied_words=[percent(one["measured_achievement_pct"]) for one in records],
        effect_words=[texts.effect(one["effect_points"]) for one in records],
    )
