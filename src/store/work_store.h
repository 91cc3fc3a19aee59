/* What the daily run decided, and the runs themselves. */
#ifndef RELANCE_STORE_WORK_STORE_H
#define RELANCE_STORE_WORK_STORE_H

#include "base/arena.h"
#include "base/day.h"
#include "base/money.h"
#include "db.h"
#include "ledger_store.h"
#include "strategy/codes.h"

/* A place_tier of files without work today. */
enum { WORK_TIER_NONE = 9, RUN_DIGEST_BYTES = 32 };
#define WORK_HOLDS INT32_MAX

/* What lists want to know of every row. */
enum { WORK_ACTED = 1, WORK_BROKEN = 2 };

/* What a run decided on one account: the decision, its place in the list, and when it is to be
 * decided again. */
struct stored_work {
    struct account_key key;
    int64_t from_run, until_run;
    int64_t creditor_id, agent_id; /* agent 0: nobody's */
    /* place_currency: 0 for euros, else as struct currency holds it; place_amount: overdue net of
     * credits, of a file without work what is open, negative */
    int64_t place_tier, place_currency, place_value, place_amount;
    enum action action;
    int32_t level;
    enum block block; /* the one to be told first; BLOCK_COUNT: none */
    uint64_t blocks;  /* bit 1 << enum block */
    struct day oldest_day, next_change;
    int32_t item_count; /* open */
    unsigned marks;     /* WORK_ACTED, WORK_BROKEN */
};
/* The same decision; runs are not compared. */
bool stored_work_decides_same(const struct stored_work *a, const struct stored_work *b);
/* That, and how long it holds. */
bool stored_work_same(const struct stored_work *a, const struct stored_work *b);
/* With work: overdue, net of credits; without: what is open. */
int64_t stored_work_amount(const struct stored_work *row);
bool stored_work_owes(const struct stored_work *row);
/* Nothing is open, nothing is to be done, and time alone changes nothing: such an account has no
 * row. */
bool stored_work_empty(const struct stored_work *row);

/* A person's word about a file. */
struct work_word {
    struct str kind; /* pin, postpone, release, match_override, sales_told */
    struct day through, on;
    struct str why;
};
struct new_work_word {
    struct account_key key;
    int64_t id;
    struct work_word word;
    int64_t at_ms, actor_id;
};
MUST_CHECK bool work_word_add(struct db *db, const struct new_work_word *word, struct err *err);

/* What one real contact did for the items it was about. */
struct item_contact {
    int64_t item_id;
    int32_t level; /* done by it; 0: the item was only named */
    bool pre_due;  /* a courtesy before the due date */
};
struct item_contacts {
    int64_t contact_id;
    struct day on;
    const struct item_contact *rows;
    size_t count;
};
MUST_CHECK bool item_contacts_add(struct db *db, struct account_key key,
                                  const struct item_contacts *contacts, struct err *err);

struct run_row {
    int64_t number; /* 0: there is none */
    struct day day;
    int64_t started_ms;
    struct str rules;
    uint8_t law[RUN_DIGEST_BYTES], digest[RUN_DIGEST_BYTES];
    int64_t books;         /* as run_books gave it when the run began */
    int64_t ground;        /* the same without what imports and entries by hand told; -1: unknown */
    bool whole;            /* it decides on every account; else on those that may have changed */
    struct account_key at; /* how far it came */
    int64_t accounts, items, actions, queue, blocked, changed;
};
/* The last run in a state ("running", "published"); texts in the arena. */
MUST_CHECK bool run_last(struct db *db, struct arena *a, const char *state, struct run_row *out,
                         struct err *err);
/* books grows with everything that changes what a run decides, other than on one debtor's file:
 * imports, rules, law, policies, mandates; ground with these less imports and entries by hand,
 * which touch the debtors they tell of. */
struct run_books {
    int64_t books, ground;
};
MUST_CHECK bool run_books(struct db *db, struct run_books *out, struct err *err);
/* Adds a run that begins; out->number is set. */
MUST_CHECK bool run_begin(struct db *db, struct run_row *run, struct err *err);
/* The number of the last run, whatever became of it; 0: there was none. */
MUST_CHECK bool run_greatest(struct db *db, int64_t *out, struct err *err);
/* Until the end of the transaction nobody else counts in a run. */
MUST_CHECK bool run_hold(struct db *db, int64_t number, struct err *err);
/* A run that is not whole begins with the counts and totals of the one whose rows it takes over. */
MUST_CHECK bool run_take_over(struct db *db, int64_t number, const struct run_row *before,
                              struct err *err);
/* Until the end of the transaction nobody else gets on with that run. *going false: it has ended or
 * was given up. */
MUST_CHECK bool run_lock(struct db *db, int64_t number, bool *going, struct err *err);
/* What accounts add to the counts of a run, or take away. */
struct run_counts {
    int64_t accounts, items, actions, queue, blocked;
};
void run_counts_add(struct run_counts *counts, const struct stored_work *row, int sign);
MUST_CHECK bool run_count(struct db *db, int64_t number, const struct run_counts *counts,
                          struct err *err);
/* A batch was written: as far as run->at; its digest; what changed in it. */
MUST_CHECK bool run_progress(struct db *db, const struct run_row *run, int64_t changed,
                             struct err *err);
/* Of the first run that is to be published: its rows are put in the order of lists not one by one
 * but all at once, before anything asks for that order. */
MUST_CHECK bool work_places_later(struct db *db, struct err *err);
MUST_CHECK bool work_places_now(struct db *db, struct err *err);
MUST_CHECK bool run_publish(struct db *db, int64_t number, int64_t ended_ms, struct err *err);
/* Gives up a run that was not published: nothing of it is left but its row. */
MUST_CHECK bool run_abandon(struct db *db, int64_t number, int64_t ended_ms, struct err *err);
/* Rows that ended with the published run or before, and totals of runs before. */
MUST_CHECK bool run_sweep(struct db *db, int64_t published, struct err *err);

/* Rows of a batch: what held before ends with the run. */
struct work_change {
    struct stored_work row;
    int64_t ends_run; /* from_run of the row it replaces; 0: none */
    bool day_only;    /* it decides the same on the same items: only next_change is another */
};
/* What becomes of rows that others take the place of. */
enum work_end {
    WORK_END_CLOSES, /* they hold until the run is published */
    WORK_END_DROPS   /* they are gone: this transaction publishes the run */
};
struct work_changes {
    const struct work_change *rows; /* of one run, by key */
    size_t count;
    enum work_end end;
};
MUST_CHECK bool work_write(struct db *db, const struct work_changes *changes, struct err *err);
/* The rows of one account, all that are stored, by run; in the arena. */
struct stored_works {
    struct stored_work *rows;
    size_t count;
};
MUST_CHECK bool work_of_account(struct db *db, struct arena *a, struct account_key key,
                                struct stored_works *out, struct err *err);
/* The agreement by which one collects for a creditor; the last word of each. */
struct stored_mandate {
    int64_t creditor_id;
    struct day from, until; /* until DAY_NONE: without end */
    bool declared;          /* the agency's own duties are done */
    struct str proof;
};
struct stored_mandates {
    struct stored_mandate *rows;
    size_t count;
};
MUST_CHECK bool mandate_add(struct db *db, const struct stored_mandate *mandate, int64_t word_id,
                            int64_t at_ms, struct err *err);
MUST_CHECK bool mandate_load(struct db *db, struct arena *a, struct stored_mandates *out,
                             struct err *err);

/* Rows of the list as they stand in the order of work. */
struct work_wanted {
    int64_t published;    /* the run whose rows hold */
    bool waiting;         /* those without work today that owe; else those with */
    const int64_t *scope; /* of these creditors; NULL: of all */
    size_t scope_count;
    int64_t agent_id; /* on his list or on everybody's; 0: on anybody's */
    size_t most;      /* at most so many, the first */
};
/* In the arena; texts too. */
MUST_CHECK bool work_list(struct db *db, struct arena *a, const struct work_wanted *wanted,
                          struct stored_works *out, struct err *err);
/* Puts rows into the order of work. */
void work_order(struct arena *a, struct stored_work *rows, size_t count);
/* <0: a stands before b; never 0 for two accounts. */
int work_place_compare(const struct stored_work *a, const struct stored_work *b);
/* The rows of a debtor that hold at a run, by account; in the arena. */
struct work_of_debtor {
    int64_t debtor_id, published;
};
MUST_CHECK bool work_of_debtor(struct db *db, struct arena *a, const struct work_of_debtor *wanted,
                               struct stored_works *out, struct err *err);

/* What a line of the list shows beside the decision; in the arena. */
struct work_shown {
    int64_t account_number;
    struct str debtor_kind, name, phone; /* phone.p NULL: none known */
};
/* Errors: ERR_DB_DAMAGED when there is no such account. */
MUST_CHECK bool work_shown(struct db *db, struct arena *a, struct account_key key,
                           struct work_shown *out, struct err *err);

/* What a run decided, counted by creditor, agent, action and currency. */
struct work_total {
    int64_t creditor_id, agent_id;
    struct str action; /* code */
    int64_t currency;  /* as struct currency holds it */
    int64_t files;     /* with this action; of "none": that owe something */
    int64_t owing;     /* of these, that owe something */
    int64_t net_minor; /* overdue, net of credits; of "none": open */
};
struct work_totals {
    struct work_total *rows;
    size_t count, room;
};
/* Counts a row in (sign 1) or out (-1). */
void work_total_count(struct arena *a, struct work_totals *totals, const struct stored_work *row,
                      int sign);
/* Adds to what is stored of a run. */
MUST_CHECK bool work_totals_add(struct db *db, int64_t run, const struct work_totals *totals,
                                struct err *err);
/* Of a run, in the arena. */
MUST_CHECK bool work_totals_read(struct db *db, struct arena *a, int64_t run,
                                 struct work_totals *out, struct err *err);
/* Files of a tier with this action that hold when a run is about to publish, by value: at most so
 * many; key, places and oldest_day are set. In the arena. */
struct work_by_value {
    int64_t place_tier;
    enum action action;
    size_t most;
};
MUST_CHECK bool work_by_value(struct db *db, struct arena *a, const struct work_by_value *wanted,
                              struct stored_works *out, struct err *err);
/* Debtors of whom something became known since a run looked at them. Kept in the transaction that
 * makes it known, once there is a run. */
MUST_CHECK bool work_touch(struct db *db, int64_t debtor_id, struct err *err);
struct work_touched {
    int64_t debtor_id, times;
};
struct work_touched_list {
    struct work_touched *rows; /* by debtor */
    size_t count;
};
/* From a debtor on; in the arena. */
MUST_CHECK bool work_touched_read(struct db *db, struct arena *a, int64_t from_debtor,
                                  struct work_touched_list *out, struct err *err);
/* He was looked at; what became known since then stands. Of a run that is under way or was just
 * published, and never else: whoever keeps figures of debtors sees by what is touched whether they
 * hold. Who is touched again has a number of times that he never had before. */
MUST_CHECK bool work_untouch(struct db *db, const struct work_touched *touched, struct err *err);
/* Debtors from one on, some of whose rows may have changed by themselves up to a day; by debtor, in
 * the arena. */
struct work_due_wanted {
    int64_t from_debtor;
    struct day today;
};
struct work_due {
    int64_t *debtor_ids;
    size_t count;
};
MUST_CHECK bool work_due_read(struct db *db, struct arena *a, const struct work_due_wanted *wanted,
                              struct work_due *out, struct err *err);
/* Replaces a row of a run in place: something happened after the run. */
MUST_CHECK bool work_replace(struct db *db, const struct stored_work *row, struct err *err);

#endif
