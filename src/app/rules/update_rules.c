#include "update_rules.h"

#include "app/legal/load_law.h"
#include "app/system/system_journal.h"
#include "app/system/text_file.h"
#include "base/json.h"
#include "base/limits.h"

static void check_file(struct arena *a, const struct law_tables *law,
                       const struct rules_in_force *rules, struct rules_file *file)
{
    bool have = file->text.p != NULL ||
                text_file_read(a, file->path, LIMIT_YAML_BYTES, &file->text, &file->err);
    file->read = have && rules_read(a, file->text, &file->rules, &file->err);
    if (!file->read)
        return;
    rules_check(&file->rules, law, &file->faults);
    const struct rules_version *now = rules_by_name(rules, file->rules.name);
    file->shipped = now == NULL || now->version == 0;
    file->version = now == NULL ? 0 : now->version;
    line_diff(a, now == NULL ? STR("") : now->body, file->text, &file->changes);
}

void check_rules(struct arena *a, const struct law_tables *law, struct rules_in_force *rules,
                 const struct rules_paths *paths, struct rules_report *out)
{
    *out = (struct rules_report){.files = ARENA_ARRAY(a, paths->count, struct rules_file),
                                 .count = paths->count,
                                 .good = true};
    for (size_t i = 0; i < out->count; i++) {
        struct rules_file *file = &out->files[i];
        file->path = paths->paths[i];
        if (paths->texts != NULL)
            file->text = paths->texts[i];
        check_file(a, law, rules, file);
        out->good = out->good && file->read && file->faults.count == 0;
    }
    for (size_t i = 0; i < out->count; i++) {
        const struct rules_file *file = &out->files[i];
        if (file->read)
            rules_replace(a, rules, &file->rules, file->text, file->version);
    }
    scenario_check_all(rules->scenarios, rules->scenario_count, &out->together);
    out->good = out->good && out->together.count == 0;
}

static bool refuse(const struct rule_fault *fault, struct err *err)
{
    err_set_field(err, ERR_RULES_INVALID, NULL, str_of(rule_fault_code(fault->kind)));
    err_at(err, fault->line, 0, NULL);
    return false;
}

bool rules_report_error(const struct rules_report *report, struct str *path, struct err *err)
{
    for (size_t i = 0; i < report->count; i++) {
        const struct rules_file *file = &report->files[i];
        *path = file->path;
        if (!file->read) {
            *err = file->err;
            return false;
        }
        if (file->faults.count > 0)
            return refuse(&file->faults.rows[0], err);
    }
    *path = STR("");
    return report->together.count == 0 || refuse(&report->together.rows[0], err);
}

static bool note(struct app *app, const struct rules_file *file, const uint8_t *digest,
                 struct err *err)
{
    struct arena scratch;
    struct buf body;
    struct buf hex;
    struct json j;
    arena_init(&scratch, 0);
    buf_init(&body, &scratch, LIMIT_FIELD_BYTES);
    buf_init(&hex, &scratch, 2 * LAW_DIGEST_BYTES + 1);
    buf_add_hex(&hex, digest, LAW_DIGEST_BYTES);
    json_begin(&j, &body);
    json_object(&j, NULL);
    json_text(&j, "name", file->rules.name);
    json_cstr(&j, "kind", rules_kind_code(file->rules.kind));
    json_int(&j, "version", file->version);
    json_int(&j, "changes", (int64_t)file->changes.count);
    json_text(&j, "digest", buf_str(&hex));
    json_object_end(&j);
    json_end(&j);
    bool ok = system_journal_say(app, "rules_load", buf_str(&body), err);
    arena_release(&scratch);
    return ok;
}

/* Rules nobody loaded yet are loaded even when they say what the program ships: from then on a new
 * program no longer changes them. */
static bool keep(struct app *app, struct rules_file *file, struct err *err)
{
    struct stored_rules row = {.name = file->rules.name,
                               .kind = str_of(rules_kind_code(file->rules.kind)),
                               .version = file->version + 1,
                               .loaded_ms = app->now_ms,
                               .actor_id = app->actor_id,
                               .body = file->text};
    if (!file->shipped && file->changes.count == 0)
        return true;
    if (!rule_set_add(app->db, &row, err))
        return false;
    law_digest(file->text, row.digest);
    file->version = row.version;
    file->written = true;
    return note(app, file, row.digest, err);
}

static bool keep_all(struct app *app, const struct rules_paths *paths, struct rules_report *out,
                     struct err *err)
{
    for (size_t i = 0; i < out->count; i++) {
        if (paths->seen != NULL && paths->seen[i] != out->files[i].version)
            return err_set(err, ERR_CHANGED_MEANWHILE, NULL);
        if (!keep(app, &out->files[i], err))
            return false;
    }
    return true;
}

bool update_rules(struct app *app, struct arena *a, const struct rules_paths *paths,
                  struct rules_report *out, struct err *err)
{
    struct rules_in_force rules;
    const struct law_tables *law;
    struct str path;
    *out = (struct rules_report){0};
    if (!db_begin(app->db, DB_WRITE, err))
        return false;
    bool ok = law_tables_of(app, a, &law, err) && load_rules(app, a, &rules, err);
    if (ok) {
        check_rules(a, law, &rules, paths, out);
        ok = rules_report_error(out, &path, err) && keep_all(app, paths, out, err) &&
             db_commit(app->db, err);
    }
    db_rollback(app->db);
    for (size_t i = 0; !ok && i < out->count; i++)
        out->files[i].written = false;
    return ok;
}
