-- Rules loaded into this database: versions of whole texts, the highest one is in force.

-- name: rule_set_insert
-- exec
-- in: name text, version int, kind text, loaded_ms int, actor_id int, digest blob, body text
INSERT INTO rule_set (name, version, kind, loaded_ms, actor_id, digest, body)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: rule_set_in_force
-- many
-- out: name text, version int, kind text, loaded_ms int, actor_id int, digest blob, body text
SELECT r.name, r.version, r.kind, r.loaded_ms, r.actor_id, r.digest, r.body
FROM rule_set r
JOIN (SELECT name, max(version) AS version FROM rule_set GROUP BY name) newest
    ON newest.name = r.name AND newest.version = r.version
ORDER BY r.name;

-- name: rule_set_find
-- one
-- in: name text, version int
-- out: kind text, loaded_ms int, actor_id int, digest blob, body text
SELECT kind, loaded_ms, actor_id, digest, body FROM rule_set WHERE name = $1 AND version = $2;

-- name: rule_set_all
-- many
-- out: name text, version int, digest blob, body text
SELECT name, version, digest, body FROM rule_set ORDER BY name, version;
