-- Backups that servers make by themselves.

-- name: backup_plan_get
-- one
-- out: hour int, kept int, actor_id int, since_ms int, slot_ms int, made_ms int, file text, failed_ms int, error text, again_ms int
SELECT hour, kept, actor_id, since_ms, slot_ms, made_ms, file, failed_ms, error, again_ms
FROM backup_plan WHERE plan_id = 1;

-- A moment missed before somebody said another hour is nobody's wish any more.
-- name: backup_plan_put
-- exec
-- in: hour int, kept int, actor_id int, since_ms int
INSERT INTO backup_plan (plan_id, hour, kept, actor_id, since_ms, slot_ms, made_ms, file, claim,
                         alive_ms, failed_ms, error, again_ms)
VALUES (1, $1, $2, $3, $4, 0, 0, '', 0, 0, 0, '', 0)
ON CONFLICT (plan_id) DO UPDATE
SET hour = $1, kept = $2, actor_id = $3, since_ms = $4, again_ms = 0;

-- By one of those that want to make it: nobody has made it, and nobody is about to.
-- name: backup_plan_claim
-- exec
-- in: claim int, now_ms int, hour int, slot_ms int, silent_ms int
UPDATE backup_plan SET claim = $1, alive_ms = $2
WHERE plan_id = 1 AND hour = $3 AND slot_ms < $4 AND again_ms <= $2
    AND (claim = 0 OR alive_ms < $5);

-- name: backup_plan_beat
-- exec
-- in: now_ms int, claim int
UPDATE backup_plan SET alive_ms = $1 WHERE plan_id = 1 AND claim = $2;

-- name: backup_plan_made
-- exec
-- in: slot_ms int, made_ms int, file text, claim int
UPDATE backup_plan SET slot_ms = $1, made_ms = $2, file = $3, claim = 0, failed_ms = 0, error = ''
WHERE plan_id = 1 AND claim = $4;

-- name: backup_plan_failed
-- exec
-- in: failed_ms int, error text, again_ms int, claim int
UPDATE backup_plan SET failed_ms = $1, error = $2, again_ms = $3, claim = 0
WHERE plan_id = 1 AND claim = $4;
