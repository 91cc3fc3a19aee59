-- Lists: open items, or files with what is open on them, behind a place, in one of two orders, each way,
-- with what is decided on the file. A list is read in pieces.
-- Orders: by name of the debtor; by place in the order of work (work_by_place).
-- What is not wanted of an account or item is left out by the program, not here: a piece costs its rows.
-- scope: ids of creditors, each between commas; '': of every one. run: the published one; 0: none.
-- roles: those that count in the books, each between commas.
-- CROSS JOIN: SQLite then joins from left to right, in the order of the list, and sorts nothing.

-- name: listing_items_by_name
-- many stream
-- in: with_stage int, today int, with_disputes int, run int, from_name text, from_debtor int, from_account int, from_item int, scope text, most int
-- out: debtor_id int, account_id int, number int, creditor_id int, currency text, debtor_kind text, name text, name_folded text, stage text?, disputes int?, place_tier int?, place_currency int?, place_value int?, place_amount int?, agent_id int?, action int?, level int?, blocks int?, next_change_day int?, item_id int, kind text, role text, issued_day int, due_day int, due_source text, amount_minor int, open_minor int, piece text, label text
-- crossshard: lists are of every debtor
-- like: digits between commas, nothing else
SELECT a.debtor_id, a.account_id, a.number, a.creditor_id, a.currency, d.kind, d.name, d.name_folded,
       CASE WHEN $1 = 1 THEN
           (SELECT s.stage FROM account_stage s
            WHERE s.debtor_id = a.debtor_id AND s.account_id = a.account_id
                AND s.from_day <= $2
            ORDER BY s.from_day DESC, s.stage_id DESC LIMIT 1) END,
       CASE WHEN $3 = 1 THEN
           (SELECT COUNT(*) FROM dispute x
            WHERE x.debtor_id = a.debtor_id AND x.account_id = a.account_id
                AND x.state IN ('open', 'answered')) END,
       w.place_tier, w.place_currency, w.place_value, w.place_amount, w.agent_id, w.action,
       w.level, w.blocks, w.next_change_day,
       i.item_id, i.kind, i.role, i.issued_day, i.due_day, i.due_source, i.amount_minor,
       i.open_minor, i.piece, i.label
FROM debtor d
CROSS JOIN account a
CROSS JOIN item i
LEFT JOIN work w ON w.debtor_id = d.debtor_id AND w.account_id = a.account_id
    AND w.from_run <= $4 AND w.until_run > $4
WHERE a.debtor_id = d.debtor_id AND i.debtor_id = d.debtor_id AND i.account_id = a.account_id
    AND d.name_folded >= $5
    AND (d.name_folded > $5
         OR (d.debtor_id, a.account_id, i.item_id) > ($6, $7, $8))
    AND ($9 = '' OR $9 LIKE '%,' || CAST(a.creditor_id AS TEXT) || ',%')
    AND i.standing = 1 AND i.open_minor <> 0 AND i.on_day <= $2
ORDER BY d.name_folded, d.debtor_id, a.account_id, i.item_id LIMIT $10;

-- name: listing_items_by_name_back
-- many stream
-- in: with_stage int, today int, with_disputes int, run int, from_name text, from_debtor int, from_account int, from_item int, scope text, most int
-- out: debtor_id int, account_id int, number int, creditor_id int, currency text, debtor_kind text, name text, name_folded text, stage text?, disputes int?, place_tier int?, place_currency int?, place_value int?, place_amount int?, agent_id int?, action int?, level int?, blocks int?, next_change_day int?, item_id int, kind text, role text, issued_day int, due_day int, due_source text, amount_minor int, open_minor int, piece text, label text
-- crossshard: lists are of every debtor
-- like: digits between commas, nothing else
SELECT a.debtor_id, a.account_id, a.number, a.creditor_id, a.currency, d.kind, d.name, d.name_folded,
       CASE WHEN $1 = 1 THEN
           (SELECT s.stage FROM account_stage s
            WHERE s.debtor_id = a.debtor_id AND s.account_id = a.account_id
                AND s.from_day <= $2
            ORDER BY s.from_day DESC, s.stage_id DESC LIMIT 1) END,
       CASE WHEN $3 = 1 THEN
           (SELECT COUNT(*) FROM dispute x
            WHERE x.debtor_id = a.debtor_id AND x.account_id = a.account_id
                AND x.state IN ('open', 'answered')) END,
       w.place_tier, w.place_currency, w.place_value, w.place_amount, w.agent_id, w.action,
       w.level, w.blocks, w.next_change_day,
       i.item_id, i.kind, i.role, i.issued_day, i.due_day, i.due_source, i.amount_minor,
       i.open_minor, i.piece, i.label
FROM debtor d
CROSS JOIN account a
CROSS JOIN item i
LEFT JOIN work w ON w.debtor_id = d.debtor_id AND w.account_id = a.account_id
    AND w.from_run <= $4 AND w.until_run > $4
WHERE a.debtor_id = d.debtor_id AND i.debtor_id = d.debtor_id AND i.account_id = a.account_id
    AND d.name_folded <= $5
    AND (d.name_folded < $5
         OR (d.debtor_id, a.account_id, i.item_id) < ($6, $7, $8))
    AND ($9 = '' OR $9 LIKE '%,' || CAST(a.creditor_id AS TEXT) || ',%')
    AND i.standing = 1 AND i.open_minor <> 0 AND i.on_day <= $2
ORDER BY d.name_folded DESC, d.debtor_id DESC, a.account_id DESC, i.item_id DESC LIMIT $10;

-- name: listing_items_by_place
-- many stream
-- in: with_stage int, today int, with_disputes int, from_tier int, from_currency int, from_value int, from_amount int, from_account int, from_item int, run int, scope text, most int
-- out: debtor_id int, account_id int, number int, creditor_id int, currency text, debtor_kind text, name text, name_folded text, stage text?, disputes int?, place_tier int?, place_currency int?, place_value int?, place_amount int?, agent_id int?, action int?, level int?, blocks int?, next_change_day int?, item_id int, kind text, role text, issued_day int, due_day int, due_source text, amount_minor int, open_minor int, piece text, label text
-- crossshard: lists are of every debtor
-- like: digits between commas, nothing else
SELECT a.debtor_id, a.account_id, a.number, a.creditor_id, a.currency, d.kind, d.name, d.name_folded,
       CASE WHEN $1 = 1 THEN
           (SELECT s.stage FROM account_stage s
            WHERE s.debtor_id = a.debtor_id AND s.account_id = a.account_id
                AND s.from_day <= $2
            ORDER BY s.from_day DESC, s.stage_id DESC LIMIT 1) END,
       CASE WHEN $3 = 1 THEN
           (SELECT COUNT(*) FROM dispute x
            WHERE x.debtor_id = a.debtor_id AND x.account_id = a.account_id
                AND x.state IN ('open', 'answered')) END,
       w.place_tier, w.place_currency, w.place_value, w.place_amount, w.agent_id, w.action,
       w.level, w.blocks, w.next_change_day,
       i.item_id, i.kind, i.role, i.issued_day, i.due_day, i.due_source, i.amount_minor,
       i.open_minor, i.piece, i.label
FROM work w
CROSS JOIN account a
CROSS JOIN debtor d
CROSS JOIN item i
WHERE a.debtor_id = w.debtor_id AND a.account_id = w.account_id AND d.debtor_id = w.debtor_id
    AND i.debtor_id = w.debtor_id AND i.account_id = w.account_id
    AND (w.place_tier, w.place_currency, w.place_value, w.place_amount, w.account_id)
        >= ($4, $5, $6, $7, $8)
    AND (w.account_id <> $8 OR i.item_id > $9)
    AND w.from_run <= $10 AND w.until_run > $10
    AND ($11 = '' OR $11 LIKE '%,' || CAST(w.creditor_id AS TEXT) || ',%')
    AND i.standing = 1 AND i.open_minor <> 0 AND i.on_day <= $2
ORDER BY w.place_tier, w.place_currency, w.place_value, w.place_amount,
    w.account_id, w.agent_id, w.creditor_id, w.debtor_id, w.from_run, i.item_id
LIMIT $12;

-- name: listing_items_by_place_back
-- many stream
-- in: with_stage int, today int, with_disputes int, from_tier int, from_currency int, from_value int, from_amount int, from_account int, from_item int, run int, scope text, most int
-- out: debtor_id int, account_id int, number int, creditor_id int, currency text, debtor_kind text, name text, name_folded text, stage text?, disputes int?, place_tier int?, place_currency int?, place_value int?, place_amount int?, agent_id int?, action int?, level int?, blocks int?, next_change_day int?, item_id int, kind text, role text, issued_day int, due_day int, due_source text, amount_minor int, open_minor int, piece text, label text
-- crossshard: lists are of every debtor
-- like: digits between commas, nothing else
SELECT a.debtor_id, a.account_id, a.number, a.creditor_id, a.currency, d.kind, d.name, d.name_folded,
       CASE WHEN $1 = 1 THEN
           (SELECT s.stage FROM account_stage s
            WHERE s.debtor_id = a.debtor_id AND s.account_id = a.account_id
                AND s.from_day <= $2
            ORDER BY s.from_day DESC, s.stage_id DESC LIMIT 1) END,
       CASE WHEN $3 = 1 THEN
           (SELECT COUNT(*) FROM dispute x
            WHERE x.debtor_id = a.debtor_id AND x.account_id = a.account_id
                AND x.state IN ('open', 'answered')) END,
       w.place_tier, w.place_currency, w.place_value, w.place_amount, w.agent_id, w.action,
       w.level, w.blocks, w.next_change_day,
       i.item_id, i.kind, i.role, i.issued_day, i.due_day, i.due_source, i.amount_minor,
       i.open_minor, i.piece, i.label
FROM work w
CROSS JOIN account a
CROSS JOIN debtor d
CROSS JOIN item i
WHERE a.debtor_id = w.debtor_id AND a.account_id = w.account_id AND d.debtor_id = w.debtor_id
    AND i.debtor_id = w.debtor_id AND i.account_id = w.account_id
    AND (w.place_tier, w.place_currency, w.place_value, w.place_amount, w.account_id)
        <= ($4, $5, $6, $7, $8)
    AND (w.account_id <> $8 OR i.item_id < $9)
    AND w.from_run <= $10 AND w.until_run > $10
    AND ($11 = '' OR $11 LIKE '%,' || CAST(w.creditor_id AS TEXT) || ',%')
    AND i.standing = 1 AND i.open_minor <> 0 AND i.on_day <= $2
ORDER BY w.place_tier DESC, w.place_currency DESC, w.place_value DESC, w.place_amount DESC,
    w.account_id DESC, w.agent_id DESC, w.creditor_id DESC, w.debtor_id DESC, w.from_run DESC, i.item_id DESC
LIMIT $12;

-- name: listing_accounts_by_name
-- many stream
-- in: with_stage int, today int, with_disputes int, from_name text, from_debtor int, from_account int, scope text, most int, roles text, run int
-- out: debtor_id int, account_id int, number int, creditor_id int, currency text, debtor_kind text, name text, name_folded text, stage text?, disputes int?, place_tier int?, place_currency int?, place_value int?, place_amount int?, agent_id int?, action int?, level int?, blocks int?, next_change_day int?, items int, balance_minor int, overdue_minor int, credit_minor int, oldest_day int?
-- crossshard: lists are of every debtor
-- like: digits and codes between commas, nothing else
SELECT a.debtor_id, a.account_id, a.number, a.creditor_id, a.currency, d.kind, d.name, d.name_folded,
       CASE WHEN $1 = 1 THEN
           (SELECT s.stage FROM account_stage s
            WHERE s.debtor_id = a.debtor_id AND s.account_id = a.account_id
                AND s.from_day <= $2
            ORDER BY s.from_day DESC, s.stage_id DESC LIMIT 1) END,
       CASE WHEN $3 = 1 THEN
           (SELECT COUNT(*) FROM dispute x
            WHERE x.debtor_id = a.debtor_id AND x.account_id = a.account_id
                AND x.state IN ('open', 'answered')) END,
       w.place_tier, w.place_currency, w.place_value, w.place_amount, w.agent_id, w.action,
       w.level, w.blocks, w.next_change_day,
       g.items, g.balance, g.overdue, g.credit, g.oldest
FROM (SELECT k.name_folded, k.debtor_id, k.account_id, COUNT(i.item_id) AS items,
             CAST(COALESCE(SUM(i.open_minor), 0) AS BIGINT) AS balance,
             CAST(COALESCE(SUM(CASE WHEN i.open_minor > 0 AND i.due_day < $2
                               THEN i.open_minor END), 0) AS BIGINT) AS overdue,
             CAST(COALESCE(SUM(CASE WHEN i.open_minor < 0 THEN -i.open_minor END), 0) AS BIGINT)
                 AS credit,
             MIN(CASE WHEN i.open_minor > 0 THEN i.due_day END) AS oldest
      FROM (SELECT d.name_folded, d.debtor_id, a.account_id
            FROM debtor d JOIN account a ON a.debtor_id = d.debtor_id
            WHERE d.name_folded >= $4
                AND (d.name_folded > $4
                     OR (d.debtor_id, a.account_id) > ($5, $6))
                AND ($7 = '' OR $7 LIKE '%,' || CAST(a.creditor_id AS TEXT) || ',%')
            ORDER BY d.name_folded, d.debtor_id, a.account_id LIMIT $8) k
      LEFT JOIN item i ON i.debtor_id = k.debtor_id AND i.account_id = k.account_id
          AND i.standing = 1 AND i.open_minor <> 0 AND i.on_day <= $2
          AND $9 LIKE '%,' || i.role || ',%'
      GROUP BY k.name_folded, k.debtor_id, k.account_id) g
JOIN account a ON a.debtor_id = g.debtor_id AND a.account_id = g.account_id
JOIN debtor d ON d.debtor_id = g.debtor_id
LEFT JOIN work w ON w.debtor_id = g.debtor_id AND w.account_id = g.account_id
    AND w.from_run <= $10 AND w.until_run > $10
ORDER BY g.name_folded, g.debtor_id, g.account_id;

-- name: listing_accounts_by_name_back
-- many stream
-- in: with_stage int, today int, with_disputes int, from_name text, from_debtor int, from_account int, scope text, most int, roles text, run int
-- out: debtor_id int, account_id int, number int, creditor_id int, currency text, debtor_kind text, name text, name_folded text, stage text?, disputes int?, place_tier int?, place_currency int?, place_value int?, place_amount int?, agent_id int?, action int?, level int?, blocks int?, next_change_day int?, items int, balance_minor int, overdue_minor int, credit_minor int, oldest_day int?
-- crossshard: lists are of every debtor
-- like: digits and codes between commas, nothing else
SELECT a.debtor_id, a.account_id, a.number, a.creditor_id, a.currency, d.kind, d.name, d.name_folded,
       CASE WHEN $1 = 1 THEN
           (SELECT s.stage FROM account_stage s
            WHERE s.debtor_id = a.debtor_id AND s.account_id = a.account_id
                AND s.from_day <= $2
            ORDER BY s.from_day DESC, s.stage_id DESC LIMIT 1) END,
       CASE WHEN $3 = 1 THEN
           (SELECT COUNT(*) FROM dispute x
            WHERE x.debtor_id = a.debtor_id AND x.account_id = a.account_id
                AND x.state IN ('open', 'answered')) END,
       w.place_tier, w.place_currency, w.place_value, w.place_amount, w.agent_id, w.action,
       w.level, w.blocks, w.next_change_day,
       g.items, g.balance, g.overdue, g.credit, g.oldest
FROM (SELECT k.name_folded, k.debtor_id, k.account_id, COUNT(i.item_id) AS items,
             CAST(COALESCE(SUM(i.open_minor), 0) AS BIGINT) AS balance,
             CAST(COALESCE(SUM(CASE WHEN i.open_minor > 0 AND i.due_day < $2
                               THEN i.open_minor END), 0) AS BIGINT) AS overdue,
             CAST(COALESCE(SUM(CASE WHEN i.open_minor < 0 THEN -i.open_minor END), 0) AS BIGINT)
                 AS credit,
             MIN(CASE WHEN i.open_minor > 0 THEN i.due_day END) AS oldest
      FROM (SELECT d.name_folded, d.debtor_id, a.account_id
            FROM debtor d JOIN account a ON a.debtor_id = d.debtor_id
            WHERE d.name_folded <= $4
                AND (d.name_folded < $4
                     OR (d.debtor_id, a.account_id) < ($5, $6))
                AND ($7 = '' OR $7 LIKE '%,' || CAST(a.creditor_id AS TEXT) || ',%')
            ORDER BY d.name_folded DESC, d.debtor_id DESC, a.account_id DESC LIMIT $8) k
      LEFT JOIN item i ON i.debtor_id = k.debtor_id AND i.account_id = k.account_id
          AND i.standing = 1 AND i.open_minor <> 0 AND i.on_day <= $2
          AND $9 LIKE '%,' || i.role || ',%'
      GROUP BY k.name_folded, k.debtor_id, k.account_id) g
JOIN account a ON a.debtor_id = g.debtor_id AND a.account_id = g.account_id
JOIN debtor d ON d.debtor_id = g.debtor_id
LEFT JOIN work w ON w.debtor_id = g.debtor_id AND w.account_id = g.account_id
    AND w.from_run <= $10 AND w.until_run > $10
ORDER BY g.name_folded DESC, g.debtor_id DESC, g.account_id DESC;

-- name: listing_accounts_by_place
-- many stream
-- in: with_stage int, today int, with_disputes int, from_tier int, from_currency int, from_value int, from_amount int, from_account int, run int, scope text, roles text, most int
-- out: debtor_id int, account_id int, number int, creditor_id int, currency text, debtor_kind text, name text, name_folded text, stage text?, disputes int?, place_tier int?, place_currency int?, place_value int?, place_amount int?, agent_id int?, action int?, level int?, blocks int?, next_change_day int?, items int, balance_minor int, overdue_minor int, credit_minor int, oldest_day int?
-- crossshard: lists are of every debtor
-- like: digits and codes between commas, nothing else
SELECT a.debtor_id, a.account_id, a.number, a.creditor_id, a.currency, d.kind, d.name, d.name_folded,
       CASE WHEN $1 = 1 THEN
           (SELECT s.stage FROM account_stage s
            WHERE s.debtor_id = a.debtor_id AND s.account_id = a.account_id
                AND s.from_day <= $2
            ORDER BY s.from_day DESC, s.stage_id DESC LIMIT 1) END,
       CASE WHEN $3 = 1 THEN
           (SELECT COUNT(*) FROM dispute x
            WHERE x.debtor_id = a.debtor_id AND x.account_id = a.account_id
                AND x.state IN ('open', 'answered')) END,
       w.place_tier, w.place_currency, w.place_value, w.place_amount, w.agent_id, w.action,
       w.level, w.blocks, w.next_change_day,
       g.items, g.balance, g.overdue, g.credit, g.oldest
FROM (SELECT p.place_tier, p.place_currency, p.place_value, p.place_amount, p.account_id, p.debtor_id, COUNT(*) AS items,
             CAST(SUM(i.open_minor) AS BIGINT) AS balance,
             CAST(SUM(CASE WHEN i.open_minor > 0 AND i.due_day < $2 THEN i.open_minor
                      ELSE 0 END) AS BIGINT) AS overdue,
             CAST(SUM(CASE WHEN i.open_minor < 0 THEN -i.open_minor ELSE 0 END) AS BIGINT) AS credit,
             MIN(CASE WHEN i.open_minor > 0 THEN i.due_day END) AS oldest
      FROM work p
      CROSS JOIN account a
      CROSS JOIN item i
      WHERE a.debtor_id = p.debtor_id AND a.account_id = p.account_id
          AND i.debtor_id = p.debtor_id AND i.account_id = p.account_id
          AND (p.place_tier, p.place_currency, p.place_value, p.place_amount, p.account_id)
              > ($4, $5, $6, $7, $8)
          AND p.from_run <= $9 AND p.until_run > $9
          AND ($10 = '' OR $10 LIKE '%,' || CAST(p.creditor_id AS TEXT) || ',%')
          AND i.standing = 1 AND i.open_minor <> 0 AND i.on_day <= $2
          AND $11 LIKE '%,' || i.role || ',%'
      GROUP BY p.place_tier, p.place_currency, p.place_value, p.place_amount, p.account_id,
               p.agent_id, p.creditor_id, p.debtor_id, p.from_run
      ORDER BY p.place_tier, p.place_currency, p.place_value, p.place_amount, p.account_id,
               p.agent_id, p.creditor_id, p.debtor_id, p.from_run LIMIT $12) g
JOIN account a ON a.debtor_id = g.debtor_id AND a.account_id = g.account_id
JOIN debtor d ON d.debtor_id = g.debtor_id
LEFT JOIN work w ON w.debtor_id = g.debtor_id AND w.account_id = g.account_id
    AND w.from_run <= $9 AND w.until_run > $9
ORDER BY g.place_tier, g.place_currency, g.place_value, g.place_amount, g.account_id, g.debtor_id;

-- name: listing_accounts_by_place_back
-- many stream
-- in: with_stage int, today int, with_disputes int, from_tier int, from_currency int, from_value int, from_amount int, from_account int, run int, scope text, roles text, most int
-- out: debtor_id int, account_id int, number int, creditor_id int, currency text, debtor_kind text, name text, name_folded text, stage text?, disputes int?, place_tier int?, place_currency int?, place_value int?, place_amount int?, agent_id int?, action int?, level int?, blocks int?, next_change_day int?, items int, balance_minor int, overdue_minor int, credit_minor int, oldest_day int?
-- crossshard: lists are of every debtor
-- like: digits and codes between commas, nothing else
SELECT a.debtor_id, a.account_id, a.number, a.creditor_id, a.currency, d.kind, d.name, d.name_folded,
       CASE WHEN $1 = 1 THEN
           (SELECT s.stage FROM account_stage s
            WHERE s.debtor_id = a.debtor_id AND s.account_id = a.account_id
                AND s.from_day <= $2
            ORDER BY s.from_day DESC, s.stage_id DESC LIMIT 1) END,
       CASE WHEN $3 = 1 THEN
           (SELECT COUNT(*) FROM dispute x
            WHERE x.debtor_id = a.debtor_id AND x.account_id = a.account_id
                AND x.state IN ('open', 'answered')) END,
       w.place_tier, w.place_currency, w.place_value, w.place_amount, w.agent_id, w.action,
       w.level, w.blocks, w.next_change_day,
       g.items, g.balance, g.overdue, g.credit, g.oldest
FROM (SELECT p.place_tier, p.place_currency, p.place_value, p.place_amount, p.account_id, p.debtor_id, COUNT(*) AS items,
             CAST(SUM(i.open_minor) AS BIGINT) AS balance,
             CAST(SUM(CASE WHEN i.open_minor > 0 AND i.due_day < $2 THEN i.open_minor
                      ELSE 0 END) AS BIGINT) AS overdue,
             CAST(SUM(CASE WHEN i.open_minor < 0 THEN -i.open_minor ELSE 0 END) AS BIGINT) AS credit,
             MIN(CASE WHEN i.open_minor > 0 THEN i.due_day END) AS oldest
      FROM work p
      CROSS JOIN account a
      CROSS JOIN item i
      WHERE a.debtor_id = p.debtor_id AND a.account_id = p.account_id
          AND i.debtor_id = p.debtor_id AND i.account_id = p.account_id
          AND (p.place_tier, p.place_currency, p.place_value, p.place_amount, p.account_id)
              < ($4, $5, $6, $7, $8)
          AND p.from_run <= $9 AND p.until_run > $9
          AND ($10 = '' OR $10 LIKE '%,' || CAST(p.creditor_id AS TEXT) || ',%')
          AND i.standing = 1 AND i.open_minor <> 0 AND i.on_day <= $2
          AND $11 LIKE '%,' || i.role || ',%'
      GROUP BY p.place_tier, p.place_currency, p.place_value, p.place_amount, p.account_id,
               p.agent_id, p.creditor_id, p.debtor_id, p.from_run
      ORDER BY p.place_tier DESC, p.place_currency DESC, p.place_value DESC, p.place_amount DESC, p.account_id DESC,
               p.agent_id DESC, p.creditor_id DESC, p.debtor_id DESC, p.from_run DESC LIMIT $12) g
JOIN account a ON a.debtor_id = g.debtor_id AND a.account_id = g.account_id
JOIN debtor d ON d.debtor_id = g.debtor_id
LEFT JOIN work w ON w.debtor_id = g.debtor_id AND w.account_id = g.account_id
    AND w.from_run <= $9 AND w.until_run > $9
ORDER BY g.place_tier DESC, g.place_currency DESC, g.place_value DESC, g.place_amount DESC, g.account_id DESC, g.debtor_id DESC;

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
