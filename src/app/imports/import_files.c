#include "import_files.h"

#include "app/documents/propose_copies.h"
#include "app/search/index_search.h"
#include "gen/import_sql.h"
#include "given_files.h"
#include "importing.h"
#include "law/term.h"

enum { TRIES_MAX = 3 };

static const struct import_steps *steps_of(enum intake_kind kind)
{
    switch (kind) {
    case KIND_LEDGER:
        return &import_ledger_steps;
    case KIND_CUSTOMERS:
        return &import_customers_steps;
    case KIND_OPEN_ITEMS:
        return &import_open_items_steps;
    case KIND_DOCUMENT:
        return &import_documents_steps;
    case KIND_ARCHIVE:
        return NULL; /* its members are files of their own */
    case KIND_MAIL:
        return NULL; /* no creditor's file: see take_mail.h */
    case KIND_COUNT:
        break;
    }
    BUG("kind of file");
}

bool import_moves_much(const struct import_report *report)
{
    for (size_t i = 0; i < report->effect_count; i++) {
        const struct import_effect *e = &report->effects[i];
        if (e->closed_minor + e->changed_minor > e->before_minor / (100 / CONFIRM_PERCENT))
            return true;
    }
    return false;
}

/* Too much would change without a person having seen it (CONTRACT import). */
static bool check_effects(struct importing *w, struct err *err)
{
    if (w->request->mode != IMPORT_STATE || w->request->confirm || w->request->preview)
        return true;
    return !import_moves_much(w->report) || err_set(err, ERR_CONFIRM_NEEDED, NULL);
}

static bool compare(struct importing *w, const struct import_steps *steps, struct err *err)
{
    importing_at(w, IMPORT_COMPARES);
    bool ok = (steps->compare == NULL || steps->compare(w, err)) && check_effects(w, err);
    importing_at(w, IMPORT_WRITES);
    return ok;
}

static bool write_short(struct importing *w, const struct import_steps *steps, struct err *err)
{
    struct refold_result result = {0};
    return importing_done(w, err) && (steps->fold == NULL || steps->fold(w, &result, err)) &&
           (steps->tell == NULL || steps->tell(w, &result, err)) && importing_finish(w, err);
}

static bool write_long(struct importing *w, const struct import_steps *steps, struct err *err)
{
    if (!importing_foresee(w, steps, err))
        return false;
    const struct refold_result foreseen = refold_foreseen(w->refold);
    return importing_done(w, err) && steps->tell(w, &foreseen, err) && importing_publish(w, err);
}

static bool write_all(struct importing *w, const struct import_steps *steps, struct err *err)
{
    return steps->write(w, err) &&
           (w->is_long && steps->foresee != NULL ? write_long(w, steps, err)
                                                 : write_short(w, steps, err));
}

static bool import_short(struct importing *w, const struct import_steps *steps, struct err *err)
{
    if (!db_begin(w->app->db, DB_WRITE, err))
        return false;
    if (importing_open(w, err) && compare(w, steps, err) && write_all(w, steps, err))
        return true;
    db_rollback(w->app->db);
    return false;
}

/* Nothing came in between but entries by hand: a list is not compared with those, and folding looks
 * at them. */
static bool only_entries(struct importing *w, int64_t expected, bool *only, struct err *err)
{
    struct q_import_entries_in in = {w->creditor.id, expected, w->seq};
    struct q_import_entries_row row = {0};
    bool found = false;
    bool ok = q_import_entries(w->app->db, &in, w->arena, &row, &found, err);
    *only = row.entries == w->seq - expected;
    return ok;
}

/* *again: somebody else's import came in between; nothing was written. */
static bool import_once(struct importing *w, const struct import_steps *steps, bool *again,
                        struct err *err)
{
    *again = false;
    if (!db_begin(w->app->db, DB_READ, err))
        return false;
    bool ok = importing_expect(w, err) && compare(w, steps, err);
    int64_t expected = w->seq;
    db_rollback(w->app->db); /* nothing was written */
    if (!ok || !db_begin(w->app->db, DB_WRITE, err))
        return false;
    bool same = true;
    ok =
        importing_open(w, err) && (steps->compare == NULL || only_entries(w, expected, &same, err));
    *again = ok && !same;
    if (ok && !*again && write_all(w, steps, err))
        return true;
    db_rollback(w->app->db);
    if (w->written && !w->counts)
        importing_break(w);
    return *again;
}

static bool import_long(struct importing *w, const struct import_steps *steps, struct err *err)
{
    const struct import_report clean = *w->report;
    for (int i = 0; i < TRIES_MAX; i++) {
        bool again = false;
        *w->report = clean;
        if (!import_once(w, steps, &again, err))
            return false;
        if (!again)
            return true;
    }
    return err_set(err, ERR_DB_LOCKED, "imports of one creditor at the same time");
}

static bool look_at(struct importing *w, const struct import_steps *steps,
                    struct refold_result *result, struct err *err)
{
    return importing_meant(w, err) && compare(w, steps, err) && steps->look(w, result, err);
}

static bool do_and_see(struct importing *w, const struct import_steps *steps,
                       struct refold_result *result, struct err *err)
{
    return importing_open(w, err) && compare(w, steps, err) && steps->write(w, err) &&
           (steps->fold == NULL || steps->fold(w, result, err));
}

/* What would change; nothing is written. In one transaction, however long the file. */
static bool preview(struct importing *w, const struct import_steps *steps, struct err *err)
{
    struct refold_result result = {0};
    bool reads = steps->look != NULL;
    w->is_long = false;
    if (!db_begin(w->app->db, reads ? DB_READ : DB_WRITE, err))
        return false;
    bool ok = (reads ? look_at(w, steps, &result, err) : do_and_see(w, steps, &result, err)) &&
              (steps->tell == NULL || steps->tell(w, &result, err));
    db_rollback(w->app->db);
    w->report->number = 0;
    return ok;
}

static bool known_capacity(struct str s)
{
    return str_is(s, "own") || str_is(s, "mandate") || str_is(s, "factor");
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

/* Nobody has seen the books of a day that has not come. */
static bool check_as_of(const struct importing *w, struct err *err)
{
    struct buf text;
    if (!day_is(w->request->as_of) || w->request->as_of.n <= w->app->today.n)
        return true;
    buf_init(&text, w->arena, 32);
    buf_add_day_fr(&text, w->request->as_of);
    return err_set_field(err, ERR_AS_OF_FUTURE, "as-of", buf_str(&text));
}

/* A mode that a kind of file does not have is a mistake, not a detail. A complete list says itself
 * which day it holds for only to a person. */
static bool check_mode(const struct importing *w, struct err *err)
{
    bool list = w->about->kind == KIND_OPEN_ITEMS;
    bool ledger = w->about->kind == KIND_LEDGER;
    if (w->request->mode == IMPORT_STATE && !list)
        return err_set_field(err, ERR_MODE_OF_KIND, "mode", STR("state"));
    if (w->request->mode == IMPORT_PERIOD && !ledger)
        return err_set_field(err, ERR_MODE_OF_KIND, "mode", STR("period"));
    if (w->request->mode == IMPORT_STATE && !day_is(w->request->as_of))
        return err_set_field(err, ERR_OPTION_MISSING, "as-of", (struct str){0});
    return true;
}

bool import_prepare(struct err *err) { return intake_start(err); }

static bool read_file(struct importing *w, const struct import_steps *steps, struct err *err)
{
    if (!db_begin(w->app->db, DB_READ, err))
        return false;
    bool ok = importing_expect(w, err);
    db_rollback(w->app->db); /* nothing was written */
    return ok && steps->read(w, err);
}

static bool import_opened(struct importing *w, struct err *err)
{
    const struct import_steps *steps = steps_of(w->about->kind);
    if (w->about->kind == KIND_MAIL)
        return err_set(err, ERR_FILE_UNKNOWN_FORMAT, "relance letter dates");
    if (steps == NULL || (w->about->kind == KIND_DOCUMENT && w->request->documents == NULL))
        return err_set(err, ERR_FILE_UNKNOWN_FORMAT, "documents are taken in together");
    bool ok = check_mode(w, err) && read_file(w, steps, err);
    if (ok && w->request->preview)
        ok = preview(w, steps, err);
    else if (ok)
        ok = w->is_long ? import_long(w, steps, err) : import_short(w, steps, err);
    refold_close(w->refold);
    w->refold = NULL;
    if (steps->close != NULL && w->kind != NULL)
        steps->close(w);
    return ok;
}

/* By the mapping given, or the one its header is known for. A list nobody can read is remembered by
 * its header, so that a person can say what it is. */
static bool open_list(struct importing *w, struct err *err)
{
    const struct import_request *r = w->request;
    const struct mapping_wanted wanted = {.creditor = r->creditor, .path = r->path};
    struct err ignored = {0};
    if (r->mapping != NULL)
        w->used = *r->mapping;
    else if (!find_mapping(w->app, w->arena, &wanted, &w->used, err))
        return false;
    /* rows wait in memory until the end: nothing is kept of a list that is refused half-way */
    const struct intake_way way = {w->used.mapping, .at_once = true};
    if (intake_open_as(w->arena, r->path, &way, &w->in, err))
        return true;
    if (err->code == ERR_FILE_UNKNOWN_FORMAT && w->in != NULL &&
        (!r->preview || r->for_job != NULL)) /* whoever looks by page says next what it is */
        (void)!remember_unread(w->app, w->arena, &wanted, &intake_about(w->in)->first_rows,
                               &ignored);
    w->report->mapping = w->used.stored.name;
    w->report->mapping_version = w->used.stored.version;
    return false;
}

/* Where its records come from. *own: opened here, to be closed here. */
static bool open_source(struct importing *w, bool *own, struct err *err)
{
    static const struct intake_summary documents = {
        .known = true, .format = FORMAT_PDF, .kind = KIND_DOCUMENT};
    const struct import_request *r = w->request;
    *own = r->documents == NULL && r->file == NULL;
    w->about = &documents;
    if (r->documents != NULL)
        return true;
    if (*own && !open_list(w, err))
        return false;
    if (!*own && r->file->in == NULL) { /* refused when it was first looked at */
        *err = r->file->refused;
        return false;
    }
    if (!*own)
        w->used = r->mapping != NULL ? *r->mapping : r->file->used;
    w->in = *own ? w->in : r->file->in;
    w->about = intake_about(w->in);
    return true;
}

/* Invoices may have come for copies that wait. The import stands whatever becomes of this. */
static void look_at_copies(struct importing *w)
{
    enum intake_kind kind = w->about->kind;
    struct proposed_copies copies;
    struct err failed = {0};
    if (w->request->preview || (kind != KIND_LEDGER && kind != KIND_OPEN_ITEMS))
        return;
    if (!propose_copies_again(w->app, w->creditor.id, &copies, &failed))
        importing_warn(w, "copies_later", 1, 0);
    w->report->proposed = copies.proposed;
    w->report->doubtful = copies.doubtful;
}

/* A few accounts are found by their new words at once; what does not succeed here is done later. */
static void index_few(struct app *app)
{
    const struct index_request few = {.few = true};
    struct indexed indexed = {0};
    struct err ignored = {0};
    (void)!index_search(app, &few, &indexed, &ignored);
}

bool import_file(struct app *app, struct arena *a, const struct import_request *request,
                 struct import_report *out, struct err *err)
{
    *out = (struct import_report){.currency = CURRENCY_EUR, .stated_day = DAY_NONE};
    struct importing w = {.app = app,
                          .arena = a,
                          .request = request,
                          .report = out,
                          .as_of = day_is(request->as_of) ? request->as_of : app->today,
                          .reach = {DAY_NONE, DAY_NONE, DAY_NONE},
                          .breaks = {.arena = a}};
    bool own = false;
    if (!check_request(request, err) || !check_as_of(&w, err) ||
        (!request->preview && !imports_finish(app, a, 0, err)) || !open_source(&w, &own, err))
        return false;
    w.import_id = id_next(app->ids);
    out->format = intake_format_code(w.about->format);
    out->kind = intake_kind_code(w.about->kind);
    out->stated_day = w.about->kind == KIND_OPEN_ITEMS ? w.about->items.stated_day : DAY_NONE;
    bool ok = import_opened(&w, err);
    if (own)
        intake_close(w.in);
    if (ok)
        look_at_copies(&w);
    if (ok && !request->preview)
        index_few(app);
    if (!ok) /* nothing was taken: nothing is counted */
        *out = (struct import_report){.format = out->format,
                                      .kind = out->kind,
                                      .currency = out->currency,
                                      .stated_day = out->stated_day,
                                      .errors = out->errors,
                                      .error_count = out->error_count,
                                      .effects = out->effects,
                                      .effect_count = out->effect_count,
                                      .mapping = out->mapping,
                                      .mapping_version = out->mapping_version};
    return ok;
}
