/* relance letter REF KIND. */
#include "app/letters/letters_json.h"
#include "app/letters/write_letter.h"
#include "app/open_app.h"
#include "app/system/save_file.h"
#include "base/json.h"
#include "base/ref.h"
#include "commands.h"
#include "letter_out.h"
#include "object_out.h"

/* One document whatever happens: a letter that is not there says what is missing. */
static void print_json(struct cmd *c, const struct written_letter *letter, bool ok)
{
    struct json j;
    struct written_letter kept = *letter;
    kept.id = ok ? letter->id : 0;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    kept_letter_json(&j, &c->arena, &kept);
    letter_gaps_json(&j, letter);
    if (!ok)
        letter_blocks_json(&j, &letter->gate);
    if (ok) {
        asked_letter_json(&j, letter);
    } else {
        json_object(&j, "error");
        cmd_error_fields(c, &j, &c->err, STR(""));
        json_object_end(&j);
    }
    json_object_end(&j);
    json_end(&j);
}

static void print_text(struct cmd *c, const struct written_letter *letter, bool ok)
{
    if (!ok) {
        letter_print_gaps(c, letter);
        letter_print_blocks(c, &letter->gate);
        return;
    }
    if (letter->id != 0) {
        buf_add(&c->out, ref_str(&c->arena, REF_DOCUMENT, letter->document_number));
        buf_add_c(&c->out, "  ");
    }
    buf_add_ref(&c->out, REF_ACCOUNT, letter->account_number);
    buf_add_c(&c->out, "  ");
    buf_add_money_fr(&c->out, (struct money){letter->asked_minor, letter->currency});
    buf_add_c(&c->out, letter->id != 0 ? cmd_tr(c, N_("  lettre gardée, à imprimer"))
                                       : cmd_tr(c, N_("  aperçu : rien n’est gardé ni envoyé")));
    buf_add_char(&c->out, '\n');
}

/* ---- the command ---- */

static bool read_wish(struct cmd *c, struct letter_wish *wish)
{
    *wish = (struct letter_wish){.items = cmd_value(c, "items"),
                                 .payee = cmd_value(c, "payee"),
                                 .deadline = DAY_NONE,
                                 .plain = cmd_has(c, "plain"),
                                 .registered = cmd_has(c, "registered"),
                                 .basis = cmd_value(c, "basis"),
                                 .consequence = cmd_value(c, "consequence")};
    if (wish->plain && wish->registered)
        return err_set_field(&c->err, ERR_OPTION_CONFLICT, "plain", STR("--registered"));
    if (!mailing_kind_parse(c->arguments[1], &wish->kind))
        return err_set_field(&c->err, ERR_BAD_OPTION_VALUE, "KIND", c->arguments[1]);
    return cmd_day(c, "deadline", &wish->deadline);
}

static int run_letter(struct cmd *c)
{
    struct letter_request request = {
        .query = {.ref = c->arguments[0], .creditor = cmd_value(c, "creditor")},
        .preview = cmd_has(c, "preview"),
    };
    struct written_letter letter = {0};
    struct app *app = NULL;
    struct str path = cmd_value(c, "out");
    if (!read_wish(c, &request.wish) || !app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ok = write_letter(app, &c->arena, &request, &letter, &c->err) &&
              (path.p == NULL || save_bytes(&c->arena, path, letter.pdf, &c->err));
    app_close(app);
    bool told = ok || letter.gap_count > 0 || c->err.code == ERR_CONTACT_BLOCKED;
    if (told && c->json)
        print_json(c, &letter, ok);
    else if (told)
        print_text(c, &letter, ok);
    return ok ? EXIT_DONE : cmd_fail(c);
}

static const struct cmd_option letter_options[] = {
    {"out", "FICHIER", 0, N_("écrit aussi le PDF")},
    {"preview", NULL, 0, N_("montre la lettre sans la garder ni l’envoyer")},
    {"items", "N,N…", 0, N_("ces pièces seulement")},
    {"payee", "CODE", 0, N_("seulement ce qui est à payer à ce bénéficiaire")},
    {"deadline", "AAAA-MM-JJ", 0, N_("le jour limite de paiement")},
    {"registered", NULL, 0, N_("en recommandé avec avis de réception")},
    {"plain", NULL, 0, N_("une mise en demeure sans recommandé")},
    {"basis", "TEXTE", 0, N_("ce dont le prix est demandé")},
    {"consequence", "TEXTE", 0, N_("ce qui a été décidé pour la suite, en phrases entières")},
    OBJECT_OPTION_CREDITOR,
    {NULL, NULL, 0, NULL},
};

const struct command cmd_letter = {
    .name = "letter",
    .arguments = "REF KIND",
    .arguments_min = 2,
    .arguments_max = 2,
    .options = letter_options,
    .summary =
        N_("écrit une lettre, la garde telle qu’envoyée et la met dans la file d’impression"),
    .help = N_("KIND : relance-1, relance-2, mise-en-demeure, premiere-lettre ou releve.\n"
               "Une mention que la loi exige manque : pas de lettre, et laquelle.\n"
               "Exemple : relance letter C-000042-X relance-1 --out relance.pdf"),
    .run = run_letter,
};
