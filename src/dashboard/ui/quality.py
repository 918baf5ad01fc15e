"""The parts of the page on data quality: counts by rule, issues by cell, missing reports."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.figures.records import records_of
from dashboard.texts import quality as texts
from dashboard.texts.formats import readable_name
from dashboard.texts.labels import severity_words
from dashboard.ui.components import finding, note
from dashboard.ui.issue_rows import places_in_uploads, render_issue_rows
from dashboard.ui.narrowing import matching
from dashboard.ui.tables import render_table
from dashboard.ui.uploads import render_original_download

_SEVERITY_KEY, _RULE_KEY, _FILE_KEY = "gravita", "regola", "file"


def in_words(issues: pd.DataFrame) -> pd.DataFrame:
    """Gives the rows of `data_quality_issues` with the words that the tables show."""
    records = records_of(issues)
    return issues.assign(
        severity_words=[severity_words(row["severity"]) for row in records],
        title=[texts.title(row["issue_code"]) for row in records],
        sentence=[texts.sentence(row) for row in records],
        sector_words=[texts.sectors(row["sector_name"]) for row in records],
    )


def render_rules(issues: pd.DataFrame) -> None:
    """Draws how many issues of each kind there are, and in how many files. Grave ones first."""
    finding(texts.RULES_FINDING)
    render_table(
        rules_frame(issues), texts.RULE_COLUMNS, key="quality-rules", file_name=texts.TITLE
    )


def rules_frame(issues: pd.DataFrame) -> pd.DataFrame:
    """Gives one row per rule: `severity_words`, `title`, `issue_count`, `file_count`.

    In the order of the issues (gravest first), then the most frequent first.
    """
    ranks = {severity: rank for rank, severity in enumerate(issues["severity"].unique())}
    counts = (
        issues.groupby(["severity", "severity_words", "title"], sort=False)
        .agg(issue_count=("issue_code", "size"), file_count=("upload_id", "nunique"))
        .reset_index()
    )
    counts["rank"] = counts["severity"].map(ranks)
    return counts.sort_values(["rank", "issue_count"], ascending=[True, False], kind="stable")


def chosen_issues(issues: pd.DataFrame) -> pd.DataFrame:
    """Draws this page's own filters, kept in the address, and gives the issues that match."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        shown = matching(
            issues, "severity_words", texts.SEVERITY_FILTER, key=_SEVERITY_KEY, width=180
        )
        shown = matching(shown, "title", texts.RULE_FILTER, key=_RULE_KEY, width=340)
        return matching(shown, "file_name", texts.FILE_FILTER, key=_FILE_KEY, width=420)


def render_issues(issues: pd.DataFrame, file_name: str) -> None:
    """Draws the issues with their sentences, and hands back the files they are in."""
    render_table(
        issues,
        texts.ISSUE_COLUMNS,
        key="quality-issues",
        file_name=file_name,
        download=texts.ISSUE_DOWNLOAD_COLUMNS,
    )
    render_issue_rows(places_in_uploads(issues), key="quality-issue-rows")
    finding(texts.ORIGINALS_FINDING)
    note(texts.ORIGINALS_NOTE)
    uploads = issues[["upload_id", "file_name"]].drop_duplicates()
    render_original_download(uploads, key="quality-originals")


def render_missing(missing: pd.DataFrame, reference_year: int, period: str) -> None:
    """Draws the sectors that have a plan and have not delivered the report of the period."""
    finding(texts.MISSING_FINDING)
    if missing.empty:
        note(texts.NO_MISSING)
        return
    note(texts.missing_sentence(len(missing), reference_year, period))
    frame = missing.assign(
        sector_words=[
            readable_name(row["sector_code"], row["sector_name"]) for row in records_of(missing)
        ]
    )
    render_table(
        frame, texts.MISSING_COLUMNS, key="quality-missing", file_name=texts.MISSING_FINDING
    )
