-- One row per entity, year and indicator that is planned for the year or reported in it. Fields are
-- taken from the first document that states them. An earlier plan puts its indicators on the list
-- only for a sector that has no plan of its own for the year.
WITH ranked_statement AS (
    SELECT
        year_document.entity_code,
        year_document.reference_year,
        year_document.source_rank,
        year_document.document_id,
        indicator.sector_code,
        indicator.action_code,
        indicator.indicator_code,
        indicator.indicator_name,
        indicator.measure_kind,
        indicator.unit,
        indicator.baseline_number,
        indicator.baseline_text,
        indicator.source,
        indicator.weight,
        indicator.nature,
        row_number() OVER (
            PARTITION BY
                year_document.entity_code,
                year_document.reference_year,
                indicator.sector_code,
                indicator.action_code,
                indicator.indicator_code,
                year_document.source_rank
            ORDER BY
                year_document.document_year DESC,
                year_document.document_id DESC
        ) AS statement_rank
    FROM year_document
    INNER JOIN indicator
        ON year_document.document_id = indicator.document_id
    WHERE year_document.document_kind <> 'peg_actions'
),

planned_sector AS (
    SELECT DISTINCT
        entity_code,
        reference_year,
        sector_code
    FROM ranked_statement
    WHERE source_rank = 1
),

listed_statement AS (
    SELECT
        ranked_statement.entity_code,
        ranked_statement.reference_year,
        ranked_statement.source_rank,
        ranked_statement.sector_code,
        ranked_statement.action_code,
        ranked_statement.indicator_code,
        nullif(
            ranked_statement.indicator_name, ranked_statement.indicator_code
        ) AS indicator_name,
        ranked_statement.measure_kind,
        ranked_statement.unit,
        ranked_statement.baseline_number,
        ranked_statement.baseline_text,
        ranked_statement.source,
        ranked_statement.weight,
        ranked_statement.nature,
        CASE
            WHEN ranked_statement.source_rank <> 3 THEN 1
            WHEN planned_sector.sector_code IS NULL AND EXISTS (
                SELECT 1
                FROM target
                WHERE target.document_id = ranked_statement.document_id
                    AND target.sector_code = ranked_statement.sector_code
                    AND target.action_code = ranked_statement.action_code
                    AND target.indicator_code = ranked_statement.indicator_code
                    AND target.target_year = ranked_statement.reference_year
            ) THEN 1
            ELSE 0
        END AS is_listing
    FROM ranked_statement
    LEFT JOIN planned_sector
        ON ranked_statement.entity_code = planned_sector.entity_code
        AND ranked_statement.reference_year = planned_sector.reference_year
        AND ranked_statement.sector_code = planned_sector.sector_code
    WHERE ranked_statement.statement_rank = 1
)
SELECT
    entity_code,
    reference_year,
    sector_code,
    action_code,
    indicator_code,
    coalesce(
        max(indicator_name) FILTER (WHERE source_rank = 1),
        max(indicator_name) FILTER (WHERE source_rank = 3),
        max(indicator_name) FILTER (WHERE source_rank = 4),
        max(indicator_name) FILTER (WHERE source_rank = 5),
        indicator_code
    ) AS indicator_name,
    coalesce(
        max(measure_kind) FILTER (WHERE source_rank = 1),
        max(measure_kind) FILTER (WHERE source_rank = 3),
        max(measure_kind) FILTER (WHERE source_rank = 4),
        max(measure_kind) FILTER (WHERE source_rank = 5)
    ) AS measure_kind,
    coalesce(
        max(unit) FILTER (WHERE source_rank = 1),
        max(unit) FILTER (WHERE source_rank = 3),
        max(unit) FILTER (WHERE source_rank = 4),
        max(unit) FILTER (WHERE source_rank = 5)
    ) AS unit,
    coalesce(
        max(baseline_number) FILTER (WHERE source_rank = 1),
        max(baseline_number) FILTER (WHERE source_rank = 3),
        max(baseline_number) FILTER (WHERE source_rank = 4),
        max(baseline_number) FILTER (WHERE source_rank = 5)
    ) AS baseline_number,
    coalesce(
        max(baseline_text) FILTER (WHERE source_rank = 1),
        max(baseline_text) FILTER (WHERE source_rank = 3),
        max(baseline_text) FILTER (WHERE source_rank = 4),
        max(baseline_text) FILTER (WHERE source_rank = 5)
    ) AS baseline_text,
    coalesce(
        max(source) FILTER (WHERE source_rank = 1),
        max(source) FILTER (WHERE source_rank = 3),
        max(source) FILTER (WHERE source_rank = 4),
        max(source) FILTER (WHERE source_rank = 5)
    ) AS source,
    coalesce(
        max(weight) FILTER (WHERE source_rank = 1),
        max(weight) FILTER (WHERE source_rank = 3),
        max(weight) FILTER (WHERE source_rank = 4),
        max(weight) FILTER (WHERE source_rank = 5)
    ) AS weight,
    coalesce(
        max(nature) FILTER (WHERE source_rank = 1),
        max(nature) FILTER (WHERE source_rank = 3),
        max(nature) FILTER (WHERE source_rank = 4),
        max(nature) FILTER (WHERE source_rank = 5)
    ) AS nature
FROM listed_statement
GROUP BY entity_code, reference_year, sector_code, action_code, indicator_code
HAVING max(is_listing) = 1
