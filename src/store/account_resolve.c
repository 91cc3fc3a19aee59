/* Which account a name in a creditor's books is: found, or made with its debtor. */
#include "account_store.h"
#include "base/buf.h"
#include "base/text.h"
#include "directory_store.h"
#include "gen/account_sql.h"
#include "gen/directory_sql.h"

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

struct resolving {
    struct db *db;
    const struct creditor *creditor;
    struct arena scratch;
    struct id_source *ids;                /* NULL: only look */
    const struct accounts_wanted *wanted; /* of which `done` rows are resolved */
    size_t done;
};

static bool directory_look(struct resolving *r, struct str key, struct directory_entry *entry,
                           bool *found, struct err *err)
{
    struct directory_key ledger = {DIRECTORY_LEDGER, r->creditor->id, key};
    if (!directory_find(r->db, &ledger, entry, found, err))
        return false;
    return !*found || entry->account_id.has || err_set(err, ERR_DB_DAMAGED, "directory_key");
}

/* Of an account that one of the rows before has just claimed; its own row comes later. */
static const struct account_wanted *claimed_before(const struct resolving *r, int64_t account_id)
{
    for (size_t i = r->done; i > 0; i--) {
        const struct account_wanted *w = &r->wanted->rows[i - 1];
        if (w->created && w->key.account_id == account_id)
            return w;
    }
    return NULL;
}

static bool currency_of(struct resolving *r, const struct directory_entry *entry,
                        struct currency *out, struct err *err)
{
    struct q_account_get_in in = {entry->debtor_id, entry->account_id.v};
    struct q_account_get_row row;
    bool found = false;
    if (!q_account_get(r->db, &in, &r->scratch, &row, &found, err))
        return false;
    if (found)
        return currency_parse(row.currency, out, err);
    const struct account_wanted *claimed = claimed_before(r, entry->account_id.v);
    if (claimed == NULL)
        return err_set(err, ERR_DB_DAMAGED, "account");
    *out = claimed->currency;
    return true;
}

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
    for (;;) {
        struct q_account_by_name_row row;
        bool have = false;
        ok = q_account_by_name_next(&rows, &row, &have, err);
        if (!ok || !have)
            break;
        key = (struct account_key){row.debtor_id, row.account_id};
        hits++;
    }
    db_done(&rows);
    if (ok && hits == 1)
        w->key = key;
    return ok;
}

/* What stands at the customer's number, and where this currency's account is. */
struct place {
    bool taken;               /* the plain number leads to an account */
    int64_t debtor_id;        /* the customer there */
    struct currency currency; /* of the account there */
};

/* w->key.account_id stays 0 when there is none. */
static bool look(struct resolving *r, struct account_wanted *w, struct place *place,
                 struct err *err)
{
    struct directory_entry entry;
    bool found = false;
    *place = (struct place){0};
    if (!directory_look(r, w->ledger_number, &entry, &found, err))
        return false;
    place->taken = found;
    place->debtor_id = found ? entry.debtor_id : 0;
    if (found && !currency_of(r, &entry, &place->currency, err))
        return false;
    if (found && currency_eq(place->currency, w->currency)) {
        w->key = (struct account_key){entry.debtor_id, entry.account_id.v};
        return true;
    }
    if (!place->taken)
        return !w->by_name || by_name(r, w, err);
    if (!directory_look(r, number_key(&r->scratch, w, false), &entry, &found, err))
        return false;
    if (found)
        w->key = (struct account_key){entry.debtor_id, entry.account_id.v};
    return true;
}

static bool claim(struct resolving *r, struct account_wanted *w, const struct place *place,
                  struct err *err)
{
    struct directory_key key = {DIRECTORY_LEDGER, r->creditor->id,
                                number_key(&r->scratch, w, !place->taken)};
    struct directory_entry entry = {place->taken ? place->debtor_id : id_next(r->ids),
                                    {true, id_next(r->ids)}};
    if (!directory_claim(r->db, &key, &entry, &w->created, err))
        return false;
    if (!entry.account_id.has)
        return err_set(err, ERR_DB_DAMAGED, "directory_key");
    w->debtor_created = w->created && !place->taken;
    w->key = (struct account_key){entry.debtor_id, entry.account_id.v};
    return true;
}

static bool resolve_one(struct resolving *r, struct account_wanted *w, struct err *err)
{
    struct place place;
    if (w->key.account_id != 0)
        return true;
    if (w->currency.code == 0)
        w->currency = r->creditor->currency;
    arena_clear(&r->scratch);
    if (!look(r, w, &place, err))
        return false;
    return w->key.account_id != 0 || r->ids == NULL || claim(r, w, &place, err);
}

static bool resolve_all(struct resolving *r, const struct accounts_wanted *wanted, struct err *err)
{
    bool ok = true;
    arena_init(&r->scratch, 0);
    r->wanted = wanted;
    for (r->done = 0; ok && r->done < wanted->count; r->done++)
        ok = resolve_one(r, &wanted->rows[r->done], err);
    arena_release(&r->scratch);
    return ok;
}

bool accounts_find(struct db *db, const struct creditor *creditor,
                   const struct accounts_wanted *wanted, struct err *err)
{
    struct resolving r = {.db = db, .creditor = creditor};
    return resolve_all(&r, wanted, err);
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
        w->terms = origin->terms.n > 0 ? origin->terms : c->terms;
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

/* The short references lead to the file like any other identity. Their numbers were taken from a
 * counter that is locked: nobody else has them. */
static bool load_numbers(struct db *db, const struct accounts_wanted *wanted,
                         struct first_numbers number, struct err *err)
{
    struct db_bulk bulk;
    struct arena a;
    struct buf text;
    arena_init(&a, 0);
    buf_init(&text, &a, 32);
    bool ok = q_directory_load_begin(db, &bulk, err);
    for (size_t i = 0; ok && i < wanted->count; i++) {
        const struct account_wanted *w = &wanted->rows[i];
        if (!w->created)
            continue;
        buf_clear(&text);
        buf_add_int(&text, number.account++);
        struct q_directory_load_in in = {
            .kind = str_of(directory_kind_text(DIRECTORY_ACCOUNT_NUMBER)),
            .value = buf_str(&text),
            .debtor_id = w->key.debtor_id,
            .account_id = {true, w->key.account_id},
        };
        ok = q_directory_load_row(&bulk, &in, err);
        if (!ok || !w->debtor_created)
            continue;
        buf_clear(&text);
        buf_add_int(&text, number.debtor++);
        in = (struct q_directory_load_in){
            .kind = str_of(directory_kind_text(DIRECTORY_DEBTOR_NUMBER)),
            .value = buf_str(&text),
            .debtor_id = w->key.debtor_id,
        };
        ok = q_directory_load_row(&bulk, &in, err);
    }
    ok = ok && q_directory_load_end(&bulk, err);
    arena_release(&a);
    return ok;
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

bool accounts_resolve(struct db *db, const struct account_origin *origin,
                      const struct accounts_wanted *wanted, struct err *err)
{
    struct resolving r = {.db = db, .creditor = origin->creditor, .ids = origin->ids};
    int64_t accounts = 0;
    int64_t debtors = 0;
    if (!resolve_all(&r, wanted, err))
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
            load_numbers(db, wanted, number, err) && first_facts(db, origin, wanted, err));
}
