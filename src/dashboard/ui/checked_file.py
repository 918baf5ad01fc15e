"""One checked file before its confirmation: what it is, what is wrong, what would change."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard.directive import checked_directive
from dashboard.domain.decisions import ProposalState
from dashboard.domain.differences import RowChange
from dashboard.domain.model import DocumentToStore, FieldValue, InkRun, Issue, Proposal, Severity
from dashboard.domain.proposals import ink_place
from dashboard.domain.registry_facts import rows_by_section
from dashboard.domain.registry_sections import SECTION
from dashboard.ingest import CheckedFile, marked_file, marked_file_name
from dashboard.texts import labels
from dashboard.texts import upload as texts
from dashboard.texts.coherence import preview_sentence
from dashboard.texts.errors import error_sentence
from dashboard.texts.fields import field_label
from dashboard.texts.issues import issue_sentence, issue_title
from dashboard.texts.names import TO_CLARIFY
from dashboard.texts.proposals import state_words
from dashboard.texts.rule_effects import HEADING
from dashboard.texts.upload import issue_counts
from dashboard.ui.components import finding, note
from dashboard.ui.data import effect_accepted
from dashboard.ui.differences import render_differences
from dashboard.ui.issue_rows import places_in_file, render_issue_rows
from dashboard.ui.name_choices import render_hidden_choice
from dashboard.ui.proposals import known_states
from dashboard.ui.red_ink import red_ink
from dashboard.ui.rule_effects import render_rule_effect
from dashboard.ui.tables import render_table

_PREVIEW_ROWS = 5


def files_frame(checked_files: Iterable[CheckedFile]) -> pd.DataFrame:
    """Gives one row per file with the columns of `texts.FILES_COLUMNS`."""
    return pd.DataFrame(
        [_file_row(checked) for checked in checked_files], columns=list(texts.FILES_COLUMNS)
    )


def render_checked_file(checked: CheckedFile, position: int) -> None:
    """Draws everything known of one file; `position` keeps the keys of its elements apart."""
    key = f"upload-file-{position}"
    if checked.error is not None:
        st.error(error_sentence(checked.error))
        return
    _render_recognition(checked)
    _render_issues(checked, key)
    _render_differences(checked, key)
    _render_effect(checked, key)
    _render_proposals(checked, key)
    _render_first_rows(checked, key)


def issues_frame(issues: Iterable[Issue]) -> pd.DataFrame:
    """Gives one row per issue, the grave ones first: `severity`, `title`, `sentence`."""
    order = list(Severity)
    rows = [
        (labels.severity_words(issue.severity), issue_title(issue.code), issue_sentence(issue))
        for issue in sorted(issues, key=lambda issue: order.index(issue.severity))
    ]
    return pd.DataFrame(rows, columns=list(texts.ISSUE_COLUMNS))


def first_rows_frame(
    document: DocumentToStore,
    row_count: int,
    words: Callable[[FieldValue], str] = lambda value: value.raw_text,
) -> pd.DataFrame:
    """Gives the first rows, field by field: as they were typed, or as `words` puts each value."""
    rows = document.rows[:row_count]
    # Every table says its section above itself.
    names = dict.fromkeys(name for row in rows for name in row.values if name != SECTION)
    return pd.DataFrame(
        [
            [words(row.values[name]) if name in row.values else None for name in names]
            for row in rows
        ],
        columns=list(names),
    )


def render_rows(frame: pd.DataFrame, *, key: str) -> None:
    """Draws the rows that `first_rows_frame` gives."""
    columns = {name: field_label(name) for name in frame.columns}
    render_table(frame, columns, key=key, file_name=texts.ROWS_HEADING)


def proposals_frame(
    checked: CheckedFile, known_states: Mapping[tuple[str, str], str]
) -> pd.DataFrame:
    """Gives one row per proposal, with its cell as it was typed in `ink_html`.

    `known_states`: how those that came before stand, by entity and key.
    """
    states = {
        ink_place(placed.proposal): known_states.get(
            (placed.document.entity_code, placed.proposal_key), ProposalState.PENDING
        )
        for placed in checked.placed_proposals
    }
    rows = [
        (
            f"{proposal.sheet_name}, {proposal.cell}",
            labels.PROPOSAL_KINDS[proposal.kind],
            proposal.before,
            proposal.after,
            state_words(states.get(ink_place(proposal), ProposalState.PENDING)),
            _ink_html(proposal),
        )
        for proposal in checked.proposals
    ]
    return pd.DataFrame(rows, columns=[*texts.PROPOSAL_COLUMNS, "ink_html"])


def _file_row(checked: CheckedFile) -> dict[str, object]:
    counts = Counter(issue.severity for issue in checked.issues)
    changes = {
        change: sum(difference.count(change) for difference in checked.differences)
        for change in RowChange
    }
    return {
        "file_name": checked.file_name,
        "outcome": _outcome(checked, sum(changes.values())),
        "recognised": "; ".join(_recognised(checked)),
        "row_count": sum(len(document.rows) for document in checked.documents) or None,
        **{f"{change}_count": changes[change] if checked.documents else None for change in changes},
        "issues": issue_counts(dict(counts)),
    }


def _recognised(checked: CheckedFile) -> list[str]:
    if checked.documents or checked.parsed is None:
        return [texts.recognised(document) for document in checked.documents]
    return [labels.DOCUMENT_KINDS[document.kind] for document in checked.parsed.documents]


def _outcome(checked: CheckedFile, change_count: int) -> str:
    if checked.error is not None:
        return texts.UNREADABLE
    if checked.is_blocked:
        return texts.BLOCKED
    if checked.already_stored_upload_id is not None:
        return texts.ALREADY
    if checked.open_questions:
        return TO_CLARIFY
    return texts.READY if change_count else texts.READY_UNCHANGED


def _render_recognition(checked: CheckedFile) -> None:
    finding(texts.RECOGNISED_HEADING)
    if not checked.documents:
        note(texts.unplaced_sentence(checked.parsed.documents if checked.parsed else ()))
    for document in checked.documents:
        st.text(texts.recognition_sentence(document))


def _render_issues(checked: CheckedFile, key: str) -> None:
    issues = checked.issues
    finding(texts.ISSUES_HEADING)
    if not issues:
        note(texts.NO_ISSUES)
        return
    note(issue_counts(dict(Counter(issue.severity for issue in issues))))
    render_table(
        issues_frame(issues),
        texts.ISSUE_COLUMNS,
        key=f"{key}-issues",
        file_name=texts.ISSUES_HEADING,
    )
    render_issue_rows(places_in_file(checked), key=f"{key}-issue-rows")
    render_hidden_choice(checked, key=key)
    _offer_marked_file(checked, key)


def _offer_marked_file(checked: CheckedFile, key: str) -> None:
    """Offers the person's own workbook with the wrong cells marked, made only when asked for."""
    note(texts.MARKED_FILE_NOTE)
    st.download_button(
        texts.DOWNLOAD_MARKED_FILE,
        data=lambda: marked_file(checked).content,
        file_name=marked_file_name(checked.file_name),
        key=f"{key}-marked",
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
    )


def _render_differences(checked: CheckedFile, key: str) -> None:
    if not checked.differences:
        return
    finding(texts.DIFFERENCES_HEADING)
    for document, difference in zip(checked.documents, checked.differences, strict=True):
        sentence = texts.difference_sentence(document.kind, difference)
        several = len(checked.documents) > 1
        note(f"{texts.recognised(document)}: {sentence}" if several else sentence)
    render_differences(
        [
            (texts.recognised(document), difference)
            for document, difference in zip(checked.documents, checked.differences, strict=True)
            if difference.replaces_a_document
        ],
        key=f"{key}-differences",
        file_name=texts.DIFFERENCES_FILE,
    )


def _render_effect(checked: CheckedFile, key: str) -> None:
    """Says of an anagrafica what it would move, and where it contradicts itself; else nothing."""
    effect = effect_accepted(checked)
    if effect is not None:
        render_rule_effect(effect, HEADING, key=f"{key}-effect")
    for document in checked.documents:
        if document.facts.registry is not None:
            directive = checked_directive(document.facts.registry, document.reference_year)
            note(preview_sentence(directive.findings))


def _render_proposals(checked: CheckedFile, key: str) -> None:
    if not checked.proposals:
        return
    finding(f"{texts.PROPOSALS_HEADING}: {len(checked.proposals)}")
    note(texts.PROPOSALS_NOTE)
    render_table(
        proposals_frame(checked, known_states()),
        texts.PROPOSAL_COLUMNS,
        key=f"{key}-proposals",
        file_name=texts.PROPOSALS_HEADING,
        fragments={"after": "ink_html"},
    )


def _render_first_rows(checked: CheckedFile, key: str) -> None:
    for position, document in enumerate(checked.documents):
        with st.expander(texts.first_rows_heading(document, _PREVIEW_ROWS)):
            for section, rows in rows_by_section(document.rows).items():
                table_key = f"{key}-rows-{position}"
                if section is not None:
                    note(texts.section_heading(section, len(rows), _PREVIEW_ROWS))
                    table_key += f"-{section}"
                table = replace(document, rows=rows)
                render_rows(first_rows_frame(table, _PREVIEW_ROWS), key=table_key)


def _ink_html(proposal: Proposal) -> str:
    """Gives the text as it was typed; a proposal without runs is red as a whole."""
    runs = proposal.runs or (InkRun(proposal.after, is_red=True, is_struck=False),)
    return red_ink(json.dumps([run._asdict() for run in runs]))
