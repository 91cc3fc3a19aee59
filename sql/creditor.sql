-- Creditors and their account plans.

-- name: creditor_insert
-- exec
-- in: creditor_id int, code text, name text, currency text, capacity text, terms text?
INSERT INTO creditor (creditor_id, code, name, currency, capacity, terms, import_seq)
VALUES ($1, $2, $3, $4, $5, $6, 0);

-- name: creditor_list
-- many
-- out: creditor_id int, code text, name text, currency text, capacity text, terms text?
SELECT creditor_id, code, name, currency, capacity, terms FROM creditor ORDER BY code;

-- Takes the creditor's lock and the next import number at once.
-- name: creditor_next_import
-- one
-- in: creditor_id int
-- out: import_seq int
UPDATE creditor SET import_seq = import_seq + 1 WHERE creditor_id = $1 RETURNING import_seq;

-- The locks of all; whoever read the number of one before knows that items may have changed.
-- name: creditor_lock_all
-- exec
UPDATE creditor SET import_seq = import_seq + 1;

-- The lock alone.
-- name: creditor_hold
-- exec
-- in: creditor_id int
UPDATE creditor SET import_seq = import_seq WHERE creditor_id = $1;

-- name: creditor_import_seq
-- one
-- in: creditor_id int
-- out: import_seq int
SELECT import_seq FROM creditor WHERE creditor_id = $1;

-- name: plan_insert
-- exec
-- in: creditor_id int, prefix text, role text
INSERT INTO plan_row (creditor_id, prefix, role) VALUES ($1, $2, $3);

-- name: plan_put
-- exec
-- in: creditor_id int, prefix text, role text
INSERT INTO plan_row (creditor_id, prefix, role) VALUES ($1, $2, $3)
ON CONFLICT (creditor_id, prefix) DO UPDATE SET role = excluded.role;

-- name: plan_drop
-- exec
-- in: creditor_id int, prefix text
DELETE FROM plan_row WHERE creditor_id = $1 AND prefix = $2;

-- name: plan_by_creditor
-- many
-- in: creditor_id int
-- out: prefix text, role text
SELECT prefix, role FROM plan_row WHERE creditor_id = $1 ORDER BY prefix;
