-- Backups that servers make by themselves.

-- One row, once somebody said something. hour: of the day in mainland France, -1: none is made; kept:
-- how many of those made by servers stay. actor_id said so at since_ms: moments before are nobody's
-- wish. slot_ms: the moment that the last one was made for, 0: none yet; complete at made_ms, file: its
-- name. claim: of the thread that makes one, 0: of none; alive_ms: when that one last said so.
-- failed_ms, error: of the last try, if it failed; the next one not before again_ms.
-- citus: reference
CREATE TABLE backup_plan (
    plan_id {int} NOT NULL PRIMARY KEY CHECK (plan_id = 1),
    hour {int} NOT NULL CHECK (hour >= -1 AND hour <= 23),
    kept {int} NOT NULL CHECK (kept >= 1 AND kept <= 99),
    actor_id {int} NOT NULL,
    since_ms {int} NOT NULL,
    slot_ms {int} NOT NULL,
    made_ms {int} NOT NULL,
    file {text} NOT NULL,
    claim {int} NOT NULL,
    alive_ms {int} NOT NULL,
    failed_ms {int} NOT NULL,
    error {text} NOT NULL,
    again_ms {int} NOT NULL
){table};
