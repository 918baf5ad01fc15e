-- What each action of the year's PEG or PIAO has in money and people, added up, beside what the list of actions and its breakdown state. One row per entity, year, sector and action; sums are NULL where none is stated.
WITH money AS (
    SELECT
        entity_code,
        reference_year,
        sector_code,
        action_code,
        sum(allocated_eur) AS allocated_eur,
        sum(committed_eur) AS committed_eur,
        sum(paid_eur) AS paid_eur,
        sum(CASE WHEN is_broken_down THEN allocated_eur END) AS broken_down_allocated_eur,
        sum(CASE WHEN is_broken_down THEN committed_eur END) AS broken_down_committed_eur,
        sum(CASE WHEN is_broken_down THEN paid_eur END) AS broken_down_paid_eur
    FROM current_action_resource
    GROUP BY
        entity_code,
        reference_year,
        sector_code,
        action_code
),

staff AS (
    SELECT
        entity_code,
        reference_year,
        sector_code,
        action_code,
        count(*) AS category_count,
        sum(head_count) AS head_count,
        sum(full_time_equivalent) AS full_time_equivalent
    FROM current_action_staff
    GROUP BY
        entity_code,
        reference_year,
        sector_code,
        action_code
),

-- What is broken down may belong to an action that no list of actions has.
funded AS (
    SELECT
        entity_code,
        reference_year,
        sector_code,
        action_code
    FROM action_presence

    UNION

    SELECT
        entity_code,
        reference_year,
        sector_code,
        action_code
    FROM money

    UNION

    SELECT
        entity_code,
        reference_year,
        sector_code,
        action_code
    FROM staff
)
SELECT
    funded.entity_code,
    funded.reference_year,
    funded.sector_code,
    coalesce(current_sector.sector_name, funded.sector_code) AS sector_name,
    funded.action_code,
    coalesce(chained_action.action_name, funded.action_code) AS action_name,
    chained_action.action_kind,
    chained_action.strategic_direction_code,
    chained_action.strategic_direction_name,
    chained_action.planned_years,
    chained_action.human_resources,
    coalesce(presence.is_in_peg, FALSE) AS is_in_peg,
    coalesce(presence.is_in_piao, FALSE) AS is_in_piao,
    money.allocated_eur,
    money.committed_eur,
    money.paid_eur,
    100 * money.committed_eur / nullif(money.allocated_eur, 0) AS committed_pct,
    chained_action.allocated_eur AS listed_allocated_eur,
    chained_action.committed_eur AS listed_committed_eur,
    chained_action.paid_eur AS listed_paid_eur,
    money.broken_down_allocated_eur,
    money.broken_down_committed_eur,
    money.broken_down_paid_eur,
    coalesce(staff.category_count, 0) AS category_count,
    staff.head_count,
    staff.full_time_equivalent
FROM funded
LEFT JOIN action_presence AS presence
    ON funded.entity_code = presence.entity_code
    AND funded.reference_year = presence.reference_year
    AND funded.sector_code = presence.sector_code
    AND funded.action_code = presence.action_code
LEFT JOIN chained_action
    ON funded.entity_code = chained_action.entity_code
    AND funded.reference_year = chained_action.reference_year
    AND funded.sector_code = chained_action.sector_code
    AND funded.action_code = chained_action.action_code
LEFT JOIN current_sector
    ON funded.entity_code = current_sector.entity_code
    AND funded.sector_code = current_sector.sector_code
LEFT JOIN money
    ON funded.entity_code = money.entity_code
    AND funded.reference_year = money.reference_year
    AND funded.sector_code = money.sector_code
    AND funded.action_code = money.action_code
LEFT JOIN staff
    ON funded.entity_code = staff.entity_code
    AND funded.reference_year = staff.reference_year
    AND funded.sector_code = staff.sector_code
    AND funded.action_code = staff.action_code
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR funded.entity_code = $entity_code)
    AND (CAST($reference_year AS INTEGER) IS NULL OR funded.reference_year = $reference_year)
    AND (CAST($sector_code AS VARCHAR) IS NULL OR funded.sector_code = $sector_code)
    AND (CAST($strategic_direction_code AS VARCHAR) IS NULL OR chained_action.strategic_direction_code = $strategic_direction_code)
    AND (CAST($action_code AS VARCHAR) IS NULL OR funded.action_code = $action_code)
ORDER BY
    funded.entity_code,
    funded.reference_year DESC,
    natural_order(funded.sector_code),
    natural_order(funded.action_code)
