-- What the objects of an account have in common: their items and their history; and the lock that
-- writers of one account take first.

-- name: account_lock
-- exec
-- in: debtor_id int, account_id int
UPDATE account SET number = number WHERE debtor_id = $1 AND account_id = $2;

-- name: object_item_insert
-- exec
-- in: debtor_id int, account_id int, object_id int, item_id int, amount_minor int, paid_before_minor int, credited_before_minor int
INSERT INTO object_item (debtor_id, account_id, object_id, item_id, amount_minor, paid_before_minor,
                         credited_before_minor)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: object_item_by_account
-- many
-- in: debtor_id int, account_id int
-- out: debtor_id int, account_id int, object_id int, item_id int, amount_minor int, paid_before_minor int, credited_before_minor int
SELECT debtor_id, account_id, object_id, item_id, amount_minor, paid_before_minor,
       credited_before_minor
FROM object_item WHERE debtor_id = $1 AND account_id = $2 ORDER BY object_id, item_id;

-- The same columns as object_item_by_account, every account.
-- name: object_item_scan
-- many stream
-- out: debtor_id int, account_id int, object_id int, item_id int, amount_minor int, paid_before_minor int, credited_before_minor int
-- crossshard: every account with what was agreed on it, for the gate and the export
SELECT debtor_id, account_id, object_id, item_id, amount_minor, paid_before_minor,
       credited_before_minor
FROM object_item ORDER BY debtor_id, account_id, object_id, item_id;

-- name: object_event_insert
-- exec
-- in: debtor_id int, account_id int, object_id int, event_id int, kind text, state text, on_day int, at_ms int, actor_id int, why text
INSERT INTO object_event (debtor_id, account_id, object_id, event_id, kind, state, on_day, at_ms, actor_id, why,
                          creditor_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
        (SELECT a.creditor_id FROM account a WHERE a.debtor_id = $1 AND a.account_id = $2));

-- name: object_event_by_account
-- many
-- in: debtor_id int, account_id int
-- out: debtor_id int, account_id int, object_id int, event_id int, kind text, state text, on_day int, at_ms int, actor_id int, why text
SELECT debtor_id, account_id, object_id, event_id, kind, state, on_day, at_ms, actor_id, why
FROM object_event WHERE debtor_id = $1 AND account_id = $2 ORDER BY object_id, event_id;

-- The same columns as object_event_by_account, every account.
-- name: object_event_scan
-- many stream
-- out: debtor_id int, account_id int, object_id int, event_id int, kind text, state text, on_day int, at_ms int, actor_id int, why text
-- crossshard: every account with what was agreed on it, for the gate and the export
SELECT debtor_id, account_id, object_id, event_id, kind, state, on_day, at_ms, actor_id, why
FROM object_event ORDER BY debtor_id, account_id, object_id, event_id;
