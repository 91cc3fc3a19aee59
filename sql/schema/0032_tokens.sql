-- What other programs sign in with for a person. Only the hash of a token is kept. scopes: codes of
-- src/office/token_scope.def, separated by blanks. until_day: the last civil day on which it opens
-- anything. used_day: the last one on which it did.
-- citus: local
CREATE TABLE access_token (
    token_id {int} NOT NULL PRIMARY KEY,
    user_id {int} NOT NULL REFERENCES users (user_id),
    token_hash {blob} NOT NULL,
    name {text} NOT NULL,
    scopes {text} NOT NULL,
    made_ms {int} NOT NULL,
    until_day {int} NOT NULL,
    used_day {int},
    revoked_ms {int}
){table};
CREATE UNIQUE INDEX access_token_by_hash ON access_token (token_hash);
CREATE INDEX access_token_by_user ON access_token (user_id);
