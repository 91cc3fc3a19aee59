-- Rules that a person loaded (scenarios, priorities), newer than those shipped with the program.
-- Each load is one more version of a whole text; none is ever changed or dropped, so a decision of
-- the past can be explained by the rules it was made under. digest: BLAKE2b-256 of body.
-- append: only
-- citus: reference
CREATE TABLE rule_set (
    name {text} NOT NULL,
    version {int} NOT NULL CHECK (version > 0),
    kind {text} NOT NULL CHECK (kind IN ('scenario', 'priority')),
    loaded_ms {int} NOT NULL,
    actor_id {int} NOT NULL,
    digest {blob} NOT NULL,
    body {text} NOT NULL,
    PRIMARY KEY (name, version)
){table};
