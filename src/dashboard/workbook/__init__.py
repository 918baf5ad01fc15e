"""Workbooks in and out: the only layer that knows spreadsheets."""

from dashboard.workbook.annotate import AnnotatedWorkbook, annotated_workbook
from dashboard.workbook.clean_copy import clean_copy
from dashboard.workbook.excerpts import Excerpt, SheetTexts, excerpt
from dashboard.workbook.isolation import (
    WORKER_COUNT,
    read_workbook_isolated,
    workbook_texts_isolated,
)
from dashboard.workbook.reading import read_workbook
from dashboard.workbook.write import write_table_xlsx

__all__ = [
    "WORKER_COUNT",
    "AnnotatedWorkbook",
    "Excerpt",
    "SheetTexts",
    "annotated_workbook",
    "clean_copy",
    "excerpt",
    "read_workbook",
    "read_workbook_isolated",
    "workbook_texts_isolated",
    "write_table_xlsx",
]
