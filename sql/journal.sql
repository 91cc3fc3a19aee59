-- The journal: one append-only chain per subject.

-- name: journal_head_add
-- exec
-- in: subject_id int, subject_kind text, hash blob
INSERT INTO journal_head (subject_id, subject_kind, seq, hash) VALUES ($1, $2, 0, $3)
ON CONFLICT (subject_id, subject_kind) DO NOTHING;

-- Locks the head of the chain and takes the next place; hash is that of the entry before.
-- name: journal_head_lock
-- one
-- in: subject_id int, subject_kind text
-- out: seq int, hash blob
UPDATE journal_head SET seq = seq + 1 WHERE subject_id = $1 AND subject_kind = $2
RETURNING seq, hash;

-- name: journal_head_set
-- exec
-- in: hash blob, subject_id int, subject_kind text
UPDATE journal_head SET hash = $1 WHERE subject_id = $2 AND subject_kind = $3;

-- name: journal_head_get
-- one
-- in: subject_id int, subject_kind text
-- out: seq int, hash blob
SELECT seq, hash FROM journal_head WHERE subject_id = $1 AND subject_kind = $2;

-- name: journal_head_scan
-- many stream
-- out: subject_id int, subject_kind text, seq int, hash blob
-- crossshard: verify walks every chain
SELECT subject_id, subject_kind, seq, hash FROM journal_head ORDER BY subject_id, subject_kind;

-- name: journal_insert
-- exec
-- in: subject_id int, subject_kind text, seq int, at_ms int, actor_id int, kind text, digest blob, hash blob
INSERT INTO journal (subject_id, subject_kind, seq, at_ms, actor_id, kind, digest, hash)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: journal_body_insert
-- exec
-- in: subject_id int, subject_kind text, seq int, salt blob, body text
INSERT INTO journal_body (subject_id, subject_kind, seq, salt, body) VALUES ($1, $2, $3, $4, $5);

-- name: journal_body_erase
-- exec
-- in: erased_why text, subject_id int, subject_kind text, seq int
UPDATE journal_body SET salt = NULL, body = NULL, erased_why = $1
WHERE subject_id = $2 AND subject_kind = $3 AND seq = $4 AND erased_why IS NULL;

-- name: journal_by_subject
-- many stream
-- in: subject_id int, subject_kind text, after_seq int
-- out: seq int, at_ms int, actor_id int, kind text, digest blob, hash blob, salt blob?, body text?, erased_why text?
SELECT j.seq, j.at_ms, j.actor_id, j.kind, j.digest, j.hash, b.salt, b.body, b.erased_why
FROM journal j
JOIN journal_body b ON b.subject_id = j.subject_id AND b.subject_kind = j.subject_kind
    AND b.seq = j.seq
WHERE j.subject_id = $1 AND j.subject_kind = $2 AND j.seq > $3
ORDER BY j.seq;

-- Backwards, for a person who reads it page by page.
-- name: journal_page
-- many
-- in: subject_id int, subject_kind text, before_seq int, how_many int
-- out: seq int, at_ms int, actor_id int, kind text, body text?, erased_why text?
SELECT j.seq, j.at_ms, j.actor_id, j.kind, b.body, b.erased_why
FROM journal j
JOIN journal_body b ON b.subject_id = j.subject_id AND b.subject_kind = j.subject_kind
    AND b.seq = j.seq
WHERE j.subject_id = $1 AND j.subject_kind = $2 AND j.seq < $3
ORDER BY j.seq DESC LIMIT $4;

-- The entries about one account, newest first: they name it before anything else, by reference or
-- by id.
-- name: journal_about
-- many
-- in: subject_id int, by_ref text, by_id text, how_many int
-- out: at_ms int, actor_id int, kind text, hash blob, body text
-- like: the beginning of a text this program wrote
SELECT j.at_ms, j.actor_id, j.kind, j.hash, b.body
FROM journal j
JOIN journal_body b ON b.subject_id = j.subject_id AND b.subject_kind = j.subject_kind
    AND b.seq = j.seq
WHERE j.subject_id = $1 AND j.subject_kind = 'debtor' AND (b.body LIKE $2 OR b.body LIKE $3)
ORDER BY j.seq DESC LIMIT $4;

-- The same behind a place in the chain, of some kinds: a page of what happened on the account.
-- name: journal_story
-- many
-- in: subject_id int, by_ref text, by_id text, before_seq int, kind1 text, kind2 text, kind3 text, kind4 text, kind5 text, kind6 text, how_many int
-- out: seq int, at_ms int, actor_id int, kind text, body text
-- like: the beginning of a text this program wrote
SELECT j.seq, j.at_ms, j.actor_id, j.kind, b.body
FROM journal j
JOIN journal_body b ON b.subject_id = j.subject_id AND b.subject_kind = j.subject_kind
    AND b.seq = j.seq
WHERE j.subject_id = $1 AND j.subject_kind = 'debtor' AND (b.body LIKE $2 OR b.body LIKE $3)
    AND j.seq < $4
    AND (j.kind LIKE $5 OR j.kind LIKE $6 OR j.kind LIKE $7 OR j.kind LIKE $8 OR j.kind LIKE $9
         OR j.kind LIKE $10)
ORDER BY j.seq DESC LIMIT $11;

-- Of one chain what is of these kinds, newest first.
-- name: journal_of_kinds
-- many
-- in: subject_id int, subject_kind text, kind1 text, kind2 text, kind3 text, kind4 text, kind5 text, kind6 text, kind7 text, kind8 text, how_many int
-- out: at_ms int, actor_id int, kind text, hash blob
SELECT at_ms, actor_id, kind, hash FROM journal
WHERE subject_id = $1 AND subject_kind = $2
    AND kind IN ($3, $4, $5, $6, $7, $8, $9, $10)
ORDER BY seq DESC LIMIT $11;

-- Everything, in the order of the heads. LEFT JOIN: verify must see an entry that lost its body.
-- name: journal_scan
-- many stream
-- out: subject_id int, subject_kind text, seq int, at_ms int, actor_id int, kind text, digest blob, hash blob, body_seq int?, salt blob?, body text?, erased_why text?
-- crossshard: verify walks every chain
SELECT j.subject_id, j.subject_kind, j.seq, j.at_ms, j.actor_id, j.kind, j.digest, j.hash, b.seq,
       b.salt, b.body, b.erased_why
FROM journal j
LEFT JOIN journal_body b ON b.subject_id = j.subject_id AND b.subject_kind = j.subject_kind
    AND b.seq = j.seq
ORDER BY j.subject_id, j.subject_kind, j.seq;
