/* A ledger: its customer lines are compared with those known, what is new or changed is kept, and
 * the accounts it touches are folded again. */
#include "base/sort.h"
#include "contradictions.h"
#include "gen/ledger_sql.h"
#include "gen/told_sql.h"
#include "ledger_lines.h"
#include "store/books_store.h"

/* ---- comparing ---- */

static void sight(struct ledger_import *li, struct account_key key, const struct ledger_line *l,
                  bool vanished)
{
    if (li->sighting_count == li->sighting_room) {
        size_t bigger = li->sighting_room == 0 ? 256 : li->sighting_room * 2;
        li->sightings = arena_grow(li->w->arena, li->sightings, li->sighting_room, bigger,
                                   sizeof *li->sightings);
        li->sighting_room = bigger;
    }
    li->sightings[li->sighting_count++] = (struct new_sighting){
        .key = key,
        .line_id = l->id,
        .import_id = li->w->import_id,
        .said =
            {
                .vanished = vanished,
                .letter = l->letter,
                .letter_day = l->letter_day,
                .valid_day = l->valid_day,
                .opening_day = l->opening_day,
                .entry_number = l->entry_number,
                .position = l->position,
                .use = l->use,
            },
    };
}

static bool same_words(const struct ledger_line *a, const struct ledger_line *b)
{
    return a->in_force == b->in_force && str_eq(a->letter, b->letter) &&
           a->letter_day.n == b->letter_day.n && a->valid_day.n == b->valid_day.n &&
           str_eq(a->entry_number, b->entry_number) && a->opening_day.n == b->opening_day.n;
}

/* Lines of one account, both sides by id. */
struct file_lines {
    struct file_line *rows;
    size_t count;
};

/* Another file that holds the line reaches further than this one: its words stay. */
static bool outdated(const struct ledger_import *li, const struct known_line *known)
{
    for (size_t i = 0; i < known->sighting_count; i++) {
        const struct line_sighting *s = &known->sightings[i];
        if (!s->undone && !s->vanished && s->known_day.n > li->known_day.n)
            return true;
    }
    return false;
}

static void count_known(struct ledger_import *li, const struct known_line *known,
                        const struct ledger_line *said)
{
    struct import_report *report = li->w->report;
    if (same_words(&known->line, said)) {
        report->duplicates++;
        return;
    }
    report->updated++;
    li->outdated += known->line.in_force && outdated(li, known);
}

static bool compare(struct ledger_import *li, struct file_lines lines,
                    const struct known_lines *known, struct err *err)
{
    size_t k = 0;
    for (size_t i = 0; i < lines.count; i++) {
        struct file_line *f = &lines.rows[i];
        while (k < known->count && known->rows[k].line.id < f->line.id)
            k++;
        const struct known_line *old = k < known->count ? &known->rows[k] : NULL;
        f->known = old != NULL && old->line.id == f->line.id;
        if (f->known && li->extract && old->line.in_force) {
            f->line.use = old->line.use;
            f->line.opening_day = old->line.opening_day;
            f->line.position = old->line.position;
        }
        if (f->known && memcmp(old->fingerprint, f->fingerprint, FINGERPRINT_BYTES) != 0)
            return err_set(err, ERR_OVERFLOW, "two lines share an id");
        if (f->known)
            count_known(li, old, &f->line);
        else
            li->w->report->accepted++;
        sight(li, f->key, &f->line, false);
    }
    return true;
}

static bool compare_accounts(struct ledger_import *li, struct err *err)
{
    struct arena scratch;
    bool ok = true;
    size_t from = 0;
    arena_init(&scratch, 0);
    for (size_t n = 0; ok && n < li->accounts.count; n++) {
        struct account_wanted *account = &li->accounts.rows[n];
        size_t to = from;
        while (to < li->count && str_eq(li->lines[to].customer, account->ledger_number))
            li->lines[to++].key = account->key;
        struct known_lines known = {0};
        struct file_lines lines = {&li->lines[from], to - from};
        ok = account->created || ledger_load(li->w->app->db, &scratch, account->key, &known, err);
        ok = ok && compare(li, lines, &known, err);
        li->touched.rows[li->touched.count++] = account->key;
        li->w->report->debtors += account->debtor_created;
        from = to;
        arena_clear(&scratch);
    }
    arena_release(&scratch);
    return ok;
}

static bool resolve_accounts(struct ledger_import *li, struct err *err)
{
    struct importing *w = li->w;
    li->accounts.rows = ARENA_ARRAY(w->arena, li->count, struct account_wanted);
    for (size_t i = 0; i < li->count; i++) {
        if (i == 0 || !str_eq(li->lines[i].customer, li->lines[i - 1].customer))
            li->accounts.rows[li->accounts.count++] = (struct account_wanted){
                .ledger_number = li->lines[i].customer, .name = li->lines[i].name};
    }
    struct account_origin origin = {&w->creditor, w->import_id, w->app->today, w->request->terms,
                                    w->app->ids};
    return w->request->preview ? accounts_foresee(w->app->db, &origin, &li->accounts, err)
                               : accounts_resolve(w->app->db, &origin, &li->accounts, err);
}

/* ---- what the file no longer holds ---- */

struct place {
    struct account_key key;
    int64_t line_id;
};

static int by_place(const void *pa, const void *pb, const void *with)
{
    const struct place *a = pa;
    const struct place *b = pb;
    (void)with;
    if (a->key.debtor_id != b->key.debtor_id)
        return a->key.debtor_id < b->key.debtor_id ? -1 : 1;
    if (a->key.account_id != b->key.account_id)
        return a->key.account_id < b->key.account_id ? -1 : 1;
    return a->line_id < b->line_id ? -1 : a->line_id > b->line_id;
}

/* Known lines of the period that are not in the file, in the order of their places. */
static bool find_missing(struct ledger_import *li, struct place **missing, size_t *count,
                         struct err *err)
{
    struct importing *w = li->w;
    struct place *held = ARENA_ARRAY(w->arena, li->count, struct place);
    for (size_t i = 0; i < li->count; i++)
        held[i] = (struct place){li->lines[i].key, li->lines[i].line.id};
    SORT(w->arena, held, li->count, by_place, NULL);
    /* Openings may keep the dates of earlier years: they are sorted out account by account. */
    bool openings = w->about->ledger.opening_lines > 0;
    struct q_line_of_period_in in = {w->creditor.id, openings ? INT32_MIN : li->from.n,
                                     w->about->ledger.last.n};
    struct db_rows rows;
    size_t at = 0;
    *missing = NULL;
    *count = 0;
    if (!q_line_of_period_open(w->app->db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_line_of_period_row row;
    while (q_line_of_period_more(&rows, &row, &ok, err)) {
        struct place p = {{row.debtor_id, row.account_id}, row.line_id};
        while (at < li->count && by_place(&held[at], &p, NULL) < 0)
            at++;
        if (at < li->count && by_place(&held[at], &p, NULL) == 0)
            continue;
        size_t n = *count;
        if ((n & (n - 1)) == 0) /* full at every power of two */
            *missing = arena_grow(w->arena, *missing, n, n == 0 ? 1 : n * 2, sizeof **missing);
        (*missing)[(*count)++] = p;
    }
    db_done(&rows);
    return ok;
}

/* Openings belong to the day they open, whatever dates they keep. */
static bool in_period(const struct ledger_import *li, const struct ledger_line *l)
{
    struct day on = day_is(l->opening_day) ? l->opening_day : l->entry_day;
    return on.n >= li->from.n && on.n <= li->w->about->ledger.last.n;
}

/* Of the missing lines of one account, those still in force have vanished. */
static bool vanish_account(struct ledger_import *li, const struct place *missing, size_t count,
                           struct err *err)
{
    struct arena scratch;
    struct known_lines known = {0};
    arena_init(&scratch, 0);
    bool ok = ledger_load(li->w->app->db, &scratch, missing[0].key, &known, err);
    bool period = li->w->request->mode == IMPORT_PERIOD;
    int64_t before = li->w->report->vanished;
    for (size_t m = 0, k = 0; ok && m < count; m++) {
        while (k < known.count && known.rows[k].line.id < missing[m].line_id)
            k++;
        if (k == known.count || !known.rows[k].line.in_force || !in_period(li, &known.rows[k].line))
            continue;
        li->w->report->vanished++;
        if (period) {
            struct ledger_line l = known.rows[k].line;
            l.letter = arena_str(li->w->arena, l.letter);
            l.entry_number = arena_str(li->w->arena, l.entry_number);
            sight(li, missing[m].key, &l, true);
        }
    }
    arena_release(&scratch);
    if (ok && period && li->w->report->vanished > before)
        li->touched.rows[li->touched.count++] = missing[0].key;
    return ok;
}

static bool find_vanished(struct ledger_import *li, struct err *err)
{
    struct place *missing = NULL;
    size_t count = 0;
    if (li->w->about->ledger.lines == 0)
        return true; /* no period either */
    if (!find_missing(li, &missing, &count, err))
        return false;
    li->touched.rows = arena_grow(li->w->arena, li->touched.rows, li->touched.count,
                                  li->touched.count + count, sizeof *li->touched.rows);
    for (size_t from = 0; from < count;) {
        size_t to = from + 1;
        while (to < count && missing[to].key.debtor_id == missing[from].key.debtor_id &&
               missing[to].key.account_id == missing[from].key.account_id)
            to++;
        if (!vanish_account(li, missing + from, to - from, err))
            return false;
        from = to;
    }
    return true;
}

/* ---- writing ---- */

enum { PIECE_LINES = 50000 };

static bool write_lines(struct ledger_import *li, struct err *err)
{
    struct importing *w = li->w;
    struct new_line *fresh = ARENA_ARRAY(w->arena, li->count, struct new_line);
    size_t count = 0;
    for (size_t i = 0; i < li->count; i++) {
        struct file_line *f = &li->lines[i];
        if (!f->known)
            fresh[count++] =
                (struct new_line){f->key, f->line, f->fingerprint, w->creditor.currency};
    }
    for (size_t from = 0; from < count; from += PIECE_LINES) {
        size_t piece = count - from < PIECE_LINES ? count - from : PIECE_LINES;
        if (!ledger_add_lines(w->app->db, fresh + from, piece, err) || !importing_breathe(w, err))
            return false;
    }
    for (size_t from = 0; from < li->sighting_count; from += PIECE_LINES) {
        size_t piece =
            li->sighting_count - from < PIECE_LINES ? li->sighting_count - from : PIECE_LINES;
        if (!ledger_add_sightings(w->app->db, li->sightings + from, piece, err) ||
            !importing_breathe(w, err))
            return false;
    }
    return true;
}

static bool told_accounts(struct ledger_import *li, struct account_keys *keys, struct err *err)
{
    struct importing *w = li->w;
    struct q_told_accounts_of_creditor_in in = {w->creditor.id};
    struct db_rows rows;
    if (!q_told_accounts_of_creditor_open(w->app->db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_told_accounts_of_creditor_row row;
    while (q_told_accounts_of_creditor_more(&rows, &row, &ok, err)) {
        account_keys_add(w->arena, keys, (struct account_key){row.debtor_id, row.account_id});
    }
    db_done(&rows);
    return ok;
}

/* A complete list spoke of every account of the creditor, also by being silent. */
static bool has_complete_list(struct ledger_import *li, bool *has, struct err *err)
{
    struct importing *w = li->w;
    struct all_books all;
    if (!books_load(w->app->db, w->arena, 0, &all, err))
        return false;
    struct told_books books = books_of(&all, w->creditor.id);
    *has = false;
    for (size_t i = 0; i < books.count; i++)
        *has = *has || !books.rows[i].ledger;
    return true;
}

/* A ledger that reaches further decides about what lists and people told, in every account. */
static bool touch_told(struct ledger_import *li, struct err *err)
{
    struct importing *w = li->w;
    struct account_keys told = {0};
    bool everywhere = false;
    if (!has_complete_list(li, &everywhere, err) ||
        !(everywhere ? accounts_of_creditor(w->app->db, w->arena, w->creditor.id, &told, err)
                     : told_accounts(li, &told, err)))
        return false;
    size_t count = li->touched.count;
    li->touched.rows =
        arena_grow(w->arena, li->touched.rows, count, count + told.count, sizeof *li->touched.rows);
    for (size_t i = 0; i < told.count; i++)
        li->touched.rows[li->touched.count++] = told.rows[i];
    return true;
}

static bool foresee_ledger(struct importing *w, struct err *err)
{
    struct ledger_import *li = w->kind;
    const struct refold_request request = {w->import_id, w->seq, &w->breaks, .hold = true};
    account_keys_sort(w->arena, &li->touched);
    refold_close(w->refold);
    if (!refold_open(w->app, w->arena, &request, &w->refold, err))
        return false;
    for (size_t i = 0; i < li->touched.count; i++) {
        if (!refold_add(w->refold, li->touched.rows[i], err) || !importing_look(w, err))
            return false;
    }
    return true;
}

static bool fold_ledger(struct importing *w, struct refold_result *result, struct err *err)
{
    struct ledger_import *li = w->kind;
    const struct refold_request request = {
        .import_id = w->import_id, .import_seq = w->seq, .breaks = &w->breaks};
    account_keys_sort(w->arena, &li->touched);
    return refold_accounts(w->app, &request, li->touched, result, err);
}

static bool tell_ledger(struct importing *w, const struct refold_result *result, struct err *err)
{
    const struct ledger_import *li = w->kind;
    w->named = li->touched;
    w->report->accepted -= result->repeated; /* an opening that repeats known lines is no news */
    w->report->duplicates += result->repeated;
    w->report->items = result->changes.debits;
    w->report->payments = result->changes.payments;
    w->report->credits = result->changes.credits;
    importing_warn_folds(w, result);
    if (li->outdated > 0)
        importing_warn(w, "outdated", li->outdated, 0);
    if (w->report->vanished > 0)
        importing_warn(w, "vanished", w->report->vanished, 0);
    return contradictions_gather(w, err);
}

/* What the file tells of an account it found: its name in the ledger, when that is news, and the
 * terms given with the file, which hold unless the customer has terms of his own. */
static bool facts_of(struct ledger_import *li, const struct account_wanted *account,
                     struct told_facts *told, struct err *err)
{
    struct new_fact name = {account->key, false, "ledger_name", account->name};
    struct new_fact terms = {account->key, true, "file_terms", li->w->request->terms};
    int64_t standing = 0;
    struct fact_news news = {.standing = &standing};
    if (!facts_count_news(li->w->app->db, &name, 1, &news, err))
        return false;
    if (news.count > 0)
        told->news[told->news_count++] = name;
    if (terms.value.n == 0)
        return true;
    if (!facts_count_news(li->w->app->db, &terms, 1, &news, err))
        return false;
    if (news.count > 0)
        told->news[told->news_count++] = terms;
    else
        told->seen[told->seen_count++] = (struct seen_fact){account->key.debtor_id, standing};
    return true;
}

static bool tell_facts(struct ledger_import *li, struct err *err)
{
    struct importing *w = li->w;
    struct account_origin origin = {&w->creditor, w->import_id, w->app->today, w->request->terms,
                                    w->app->ids};
    struct told_facts told = {
        .news = ARENA_ARRAY(w->arena, 2 * li->accounts.count, struct new_fact),
        .seen = ARENA_ARRAY(w->arena, li->accounts.count, struct seen_fact),
    };
    for (size_t i = 0; i < li->accounts.count; i++) {
        const struct account_wanted *account = &li->accounts.rows[i];
        if (!account->created && !facts_of(li, account, &told, err))
            return false;
    }
    if (!facts_tell(w->app->db, &origin, &told, err))
        return false;
    for (size_t i = 0; i < told.news_count; i++) {
        bool changed = false; /* these accounts are folded again in any case */
        if (!facts_settle(w->app->db, told.news[i].key.debtor_id, &changed, err))
            return false;
    }
    return true;
}

static bool check_balance(struct importing *w, struct err *err)
{
    const struct fec_summary *s = &w->about->ledger;
    w->report->debit_minor = s->debit_minor;
    w->report->credit_minor = s->credit_minor;
    if (s->debit_minor == s->credit_minor)
        return true;
    if (w->request->accept_unbalanced.n == 0)
        return err_set(err, ERR_UNBALANCED, NULL);
    importing_warn(w, "unbalanced", s->unbalanced, s->debit_minor - s->credit_minor);
    return true;
}

static bool read_ledger(struct importing *w, struct err *err)
{
    struct ledger_import *li = ARENA_NEW(w->arena, struct ledger_import);
    *li = (struct ledger_import){.w = w};
    w->kind = li;
    if (!check_balance(w, err) || !ledger_lines_read(li, err))
        return false;
    li->extract = w->report->ignored == 0;
    w->reach.from = li->from;
    /* Entries dated ahead do not make it know the days to come. */
    w->reach.last = day_min(w->about->ledger.last, w->app->today);
    w->reach.known = li->known_day;
    w->is_long = li->count > IMPORT_LONG_ROWS;
    return true;
}

bool ledger_find_out(struct ledger_import *li, struct err *err)
{
    li->touched.rows = ARENA_ARRAY(li->w->arena, li->count, struct account_key);
    return resolve_accounts(li, err) && importing_breathe(li->w, err) &&
           compare_accounts(li, err) && find_vanished(li, err) && touch_told(li, err);
}

static bool write_ledger(struct importing *w, struct err *err)
{
    struct ledger_import *li = w->kind;
    return ledger_find_out(li, err) && write_lines(li, err) && tell_facts(li, err) &&
           importing_breathe(w, err);
}

const struct import_steps import_ledger_steps = {.read = read_ledger,
                                                 .write = write_ledger,
                                                 .fold = fold_ledger,
                                                 .foresee = foresee_ledger,
                                                 .look = look_at_ledger,
                                                 .tell = tell_ledger};
