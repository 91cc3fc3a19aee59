#include "hand_entry.h"

#include "app/search/index_search.h"
#include "base/json.h"
#include "base/ref.h"
#include "gen/account_sql.h"
#include "gen/import_sql.h"
#include "refold.h"
#include "store/directory_store.h"
#include "store/journal_store.h"

static bool write_row(struct hand_entry *e, struct err *err)
{
    e->import_id = id_next(e->app->ids);
    if (!creditor_lock(e->app->db, e->creditor.id, &e->import_seq, err) ||
        !counter_take(e->app->db, "import", 1, &e->import_number, err))
        return false;
    struct q_import_insert_in in = {
        .import_id = e->import_id,
        .number = e->import_number,
        .creditor_id = e->creditor.id,
        .seq = e->import_seq,
        .at_ms = e->app->now_ms,
        .actor_id = e->app->actor_id,
        .file = STR(""),
        .file_digest = STR(""),
        .format = STR("hand"),
        .mode = STR("new"),
        .as_of = {true, e->app->today.n},
        .state = STR("done"),
        .counts = STR("{}"),
    };
    return q_import_insert(e->app->db, &in, NULL, err);
}

bool hand_entry_numbers(struct hand_entry *e, struct err *err)
{
    struct q_account_get_row row;
    struct q_debtor_get_row debtor;
    struct q_account_get_in in = {e->key.debtor_id, e->key.account_id};
    struct q_debtor_get_in of = {e->key.debtor_id};
    bool found = false;
    if (!q_account_get(e->app->db, &in, e->arena, &row, &found, err) ||
        !q_debtor_get(e->app->db, &of, e->arena, &debtor, &found, err))
        return false;
    e->account_number = row.number;
    e->debtor_number = debtor.number;
    e->creditor.id = row.creditor_id;
    return found ? currency_parse(row.currency, &e->currency, err)
                 : err_set(err, ERR_DB_DAMAGED, "account");
}

static bool read_account(struct hand_entry *e, const struct file_query *query, struct err *err)
{
    struct creditors creditors;
    if (!account_find(e->app, e->arena, query, &e->key, err) || !hand_entry_numbers(e, err) ||
        !creditor_list(e->app->db, e->arena, &creditors, err))
        return false;
    const struct creditor *creditor = creditor_by_id(&creditors, e->creditor.id);
    if (!account_in_scope(query, e->creditor.id) || creditor == NULL)
        return err_set_field(err, ERR_UNKNOWN_REF, "ref", query->ref);
    e->creditor = *creditor;
    return true;
}

bool hand_entry_begin(struct hand_entry *e, const struct file_query *query, struct err *err)
{
    if (!db_begin(e->app->db, DB_WRITE, err))
        return false;
    if (read_account(e, query, err) && write_row(e, err))
        return true;
    db_rollback(e->app->db);
    return false;
}

static bool find_creditor(struct hand_entry *e, struct str code, struct err *err)
{
    if (!creditor_find(e->app->db, e->arena, code, &e->creditor, err))
        return false;
    if (e->creditor.id != 0)
        return true;
    size_t rows = 0;
    while (plan_default[rows].prefix.n > 0)
        rows++;
    e->creditor.plan = ARENA_ARRAY(e->arena, rows, struct plan_row);
    memcpy(e->creditor.plan, plan_default, rows * sizeof *e->creditor.plan);
    e->creditor.plan_count = rows;
    e->creditor.id = id_next(e->app->ids);
    e->creditor.code = code.n > 0 ? code : STR("OWN");
    e->creditor.name = e->creditor.code;
    e->creditor.capacity = STR("own");
    e->creditor.currency = CURRENCY_EUR;
    return creditor_create(e->app->db, &e->creditor, err);
}

bool hand_entry_begin_creditor(struct hand_entry *e, struct str code, struct err *err)
{
    if (!db_begin(e->app->db, DB_WRITE, err))
        return false;
    if (find_creditor(e, code, err) && write_row(e, err))
        return true;
    db_rollback(e->app->db);
    return false;
}

static bool refold(struct hand_entry *e, struct err *err)
{
    struct refold_result result = {0};
    const struct refold_request request = {.import_id = e->import_id, .import_seq = e->import_seq};
    struct account_keys keys = {&e->key, 1};
    return e->key.account_id == 0 || (refold_accounts(e->app, &request, keys, &result, err) &&
                                      index_touch(e->app, keys, err));
}

static bool write_journal(struct hand_entry *e, struct err *err)
{
    struct buf body;
    buf_init(&body, e->arena, 256);
    buf_add_c(&body, "{\"import\":\"");
    buf_add_ref(&body, REF_IMPORT, e->import_number);
    if (e->account_number > 0) {
        buf_add_c(&body, "\",\"account\":\"");
        buf_add_ref(&body, REF_ACCOUNT, e->account_number);
    }
    buf_add_c(&body, "\"}");
    struct journal_entry entry = {
        .subject = JOURNAL_CREDITOR,
        .subject_id = e->creditor.id,
        .at_ms = e->app->now_ms,
        .actor_id = e->app->actor_id,
        .kind = str_of(e->kind),
        .body = buf_str(&body),
    };
    return journal_append(e->app->db, &entry, NULL, err);
}

bool hand_entry_amount(const struct hand_entry *e, struct str text, int64_t *minor, struct err *err)
{
    struct amount_style style = {0, true, false};
    if (!amount_parse(text, style, currency_digits(e->currency), minor, err)) {
        err_at(err, 0, 0, "amount");
        return false;
    }
    return *minor > 0 || err_set_field(err, ERR_BAD_AMOUNT, "amount", text);
}

bool hand_entry_end(struct hand_entry *e, bool ok, struct err *err)
{
    if (ok && refold(e, err) && write_journal(e, err) && db_commit(e->app->db, err))
        return true;
    db_rollback(e->app->db);
    return false;
}

struct account_origin hand_entry_origin(const struct hand_entry *e)
{
    return (struct account_origin){&e->creditor, e->import_id, e->app->today, {0}, e->app->ids};
}
