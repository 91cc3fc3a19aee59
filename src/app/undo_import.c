/* Taking an import back. */
#include "base/ref.h"
#include "claim/told_compare.h"
#include "gen/account_sql.h"
#include "gen/import_sql.h"
#include "gen/told_sql.h"
#include "importing.h"
#include "store/books_store.h"
#include "store/journal_store.h"

/* Accounts in whose ledger lines the import was seen. */
static bool accounts_of(struct app *app, struct arena *a, int64_t import_id,
                        struct account_keys *keys, struct err *err)
{
    struct q_import_accounts_in in = {import_id};
    struct db_rows rows;
    bool ok = true;
    if (!q_import_accounts_open(app->db, &in, &rows, err))
        return false;
    for (;;) {
        struct q_import_accounts_row row;
        bool have = false;
        ok = q_import_accounts_next(&rows, &row, &have, err);
        if (!ok || !have)
            break;
        account_keys_add(a, keys, (struct account_key){row.debtor_id, row.account_id});
    }
    db_done(&rows);
    return ok;
}

/* Accounts of which it told something. */
static bool told_accounts(struct app *app, struct arena *a, int64_t import_id,
                          struct account_keys *keys, struct err *err)
{
    struct q_told_accounts_of_import_in in = {import_id};
    struct db_rows rows;
    bool ok = true;
    if (!q_told_accounts_of_import_open(app->db, &in, &rows, err))
        return false;
    for (;;) {
        struct q_told_accounts_of_import_row row;
        bool have = false;
        ok = q_told_accounts_of_import_next(&rows, &row, &have, err);
        if (!ok || !have)
            break;
        account_keys_add(a, keys, (struct account_key){row.debtor_id, row.account_id});
    }
    db_done(&rows);
    return ok;
}

/* What later complete lists carried on from this import stays said by them. */
static bool take_back_words(struct app *app, struct arena *a,
                            const struct q_import_by_number_row *import,
                            const struct account_keys *told, struct err *err)
{
    struct all_books books;
    struct arena scratch;
    if (!books_load(app->db, a, 0, &books, err))
        return false;
    arena_init(&scratch, 0);
    bool ok = true;
    for (size_t i = 0; ok && i < told->count; i++) {
        struct known_books known;
        struct told_difference d;
        const struct books_wanted wanted = {.key = told->rows[i]};
        arena_clear(&scratch);
        ok = books_load_account(app->db, &scratch, &wanted, &known, err);
        if (!ok)
            break;
        struct told_known before = {known.told, known.told_count,
                                    books_of(&books, import->creditor_id)};
        told_take_back(&scratch, &before, import->import_id, &d);
        struct new_word *words = ARENA_ARRAY(&scratch, d.word_count, struct new_word);
        for (size_t k = 0; k < d.word_count; k++)
            words[k] = (struct new_word){told->rows[i], d.words[k].told_id, d.words[k].word};
        ok = told_add_words(app->db, words, d.word_count, err);
    }
    arena_release(&scratch);
    return ok;
}

/* Everything to be folded again; words are pinned on the way. */
static bool touched_accounts(struct app *app, struct arena *a,
                             const struct q_import_by_number_row *import, struct account_keys *keys,
                             struct err *err)
{
    struct account_keys told = {0};
    bool book = str_is(import->format, "fec") || str_is(import->mode, "state");
    *keys = (struct account_keys){0};
    if (!told_accounts(app, a, import->import_id, &told, err) ||
        (told.count > 0 && !take_back_words(app, a, import, &told, err)) ||
        !accounts_of(app, a, import->import_id, keys, err))
        return false;
    for (size_t i = 0; i < told.count; i++)
        account_keys_add(a, keys, told.rows[i]);
    /* A ledger or a complete list spoke of every account, also by being silent. */
    return !book || accounts_of_creditor(app->db, a, import->creditor_id, keys, err);
}

struct debtor_ids {
    int64_t *rows;
    size_t count;
};

static bool debtors_of(struct app *app, struct arena *a, int64_t import_id, struct debtor_ids *ids,
                       struct err *err)
{
    struct q_fact_debtors_of_import_in in = {import_id};
    struct db_rows rows;
    *ids = (struct debtor_ids){0};
    if (!q_fact_debtors_of_import_open(app->db, &in, &rows, err))
        return false;
    bool ok = true;
    for (;;) {
        struct q_fact_debtors_of_import_row row;
        bool have = false;
        ok = q_fact_debtors_of_import_next(&rows, &row, &have, err);
        if (!ok || !have)
            break;
        size_t n = ids->count++;
        if ((n & (n - 1)) == 0)
            ids->rows = arena_grow(a, ids->rows, n, n == 0 ? 1 : n * 2, sizeof *ids->rows);
        ids->rows[n] = row.debtor_id;
    }
    db_done(&rows);
    return ok;
}

/* Facts first: terms that fall back move due dates, and the accounts are folded after. */
static bool settle_facts(struct app *app, struct arena *a, int64_t import_id,
                         struct account_keys *keys, struct err *err)
{
    struct debtor_ids debtors;
    if (!debtors_of(app, a, import_id, &debtors, err))
        return false;
    for (size_t i = 0; i < debtors.count; i++) {
        bool terms_changed = false;
        if (!facts_settle(app->db, debtors.rows[i], &terms_changed, err))
            return false;
        if (terms_changed && !accounts_of_debtor(app->db, a, debtors.rows[i], keys, err))
            return false;
    }
    return true;
}

static bool undo(struct app *app, struct arena *a, const struct q_import_by_number_row *import,
                 struct import_report *out, struct err *err)
{
    int64_t seq = 0;
    int64_t changed = 0;
    struct q_import_undo_in in = {import->import_id};
    if (!creditor_lock(app->db, import->creditor_id, &seq, err) ||
        !importing_none(app, a, import->creditor_id, err) ||
        !q_import_undo(app->db, &in, &changed, err))
        return false;
    if (changed == 0)
        return err_set(err, ERR_ALREADY_UNDONE, NULL);
    struct account_keys keys;
    struct refold_result result = {0};
    if (!touched_accounts(app, a, import, &keys, err) ||
        !settle_facts(app, a, import->import_id, &keys, err))
        return false;
    account_keys_sort(a, &keys);
    const struct refold_request request = {.import_id = import->import_id,
                                           .import_seq = import->seq};
    if (!refold_accounts(app, &request, keys, &result, err) ||
        !undo_documents(app, a, import->import_id, out, err))
        return false;
    out->vanished = result.changes.withdrawn;
    out->updated = result.changes.altered;
    struct buf body;
    buf_init(&body, a, 256);
    buf_add_c(&body, "{\"import\":\"");
    buf_add_ref(&body, REF_IMPORT, out->number);
    buf_add_c(&body, "\",\"withdrawn\":");
    buf_add_int(&body, out->vanished);
    buf_add_char(&body, '}');
    struct journal_entry entry = {
        .subject = JOURNAL_CREDITOR,
        .subject_id = import->creditor_id,
        .at_ms = app->now_ms,
        .actor_id = app->actor_id,
        .kind = STR("import_undo"),
        .body = buf_str(&body),
    };
    return journal_append(app->db, &entry, NULL, err);
}

static bool find_and_undo(struct app *app, struct arena *a, struct import_report *out,
                          struct err *err)
{
    struct q_import_by_number_in in = {out->number};
    struct q_import_by_number_row import;
    struct buf ref;
    bool found = false;
    buf_init(&ref, a, 64);
    buf_add_ref(&ref, REF_IMPORT, out->number);
    if (!q_import_by_number(app->db, &in, a, &import, &found, err))
        return false;
    if (!found)
        return err_set_field(err, ERR_UNKNOWN_REF, "undo", buf_str(&ref));
    out->format = arena_cstr(a, import.format);
    if (!str_is(import.state, "done"))
        return err_set_field(err, ERR_ALREADY_UNDONE, "undo", buf_str(&ref));
    return undo(app, a, &import, out, err);
}

bool undo_import(struct app *app, struct arena *a, int64_t number, struct import_report *out,
                 struct err *err)
{
    *out = (struct import_report){.number = number, .currency = CURRENCY_EUR};
    if (!db_begin(app->db, DB_WRITE, err))
        return false;
    if (find_and_undo(app, a, out, err) && db_commit(app->db, err))
        return true;
    db_rollback(app->db);
    return false;
}
