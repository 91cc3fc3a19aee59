/* The rules in force, and one of them: its text, its versions, what differs between two, the text
 * as a file. Bringing others is rules_try_page.c. */
#include "rules_page.h"

#include "base/html.h"
#include "base/limits.h"
#include "base/zone.h"
#include "settings.h"
#include "web/pages.h"
#include "web/parts/error_page.h"
#include "web/parts/format.h"
#include "web/parts/glossary.h"
#include "web/server/session.h"

enum { DIGEST_SHOWN = 6 };

static struct str hex(struct arena *a, const uint8_t *digest, size_t n)
{
    struct buf out;
    buf_init(&out, a, 2 * n + 1);
    buf_add_hex(&out, digest, n);
    return buf_str(&out);
}

struct str rules_version_text(struct request *r, int64_t version, int64_t loaded_ms)
{
    if (version == 0)
        return str_of(tr(r->lang, N_("celle livrée avec le programme")));
    const struct str args[] = {format_count(r->arena, version, r->lang),
                               format_day(r->arena, zone_paris(loaded_ms).day, r->lang)};
    return format_text(r->arena, tr(r->lang, N_("version %1, du %2")), args, COUNT_OF(args));
}

struct v_diff_lines rules_diff(struct request *r, const struct line_changes *changes,
                               struct str about)
{
    size_t n = changes->count < DIFF_ROWS_MAX ? changes->count : DIFF_ROWS_MAX;
    struct v_diff_lines_rows *rows = ARENA_ARRAY(r->arena, n, struct v_diff_lines_rows);
    struct v_diff_lines out = {
        .none = changes->count == 0, .about = about, .rows = rows, .rows_count = n};
    for (size_t i = 0; i < n; i++)
        rows[i] = (struct v_diff_lines_rows){
            .add = changes->rows[i].added,
            .line = format_count(r->arena, changes->rows[i].line, r->lang),
            .text = changes->rows[i].text};
    if (changes->count > n) {
        struct str rest = format_count(r->arena, (int64_t)(changes->count - n), r->lang);
        out.more = format_text(r->arena, tr(r->lang, N_("Et %1 lignes encore.")), &rest, 1);
    }
    return out;
}

/* "3", as a field says it; what is shipped has a word. */
static struct str version_value(struct request *r, int64_t version)
{
    struct buf b;
    buf_init(&b, r->arena, 24);
    if (version == 0)
        buf_add_c(&b, "shipped");
    else
        buf_add_int(&b, version);
    return buf_str(&b);
}

/* version -1: the one in force */
static struct str rule_href(struct request *r, const char *path, struct str name, int64_t version)
{
    struct buf b;
    struct link l;
    buf_init(&b, r->arena, LIMIT_HTTP_URL_BYTES);
    buf_add_c(&b, path);
    buf_add_char(&b, '/');
    buf_add_url_part(&b, name);
    link_begin(&l, r->arena, buf_cstr(&b));
    if (version >= 0)
        link_text(&l, "version", version_value(r, version));
    return link_end(&l);
}

/* ---- all of them ---- */

static const char *kind_text(enum rules_kind kind, enum lang lang)
{
    return tr(lang, kind == RULES_SCENARIO ? N_("scénario") : N_("priorités"));
}

bool rules_list(struct request *r, struct response *out, const struct err *failure, struct err *err)
{
    struct v_rules view = {.may_set = settings_house_may_set(r),
                           .term = glossary_term(r, GLOSSARY_RULES, NULL)};
    struct rules_overview all;
    if (!rules_overview_read(r->app, r->arena, &all, err))
        return false;
    struct v_rules_rows *rows = ARENA_ARRAY(r->arena, all.rules.count, struct v_rules_rows);
    for (size_t i = 0; i < all.rules.count; i++) {
        const struct rules_version *row = &all.rules.rows[i];
        bool loaded = row->version > 0;
        rows[i] = (struct v_rules_rows){
            .href = rule_href(r, RULES_PATH, row->rules.name, -1),
            .name = row->rules.name,
            .title = row->rules.title,
            .kind = str_of(kind_text(row->rules.kind, r->lang)),
            .version = loaded ? format_count(r->arena, row->version, r->lang)
                              : str_of(tr(r->lang, N_("livrée"))),
            .tone = loaded ? STR("acc") : STR(""),
            .when = loaded ? format_day(r->arena, zone_paris(row->loaded_ms).day, r->lang)
                           : str_of(tr(r->lang, N_("avec le programme"))),
            .who = !loaded            ? STR("")
                   : all.who[i].n > 0 ? all.who[i]
                                      : str_of(tr(r->lang, N_("programme"))),
            .digest = hex(r->arena, row->digest, DIGEST_SHOWN)};
    }
    view.rows = rows;
    view.rows_count = all.rules.count;
    settings_shell(r, out, N_("Règles en vigueur"), &view.page);
    view.csrf = session_csrf(r, out, CSRF_SESSION);
    if (failure != NULL)
        form_failure(r, out, failure, &view.notes.error, &view.notes.advice);
    view_rules(&out->body, &view, r->lang);
    return true;
}

bool rules_page(struct request *r, struct response *out, struct err *err)
{
    return rules_list(r, out, NULL, err);
}

/* ---- one of them ---- */

struct screen {
    struct request *r;
    struct rules_history history;
    const struct rules_kept *shown, *against;
    struct v_rule view;
};

static const struct rules_kept *asked(struct screen *s, const char *name,
                                      const struct rules_kept *other)
{
    struct str text = http_field(&s->r->query, name);
    if (str_is(text, "shipped"))
        return rules_kept_version(&s->history, 0);
    return text.n == 0 ? other
                       : rules_kept_version(&s->history, http_field_int(&s->r->query, name, -1));
}

static bool open_rule(struct screen *s, struct err *err)
{
    const struct rules_history *h = &s->history;
    struct err failure = {0};
    if (!rules_history_read(s->r->app, s->r->arena, s->r->parameter, &s->history, &failure)) {
        if (failure.code == ERR_UNKNOWN_RULES)
            return err_set(err, ERR_UNKNOWN_REF, "rules");
        *err = failure;
        return false;
    }
    s->shown = asked(s, "version", rules_kept_version(h, h->now->version));
    if (s->shown == NULL)
        return err_set(err, ERR_UNKNOWN_REF, "version");
    /* the one before, else what is shipped */
    size_t at = (size_t)(s->shown - h->rows);
    s->against = asked(s, "against", at + 1 < h->count ? &h->rows[at + 1] : NULL);
    return true;
}

static void fill_versions(struct screen *s)
{
    struct request *r = s->r;
    const struct rules_history *h = &s->history;
    struct v_rule_versions *versions = ARENA_ARRAY(r->arena, h->count, struct v_rule_versions);
    struct v_rule_against *against = ARENA_ARRAY(r->arena, h->count, struct v_rule_against);
    for (size_t i = 0; i < h->count; i++) {
        const struct rules_kept *v = &h->rows[i];
        struct str text = rules_version_text(r, v->version, v->loaded_ms);
        versions[i] = (struct v_rule_versions){
            .href = rule_href(r, RULES_PATH, r->parameter, v->version),
            .text = text,
            .who = v->version > 0 && v->who.n == 0 ? str_of(tr(r->lang, N_("programme"))) : v->who,
            .on = v == s->shown};
        if (v != s->shown)
            against[s->view.against_count++] =
                (struct v_rule_against){version_value(r, v->version), text, v == s->against};
    }
    s->view.versions = versions;
    s->view.versions_count = h->count;
    s->view.against = against;
    s->view.against_field = s->view.against_count > 0;
}

static void fill_diff(struct screen *s)
{
    struct request *r = s->r;
    struct line_changes changes;
    if (s->against == NULL)
        return;
    line_diff(r->arena, s->against->body, s->shown->body, &changes);
    const struct str args[] = {rules_version_text(r, s->against->version, s->against->loaded_ms),
                               rules_version_text(r, s->shown->version, s->shown->loaded_ms)};
    s->view.diff = rules_diff(
        r, &changes, format_text(r->arena, tr(r->lang, N_("De %1 à %2 :")), args, COUNT_OF(args)));
}

static void fill_rule(struct screen *s)
{
    struct request *r = s->r;
    const struct rules_version *now = s->history.now;
    struct v_rule *v = &s->view;
    bool in_force = s->shown->version == now->version;
    v->name = now->rules.name;
    v->title = now->rules.title;
    v->source = now->rules.source;
    v->state = str_of(tr(r->lang, in_force ? N_("en vigueur") : N_("n’est plus en vigueur")));
    v->tone = in_force ? STR("grn") : STR("");
    v->text = s->shown->body;
    v->shown = rules_version_text(r, s->shown->version, s->shown->loaded_ms);
    v->digest = hex(r->arena, s->shown->digest, LAW_DIGEST_BYTES);
    v->action = rule_href(r, RULES_PATH, r->parameter, -1);
    v->version = version_value(r, s->shown->version);
    v->text_href = rule_href(r, RULES_PATH "/text", r->parameter, s->shown->version);
    v->seen = version_value(r, now->version);
    fill_versions(s);
    fill_diff(s);
}

bool rule_page(struct request *r, struct response *out, struct err *err)
{
    struct screen s = {.r = r};
    if (!open_rule(&s, err))
        return false;
    fill_rule(&s);
    struct settings_place place = {N_("Règles en vigueur"), STR(RULES_PATH), s.view.title};
    settings_shell_within(r, out, &place, &s.view.page);
    s.view.csrf = session_csrf(r, out, CSRF_SESSION);
    s.view.may_set = settings_house_may_set(r);
    if (http_field(&r->query, "done").n > 0)
        s.view.notes.done = str_of(tr(r->lang, N_("Ces règles sont en vigueur. Les listes du jour "
                                                  "se refont avec elles.")));
    view_rule(&out->body, &s.view, r->lang);
    return true;
}

bool rule_text(struct request *r, struct response *out, struct err *err)
{
    struct screen s = {.r = r};
    if (!open_rule(&s, err))
        return false;
    struct str name = s.history.now->rules.name;
    out->type = "application/yaml; charset=utf-8";
    out->file_name = format_text(r->arena, "%1.yaml", &name, 1);
    buf_add(&out->body, s.shown->body);
    return true;
}
