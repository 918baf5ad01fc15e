"""What new rules would move: sentences on top, then every movement as a table."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.domain.rule_movements import RuleEffect
from dashboard.texts import rule_effects as texts
from dashboard.ui.components import finding
from dashboard.ui.tables import render_table


def render_rule_effect(effect: RuleEffect, heading: str, *, key: str) -> None:
    """Draws what would move; that nothing would is said as well."""
    finding(heading)
    for sentence in texts.effect_sentences(effect):
        st.text(sentence)
    if effect.movements:
        render_table(movements_frame(effect), texts.COLUMNS, key=key, file_name=texts.FILE)


def movements_frame(effect: RuleEffect) -> pd.DataFrame:
    """Gives one row per movement, the widest first, with the columns of `texts.COLUMNS`."""
    rows = [texts.movement_row(one) for one in effect.movements]
    return pd.DataFrame(rows, columns=list(texts.COLUMNS))
