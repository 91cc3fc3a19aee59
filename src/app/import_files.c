#include "import_files.h"

#include "base/json.h"
#include "base/ref.h"
#include "file_digest.h"
#include "gen/import_sql.h"
#include "importing.h"
#include "law/term.h"
#include "store/directory_store.h"
#include "store/journal_store.h"

enum { COUNTS_BYTES_MAX = 16 * 1024 };

static const char *const mode_codes[] = {
    [IMPORT_NEW] = "new", [IMPORT_PERIOD] = "period", [IMPORT_STATE] = "state"};

void importing_warn(struct importing *w, const char *code, int64_t count, int64_t amount_minor)
{
    struct import_report *r = w->report;
    ASSERT(r->warning_count < IMPORT_WARNINGS_MAX);
    r->warnings[r->warning_count++] = (struct import_warning){code, count, amount_minor};
}

/* ---- the creditor ---- */

static bool known_capacity(struct str s)
{
    return str_is(s, "own") || str_is(s, "mandate") || str_is(s, "factor");
}

static bool make_creditor(struct importing *w, struct err *err)
{
    const struct import_request *r = w->request;
    struct creditor *c = &w->creditor;
    size_t rows = 0;
    while (plan_default[rows].prefix.n > 0)
        rows++;
    c->plan = ARENA_ARRAY(w->arena, rows, struct plan_row);
    memcpy(c->plan, plan_default, rows * sizeof *c->plan);
    c->plan_count = rows;
    c->id = id_next(w->app->ids);
    c->code = r->creditor.n > 0 ? r->creditor : STR("OWN");
    c->name = r->creditor_name.n > 0 ? r->creditor_name : c->code;
    c->capacity = r->capacity.n > 0 ? r->capacity : STR("own");
    c->currency = CURRENCY_EUR;
    importing_warn(w, "creditor_created", 1, 0);
    return creditor_create(w->app->db, c, err);
}

static bool find_creditor(struct importing *w, struct err *err)
{
    if (!creditor_find(w->app->db, w->arena, w->request->creditor, &w->creditor, err))
        return false;
    if (w->creditor.id == 0 && !make_creditor(w, err))
        return false;
    /* A creditor's claims are collected in one capacity; another one is another creditor. */
    if (w->request->capacity.n > 0 && !str_eq(w->request->capacity, w->creditor.capacity))
        return err_set_field(err, ERR_OPTION_CONFLICT, "capacity", w->creditor.capacity);
    w->report->currency = w->creditor.currency;
    return creditor_lock(w->app->db, w->creditor.id, &w->seq, err);
}

/* ---- the import's own row ---- */

bool importing_write_row(struct importing *w, struct import_reach reach, struct err *err)
{
    uint8_t digest[FILE_DIGEST_BYTES];
    if (!file_digest(w->request->path, digest, err) ||
        !counter_take(w->app->db, "import", 1, &w->report->number, err))
        return false;
    struct q_import_insert_in in = {
        .import_id = w->import_id,
        .number = w->report->number,
        .creditor_id = w->creditor.id,
        .seq = w->seq,
        .at_ms = w->app->now_ms,
        .actor_id = w->app->actor_id,
        .file = file_base_name(w->request->path),
        .file_digest = {(const char *)digest, sizeof digest},
        .format = str_of(w->report->format),
        .mode = str_of(mode_codes[w->request->mode]),
        .from_day = {day_is(reach.from), reach.from.n},
        .known_day = {day_is(reach.known), reach.known.n},
        .counts = STR("{}"),
    };
    return q_import_insert(w->app->db, &in, NULL, err);
}

static void counts_json(const struct import_report *r, struct buf *out)
{
    struct json j;
    json_begin(&j, out);
    json_object(&j, NULL);
    json_int(&j, "read", r->read);
    json_int(&j, "accepted", r->accepted);
    json_int(&j, "rejected", r->rejected);
    json_int(&j, "duplicates", r->duplicates);
    json_int(&j, "updated", r->updated);
    json_int(&j, "ignored", r->ignored);
    json_int(&j, "vanished", r->vanished);
    json_int(&j, "debtors", r->debtors);
    json_int(&j, "items", r->items);
    json_int(&j, "payments", r->payments);
    json_int(&j, "credits", r->credits);
    json_int(&j, "facts", r->facts);
    json_object_end(&j);
    ASSERT(j.depth == 0);
}

static bool write_journal(struct importing *w, struct str counts, struct err *err)
{
    struct buf body;
    buf_init(&body, w->arena, COUNTS_BYTES_MAX);
    buf_add_c(&body, "{\"import\":\"");
    buf_add_ref(&body, REF_IMPORT, w->report->number);
    buf_add_c(&body, "\",\"counts\":");
    buf_add(&body, counts);
    buf_add_char(&body, '}');
    struct journal_entry entry = {
        .subject = JOURNAL_CREDITOR,
        .subject_id = w->creditor.id,
        .at_ms = w->app->now_ms,
        .actor_id = w->app->actor_id,
        .kind = STR("import"),
        .body = buf_str(&body),
    };
    return journal_append(w->app->db, &entry, NULL, err);
}

static bool finish(struct importing *w, struct err *err)
{
    struct buf counts;
    buf_init(&counts, w->arena, COUNTS_BYTES_MAX);
    counts_json(w->report, &counts);
    struct q_import_set_counts_in in = {buf_str(&counts), w->import_id};
    return q_import_set_counts(w->app->db, &in, NULL, err) &&
           write_journal(w, buf_str(&counts), err);
}

static bool import_kind(struct importing *w, struct err *err)
{
    switch (w->about->kind) {
    case KIND_LEDGER:
        return import_ledger(w, err);
    case KIND_CUSTOMERS:
        return import_customers(w, err);
    case KIND_OPEN_ITEMS: /* read by inspect only: nothing writes them yet */
        return err_set(err, ERR_FILE_UNKNOWN_FORMAT, "open items");
    case KIND_COUNT:
        break;
    }
    BUG("kind of file");
}

static bool in_transaction(struct importing *w, struct err *err)
{
    if (!db_begin(w->app->db, DB_WRITE, err))
        return false;
    w->import_id = id_next(w->app->ids);
    if (find_creditor(w, err) && import_kind(w, err) && finish(w, err) &&
        db_commit(w->app->db, err))
        return true;
    db_rollback(w->app->db);
    return false;
}

static bool check_request(const struct import_request *r, struct err *err)
{
    enum law_term rule;
    if (r->capacity.n > 0 && !known_capacity(r->capacity))
        return err_set_field(err, ERR_BAD_OPTION_VALUE, "capacity", r->capacity);
    if (r->terms.n > 0 && !law_term_parse(r->terms, &rule))
        return err_set_field(err, ERR_BAD_OPTION_VALUE, "terms", r->terms);
    return true;
}

bool import_prepare(struct err *err) { return intake_start(err); }

bool import_file(struct app *app, struct arena *a, const struct import_request *request,
                 struct import_report *out, struct err *err)
{
    *out = (struct import_report){.currency = CURRENCY_EUR};
    struct importing w = {.app = app, .arena = a, .request = request, .report = out};
    if (!check_request(request, err) || !intake_open(a, request->path, &w.in, err))
        return false;
    w.about = intake_about(w.in);
    out->format = intake_format_code(w.about->format);
    out->kind = intake_kind_code(w.about->kind);
    bool ok = in_transaction(&w, err);
    intake_close(w.in);
    if (!ok) /* nothing was taken: nothing is counted */
        *out = (struct import_report){
            .format = out->format, .kind = out->kind, .currency = out->currency};
    return ok;
}
