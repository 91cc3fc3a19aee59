-- Mappings: how lists are laid out.

-- name: mapping_insert
-- exec
-- in: creditor_id int, name text, version int, list text, body text, at_ms int, actor_id int
INSERT INTO mapping (creditor_id, name, version, list, body, at_ms, actor_id)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: mapping_latest
-- one
-- in: creditor_id int, name text
-- out: version int, list text, body text, at_ms int, actor_id int
SELECT version, list, body, at_ms, actor_id FROM mapping
WHERE creditor_id = $1 AND name = $2 ORDER BY version DESC LIMIT 1;

-- name: mapping_version
-- one
-- in: creditor_id int, name text, version int
-- out: list text, body text, at_ms int, actor_id int
SELECT list, body, at_ms, actor_id FROM mapping
WHERE creditor_id = $1 AND name = $2 AND version = $3;

-- Without the bodies, which may be large; known 0: forgotten.
-- name: mapping_versions
-- many
-- in: creditor_id int, name text
-- out: version int, list text, known int, at_ms int, actor_id int
SELECT version, list, CASE WHEN body = '' THEN 0 ELSE 1 END, at_ms, actor_id FROM mapping
WHERE creditor_id = $1 AND name = $2 ORDER BY version DESC;

-- The mappings in force.
-- name: mapping_list
-- many
-- out: creditor_id int, name text, version int, list text, at_ms int, actor_id int, headers int
SELECT m.creditor_id, m.name, m.version, m.list, m.at_ms, m.actor_id,
       CAST(coalesce(h.headers, 0) AS BIGINT)
FROM mapping m
JOIN (SELECT creditor_id, name, max(version) AS version FROM mapping GROUP BY creditor_id, name)
    newest ON newest.creditor_id = m.creditor_id AND newest.name = m.name
        AND newest.version = m.version
LEFT JOIN (SELECT creditor_id, name, count(DISTINCT signature) AS headers FROM mapping_header
           GROUP BY creditor_id, name) h
    ON h.creditor_id = m.creditor_id AND h.name = m.name
WHERE m.body <> ''
ORDER BY m.creditor_id, m.name;

-- Of a creditor and of every creditor (0); of each header the last word first.
-- name: mapping_headers
-- many
-- in: creditor_id int
-- out: creditor_id int, signature blob, name text
SELECT creditor_id, signature, name FROM mapping_header
WHERE creditor_id = $1 OR creditor_id = 0
ORDER BY creditor_id DESC, signature, seq DESC;

-- name: mapping_header_last
-- one
-- in: creditor_id int, signature blob
-- out: seq int, name text
SELECT seq, name FROM mapping_header
WHERE creditor_id = $1 AND signature = $2 ORDER BY seq DESC LIMIT 1;

-- name: mapping_header_insert
-- exec
-- in: creditor_id int, signature blob, seq int, name text, at_ms int
INSERT INTO mapping_header (creditor_id, signature, seq, name, at_ms)
VALUES ($1, $2, $3, $4, $5);

-- name: import_mapping_insert
-- exec
-- in: import_id int, mapping_creditor_id int, name text, version int
INSERT INTO import_mapping (import_id, mapping_creditor_id, name, version)
VALUES ($1, $2, $3, $4);

-- name: unread_put
-- exec
-- in: creditor_id int, file text, texts text, samples text, at_ms int, actor_id int
INSERT INTO unread_list (creditor_id, file, texts, samples, at_ms, actor_id)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (creditor_id) DO UPDATE SET file = excluded.file, texts = excluded.texts,
    samples = excluded.samples, at_ms = excluded.at_ms, actor_id = excluded.actor_id;

-- The last one first.
-- name: unread_list
-- many
-- out: creditor_id int, file text, texts text, samples text?, at_ms int, actor_id int
SELECT creditor_id, file, texts, samples, at_ms, actor_id FROM unread_list ORDER BY at_ms DESC, creditor_id;

-- name: unread_drop
-- exec
-- in: creditor_id int
DELETE FROM unread_list WHERE creditor_id = $1;
