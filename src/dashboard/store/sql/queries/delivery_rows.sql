-- What the documents of a year must say, row by row, and whether they do: results and reasons, targets, objectives, statuses, values of activities. One row per entity, year, kind and thing to be said.
WITH measure AS (
    SELECT
        current_document.entity_code,
        current_document.reference_year,
        ordinary_activity.sector_code,
        ordinary_activity.measure_code,
        max(ordinary_activity.measure_name) AS measure_name,
        count(*) FILTER (
            WHERE ordinary_activity.value_year = current_document.reference_year
                AND (
                    ordinary_activity.value_number IS NOT NULL
                    OR ordinary_activity.value_text IS NOT NULL
                )
        ) > 0 AS has_value
    FROM ordinary_activity
    INNER JOIN current_document
        ON ordinary_activity.document_id = current_document.document_id
    GROUP BY
        current_document.entity_code,
        current_document.reference_year,
        ordinary_activity.sector_code,
        ordinary_activity.measure_code
),

-- What a sector measured one year, it is asked for the next.
expected_measure AS (
    SELECT
        entity_code,
        reference_year,
        sector_code,
        measure_code,
        measure_name,
        has_value
    FROM measure

    UNION ALL

    SELECT
        year_before.entity_code,
        year_before.reference_year + 1 AS reference_year,
        year_before.sector_code,
        year_before.measure_code,
        year_before.measure_name,
        FALSE AS has_value
    FROM measure AS year_before
    WHERE NOT EXISTS (
        SELECT 1
        FROM measure
        WHERE measure.entity_code = year_before.entity_code
            AND measure.reference_year = year_before.reference_year + 1
            AND measure.sector_code = year_before.sector_code
            AND measure.measure_code = year_before.measure_code
    )
),

asked_row AS (
    SELECT
        entity_code,
        reference_year,
        CASE period
            WHEN 'intermediate' THEN 'intermediate_report'
            ELSE 'final_report'
        END AS document_kind,
        sector_code,
        strategic_direction_code,
        action_code,
        indicator_code AS item_code,
        indicator_name AS item_name,
        'result' AS gap_kind,
        has_result AS is_filled,
        -- The directive asks for reasons with the final report.
        period = 'final' AND is_unfavourable AND has_result AS needs_reason,
        has_reason
    FROM indicator_result
    WHERE status NOT IN ('not_due', 'not_assessable', 'sterilised', 'eliminated')

    UNION ALL

    SELECT
        year_indicator.entity_code,
        year_indicator.reference_year,
        'piao_sheet' AS document_kind,
        year_indicator.sector_code,
        chained_action.strategic_direction_code,
        year_indicator.action_code,
        year_indicator.indicator_code AS item_code,
        year_indicator.indicator_name AS item_name,
        'target' AS gap_kind,
        target_in_force.target_text IS NOT NULL AS is_filled,
        FALSE AS needs_reason,
        FALSE AS has_reason
    FROM year_indicator
    LEFT JOIN target_in_force
        ON year_indicator.entity_code = target_in_force.entity_code
        AND year_indicator.reference_year = target_in_force.reference_year
        AND target_in_force.period = 'final'
        AND year_indicator.sector_code = target_in_force.sector_code
        AND year_indicator.action_code = target_in_force.action_code
        AND year_indicator.indicator_code = target_in_force.indicator_code
    LEFT JOIN chained_action
        ON year_indicator.entity_code = chained_action.entity_code
        AND year_indicator.reference_year = chained_action.reference_year
        AND year_indicator.sector_code = chained_action.sector_code
        AND year_indicator.action_code = chained_action.action_code

    UNION ALL

    SELECT
        current_document.entity_code,
        current_document.reference_year,
        'peg_actions' AS document_kind,
        action.sector_code,
        chained_action.strategic_direction_code,
        action.action_code,
        action.action_code AS item_code,
        action.action_name AS item_name,
        'objective' AS gap_kind,
        action.operational_objective_code IS NOT NULL AS is_filled,
        FALSE AS needs_reason,
        FALSE AS has_reason
    FROM action
    INNER JOIN current_document
        ON action.document_id = current_document.document_id
        AND current_document.document_kind = 'peg_actions'
    LEFT JOIN chained_action
        ON current_document.entity_code = chained_action.entity_code
        AND current_document.reference_year = chained_action.reference_year
        AND action.sector_code = chained_action.sector_code
        AND action.action_code = chained_action.action_code

    UNION ALL

    SELECT
        entity_code,
        reference_year,
        'dup_status' AS document_kind,
        sector_code,
        strategic_direction_code,
        CAST(NULL AS VARCHAR) AS action_code,
        intervention_code AS item_code,
        intervention_name AS item_name,
        'status' AS gap_kind,
        coalesce(status, status_text) IS NOT NULL AS is_filled,
        FALSE AS needs_reason,
        FALSE AS has_reason
    FROM current_dup_intervention

    UNION ALL

    SELECT
        entity_code,
        reference_year,
        'ordinary_activity' AS document_kind,
        sector_code,
        CAST(NULL AS VARCHAR) AS strategic_direction_code,
        CAST(NULL AS VARCHAR) AS action_code,
        measure_code AS item_code,
        measure_name AS item_name,
        'value' AS gap_kind,
        has_value AS is_filled,
        FALSE AS needs_reason,
        FALSE AS has_reason
    FROM expected_measure
)
SELECT
    entity_code,
    reference_year,
    document_kind,
    sector_code,
    strategic_direction_code,
    action_code,
    item_code,
    item_name,
    gap_kind,
    is_filled,
    needs_reason,
    has_reason
FROM asked_row
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR entity_code = $entity_code)
    AND (CAST($reference_year AS INTEGER) IS NULL OR reference_year = $reference_year)
ORDER BY
    entity_code,
    reference_year DESC,
    document_kind,
    natural_order(sector_code),
    natural_order(action_code),
    natural_order(item_code)
