-- How lists are laid out that the readers do not know by themselves: versions of whole texts in
-- YAML. The highest version is in force; an empty body says that the mapping is forgotten.
-- creditor_id 0: of every creditor. list: 'open-items' or 'customers'.
-- append: only
-- citus: reference
CREATE TABLE mapping (
    creditor_id {int} NOT NULL,
    name {text} NOT NULL,
    version {int} NOT NULL CHECK (version > 0),
    list {text} NOT NULL CHECK (list IN ('open-items', 'customers')),
    body {text} NOT NULL,
    at_ms {int} NOT NULL,
    actor_id {int} NOT NULL,
    PRIMARY KEY (creditor_id, name, version)
){table};

-- Headers that mappings were used on: a list with this header is read with the mapping named by the
-- highest seq. signature: BLAKE2b-256 of the header's texts, folded.
-- append: only
-- citus: reference
CREATE TABLE mapping_header (
    creditor_id {int} NOT NULL,
    signature {blob} NOT NULL,
    seq {int} NOT NULL CHECK (seq > 0),
    name {text} NOT NULL,
    at_ms {int} NOT NULL,
    PRIMARY KEY (creditor_id, signature, seq)
){table};

-- The version an import was read with. mapping_creditor_id: of the mapping, 0 or the import's.
-- append: only
-- citus: reference
CREATE TABLE import_mapping (
    import_id {int} NOT NULL PRIMARY KEY REFERENCES import (import_id),
    mapping_creditor_id {int} NOT NULL,
    name {text} NOT NULL,
    version {int} NOT NULL
){table};

-- The header of the last list of a creditor that nobody could read, so that a person can say what
-- its columns are. texts: one a line. creditor_id 0: no creditor was known.
-- citus: reference
CREATE TABLE unread_list (
    creditor_id {int} NOT NULL PRIMARY KEY,
    file {text} NOT NULL,
    texts {text} NOT NULL,
    at_ms {int} NOT NULL,
    actor_id {int} NOT NULL
){table};
