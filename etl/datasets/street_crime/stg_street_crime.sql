-- What can be known only once all is read: the district of a point, and which are repeats.
-- Where no lookup knows its LSOA a record is in the ward that holds its point, or in the district that does: near the
-- edge of a district, whose outline is coarse, only if it has no LSOA, or one that is named as the area's are.
UPDATE raw_street_crime
SET district_code = p.district_code, fate = 'loaded'
FROM point_district AS p
WHERE
    raw_street_crime.fate = 'outside'
    AND raw_street_crime.longitude = p.longitude
    AND raw_street_crime.latitude = p.latitude
    AND (
        raw_street_crime.lsoa_code IS NULL
        OR p.is_in_ward
        OR raw_street_crime.is_named_own AND p.district_code IN (SELECT district_code FROM chosen_district)
        OR p.is_well_inside
    );

-- A point well inside a ward of the area is in it, whatever district its LSOA is of.
UPDATE raw_street_crime
SET district_code = p.district_code, is_contradicted = true
FROM point_district AS p
WHERE
    raw_street_crime.fate = 'loaded'
    AND raw_street_crime.district_code NOT IN (SELECT district_code FROM chosen_district)
    AND raw_street_crime.longitude = p.longitude
    AND raw_street_crime.latitude = p.latitude
    AND p.is_in_ward
    AND p.is_well_inside;

-- Of the records of one file and Crime ID one is kept: the first in the area, else the first that has a location, else the
-- first. Of two forces that give the same crime, of one type and in one district, the first by name keeps it.
UPDATE raw_street_crime
SET fate = 'duplicate'
WHERE rowid IN (
    WITH sharing AS (
        SELECT rowid AS row_id, file_id, force, period_month, crime_id, crime_type, district_code, fate, place
        FROM raw_street_crime
        WHERE
            crime_id IS NOT NULL
            AND fate NOT IN ('rejected', 'duplicate')
            -- By hashes first: they are an eighth of the IDs, and few IDs are repeated.
            AND hash(period_month, crime_id) IN (
                SELECT hash(period_month, crime_id) AS id_hash
                FROM raw_street_crime
                WHERE crime_id IS NOT NULL AND fate NOT IN ('rejected', 'duplicate')
                GROUP BY id_hash
                HAVING count(*) > 1
            )
    ),
    kept AS (
        SELECT *
        FROM sharing
        QUALIFY row_number() OVER (
            PARTITION BY file_id, crime_id
            ORDER BY
                fate = 'no_location', coalesce(district_code, '') NOT IN (SELECT c.district_code FROM chosen_district AS c),
                place
        ) = 1
    ),
    kept_once AS (
        SELECT row_id
        FROM kept
        QUALIFY row_number() OVER (PARTITION BY period_month, crime_id, crime_type, district_code ORDER BY force) = 1
    )
    SELECT row_id FROM sharing WHERE row_id NOT IN (SELECT row_id FROM kept_once)
);

INSERT INTO raw_reject SELECT file_id, place, reason, content FROM raw_street_crime WHERE fate = 'rejected';

CREATE VIEW contradicted_record AS
SELECT 'street_crime' AS source, lsoa_code, longitude, latitude
FROM raw_street_crime
WHERE is_contradicted AND fate = 'loaded';

-- LSOAs of the area that no lookup knows: records placed there by their points, and records lost, whose LSOA is named
-- as the area's are.
CREATE VIEW unknown_lsoa AS
SELECT
    'street_crime' AS source,
    lsoa_code,
    count(*) FILTER (WHERE fate = 'loaded') AS placed_count,
    count(*) FILTER (WHERE fate = 'outside') AS lost_count
FROM raw_street_crime
WHERE
    lsoa_code NOT IN (SELECT lsoa_code FROM stg_lsoa_district)
    AND (
        fate = 'loaded' AND district_code IN (SELECT district_code FROM chosen_district)
        OR fate = 'outside' AND is_named_own
    )
GROUP BY lsoa_code;

-- longitude, latitude, location, outcome and reported_by are those of the chosen area's records alone; force and
-- crime_type are ENUMs, to be cast where they are published.
CREATE VIEW stg_street_crime AS
SELECT
    'street_crime' AS source,
    coalesce(falls_within, force) AS force_name,
    * EXCLUDE (falls_within, is_named_own, is_contradicted, reason, content) REPLACE (
        try_cast(longitude AS DOUBLE) AS longitude,
        try_cast(latitude AS DOUBLE) AS latitude
    )
FROM raw_street_crime;

INSERT INTO file_month
SELECT DISTINCT 'street_crime', period_month
FROM raw_street_file
WHERE period_month BETWEEN DATE '2010-12-01' AND current_date;
