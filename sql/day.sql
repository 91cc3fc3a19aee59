-- What came of a day.

-- Files on which somebody noted an attempt, took a promise or wrote a letter.
-- name: day_worked
-- many
-- in: day int, actor_id int
-- out: debtor_id int, account_id int, creditor_id int
-- crossshard: of every debtor
SELECT a.debtor_id, a.account_id, a.creditor_id
FROM (SELECT o.debtor_id, o.account_id FROM outcome o WHERE o.at_day = $1 AND o.actor_id = $2
      UNION
      SELECT p.debtor_id, p.account_id FROM promise p WHERE p.made_day = $1 AND p.actor_id = $2
      UNION
      SELECT l.debtor_id, l.account_id FROM letter l WHERE l.made_day = $1 AND l.actor_id = $2) d
JOIN account a ON a.debtor_id = d.debtor_id AND a.account_id = d.account_id
ORDER BY a.debtor_id, a.account_id;

-- name: day_promised
-- many
-- in: day int, actor_id int
-- out: creditor_id int, currency text, amount_minor int
-- crossshard: of every debtor
SELECT a.creditor_id, a.currency, p.amount_minor
FROM promise p
JOIN account a ON a.debtor_id = p.debtor_id AND a.account_id = p.account_id
WHERE p.made_day = $1 AND p.actor_id = $2 AND p.state = 'standing' AND p.amount_minor IS NOT NULL
ORDER BY p.debtor_id, p.account_id, p.promise_id;

-- Money dated that day, and whose file it is on.
-- name: day_cash
-- many
-- in: day int
-- out: creditor_id int, currency text, amount_minor int, owner_id int?
-- crossshard: of every debtor
SELECT a.creditor_id, a.currency, i.amount_minor,
       (SELECT o.user_id FROM account_owner o
        WHERE o.debtor_id = i.debtor_id AND o.account_id = i.account_id AND o.from_day <= $1
        ORDER BY o.from_day DESC, o.owner_id DESC LIMIT 1)
FROM item i
JOIN account a ON a.debtor_id = i.debtor_id AND a.account_id = i.account_id
WHERE i.on_day = $1 AND i.kind = 'payment' AND i.standing = 1
ORDER BY i.debtor_id, i.account_id, i.item_id;
