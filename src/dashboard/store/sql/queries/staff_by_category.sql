-- People and full-time equivalents by category. One row per entity, year and category; capitals make no other category.
-- With $every_scope also of each sector (scope_sector_code), strategic direction (scope_direction_code) and both, as $sector_code and $strategic_direction_code give them by themselves.
WITH scope AS (
    SELECT
        FALSE AS is_of_sector,
        FALSE AS is_of_direction

    UNION ALL

    SELECT
        of_part.is_of_sector,
        of_part.is_of_direction
    FROM (
        VALUES
            (TRUE, FALSE),
            (FALSE, TRUE),
            (TRUE, TRUE)
    ) AS of_part (is_of_sector, is_of_direction)
    WHERE CAST($every_scope AS BOOLEAN)
),

staff AS (
    SELECT
        stated.entity_code,
        stated.reference_year,
        stated.sector_code,
        stated.action_code,
        stated.staff_category,
        stated.head_count,
        stated.full_time_equivalent,
        CASE
            WHEN scope.is_of_sector THEN stated.sector_code
            ELSE CAST($sector_code AS VARCHAR)
        END AS scope_sector_code,
        CASE
            WHEN scope.is_of_direction THEN chained_action.strategic_direction_code
            ELSE CAST($strategic_direction_code AS VARCHAR)
        END AS scope_direction_code
    FROM current_action_staff AS stated
    LEFT JOIN chained_action
        ON stated.entity_code = chained_action.entity_code
        AND stated.reference_year = chained_action.reference_year
        AND stated.sector_code = chained_action.sector_code
        AND stated.action_code = chained_action.action_code
    CROSS JOIN scope
    WHERE (CAST($entity_code AS VARCHAR) IS NULL OR stated.entity_code = $entity_code)
        AND (CAST($reference_year AS INTEGER) IS NULL OR stated.reference_year = $reference_year)
        AND (CAST($sector_code AS VARCHAR) IS NULL OR stated.sector_code = $sector_code)
        AND (CAST($strategic_direction_code AS VARCHAR) IS NULL OR chained_action.strategic_direction_code = $strategic_direction_code)
        AND (NOT scope.is_of_direction OR chained_action.strategic_direction_code IS NOT NULL)
)
SELECT
    staff.entity_code,
    staff.reference_year,
    staff.scope_sector_code,
    staff.scope_direction_code,
    min(trim(staff.staff_category)) AS staff_category,
    count(*) AS row_count,
    count(DISTINCT concat(staff.sector_code, ' ', staff.action_code)) AS action_count,
    sum(staff.head_count) AS head_count,
    sum(staff.full_time_equivalent) AS full_time_equivalent,
    count(*) - count(staff.head_count) AS no_head_count,
    count(*) - count(staff.full_time_equivalent) AS no_equivalent_count
FROM staff
GROUP BY
    staff.entity_code,
    staff.reference_year,
    staff.scope_sector_code,
    staff.scope_direction_code,
    lower(trim(staff.staff_category))
ORDER BY
    staff.entity_code,
    staff.reference_year DESC,
    natural_order(staff.scope_sector_code),
    natural_order(staff.scope_direction_code),
    natural_order(lower(trim(staff.staff_category)))
