-- Records of the files in ``reading``, each checked and given its fate while it is read, so that millions of lines are
-- never kept as text: places and words are kept of the records that the chosen area may need, and of no others.
INSERT INTO raw_street_crime
WITH placed AS (
    SELECT
        r.*,
        f.* EXCLUDE (file_index),
        t.crime_type AS known_type,
        l.district_code,
        l.district_code IN (SELECT district_code FROM chosen_district) AS is_chosen,
        l.lsoa_code IS NULL AS is_unknown,
        CASE
            WHEN l.lsoa_code IS NULL AND r.lsoa_name IS NOT NULL
                THEN list_contains(f.own_names, regexp_replace(r.lsoa_name, ' [0-9]{3}[A-Z]$', ''))
        END AS is_named_own,
        CASE
            WHEN f.period_month > current_date THEN 'Month ' || f.file_month || ' has not begun'
            WHEN f.period_month < DATE '2010-12-01'
                THEN 'Month ' || f.file_month || ' is before December 2010, the first of data.police.uk'
            WHEN r.month IS DISTINCT FROM f.file_month
                THEN 'Month ' || coalesce(left(r.month, 40), '(empty)') || ' is not the month of the file'
            WHEN t.crime_type IS NULL
                THEN 'Crime type ' || coalesce(left(r.crime_type, 40), '(empty)') || ' is not known'
            WHEN r.context IS NOT NULL
                THEN 'Context is not empty: a comma inside a field may have shifted the columns'
            WHEN r.reported_by IS NULL THEN 'Reported by is empty'
            WHEN strlen(r.location) > 1000 AND length(r.location) > 1000
                THEN 'Location is longer than 1,000 characters'
            WHEN r.crime_id IS NOT NULL AND length(r.crime_id) <> 64
                THEN 'Crime ID is not 64 characters' || damage(r.crime_id)
            -- A code that the lookups know needs no second look.
            WHEN
                r.lsoa_code IS NOT NULL
                AND l.lsoa_code IS NULL
                AND NOT regexp_full_match(r.lsoa_code, '[A-Z][0-9]{2}[A-Z0-9][0-9]{5}')
                THEN 'LSOA code ' || left(r.lsoa_code, 40) || ' is not an area code'
            WHEN (r.longitude IS NULL) <> (r.latitude IS NULL) THEN 'Only one of Longitude and Latitude is given'
            WHEN r.longitude IS NOT NULL AND (
                coalesce(try_cast(r.longitude AS DOUBLE) NOT BETWEEN -9 AND 3, true)
                OR coalesce(try_cast(r.latitude AS DOUBLE) NOT BETWEEN 49 AND 61, true)
            )
                THEN 'Longitude or Latitude is not a place in the United Kingdom' || CASE
                    WHEN
                        try_cast(r.latitude AS DOUBLE) BETWEEN -9 AND 3 AND try_cast(r.longitude AS DOUBLE) BETWEEN 49 AND 61
                        THEN ' (they are exchanged)'
                    ELSE ''
                END
        END AS reason
    FROM street_line AS r
    JOIN reading AS f ON r.file_index = f.file_index
    LEFT JOIN street_crime_type AS t ON r.crime_type = t.name
    LEFT JOIN stg_lsoa_district AS l ON r.lsoa_code = l.lsoa_code
),
judged AS (
    SELECT
        *,
        reason IS NULL AND (
            is_chosen
            OR is_named_own
            -- Where no lookup knows its LSOA, or one does as another district's, its point may lie inside all the same.
            OR CASE
                WHEN longitude IS NULL THEN false
                WHEN is_unknown
                    THEN
                        try_cast(longitude AS DOUBLE) BETWEEN west AND east
                        AND try_cast(latitude AS DOUBLE) BETWEEN south AND north
                ELSE
                    try_cast(longitude AS DOUBLE) BETWEEN own_west AND own_east
                    AND try_cast(latitude AS DOUBLE) BETWEEN own_south AND own_north
            END
        ) AS is_needed,
        CASE
            WHEN reason IS NOT NULL THEN 'rejected'
            WHEN is_superseded THEN 'duplicate'
            WHEN lsoa_code IS NULL AND longitude IS NULL THEN 'no_location'
            WHEN district_code IS NULL THEN 'outside'
            ELSE 'loaded'
        END AS fate
    FROM placed
)

SELECT
    file_id,
    place,
    force,
    period_month,
    fate,
    known_type,
    district_code,
    CASE WHEN NOT is_superseded THEN crime_id END,
    falls_within,
    -- Of a record outside it tells why it is.
    CASE WHEN is_needed OR fate = 'outside' THEN lsoa_code END,
    CASE WHEN is_needed THEN longitude END,
    CASE WHEN is_needed THEN latitude END,
    CASE WHEN is_needed THEN location END,
    CASE WHEN is_needed THEN last_outcome_category END,
    CASE WHEN is_needed THEN reported_by END,
    coalesce(is_needed AND is_named_own, false),
    false,
    reason,
    CASE
        WHEN reason IS NOT NULL THEN left(
            concat_ws(',', crime_id, month, reported_by, longitude, latitude, lsoa_code, crime_type), 200
        )
    END
FROM judged;
