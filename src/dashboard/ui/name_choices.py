"""Ask the person what names mean that look like known ones, and what to do with hidden lines.

The answers are kept in the session until the selection is confirmed or given up.
"""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from dashboard.domain.issues import HIDDEN_LINES
from dashboard.domain.name_questions import NameAnswer, NameQuestion
from dashboard.ingest import CheckedFile
from dashboard.texts import names as texts
from dashboard.ui.components import finding, note

_ANSWERS, _LEFT_OUT = "upload-answers", "upload-left-out"


def answers() -> tuple[NameAnswer, ...]:
    """Gives what the person has answered so far."""
    found: dict[str, NameAnswer] = st.session_state.get(_ANSWERS, {})
    return tuple(found.values())


def left_out_files() -> frozenset[str]:
    """Gives the files, by their SHA-256, whose hidden rows and columns are not to be read."""
    found: frozenset[str] = st.session_state.get(_LEFT_OUT, frozenset())
    return found


def forget_choices() -> None:
    """Drops all answers and choices, with the selection that they are about."""
    st.session_state.pop(_ANSWERS, None)
    st.session_state.pop(_LEFT_OUT, None)


def questions_of(checked_files: Iterable[CheckedFile]) -> list[NameQuestion]:
    """Gives every question once, whichever and however many files raise it."""
    by_name: dict[str, NameQuestion] = {}
    for checked in checked_files:
        for question in checked.name_questions:
            by_name.setdefault(_key(question), question)
    return list(by_name.values())


def render_name_questions(questions: list[NameQuestion]) -> None:
    """Draws one choice per name, none of them made beforehand; applies them all at once."""
    if not questions:
        return
    finding(texts.QUESTIONS_HEADING)
    note(texts.QUESTIONS_NOTE)
    with st.form("upload-names", border=True):
        chosen = {_key(question): (question, _asked(question)) for question in questions}
        is_applied = st.form_submit_button(texts.APPLY, icon=":material/check:")
    if is_applied:
        st.session_state[_ANSWERS] = {
            key: NameAnswer(question.written.text, code, question.written.subject)
            for key, (question, code) in chosen.items()
            if code is not None
        }
        st.rerun()


def render_hidden_choice(checked: CheckedFile, *, key: str) -> None:
    """Draws the choice about the hidden lines of a file; nothing where it has none."""
    if not any(issue.code in HIDDEN_LINES for issue in checked.issues):
        return
    is_left_out = checked.file_sha256 in left_out_files()
    is_read = st.checkbox(
        texts.HIDDEN_CHOICE,
        value=not is_left_out,
        key=f"{key}-hidden-{checked.file_sha256}",
        help=texts.HIDDEN_HELP,
    )
    if is_read == is_left_out:
        st.session_state[_LEFT_OUT] = left_out_files() ^ {checked.file_sha256}
        st.rerun()


def _asked(question: NameQuestion) -> str | None:
    """Draws one question and gives the code that was chosen, if any."""
    words = {thing.code: texts.same_as(thing) for thing in question.candidates}
    words[question.written.own_code] = texts.another(question)
    codes = list(words)
    answered = question.answered_code
    chosen: str | None = st.radio(
        texts.question(question),
        codes,
        index=codes.index(answered) if answered in codes else None,
        format_func=words.__getitem__,
        key=f"upload-name-{_key(question)}",
    )
    return chosen


def _key(question: NameQuestion) -> str:
    return f"{question.written.subject}-{question.written.text}"
