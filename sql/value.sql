-- What calls bring: attempts noted, draws by lot and what came of them, what was learnt.

-- name: outcome_context_insert
-- exec
-- in: debtor_id int, account_id int, outcome_id int, on_day int, reached int, days_late int, net_minor int
INSERT INTO outcome_context (debtor_id, account_id, outcome_id, on_day, reached, days_late, net_minor)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: outcome_context_count
-- one
-- crossshard: every attempt of the house
-- out: calls int
SELECT COUNT(*) FROM outcome_context;

-- name: outcome_context_scan
-- many stream
-- in: most int
-- out: reached int, days_late int
-- crossshard: the last attempts of the house, to learn from
SELECT reached, days_late FROM outcome_context
ORDER BY on_day DESC, debtor_id, account_id, outcome_id LIMIT $1;

-- name: file_draw_insert
-- bulk
-- in: debtor_id int, account_id int, run int, on_day int, until_day int, explored int, place_value int, place_amount int, propensity_ppm int, net_minor int, days_late int, person text, broken int, kept int, attempts int
INSERT INTO file_draw (debtor_id, account_id, run, on_day, until_day, explored, place_value,
                       place_amount, propensity_ppm, net_minor, days_late, person, broken, kept,
                       attempts)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15);

-- name: file_draw_of_run
-- many
-- in: run int
-- out: debtor_id int, account_id int, explored int, place_value int, place_amount int, propensity_ppm int
-- crossshard: the list is of every debtor
SELECT debtor_id, account_id, explored, place_value, place_amount, propensity_ppm FROM file_draw
WHERE run = $1 ORDER BY debtor_id, account_id;

-- name: file_draw_by_account
-- many
-- in: debtor_id int, account_id int
-- out: run int, on_day int, until_day int, explored int, propensity_ppm int, net_minor int, days_late int, person text, broken int, kept int, attempts int
SELECT run, on_day, until_day, explored, propensity_ppm, net_minor, days_late, person, broken, kept,
       attempts
FROM file_draw WHERE debtor_id = $1 AND account_id = $2 ORDER BY run;

-- What came of a draw whose horizon has passed: an attempt on its day, payments since. The last run
-- of a day counts.
-- name: file_draw_scan
-- many stream
-- in: until_day int, most int
-- out: creditor_id int, until_day int, net_minor int, days_late int, person text, broken int, kept int, attempts int, propensity_ppm int, contacted int, came_minor int
-- crossshard: the last draws of the house, to learn from
SELECT a.creditor_id, d.until_day, d.net_minor, d.days_late, d.person, d.broken, d.kept, d.attempts,
       d.propensity_ppm,
       CASE WHEN EXISTS (SELECT 1 FROM outcome o WHERE o.debtor_id = d.debtor_id
                AND o.account_id = d.account_id AND o.at_day = d.on_day) THEN 1 ELSE 0 END,
       (SELECT CAST(COALESCE(SUM(-i.amount_minor), 0) AS BIGINT) FROM item i
        WHERE i.debtor_id = d.debtor_id AND i.account_id = d.account_id AND i.standing = 1
            AND i.kind = 'payment' AND i.amount_minor < 0 AND i.on_day > d.on_day
            AND i.on_day <= d.until_day)
FROM file_draw d JOIN account a ON a.debtor_id = d.debtor_id AND a.account_id = d.account_id
WHERE d.until_day < $1
    AND NOT EXISTS (SELECT 1 FROM file_draw l WHERE l.debtor_id = d.debtor_id
        AND l.account_id = d.account_id AND l.on_day = d.on_day AND l.run > d.run)
ORDER BY d.on_day DESC, d.debtor_id, d.account_id LIMIT $2;

-- name: value_model_insert
-- exec
-- in: number int, on_day int, rules_version int, outcomes int, draws int, body text, at_ms int
INSERT INTO value_model (number, on_day, rules_version, outcomes, draws, body, at_ms)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: value_model_last
-- one
-- out: number int, on_day int, rules_version int, outcomes int, draws int, body text
SELECT number, on_day, rules_version, outcomes, draws, body FROM value_model
ORDER BY number DESC LIMIT 1;
