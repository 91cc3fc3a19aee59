-- E-mails: what leaves, in which state, and by which server.

-- 1: a letter that goes by e-mail. Its row in `mail` says how far that came; here it is to_print
-- while it is queued, printed while nobody knows whether it left, sent once the server has taken
-- it, returned when it came back.
ALTER TABLE letter ADD COLUMN by_mail {int} NOT NULL DEFAULT 0 CHECK (by_mail IN (0, 1));

-- One e-mail, kept as it is sent in document. letter_id: of the letter it brings; NULL: it brings
-- copies of invoices. claimed_ms, until_ms: when it was claimed and until when it may still be
-- under way; a claim that nobody ended by then is uncertain. reply: the server's last words.
-- citus: distributed debtor_id
CREATE TABLE mail (
    debtor_id {int} NOT NULL,
    account_id {int} NOT NULL,
    mail_id {int} NOT NULL,
    creditor_id {int} NOT NULL,
    letter_id {int},
    kind {text} NOT NULL CHECK (kind IN ('releve', 'relance-1', 'relance-2', 'copie')),
    state {text} NOT NULL CHECK (state IN ('queued', 'claimed', 'accepted', 'refused', 'uncertain',
                                           'stopped')),
    address {text} NOT NULL,
    subject {text} NOT NULL,
    message_id {text} NOT NULL,
    document_id {int} NOT NULL,
    document_number {int} NOT NULL,
    made_day {int} NOT NULL,
    made_ms {int} NOT NULL,
    actor_id {int} NOT NULL,
    tries {int} NOT NULL,
    next_ms {int} NOT NULL,
    claimed_ms {int},
    until_ms {int},
    claimed_day {int},
    reply {text} NOT NULL,
    PRIMARY KEY (debtor_id, account_id, mail_id),
    FOREIGN KEY (debtor_id, account_id) REFERENCES account (debtor_id, account_id),
    FOREIGN KEY (debtor_id, document_id) REFERENCES document (debtor_id, document_id)
){rowless};
CREATE INDEX mail_by_state ON mail (state, next_ms, debtor_id, account_id, mail_id);

-- Who or what said that it is in this state now.
-- citus: distributed debtor_id
-- append: only
CREATE TABLE mail_event (
    debtor_id {int} NOT NULL,
    account_id {int} NOT NULL,
    mail_id {int} NOT NULL,
    event_id {int} NOT NULL,
    state {text} NOT NULL,
    reply {text} NOT NULL,
    at_ms {int} NOT NULL,
    actor_id {int} NOT NULL,
    PRIMARY KEY (debtor_id, account_id, mail_id, event_id),
    FOREIGN KEY (debtor_id, account_id, mail_id) REFERENCES mail (debtor_id, account_id, mail_id)
){rowless};

-- The house's mail server; one row. Secrets are sealed with the key file: secret is the password or
-- the refresh token, client_secret that of the application, access the access token, good until
-- access_until_ms.
-- citus: local
CREATE TABLE mail_server (
    server_id {int} NOT NULL PRIMARY KEY CHECK (server_id = 1),
    host {text} NOT NULL,
    port {int} NOT NULL,
    security {text} NOT NULL CHECK (security IN ('starttls', 'tls', 'plain')),
    login {text} NOT NULL CHECK (login IN ('none', 'password', 'oauth')),
    user_name {text} NOT NULL,
    from_name {text} NOT NULL,
    from_address {text} NOT NULL,
    ca_file {text} NOT NULL,
    token_url {text} NOT NULL,
    client_id {text} NOT NULL,
    scope {text} NOT NULL,
    secret {blob},
    client_secret {blob},
    access {blob},
    access_until_ms {int} NOT NULL
){table};
