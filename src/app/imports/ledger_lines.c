#include "ledger_lines.h"

#include <sodium.h>

#include "base/sort.h"

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

/* ---- entries against the factor ---- */

/* What an entry books on the factor's account: > 0 he owes it, < 0 it goes back to him. */
struct factor_entry {
    struct str journal, number; /* number empty: known by day and piece */
    struct str piece;
    struct day day;
    int64_t minor;
};

struct factor_entries {
    struct factor_entry *rows; /* sorted once all are known */
    size_t count, room;
};

static bool is_numbered(struct str number)
{
    for (size_t i = 0; i < number.n; i++) {
        if (number.p[i] != '0')
            return true;
    }
    return false;
}

/* An entry has one day; where it has no number, its piece stands for it. */
static struct factor_entry entry_of(struct str journal, struct str number, struct str piece,
                                    struct day day)
{
    bool numbered = is_numbered(number);
    return (struct factor_entry){journal, numbered ? number : STR(""), numbered ? STR("") : piece,
                                 day, 0};
}

static int by_entry(const void *pa, const void *pb, const void *with)
{
    const struct factor_entry *a = pa;
    const struct factor_entry *b = pb;
    (void)with;
    int c = str_cmp(a->journal, b->journal);
    if (c == 0)
        c = str_cmp(a->number, b->number);
    if (c == 0)
        c = a->day.n < b->day.n ? -1 : a->day.n > b->day.n;
    return c != 0 ? c : str_cmp(a->piece, b->piece);
}

/* Openings carry the factor's balance beside the customers': nothing is assigned there. */
static bool add_factor_line(struct ledger_import *li, struct factor_entries *f,
                            const struct fec_line *l, struct err *err)
{
    struct arena *a = li->w->arena;
    int64_t minor = 0;
    if (l->opening)
        return true;
    if (__builtin_sub_overflow(l->debit_minor, l->credit_minor, &minor))
        return err_set(err, ERR_OVERFLOW, NULL);
    struct factor_entry entry = entry_of(l->journal, l->number, l->piece, l->day);
    struct factor_entry *last = f->count > 0 ? &f->rows[f->count - 1] : NULL;
    if (last != NULL && by_entry(last, &entry, NULL) == 0)
        return !__builtin_add_overflow(last->minor, minor, &last->minor) ||
               err_set(err, ERR_OVERFLOW, NULL);
    if (f->count == f->room) {
        size_t bigger = f->room == 0 ? 64 : f->room * 2;
        f->rows = arena_grow(a, f->rows, f->room, bigger, sizeof *f->rows);
        f->room = bigger;
    }
    f->rows[f->count++] =
        (struct factor_entry){arena_str(a, entry.journal), arena_str(a, entry.number),
                              arena_str(a, entry.piece), entry.day, minor};
    return true;
}

static int sign_of(int64_t minor) { return minor > 0 ? 1 : minor < 0 ? -1 : 0; }

/* The sign of what the entry books on the factor's account; 0: it does not know him. The lines of
 * an entry need not stand together. */
static int factor_side(const struct factor_entries *f, const struct factor_entry *entry)
{
    size_t from = 0;
    size_t to = f->count;
    int64_t sum = 0;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (by_entry(&f->rows[middle], entry, NULL) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    for (; from < f->count && by_entry(&f->rows[from], entry, NULL) == 0; from++) {
        if (__builtin_add_overflow(sum, f->rows[from].minor, &sum))
            return 0;
    }
    return sign_of(sum);
}

/* A customer's account against the factor's in one entry is an assignment or, the other way round,
 * the recourse; whatever the journal is for, no money came (DESIGN 5, capacity and payee). */
static void mark_assignments(struct ledger_import *li, struct factor_entries *f)
{
    SORT(li->w->arena, f->rows, f->count, by_entry, NULL);
    for (size_t i = 0; f->count > 0 && i < li->count; i++) {
        struct ledger_line *l = &li->lines[i].line;
        struct factor_entry entry = entry_of(l->journal, l->entry_number, l->piece, l->entry_day);
        int side = factor_side(f, &entry);
        if (side != 0 && side == -sign_of(l->debit_minor - l->credit_minor))
            l->use = JOURNAL_ASSIGNMENT;
    }
}

static void reach_further(struct ledger_import *li, struct day d)
{
    if (day_is(d))
        li->known_day = day_max(li->known_day, d);
}

struct reading {
    struct ledger_import *li;
    struct factor_entries factor;
};

static bool keep_record(void *with, const struct intake_record *record, struct err *err)
{
    struct reading *r = with;
    struct ledger_import *li = r->li;
    struct importing *w = li->w;
    const struct fec_line *l = &record->ledger;
    enum ledger_role role = plan_role(w->creditor.plan, w->creditor.plan_count, l->account);
    li->from = day_min(li->from, l->opening ? w->about->ledger.opening_day : l->day);
    reach_further(li, l->letter_day);
    reach_further(li, l->valid_day);
    if (plan_role_kept(role))
        keep_line(li, l, role);
    else
        w->report->ignored++;
    return role != LEDGER_FACTOR || add_factor_line(li, &r->factor, l, err);
}

static bool read_lines(struct ledger_import *li, struct err *err)
{
    struct reading r = {.li = li};
    li->known_day = li->w->about->ledger.last;
    li->from = li->w->about->ledger.last;
    if (!importing_rows(li->w, keep_record, &r, err))
        return false;
    mark_assignments(li, &r.factor);
    return true;
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

bool ledger_lines_read(struct ledger_import *li, struct err *err)
{
    return read_lines(li, err) && number_lines(li, err);
}
