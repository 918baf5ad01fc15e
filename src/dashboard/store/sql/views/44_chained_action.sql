-- One row per entity, year, sector and action, with its chain upwards in codes and names. A link that
-- the action leaves out is taken from its objective.
SELECT
    current_action.entity_code,
    current_action.reference_year,
    current_action.sector_code,
    coalesce(current_sector.sector_name, current_action.sector_code) AS sector_name,
    current_action.action_code,
    current_action.action_name,
    coalesce(
        current_action.strategic_direction_code,
        operational_objective.strategic_direction_code,
        strategic_objective.strategic_direction_code
    ) AS strategic_direction_code,
    current_strategic_direction.strategic_direction_name,
    coalesce(
        current_action.strategic_objective_code, operational_objective.strategic_objective_code
    ) AS strategic_objective_code,
    strategic_objective.objective_name AS strategic_objective_name,
    current_action.operational_objective_code,
    operational_objective.objective_name AS operational_objective_name,
    current_action.action_kind,
    current_action.description,
    current_action.service_name,
    current_action.cost_centre,
    current_action.responsible_role,
    current_action.political_referent,
    current_action.internal_subjects,
    current_action.external_subjects,
    current_action.qualitative_expected_result,
    current_action.qualitative_result,
    current_action.piao_section,
    current_action.tags,
    current_action.weight,
    current_action.start_date,
    current_action.end_date,
    current_action.human_resources,
    current_action.mission_programme,
    current_action.budget_chapter,
    current_action.production_factor,
    current_action.allocated_eur,
    current_action.committed_eur,
    current_action.paid_eur,
    current_action.other_services,
    current_action.is_agreed_with_other_services,
    current_action.planned_years
FROM current_action
LEFT JOIN current_objective AS operational_objective
    ON current_action.entity_code = operational_objective.entity_code
    AND operational_objective.objective_level = 'operational'
    AND current_action.operational_objective_code = operational_objective.objective_code
LEFT JOIN current_objective AS strategic_objective
    ON current_action.entity_code = strategic_objective.entity_code
    AND strategic_objective.objective_level = 'strategic'
    AND coalesce(
        current_action.strategic_objective_code, operational_objective.strategic_objective_code
    ) = strategic_objective.objective_code
LEFT JOIN current_strategic_direction
    ON current_action.entity_code = current_strategic_direction.entity_code
    AND coalesce(
        current_action.strategic_direction_code,
        operational_objective.strategic_direction_code,
        strategic_objective.strategic_direction_code
    ) = current_strategic_direction.strategic_direction_code
LEFT JOIN current_sector
    ON current_action.entity_code = current_sector.entity_code
    AND current_action.sector_code = current_sector.sector_code
