-- Lists: open items, or files with what is open on them, behind a place, in one of two orders, each way,
-- with what is decided on the file. A list is read in pieces.
-- Orders: by name of the debtor; by place in the order of work (work_by_place); payments and
-- deeds by day.
-- What is not wanted of an account or item is left out by the program, not here: a piece costs its rows.
-- But for a word that the name of a file must hold somewhere: names are looked through fast.
-- scope: ids of creditors, each between commas; '': of every one. run: the published one; 0: none.
-- roles: those that count in the books, each between commas.
-- disputes: open ones, made in a span of days, and what they contest; promised, planned: what standing
-- promises and agreed plans name for a span of days; acted_day: of the last attempt, promise or letter.
-- CROSS JOIN: SQLite then joins from left to right, in the order of the list, and sorts nothing.

-- What each list gives of a file. The fields of its order stand behind these.
-- fragment: listing_file
-- in: with_stage int, today int, with_disputes int, dispute_from int, dispute_to int, with_promises int
-- in: promise_from int, promise_to int, with_plans int, plan_from int, plan_to int, with_acts int
-- out: debtor_id int, account_id int, number int, creditor_id int, currency text, debtor_kind text
-- out: name text, name_folded text, stage text?, disputes int?, disputed_minor int?, promised_minor int?
-- out: planned_minor int?, acted_day int?, place_tier int?, place_currency int?, place_value int?
-- out: place_amount int?, agent_id int?, action int?, level int?, blocks int?, next_change_day int?
-- out: marks int?
SELECT a.debtor_id, a.account_id, a.number, a.creditor_id, a.currency, d.kind, d.name, d.name_folded,
       CASE WHEN $1 = 1 THEN
           (SELECT s.stage FROM account_stage s
            WHERE s.debtor_id = a.debtor_id AND s.account_id = a.account_id
                AND s.from_day <= $2
            ORDER BY s.from_day DESC, s.stage_id DESC LIMIT 1) END,
       CASE WHEN $3 = 1 THEN
           (SELECT COUNT(*) FROM dispute x
            WHERE x.debtor_id = a.debtor_id AND x.account_id = a.account_id
                AND x.state IN ('open', 'answered')
                AND x.made_day BETWEEN $4 AND $5) END,
       CASE WHEN $3 = 1 THEN
           (SELECT CAST(SUM(o.amount_minor) AS BIGINT) FROM dispute x
            JOIN object_item o ON o.debtor_id = x.debtor_id AND o.account_id = x.account_id
                AND o.object_id = x.dispute_id
            WHERE x.debtor_id = a.debtor_id AND x.account_id = a.account_id
                AND x.state IN ('open', 'answered')
                AND x.made_day BETWEEN $4 AND $5) END,
       CASE WHEN $6 = 1 THEN
           (SELECT CAST(SUM(COALESCE(p.amount_minor, 0)) AS BIGINT) FROM promise p
            WHERE p.debtor_id = a.debtor_id AND p.account_id = a.account_id
                AND p.state = 'standing'
                AND p.on_day BETWEEN $7 AND $8) END,
       CASE WHEN $9 = 1 THEN
           (SELECT CAST(SUM(n.amount_minor) AS BIGINT) FROM instalments m
            JOIN instalment n ON n.debtor_id = m.debtor_id AND n.account_id = m.account_id
                AND n.instalments_id = m.instalments_id
            WHERE m.debtor_id = a.debtor_id AND m.account_id = a.account_id
                AND m.state = 'agreed' AND n.due_day BETWEEN $10 AND $11) END,
       CASE WHEN $12 = 1 THEN
           (SELECT MAX(u.on_day) FROM
               (SELECT MAX(o.at_day) AS on_day FROM outcome o
                WHERE o.debtor_id = a.debtor_id AND o.account_id = a.account_id
                UNION ALL
                SELECT MAX(p.made_day) FROM promise p
                WHERE p.debtor_id = a.debtor_id AND p.account_id = a.account_id
                UNION ALL
                SELECT MAX(l.made_day) FROM letter l
                WHERE l.debtor_id = a.debtor_id AND l.account_id = a.account_id) u) END,
       w.place_tier, w.place_currency, w.place_value, w.place_amount, w.agent_id, w.action,
       w.level, w.blocks, w.next_change_day, w.marks,;

-- fragment: listing_item
-- out: item_id int, kind text, role text, issued_day int, due_day int, due_source text, amount_minor int
-- out: open_minor int, piece text, label text, on_day int
i.item_id, i.kind, i.role, i.issued_day, i.due_day, i.due_source, i.amount_minor,
       i.open_minor, i.piece, i.label, i.on_day;

-- fragment: listing_sums
-- out: items int, balance_minor int, overdue_minor int, credit_minor int, oldest_day int?
g.items, g.balance, g.overdue, g.credit, g.oldest;

-- fragment: listing_items_of_names
-- use: listing_file
-- use: listing_item
-- in: run int, from_name text, from_debtor int, from_account int, from_item int, scope text, most int
FROM debtor d
CROSS JOIN account a
CROSS JOIN item i
LEFT JOIN work w ON w.debtor_id = d.debtor_id AND w.account_id = a.account_id
    AND w.from_run <= $13 AND w.until_run > $13
WHERE a.debtor_id = d.debtor_id AND i.debtor_id = d.debtor_id AND i.account_id = a.account_id;

-- name: listing_items_by_name
-- many stream
-- use: listing_items_of_names
-- crossshard: lists are of every debtor
-- like: digits between commas, nothing else
    AND d.name_folded >= $14
    AND (d.name_folded > $14
         OR (d.debtor_id, a.account_id, i.item_id) > ($15, $16, $17))
    AND ($18 = '' OR $18 LIKE '%,' || CAST(a.creditor_id AS TEXT) || ',%')
    AND i.standing = 1 AND i.open_minor <> 0 AND i.on_day <= $2
ORDER BY d.name_folded, d.debtor_id, a.account_id, i.item_id LIMIT $19;

-- name: listing_items_by_name_back
-- many stream
-- use: listing_items_of_names
-- crossshard: lists are of every debtor
-- like: digits between commas, nothing else
    AND d.name_folded <= $14
    AND (d.name_folded < $14
         OR (d.debtor_id, a.account_id, i.item_id) < ($15, $16, $17))
    AND ($18 = '' OR $18 LIKE '%,' || CAST(a.creditor_id AS TEXT) || ',%')
    AND i.standing = 1 AND i.open_minor <> 0 AND i.on_day <= $2
ORDER BY d.name_folded DESC, d.debtor_id DESC, a.account_id DESC, i.item_id DESC LIMIT $19;

-- fragment: listing_items_of_places
-- use: listing_file
-- use: listing_item
-- in: from_tier int, from_currency int, from_value int, from_amount int, from_account int, from_item int
-- in: run int, scope text, most int
FROM work w
CROSS JOIN account a
CROSS JOIN debtor d
CROSS JOIN item i
WHERE a.debtor_id = w.debtor_id AND a.account_id = w.account_id AND d.debtor_id = w.debtor_id
    AND i.debtor_id = w.debtor_id AND i.account_id = w.account_id;

-- name: listing_items_by_place
-- many stream
-- use: listing_items_of_places
-- crossshard: lists are of every debtor
-- like: digits between commas, nothing else
    AND (w.place_tier, w.place_currency, w.place_value, w.place_amount, w.account_id)
        >= ($13, $14, $15, $16, $17)
    AND (w.account_id <> $17 OR i.item_id > $18)
    AND w.from_run <= $19 AND w.until_run > $19
    AND ($20 = '' OR $20 LIKE '%,' || CAST(w.creditor_id AS TEXT) || ',%')
    AND i.standing = 1 AND i.open_minor <> 0 AND i.on_day <= $2
ORDER BY w.place_tier, w.place_currency, w.place_value, w.place_amount,
    w.account_id, w.agent_id, w.creditor_id, w.debtor_id, w.from_run, i.item_id
LIMIT $21;

-- name: listing_items_by_place_back
-- many stream
-- use: listing_items_of_places
-- crossshard: lists are of every debtor
-- like: digits between commas, nothing else
    AND (w.place_tier, w.place_currency, w.place_value, w.place_amount, w.account_id)
        <= ($13, $14, $15, $16, $17)
    AND (w.account_id <> $17 OR i.item_id < $18)
    AND w.from_run <= $19 AND w.until_run > $19
    AND ($20 = '' OR $20 LIKE '%,' || CAST(w.creditor_id AS TEXT) || ',%')
    AND i.standing = 1 AND i.open_minor <> 0 AND i.on_day <= $2
ORDER BY w.place_tier DESC, w.place_currency DESC, w.place_value DESC, w.place_amount DESC,
    w.account_id DESC, w.agent_id DESC, w.creditor_id DESC, w.debtor_id DESC, w.from_run DESC, i.item_id DESC
LIMIT $21;

-- fragment: listing_accounts_of_names
-- use: listing_file
-- use: listing_sums
-- in: from_name text, from_debtor int, from_account int, word text, scope text, most int, roles text
-- in: run int
FROM (SELECT k.name_folded, k.debtor_id, k.account_id, COUNT(i.item_id) AS items,
             CAST(COALESCE(SUM(i.open_minor), 0) AS BIGINT) AS balance,
             CAST(COALESCE(SUM(CASE WHEN i.open_minor > 0 AND i.due_day < $2
                               THEN i.open_minor END), 0) AS BIGINT) AS overdue,
             CAST(COALESCE(SUM(CASE WHEN i.open_minor < 0 THEN -i.open_minor END), 0) AS BIGINT)
                 AS credit,
             MIN(CASE WHEN i.open_minor > 0 THEN i.due_day END) AS oldest
      FROM (SELECT d.name_folded, d.debtor_id, a.account_id
            FROM debtor d JOIN account a ON a.debtor_id = d.debtor_id;

-- fragment: listing_accounts_open_of_names
      LEFT JOIN item i ON i.debtor_id = k.debtor_id AND i.account_id = k.account_id
          AND i.standing = 1 AND i.open_minor <> 0 AND i.on_day <= $2
          AND $19 LIKE '%,' || i.role || ',%'
      GROUP BY k.name_folded, k.debtor_id, k.account_id) g
JOIN account a ON a.debtor_id = g.debtor_id AND a.account_id = g.account_id
JOIN debtor d ON d.debtor_id = g.debtor_id
LEFT JOIN work w ON w.debtor_id = g.debtor_id AND w.account_id = g.account_id
    AND w.from_run <= $20 AND w.until_run > $20;

-- name: listing_accounts_by_name
-- many stream
-- use: listing_accounts_of_names
-- crossshard: lists are of every debtor
-- like: digits and codes between commas; a folded word, whose % and _ only find more
            WHERE d.name_folded >= $13
                AND (d.name_folded > $13
                     OR (d.debtor_id, a.account_id) > ($14, $15))
                AND ($16 = '' OR d.name_folded LIKE '%' || $16 || '%')
                AND ($17 = '' OR $17 LIKE '%,' || CAST(a.creditor_id AS TEXT) || ',%')
            ORDER BY d.name_folded, d.debtor_id, a.account_id LIMIT $18) k
-- use: listing_accounts_open_of_names
ORDER BY g.name_folded, g.debtor_id, g.account_id;

-- name: listing_accounts_by_name_back
-- many stream
-- use: listing_accounts_of_names
-- crossshard: lists are of every debtor
-- like: digits and codes between commas; a folded word, whose % and _ only find more
            WHERE d.name_folded <= $13
                AND (d.name_folded < $13
                     OR (d.debtor_id, a.account_id) < ($14, $15))
                AND ($16 = '' OR d.name_folded LIKE '%' || $16 || '%')
                AND ($17 = '' OR $17 LIKE '%,' || CAST(a.creditor_id AS TEXT) || ',%')
            ORDER BY d.name_folded DESC, d.debtor_id DESC, a.account_id DESC LIMIT $18) k
-- use: listing_accounts_open_of_names
ORDER BY g.name_folded DESC, g.debtor_id DESC, g.account_id DESC;

-- Of a file that is not on this list (agent; 0: any) or has another action (-1: any) nothing is
-- summed: it is passed by.
-- fragment: listing_accounts_of_places
-- use: listing_file
-- use: listing_sums
-- in: agent int, action int, roles text
-- in: from_tier int, from_currency int, from_value int, from_amount int, from_account int, run int
-- in: scope text, most int
FROM (SELECT p.place_tier, p.place_currency, p.place_value, p.place_amount, p.account_id, p.debtor_id,
             COUNT(i.item_id) AS items,
             CAST(COALESCE(SUM(i.open_minor), 0) AS BIGINT) AS balance,
             CAST(COALESCE(SUM(CASE WHEN i.open_minor > 0 AND i.due_day < $2
                               THEN i.open_minor END), 0) AS BIGINT) AS overdue,
             CAST(COALESCE(SUM(CASE WHEN i.open_minor < 0 THEN -i.open_minor END), 0) AS BIGINT)
                 AS credit,
             MIN(CASE WHEN i.open_minor > 0 THEN i.due_day END) AS oldest
      FROM work p
      CROSS JOIN account a
      LEFT JOIN item i ON i.debtor_id = p.debtor_id
          AND i.account_id = CASE WHEN ($13 = 0 OR p.agent_id = $13 OR p.agent_id = 0)
                                      AND ($14 = -1 OR p.action = $14)
                                  THEN p.account_id ELSE 0 END
          AND i.standing = 1 AND i.open_minor <> 0 AND i.on_day <= $2
          AND $15 LIKE '%,' || i.role || ',%'
      WHERE a.debtor_id = p.debtor_id AND a.account_id = p.account_id;

-- fragment: listing_accounts_open_of_places
          AND p.from_run <= $21 AND p.until_run > $21
          AND ($22 = '' OR $22 LIKE '%,' || CAST(p.creditor_id AS TEXT) || ',%')
      GROUP BY p.place_tier, p.place_currency, p.place_value, p.place_amount, p.account_id,
               p.agent_id, p.creditor_id, p.debtor_id, p.from_run;

-- fragment: listing_accounts_at_places
JOIN account a ON a.debtor_id = g.debtor_id AND a.account_id = g.account_id
JOIN debtor d ON d.debtor_id = g.debtor_id
LEFT JOIN work w ON w.debtor_id = g.debtor_id AND w.account_id = g.account_id
    AND w.from_run <= $21 AND w.until_run > $21;

-- name: listing_accounts_by_place
-- many stream
-- use: listing_accounts_of_places
-- crossshard: lists are of every debtor
-- like: digits and codes between commas, nothing else
          AND (p.place_tier, p.place_currency, p.place_value, p.place_amount, p.account_id)
              > ($16, $17, $18, $19, $20)
-- use: listing_accounts_open_of_places
      ORDER BY p.place_tier, p.place_currency, p.place_value, p.place_amount, p.account_id,
               p.agent_id, p.creditor_id, p.debtor_id, p.from_run LIMIT $23) g
-- use: listing_accounts_at_places
ORDER BY g.place_tier, g.place_currency, g.place_value, g.place_amount, g.account_id, g.debtor_id;

-- name: listing_accounts_by_place_back
-- many stream
-- use: listing_accounts_of_places
-- crossshard: lists are of every debtor
-- like: digits and codes between commas, nothing else
          AND (p.place_tier, p.place_currency, p.place_value, p.place_amount, p.account_id)
              < ($16, $17, $18, $19, $20)
-- use: listing_accounts_open_of_places
      ORDER BY p.place_tier DESC, p.place_currency DESC, p.place_value DESC, p.place_amount DESC, p.account_id DESC,
               p.agent_id DESC, p.creditor_id DESC, p.debtor_id DESC, p.from_run DESC LIMIT $23) g
-- use: listing_accounts_at_places
ORDER BY g.place_tier DESC, g.place_currency DESC, g.place_value DESC, g.place_amount DESC, g.account_id DESC, g.debtor_id DESC;

-- Money that came, also what is allocated, the last first. A place lies on the day at the end of the span one
-- comes from: two bounds on one column, and SQLite would begin at the other.
-- fragment: listing_payments_of_days
-- use: listing_file
-- use: listing_item
-- in: run int, days_from int, days_to int, from_debtor int, from_account int, from_item int
-- in: scope text, most int
FROM item i
CROSS JOIN account a
CROSS JOIN debtor d
LEFT JOIN work w ON w.debtor_id = i.debtor_id AND w.account_id = i.account_id
    AND w.from_run <= $13 AND w.until_run > $13
WHERE a.debtor_id = i.debtor_id AND a.account_id = i.account_id AND d.debtor_id = i.debtor_id
    AND i.kind = 'payment' AND i.standing = 1;

-- name: listing_payments
-- many stream
-- use: listing_payments_of_days
-- crossshard: lists are of every debtor
-- like: digits between commas, nothing else
    AND i.on_day BETWEEN $14 AND $15
    AND (i.on_day, i.debtor_id, i.account_id, i.item_id)
        < ($15, $16, $17, $18)
    AND ($19 = '' OR $19 LIKE '%,' || CAST(a.creditor_id AS TEXT) || ',%')
ORDER BY i.on_day DESC, i.debtor_id DESC, i.account_id DESC, i.item_id DESC LIMIT $20;

-- name: listing_payments_back
-- many stream
-- use: listing_payments_of_days
-- crossshard: lists are of every debtor
-- like: digits between commas, nothing else
    AND i.on_day BETWEEN $14 AND $15
    AND (i.on_day, i.debtor_id, i.account_id, i.item_id)
        > ($14, $16, $17, $18)
    AND ($19 = '' OR $19 LIKE '%,' || CAST(a.creditor_id AS TEXT) || ',%')
ORDER BY i.on_day, i.debtor_id, i.account_id, i.item_id LIMIT $20;

-- What was done on files, the last first: contacts by the day they took place, letters and e-mails by the
-- day they were written, what is agreed, asked or decided (object_event) by the day it was made or changed.
-- A letter that an e-mail brings is that e-mail. deed_id: of the row of its source; ids grow with time.
-- A place lies as with payments. Each source is read by an index of its own that holds all that is asked of it, a piece at most; of what
-- the sources give together the first piece is looked up.
-- sources: contact, letter, mail, object, those wanted between commas. again: the object was known before.
-- why: of a dispute, a hold, an alert. minor: promised, or asked by a letter.
-- fragment: listing_deed
-- out: debtor_id int, account_id int, number int, creditor_id int, currency text, debtor_kind text
-- out: name text, name_folded text, source text, deed_id int, deed_day int
-- out: actor_id int, kind text?, state text?, note text?, again int, why text?, minor int?, for_day int?
SELECT a.debtor_id, a.account_id, a.number, a.creditor_id, a.currency, d.kind, d.name, d.name_folded,
       u.source, u.deed_id, u.deed_day, u.actor_id,
       COALESCE(c.code, m.kind, l.kind, e.kind), COALESCE(c.channel, m.state, l.state, e.state),
       COALESCE(c.note, m.subject, e.why),
       CASE WHEN EXISTS (SELECT 1 FROM object_event f
                         WHERE f.debtor_id = u.debtor_id AND f.account_id = u.account_id
                             AND f.object_id = u.object_id AND f.event_id < u.deed_id) THEN 1 ELSE 0 END,
       CASE e.kind
       WHEN 'dispute' THEN
           (SELECT x.reason FROM dispute x
            WHERE x.debtor_id = e.debtor_id AND x.account_id = e.account_id AND x.dispute_id = e.object_id)
       WHEN 'hold' THEN
           (SELECT x.reason FROM hold x
            WHERE x.debtor_id = e.debtor_id AND x.account_id = e.account_id AND x.hold_id = e.object_id)
       WHEN 'alert' THEN
           (SELECT x.kind FROM alert x
            WHERE x.debtor_id = e.debtor_id AND x.account_id = e.account_id AND x.alert_id = e.object_id)
       END,
       COALESCE(p.amount_minor, l.asked_minor), p.on_day
FROM (;

-- fragment: listing_deed_source
      SELECT *
      FROM (SELECT *
            FROM (;

-- fragment: listing_deed_contact
                  SELECT 'contact' AS source, o.debtor_id, o.account_id, 0 AS object_id,
                         o.outcome_id AS deed_id, o.at_day AS deed_day, o.actor_id
                  FROM outcome o
                  WHERE $1 LIKE '%,contact,%' AND ($2 = 0 OR o.actor_id = $2)
                      AND o.at_day BETWEEN $3 AND $4;

-- fragment: listing_deed_letter
                  SELECT 'letter' AS source, o.debtor_id, o.account_id, 0 AS object_id,
                         o.letter_id AS deed_id, o.made_day AS deed_day, o.actor_id
                  FROM letter o
                  WHERE $1 LIKE '%,letter,%' AND ($2 = 0 OR o.actor_id = $2)
                      AND o.made_day BETWEEN $3 AND $4 AND o.by_mail = 0;

-- fragment: listing_deed_mail
                  SELECT 'mail' AS source, o.debtor_id, o.account_id, 0 AS object_id,
                         o.mail_id AS deed_id, o.made_day AS deed_day, o.actor_id
                  FROM mail o
                  WHERE $1 LIKE '%,mail,%' AND ($2 = 0 OR o.actor_id = $2)
                      AND o.made_day BETWEEN $3 AND $4;

-- fragment: listing_deed_object
                  SELECT 'object' AS source, o.debtor_id, o.account_id, o.object_id AS object_id,
                         o.event_id AS deed_id, o.on_day AS deed_day, o.actor_id
                  FROM object_event o
                  WHERE $1 LIKE '%,object,%' AND ($2 = 0 OR o.actor_id = $2)
                      AND o.on_day BETWEEN $3 AND $4 AND o.kind <> 'outcome';

-- fragment: listing_deed_scope
                      AND ($5 = '' OR $5 LIKE '%,' || CAST((SELECT a.creditor_id FROM account a
                                                            WHERE a.debtor_id = o.debtor_id
                                                                AND a.account_id = o.account_id) AS TEXT)
                                              || ',%');

-- Of one creditor: by indexes that begin with him.
-- fragment: listing_deed_creditor
                      AND o.creditor_id = $5;

-- fragment: listing_deed_before
                  ) q
            WHERE (q.deed_day, q.deed_id) < ($4, $6)
            ORDER BY q.deed_day DESC, q.deed_id DESC LIMIT $7) s;

-- fragment: listing_deed_behind
                  ) q
            WHERE (q.deed_day, q.deed_id) > ($3, $6)
            ORDER BY q.deed_day, q.deed_id LIMIT $7) s;

-- Of one file, which are few. way: -1: the last first; from_day: of the place.
-- fragment: listing_deed_of_file
                      AND o.debtor_id = $6 AND o.account_id = $7) q
            WHERE (q.deed_day * $8, q.deed_id * $8) > ($9 * $8, $10 * $8)) s;

-- fragment: listing_deed_or
      UNION ALL;

-- fragment: listing_deed_found
CROSS JOIN account a
CROSS JOIN debtor d
LEFT JOIN outcome c ON u.source = 'contact' AND c.debtor_id = u.debtor_id AND c.account_id = u.account_id
    AND c.outcome_id = u.deed_id
LEFT JOIN mail m ON u.source = 'mail' AND m.debtor_id = u.debtor_id AND m.account_id = u.account_id
    AND m.mail_id = u.deed_id
LEFT JOIN letter l ON l.debtor_id = u.debtor_id AND l.account_id = u.account_id
    AND l.letter_id = COALESCE(m.letter_id, u.deed_id)
LEFT JOIN object_event e ON u.source = 'object' AND e.debtor_id = u.debtor_id
    AND e.account_id = u.account_id AND e.object_id = u.object_id AND e.event_id = u.deed_id
LEFT JOIN promise p ON e.kind = 'promise' AND p.debtor_id = u.debtor_id AND p.account_id = u.account_id
    AND p.promise_id = u.object_id;

-- fragment: listing_deeds_merged
-- use: listing_deed
-- use: listing_deed_source
-- use: listing_deed_contact
-- use: listing_deed_scope
-- use: listing_deed_before
-- use: listing_deed_or
-- use: listing_deed_source
-- use: listing_deed_letter
-- use: listing_deed_scope
-- use: listing_deed_before
-- use: listing_deed_or
-- use: listing_deed_source
-- use: listing_deed_mail
-- use: listing_deed_scope
-- use: listing_deed_before
-- use: listing_deed_or
-- use: listing_deed_source
-- use: listing_deed_object
-- use: listing_deed_scope
-- use: listing_deed_before
-- in: sources text, actor_id int, days_from int, days_to int, scope text
-- in: from_deed int, most int
      ORDER BY deed_day DESC, deed_id DESC LIMIT $7) u;

-- name: listing_deeds
-- many stream
-- use: listing_deeds_merged
-- use: listing_deed_found
-- crossshard: lists are of every debtor
-- like: names and digits between commas, nothing else
WHERE a.debtor_id = u.debtor_id AND a.account_id = u.account_id AND d.debtor_id = u.debtor_id
ORDER BY u.deed_day DESC, u.deed_id DESC;

-- fragment: listing_deeds_of_creditor_merged
-- use: listing_deed
-- use: listing_deed_source
-- use: listing_deed_contact
-- use: listing_deed_creditor
-- use: listing_deed_before
-- use: listing_deed_or
-- use: listing_deed_source
-- use: listing_deed_letter
-- use: listing_deed_creditor
-- use: listing_deed_before
-- use: listing_deed_or
-- use: listing_deed_source
-- use: listing_deed_mail
-- use: listing_deed_creditor
-- use: listing_deed_before
-- use: listing_deed_or
-- use: listing_deed_source
-- use: listing_deed_object
-- use: listing_deed_creditor
-- use: listing_deed_before
-- in: sources text, actor_id int, days_from int, days_to int, creditor_id int
-- in: from_deed int, most int
      ORDER BY deed_day DESC, deed_id DESC LIMIT $7) u;

-- name: listing_deeds_of_creditor
-- many stream
-- use: listing_deeds_of_creditor_merged
-- use: listing_deed_found
-- crossshard: lists are of every debtor
-- like: names between commas, nothing else
WHERE a.debtor_id = u.debtor_id AND a.account_id = u.account_id AND d.debtor_id = u.debtor_id
ORDER BY u.deed_day DESC, u.deed_id DESC;

-- fragment: listing_deeds_back_merged
-- use: listing_deed
-- use: listing_deed_source
-- use: listing_deed_contact
-- use: listing_deed_scope
-- use: listing_deed_behind
-- use: listing_deed_or
-- use: listing_deed_source
-- use: listing_deed_letter
-- use: listing_deed_scope
-- use: listing_deed_behind
-- use: listing_deed_or
-- use: listing_deed_source
-- use: listing_deed_mail
-- use: listing_deed_scope
-- use: listing_deed_behind
-- use: listing_deed_or
-- use: listing_deed_source
-- use: listing_deed_object
-- use: listing_deed_scope
-- use: listing_deed_behind
-- in: sources text, actor_id int, days_from int, days_to int, scope text
-- in: from_deed int, most int
      ORDER BY deed_day, deed_id LIMIT $7) u;

-- name: listing_deeds_back
-- many stream
-- use: listing_deeds_back_merged
-- use: listing_deed_found
-- crossshard: lists are of every debtor
-- like: names and digits between commas, nothing else
WHERE a.debtor_id = u.debtor_id AND a.account_id = u.account_id AND d.debtor_id = u.debtor_id
ORDER BY u.deed_day, u.deed_id;

-- fragment: listing_deeds_of_creditor_back_merged
-- use: listing_deed
-- use: listing_deed_source
-- use: listing_deed_contact
-- use: listing_deed_creditor
-- use: listing_deed_behind
-- use: listing_deed_or
-- use: listing_deed_source
-- use: listing_deed_letter
-- use: listing_deed_creditor
-- use: listing_deed_behind
-- use: listing_deed_or
-- use: listing_deed_source
-- use: listing_deed_mail
-- use: listing_deed_creditor
-- use: listing_deed_behind
-- use: listing_deed_or
-- use: listing_deed_source
-- use: listing_deed_object
-- use: listing_deed_creditor
-- use: listing_deed_behind
-- in: sources text, actor_id int, days_from int, days_to int, creditor_id int
-- in: from_deed int, most int
      ORDER BY deed_day, deed_id LIMIT $7) u;

-- name: listing_deeds_of_creditor_back
-- many stream
-- use: listing_deeds_of_creditor_back_merged
-- use: listing_deed_found
-- crossshard: lists are of every debtor
-- like: names between commas, nothing else
WHERE a.debtor_id = u.debtor_id AND a.account_id = u.account_id AND d.debtor_id = u.debtor_id
ORDER BY u.deed_day, u.deed_id;

-- fragment: listing_deeds_of_file_merged
-- use: listing_deed
-- use: listing_deed_source
-- use: listing_deed_contact
-- use: listing_deed_scope
-- use: listing_deed_of_file
-- use: listing_deed_or
-- use: listing_deed_source
-- use: listing_deed_letter
-- use: listing_deed_scope
-- use: listing_deed_of_file
-- use: listing_deed_or
-- use: listing_deed_source
-- use: listing_deed_mail
-- use: listing_deed_scope
-- use: listing_deed_of_file
-- use: listing_deed_or
-- use: listing_deed_source
-- use: listing_deed_object
-- use: listing_deed_scope
-- use: listing_deed_of_file
-- in: sources text, actor_id int, days_from int, days_to int, scope text
-- in: debtor_id int, account_id int, way int, from_day int, from_deed int, most int
      ORDER BY deed_day, deed_id) u;

-- name: listing_deeds_of_file
-- many stream
-- use: listing_deeds_of_file_merged
-- use: listing_deed_found
-- crossshard: of one debtor: each source is pinned to him, which is not seen through their union
-- like: names and digits between commas, nothing else
WHERE a.debtor_id = u.debtor_id AND a.account_id = u.account_id AND d.debtor_id = u.debtor_id
ORDER BY u.deed_day * $8, u.deed_id * $8 LIMIT $11;

-- Where a file stands in each order, to go on from it.
-- name: listing_place
-- one
-- in: run int, debtor_id int, account_id int
-- out: creditor_id int, name_folded text, place_tier int?, place_currency int?, place_value int?, place_amount int?
SELECT a.creditor_id, d.name_folded, w.place_tier, w.place_currency, w.place_value, w.place_amount
FROM account a
JOIN debtor d ON d.debtor_id = a.debtor_id
LEFT JOIN work w ON w.debtor_id = a.debtor_id AND w.account_id = a.account_id
    AND w.from_run <= $1 AND w.until_run > $1
WHERE a.debtor_id = $2 AND a.account_id = $3;

-- The same of a payment.
-- name: listing_payment_place
-- one
-- in: debtor_id int, account_id int, item_id int
-- out: creditor_id int, on_day int
SELECT a.creditor_id, i.on_day
FROM item i
JOIN account a ON a.debtor_id = i.debtor_id AND a.account_id = i.account_id
WHERE i.debtor_id = $1 AND i.account_id = $2 AND i.item_id = $3 AND i.kind = 'payment'
    AND i.standing = 1;

-- The same of a deed.
-- name: listing_deed_place
-- one
-- in: debtor_id int, account_id int, deed_id int
-- out: creditor_id int, on_day int
SELECT a.creditor_id, u.on_day
FROM (SELECT o.at_day AS on_day FROM outcome o
      WHERE o.debtor_id = $1 AND o.account_id = $2 AND o.outcome_id = $3
      UNION ALL
      SELECT l.made_day FROM letter l
      WHERE l.debtor_id = $1 AND l.account_id = $2 AND l.letter_id = $3
      UNION ALL
      SELECT m.made_day FROM mail m
      WHERE m.debtor_id = $1 AND m.account_id = $2 AND m.mail_id = $3
      UNION ALL
      SELECT e.on_day FROM object_event e
      WHERE e.debtor_id = $1 AND e.account_id = $2 AND e.event_id = $3) u
JOIN account a ON a.debtor_id = $1 AND a.account_id = $2;
