CREATE VIEW line_perception_survey AS
SELECT *, 'perception_survey' AS source, 'public' AS audience
FROM typed_perception_survey;

CREATE TABLE told_perception_survey AS
SELECT *
FROM told_survey('line_perception_survey', 'raw_perception_survey');

CREATE TABLE stg_perception_survey AS
SELECT *
FROM judged_survey('told_perception_survey');

INSERT INTO raw_reject SELECT file_id, line, reason, NULL FROM stg_perception_survey WHERE fate = 'rejected';

INSERT INTO survey_figure
SELECT series, survey, question_id, source, file_id, line, estimate_pct, is_of_area AND area_kind <> 'other'
FROM stg_perception_survey
WHERE fate = 'loaded';
