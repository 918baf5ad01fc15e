"""What is missing or odd in the files in force, rule by rule and cell by cell?"""

import streamlit as st

from dashboard.figures.records import records_of
from dashboard.texts import quality as texts
from dashboard.ui.components import finding, headline, note
from dashboard.ui.data import query
from dashboard.ui.empty import empty_store
from dashboard.ui.filters import page_filters
from dashboard.ui.quality import (
    chosen_issues,
    in_words,
    render_issues,
    render_missing,
    render_rules,
)

filters = page_filters()
if filters is None:
    empty_store()
    st.stop()

issues = in_words(query("data_quality_issues", **filters.as_params()))
deliveries = query("deliveries", **filters.as_params())
missing = deliveries[~deliveries["is_delivered"].astype(bool)]

headline(
    texts.headline(records_of(issues), len(missing)),
    texts.missing_reports(len(missing)) if len(missing) else "",
)
note(texts.scope_note(filters.reference_year, int((issues["severity"] == "info").sum())))
render_missing(missing, filters.reference_year, filters.period)
if not issues.empty:
    render_rules(issues)
    finding(texts.ISSUES_FINDING)
    render_issues(chosen_issues(issues), texts.file_name(filters.reference_year))
