-- The actions of PEG, PIAO and reports, each field from the first document that states it. One row per entity, year, sector and action.
WITH action_tally AS (
    SELECT
        entity_code,
        reference_year,
        sector_code,
        action_code,
        count(DISTINCT indicator_code) AS indicator_count
    FROM indicator_result
    GROUP BY
        entity_code,
        reference_year,
        sector_code,
        action_code
)
SELECT
    chained_action.entity_code,
    chained_action.reference_year,
    chained_action.sector_code,
    chained_action.sector_name,
    chained_action.action_code,
    chained_action.action_name,
    chained_action.strategic_direction_code,
    chained_action.strategic_direction_name,
    chained_action.strategic_objective_code,
    chained_action.strategic_objective_name,
    chained_action.operational_objective_code,
    chained_action.operational_objective_name,
    chained_action.action_kind,
    chained_action.description,
    chained_action.service_name,
    chained_action.cost_centre,
    chained_action.responsible_role,
    chained_action.political_referent,
    chained_action.internal_subjects,
    chained_action.external_subjects,
    chained_action.qualitative_expected_result,
    chained_action.qualitative_result,
    chained_action.piao_section,
    chained_action.tags,
    chained_action.weight,
    chained_action.start_date,
    chained_action.end_date,
    chained_action.human_resources,
    chained_action.mission_programme,
    chained_action.budget_chapter,
    chained_action.production_factor,
    chained_action.allocated_eur,
    chained_action.committed_eur,
    chained_action.paid_eur,
    chained_action.other_services,
    chained_action.is_agreed_with_other_services,
    chained_action.planned_years,
    coalesce(action_tally.indicator_count, 0) AS indicator_count
FROM chained_action
LEFT JOIN action_tally
    ON chained_action.entity_code = action_tally.entity_code
    AND chained_action.reference_year = action_tally.reference_year
    AND chained_action.sector_code = action_tally.sector_code
    AND chained_action.action_code = action_tally.action_code
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR chained_action.entity_code = $entity_code)
    AND (CAST($reference_year AS INTEGER) IS NULL OR chained_action.reference_year = $reference_year)
    AND (CAST($sector_code AS VARCHAR) IS NULL OR chained_action.sector_code = $sector_code)
    AND (CAST($strategic_direction_code AS VARCHAR) IS NULL OR chained_action.strategic_direction_code = $strategic_direction_code)
    AND (CAST($action_code AS VARCHAR) IS NULL OR chained_action.action_code = $action_code)
ORDER BY
    chained_action.entity_code,
    chained_action.reference_year DESC,
    natural_order(chained_action.sector_code),
    natural_order(chained_action.action_code)
