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
),

listed_key AS (
    SELECT DISTINCT
        entity_code,
        reference_year,
        sector_code,
        action_code,
        indicator_code
    FROM listed_statement
    WHERE is_listing = 1
)
SELECT
    listed_key.entity_code,
    listed_key.reference_year,
    listed_key.sector_code,
    listed_key.action_code,
    listed_key.indicator_code,
    coalesce(
        plan.indicator_name,
        earlier_plan.indicator_name,
        final_report.indicator_name,
        half_year_report.indicator_name,
        listed_key.indicator_code
    ) AS indicator_name,
    coalesce(
        plan.measure_kind,
        earlier_plan.measure_kind,
        final_report.measure_kind,
        half_year_report.measure_kind
    ) AS measure_kind,
    coalesce(
        plan.unit,
        earlier_plan.unit,
        final_report.unit,
        half_year_report.unit
    ) AS unit,
    coalesce(
        plan.baseline_number,
        earlier_plan.baseline_number,
        final_report.baseline_number,
        half_year_report.baseline_number
    ) AS baseline_number,
    coalesce(
        plan.baseline_text,
        earlier_plan.baseline_text,
        final_report.baseline_text,
        half_year_report.baseline_text
    ) AS baseline_text,
    coalesce(
        plan.source,
        earlier_plan.source,
        final_report.source,
        half_year_report.source
    ) AS source,
    coalesce(
        plan.weight,
        earlier_plan.weight,
        final_report.weight,
        half_year_report.weight
    ) AS weight,
    coalesce(
        plan.nature,
        earlier_plan.nature,
        final_report.nature,
        half_year_report.nature
    ) AS nature
FROM listed_key
LEFT JOIN listed_statement AS plan
    ON listed_key.entity_code = plan.entity_code
    AND listed_key.reference_year = plan.reference_year
    AND listed_key.sector_code = plan.sector_code
    AND listed_key.action_code = plan.action_code
    AND listed_key.indicator_code = plan.indicator_code
    AND plan.source_rank = 1
LEFT JOIN listed_statement AS earlier_plan
    ON listed_key.entity_code = earlier_plan.entity_code
    AND listed_key.reference_year = earlier_plan.reference_year
    AND listed_key.sector_code = earlier_plan.sector_code
    AND listed_key.action_code = earlier_plan.action_code
    AND listed_key.indicator_code = earlier_plan.indicator_code
    AND earlier_plan.source_rank = 3
LEFT JOIN listed_statement AS final_report
    ON listed_key.entity_code = final_report.entity_code
    AND listed_key.reference_year = final_report.reference_year
    AND listed_key.sector_code = final_report.sector_code
    AND listed_key.action_code = final_report.action_code
    AND listed_key.indicator_code = final_report.indicator_code
    AND final_report.source_rank = 4
LEFT JOIN listed_statement AS half_year_report
    ON listed_key.entity_code = half_year_report.entity_code
    AND listed_key.reference_year = half_year_report.reference_year
    AND listed_key.sector_code = half_year_report.sector_code
    AND listed_key.action_code = half_year_report.action_code
    AND listed_key.indicator_code = half_year_report.indicator_code
    AND half_year_report.source_rank = 5
