-- Answers kept under an Idempotency-Key.

-- Of two at once the second waits for the first to end.
-- name: answer_claim
-- exec
-- in: user_id int, request_key text, digest blob, at_ms int
INSERT INTO kept_answer (user_id, request_key, digest, at_ms, status, location, body)
VALUES ($1, $2, $3, $4, 0, '', '')
ON CONFLICT (user_id, request_key) DO NOTHING;

-- name: answer_get
-- one
-- in: user_id int, request_key text
-- out: digest blob, status int, location text, body text
SELECT digest, status, location, body FROM kept_answer WHERE user_id = $1 AND request_key = $2;

-- name: answer_keep
-- exec
-- in: status int, location text, body text, user_id int, request_key text
UPDATE kept_answer SET status = $1, location = $2, body = $3
WHERE user_id = $4 AND request_key = $5;

-- name: answer_sweep
-- exec
-- in: before_ms int
DELETE FROM kept_answer WHERE at_ms < $1;
