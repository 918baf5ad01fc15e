-- One row per entity, year, sector, action and tag: everything by which actions are grouped beside
-- their chain. tag_kind is the field, or "tags" for the sector's own labels. Mirror of
-- dashboard.domain.rollup.action_tags: change both.
WITH field_tag AS (
    SELECT
        chained_action.entity_code,
        chained_action.reference_year,
        chained_action.sector_code,
        chained_action.action_code,
        tag_field.tag_kind,
        CASE tag_field.tag_kind
            WHEN 'action_kind' THEN chained_action.action_kind
            WHEN 'service_name' THEN chained_action.service_name
            WHEN 'cost_centre' THEN chained_action.cost_centre
            WHEN 'responsible_role' THEN chained_action.responsible_role
            WHEN 'political_referent' THEN chained_action.political_referent
            WHEN 'mission_programme' THEN chained_action.mission_programme
            WHEN 'piao_section' THEN chained_action.piao_section
        END AS tag
    FROM chained_action
    CROSS JOIN (
        VALUES
            ('action_kind'),
            ('service_name'),
            ('cost_centre'),
            ('responsible_role'),
            ('political_referent'),
            ('mission_programme'),
            ('piao_section')
    ) AS tag_field (tag_kind)
),

own_label AS (
    SELECT
        entity_code,
        reference_year,
        sector_code,
        action_code,
        'tags' AS tag_kind,
        trim(unnest(string_to_array(tags, ';'))) AS tag
    FROM chained_action
)
SELECT
    entity_code,
    reference_year,
    sector_code,
    action_code,
    tag_kind,
    tag
FROM field_tag
WHERE tag <> ''

UNION

SELECT
    entity_code,
    reference_year,
    sector_code,
    action_code,
    tag_kind,
    tag
FROM own_label
WHERE tag <> ''
