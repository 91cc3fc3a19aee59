#include "import_touched.h"

#include "app/books/refold.h"
#include "gen/import_sql.h"
#include "gen/told_sql.h"

/* Accounts in whose ledger lines the import was seen. */
static bool accounts_of(struct db *db, struct arena *a, int64_t import_id,
                        struct account_keys *keys, struct err *err)
{
    struct q_import_accounts_in in = {import_id};
    struct db_rows rows;
    bool ok = true;
    if (!q_import_accounts_open(db, &in, &rows, err))
        return false;
    struct q_import_accounts_row row;
    while (q_import_accounts_more(&rows, &row, &ok, err)) {
        account_keys_add(a, keys, (struct account_key){row.debtor_id, row.account_id});
    }
    db_done(&rows);
    return ok;
}

/* Accounts of which it told something. */
static bool told_accounts(struct db *db, struct arena *a, int64_t import_id,
                          struct account_keys *keys, struct err *err)
{
    struct q_told_accounts_of_import_in in = {import_id};
    struct db_rows rows;
    bool ok = true;
    if (!q_told_accounts_of_import_open(db, &in, &rows, err))
        return false;
    struct q_told_accounts_of_import_row row;
    while (q_told_accounts_of_import_more(&rows, &row, &ok, err)) {
        account_keys_add(a, keys, (struct account_key){row.debtor_id, row.account_id});
    }
    db_done(&rows);
    return ok;
}

bool touched_find(struct db *db, struct arena *a, const struct touching *import,
                  struct touched *out, struct err *err)
{
    bool book = str_is(import->format, "fec") || str_is(import->mode, "state");
    *out = (struct touched){0};
    if (!told_accounts(db, a, import->import_id, &out->told, err) ||
        !accounts_of(db, a, import->import_id, &out->all, err))
        return false;
    for (size_t i = 0; i < out->told.count; i++)
        account_keys_add(a, &out->all, out->told.rows[i]);
    /* A ledger or a complete list spoke of every account, also by being silent. */
    if (book && !accounts_of_creditor(db, a, import->creditor_id, &out->all, err))
        return false;
    account_keys_sort(a, &out->told);
    account_keys_sort(a, &out->all);
    return true;
}
