#include "show_file.h"

#include "base/ref.h"
#include "base/sort.h"
#include "file_gate.h"
#include "gen/account_sql.h"
#include "store/account_store.h"
#include "store/directory_store.h"

static bool unknown(const struct file_query *query, struct err *err)
{
    return err_set_field(err, ERR_UNKNOWN_REF, "ref", query->ref);
}

/* ---- which account is meant ---- */

static bool in_scope(const struct file_query *query, int64_t creditor_id)
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
    if (ref.kind == REF_IMPORT)
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

/* A debtor with one account stands for it. */
static bool only_account(struct app *app, struct arena *a, const struct file_query *query,
                         struct account_key *key, struct err *err)
{
    struct account_keys keys = {0};
    if (!accounts_of_debtor(app->db, a, key->debtor_id, &keys, err))
        return false;
    if (keys.count > 1)
        return err_set_field(err, ERR_REF_AMBIGUOUS, "ref", query->ref);
    if (keys.count == 0)
        return unknown(query, err);
    *key = keys.rows[0];
    return true;
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
        if (!in_scope(query, c->id) || (query->creditor.n > 0 && !str_eq(query->creditor, c->code)))
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

static bool find_account(struct app *app, struct arena *a, const struct file_query *query,
                         struct account_key *key, struct err *err)
{
    struct short_ref ref = {REF_ACCOUNT, 0};
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

/* ---- what is shown ---- */

static int by_due(const void *pa, const void *pb, const void *with)
{
    const struct walked_item *a = pa;
    const struct walked_item *b = pb;
    (void)with;
    if ((a->open_minor == 0) != (b->open_minor == 0))
        return a->open_minor == 0 ? 1 : -1;
    if (a->due.day.n != b->due.day.n)
        return a->due.day.n < b->due.day.n ? -1 : 1;
    return a->id < b->id ? -1 : a->id > b->id;
}

static bool read_facts(struct app *app, struct arena *a, struct file_view *out, struct err *err)
{
    struct q_fact_by_debtor_in in = {out->account.key.debtor_id};
    struct db_rows rows;
    if (!q_fact_by_debtor_open(app->db, &in, &rows, err))
        return false;
    bool ok = true;
    for (;;) {
        struct q_fact_by_debtor_row row;
        bool have = false;
        ok = q_fact_by_debtor_next(&rows, &row, &have, err);
        if (!ok || !have)
            break;
        bool other_account = row.account_id.has && row.account_id.v != out->account.key.account_id;
        if (row.standing == 0 || other_account)
            continue;
        out->facts =
            arena_grow(a, out->facts, out->fact_count, out->fact_count + 1, sizeof *out->facts);
        out->facts[out->fact_count++] = (struct file_fact){
            .kind = arena_str(a, row.kind),
            .value = arena_str(a, row.value),
            .on = {(int32_t)row.on_day},
            .import_number = row.import_number,
            .source = arena_str(a, row.file),
        };
    }
    db_done(&rows);
    return ok;
}

static bool name_creditor(struct app *app, struct arena *a, const struct file_query *query,
                          struct file_view *out, struct err *err)
{
    struct creditors creditors;
    if (!in_scope(query, out->account.creditor_id))
        return unknown(query, err);
    if (!creditor_list(app->db, a, &creditors, err))
        return false;
    const struct creditor *creditor = creditor_by_id(&creditors, out->account.creditor_id);
    ASSERT(creditor != NULL);
    out->creditor_code = creditor->code;
    out->creditor_name = creditor->name;
    return true;
}

static bool read_file(struct app *app, struct arena *a, const struct file_query *query,
                      struct file_view *out, struct err *err)
{
    return find_account(app, a, query, &out->account.key, err) &&
           account_read(app->db, a, app->today, &out->account, err) &&
           name_creditor(app, a, query, out, err) && read_facts(app, a, out, err);
}

bool show_file_within(struct app *app, struct arena *a, const struct file_query *query,
                      struct file_view *out, struct err *err)
{
    *out = (struct file_view){0};
    if (!read_file(app, a, query, out, err))
        return false;
    out->account_number = out->account.number;
    out->debtor_number = out->account.debtor_number;
    SORT(a, out->account.items, out->account.item_count, by_due, NULL);
    file_gate(a, &out->account, app->today, &out->gate);
    out->ledger_minor = out->gate.open_minor - out->gate.unallocated_minor;
    return true;
}

bool show_file(struct app *app, struct arena *a, const struct file_query *query,
               struct file_view *out, struct err *err)
{
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = show_file_within(app, a, query, out, err);
    db_rollback(app->db); /* nothing was written */
    return ok;
}
