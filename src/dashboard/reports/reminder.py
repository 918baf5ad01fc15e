"""A reminder as a letter to print or to attach, and several of them in one archive."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date

from dashboard.reports.word import LetterDocument
from dashboard.texts.formats import italian_date


def reminder_docx(subject: str, body: str, day: date) -> bytes:
    """Gives a reminder as .docx: the subject as its title, the day, the text."""
    document = LetterDocument(subject)
    document.add_title(subject)
    document.add_text(italian_date(day))
    document.add_text(body)
    return document.as_bytes()


def archive(files: Mapping[str, bytes]) -> bytes:
    """Gives files, by name, as one .zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archived:
        for name, content in files.items():
            archived.writestr(name, content)
    return out.getvalue()
