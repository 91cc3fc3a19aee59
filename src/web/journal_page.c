/* The journal: what was done, when, by whom; the house's, a creditor's, or that of a debtor. */
#include "app/people/people.h"
#include "app/system/journal_text.h"
#include "app/system/read_journal.h"
#include "base/limits.h"
#include "gen/views.h"
#include "pages.h"
#include "web/parts/describe.h"
#include "web/parts/download.h"
#include "web/parts/error_page.h"
#include "web/parts/format.h"
#include "web/parts/journal_body.h"
#include "web/parts/shell.h"

enum { ROWS_SHOWN = 50 };

struct screen {
    struct request *r;
    struct journal_query query;
    struct journal_page journal;
    struct journal_people people;
    struct v_journal view;
};

/* Who does not see all creditors is told of nobody by name. */
static bool read_people(struct screen *s, struct err *err)
{
    struct user *users = NULL;
    if (s->query.scope == NULL &&
        !people_list(s->r->app, s->r->arena, &users, &s->people.count, err))
        return false;
    s->people.rows = users;
    return true;
}

static struct str who_of(const struct screen *s, const struct journal_line *line)
{
    return line->who.n > 0 ? line->who : str_of(tr(s->r->lang, N_("programme")));
}

/* The same entries as the page, without its pages: to a format. */
static struct str file_link(struct screen *s, const char *path)
{
    struct link l;
    link_begin(&l, s->r->arena, path);
    link_text(&l, "ref", s->query.ref);
    link_text(&l, "creditor", s->query.creditor);
    return link_end(&l);
}

static void fill_rows(struct screen *s)
{
    struct request *r = s->r;
    struct v_journal_rows *rows = ARENA_ARRAY(r->arena, s->journal.count, struct v_journal_rows);
    for (size_t i = 0; i < s->journal.count; i++) {
        const struct journal_line *line = &s->journal.rows[i];
        rows[i] = (struct v_journal_rows){
            .seq = format_count(r->arena, line->seq, r->lang),
            .when = format_moment(r->arena, line->at_ms, r->lang),
            .who = who_of(s, line),
            .kind = journal_text(line->kind, r->lang),
            .code = line->kind,
            .body = journal_body(r, line->body, &s->people),
            .erased = line->erased_why,
        };
    }
    s->view.rows = rows;
    s->view.rows_count = s->journal.count;
    if (s->journal.before_seq > 0) {
        struct link l;
        link_begin(&l, r->arena, "/journal");
        link_text(&l, "ref", s->query.ref);
        link_text(&l, "creditor", s->query.creditor);
        link_int(&l, "before", s->journal.before_seq);
        s->view.more = link_end(&l);
    }
    s->view.exports = (struct v_exports){.workbook = file_link(s, "/journal.xlsx"),
                                         .text = file_link(s, "/journal.csv")};
}

/* Those the person sees; the house's journal only for who sees them all. */
static bool fill_creditors(struct screen *s, struct err *err)
{
    struct request *r = s->r;
    struct creditors all;
    size_t n = 0;
    if (!people_creditors(r->app, r->arena, &all, err))
        return false;
    struct v_journal_creditors *rows =
        ARENA_ARRAY(r->arena, all.count + 1, struct v_journal_creditors);
    if (s->query.scope == NULL)
        rows[n++] = (struct v_journal_creditors){.text = str_of(tr(r->lang, N_("la maison")))};
    for (size_t i = 0; i < all.count; i++) {
        if (!people_see(&r->user, all.rows[i].id))
            continue;
        rows[n++] = (struct v_journal_creditors){.value = all.rows[i].code,
                                                 .text = all.rows[i].name,
                                                 .on = str_eq(all.rows[i].code, s->query.creditor)};
    }
    s->view.creditors = rows;
    s->view.creditors_count = n;
    return true;
}

static void fill_title(struct screen *s)
{
    struct request *r = s->r;
    struct v_journal *v = &s->view;
    v->title = s->journal.name.n > 0
                   ? format_text(r->arena, tr(r->lang, N_("Journal de %1")), &s->journal.name, 1)
                   : str_of(tr(r->lang, N_("Journal")));
    v->about = str_of(tr(r->lang, N_("Chaque entrée est scellée à la précédente : rien ne s’y "
                                     "change ni ne s’ôte sans que cela se voie.")));
    v->house = s->query.scope == NULL && s->journal.name.n > 0;
    v->ref = s->query.ref;
}

/* A person of one creditor begins with that creditor's journal. */
static bool read_query(struct screen *s, struct err *err)
{
    struct request *r = s->r;
    struct journal_query *query = &s->query;
    struct creditors all;
    *query = (struct journal_query){.ref = str_trim(http_field(&r->query, "ref")),
                                    .creditor = http_field(&r->query, "creditor"),
                                    .before_seq = http_field_int(&r->query, "before", 0),
                                    .limit = ROWS_SHOWN};
    query->scope = describe_scope(r, &query->scope_count);
    if (query->scope == NULL || query->creditor.n > 0 || query->ref.n > 0)
        return true;
    if (!people_creditors(r->app, r->arena, &all, err))
        return false;
    for (size_t i = 0; i < all.count && query->creditor.n == 0; i++) {
        if (people_see(&r->user, all.rows[i].id))
            query->creditor = all.rows[i].code;
    }
    return true;
}

bool journal_page(struct request *r, struct response *out, struct err *err)
{
    struct screen s = {.r = r};
    struct err failure = {0};
    if (!read_query(&s, err))
        return false;
    bool ok = read_journal(r->app, r->arena, &s.query, &s.journal, &failure);
    if (!ok && !form_refused(&failure)) {
        *err = failure;
        return false;
    }
    if (!fill_creditors(&s, err) || !read_people(&s, err))
        return false;
    fill_title(&s);
    shell_fill(r, out, SHELL_JOURNAL, s.view.title, &s.view.page);
    fill_rows(&s);
    if (!ok)
        form_failure(r, out, &failure, &s.view.error, &s.view.advice);
    view_journal(&out->body, &s.view, r->lang);
    return true;
}

/* ---- as a file ---- */

static void add_entry(struct screen *s, const struct journal_line *line, struct table_view *table)
{
    struct request *r = s->r;
    struct table_cell *cells = table_view_add(table);
    cells[0] = table_int(line->seq);
    cells[1] = table_text(format_moment(r->arena, line->at_ms, r->lang));
    cells[2] = table_text(who_of(s, line));
    cells[3] = table_text(journal_text(line->kind, r->lang));
    cells[4] = table_ref(line->kind);
    cells[5] = table_text(journal_body(r, line->body, &s->people));
    cells[6] = table_text(line->erased_why);
}

static bool fill(struct request *r, struct table_view *table, struct err *err)
{
    struct screen s = {.r = r};
    if (!read_query(&s, err))
        return false;
    s.query.limit = DOWNLOAD_WANTED;
    if (!read_journal(r->app, r->arena, &s.query, &s.journal, err) || !read_people(&s, err))
        return false;
    for (size_t i = 0; i < s.journal.count; i++)
        add_entry(&s, &s.journal.rows[i], table);
    return true;
}

static const struct table_heading columns[] = {{N_("N°"), TABLE_INT, 8},
                                               {N_("Quand"), TABLE_TEXT, 20},
                                               {N_("Qui"), TABLE_TEXT, 16},
                                               {N_("Quoi"), TABLE_TEXT, 32},
                                               {N_("Code"), TABLE_REF, 20},
                                               {N_("Contenu"), TABLE_TEXT, 80},
                                               {N_("Effacé, pourquoi"), TABLE_TEXT, 24}};

static const struct list_file list = {"relance-journal", N_("Journal"), columns, COUNT_OF(columns),
                                      fill};

bool journal_file(struct request *r, struct response *out, struct err *err)
{
    return download_list(r, out, &list, err);
}
