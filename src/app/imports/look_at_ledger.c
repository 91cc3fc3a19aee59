/* A ledger that is only looked at: its lines and words are put beside those that are stored, in
 * memory, and the accounts folded as they will be. Nothing is written, nobody waits. */
#include "base/sort.h"
#include "ledger_lines.h"

struct looking {
    struct ledger_import *li;
    struct told_books books;             /* of the creditor, this file among them */
    const struct file_line **lines;      /* by account and id */
    const struct account_wanted **fresh; /* customers nobody knew, by account */
    size_t fresh_count;
    size_t line_at, sighting_at, fresh_at; /* the accounts before are done */
    struct arena scratch;                  /* of one account */
};

static int by_line(const void *pa, const void *pb, const void *with)
{
    const struct file_line *a = *(const struct file_line *const *)pa;
    const struct file_line *b = *(const struct file_line *const *)pb;
    int order = account_key_cmp(a->key, b->key);
    (void)with;
    if (order != 0)
        return order;
    return a->line.id < b->line.id ? -1 : a->line.id > b->line.id;
}

static int by_sighting(const void *pa, const void *pb, const void *with)
{
    const struct new_sighting *a = pa;
    const struct new_sighting *b = pb;
    int order = account_key_cmp(a->key, b->key);
    (void)with;
    if (order != 0)
        return order;
    return a->line_id < b->line_id ? -1 : a->line_id > b->line_id;
}

static int by_account(const void *pa, const void *pb, const void *with)
{
    const struct account_wanted *a = *(const struct account_wanted *const *)pa;
    const struct account_wanted *b = *(const struct account_wanted *const *)pb;
    (void)with;
    return account_key_cmp(a->key, b->key);
}

static void put_in_order(struct looking *l)
{
    struct ledger_import *li = l->li;
    struct arena *a = li->w->arena;
    l->lines = ARENA_ARRAY(a, li->count, const struct file_line *);
    l->fresh = ARENA_ARRAY(a, li->accounts.count, const struct account_wanted *);
    for (size_t i = 0; i < li->count; i++)
        l->lines[i] = &li->lines[i];
    for (size_t i = 0; i < li->accounts.count; i++) {
        if (li->accounts.rows[i].created)
            l->fresh[l->fresh_count++] = &li->accounts.rows[i];
    }
    SORT(a, l->lines, li->count, by_line, NULL);
    SORT(a, l->fresh, l->fresh_count, by_account, NULL);
    SORT(a, li->sightings, li->sighting_count, by_sighting, NULL);
    account_keys_sort(a, &li->touched);
}

/* The books with this file's: it is none of them yet. */
static void count_this(struct looking *l, struct told_books books)
{
    const struct importing *w = l->li->w;
    struct told_book *rows = ARENA_ARRAY(w->arena, books.count + 1, struct told_book);
    size_t count = 0;
    for (; count < books.count; count++)
        rows[count] = books.rows[count];
    if (day_is(w->reach.last))
        rows[count++] = (struct told_book){w->import_id, w->seq, w->reach.last, true};
    told_books_sort(w->arena, rows, count);
    l->books = (struct told_books){rows, count};
}

/* ---- one account ---- */

/* Lines of the file that nobody knew, among the known ones; both by id. */
static void add_lines(struct looking *l, struct account_key key, struct known_lines *known)
{
    const struct ledger_import *li = l->li;
    size_t to = l->line_at;
    while (to < li->count && account_key_cmp(l->lines[to]->key, key) == 0)
        to++;
    struct known_line *rows =
        ARENA_ARRAY(&l->scratch, known->count + (to - l->line_at), struct known_line);
    size_t count = 0;
    size_t k = 0;
    for (; l->line_at < to; l->line_at++) {
        const struct file_line *f = l->lines[l->line_at];
        if (f->known)
            continue;
        while (k < known->count && known->rows[k].line.id < f->line.id)
            rows[count++] = known->rows[k++];
        rows[count] = (struct known_line){.line = f->line};
        memcpy(rows[count++].fingerprint, f->fingerprint, FINGERPRINT_BYTES);
    }
    while (k < known->count)
        rows[count++] = known->rows[k++];
    *known = (struct known_lines){rows, count};
}

/* What the file says of a line, behind what was said before. */
static void hear(struct looking *l, struct known_line *line, const struct new_sighting *said)
{
    const struct ledger_import *li = l->li;
    size_t n = line->sighting_count;
    line->sightings = arena_grow(&l->scratch, line->sightings, n, n + 1, sizeof *line->sightings);
    line->sightings[n] = said->said;
    line->sightings[n].import_seq = li->w->seq;
    line->sightings[n].known_day = li->known_day;
    line->sighting_count = n + 1;
    ledger_standing(&line->line, line->sightings, line->sighting_count);
}

static void add_sightings(struct looking *l, struct account_key key, struct known_lines *known)
{
    const struct ledger_import *li = l->li;
    for (size_t k = 0; l->sighting_at < li->sighting_count; l->sighting_at++) {
        const struct new_sighting *s = &li->sightings[l->sighting_at];
        if (account_key_cmp(s->key, key) != 0)
            break;
        while (k < known->count && known->rows[k].line.id < s->line_id)
            k++;
        ASSERT(k < known->count && known->rows[k].line.id == s->line_id);
        hear(l, &known->rows[k], s);
    }
}

/* Nothing is known of a customer whom the file makes. */
static bool load(struct looking *l, struct account_key key, struct stored_account *out,
                 struct err *err)
{
    const struct books_wanted wanted = {.key = key};
    if (l->fresh_at == l->fresh_count || account_key_cmp(l->fresh[l->fresh_at]->key, key) != 0)
        return refold_load(l->li->w->app->db, &l->scratch, &wanted, out, err);
    const struct account_wanted *fresh = l->fresh[l->fresh_at++];
    *out = (struct stored_account){
        .as = {.key = key, .currency = fresh->currency, .terms = fresh->terms, .fresh = true}};
    return true;
}

static bool look_at(struct looking *l, struct account_key key, struct err *err)
{
    struct stored_account account;
    arena_clear(&l->scratch);
    if (!load(l, key, &account, err))
        return false;
    add_lines(l, key, &account.known.ledger);
    add_sightings(l, key, &account.known.ledger);
    return refold_add_known(l->li->w->refold, &account.as, &account.known, l->books, err);
}

bool look_at_ledger(struct importing *w, struct refold_result *result, struct err *err)
{
    struct ledger_import *li = w->kind;
    const struct refold_request request = {w->import_id, w->seq, &w->breaks, .hold = true};
    struct looking l = {.li = li};
    if (!ledger_find_out(li, err) || !refold_open(w->app, w->arena, &request, &w->refold, err))
        return false;
    put_in_order(&l);
    count_this(&l, refold_books(w->refold, w->creditor.id));
    arena_init(&l.scratch, 0);
    bool ok = true;
    for (size_t i = 0; ok && i < li->touched.count; i++)
        ok = look_at(&l, li->touched.rows[i], err);
    arena_release(&l.scratch);
    *result = refold_foreseen(w->refold);
    return ok;
}
