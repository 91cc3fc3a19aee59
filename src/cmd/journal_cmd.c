/* relance journal: what was done, by whom, when. */
#include "app/legal/law_text.h"
#include "app/open_app.h"
#include "app/system/read_journal.h"
#include "base/json.h"
#include "base/zone.h"
#include "columns.h"
#include "commands.h"

enum { LINES_DEFAULT = 50, LINES_MAX = 1000 };

static const struct cmd_option options[] = {
    {"creditor", "CODE", 0, N_("le journal de ce créancier ; avec un numéro de compte, le sien")},
    {"before", "N", 0, N_("les entrées d’avant la N-ième")},
    {"limit", "N", 0, N_("au plus N entrées ; 50 par défaut, 1000 au plus")},
    {NULL, NULL, 0, NULL},
};

static void text_or_null(struct json *j, const char *key, struct str text)
{
    if (text.p == NULL)
        json_null(j, key);
    else
        json_text(j, key, text);
}

static void print_json(struct cmd *c, const struct journal_page *page)
{
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_text(&j, "subject", page->subject);
    json_text(&j, "name", page->name);
    json_array(&j, "entries");
    for (size_t i = 0; i < page->count; i++) {
        const struct journal_line *line = &page->rows[i];
        json_object(&j, NULL);
        json_int(&j, "seq", line->seq);
        json_int(&j, "at_ms", line->at_ms);
        json_text(&j, "by", line->who);
        json_text(&j, "kind", line->kind);
        text_or_null(&j, "body", line->body);
        text_or_null(&j, "erased_why", line->erased_why);
        json_object_end(&j);
    }
    json_array_end(&j);
    if (page->before_seq > 0)
        json_int(&j, "next_before", page->before_seq);
    else
        json_null(&j, "next_before");
    json_object_end(&j);
    json_end(&j);
}

static void add_two(struct buf *out, int32_t n)
{
    buf_add_char(out, (char)('0' + n / 10));
    buf_add_char(out, (char)('0' + n % 10));
}

/* "27/11/2026 17:05": of mainland France. */
static void add_moment(struct buf *out, struct civil at, enum lang lang)
{
    buf_add_day_lang(out, at.day, lang);
    buf_add_char(out, ' ');
    add_two(out, at.minute / 60);
    buf_add_char(out, ':');
    add_two(out, at.minute % 60);
}

static void print_page(struct cmd *c, const struct journal_page *page)
{
    struct columns t;
    columns_begin(&t, &c->arena, "rllll");
    for (size_t i = 0; i < page->count; i++) {
        const struct journal_line *line = &page->rows[i];
        buf_add_int(&t.cell, line->seq);
        columns_next(&t);
        add_moment(&t.cell, zone_paris(line->at_ms), c->lang);
        columns_next(&t);
        buf_add(&t.cell, line->who.n > 0 ? line->who : STR("-"));
        columns_next(&t);
        buf_add(&t.cell, line->kind);
        columns_next(&t);
        buf_add(&t.cell, str_trim(line->body.p != NULL ? line->body : line->erased_why));
        columns_next(&t);
    }
    columns_end(&t, 0, &c->out);
}

static bool read_query(struct cmd *c, struct journal_query *query)
{
    int64_t limit = LINES_DEFAULT;
    *query = (struct journal_query){.ref = c->argument_count > 0 ? c->arguments[0] : STR(""),
                                    .creditor = cmd_value(c, "creditor")};
    if (!cmd_int(c, "before", &query->before_seq) || !cmd_int(c, "limit", &limit))
        return false;
    query->limit = (size_t)limit;
    return (limit > 0 && limit <= LINES_MAX) ||
           err_set_field(&c->err, ERR_BAD_OPTION_VALUE, "limit", cmd_value(c, "limit"));
}

static int run(struct cmd *c)
{
    struct journal_query query;
    struct journal_page page;
    struct app *app = NULL;
    bool ok = read_query(c, &query) && app_open(&c->arena, c->db_url, c->today, &app, &c->err) &&
              read_journal(app, &c->arena, &query, &page, &c->err);
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    if (c->json)
        print_json(c, &page);
    else
        print_page(c, &page);
    return EXIT_DONE;
}

const struct command cmd_journal = {
    .name = "journal",
    .arguments = "[REF]",
    .arguments_max = 1,
    .options = options,
    .summary = N_("Ce qui a été fait, quand et par qui, le plus récent d’abord."),
    .help = N_("Sans REF, le journal de la maison : personnes, règles, tables de droit, "
               "sauvegardes, la liste de chaque jour. Avec la référence d’un dossier ou d’un "
               "débiteur, ce qui a été fait pour lui, tous créanciers réunis. Les entrées sont "
               "scellées l’une à l’autre ; « relance verify » le contrôle.\n"
               "\n"
               "Exemple : relance journal C-000042-X --limit 20"),
    .run = run,
};
