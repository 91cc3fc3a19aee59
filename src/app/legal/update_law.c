#include "update_law.h"

#include "app/imports/file_digest.h"
#include "app/system/system_journal.h"
#include "app/system/text_file.h"
#include "base/json.h"
#include "base/text.h"
#include "law/coverage.h"

static int64_t line_at(struct str text, size_t offset)
{
    int64_t line = 1;
    for (size_t i = 0; i < offset; i++)
        line += text.p[i] == '\n';
    return line;
}

/* UTF-8 without control characters; the mark that some programs put in front is dropped. */
static bool check_text(struct str *text, struct err *err)
{
    size_t bad_at;
    if (str_starts(*text, STR("\xEF\xBB\xBF")))
        *text = str_slice(*text, 3, text->n);
    if (!utf8_valid(*text, &bad_at)) {
        err_set(err, ERR_FILE_ENCODING, NULL);
        err_at(err, line_at(*text, bad_at), 0, NULL);
        return false;
    }
    for (size_t i = 0; i < text->n; i++) {
        unsigned char c = (unsigned char)text->p[i];
        if (c < ' ' && c != '\n' && c != '\r' && c != '\t') {
            err_set(err, ERR_FILE_BINARY, NULL);
            err_at(err, line_at(*text, i), 0, NULL);
            return false;
        }
    }
    return true;
}

/* What the request says, else what the header line says, else what the file is called. */
static bool find_table(const struct law_update_request *request, struct str text,
                       enum law_table *out, struct err *err)
{
    struct str name = request->table;
    if (name.n == 0 && law_table_detect(text, out))
        return true;
    if (name.n == 0) {
        name = file_base_name(request->path);
        name = str_ends(name, STR(".csv")) ? str_slice(name, 0, name.n - 4) : name;
    }
    for (int i = 0; i < LAW_TABLE_COUNT; i++) {
        if (str_is_nocase(name, law_table_name((enum law_table)i))) {
            *out = (enum law_table)i;
            return true;
        }
    }
    if (request->table.n > 0)
        return err_set_field(err, ERR_UNKNOWN_KIND, "table", request->table);
    err_set_field(err, ERR_TABLE_INVALID, NULL, str_cut_utf8(text, 60));
    err_at(err, 1, 0, NULL);
    return false;
}

static bool note(struct app *app, const struct law_update_report *r, struct err *err)
{
    struct arena scratch;
    struct buf body;
    struct buf digest;
    struct json j;
    arena_init(&scratch, 0);
    buf_init(&body, &scratch, LIMIT_FIELD_BYTES);
    buf_init(&digest, &scratch, 2 * LAW_DIGEST_BYTES + 1);
    buf_add_hex(&digest, r->digest, sizeof r->digest);
    json_begin(&j, &body);
    json_object(&j, NULL);
    json_cstr(&j, "table", law_table_name(r->table));
    json_int(&j, "version", r->version);
    json_int(&j, "rows", (int64_t)r->rows);
    json_int(&j, "added", (int64_t)r->changes.added);
    json_int(&j, "changed", (int64_t)r->changes.changed);
    json_int(&j, "figures", (int64_t)r->changes.figures);
    json_text(&j, "digest", buf_str(&digest));
    json_object_end(&j);
    json_end(&j);
    bool ok = system_journal_say(app, "law_update", buf_str(&body), err);
    arena_release(&scratch);
    return ok;
}

static struct str first_row(const struct law_changes *changes, bool removed)
{
    for (size_t i = 0; i < changes->count; i++) {
        const struct law_change *change = &changes->list[i];
        if (removed ? change->kind == LAW_ROW_REMOVED : change->figure)
            return change->row;
    }
    BUG("counted, but not listed");
}

static bool compare(struct app *app, struct arena *a, struct str text,
                    struct law_update_report *out, struct err *err)
{
    struct law_in_force law;
    if (!load_law(app, a, &law, err))
        return false;
    struct law_tables newer = law.tables;
    if (!law_table_read(out->table, text, a, &newer, err))
        return false;
    law_tables_compare(out->table, &law.tables, &newer, a, &out->changes);
    out->rows = law_table_coverage(&newer, out->table).rows;
    out->version = law.versions[out->table].version;
    out->compared = true;
    if (out->changes.removed > 0)
        return err_set_field(err, ERR_TABLE_ROW_REMOVED, NULL, first_row(&out->changes, true));
    return law_tables_check(&newer, err);
}

static bool keep(struct app *app, const struct law_update_request *request, struct str text,
                 struct law_update_report *out, struct err *err)
{
    if (out->changes.figures > 0 && !request->confirm)
        return err_set_field(err, ERR_TABLE_FIGURE_CHANGED, NULL, first_row(&out->changes, false));
    struct stored_law_table row = {.name = str_of(law_table_name(out->table)),
                                   .version = out->version + 1,
                                   .loaded_ms = app->now_ms,
                                   .actor_id = app->actor_id,
                                   .body = text};
    memcpy(row.digest, out->digest, sizeof row.digest);
    if (!law_table_add(app->db, &row, err))
        return false;
    out->version = row.version;
    return note(app, out, err);
}

static bool seen(struct arena *a, const struct law_update_request *request, int64_t version,
                 struct err *err)
{
    struct buf number;
    buf_init(&number, a, 24);
    buf_add_int(&number, version);
    return request->seen.n == 0 || str_eq(request->seen, buf_str(&number)) ||
           err_set(err, ERR_CHANGED_MEANWHILE, NULL);
}

bool update_law(struct app *app, struct arena *a, const struct law_update_request *request,
                struct law_update_report *out, struct err *err)
{
    struct str text = request->text;
    *out = (struct law_update_report){0};
    if ((text.p == NULL && !text_file_read(a, request->path, LAW_TABLE_BYTES_MAX, &text, err)) ||
        !check_text(&text, err) || !find_table(request, text, &out->table, err))
        return false;
    law_digest(text, out->digest);
    if (!db_begin(app->db, request->preview ? DB_READ : DB_WRITE, err))
        return false;
    bool ok = compare(app, a, text, out, err);
    ok = ok && seen(a, request, out->version, err);
    if (ok && !request->preview && out->changes.count > 0) {
        int64_t before = out->version;
        ok = keep(app, request, text, out, err) && db_commit(app->db, err);
        out->written = ok;
        if (!ok)
            out->version = before;
    }
    db_rollback(app->db);
    return ok;
}
