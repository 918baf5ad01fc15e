"""Workbooks in and out: the only layer that knows spreadsheets."""

from dashboard.workbook.isolation import read_workbook_isolated
from dashboard.workbook.reading import read_workbook

__all__ = ["read_workbook", "read_workbook_isolated"]
