-- The districts of a partnership: that of its name, and those that a lookup or the register puts into it.
CREATE TABLE stg_csp_district AS
SELECT csp_key(district_name) AS csp_key, district_code
FROM stg_district_today
QUALIFY count(*) OVER (PARTITION BY csp_key(district_name)) = 1
UNION
SELECT csp_key(csp_name), district_code
FROM stg_district_area
WHERE csp_name IS NOT NULL;

-- The partnerships of the tables. Several that lie in one district of today are parts of it, as before it was merged.
CREATE TABLE stg_csp AS
WITH named AS (
    SELECT DISTINCT csp_name, force_name, csp_key(csp_name) AS csp_key
    FROM raw_recorded_crime_csp
    WHERE csp_name IS NOT NULL
),
alone AS (
    SELECT n.csp_key, n.force_name, min(d.district_code) AS district_code
    FROM (SELECT DISTINCT csp_key, force_name FROM named) AS n
    JOIN stg_csp_district AS d ON n.csp_key = d.csp_key
    GROUP BY n.csp_key, n.force_name
    HAVING count(*) = 1
),
part AS (
    SELECT a.csp_key, a.force_name, t.district_name AS whole_name
    FROM alone AS a
    JOIN stg_district_today AS t ON a.district_code = t.district_code
    QUALIFY count(*) OVER (PARTITION BY a.force_name, a.district_code) > 1
),
similar_group AS (
    SELECT csp_key(csp_name) AS csp_key, similar_area_code = area_code AS is_area, similar_area_code
    FROM stg_most_similar_groups
    WHERE fate = 'loaded'
)

SELECT
    n.csp_name,
    n.force_name,
    n.csp_key,
    p.whole_name,
    coalesce(csp_key(p.whole_name), n.csp_key) AS whole_key,
    EXISTS (
        SELECT 1 FROM similar_group AS g
        WHERE g.csp_key = n.csp_key OR g.similar_area_code IN (
            SELECT d.district_code FROM stg_csp_district AS d WHERE d.csp_key = n.csp_key
        )
    ) AS is_similar,
    -- An area that shares a partnership may name it in its own group, under its own code.
    EXISTS (
        SELECT 1 FROM stg_csp_district AS d
        JOIN chosen_district AS c ON d.district_code = c.district_code
        WHERE d.csp_key = n.csp_key
    )
    OR EXISTS (SELECT 1 FROM similar_group AS g WHERE g.csp_key = n.csp_key AND g.is_area) AS is_own
FROM named AS n
LEFT JOIN part AS p ON n.csp_key = p.csp_key AND n.force_name = p.force_name;

CREATE TABLE stg_recorded_crime_csp AS
WITH typed AS (
    SELECT
        file_id,
        line,
        sheet,
        sheet_row,
        left(financial_year, 4) AS first_year,
        regexp_extract(financial_year, '^(20\d\d)[/_-](20)?(\d\d)$', ['first', 'century', 'last']) AS year_parts,
        try_cast(replace(upper(quarter), 'Q', '') AS INTEGER) AS quarter,
        force_name,
        csp_name,
        offence_code,
        offence_description,
        -- Editions differ in capitals, and in the length of one name.
        CASE lower(offence_group)
            WHEN 'miscellaneous crimes' THEN 'Miscellaneous crimes against society'
            ELSE upper(left(offence_group, 1)) || lower(substr(offence_group, 2))
        END AS offence_group,
        upper(left(offence_subgroup, 1)) || lower(substr(offence_subgroup, 2)) AS offence_subgroup,
        -- A comma parts thousands: 12,34 is no number, and 1.000 may be a thousand.
        CASE
            WHEN regexp_full_match(offence_count, '-?(\d{1,9}|\d{1,3}(,\d{3}){1,2})(\.0{1,2})?')
                THEN try_cast(replace(offence_count, ',', '') AS DECIMAL(18, 3))
        END AS offence_count,
        concat_ws(' | ', financial_year, quarter, force_name, csp_name, offence_code, offence_count) AS content
    FROM raw_recorded_crime_csp
),
judged AS (
    SELECT
        *,
        try_cast(year_parts.first AS INTEGER) AS year,
        CASE
            WHEN coalesce((year + 1) % 100 <> try_cast(year_parts.last AS INTEGER), true)
                THEN 'financial year is not written as 2024/25'
            WHEN coalesce(quarter NOT BETWEEN 1 AND 4, true) THEN 'financial quarter is not 1 to 4'
            WHEN make_date(year + CAST(quarter = 4 AS INTEGER), 1 + 3 * (quarter % 4), 1) > current_date
                THEN 'financial quarter has not begun'
            WHEN force_name IS NULL OR csp_name IS NULL THEN 'force or CSP is not given'
            WHEN offence_group IS NULL OR offence_code IS NULL THEN 'offence group or offence code is not given'
            WHEN coalesce(offence_count <> round(offence_count), true) THEN 'offence count is not a whole number'
        END AS fault
    FROM typed
),
placed AS (
    SELECT
        j.*,
        c.csp_key,
        c.whole_key,
        coalesce(e.place > 1, false) AS is_superseded,
        coalesce(c.is_own OR c.is_similar OR c.force_name IN (SELECT o.force_name FROM stg_csp AS o WHERE o.is_own), false)
            AS is_wanted
    FROM judged AS j
    LEFT JOIN stg_csp AS c ON j.csp_name = c.csp_name AND j.force_name = c.force_name
    LEFT JOIN raw_recorded_crime_edition AS e
        ON j.file_id = e.file_id AND j.first_year = e.first_year AND j.force_name = e.force_name
),
-- The tables hold an offence of a quarter and partnership once: a repeat is a fault of the file.
repeated AS (
    SELECT
        file_id,
        line,
        first_value(offence_count) OVER same AS first_count,
        row_number() OVER same AS occurrence
    FROM placed
    WHERE fault IS NULL AND is_wanted AND NOT is_superseded
    WINDOW same AS (
        PARTITION BY year, quarter, force_name, csp_name, offence_code, offence_description, offence_group,
            offence_subgroup
        ORDER BY file_id, line
    )
)

SELECT
    p.* REPLACE (CAST(p.offence_count AS BIGINT) AS offence_count),
    CASE
        WHEN p.fault IS NOT NULL THEN 'rejected'
        WHEN p.is_superseded THEN 'duplicate'
        WHEN NOT p.is_wanted THEN 'outside'
        WHEN r.occurrence > 1 AND p.offence_count <> r.first_count THEN 'rejected'
        WHEN r.occurrence > 1 THEN 'duplicate'
        ELSE 'loaded'
    END AS fate,
    coalesce(p.fault, 'the same offence, quarter and CSP is given before with another count') AS reason,
    p.year || '/' || lpad(CAST((p.year + 1) % 100 AS VARCHAR), 2, '0') AS financial_year,
    -- The financial year begins in April: its last quarter lies in the next calendar year.
    CASE
        WHEN p.fault IS NULL
            THEN make_date(p.year + CASE p.quarter WHEN 4 THEN 1 ELSE 0 END, 1 + 3 * (p.quarter % 4), 1)
    END AS quarter_start
FROM placed AS p
LEFT JOIN repeated AS r ON p.file_id = r.file_id AND p.line = r.line;

INSERT INTO raw_reject
SELECT file_id, line, coalesce('sheet ' || sheet || ', row ' || sheet_row || ': ', '') || reason, content
FROM stg_recorded_crime_csp
WHERE fate = 'rejected';

-- What the newest edition's notes say of offences that a partnership's force could not assign to it.
CREATE TABLE stg_csp_note AS
SELECT c.force_name, c.whole_key, string_agg(DISTINCT n.note, ' ' ORDER BY n.note) AS note
FROM raw_recorded_crime_note AS n
JOIN (SELECT DISTINCT csp_name, force_name, whole_key FROM stg_csp WHERE lower(csp_name) NOT LIKE '%unassigned%') AS c
    ON regexp_matches(lower(n.note), '\b' || regexp_escape(lower(c.csp_name)) || '\b')
WHERE
    regexp_matches(lower(n.note), 'unassigned|not assigned|unallocated|not allocated')
    AND n.file_id = (
        SELECT f.file_id FROM raw_recorded_crime_file AS f
        WHERE f.file_id IN (SELECT file_id FROM raw_recorded_crime_note)
        ORDER BY f.published DESC NULLS LAST, f.file_id LIMIT 1
    )
GROUP BY c.force_name, c.whole_key;
