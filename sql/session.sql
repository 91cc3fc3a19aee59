-- Signed-in browsers, links to choose a password, and failed attempts.

-- name: session_insert
-- exec
-- in: token_hash blob, user_id int, created_ms int, expires_ms int
INSERT INTO session (token_hash, user_id, created_ms, expires_ms) VALUES ($1, $2, $3, $4);

-- name: session_get
-- one
-- in: token_hash blob
-- out: user_id int, expires_ms int
SELECT user_id, expires_ms FROM session WHERE token_hash = $1;

-- name: session_delete
-- exec
-- in: token_hash blob
DELETE FROM session WHERE token_hash = $1;

-- name: session_delete_user
-- exec
-- in: user_id int
DELETE FROM session WHERE user_id = $1;

-- name: session_delete_others
-- exec
-- in: user_id int, token_hash blob
DELETE FROM session WHERE user_id = $1 AND token_hash <> $2;

-- name: session_count
-- one
-- in: user_id int, now_ms int
-- out: sessions int
SELECT count(*) FROM session WHERE user_id = $1 AND expires_ms > $2;

-- name: session_delete_expired
-- exec
-- in: now_ms int
DELETE FROM session WHERE expires_ms <= $1;

-- The newest sessions of a person, to drop those behind the allowed number.
-- name: session_by_user
-- many
-- in: user_id int
-- out: token_hash blob
SELECT token_hash FROM session WHERE user_id = $1 ORDER BY created_ms DESC, token_hash;

-- name: link_insert
-- exec
-- in: token_hash blob, user_id int, expires_ms int
INSERT INTO user_link (token_hash, user_id, expires_ms) VALUES ($1, $2, $3);

-- name: link_get
-- one
-- in: token_hash blob
-- out: user_id int, expires_ms int
SELECT user_id, expires_ms FROM user_link WHERE token_hash = $1;

-- name: link_delete_user
-- exec
-- in: user_id int
DELETE FROM user_link WHERE user_id = $1;

-- name: attempt_insert
-- exec
-- in: attempt_id int, login text, address text, at_ms int
INSERT INTO login_attempt (attempt_id, login, address, at_ms) VALUES ($1, $2, $3, $4);

-- name: attempt_count_login
-- one
-- in: login text, since_ms int
-- out: attempts int
SELECT count(*) FROM login_attempt WHERE login = $1 AND at_ms > $2;

-- name: attempt_count_address
-- one
-- in: address text, since_ms int
-- out: attempts int
SELECT count(*) FROM login_attempt WHERE address = $1 AND at_ms > $2;

-- name: attempt_delete_login
-- exec
-- in: login text
DELETE FROM login_attempt WHERE login = $1;

-- name: attempt_delete_before
-- exec
-- in: before_ms int
DELETE FROM login_attempt WHERE at_ms <= $1;

-- A link is used by deleting it: of two at once, one finds it gone.
-- name: link_take
-- exec
-- in: token_hash blob
DELETE FROM user_link WHERE token_hash = $1;
