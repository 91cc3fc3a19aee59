-- Answers to requests of other programs that wrote something under an Idempotency-Key: the same
-- request once more gets the same answer. digest: of what was asked. status 0: being worked on.
-- Kept for a day.
-- citus: local
CREATE TABLE kept_answer (
    user_id {int} NOT NULL REFERENCES users (user_id),
    request_key {text} NOT NULL,
    digest {blob} NOT NULL,
    at_ms {int} NOT NULL,
    status {int} NOT NULL,
    location {text} NOT NULL,
    body {text} NOT NULL,
    PRIMARY KEY (user_id, request_key)
){rowless};
CREATE INDEX kept_answer_by_at ON kept_answer (at_ms);
