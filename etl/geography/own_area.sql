-- What the chosen districts are called together, and their partnership.
CREATE TABLE own_area AS
WITH grouped AS (
    SELECT county_name AS group_name, 1 AS place, district_code FROM stg_district_county
    UNION ALL
    SELECT 'the ' || force_name || ' area', 2, district_code FROM stg_district_force
),
whole AS (
    -- A group names the area only where it is all of it.
    SELECT group_name, place FROM grouped
    WHERE district_code IN (SELECT district_code FROM stg_district_today)
    GROUP BY group_name, place
    HAVING
        count(*) = (SELECT count(*) FROM chosen_district)
        AND bool_and(district_code IN (SELECT district_code FROM chosen_district))
),
named AS (
    SELECT d.district_name FROM stg_district AS d JOIN chosen_district AS c ON d.district_code = c.district_code
),
counted AS (
    SELECT count(*) AS districts, string_agg(district_name, ' and ' ORDER BY district_name) AS together FROM named
),
own_csp AS (
    SELECT a.district_code, a.csp_name
    FROM stg_district_area AS a
    JOIN chosen_district AS c ON a.district_code = c.district_code
    WHERE a.csp_name IS NOT NULL
    QUALIFY rank() OVER (PARTITION BY a.district_code ORDER BY a.is_by_name, a.vintage DESC) = 1
),
partnership AS (
    -- A district in several, and districts of several, have none that is their own.
    SELECT CASE WHEN count(DISTINCT csp_name) = 1 THEN any_value(csp_name) END AS csp_name FROM own_csp
),
area AS (
    SELECT
        c.districts,
        CASE
            WHEN c.districts = 1 THEN c.together
            ELSE coalesce(
                (SELECT min_by(group_name, place) FROM whole),
                CASE WHEN c.districts = 2 THEN c.together ELSE c.districts || ' districts' END
            )
        END AS area_name,
        p.csp_name
    FROM counted AS c CROSS JOIN partnership AS p
)

SELECT
    area_name,
    CASE
        WHEN csp_name ILIKE '%partnership%' THEN csp_name
        WHEN coalesce(csp_name, if(districts = 1, area_name, NULL)) IS NOT NULL
            THEN regexp_replace(coalesce(csp_name, area_name), '^(.*), (City|County) of$', '\2 of \1')
                || ' Community Safety Partnership'
        ELSE 'Community safety partnerships of ' || area_name
    END AS partnership
FROM area;
