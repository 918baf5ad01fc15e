-- One row per entity, year, period and indicator of which something is stated beside what was
-- measured: its state, and what was requested and granted in place of the measured percentage.
-- Mirror of dashboard.domain.assessments.in_force: change both.
WITH concerned AS (
    SELECT
        year_indicator.entity_code,
        year_indicator.reference_year,
        assessment.period,
        year_indicator.sector_code,
        year_indicator.action_code,
        year_indicator.indicator_code,
        assessment.assessment_id,
        assessment.assessment_kind,
        assessment.pct,
        assessment.reason,
        assessment.deed_number,
        assessment.deed_date,
        assessment.stated_by,
        assessment.indicator_code IS NOT NULL AS is_own,
        assessment.assessment_kind IN ('assessable_again', 'override_withdrawn') AS is_taking_back,
        CASE
            WHEN assessment.assessment_kind IN (
                'not_assessable', 'sterilised', 'eliminated', 'assessable_again'
            ) THEN 'state'
            ELSE 'override'
        END AS statement_group,
        CASE
            WHEN assessment.assessment_kind = 'override_requested' THEN 'request'
            WHEN assessment.assessment_kind IN (
                'override_granted', 'override_refused'
            ) THEN 'decision'
            ELSE 'state'
        END AS statement_part
    FROM assessment
    INNER JOIN year_indicator
        ON assessment.entity_code = year_indicator.entity_code
        AND assessment.reference_year = year_indicator.reference_year
        AND assessment.sector_code = year_indicator.sector_code
        AND assessment.action_code = year_indicator.action_code
        AND coalesce(
            assessment.indicator_code, year_indicator.indicator_code
        ) = year_indicator.indicator_code
),

taken_back AS (
    SELECT
        entity_code,
        reference_year,
        period,
        sector_code,
        action_code,
        indicator_code,
        statement_group,
        coalesce(max(assessment_id) FILTER (WHERE is_taking_back AND is_own), 0) AS own_until,
        coalesce(max(assessment_id) FILTER (WHERE is_taking_back), 0) AS shared_until
    FROM concerned
    GROUP BY
        entity_code,
        reference_year,
        period,
        sector_code,
        action_code,
        indicator_code,
        statement_group
),

standing AS (
    SELECT
        concerned.entity_code,
        concerned.reference_year,
        concerned.period,
        concerned.sector_code,
        concerned.action_code,
        concerned.indicator_code,
        concerned.assessment_id,
        concerned.assessment_kind,
        concerned.pct,
        concerned.reason,
        concerned.deed_number,
        concerned.deed_date,
        concerned.stated_by,
        concerned.statement_part,
        row_number() OVER (
            PARTITION BY
                concerned.entity_code,
                concerned.reference_year,
                concerned.period,
                concerned.sector_code,
                concerned.action_code,
                concerned.indicator_code,
                concerned.statement_part
            ORDER BY
                CASE WHEN concerned.is_own THEN 0 ELSE 1 END,
                concerned.assessment_id DESC
        ) AS statement_rank
    FROM concerned
    INNER JOIN taken_back
        ON concerned.entity_code = taken_back.entity_code
        AND concerned.reference_year = taken_back.reference_year
        AND concerned.period = taken_back.period
        AND concerned.sector_code = taken_back.sector_code
        AND concerned.action_code = taken_back.action_code
        AND concerned.indicator_code = taken_back.indicator_code
        AND concerned.statement_group = taken_back.statement_group
    WHERE NOT concerned.is_taking_back
        AND concerned.assessment_id > CASE
            WHEN concerned.is_own THEN taken_back.own_until
            ELSE taken_back.shared_until
        END
)
SELECT
    entity_code,
    reference_year,
    period,
    sector_code,
    action_code,
    indicator_code,
    max(assessment_kind) FILTER (WHERE statement_part = 'state') AS state,
    max(reason) FILTER (WHERE statement_part = 'state') AS state_reason,
    max(stated_by) FILTER (WHERE statement_part = 'state') AS state_stated_by,
    max(deed_number) FILTER (WHERE statement_part = 'state') AS state_deed_number,
    max(deed_date) FILTER (WHERE statement_part = 'state') AS state_deed_date,
    CASE
        WHEN max(assessment_id) FILTER (WHERE statement_part = 'request') > coalesce(
            max(assessment_id) FILTER (WHERE statement_part = 'decision'), 0
        ) THEN 'requested'
        WHEN max(assessment_kind) FILTER (WHERE statement_part = 'decision') = 'override_granted'
            THEN 'granted'
        WHEN max(assessment_kind) FILTER (WHERE statement_part = 'decision') = 'override_refused'
            THEN 'refused'
    END AS override_state,
    max(pct) FILTER (WHERE statement_part = 'request') AS requested_pct,
    max(stated_by) FILTER (WHERE statement_part = 'request') AS requested_by,
    max(reason) FILTER (WHERE statement_part = 'request') AS request_reason,
    max(pct) FILTER (WHERE statement_part = 'decision') AS granted_pct,
    max(stated_by) FILTER (WHERE statement_part = 'decision') AS granted_by,
    max(reason) FILTER (WHERE statement_part = 'decision') AS grant_reason
FROM standing
WHERE statement_rank = 1
GROUP BY entity_code, reference_year, period, sector_code, action_code, indicator_code
