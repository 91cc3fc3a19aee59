/* What the parts of an import share: the file being taken in.
 *
 * A file is read first, outside any transaction. A short one is then compared and written in one
 * transaction. A long one would keep everybody else from saving: its row in `import` is written
 * first, as undone and under a lease; it is compared while nothing is locked and written piece by
 * piece (importing_breathe), what is written meanwhile counting for nothing; what its accounts
 * become is folded while nothing is locked; then a short transaction says that the import is done,
 * and the items follow debtor by debtor (publish_import.h). Whatever is killed when: either none of
 * it counts, or all of it does, at the latest when the next one needs it. */
#ifndef RELANCE_APP_IMPORTING_H
#define RELANCE_APP_IMPORTING_H

#include "app/books/refold.h"
#include "import_files.h"
#include "intake/intake.h"
#include "store/account_store.h"
#include "use_mapping.h"

struct importing {
    struct app *app;
    struct arena *arena; /* lives as long as the import */
    const struct import_request *request;
    struct used_mapping used; /* by this list; its version is 0 until it is kept */
    struct intake *in;
    const struct intake_summary *about;
    struct creditor creditor;
    int64_t import_id, seq;
    struct import_report *report;
    struct day as_of; /* the day its words hold for: --as-of, else the business day */
    struct import_reach {
        struct day from, last, known; /* noted in the import's row */
    } reach;
    struct fold_breaks breaks; /* what no longer holds once the accounts are folded */
    struct account_keys named; /* accounts the file speaks of, known when it is published */
    void *kind;                /* the kind's own */
    bool is_long;
    struct refold *refold; /* what folding changed, held until it counts; NULL: nothing */
    int64_t folded_seq;    /* of the creditor's books when it was folded */
    int64_t since_ms;      /* when the open transaction of a long import began */
    bool written;          /* a part of a long import stands in the database */
    bool counts;           /* all of it does, whatever happens now */
};

/* What a kind of file does. Errors roll everything back. */
struct import_steps {
    /* Records into memory; no transaction is open. Sets is_long if it wants to breathe. */
    bool (*read)(struct importing *w, struct err *err);
    /* Inside a transaction that writes nothing: what will change. May be NULL. */
    bool (*compare)(struct importing *w, struct err *err);
    /* Inside a write transaction, the import's row written: everything but the items. */
    bool (*write)(struct importing *w, struct err *err);
    /* Items and allocations of a short import, in the same transaction. May be NULL. */
    bool (*fold)(struct importing *w, struct refold_result *result, struct err *err);
    /* The same of a long one, inside a transaction that only reads: folds into w->refold, which
     * holds it; calls importing_look on the way. Again when others wrote since. NULL: there is
     * nothing to fold. */
    bool (*foresee)(struct importing *w, struct err *err);
    /* Instead of writing and folding, inside a transaction that only reads, after compare: what
     * either would come to. NULL: it is found out by doing it and taking it back, which keeps
     * others from saving as long as it takes. */
    bool (*look)(struct importing *w, struct refold_result *result, struct err *err);
    /* After any of these: what the report says of it. May be NULL. */
    bool (*tell)(struct importing *w, const struct refold_result *result, struct err *err);
    /* After all of it, or after the step that failed: what lies outside the arena. May be NULL. */
    void (*close)(struct importing *w);
};
extern const struct import_steps import_ledger_steps;
extern const struct import_steps import_customers_steps;
extern const struct import_steps import_open_items_steps;
extern const struct import_steps import_documents_steps;

/* Longer files are taken piece by piece. */
enum { IMPORT_LONG_ROWS = 50000 };
/* Between two pieces: a waiting writer of SQLite looks again after 10 ms. */
enum { IMPORT_BREATH_MS = 25 };

/* The creditor as it stands, and the number this import will have if nobody else comes first;
 * creditor.id 0 and the default plan when there is none yet. */
MUST_CHECK bool importing_expect(struct importing *w, struct err *err);
/* Inside a write transaction that holds the creditor's lock: no long import of his is under way
 * (one that died is noted as broken), and none is being taken back. Errors: ERR_IMPORT_RUNNING. */
MUST_CHECK bool importing_none(struct app *app, struct arena *a, int64_t creditor_id,
                               struct err *err);
/* Of an import that is only looked at, inside a transaction that reads: what importing_open would
 * meet and say. Errors: ERR_IMPORT_RUNNING. */
MUST_CHECK bool importing_meant(struct importing *w, struct err *err);
/* Takes the creditor's lock (making the creditor if need be) and writes the import's row. */
MUST_CHECK bool importing_open(struct importing *w, struct err *err);
/* From now on the import is done. */
MUST_CHECK bool importing_done(struct importing *w, struct err *err);
/* The last words: its counts, the journal; commits. */
MUST_CHECK bool importing_finish(struct importing *w, struct err *err);
/* The same of an import that was foreseen: its items follow. */
MUST_CHECK bool importing_publish(struct importing *w, struct err *err);
/* A long import that failed half-way: what stands of it counts for nothing and is noted so. */
void importing_break(struct importing *w);
/* Whoever watches is told. */
void importing_at(const struct importing *w, enum import_phase phase);
/* Between two pieces of a long import: lets others write. Does nothing in a short one. */
MUST_CHECK bool importing_breathe(struct importing *w, struct err *err);
/* Between writing and counting, while others write; ends inside a write transaction. */
MUST_CHECK bool importing_foresee(struct importing *w, const struct import_steps *steps,
                                  struct err *err);
/* Now and then while foreseeing: the lease is held on to. */
MUST_CHECK bool importing_look(struct importing *w, struct err *err);
void importing_warn(struct importing *w, const char *code, int64_t count, int64_t amount_minor);
/* Warnings about what folding met. */
void importing_warn_folds(struct importing *w, const struct refold_result *result);
/* A row that cannot be taken: refuses the file, or notes it when the rest is taken all the same.
 * False: the file is refused, *err says why; more refusals are in the report. */
MUST_CHECK bool importing_reject(struct importing *w, const struct err *refused, struct err *err);
/* Every row of the file that comes, told to whoever watches: kept, or rejected. Errors: those of
 * intake_next and of `keep`; the first refusal, at the end of the file. */
MUST_CHECK bool importing_rows(struct importing *w,
                               bool (*keep)(void *with, const struct intake_record *row,
                                            struct err *err),
                               void *with, struct err *err);

#endif
