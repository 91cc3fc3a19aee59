-- What other programs sign in with for a person.

-- name: token_insert
-- exec
-- in: token_id int, user_id int, token_hash blob, name text, scopes text, made_ms int, until_day int
INSERT INTO access_token (token_id, user_id, token_hash, name, scopes, made_ms, until_day, used_day, revoked_ms)
VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, NULL);

-- fragment: token_row
-- out: token_id int, user_id int, name text, scopes text, made_ms int, until_day int, used_day int?, revoked_ms int?
SELECT token_id, user_id, name, scopes, made_ms, until_day, used_day, revoked_ms FROM access_token;

-- name: token_by_hash
-- one
-- use: token_row
-- in: token_hash blob
WHERE token_hash = $1;

-- name: token_by_id
-- one
-- use: token_row
-- in: token_id int
WHERE token_id = $1;

-- name: token_by_user
-- many
-- use: token_row
-- in: user_id int
WHERE user_id = $1 ORDER BY token_id;

-- name: token_list
-- many
-- use: token_row
ORDER BY user_id, token_id;

-- name: token_revoke
-- exec
-- in: revoked_ms int, token_id int
UPDATE access_token SET revoked_ms = $1 WHERE token_id = $2 AND revoked_ms IS NULL;

-- name: token_revoke_user
-- exec
-- in: revoked_ms int, user_id int
UPDATE access_token SET revoked_ms = $1 WHERE user_id = $2 AND revoked_ms IS NULL;

-- name: token_use
-- exec
-- in: used_day int, token_id int
UPDATE access_token SET used_day = $1 WHERE token_id = $2;
