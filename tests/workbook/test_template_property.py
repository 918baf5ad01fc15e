"""Out, filled in, back: what was typed is what is read, in every kind of sheet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.domain.fields import FieldType
from dashboard.domain.model import PARTS_OF, DocumentKind, ParsedWorkbook, Proposal, Scalar
from dashboard.texts.template_workbook import SHEET_NAMES, WORDS_BY_FIELD
from dashboard.workbook.quantities import SENTINELS
from dashboard.workbook.template_layout import ColumnRole, TemplateColumn, template_columns
from dashboard.workbook.write_template import write_template_xlsx
from tests.workbook.handed_out import FIRST_ROW, KINDS, opened, returned, saved, template

Row = Mapping[str, Scalar]

# Every example is a workbook or two: looking for the smallest that fails would take minutes.
_WORKBOOKS = settings(
    deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow]
)
_LETTERS = "abcdefghilmnopqrstuvzàèéìòùABCDE’\"'&<>=+-/()%;:,. 0123456789"
# What begins with a word of its own is neither a total, nor a title, nor a list.
_TEXTS = st.text(_LETTERS, max_size=60).map(lambda text: " ".join(f"Xilo {text} fine".split()))
# 99999 and its like stand for "not known", wherever they are typed.
_NUMBERS = st.one_of(
    st.integers(0, 10**9),
    st.floats(0.01, 10**6).map(lambda number: round(number, 2)),
).filter(lambda number: float(number) not in SENTINELS)
_DATES = st.dates(date(2000, 1, 1), date(2050, 12, 31))
_PERCENTS = st.integers(0, 100)
_CODES_AND_NAMES = st.builds(lambda number, text: f"{number}.1 {text}", st.integers(1, 30), _TEXTS)
_BY_TYPE = {
    FieldType.TEXT: _TEXTS,
    FieldType.CODE_AND_NAME: _CODES_AND_NAMES,
    FieldType.QUANTITY: st.one_of(_NUMBERS, _DATES),
    FieldType.DATE: _DATES,
    FieldType.PERCENT: _PERCENTS,
    FieldType.MONEY: _NUMBERS,
    FieldType.NUMBER: _NUMBERS,
    FieldType.COUNT: _NUMBERS,
}


def _typed(column: TemplateColumn) -> st.SearchStrategy[Scalar]:
    """Gives what a person types into a cell of a column."""
    words = WORDS_BY_FIELD.get(column.field_name)
    if words is not None:
        return st.sampled_from(sorted(words.values()))
    return _BY_TYPE[column.field_type]


def _written(kind: DocumentKind) -> list[TemplateColumn]:
    return [column for column in template_columns(kind) if not column.is_computed]


@st.composite
def _rows(draw: st.DrawFn, kind: DocumentKind, first_code: int) -> list[dict[str, Scalar]]:
    """Gives rows as a person would type them; codes are theirs alone, so that each is one row."""
    rows = []
    for number in range(draw(st.integers(0, 2))):
        row: dict[str, Scalar] = {}
        for column in _written(kind):
            if column.field_type is FieldType.CODE:
                row[column.field_name] = f"0{first_code + number}"
            elif column.field_name.endswith("_name") or draw(st.booleans()):
                row[column.field_name] = draw(_typed(column))
        rows.append(row)
    return rows


@st.composite
def _filled(draw: st.DrawFn, kind: DocumentKind) -> dict[DocumentKind, tuple[list, list, list]]:
    """Gives, for every sheet: the rows handed out, what is typed over them, the rows added."""
    told = {}
    for one in (kind, *PARTS_OF.get(kind, ())):
        out = draw(_rows(one, 10))
        changes = [
            {
                column.field_name: draw(_typed(column))
                for column in _written(one)
                if column.role is ColumnRole.INPUT and draw(st.booleans())
            }
            for _ in out
        ]
        told[one] = (out, changes, draw(_rows(one, 50)))
    return told


def _fill_in(sheet: Worksheet, kind: DocumentKind, rows: list[dict[str, Scalar]]) -> None:
    places = {column.field_name: n for n, column in enumerate(template_columns(kind), start=1)}
    for number, row in enumerate(rows, start=FIRST_ROW):
        for name, value in row.items():
            cell = sheet.cell(number, places[name])
            cell.value = value
            if isinstance(value, int | float) and cell.is_date:
                # A number typed where a date stood shows as a date: people reset the format.
                cell.number_format = "General"
            if isinstance(value, str):
                cell.data_type = "s"


def _read(name: str, value: Scalar) -> dict[str, Scalar]:
    """Gives what the program has to make of what was typed."""
    words = WORDS_BY_FIELD.get(name)
    if words is not None:
        meant = next(meaning for meaning, word in words.items() if word == value)
        return {name: {"True": True, "False": False}.get(meant, meant)}
    if f"{name}_code" in _PAIRS:
        code, _, words_of_name = str(value).partition(" ")
        return {f"{name}_code": code, f"{name}_name": words_of_name}
    return {name: value}


_PAIRS = {
    f"{name}_code"
    for name in ("strategic_direction", "strategic_objective", "operational_objective", "sector")
}


def _expected(rows: list[dict[str, Scalar]]) -> list[dict[str, Scalar]]:
    return [
        {name: value for field, typed in row.items() for name, value in _read(field, typed).items()}
        for row in rows
    ]


def _found(workbook: ParsedWorkbook, kind: DocumentKind) -> list[dict[str, Scalar]]:
    rows = [
        row for document in workbook.documents if document.kind is kind for row in document.rows
    ]
    return [
        {name: _day(value.value) for name, value in row.values.items() if value.value is not None}
        for row in rows
    ]


def _day(value: Scalar) -> Scalar:
    return value.date() if isinstance(value, datetime) else value


@pytest.mark.parametrize("kind", KINDS)
@settings(_WORKBOOKS, max_examples=6)
@given(data=st.data())
def test_what_is_typed_is_what_is_read(kind: DocumentKind, data: st.DataObject) -> None:
    told = data.draw(_filled(kind))
    out = template(kind, *told[kind][0], parts={one: told[one][0] for one in told if one != kind})
    book = opened(write_template_xlsx(out))
    typed = {}
    for one, (rows, changes, added) in told.items():
        filled = [row | change for row, change in zip(rows, changes, strict=True)] + added
        _fill_in(book[SHEET_NAMES[one]], one, filled)
        typed[one] = filled
    workbook = returned(saved(book))
    assert workbook.template_mark is not None
    assert workbook.template_mark.slot == out.slot
    for one, rows in typed.items():
        assert _found(workbook, one) == _expected(rows)


@pytest.mark.parametrize("kind", KINDS)
@settings(_WORKBOOKS, max_examples=3)
@given(black=_TEXTS, red=_TEXTS)
def test_what_is_typed_in_red_is_a_proposal_and_black_stands(
    kind: DocumentKind, black: str, red: str
) -> None:
    first, second = _two_texts(kind)
    row = {column.field_name: "01" for column in _written(kind) if column.role is ColumnRole.KEY}
    row |= {first: "Nome", second: black}
    book = opened(write_template_xlsx(template(kind, row)))
    sheet = book[SHEET_NAMES[kind]]
    place = [column.field_name for column in template_columns(kind)].index(second) + 1
    ink = InlineFont(color="FFFF0000")
    sheet.cell(FIRST_ROW, place).value = CellRichText(f"{black} ", TextBlock(ink, red))
    workbook = returned(saved(book))
    (proposal,) = workbook.proposals
    assert _asked(proposal) == (second, black, f"{black} {red}")
    assert _found(workbook, kind)[0][second] == black


def _two_texts(kind: DocumentKind) -> tuple[str, str]:
    texts = [
        column.field_name
        for column in _written(kind)
        if column.field_type is FieldType.TEXT and column.role is ColumnRole.INPUT
    ]
    return texts[0], texts[-1]


def _asked(proposal: Proposal) -> tuple[str | None, str, str]:
    return proposal.field_name, proposal.before.strip(), proposal.after
