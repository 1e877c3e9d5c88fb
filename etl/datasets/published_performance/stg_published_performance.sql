CREATE TABLE stg_published_performance AS
SELECT
    CAST(file_id AS INTEGER) AS file_id,
    CASE WHEN area_code IN (SELECT district_code FROM chosen_district) THEN 'loaded' ELSE 'outside' END AS fate,
    CAST(line AS INTEGER) AS display_order,
    area_code,
    CAST(period_from AS DATE) AS period_from,
    CAST(period_to AS DATE) AS period_to,
    offence,
    crime_types,
    CAST(offence_count AS BIGINT) AS offence_count,
    CAST(change_pct AS DOUBLE) AS change_pct,
    document,
    paragraph,
    note
FROM raw_published_performance;
