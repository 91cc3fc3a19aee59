/* What the one who leads the work looks at in the morning: what is owed by age, by creditor and by
 * agent, what came in against what was to come in, what is promised, disputed, blocked, left alone.
 * What all files come to is kept between pages (overview_kept.h); the rest by indexes. Nothing here
 * measures how fast a person works.
 */
#ifndef RELANCE_APP_OVERVIEW_H
#define RELANCE_APP_OVERVIEW_H

#include "app/context.h"
#include "app/people/house.h"
#include "store/account_store.h"
#include "store/objective_store.h"
#include "store/overview_store.h"
#include "store/work_store.h"

enum {
    OVERVIEW_WEEKS = 4,
    OVERVIEW_DISPUTE_BANDS = 4,
    OVERVIEW_IDLE_DAYS = 30, /* when nothing else is asked */
    OVERVIEW_CURRENCIES_MAX = 8
};

struct overview_query {
    struct str creditor;  /* code; empty: all in scope */
    int64_t idle_days;    /* files on which nobody acted for so long */
    const int64_t *scope; /* creditor ids the person may see; NULL: all */
    size_t scope_count;
};

struct overview {
    const struct overview_query *query;
    struct day today, month_from; /* the month up to today */
    struct creditors creditors;
    struct house house;
    struct run_row run; /* whose decisions; number 0: none */
    bool run_stands;
    struct overview_files_list files, contested;
    struct overview_sums cash, acted, promised_today, promised_week, disputed;
    struct overview_sums promised[OVERVIEW_WEEKS], planned[OVERVIEW_WEEKS];
    struct overview_sums disputed_by_age[OVERVIEW_DISPUTE_BANDS];
    struct objectives objectives; /* of creditors in question, the last word first */
    struct currency currencies[OVERVIEW_CURRENCIES_MAX]; /* euros first */
    size_t currency_count;
};

/* Days of the week from today on, the first one with today. */
struct overview_days {
    struct day from, to;
};
struct overview_days overview_week(struct day today, int week);
/* From today to Sunday. */
struct overview_days overview_this_week(struct day today);
/* When disputes of an age were opened; from DAY_NONE: any day before. */
struct overview_days overview_dispute_days(struct day today, int band);

/* In the arena, which the query outlives. Errors: ERR_UNKNOWN_CREDITOR. */
MUST_CHECK bool overview_read(struct app *app, struct arena *a, const struct overview_query *query,
                              struct overview *out, struct err *err);
/* What a creditor is to bring in within the month; NULL: nobody said. */
const struct objective *overview_objective(const struct overview *o, int64_t creditor_id);

#endif
