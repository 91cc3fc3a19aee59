#include "why_absent.h"

#include "absent_rows.h"
#include "app/search/look_up.h"
#include "base/text.h"
#include "gen/job_sql.h"
#include "gen/search_sql.h"
#include "store/directory_store.h"

enum { REASONS_MAX = 40, FOUND_MAX = 6, REFUSED_MAX = 10, ABSENT_MAX = 6 };

struct asking {
    struct app *app;
    struct arena *arena;
    const struct absent_query *query;
    struct absent_answer *out;
    struct creditors creditors; /* of the scope */
    struct str folded;          /* what was typed */
    struct account_keys told;   /* accounts that have a reason already */
};

static struct absent_reason *add(struct asking *q, enum absent_why why)
{
    struct absent_answer *out = q->out;
    if (out->count == REASONS_MAX)
        return NULL;
    out->rows[out->count] = (struct absent_reason){.why = why, .currency = CURRENCY_EUR};
    return &out->rows[out->count++];
}

/* ---- files that have him ---- */

static enum absent_why why_found(const struct asking *q, const struct found_account *f)
{
    int64_t asked = q->out->job.job.creditor_id;
    if (f->score < LOOK_UP_NUMBER_BEGINS)
        return ABSENT_OTHER_NAME;
    if (asked != 0 && f->creditor_id != asked)
        return ABSENT_ELSEWHERE;
    return f->open_minor == 0 ? ABSENT_SETTLED : ABSENT_HERE;
}

static bool ask_files(struct asking *q, struct err *err)
{
    struct look_up_query wanted = {.text = q->query->text,
                                   .limit = FOUND_MAX,
                                   .scope = q->query->scope.creditors,
                                   .scope_count = q->query->scope.count};
    struct looked_up found;
    if (!look_up(q->app, q->arena, &wanted, &found, err))
        return false;
    for (size_t i = 0; i < found.account_count; i++) {
        const struct found_account *f = &found.accounts[i];
        struct absent_reason *r = add(q, why_found(q, f));
        account_keys_add(q->arena, &q->told, f->key);
        if (r == NULL)
            return true;
        r->account_number = f->account_number;
        r->name = f->name;
        r->ledger_number = f->ledger_number;
        r->creditor = f->creditor;
        r->currency = f->currency;
        r->open_minor = f->open_minor;
    }
    return true;
}

/* ---- what was taken back ---- */

static bool is_told(const struct asking *q, struct account_key key)
{
    for (size_t i = 0; i < q->told.count; i++) {
        if (q->told.rows[i].debtor_id == key.debtor_id &&
            q->told.rows[i].account_id == key.account_id)
            return true;
    }
    return false;
}

/* The newest import that spoke of the account; one that counts before one that does not. */
static bool find_import(struct asking *q, struct account_key key, struct absent_reason *r,
                        struct err *err)
{
    const struct q_absent_imports_in in = {key.debtor_id, key.account_id};
    struct q_absent_imports_row row;
    struct db_rows rows;
    bool ok = true;
    if (!q_absent_imports_open(q->app->db, &in, &rows, err))
        return false;
    while (q_absent_imports_more(&rows, &row, &ok, err)) {
        bool counts = str_is(row.state, "done");
        if (r->import_number != 0 && (!counts || r->why == ABSENT_WITHDRAWN))
            continue;
        r->import_number = row.number;
        r->file = arena_str(q->arena, row.file);
        r->why = counts ? ABSENT_WITHDRAWN : ABSENT_UNDONE;
    }
    db_done(&rows);
    return ok;
}

static bool add_absent(struct asking *q, const struct creditor *creditor, struct account_key key,
                       struct err *err)
{
    const struct q_search_account_row_in in = {key.debtor_id, key.account_id};
    struct q_search_account_row_row row;
    bool found = false;
    if (is_told(q, key))
        return true;
    if (!q_search_account_row(q->app->db, &in, q->arena, &row, &found, err))
        return false;
    struct absent_reason *r = found ? add(q, ABSENT_WITHDRAWN) : NULL;
    account_keys_add(q->arena, &q->told, key);
    if (r == NULL)
        return true;
    r->account_number = row.number;
    r->name = row.name;
    r->ledger_number = row.ledger_number;
    r->creditor = creditor->name;
    return find_import(q, key, r, err);
}

static bool ask_name(struct asking *q, const struct creditor *creditor, struct account_keys *keys,
                     struct err *err)
{
    const struct q_absent_by_name_in in = {creditor->id, q->folded};
    struct q_absent_by_name_row row;
    struct db_rows rows;
    bool ok = true;
    if (!q_absent_by_name_open(q->app->db, &in, &rows, err))
        return false;
    while (q_absent_by_name_more(&rows, &row, &ok, err))
        account_keys_add(q->arena, keys, (struct account_key){row.debtor_id, row.account_id});
    db_done(&rows);
    return ok;
}

/* By number and by name, also where the search finds nothing: of imports that were undone. */
static bool ask_undone(struct asking *q, const struct creditor *creditor, struct err *err)
{
    const struct directory_key key = {DIRECTORY_LEDGER, creditor->id, q->query->text};
    struct account_keys keys = {0};
    struct directory_entry entry;
    bool found = false;
    if (!directory_find(q->app->db, &key, &entry, &found, err) ||
        !ask_name(q, creditor, &keys, err))
        return false;
    if (found && entry.account_id.has)
        account_keys_add(q->arena, &keys,
                         (struct account_key){entry.debtor_id, entry.account_id.v});
    for (size_t i = 0; i < keys.count && i < ABSENT_MAX; i++) {
        if (!add_absent(q, creditor, keys.rows[i], err))
            return false;
    }
    return true;
}

/* ---- rows that were not taken ---- */

static bool is_his(struct asking *q, struct arena *scratch, struct str account, struct str name)
{
    const struct absent_person person = {q->folded};
    return absent_is(scratch, &person, account, name);
}

static void set_refused(struct asking *q, const struct q_job_reject_find_row *row,
                        struct absent_reason *r)
{
    struct arena *a = q->arena;
    char field[sizeof r->refused.field] = "";
    size_t n = row->field.n < sizeof field ? row->field.n : sizeof field - 1;
    memcpy(field, row->field.p, n);
    (void)err_set_field(&r->refused, err_code_read(row->error), field, row->value);
    r->name = arena_str(a, row->name);
    r->ledger_number = arena_str(a, row->account);
    r->job_number = row->number;
    r->file = arena_str(a, row->file);
    r->line = row->line;
    r->refused.line = 0;
    r->waits = str_is(row->state, "waiting") || str_is(row->state, "queued") ||
               str_is(row->state, "running");
}

static bool ask_refused(struct asking *q, const struct creditor *creditor, struct err *err)
{
    const struct q_job_reject_find_in in = {creditor->id};
    struct q_job_reject_find_row row;
    struct db_rows rows;
    struct arena scratch;
    size_t count = 0;
    bool ok = true;
    if (!q_job_reject_find_open(q->app->db, &in, &rows, err))
        return false;
    arena_init(&scratch, 0);
    while (q_job_reject_find_more(&rows, &row, &ok, err) && count < REFUSED_MAX) {
        arena_clear(&scratch);
        struct absent_reason *r =
            is_his(q, &scratch, row.account, row.name) ? add(q, ABSENT_REFUSED) : NULL;
        if (r == NULL)
            continue;
        count++;
        set_refused(q, &row, r);
        r->creditor = creditor->name;
    }
    db_done(&rows);
    arena_release(&scratch);
    return ok;
}

/* ---- the file itself ---- */

static bool was_refused(const struct asking *q, int64_t job_number)
{
    for (size_t i = 0; i < q->out->count; i++) {
        if (q->out->rows[i].why == ABSENT_REFUSED && q->out->rows[i].job_number == job_number)
            return true;
    }
    return false;
}

static void ask_file(struct asking *q)
{
    const struct absent_person person = {q->folded};
    struct absent_rows found;
    const struct job *job = &q->out->job.job;
    if (job->number == 0 || !job->kept)
        return;
    const struct absent_file file = {q->query->folder, job};
    if (!absent_read(q->app, q->arena, &file, &person, &found))
        return; /* one that cannot be read says so on its own page */
    for (size_t i = 0; i < found.count; i++) {
        struct absent_reason *r =
            add(q, found.rows[i].open_minor == 0 && !found.rows[i].ledger ? ABSENT_ROW_EMPTY
                                                                          : ABSENT_ROW);
        if (r == NULL)
            return;
        r->file = job->file;
        r->job_number = job->number;
        r->line = found.rows[i].line;
        r->name = found.rows[i].name;
        r->ledger_number = found.rows[i].account;
        r->open_minor = found.rows[i].open_minor;
        r->currency = found.rows[i].currency;
        r->waits = job->state != JOB_DONE;
    }
    struct absent_reason *none =
        found.count > 0 || was_refused(q, job->number) ? NULL : add(q, ABSENT_NOT_IN_FILE);
    if (none != NULL) {
        none->file = job->file;
        none->job_number = job->number;
    }
}

static bool ask_all(struct asking *q, struct err *err)
{
    if (!creditor_list(q->app->db, q->arena, &q->creditors, err) || !ask_files(q, err))
        return false;
    for (size_t i = 0; i < q->creditors.count; i++) {
        const struct creditor *c = &q->creditors.rows[i];
        if (scope_has(&q->query->scope, c->id) &&
            (!ask_undone(q, c, err) || !ask_refused(q, c, err)))
            return false;
    }
    ask_file(q);
    return true;
}

bool why_absent(struct app *app, struct arena *a, const struct absent_query *query,
                struct absent_answer *out, struct err *err)
{
    struct asking q = {.app = app, .arena = a, .query = query, .out = out};
    *out = (struct absent_answer){.rows = ARENA_ARRAY(a, REASONS_MAX, struct absent_reason)};
    out->job.job.number = query->job_number;
    if (query->job_number != 0 && !show_job(app, a, &query->scope, &out->job, err))
        return false;
    q.folded = text_fold(a, query->text);
    return q.folded.n == 0 || ask_all(&q, err);
}
