-- One row per entity, year, sector and action. Each field is taken from the first document that
-- states it: the plan of the year, the PEG, an earlier plan, the reports.
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
        action.weight,
        action.start_date,
        action.end_date,
        action.human_resources,
        action.mission_programme,
        action.budget_chapter,
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
        weight,
        start_date,
        end_date,
        human_resources,
        mission_programme,
        budget_chapter,
        allocated_eur,
        committed_eur,
        paid_eur,
        other_services,
        planned_years,
        is_agreed_with_other_services
    FROM ranked_statement
    WHERE statement_rank = 1
)
SELECT
    entity_code,
    reference_year,
    sector_code,
    action_code,
    coalesce(
        max(action_name) FILTER (WHERE source_rank = 1),
        max(action_name) FILTER (WHERE source_rank = 2),
        max(action_name) FILTER (WHERE source_rank = 3),
        max(action_name) FILTER (WHERE source_rank = 4),
        max(action_name) FILTER (WHERE source_rank = 5),
        action_code
    ) AS action_name,
    coalesce(
        max(action_kind) FILTER (WHERE source_rank = 1),
        max(action_kind) FILTER (WHERE source_rank = 2),
        max(action_kind) FILTER (WHERE source_rank = 3),
        max(action_kind) FILTER (WHERE source_rank = 4),
        max(action_kind) FILTER (WHERE source_rank = 5)
    ) AS action_kind,
    coalesce(
        max(description) FILTER (WHERE source_rank = 1),
        max(description) FILTER (WHERE source_rank = 2),
        max(description) FILTER (WHERE source_rank = 3),
        max(description) FILTER (WHERE source_rank = 4),
        max(description) FILTER (WHERE source_rank = 5)
    ) AS description,
    coalesce(
        max(strategic_direction_code) FILTER (WHERE source_rank = 1),
        max(strategic_direction_code) FILTER (WHERE source_rank = 2),
        max(strategic_direction_code) FILTER (WHERE source_rank = 3),
        max(strategic_direction_code) FILTER (WHERE source_rank = 4),
        max(strategic_direction_code) FILTER (WHERE source_rank = 5)
    ) AS strategic_direction_code,
    coalesce(
        max(strategic_objective_code) FILTER (WHERE source_rank = 1),
        max(strategic_objective_code) FILTER (WHERE source_rank = 2),
        max(strategic_objective_code) FILTER (WHERE source_rank = 3),
        max(strategic_objective_code) FILTER (WHERE source_rank = 4),
        max(strategic_objective_code) FILTER (WHERE source_rank = 5)
    ) AS strategic_objective_code,
    coalesce(
        max(operational_objective_code) FILTER (WHERE source_rank = 1),
        max(operational_objective_code) FILTER (WHERE source_rank = 2),
        max(operational_objective_code) FILTER (WHERE source_rank = 3),
        max(operational_objective_code) FILTER (WHERE source_rank = 4),
        max(operational_objective_code) FILTER (WHERE source_rank = 5)
    ) AS operational_objective_code,
    coalesce(
        max(service_name) FILTER (WHERE source_rank = 1),
        max(service_name) FILTER (WHERE source_rank = 2),
        max(service_name) FILTER (WHERE source_rank = 3),
        max(service_name) FILTER (WHERE source_rank = 4),
        max(service_name) FILTER (WHERE source_rank = 5)
    ) AS service_name,
    coalesce(
        max(cost_centre) FILTER (WHERE source_rank = 1),
        max(cost_centre) FILTER (WHERE source_rank = 2),
        max(cost_centre) FILTER (WHERE source_rank = 3),
        max(cost_centre) FILTER (WHERE source_rank = 4),
        max(cost_centre) FILTER (WHERE source_rank = 5)
    ) AS cost_centre,
    coalesce(
        max(responsible_role) FILTER (WHERE source_rank = 1),
        max(responsible_role) FILTER (WHERE source_rank = 2),
        max(responsible_role) FILTER (WHERE source_rank = 3),
        max(responsible_role) FILTER (WHERE source_rank = 4),
        max(responsible_role) FILTER (WHERE source_rank = 5)
    ) AS responsible_role,
    coalesce(
        max(political_referent) FILTER (WHERE source_rank = 1),
        max(political_referent) FILTER (WHERE source_rank = 2),
        max(political_referent) FILTER (WHERE source_rank = 3),
        max(political_referent) FILTER (WHERE source_rank = 4),
        max(political_referent) FILTER (WHERE source_rank = 5)
    ) AS political_referent,
    coalesce(
        max(internal_subjects) FILTER (WHERE source_rank = 1),
        max(internal_subjects) FILTER (WHERE source_rank = 2),
        max(internal_subjects) FILTER (WHERE source_rank = 3),
        max(internal_subjects) FILTER (WHERE source_rank = 4),
        max(internal_subjects) FILTER (WHERE source_rank = 5)
    ) AS internal_subjects,
    coalesce(
        max(external_subjects) FILTER (WHERE source_rank = 1),
        max(external_subjects) FILTER (WHERE source_rank = 2),
        max(external_subjects) FILTER (WHERE source_rank = 3),
        max(external_subjects) FILTER (WHERE source_rank = 4),
        max(external_subjects) FILTER (WHERE source_rank = 5)
    ) AS external_subjects,
    coalesce(
        max(qualitative_expected_result) FILTER (WHERE source_rank = 1),
        max(qualitative_expected_result) FILTER (WHERE source_rank = 2),
        max(qualitative_expected_result) FILTER (WHERE source_rank = 3),
        max(qualitative_expected_result) FILTER (WHERE source_rank = 4),
        max(qualitative_expected_result) FILTER (WHERE source_rank = 5)
    ) AS qualitative_expected_result,
    coalesce(
        max(qualitative_result) FILTER (WHERE source_rank = 1),
        max(qualitative_result) FILTER (WHERE source_rank = 2),
        max(qualitative_result) FILTER (WHERE source_rank = 3),
        max(qualitative_result) FILTER (WHERE source_rank = 4),
        max(qualitative_result) FILTER (WHERE source_rank = 5)
    ) AS qualitative_result,
    coalesce(
        max(piao_section) FILTER (WHERE source_rank = 1),
        max(piao_section) FILTER (WHERE source_rank = 2),
        max(piao_section) FILTER (WHERE source_rank = 3),
        max(piao_section) FILTER (WHERE source_rank = 4),
        max(piao_section) FILTER (WHERE source_rank = 5)
    ) AS piao_section,
    coalesce(
        max(weight) FILTER (WHERE source_rank = 1),
        max(weight) FILTER (WHERE source_rank = 2),
        max(weight) FILTER (WHERE source_rank = 3),
        max(weight) FILTER (WHERE source_rank = 4),
        max(weight) FILTER (WHERE source_rank = 5)
    ) AS weight,
    coalesce(
        max(start_date) FILTER (WHERE source_rank = 1),
        max(start_date) FILTER (WHERE source_rank = 2),
        max(start_date) FILTER (WHERE source_rank = 3),
        max(start_date) FILTER (WHERE source_rank = 4),
        max(start_date) FILTER (WHERE source_rank = 5)
    ) AS start_date,
    coalesce(
        max(end_date) FILTER (WHERE source_rank = 1),
        max(end_date) FILTER (WHERE source_rank = 2),
        max(end_date) FILTER (WHERE source_rank = 3),
        max(end_date) FILTER (WHERE source_rank = 4),
        max(end_date) FILTER (WHERE source_rank = 5)
    ) AS end_date,
    coalesce(
        max(human_resources) FILTER (WHERE source_rank = 1),
        max(human_resources) FILTER (WHERE source_rank = 2),
        max(human_resources) FILTER (WHERE source_rank = 3),
        max(human_resources) FILTER (WHERE source_rank = 4),
        max(human_resources) FILTER (WHERE source_rank = 5)
    ) AS human_resources,
    coalesce(
        max(mission_programme) FILTER (WHERE source_rank = 1),
        max(mission_programme) FILTER (WHERE source_rank = 2),
        max(mission_programme) FILTER (WHERE source_rank = 3),
        max(mission_programme) FILTER (WHERE source_rank = 4),
        max(mission_programme) FILTER (WHERE source_rank = 5)
    ) AS mission_programme,
    coalesce(
        max(budget_chapter) FILTER (WHERE source_rank = 1),
        max(budget_chapter) FILTER (WHERE source_rank = 2),
        max(budget_chapter) FILTER (WHERE source_rank = 3),
        max(budget_chapter) FILTER (WHERE source_rank = 4),
        max(budget_chapter) FILTER (WHERE source_rank = 5)
    ) AS budget_chapter,
    coalesce(
        max(allocated_eur) FILTER (WHERE source_rank = 1),
        max(allocated_eur) FILTER (WHERE source_rank = 2),
        max(allocated_eur) FILTER (WHERE source_rank = 3),
        max(allocated_eur) FILTER (WHERE source_rank = 4),
        max(allocated_eur) FILTER (WHERE source_rank = 5)
    ) AS allocated_eur,
    coalesce(
        max(committed_eur) FILTER (WHERE source_rank = 1),
        max(committed_eur) FILTER (WHERE source_rank = 2),
        max(committed_eur) FILTER (WHERE source_rank = 3),
        max(committed_eur) FILTER (WHERE source_rank = 4),
        max(committed_eur) FILTER (WHERE source_rank = 5)
    ) AS committed_eur,
    coalesce(
        max(paid_eur) FILTER (WHERE source_rank = 1),
        max(paid_eur) FILTER (WHERE source_rank = 2),
        max(paid_eur) FILTER (WHERE source_rank = 3),
        max(paid_eur) FILTER (WHERE source_rank = 4),
        max(paid_eur) FILTER (WHERE source_rank = 5)
    ) AS paid_eur,
    coalesce(
        max(other_services) FILTER (WHERE source_rank = 1),
        max(other_services) FILTER (WHERE source_rank = 2),
        max(other_services) FILTER (WHERE source_rank = 3),
        max(other_services) FILTER (WHERE source_rank = 4),
        max(other_services) FILTER (WHERE source_rank = 5)
    ) AS other_services,
    coalesce(
        max(planned_years) FILTER (WHERE source_rank = 1),
        max(planned_years) FILTER (WHERE source_rank = 2),
        max(planned_years) FILTER (WHERE source_rank = 3),
        max(planned_years) FILTER (WHERE source_rank = 4),
        max(planned_years) FILTER (WHERE source_rank = 5)
    ) AS planned_years,
    coalesce(
        bool_or(is_agreed_with_other_services) FILTER (WHERE source_rank = 1),
        bool_or(is_agreed_with_other_services) FILTER (WHERE source_rank = 2),
        bool_or(is_agreed_with_other_services) FILTER (WHERE source_rank = 3),
        bool_or(is_agreed_with_other_services) FILTER (WHERE source_rank = 4),
        bool_or(is_agreed_with_other_services) FILTER (WHERE source_rank = 5)
    ) AS is_agreed_with_other_services
FROM statement
GROUP BY entity_code, reference_year, sector_code, action_code
