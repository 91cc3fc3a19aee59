/* relance mail REF KIND. */
#include "app/letters/write_letter.h"
#include "app/open_app.h"
#include "app/system/save_file.h"
#include "base/json.h"
#include "base/ref.h"
#include "claim/dispatch.h"
#include "commands.h"
#include "letter_out.h"
#include "object_out.h"

static void message_json(struct json *j, const struct mail_text *mail)
{
    json_text(j, "to", mail->to);
    json_text(j, "subject", mail->subject);
    json_text(j, "message_id", mail->id);
    json_text(j, "text", mail->text);
    json_array(j, "files");
    for (size_t i = 0; i < mail->file_count; i++) {
        json_object(j, NULL);
        json_text(j, "name", mail->files[i].name);
        json_int(j, "bytes", (int64_t)mail->files[i].body.n);
        json_object_end(j);
    }
    json_array_end(j);
}

/* One document whatever happens: an e-mail that is not there says what is missing. */
static void print_json(struct cmd *c, const struct written_letter *letter, bool ok)
{
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    if (ok && letter->document_number != 0)
        json_text(&j, "document", ref_str(&c->arena, REF_DOCUMENT, letter->document_number));
    else
        json_null(&j, "document");
    letter_gaps_json(&j, letter);
    if (ok) {
        json_currency(&j, "currency", letter->currency);
        json_amount(&j, "asked", (struct money){letter->asked_minor, letter->currency});
        message_json(&j, &letter->mail);
    } else {
        letter_blocks_json(&j, &letter->gate);
        json_object(&j, "error");
        cmd_error_fields(c, &j, &c->err, STR(""));
        json_object_end(&j);
    }
    json_object_end(&j);
    json_end(&j);
}

static void print_text(struct cmd *c, const struct written_letter *letter, bool ok)
{
    const struct mail_text *mail = &letter->mail;
    if (!ok) {
        letter_print_gaps(c, letter);
        letter_print_blocks(c, &letter->gate);
        return;
    }
    if (letter->document_number != 0) {
        buf_add(&c->out, ref_str(&c->arena, REF_DOCUMENT, letter->document_number));
        buf_add_c(&c->out, "  ");
    }
    buf_add(&c->out, mail->to);
    buf_add_c(&c->out, "  ");
    buf_add(&c->out, mail->subject);
    buf_add_char(&c->out, '\n');
    if (letter->document_number != 0)
        return;
    buf_add_char(&c->out, '\n');
    buf_add(&c->out, mail->text);
    for (size_t i = 0; i < mail->file_count; i++) {
        buf_add_c(&c->out, cmd_tr(c, N_("pièce jointe : ")));
        buf_add(&c->out, mail->files[i].name);
        buf_add_char(&c->out, '\n');
    }
}

/* copie: no letter, the copies alone. */
static bool read_wish(struct cmd *c, struct letter_wish *wish, struct mail_wish *mail)
{
    struct str kind = c->arguments[1];
    *mail = (struct mail_wish){.copies = cmd_has(c, "copies"),
                               .copies_only = str_is(kind, dispatch_kind_code(DISPATCH_COPY)),
                               .manager = true};
    *wish = (struct letter_wish){.kind = MAILING_STATEMENT,
                                 .items = cmd_value(c, "items"),
                                 .payee = cmd_value(c, "payee"),
                                 .deadline = DAY_NONE,
                                 .basis = cmd_value(c, "basis"),
                                 .consequence = cmd_value(c, "consequence")};
    if (!mail->copies_only && !mailing_kind_parse(kind, &wish->kind))
        return err_set_field(&c->err, ERR_BAD_OPTION_VALUE, "KIND", kind);
    return cmd_day(c, "deadline", &wish->deadline);
}

static int run_mail(struct cmd *c)
{
    struct mail_wish mail;
    struct letter_request request = {
        .query = {.ref = c->arguments[0], .creditor = cmd_value(c, "creditor")},
        .preview = cmd_has(c, "preview"),
        .mail = &mail,
    };
    struct written_letter letter = {0};
    struct app *app = NULL;
    struct str path = cmd_value(c, "out");
    if (!read_wish(c, &request.wish, &mail) ||
        !app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ok = write_letter(app, &c->arena, &request, &letter, &c->err) &&
              (path.p == NULL || save_bytes(&c->arena, path, letter.mail.body, &c->err));
    app_close(app);
    bool told = ok || letter.gap_count > 0 || c->err.code == ERR_CONTACT_BLOCKED;
    if (told && c->json)
        print_json(c, &letter, ok);
    else if (told)
        print_text(c, &letter, ok);
    return ok ? EXIT_DONE : cmd_fail(c);
}

static const struct cmd_option mail_options[] = {
    {"preview", NULL, 0, N_("montre l’e-mail sans le garder ni l’envoyer")},
    {"out", "FICHIER", 0, N_("écrit aussi le message (.eml)")},
    {"copies", NULL, 0, N_("avec les copies confirmées des factures demandées")},
    {"items", "N,N…", 0, N_("ces pièces seulement")},
    {"payee", "CODE", 0, N_("seulement ce qui est à payer à ce bénéficiaire")},
    {"deadline", "AAAA-MM-JJ", 0, N_("le jour limite de paiement")},
    {"basis", "TEXTE", 0, N_("ce dont le prix est demandé")},
    {"consequence", "TEXTE", 0, N_("ce qui a été décidé pour la suite, en phrases entières")},
    OBJECT_OPTION_CREDITOR,
    {NULL, NULL, 0, NULL},
};

const struct command cmd_mail = {
    .name = "mail",
    .arguments = "REF KIND",
    .arguments_min = 2,
    .arguments_max = 2,
    .options = mail_options,
    .summary = N_("écrit un e-mail au débiteur, le garde tel qu’envoyé et le met à envoyer"),
    .help = N_("KIND : relance-1, relance-2, releve ou copie (des factures). La lettre est jointe "
               "en PDF ; l’adresse est celle qui est connue du débiteur.\n"
               "« relance send » le remet au serveur de messagerie.\n"
               "Exemple : relance mail C-000042-X relance-1 --preview"),
    .run = run_mail,
};
