-- The people of the house: who may sign in, what they may do, for which creditors. Secrets are
-- kept as hashes only: passwords by argon2id, tokens by BLAKE2b-256.

-- Named in the plural: user is a reserved word in PostgreSQL. login is lower case and is how people
-- sign in. password NULL: cannot sign in by password (yet). lang NULL: as the browser asks.
-- all_creditors 1: sees every creditor, else those of user_creditor.
-- citus: local
CREATE TABLE users (
    user_id {int} NOT NULL PRIMARY KEY,
    login {text} NOT NULL UNIQUE,
    name {text} NOT NULL,
    password {text},
    lang {text} CHECK (lang IN ('fr', 'en')),
    all_creditors {int} NOT NULL CHECK (all_creditors IN (0, 1)),
    disabled {int} NOT NULL CHECK (disabled IN (0, 1)),
    demo {int} NOT NULL CHECK (demo IN (0, 1)),
    created_ms {int} NOT NULL
){table};

-- citus: local
CREATE TABLE user_role (
    user_id {int} NOT NULL REFERENCES users (user_id),
    role {text} NOT NULL,
    PRIMARY KEY (user_id, role)
){rowless};

-- citus: local
CREATE TABLE user_creditor (
    user_id {int} NOT NULL REFERENCES users (user_id),
    creditor_id {int} NOT NULL,
    PRIMARY KEY (user_id, creditor_id)
){rowless};

-- A signed-in browser. The cookie holds the token, this table only its hash.
-- citus: local
CREATE TABLE session (
    token_hash {blob} NOT NULL PRIMARY KEY,
    user_id {int} NOT NULL REFERENCES users (user_id),
    created_ms {int} NOT NULL,
    expires_ms {int} NOT NULL
){rowless};
CREATE INDEX session_by_user ON session (user_id, created_ms);
CREATE INDEX session_by_expiry ON session (expires_ms);

-- A link that lets one person choose a password once.
-- citus: local
CREATE TABLE user_link (
    token_hash {blob} NOT NULL PRIMARY KEY,
    user_id {int} NOT NULL REFERENCES users (user_id),
    expires_ms {int} NOT NULL
){rowless};

-- Attempts to sign in that failed, by login as typed and by address, to slow down guessing. Rows
-- are dropped once they no longer count.
-- citus: local
CREATE TABLE login_attempt (
    attempt_id {int} NOT NULL PRIMARY KEY,
    login {text} NOT NULL,
    address {text} NOT NULL,
    at_ms {int} NOT NULL
){table};
CREATE INDEX login_attempt_by_login ON login_attempt (login, at_ms);
CREATE INDEX login_attempt_by_address ON login_attempt (address, at_ms);
CREATE INDEX login_attempt_by_time ON login_attempt (at_ms);
