-- Filters of lists that people keep under a name. params: the filter as an address says it. shared: who is
-- in a team with the one who kept it opens it, too, and sees what he may see of it.
-- citus: local
CREATE TABLE saved_list (
    saved_id {int} NOT NULL PRIMARY KEY,
    user_id {int} NOT NULL,
    shared {int} NOT NULL CHECK (shared IN (0, 1)),
    list {text} NOT NULL,
    name {text} NOT NULL,
    params {text} NOT NULL,
    at_ms {int} NOT NULL
){table};
CREATE INDEX saved_list_by_user ON saved_list (user_id);
