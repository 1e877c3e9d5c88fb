-- The records of every source: open data and partner extracts lie beside each other, and are never added up.
CREATE VIEW record AS SELECT * FROM query_table(getvariable('record_tables'), true);

-- Counted once for all that counts districts and forces.
CREATE TABLE record_count AS
SELECT source, force, force_name, period_month, crime_type, district_code, fate, count(*) AS record_count
FROM record
GROUP BY ALL;

-- Where files do not say which month they are of, a month is there when any line of it is.
CREATE TABLE source_month AS
SELECT source, period_month FROM file_month
UNION
SELECT source, period_month FROM record_count WHERE fate NOT IN ('duplicate', 'rejected');

-- Those of the chosen area, numbered in the order of files and lines, what is open first.
CREATE TABLE own_record AS
SELECT
    row_number() OVER (ORDER BY s.audience <> 'public', r.source, r.file_id, r.place) AS record_id,
    r.source,
    r.crime_id,
    r.period_month,
    r.crime_type,
    r.district_code,
    r.lsoa_code,
    r.ward_code,
    r.longitude,
    r.latitude,
    r.location,
    r.outcome,
    r.reported_by,
    r.counted_date,
    r.offence_date,
    r.offence_hour,
    r.offence_subgroup,
    r.is_domestic_abuse,
    r.hate_strand,
    r.is_knife,
    r.is_youth_victim
FROM record AS r
JOIN dim_source AS s ON r.source = s.source
WHERE r.fate = 'loaded' AND r.district_code IN (SELECT district_code FROM chosen_district);
