-- What the daily run reads beside accounts, items and objects, and what it decides.

-- Debtors are read a piece at a time: from the one to the other, both in it. The bound above stands
-- last: SQLite leaves it to the driver.
-- fragment: run_piece
-- in: from_debtor int, to_debtor int
WHERE debtor_id >= $1 AND debtor_id <= $2;

-- The last debtor of a piece of at most so many accounts, and how many it has.
-- name: run_piece_end
-- one
-- in: from_debtor int, most int
-- out: debtor_id int?, accounts int
-- crossshard: every account, for the run
SELECT MAX(debtor_id), COUNT(*)
FROM (SELECT debtor_id FROM account WHERE debtor_id >= $1
      ORDER BY debtor_id, account_id LIMIT $2) AS piece;

-- name: run_debtor
-- each
-- out: debtor_id int, kind text
-- crossshard: every debtor, for the run
SELECT debtor_id, kind FROM debtor
-- use: run_piece
ORDER BY debtor_id;

-- name: run_account
-- each
-- out: debtor_id int, account_id int, creditor_id int, currency text, capacity text
-- crossshard: every account, for the run
SELECT debtor_id, account_id, creditor_id, currency, capacity FROM account
-- use: run_piece
ORDER BY debtor_id, account_id;

-- Of items what is open: all the run needs of most accounts. A payment that came back is told even
-- when it is set against the payment.
-- name: run_item
-- each
-- out: debtor_id int, account_id int, item_id int, kind text, role text, on_day int, issued_day int, due_day int, due_source text, amount_minor int, open_minor int
-- crossshard: every open item, for the run
SELECT debtor_id, account_id, item_id, kind, role, on_day, issued_day, due_day, due_source,
    amount_minor, open_minor
FROM item
-- use: run_piece
    AND (open_minor <> 0 OR kind = 'payment_returned') AND standing = 1
ORDER BY debtor_id, account_id, item_id;

-- The same for a server, where a row costs by its columns: days: the day it counts from times 2^32,
-- and the day it is due; codes: kind, role and source, NULL an invoice to a customer with a stated
-- date; the amount when something is settled, the day of issue when it is another.
-- name: run_packed_item
-- each
-- out: debtor_id int, account_id int, item_id int, days int, open_minor int, codes text?, issued_day int?, amount_minor int?
-- crossshard: every open item, for the run
SELECT debtor_id, account_id, item_id, on_day * 4294967296 + due_day, open_minor,
    CASE WHEN kind = 'invoice' AND role = 'customer' AND due_source = 'stated' THEN NULL
         ELSE kind || ' ' || role || ' ' || due_source END,
    NULLIF(issued_day, on_day), NULLIF(amount_minor, open_minor)
FROM item
-- use: run_piece
    AND (open_minor <> 0 OR kind = 'payment_returned') AND standing = 1
ORDER BY debtor_id, account_id, item_id;

-- What account_payment and account_old_customer look for, of many.
-- name: run_settled
-- each
-- out: debtor_id int, account_id int, paid int
-- crossshard: many debtors, for the run
SELECT debtor_id, account_id, CASE kind WHEN 'payment' THEN 1 ELSE 0 END FROM item
-- use: run_piece
    AND standing = 1
    AND CASE kind WHEN 'payment' THEN 1 WHEN 'settlement' THEN 1 WHEN 'opening' THEN 1
                  WHEN 'opening_difference' THEN 1 WHEN 'to_detail' THEN 1 ELSE 0 END = 1
ORDER BY debtor_id, account_id, item_id;

-- Accounts on which something was agreed (a promise, a plan, a dispute, a hold, a cover) or whose
-- stage somebody set: they are read in full.
-- name: run_object
-- each
-- out: debtor_id int
-- crossshard: every debtor with whom something was agreed, for the run
SELECT debtor_id FROM object_event
-- use: run_piece
ORDER BY debtor_id;

-- name: run_stage
-- each
-- out: debtor_id int
-- crossshard: every debtor with a stage set by hand, for the run
SELECT debtor_id FROM account_stage
-- use: run_piece
ORDER BY debtor_id;

-- Of everybody at once.
-- name: run_object_scan
-- many stream
-- out: debtor_id int
-- crossshard: every debtor with whom something was agreed, for an import
SELECT debtor_id FROM object_event UNION SELECT debtor_id FROM account_stage
ORDER BY debtor_id;

-- name: run_object_any
-- one
-- in: debtor_id int
-- out: events int
SELECT (SELECT COUNT(*) FROM object_event WHERE debtor_id = $1)
     + (SELECT COUNT(*) FROM account_stage WHERE debtor_id = $1);

-- The first day on which something dated later begins to count.
-- name: run_item_later
-- one
-- in: debtor_id int, account_id int, today int
-- out: on_day int?
SELECT MIN(on_day) FROM item
WHERE debtor_id = $1 AND account_id = $2 AND (open_minor <> 0 OR kind = 'payment_returned')
    AND standing = 1 AND on_day > $3;

-- For the run; what decides nothing there is left out by whoever takes them: five comparisons of
-- texts cost more than the row.
-- name: run_fact
-- each
-- out: debtor_id int, account_id int?, kind text, value text, on_day int
-- crossshard: the facts of every debtor, for the run
SELECT debtor_id, account_id, kind, value, on_day FROM fact
-- use: run_piece
    AND standing = 1
ORDER BY debtor_id, fact_id;

-- Facts that decide whether and how a debtor may be contacted, and what interrupts a limitation: all
-- but those that nearly everybody has and that decide nothing. Naming the others costs more than
-- they do.
-- name: work_fact_by_debtor
-- many
-- in: debtor_id int
-- out: account_id int?, kind text, value text, on_day int
SELECT account_id, kind, value, on_day FROM fact
WHERE debtor_id = $1 AND standing = 1
    AND kind <> 'name' AND kind <> 'city' AND kind <> 'ledger_name' AND kind <> 'type'
ORDER BY fact_id;

-- Since when each way to reach a debtor is told: a list that tells it again makes it no newer.
-- name: work_reach_since
-- many
-- in: debtor_id int
-- out: kind text, value text, since_day int
SELECT f.kind, f.value, min(f.on_day)
FROM fact f JOIN import i ON i.import_id = f.import_id
WHERE f.debtor_id = $1 AND f.kind IN ('phone', 'mobile', 'email', 'street') AND i.state = 'done'
GROUP BY f.kind, f.value ORDER BY f.kind, f.value;

-- name: run_contact
-- each
-- out: debtor_id int, account_id int, code text, channel text, at_day int
-- crossshard: attempts to reach every debtor, for the run
SELECT debtor_id, account_id, code, channel, at_day FROM outcome
-- use: run_piece
ORDER BY debtor_id, account_id, outcome_id;

-- Contact pressure is that of the person: so all of a debtor's.
-- name: work_contact_by_debtor
-- many
-- in: debtor_id int
-- out: account_id int, code text, channel text, at_day int
SELECT account_id, code, channel, at_day FROM outcome WHERE debtor_id = $1
ORDER BY account_id, outcome_id;

-- Whether the books hold a payment of this customer.
-- name: account_payment
-- one
-- in: debtor_id int, account_id int
-- out: item_id int
SELECT item_id FROM item
WHERE debtor_id = $1 AND account_id = $2 AND standing = 1 AND kind = 'payment'
ORDER BY item_id LIMIT 1;

-- Whether a customer ever paid an invoice, or was one before the books begin. (A list of kinds would
-- be a table of its own in each execution.)
-- name: account_old_customer
-- one
-- in: debtor_id int, account_id int
-- out: item_id int
SELECT item_id FROM item
WHERE debtor_id = $1 AND account_id = $2 AND standing = 1
  AND CASE kind WHEN 'payment' THEN 1 WHEN 'settlement' THEN 1 WHEN 'opening' THEN 1
                WHEN 'opening_difference' THEN 1 WHEN 'to_detail' THEN 1 ELSE 0 END = 1
ORDER BY item_id LIMIT 1;

-- name: item_contact_insert
-- bulk
-- in: debtor_id int, account_id int, item_id int, contact_id int, level int, pre_due int, on_day int
INSERT INTO item_contact (debtor_id, account_id, item_id, contact_id, level, pre_due, on_day)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: run_done
-- each
-- out: debtor_id int, account_id int, item_id int, level int, pre_due int, on_day int
-- crossshard: what was done about every item, for the run
SELECT debtor_id, account_id, item_id, level, pre_due, on_day FROM item_contact
-- use: run_piece
ORDER BY debtor_id, account_id, item_id, contact_id;

-- name: item_contact_by_account
-- many
-- in: debtor_id int, account_id int
-- out: item_id int, level int, pre_due int, on_day int
SELECT item_id, level, pre_due, on_day FROM item_contact WHERE debtor_id = $1 AND account_id = $2
ORDER BY item_id, contact_id;

-- name: work_word_insert
-- exec
-- in: debtor_id int, account_id int, word_id int, kind text, through_day int?, why text, on_day int, at_ms int, actor_id int
INSERT INTO work_word (debtor_id, account_id, word_id, kind, through_day, why, on_day, at_ms, actor_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- name: run_word
-- each
-- out: debtor_id int, account_id int, kind text, through_day int?, why text, on_day int
-- crossshard: what people said of every file, for the run
SELECT debtor_id, account_id, kind, through_day, why, on_day FROM work_word
-- use: run_piece
ORDER BY debtor_id, account_id, word_id;

-- name: run_letter
-- each
-- out: debtor_id int, account_id int, letter_id int, kind text, state text, made_day int, printed_day int?, sent_day int?, presented_day int?, received_day int?, returned_day int?, why text?, by_mail int
-- crossshard: letters of every debtor, for the run
SELECT debtor_id, account_id, letter_id, kind, state, made_day, printed_day, sent_day, presented_day,
       received_day, returned_day, why, by_mail
FROM letter
-- use: run_piece
ORDER BY debtor_id, account_id, letter_id;

-- name: run_letter_item
-- each
-- out: debtor_id int, account_id int, letter_id int, item_id int, level int
-- crossshard: what the letters of every debtor were about, for the run
SELECT debtor_id, account_id, letter_id, item_id, level FROM letter_item
-- use: run_piece
ORDER BY debtor_id, account_id, letter_id, item_id;

-- name: run_owner
-- each
-- out: debtor_id int, account_id int, owner_id int, from_day int, user_id int?, team_id int?
-- crossshard: every account with its agent, for the run
SELECT debtor_id, account_id, owner_id, from_day, user_id, team_id FROM account_owner
-- use: run_piece
ORDER BY debtor_id, account_id, owner_id;

-- name: work_word_by_account
-- many
-- in: debtor_id int, account_id int
-- out: kind text, through_day int?, why text, on_day int
SELECT kind, through_day, why, on_day FROM work_word WHERE debtor_id = $1 AND account_id = $2
ORDER BY word_id;

-- name: work_insert
-- bulk
-- in: debtor_id int, account_id int, from_run int, until_run int, creditor_id int, agent_id int, place_tier int, place_currency int, place_value int, place_amount int, action int, level int, block int?, blocks int, oldest_day int?, next_change_day int?, items int, marks int
INSERT INTO work (debtor_id, account_id, from_run, until_run, creditor_id, agent_id, place_tier,
                  place_currency, place_value, place_amount, action, level, block, blocks,
                  oldest_day, next_change_day, items, marks)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18);

-- name: work_close
-- exec
-- in: until_run int, debtor_id int, account_id int, from_run int
UPDATE work SET until_run = $1 WHERE debtor_id = $2 AND account_id = $3 AND from_run = $4;

-- The same for all rows of a run at once: what it has decided on these debtors ends what held.
-- name: work_close_all
-- exec
-- crossshard: a piece of all accounts, for the run
-- in: run int, from_debtor int, to_debtor int, holds int
UPDATE work SET until_run = $1
WHERE debtor_id >= $2 AND debtor_id <= $3 AND until_run = $4 AND from_run < $1
    AND EXISTS (SELECT 1 FROM work AS later
                WHERE later.debtor_id = work.debtor_id AND later.account_id = work.account_id
                    AND later.debtor_id >= $2 AND later.debtor_id <= $3 AND later.from_run = $1);

-- The same where nobody needs them any more: the run is published with its rows.
-- name: work_drop_all
-- exec
-- crossshard: a piece of all accounts, for the run
-- in: from_debtor int, to_debtor int, holds int, run int
DELETE FROM work
WHERE debtor_id >= $1 AND debtor_id <= $2 AND until_run = $3 AND from_run < $4
    AND EXISTS (SELECT 1 FROM work AS later
                WHERE later.debtor_id = work.debtor_id AND later.account_id = work.account_id
                    AND later.debtor_id >= $1 AND later.debtor_id <= $2 AND later.from_run = $4);

-- name: work_next_change
-- exec
-- in: next_change_day int?, debtor_id int, account_id int, from_run int
UPDATE work SET next_change_day = $1 WHERE debtor_id = $2 AND account_id = $3 AND from_run = $4;

-- name: work_drop
-- exec
-- in: debtor_id int, account_id int, from_run int
DELETE FROM work WHERE debtor_id = $1 AND account_id = $2 AND from_run = $3;

-- The rows that hold behind a run, of every account, in the order of the accounts.
-- name: run_work
-- each
-- in: from_debtor int, after int, to_debtor int
-- out: debtor_id int, account_id int, from_run int, until_run int, creditor_id int, agent_id int, place_tier int, place_currency int, place_value int, place_amount int, action int, level int, block int?, blocks int, oldest_day int?, next_change_day int?, items int, marks int
-- crossshard: every account, for the run
SELECT debtor_id, account_id, from_run, until_run, creditor_id, agent_id, place_tier, place_currency,
       place_value, place_amount, action, level, block, blocks, oldest_day, next_change_day, items,
       marks
FROM work WHERE debtor_id >= $1 AND until_run > $2 AND debtor_id <= $3
ORDER BY debtor_id, account_id, from_run;

-- name: work_by_account
-- many
-- in: debtor_id int, account_id int
-- out: debtor_id int, account_id int, from_run int, until_run int, creditor_id int, agent_id int, place_tier int, place_currency int, place_value int, place_amount int, action int, level int, block int?, blocks int, oldest_day int?, next_change_day int?, items int, marks int
SELECT debtor_id, account_id, from_run, until_run, creditor_id, agent_id, place_tier, place_currency,
       place_value, place_amount, action, level, block, blocks, oldest_day, next_change_day, items,
       marks
FROM work WHERE debtor_id = $1 AND account_id = $2 ORDER BY from_run;

-- The rows of one debtor that hold at a run.
-- name: work_of_debtor
-- many
-- in: debtor_id int, published int
-- out: debtor_id int, account_id int, from_run int, until_run int, creditor_id int, agent_id int, place_tier int, place_currency int, place_value int, place_amount int, action int, level int, block int?, blocks int, oldest_day int?, next_change_day int?, items int, marks int
SELECT debtor_id, account_id, from_run, until_run, creditor_id, agent_id, place_tier, place_currency,
       place_value, place_amount, action, level, block, blocks, oldest_day, next_change_day, items,
       marks
FROM work WHERE debtor_id = $1 AND from_run <= $2 AND until_run > $2 ORDER BY account_id;

-- The order of the lists, as the schema has it. Nobody reads rows of a first run before it is
-- published: they are put in order all at once then: a quarter of the time on a server, and in a file no page
-- of the index is read and written again and again.
-- name: work_places_drop
-- exec
DROP INDEX IF EXISTS work_by_place;

-- name: work_places_build
-- exec
CREATE INDEX IF NOT EXISTS work_by_place ON work (place_tier, place_currency, place_value,
    place_amount, account_id, agent_id, creditor_id);

-- What superseded rows a run has left behind.
-- name: work_sweep
-- exec
-- crossshard: housekeeping over every account
-- in: published int
DELETE FROM work WHERE until_run <= $1;

-- name: work_forget_run
-- exec
-- crossshard: a run that was given up
-- in: run int
DELETE FROM work WHERE from_run = $1;

-- name: work_reopen_run
-- exec
-- crossshard: a run that was given up
-- in: holds int, run int
UPDATE work SET until_run = $1 WHERE until_run = $2;

-- name: run_insert
-- exec
-- in: number int, day int, started_ms int, rules text, law blob, books int, ground int, whole int, digest blob
INSERT INTO run (number, day, state, started_ms, ended_ms, rules, law, books, ground, whole,
                 at_debtor_id, at_account_id, accounts, items, actions, queue, blocked, changed,
                 digest)
VALUES ($1, $2, 'running', $3, NULL, $4, $5, $6, $7, $8, 0, 0, 0, 0, 0, 0, 0, 0, $9);

-- A batch and what people enter meanwhile come one after the other.
-- name: run_lock
-- exec
-- in: number int
UPDATE run SET state = 'running' WHERE number = $1 AND state = 'running';

-- name: run_progress
-- exec
-- in: at_debtor_id int, at_account_id int, changed int, digest blob, number int
UPDATE run SET at_debtor_id = $1, at_account_id = $2, changed = changed + $3, digest = $4
WHERE number = $5 AND state = 'running';

-- What a run counts, corrected: by its batches and by what happens afterwards.
-- name: run_count
-- exec
-- in: accounts int, items int, actions int, queue int, blocked int, number int
UPDATE run SET accounts = accounts + $1, items = items + $2, actions = actions + $3,
    queue = queue + $4, blocked = blocked + $5
WHERE number = $6;

-- name: run_publish
-- exec
-- in: ended_ms int, number int
UPDATE run SET state = 'published', ended_ms = $1
WHERE number = $2 AND state = 'running';

-- name: run_abandon
-- exec
-- in: ended_ms int, number int
UPDATE run SET state = 'abandoned', ended_ms = $1 WHERE number = $2 AND state = 'running';

-- name: run_last
-- one
-- in: state text
-- out: number int, day int, started_ms int, rules text, law blob, books int, ground int?, whole int?, at_debtor_id int, at_account_id int, accounts int, items int, actions int, queue int, blocked int, changed int, digest blob
SELECT number, day, started_ms, rules, law, books, ground, whole, at_debtor_id, at_account_id, accounts, items,
       actions, queue, blocked, changed, digest
FROM run WHERE state = $1 ORDER BY number DESC LIMIT 1;

-- Whatever changes what a run decides, other than on one debtor's file, adds to this. told: what
-- imports and entries by hand added of it.
-- name: run_books
-- one
-- out: entries int, told int
-- crossshard: chains of all creditors
SELECT (SELECT CAST(COALESCE(SUM(h.seq), 0) AS BIGINT)
        FROM creditor c
        JOIN journal_head h ON h.subject_id = c.creditor_id AND h.subject_kind = 'creditor')
     + (SELECT COUNT(*) FROM journal j
        WHERE j.subject_kind = 'system' AND j.subject_id = 0
            AND j.kind NOT IN ('run', 'user_added', 'user_password', 'user_link', 'init', 'backup',
                           'backup_checked', 'backup_fetched', 'backup_plan', 'run_plan',
                           'job_cancelled')),
    (SELECT COUNT(*) FROM creditor c
     JOIN journal j ON j.subject_id = c.creditor_id AND j.subject_kind = 'creditor'
     WHERE j.kind IN ('import', 'import_undo', 'add_cost', 'add_credit', 'add_debtor', 'add_fact',
                      'add_invoice', 'add_payment', 'writeoff'));

-- Nobody else counts something in or out of a run until the end of the transaction.
-- name: run_hold
-- exec
-- in: number int
UPDATE run SET whole = whole WHERE number = $1;

-- name: run_greatest
-- one
-- out: number int
SELECT COALESCE(MAX(number), 0) FROM run;

-- The list of a day in the order of work: rows that hold at a run. creditor 0: of every one;
-- agent: on his list or on everybody's, 0: on anybody's. Of those without work (place_tier 9) what
-- owes nothing is left out.
-- fragment: work_list_rows
-- in: published int, from_tier int, to_tier int, creditor int
-- out: debtor_id int, account_id int, from_run int, until_run int, creditor_id int, agent_id int, place_tier int, place_currency int, place_value int, place_amount int, action int, level int, block int?, blocks int, oldest_day int?, next_change_day int?, items int, marks int
SELECT debtor_id, account_id, from_run, until_run, creditor_id, agent_id, place_tier, place_currency,
       place_value, place_amount, action, level, block, blocks, oldest_day, next_change_day, items,
       marks
FROM work
WHERE from_run <= $1 AND until_run > $1 AND place_tier >= $2 AND place_tier <= $3
    AND (place_tier < 9 OR place_amount < 0) AND ($4 = 0 OR creditor_id = $4);

-- Of every agent.
-- name: work_list
-- many stream
-- use: work_list_rows
-- in: most int
-- crossshard: the list is of every debtor
ORDER BY place_tier, place_currency, place_value, place_amount, account_id LIMIT $5;

-- Of one agent: its own index.
-- name: work_list_of_agent
-- many stream
-- use: work_list_rows
-- in: agent int, most int
-- crossshard: the list is of every debtor
    AND agent_id = $5 AND agent_id <> 0
ORDER BY place_tier, place_currency, place_value, place_amount, account_id LIMIT $6;

-- Of nobody.
-- name: work_list_of_nobody
-- many stream
-- use: work_list_rows
-- in: most int
-- crossshard: the list is of every debtor
    AND agent_id = 0
ORDER BY place_tier, place_currency, place_value, place_amount, account_id LIMIT $5;

-- What a line of the list shows beside the decision.
-- name: work_shown
-- one
-- in: debtor_id int, account_id int
-- out: number int, kind text, name text, phone text?
SELECT a.number, d.kind, d.name,
       (SELECT MIN(f.value) FROM fact f WHERE f.debtor_id = a.debtor_id AND f.standing = 1
        AND f.kind IN ('phone', 'mobile'))
FROM account a JOIN debtor d ON d.debtor_id = a.debtor_id
WHERE a.debtor_id = $1 AND a.account_id = $2;

-- name: run_total_add
-- exec
-- in: number int, creditor_id int, agent_id int, action text, currency int, files int, owing int, net_minor int
INSERT INTO run_total (number, creditor_id, agent_id, action, currency, files, owing, net_minor)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (number, creditor_id, agent_id, action, currency) DO UPDATE
SET files = run_total.files + excluded.files, owing = run_total.owing + excluded.owing,
    net_minor = run_total.net_minor + excluded.net_minor;

-- name: run_total_list
-- many
-- in: number int
-- out: creditor_id int, agent_id int, action text, currency int, files int, owing int, net_minor int
SELECT creditor_id, agent_id, action, currency, files, owing, net_minor FROM run_total
WHERE number = $1 ORDER BY creditor_id, agent_id, action, currency;

-- How many files are on nobody's list: with work, or (waiting 1) without, of those that owe.
-- name: run_total_of_nobody
-- one
-- in: number int, waiting int
-- out: files int
SELECT CAST(COALESCE(SUM(files), 0) AS BIGINT) FROM run_total
WHERE number = $1 AND agent_id = 0 AND CASE WHEN action = 'none' THEN 1 ELSE 0 END = $2;

-- A run that decides on some accounts begins with what the one before counted.
-- name: run_total_take
-- exec
-- in: number int, before int
INSERT INTO run_total (number, creditor_id, agent_id, action, currency, files, owing, net_minor)
SELECT CAST($1 AS BIGINT), creditor_id, agent_id, action, currency, files, owing, net_minor
FROM run_total WHERE number = $2;

-- Those of earlier runs.
-- name: run_total_sweep
-- exec
-- in: published int
DELETE FROM run_total WHERE number < $1;

-- name: run_total_forget
-- exec
-- in: number int
DELETE FROM run_total WHERE number = $1;

-- name: mandate_insert
-- exec
-- in: creditor_id int, word_id int, from_day int, until_day int?, declared int, proof text, at_ms int, actor_id int
INSERT INTO creditor_mandate (creditor_id, word_id, from_day, until_day, declared, proof, at_ms,
                              actor_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: mandate_list
-- many
-- out: creditor_id int, from_day int, until_day int?, declared int, proof text
SELECT creditor_id, from_day, until_day, declared, proof FROM creditor_mandate
ORDER BY creditor_id, word_id;

-- name: mandate_words
-- many
-- in: creditor_id int
-- out: from_day int, until_day int?, declared int, proof text, at_ms int, actor_id int
SELECT from_day, until_day, declared, proof, at_ms, actor_id FROM creditor_mandate
WHERE creditor_id = $1 ORDER BY word_id;

-- Files to call in the order of value, as a run is about to publish them.
-- name: work_by_value
-- many
-- in: until_run int, place_tier int, action int, most int
-- out: debtor_id int, account_id int, place_currency int, place_value int, place_amount int, oldest_day int?
-- crossshard: the list is of every debtor
SELECT debtor_id, account_id, place_currency, place_value, place_amount, oldest_day
FROM work WHERE until_run = $1 AND place_tier = $2 AND action = $3
ORDER BY place_currency, place_value, place_amount, account_id LIMIT $4;

-- Debtors with a row that may have changed by itself.
-- name: work_due
-- many stream
-- in: from_debtor int, holds int, today int
-- out: debtor_id int
-- crossshard: every account, for the run
SELECT debtor_id FROM work
WHERE debtor_id >= $1 AND until_run = $2 AND next_change_day <= $3 ORDER BY debtor_id, account_id;

-- Something became known of a debtor; nothing to remember while there is no run.
-- Counted from the last run on: one who is touched again when a run has taken that away has another
-- number than before, for those who keep what they read of him.
-- name: work_touch
-- exec
-- in: debtor_id int
INSERT INTO work_touched (debtor_id, times)
SELECT d.debtor_id, 1 + 1000000 * r.number
FROM debtor d CROSS JOIN (SELECT MAX(number) AS number FROM run) r
WHERE d.debtor_id = $1 AND r.number IS NOT NULL
ON CONFLICT (debtor_id) DO UPDATE SET times = work_touched.times + 1;

-- name: work_touched_list
-- many stream
-- in: from_debtor int
-- out: debtor_id int, times int
-- crossshard: every debtor of whom something became known, for the run
SELECT debtor_id, times FROM work_touched WHERE debtor_id >= $1 ORDER BY debtor_id;

-- name: work_untouch
-- exec
-- in: debtor_id int, times int
DELETE FROM work_touched WHERE debtor_id = $1 AND times = $2;
