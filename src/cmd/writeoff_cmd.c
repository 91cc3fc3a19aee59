/* relance writeoff. */
#include "app/books/write_off_small.h"
#include "app/open_app.h"
#include "base/json.h"
#include "base/ref.h"
#include "columns.h"
#include "commands.h"

enum { SMALL_LATE_DAYS = 30 };

static void row_json(struct cmd *c, struct json *j, const struct small_row *row)
{
    struct buf ref;
    buf_init(&ref, &c->arena, 64);
    buf_add_ref(&ref, REF_ACCOUNT, row->account_number);
    json_text(j, "ref", buf_str(&ref));
    buf_init(&ref, &c->arena, 64);
    if (row->import_number > 0)
        buf_add_ref(&ref, REF_IMPORT, row->import_number);
    json_cstr(j, "import", row->import_number > 0 ? buf_cstr(&ref) : NULL);
    json_int(j, "items", (int64_t)row->items);
    json_amount(j, "amount", row->total);
    json_currency(j, "currency", row->total.currency);
}

static void print_rows(struct cmd *c, const struct small_row *rows, size_t count)
{
    struct columns t;
    columns_begin(&t, &c->arena, "lrrl");
    for (size_t i = 0; i < count; i++) {
        buf_add_ref(&t.cell, REF_ACCOUNT, rows[i].account_number);
        columns_next(&t);
        buf_add_int(&t.cell, (int64_t)rows[i].items);
        columns_next(&t);
        buf_add_money_fr(&t.cell, rows[i].total);
        columns_next(&t);
        if (rows[i].import_number > 0)
            buf_add_ref(&t.cell, REF_IMPORT, rows[i].import_number);
        columns_next(&t);
    }
    columns_end(&t, 0, &c->out);
}

static int print_small(struct cmd *c, const struct small_report *report)
{
    struct json j;
    if (!c->json) {
        print_rows(c, report->rows, report->count);
        return EXIT_DONE;
    }
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_array(&j, "accounts");
    for (size_t i = 0; i < report->count; i++) {
        json_object(&j, NULL);
        row_json(c, &j, &report->rows[i]);
        json_object_end(&j);
    }
    json_array_end(&j);
    json_object_end(&j);
    json_end(&j);
    return EXIT_DONE;
}

static int run_small(struct cmd *c, struct app *app)
{
    struct small_request r = {.creditor = cmd_value(c, "creditor"),
                              .amount_max = cmd_value(c, "small"),
                              .late_days_min = SMALL_LATE_DAYS,
                              .why = cmd_value(c, "why"),
                              .confirm = cmd_has(c, "confirm")};
    struct small_report report;
    int64_t days = SMALL_LATE_DAYS;
    if (!cmd_int(c, "days", &days))
        return cmd_fail(c);
    r.late_days_min = days > 36500 ? 36500 : (int32_t)days;
    if (!write_off_small(app, &c->arena, &r, &report, &c->err))
        return cmd_fail(c);
    return print_small(c, &report);
}

static size_t read_items(struct cmd *c, struct str *items)
{
    struct str rest = cmd_value(c, "items");
    struct str item;
    size_t count = 0;
    while (count < LIMIT_OPTION_COUNT && str_split(&rest, ',', &item)) {
        if (str_trim(item).n > 0)
            items[count++] = str_trim(item);
    }
    return count;
}

static int run_one(struct cmd *c, struct app *app)
{
    struct str items[LIMIT_OPTION_COUNT];
    struct write_off_request r = {
        .query = {.ref = c->arguments[0], .creditor = cmd_value(c, "creditor")},
        .items = items,
        .item_count = read_items(c, items),
        .amount = cmd_value(c, "amount"),
        .why = cmd_value(c, "why"),
    };
    struct written_off done;
    if (r.item_count == 0 && !cmd_has(c, "all")) {
        err_set_field(&c->err, ERR_OPTION_MISSING, "items", (struct str){0});
        return cmd_fail(c);
    }
    if (!write_off(app, &c->arena, &r, &done, &c->err))
        return cmd_fail(c);
    struct small_row row = {done.account_number, done.import_number, done.total, done.items};
    if (c->json) {
        struct json j;
        json_begin(&j, &c->out);
        json_object(&j, NULL);
        row_json(c, &j, &row);
        json_object_end(&j);
        json_end(&j);
    } else {
        print_rows(c, &row, 1);
    }
    return EXIT_DONE;
}

static int run_writeoff(struct cmd *c)
{
    struct app *app = NULL;
    bool small = cmd_has(c, "small");
    if (small == (c->argument_count > 0)) {
        err_set_field(&c->err, small ? ERR_TOO_MANY_ARGUMENTS : ERR_ARGUMENT_MISSING,
                      small ? NULL : "REF", small ? c->arguments[0] : (struct str){0});
        return cmd_fail(c);
    }
    if (!app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    int code = small ? run_small(c, app) : run_one(c, app);
    app_close(app);
    return code;
}

static const struct cmd_option writeoff_options[] = {
    {"items", "N,…", 0, N_("les pièces, par numéro")},
    {"all", NULL, 0, N_("tout ce qui est ouvert")},
    {"amount", "MONTANT", 0, N_("une partie seulement d’une pièce")},
    {"why", "TEXTE", OPT_REQUIRED, N_("la raison, gardée avec la décision")},
    {"small", "MONTANT", 0,
     N_("sans REF : les restes d’au plus ce montant, en retard ; montre sans --confirm")},
    {"days", "N", 0, N_("avec --small : en retard d’au moins N jours (30)")},
    {"confirm", NULL, 0, N_("avec --small : passe en perte ce qui est montré")},
    {"creditor", "CODE", 0, N_("seulement ce créancier")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_writeoff = {
    .name = "writeoff",
    .arguments = "[REF]",
    .arguments_max = 1,
    .options = writeoff_options,
    .summary = N_("passe en perte des pièces, ou les petits restes de tous les dossiers"),
    .help = N_("Le comptable l’enregistre (« relance export writeoffs ») ; quand ses livres "
               "arrivent, ils font foi.\n"
               "Exemple : relance writeoff C-000042-X --items FA-118 --why \"société radiée\"\n"
               "Exemple : relance writeoff --small 5.00 --why \"petits restes\" --confirm"),
    .run = run_writeoff,
};
