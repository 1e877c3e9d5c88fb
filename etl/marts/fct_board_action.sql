CREATE TABLE fct_board_action AS
SELECT
    action_id, subject_id, action, owner, opened_on, due_on, closed_on, coalesce(audience, 'partner') AS audience, note
FROM stg_board_actions
WHERE fate = 'loaded'
ORDER BY due_on, action_id;
