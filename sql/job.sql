-- Files taken in by page: what waits, what is done, what came of it.

-- name: job_insert
-- exec
-- in: job_id int, number int, creditor_id int, creditor text, actor_id int, file text, digest blob, bytes int, mode text, as_of int?, terms text, accept_partial int, made_ms int
INSERT INTO job (job_id, number, creditor_id, creditor, actor_id, file, digest, bytes, mode, as_of,
                 terms, confirm, accept_partial, step, state, made_ms, begun_ms, ended_ms, claim,
                 alive_ms, next_ms, tries, phase, rows, error, kept)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, $12, 'look', 'queued', $13, 0, 0, 0, 0, 0, 0,
        0, 0, '', 1);

-- name: job_by_number
-- one
-- in: number int
-- out: job_id int, creditor_id int, creditor text, actor_id int, file text, digest blob, bytes int, mode text, as_of int?, terms text, confirm int, accept_partial int, step text, state text, made_ms int, begun_ms int, ended_ms int, claim int, alive_ms int, phase int, rows int, error text, kept int
SELECT job_id, creditor_id, creditor, actor_id, file, digest, bytes, mode, as_of, terms, confirm,
       accept_partial, step, state, made_ms, begun_ms, ended_ms, claim, alive_ms, phase, rows, error,
       kept
FROM job WHERE number = $1;

-- Jobs that wait for a thread, and those whose thread has been silent since then.
-- name: job_next_list
-- many
-- in: now_ms int, silent_ms int
-- out: job_id int, number int, claim int, alive_ms int
SELECT job_id, number, claim, alive_ms FROM job
WHERE (state = 'queued' AND next_ms <= $1) OR (state = 'running' AND alive_ms < $2)
ORDER BY job_id LIMIT 20;

-- Of nobody, or of one that has not spoken since.
-- name: job_claim
-- exec
-- in: claim int, now_ms int, job_id int, old_claim int, old_alive_ms int
UPDATE job SET state = 'running', claim = $1, alive_ms = $2, tries = tries + 1, phase = 0, rows = 0,
    begun_ms = CASE WHEN begun_ms = 0 THEN $2 ELSE begun_ms END
WHERE job_id = $3 AND claim = $4 AND alive_ms = $5 AND state IN ('queued', 'running');

-- name: job_beat
-- exec
-- in: now_ms int, phase int, rows int, job_id int, claim int
UPDATE job SET alive_ms = $1, phase = $2, rows = $3
WHERE job_id = $4 AND claim = $5 AND state = 'running';

-- Inside the transactions of an import: nothing changed when the job is no longer this thread's.
-- name: job_hold
-- exec
-- in: now_ms int, job_id int, claim int
UPDATE job SET alive_ms = $1 WHERE job_id = $2 AND claim = $3 AND state = 'running';

-- name: job_end
-- exec
-- in: state text, ended_ms int, error text, creditor_id int, job_id int, claim int
UPDATE job SET state = $1, ended_ms = $2, error = $3, creditor_id = $4, claim = 0, phase = 0
WHERE job_id = $5 AND claim = $6 AND state = 'running';

-- Again later, or by another thread.
-- name: job_put_back
-- exec
-- in: next_ms int, job_id int, claim int
UPDATE job SET state = 'queued', claim = 0, next_ms = $1, phase = 0, rows = 0
WHERE job_id = $2 AND claim = $3 AND state = 'running';

-- A person says how it goes on.
-- name: job_go_on
-- exec
-- in: step text, mode text, as_of int?, terms text, confirm int, accept_partial int, job_id int
UPDATE job SET step = $1, mode = $2, as_of = $3, terms = $4, confirm = $5, accept_partial = $6,
    state = 'queued', next_ms = 0, tries = 0, begun_ms = 0, ended_ms = 0, error = '', rows = 0
WHERE job_id = $7 AND state IN ('waiting', 'failed') AND kept = 1;

-- A look under way is let go: its thread finds out when it ends.
-- name: job_cancel
-- exec
-- in: ended_ms int, job_id int
UPDATE job SET state = 'cancelled', ended_ms = $1, claim = 0
WHERE job_id = $2 AND (state IN ('queued', 'waiting', 'failed') OR (state = 'running' AND step = 'look'));

-- The newest first; state: '' of any; open 1: only those that are not at their end.
-- name: job_page
-- many stream
-- in: before_number int, state text, open int, how_many int
-- out: job_id int, number int, creditor_id int, creditor text, actor_id int, file text, mode text, as_of int?, step text, state text, made_ms int, begun_ms int, ended_ms int, phase int, rows int, error text
SELECT job_id, number, creditor_id, creditor, actor_id, file, mode, as_of, step, state, made_ms,
       begun_ms, ended_ms, phase, rows, error
FROM job
WHERE number < $1 AND ($2 = '' OR state = $2)
    AND ($3 = 0 OR (state <> 'done' AND state <> 'cancelled'))
ORDER BY number DESC LIMIT $4;

-- Whose files may go: ended before then, or cancelled.
-- name: job_spent_list
-- many
-- in: before_ms int
-- out: job_id int
SELECT job_id FROM job
WHERE kept = 1 AND (state = 'cancelled' OR (state IN ('done', 'failed', 'waiting') AND ended_ms < $1))
ORDER BY job_id LIMIT 100;

-- name: job_spent
-- exec
-- in: job_id int, now_ms int
UPDATE job SET kept = 0,
    state = CASE WHEN state = 'waiting' THEN 'cancelled' ELSE state END
WHERE job_id = $1 AND state IN ('done', 'failed', 'waiting', 'cancelled') AND ended_ms <= $2;

-- name: job_known
-- one
-- in: job_id int
-- out: kept int
SELECT kept FROM job WHERE job_id = $1;

-- name: job_import_insert
-- exec
-- in: import_id int, job_id int, part int
INSERT INTO job_import (import_id, job_id, part) VALUES ($1, $2, $3);

-- What stands of a job already; broken: an import that never ended; leased: it is under way, or died.
-- name: job_import_list
-- many
-- in: job_id int
-- out: import_id int, part int, number int, creditor_id int, state text, format text, counts text, broken int, leased int
SELECT j.import_id, j.part, i.number, i.creditor_id, i.state, i.format, i.counts,
       CASE WHEN b.import_id IS NULL THEN 0 ELSE 1 END, CASE WHEN l.import_id IS NULL THEN 0 ELSE 1 END
FROM job_import j JOIN import i ON i.import_id = j.import_id
LEFT JOIN import_broken b ON b.import_id = j.import_id
LEFT JOIN import_lease l ON l.creditor_id = i.creditor_id AND l.import_id = j.import_id
WHERE j.job_id = $1 ORDER BY j.part, j.import_id;

-- The job an import came from.
-- name: job_of_import
-- one
-- in: import_id int
-- out: job_id int, part int, number int
SELECT j.job_id, j.part, b.number FROM job_import j JOIN job b ON b.job_id = j.job_id
WHERE j.import_id = $1;

-- name: job_part_insert
-- exec
-- in: job_id int, part int, file text, skipped int, import_number int, kind text, format text, error text, line int, place int, field text, value text, read_rows int, accepted int, rejected int, duplicates int, updated int, ignored int, vanished int, debtors int, items int, payments int, credits int, facts int, stated_day int?, mapping text, warnings text
INSERT INTO job_part (job_id, part, file, skipped, import_number, kind, format, error, line, place,
                      field, value, read_rows, accepted, rejected, duplicates, updated, ignored,
                      vanished, debtors, items, payments, credits, facts, stated_day, mapping,
                      warnings)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
        $21, $22, $23, $24, $25, $26, $27);

-- name: job_part_list
-- many
-- in: job_id int
-- out: part int, file text, skipped int, import_number int, kind text, format text, error text, line int, place int, field text, value text, read_rows int, accepted int, rejected int, duplicates int, updated int, ignored int, vanished int, debtors int, items int, payments int, credits int, facts int, stated_day int?, mapping text, warnings text
SELECT part, file, skipped, import_number, kind, format, error, line, place, field, value, read_rows,
       accepted, rejected, duplicates, updated, ignored, vanished, debtors, items, payments, credits,
       facts, stated_day, mapping, warnings
FROM job_part WHERE job_id = $1 ORDER BY part;

-- name: job_part_drop
-- exec
-- in: job_id int
DELETE FROM job_part WHERE job_id = $1;

-- name: job_effect_insert
-- exec
-- in: job_id int, part int, currency text, before_minor int, closed int, closed_minor int, changed int, changed_minor int, added int, added_minor int
INSERT INTO job_effect (job_id, part, currency, before_minor, closed, closed_minor, changed,
                        changed_minor, added, added_minor)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- name: job_effect_list
-- many
-- in: job_id int
-- out: part int, currency text, before_minor int, closed int, closed_minor int, changed int, changed_minor int, added int, added_minor int
SELECT part, currency, before_minor, closed, closed_minor, changed, changed_minor, added, added_minor
FROM job_effect WHERE job_id = $1 ORDER BY part, currency;

-- name: job_effect_drop
-- exec
-- in: job_id int
DELETE FROM job_effect WHERE job_id = $1;

-- name: job_reject_insert
-- exec
-- in: job_id int, part int, place_no int, line int, place int, field text, error text, value text, account text, name text
INSERT INTO job_reject (job_id, part, place_no, line, place, field, error, value, account, name)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- name: job_reject_list
-- many stream
-- in: job_id int, part int
-- out: place_no int, line int, place int, field text, error text, value text, account text, name text
SELECT place_no, line, place, field, error, value, account, name
FROM job_reject WHERE job_id = $1 AND part = $2 ORDER BY place_no;

-- name: job_reject_drop
-- exec
-- in: job_id int
DELETE FROM job_reject WHERE job_id = $1;

-- Imports, the newest first, but entries by hand.
-- name: import_page
-- many
-- in: before_number int, how_many int
-- out: import_id int, number int, creditor_id int, at_ms int, actor_id int, file text, format text, mode text, as_of int?, state text, counts text, broken int, job_number int
SELECT i.import_id, i.number, i.creditor_id, i.at_ms, i.actor_id, i.file, i.format, i.mode, i.as_of,
       i.state, i.counts, CASE WHEN b.import_id IS NULL THEN 0 ELSE 1 END, coalesce(w.number, 0)
FROM import i
LEFT JOIN import_broken b ON b.import_id = i.import_id
LEFT JOIN job_import j ON j.import_id = i.import_id
LEFT JOIN job w ON w.job_id = j.job_id
WHERE i.number < $1 AND i.format <> 'hand' ORDER BY i.number DESC LIMIT $2;

-- Imports of the same bytes that count.
-- name: import_same
-- many
-- in: digest blob, creditor_id int
-- out: number int, at_ms int
SELECT number, at_ms FROM import
WHERE file_digest = $1 AND creditor_id = $2 AND state = 'done' ORDER BY number DESC LIMIT 1;

-- Rows of jobs of one creditor that were not taken, the newest job first.
-- name: job_reject_find
-- many stream
-- in: creditor_id int
-- out: number int, state text, file text, part int, line int, place int, field text, error text, value text, account text, name text
SELECT j.number, j.state, p.file, r.part, r.line, r.place, r.field, r.error, r.value, r.account, r.name
FROM job j JOIN job_part p ON p.job_id = j.job_id
JOIN job_reject r ON r.job_id = p.job_id AND r.part = p.part
WHERE j.creditor_id = $1 AND j.state <> 'cancelled'
ORDER BY j.number DESC, r.part, r.place_no;

-- Accounts of a creditor whose debtor has that name.
-- CROSS JOIN: SQLite then begins with the name.
-- name: absent_by_name
-- many
-- in: creditor_id int, name_folded text
-- out: debtor_id int, account_id int
-- crossshard: a creditor has many debtors
SELECT d.debtor_id, a.account_id
FROM debtor d CROSS JOIN account a
WHERE a.debtor_id = d.debtor_id AND a.creditor_id = $1 AND d.name_folded = $2
ORDER BY d.debtor_id, a.account_id LIMIT 20;

-- The imports that spoke of an account, the newest first.
-- name: absent_imports
-- many
-- in: debtor_id int, account_id int
-- out: number int, file text, state text
SELECT i.number, i.file, i.state FROM import i
WHERE i.import_id IN (
    SELECT s.import_id FROM line_sighting s WHERE s.debtor_id = $1 AND s.account_id = $2
    UNION SELECT t.import_id FROM told_item t WHERE t.debtor_id = $1 AND t.account_id = $2)
ORDER BY i.number DESC LIMIT 20;
