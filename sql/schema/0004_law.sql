-- Law tables that an administrator brought, newer than those compiled into the program. An update
-- adds a version of one whole table; no version is ever changed or dropped, so a figure of the past
-- can be made again. digest: BLAKE2b-256 of body, the file as it was read.
-- append: only
-- citus: reference
CREATE TABLE law_table (
    name {text} NOT NULL,
    version {int} NOT NULL CHECK (version > 0),
    loaded_ms {int} NOT NULL,
    actor_id {int} NOT NULL,
    digest {blob} NOT NULL,
    body {text} NOT NULL,
    PRIMARY KEY (name, version)
){table};
