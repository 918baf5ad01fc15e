-- People and full-time equivalents by category. One row per entity, year and category; capitals make no other category.
SELECT
    staff.entity_code,
    staff.reference_year,
    min(trim(staff.staff_category)) AS staff_category,
    count(*) AS row_count,
    count(DISTINCT concat(staff.sector_code, ' ', staff.action_code)) AS action_count,
    sum(staff.head_count) AS head_count,
    sum(staff.full_time_equivalent) AS full_time_equivalent,
    count(*) - count(staff.head_count) AS no_head_count,
    count(*) - count(staff.full_time_equivalent) AS no_equivalent_count
FROM current_action_staff AS staff
LEFT JOIN chained_action
    ON staff.entity_code = chained_action.entity_code
    AND staff.reference_year = chained_action.reference_year
    AND staff.sector_code = chained_action.sector_code
    AND staff.action_code = chained_action.action_code
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR staff.entity_code = $entity_code)
    AND (CAST($reference_year AS INTEGER) IS NULL OR staff.reference_year = $reference_year)
    AND (CAST($sector_code AS VARCHAR) IS NULL OR staff.sector_code = $sector_code)
    AND (CAST($strategic_direction_code AS VARCHAR) IS NULL OR chained_action.strategic_direction_code = $strategic_direction_code)
GROUP BY
    staff.entity_code,
    staff.reference_year,
    lower(trim(staff.staff_category))
ORDER BY
    staff.entity_code,
    staff.reference_year DESC,
    natural_order(lower(trim(staff.staff_category)))
