-- One row per entity, year, period, strategic direction, sector and action: the sums from which
-- every mean and count above it is made, so that filters can be applied before adding up.
SELECT
    entity_code,
    reference_year,
    period,
    strategic_direction_code,
    strategic_direction_name,
    sector_code,
    sector_name,
    action_code,
    action_name,
    sum(achievement_pct) AS achievement_pct_sum,
    min(achievement_pct) AS min_achievement_pct,
    max(achievement_pct) AS max_achievement_pct,
    count(achievement_pct) AS counted_count,
    count(*) FILTER (WHERE has_result) AS reported_count,
    count(*) FILTER (WHERE status = 'missing') AS missing_count,
    count(*) FILTER (WHERE status = 'not_assessable') AS not_assessable_count,
    count(*) FILTER (WHERE status = 'not_due') AS not_due_count,
    count(*) AS indicator_count,
    count(*) FILTER (WHERE needs_reason AND NOT has_reason) AS unexplained_count,
    count(achievement_pct) FILTER (
        WHERE achievement_basis = 'declared'
    ) AS declared_counted_count,
    count(stated_achievement_pct) AS stated_count,
    sum(stated_achievement_pct) AS stated_achievement_pct_sum
FROM indicator_result
GROUP BY
    entity_code,
    reference_year,
    period,
    strategic_direction_code,
    strategic_direction_name,
    sector_code,
    sector_name,
    action_code,
    action_name
