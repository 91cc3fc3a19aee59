-- A second factor for people who sign in: a code from a telephone beside the password.

-- sealed: the shared secret, sealed with the key file. confirmed_ms NULL: offered, not in use yet.
-- last_step: the thirty seconds whose code was used last; a code works once.
-- citus: local
CREATE TABLE second_factor (
    user_id {int} NOT NULL PRIMARY KEY REFERENCES users (user_id),
    sealed {blob} NOT NULL,
    confirmed_ms {int},
    last_step {int} NOT NULL
){table};

-- Codes on paper for the day the telephone is lost; each works once and is then deleted.
-- citus: local
CREATE TABLE recovery_code (
    user_id {int} NOT NULL REFERENCES users (user_id),
    code_hash {blob} NOT NULL,
    PRIMARY KEY (user_id, code_hash)
){rowless};

-- A browser that gave the right password and still owes the code.
-- citus: local
CREATE TABLE half_session (
    token_hash {blob} NOT NULL PRIMARY KEY,
    user_id {int} NOT NULL REFERENCES users (user_id),
    expires_ms {int} NOT NULL
){rowless};
