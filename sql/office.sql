-- Teams of the house and who is away.

-- name: team_insert
-- exec
-- in: team_id int, code text, name text, lead_id int?
INSERT INTO team (team_id, code, name, lead_id) VALUES ($1, $2, $3, $4)
ON CONFLICT (code) DO NOTHING;

-- name: team_by_code
-- one
-- in: code text
-- out: team_id int, name text
SELECT team_id, name FROM team WHERE code = $1;

-- name: team_list
-- many
-- out: team_id int, code text, name text, lead_id int?
SELECT team_id, code, name, lead_id FROM team ORDER BY code;

-- name: team_member_list
-- many
-- out: team_id int, user_id int
SELECT team_id, user_id FROM team_member ORDER BY team_id, user_id;

-- name: team_member_insert
-- exec
-- in: team_id int, user_id int
INSERT INTO team_member (team_id, user_id) VALUES ($1, $2)
ON CONFLICT (team_id, user_id) DO NOTHING;

-- name: team_member_delete
-- exec
-- in: team_id int, user_id int
DELETE FROM team_member WHERE team_id = $1 AND user_id = $2;

-- name: absence_insert
-- exec
-- in: user_id int, absence_id int, from_day int, to_day int, cover_id int?
INSERT INTO absence (user_id, absence_id, from_day, to_day, cover_id, cancelled)
VALUES ($1, $2, $3, $4, $5, 0);

-- name: absence_list
-- many
-- out: user_id int, absence_id int, from_day int, to_day int, cover_id int?, cancelled int
SELECT user_id, absence_id, from_day, to_day, cover_id, cancelled FROM absence
ORDER BY user_id, absence_id;

-- name: absence_cancel
-- exec
-- in: user_id int, absence_id int
UPDATE absence SET cancelled = 1 WHERE user_id = $1 AND absence_id = $2;
