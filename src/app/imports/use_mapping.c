#include "use_mapping.h"

#include "app/system/text_file.h"
#include "base/limits.h"
#include "file_digest.h"
#include "intake/intake.h"
#include "store/account_store.h"
#include "suggest_mapping.h"

/* 0: there is none (yet). */
static bool creditor_id_of(struct app *app, struct arena *a, struct str code, int64_t *id,
                           struct err *err)
{
    struct creditor creditor = {0};
    if (!creditor_find(app->db, a, code, &creditor, err))
        return false;
    *id = creditor.id;
    return true;
}

static bool parse(struct arena *a, struct used_mapping *out, struct err *err)
{
    struct mapping *mapping;
    if (!mapping_read(out->stored.body, a, &mapping, err))
        return false;
    out->mapping = mapping;
    out->stored.list = str_of(mapping_list_name(mapping->kind));
    return true;
}

/* In force, of its creditor or of every one; version 0: none. */
static bool find_kept(struct app *app, struct arena *a, struct stored_mapping *out, struct err *err)
{
    const int64_t owners[] = {out->creditor_id, MAPPING_OF_ALL};
    for (size_t i = 0; i < COUNT_OF(owners); i++) {
        out->creditor_id = owners[i];
        if (!mapping_latest(app->db, a, out, err))
            return false;
        if (out->version > 0 && out->body.n > 0)
            return true;
    }
    out->version = 0;
    return true;
}

/* "dir/kappa.yaml" is kept as "kappa". */
static struct str name_of_file(struct str path)
{
    struct str name = file_base_name(path);
    static const char *const endings[] = {".yaml", ".yml"};
    for (size_t i = 0; i < COUNT_OF(endings); i++) {
        if (str_ends(name, str_of(endings[i])))
            return str_slice(name, 0, name.n - strlen(endings[i]));
    }
    return name;
}

static bool load_kept(struct app *app, struct arena *a, const struct mapping_wanted *wanted,
                      struct used_mapping *out, struct err *err)
{
    out->stored.name = wanted->map;
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = creditor_id_of(app, a, wanted->creditor, &out->stored.creditor_id, err) &&
              find_kept(app, a, &out->stored, err);
    db_rollback(app->db); /* nothing was written */
    if (ok && out->stored.version == 0)
        return err_set_field(err, ERR_UNKNOWN_MAPPING, NULL, wanted->map);
    return ok && parse(a, out, err);
}

bool load_mapping(struct app *app, struct arena *a, const struct mapping_wanted *wanted,
                  struct used_mapping *out, struct err *err)
{
    struct err failure = {0};
    *out = (struct used_mapping){0};
    if (text_file_read(a, wanted->map, LIMIT_YAML_BYTES, &out->stored.body, &failure)) {
        out->stored.name = name_of_file(wanted->map);
        return mapping_name_check(out->stored.name, err) && parse(a, out, err);
    }
    struct err ignored = {0};
    bool path = str_find(wanted->map, '/') >= 0 || str_ends(wanted->map, STR(".yaml")) ||
                !mapping_name_check(wanted->map, &ignored);
    if (failure.code == ERR_FILE_NOT_FOUND && !path)
        return load_kept(app, a, wanted, out, err);
    *err = failure;
    return false;
}

/* ---- by the header ---- */

static bool has_row(const struct mapping_header *h, const struct first_rows *rows)
{
    for (int i = 0; i < rows->count; i++) {
        uint8_t signature[MAPPING_SIGNATURE_BYTES];
        if (mapping_signature(&rows->rows[i], signature) &&
            memcmp(h->signature, signature, sizeof signature) == 0)
            return true;
    }
    return false;
}

struct finding {
    struct app *app;
    struct arena *arena;
    struct mapping_headers known;
    struct first_rows rows;
};

/* The first word about one of these rows whose mapping is not forgotten. */
static bool match(struct finding *f, struct used_mapping *out, struct err *err)
{
    for (size_t i = 0; i < f->known.count; i++) {
        const struct mapping_header *h = &f->known.rows[i];
        struct stored_mapping m = {.creditor_id = h->creditor_id, .name = h->name};
        if (!has_row(h, &f->rows))
            continue;
        if (!mapping_latest(f->app->db, f->arena, &m, err))
            return false;
        if (m.version == 0 || m.body.n == 0)
            continue;
        out->stored = m;
        return parse(f->arena, out, err);
    }
    return true;
}

static bool known_headers(struct app *app, struct arena *a, struct str creditor,
                          struct mapping_headers *out, struct err *err)
{
    int64_t creditor_id;
    return creditor_id_of(app, a, creditor, &creditor_id, err) &&
           mapping_headers(app->db, a, creditor_id, out, err);
}

bool find_mapping(struct app *app, struct arena *a, const struct mapping_wanted *wanted,
                  struct used_mapping *out, struct err *err)
{
    struct finding *f = ARENA_NEW(a, struct finding);
    f->app = app;
    f->arena = a;
    *out = (struct used_mapping){0};
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = known_headers(app, a, wanted->creditor, &f->known, err);
    db_rollback(app->db); /* nothing was written */
    if (!ok || f->known.count == 0)
        return ok;
    ok = wanted->file != NULL ? intake_file_first_rows(a, wanted->file, &f->rows, err)
                              : intake_first_rows(a, wanted->path, &f->rows, err);
    return ok && match(f, out, err);
}

/* ---- once it was used ---- */

bool mapping_used(struct app *app, struct used_mapping *used, const struct mapping_use *use,
                  struct err *err)
{
    struct mapping_header h = {.name = used->stored.name};
    bool written;
    if (used->stored.version == 0) {
        used->stored.creditor_id = use->creditor_id;
        if (!mapping_keep(app, &used->stored, &written, err))
            return false;
    }
    h.creditor_id = used->stored.creditor_id;
    const struct first_row *row = mapping_header_row(used->mapping, use->rows);
    if (row != NULL && mapping_signature(row, h.signature) &&
        !mapping_header_note(app->db, &h, app->now_ms, err))
        return false;
    return unread_list_drop(app->db, use->creditor_id, err) &&
           import_mapping_add(app->db, use->import_id, &used->stored, err);
}

static bool is_among(const struct str *texts, int count, struct str text)
{
    for (int i = 0; i < count; i++) {
        if (str_eq(texts[i], text))
            return true;
    }
    return false;
}

/* The first values under one text of the header, each once; cells hold no tabs or line ends. */
static void add_samples(struct buf *out, const struct suggestion *s, int column)
{
    const struct first_row *end = &s->rows.rows[s->rows.count];
    struct str seen[UNREAD_SAMPLES];
    int count = 0;
    for (const struct first_row *row = s->row + 1; row < end && count < UNREAD_SAMPLES; row++) {
        struct str text = column < row->count ? str_trim(row->texts[column]) : STR("");
        if (text.n == 0 || is_among(seen, count, text))
            continue;
        if (count > 0)
            buf_add_char(out, '\t');
        buf_add(out, str_trim(str_cut_utf8(text, UNREAD_SAMPLE_BYTES)));
        seen[count++] = text;
    }
}

static bool put_unread(struct app *app, struct arena *a, struct str creditor,
                       struct unread_list *list, struct err *err)
{
    return creditor_id_of(app, a, creditor, &list->creditor_id, err) &&
           unread_list_put(app->db, list, err) && db_commit(app->db, err);
}

bool remember_unread(struct app *app, struct arena *a, const struct mapping_wanted *wanted,
                     const struct first_rows *rows, struct err *err)
{
    struct suggestion *s = ARENA_NEW(a, struct suggestion);
    struct buf texts;
    struct buf samples;
    s->rows = *rows;
    if (!suggest_from_rows(a, s))
        return true;
    buf_init(&texts, a, (size_t)LIMIT_COLUMNS * (FIRST_ROWS_TEXT_BYTES + 1));
    buf_init(&samples, a, (size_t)LIMIT_COLUMNS * UNREAD_SAMPLES * (UNREAD_SAMPLE_BYTES + 1));
    for (int i = 0; i < s->row->count; i++) {
        buf_add(&texts, s->row->texts[i]);
        buf_add_char(&texts, '\n');
        add_samples(&samples, s, i);
        buf_add_char(&samples, '\n');
    }
    struct unread_list list = {.file = file_base_name(wanted->path),
                               .texts = buf_str(&texts),
                               .samples = buf_str(&samples),
                               .at_ms = app->now_ms,
                               .actor_id = app->actor_id};
    if (!db_begin(app->db, DB_WRITE, err))
        return false;
    bool ok = put_unread(app, a, wanted->creditor, &list, err);
    db_rollback(app->db);
    return ok;
}
