/* Taking a file in: read by the sandboxed child, compared with what is known, stored in one
 * transaction a file. A refused file changes nothing; the same file twice changes nothing.
 *
 * Source of the counts and modes: CONTRACT import; of the ledger rules: DESIGN 6 "Ledgers". */
#ifndef RELANCE_APP_IMPORT_FILES_H
#define RELANCE_APP_IMPORT_FILES_H

#include "app/context.h"
#include "base/arena.h"
#include "base/money.h"

enum import_mode { IMPORT_NEW, IMPORT_PERIOD, IMPORT_STATE };

struct used_mapping;
struct import_report;
struct given_file;
struct document_batch;

/* How far an import is. */
enum import_phase { IMPORT_CHECKS, IMPORT_READS, IMPORT_COMPARES, IMPORT_WRITES };
struct import_watch {
    void *with;
    /* From time to time, in the thread of the import: rows read so far. */
    void (*at)(void *with, enum import_phase phase, int64_t rows);
};

/* The job an import is made for (store/job_store.h): part is the file of the job, from 1. What the
 * import writes counts only while the job is still this claim's, and is noted with it. */
struct import_for_job {
    int64_t job_id, claim, part;
};

struct import_request {
    struct str path;
    const struct given_file *file; /* the same, open and checked by intake; NULL: by its path */
    /* Or documents, taken in together as one import: those whose number is sure are proposed to
     * their items, the others wait for a person; path names where they come from. */
    struct document_batch *documents;
    struct str creditor;      /* code; empty: the only creditor, else OWN is created */
    struct str creditor_name; /* for a creditor this import creates; empty: its code */
    struct str capacity;      /* own, mandate, factor; empty: the creditor's */
    enum import_mode mode;
    struct str terms; /* agreed payment rule of this file's items; empty: none known */
    struct str
        accept_unbalanced; /* why an unbalanced ledger is taken all the same; empty: refused */
    struct day as_of;      /* the day a list holds for; DAY_NONE: the business day, not for state */
    const struct used_mapping *mapping; /* how the list is laid out (use_mapping.h); NULL: by a kept
                                           mapping that knows its header, else by itself */
    bool preview;                       /* tell the effects, change nothing */
    bool confirm;                       /* take a complete list that moves much */
    bool accept_partial;                /* take the good rows of a table, hand over the others */
    bool (*rejects)(void *with, const struct err *refused); /* gets each refused row; may be NULL;
                                                               false: it could not be kept */
    void *rejects_with;
    const struct import_watch *watch;     /* may be NULL */
    const struct import_for_job *for_job; /* NULL: asked for by a command; none in a preview */
};

/* What a list changes of what was known to be open, per currency; amounts without their sign. */
struct import_effect {
    struct currency currency;
    int64_t before_minor;           /* open before */
    int64_t closed_minor;           /* of items that are no longer open */
    int64_t changed_minor;          /* the sum of what others moved by */
    int64_t added_minor;            /* of items nobody knew */
    int64_t closed, changed, added; /* how many */
};

/* A complete list that moves more than this share of what was open needs a person's yes. */
enum { CONFIRM_PERCENT = 20 };

/* Whether the effects ask for it. */
bool import_moves_much(const struct import_report *report);

/* What an import says against what people decided or agreed. */
struct import_contradiction {
    const char *kind;  /* allocation, reopened, hand_entry, promise, plan, dispute */
    struct str ref;    /* of the account */
    struct str item;   /* its number; may be empty */
    int64_t item_id;   /* of an allocation: the debit */
    int64_t credit_id; /* of an allocation; else 0 */
    int64_t id;        /* of the allocation, promise, plan or dispute; else 0 */
    int64_t number;    /* of the promise, plan or dispute in its account; else 0 */
    int64_t before_minor, after_minor; /* open; of an allocation: its amount */
    struct currency currency;
    struct day on; /* the day promised, the last of the plan, for the answer; or DAY_NONE */
};

/* Something a person should know, though the file was taken. */
struct import_warning {
    const char *code;     /* opening_difference, letter_unbalanced, vanished, unbalanced, outdated,
                           * creditor_created, told_superseded, reopened, mapping_used,
                           * no_pdftotext, text_failed, copies_later, contradicted,
                           * hand_closed */
    int64_t count;        /* how many accounts, groups or lines */
    int64_t amount_minor; /* the sum of what they differ by, each without its sign; 0 where none
                             applies */
};
enum { IMPORT_WARNINGS_MAX = 12 };

struct import_report {
    int64_t number; /* of the reference I-... */
    const char *format, *kind;
    struct currency currency;
    struct day stated_day; /* the titles of a list say it holds for; proposed, never taken */
    int64_t read, accepted, rejected, duplicates, updated, ignored, vanished;
    int64_t debtors, items, payments, credits, facts; /* created by this import */
    int64_t debit_minor, credit_minor;                /* sums over the whole file */
    /* documents, of those accepted and updated; of other files: that waited and were looked at
     * again; undone: taken away, kept as withdrawn, left as they were */
    int64_t proposed, doubtful, unmatched;
    int64_t documents_removed, documents_withdrawn, documents_held; /* by another import */
    struct import_warning warnings[IMPORT_WARNINGS_MAX];
    size_t warning_count;
    struct err *errors; /* rows refused, at most LIMIT_ERRORS_PER_FILE; in the arena */
    size_t error_count;
    struct import_contradiction *contradictions; /* in the arena */
    size_t contradiction_count;
    struct import_effect *effects; /* of a list, by currency; in the arena */
    size_t effect_count;
    struct str mapping; /* it was read with; in the arena; empty: none */
    int64_t mapping_version;
};

/* Starts the process that reads files, before a database or a thread is opened in this one: what it
 * forks must hold neither. Errors: ERR_SYSTEM. */
MUST_CHECK bool import_prepare(struct err *err);

/* Errors: those of intake_open; ERR_UNBALANCED; ERR_CREDITOR_NEEDED; ERR_BAD_OPTION_VALUE;
 * ERR_OPTION_MISSING (a complete list without its day), ERR_AS_OF_FUTURE, ERR_MODE_OF_KIND,
 * ERR_CONFIRM_NEEDED (the effects stand in the report), ERR_IMPORT_RUNNING, ERR_CHANGED_MEANWHILE
 * (somebody else has taken the job over); the database's. */
MUST_CHECK bool import_file(struct app *app, struct arena *a, const struct import_request *request,
                            struct import_report *out, struct err *err);

/* Takes an import back: its lines and documents no longer count unless another import holds them
 * too. What a long one touched follows in pieces, debtor by debtor, and documents are taken away in
 * pieces; said again after it was stopped half-way, it goes on. Errors: ERR_UNKNOWN_REF,
 * ERR_ALREADY_UNDONE, ERR_IMPORT_RUNNING. */
MUST_CHECK bool undo_import(struct app *app, struct arena *a, int64_t number,
                            struct import_report *out, struct err *err);
/* The same, as far as one short transaction goes: a short one is taken back as a whole, a long one
 * or one that brought documents no longer counts, and the rest follows in undos_finish. */
struct undo_begun {
    struct import_report report; /* number: in */
    bool open;                   /* its items and documents follow */
};
MUST_CHECK bool undo_begin(struct app *app, struct arena *a, struct undo_begun *out,
                           struct err *err);
/* How far the taking back of an import is. */
struct undo_progress {
    bool open; /* it is not at its end */
    int64_t withdrawn, altered;
    int64_t documents; /* still to be taken away */
};
MUST_CHECK bool undo_look(struct app *app, int64_t number, struct undo_progress *out,
                          struct err *err);
/* Outside any transaction: ends what is being taken back, or was stopped half-way. *any: there was
 * something. */
MUST_CHECK bool undos_finish(struct app *app, struct arena *a, bool *any, struct err *err);
/* Outside any transaction: ends what was stopped half-way of counting and of taking back, of the
 * latter for every import but one (0: for all). */
MUST_CHECK bool imports_finish(struct app *app, struct arena *a, int64_t but_number,
                               struct err *err);

#endif
