#include "commitment.h"

#include "base/sort.h"

static int64_t min_minor(int64_t a, int64_t b) { return a < b ? a : b; }

static struct receipt *receipt_taken_back(struct receipts *receipts, struct day on, int64_t minor)
{
    for (size_t i = receipts->count; i > 0; i--) {
        struct receipt *r = &receipts->rows[i - 1];
        if (!r->credit_note && r->minor == minor && r->on.n <= on.n)
            return r;
    }
    return NULL;
}

void receipts_take_back(struct receipts *receipts, struct day on, int64_t minor)
{
    struct receipt *r = receipt_taken_back(receipts, on, minor);
    if (r != NULL)
        r->minor = 0;
}

void receipts_doubt(struct receipts *receipts, struct day on, int64_t minor)
{
    struct receipt *r = receipt_taken_back(receipts, on, minor);
    if (r == NULL)
        return;
    r->minor = 0;
    r->doubted = true;
}

int64_t covered_minor(struct covered_items items)
{
    int64_t sum = 0;
    for (size_t i = 0; i < items.count; i++)
        sum += items.rows[i].minor;
    return sum;
}

int64_t commitment_wanted(const struct commitment *c, const struct cash_run *run)
{
    int64_t left = covered_minor(c->items) + c->extra_minor - run->credited_minor;
    return min_minor(c->wanted_minor, left > 0 ? left : 0);
}

static void add_cash(struct cash_run *run, struct day on, int64_t minor)
{
    if (minor > 0)
        run->rows[run->count++] = (struct cash){on, minor};
}

/* What of the money known when the commitment was made is still there: what came back since is
 * paid anew by what comes later. */
static int64_t still_there(const struct commitment *c, const struct receipts *receipts,
                           const struct receipt *like, int64_t known_minor)
{
    int64_t sum = 0;
    for (size_t i = 0; i < receipts->count; i++) {
        const struct receipt *r = &receipts->rows[i];
        if (r->item_id == like->item_id && r->credit_note == like->credit_note &&
            !day_before(c->made, r->on) && !day_before(r->on, like->on))
            sum += r->minor;
    }
    return min_minor(sum, known_minor);
}

/* What was allocated to one item since: the oldest receipts are those known before. */
static void of_item(const struct commitment *c, const struct covered_item *item,
                    const struct receipts *receipts, struct cash_run *run)
{
    const struct receipt paid = {.item_id = item->item_id, .on = DAY_NONE};
    const struct receipt credited = {.item_id = item->item_id, .on = DAY_NONE, .credit_note = true};
    int64_t paid_before = still_there(c, receipts, &paid, item->paid_before_minor);
    int64_t credited_before = still_there(c, receipts, &credited, item->credited_before_minor);
    for (size_t i = 0; i < receipts->count; i++) {
        const struct receipt *r = &receipts->rows[i];
        if (r->item_id != item->item_id)
            continue;
        run->doubted = run->doubted || r->doubted;
        int64_t *before = r->credit_note ? &credited_before : &paid_before;
        int64_t known = min_minor(*before, r->minor);
        *before -= known;
        if (r->credit_note)
            run->credited_minor += r->minor - known;
        else
            add_cash(run, r->on, r->minor - known);
    }
}

static void of_nobody(const struct commitment *c, struct receipts *receipts, int64_t need_minor,
                      struct cash_run *run)
{
    const struct receipt loose = {.on = c->made};
    int64_t before = still_there(c, receipts, &loose, c->loose_before_minor);
    for (size_t i = 0; i < receipts->count && need_minor > 0; i++) {
        struct receipt *r = &receipts->rows[i];
        if (r->item_id != 0 || r->credit_note || r->on.n < c->made.n)
            continue;
        run->doubted = run->doubted || r->doubted;
        int64_t known = min_minor(before, r->minor);
        before -= known;
        int64_t taken = min_minor(need_minor, r->minor - known);
        add_cash(run, r->on, taken);
        run->loose_minor += taken;
        need_minor -= taken;
        r->minor -= taken;
    }
}

static int by_day(const void *pa, const void *pb, const void *with)
{
    const struct cash *a = pa;
    const struct cash *b = pb;
    (void)with;
    return a->on.n < b->on.n ? -1 : a->on.n > b->on.n;
}

struct cash_run commitment_evidence(struct arena *a, const struct commitment *c,
                                    struct receipts *receipts)
{
    struct cash_run run = {.rows = ARENA_ARRAY(a, 2 * receipts->count + 1, struct cash)};
    for (size_t i = 0; i < c->items.count; i++)
        of_item(c, &c->items.rows[i], receipts, &run);
    int64_t found = 0;
    for (size_t i = 0; i < run.count; i++)
        found += run.rows[i].minor;
    of_nobody(c, receipts, commitment_wanted(c, &run) - found, &run);
    found += run.loose_minor;
    if (day_is(c->word.on))
        add_cash(&run, c->word.on, c->word.minor - found);
    SORT(a, run.rows, run.count, by_day, NULL);
    return run;
}

static enum commitment_status unpaid_status(const struct commitment_answer *answer, bool doubted,
                                            struct commitment_due due,
                                            const struct commitment_horizon *horizon)
{
    if (horizon->today.n <= due.last_day.n)
        return COMMITMENT_OPEN;
    if (doubted)
        return COMMITMENT_TO_VERIFY;
    if (day_before(horizon->through, due.last_day))
        return horizon->to_creditor ? COMMITMENT_TO_CONFIRM : COMMITMENT_TO_VERIFY;
    return answer->paid_minor > 0 ? COMMITMENT_PART_KEPT : COMMITMENT_BROKEN;
}

struct commitment_answer commitment_judge(struct cash_run *run, struct commitment_due due,
                                          const struct commitment_horizon *horizon)
{
    struct commitment_answer answer = {.paid_on = DAY_NONE};
    while (run->next < run->count && answer.paid_minor < due.wanted_minor) {
        struct cash *cash = &run->rows[run->next];
        int64_t taken = min_minor(cash->minor, due.wanted_minor - answer.paid_minor);
        answer.paid_minor += taken;
        answer.paid_on = cash->on;
        cash->minor -= taken;
        run->next += cash->minor == 0;
    }
    if (answer.paid_minor < due.wanted_minor)
        answer.status = unpaid_status(&answer, run->doubted, due, horizon);
    else if (day_is(answer.paid_on) && day_before(due.last_day, answer.paid_on))
        answer.status = COMMITMENT_LATE;
    else
        answer.status = COMMITMENT_KEPT;
    return answer;
}
