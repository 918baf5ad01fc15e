"""The fields of a mapping: what each column holds, what its words mean, what the sheet leaves out.

Every field has a key below the form's own, so that two forms never share an answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import count
from typing import NamedTuple

import streamlit as st

from dashboard.domain.fields import FIELD_TYPES
from dashboard.domain.mapping import (
    LEFT_OUT_FIELD,
    MAPPING_ONLY_FIELDS,
    PERIOD_FIELD,
    PERIOD_TARGET_FIELD,
    YEAR_FIELD,
    FixedStatements,
    MappedColumn,
    SheetMapping,
    may_be_share,
    word_key,
    word_meanings,
)
from dashboard.domain.model import SHEET_KINDS, DocumentKind
from dashboard.texts import mapping_form as texts
from dashboard.texts.labels import DOCUMENT_KINDS
from dashboard.texts.mapping import guess_reason, meaning_label
from dashboard.texts.navigation import CHOOSE_ONE
from dashboard.ui.components import finding, note
from dashboard.ui.data import query
from dashboard.workbook import (
    ColumnPreview,
    FieldGuess,
    guessed_words,
    required_fields,
    texts_to_explain,
)

_ALL_FIELDS = (LEFT_OUT_FIELD, *MAPPING_ONLY_FIELDS, *FIELD_TYPES)
_MOST_LIKELY = 3
_MOST_WORDS = 12
_WORD_WIDTH = 260
_YEAR_SUBJECTS = ("reference_year", "report_year")
_FIXED_TEXTS: Mapping[str, tuple[str, str]] = {
    "sector": (texts.SECTOR_LABEL, texts.SECTOR_HELP),
    "strategic_direction": (texts.DIRECTION_LABEL, texts.DIRECTION_HELP),
    "entity_name": (texts.ENTITY_LABEL, texts.ENTITY_HELP),
}
_FIXED = (*_FIXED_TEXTS, "reference_year")
_WIDTH = 420


@dataclass(frozen=True, slots=True)
class FormStart:
    """What a form begins with: a mapping, and what is known of each of its columns.

    `columns` go with `mapping.columns`; without a file at hand they hold no values. `stated` is
    what the file says around the table. `key` is the form's own.
    """

    mapping: SheetMapping
    columns: tuple[ColumnPreview, ...]
    key: str
    stated: Mapping[str, str] = field(default_factory=dict)
    has_file: bool = True


class FilledForm(NamedTuple):
    """The mapping as it stands in the form, and the periods that nobody explained yet."""

    mapping: SheetMapping
    open_periods: tuple[str, ...]


def form_without_file(mapping: SheetMapping, key: str) -> FormStart:
    """Gives a form that begins with a saved mapping, its values unseen."""
    columns = tuple(
        ColumnPreview(number, column.title, (), (), False, (), column.field_name, column.is_share)
        for number, column in enumerate(mapping.columns, start=1)
    )
    return FormStart(mapping, columns, key, has_file=False)


def kind_choice(default: DocumentKind, *, step: int, key: str) -> DocumentKind:
    """Draws the choice of what a sheet is, with a sentence for each kind."""
    finding(texts.step(step, texts.KIND_HEADING))
    chosen: DocumentKind | None = st.radio(
        texts.KIND_CHOICE,
        list(SHEET_KINDS),
        index=list(SHEET_KINDS).index(default),
        format_func=DOCUMENT_KINDS.__getitem__,
        captions=[texts.KIND_SENTENCES[kind] for kind in SHEET_KINDS],
        key=f"{key}-kind",
    )
    return chosen or default


def mapping_fields(start: FormStart, kind: DocumentKind, *, first_step: int) -> FilledForm:
    """Draws all fields but the kind's, and gives the mapping that they make."""
    steps = count(first_step)
    finding(texts.step(next(steps), texts.COLUMNS_HEADING))
    columns = _columns(start)
    if any(may_be_share(column.field_name) for column in columns):
        note(texts.SHARE_NOTE)
    is_long = any(column.field_name == PERIOD_FIELD for column in columns)
    note(texts.shape(is_long=is_long))
    _render_required(kind, columns)
    finding(texts.step(next(steps), texts.WORDS_HEADING))
    words, open_periods = _words(start, columns)
    decimal_sign = st.radio(
        texts.DECIMAL_CHOICE,
        list(texts.DECIMAL_SIGNS),
        index=list(texts.DECIMAL_SIGNS).index(start.mapping.decimal_sign),
        format_func=texts.DECIMAL_SIGNS.__getitem__,
        key=f"{start.key}-decimal",
        horizontal=True,
    )
    finding(texts.step(next(steps), texts.FIXED_HEADING))
    fixed = _fixed(start, kind, frozenset(column.field_name for column in columns))
    finding(texts.step(next(steps), texts.NAME_HEADING))
    name = st.text_input(
        texts.NAME_LABEL,
        value=start.mapping.name,
        key=f"{start.key}-name",
        width=_WIDTH,
    )
    note(texts.NAME_HELP)
    mapping = SheetMapping(name.strip(), kind, columns, words, fixed, decimal_sign)
    return FilledForm(mapping, open_periods)


def _columns(start: FormStart) -> tuple[MappedColumn, ...]:
    if start.has_file:
        note(texts.COLUMNS_NOTE)
    return tuple(
        _column(mapped, column, has_file=start.has_file, key=f"{start.key}-column-{column.number}")
        for mapped, column in zip(start.mapping.columns, start.columns, strict=True)
    )


def _column(
    mapped: MappedColumn, column: ColumnPreview, *, has_file: bool, key: str
) -> MappedColumn:
    letters = column.letters if has_file else ""
    likely = [guess.field_name for guess in column.guesses[:_MOST_LIKELY]]
    options = list(dict.fromkeys([LEFT_OUT_FIELD, *likely, mapped.field_name, *_ALL_FIELDS]))
    left, right = st.columns([1, 1], vertical_alignment="center")
    left.html(_column_html(letters, column, has_file=has_file))
    with right:
        chosen: str = st.selectbox(
            texts.column_label(letters, column.title),
            options,
            index=options.index(mapped.field_name),
            format_func=lambda name: texts.field_option(name, is_likely=name in likely),
            label_visibility="collapsed",
            placeholder=CHOOSE_ONE,
            key=f"{key}-field",
        )
        _render_reason(chosen, column.guesses)
        is_share = may_be_share(chosen) and st.checkbox(
            texts.SHARE_CHOICE,
            value=mapped.is_share or column.looks_like_shares,
            key=f"{key}-share",
        )
    return MappedColumn(column.title, chosen, is_share)


def _column_html(letters: str, column: ColumnPreview, *, has_file: bool) -> str:
    place = f'<span class="cp-letters">{escape(letters)}</span> ' if letters else ""
    samples = texts.samples(column.samples[:3]) if has_file else ""
    return (
        f'<p class="cp-column">{place}<span class="cp-strong">{escape(column.title)}</span>'
        f"<small>{escape(samples)}</small></p>"
    )


def _render_reason(field_name: str, guesses: Iterable[FieldGuess]) -> None:
    for guess in guesses:
        if guess.field_name == field_name and guess.reasons:
            note(texts.because([guess_reason(code, detail) for code, detail in guess.reasons]))


def _render_required(kind: DocumentKind, columns: Sequence[MappedColumn]) -> None:
    """Says of everything the kind asks for which column gives it, or that none does."""
    titles = {column.field_name: column.title for column in columns}
    if PERIOD_TARGET_FIELD in titles:
        titles.setdefault("target", titles[PERIOD_TARGET_FIELD])
    lines = [
        texts.requirement(choice, next((titles[name] for name in choice if name in titles), None))
        for choice in required_fields(kind)
    ]
    note(f"{texts.REQUIRED_HEADING}:")
    st.html(f'<ul class="cp-needs">{"".join(f"<li>{escape(line)}</li>" for line in lines)}</ul>')


def _words(
    start: FormStart, columns: Sequence[MappedColumn]
) -> tuple[dict[str, dict[str, str]], tuple[str, ...]]:
    """Draws the texts of all columns that have any; gives their meanings and the open periods."""
    words: dict[str, dict[str, str]] = {}
    open_periods: tuple[str, ...] = ()
    for mapped, column in zip(columns, start.columns, strict=True):
        offered = _offered_texts(start.mapping, mapped.field_name, column)
        if not offered or mapped.field_name in words:
            continue
        if not words:
            note(texts.WORDS_NOTE)
        said = _words_of_column(start, mapped, column, offered)
        words[mapped.field_name] = {text: meaning for text, meaning in said.items() if meaning}
        if mapped.field_name == PERIOD_FIELD:
            open_periods = tuple(text for text, meaning in said.items() if not meaning)
    if not words:
        note(texts.NO_WORDS)
    return {name: said for name, said in words.items() if said}, open_periods


def _offered_texts(mapping: SheetMapping, field_name: str, column: ColumnPreview) -> list[str]:
    """Gives the texts to explain: those of the file, and those that the mapping explains."""
    if not word_meanings(field_name):
        return []
    found = texts_to_explain(field_name, column.distinct_values)
    by_key = {word_key(text): text for text in (*mapping.words.get(field_name, {}), *found)}
    return list(by_key.values())


def _words_of_column(
    start: FormStart, mapped: MappedColumn, column: ColumnPreview, offered: Sequence[str]
) -> dict[str, str]:
    field_name = mapped.field_name
    is_period = field_name == PERIOD_FIELD
    shown = offered if is_period else offered[:_MOST_WORDS]
    guesses = guessed_words(field_name, column.distinct_values)
    with st.container(border=True):
        st.html(
            f'<h3 class="cp-part">{escape(texts.words_of_column(field_name, column.title))}</h3>'
        )
        said: dict[str, str] = {}
        with st.container(horizontal=True):
            for text in shown:
                known = start.mapping.meaning(field_name, text) or guesses.get(text)
                key = f"{start.key}-word-{column.number}-{text}"
                said[text] = _word(field_name, text, known, key)
        if len(offered) > len(shown):
            note(texts.more_words(len(offered) - len(shown)))
    return said


def _word(field_name: str, text: str, known: str | None, key: str) -> str:
    """Draws the choice for one text; gives "" where it is open or counts as it is written."""
    meanings: tuple[str, ...] = word_meanings(field_name)
    if field_name != PERIOD_FIELD:
        meanings = ("", *meanings)
    default = known if known in meanings else ""
    chosen: str | None = st.selectbox(
        texts.words_label(field_name, text),
        meanings,
        index=meanings.index(default) if default in meanings else None,
        format_func=lambda one: meaning_label(field_name, one) if one else texts.AS_WRITTEN,
        placeholder=texts.CHOOSE,
        key=f"{key}-{field_name}",
        width=_WORD_WIDTH,
    )
    return chosen or ""


def _fixed(start: FormStart, kind: DocumentKind, fields: frozenset[str]) -> FixedStatements:
    """Draws what neither the columns nor the file say, and gives the answers."""
    told = start.stated
    year_told = next((told[subject] for subject in _YEAR_SUBJECTS if subject in told), None)
    note(
        texts.stated(
            year_told, told.get("sector"), told.get("strategic_direction"), told.get("entity_name")
        )
    )
    needed = _needed(kind, fields, told)
    if not needed:
        note(texts.NOTHING_TO_STATE)
    asked = needed | {name for name in _FIXED if getattr(start.mapping.fixed, name) is not None}
    return FixedStatements(
        **{name: _text(start, name) for name in _FIXED_TEXTS if name in asked},
        reference_year=_year(start) if "reference_year" in asked else None,
    )


def _needed(kind: DocumentKind, fields: frozenset[str], told: Mapping[str, str]) -> set[str]:
    """Gives what has to be stated, by the names of FixedStatements."""
    is_dup = kind is DocumentKind.DUP_STATUS
    place = "strategic_direction" if is_dup else "sector"
    needed = set()
    if YEAR_FIELD not in fields and not any(subject in told for subject in _YEAR_SUBJECTS):
        needed.add("reference_year")
    if place not in told and fields.isdisjoint({place, f"{place}_code", f"{place}_name"}):
        needed.add(place)
    # Where an entity is known already, a file that names none is of that one, or it is asked.
    if "entity_name" not in told and query("entities").empty:
        needed.add("entity_name")
    return needed


def _text(start: FormStart, name: str) -> str | None:
    label, help_text = _FIXED_TEXTS[name]
    found = st.text_input(
        label,
        value=getattr(start.mapping.fixed, name) or "",
        key=f"{start.key}-fixed-{name}",
        width=_WIDTH,
    )
    note(help_text)
    return found.strip() or None


def _year(start: FormStart) -> int | None:
    found = st.number_input(
        texts.YEAR_FIELD_LABEL,
        min_value=2000,
        max_value=2099,
        value=start.mapping.fixed.reference_year,
        step=1,
        format="%d",
        key=f"{start.key}-fixed-year",
        width=_WIDTH,
    )
    note(texts.YEAR_HELP)
    return None if found is None else int(found)
