-- One row per entity, year, period, sector and action: its achievement by the method of actions, its
-- place in the chain, and the sums from which every mean and count above it is made, so that filters
-- can be applied before adding up.
WITH weighted_result AS (
    SELECT
        indicator_result.entity_code,
        indicator_result.reference_year,
        indicator_result.period,
        indicator_result.strategic_direction_code,
        indicator_result.strategic_direction_name,
        indicator_result.strategic_objective_code,
        indicator_result.strategic_objective_name,
        indicator_result.operational_objective_code,
        indicator_result.operational_objective_name,
        indicator_result.sector_code,
        indicator_result.sector_name,
        indicator_result.service_name,
        indicator_result.action_code,
        indicator_result.action_name,
        coalesce(action_weight.weight, indicator_result.action_weight) AS action_weight,
        coalesce(indicator_weight.weight, indicator_result.weight) AS weight,
        level_rule.method,
        level_rule.rounding_digits,
        level_rule.rounding_direction,
        indicator_result.achievement_pct,
        CASE
            WHEN indicator_result.is_counted THEN indicator_result.achievement_basis
        END AS counted_basis,
        indicator_result.stated_achievement_pct,
        indicator_result.left_out_reason,
        indicator_result.has_result,
        indicator_result.needs_reason AND NOT indicator_result.has_reason AS is_unexplained
    FROM indicator_result
    INNER JOIN level_rule
        ON indicator_result.entity_code = level_rule.entity_code
        AND indicator_result.reference_year = level_rule.reference_year
        AND level_rule.level = 'action'
    LEFT JOIN level_weight AS indicator_weight
        ON indicator_result.entity_code = indicator_weight.entity_code
        AND indicator_result.reference_year = indicator_weight.reference_year
        AND indicator_weight.level = 'indicator'
        AND indicator_result.indicator_code = indicator_weight.code
    LEFT JOIN level_weight AS action_weight
        ON indicator_result.entity_code = action_weight.entity_code
        AND indicator_result.reference_year = action_weight.reference_year
        AND action_weight.level = 'action'
        AND indicator_result.action_code = action_weight.code
)
SELECT
    entity_code,
    reference_year,
    period,
    strategic_direction_code,
    strategic_direction_name,
    strategic_objective_code,
    strategic_objective_name,
    operational_objective_code,
    operational_objective_name,
    sector_code,
    sector_name,
    service_name,
    action_code,
    action_name,
    action_weight,
    -- An action is its own only action.
    CASE max(method)
        WHEN 'mean_of_actions' THEN 'mean_of_indicators'
        ELSE max(method)
    END AS method,
    CASE max(method)
        WHEN 'mean_of_children' THEN
            avg(rounded_number(achievement_pct, rounding_digits, rounding_direction))
        WHEN 'weighted_mean' THEN
            weighted_mean_pct(
                rounded_number(achievement_pct, rounding_digits, rounding_direction), weight
            )
        ELSE avg(achievement_pct)
    END AS achievement_pct,
    weighted_mean_pct(achievement_pct, weight) AS weighted_achievement_pct,
    sum(achievement_pct) AS achievement_pct_sum,
    min(achievement_pct) AS min_achievement_pct,
    max(achievement_pct) AS max_achievement_pct,
    sum(weight) AS weight_sum,
    count(*) FILTER (WHERE weight IS NULL) AS empty_weight_count,
    count(achievement_pct) AS counted_count,
    count(*) FILTER (WHERE has_result) AS reported_count,
    count(*) FILTER (WHERE left_out_reason = 'missing') AS missing_count,
    count(*) FILTER (WHERE left_out_reason = 'not_due') AS not_due_count,
    count(*) FILTER (WHERE left_out_reason = 'not_assessable') AS not_assessable_count,
    count(*) FILTER (WHERE left_out_reason = 'not_measurable') AS not_measurable_count,
    count(*) FILTER (WHERE left_out_reason = 'sterilised') AS sterilised_count,
    count(*) FILTER (WHERE left_out_reason = 'eliminated') AS eliminated_count,
    count(*) FILTER (WHERE left_out_reason = 'excluded') AS excluded_count,
    count(*) AS indicator_count,
    count(*) FILTER (WHERE is_unexplained) AS unexplained_count,
    min(counted_basis) AS first_counted_basis,
    max(counted_basis) AS last_counted_basis,
    count(stated_achievement_pct) AS stated_count,
    sum(stated_achievement_pct) AS stated_achievement_pct_sum
FROM weighted_result
GROUP BY
    entity_code,
    reference_year,
    period,
    strategic_direction_code,
    strategic_direction_name,
    strategic_objective_code,
    strategic_objective_name,
    operational_objective_code,
    operational_objective_name,
    sector_code,
    sector_name,
    service_name,
    action_code,
    action_name,
    action_weight
