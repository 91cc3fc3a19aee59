-- Files that belong to no debtor yet, and the items they might be about.

-- name: inbox_insert
-- exec
-- in: inbox_id int, number int, creditor_id int, kind text, state text, file text, mime text, bytes int, hash blob, made_day int, at_ms int, actor_id int, import_id int, body blob
INSERT INTO inbox_document (inbox_id, number, creditor_id, kind, state, file, mime, bytes, hash,
                            made_day, at_ms, actor_id, import_id, body)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14);

-- Also refused ones. import_number: the first import that counts and holds it; NULL: there is none.
-- name: inbox_range
-- many
-- in: first_number int, last_number int
-- out: inbox_id int, number int, creditor_id int, kind text, state text, file text, mime text, bytes int, hash blob, made_day int, at_ms int, actor_id int, import_id int, import_number int?
SELECT b.inbox_id, b.number, b.creditor_id, b.kind, b.state, b.file, b.mime, b.bytes, b.hash,
       b.made_day, b.at_ms, b.actor_id, b.import_id,
       (SELECT MIN(m.number) FROM inbox_sighting s JOIN import m ON m.import_id = s.import_id
        WHERE s.inbox_id = b.inbox_id AND m.state = 'done')
FROM inbox_document b
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

-- name: inbox_sighting_add
-- exec
-- in: inbox_id int, import_id int
INSERT INTO inbox_sighting (inbox_id, import_id) VALUES ($1, $2)
ON CONFLICT (inbox_id, import_id) DO NOTHING;

-- name: inbox_sighting_list
-- many
-- in: inbox_id int
-- out: import_id int
SELECT import_id FROM inbox_sighting WHERE inbox_id = $1 ORDER BY import_id;

-- name: inbox_sighting_delete
-- exec
-- in: inbox_id int, import_id int
DELETE FROM inbox_sighting WHERE inbox_id = $1 AND import_id = $2;

-- name: inbox_sighting_delete_all
-- exec
-- in: inbox_id int
DELETE FROM inbox_sighting WHERE inbox_id = $1;

-- As document_sighting_left.
-- name: inbox_sighting_left
-- many
-- in: creditor_id int, most int
-- out: inbox_id int, import_id int
SELECT s.inbox_id, s.import_id
FROM import m JOIN inbox_sighting s ON s.import_id = m.import_id
WHERE m.creditor_id = $1 AND m.state = 'undone'
ORDER BY s.import_id, s.inbox_id LIMIT $2;

-- name: inbox_text_add
-- exec
-- in: inbox_id int, text text
INSERT INTO inbox_text (inbox_id, text) VALUES ($1, $2);

-- name: inbox_text_get
-- one
-- in: inbox_id int
-- out: text text
SELECT text FROM inbox_text WHERE inbox_id = $1;

-- name: inbox_text_delete
-- exec
-- in: inbox_id int
DELETE FROM inbox_text WHERE inbox_id = $1;

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
