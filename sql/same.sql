-- Debtors that are one person.

-- name: debtor_same_insert
-- exec
-- in: debtor_id int, word_id int, canonical_id int, why text, on_day int, at_ms int, actor_id int
INSERT INTO debtor_same (debtor_id, word_id, canonical_id, why, on_day, at_ms, actor_id)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: debtor_same_by_debtor
-- many
-- in: debtor_id int
-- out: canonical_id int
SELECT canonical_id FROM debtor_same WHERE debtor_id = $1 ORDER BY word_id;

-- Who was ever said to be of this group.
-- name: debtor_same_by_canonical
-- many
-- in: canonical_id int
-- out: debtor_id int
-- crossshard: a person may lie on several shards
SELECT DISTINCT debtor_id FROM debtor_same WHERE canonical_id = $1 ORDER BY debtor_id;

-- name: debtor_same_scan
-- many stream
-- out: debtor_id int, canonical_id int
-- crossshard: every person known twice, for the run
SELECT debtor_id, canonical_id FROM debtor_same ORDER BY debtor_id, word_id;

-- name: debtor_same_words
-- many stream
-- out: number int, canonical_number int, why text, on_day int, actor_id int
-- crossshard: every person known twice, for export
SELECT d.number, c.number, s.why, s.on_day, s.actor_id
FROM debtor_same s JOIN debtor d ON d.debtor_id = s.debtor_id
JOIN debtor c ON c.debtor_id = s.canonical_id
ORDER BY s.debtor_id, s.word_id;

-- Everybody's SIREN, of which two alike propose one person.
-- name: siren_scan
-- many stream
-- out: debtor_id int, number int, name text, value text
-- crossshard: any two debtors may share a SIREN
SELECT f.debtor_id, d.number, d.name, f.value FROM fact f JOIN debtor d ON d.debtor_id = f.debtor_id
WHERE f.kind = 'siren' AND f.standing = 1 ORDER BY f.value, f.debtor_id, f.fact_id;
