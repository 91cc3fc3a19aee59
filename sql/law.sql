-- Law tables loaded into this database: versions of whole tables, the highest one is in force.

-- name: law_table_insert
-- exec
-- in: name text, version int, loaded_ms int, actor_id int, digest blob, body text
INSERT INTO law_table (name, version, loaded_ms, actor_id, digest, body)
VALUES ($1, $2, $3, $4, $5, $6);

-- name: law_table_in_force
-- many
-- out: name text, version int, loaded_ms int, actor_id int, digest blob, body text
SELECT t.name, t.version, t.loaded_ms, t.actor_id, t.digest, t.body
FROM law_table t
JOIN (SELECT name, max(version) AS version FROM law_table GROUP BY name) newest
    ON newest.name = t.name AND newest.version = t.version
ORDER BY t.name;

-- name: law_table_all
-- many
-- out: name text, version int, loaded_ms int, actor_id int, digest blob, body text
SELECT name, version, loaded_ms, actor_id, digest, body
FROM law_table ORDER BY name, version;
