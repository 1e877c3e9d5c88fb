-- Of one place_id the first line counts. Raw files come before our own, so that a partnership can replace what we ship.
CREATE TABLE stg_places AS
WITH checked AS (
    SELECT
        p.* EXCLUDE (reason),
        CASE
            WHEN p.reason IS NOT NULL THEN p.reason
            WHEN p.active_to < p.active_from THEN 'active_to is before active_from'
            WHEN (p.published_count IS NULL) <> (p.published_measure IS NULL)
                THEN 'only one of published_count and published_measure is given'
            WHEN m.measure IS NULL AND p.published_measure IS NOT NULL
                THEN 'published_measure ' || shown(p.published_measure) || ' is not known'
        END AS reason
    FROM typed_places AS p
    LEFT JOIN meta_measure AS m ON m.source = 'place_reports' AND p.published_measure = m.measure
),
ranked AS (
    SELECT
        *,
        row_number() OVER same_id AS occurrence,
        first_value(file_id) OVER same_id AS first_file_id,
        first_value(content) OVER same_id AS first_content
    FROM checked
    WINDOW same_id AS (PARTITION BY place_id, reason IS NULL ORDER BY file_id, line)
),
judged AS (
    SELECT
        * EXCLUDE (reason),
        occurrence > 1 AND file_id <> first_file_id
        AND (is_reference = 'True' OR content = first_content) AS is_duplicate,
        CASE
            WHEN reason IS NOT NULL THEN reason
            WHEN occurrence > 1 AND file_id = first_file_id THEN 'place_id ' || place_id || ' is given twice in the file'
            WHEN occurrence > 1 AND is_reference = 'False' AND content <> first_content
                THEN 'place_id ' || place_id || ' is another place in ' || (
                    SELECT file FROM raw_file AS f WHERE f.file_id = first_file_id
                )
        END AS reason
    FROM ranked
),
placed AS (
    SELECT j.*, coalesce(j.area_code, d.district_code) AS district_code
    FROM judged AS j
    LEFT JOIN point_district AS d ON j.point_longitude = d.longitude AND j.point_latitude = d.latitude
)

SELECT
    p.file_id,
    p.line,
    CASE
        WHEN p.reason IS NOT NULL THEN 'rejected'
        WHEN p.is_duplicate THEN 'duplicate'
        WHEN p.district_code NOT IN (SELECT district_code FROM chosen_district) THEN 'outside'
        WHEN p.district_code IS NULL AND p.point_longitude IS NOT NULL THEN 'outside'
        ELSE 'loaded'
    END AS fate,
    p.reason,
    p.place_id,
    p.kind,
    p.place_name,
    -- What the force does not publish stays with partners, whatever a file says.
    CASE WHEN k.is_always_partner THEN 'partner' ELSE coalesce(p.audience, k.audience) END AS audience,
    p.district_code,
    p.geometry,
    CAST(p.point_longitude AS DOUBLE) AS longitude,
    CAST(p.point_latitude AS DOUBLE) AS latitude,
    CAST(p.west AS DOUBLE) AS west,
    CAST(p.south AS DOUBLE) AS south,
    CAST(p.east AS DOUBLE) AS east,
    CAST(p.north AS DOUBLE) AS north,
    coalesce(p.is_approximate, false) AS is_approximate,
    p.location_note,
    p.active_from,
    p.active_to,
    p.description,
    p.what_was_done,
    p.cited_source,
    p.source_url,
    p.document,
    p.published_rank,
    p.published_count,
    p.published_measure,
    p.published_to,
    p.published_note
FROM placed AS p
LEFT JOIN raw_place_kind AS k ON p.kind = k.kind;

INSERT INTO raw_reject
SELECT file_id, line, reason, NULL FROM stg_places WHERE fate = 'rejected';
