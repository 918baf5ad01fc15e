-- One row per entity, year, sector and action. Each field is taken from the first document that
-- states it: the plan of the year, the PEG, an earlier plan, the reports; money only from documents
-- of the year.
WITH ranked_statement AS (
    SELECT
        year_document.entity_code,
        year_document.reference_year,
        year_document.source_rank,
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
        action.internal_subjects,
        action.external_subjects,
        action.qualitative_expected_result,
        action.qualitative_result,
        action.piao_section,
        action.tags,
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
        action.planned_years,
        action.is_agreed_with_other_services,
        row_number() OVER (
            PARTITION BY
                year_document.entity_code,
                year_document.reference_year,
                action.sector_code,
                action.action_code,
                year_document.source_rank
            ORDER BY
                year_document.document_year DESC,
                year_document.document_id DESC
        ) AS statement_rank
    FROM year_document
    INNER JOIN action
        ON year_document.document_id = action.document_id
),

-- A name that only repeats the code says nothing, and gives way to a later document's.
statement AS (
    SELECT
        entity_code,
        reference_year,
        source_rank,
        sector_code,
        action_code,
        nullif(action_name, action_code) AS action_name,
        action_kind,
        description,
        strategic_direction_code,
        strategic_objective_code,
        operational_objective_code,
        service_name,
        cost_centre,
        responsible_role,
        political_referent,
        internal_subjects,
        external_subjects,
        qualitative_expected_result,
        qualitative_result,
        piao_section,
        tags,
        weight,
        start_date,
        end_date,
        human_resources,
        mission_programme,
        budget_chapter,
        production_factor,
        allocated_eur,
        committed_eur,
        paid_eur,
        other_services,
        planned_years,
        is_agreed_with_other_services
    FROM ranked_statement
    WHERE statement_rank = 1
),

action_key AS (
    SELECT DISTINCT
        entity_code,
        reference_year,
        sector_code,
        action_code
    FROM statement
)
SELECT
    action_key.entity_code,
    action_key.reference_year,
    action_key.sector_code,
    action_key.action_code,
    coalesce(
        plan.action_name,
        peg.action_name,
        earlier_plan.action_name,
        final_report.action_name,
        half_year_report.action_name,
        action_key.action_code
    ) AS action_name,
    coalesce(
        plan.action_kind,
        peg.action_kind,
        earlier_plan.action_kind,
        final_report.action_kind,
        half_year_report.action_kind
    ) AS action_kind,
    coalesce(
        plan.description,
        peg.description,
        earlier_plan.description,
        final_report.description,
        half_year_report.description
    ) AS description,
    coalesce(
        plan.strategic_direction_code,
        peg.strategic_direction_code,
        earlier_plan.strategic_direction_code,
        final_report.strategic_direction_code,
        half_year_report.strategic_direction_code
    ) AS strategic_direction_code,
    coalesce(
        plan.strategic_objective_code,
        peg.strategic_objective_code,
        earlier_plan.strategic_objective_code,
        final_report.strategic_objective_code,
        half_year_report.strategic_objective_code
    ) AS strategic_objective_code,
    coalesce(
        plan.operational_objective_code,
        peg.operational_objective_code,
        earlier_plan.operational_objective_code,
        final_report.operational_objective_code,
        half_year_report.operational_objective_code
    ) AS operational_objective_code,
    coalesce(
        plan.service_name,
        peg.service_name,
        earlier_plan.service_name,
        final_report.service_name,
        half_year_report.service_name
    ) AS service_name,
    coalesce(
        plan.cost_centre,
        peg.cost_centre,
        earlier_plan.cost_centre,
        final_report.cost_centre,
        half_year_report.cost_centre
    ) AS cost_centre,
    coalesce(
        plan.responsible_role,
        peg.responsible_role,
        earlier_plan.responsible_role,
        final_report.responsible_role,
        half_year_report.responsible_role
    ) AS responsible_role,
    coalesce(
        plan.political_referent,
        peg.political_referent,
        earlier_plan.political_referent,
        final_report.political_referent,
        half_year_report.political_referent
    ) AS political_referent,
    coalesce(
        plan.internal_subjects,
        peg.internal_subjects,
        earlier_plan.internal_subjects,
        final_report.internal_subjects,
        half_year_report.internal_subjects
    ) AS internal_subjects,
    coalesce(
        plan.external_subjects,
        peg.external_subjects,
        earlier_plan.external_subjects,
        final_report.external_subjects,
        half_year_report.external_subjects
    ) AS external_subjects,
    coalesce(
        plan.qualitative_expected_result,
        peg.qualitative_expected_result,
        earlier_plan.qualitative_expected_result,
        final_report.qualitative_expected_result,
        half_year_report.qualitative_expected_result
    ) AS qualitative_expected_result,
    coalesce(
        plan.qualitative_result,
        peg.qualitative_result,
        earlier_plan.qualitative_result,
        final_report.qualitative_result,
        half_year_report.qualitative_result
    ) AS qualitative_result,
    coalesce(
        plan.piao_section,
        peg.piao_section,
        earlier_plan.piao_section,
        final_report.piao_section,
        half_year_report.piao_section
    ) AS piao_section,
    coalesce(
        plan.tags,
        peg.tags,
        earlier_plan.tags,
        final_report.tags,
        half_year_report.tags
    ) AS tags,
    coalesce(
        plan.weight,
        peg.weight,
        earlier_plan.weight,
        final_report.weight,
        half_year_report.weight
    ) AS weight,
    coalesce(
        plan.start_date,
        peg.start_date,
        earlier_plan.start_date,
        final_report.start_date,
        half_year_report.start_date
    ) AS start_date,
    coalesce(
        plan.end_date,
        peg.end_date,
        earlier_plan.end_date,
        final_report.end_date,
        half_year_report.end_date
    ) AS end_date,
    coalesce(
        plan.human_resources,
        peg.human_resources,
        earlier_plan.human_resources,
        final_report.human_resources,
        half_year_report.human_resources
    ) AS human_resources,
    coalesce(
        plan.mission_programme,
        peg.mission_programme,
        earlier_plan.mission_programme,
        final_report.mission_programme,
        half_year_report.mission_programme
    ) AS mission_programme,
    coalesce(
        plan.budget_chapter,
        peg.budget_chapter,
        earlier_plan.budget_chapter,
        final_report.budget_chapter,
        half_year_report.budget_chapter
    ) AS budget_chapter,
    coalesce(
        plan.production_factor,
        peg.production_factor,
        earlier_plan.production_factor,
        final_report.production_factor,
        half_year_report.production_factor
    ) AS production_factor,
    coalesce(
        plan.allocated_eur,
        peg.allocated_eur,
        final_report.allocated_eur,
        half_year_report.allocated_eur
    ) AS allocated_eur,
    coalesce(
        plan.committed_eur,
        peg.committed_eur,
        final_report.committed_eur,
        half_year_report.committed_eur
    ) AS committed_eur,
    coalesce(
        plan.paid_eur,
        peg.paid_eur,
        final_report.paid_eur,
        half_year_report.paid_eur
    ) AS paid_eur,
    coalesce(
        plan.other_services,
        peg.other_services,
        earlier_plan.other_services,
        final_report.other_services,
        half_year_report.other_services
    ) AS other_services,
    coalesce(
        plan.planned_years,
        peg.planned_years,
        earlier_plan.planned_years,
        final_report.planned_years,
        half_year_report.planned_years
    ) AS planned_years,
    coalesce(
        plan.is_agreed_with_other_services,
        peg.is_agreed_with_other_services,
        earlier_plan.is_agreed_with_other_services,
        final_report.is_agreed_with_other_services,
        half_year_report.is_agreed_with_other_services
    ) AS is_agreed_with_other_services
FROM action_key
LEFT JOIN statement AS plan
    ON action_key.entity_code = plan.entity_code
    AND action_key.reference_year = plan.reference_year
    AND action_key.sector_code = plan.sector_code
    AND action_key.action_code = plan.action_code
    AND plan.source_rank = 1
LEFT JOIN statement AS peg
    ON action_key.entity_code = peg.entity_code
    AND action_key.reference_year = peg.reference_year
    AND action_key.sector_code = peg.sector_code
    AND action_key.action_code = peg.action_code
    AND peg.source_rank = 2
LEFT JOIN statement AS earlier_plan
    ON action_key.entity_code = earlier_plan.entity_code
    AND action_key.reference_year = earlier_plan.reference_year
    AND action_key.sector_code = earlier_plan.sector_code
    AND action_key.action_code = earlier_plan.action_code
    AND earlier_plan.source_rank = 3
LEFT JOIN statement AS final_report
    ON action_key.entity_code = final_report.entity_code
    AND action_key.reference_year = final_report.reference_year
    AND action_key.sector_code = final_report.sector_code
    AND action_key.action_code = final_report.action_code
    AND final_report.source_rank = 4
LEFT JOIN statement AS half_year_report
    ON action_key.entity_code = half_year_report.entity_code
    AND action_key.reference_year = half_year_report.reference_year
    AND action_key.sector_code = half_year_report.sector_code
    AND action_key.action_code = half_year_report.action_code
    AND half_year_report.source_rank = 5
