-- What the search finds by. None of it decides: whatever is found is read again where it stands
-- before it is shown. It follows the books by itself (app/index_search.h).

-- One thing an account, or an item of it, is found by, for those who see this creditor: nobody's
-- search reads another creditor's rows. word: a word of the name; a blank and the whole name; '+'
-- and the digits of a telephone, SIREN or SIRET number; '@' and an e-mail address; '#' and the number
-- of an item, or its last digits; '=' and an amount. item_id 0: it is the account's.
-- citus: local
CREATE TABLE search_word (
    creditor_id {int} NOT NULL,
    word {text} NOT NULL,
    debtor_id {int} NOT NULL,
    account_id {int} NOT NULL,
    item_id {int} NOT NULL,
    PRIMARY KEY (creditor_id, word, debtor_id, account_id, item_id)
){rowless};

-- The words of names of one creditor by what misspelt ones share with them (party/name_words.h);
-- near_key depends on the creditor.
-- citus: local
CREATE TABLE search_near (
    near_key {int} NOT NULL,
    word {text} NOT NULL,
    PRIMARY KEY (near_key, word)
){rowless};

-- The accounts that are found by their words, and which these are: lines, sorted. items: a digest
-- of the numbers and amounts of its items.
-- citus: distributed debtor_id
CREATE TABLE search_account (
    debtor_id {int} NOT NULL,
    account_id {int} NOT NULL,
    words {text} NOT NULL,
    items {int} NOT NULL,
    PRIMARY KEY (debtor_id, account_id)
){rowless};

-- Accounts whose words may have changed since. times: saying it again locks the row.
-- citus: distributed debtor_id
CREATE TABLE search_touched (
    debtor_id {int} NOT NULL,
    account_id {int} NOT NULL,
    times {int} NOT NULL,
    PRIMARY KEY (debtor_id, account_id)
){rowless};

-- Creditors of whom every account is to be looked at, and the debtor up to whom that was done.
-- Creditor 0 is none: whoever writes words locks its row.
-- citus: reference
CREATE TABLE search_walk (
    creditor_id {int} NOT NULL PRIMARY KEY,
    at_debtor_id {int} NOT NULL
){rowless};
INSERT INTO search_walk (creditor_id, at_debtor_id) VALUES (0, 0);
INSERT INTO search_walk (creditor_id, at_debtor_id) SELECT creditor_id, 0 FROM creditor;
