/* The law tables in force: what each covers and until when, its rows with their sources, the table
 * as a file; a newer one is compared first, then put in force. */
#include "app/legal/law_text.h"
#include "app/legal/law_words.h"
#include "app/legal/update_law.h"
#include "app/system/text_file.h"
#include "base/limits.h"
#include "base/zone.h"
#include "gen/views.h"
#include "law/coverage.h"
#include "law/tables_write.h"
#include "settings.h"
#include "web/calculator/calculator.h"
#include "web/pages.h"
#include "web/parts/error_page.h"
#include "web/parts/format.h"
#include "web/server/session.h"

#define LAW_PATH "/settings/law"

struct told_law {
    struct law_in_force law;
    struct str who[LAW_TABLE_COUNT];
};

/* ---- all of them ---- */

static struct str origin_text(struct request *r, const struct law_version *v)
{
    if (v->version == 0)
        return str_of(tr(r->lang, N_("livrée avec le programme")));
    const struct str args[] = {format_count(r->arena, v->version, r->lang),
                               format_day(r->arena, zone_paris(v->loaded_ms).day, r->lang)};
    return format_text(r->arena, tr(r->lang, N_("version %1, du %2")), args, COUNT_OF(args));
}

static struct str table_href(struct request *r, const char *path, enum law_table table)
{
    struct str args[] = {str_of(path), str_of(law_table_name(table))};
    return format_text(r->arena, "%1/%2", args, COUNT_OF(args));
}

struct warnings {
    struct v_law_tables_warnings rows[2 * LAW_TABLE_COUNT];
    size_t count;
};

static void warn(struct request *r, const struct told_law *law, enum law_table table,
                 struct warnings *to)
{
    struct law_coverage cover = law_table_coverage(&law->law.tables, table);
    struct str args[] = {str_of(law_table_label(table, r->lang)),
                         format_day(r->arena, cover.last, r->lang),
                         format_count(r->arena, (int64_t)law->law.unknown_rows[table], r->lang)};
    if (law_coverage_ends(&cover, r->app->today))
        to->rows[to->count++].text = format_text(
            r->arena, tr(r->lang, N_("%1 : aucun chiffre après le %2. Complétez la table.")), args,
            2);
    if (law->law.unknown_rows[table] > 0)
        to->rows[to->count++].text =
            format_text(r->arena,
                        tr(r->lang, N_("%1 : le programme livre %3 lignes que la table chargée n’a "
                                       "pas. Comparez-les.")),
                        args, 3);
}

static void fill_row(struct request *r, const struct told_law *law, enum law_table table,
                     struct v_law_tables_rows *row)
{
    struct law_coverage v = law_table_coverage(&law->law.tables, table);
    int64_t age = r->app->today.n - v.checked_first.n;
    struct str days = format_count(r->arena, age, r->lang);
    *row = (struct v_law_tables_rows){
        .href = table_href(r, LAW_PATH, table),
        .name = str_of(law_table_label(table, r->lang)),
        .code = str_of(law_table_name(table)),
        .rows = format_count(r->arena, (int64_t)v.rows, r->lang),
        .checked = format_day(r->arena, v.checked_first, r->lang),
        .unverified = (int64_t)v.unverified,
        .unverified_text = format_count(r->arena, (int64_t)v.unverified, r->lang),
        .last = day_is(v.last) ? format_day(r->arena, v.last, r->lang)
                               : str_of(tr(r->lang, N_("sans terme connu"))),
        .last_tone = law_coverage_ends(&v, r->app->today) ? STR("red") : STR(""),
        .origin = origin_text(r, &law->law.versions[table]),
        .who = law->who[table]};
    if (age > 0)
        row->age = format_text(
            r->arena, format_plural(r->lang, age, N_("il y a %1 jour"), N_("il y a %1 jours")),
            &days, 1);
}

/* failure: of a file that was brought, or NULL. */
static bool list(struct request *r, struct response *out, const struct err *failure,
                 struct err *err)
{
    struct v_law_tables view = {.may_set = settings_house_may_set(r)};
    struct told_law *law = ARENA_NEW(r->arena, struct told_law);
    if (!load_law_told(r->app, r->arena, &law->law, law->who, err))
        return false;
    struct v_law_tables_rows *rows =
        ARENA_ARRAY(r->arena, LAW_TABLE_COUNT, struct v_law_tables_rows);
    struct warnings *warnings = ARENA_NEW(r->arena, struct warnings);
    for (int i = 0; i < LAW_TABLE_COUNT; i++) {
        fill_row(r, law, (enum law_table)i, &rows[i]);
        warn(r, law, (enum law_table)i, warnings);
    }
    view.rows = rows;
    view.rows_count = LAW_TABLE_COUNT;
    view.warnings = warnings->rows;
    view.warnings_count = warnings->count;
    settings_shell(r, out, N_("Tables de droit"), &view.page);
    view.csrf = session_csrf(r, out, CSRF_SESSION);
    if (failure != NULL)
        form_failure(r, out, failure, &view.notes.error, &view.notes.advice);
    if (http_field(&r->query, "done").n > 0)
        view.notes.done = str_of(tr(r->lang, N_("La table chargée est en vigueur.")));
    view_law_tables(&out->body, &view, r->lang);
    return true;
}

bool law_page(struct request *r, struct response *out, struct err *err)
{
    return list(r, out, NULL, err);
}

/* ---- one of them ---- */

static bool open_table(struct request *r, struct told_law **law, enum law_table *table,
                       struct err *err)
{
    *law = ARENA_NEW(r->arena, struct told_law);
    for (int i = 0; i < LAW_TABLE_COUNT; i++) {
        *table = (enum law_table)i;
        if (str_is(r->parameter, law_table_name(*table)))
            return load_law_told(r->app, r->arena, &(*law)->law, (*law)->who, err);
    }
    return err_set_field(err, ERR_UNKNOWN_REF, "table", r->parameter);
}

static void fill_table_row(struct request *r, const struct law_tables *tables, enum law_table table,
                           size_t i, struct v_law_table_rows *out)
{
    struct buf value;
    struct buf ignored;
    buf_init(&value, r->arena, LIMIT_FIELD_BYTES);
    buf_init(&ignored, r->arena, LIMIT_FIELD_BYTES);
    const struct law_note *note = law_table_row(tables, table, i, &ignored).note;
    bool choice = table == LAW_TABLE_HOURS;
    law_row_value(tables, table, i, r->lang, &value);
    *out = (struct v_law_table_rows){
        .label = str_of(law_row_label(tables, table, i, r->lang)),
        .period = calculator_note_period(r, note),
        .value = buf_str(&value),
        .article = str_of(note->article),
        .source = str_of(law_source_text(note->source, r->lang)),
        .checked = format_day(r->arena, note->checked_on, r->lang),
        .tone = str_of(choice ? "amb" : calculator_confidence_tone(note->confidence)),
        .confidence = choice ? str_of(tr(r->lang, N_("choix, non une règle de droit")))
                             : str_of(law_confidence_label(note->confidence, r->lang))};
}

bool law_table_page(struct request *r, struct response *out, struct err *err)
{
    struct v_law_table view = {0};
    struct told_law *law;
    enum law_table table;
    if (!open_table(r, &law, &table, err))
        return false;
    struct law_coverage cover = law_table_coverage(&law->law.tables, table);
    struct v_law_table_rows *rows = ARENA_ARRAY(r->arena, cover.rows, struct v_law_table_rows);
    bool newest_first = table == LAW_TABLE_ECB || table == LAW_TABLE_LEGAL;
    for (size_t i = 0; i < cover.rows; i++)
        fill_table_row(r, &law->law.tables, table, newest_first ? cover.rows - 1 - i : i, &rows[i]);
    view.rows = rows;
    view.rows_count = cover.rows;
    view.name = str_of(law_table_label(table, r->lang));
    view.code = str_of(law_table_name(table));
    view.origin = origin_text(r, &law->law.versions[table]);
    view.csv = table_href(r, LAW_PATH "/csv", table);
    if (law_coverage_ends(&cover, r->app->today)) {
        struct str last = format_day(r->arena, cover.last, r->lang);
        view.note = format_text(
            r->arena, tr(r->lang, N_("Aucun chiffre après le %1 : complétez la table.")), &last, 1);
    }
    struct settings_place place = {N_("Tables de droit"), STR(LAW_PATH), view.name};
    settings_shell_within(r, out, &place, &view.page);
    view_law_table(&out->body, &view, r->lang);
    return true;
}

bool law_table_csv(struct request *r, struct response *out, struct err *err)
{
    struct told_law *law;
    enum law_table table;
    if (!open_table(r, &law, &table, err))
        return false;
    struct str name = str_of(law_table_name(table));
    out->type = "text/csv; charset=utf-8";
    out->file_name = format_text(r->arena, "%1.csv", &name, 1);
    law_table_write(&law->law.tables, table, &out->body);
    return true;
}

/* ---- a newer one ---- */

static const char *const kind_texts[] = {
    [LAW_ROW_ADDED] = N_("ajoutée"),
    [LAW_ROW_CHANGED] = N_("modifiée"),
    [LAW_ROW_REMOVED] = N_("manque"),
};

static void fill_changes(struct request *r, const struct law_update_report *report,
                         struct v_law_update *v)
{
    const struct law_changes *changes = &report->changes;
    struct v_law_update_changes *rows =
        ARENA_ARRAY(r->arena, changes->count, struct v_law_update_changes);
    for (size_t i = 0; i < changes->count; i++) {
        const struct law_change *c = &changes->list[i];
        rows[i] = (struct v_law_update_changes){.kind = str_of(tr(r->lang, kind_texts[c->kind])),
                                                .row = c->row,
                                                .column = c->column,
                                                .before = c->before,
                                                .after = c->after,
                                                .figure = c->figure};
    }
    v->changes = rows;
    v->changes_count = changes->count;
    const struct str args[] = {format_count(r->arena, (int64_t)changes->added, r->lang),
                               format_count(r->arena, (int64_t)changes->changed, r->lang),
                               format_count(r->arena, (int64_t)changes->figures, r->lang)};
    v->summary = format_text(
        r->arena,
        tr(r->lang, N_("Lignes ajoutées : %1 ; modifiées : %2 ; chiffres déjà donnés qui "
                       "changent : %3.")),
        args, COUNT_OF(args));
    v->figures = changes->figures > 0;
}

struct proposal {
    struct law_update_request request;
    struct law_update_report report;
    const struct err *failure; /* or NULL */
};

static bool show_update(struct request *r, struct response *out, const struct proposal *p)
{
    struct v_law_update v = {.text = p->request.text, .file = p->request.path};
    const struct law_update_report *report = &p->report;
    struct settings_place place = {N_("Tables de droit"), STR(LAW_PATH), {0}};
    struct buf seen;
    bool bad = p->failure != NULL;
    if (bad)
        form_failure(r, out, p->failure, &v.notes.error, &v.notes.advice);
    if (bad && p->failure->code == ERR_CHANGED_MEANWHILE) {
        out->status = 409;
        v.notes.changed = true;
        v.notes.error = str_of(
            tr(r->lang,
               N_("Quelqu’un a mis une autre version de cette table en vigueur entre-temps.")));
        v.notes.advice = str_of(tr(r->lang, N_("Vérifiez de nouveau ce qui diffère.")));
    }
    bool unconfirmed = bad && p->failure->code == ERR_TABLE_FIGURE_CHANGED;
    v.may_load = report->compared && report->changes.count > 0 && (!bad || unconfirmed);
    v.name = report->compared ? str_of(law_table_label(report->table, r->lang))
                              : str_of(tr(r->lang, N_("Table à vérifier")));
    v.tone = bad && !unconfirmed ? STR("red") : STR("grn");
    v.verdict =
        str_of(tr(r->lang, bad && !unconfirmed          ? N_("à corriger")
                           : report->changes.count == 0 ? N_("déjà en vigueur")
                                                        : N_("valable, pas encore en vigueur")));
    if (report->compared)
        fill_changes(r, report, &v);
    place.title = v.name;
    settings_shell_within(r, out, &place, &v.page);
    v.csrf = session_csrf(r, out, CSRF_SESSION);
    buf_init(&seen, r->arena, 24);
    buf_add_int(&seen, report->version);
    v.seen = buf_str(&seen);
    view_law_update(&out->body, &v, r->lang);
    return true;
}

static bool take_file(struct request *r, struct law_update_request *request, struct err *failure)
{
    const struct http_file *file = http_file(&r->files, "file");
    struct str text = http_field(&r->form, "text");
    request->path = file != NULL ? file->name : http_field(&r->form, "name");
    if (file != NULL &&
        !text_file_read_open(r->arena, file->fd, LAW_TABLE_BYTES_MAX, &text, failure))
        return false;
    request->text = http_plain_lines(r->arena, text);
    return request->text.n > 0 || err_set(failure, ERR_FILE_EMPTY, NULL);
}

bool law_submit(struct request *r, struct response *out, struct err *err)
{
    struct proposal *p = ARENA_NEW(r->arena, struct proposal);
    struct err failure = {0};
    struct str act = http_field(&r->form, "act");
    *p = (struct proposal){.request = {.preview = str_is(act, "preview"),
                                       .confirm = http_field(&r->form, "confirm").n > 0}};
    if (!settings_house_may_set(r))
        return err_set(err, ERR_NOT_ALLOWED, "scope");
    if (!p->request.preview && !str_is(act, "load"))
        return err_set_field(err, ERR_BAD_OPTION_VALUE, "act", act);
    if (!p->request.preview)
        p->request.seen = http_field(&r->form, "seen");
    bool have = take_file(r, &p->request, &failure);
    bool ok = have && update_law(r->app, r->arena, &p->request, &p->report, &failure);
    if (!ok && !form_refused(&failure)) {
        *err = failure;
        return false;
    }
    if (!have)
        return list(r, out, &failure, err);
    if (ok && p->report.written) {
        response_redirect(out, STR(LAW_PATH "?done=load"));
        return true;
    }
    p->failure = ok ? NULL : &failure;
    return show_update(r, out, p);
}
