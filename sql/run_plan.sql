-- The daily run that servers make by themselves.

-- name: run_plan_get
-- one
-- out: hour int, actor_id int, since_ms int, failed_ms int, error text, again_ms int
SELECT hour, actor_id, since_ms, failed_ms, error, again_ms FROM run_plan WHERE plan_id = 1;

-- A moment missed before somebody said another hour is nobody's wish any more.
-- name: run_plan_put
-- exec
-- in: hour int, actor_id int, since_ms int
INSERT INTO run_plan (plan_id, hour, actor_id, since_ms, claim, alive_ms, failed_ms, error, again_ms)
VALUES (1, $1, $2, $3, 0, 0, 0, '', 0)
ON CONFLICT (plan_id) DO UPDATE SET hour = $1, actor_id = $2, since_ms = $3, again_ms = 0;

-- As it is when nobody said anything: a claim wants a row.
-- name: run_plan_found
-- exec
-- in: hour int
INSERT INTO run_plan (plan_id, hour, actor_id, since_ms, claim, alive_ms, failed_ms, error, again_ms)
VALUES (1, $1, 0, 0, 0, 0, 0, '', 0)
ON CONFLICT (plan_id) DO NOTHING;

-- By one of those that want to make it: nobody is about to.
-- name: run_plan_claim
-- exec
-- in: claim int, now_ms int, hour int, silent_ms int
UPDATE run_plan SET claim = $1, alive_ms = $2
WHERE plan_id = 1 AND hour = $3 AND again_ms <= $2 AND (claim = 0 OR alive_ms < $4);

-- name: run_plan_beat
-- exec
-- in: now_ms int, claim int
UPDATE run_plan SET alive_ms = $1 WHERE plan_id = 1 AND claim = $2;

-- name: run_plan_end
-- exec
-- in: failed_ms int, error text, again_ms int, claim int
UPDATE run_plan SET failed_ms = $1, error = $2, again_ms = $3, claim = 0
WHERE plan_id = 1 AND claim = $4;

-- The last run that people see the decisions of.
-- name: run_plan_last
-- one
-- out: number int, day int, ended_ms int?, accounts int, actions int, queue int, blocked int
SELECT number, day, ended_ms, accounts, actions, queue, blocked
FROM run WHERE state = 'published' ORDER BY number DESC LIMIT 1;

-- Whether there is anybody to decide on.
-- name: run_plan_anybody
-- one
-- out: account_id int
-- crossshard: any account of any debtor
SELECT account_id FROM account ORDER BY debtor_id, account_id LIMIT 1;
