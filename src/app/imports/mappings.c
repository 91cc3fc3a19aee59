#include "mappings.h"

#include "base/buf.h"
#include "base/json.h"
#include "base/text.h"
#include "store/journal_store.h"
#include "store/user_store.h"

#include <sodium.h>

enum { TEXTS_MIN = 2, BODY_BYTES_MAX = 4096 };

bool mapping_name_check(struct str name, struct err *err)
{
    bool ok = name.n > 0 && name.n <= MAPPING_NAME_BYTES && str_trim(name).n == name.n &&
              name.p[0] != '.' && name.p[0] != '-';
    struct str rest = name;
    uint32_t code;
    while (ok && utf8_next(&rest, &code))
        ok = code >= 0xa0 || (code >= '0' && code <= '9') || (code >= 'A' && code <= 'Z') ||
             (code >= 'a' && code <= 'z') || (code < 0x80 && strchr(" -_.'()+", (int)code) != NULL);
    return ok || err_set_field(err, ERR_BAD_MAPPING_NAME, NULL, name);
}

/* ---- headers ---- */

bool mapping_signature(const struct first_row *row, uint8_t out[MAPPING_SIGNATURE_BYTES])
{
    crypto_generichash_state state;
    struct arena scratch;
    int filled = 0, count = row->count;
    arena_init(&scratch, 0);
    while (count > 0 && row->texts[count - 1].n == 0)
        count--;
    crypto_generichash_init(&state, NULL, 0, MAPPING_SIGNATURE_BYTES);
    for (int i = 0; i < count; i++) {
        struct str folded = text_fold(&scratch, row->texts[i]);
        static const unsigned char end = 0x1f;
        crypto_generichash_update(&state, (const unsigned char *)folded.p, folded.n);
        crypto_generichash_update(&state, &end, 1);
        filled += folded.n > 0;
    }
    crypto_generichash_final(&state, out, MAPPING_SIGNATURE_BYTES);
    arena_release(&scratch);
    return filled >= TEXTS_MIN;
}

const struct first_row *mapping_header_row(const struct mapping *m, const struct first_rows *rows)
{
    const struct first_row *found = NULL;
    struct arena scratch;
    int at[MAPPING_COLUMNS_MAX];
    if (m->header_row == MAPPING_NO_HEADER)
        return NULL;
    arena_init(&scratch, 0);
    for (int i = 0; i < rows->count && found == NULL; i++) {
        const struct first_row *row = &rows->rows[i];
        bool here = m->header_row == MAPPING_HEADER_SEARCHED || row->line == m->header_row;
        if (here && mapping_place(m, row->texts, row->count, &scratch, at) == mapping_texts(m))
            found = row;
    }
    arena_release(&scratch);
    return found;
}

/* ---- saving ---- */

static bool note(struct app *app, const struct stored_mapping *m, const char *kind, struct err *err)
{
    struct arena scratch;
    struct buf body;
    struct json j;
    arena_init(&scratch, 0);
    buf_init(&body, &scratch, BODY_BYTES_MAX);
    json_begin(&j, &body);
    json_object(&j, NULL);
    json_text(&j, "mapping", m->name);
    json_int(&j, "version", m->version);
    json_text(&j, "list", m->list);
    json_object_end(&j);
    json_end(&j);
    struct journal_entry entry = {
        .subject = m->creditor_id == MAPPING_OF_ALL ? JOURNAL_SYSTEM : JOURNAL_CREDITOR,
        .subject_id = m->creditor_id,
        .at_ms = app->now_ms,
        .actor_id = app->actor_id,
        .kind = str_of(kind),
        .body = buf_str(&body),
    };
    bool ok = journal_append(app->db, &entry, NULL, err);
    arena_release(&scratch);
    return ok;
}

bool mapping_foresee(struct app *app, struct stored_mapping *m, bool *news, struct err *err)
{
    struct stored_mapping last = {.creditor_id = m->creditor_id, .name = m->name};
    struct arena scratch;
    arena_init(&scratch, 0);
    bool ok = mapping_latest(app->db, &scratch, &last, err);
    *news = ok && (last.version == 0 || !str_eq(last.body, m->body));
    m->version = last.version + *news;
    arena_release(&scratch);
    return ok;
}

bool mapping_keep(struct app *app, struct stored_mapping *m, bool *written, struct err *err)
{
    if (!mapping_foresee(app, m, written, err))
        return false;
    m->at_ms = app->now_ms;
    m->actor_id = app->actor_id;
    return !*written || (mapping_add(app->db, m, err) && note(app, m, "mapping", err));
}

/* 0 for no code: every creditor. */
static bool creditor_of(struct app *app, struct arena *a, struct str code, int64_t *id,
                        struct err *err)
{
    struct creditor creditor = {0};
    *id = MAPPING_OF_ALL;
    if (code.n == 0)
        return true;
    if (!creditor_find(app->db, a, code, &creditor, err))
        return false;
    *id = creditor.id;
    return *id != 0 || err_set_field(err, ERR_UNKNOWN_CREDITOR, "creditor", code);
}

struct saving {
    struct app *app;
    struct arena *arena;
    const struct mapping_save *save;
    const struct first_row *header; /* of the example; may be NULL */
    struct stored_mapping stored;
    struct mapping_saved *out;
};

static bool note_example(struct saving *s, struct err *err)
{
    struct mapping_header h = {.creditor_id = s->stored.creditor_id, .name = s->stored.name};
    return s->header == NULL || !mapping_signature(s->header, h.signature) ||
           mapping_header_note(s->app->db, &h, s->app->now_ms, err);
}

static bool write(struct saving *s, struct err *err)
{
    if (!creditor_of(s->app, s->arena, s->save->of.creditor, &s->stored.creditor_id, err) ||
        !mapping_keep(s->app, &s->stored, &s->out->written, err) || !note_example(s, err))
        return false;
    s->out->version = s->stored.version;
    return db_commit(s->app->db, err);
}

bool save_mapping(struct app *app, struct arena *a, const struct mapping_save *save,
                  struct mapping_saved *out, struct err *err)
{
    struct saving s = {.app = app,
                       .arena = a,
                       .save = save,
                       .stored = {.name = save->of.name, .body = save->yaml},
                       .out = out};
    struct mapping *mapping;
    if (!mapping_name_check(save->of.name, err) || !mapping_read(save->yaml, a, &mapping, err))
        return false;
    s.stored.list = str_of(mapping_list_name(mapping->kind));
    if (save->example != NULL && mapping->header_row != MAPPING_NO_HEADER) {
        s.header = mapping_header_row(mapping, save->example);
        if (s.header == NULL)
            return err_set_field(err, ERR_COLUMN_MISSING, "columns", (struct str){0});
    }
    if (!db_begin(app->db, DB_WRITE, err))
        return false;
    bool ok = write(&s, err);
    db_rollback(app->db);
    return ok;
}

/* ---- looking ---- */

/* Codes and logins beside the ids. */
static bool name_rows(struct app *app, struct arena *a, struct mapping_rows *rows, struct err *err)
{
    struct creditors creditors;
    struct user *users = NULL;
    size_t count = 0;
    if (!creditor_list(app->db, a, &creditors, err) || !user_list(app->db, a, &users, &count, err))
        return false;
    for (size_t i = 0; i < rows->count; i++) {
        struct mapping_row *row = &rows->rows[i];
        const struct creditor *creditor = creditor_by_id(&creditors, row->stored.creditor_id);
        row->creditor = creditor == NULL ? STR("") : creditor->code;
        row->actor = STR("");
        for (size_t u = 0; u < count; u++) {
            if (users[u].id == row->stored.actor_id)
                row->actor = users[u].login;
        }
    }
    return true;
}

static void take_rows(struct arena *a, const struct stored_mappings *from, struct mapping_rows *out)
{
    *out = (struct mapping_rows){ARENA_ARRAY(a, from->count, struct mapping_row), from->count};
    for (size_t i = 0; i < from->count; i++)
        out->rows[i].stored = from->rows[i];
}

static void keep_scope(const struct creditor_scope *scope, const struct unread_lists *unread,
                       struct mapping_overview *out)
{
    size_t rows = 0, creditors = 0;
    for (size_t i = 0; i < out->rows.count; i++) {
        int64_t of = out->rows.rows[i].stored.creditor_id;
        if (of == MAPPING_OF_ALL || scope_has(scope, of))
            out->rows.rows[rows++] = out->rows.rows[i];
    }
    out->rows.count = rows;
    for (size_t i = 0; i < out->creditors.count; i++) {
        if (scope_has(scope, out->creditors.rows[i].id))
            out->creditors.rows[creditors++] = out->creditors.rows[i];
    }
    out->creditors.count = creditors;
    out->unread = NULL;
    for (size_t i = 0; i < unread->count && out->unread == NULL; i++)
        out->unread = scope_has(scope, unread->rows[i].creditor_id) ? &unread->rows[i] : NULL;
}

bool overview_mappings(struct app *app, struct arena *a, const struct creditor_scope *scope,
                       struct mapping_overview *out, struct err *err)
{
    struct stored_mappings all;
    struct unread_lists unread;
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = mapping_list(app->db, a, &all, err) && unread_list_all(app->db, a, &unread, err) &&
              creditor_list(app->db, a, &out->creditors, err);
    if (ok) {
        take_rows(a, &all, &out->rows);
        ok = name_rows(app, a, &out->rows, err);
    }
    db_rollback(app->db); /* nothing was written */
    if (ok)
        keep_scope(scope, &unread, out);
    return ok;
}

bool list_mappings(struct app *app, struct arena *a, struct mapping_rows *out, struct err *err)
{
    const struct creditor_scope everything = {0};
    struct mapping_overview overview;
    if (!overview_mappings(app, a, &everything, &overview, err))
        return false;
    *out = overview.rows;
    return true;
}

static bool unknown(const struct mapping_request *of, struct err *err)
{
    return err_set_field(err, ERR_UNKNOWN_MAPPING, NULL, of->name);
}

/* One that was forgotten is shown only by its version. */
static bool load(struct app *app, struct arena *a, const struct mapping_request *of,
                 struct stored_mapping *out, struct err *err)
{
    *out = (struct stored_mapping){.name = of->name, .version = of->version};
    if (!creditor_of(app, a, of->creditor, &out->creditor_id, err))
        return false;
    bool ok = of->version > 0 ? mapping_version(app->db, a, out, err)
                              : mapping_latest(app->db, a, out, err);
    if (!ok)
        return false;
    return (out->version > 0 && out->body.n > 0) || unknown(of, err);
}

static bool show(struct app *app, struct arena *a, const struct mapping_request *of,
                 struct mapping_view *out, struct err *err)
{
    struct stored_mappings all;
    struct mapping_rows one = {&out->row, 1};
    if (!load(app, a, of, &out->row.stored, err) ||
        !mapping_versions(app->db, a, &out->row.stored, &all, err))
        return false;
    take_rows(a, &all, &out->versions);
    return name_rows(app, a, &one, err) && name_rows(app, a, &out->versions, err);
}

bool show_mapping(struct app *app, struct arena *a, const struct mapping_request *of,
                  struct mapping_view *out, struct err *err)
{
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = show(app, a, of, out, err);
    db_rollback(app->db); /* nothing was written */
    return ok;
}

static bool forget(struct app *app, struct arena *a, const struct mapping_request *of,
                   struct err *err)
{
    const struct mapping_request latest = {of->creditor, of->name, 0};
    struct stored_mapping m;
    if (!load(app, a, &latest, &m, err))
        return false;
    m.version++;
    m.body = STR("");
    m.at_ms = app->now_ms;
    m.actor_id = app->actor_id;
    return mapping_add(app->db, &m, err) && note(app, &m, "mapping_forgotten", err) &&
           db_commit(app->db, err);
}

bool forget_mapping(struct app *app, struct arena *a, const struct mapping_request *of,
                    struct err *err)
{
    if (!db_begin(app->db, DB_WRITE, err))
        return false;
    bool ok = forget(app, a, of, err);
    db_rollback(app->db);
    return ok;
}
