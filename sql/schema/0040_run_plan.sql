-- The daily run that servers make by themselves.

-- One row, once somebody said something or a server made one. hour: of the working day in mainland
-- France, -1: none is made. actor_id said so at since_ms, 0: nobody did; moments before are nobody's
-- wish. Which day was run stands in run. claim: of the thread that makes one, 0: of none; alive_ms:
-- when that one last said so. failed_ms, error: of the last try, if it failed; the next one not
-- before again_ms.
-- citus: reference
CREATE TABLE run_plan (
    plan_id {int} NOT NULL PRIMARY KEY CHECK (plan_id = 1),
    hour {int} NOT NULL CHECK (hour >= -1 AND hour <= 23),
    actor_id {int} NOT NULL,
    since_ms {int} NOT NULL,
    claim {int} NOT NULL,
    alive_ms {int} NOT NULL,
    failed_ms {int} NOT NULL,
    error {text} NOT NULL,
    again_ms {int} NOT NULL
){table};
