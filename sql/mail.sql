-- E-mails on their way out, and the server that takes them.

-- name: mail_insert
-- exec
-- in: debtor_id int, account_id int, mail_id int, creditor_id int, letter_id int?, kind text, state text, address text, subject text, message_id text, document_id int, document_number int, made_day int, made_ms int, actor_id int, next_ms int
INSERT INTO mail (debtor_id, account_id, mail_id, creditor_id, letter_id, kind, state, address,
                  subject, message_id, document_id, document_number, made_day, made_ms, actor_id,
                  next_ms, tries, reply)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 0, '');

-- name: mail_update
-- exec
-- in: state text, tries int, next_ms int, claimed_ms int?, until_ms int?, claimed_day int?, reply text, debtor_id int, account_id int, mail_id int
UPDATE mail SET state = $1, tries = $2, next_ms = $3, claimed_ms = $4, until_ms = $5,
    claimed_day = $6, reply = $7
WHERE debtor_id = $8 AND account_id = $9 AND mail_id = $10;

-- fragment: mail_columns
-- out: debtor_id int, account_id int, mail_id int, creditor_id int, letter_id int?, kind text, state text, address text, subject text, message_id text, document_id int, document_number int, made_day int, made_ms int, actor_id int, tries int, next_ms int, claimed_ms int?, until_ms int?, claimed_day int?, reply text
SELECT m.debtor_id, m.account_id, m.mail_id, m.creditor_id, m.letter_id, m.kind, m.state,
       m.address, m.subject, m.message_id, m.document_id, m.document_number, m.made_day, m.made_ms,
       m.actor_id, m.tries, m.next_ms, m.claimed_ms, m.until_ms, m.claimed_day, m.reply;

-- name: mail_by_account
-- many
-- in: debtor_id int, account_id int
-- use: mail_columns
FROM mail m WHERE m.debtor_id = $1 AND m.account_id = $2 ORDER BY m.mail_id;

-- With whose it is and where the letter it brings is: those in one state.
-- fragment: mail_in_state
-- in: state text, most int
-- use: mail_columns
-- out: account_number int, debtor_name text, letter_state text?
, a.number, d.name, l.state
FROM mail m
JOIN account a ON a.debtor_id = m.debtor_id AND a.account_id = m.account_id
JOIN debtor d ON d.debtor_id = m.debtor_id
LEFT JOIN letter l ON l.debtor_id = m.debtor_id AND l.account_id = m.account_id
    AND l.letter_id = m.letter_id
WHERE m.state = $1;

-- The first to be sent first.
-- name: mail_list
-- many stream
-- use: mail_in_state
-- crossshard: the outbox is of every debtor
ORDER BY m.next_ms, m.debtor_id, m.account_id, m.mail_id LIMIT $2;

-- The last ones first. Read by mail_list_next.
-- name: mail_list_newest
-- many stream
-- use: mail_in_state
-- crossshard: the outbox is of every debtor
ORDER BY m.next_ms DESC, m.debtor_id DESC, m.account_id DESC, m.mail_id DESC LIMIT $2;

-- name: mail_event_insert
-- exec
-- in: debtor_id int, account_id int, mail_id int, event_id int, state text, reply text, at_ms int, actor_id int
INSERT INTO mail_event (debtor_id, account_id, mail_id, event_id, state, reply, at_ms, actor_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: mail_server_get
-- one
-- out: host text, port int, security text, login text, user_name text, from_name text, from_address text, ca_file text, token_url text, client_id text, scope text, secret blob?, client_secret blob?, access blob?, access_until_ms int
SELECT host, port, security, login, user_name, from_name, from_address, ca_file, token_url,
       client_id, scope, secret, client_secret, access, access_until_ms
FROM mail_server WHERE server_id = 1;

-- name: mail_server_set
-- exec
-- in: host text, port int, security text, login text, user_name text, from_name text, from_address text, ca_file text, token_url text, client_id text, scope text, secret blob?, client_secret blob?, access blob?, access_until_ms int
INSERT INTO mail_server (server_id, host, port, security, login, user_name, from_name, from_address,
                         ca_file, token_url, client_id, scope, secret, client_secret, access,
                         access_until_ms)
VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
ON CONFLICT (server_id) DO UPDATE SET host = excluded.host, port = excluded.port,
    security = excluded.security, login = excluded.login, user_name = excluded.user_name,
    from_name = excluded.from_name, from_address = excluded.from_address,
    ca_file = excluded.ca_file, token_url = excluded.token_url, client_id = excluded.client_id,
    scope = excluded.scope, secret = excluded.secret, client_secret = excluded.client_secret,
    access = excluded.access, access_until_ms = excluded.access_until_ms;
