-- One row per entity, year and indicator that the anagrafica in force leaves out of every aggregate,
-- with the narrowest exclusion that names it.
SELECT
    entity_code,
    reference_year,
    sector_code,
    action_code,
    indicator_code,
    CAST(NULL AS VARCHAR) AS exclusion_level,
    CAST(NULL AS VARCHAR) AS exclusion_code,
    CAST(NULL AS VARCHAR) AS exclusion_reason
FROM year_indicator
WHERE FALSE
