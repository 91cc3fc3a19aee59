/* The journal: who did what when, one append-only chain per subject. An entry is sealed into the
 * chain by a hash over the hash before it and everything the entry says, the body by a salted
 * digest: so a body can be erased (with a reason) and the chain still verifies, while nobody can
 * change, reorder, insert or drop an entry in the middle unseen.
 *
 *   digest = BLAKE2b-256(key = salt, body)
 *   hash   = BLAKE2b-256(hash before | subject kind | subject id | seq | at_ms | actor | kind |
 *            digest), numbers as 8 bytes big-endian, texts preceded by their length likewise. */
#ifndef RELANCE_STORE_JOURNAL_STORE_H
#define RELANCE_STORE_JOURNAL_STORE_H

#include "base/arena.h"
#include "base/check.h"
#include "base/err.h"
#include "base/str.h"

#include "db.h"

enum { JOURNAL_HASH_BYTES = 32, JOURNAL_SALT_BYTES = 32 };

enum journal_subject {
    JOURNAL_DEBTOR,
    JOURNAL_CREDITOR,
    JOURNAL_STATEMENT,
    JOURNAL_TRAINING,
    JOURNAL_SYSTEM, /* id 0 */
};

struct journal_entry {
    enum journal_subject subject;
    int64_t subject_id; /* debtor_id and so on */
    int64_t at_ms;
    int64_t actor_id; /* user, 0 = the program */
    struct str kind;  /* stable code of what happened */
    struct str body;  /* JSON text; may hold personal data */
};

/* Appends inside the caller's write transaction; *seq (may be NULL) is the entry's place, from 1.
 * The head of the chain stays locked until the transaction ends. */
MUST_CHECK bool journal_append(struct db *db, const struct journal_entry *entry, int64_t *seq,
                               struct err *err);

struct journal_place {
    enum journal_subject subject;
    int64_t subject_id;
    int64_t seq;
};
/* Blanks body and salt of one entry inside the caller's write transaction. why must not be empty.
 * Errors: ERR_UNKNOWN_REF: no such entry, or already erased. */
MUST_CHECK bool journal_erase(struct db *db, struct journal_place place, struct str why,
                              struct err *err);

struct journal_row {
    int64_t seq, at_ms, actor_id;
    struct str kind;
    struct str body;       /* p NULL when erased */
    struct str erased_why; /* p NULL unless erased */
};
/* The entries of one subject behind after_seq (0: all), in order, for db_done. Texts live until
 * the next call. */
MUST_CHECK bool journal_open(struct db *db, struct journal_place after, struct db_rows *rows,
                             struct err *err);
MUST_CHECK bool journal_next(struct db_rows *rows, struct journal_row *row, bool *have,
                             struct err *err);

/* Backwards from before_seq (not included), at most `limit` entries. */
struct journal_span {
    enum journal_subject subject;
    int64_t subject_id;
    int64_t before_seq, limit;
};
MUST_CHECK bool journal_open_back(struct db *db, const struct journal_span *span,
                                  struct db_rows *rows, struct err *err);
MUST_CHECK bool journal_next_back(struct db_rows *rows, struct journal_row *row, bool *have,
                                  struct err *err);

/* What was said of one account, newest first, at most `limit` entries; what was erased is not among
 * them. For journal_next_about and db_done. */
struct journal_account {
    int64_t debtor_id, account_id;
    struct str ref; /* C-... */
    int64_t limit;
};
struct journal_about {
    int64_t at_ms, actor_id;
    struct str kind, hash, body; /* the seal of the entry in its chain: no other has it */
};
MUST_CHECK bool journal_open_about(struct db *db, struct arena *a, const struct journal_account *of,
                                   struct db_rows *rows, struct err *err);
MUST_CHECK bool journal_next_about(struct db_rows *rows, struct journal_about *row, bool *have,
                                   struct err *err);

/* The same behind a place in the chain, page by page. kinds: the beginnings of the wanted kinds;
 * kind_count 0: all. For journal_next_story and db_done. */
enum { JOURNAL_KINDS_MAX = 6 };
struct journal_story {
    struct journal_account of; /* its limit: of one page */
    int64_t before_seq;        /* 0: from the newest */
    const char *const *kinds;
    size_t kind_count;
};
struct journal_told {
    int64_t seq, at_ms, actor_id;
    struct str kind, body;
};
MUST_CHECK bool journal_open_story(struct db *db, struct arena *a, const struct journal_story *of,
                                   struct db_rows *rows, struct err *err);
MUST_CHECK bool journal_next_story(struct db_rows *rows, struct journal_told *row, bool *have,
                                   struct err *err);

/* Of one chain what is of these kinds, newest first, without its body. For journal_next_of and
 * db_done. */
enum { JOURNAL_OF_KINDS_MAX = 8 };
struct journal_of {
    enum journal_subject subject;
    int64_t subject_id;
    const char *const *kinds; /* at least one */
    size_t kind_count;
    int64_t limit;
};
MUST_CHECK bool journal_open_of(struct db *db, const struct journal_of *of, struct db_rows *rows,
                                struct err *err);
MUST_CHECK bool journal_next_of(struct db_rows *rows, struct journal_about *row, bool *have,
                                struct err *err);

struct journal_report {
    int64_t chains, entries, erased;
    int64_t bad; /* faults; the first is described below */
    enum journal_subject bad_subject;
    int64_t bad_subject_id, bad_seq;
};
/* Walks every chain in one read transaction (the caller's, or its own). True when the walk could
 * be done: faults are in the report. */
MUST_CHECK bool journal_verify(struct db *db, struct journal_report *out, struct err *err);

const char *journal_subject_text(enum journal_subject subject); /* "debtor" and so on */

#endif
