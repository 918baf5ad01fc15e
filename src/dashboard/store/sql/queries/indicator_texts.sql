-- What plans and reports say of each indicator in words, with its place in the chain and its cells. One row per entity, year, period and indicator.
SELECT
    entity_code,
    reference_year,
    period,
    strategic_direction_code,
    strategic_direction_name,
    strategic_objective_code,
    strategic_objective_name,
    operational_objective_code,
    operational_objective_name,
    sector_code,
    sector_name,
    action_code,
    action_name,
    indicator_code,
    indicator_name,
    unit,
    source,
    baseline_text,
    target_text,
    result_text,
    reason,
    note,
    not_assessable_reason,
    state_reason,
    request_reason,
    grant_reason,
    exclusion_reason,
    target_file_name,
    target_sheet_name,
    target_cell,
    result_file_name,
    result_sheet_name,
    result_cell
FROM indicator_result
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR entity_code = $entity_code)
    AND (CAST($reference_year AS INTEGER) IS NULL OR reference_year = $reference_year)
    AND (CAST($period AS VARCHAR) IS NULL OR period = $period)
ORDER BY
    entity_code,
    reference_year DESC,
    period,
    natural_order(sector_code),
    natural_order(action_code),
    natural_order(indicator_code)
