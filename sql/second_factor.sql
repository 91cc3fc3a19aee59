-- The second factor of a person: the sealed secret, the recovery codes, browsers that still owe a code.

-- name: second_offer
-- exec
-- in: user_id int, sealed blob
INSERT INTO second_factor (user_id, sealed, confirmed_ms, last_step) VALUES ($1, $2, NULL, 0);

-- name: second_get
-- one
-- in: user_id int
-- out: sealed blob, confirmed_ms int?, last_step int
SELECT sealed, confirmed_ms, last_step FROM second_factor WHERE user_id = $1;

-- name: second_confirm
-- exec
-- in: confirmed_ms int, last_step int, user_id int
UPDATE second_factor SET confirmed_ms = $1, last_step = $2
WHERE user_id = $3 AND confirmed_ms IS NULL;

-- Of two browsers with the same code, one finds the step used.
-- name: second_use
-- exec
-- in: last_step int, user_id int
UPDATE second_factor SET last_step = $1 WHERE user_id = $2 AND last_step < $1;

-- name: second_delete
-- exec
-- in: user_id int
DELETE FROM second_factor WHERE user_id = $1;

-- name: recovery_insert
-- exec
-- in: user_id int, code_hash blob
INSERT INTO recovery_code (user_id, code_hash) VALUES ($1, $2);

-- A code is used by deleting it.
-- name: recovery_take
-- exec
-- in: user_id int, code_hash blob
DELETE FROM recovery_code WHERE user_id = $1 AND code_hash = $2;

-- name: recovery_delete
-- exec
-- in: user_id int
DELETE FROM recovery_code WHERE user_id = $1;

-- name: recovery_count
-- one
-- in: user_id int
-- out: codes int
SELECT count(*) FROM recovery_code WHERE user_id = $1;

-- name: half_insert
-- exec
-- in: token_hash blob, user_id int, expires_ms int
INSERT INTO half_session (token_hash, user_id, expires_ms) VALUES ($1, $2, $3);

-- name: half_get
-- one
-- in: token_hash blob
-- out: user_id int, expires_ms int
SELECT user_id, expires_ms FROM half_session WHERE token_hash = $1;

-- name: half_take
-- exec
-- in: token_hash blob
DELETE FROM half_session WHERE token_hash = $1;

-- name: half_delete_user
-- exec
-- in: user_id int
DELETE FROM half_session WHERE user_id = $1;

-- name: half_delete_expired
-- exec
-- in: now_ms int
DELETE FROM half_session WHERE expires_ms <= $1;
