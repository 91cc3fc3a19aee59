-- Letters, their way, and who writes them.

-- name: letter_insert
-- exec
-- in: debtor_id int, account_id int, letter_id int, number int, creditor_id int, kind text, state text, registered int, approval text, document_id int, document_number int, payee_id int, claim_minor int, asked_minor int, made_day int, made_ms int, actor_id int, by_mail int
INSERT INTO letter (debtor_id, account_id, letter_id, number, creditor_id, kind, state, registered,
                    approval, document_id, document_number, payee_id, claim_minor, asked_minor,
                    made_day, made_ms, actor_id, by_mail, batch, tracking)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, 0, '');

-- name: letter_item_insert
-- exec
-- in: debtor_id int, account_id int, letter_id int, item_id int, level int, amount_minor int
INSERT INTO letter_item (debtor_id, account_id, letter_id, item_id, level, amount_minor)
VALUES ($1, $2, $3, $4, $5, $6);

-- name: letter_update
-- exec
-- in: state text, batch int, printed_day int?, sent_day int?, presented_day int?, received_day int?, returned_day int?, tracking text, why text?, debtor_id int, account_id int, letter_id int
UPDATE letter SET state = $1, batch = $2, printed_day = $3, sent_day = $4, presented_day = $5,
    received_day = $6, returned_day = $7, tracking = $8, why = $9
WHERE debtor_id = $10 AND account_id = $11 AND letter_id = $12;

-- name: letter_by_account
-- many
-- in: debtor_id int, account_id int
-- out: debtor_id int, account_id int, letter_id int, number int, creditor_id int, kind text, state text, registered int, approval text, document_id int, document_number int, payee_id int, claim_minor int, asked_minor int, made_day int, made_ms int, actor_id int, batch int, printed_day int?, sent_day int?, presented_day int?, received_day int?, returned_day int?, tracking text, why text?, by_mail int
SELECT debtor_id, account_id, letter_id, number, creditor_id, kind, state, registered, approval,
       document_id, document_number, payee_id, claim_minor, asked_minor, made_day, made_ms,
       actor_id, batch, printed_day, sent_day, presented_day, received_day, returned_day, tracking,
       why, by_mail
FROM letter WHERE debtor_id = $1 AND account_id = $2 ORDER BY letter_id;

-- name: letter_item_by_account
-- many
-- in: debtor_id int, account_id int
-- out: letter_id int, item_id int, level int, amount_minor int
SELECT letter_id, item_id, level, amount_minor FROM letter_item
WHERE debtor_id = $1 AND account_id = $2 ORDER BY letter_id, item_id;

-- The same columns as letter_by_account, with whose it is.
-- fragment: letter_shown
-- out: debtor_id int, account_id int, letter_id int, number int, creditor_id int, kind text, state text, registered int, approval text, document_id int, document_number int, payee_id int, claim_minor int, asked_minor int, made_day int, made_ms int, actor_id int, batch int, printed_day int?, sent_day int?, presented_day int?, received_day int?, returned_day int?, tracking text, why text?, by_mail int, account_number int, currency text, debtor_name text
SELECT l.debtor_id, l.account_id, l.letter_id, l.number, l.creditor_id, l.kind, l.state,
       l.registered, l.approval, l.document_id, l.document_number, l.payee_id, l.claim_minor,
       l.asked_minor, l.made_day, l.made_ms, l.actor_id, l.batch, l.printed_day, l.sent_day,
       l.presented_day, l.received_day, l.returned_day, l.tracking, l.why, l.by_mail, a.number,
       a.currency, d.name
FROM letter l
JOIN account a ON a.debtor_id = l.debtor_id AND a.account_id = l.account_id
JOIN debtor d ON d.debtor_id = l.debtor_id;

-- Letters on paper in one state, the oldest first.
-- name: letter_list
-- many stream
-- in: state text, most int
-- use: letter_shown
-- crossshard: the print queue is of every debtor
WHERE l.state = $1 AND l.by_mail = 0
ORDER BY l.made_ms, l.debtor_id, l.account_id, l.letter_id LIMIT $2;

-- One batch, in the order it was printed.
-- name: letter_by_batch
-- many stream
-- in: batch int
-- use: letter_shown
-- crossshard: a batch is of many debtors
WHERE l.batch = $1 AND l.batch <> 0
ORDER BY l.document_number;

-- What was written to one debtor about every item: a letter without items gives one row without.
-- name: letter_by_debtor
-- many
-- in: debtor_id int
-- out: debtor_id int, account_id int, letter_id int, kind text, state text, made_day int, printed_day int?, sent_day int?, presented_day int?, received_day int?, returned_day int?, why text?, by_mail int, item_id int?, level int?
SELECT l.debtor_id, l.account_id, l.letter_id, l.kind, l.state, l.made_day, l.printed_day,
       l.sent_day, l.presented_day, l.received_day, l.returned_day, l.why, l.by_mail, i.item_id, i.level
FROM letter l LEFT JOIN letter_item i
    ON i.debtor_id = l.debtor_id AND i.account_id = l.account_id AND i.letter_id = l.letter_id
WHERE l.debtor_id = $1
ORDER BY l.debtor_id, l.account_id, l.letter_id, i.item_id NULLS FIRST;

-- name: letter_event_insert
-- exec
-- in: debtor_id int, account_id int, letter_id int, event_id int, state text, on_day int, tracking text, why text, at_ms int, actor_id int
INSERT INTO letter_event (debtor_id, account_id, letter_id, event_id, state, on_day, tracking, why,
                          at_ms, actor_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- name: letter_event_by_account
-- many
-- in: debtor_id int, account_id int
-- out: letter_id int, event_id int, state text, on_day int, tracking text, why text, at_ms int, actor_id int
SELECT letter_id, event_id, state, on_day, tracking, why, at_ms, actor_id FROM letter_event
WHERE debtor_id = $1 AND account_id = $2 ORDER BY letter_id, event_id;

-- name: sender_word_insert
-- exec
-- in: owner_id int, word_id int, field text, value text, at_ms int, actor_id int
INSERT INTO sender_word (owner_id, word_id, field, value, at_ms, actor_id)
VALUES ($1, $2, $3, $4, $5, $6);

-- name: sender_word_list
-- many
-- out: owner_id int, word_id int, field text, value text, at_ms int, actor_id int
SELECT owner_id, word_id, field, value, at_ms, actor_id FROM sender_word
ORDER BY owner_id, word_id;
