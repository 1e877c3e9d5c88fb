-- Every record that was read, typed, with its fate: rejected, duplicate, no_location, outside or loaded.
CREATE TEMP TABLE checked AS
SELECT
    r.record_id,
    r.line,
    r.month,
    f.file_id,
    f.force,
    f.period_month,
    f.is_superseded,
    r.crime_id,
    r.reported_by,
    r.falls_within,
    coalesce(t.crime_type, r.crime_type) AS crime_type,
    r.location,
    r.lsoa_code,
    r.longitude AS longitude_text,
    r.latitude AS latitude_text,
    try_cast(r.longitude AS DOUBLE) AS longitude,
    try_cast(r.latitude AS DOUBLE) AS latitude,
    r.last_outcome_category AS outcome,
    CASE
        WHEN r.month IS DISTINCT FROM strftime(f.period_month, '%Y-%m')
            THEN 'Month ' || coalesce(left(r.month, 40), '(empty)') || ' is not the month of the file'
        WHEN t.crime_type IS NULL
            THEN 'Crime type ' || coalesce(left(r.crime_type, 40), '(empty)') || ' is not known'
        WHEN r.context IS NOT NULL
            THEN 'Context is not empty: a comma inside a field may have shifted the columns'
        WHEN r.reported_by IS NULL THEN 'Reported by is empty'
        WHEN length(r.location) > 1000 THEN 'Location is longer than 1,000 characters'
        WHEN r.crime_id IS NOT NULL AND length(r.crime_id) <> 64
            THEN 'Crime ID is not 64 characters'
        WHEN r.lsoa_code IS NOT NULL AND NOT regexp_full_match(r.lsoa_code, '[A-Z][0-9]{2}[A-Z0-9][0-9]{5}')
            THEN 'LSOA code ' || left(r.lsoa_code, 40) || ' is not an area code'
        WHEN (r.longitude IS NULL) <> (r.latitude IS NULL) THEN 'Only one of Longitude and Latitude is given'
        WHEN r.longitude IS NOT NULL AND (
            coalesce(try_cast(r.longitude AS DOUBLE) NOT BETWEEN -9 AND 3, true)
            OR coalesce(try_cast(r.latitude AS DOUBLE) NOT BETWEEN 49 AND 61, true)
        )
            THEN 'Longitude or Latitude is not a place in the United Kingdom'
    END AS reason
FROM raw_street_crime AS r
JOIN raw_street_file AS f ON r.filename = f.path
LEFT JOIN meta_crime_type AS t ON t.source = 'street_crime' AND r.crime_type = t.name;

-- Records of one month that share their Crime ID: few, and found before anything is sorted.
CREATE TEMP TABLE sharing AS
SELECT
    record_id, force, period_month, crime_id, crime_type, longitude_text, latitude_text, lsoa_code,
    coalesce(lsoa_code, longitude_text) IS NULL AS is_unplaced
FROM checked
WHERE
    reason IS NULL
    AND NOT is_superseded
    AND hash(period_month, crime_id) IN (
        SELECT hash(period_month, crime_id)
        FROM checked
        WHERE crime_id IS NOT NULL AND reason IS NULL AND NOT is_superseded
        GROUP BY ALL
        HAVING count(*) > 1
    );

-- Of those of one force one is kept: the first that has a location, else the first. Two forces give the same crime
-- where type and place are the same too; the first force by name keeps it.
CREATE TEMP TABLE repeated AS
WITH kept AS (
    SELECT *
    FROM sharing
    QUALIFY row_number() OVER (PARTITION BY force, period_month, crime_id ORDER BY is_unplaced, record_id) = 1
),
kept_once AS (
    SELECT record_id
    FROM kept
    QUALIFY row_number() OVER (
        PARTITION BY period_month, crime_id, crime_type, longitude_text, latitude_text, lsoa_code ORDER BY force
    ) = 1
)

SELECT record_id FROM sharing WHERE record_id NOT IN (SELECT record_id FROM kept_once);

CREATE TABLE stg_street_crime AS
SELECT
    c.file_id,
    CASE
        WHEN c.reason IS NOT NULL THEN 'rejected'
        WHEN c.is_superseded OR c.record_id IN (SELECT record_id FROM repeated) THEN 'duplicate'
        WHEN c.lsoa_code IS NULL AND c.longitude IS NULL THEN 'no_location'
        WHEN coalesce(l.district_code, p.area_code) IS NULL THEN 'outside'
        ELSE 'loaded'
    END AS fate,
    c.record_id,
    c.force,
    c.crime_id,
    c.period_month,
    c.crime_type,
    CASE WHEN c.lsoa_code IS NULL THEN p.area_code ELSE l.district_code END AS district_code,
    c.lsoa_code,
    c.longitude,
    c.latitude,
    c.longitude_text,
    c.latitude_text,
    c.location,
    c.outcome,
    c.reported_by,
    c.falls_within
FROM checked AS c
LEFT JOIN stg_lsoa_district AS l ON c.lsoa_code = l.lsoa_code
LEFT JOIN raw_point_area AS p
    ON c.lsoa_code IS NULL
    AND p.area_type = 'district'
    AND c.longitude_text = p.longitude
    AND c.latitude_text = p.latitude;

-- In a file that was read at once every line is a record: its number follows from its place.
INSERT INTO raw_reject
WITH first AS (
    SELECT file_id, min(record_id) AS record_id FROM checked GROUP BY file_id
)

SELECT
    c.file_id,
    coalesce(c.line, c.record_id - f.record_id + 2),
    c.reason,
    left(
        concat_ws(',', c.crime_id, c.month, c.reported_by, c.longitude_text, c.latitude_text, c.lsoa_code, c.crime_type),
        200
    )
FROM checked AS c
JOIN first AS f ON c.file_id = f.file_id
WHERE c.reason IS NOT NULL;

DROP TABLE repeated;
DROP TABLE sharing;
DROP TABLE checked;
DROP TABLE raw_street_crime;
