-- What the stg_<name> of a dataset of records tells of each; what it does not know it leaves out.
-- source, file_id, place (its order in the file), fate; force: who supplied it; counted_date and what follows: a partner's.
CREATE TABLE no_record (
    source VARCHAR, file_id INTEGER, place BIGINT, fate VARCHAR, force VARCHAR, force_name VARCHAR, crime_id VARCHAR,
    period_month DATE, crime_type VARCHAR, district_code VARCHAR, lsoa_code VARCHAR, ward_code VARCHAR,
    longitude DOUBLE, latitude DOUBLE, location VARCHAR, outcome VARCHAR, reported_by VARCHAR, counted_date DATE,
    offence_date DATE, offence_hour INTEGER, given_type VARCHAR, is_domestic_abuse BOOLEAN, hate_strand VARCHAR,
    is_knife BOOLEAN, victim_age_band VARCHAR, victim_sex VARCHAR, is_repeat_victim BOOLEAN
);

-- The months of which a source has files, where each file is of one month: it is present even where nothing is in it.
CREATE TABLE file_month (source VARCHAR, period_month DATE);

-- A long number as a spreadsheet keeps it: hundreds of references become one.
CREATE MACRO is_shortened(cell) AS regexp_full_match(cell, '\d(\.\d+)?[Ee]\+\d+');

-- A cell of each format that a meta.yml may declare, typed; null where it is not of it.
CREATE MACRO as_text(cell) AS cell;
CREATE MACRO as_area(cell) AS cell;
CREATE MACRO as_word(cell) AS lower(cell);
CREATE MACRO as_short(cell) AS CASE WHEN length(cell) <= 200 THEN cell END;
CREATE MACRO as_reference(cell) AS
    CASE WHEN length(cell) <= 100 AND cell <> 'EXAMPLE' AND NOT is_shortened(cell) THEN cell END;
CREATE MACRO as_name(cell) AS CASE WHEN regexp_full_match(cell, '[A-Za-z0-9._-]{1,64}') THEN cell END;
CREATE MACRO as_ward(cell) AS CASE WHEN regexp_full_match(cell, '[EWS]\d{8}') THEN cell END;
CREATE MACRO as_address(cell) AS CASE WHEN regexp_full_match(cell, 'https?://[^\s]+') THEN cell END;
CREATE MACRO as_day(cell) AS
    CASE WHEN regexp_full_match(cell, '\d{4}-\d{2}-\d{2}') THEN try_cast(cell AS DATE) END;
CREATE MACRO as_month(cell) AS
    CASE WHEN regexp_full_match(cell, '(19|20)\d{2}-(0[1-9]|1[0-2])') THEN try_cast(cell || '-01' AS DATE) END;
-- With a comma or a blank between thousands, where it can be nothing else.
CREATE MACRO as_whole(cell) AS
    CASE WHEN regexp_full_match(cell, '\d{1,9}|\d{1,3}(,\d{3}){1,2}|\d{1,3}([ \x{a0}\x{202f}]\d{3}){1,2}')
        THEN try_cast(regexp_replace(cell, '\D', '', 'g') AS INTEGER) END;
CREATE MACRO as_number(cell) AS CASE WHEN isfinite(try_cast(cell AS DOUBLE)) THEN try_cast(cell AS DOUBLE) END;
CREATE MACRO as_flag(cell) AS try_cast(cell AS BOOLEAN);
-- Of surveys: a percentage, its sign or not; a base, where only a bound was published the bound below zero; a wave, where
-- the document does not state it before all days and of no months.
CREATE MACRO as_percent(cell) AS as_number(regexp_replace(cell, '\s*%$', ''));
CREATE MACRO as_base(cell) AS CASE
    WHEN regexp_full_match(cell, '<\s*\d.*') THEN -nullif(as_whole(trim(cell[2:])), 0)
    ELSE nullif(as_whole(cell), 0)
END;
CREATE MACRO as_stated_day(cell) AS if(lower(cell) = 'not stated', DATE '-infinity', as_day(cell));
CREATE MACRO as_stated_whole(cell) AS if(lower(cell) = 'not stated', 0, nullif(as_whole(cell), 0));

-- What was done to a cell that is not of its format, where that can be told; it follows what the cell is not.
CREATE MACRO damage(cell) AS CASE
    WHEN is_shortened(cell) THEN ' (a spreadsheet has shortened it: set the column to text, and fill it again)'
    WHEN regexp_full_match(cell, '\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}.*') THEN ' (a spreadsheet has put the day first)'
    WHEN regexp_full_match(cell, '[-+]?[\d.,]+\s*%') THEN ' (leave out the sign %)'
    WHEN regexp_full_match(cell, '[<>≤≥]\s*[\d.,]+') THEN ' (a bound: leave it empty where the number is not known)'
    ELSE ''
END;

-- How many codes, and the first of them: 7 wards (E05000001, E05000002, …).
CREATE MACRO listed(codes, kind) AS
    len(codes) || ' ' || kind || if(len(codes) = 1, '', 's') || ' (' || array_to_string(codes[:5], ', ')
    || if(len(codes) > 5, ', …)', ')');

-- A whole number as people are shown it: 1,500.
CREATE MACRO grouped(number) AS format('{:,}', CAST(number AS BIGINT));

-- How a wrong cell is shown to people.
CREATE MACRO shown(text) AS left(text, 40);

-- Names of areas as the Home Office and the lookups write them: Barking & Dagenham, London, City of, Southend on Sea, Ynys Môn:
-- however they are written they are alike.
CREATE MACRO csp_key(name) AS regexp_replace(
    replace(strip_accents(lower(name)), '&', 'and'), '\b(city|county) of\b|[^a-z0-9]', '', 'g'
);

-- Names of forces, alike however they are written, and as the names of street-level files have them.
CREATE MACRO force_key(name) AS csp_key(
    regexp_replace(replace(lower(name), '-', ' '), '\b(police|constabulary|service|heddlu)\b', '', 'g')
);
CREATE MACRO force_slug(name) AS regexp_replace(
    trim(regexp_replace(replace(lower(name), '&', 'and'), '\b(police|constabulary|service)\b', '', 'g')), '[^a-z0-9]+', '-', 'g'
);

-- What becomes of the lines of a partner extract, and the district of each: that of its point, else that of its ward.
CREATE MACRO placed_extract(typed) AS TABLE
WITH ward_district AS (
    SELECT ward_code, district_code FROM stg_ward
    UNION
    SELECT area_code, district_code FROM stg_boundaries WHERE area_type = 'ward' AND fate = 'loaded'
),
placed AS (
    SELECT
        t.* REPLACE (coalesce(c.crime_type, t.crime_type) AS crime_type),
        -- As the file has it; it may be counted under another type.
        t.crime_type AS given_type,
        t.line AS place,
        -- An extract stands for the force that supplied it.
        t.source AS force,
        m.short_title AS force_name,
        coalesce(p.district_code, w.district_code) AS district_code
    FROM query_table(typed) AS t
    JOIN meta_source AS m ON t.source = m.source
    LEFT JOIN meta_crime_type AS c ON t.source = c.source AND t.crime_type = c.name
    LEFT JOIN point_district AS p ON t.longitude_text = p.longitude AND t.latitude_text = p.latitude
    LEFT JOIN (SELECT ward_code, min(district_code) AS district_code FROM ward_district GROUP BY ward_code) AS w
        ON t.ward_code = w.ward_code
)

SELECT
    CASE
        -- The last line of a reference counts: a partner supplies a crime again when more is known of it.
        WHEN row_number() OVER (PARTITION BY crime_id ORDER BY file_id DESC, line DESC) > 1 THEN 'duplicate'
        WHEN longitude IS NULL AND ward_code IS NULL THEN 'no_location'
        WHEN district_code IS NULL THEN 'outside'
        ELSE 'loaded'
    END AS fate,
    CAST(date_trunc('month', counted_date) AS DATE) AS period_month,
    *
FROM placed;
