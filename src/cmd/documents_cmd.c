/* relance documents: what waits to be attached, and what a person decides about it. */
#include "app/documents/decide_document.h"
#include "app/documents/document_text.h"
#include "app/documents/fetch_document.h"
#include "app/documents/file_documents.h"
#include "app/legal/law_words.h"
#include "app/open_app.h"
#include "app/system/save_file.h"
#include "base/json.h"
#include "base/ref.h"
#include "columns.h"
#include "commands.h"

static bool read_number(struct cmd *c, struct str text, int64_t *number)
{
    enum ref_kind kind;
    return ref_parse(text, &kind, number, &c->err) &&
           (kind == REF_DOCUMENT || err_set_field(&c->err, ERR_BAD_REF, "document", text));
}

/* ---- the list ---- */

static void item_json(struct cmd *c, struct json *j, const struct listed_item *item)
{
    json_object(j, NULL);
    json_text(j, "ref", ref_str(&c->arena, REF_ACCOUNT, item->account_number));
    json_text(j, "debtor", item->debtor);
    json_id(j, "id", item->item_id);
    json_text(j, "number", item->piece);
    json_day(j, "due", item->due);
    json_currency(j, "currency", item->amount.currency);
    json_amount(j, "amount", item->amount);
    json_cstr(j, "how", document_how_code(item->how));
    json_object_end(j);
}

static void document_json(struct cmd *c, struct json *j, const struct listed_document *d)
{
    json_object(j, NULL);
    json_text(j, "id", ref_str(&c->arena, REF_DOCUMENT, d->number));
    json_cstr(j, "state", document_waiting_code(d->state));
    json_cstr(j, "kind", document_kind_code(d->kind));
    json_text(j, "file", d->file);
    json_int(j, "bytes", d->bytes);
    json_text(j, "creditor", d->creditor);
    json_text(j, "import", ref_str(&c->arena, REF_IMPORT, d->import_number));
    json_array(j, "items");
    for (size_t i = 0; i < d->item_count; i++)
        item_json(c, j, &d->items[i]);
    json_array_end(j);
    json_object_end(j);
}

static void list_json(struct cmd *c, const struct document_list *list)
{
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_array(&j, "documents");
    for (size_t i = 0; i < list->count; i++)
        document_json(c, &j, &list->rows[i]);
    json_array_end(&j);
    for (int i = 0; i < DOCUMENT_WAITING_COUNT; i++)
        json_int(&j, document_waiting_code((enum document_waiting)i), list->totals[i]);
    json_object_end(&j);
    json_end(&j);
}

static void item_line(struct cmd *c, struct columns *t, const struct listed_item *item)
{
    columns_text(t, "");
    buf_add_c(&t->cell, "  → ");
    buf_add_ref(&t->cell, REF_ACCOUNT, item->account_number);
    columns_next(t);
    buf_add(&t->cell, item->debtor);
    columns_next(t);
    buf_add(&t->cell, item->piece);
    columns_next(t);
    buf_add_money_lang(&t->cell, item->amount, c->lang);
    columns_next(t);
    columns_text(t, document_how_text(item->how, c->lang));
}

static void list_page(struct cmd *c, const struct document_list *list)
{
    struct columns t;
    columns_begin(&t, &c->arena, "llllrl");
    for (size_t i = 0; i < list->count; i++) {
        const struct listed_document *d = &list->rows[i];
        buf_add_ref(&t.cell, REF_DOCUMENT, d->number);
        columns_next(&t);
        buf_add(&t.cell, d->file);
        columns_next(&t);
        columns_text(&t, document_waiting_text(d->state, c->lang));
        columns_text(&t, document_kind_text(d->kind, c->lang));
        columns_text(&t, "");
        columns_text(&t, "");
        for (size_t k = 0; k < d->item_count; k++)
            item_line(c, &t, &d->items[k]);
    }
    columns_end(&t, 0, &c->out);
    if (list->count == 0)
        buf_add_c(&c->out, cmd_tr(c, N_("Aucun document n’attend.\n")));
}

/* ---- those of one file ---- */

static void file_document_json(struct cmd *c, struct json *j, const struct file_document *d)
{
    json_object(j, NULL);
    json_text(j, "id", ref_str(&c->arena, REF_DOCUMENT, d->number));
    json_cstr(j, "kind", document_kind_code(d->kind));
    json_text(j, "file", d->file);
    json_int(j, "bytes", d->bytes);
    json_day(j, "made", d->made);
    json_bool(j, "as_sent", d->as_sent);
    json_array(j, "items");
    for (size_t i = 0; i < d->item_count; i++) {
        json_object(j, NULL);
        json_id(j, "id", d->items[i].item_id);
        json_text(j, "number", d->items[i].piece);
        json_cstr(j, "state", document_link_code(d->items[i].state));
        json_cstr(j, "how", document_how_code(d->items[i].how));
        json_object_end(j);
    }
    json_array_end(j);
    json_object_end(j);
}

static void file_json(struct cmd *c, const struct walked_account *account,
                      const struct file_documents *all)
{
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_text(&j, "ref", ref_str(&c->arena, REF_ACCOUNT, account->number));
    json_text(&j, "debtor", account->name);
    json_array(&j, "documents");
    for (size_t i = 0; i < all->count; i++)
        file_document_json(c, &j, &all->rows[i]);
    json_array_end(&j);
    json_object_end(&j);
    json_end(&j);
}

static void file_page(struct cmd *c, const struct walked_account *account,
                      const struct file_documents *all)
{
    struct columns t;
    buf_add_ref(&c->out, REF_ACCOUNT, account->number);
    buf_add_c(&c->out, "  ");
    buf_add(&c->out, account->name);
    buf_add_char(&c->out, '\n');
    columns_begin(&t, &c->arena, "llllll");
    for (size_t i = 0; i < all->count; i++) {
        const struct file_document *d = &all->rows[i];
        buf_add_ref(&t.cell, REF_DOCUMENT, d->number);
        columns_next(&t);
        columns_text(&t, document_kind_text(d->kind, c->lang));
        buf_add_day_fr(&t.cell, d->made);
        columns_next(&t);
        buf_add(&t.cell, d->pieces);
        columns_next(&t);
        if (d->item_count > 0)
            columns_text(&t,
                         document_link_text(d->proposed ? LINK_PROPOSED : LINK_CONFIRMED, c->lang));
        else
            columns_text(&t, d->as_sent ? cmd_tr(c, N_("tel qu’envoyé")) : "");
        buf_add(&t.cell, d->file);
        columns_next(&t);
    }
    columns_end(&t, 2, &c->out);
    if (all->count == 0)
        buf_add_c(&c->out, cmd_tr(c, N_("Ce dossier n’a pas de document.\n")));
}

static int run_of_file(struct cmd *c)
{
    const struct file_query query = {.ref = c->arguments[0], .creditor = cmd_value(c, "creditor")};
    struct found_documents found;
    struct app *app = NULL;
    if (!app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ok = find_file_documents(app, &c->arena, &query, &found, &c->err);
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    if (c->json)
        file_json(c, &found.account, &found.documents);
    else
        file_page(c, &found.account, &found.documents);
    return EXIT_DONE;
}

static int run_list(struct cmd *c)
{
    if (c->argument_count > 0)
        return run_of_file(c);
    struct document_query query = {.creditor = cmd_value(c, "creditor")};
    struct document_list list;
    struct app *app = NULL;
    if (!app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ok = list_documents(app, &c->arena, &query, &list, &c->err);
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    if (c->json)
        list_json(c, &list);
    else
        list_page(c, &list);
    return EXIT_DONE;
}

/* ---- decisions ---- */

static void say_count(struct cmd *c, const char *key, const char *text, int64_t count)
{
    if (c->json) {
        struct json j;
        json_begin(&j, &c->out);
        json_object(&j, NULL);
        json_int(&j, key, count);
        json_object_end(&j);
        json_end(&j);
        return;
    }
    buf_add_int(&c->out, count);
    buf_add_char(&c->out, ' ');
    buf_add_c(&c->out, cmd_tr(c, text));
    buf_add_char(&c->out, '\n');
}

typedef bool decision_fn(struct app *app, struct arena *a, const struct document_request *request,
                         struct err *err);

/* One after the other, each for itself; the first that fails ends it. */
static bool decide_all(struct cmd *c, struct app *app, decision_fn *decide, int64_t *count)
{
    *count = 0;
    for (size_t i = 0; i < c->argument_count; i++) {
        struct document_request request = {0};
        if (!read_number(c, c->arguments[i], &request.number) ||
            !decide(app, &c->arena, &request, &c->err))
            return false;
        ++*count;
    }
    return true;
}

static const char *why_left(struct cmd *c, const struct unconfirmed *u)
{
    if (u->why == ERR_DOCUMENT_SETTLED)
        return cmd_tr(c, N_("décidé entre-temps"));
    if (u->why != ERR_NONE)
        return cmd_tr(c, N_("sa facture n’est plus dans les comptes"));
    if (u->state == WAITING_UNMATCHED)
        return cmd_tr(c, N_("aucune facture connue ne porte son numéro"));
    return u->item_count > 1 ? cmd_tr(c, N_("plusieurs factures possibles"))
                             : cmd_tr(c, N_("un numéro peu sûr"));
}

static void confirmed_json(struct cmd *c, const struct confirm_report *r)
{
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_int(&j, "confirmed", r->count);
    json_array(&j, "left");
    for (size_t i = 0; i < r->left_count; i++) {
        const struct unconfirmed *u = &r->left[i];
        json_object(&j, NULL);
        json_text(&j, "id", ref_str(&c->arena, REF_DOCUMENT, u->number));
        json_text(&j, "file", u->file);
        json_cstr(&j, "state", document_waiting_code(u->state));
        json_int(&j, "items", (int64_t)u->item_count);
        json_cstr(&j, "code", u->why == ERR_NONE ? NULL : err_code_text(u->why));
        json_object_end(&j);
    }
    json_array_end(&j);
    json_object_end(&j);
    json_end(&j);
}

static void confirmed_page(struct cmd *c, const struct confirm_report *r)
{
    struct columns t;
    say_count(c, "confirmed", N_("documents confirmés"), r->count);
    if (r->left_count == 0)
        return;
    say_count(c, "left", N_("documents ne le sont pas :"), (int64_t)r->left_count);
    columns_begin(&t, &c->arena, "lll");
    for (size_t i = 0; i < r->left_count; i++) {
        buf_add_ref(&t.cell, REF_DOCUMENT, r->left[i].number);
        columns_next(&t);
        buf_add(&t.cell, r->left[i].file);
        columns_next(&t);
        columns_text(&t, why_left(c, &r->left[i]));
    }
    columns_end(&t, 2, &c->out);
}

static int run_confirm_all(struct cmd *c)
{
    const struct document_query query = {.creditor = cmd_value(c, "creditor")};
    struct confirm_report report;
    struct app *app = NULL;
    if (!app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ok = confirm_sure_documents(app, &c->arena, &query, &report, &c->err);
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    if (c->json)
        confirmed_json(c, &report);
    else
        confirmed_page(c, &report);
    return EXIT_DONE;
}

static int run_confirm(struct cmd *c)
{
    bool all = cmd_has(c, "all-sure");
    struct app *app = NULL;
    int64_t count = 0;
    if (all && c->argument_count > 0)
        err_set_field(&c->err, ERR_OPTION_CONFLICT, "all-sure", c->arguments[0]);
    if (!all && c->argument_count == 0)
        err_set_field(&c->err, ERR_ARGUMENT_MISSING, "DOCUMENT", (struct str){0});
    if (!err_is(&c->err) && all)
        return run_confirm_all(c);
    if (err_is(&c->err) || !app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ok = decide_all(c, app, confirm_document, &count);
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    say_count(c, "confirmed", N_("documents confirmés"), count);
    return EXIT_DONE;
}

static int run_refuse(struct cmd *c)
{
    struct app *app = NULL;
    int64_t count = 0;
    if (!app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ok = decide_all(c, app, refuse_document, &count);
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    say_count(c, "refused", N_("documents mis de côté"), count);
    return EXIT_DONE;
}

static int run_attach(struct cmd *c)
{
    struct document_request request = {.ref = c->arguments[1], .item = cmd_value(c, "item")};
    struct app *app = NULL;
    if (!read_number(c, c->arguments[0], &request.number) ||
        !app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ok = attach_document(app, &c->arena, &request, &c->err);
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    say_count(c, "attached", N_("document rattaché"), 1);
    return EXIT_DONE;
}

/* ---- getting one ---- */

static int run_get(struct cmd *c)
{
    struct fetch_request request = {0};
    struct fetched_document doc;
    struct app *app = NULL;
    if (!read_number(c, c->arguments[0], &request.number) ||
        !app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ok = fetch_document(app, &c->arena, &request, &doc, &c->err) &&
              save_bytes(&c->arena, cmd_value(c, "out"), doc.body, &c->err);
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    if (c->json) {
        struct json j;
        json_begin(&j, &c->out);
        json_object(&j, NULL);
        json_text(&j, "file", doc.file);
        json_text(&j, "mime", doc.mime);
        json_int(&j, "bytes", (int64_t)doc.body.n);
        json_text(&j, "out", cmd_value(c, "out"));
        json_object_end(&j);
        json_end(&j);
        return EXIT_DONE;
    }
    buf_add(&c->out, doc.file);
    buf_add_c(&c->out, " → ");
    buf_add(&c->out, cmd_value(c, "out"));
    buf_add_char(&c->out, '\n');
    return EXIT_DONE;
}

/* ---- the commands ---- */

static const struct cmd_option list_options[] = {
    {"creditor", "CODE", 0, N_("ce créancier seulement")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_documents = {
    .name = "documents",
    .arguments = "[REF]",
    .arguments_max = 1,
    .options = list_options,
    .summary = N_("les copies de factures : celles qui attendent, celles d’un dossier"),
    .help = N_("Avec REF, les documents de ce dossier : copies, lettres et relevés envoyés. Sans "
               "REF, ce qui attend une personne.\n"
               "Une copie dont le numéro est sûr est proposée à sa facture ; celle dont le numéro "
               "est douteux ou inconnu attend ici. Rien n’est rattaché sans confirmation.\n"
               "Exemple : relance documents confirm --all-sure"),
    .run = run_list,
};

static const struct cmd_option confirm_options[] = {
    {"all-sure", NULL, 0, N_("tous ceux dont le numéro est sûr")},
    {"creditor", "CODE", 0, N_("avec --all-sure : de ce créancier seulement")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_documents_confirm = {
    .name = "documents confirm",
    .arguments = "DOCUMENT…",
    .arguments_max = -1,
    .options = confirm_options,
    .summary = N_("confirme que des documents vont avec la facture proposée"),
    .help = N_("Exemple : relance documents confirm P-000012-B"),
    .run = run_confirm,
};

const struct command cmd_documents_refuse = {
    .name = "documents refuse",
    .arguments = "DOCUMENT…",
    .arguments_min = 1,
    .arguments_max = -1,
    .summary = N_("met des documents de côté : ils ne vont avec rien de proposé"),
    .help = N_("Le même fichier ne sera plus proposé ; « documents attach » le rattache encore.\n"
               "Exemple : relance documents refuse P-000012-B"),
    .run = run_refuse,
};

static const struct cmd_option attach_options[] = {
    {"item", "N", OPT_REQUIRED, N_("la facture : son numéro, ou son identifiant")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_documents_attach = {
    .name = "documents attach",
    .arguments = "DOCUMENT REF",
    .arguments_min = 2,
    .arguments_max = 2,
    .options = attach_options,
    .summary = N_("rattache un document à une facture d’un dossier"),
    .help = N_("Exemple : relance documents attach P-000012-B C-000042-X --item FA-2026-0012"),
    .run = run_attach,
};

static const struct cmd_option get_options[] = {
    {"out", "FICHIER", OPT_REQUIRED, N_("où l’écrire")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_documents_get = {
    .name = "documents get",
    .arguments = "DOCUMENT",
    .arguments_min = 1,
    .arguments_max = 1,
    .options = get_options,
    .summary = N_("écrit un document conservé dans un fichier"),
    .help = N_("Exemple : relance documents get P-000012-B --out copie.pdf"),
    .run = run_get,
};
