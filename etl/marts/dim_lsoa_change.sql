-- What each LSOA of 2011 became in 2021: police records carry the older codes to May 2023, the newer ones after.
CREATE TABLE dim_lsoa_change AS
SELECT DISTINCT
    l.lsoa_code AS lsoa11_code,
    l.lsoa21_code,
    CASE l.change_code WHEN 'U' THEN 'unchanged' WHEN 'S' THEN 'split' WHEN 'M' THEN 'merged' WHEN 'X' THEN 'irregular' END
        AS change,
    -- Counts of an area that changed are not comparable across the change of codes.
    coalesce(l.change_code <> 'U', l.lsoa_code <> l.lsoa21_code) AS is_changed,
    d.district_code
FROM stg_lookup_vintage AS l
LEFT JOIN stg_lsoa_district AS d ON l.lsoa_code = d.lsoa_code
WHERE l.fate = 'loaded' AND l.lsoa_vintage = '2011' AND l.lsoa21_code IS NOT NULL
ORDER BY lsoa11_code, lsoa21_code;
