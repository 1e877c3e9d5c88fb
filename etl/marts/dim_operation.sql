-- An operation over a place that is for partners, or that is not known, is for partners whatever its line says.
CREATE TABLE dim_operation AS
WITH named AS (
    SELECT operation_id, unnest(string_split(areas, '; ')) AS area
    FROM stg_operations
    WHERE fate = 'loaded' AND NOT starts_with(areas, '{')
),
hidden AS (
    SELECT n.operation_id
    FROM named AS n
    LEFT JOIN dim_place AS p ON n.area = 'place:' || p.place_id
    WHERE starts_with(n.area, 'place:') AND coalesce(p.audience, 'partner') <> 'public'
    UNION
    SELECT n.operation_id
    FROM named AS n
    LEFT JOIN dim_place_kind AS k ON n.area = 'kind:' || k.kind
    LEFT JOIN dim_place AS p ON k.kind = p.kind
    WHERE
        starts_with(n.area, 'kind:')
        AND (coalesce(k.is_always_partner, true) OR coalesce(p.audience, 'public') <> 'public')
)

SELECT
    o.operation_id,
    o.operation_name,
    o.kind,
    CASE
        WHEN o.operation_id IN (SELECT operation_id FROM hidden) THEN 'partner'
        ELSE coalesce(o.audience, 'partner')
    END AS audience,
    o.areas,
    o.date_from,
    o.date_to,
    o.chosen_from,
    o.chosen_to,
    o.crime_types,
    o.dosage,
    o.dosage_unit,
    o.spend_pounds,
    o.what_was_done,
    o.note,
    o.cited_source,
    o.document,
    o.paragraph,
    o.published_effect,
    o.published_paragraph,
    o.published_note
FROM stg_operations AS o
WHERE o.fate = 'loaded'
ORDER BY o.operation_id;
