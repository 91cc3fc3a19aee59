-- The people of the house, their roles and creditors.

-- name: user_insert
-- exec
-- in: user_id int, login text, name text, password text?, lang text?, all_creditors int, demo int, created_ms int
INSERT INTO users (user_id, login, name, password, lang, all_creditors, disabled, demo, created_ms)
VALUES ($1, $2, $3, $4, $5, $6, 0, $7, $8) ON CONFLICT (login) DO NOTHING;

-- name: user_by_login
-- one
-- in: login text
-- out: user_id int, login text, name text, password text?, lang text?, all_creditors int, disabled int, demo int
SELECT user_id, login, name, password, lang, all_creditors, disabled, demo
FROM users WHERE login = $1;

-- name: user_by_id
-- one
-- in: user_id int
-- out: user_id int, login text, name text, password text?, lang text?, all_creditors int, disabled int, demo int
SELECT user_id, login, name, password, lang, all_creditors, disabled, demo
FROM users WHERE user_id = $1;

-- name: user_list
-- many
-- out: user_id int, login text, name text, password text?, lang text?, all_creditors int, disabled int, demo int
SELECT user_id, login, name, password, lang, all_creditors, disabled, demo
FROM users ORDER BY login;

-- name: user_set_password
-- exec
-- in: password text, user_id int
UPDATE users SET password = $1 WHERE user_id = $2;

-- name: user_update
-- exec
-- in: name text, lang text?, all_creditors int, disabled int, user_id int
UPDATE users SET name = $1, lang = $2, all_creditors = $3, disabled = $4 WHERE user_id = $5;

-- name: user_role_delete
-- exec
-- in: user_id int
DELETE FROM user_role WHERE user_id = $1;

-- name: user_creditor_delete
-- exec
-- in: user_id int
DELETE FROM user_creditor WHERE user_id = $1;

-- name: user_role_insert
-- exec
-- in: user_id int, role text
INSERT INTO user_role (user_id, role) VALUES ($1, $2);

-- Of people from one to another.
-- name: user_role_list
-- many
-- in: from_user int, to_user int
-- out: user_id int, role text
SELECT user_id, role FROM user_role WHERE user_id BETWEEN $1 AND $2 ORDER BY user_id, role;

-- name: user_creditor_insert
-- exec
-- in: user_id int, creditor_id int
INSERT INTO user_creditor (user_id, creditor_id) VALUES ($1, $2);

-- Of people from one to another.
-- name: user_creditor_list
-- many
-- in: from_user int, to_user int
-- out: user_id int, creditor_id int
SELECT user_id, creditor_id FROM user_creditor WHERE user_id BETWEEN $1 AND $2
ORDER BY user_id, creditor_id;
