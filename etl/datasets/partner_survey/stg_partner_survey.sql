CREATE VIEW line_partner_survey AS
SELECT * REPLACE (coalesce(audience, 'partner') AS audience), 'partner_survey' AS source
FROM typed_partner_survey;

CREATE TABLE told_partner_survey AS
SELECT *
FROM told_survey('line_partner_survey', 'raw_partner_survey');

CREATE TABLE stg_partner_survey AS
SELECT *
FROM judged_survey('told_partner_survey');

INSERT INTO raw_reject SELECT file_id, line, reason, NULL FROM stg_partner_survey WHERE fate = 'rejected';

INSERT INTO survey_figure
SELECT series, survey, question_id, source, file_id, line, estimate_pct, is_of_area AND area_kind <> 'other'
FROM stg_partner_survey
WHERE fate = 'loaded';
