"""The shape of what an issue says; the words are in `texts.issues` and `texts.registry_issues`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IssueText:
    """`title` heads a list; `sentence` and `remedy` have blanks named after the issue's data."""

    title: str
    sentence: str
    remedy: str = ""
