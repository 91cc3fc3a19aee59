/* A ledger: its customer lines are compared with those known, what is new or changed is kept, and
 * the accounts it touches are folded again. */
#include <sodium.h>

#include "base/sort.h"
#include "claim/ledger.h"
#include "gen/ledger_sql.h"
#include "importing.h"
#include "refold.h"

/* One customer line of the file. */
struct file_line {
    struct ledger_line line;   /* id set once its place among equals is known */
    struct str customer, name; /* number and name in the creditor's ledger */
    struct account_key key;
    uint8_t fingerprint[FINGERPRINT_BYTES];
    bool known;
};

struct ledger_import {
    struct importing *w;
    struct file_line *lines;
    size_t count, room;
    struct day known_day; /* the last entry, lettering or validation in the file */
    int64_t outdated;     /* known lines of which a file that reaches further says otherwise */
    struct day from;      /* the first day of its period: openings count on their opening day */
    bool extract; /* it holds lines of customers only: what its journals are for cannot be seen, so
                     known lines keep what whole ledgers say of that, and their place there */
    struct accounts_wanted accounts;
    struct account_keys touched; /* accounts to fold again */
    struct new_sighting *sightings;
    size_t sighting_count, sighting_room;
};

/* ---- reading ---- */

static enum journal_use use_of(const struct fec_summary *s, const struct fec_line *l)
{
    for (size_t i = 0; i < s->journal_count; i++) {
        const struct fec_journal *j = &s->journals[i];
        if (!str_eq(j->code, l->journal) || !str_eq(j->label, l->journal_label))
            continue;
        if (j->sales && j->treasury) /* a till: sales are its debits, payments its credits */
            return l->debit_minor - l->credit_minor >= 0 ? JOURNAL_SALES : JOURNAL_TREASURY;
        return j->sales ? JOURNAL_SALES : j->treasury ? JOURNAL_TREASURY : JOURNAL_OTHER;
    }
    return JOURNAL_OTHER;
}

static void keep_line(struct ledger_import *li, const struct fec_line *l, enum ledger_role role)
{
    struct arena *a = li->w->arena;
    const struct fec_summary *about = &li->w->about->ledger;
    if (li->count == li->room) {
        size_t bigger = li->room == 0 ? 256 : li->room * 2;
        li->lines = arena_grow(a, li->lines, li->room, bigger, sizeof *li->lines);
        li->room = bigger;
    }
    bool has_auxiliary = l->auxiliary.n > 0;
    struct str name = has_auxiliary ? l->auxiliary_label : l->account_label;
    struct file_line *f = &li->lines[li->count++];
    *f = (struct file_line){
        .customer = arena_str(a, has_auxiliary ? l->auxiliary : l->account),
        .line =
            {
                .role = role,
                .ledger_account = arena_str(a, l->account),
                .journal = arena_str(a, l->journal),
                .piece = arena_str(a, l->piece),
                .label = arena_str(a, l->label),
                .entry_day = l->day,
                .piece_day = l->piece_day,
                .debit_minor = l->debit_minor,
                .credit_minor = l->credit_minor,
                .in_force = true,
                .letter = arena_str(a, l->letter),
                .entry_number = arena_str(a, l->number),
                .letter_day = l->letter_day,
                .valid_day = l->valid_day,
                .opening_day = l->opening ? about->opening_day : DAY_NONE,
                .position = l->line,
                .use = use_of(about, l),
            },
    };
    f->name = name.n > 0 ? arena_str(a, name) : f->customer;
}

static void reach_further(struct ledger_import *li, struct day d)
{
    if (day_is(d))
        li->known_day = day_max(li->known_day, d);
}

static bool read_lines(struct ledger_import *li, struct err *err)
{
    struct importing *w = li->w;
    li->known_day = w->about->ledger.last;
    li->from = w->about->ledger.last;
    for (;;) {
        struct intake_record record;
        bool have = false;
        if (!intake_next(w->in, &record, &have, err))
            return false;
        if (!have)
            return true;
        const struct fec_line *l = &record.ledger;
        enum ledger_role role = plan_role(w->creditor.plan, w->creditor.plan_count, l->account);
        w->report->read++;
        li->from = day_min(li->from, l->opening ? w->about->ledger.opening_day : l->day);
        reach_further(li, l->letter_day);
        reach_further(li, l->valid_day);
        if (role == LEDGER_NONE)
            w->report->ignored++;
        else
            keep_line(li, l, role);
    }
}

/* ---- fingerprints ---- */

/* Big-endian, so that every machine gives a line the same id. */
static void hash_int(crypto_generichash_state *h, int64_t v)
{
    unsigned char bytes[8];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)((uint64_t)v >> (56 - 8 * i));
    crypto_generichash_update(h, bytes, sizeof bytes);
}

static void hash_text(crypto_generichash_state *h, struct str s)
{
    hash_int(h, (int64_t)s.n);
    if (s.n > 0)
        crypto_generichash_update(h, (const unsigned char *)s.p, s.n);
}

/* Journal, date, account, auxiliary, piece, piece date, label, debit, credit and the ordinal among
 * equals; never the number, lettering or validation, which bookkeepers change (DESIGN 6). */
static void fingerprint(struct file_line *f, int64_t ordinal)
{
    crypto_generichash_state h;
    const struct ledger_line *l = &f->line;
    crypto_generichash_init(&h, NULL, 0, FINGERPRINT_BYTES);
    hash_text(&h, l->journal);
    hash_int(&h, l->entry_day.n);
    hash_text(&h, l->ledger_account);
    hash_text(&h, f->customer);
    hash_text(&h, l->piece);
    hash_int(&h, l->piece_day.n);
    hash_text(&h, l->label);
    hash_int(&h, l->debit_minor);
    hash_int(&h, l->credit_minor);
    hash_int(&h, ordinal);
    crypto_generichash_final(&h, f->fingerprint, FINGERPRINT_BYTES);
    uint64_t id = 0;
    for (size_t i = 0; i < sizeof id; i++)
        id = id << 8 | f->fingerprint[i];
    f->line.id = (int64_t)(id >> 1);
}

/* By customer, then by fingerprint without ordinal, then by place in the file. */
static int by_customer_and_print(const void *pa, const void *pb, const void *with)
{
    const struct file_line *a = pa;
    const struct file_line *b = pb;
    (void)with;
    int c = str_cmp(a->customer, b->customer);
    if (c == 0)
        c = memcmp(a->fingerprint, b->fingerprint, FINGERPRINT_BYTES);
    if (c != 0)
        return c;
    return a->line.position < b->line.position ? -1 : 1;
}

static int by_customer_and_id(const void *pa, const void *pb, const void *with)
{
    const struct file_line *a = pa;
    const struct file_line *b = pb;
    (void)with;
    int c = str_cmp(a->customer, b->customer);
    if (c != 0)
        return c;
    return a->line.id < b->line.id ? -1 : a->line.id > b->line.id;
}

/* Equal lines lie side by side once sorted by the fingerprint they have as the first of their kind:
 * their ordinals follow the order of the file. */
static bool number_lines(struct ledger_import *li, struct err *err)
{
    for (size_t i = 0; i < li->count; i++)
        fingerprint(&li->lines[i], 0);
    SORT(li->w->arena, li->lines, li->count, by_customer_and_print, NULL);
    int64_t ordinal = 0;
    uint8_t before[FINGERPRINT_BYTES] = {0};
    for (size_t i = 0; i < li->count; i++) {
        struct file_line *f = &li->lines[i];
        bool equal = i > 0 && memcmp(before, f->fingerprint, FINGERPRINT_BYTES) == 0;
        memcpy(before, f->fingerprint, FINGERPRINT_BYTES);
        ordinal = equal ? ordinal + 1 : 0;
        if (ordinal > 0)
            fingerprint(f, ordinal);
    }
    SORT(li->w->arena, li->lines, li->count, by_customer_and_id, NULL);
    for (size_t i = 1; i < li->count; i++) {
        if (str_eq(li->lines[i].customer, li->lines[i - 1].customer) &&
            li->lines[i].line.id == li->lines[i - 1].line.id)
            return err_set(err, ERR_OVERFLOW, "two lines share an id");
    }
    return true;
}

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
        li->w->report->debtors += account->created;
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
    return accounts_resolve(w->app->db, &origin, &li->accounts, err);
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
    for (;;) {
        struct q_line_of_period_row row;
        bool have = false;
        ok = q_line_of_period_next(&rows, &row, &have, err);
        if (!ok || !have)
            break;
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
    return ledger_add_lines(w->app->db, fresh, count, err) &&
           ledger_add_sightings(w->app->db, li->sightings, li->sighting_count, err);
}

static bool fold_touched(struct ledger_import *li, struct err *err)
{
    struct importing *w = li->w;
    struct refold_result result = {0};
    account_keys_sort(w->arena, &li->touched);
    struct refold_request request = {li->touched, w->import_id, w->seq};
    if (!refold_accounts(w->app, &request, &result, err))
        return false;
    w->report->accepted -= result.repeated; /* an opening that repeats known lines is no news */
    w->report->duplicates += result.repeated;
    w->report->items = result.changes.debits;
    w->report->payments = result.changes.payments;
    w->report->credits = result.changes.credits;
    if (result.gaps > 0)
        importing_warn(w, "opening_difference", result.gaps, result.gaps_minor);
    if (result.letters_unbalanced > 0)
        importing_warn(w, "letter_unbalanced", result.letters_unbalanced, result.letters_minor);
    if (li->outdated > 0)
        importing_warn(w, "outdated", li->outdated, 0);
    if (w->report->vanished > 0)
        importing_warn(w, "vanished", w->report->vanished, 0);
    return true;
}

/* What the file tells of an account it found: its name in the ledger, when that is news, and the
 * terms given with the file, which hold unless the customer has terms of his own. */
static bool facts_of(struct ledger_import *li, const struct account_wanted *account,
                     struct new_fact *facts, size_t *count, struct err *err)
{
    struct new_fact name = {account->key, false, "ledger_name", account->name};
    int64_t news = 0;
    if (!facts_count_news(li->w->app->db, &name, 1, &news, err))
        return false;
    if (news > 0)
        facts[(*count)++] = name;
    if (li->w->request->terms.n > 0)
        facts[(*count)++] =
            (struct new_fact){account->key, true, "file_terms", li->w->request->terms};
    return true;
}

static bool tell_facts(struct ledger_import *li, struct err *err)
{
    struct importing *w = li->w;
    struct account_origin origin = {&w->creditor, w->import_id, w->app->today, w->request->terms,
                                    w->app->ids};
    struct new_fact *facts = ARENA_ARRAY(w->arena, 2 * li->accounts.count, struct new_fact);
    size_t count = 0;
    for (size_t i = 0; i < li->accounts.count; i++) {
        const struct account_wanted *account = &li->accounts.rows[i];
        if (!account->created && !facts_of(li, account, facts, &count, err))
            return false;
    }
    if (count > 0 && !facts_add(w->app->db, &origin, facts, count, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        bool changed = false; /* these accounts are folded again in any case */
        if (!facts_settle(w->app->db, facts[i].key.debtor_id, &changed, err))
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

bool import_ledger(struct importing *w, struct err *err)
{
    struct ledger_import li = {.w = w};
    if (!check_balance(w, err) || !read_lines(&li, err) || !number_lines(&li, err))
        return false;
    li.touched.rows = ARENA_ARRAY(w->arena, li.count, struct account_key);
    struct import_reach reach = {li.from, li.known_day};
    li.extract = w->report->ignored == 0;
    return importing_write_row(w, reach, err) && resolve_accounts(&li, err) &&
           compare_accounts(&li, err) && find_vanished(&li, err) && write_lines(&li, err) &&
           tell_facts(&li, err) && fold_touched(&li, err);
}
