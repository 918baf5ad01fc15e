-- One row per measure kind: the rule that applies where an entity states none. Mirror of
-- dashboard.domain.rules.DEFAULT_RULES: change both.
SELECT
    measure_kind,
    measure_kind AS rule_code,
    '' AS rule_name,
    method,
    CAST(100 AS DOUBLE PRECISION) AS cap_pct,
    CAST(0 AS DOUBLE PRECISION) AS floor_pct,
    'all_or_nothing' AS target_zero,
    'not_calculated' AS missing_result,
    CAST(NULL AS INTEGER) AS rounding_digits,
    'half_up' AS rounding_direction,
    CAST(NULL AS VARCHAR) AS band_table,
    nature
FROM (
    VALUES
        ('increasing', 'ratio_to_target', 'cumulative'),
        ('decreasing', 'ratio_of_target', 'level'),
        ('range', 'nearer_bound', 'level'),
        ('boolean', 'as_expected', 'at_end'),
        ('date', 'by_the_day', 'at_end'),
        ('qualitative', 'scale', 'at_end')
) AS own_rule (measure_kind, method, nature)
