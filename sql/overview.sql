-- What stands in the books this morning, for the manager's page: of open items that count (roles). What all
-- files come to is summed by the program, part by part; the rest are sums by creditor and currency, of
-- creditors in scope (ids between commas; '': every one).
-- CROSS JOIN: SQLite then walks accounts and their items in their order, once, and sorts nothing.

-- Debtors with an account, to share out among parts.
-- name: overview_debtors
-- many stream
-- out: debtor_id int
-- crossshard: every debtor
SELECT debtor_id FROM account ORDER BY debtor_id, account_id;

-- Files with something open, of debtors from one to another, and what is open on them by due date; of what
-- is past due also the day on which somebody last tried, was promised or wrote something.
-- name: overview_open
-- many stream
-- in: today int, roles text, from_debtor int, to_debtor int, run int
-- out: debtor_id int, creditor_id int, currency text, agent_id int?, blocks int?, marks int?, week1 int, week2 int, week3 int, week4 int, later int, d1_30 int, d31_60 int, d61_90 int, over_90 int, credits int, acted_day int?
-- crossshard: every file
-- like: codes between commas, nothing else
SELECT g.debtor_id, g.creditor_id, g.currency, w.agent_id, w.blocks, w.marks, g.week1, g.week2, g.week3, g.week4,
       g.later, g.d1_30, g.d31_60, g.d61_90, g.over_90, g.credits,
       CASE WHEN g.d1_30 + g.d31_60 + g.d61_90 + g.over_90 > 0 THEN
           (SELECT MAX(u.on_day) FROM
               (SELECT MAX(o.at_day) AS on_day FROM outcome o
                WHERE o.debtor_id = g.debtor_id AND o.account_id = g.account_id
                UNION ALL
                SELECT MAX(p.made_day) FROM promise p
                WHERE p.debtor_id = g.debtor_id AND p.account_id = g.account_id
                UNION ALL
                SELECT MAX(l.made_day) FROM letter l
                WHERE l.debtor_id = g.debtor_id AND l.account_id = g.account_id) u) END
FROM (SELECT a.debtor_id, a.account_id, a.creditor_id, a.currency,
             CAST(SUM(CASE WHEN i.open_minor > 0 AND i.due_day BETWEEN $1 AND $1 + 6 THEN i.open_minor ELSE 0 END) AS BIGINT) AS week1,
             CAST(SUM(CASE WHEN i.open_minor > 0 AND i.due_day BETWEEN $1 + 7 AND $1 + 13 THEN i.open_minor ELSE 0 END) AS BIGINT) AS week2,
             CAST(SUM(CASE WHEN i.open_minor > 0 AND i.due_day BETWEEN $1 + 14 AND $1 + 20 THEN i.open_minor ELSE 0 END) AS BIGINT) AS week3,
             CAST(SUM(CASE WHEN i.open_minor > 0 AND i.due_day BETWEEN $1 + 21 AND $1 + 27 THEN i.open_minor ELSE 0 END) AS BIGINT) AS week4,
             CAST(SUM(CASE WHEN i.open_minor > 0 AND i.due_day > $1 + 27 THEN i.open_minor ELSE 0 END) AS BIGINT) AS later,
             CAST(SUM(CASE WHEN i.open_minor > 0 AND i.due_day BETWEEN $1 - 30 AND $1 - 1 THEN i.open_minor ELSE 0 END) AS BIGINT) AS d1_30,
             CAST(SUM(CASE WHEN i.open_minor > 0 AND i.due_day BETWEEN $1 - 60 AND $1 - 31 THEN i.open_minor ELSE 0 END) AS BIGINT) AS d31_60,
             CAST(SUM(CASE WHEN i.open_minor > 0 AND i.due_day BETWEEN $1 - 90 AND $1 - 61 THEN i.open_minor ELSE 0 END) AS BIGINT) AS d61_90,
             CAST(SUM(CASE WHEN i.open_minor > 0 AND i.due_day < $1 - 90 THEN i.open_minor ELSE 0 END) AS BIGINT) AS over_90,
             CAST(SUM(CASE WHEN i.open_minor < 0 THEN i.open_minor ELSE 0 END) AS BIGINT) AS credits
      FROM account a
      CROSS JOIN item i
      WHERE i.debtor_id = a.debtor_id AND i.account_id = a.account_id
          AND i.standing = 1 AND i.open_minor <> 0 AND i.on_day <= $1
          AND $2 LIKE '%,' || i.role || ',%'
          AND a.debtor_id BETWEEN $3 AND $4
      GROUP BY a.debtor_id, a.account_id, a.creditor_id, a.currency) g
LEFT JOIN work w ON w.debtor_id = g.debtor_id AND w.account_id = g.account_id
    AND w.from_run <= $5 AND w.until_run > $5;

-- Money dated from one day to another.
-- fragment: overview_payments
-- in: roles text, from_day int, to_day int
-- out: debtor_id int, creditor_id int, currency text, amount_minor int
SELECT i.debtor_id, a.creditor_id, a.currency, -i.amount_minor
FROM item i
CROSS JOIN account a
WHERE a.debtor_id = i.debtor_id AND a.account_id = i.account_id
    AND i.kind = 'payment' AND i.standing = 1
    AND $1 LIKE '%,' || i.role || ',%';

-- Of every debtor.
-- name: overview_received
-- many stream
-- use: overview_payments
-- crossshard: every debtor's
-- like: codes between commas, nothing else
    AND i.on_day BETWEEN $2 AND $3;

-- Of debtors from one to another; the sign keeps SQLite from reading the days of all.
-- name: overview_received_of
-- many stream
-- use: overview_payments
-- in: from_debtor int, to_debtor int
-- crossshard: every debtor's
-- like: codes between commas, nothing else
    AND +i.on_day BETWEEN $2 AND $3 AND i.debtor_id BETWEEN $4 AND $5;

-- Files with a standing promise for one of these days, and what was promised.
-- name: overview_promised
-- many
-- in: from_day int, to_day int, scope text, today int, roles text
-- out: creditor_id int, currency text, files int, amount_minor int
-- crossshard: every file
-- like: digits and codes between commas, nothing else
SELECT a.creditor_id, a.currency, COUNT(*), CAST(SUM(g.amount) AS BIGINT)
FROM (SELECT p.debtor_id, p.account_id, CAST(SUM(COALESCE(p.amount_minor, 0)) AS BIGINT) AS amount
      FROM promise p
      WHERE p.state = 'standing' AND p.on_day BETWEEN $1 AND $2
      GROUP BY p.debtor_id, p.account_id) g
JOIN account a ON a.debtor_id = g.debtor_id AND a.account_id = g.account_id
WHERE ($3 = '' OR $3 LIKE '%,' || CAST(a.creditor_id AS TEXT) || ',%')
    AND EXISTS (SELECT 1 FROM item i
                WHERE i.debtor_id = a.debtor_id AND i.account_id = a.account_id
                    AND i.standing = 1 AND i.open_minor <> 0 AND i.on_day <= $4
                    AND $5 LIKE '%,' || i.role || ',%')
GROUP BY a.creditor_id, a.currency ORDER BY a.creditor_id, a.currency;

-- Files with a line of an agreed plan due on one of these days.
-- name: overview_planned
-- many
-- in: from_day int, to_day int, scope text, today int, roles text
-- out: creditor_id int, currency text, files int, amount_minor int
-- crossshard: every file
-- like: digits and codes between commas, nothing else
SELECT a.creditor_id, a.currency, COUNT(*), CAST(SUM(g.amount) AS BIGINT)
FROM (SELECT n.debtor_id, n.account_id, CAST(SUM(n.amount_minor) AS BIGINT) AS amount
      FROM instalment n
      JOIN instalments m ON m.debtor_id = n.debtor_id AND m.account_id = n.account_id
          AND m.instalments_id = n.instalments_id
      WHERE m.state = 'agreed' AND n.due_day BETWEEN $1 AND $2
      GROUP BY n.debtor_id, n.account_id) g
JOIN account a ON a.debtor_id = g.debtor_id AND a.account_id = g.account_id
WHERE ($3 = '' OR $3 LIKE '%,' || CAST(a.creditor_id AS TEXT) || ',%')
    AND EXISTS (SELECT 1 FROM item i
                WHERE i.debtor_id = a.debtor_id AND i.account_id = a.account_id
                    AND i.standing = 1 AND i.open_minor <> 0 AND i.on_day <= $4
                    AND $5 LIKE '%,' || i.role || ',%')
GROUP BY a.creditor_id, a.currency ORDER BY a.creditor_id, a.currency;

-- Files with an open dispute made on one of these days, and what is contested.
-- name: overview_disputed
-- many
-- in: from_day int, to_day int, scope text, today int, roles text
-- out: creditor_id int, currency text, files int, amount_minor int
-- crossshard: every file
-- like: digits and codes between commas, nothing else
SELECT a.creditor_id, a.currency, COUNT(*), CAST(SUM(g.amount) AS BIGINT)
FROM (SELECT x.debtor_id, x.account_id, CAST(SUM(COALESCE(o.amount_minor, 0)) AS BIGINT) AS amount
      FROM dispute x
      LEFT JOIN object_item o ON o.debtor_id = x.debtor_id AND o.account_id = x.account_id
          AND o.object_id = x.dispute_id
      WHERE x.state IN ('open', 'answered') AND x.made_day BETWEEN $1 AND $2
      GROUP BY x.debtor_id, x.account_id) g
JOIN account a ON a.debtor_id = g.debtor_id AND a.account_id = g.account_id
WHERE ($3 = '' OR $3 LIKE '%,' || CAST(a.creditor_id AS TEXT) || ',%')
    AND EXISTS (SELECT 1 FROM item i
                WHERE i.debtor_id = a.debtor_id AND i.account_id = a.account_id
                    AND i.standing = 1 AND i.open_minor <> 0 AND i.on_day <= $4
                    AND $5 LIKE '%,' || i.role || ',%')
GROUP BY a.creditor_id, a.currency ORDER BY a.creditor_id, a.currency;

-- What is past due on files with an open dispute.
-- name: overview_contested
-- many
-- in: today int, roles text, scope text
-- out: creditor_id int, currency text, d1_30 int, d31_60 int, d61_90 int, over_90 int
-- crossshard: every file
-- like: digits and codes between commas, nothing else
SELECT a.creditor_id, a.currency,
       CAST(SUM(CASE WHEN i.open_minor > 0 AND i.due_day BETWEEN $1 - 30 AND $1 - 1 THEN i.open_minor ELSE 0 END) AS BIGINT),
       CAST(SUM(CASE WHEN i.open_minor > 0 AND i.due_day BETWEEN $1 - 60 AND $1 - 31 THEN i.open_minor ELSE 0 END) AS BIGINT),
       CAST(SUM(CASE WHEN i.open_minor > 0 AND i.due_day BETWEEN $1 - 90 AND $1 - 61 THEN i.open_minor ELSE 0 END) AS BIGINT),
       CAST(SUM(CASE WHEN i.open_minor > 0 AND i.due_day < $1 - 90 THEN i.open_minor ELSE 0 END) AS BIGINT)
FROM (SELECT DISTINCT x.debtor_id, x.account_id FROM dispute x WHERE x.state IN ('open', 'answered')) d
CROSS JOIN account a
CROSS JOIN item i
WHERE a.debtor_id = d.debtor_id AND a.account_id = d.account_id
    AND i.debtor_id = a.debtor_id AND i.account_id = a.account_id
    AND i.standing = 1 AND i.open_minor <> 0 AND i.on_day <= $1
    AND $2 LIKE '%,' || i.role || ',%'
    AND ($3 = '' OR $3 LIKE '%,' || CAST(a.creditor_id AS TEXT) || ',%')
GROUP BY a.creditor_id, a.currency ORDER BY a.creditor_id, a.currency;
