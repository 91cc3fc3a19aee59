-- Filters of lists that people keep.

-- name: saved_list_all
-- many
-- in: user_id int
-- out: saved_id int, user_id int, shared int, list text, name text, params text
SELECT saved_id, user_id, shared, list, name, params FROM saved_list
WHERE user_id = $1 OR shared = 1 ORDER BY name, saved_id;

-- One person's own, for the navigation.
-- name: saved_list_own
-- many
-- in: user_id int, most int
-- out: list text, name text, params text
SELECT list, name, params FROM saved_list WHERE user_id = $1 ORDER BY name, saved_id LIMIT $2;

-- name: saved_list_insert
-- exec
-- in: saved_id int, user_id int, shared int, list text, name text, params text, at_ms int
INSERT INTO saved_list (saved_id, user_id, shared, list, name, params, at_ms)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- Of the one who kept it alone.
-- name: saved_list_rename
-- exec
-- in: name text, shared int, saved_id int, user_id int
UPDATE saved_list SET name = $1, shared = $2 WHERE saved_id = $3 AND user_id = $4;

-- name: saved_list_delete
-- exec
-- in: saved_id int, user_id int
DELETE FROM saved_list WHERE saved_id = $1 AND user_id = $2;
