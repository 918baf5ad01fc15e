"""The parts of the page on data quality: counts by rule, issues by cell, missing reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dashboard.figures.records import records_of
from dashboard.texts import quality as texts
from dashboard.texts.formats import Record, readable_name
from dashboard.texts.labels import severity_words
from dashboard.ui.check_findings import findings_in_view
from dashboard.ui.components import finding, note
from dashboard.ui.data import KEPT_VIEWS, kept, query
from dashboard.ui.filters import Filters
from dashboard.ui.issue_rows import IssuePlace, places_in_uploads, render_issue_rows
from dashboard.ui.narrowing import value_chosen
from dashboard.ui.parts import Part, finding_part, headline_part, note_part
from dashboard.ui.tables import Table
from dashboard.ui.uploads import render_original_download

# The page's own filters, each within the one before: column, label, key in the address, width.
_CHOICES = (
    ("severity_words", texts.SEVERITY_FILTER, "gravita", 180),
    ("title", texts.RULE_FILTER, "regola", 340),
    ("file_name", texts.FILE_FILTER, "file", 420),
)

Chosen = tuple[str | None, ...]
"""What is chosen in each of the page's own filters; None for all."""


@dataclass(frozen=True, slots=True)
class Quality:
    """What the page shows of the files in force; `issues` in words, gravest first."""

    headline: Part
    missing: tuple[Part, ...]
    overview: tuple[Part, ...]
    issues: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class _Listed:
    """Some of the issues: their table, their cells, and the files they are in."""

    table: Table
    places: Sequence[IssuePlace]
    uploads: pd.DataFrame


@kept(KEPT_VIEWS, of_facts=True)
def quality_in_view(filters: Filters) -> Quality:
    """Gives what the page shows of the files and the findings that the filters choose."""
    issues = tuple(map(_in_words, records_of(query("data_quality_issues", **filters.as_params()))))
    deliveries = records_of(query("deliveries", **filters.as_params()))
    missing = [row for row in deliveries if not row["is_delivered"]]
    open_count = sum(one.is_open for one in findings_in_view(filters))
    return Quality(
        headline=headline_part(
            texts.headline(issues, len(missing), open_count),
            texts.missing_reports(len(missing)) if missing else "",
        ),
        missing=tuple(_missing_parts(missing, filters)),
        overview=tuple(_overview_parts(issues, filters)),
        issues=issues,
    )


def render_chosen_issues(issues: Sequence[Record], filters: Filters) -> None:
    """Draws the page's own filters, the issues that match, and hands back the files they are in."""
    finding(texts.ISSUES_FINDING)
    listed = _listed(filters, _chosen_among(issues))
    listed.table.draw()
    render_issue_rows(listed.places, key="quality-issue-rows")
    finding(texts.ORIGINALS_FINDING)
    note(texts.ORIGINALS_NOTE)
    render_original_download(listed.uploads, key="quality-originals")


def _in_words(issue: Record) -> Record:
    """Gives a row of `data_quality_issues` with the words that the tables show."""
    return {
        **issue,
        "severity_words": severity_words(issue["severity"]),
        "title": texts.title(issue["issue_code"]),
        "sentence": texts.sentence(issue),
        "sector_words": texts.sectors(issue["sector_name"]),
    }


def _overview_parts(issues: Sequence[Record], filters: Filters) -> list[Part]:
    """Gives over what the issues are, and how many of each kind, in how many files."""
    info_count = sum(row["severity"] == "info" for row in issues)
    scope = note_part(texts.scope_note(filters.reference_year, info_count))
    if not issues:
        return [scope, note_part(texts.NO_ISSUES)]
    rules = Table(
        pd.DataFrame(_rules(issues)),
        texts.RULE_COLUMNS,
        key="quality-rules",
        file_name=texts.TITLE,
    )
    return [scope, finding_part(texts.RULES_FINDING), rules]


def _rules(issues: Sequence[Record]) -> list[Record]:
    """Gives one row per rule: in the order of the issues (gravest first), then the most frequent.

    `file_count`: in how many files.
    """
    severities = list(dict.fromkeys(row["severity"] for row in issues))
    groups: dict[tuple[str, str], list[Record]] = {}
    for row in issues:
        groups.setdefault((row["severity"], row["title"]), []).append(row)
    in_order = sorted(groups.items(), key=lambda one: (severities.index(one[0][0]), -len(one[1])))
    return [
        {
            "severity_words": severity_words(severity),
            "title": title,
            "issue_count": len(rows),
            "file_count": len({row["upload_id"] for row in rows}),
        }
        for (severity, title), rows in in_order
    ]


def _chosen_among(issues: Sequence[Record]) -> Chosen:
    chosen: Chosen = ()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for column, label, key, width in _CHOICES:
            offered = (row[column] for row in issues if _has(row, chosen))
            chosen += (value_chosen(offered, label, key=key, width=width),)
    return chosen


def _has(issue: Mapping[str, object], chosen: Chosen) -> bool:
    return all(
        value in (None, issue[column])
        for (column, *_), value in zip(_CHOICES, chosen, strict=False)
    )


@kept(KEPT_VIEWS, of_facts=True)
def _listed(filters: Filters, chosen: Chosen) -> _Listed:
    issues = pd.DataFrame([row for row in quality_in_view(filters).issues if _has(row, chosen)])
    return _Listed(
        Table(
            issues,
            texts.ISSUE_COLUMNS,
            key="quality-issues",
            file_name=texts.file_name(filters.reference_year),
            download=texts.ISSUE_DOWNLOAD_COLUMNS,
        ),
        places_in_uploads(issues),
        issues[["upload_id", "file_name"]].drop_duplicates(),
    )


def _missing_parts(missing: Sequence[Record], filters: Filters) -> list[Part]:
    """Gives the sectors that have a plan and have not delivered the report of the period."""
    title = finding_part(texts.MISSING_FINDING)
    if not missing:
        return [title, note_part(texts.NO_MISSING)]
    frame = pd.DataFrame(
        {**row, "sector_words": readable_name(row["sector_code"], row["sector_name"])}
        for row in missing
    )
    sentence = texts.missing_sentence(len(missing), filters.reference_year, filters.period)
    table = Table(
        frame, texts.MISSING_COLUMNS, key="quality-missing", file_name=texts.MISSING_FINDING
    )
    return [title, note_part(sentence), table]
