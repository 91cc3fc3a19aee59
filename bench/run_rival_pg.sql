-- What the daily run costs in plain SQL, PostgreSQL: as run_rival.sql. DAY: the day, as days from
-- 1970-01-01; RUN: the run.
BEGIN;
SET LOCAL work_mem = '256MB';
SET LOCAL enable_nestloop = off; -- the planner takes the sums for few
SET LOCAL client_min_messages = warning;
DROP TABLE IF EXISTS rival;
CREATE TABLE rival (LIKE work INCLUDING DEFAULTS INCLUDING CONSTRAINTS);
CREATE TEMP TABLE scenario (kind TEXT, first INT, second INT, third INT, years INT, barred BIGINT, large BIGINT)
    ON COMMIT DROP;
INSERT INTO scenario VALUES
    ('company', 3, 10, 20, 5, (DATE '1970-01-01' + DAY - INTERVAL '5 years')::date - DATE '1970-01-01', 1000000),
    ('trader', 3, 10, 20, 5, (DATE '1970-01-01' + DAY - INTERVAL '5 years')::date - DATE '1970-01-01', 1000000),
    ('unknown', 3, 10, 20, 0, -99999, 1000000),
    ('consumer', 5, 15, 99999, 2, (DATE '1970-01-01' + DAY - INTERVAL '2 years')::date - DATE '1970-01-01',
     9000000000000000000);
ANALYZE scenario;
INSERT INTO rival (debtor_id, account_id, from_run, until_run, creditor_id, agent_id, place_tier,
    place_currency, place_value, place_amount, action, level, block, blocks, oldest_day,
    next_change_day, items, marks)
WITH
sums AS (
    SELECT i.debtor_id, i.account_id,
        coalesce(sum(i.open_minor) FILTER (WHERE i.on_day <= DAY), 0)::bigint AS open,
        count(*) FILTER (WHERE i.on_day <= DAY) AS items,
        min(i.on_day) FILTER (WHERE i.on_day > DAY) AS begins,
        coalesce(sum(i.open_minor) FILTER (WHERE i.due_day < DAY AND i.role <> 'retention'), 0)::bigint AS overdue,
        coalesce(sum(i.open_minor) FILTER (WHERE i.due_day < DAY AND i.due_day >= s.barred
            AND i.role <> 'retention'), 0)::bigint AS raisable,
        min(i.due_day) FILTER (WHERE i.due_day < DAY AND i.role <> 'retention') AS oldest,
        min(i.due_day) FILTER (WHERE i.due_day < DAY AND i.due_day >= s.barred
            AND i.role <> 'retention') AS oldest_raisable,
        min(i.due_day) FILTER (WHERE i.due_day >= DAY AND i.role <> 'retention' AND i.on_day <= DAY) AS next_due,
        min(i.due_day) FILTER (WHERE i.due_day >= s.barred AND i.on_day <= DAY) AS next_barred,
        min(i.due_day) FILTER (WHERE i.due_day < DAY AND i.due_day > DAY - s.first
            AND i.role <> 'retention') AS before_first,
        min(i.due_day) FILTER (WHERE i.due_day <= DAY - s.first AND i.due_day > DAY - s.second
            AND i.role <> 'retention') AS before_second,
        min(i.due_day) FILTER (WHERE i.due_day <= DAY - s.second AND i.due_day > DAY - s.third
            AND i.due_day >= s.barred AND i.role <> 'retention') AS before_third,
        count(*) FILTER (WHERE i.due_day < DAY AND i.due_day > DAY - s.first
            AND i.role <> 'retention') AS attached,
        min(i.due_day) FILTER (WHERE i.due_day >= DAY AND i.open_minor >= s.large
            AND i.role = 'customer' AND i.on_day <= DAY) AS large_due,
        min(i.due_day) FILTER (WHERE i.due_day > DAY + 10 AND i.open_minor >= s.large
            AND i.role = 'customer' AND i.on_day <= DAY) AS large_later,
        min(i.due_day) FILTER (WHERE i.on_day <= DAY) AS first_due,
        min(i.due_day) FILTER (WHERE i.due_day >= DAY AND i.role = 'customer' AND i.on_day <= DAY) AS own_due,
        min(i.due_day) FILTER (WHERE i.due_day > DAY + 10 AND i.role = 'customer' AND i.on_day <= DAY) AS own_later
    FROM item i JOIN debtor d ON d.debtor_id = i.debtor_id JOIN scenario s ON s.kind = d.kind
    WHERE i.open_minor <> 0 AND i.standing = 1
    GROUP BY i.debtor_id, i.account_id),
knowns AS (
    SELECT f.debtor_id, bool_or(f.kind IN ('phone', 'mobile')) AS phone,
        bool_or(f.kind = 'email') AS email, bool_or(f.kind = 'street') AS street
    FROM fact f WHERE f.standing = 1 AND f.kind IN ('phone', 'mobile', 'email', 'street')
    GROUP BY f.debtor_id),
olds AS (
    SELECT DISTINCT i.debtor_id, i.account_id FROM item i WHERE i.standing = 1
        AND i.kind IN ('payment', 'settlement', 'opening', 'opening_difference', 'to_detail')),
ways AS (
    SELECT u.*, d.kind, a.creditor_id, s.first, s.second, s.third, s.years, s.large,
        coalesce(k.phone, false) AS phone, coalesce(k.email, false) AS email,
        coalesce(k.street, false) AS street,
        CASE WHEN overdue = 0 OR oldest_raisable IS NULL THEN 0
            WHEN DAY - oldest_raisable >= third THEN 3 WHEN DAY - oldest_raisable >= second THEN 2
            WHEN DAY - oldest_raisable >= first THEN 1 ELSE 0 END AS step,
        overdue > 0 AND CASE WHEN raisable > 0 THEN raisable ELSE overdue END < 1500 AS small,
        CASE WHEN oldest < barred THEN oldest_raisable ELSE oldest END AS suable,
        first_due BETWEEN DAY AND DAY + 10 AND d.kind <> 'consumer' AND o.debtor_id IS NULL AS new
    FROM sums u JOIN account a ON a.debtor_id = u.debtor_id AND a.account_id = u.account_id
        JOIN debtor d ON d.debtor_id = u.debtor_id JOIN scenario s ON s.kind = d.kind
        LEFT JOIN knowns k ON k.debtor_id = u.debtor_id
        LEFT JOIN olds o ON o.debtor_id = u.debtor_id AND o.account_id = u.account_id),
courtesy AS (
    SELECT w.*, CASE WHEN new THEN own_due ELSE large_due END AS ask_due,
        CASE WHEN new OR (first_due > DAY + 10 AND kind <> 'consumer') THEN own_later
            ELSE large_later END AS ask_later
    FROM ways w),
decided AS (
    SELECT w.*,
        -- actions and blocks as the product numbers them: see run_rival.sql
        CASE WHEN open = 0 THEN 0
            WHEN overdue = 0 THEN CASE WHEN ask_due <= DAY + 10
                THEN CASE WHEN phone THEN 15 ELSE 2 END ELSE 0 END
            WHEN step = 0 OR small THEN 0
            WHEN step = 1 THEN CASE WHEN email THEN 10 WHEN street THEN 12 ELSE 5 END
            WHEN phone THEN 1 ELSE 2 END AS wanted,
        CASE WHEN open = 0 THEN 1::bigint
            WHEN overdue = 0 THEN CASE WHEN ask_due <= DAY + 10 THEN 0 ELSE 1::bigint << 1 END
            WHEN step = 0 AND raisable = 0
                THEN CASE WHEN small THEN (1::bigint << 14) + (1::bigint << 36) ELSE 1::bigint << 14 END
            WHEN step = 0 THEN CASE WHEN small THEN 1::bigint << 36 ELSE 1::bigint << 41 END
            WHEN small THEN CASE WHEN step = 1 AND NOT email
                THEN (1::bigint << 36) + (1::bigint << 31) ELSE 1::bigint << 36 END
            WHEN step = 1 AND NOT email AND NOT street THEN 1::bigint << 31 ELSE 0 END AS blocks,
        CASE WHEN years > 0 AND suable IS NOT NULL THEN (DATE '1970-01-01' + suable::int
            + make_interval(years => years))::date - DATE '1970-01-01' END AS sue_by,
        CASE WHEN years > 0 AND next_barred IS NOT NULL THEN (DATE '1970-01-01' + next_barred::int
            + make_interval(years => years))::date - DATE '1970-01-01' END AS barred_on
    FROM courtesy w),
told AS (
    SELECT d.*,
        CASE WHEN wanted = 0 AND sue_by - 90 <= DAY THEN 16 ELSE wanted END AS action,
        least(next_due + 1, barred_on + 1,
            CASE WHEN overdue > 0 THEN before_first + first END,
            CASE WHEN overdue > 0 THEN before_second + second END,
            CASE WHEN overdue > 0 AND third < 99999 THEN before_third + third END,
            CASE WHEN sue_by - 90 > DAY THEN sue_by - 90 END,
            CASE WHEN overdue = 0 THEN ask_later - 10 END, begins) AS next_change,
        oldest + CASE WHEN DAY - oldest < 31 THEN 31 WHEN DAY - oldest < 61 THEN 61
            WHEN DAY - oldest < 91 THEN 91 WHEN DAY - oldest < 181 THEN 181 END AS ages,
        CASE WHEN DAY - oldest >= 181 THEN 4 WHEN DAY - oldest >= 91 THEN 3
            WHEN DAY - oldest >= 61 THEN 2 WHEN DAY - oldest >= 31 THEN 1 ELSE 0 END AS band
    FROM decided d),
chances (band, untouched, called, reached) AS (
    VALUES (0, 267 / 1000::float8, 267 / 1000::float8 + 310 / 1000::float8 * 233 / 1000::float8, 310 / 1000::float8),
        (1, 115 / 1000::float8, 115 / 1000::float8 + 298 / 1000::float8 * 266 / 1000::float8, 298 / 1000::float8),
        (2, 56 / 1000::float8, 56 / 1000::float8 + 293 / 1000::float8 * 277 / 1000::float8, 293 / 1000::float8),
        (3, 15 / 1000::float8, 15 / 1000::float8 + 290 / 1000::float8 * 283 / 1000::float8, 290 / 1000::float8),
        (4, 1 / 1000::float8, 1 / 1000::float8 + 289 / 1000::float8 * 284 / 1000::float8, 289 / 1000::float8))
SELECT debtor_id, account_id, RUN, 2147483647, creditor_id, 0,
    CASE action WHEN 0 THEN 9 ELSE 3 END, 0,
    CASE action WHEN 0 THEN 0 ELSE -CAST(floor(overdue * (called - untouched) * 1000 / 1000::float8
        / ((reached * 480 + (1 - reached) * 90) / 60::float8) + 0.5) AS BIGINT) END,
    CASE action WHEN 0 THEN -open ELSE -overdue END, action, step,
    CASE WHEN blocks = 0 THEN NULL WHEN blocks < 4 THEN blocks - 1
        WHEN (blocks & (1::bigint << 14)) <> 0 THEN 14 WHEN (blocks & (1::bigint << 36)) <> 0 THEN 36
        WHEN (blocks & (1::bigint << 41)) <> 0 THEN 41 ELSE 31 END,
    blocks, oldest, CASE WHEN action > 0 AND overdue > 0 THEN least(next_change, ages) ELSE next_change END,
    items, 0
FROM told t JOIN chances c ON c.band = t.band;
ALTER TABLE rival ADD PRIMARY KEY (debtor_id, account_id, from_run);
CREATE INDEX rival_by_place ON rival (place_tier, place_currency, place_value, place_amount,
                                      account_id, agent_id, creditor_id);
CREATE INDEX rival_by_agent ON rival (agent_id, place_tier, place_currency, place_value, place_amount,
                                      account_id) WHERE agent_id <> 0;
COMMIT;
