/* The e-mails of the page as a file: those of one state, or all that want somebody. */
#include "app/mail/mail_words.h"
#include "app/mail/outbox.h"
#include "base/ref.h"
#include "web/pages.h"
#include "web/parts/describe.h"
#include "web/parts/download.h"
#include "web/parts/format.h"

static void add_mail(struct request *r, const struct listed_mail *l, struct table_view *table)
{
    const struct stored_mail *m = &l->mail;
    struct table_cell *cells = table_view_add(table);
    cells[0] = table_text(str_of(dispatch_state_words(m->state, r->lang)));
    cells[1] = table_text(str_of(dispatch_kind_words(m->kind, r->lang)));
    cells[2] = table_ref(format_ref(r->arena, REF_DOCUMENT, m->document_number));
    cells[3] = table_ref(format_ref(r->arena, REF_ACCOUNT, l->account_number));
    cells[4] = table_text(l->debtor);
    cells[5] = table_text(m->address);
    cells[6] = table_text(m->subject);
    cells[7] = table_day(m->made);
    cells[8] = table_day(m->claimed);
    cells[9] = table_text(mail_reply_words(r->arena, m->reply, r->lang));
}

static bool add_state(struct request *r, enum dispatch_state state, struct table_view *table,
                      struct err *err)
{
    struct mails_wanted wanted = {
        .state = state, .most = DOWNLOAD_WANTED, .newest = !mail_is_to_do(state)};
    struct listed_mails found;
    wanted.scope.creditors = describe_scope(r, &wanted.scope.count);
    if (!list_mails(r->app, r->arena, &wanted, &found, err))
        return false;
    for (size_t i = 0; i < found.count; i++)
        add_mail(r, &found.rows[i], table);
    return true;
}

static bool fill(struct request *r, struct table_view *table, struct err *err)
{
    enum dispatch_state state;
    if (dispatch_state_parse(http_field(&r->query, "state"), &state))
        return add_state(r, state, table, err);
    for (size_t i = 0; i < MAILS_TO_DO; i++) {
        if (!add_state(r, mails_to_do[i], table, err))
            return false;
    }
    return true;
}

static const struct table_heading columns[] = {
    {N_("État"), TABLE_TEXT, 18},     {N_("E-mail"), TABLE_TEXT, 24},
    {N_("Document"), TABLE_REF, 14},  {N_("Dossier"), TABLE_REF, 14},
    {N_("Débiteur"), TABLE_TEXT, 32}, {N_("À"), TABLE_TEXT, 32},
    {N_("Objet"), TABLE_TEXT, 48},    {N_("Écrit le"), TABLE_DAY, 0},
    {N_("Remis le"), TABLE_DAY, 0},   {N_("Réponse"), TABLE_TEXT, 40}};

static const struct list_file list = {"relance-emails", N_("E-mails"), columns, COUNT_OF(columns),
                                      fill};

bool mails_file(struct request *r, struct response *out, struct err *err)
{
    return download_list(r, out, &list, err);
}
