-- One row per entity, year, period and indicator of which something is stated beside what was
-- measured: its state, and what was requested and granted in place of the measured percentage.
SELECT
    entity_code,
    reference_year,
    period,
    sector_code,
    action_code,
    indicator_code,
    CAST(NULL AS VARCHAR) AS state,
    CAST(NULL AS VARCHAR) AS state_reason,
    CAST(NULL AS VARCHAR) AS state_stated_by,
    CAST(NULL AS VARCHAR) AS state_deed_number,
    CAST(NULL AS DATE) AS state_deed_date,
    CAST(NULL AS VARCHAR) AS override_state,
    CAST(NULL AS DOUBLE PRECISION) AS requested_pct,
    CAST(NULL AS VARCHAR) AS requested_by,
    CAST(NULL AS VARCHAR) AS request_reason,
    CAST(NULL AS DOUBLE PRECISION) AS granted_pct,
    CAST(NULL AS VARCHAR) AS granted_by,
    CAST(NULL AS VARCHAR) AS grant_reason
FROM assessment
WHERE FALSE
