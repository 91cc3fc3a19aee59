-- Whose file it is: the agent of each account, day by day; teams; who is away and who covers.

-- Words, only ever added: the last one whose day has come holds. user_id NULL: nobody's.
-- citus: distributed debtor_id
-- append: only
CREATE TABLE account_owner (
    debtor_id {int} NOT NULL,
    account_id {int} NOT NULL,
    owner_id {int} NOT NULL,
    from_day {int} NOT NULL,
    user_id {int},
    why {text} NOT NULL,
    at_ms {int} NOT NULL,
    actor_id {int} NOT NULL,
    PRIMARY KEY (debtor_id, account_id, owner_id),
    FOREIGN KEY (debtor_id, account_id) REFERENCES account (debtor_id, account_id)
){rowless};

-- lead_id: who leads it, or NULL.
-- citus: local
CREATE TABLE team (
    team_id {int} NOT NULL PRIMARY KEY,
    code {text} NOT NULL UNIQUE,
    name {text} NOT NULL,
    lead_id {int} REFERENCES users (user_id)
){table};

-- citus: local
CREATE TABLE team_member (
    team_id {int} NOT NULL REFERENCES team (team_id),
    user_id {int} NOT NULL REFERENCES users (user_id),
    PRIMARY KEY (team_id, user_id)
){rowless};

-- Both days included. cover_id NULL: nobody in particular. cancelled 1: taken back, never deleted.
-- citus: local
CREATE TABLE absence (
    user_id {int} NOT NULL REFERENCES users (user_id),
    absence_id {int} NOT NULL,
    from_day {int} NOT NULL,
    to_day {int} NOT NULL,
    cover_id {int} REFERENCES users (user_id),
    cancelled {int} NOT NULL CHECK (cancelled IN (0, 1)),
    PRIMARY KEY (user_id, absence_id),
    CHECK (to_day >= from_day)
){rowless};
