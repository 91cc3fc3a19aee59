/* relance mail list, say. */
#include "app/mail/mail_way.h"
#include "app/mail/mail_words.h"
#include "app/mail/outbox.h"
#include "app/open_app.h"
#include "base/json.h"
#include "base/ref.h"
#include "columns.h"
#include "commands.h"

enum { LIST_MAX = 10000 };

static void mail_members(struct cmd *c, struct json *j, const struct stored_mail *m)
{
    json_text(j, "document", ref_str(&c->arena, REF_DOCUMENT, m->document_number));
    json_cstr(j, "kind", dispatch_kind_code(m->kind));
    json_cstr(j, "state", dispatch_state_code(m->state));
    json_text(j, "to", m->address);
    json_text(j, "subject", m->subject);
    json_text(j, "message_id", m->message_id);
    json_day(j, "made", m->made);
    json_day(j, "claimed", m->claimed);
    json_int(j, "tries", m->tries);
    json_text_or_null(j, "reply", m->reply);
}

/* ---- list ---- */

static void list_json(struct cmd *c, const struct listed_mails *mails)
{
    struct json j;
    json_begin(&j, &c->out);
    json_object(&j, NULL);
    json_array(&j, "mails");
    for (size_t i = 0; i < mails->count; i++) {
        json_object(&j, NULL);
        json_text(&j, "ref", ref_str(&c->arena, REF_ACCOUNT, mails->rows[i].account_number));
        json_text(&j, "debtor", mails->rows[i].debtor);
        mail_members(c, &j, &mails->rows[i].mail);
        json_object_end(&j);
    }
    json_array_end(&j);
    json_object_end(&j);
    json_end(&j);
}

static void list_text(struct cmd *c, const struct listed_mails *mails)
{
    struct columns t;
    columns_begin(&t, &c->arena, "lllllll");
    for (size_t i = 0; i < mails->count; i++) {
        const struct listed_mail *l = &mails->rows[i];
        buf_add_ref(&t.cell, REF_DOCUMENT, l->mail.document_number);
        columns_next(&t);
        buf_add_ref(&t.cell, REF_ACCOUNT, l->account_number);
        columns_next(&t);
        columns_text(&t, dispatch_kind_words(l->mail.kind, c->lang));
        columns_text(&t, dispatch_state_words(l->mail.state, c->lang));
        buf_add(&t.cell, l->mail.address);
        columns_next(&t);
        buf_add(&t.cell, l->debtor);
        columns_next(&t);
        buf_add(&t.cell, mail_reply_words(&c->arena, l->mail.reply, c->lang));
        columns_next(&t);
    }
    columns_end(&t, 0, &c->out);
}

static int run_list(struct cmd *c)
{
    struct mails_wanted wanted = {.state = DISPATCH_IS_QUEUED, .most = LIST_MAX};
    struct listed_mails mails;
    struct app *app = NULL;
    struct str state = cmd_value(c, "state");
    if (state.p != NULL && !dispatch_state_parse(state, &wanted.state))
        return cmd_bad_value(c, "state", state);
    if (!app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ok = list_mails(app, &c->arena, &wanted, &mails, &c->err);
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    if (c->json) {
        list_json(c, &mails);
        return EXIT_DONE;
    }
    list_text(c, &mails);
    if (mails.count == 0)
        buf_add_c(&c->out, cmd_tr(c, N_("Aucun e-mail.\n")));
    return EXIT_DONE;
}

static const struct cmd_option list_options[] = {
    {"state", "ÉTAT", 0, N_("queued (sinon), claimed, accepted, refused, uncertain ou stopped")},
    {NULL, NULL, 0, NULL},
};

const struct command cmd_mail_list = {
    .name = "mail list",
    .arguments = "",
    .options = list_options,
    .summary = N_("les e-mails à envoyer, ou ceux dans un état"),
    .help = N_("Un envoi dont personne n’a vu la fin est incertain : il n’est jamais refait seul.\n"
               "Exemple : relance mail list --state uncertain"),
    .run = run_list,
};

/* ---- say ---- */

static int run_say(struct cmd *c)
{
    struct mail_said said = {.mail = c->arguments[0]};
    struct stored_mail mail;
    struct app *app = NULL;
    if (!mail_word_parse(c->arguments[1], &said.word)) {
        err_set_field(&c->err, ERR_BAD_OPTION_VALUE, "WORD", c->arguments[1]);
        return cmd_fail(c);
    }
    if (!app_open(&c->arena, c->db_url, c->today, &app, &c->err))
        return cmd_fail(c);
    bool ok = mail_say(app, &c->arena, &said, &mail, &c->err);
    app_close(app);
    if (!ok)
        return cmd_fail(c);
    if (c->json) {
        struct json j;
        json_begin(&j, &c->out);
        json_object(&j, NULL);
        mail_members(c, &j, &mail);
        json_object_end(&j);
        json_end(&j);
        return EXIT_DONE;
    }
    buf_add(&c->out, ref_str(&c->arena, REF_DOCUMENT, mail.document_number));
    buf_add_c(&c->out, "  ");
    buf_add_c(&c->out, dispatch_state_words(mail.state, c->lang));
    buf_add_char(&c->out, '\n');
    return EXIT_DONE;
}

const struct command cmd_mail_say = {
    .name = "mail say",
    .arguments = "P-… WORD",
    .arguments_min = 2,
    .arguments_max = 2,
    .summary = N_("dit ce qu’est devenu un e-mail, ou ce qu’il faut en faire"),
    .help = N_("WORD : arrived (un envoi incertain est parti : on a vu son Message-ID, ou le "
               "débiteur l’a reçu), lost (il n’est pas parti), again (refusé : à remettre au "
               "serveur), stop (à ne pas envoyer). Le Message-ID vaut la référence.\n"
               "Exemple : relance mail say P-000042-X arrived"),
    .run = run_say,
};
