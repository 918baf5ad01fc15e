-- How many of each sector's actions reach an operational objective of the DUP that holds in the year. One row per entity, year and sector; linkage_pct is NULL where no DUP is in force.
SELECT
    entity_code,
    reference_year,
    sector_code,
    min(sector_name) AS sector_name,
    count(*) AS action_count,
    count(CASE WHEN link_state = 'linked' THEN 1 END) AS linked_count,
    count(CASE WHEN link_state = 'no_objective' THEN 1 END) AS no_objective_count,
    count(CASE WHEN link_state = 'unknown_objective' THEN 1 END) AS unknown_objective_count,
    count(CASE WHEN link_state = 'no_dup' THEN 1 END) AS no_dup_count,
    CASE
        WHEN count(CASE WHEN link_state = 'no_dup' THEN 1 END) = 0
            THEN 100.0 * count(CASE WHEN link_state = 'linked' THEN 1 END) / nullif(count(*), 0)
    END AS linkage_pct
FROM action_link
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR entity_code = $entity_code)
    AND (CAST($reference_year AS INTEGER) IS NULL OR reference_year = $reference_year)
    AND (CAST($sector_code AS VARCHAR) IS NULL OR sector_code = $sector_code)
GROUP BY
    entity_code,
    reference_year,
    sector_code
ORDER BY
    entity_code,
    reference_year DESC,
    natural_order(sector_code)
