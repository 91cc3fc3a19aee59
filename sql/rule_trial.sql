-- Trials of rules asked for by page.

-- name: rule_trial_drop_actions
-- exec
-- in: actor_id int
DELETE FROM rule_trial_action
WHERE trial_id IN (SELECT t.trial_id FROM rule_trial t WHERE t.actor_id = $1);

-- name: rule_trial_drop_changes
-- exec
-- in: actor_id int
DELETE FROM rule_trial_change
WHERE trial_id IN (SELECT t.trial_id FROM rule_trial t WHERE t.actor_id = $1);

-- Asked again, the one before is given up.
-- name: rule_trial_put
-- exec
-- in: actor_id int, trial_id int, file text, body text, made_ms int
INSERT INTO rule_trial (actor_id, trial_id, file, body, state, made_ms, ended_ms, claim, alive_ms,
                        looked, error, accounts, changed)
VALUES ($1, $2, $3, $4, 'queued', $5, 0, 0, 0, 0, '', 0, 0)
ON CONFLICT (actor_id) DO UPDATE
SET trial_id = $2, file = $3, body = $4, state = 'queued', made_ms = $5, ended_ms = 0, claim = 0,
    alive_ms = 0, looked = 0, error = '', accounts = 0, changed = 0;

-- name: rule_trial_get
-- one
-- in: actor_id int
-- out: trial_id int, file text, body text, state text, made_ms int, ended_ms int, looked int, error text, accounts int, changed int
SELECT trial_id, file, body, state, made_ms, ended_ms, looked, error, accounts, changed
FROM rule_trial WHERE actor_id = $1;

-- The first that waits for a thread, or whose thread has been silent since then.
-- name: rule_trial_next
-- one
-- in: silent_ms int
-- out: actor_id int, trial_id int, file text, body text, claim int, alive_ms int
SELECT actor_id, trial_id, file, body, claim, alive_ms FROM rule_trial
WHERE state = 'queued' OR (state = 'running' AND alive_ms < $1)
ORDER BY trial_id LIMIT 1;

-- Of nobody, or of one that has not spoken since.
-- name: rule_trial_claim
-- exec
-- in: claim int, now_ms int, trial_id int, old_claim int, old_alive_ms int
UPDATE rule_trial SET state = 'running', claim = $1, alive_ms = $2, looked = 0
WHERE trial_id = $3 AND claim = $4 AND alive_ms = $5 AND state IN ('queued', 'running');

-- name: rule_trial_beat
-- exec
-- in: now_ms int, looked int, trial_id int, claim int
UPDATE rule_trial SET alive_ms = $1, looked = $2
WHERE trial_id = $3 AND claim = $4 AND state = 'running';

-- name: rule_trial_put_back
-- exec
-- in: trial_id int, claim int
UPDATE rule_trial SET state = 'queued', claim = 0, looked = 0
WHERE trial_id = $1 AND claim = $2 AND state = 'running';

-- name: rule_trial_end
-- exec
-- in: state text, ended_ms int, error text, accounts int, changed int, trial_id int, claim int
UPDATE rule_trial SET state = $1, ended_ms = $2, error = $3, accounts = $4, changed = $5, claim = 0
WHERE trial_id = $6 AND claim = $7 AND state = 'running';

-- name: rule_trial_action_insert
-- exec
-- in: trial_id int, action text, before int, after int
INSERT INTO rule_trial_action (trial_id, action, before, after) VALUES ($1, $2, $3, $4);

-- name: rule_trial_action_list
-- many
-- in: trial_id int
-- out: action text, before int, after int
SELECT action, before, after FROM rule_trial_action WHERE trial_id = $1 ORDER BY action;

-- name: rule_trial_change_insert
-- exec
-- in: trial_id int, place_no int, debtor_id int, account_id int, open_minor int, action_before text, level_before int, action_after text, level_after int
INSERT INTO rule_trial_change (trial_id, place_no, debtor_id, account_id, open_minor, action_before,
                               level_before, action_after, level_after)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- name: rule_trial_change_list
-- many
-- in: trial_id int
-- out: debtor_id int, account_id int, open_minor int, action_before text, level_before int, action_after text, level_after int
SELECT debtor_id, account_id, open_minor, action_before, level_before, action_after, level_after
FROM rule_trial_change WHERE trial_id = $1 ORDER BY place_no;
