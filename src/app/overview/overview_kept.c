#include "overview_kept.h"

#include <pthread.h>

/* More parts cost memory and time to sum up, larger ones time to sum anew. */
enum { PARTS_MAX = 1024, PART_FILES_MIN = 4, PART_GROWN = 2 };

/* Files past due of a creditor on which somebody acted on a day; payments, day 0. */
struct kept_sum {
    struct overview_sum sum;
    struct day day;
};

struct part {
    int64_t from_debtor; /* to where the next one begins */
    struct arena arena;  /* of what follows */
    struct overview_files *files;
    struct kept_sum *acted, *received;
    size_t file_count, acted_count, received_count;
    size_t seen;       /* files with something open */
    size_t seen_first; /* of these, when parts were shared out */
    bool stale;
};

/* Of which day, whose decisions; last: the last run of all, whatever became of it. */
struct stamp {
    struct day today;
    int64_t published, last;
};

struct overview_kept {
    pthread_mutex_t lock;
    struct arena arena; /* of parts */
    struct part *parts;
    size_t count, part_files;
    bool valid; /* but for parts that are stale */
    struct stamp stamp;
    struct arena touched_arenas[2]; /* of those known, and of those of before */
    struct work_touched_list touched;
    int known;
    int64_t waited_at; /* what the chore saw when it waited */
};

bool overview_kept_open(struct arena *a, struct overview_kept **out, struct err *err)
{
    struct overview_kept *k = ARENA_NEW(a, struct overview_kept);
    if (pthread_mutex_init(&k->lock, NULL) != 0)
        return err_set(err, ERR_SYSTEM, "mutex");
    arena_init(&k->arena, 0);
    arena_init(&k->touched_arenas[0], 0);
    arena_init(&k->touched_arenas[1], 0);
    *out = k;
    return true;
}

static void drop(struct overview_kept *k)
{
    for (size_t i = 0; i < k->count; i++)
        arena_release(&k->parts[i].arena);
    arena_clear(&k->arena);
    k->parts = NULL;
    k->count = 0;
    k->valid = false;
}

void overview_kept_close(struct overview_kept *k)
{
    if (k == NULL)
        return;
    drop(k);
    arena_release(&k->arena);
    arena_release(&k->touched_arenas[0]);
    arena_release(&k->touched_arenas[1]);
    pthread_mutex_destroy(&k->lock);
}

void overview_kept_lock(struct overview_kept *k) { pthread_mutex_lock(&k->lock); }
void overview_kept_unlock(struct overview_kept *k) { pthread_mutex_unlock(&k->lock); }

/* ---- sorted rows ---- */

#define COMPARE(a, b)                                                                              \
    if ((a) != (b))                                                                                \
    return (a) < (b) ? -1 : 1

static int files_order(const struct overview_files *a, const struct overview_files *b)
{
    COMPARE(a->creditor_id, b->creditor_id);
    COMPARE(a->currency.code, b->currency.code);
    COMPARE(a->decided, b->decided);
    COMPARE(a->agent_id, b->agent_id);
    COMPARE(a->blocks, b->blocks);
    COMPARE(a->broken, b->broken);
    COMPARE(a->late, b->late);
    return 0;
}

static int sum_order(const struct kept_sum *a, const struct kept_sum *b)
{
    COMPARE(a->sum.creditor_id, b->sum.creditor_id);
    COMPARE(a->sum.currency.code, b->sum.currency.code);
    COMPARE(a->day.n, b->day.n);
    return 0;
}

static void add_files(struct arena *a, struct overview_files_list *to,
                      const struct overview_files *row)
{
    size_t from = 0;
    size_t n = to->count;
    while (from < n) {
        size_t middle = from + (n - from) / 2;
        int order = files_order(&to->rows[middle], row);
        if (order == 0) {
            struct overview_files *same = &to->rows[middle];
            same->files += row->files;
            for (int i = 0; i < OVERVIEW_BAND_COUNT; i++)
                same->minor[i] += row->minor[i];
            return;
        }
        if (order < 0)
            from = middle + 1;
        else
            n = middle;
    }
    n = to->count++;
    if ((n & (n - 1)) == 0) /* full at every power of two */
        to->rows = arena_grow(a, to->rows, n, n == 0 ? 1 : n * 2, sizeof *to->rows);
    memmove(&to->rows[from + 1], &to->rows[from], (n - from) * sizeof *to->rows);
    to->rows[from] = *row;
}

static void add_sum(struct arena *a, struct kept_sum **rows, size_t *count,
                    const struct kept_sum *row)
{
    size_t at = 0;
    while (at < *count && sum_order(&(*rows)[at], row) < 0)
        at++;
    if (at < *count && sum_order(&(*rows)[at], row) == 0) {
        (*rows)[at].sum.count += row->sum.count;
        (*rows)[at].sum.minor += row->sum.minor;
        return;
    }
    size_t n = (*count)++;
    if ((n & (n - 1)) == 0)
        *rows = arena_grow(a, *rows, n, n == 0 ? 1 : n * 2, sizeof **rows);
    memmove(&(*rows)[at + 1], &(*rows)[at], (n - at) * sizeof **rows);
    (*rows)[at] = *row;
}

/* ---- reading ---- */

static struct part *part_of(struct overview_kept *k, int64_t debtor_id)
{
    size_t from = 0;
    size_t to = k->count;
    while (to - from > 1) {
        size_t middle = from + (to - from) / 2;
        if (k->parts[middle].from_debtor <= debtor_id)
            from = middle;
        else
            to = middle;
    }
    return &k->parts[from];
}

static void take_file(struct overview_kept *k, const struct overview_file *file)
{
    struct part *p = part_of(k, file->debtor_id);
    struct overview_files_list list = {p->files, p->file_count};
    add_files(&p->arena, &list, &file->sums);
    p->files = list.rows;
    p->file_count = list.count;
    p->seen++;
    if (!file->sums.late || !day_is(file->acted))
        return;
    struct kept_sum row = {
        {.creditor_id = file->sums.creditor_id, .currency = file->sums.currency, .count = 1},
        file->acted};
    for (int i = 0; i < OVERVIEW_BAND_COUNT; i++)
        row.sum.minor += file->sums.minor[i];
    add_sum(&p->arena, &p->acted, &p->acted_count, &row);
}

static bool read_open(struct overview_kept *k, struct db *db, struct arena *a,
                      const struct overview_span *span, struct err *err)
{
    struct db_rows rows;
    bool have = true;
    if (!overview_open_begin(db, a, span, &rows, err))
        return false;
    bool ok = true;
    while (ok && have) {
        struct overview_file file;
        ok = overview_open_next(&rows, &file, &have, err);
        if (ok && have)
            take_file(k, &file);
    }
    db_done(&rows);
    return ok;
}

static bool read_received(struct overview_kept *k, struct db *db, struct arena *a,
                          const struct overview_span *span, struct err *err)
{
    struct db_rows rows;
    bool have = true;
    if (!overview_received_begin(db, a, span, &rows, err))
        return false;
    bool ok = true;
    while (ok && have) {
        struct overview_payment payment;
        ok = overview_received_next(&rows, &payment, &have, err);
        if (!ok || !have)
            break;
        struct part *p = part_of(k, payment.debtor_id);
        const struct kept_sum row = {{payment.creditor_id, payment.currency, 1, payment.minor},
                                     {0}};
        add_sum(&p->arena, &p->received, &p->received_count, &row);
    }
    db_done(&rows);
    return ok;
}

/* Parts from one to another, the latter not included. */
static bool read_parts(struct overview_kept *k, struct app *app, size_t from, size_t to,
                       struct err *err)
{
    struct arena scratch;
    struct ymd today = day_to(k->stamp.today);
    struct overview_span span = {
        .today = k->stamp.today,
        .month_from = day_ymd(today.year, today.month, 1),
        .run = k->stamp.published,
        .from_debtor = k->parts[from].from_debtor,
        .to_debtor = to < k->count ? k->parts[to].from_debtor - 1 : INT64_MAX,
        .all = from == 0 && to == k->count,
    };
    for (size_t i = from; i < to; i++) {
        struct part *p = &k->parts[i];
        arena_clear(&p->arena);
        *p = (struct part){
            .from_debtor = p->from_debtor, .arena = p->arena, .seen_first = p->seen_first};
    }
    arena_init(&scratch, 0);
    bool ok = read_open(k, app->db, &scratch, &span, err) &&
              read_received(k, app->db, &scratch, &span, err);
    arena_release(&scratch);
    return ok;
}

/* Parts alike of all debtors there are. */
static bool share_out(struct overview_kept *k, struct app *app, struct err *err)
{
    struct arena scratch;
    int64_t *debtors = NULL;
    size_t count = 0;
    drop(k);
    arena_init(&scratch, 0);
    bool ok = overview_debtors(app->db, &scratch, &debtors, &count, err);
    size_t size = count / PARTS_MAX + 1;
    if (size < PART_FILES_MIN)
        size = PART_FILES_MIN;
    k->part_files = size;
    k->parts = ARENA_ARRAY(&k->arena, count / size + 1, struct part);
    for (size_t i = 0; ok && i <= count / size; i++) {
        int64_t from = i == 0 ? INT64_MIN : i * size < count ? debtors[i * size] : INT64_MAX;
        if (k->count > 0 && from <= k->parts[k->count - 1].from_debtor)
            continue; /* one debtor has so many accounts */
        arena_init(&k->parts[k->count].arena, 0);
        k->parts[k->count++].from_debtor = from;
    }
    arena_release(&scratch);
    return ok;
}

/* ---- what has changed ---- */

/* running: a run is under way, or was killed. */
static bool read_stamp(struct app *app, const struct run_row *published, struct stamp *out,
                       bool *running, struct err *err)
{
    struct run_row left;
    struct arena scratch;
    arena_init(&scratch, 0);
    *out = (struct stamp){.today = app->today, .published = published->number};
    bool ok = run_last(app->db, &scratch, "running", &left, err) &&
              run_greatest(app->db, &out->last, err);
    *running = ok && left.number != 0;
    arena_release(&scratch);
    return ok;
}

static bool same_stamp(const struct stamp *a, const struct stamp *b)
{
    return a->today.n == b->today.n && a->published == b->published && a->last == b->last;
}

/* Parts with a debtor touched since. */
static void mark_touched(struct overview_kept *k, const struct work_touched_list *now)
{
    const struct work_touched_list *then = &k->touched;
    size_t i = 0;
    size_t j = 0;
    while (i < then->count || j < now->count) {
        bool old = j == now->count ||
                   (i < then->count && then->rows[i].debtor_id < now->rows[j].debtor_id);
        bool fresh = i == then->count ||
                     (j < now->count && now->rows[j].debtor_id < then->rows[i].debtor_id);
        int64_t id = old ? then->rows[i].debtor_id : now->rows[j].debtor_id;
        if (old || fresh || then->rows[i].times != now->rows[j].times)
            part_of(k, id)->stale = true;
        i += !fresh;
        j += !old;
    }
}

/* What is to be summed anew. A run takes away that debtors were touched (work_untouch): while one
 * is under way nothing that is kept can be trusted. */
static bool look(struct overview_kept *k, struct app *app, const struct run_row *published,
                 bool *running, struct err *err)
{
    struct stamp stamp;
    struct work_touched_list touched;
    struct arena *fresh = &k->touched_arenas[1 - k->known];
    arena_clear(fresh);
    if (!read_stamp(app, published, &stamp, running, err) ||
        !work_touched_read(app->db, fresh, INT64_MIN, &touched, err))
        return false;
    k->valid = k->valid && !*running && published->number != 0 && same_stamp(&stamp, &k->stamp);
    if (k->valid)
        mark_touched(k, &touched);
    k->stamp = stamp;
    k->touched = touched;
    k->known = 1 - k->known;
    return true;
}

static bool sum_all(struct overview_kept *k, struct app *app, struct err *err)
{
    if (!share_out(k, app, err) || !read_parts(k, app, 0, k->count, err))
        return false;
    for (size_t i = 0; i < k->count; i++)
        k->parts[i].seen_first = k->parts[i].seen;
    k->valid = true;
    return true;
}

/* A part that has grown by many files (new debtors follow the last one): shared out anew the next
 * time. */
static bool sum_stale(struct overview_kept *k, struct app *app, struct err *err)
{
    size_t to = 0;
    for (size_t i = 0; i < k->count; i = to + 1) {
        for (to = i; to < k->count && k->parts[to].stale; to++) {
        }
        if (to > i && !read_parts(k, app, i, to, err))
            return false;
        for (; i < to; i++)
            k->valid =
                k->valid && k->parts[i].seen <= k->parts[i].seen_first + PART_GROWN * k->part_files;
    }
    return true;
}

static bool sum_anew(struct overview_kept *k, struct app *app, struct err *err)
{
    if (k->valid ? sum_stale(k, app, err) : sum_all(k, app, err))
        return true;
    drop(k);
    return false;
}

bool overview_kept_renew(struct overview_kept *k, struct app *app, const struct run_row *published,
                         struct err *err)
{
    bool running = false;
    return look(k, app, published, &running, err) && sum_anew(k, app, err);
}

/* ---- beside the pages ---- */

static bool much_changes(struct overview_kept *k)
{
    size_t stale = 0;
    int64_t seen = k->stamp.last;
    for (size_t i = 0; i < k->count; i++)
        stale += k->parts[i].stale;
    for (size_t i = 0; i < k->touched.count; i++)
        seen += 1 + k->touched.rows[i].times;
    bool same = seen == k->waited_at;
    k->waited_at = seen;
    return (!k->valid || stale > k->count / 4) && !same;
}

static bool follow(struct overview_kept *k, struct app *app, struct err *err)
{
    struct run_row published;
    struct arena scratch;
    bool running = false;
    arena_init(&scratch, 0);
    bool ok = run_last(app->db, &scratch, "published", &published, err) &&
              look(k, app, &published, &running, err);
    if (ok && published.number != 0 && !running && !much_changes(k))
        ok = sum_anew(k, app, err);
    arena_release(&scratch);
    return ok;
}

bool overview_kept_follow(struct overview_kept *k, struct app *app, struct err *err)
{
    overview_kept_lock(k);
    bool ok = db_begin(app->db, DB_READ, err);
    if (ok) {
        ok = follow(k, app, err);
        db_rollback(app->db); /* nothing was written */
    }
    overview_kept_unlock(k);
    return ok;
}

/* ---- what a page asks ---- */

static bool in_scope(const struct overview_wanted *wanted, int64_t creditor_id)
{
    bool in = wanted->scope == NULL;
    for (size_t i = 0; i < wanted->scope_count && !in; i++)
        in = wanted->scope[i] == creditor_id;
    return in;
}

struct summing {
    struct arena *arena;
    const struct overview_wanted *wanted;
};

static void sum_sums(const struct summing *x, const struct kept_sum *rows, size_t count,
                     int32_t after, struct overview_sums *out)
{
    for (size_t i = 0; i < count; i++) {
        const struct overview_sum *row = &rows[i].sum;
        size_t at = 0;
        if (rows[i].day.n <= after || !in_scope(x->wanted, row->creditor_id))
            continue;
        while (at < out->count && (out->rows[at].creditor_id != row->creditor_id ||
                                   !currency_eq(out->rows[at].currency, row->currency)))
            at++;
        size_t n = out->count;
        if (at == n) {
            if ((n & (n - 1)) == 0) /* full at every power of two */
                out->rows =
                    arena_grow(x->arena, out->rows, n, n == 0 ? 1 : n * 2, sizeof *out->rows);
            out->rows[out->count++] = (struct overview_sum){row->creditor_id, row->currency, 0, 0};
        }
        out->rows[at].count += row->count;
        out->rows[at].minor += row->minor;
    }
}

void overview_kept_sum(const struct overview_kept *k, struct arena *a,
                       const struct overview_wanted *wanted, struct day acted_after,
                       struct overview_open_sums *out)
{
    const struct summing x = {a, wanted};
    *out = (struct overview_open_sums){0};
    for (size_t i = 0; i < k->count; i++) {
        const struct part *p = &k->parts[i];
        for (size_t n = 0; n < p->file_count; n++) {
            if (in_scope(wanted, p->files[n].creditor_id))
                add_files(a, &out->files, &p->files[n]);
        }
        sum_sums(&x, p->acted, p->acted_count, acted_after.n, &out->acted);
        sum_sums(&x, p->received, p->received_count, INT32_MIN, &out->received);
    }
}
