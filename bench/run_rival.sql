-- What the daily run costs in plain SQL, SQLite: the best statement we know of that reads the same
-- tables and writes the same columns with the same keys, as one durable transaction. It knows what
-- the rules say about this portfolio (accounts in one's own name, in euros, of companies, traders,
-- consumers and persons of whom nobody says what they are; nobody contacted yet, nothing agreed) and
-- nothing else; see README.md. DAY: the day, as days from 1970-01-01; RUN: the run.
PRAGMA synchronous = full;
PRAGMA cache_size = -262144;
PRAGMA mmap_size = 4294967296;
PRAGMA temp_store = memory;
BEGIN IMMEDIATE;
DROP TABLE IF EXISTS rival;
CREATE TABLE rival (
    debtor_id INTEGER NOT NULL, account_id INTEGER NOT NULL, from_run INTEGER NOT NULL,
    until_run INTEGER NOT NULL, creditor_id INTEGER NOT NULL, agent_id INTEGER NOT NULL,
    place_tier INTEGER NOT NULL, place_currency INTEGER NOT NULL, place_value INTEGER NOT NULL,
    place_amount INTEGER NOT NULL, action INTEGER NOT NULL, level INTEGER NOT NULL, block INTEGER,
    blocks INTEGER NOT NULL, oldest_day INTEGER, next_change_day INTEGER, items INTEGER NOT NULL,
    marks INTEGER NOT NULL,
    PRIMARY KEY (debtor_id, account_id, from_run)) STRICT, WITHOUT ROWID;
-- Two scenarios, and who follows which. first, second, third: days of the levels that come before
-- any contact (a third that never comes: 99999); years: of the limitation (none: unknown); barred:
-- what fell due before is time-barred.
CREATE TEMP TABLE scenario (
    kind TEXT PRIMARY KEY, first INT, second INT, third INT, years INT, barred INT, large INT)
    WITHOUT ROWID;
INSERT INTO scenario VALUES
    ('company', 3, 10, 20, 5, unixepoch(DAY * 86400, 'unixepoch', '-5 years') / 86400, 1000000),
    ('trader', 3, 10, 20, 5, unixepoch(DAY * 86400, 'unixepoch', '-5 years') / 86400, 1000000),
    ('unknown', 3, 10, 20, 0, -99999, 1000000),
    ('consumer', 5, 15, 99999, 2, unixepoch(DAY * 86400, 'unixepoch', '-2 years') / 86400, 9e18);
-- The same day some years later: 28 February for the 29th.
CREATE TEMP TABLE later (key INTEGER PRIMARY KEY, day INT);
WITH RECURSIVE days (day) AS (SELECT DAY - 12000 UNION ALL SELECT day + 1 FROM days WHERE day < DAY + 1000)
INSERT INTO later
SELECT day * 8 + years, unixepoch(day * 86400, 'unixepoch', '+' || years || ' years') / 86400
    - (strftime('%m%d', day * 86400, 'unixepoch') = '0229')
FROM days, (SELECT 2 AS years UNION ALL SELECT 5);
INSERT INTO rival
WITH
-- one pass over the open items, in the order they lie on disk
sums AS MATERIALIZED (
    SELECT i.debtor_id, i.account_id, a.creditor_id, s.first, s.second, s.third, s.years, s.large,
        s.barred, d.kind,
        sum(CASE WHEN i.on_day <= DAY THEN i.open_minor ELSE 0 END) AS open, sum(i.on_day <= DAY) AS items,
        min(CASE WHEN i.on_day > DAY THEN i.on_day END) AS begins,
        sum(CASE WHEN i.due_day < DAY AND i.role <> 'retention' THEN i.open_minor ELSE 0 END) AS overdue,
        sum(CASE WHEN i.due_day < DAY AND i.due_day >= s.barred AND i.role <> 'retention'
                THEN i.open_minor ELSE 0 END) AS raisable,
        min(CASE WHEN i.due_day < DAY AND i.role <> 'retention' THEN i.due_day END) AS oldest,
        min(CASE WHEN i.due_day < DAY AND i.due_day >= s.barred AND i.role <> 'retention'
                THEN i.due_day END) AS oldest_raisable,
        min(CASE WHEN i.due_day >= DAY AND i.role <> 'retention' AND i.on_day <= DAY THEN i.due_day END) AS next_due,
        min(CASE WHEN i.due_day >= s.barred AND i.on_day <= DAY THEN i.due_day END) AS next_barred,
        min(CASE WHEN i.due_day < DAY AND i.due_day > DAY - s.first AND i.role <> 'retention'
                THEN i.due_day END) AS before_first,
        min(CASE WHEN i.due_day <= DAY - s.first AND i.due_day > DAY - s.second
                AND i.role <> 'retention' THEN i.due_day END) AS before_second,
        min(CASE WHEN i.due_day <= DAY - s.second AND i.due_day > DAY - s.third
                AND i.due_day >= s.barred AND i.role <> 'retention' THEN i.due_day END) AS before_third,
        sum(i.due_day < DAY AND i.due_day > DAY - s.first AND i.role <> 'retention') AS attached,
        min(CASE WHEN i.due_day >= DAY AND i.open_minor >= s.large AND i.role = 'customer' AND i.on_day <= DAY
                THEN i.due_day END) AS large_due,
        min(CASE WHEN i.due_day > DAY + 10 AND i.open_minor >= s.large AND i.role = 'customer' AND i.on_day <= DAY
                THEN i.due_day END) AS large_later,
        min(CASE WHEN i.on_day <= DAY THEN i.due_day END) AS first_due,
        min(CASE WHEN i.due_day >= DAY AND i.role = 'customer' AND i.on_day <= DAY THEN i.due_day END)
            AS own_due,
        min(CASE WHEN i.due_day > DAY + 10 AND i.role = 'customer' AND i.on_day <= DAY THEN i.due_day END)
            AS own_later
    FROM account a CROSS JOIN debtor d ON d.debtor_id = a.debtor_id
        CROSS JOIN scenario s ON s.kind = d.kind
        CROSS JOIN item i ON i.debtor_id = a.debtor_id AND i.account_id = a.account_id
    WHERE i.open_minor <> 0 AND i.standing = 1
    GROUP BY i.debtor_id, i.account_id),
ways AS MATERIALIZED (
    SELECT s.*,
        (SELECT max(f.kind IN ('phone', 'mobile')) + 2 * max(f.kind = 'email')
                + 4 * max(f.kind = 'street')
            FROM fact f WHERE f.debtor_id = s.debtor_id AND f.standing = 1) AS known,
        CASE WHEN overdue = 0 OR oldest_raisable IS NULL THEN 0
            WHEN DAY - oldest_raisable >= third THEN 3 WHEN DAY - oldest_raisable >= second THEN 2
            WHEN DAY - oldest_raisable >= first THEN 1 ELSE 0 END AS step,
        CASE WHEN overdue > 0 AND iif(raisable > 0, raisable, overdue) < 1500 THEN 1 ELSE 0 END AS small,
        CASE WHEN oldest < barred THEN oldest_raisable ELSE oldest END AS suable,
        -- a customer who never paid yet, none of whose invoices is late
        first_due BETWEEN DAY AND DAY + 10 AND kind <> 'consumer' AND NOT EXISTS (SELECT 1 FROM item i
            WHERE i.debtor_id = s.debtor_id AND i.account_id = s.account_id AND i.standing = 1
                AND i.kind IN ('payment', 'settlement', 'opening', 'opening_difference', 'to_detail'))
            AS new
    FROM sums s),
-- whom to thank for the order before it is due, and about which invoice
courtesy AS (
    SELECT w.*, iif(new, own_due, large_due) AS ask_due, iif(new OR (first_due > DAY + 10 AND kind <> 'consumer'), own_later, large_later)
        AS ask_later
    FROM ways w),
decided AS (
    SELECT w.*,
        -- actions and blocks as the product numbers them: 0 none, 1 call, 2 find a number, 5 an
        -- address, 10 e-mail, 12 letter, 15 courtesy call, 16 alert
        CASE WHEN open = 0 THEN 0
            WHEN overdue = 0 THEN CASE WHEN ask_due <= DAY + 10 THEN iif(known & 1, 15, 2) ELSE 0 END
            WHEN step = 0 OR small THEN 0
            WHEN step = 1 THEN CASE WHEN known & 2 THEN 10 WHEN known & 4 THEN 12 ELSE 5 END
            ELSE iif(known & 1, 1, 2) END AS wanted,
        -- bits: 0 nothing owed, 1 nothing overdue, 14 barred, 31 no address, 36 too little, 41 early
        CASE WHEN open = 0 THEN 1
            WHEN overdue = 0 THEN iif(ask_due <= DAY + 10, 0, 1 << 1)
            WHEN step = 0 AND raisable = 0 THEN (1 << 14) + (small << 36)
            WHEN step = 0 THEN iif(small, 1 << 36, 1 << 41)
            WHEN step = 1 THEN CASE
                WHEN small THEN (1 << 36) + (iif(known & 2, 0, 1) << 31)
                ELSE iif(known & 6, 0, 1 << 31) END
            ELSE small << 36 END AS blocks,
        (SELECT day FROM later WHERE key = suable * 8 + years) AS sue_by,
        (SELECT day FROM later WHERE key = next_barred * 8 + years) AS barred_on
    FROM courtesy w),
told AS MATERIALIZED (
    SELECT d.*, iif(wanted = 0 AND sue_by - 90 <= DAY, 16, wanted) AS action,
        min(coalesce(next_due + 1, 99999), coalesce(barred_on + 1, 99999),
            iif(overdue > 0, coalesce(before_first + first, 99999), 99999),
            iif(overdue > 0, coalesce(before_second + second, 99999), 99999),
            iif(overdue > 0 AND third < 99999, coalesce(before_third + third, 99999), 99999),
            iif(sue_by - 90 > DAY, sue_by - 90, 99999),
            iif(overdue = 0, coalesce(ask_later - 10, 99999), 99999), coalesce(begins, 99999)) AS next_change,
        -- the next age at which a call is worth less
        oldest + CASE WHEN DAY - oldest < 31 THEN 31 WHEN DAY - oldest < 61 THEN 61
            WHEN DAY - oldest < 91 THEN 91 WHEN DAY - oldest < 181 THEN 181 ELSE 99999 END AS ages,
        CASE WHEN DAY - oldest >= 181 THEN 4 WHEN DAY - oldest >= 91 THEN 3 WHEN DAY - oldest >= 61 THEN 2
            WHEN DAY - oldest >= 31 THEN 1 ELSE 0 END AS band
    FROM decided d),
chances AS (
    SELECT 0 AS band, 267 / 1000.0 AS untouched, 267 / 1000.0 + 310 / 1000.0 * 233 / 1000.0 AS called, 310 / 1000.0 AS reached
    UNION ALL SELECT 1, 115 / 1000.0, 115 / 1000.0 + 298 / 1000.0 * 266 / 1000.0, 298 / 1000.0
    UNION ALL SELECT 2, 56 / 1000.0, 56 / 1000.0 + 293 / 1000.0 * 277 / 1000.0, 293 / 1000.0
    UNION ALL SELECT 3, 15 / 1000.0, 15 / 1000.0 + 290 / 1000.0 * 283 / 1000.0, 290 / 1000.0
    UNION ALL SELECT 4, 1 / 1000.0, 1 / 1000.0 + 289 / 1000.0 * 284 / 1000.0, 289 / 1000.0)
SELECT debtor_id, account_id, RUN, 2147483647, creditor_id, 0,
    iif(action = 0, 9, 3), 0,
    iif(action = 0, 0, -CAST(round(overdue * (called - untouched) * 1000 / 1000.0
        / ((reached * 480 + (1 - reached) * 90) / 60.0)) AS INTEGER)),
    iif(action = 0, -open, -overdue), action, step,
    CASE WHEN blocks = 0 THEN NULL WHEN blocks < 4 THEN blocks - 1 WHEN blocks & (1 << 14) THEN 14
        WHEN blocks & (1 << 36) THEN 36 WHEN blocks & (1 << 41) THEN 41 ELSE 31 END,
    blocks, oldest, nullif(iif(action > 0 AND overdue > 0, min(next_change, ages), next_change), 99999), items, 0
FROM told t JOIN chances c ON c.band = t.band;
CREATE INDEX rival_by_place ON rival (place_tier, place_currency, place_value, place_amount,
                                      account_id, agent_id, creditor_id);
CREATE INDEX rival_by_agent ON rival (agent_id, place_tier, place_currency, place_value, place_amount,
                                      account_id) WHERE agent_id <> 0;
COMMIT;
