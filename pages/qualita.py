"""What is missing or odd in the files in force, and in the figures, rule by rule?"""

import streamlit as st

from dashboard.figures.records import records_of
from dashboard.texts import quality as texts
from dashboard.ui.check_findings import findings_in_view, render_findings
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

found = findings_in_view(filters)
open_count = sum(one.is_open for one in found)

headline(
    texts.headline(records_of(issues), len(missing), open_count),
    texts.missing_reports(len(missing)) if len(missing) else "",
)
render_missing(missing, filters.reference_year, filters.period)
checks_tab, issues_tab = st.tabs([texts.CHECKS_TAB, texts.ISSUES_TAB])
with checks_tab:
    render_findings(found, filters)
with issues_tab:
    info_count = int((issues["severity"] == "info").sum())
    note(texts.scope_note(filters.reference_year, info_count))
    if issues.empty:
        note(texts.NO_ISSUES)
    else:
        render_rules(issues)
        finding(texts.ISSUES_FINDING)
        render_issues(chosen_issues(issues), texts.file_name(filters.reference_year))
