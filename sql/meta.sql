-- What the database is: settings of the database itself, migrations, counters.

-- name: meta_get
-- one
-- in: key text
-- out: value text
SELECT value FROM meta WHERE key = $1;

-- name: meta_set
-- exec
-- in: key text, value text
INSERT INTO meta (key, value) VALUES ($1, $2)
ON CONFLICT (key) DO UPDATE SET value = excluded.value;

-- name: meta_delete_all
-- exec
DELETE FROM meta;

-- name: migration_delete_all
-- exec
DELETE FROM migration;

-- name: migration_insert
-- exec
-- in: number int, name text, hash blob, at_ms int
INSERT INTO migration (number, name, hash, at_ms) VALUES ($1, $2, $3, $4);

-- name: migration_list
-- many
-- out: number int, name text, hash blob, at_ms int
SELECT number, name, hash, at_ms FROM migration ORDER BY number;

-- name: counter_add
-- exec
-- in: name text
INSERT INTO counter (name, next_number) VALUES ($1, 1) ON CONFLICT (name) DO NOTHING;

-- Takes `how_many` numbers; the row stays locked until the end of the transaction.
-- name: counter_take
-- one
-- in: how_many int, name text
-- out: next_number int
UPDATE counter SET next_number = next_number + $1 WHERE name = $2 RETURNING next_number;
