-- The actions of the PEG sheets in force, as those sheets state them. One row per entity, year, sector and action.
WITH ranked_action AS (
    SELECT
        current_document.reference_year,
        action.entity_code,
        action.sector_code,
        action.action_code,
        action.action_name,
        action.action_kind,
        action.description,
        action.strategic_direction_code,
        action.strategic_objective_code,
        action.operational_objective_code,
        action.service_name,
        action.cost_centre,
        action.responsible_role,
        action.political_referent,
        action.weight,
        action.start_date,
        action.end_date,
        action.human_resources,
        action.mission_programme,
        action.budget_chapter,
        action.production_factor,
        action.allocated_eur,
        action.committed_eur,
        action.paid_eur,
        action.other_services,
        action.is_agreed_with_other_services,
        action.planned_years,
        action.tags,
        action.document_id,
        action.row_number,
        row_number() OVER (
            PARTITION BY
                action.entity_code,
                current_document.reference_year,
                action.sector_code,
                action.action_code
            ORDER BY action.document_id DESC, action.row_number
        ) AS statement_rank
    FROM action
    INNER JOIN current_document
        ON action.document_id = current_document.document_id
    WHERE current_document.document_kind = 'peg_actions'
)
SELECT
    ranked_action.entity_code,
    ranked_action.reference_year,
    ranked_action.sector_code,
    ranked_action.action_code,
    ranked_action.action_name,
    ranked_action.action_kind,
    ranked_action.description,
    coalesce(
        ranked_action.strategic_direction_code,
        operational_objective.strategic_direction_code
    ) AS strategic_direction_code,
    current_strategic_direction.strategic_direction_name,
    coalesce(
        ranked_action.strategic_objective_code,
        operational_objective.strategic_objective_code
    ) AS strategic_objective_code,
    strategic_objective.objective_name AS strategic_objective_name,
    ranked_action.operational_objective_code,
    operational_objective.objective_name AS operational_objective_name,
    ranked_action.service_name,
    ranked_action.cost_centre,
    ranked_action.responsible_role,
    ranked_action.political_referent,
    ranked_action.weight,
    ranked_action.start_date,
    ranked_action.end_date,
    ranked_action.human_resources,
    ranked_action.mission_programme,
    ranked_action.budget_chapter,
    ranked_action.production_factor,
    ranked_action.allocated_eur,
    ranked_action.committed_eur,
    ranked_action.paid_eur,
    ranked_action.other_services,
    ranked_action.is_agreed_with_other_services,
    ranked_action.planned_years,
    ranked_action.tags
FROM ranked_action
LEFT JOIN current_objective AS operational_objective
    ON ranked_action.entity_code = operational_objective.entity_code
    AND operational_objective.objective_level = 'operational'
    AND ranked_action.operational_objective_code = operational_objective.objective_code
LEFT JOIN current_objective AS strategic_objective
    ON ranked_action.entity_code = strategic_objective.entity_code
    AND strategic_objective.objective_level = 'strategic'
    AND coalesce(
        ranked_action.strategic_objective_code, operational_objective.strategic_objective_code
    ) = strategic_objective.objective_code
LEFT JOIN current_strategic_direction
    ON ranked_action.entity_code = current_strategic_direction.entity_code
    AND coalesce(
        ranked_action.strategic_direction_code, operational_objective.strategic_direction_code
    ) = current_strategic_direction.strategic_direction_code
WHERE ranked_action.statement_rank = 1
    AND (CAST($entity_code AS VARCHAR) IS NULL OR ranked_action.entity_code = $entity_code)
    AND (CAST($reference_year AS INTEGER) IS NULL OR ranked_action.reference_year = $reference_year)
    AND (CAST($sector_code AS VARCHAR) IS NULL OR ranked_action.sector_code = $sector_code)
ORDER BY
    ranked_action.entity_code,
    ranked_action.reference_year DESC,
    natural_order(ranked_action.sector_code),
    ranked_action.document_id,
    ranked_action.row_number
