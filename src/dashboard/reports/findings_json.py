"""What `cruscotto findings --format json` prints, and `check --json` of a file's findings.

The shape is a contract, in docs/check-json.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd

from dashboard.domain.plausibility.model import Figure, Finding
from dashboard.domain.plausibility.standing import Acceptance, StandingFinding
from dashboard.texts.plausibility import finding_sentence, rule_sentence, subject_words


def findings_as_json(found: Iterable[StandingFinding]) -> dict[str, Any]:
    """Gives `{"findings": [...]}` with values that `json.dumps` takes as they are."""
    return {"findings": [finding_entry(one) for one in found]}


def finding_entry(one: StandingFinding) -> dict[str, Any]:
    """Gives one finding; `acceptance` is the newest that was said of it, None where nothing was."""
    finding = one.finding
    subject = finding.subject
    return {
        "key": finding.finding_key,
        "check": str(finding.check_code),
        "severity": str(finding.severity),
        "entity": finding.entity_code,
        "year": finding.reference_year,
        "period": None if finding.period is None else str(finding.period),
        "sector": subject.sector_code,
        "action": subject.action_code,
        "indicator": subject.indicator_code,
        "objective": subject.objective_code,
        "subject": subject_words(subject),
        "message": finding_sentence(finding),
        "rule": rule_sentence(finding.check_code),
        "figures": {name: _plain(figure) for name, figure in finding.figures.items()},
        "cells": _cells(finding),
        "state": "open" if one.is_open else "accepted",
        "acceptance": None if one.said is None else _acceptance(one.said),
    }


def findings_table(found: Iterable[StandingFinding]) -> pd.DataFrame:
    """Gives one row per finding, for the command line: what a person reads of each."""
    names = ("severity", "check", "entity", "sector", "action", "subject", "message", "state")
    entries = [finding_entry(one) for one in found]
    return pd.DataFrame([[entry[name] for name in names] for entry in entries], columns=names)


def _cells(finding: Finding) -> list[dict[str, str]]:
    return [
        {"file": place.file_name, "sheet": place.sheet_name, "cell": place.cell}
        for place in finding.places
    ]


def _acceptance(said: Acceptance) -> dict[str, Any]:
    return {
        "accepted": said.is_accepted,
        "reason": said.reason,
        "by": said.accepted_by,
        "at": None if said.accepted_at is None else said.accepted_at.isoformat(),
    }


def _plain(figure: Figure) -> str | float | int | None:
    return figure.isoformat() if isinstance(figure, date) else figure
