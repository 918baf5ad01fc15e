"""What is missing or odd in the files in force, and in the figures, rule by rule?"""

import streamlit as st

from dashboard.texts import quality as texts
from dashboard.ui.check_findings import render_findings
from dashboard.ui.empty import empty_store
from dashboard.ui.filters import page_filters
from dashboard.ui.parts import draw_parts
from dashboard.ui.quality import quality_in_view, render_chosen_issues
from dashboard.ui.tabs import tabbed

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

quality = quality_in_view(filters)
quality.headline.draw()
draw_parts(quality.missing)


def _draw_issues() -> None:
    draw_parts(quality.overview)
    if quality.issues:
        render_chosen_issues(quality.issues, filters)


tabbed(
    {texts.CHECKS_TAB: lambda: render_findings(filters), texts.ISSUES_TAB: _draw_issues},
    key="scheda_qualita",
)
