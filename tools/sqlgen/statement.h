/* The named statements of the sql/ files.
 *
 *   -- name: item_by_account
 *   -- many                    exec | one | many | many stream [wide] | each | bulk
 *   -- in: debtor_id int, letter text?      int, text, blob; ? = may be NULL; lines may repeat
 *   -- out: item_id int, due int?
 *   -- crossshard: why         may touch more than one debtor
 *   -- like: why               may use LIKE
 *   SELECT ... WHERE debtor_id = $1 ...;
 *
 * What several statements of a file share stands once, above them, and is taken in where it is
 * used, in the header or in the text: its fields behind the fields so far, its text behind the text
 * so far. Its parameters have their numbers in the statement.
 *
 *   -- fragment: of_item
 *   -- in: debtor_id int, item_id int      in, out and use lines, or none
 *   WHERE debtor_id = $1 AND item_id = $2;
 *   ...
 *   -- use: of_item
 *
 * An each statement reads `WHERE column >= $1` up to `AND column <= $n`, n being its last parameter
 * and the column its first. SQLite's text does without the latter, for its driver stops there; a
 * second one looks for some values of the column, which the driver puts into relance_rows.
 * PostgreSQL gives its rows by COPY.
 *
 * Parameters are numbered by their first appearance. A file NAME.pg.sql gives a statement of
 * NAME.sql (same name, no in/out) another text for PostgreSQL. */
#ifndef SQLGEN_STATEMENT_H
#define SQLGEN_STATEMENT_H

#include "token.h"

enum value_type { VALUE_INT, VALUE_TEXT, VALUE_BLOB };

struct field {
    char *name;
    enum value_type type;
    bool nullable;
};

enum statement_kind {
    STATEMENT_EXEC,
    STATEMENT_ONE,
    STATEMENT_MANY,
    STATEMENT_EACH,
    STATEMENT_BULK,
};

struct statement {
    const char *path;
    int line;
    char *name;
    enum statement_kind kind;
    bool fragment, used; /* not a statement: a piece of some, above them in the same file */
    bool stream, wide;
    bool crossshard, like; /* the reason is for readers; it must not be empty */
    struct field *in, *out;
    size_t in_count, out_count;
    struct token *body; /* without comments, ended by TOKEN_END */
    size_t body_count;
    char *sqlite, *postgres; /* texts with ?n and $n */
    char *copy;              /* of a bulk statement, else NULL */
    char *some, *copy_out; /* of an each statement: SQLite's second text, PostgreSQL's; else NULL */
};

struct statements {
    struct statement *all;
    size_t count;
};

/* Adds the statements of one file. Refuses a name given twice in any file. */
void statements_read(struct statements *s, const char *path);
/* Replaces the PostgreSQL text of statements already read. */
void statements_override(struct statements *s, const char *path);

/* How SQLite takes a batch of rows (src/store/sqlite_rows.h). A rule broken ends the import, not
 * the statement alone: so no row need be remembered for that. */
char *rows_text(const char *table, const char *columns, size_t count);

/* For texts made elsewhere: $n as `sign`n, comments dropped, one blank where there was any. */
char *statement_text(const struct token *body, size_t count, char sign);

#endif
