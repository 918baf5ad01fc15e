-- One row per entity, year and indicator: the measurement rule that applies to it.
SELECT
    year_indicator.entity_code,
    year_indicator.reference_year,
    year_indicator.sector_code,
    year_indicator.action_code,
    year_indicator.indicator_code,
    CAST(NULL AS BIGINT) AS rule_document_id,
    default_rule.rule_code,
    default_rule.rule_name,
    default_rule.method AS rule_method,
    default_rule.cap_pct,
    default_rule.floor_pct,
    default_rule.target_zero,
    default_rule.missing_result,
    default_rule.rounding_digits,
    default_rule.rounding_direction,
    default_rule.band_table,
    default_rule.nature
FROM year_indicator
INNER JOIN default_rule
    ON year_indicator.measure_kind = default_rule.measure_kind
