"""The register of the controls of quality that sectors started by themselves."""

from __future__ import annotations

import pandas as pd

from dashboard.figures import theme
from dashboard.texts import quality_controls as texts
from dashboard.texts.formats import Record
from dashboard.texts.labels import StatusLabel
from dashboard.ui.components import plain, status_mark
from dashboard.ui.registers import Register

_COLOURS: dict[StatusLabel, str] = {
    texts.FAILED: theme.ORANGE,
    texts.PASSED: theme.BLUE,
    texts.NOT_COUNTED: theme.GREY,
}


def controls_by_sector(controls: pd.DataFrame) -> pd.DataFrame:
    """Gives one row per sector, with the cases of those controls that state both numbers.

    `non_compliant_pct` is the sum of the cases that failed over the sum of those looked at, in
    percent; missing where no control of the sector states both, or none looked at a case.
    """
    has_cases = controls["checked_count"].notna() & controls["non_compliant_count"].notna()
    counted = controls.assign(
        checked_count=controls["checked_count"].where(has_cases),
        non_compliant_count=controls["non_compliant_count"].where(has_cases),
    )
    rows = counted.groupby(["sector_code", "sector_name"], sort=False, dropna=False).agg(
        control_count=("control_code", "size"),
        with_cases_count=("checked_count", "count"),
        checked_count=("checked_count", _sum_of_some),
        non_compliant_count=("non_compliant_count", _sum_of_some),
    )
    looked_at = rows["checked_count"].where(rows["checked_count"] > 0)
    return rows.assign(
        non_compliant_pct=100 * rows["non_compliant_count"] / looked_at
    ).reset_index()


def _sum_of_some(counts: pd.Series[float]) -> float:
    """Gives the sum; nothing where nothing is stated, since that is no zero."""
    return float(counts.sum(min_count=1))


def _cases_html(control: Record) -> str:
    label = texts.label_of(control)
    words = texts.cases_words(control) or label.word
    return f"{status_mark(label.shape, _COLOURS[label])} {plain(words)}"


REGISTER = Register(
    key="controls",
    title=texts.TITLE,
    query_name="quality_controls",
    headline=texts.headline,
    emphasis=texts.emphasis,
    completeness=texts.completeness,
    file_name=texts.file_name,
    name_column="control_name",
    searched=(
        "control_name",
        "control_code",
        "control_method",
        "outcome",
        "corrective_action",
        "note",
        "sector_name",
        "service_name",
    ),
    search_hint=texts.SEARCH_HINT,
    choice_label=texts.CHOICE_LABEL,
    choice_key="casi",
    choice_words=lambda control: texts.label_of(control).word,
    columns=texts.COLUMNS,
    download_columns=texts.DOWNLOAD_COLUMNS,
    sector_columns=texts.SECTOR_COLUMNS,
    by_sector=controls_by_sector,
    fragments={"cases": _cases_html},
)
