/* Lists of the day that were asked for, kept in memory by a server, so that a page reads what has
 * changed and no more. They are what list_read would read now: whatever becomes known of a debtor
 * touches him in its own transaction (work_touch), and his rows are put anew into every list that
 * is asked for again; another day or run, and whatever else decides on everybody, has them read
 * anew. While a run is under way, or where none stands, nothing is kept.
 *
 * Memory: of LISTS_KEPT lists, those asked for last, the first LIST_KEPT_PLACES rows with work and
 * LIST_KEPT_WAITS without, and some hundred more, 120 bytes each: 0.5 MB for 3,000 files, 0.8 MB at
 * most, 75 MB for all. Of debtors touched 64 bytes, and 300 for those decided on again; all is
 * dropped when that comes to LIST_KEPT_BYTES. Why rows stand where they stand: kept_whys.h. */
#ifndef RELANCE_APP_LIST_KEPT_H
#define RELANCE_APP_LIST_KEPT_H

#include "kept_whys.h"
#include "list_read.h"

enum {
    LISTS_KEPT = 96,
    LIST_KEPT_PLACES = 5000,
    LIST_KEPT_WAITS = 200,
    LIST_KEPT_BYTES = 64 << 20
};

struct list_kept;

/* For any number of threads; memory of its own until it is closed. Errors: ERR_SYSTEM. */
MUST_CHECK bool list_kept_open(struct arena *a, struct list_kept **out, struct err *err);
void list_kept_close(struct list_kept *k); /* NULL is fine */

/* As list_read, inside the caller's transaction, from app->lists; in the arena. out->kept false:
 * this list is not kept, and nothing else is in *out. */
MUST_CHECK bool list_kept_read(struct app *app, struct arena *a, const struct list_wanted *wanted,
                               struct list_rows *out, struct err *err);

/* Inside the caller's transaction: fills the rows that are known, of those whose key is set; of
 * very many none is. *at says what was known of changes, for keeping the others once they are found
 * in the same transaction. */
struct kept_moment {
    bool can; /* something can be kept */
    struct list_stamp {
        struct day today;
        int64_t published, last;
        enum list_ground ground;
    } stamp;
    int64_t version;
};
struct kept_rows_why {
    struct kept_why *rows;
    size_t count;
};
MUST_CHECK bool list_kept_recall(struct app *app, struct arena *a, const struct kept_rows_why *whys,
                                 struct kept_moment *at, struct err *err);
/* Those that are known. */
void list_kept_remember(struct app *app, const struct kept_moment *at,
                        const struct kept_rows_why *whys);

/* Lists that somebody will ask for. */
struct lists_wanted {
    struct list_wanted *rows;
    size_t count;
    bool again; /* set: not all of it is done */
};
/* Inside the caller's transaction: a piece of what pages would wait for: some debtors are decided
 * on again, or one of the first two thirds of LISTS_KEPT is read. */
MUST_CHECK bool list_kept_prepare(struct list_kept *k, struct app *app, struct arena *a,
                                  struct lists_wanted *wanted, struct err *err);

#endif
