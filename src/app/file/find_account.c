#include "find_account.h"

#include "base/ref.h"
#include "gen/account_sql.h"
#include "store/account_store.h"
#include "store/directory_store.h"

static bool unknown(const struct file_query *query, struct err *err)
{
    return err_set_field(err, ERR_UNKNOWN_REF, "ref", query->ref);
}

bool account_in_scope(const struct file_query *query, int64_t creditor_id)
{
    for (size_t i = 0; query->scope != NULL && i < query->scope_count; i++) {
        if (query->scope[i] == creditor_id)
            return true;
    }
    return query->scope == NULL;
}

struct short_ref {
    enum ref_kind kind;
    int64_t number;
};

static bool by_number(struct app *app, const struct file_query *query, struct short_ref ref,
                      struct account_key *key, struct err *err)
{
    struct directory_entry entry;
    bool found = false;
    if (ref.kind != REF_ACCOUNT && ref.kind != REF_DEBTOR)
        return err_set_field(err, ERR_BAD_REF, "ref", query->ref);
    enum directory_kind directory =
        ref.kind == REF_ACCOUNT ? DIRECTORY_ACCOUNT_NUMBER : DIRECTORY_DEBTOR_NUMBER;
    if (!directory_number(app->db, (struct directory_number){directory, ref.number}, &entry, &found,
                          err))
        return false;
    if (!found)
        return unknown(query, err);
    *key = (struct account_key){entry.debtor_id, entry.account_id.v};
    return true;
}

static bool wanted(const struct file_query *query, const struct creditor *c)
{
    return c != NULL && account_in_scope(query, c->id) &&
           (query->creditor.n == 0 || str_eq(query->creditor, c->code));
}

/* A debtor with one account stands for it; accounts out of sight do not count. */
static bool only_account(struct app *app, struct arena *a, const struct file_query *query,
                         struct account_key *key, struct err *err)
{
    struct q_account_by_debtor_in in = {key->debtor_id};
    struct creditors creditors;
    struct db_rows rows;
    size_t hits = 0;
    if (!creditor_list(app->db, a, &creditors, err) ||
        !q_account_by_debtor_open(app->db, &in, &rows, err))
        return false;
    bool ok = true;
    struct q_account_by_debtor_row row;
    while (q_account_by_debtor_more(&rows, &row, &ok, err)) {
        if (!wanted(query, creditor_by_id(&creditors, row.creditor_id)))
            continue;
        key->account_id = row.account_id;
        hits++;
    }
    db_done(&rows);
    if (!ok)
        return false;
    if (hits > 1)
        return err_set_field(err, ERR_REF_AMBIGUOUS, "ref", query->ref);
    return hits == 1 || unknown(query, err);
}

static bool plain_number(struct str s, int64_t *number)
{
    *number = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9' || s.n > 15)
            return false;
        *number = *number * 10 + (s.p[i] - '0');
    }
    return *number > 0;
}

/* key->account_id stays 0 when the ledger number is nobody's. */
static bool by_ledger_number(struct app *app, struct arena *a, const struct file_query *query,
                             struct account_key *key, struct err *err)
{
    struct creditors creditors;
    size_t hits = 0;
    if (!creditor_list(app->db, a, &creditors, err))
        return false;
    for (size_t i = 0; i < creditors.count; i++) {
        const struct creditor *c = &creditors.rows[i];
        if (!wanted(query, c))
            continue;
        struct directory_key ledger = {DIRECTORY_LEDGER, c->id, query->ref};
        struct directory_entry entry;
        bool here = false;
        if (!directory_find(app->db, &ledger, &entry, &here, err))
            return false;
        if (here) {
            *key = (struct account_key){entry.debtor_id, entry.account_id.v};
            hits++;
        }
    }
    return hits <= 1 || err_set_field(err, ERR_REF_AMBIGUOUS, "ref", query->ref);
}

bool account_find(struct app *app, struct arena *a, const struct file_query *query,
                  struct account_key *key, struct err *err)
{
    struct short_ref ref = {REF_ACCOUNT, 0};
    *key = (struct account_key){0};
    /* a customer's number may look like a reference without its hyphens: with the creditor said, it
     * is the number */
    if (query->creditor.n > 0 && str_find(query->ref, '-') < 0 &&
        !by_ledger_number(app, a, query, key, err))
        return false;
    if (key->account_id != 0)
        return true;
    if (ref_parse(query->ref, &ref.kind, &ref.number, NULL))
        return by_number(app, query, ref, key, err) &&
               (ref.kind == REF_ACCOUNT || only_account(app, a, query, key, err));
    if (!by_ledger_number(app, a, query, key, err))
        return false;
    if (key->account_id != 0)
        return true;
    ref.kind = REF_ACCOUNT;
    if (plain_number(query->ref, &ref.number))
        return by_number(app, query, ref, key, err);
    return ref_parse(query->ref, &ref.kind, &ref.number, err) || unknown(query, err);
}

bool debtor_find(struct app *app, struct arena *a, const struct file_query *query,
                 int64_t *debtor_id, struct err *err)
{
    struct short_ref ref = {REF_ACCOUNT, 0};
    struct account_key key = {0};
    bool debtor = ref_parse(query->ref, &ref.kind, &ref.number, NULL) && ref.kind == REF_DEBTOR;
    bool ok =
        debtor ? by_number(app, query, ref, &key, err) : account_find(app, a, query, &key, err);
    *debtor_id = key.debtor_id;
    return ok;
}
