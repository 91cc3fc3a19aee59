#include "account_store.h"

#include "gen/account_sql.h"
#include "gen/creditor_sql.h"
#include "gen/told_sql.h"

/* ---- creditors ---- */

static bool load_plan(struct db *db, struct arena *a, struct creditor *c, struct err *err)
{
    struct q_plan_by_creditor_in in = {c->id};
    struct db_rows rows;
    if (!q_plan_by_creditor_open(db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_plan_by_creditor_row row;
    while (q_plan_by_creditor_more(&rows, &row, &ok, err)) {
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

bool creditor_list(struct db *db, struct arena *a, struct creditors *out, struct err *err)
{
    struct db_rows rows;
    *out = (struct creditors){0};
    if (!q_creditor_list_open(db, &rows, err))
        return false;
    bool ok = true;
    struct q_creditor_list_row row;
    while (q_creditor_list_more(&rows, &row, &ok, err)) {
        size_t n = out->count++;
        if ((n & (n - 1)) == 0) /* full at every power of two */
            out->rows = arena_grow(a, out->rows, n, n == 0 ? 1 : n * 2, sizeof *out->rows);
        out->rows[n] = (struct creditor){
            .id = row.creditor_id,
            .code = arena_str(a, row.code),
            .name = arena_str(a, row.name),
            .capacity = arena_str(a, row.capacity),
            .terms = arena_str(a, row.terms),
        };
        ok = currency_parse(row.currency, &out->rows[n].currency, err);
    }
    db_done(&rows);
    for (size_t i = 0; ok && i < out->count; i++)
        ok = load_plan(db, a, &out->rows[i], err);
    return ok;
}

bool creditor_known(const struct creditors *creditors, struct str code, struct err *err)
{
    bool known = code.n == 0;
    for (size_t i = 0; i < creditors->count; i++)
        known = known || str_eq(creditors->rows[i].code, code);
    return known || err_set_field(err, ERR_UNKNOWN_CREDITOR, "creditor", code);
}

const struct creditor *creditor_by_id(const struct creditors *creditors, int64_t id)
{
    for (size_t i = 0; i < creditors->count; i++) {
        if (creditors->rows[i].id == id)
            return &creditors->rows[i];
    }
    return NULL;
}

bool creditor_find(struct db *db, struct arena *a, struct str code, struct creditor *out,
                   struct err *err)
{
    struct creditors all;
    *out = (struct creditor){0};
    if (!creditor_list(db, a, &all, err))
        return false;
    if (code.n == 0 && all.count > 1)
        return err_set(err, ERR_CREDITOR_NEEDED, NULL);
    for (size_t i = 0; i < all.count && out->id == 0; i++) {
        if (code.n == 0 || str_eq(all.rows[i].code, code))
            *out = all.rows[i];
    }
    return true;
}

bool creditor_create(struct db *db, struct creditor *c, struct err *err)
{
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

bool creditor_books_seq(struct db *db, int64_t creditor_id, int64_t *seq, struct err *err)
{
    const struct q_creditor_import_seq_in in = {creditor_id};
    struct q_creditor_import_seq_row row = {0};
    bool found = false;
    bool ok = q_creditor_import_seq(db, &in, NULL, &row, &found, err); /* numbers only */
    *seq = row.import_seq;
    return ok;
}

bool creditor_lock(struct db *db, int64_t creditor_id, int64_t *import_seq, struct err *err)
{
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

void account_keys_add(struct arena *a, struct account_keys *keys, struct account_key key)
{
    size_t n = keys->count++;
    if ((n & (n - 1)) == 0) /* full at every power of two */
        keys->rows = arena_grow(a, keys->rows, n, n == 0 ? 1 : n * 2, sizeof *keys->rows);
    keys->rows[n] = key;
}

bool accounts_of_debtor(struct db *db, struct arena *a, int64_t debtor_id,
                        struct account_keys *keys, struct err *err)
{
    struct q_account_by_debtor_in in = {debtor_id};
    struct db_rows rows;
    if (!q_account_by_debtor_open(db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_account_by_debtor_row row;
    while (q_account_by_debtor_more(&rows, &row, &ok, err)) {
        account_keys_add(a, keys, (struct account_key){debtor_id, row.account_id});
    }
    db_done(&rows);
    return ok;
}

bool accounts_of_creditor(struct db *db, struct arena *a, int64_t creditor_id,
                          struct account_keys *keys, struct err *err)
{
    struct q_account_keys_of_creditor_in in = {creditor_id};
    struct db_rows rows;
    bool ok = true;
    if (!q_account_keys_of_creditor_open(db, &in, &rows, err))
        return false;
    struct q_account_keys_of_creditor_row row;
    while (q_account_keys_of_creditor_more(&rows, &row, &ok, err)) {
        account_keys_add(a, keys, (struct account_key){row.debtor_id, row.account_id});
    }
    db_done(&rows);
    return ok;
}
