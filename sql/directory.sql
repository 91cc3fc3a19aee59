-- Where identity is unique outside one debtor, and what debtors may share.

-- name: directory_insert
-- exec
-- in: kind text, scope_id int, value text, debtor_id int, account_id int?
INSERT INTO directory_key (kind, scope_id, value, debtor_id, account_id)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (kind, scope_id, value) DO NOTHING;

-- Only under a lock that makes sure that none of the keys is there.
-- name: directory_load
-- bulk
-- in: kind text, scope_id int, value text, debtor_id int, account_id int?
INSERT INTO directory_key (kind, scope_id, value, debtor_id, account_id)
VALUES ($1, $2, $3, $4, $5);

-- name: directory_get
-- one
-- in: kind text, scope_id int, value text
-- out: debtor_id int, account_id int?
SELECT debtor_id, account_id FROM directory_key WHERE kind = $1 AND scope_id = $2 AND value = $3;

-- Only for what nobody was told of yet.
-- name: directory_forget
-- exec
-- in: kind text, scope_id int, value text
DELETE FROM directory_key WHERE kind = $1 AND scope_id = $2 AND value = $3;

-- Every key of one kind in one scope, in the order of the values.
-- name: directory_scan
-- many stream
-- in: kind text, scope_id int
-- out: value text, debtor_id int, account_id int?
SELECT value, debtor_id, account_id FROM directory_key WHERE kind = $1 AND scope_id = $2
ORDER BY value;

-- name: clue_insert
-- exec
-- in: debtor_id int, kind text, value text
INSERT INTO clue (debtor_id, kind, value) VALUES ($1, $2, $3)
ON CONFLICT (debtor_id, kind, value) DO NOTHING;

-- name: clue_delete
-- exec
-- in: debtor_id int, kind text, value text
DELETE FROM clue WHERE debtor_id = $1 AND kind = $2 AND value = $3;

-- name: clue_by_debtor
-- many
-- in: debtor_id int
-- out: kind text, value text
SELECT kind, value FROM clue WHERE debtor_id = $1 ORDER BY kind, value;

-- name: clue_find
-- many
-- in: kind text, value text
-- out: debtor_id int
-- crossshard: a clue exists to find other debtors that share it
SELECT debtor_id FROM clue WHERE kind = $1 AND value = $2 ORDER BY debtor_id;
