-- Every step of a request for clarification that was stated here, the newest first, with the names that the year gives its result. One row per step.
SELECT
    clarification.clarification_id,
    clarification.entity_code,
    clarification.clarification_number,
    clarification.reference_year,
    clarification.period,
    clarification.sector_code,
    current_sector.sector_name,
    clarification.action_code,
    current_action.action_name,
    clarification.indicator_code,
    year_indicator.indicator_name,
    clarification.step,
    clarification.text,
    clarification.due_date,
    clarification.stated_by,
    clarification.stated_role,
    clarification.stated_at
FROM clarification
LEFT JOIN current_sector
    ON clarification.entity_code = current_sector.entity_code
    AND clarification.sector_code = current_sector.sector_code
LEFT JOIN current_action
    ON clarification.entity_code = current_action.entity_code
    AND clarification.reference_year = current_action.reference_year
    AND clarification.sector_code = current_action.sector_code
    AND clarification.action_code = current_action.action_code
LEFT JOIN year_indicator
    ON clarification.entity_code = year_indicator.entity_code
    AND clarification.reference_year = year_indicator.reference_year
    AND clarification.sector_code = year_indicator.sector_code
    AND clarification.action_code = year_indicator.action_code
    AND clarification.indicator_code = year_indicator.indicator_code
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR clarification.entity_code = $entity_code)
    AND (CAST($reference_year AS INTEGER) IS NULL OR clarification.reference_year = $reference_year)
    AND (CAST($period AS VARCHAR) IS NULL OR clarification.period = $period)
    AND (CAST($sector_code AS VARCHAR) IS NULL OR clarification.sector_code = $sector_code)
ORDER BY clarification.clarification_id DESC
