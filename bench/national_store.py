"""Fill a store with many entities, as their sheets would, without writing the sheets.

Every entity has 10 sectors of 10 actions of 5 indicators, on 5 strategic directions, and three
years of plan, intermediate and final report; a report repeats action, indicator and target, as real
ones do. Rows go straight into the tables, with invented numbers; the cells that lineage needs are
written, the kept text of every cell (`source_cell`) is not.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from dashboard.store import open_store

SECTORS, ACTIONS, INDICATORS = 10, 10, 5
YEARS = (2022, 2023, 2024)
RESULTS_PER_ENTITY = SECTORS * ACTIONS * INDICATORS * len(YEARS) * 2

# One row per document of a batch of entities: plan (0), intermediate (1) and final report (2).
_DOCUMENTS = """
CREATE OR REPLACE TEMP TABLE batch_document AS
SELECT
    ((entity * 3 + year) * 3 + kind) * 10 + sector + 1 AS document_id,
    (entity * 3 + year) * 3 + kind + 1 AS upload_id,
    'ente-' || lpad(CAST(entity AS VARCHAR), 5, '0') AS entity_code,
    entity, 2022 + year AS reference_year, kind, sector + 1 AS sector
FROM range($first, $last) AS entities (entity),
    range(0, 3) AS years (year), range(0, 3) AS kinds (kind), range(0, 10) AS sectors (sector)
"""
_ACTIONS = """
CREATE OR REPLACE TEMP TABLE batch_action AS
SELECT
    *, CAST(sector AS VARCHAR) || '.' || CAST(action + 1 AS VARCHAR) AS action_code,
    action + 1 AS action_number
FROM batch_document, range(0, 10) AS actions (action)
"""
_INDICATORS = """
CREATE OR REPLACE TEMP TABLE batch_indicator AS
SELECT
    *, CAST(indicator + 1 AS VARCHAR) AS indicator_code,
    action * 5 + indicator + 5 AS row_number,
    50 + (action * 31 + indicator * 17 + sector * 7) % 150 AS wanted,
    hash(entity, reference_year, kind, sector, action, indicator) % 1000 AS luck
FROM batch_action, range(0, 5) AS indicators (indicator)
"""
_INSERTS = (
    """
    INSERT INTO entity
    SELECT DISTINCT entity_code, 'Comune di ' || entity_code, TIMESTAMP '2022-01-01'
    FROM batch_document ORDER BY 1
    """,
    """
    INSERT INTO upload
    SELECT DISTINCT upload_id, entity_code, 'scheda.xlsx', '', 'x' || upload_id, 'x'::BLOB, 1, NULL,
        'bench', TIMESTAMP '2022-01-01' + to_days(CAST(upload_id % 1000 AS INTEGER)), '0'
    FROM batch_document ORDER BY 1
    """,
    """
    INSERT INTO document (document_id, upload_id, entity_code, document_kind, reference_year,
        cycle_start_year, cycle_end_year, period, sector_code, strategic_direction_code,
        achievement_basis, matched_title_count, expected_title_count, row_count, revision_number)
    SELECT document_id, upload_id, entity_code,
        ['piao_sheet', 'intermediate_report', 'final_report'][kind + 1], reference_year,
        reference_year, reference_year + 2, [NULL, 'intermediate', 'final'][kind + 1],
        sector, NULL, 'measured', 8, 8, 50, 0
    FROM batch_document ORDER BY document_id
    """,
    """
    INSERT INTO sector (document_id, entity_code, upload_id, sheet_name, row_number, cell,
        sector_code, sector_name)
    SELECT document_id, entity_code, upload_id, 'Foglio1', 2, 'A2', sector, 'Settore ' || sector
    FROM batch_document ORDER BY document_id
    """,
    """
    INSERT INTO strategic_direction
        (document_id, entity_code, upload_id, sheet_name, row_number, cell,
        strategic_direction_code, strategic_direction_name)
    SELECT document_id, entity_code, upload_id, 'Foglio1', 5, 'A5',
        direction, 'Indirizzo ' || direction
    FROM batch_document, range(1, 6) AS directions (direction) WHERE kind = 0 ORDER BY document_id
    """,
    """
    INSERT INTO action (document_id, entity_code, upload_id, sheet_name, row_number, cell,
        sector_code, action_code, action_name, strategic_direction_code)
    SELECT document_id, entity_code, upload_id, 'Foglio1', action * 5 + 5, 'D' || (action * 5 + 5),
        sector, action_code, 'Azione ' || action_code,
        CASE WHEN kind = 0 THEN (sector + action) % 5 + 1 END
    FROM batch_action ORDER BY document_id
    """,
    """
    INSERT INTO indicator (document_id, entity_code, upload_id, sheet_name, row_number, cell,
        sector_code, action_code, indicator_code, indicator_name,
        measure_kind, unit, baseline_number, source)
    SELECT document_id, entity_code, upload_id, 'Foglio1', row_number, 'F' || row_number,
        sector, action_code, indicator_code, 'Indicatore ' || indicator_code,
        CASE WHEN indicator = 4 THEN 'decreasing' ELSE 'increasing' END, 'n.', 40, 'gestionale'
    FROM batch_indicator ORDER BY document_id
    """,
    """
    INSERT INTO target (document_id, entity_code, upload_id, sheet_name, row_number, cell,
        sector_code, action_code, indicator_code, target_year, period,
        target_text, operator, target_number)
    SELECT document_id, entity_code, upload_id, 'Foglio1', row_number, 'H' || row_number,
        sector, action_code, indicator_code, reference_year, 'final',
        CAST(wanted AS VARCHAR), '>=', wanted
    FROM batch_indicator ORDER BY document_id
    """,
    """
    INSERT INTO result (document_id, entity_code, upload_id, sheet_name, row_number, cell,
        sector_code, action_code, indicator_code, result_year, period,
        result_text, result_number, reason, is_not_assessable, is_not_due)
    SELECT document_id, entity_code, upload_id, 'Foglio1', row_number, 'I' || row_number,
        sector, action_code, indicator_code, reference_year,
        CASE kind WHEN 1 THEN 'intermediate' ELSE 'final' END,
        CASE WHEN luck >= 30 THEN CAST(wanted * luck / 900 AS VARCHAR) END,
        CASE WHEN luck >= 30 THEN wanted * luck / 900 END,
        CASE WHEN luck < 400 THEN 'Fornitura in ritardo' END, luck BETWEEN 20 AND 29, FALSE
    FROM batch_indicator WHERE kind > 0 ORDER BY document_id
    """,
)
_BATCH = 250


def fill(path: Path, entity_count: int) -> None:
    """Makes a store at `path` with that many entities; 3,000 results each."""
    open_store(path).close()
    with duckdb.connect(str(path)) as connection:
        connection.execute("SET preserve_insertion_order = false")
        for first in range(0, entity_count, _BATCH):
            last = min(first + _BATCH, entity_count)
            connection.execute(_DOCUMENTS, {"first": first, "last": last})
            connection.execute(_ACTIONS)
            connection.execute(_INDICATORS)
            for insert in _INSERTS:
                connection.execute(insert)
