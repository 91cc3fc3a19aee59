#include "account_store.h"

#include "base/text.h"
#include "directory_store.h"
#include "gen/account_sql.h"
#include "gen/creditor_sql.h"

/* ---- creditors ---- */

static bool load_plan(struct db *db, struct arena *a, struct creditor *c, struct err *err) {
    struct q_plan_by_creditor_in in = {c->id};
    struct db_rows rows;
    if (!q_plan_by_creditor_open(db, &in, &rows, err))
        return false;
    bool ok = true;
    for (;;) {
        struct q_plan_by_creditor_row row;
        bool have = false;
        ok = q_plan_by_creditor_next(&rows, &row, &have, err);
        if (!ok || !have)
            break;
        size_t n = c->plan_count;
        if ((n & (n - 1)) == 0) /* full at every power of two */
            c->plan = arena_grow(a, c->plan, n, n == 0 ? 1 : n * 2, sizeof *c->plan);
        c->plan[n].prefix = arena_str(a, row.prefix);
        ok =
            plan_role_parse(row.role, &c->plan[n].role) || err_set(err, ERR_DB_DAMAGED, "plan_row");
        if (!ok)
            break;
        c->plan_count++;
    }
    db_done(&rows);
    return ok;
}

bool creditor_list(struct db *db, struct arena *a, struct creditor **out, size_t *count,
                   struct err *err) {
    struct db_rows rows;
    *out = NULL;
    *count = 0;
    if (!q_creditor_list_open(db, &rows, err))
        return false;
    bool ok = true;
    for (;;) {
        struct q_creditor_list_row row;
        bool have = false;
        ok = q_creditor_list_next(&rows, &row, &have, err);
        if (!ok || !have)
            break;
        size_t n = *count;
        if ((n & (n - 1)) == 0)
            *out = arena_grow(a, *out, n, n == 0 ? 1 : n * 2, sizeof **out);
        (*out)[n] = (struct creditor){
            .id = row.creditor_id,
            .code = arena_str(a, row.code),
            .name = arena_str(a, row.name),
            .capacity = arena_str(a, row.capacity),
            .terms = arena_str(a, row.terms),
        };
        (*count)++;
        ok = currency_parse(row.currency, &(*out)[n].currency, err);
        if (!ok)
            break;
    }
    db_done(&rows);
    for (size_t i = 0; ok && i < *count; i++)
        ok = load_plan(db, a, &(*out)[i], err);
    return ok;
}

bool creditor_find(struct db *db, struct arena *a, struct str code, struct creditor *out,
                   bool *found, struct err *err) {
    struct creditor *all = NULL;
    size_t count = 0;
    *found = false;
    if (!creditor_list(db, a, &all, &count, err))
        return false;
    if (code.n == 0 && count > 1)
        return err_set(err, ERR_CREDITOR_NEEDED, NULL);
    for (size_t i = 0; i < count && !*found; i++) {
        if (code.n == 0 || str_eq(all[i].code, code)) {
            *out = all[i];
            *found = true;
        }
    }
    return true;
}

bool creditor_create(struct db *db, struct creditor *c, struct err *err) {
    char currency[4];
    currency_text(c->currency, currency);
    struct q_creditor_insert_in in = {
        .creditor_id = c->id,
        .code = c->code,
        .name = c->name,
        .currency = str_of(currency),
        .capacity = c->capacity,
        .terms = c->terms.n > 0 ? c->terms : (struct str){0},
    };
    if (!q_creditor_insert(db, &in, NULL, err))
        return false;
    for (size_t i = 0; i < c->plan_count; i++) {
        struct q_plan_insert_in row = {c->id, c->plan[i].prefix,
                                       str_of(plan_role_code(c->plan[i].role))};
        if (!q_plan_insert(db, &row, NULL, err))
            return false;
    }
    return true;
}

bool creditor_lock(struct db *db, int64_t creditor_id, int64_t *import_seq, struct err *err) {
    struct q_creditor_next_import_in in = {creditor_id};
    struct q_creditor_next_import_row row;
    struct arena a;
    bool found = false;
    arena_init(&a, 0);
    bool ok = q_creditor_next_import(db, &in, &a, &row, &found, err);
    arena_release(&a);
    if (ok && !found)
        return err_set(err, ERR_DB_DAMAGED, "creditor");
    *import_seq = row.import_seq;
    return ok;
}

/* ---- accounts ---- */

static bool claim_account(struct db *db, struct arena *a, const struct account_origin *origin,
                          struct account_wanted *w, struct err *err) {
    struct directory_key key = {DIRECTORY_LEDGER, origin->creditor->id, w->ledger_number};
    struct directory_entry entry = {id_next(origin->ids), {true, id_next(origin->ids)}};
    if (!directory_claim(db, &key, &entry, &w->created, err))
        return false;
    if (!entry.account_id.has)
        return err_set(err, ERR_DB_DAMAGED, "directory_key");
    w->key = (struct account_key){entry.debtor_id, entry.account_id.v};
    if (w->created)
        return true;
    struct q_account_get_in in = {w->key.debtor_id, w->key.account_id};
    struct q_account_get_row row;
    bool found = false;
    if (!q_account_get(db, &in, a, &row, &found, err))
        return false;
    w->terms = row.terms;
    return found || err_set(err, ERR_DB_DAMAGED, "account");
}

static bool insert_debtors(struct db *db, struct account_wanted *wanted, size_t count,
                           int64_t number, struct err *err) {
    struct db_bulk bulk;
    struct arena scratch;
    arena_init(&scratch, 0);
    bool ok = q_debtor_insert_begin(db, &bulk, err);
    for (size_t i = 0; ok && i < count; i++) {
        if (!wanted[i].created)
            continue;
        arena_clear(&scratch);
        struct q_debtor_insert_in in = {
            .debtor_id = wanted[i].key.debtor_id,
            .number = number++,
            .kind = STR("unknown"),
            .name = wanted[i].name,
            .name_folded = text_fold(&scratch, wanted[i].name),
        };
        ok = q_debtor_insert_row(&bulk, &in, err);
    }
    ok = ok && q_debtor_insert_end(&bulk, err);
    arena_release(&scratch);
    return ok;
}

static bool insert_accounts(struct db *db, const struct account_origin *origin,
                            struct account_wanted *wanted, size_t count, int64_t number,
                            struct err *err) {
    struct db_bulk bulk;
    char currency[4];
    const struct creditor *c = origin->creditor;
    currency_text(c->currency, currency);
    if (!q_account_insert_begin(db, &bulk, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (!wanted[i].created)
            continue;
        wanted[i].terms = origin->terms.n > 0 ? origin->terms : c->terms;
        struct q_account_insert_in in = {
            .debtor_id = wanted[i].key.debtor_id,
            .account_id = wanted[i].key.account_id,
            .number = number++,
            .creditor_id = c->id,
            .ledger_number = wanted[i].ledger_number,
            .currency = str_of(currency),
            .capacity = c->capacity,
            .terms = wanted[i].terms.n > 0 ? wanted[i].terms : (struct str){0},
        };
        if (!q_account_insert_row(&bulk, &in, err))
            return false;
    }
    return q_account_insert_end(&bulk, err);
}

/* The short references lead to the file like any other identity. */
static bool claim_numbers(struct db *db, const struct account_wanted *wanted, size_t count,
                          int64_t debtor_number, int64_t account_number, struct err *err) {
    struct arena a;
    struct buf text;
    arena_init(&a, 0);
    buf_init(&text, &a, 32);
    bool ok = true;
    for (size_t i = 0; ok && i < count; i++) {
        if (!wanted[i].created)
            continue;
        bool created = false;
        struct directory_entry entry = {wanted[i].key.debtor_id, {true, wanted[i].key.account_id}};
        buf_clear(&text);
        buf_add_int(&text, account_number++);
        struct directory_key key = {DIRECTORY_ACCOUNT_NUMBER, 0, buf_str(&text)};
        ok = directory_claim(db, &key, &entry, &created, err);
        buf_clear(&text);
        buf_add_int(&text, debtor_number++);
        entry = (struct directory_entry){wanted[i].key.debtor_id, {false, 0}};
        key = (struct directory_key){DIRECTORY_DEBTOR_NUMBER, 0, buf_str(&text)};
        ok = ok && directory_claim(db, &key, &entry, &created, err);
    }
    arena_release(&a);
    return ok;
}

/* Where a new file's name and terms come from is a fact like any other. */
static bool first_facts(struct db *db, const struct account_origin *origin,
                        const struct account_wanted *wanted, size_t count, struct err *err) {
    struct db_bulk bulk;
    if (!q_fact_insert_begin(db, &bulk, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (!wanted[i].created)
            continue;
        struct q_fact_insert_in in = {
            .debtor_id = wanted[i].key.debtor_id,
            .fact_id = id_next(origin->ids),
            .kind = STR("ledger_name"),
            .value = wanted[i].name,
            .import_id = origin->import_id,
            .on_day = origin->today.n,
            .standing = 1,
        };
        if (!q_fact_insert_row(&bulk, &in, err))
            return false;
        if (wanted[i].terms.n == 0)
            continue;
        in.fact_id = id_next(origin->ids);
        in.account_id = (struct opt_int){true, wanted[i].key.account_id};
        in.kind = STR("terms");
        in.value = wanted[i].terms;
        if (!q_fact_insert_row(&bulk, &in, err))
            return false;
    }
    return q_fact_insert_end(&bulk, err);
}

bool accounts_resolve(struct db *db, struct arena *a, const struct account_origin *origin,
                      struct account_wanted *wanted, size_t count, struct err *err) {
    int64_t created = 0;
    for (size_t i = 0; i < count; i++) {
        if (!claim_account(db, a, origin, &wanted[i], err))
            return false;
        created += wanted[i].created;
    }
    int64_t debtor_number = 0;
    int64_t account_number = 0;
    return created == 0 || (counter_take(db, "debtor", created, &debtor_number, err) &&
                            counter_take(db, "account", created, &account_number, err) &&
                            insert_debtors(db, wanted, count, debtor_number, err) &&
                            insert_accounts(db, origin, wanted, count, account_number, err) &&
                            claim_numbers(db, wanted, count, debtor_number, account_number, err) &&
                            first_facts(db, origin, wanted, count, err));
}

bool accounts_of_debtor(struct db *db, struct arena *a, int64_t debtor_id,
                        struct account_key **keys, size_t *count, struct err *err) {
    struct q_account_by_debtor_in in = {debtor_id};
    struct db_rows rows;
    if (!q_account_by_debtor_open(db, &in, &rows, err))
        return false;
    bool ok = true;
    for (;;) {
        struct q_account_by_debtor_row row;
        bool have = false;
        ok = q_account_by_debtor_next(&rows, &row, &have, err);
        if (!ok || !have)
            break;
        *keys = arena_grow(a, *keys, *count, *count + 1, sizeof **keys);
        (*keys)[(*count)++] = (struct account_key){debtor_id, row.account_id};
    }
    db_done(&rows);
    return ok;
}
