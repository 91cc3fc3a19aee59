/* relance letter dates FILE. */
#include "app/letters/take_mail.h"
#include "app/open_app.h"
#include "app/words/err_text.h"
#include "base/json.h"
#include "commands.h"

static void print_json(struct cmd *c, const struct mail_report *report, bool ok)
{
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_int(&j, "read", report->read);
    json_int(&j, "accepted", report->accepted);
    json_int(&j, "duplicates", report->duplicates);
    json_int(&j, "ignored", report->ignored);
    json_int(&j, "unknown", report->unknown);
    json_int(&j, "rejected", report->rejected);
    json_array(&j, "errors");
    for (size_t i = 0; i < report->refusal_count; i++) {
        json_object(&j, NULL);
        cmd_error_fields(c, &j, &report->refusals[i].why, STR(""));
        json_object_end(&j);
    }
    json_array_end(&j);
    if (!ok) {
        json_object(&j, "error");
        cmd_error_fields(c, &j, &c->err, c->err_file);
        json_object_end(&j);
    }
    json_object_end(&j);
    json_end(&j);
}

static void print_text(struct cmd *c, const struct mail_report *report)
{
    const struct {
        int64_t count;
        const char *words;
    } lines[] = {
        {report->read, N_(" lignes lues\n")},
        {report->accepted, N_(" dates nouvelles\n")},
        {report->duplicates, N_(" déjà sues\n")},
        {report->ignored, N_(" sur le trajet, sans effet\n")},
        {report->unknown, N_(" d’un numéro qui n’est à aucune lettre\n")},
        {report->rejected, N_(" refusées\n")},
    };
    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        if (lines[i].count == 0)
            continue;
        buf_add_c(&c->out, "  ");
        buf_add_int(&c->out, lines[i].count);
        buf_add_c(&c->out, cmd_tr(c, lines[i].words));
    }
    for (size_t i = 0; i < report->refusal_count; i++)
        cmd_say_error(c, &report->refusals[i].why, STR(""));
}

static int run_dates(struct cmd *c)
{
    struct mail_request request = {.path = c->arguments[0],
                                   .accept_partial = cmd_has(c, "accept-partial")};
    struct mail_report report = {0};
    struct app *app = NULL;
    if (!app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ok = take_mail(app, &c->arena, &request, &report, &c->err);
    app_close(app);
    if (!ok)
        c->err_file = c->arguments[0];
    if (c->json && (ok || report.read > 0))
        print_json(c, &report, ok);
    else if (!c->json && ok)
        print_text(c, &report);
    return ok ? EXIT_DONE : cmd_fail(c);
}

static const struct cmd_option dates_options[] = {
    {"accept-partial", NULL, 0, N_("laisse de côté les lignes qui ne peuvent pas être prises")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_letter_dates = {
    .name = "letter dates",
    .arguments = "FICHIER",
    .arguments_min = 1,
    .arguments_max = 1,
    .options = dates_options,
    .summary = N_("prend le fichier d’un transporteur : numéro, date et statut des recommandés"),
    .help = N_("CSV ou XLSX, colonnes dans n’importe quel ordre : numéro de suivi, date, statut, "
               "et motif de retour s’il n’est pas dans le statut.\n"
               "Le même fichier une deuxième fois ne change rien ; un numéro qui n’est à aucune "
               "lettre est compté et laissé.\n"
               "Exemple : relance letter dates suivi.csv"),
    .run = run_dates,
};
