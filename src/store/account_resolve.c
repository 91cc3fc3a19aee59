/* Which account a name in a creditor's books is: found, or made with its debtor. */
#include "account_store.h"
#include "base/buf.h"
#include "base/sort.h"
#include "base/text.h"
#include "directory_store.h"
#include "gen/account_sql.h"
#include "gen/directory_sql.h"
#include "gen/told_sql.h"

/* An account has one currency. Further currencies of the same customer have accounts of their own,
 * whose key is the number, a unit separator and the currency: no number can hold that sign. */
struct str account_currency_key(struct arena *a, struct str ledger_number, struct str currency)
{
    struct buf key;
    buf_init(&key, a, ledger_number.n + 8);
    buf_add(&key, ledger_number);
    buf_add_char(&key, '\x1f');
    buf_add(&key, currency);
    return buf_str(&key);
}

static struct str number_key(struct arena *a, const struct account_wanted *w, bool main_currency)
{
    char currency[4];
    if (main_currency)
        return w->ledger_number;
    currency_text(w->currency, currency);
    return account_currency_key(a, w->ledger_number, str_of(currency));
}

/* Enough of them are looked for in one pass over all the creditor has. */
enum { BULK_WANTED = 1000 };

/* What stands at the customer's number, and where this currency's account is. */
struct place {
    bool known;               /* what follows */
    bool taken;               /* the plain number leads to an account */
    int64_t debtor_id;        /* the customer there */
    int64_t account_id;       /* and his account */
    struct currency currency; /* of the account there */
};

struct resolving {
    struct db *db;
    const struct creditor *creditor;
    struct arena lasting, scratch;
    struct id_source *ids; /* NULL: only look */
    const struct accounts_wanted *wanted;
    bool bulk;            /* so many that all keys are read and written together */
    bool foresee;         /* answers as if they were made */
    size_t *order;        /* wanted rows by number, then as they come */
    size_t *rank;         /* of each wanted row in this order */
    struct place *places; /* of the plain number, in this order */
};

/* Not to be resolved: known already, or not to be made. */
static bool is_settled(const struct resolving *r, const struct account_wanted *w)
{
    return w->key.account_id != 0 || (r->ids != NULL && w->only_look);
}

static bool directory_look(struct resolving *r, struct str key, struct directory_entry *entry,
                           bool *found, struct err *err)
{
    struct directory_key ledger = {DIRECTORY_LEDGER, r->creditor->id, key};
    if (!directory_find(r->db, &ledger, entry, found, err))
        return false;
    return !*found || entry->account_id.has || err_set(err, ERR_DB_DAMAGED, "directory_key");
}

static bool currency_of(struct resolving *r, const struct place *place, struct currency *out,
                        struct err *err)
{
    struct q_account_get_in in = {place->debtor_id, place->account_id};
    struct q_account_get_row row;
    bool found = false;
    return q_account_get(r->db, &in, &r->scratch, &row, &found, err) &&
           (found || err_set(err, ERR_DB_DAMAGED, "account")) &&
           currency_parse(row.currency, out, err);
}

/* ---- all of them in one pass ---- */

static int by_number(const void *pa, const void *pb, const void *with)
{
    const struct account_wanted *rows = with;
    size_t a = *(const size_t *)pa;
    size_t b = *(const size_t *)pb;
    int c = str_cmp(rows[a].ledger_number, rows[b].ledger_number);
    return c != 0 ? c : (a > b) - (a < b);
}

static struct str number_at(const struct resolving *r, size_t rank)
{
    return r->wanted->rows[r->order[rank]].ledger_number;
}

/* The first of those with the same number. */
static size_t first_rank(const struct resolving *r, struct str number)
{
    size_t from = 0;
    size_t to = r->wanted->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (str_cmp(number_at(r, middle), number) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

/* All rows of one number learn where it leads. */
static void set_place(struct resolving *r, struct str number, const struct place *place)
{
    for (size_t i = first_rank(r, number); i < r->wanted->count && str_eq(number_at(r, i), number);
         i++)
        r->places[i] = *place;
}

static bool scan_numbers(struct resolving *r, struct err *err)
{
    struct q_directory_scan_in in = {str_of(directory_kind_text(DIRECTORY_LEDGER)),
                                     r->creditor->id};
    struct db_rows rows;
    if (!q_directory_scan_open(r->db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_directory_scan_row row;
    while (q_directory_scan_more(&rows, &row, &ok, err)) {
        const struct place place = {
            .known = true, .taken = true, .debtor_id = row.debtor_id, row.account_id.v};
        ok = row.account_id.has || err_set(err, ERR_DB_DAMAGED, "directory_key");
        if (!ok)
            break;
        set_place(r, row.value, &place);
    }
    db_done(&rows);
    return ok;
}

static int by_account(const void *pa, const void *pb, const void *with)
{
    const struct place *places = with;
    const struct place *a = &places[*(const size_t *)pa];
    const struct place *b = &places[*(const size_t *)pb];
    if (a->debtor_id != b->debtor_id)
        return a->debtor_id < b->debtor_id ? -1 : 1;
    return a->account_id < b->account_id ? -1 : a->account_id > b->account_id;
}

/* Both sides by account. */
static bool scan_currencies(struct resolving *r, struct err *err)
{
    struct q_account_keys_of_creditor_in in = {r->creditor->id};
    struct db_rows rows;
    size_t *taken = ARENA_ARRAY(&r->lasting, r->wanted->count, size_t);
    size_t count = 0;
    size_t at = 0;
    for (size_t i = 0; i < r->wanted->count; i++) {
        if (r->places[i].taken)
            taken[count++] = i;
    }
    SORT(&r->lasting, taken, count, by_account, r->places);
    if (count == 0)
        return true;
    if (!q_account_keys_of_creditor_open(r->db, &in, &rows, err))
        return false;
    bool ok = true;
    while (at < count) {
        struct q_account_keys_of_creditor_row row;
        bool have = false;
        ok = q_account_keys_of_creditor_next(&rows, &row, &have, err);
        if (!ok || !have)
            break;
        struct place *place = &r->places[taken[at]];
        for (; place->debtor_id == row.debtor_id && place->account_id == row.account_id && ok;
             place = &r->places[taken[at]]) {
            ok = currency_parse(row.currency, &place->currency, err);
            if (++at == count)
                break;
        }
    }
    db_done(&rows);
    return ok && (at == count || err_set(err, ERR_DB_DAMAGED, "account"));
}

static bool prepare(struct resolving *r, struct err *err)
{
    size_t count = r->wanted->count;
    size_t open = 0;
    for (size_t i = 0; i < count; i++)
        open += !is_settled(r, &r->wanted->rows[i]);
    r->bulk = open >= BULK_WANTED;
    r->order = ARENA_ARRAY(&r->lasting, count, size_t);
    r->rank = ARENA_ARRAY(&r->lasting, count, size_t);
    r->places = ARENA_ARRAY(&r->lasting, count, struct place);
    for (size_t i = 0; i < count; i++)
        r->order[i] = i;
    SORT(&r->lasting, r->order, count, by_number, r->wanted->rows);
    for (size_t i = 0; i < count; i++) {
        r->rank[r->order[i]] = i;
        r->places[i].known = r->bulk;
    }
    return !r->bulk || (scan_numbers(r, err) && scan_currencies(r, err));
}

/* The account of this number and currency that one of the rows before has just been given. */
static const struct account_wanted *given_before(const struct resolving *r, size_t i)
{
    const struct account_wanted *w = &r->wanted->rows[i];
    for (size_t k = r->rank[i]; k > 0; k--) {
        const struct account_wanted *before = &r->wanted->rows[r->order[k - 1]];
        if (!str_eq(before->ledger_number, w->ledger_number))
            break;
        if (before->created && currency_eq(before->currency, w->currency))
            return before;
    }
    return NULL;
}

/* ---- one account ---- */

static bool by_name(struct resolving *r, struct account_wanted *w, struct err *err)
{
    char currency[4];
    currency_text(w->currency, currency);
    struct q_account_by_name_in in = {text_fold(&r->scratch, w->name), r->creditor->id,
                                      str_of(currency)};
    struct db_rows rows;
    int64_t hits = 0;
    struct account_key key = {0};
    bool ok = true;
    if (in.name_folded.n == 0)
        return true;
    if (!q_account_by_name_open(r->db, &in, &rows, err))
        return false;
    struct q_account_by_name_row row;
    while (q_account_by_name_more(&rows, &row, &ok, err)) {
        key = (struct account_key){row.debtor_id, row.account_id};
        hits++;
    }
    db_done(&rows);
    if (ok && hits == 1)
        w->key = key;
    return ok;
}

static bool plain_place(struct resolving *r, size_t i, struct place *out, struct err *err)
{
    struct str number = r->wanted->rows[i].ledger_number;
    struct directory_entry entry;
    *out = r->places[r->rank[i]];
    if (out->known)
        return true;
    if (!directory_look(r, number, &entry, &out->taken, err))
        return false;
    out->known = true;
    if (out->taken) {
        out->debtor_id = entry.debtor_id;
        out->account_id = entry.account_id.v;
        if (!currency_of(r, out, &out->currency, err))
            return false;
    }
    set_place(r, number, out);
    return true;
}

/* w->key.account_id stays 0 when there is none. */
static bool look(struct resolving *r, size_t i, struct place *place, struct err *err)
{
    struct account_wanted *w = &r->wanted->rows[i];
    struct directory_entry entry;
    bool found = false;
    if (!plain_place(r, i, place, err))
        return false;
    if (place->taken && currency_eq(place->currency, w->currency)) {
        w->key = (struct account_key){place->debtor_id, place->account_id};
        return true;
    }
    if (!place->taken)
        return !w->by_name || by_name(r, w, err);
    const struct account_wanted *before = given_before(r, i);
    if (before != NULL) {
        w->key = before->key;
        return true;
    }
    if (!directory_look(r, number_key(&r->scratch, w, false), &entry, &found, err))
        return false;
    if (found)
        w->key = (struct account_key){entry.debtor_id, entry.account_id.v};
    return true;
}

/* The keys of many are written together, later. */
static bool claim(struct resolving *r, size_t i, const struct place *place, struct err *err)
{
    struct account_wanted *w = &r->wanted->rows[i];
    struct directory_key key = {DIRECTORY_LEDGER, r->creditor->id,
                                number_key(&r->scratch, w, !place->taken)};
    struct directory_entry entry = {place->taken ? place->debtor_id : id_next(r->ids),
                                    {true, id_next(r->ids)}};
    w->created = true;
    if (!r->bulk && !r->foresee && !directory_claim(r->db, &key, &entry, &w->created, err))
        return false;
    if (!entry.account_id.has)
        return err_set(err, ERR_DB_DAMAGED, "directory_key");
    w->debtor_created = w->created && !place->taken;
    w->key = (struct account_key){entry.debtor_id, entry.account_id.v};
    const struct place made = {true, true, entry.debtor_id, entry.account_id.v, w->currency};
    if (w->debtor_created)
        set_place(r, w->ledger_number, &made);
    return true;
}

static bool resolve_one(struct resolving *r, size_t i, struct err *err)
{
    struct account_wanted *w = &r->wanted->rows[i];
    struct place place;
    arena_clear(&r->scratch);
    if (!look(r, i, &place, err))
        return false;
    return w->key.account_id != 0 || r->ids == NULL || claim(r, i, &place, err);
}

static bool resolve_all(struct resolving *r, struct err *err)
{
    arena_init(&r->scratch, 0);
    arena_init(&r->lasting, 0);
    for (size_t i = 0; i < r->wanted->count; i++) {
        if (r->wanted->rows[i].currency.code == 0)
            r->wanted->rows[i].currency = r->creditor->currency;
    }
    bool ok = prepare(r, err);
    for (size_t i = 0; ok && i < r->wanted->count; i++)
        ok = is_settled(r, &r->wanted->rows[i]) || resolve_one(r, i, err);
    arena_release(&r->lasting);
    arena_release(&r->scratch);
    return ok;
}

bool accounts_find(struct db *db, const struct creditor *creditor,
                   const struct accounts_wanted *wanted, struct err *err)
{
    struct resolving r = {.db = db, .creditor = creditor, .wanted = wanted};
    return resolve_all(&r, err);
}

/* ---- making them ---- */

static bool insert_debtors(struct db *db, const struct accounts_wanted *wanted, int64_t number,
                           struct err *err)
{
    struct db_bulk bulk;
    struct arena scratch;
    arena_init(&scratch, 0);
    bool ok = q_debtor_insert_begin(db, &bulk, err);
    for (size_t i = 0; ok && i < wanted->count; i++) {
        const struct account_wanted *w = &wanted->rows[i];
        if (!w->debtor_created)
            continue;
        arena_clear(&scratch);
        struct q_debtor_insert_in in = {
            .debtor_id = w->key.debtor_id,
            .number = number++,
            .kind = STR("unknown"),
            .name = w->name,
            .name_folded = text_fold(&scratch, w->name),
        };
        ok = q_debtor_insert_row(&bulk, &in, err);
    }
    ok = ok && q_debtor_insert_end(&bulk, err);
    arena_release(&scratch);
    return ok;
}

static struct str terms_of(const struct account_origin *origin)
{
    return origin->terms.n > 0 ? origin->terms : origin->creditor->terms;
}

static bool insert_accounts(struct db *db, const struct account_origin *origin,
                            const struct accounts_wanted *wanted, int64_t number, struct err *err)
{
    struct db_bulk bulk;
    const struct creditor *c = origin->creditor;
    if (!q_account_insert_begin(db, &bulk, err))
        return false;
    for (size_t i = 0; i < wanted->count; i++) {
        struct account_wanted *w = &wanted->rows[i];
        char currency[4];
        if (!w->created)
            continue;
        currency_text(w->currency, currency);
        w->terms = terms_of(origin);
        struct q_account_insert_in in = {
            .debtor_id = w->key.debtor_id,
            .account_id = w->key.account_id,
            .number = number++,
            .creditor_id = c->id,
            .ledger_number = w->ledger_number,
            .currency = str_of(currency),
            .capacity = c->capacity,
            .terms = w->terms.n > 0 ? w->terms : (struct str){0},
        };
        if (!q_account_insert_row(&bulk, &in, err))
            return false;
    }
    return q_account_insert_end(&bulk, err);
}

/* The first number taken of each kind. */
struct first_numbers {
    int64_t debtor, account;
};

/* The keys of one kind, in their own order as far as that comes by itself. */
static bool load_keys(struct db_bulk *bulk, const struct accounts_wanted *wanted,
                      enum directory_kind kind, int64_t number, struct err *err)
{
    struct arena a;
    struct buf text;
    bool ok = true;
    arena_init(&a, 0);
    buf_init(&text, &a, 32);
    for (size_t i = 0; ok && i < wanted->count; i++) {
        const struct account_wanted *w = &wanted->rows[i];
        bool of_account = kind == DIRECTORY_ACCOUNT_NUMBER;
        if (of_account ? !w->created : !w->debtor_created)
            continue;
        buf_clear(&text);
        buf_add_int(&text, number++);
        struct q_directory_load_in in = {
            .kind = str_of(directory_kind_text(kind)),
            .value = buf_str(&text),
            .debtor_id = w->key.debtor_id,
            .account_id = {of_account, of_account ? w->key.account_id : 0},
        };
        ok = q_directory_load_row(bulk, &in, err);
    }
    arena_release(&a);
    return ok;
}

static bool load_ledger_keys(struct db_bulk *bulk, const struct creditor *creditor,
                             const struct accounts_wanted *wanted, struct err *err)
{
    struct arena a;
    bool ok = true;
    arena_init(&a, 0);
    for (size_t i = 0; ok && i < wanted->count; i++) {
        const struct account_wanted *w = &wanted->rows[i];
        if (!w->created)
            continue;
        arena_clear(&a);
        struct q_directory_load_in in = {
            .kind = str_of(directory_kind_text(DIRECTORY_LEDGER)),
            .scope_id = creditor->id,
            .value = number_key(&a, w, w->debtor_created), /* his first currency */
            .debtor_id = w->key.debtor_id,
            .account_id = {true, w->key.account_id},
        };
        ok = q_directory_load_row(bulk, &in, err);
    }
    arena_release(&a);
    return ok;
}

/* The short references lead to the file like any other identity. Their numbers were taken from a
 * counter that is locked: nobody else has them; and the ledger's numbers from a creditor who is. */
static bool load_directory(const struct resolving *r, struct first_numbers number, struct err *err)
{
    struct db_bulk bulk;
    return q_directory_load_begin(r->db, &bulk, err) &&
           load_keys(&bulk, r->wanted, DIRECTORY_ACCOUNT_NUMBER, number.account, err) &&
           load_keys(&bulk, r->wanted, DIRECTORY_DEBTOR_NUMBER, number.debtor, err) &&
           (!r->bulk || load_ledger_keys(&bulk, r->creditor, r->wanted, err)) &&
           q_directory_load_end(&bulk, err);
}

/* Where a new file's name and terms come from is a fact like any other. */
static bool first_facts(struct db *db, const struct account_origin *origin,
                        const struct accounts_wanted *wanted, struct err *err)
{
    struct db_bulk bulk;
    if (!q_fact_insert_begin(db, &bulk, err))
        return false;
    for (size_t i = 0; i < wanted->count; i++) {
        const struct account_wanted *w = &wanted->rows[i];
        struct q_fact_insert_in in = {
            .debtor_id = w->key.debtor_id,
            .kind = STR("ledger_name"),
            .value = w->name,
            .import_id = origin->import_id,
            .on_day = origin->today.n,
            .standing = 1,
        };
        if (w->debtor_created) {
            in.fact_id = id_next(origin->ids);
            if (!q_fact_insert_row(&bulk, &in, err))
                return false;
        }
        if (!w->created || w->terms.n == 0)
            continue;
        in.fact_id = id_next(origin->ids);
        in.account_id = (struct opt_int){true, w->key.account_id};
        in.kind = STR("file_terms");
        in.value = w->terms;
        if (!q_fact_insert_row(&bulk, &in, err))
            return false;
    }
    return q_fact_insert_end(&bulk, err);
}

bool accounts_foresee(struct db *db, const struct account_origin *origin,
                      const struct accounts_wanted *wanted, struct err *err)
{
    struct resolving r = {.db = db,
                          .creditor = origin->creditor,
                          .ids = origin->ids,
                          .wanted = wanted,
                          .foresee = true};
    if (!resolve_all(&r, err))
        return false;
    for (size_t i = 0; i < wanted->count; i++) {
        if (wanted->rows[i].created)
            wanted->rows[i].terms = terms_of(origin);
    }
    return true;
}

bool accounts_resolve(struct db *db, const struct account_origin *origin,
                      const struct accounts_wanted *wanted, struct err *err)
{
    struct resolving r = {
        .db = db, .creditor = origin->creditor, .ids = origin->ids, .wanted = wanted};
    int64_t accounts = 0;
    int64_t debtors = 0;
    if (!resolve_all(&r, err))
        return false;
    for (size_t i = 0; i < wanted->count; i++) {
        accounts += wanted->rows[i].created;
        debtors += wanted->rows[i].debtor_created;
    }
    struct first_numbers number = {0, 0};
    return accounts == 0 ||
           ((debtors == 0 || counter_take(db, "debtor", debtors, &number.debtor, err)) &&
            counter_take(db, "account", accounts, &number.account, err) &&
            (debtors == 0 || insert_debtors(db, wanted, number.debtor, err)) &&
            insert_accounts(db, origin, wanted, number.account, err) &&
            load_directory(&r, number, err) && first_facts(db, origin, wanted, err));
}
