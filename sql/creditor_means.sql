-- Where a creditor departs from the shipped grace.

-- name: creditor_means_put
-- exec
-- in: creditor_id int, means text, grace_days int, return_days int
INSERT INTO creditor_means (creditor_id, means, grace_days, return_days) VALUES ($1, $2, $3, $4)
ON CONFLICT (creditor_id, means) DO UPDATE SET grace_days = excluded.grace_days,
    return_days = excluded.return_days;

-- name: creditor_means_list
-- many
-- out: creditor_id int, means text, grace_days int, return_days int
SELECT creditor_id, means, grace_days, return_days FROM creditor_means
ORDER BY creditor_id, means;

-- The file that is believed of each creditor: the one that reaches furthest, of several the last.
-- name: creditor_source
-- many
-- out: creditor_id int, format text, reach int
SELECT creditor_id, format, reach FROM (
    SELECT creditor_id, format, reach,
        row_number() OVER (PARTITION BY creditor_id ORDER BY reach DESC, seq DESC) AS place
    FROM (
        SELECT creditor_id, format, seq,
            CASE WHEN mode = 'state' AND (known_day IS NULL OR as_of > known_day) THEN as_of
            ELSE known_day END AS reach
        FROM import WHERE state = 'done'
    ) told WHERE reach IS NOT NULL
) furthest WHERE place = 1 ORDER BY creditor_id;

-- How far the books of each creditor are known: the furthest file taken in. A complete list of what
-- is open on a day knows every payment booked up to that day.
-- name: creditor_reach
-- many
-- out: creditor_id int, known_day int?
SELECT creditor_id,
       max(CASE WHEN mode = 'state' AND (known_day IS NULL OR as_of > known_day) THEN as_of
           ELSE known_day END)
FROM import WHERE state = 'done'
GROUP BY creditor_id ORDER BY creditor_id;
