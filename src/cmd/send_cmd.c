/* relance send. */
#include "app/mail/mail_server.h"
#include "app/mail/outbox.h"
#include "app/open_app.h"
#include "app/words/err_text.h"
#include "base/json.h"
#include "columns.h"
#include "commands.h"

enum { SECONDS_MAX = 600 };

static void report_json(struct cmd *c, const struct outbox_report *r)
{
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_int(&j, "accepted", (int64_t)r->accepted);
    json_int(&j, "refused", (int64_t)r->refused);
    json_int(&j, "uncertain", (int64_t)r->uncertain);
    json_int(&j, "later", (int64_t)r->later);
    json_int(&j, "stopped", (int64_t)r->stopped);
    if (r->trouble.code != ERR_NONE) {
        json_object(&j, "error");
        cmd_error_fields(c, &j, &r->trouble, STR(""));
        json_object_end(&j);
    }
    json_object_end(&j);
    json_end(&j);
}

static void count_line(struct cmd *c, const char *words, size_t count)
{
    buf_add_c(&c->out, cmd_tr(c, words));
    buf_add_int(&c->out, (int64_t)count);
    buf_add_char(&c->out, '\n');
}

static void report_text(struct cmd *c, const struct outbox_report *r)
{
    count_line(c, N_("envoyés : "), r->accepted);
    count_line(c, N_("refusés : "), r->refused);
    count_line(c, N_("incertains : "), r->uncertain);
    count_line(c, N_("remis à plus tard : "), r->later);
    count_line(c, N_("arrêtés : "), r->stopped);
}

static int run_send(struct cmd *c)
{
    struct outbox_request request = {.now = cmd_has(c, "now")};
    struct outbox_report report;
    struct app *app = NULL;
    int64_t most = OUTBOX_AT_ONCE;
    request.limit_s = MAIL_LIMIT_SECONDS;
    if (!cmd_int(c, "limit", &most) || !cmd_int(c, "seconds", &request.limit_s))
        return cmd_fail(c);
    if (most < 1 || most > OUTBOX_AT_ONCE)
        return cmd_bad_value(c, "limit", cmd_value(c, "limit"));
    if (request.limit_s < 1 || request.limit_s > SECONDS_MAX)
        return cmd_bad_value(c, "seconds", cmd_value(c, "seconds"));
    request.most = (size_t)most;
    if (!app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ok = outbox_send(app, &c->arena, &request, &report, &c->err);
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    if (c->json)
        report_json(c, &report);
    else
        report_text(c, &report);
    if (report.trouble.code == ERR_NONE)
        return EXIT_DONE;
    c->err = report.trouble;
    return cmd_fail(c);
}

static const struct cmd_option send_options[] = {
    {"limit", "N", 0, N_("au plus N e-mails (1 000)")},
    {"seconds", "N", 0, N_("le temps laissé à chacun (120)")},
    {"now", NULL, 0, N_("aussi ceux qui attendent un nouvel essai")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_send = {
    .name = "send",
    .arguments = "",
    .options = send_options,
    .summary = N_("remet au serveur de messagerie les e-mails à envoyer"),
    .help = N_("Chacun passe un dernier contrôle, est réservé, puis remis ; ce dont on n’a pas eu "
               "la réponse est incertain et n’est jamais renvoyé seul. À lancer par une minuterie, "
               "toutes les cinq minutes par exemple.\n"
               "Exemple : relance send"),
    .run = run_send,
};
