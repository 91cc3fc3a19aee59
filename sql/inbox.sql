-- Files that belong to no debtor yet, and the items they might be about.

-- name: inbox_insert
-- exec
-- in: inbox_id int, number int, creditor_id int, kind text, state text, file text, mime text, bytes int, hash blob, made_day int, at_ms int, actor_id int, import_id int, body blob
INSERT INTO inbox_document (inbox_id, number, creditor_id, kind, state, file, mime, bytes, hash,
                            made_day, at_ms, actor_id, import_id, body)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14);

-- Also refused ones.
-- name: inbox_range
-- many
-- in: first_number int, last_number int
-- out: inbox_id int, number int, creditor_id int, kind text, state text, file text, mime text, bytes int, hash blob, made_day int, at_ms int, actor_id int, import_id int, import_number int
SELECT b.inbox_id, b.number, b.creditor_id, b.kind, b.state, b.file, b.mime, b.bytes, b.hash,
       b.made_day, b.at_ms, b.actor_id, b.import_id, m.number
FROM inbox_document b JOIN import m ON m.import_id = b.import_id
WHERE b.number >= $1 AND b.number <= $2 ORDER BY b.number;

-- name: inbox_number_by_hash
-- one
-- in: creditor_id int, hash blob
-- out: number int
SELECT number FROM inbox_document WHERE creditor_id = $1 AND hash = $2;

-- name: inbox_body
-- one
-- in: inbox_id int
-- out: hash blob, body blob
SELECT hash, body FROM inbox_document WHERE inbox_id = $1;

-- name: inbox_refuse
-- exec
-- in: inbox_id int
UPDATE inbox_document SET state = 'refused' WHERE inbox_id = $1 AND state = 'waiting';

-- name: inbox_delete
-- exec
-- in: inbox_id int
DELETE FROM inbox_document WHERE inbox_id = $1;

-- name: inbox_of_import
-- many
-- in: import_id int
-- out: inbox_id int
SELECT inbox_id FROM inbox_document WHERE import_id = $1 ORDER BY inbox_id;

-- name: inbox_scan
-- many stream wide
-- out: inbox_id int, bytes int, hash blob, body blob
SELECT inbox_id, bytes, hash, body FROM inbox_document ORDER BY inbox_id;

-- name: inbox_candidate_add
-- exec
-- in: inbox_id int, debtor_id int, account_id int, item_id int, how text
INSERT INTO inbox_candidate (inbox_id, debtor_id, account_id, item_id, how)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (inbox_id, debtor_id, account_id, item_id) DO NOTHING;

-- name: inbox_candidate_delete_all
-- exec
-- in: inbox_id int
DELETE FROM inbox_candidate WHERE inbox_id = $1;

-- name: inbox_candidate_list
-- many
-- in: inbox_id int
-- out: debtor_id int, account_id int, item_id int, how text
SELECT debtor_id, account_id, item_id, how FROM inbox_candidate WHERE inbox_id = $1
ORDER BY debtor_id, account_id, item_id;
