"""Workbooks in and out: the only layer that knows spreadsheets."""

from dashboard.workbook.annotate import AnnotatedWorkbook, annotated_workbook
from dashboard.workbook.clean_copy import clean_copy
from dashboard.workbook.context import code_and_name_text
from dashboard.workbook.excerpts import Excerpt, SheetTexts, excerpt
from dashboard.workbook.isolation import (
    WORKER_COUNT,
    read_workbook_isolated,
    sheet_previews_isolated,
    workbook_texts_isolated,
)
from dashboard.workbook.mapped import problems_of, required_fields
from dashboard.workbook.mapping_guesses import FieldGuess, GuessReason
from dashboard.workbook.mapping_words import guessed_words, texts_to_explain
from dashboard.workbook.previews import (
    ColumnPreview,
    PreviewCell,
    PreviewRow,
    SheetPreview,
    draft_mapping,
    sheet_previews,
)
from dashboard.workbook.reading import read_workbook
from dashboard.workbook.redink import after_pieces, before_pieces
from dashboard.workbook.registry_mark import registry_marked_sheets
from dashboard.workbook.template_layout import template_fields
from dashboard.workbook.values import reworded
from dashboard.workbook.write import TableValue, write_table_xlsx
from dashboard.workbook.write_registry import write_registry_xlsx
from dashboard.workbook.write_template import marked_rows, write_template_xlsx

__all__ = [
    "WORKER_COUNT",
    "AnnotatedWorkbook",
    "ColumnPreview",
    "Excerpt",
    "FieldGuess",
    "GuessReason",
    "PreviewCell",
    "PreviewRow",
    "SheetPreview",
    "SheetTexts",
    "TableValue",
    "after_pieces",
    "annotated_workbook",
    "before_pieces",
    "clean_copy",
    "code_and_name_text",
    "draft_mapping",
    "excerpt",
    "guessed_words",
    "marked_rows",
    "problems_of",
    "read_workbook",
    "read_workbook_isolated",
    "registry_marked_sheets",
    "required_fields",
    "reworded",
    "sheet_previews",
    "sheet_previews_isolated",
    "template_fields",
    "texts_to_explain",
    "workbook_texts_isolated",
    "write_registry_xlsx",
    "write_table_xlsx",
    "write_template_xlsx",
]
