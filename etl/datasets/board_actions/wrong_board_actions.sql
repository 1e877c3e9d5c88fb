SELECT a.file_id, a.line, concat_ws(
    '; ',
    CASE WHEN a.subject_id NOT IN (
        SELECT indicator_id FROM stg_indicators WHERE fate = 'loaded'
        UNION
        SELECT priority_id FROM stg_priorities WHERE fate = 'loaded'
    ) THEN 'subject_id ' || shown(a.subject_id) || ' is none of the indicators and priorities; add it to its register' END,
    CASE WHEN a.due_on < a.opened_on THEN 'due_on is before opened_on; the day of the meeting comes first' END,
    CASE WHEN a.closed_on < a.opened_on THEN 'closed_on is before opened_on; the day of the meeting comes first' END
) AS reason
FROM stg_board_actions AS a
WHERE a.fate = 'loaded'
