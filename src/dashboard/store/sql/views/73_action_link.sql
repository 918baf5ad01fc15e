-- One row per entity, year, sector and action of the year's PEG or PIAO: its names, in which of them
-- it stands, and whether it reaches an operational objective of the DUP that holds in the year.
-- link_state: linked; no_objective (none is stated); unknown_objective (the DUP does not have it);
-- no_dup (no DUP of the year's is in force, so that nobody can tell).
WITH dup_year AS (
    SELECT DISTINCT
        entity_code,
        reference_year
    FROM year_objective
)
SELECT
    presence.entity_code,
    presence.reference_year,
    presence.sector_code,
    chained_action.sector_name,
    presence.action_code,
    chained_action.action_name,
    chained_action.action_kind,
    chained_action.strategic_direction_code,
    chained_action.strategic_direction_name,
    chained_action.strategic_objective_code,
    chained_action.strategic_objective_name,
    chained_action.operational_objective_code,
    chained_action.operational_objective_name,
    chained_action.planned_years,
    chained_action.human_resources,
    chained_action.other_services,
    chained_action.is_agreed_with_other_services,
    CASE
        WHEN chained_action.operational_objective_code IS NULL THEN 'no_objective'
        WHEN dup_year.entity_code IS NULL THEN 'no_dup'
        WHEN year_objective.entity_code IS NULL THEN 'unknown_objective'
        ELSE 'linked'
    END AS link_state,
    presence.is_in_peg,
    presence.peg_upload_id,
    presence.peg_sheet_name,
    presence.peg_cell,
    presence.is_in_piao,
    presence.piao_upload_id,
    presence.piao_sheet_name,
    presence.piao_cell,
    max(CASE WHEN presence.is_in_peg THEN 1 ELSE 0 END) OVER (
        PARTITION BY presence.entity_code, presence.reference_year, presence.sector_code
    ) = 1 AS has_sector_peg,
    max(CASE WHEN presence.is_in_piao THEN 1 ELSE 0 END) OVER (
        PARTITION BY presence.entity_code, presence.reference_year, presence.sector_code
    ) = 1 AS has_sector_piao
FROM action_presence AS presence
INNER JOIN chained_action
    ON presence.entity_code = chained_action.entity_code
    AND presence.reference_year = chained_action.reference_year
    AND presence.sector_code = chained_action.sector_code
    AND presence.action_code = chained_action.action_code
LEFT JOIN dup_year
    ON presence.entity_code = dup_year.entity_code
    AND presence.reference_year = dup_year.reference_year
LEFT JOIN year_objective
    ON presence.entity_code = year_objective.entity_code
    AND presence.reference_year = year_objective.reference_year
    AND chained_action.operational_objective_code = year_objective.operational_objective_code
