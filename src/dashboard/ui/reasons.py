"""What the rules say of a reason, and the rules themselves, to be read beside it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.domain.causes import suggested_causes
from dashboard.domain.reasons import ReasonFinding
from dashboard.texts import reasons as texts
from dashboard.ui.components import finding, note, plain
from dashboard.ui.folded import folded
from dashboard.ui.tables import render_table


def render_reason_findings(findings: Sequence[ReasonFinding], reason: str | None) -> None:
    """Draws what may be weak in a reason, and the causes that its words suggest."""
    lines = [texts.finding_sentence(one) for one in findings] or [texts.NO_FLAW]
    if reason:
        suggested = suggested_causes(reason)
        lines += [texts.suggestion_words(one) for one in suggested] or [texts.NO_CAUSE_SUGGESTED]
    st.html(f"<ul>{''.join(f'<li>{plain(line)}</li>' for line in lines)}</ul>")


def render_reason_rules(key: str) -> None:
    """Draws the folded panel "Come si giudica una motivazione": rules, limits, lists of words."""
    folded(texts.RULES_LABEL, lambda: _rules(key), key=f"{key}-reason-rules")


def _rules(key: str) -> None:
    note(texts.RULES_NOTE)
    render_table(
        pd.DataFrame(texts.rule_rows()),
        texts.RULE_COLUMNS,
        key=f"{key}-reason-flaws",
        file_name=texts.RULES_FILE,
        stacks=True,
    )
    finding(texts.CAUSES_FINDING)
    note(texts.CAUSES_NOTE)
    render_table(
        pd.DataFrame(texts.word_rows()),
        texts.CAUSE_COLUMNS,
        key=f"{key}-cause-words",
        file_name=texts.CAUSES_FILE,
        stacks=True,
    )
