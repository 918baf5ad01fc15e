-- One row per entity, year, indicator and measure kind that some document gives it: the measurement
-- rule that applies. The narrowest assignment of the anagrafica in force counts (indicator, action,
-- sector), then its own rule for the kind, then the program's. Mirror of dashboard.domain.rule_book.
WITH stated_kind AS (
    SELECT DISTINCT
        year_document.entity_code,
        year_document.reference_year,
        indicator.sector_code,
        indicator.action_code,
        indicator.indicator_code,
        indicator.measure_kind
    FROM year_document
    INNER JOIN indicator
        ON year_document.document_id = indicator.document_id
    WHERE year_document.document_kind <> 'peg_actions'
),

ruling_rule AS (
    SELECT
        registry_in_force.entity_code,
        registry_in_force.reference_year,
        rule.document_id AS rule_document_id,
        rule.rule_code,
        rule.rule_name,
        rule.measure_kind,
        rule.method,
        rule.cap_pct,
        rule.floor_pct,
        rule.target_zero,
        rule.missing_result,
        rule.rounding_digits,
        rule.rounding_direction,
        rule.band_table,
        coalesce(rule.nature, default_rule.nature) AS nature,
        rule.is_default,
        rule.sheet_name,
        rule.row_number
    FROM registry_in_force
    INNER JOIN measurement_rule AS rule
        ON registry_in_force.registry_document_id = rule.document_id
    INNER JOIN default_rule
        ON rule.measure_kind = default_rule.measure_kind
),

assigned_rule AS (
    SELECT
        stated_kind.entity_code,
        stated_kind.reference_year,
        stated_kind.sector_code,
        stated_kind.action_code,
        stated_kind.indicator_code,
        stated_kind.measure_kind,
        rule.rule_document_id,
        rule.rule_code,
        rule.rule_name,
        rule.method,
        rule.cap_pct,
        rule.floor_pct,
        rule.target_zero,
        rule.missing_result,
        rule.rounding_digits,
        rule.rounding_direction,
        rule.band_table,
        rule.nature,
        row_number() OVER (
            PARTITION BY
                stated_kind.entity_code,
                stated_kind.reference_year,
                stated_kind.sector_code,
                stated_kind.action_code,
                stated_kind.indicator_code,
                stated_kind.measure_kind
            ORDER BY
                CASE WHEN assignment.indicator_code IS NULL THEN 1 ELSE 0 END,
                CASE WHEN assignment.action_code IS NULL THEN 1 ELSE 0 END,
                CASE WHEN assignment.sector_code IS NULL THEN 1 ELSE 0 END,
                assignment.sheet_name,
                assignment.row_number,
                rule.sheet_name,
                rule.row_number
        ) AS assignment_rank
    FROM ruling_rule AS rule
    INNER JOIN rule_assignment AS assignment
        ON rule.rule_document_id = assignment.document_id
        AND rule.rule_code = assignment.rule_code
    INNER JOIN stated_kind
        ON rule.entity_code = stated_kind.entity_code
        AND rule.reference_year = stated_kind.reference_year
        AND rule.measure_kind = stated_kind.measure_kind
        AND (assignment.sector_code IS NULL OR assignment.sector_code = stated_kind.sector_code)
        AND (assignment.action_code IS NULL OR assignment.action_code = stated_kind.action_code)
        AND (
            assignment.indicator_code IS NULL
            OR assignment.indicator_code = stated_kind.indicator_code
        )
),

own_rule AS (
    SELECT
        entity_code,
        reference_year,
        measure_kind,
        rule_document_id,
        rule_code,
        rule_name,
        method,
        cap_pct,
        floor_pct,
        target_zero,
        missing_result,
        rounding_digits,
        rounding_direction,
        band_table,
        nature,
        row_number() OVER (
            PARTITION BY entity_code, reference_year, measure_kind
            ORDER BY sheet_name, row_number
        ) AS own_rank
    FROM ruling_rule
    WHERE is_default
),

kind_rule AS (
    SELECT
        entity_code,
        reference_year,
        measure_kind,
        rule_document_id,
        rule_code,
        rule_name,
        method,
        cap_pct,
        floor_pct,
        target_zero,
        missing_result,
        rounding_digits,
        rounding_direction,
        band_table,
        nature
    FROM own_rule
    WHERE own_rank = 1

    UNION ALL

    SELECT
        registry_in_force.entity_code,
        registry_in_force.reference_year,
        default_rule.measure_kind,
        CAST(NULL AS BIGINT) AS rule_document_id,
        default_rule.rule_code,
        default_rule.rule_name,
        default_rule.method,
        default_rule.cap_pct,
        default_rule.floor_pct,
        default_rule.target_zero,
        default_rule.missing_result,
        default_rule.rounding_digits,
        default_rule.rounding_direction,
        default_rule.band_table,
        default_rule.nature
    FROM registry_in_force
    CROSS JOIN default_rule
    WHERE NOT EXISTS (
        SELECT 1
        FROM own_rule
        WHERE own_rule.entity_code = registry_in_force.entity_code
            AND own_rule.reference_year = registry_in_force.reference_year
            AND own_rule.measure_kind = default_rule.measure_kind
    )
)
SELECT
    entity_code,
    reference_year,
    sector_code,
    action_code,
    indicator_code,
    measure_kind,
    rule_document_id,
    rule_code,
    rule_name,
    method AS rule_method,
    cap_pct,
    floor_pct,
    target_zero,
    missing_result,
    rounding_digits,
    rounding_direction,
    band_table,
    nature
FROM assigned_rule
WHERE assignment_rank = 1

UNION ALL

SELECT
    stated_kind.entity_code,
    stated_kind.reference_year,
    stated_kind.sector_code,
    stated_kind.action_code,
    stated_kind.indicator_code,
    stated_kind.measure_kind,
    kind_rule.rule_document_id,
    kind_rule.rule_code,
    kind_rule.rule_name,
    kind_rule.method AS rule_method,
    kind_rule.cap_pct,
    kind_rule.floor_pct,
    kind_rule.target_zero,
    kind_rule.missing_result,
    kind_rule.rounding_digits,
    kind_rule.rounding_direction,
    kind_rule.band_table,
    kind_rule.nature
FROM stated_kind
INNER JOIN kind_rule
    ON stated_kind.entity_code = kind_rule.entity_code
    AND stated_kind.reference_year = kind_rule.reference_year
    AND stated_kind.measure_kind = kind_rule.measure_kind
WHERE NOT EXISTS (
    SELECT 1
    FROM assigned_rule
    WHERE assigned_rule.entity_code = stated_kind.entity_code
        AND assigned_rule.reference_year = stated_kind.reference_year
        AND assigned_rule.sector_code = stated_kind.sector_code
        AND assigned_rule.action_code = stated_kind.action_code
        AND assigned_rule.indicator_code = stated_kind.indicator_code
        AND assigned_rule.measure_kind = stated_kind.measure_kind
)
