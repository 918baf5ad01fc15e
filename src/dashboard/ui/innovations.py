"""The register of innovations in work processes and services."""

from __future__ import annotations

import pandas as pd

from dashboard.domain.model import InnovationArea
from dashboard.texts import innovations as texts
from dashboard.ui.registers import Register


def innovations_by_sector(innovations: pd.DataFrame) -> pd.DataFrame:
    """Gives one row per sector, with how many are in a process, in a service, in both, in none."""
    area = innovations["innovation_area"]
    counted = innovations.assign(
        is_process=area == InnovationArea.PROCESS,
        is_service=area == InnovationArea.SERVICE,
        is_both=area == InnovationArea.BOTH,
        has_no_area=area.isna(),
    )
    return (
        counted.groupby(["sector_code", "sector_name"], sort=False, dropna=False)
        .agg(
            innovation_count=("innovation_code", "size"),
            process_count=("is_process", "sum"),
            service_count=("is_service", "sum"),
            both_count=("is_both", "sum"),
            no_area_count=("has_no_area", "sum"),
        )
        .reset_index()
    )


REGISTER = Register(
    key="innovations",
    title=texts.TITLE,
    query_name="innovations",
    headline=texts.headline,
    emphasis=lambda _rows: "",
    completeness=texts.completeness,
    file_name=texts.file_name,
    name_column="innovation_name",
    searched=(
        "innovation_name",
        "innovation_code",
        "description",
        "beneficiaries",
        "benefit",
        "note",
        "sector_name",
        "service_name",
    ),
    search_hint=texts.SEARCH_HINT,
    choice_label=texts.CHOICE_LABEL,
    choice_key="ambito",
    choice_words=texts.area_words,
    columns=texts.COLUMNS,
    download_columns=texts.DOWNLOAD_COLUMNS,
    sector_columns=texts.SECTOR_COLUMNS,
    by_sector=innovations_by_sector,
)
